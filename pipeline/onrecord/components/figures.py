"""Finds figures: the number grammar over the text, then what the words and the parse around each say of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from onrecord.components.change import Changes
from onrecord.components.context import Context
from onrecord.components.counted import Counting
from onrecord.components.family import Family, Rules, mentions
from onrecord.components.grammar import AMOUNTS, REACH, Found, Grammar, figure_view
from onrecord.components.neighbours import join
from onrecord.components.surface import offsets_of, text_of, words_of
from onrecord.components.units import Units
from onrecord.model import Mention
from onrecord.normalize.figures import parse_range
from onrecord.normalize.numbers import parse_number, scale_of
from onrecord.rules import UnitRule

_NAMES = frozenset({"PRODUCT", "WORK_OF_ART", "LAW", "FAC", "EVENT", "ORG"})


class Figures(Family):
    """Marks figures in `doc.spans["figures"]`; numbers inside dates are dates, where those are marked."""

    family = "figures"
    tables = ("figures", "units", "changes", "modifiers", "cues")

    def compile(self, rules: Rules) -> None:
        """Build the grammar: the rules' expressions over the blocks of numbers and units."""
        self.units = Units(rules["units"])
        self.grammar = Grammar(rules["figures"], self.units)
        self.changes = Changes(rules["changes"])
        self.context = Context(rules["modifiers"], self.changes)
        self.counting = Counting(self.changes, rules["cues"])

    def find(self, doc: Doc) -> list[Mention]:
        """The figures of `doc`."""
        reading = Reading(doc, self)
        return join(doc, [mention for match in reading.matches() for mention in reading.describe(match)], reading.seen)


class Reading:
    """One document as the grammar reads it."""

    def __init__(self, doc: Doc, words: Figures) -> None:
        self.doc, self.grammar, self.units = doc, words.grammar, words.units
        self.changes, self.context, self.counting = words.changes, words.context, words.counting
        self.text, self.offsets = text_of(doc), offsets_of(doc)
        self._spans: dict[tuple[int, int], Span] = {}
        self.seen = figure_view(self.text)
        self.masks = sorted((m.start_char, m.end_char, m.label) for m in mentions(doc, "dates"))
        self.reaches = list(accumulate((end for _, end, _ in self.masks), max))

    @cached_property
    def named(self) -> Counter[str]:
        """How often the text names each currency's country."""
        return self.units.named(self.seen)

    def matches(self) -> Iterator[Found]:
        """The best match at each place where a number can start, left to right, none within another."""
        done = 0
        closed = deque(m for m in self.masks if self._closed(*m))
        for start in self.grammar.starts(self.seen, words_of(self.doc), self.offsets):
            while closed and closed[0][1] <= start:
                closed.popleft()
            if start < done or (closed and closed[0][0] <= start):
                continue
            for found in self.grammar.at(self.seen, start):
                if found.rule.label == "NOT_FIGURE" or self._holds(found):
                    done = found.end
                    if found.rule.label != "NOT_FIGURE":
                        yield found
                    break

    def _holds(self, found: Found) -> bool:
        """Whether the dates and tokens around a match let it be a figure."""
        unit = self._unit(found)
        if ("unit" in found.groups and unit is None) or self._dated(found, unit) or not _plausible(found, self.seen):
            return False
        span, label = self._tokens(found.start, found.end), found.rule.label
        if span[-1].tag_ in ("VBD", "VBN") and span[-1].lower_ == found.groups.get("unit"):
            return bool(scale_of(found.amount))  # "forty won", but "5 million won"
        if unit is not None and _capital(span, found.groups["unit"], unit.kind):
            return False
        if found.rule.id in ("age.apposition", "age.bracket"):
            name = self.doc[span.start - 2]
            if found.rule.id == "age.bracket":
                return name.ent_type_ == "PERSON"
            return name.pos_ == "PROPN" and name.ent_type_ not in ("GPE", "LOC", "DATE")
        if found.rule.id == "percent.share-subject":
            return span.end < len(self.doc) and self.doc[span.end].tag_ in ("VBD", "VBP", "VBZ")
        if found.rule.id == "count.plain" and self.seen[found.start : found.end].lower() == "one":
            return self.counting.counts_noun(span) and not _named(span)
        if label != "COUNT":
            return True
        big = "," in found.amount or (scale_of(found.amount) and found.amount[0].isdigit())  # 350,000 names nothing
        return not _listed(self.text, found) and (big or _tabular(self.text, found) or not _named(span))

    def _dated(self, found: Found, unit: UnitRule | None) -> bool:
        """Whether the number is part of a date; a duration is both, and what has a unit of its own is no year."""
        first, last = found.numbers
        time = unit is not None and unit.kind == "time"
        for n in range(bisect_left(self.masks, (last,)) - 1, -1, -1):  # backwards, over those that begin before it ends
            start, end, label = self.masks[n]
            if self.reaches[n] <= first:
                break
            if first < end and found.rule.label != "AGE":
                share = found.rule.label == "PERCENT" and "-" in found.amount  # one-quarter
                lasts = (time or share) and label == "DURATION"
                measured = unit is not None and not time and (start, end) == (first, last)
                if not lasts and not measured:
                    return True
        return False

    def _closed(self, start: int, end: int, label: str) -> bool:
        """Whether no figure can start in a date: it is neither a span of time nor a bare number with a unit."""
        if label == "DURATION":
            return False
        return not self.seen[start:end].isdigit() or self.grammar.own_unit.match(self.seen, end) is None

    def _unit(self, found: Found) -> UnitRule | None:
        """The unit that a match names."""
        text = found.groups.get("unit")
        unit = self.units.find(text, found.amount) if text is not None else None
        if unit is not None and unit.local and not self.units.is_spoken_of(unit, self.named, self.doc._.country):
            return None
        return unit

    def _measure(self, found: Found, unit: UnitRule | None) -> dict[str, Any]:
        """The unit of a match as evidence."""
        if unit is None:
            return {}
        factor = {} if unit.factor == "1" else {"factor": unit.factor}
        shared = bool(unit.settles) and (
            unit.kind == "currency" or self.context.is_paid(self.seen, found.start, found.end)
        )
        name = self.units.settle(unit, self.named, self.doc._.country) if shared else unit.name
        return {"unit": name, "kind": unit.kind if name == unit.name else "currency", **factor}

    def describe(self, found: Found) -> list[Mention]:
        """The mentions of a match, with evidence."""
        implied = found.rule.unit or ("percent" if found.rule.label == "PERCENT" else None)
        measure = self._measure(found, self._unit(found)) or (
            {"unit": implied, "kind": self.units.kinds.get(implied, "ratio")} if implied else {}
        )
        amounts = {key: found.groups[key] for key in AMOUNTS if key in found.groups}
        if "sign" in found.groups:
            amounts["number"] = "-" + amounts["number"]
        if "first" in found.groups:
            return self._score(found)
        if "low" in amounts and (ends := self._ends(found, measure)):
            return ends
        return [self._mention(found, (found.start, found.end), {**amounts, **measure})]

    def _score(self, found: Found) -> list[Mention]:
        """The two figures of a score or vote, which count nothing else than votes and are no change."""
        votes = _VOTES.match(self.seen, found.end)
        counted = {"counted": votes[1], "counted_head": votes[1]} if votes else {}
        return [
            Mention(start, end, self.text[start:end], "FIGURE", found.rule.id, {"number": found.groups[key], **counted})
            for key, (start, end) in found.places.items()
        ]

    def _ends(self, found: Found, measure: dict[str, Any]) -> list[Mention]:
        """The ends of a range as two figures, if they are two; else nothing."""
        (_, low_end), (high, _) = found.places["low"], found.places["high"]
        own = self.grammar.own_unit.match(self.seen, low_end, high)
        unit = self.units.find(own[0].strip(" -"), found.amount) if own else None
        own_measure = self._measure(found, unit) or measure
        twice = " to " in (between := self.seen[low_end:high]) and between != " to "  # its unit is named twice
        led = twice and self._led_to(found, measure.get("kind"))
        if own_measure.get("unit") == measure.get("unit") and not self._apart(found, led):
            return []
        before = self.seen[max(0, found.start - _BACK) : found.start]
        roles: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
        if _FROM.search(before):
            roles = {"role": "from"}, {"role": "to"}
        elif before.endswith(" by ") or led:
            roles = {}, {"role": "to"}
        place = (found.start, own.end() if own else low_end)
        sign = self.grammar.own_sign.search(self.seen[low_end:high])
        high = low_end + sign.start() if sign else high
        return [
            self._mention(found, place, {"number": found.groups["low"], **own_measure, **roles[0]}),
            self._mention(found, (high, found.end), {"number": found.groups["high"], **measure, **roles[1]}),
        ]

    def _led_to(self, found: Found, kind: str | None) -> bool:
        """Whether B in "A to B" can be the level that A led to: it is far above it, or A says how far something moved.

        `kind`: of their unit; shares are told as ranges too ("rose 3 percent to 5 percent").
        """
        low, high = parse_range(found.groups["low"], found.groups["high"])
        if low is None or high is None:
            return False
        if high > 3 * low:
            return True
        verb, preposition = self.changes.govern(self._tokens(found.start, found.places["low"][1]))
        lemma = verb.lemma_.lower() if verb is not None else ""
        moves = preposition is None and lemma in self.changes.verbs and lemma not in self.changes.amounts
        return moves and kind not in (None, "ratio", "time")

    def _apart(self, found: Found, led: bool) -> bool:
        """Whether "A to B" are two figures: in the wrong order, or the ends of a change ("rose from 5 to 7").

        `led`: whether B may be the level that A led to.
        """
        low, high = parse_range(found.groups["low"], found.groups["high"])
        if low is None or high is None or low >= high:
            return True
        between = self.seen[found.places["low"][1] : found.places["high"][0]]  # with a unit of its own, or "to $"
        if found.rule.id in ("measure.or", "count.or"):
            return high != low + 1
        before = self.seen[max(0, found.start - _BACK) : found.start]
        if " to " not in between:
            return False
        if led and before.endswith(" by "):
            return True  # widened by $44 billion to $419 billion
        if not led and not _FROM.search(before):
            return False
        verb, _ = self.changes.govern(self._tokens(found.start, found.places["low"][1]))
        return verb is not None and verb.lemma_.lower() in self.changes.verbs  # slipped 3 cents to 94 cents

    def _mention(self, found: Found, place: tuple[int, int], evidence: dict[str, Any]) -> Mention:
        """One mention with all that the context says of it."""
        (start, end), seen = place, self.seen
        if evidence.get("unit") == "point":
            evidence["unit"] = _points(seen, start, end)
            if evidence["unit"] == "count":
                del evidence["unit"], evidence["kind"]
                end = max(e for k, (_, e) in found.places.items() if k != "unit" and e <= end)
        span, unit = self._tokens(start, end), evidence.get("unit")
        lasts = evidence.get("kind") == "time" and found.rule.label != "AGE"
        bound, modifiers = self.context.bound(seen, start, end, lasts=lasts)
        says = {
            "bound": bound,
            "per": self.context.rate(seen, end) if found.rule.id != "times.adverb" else None,
            "superlative": self.context.superlative(seen, start, end),
        }
        if found.rule.label == "AGE":
            counted = self.counting.aged(span)
        else:
            kind = evidence.get("kind")
            direction = self.context.direction(seen, modifiers, end, kind)
            before = seen[max(0, modifiers - REACH) : modifiers]
            if "role" not in evidence and not lasts and (unit != "times" or found.rule.id == "times.fold"):
                movement = self.changes.movement(span, direction, before, kind)
                says |= {"role": movement.role, "change": movement.change}
            lead = span.start if modifiers == start else self._tokens(modifiers, end).start
            counted = self.counting.find(span, lead, unit, lasts=lasts)
        during = lasts and seen.endswith(" in ", 0, modifiers)  # "143 mm of rain in 24 hours, the most since 2011"
        if during or (evidence.get("role") or says.get("role")) == "from":
            says["superlative"] = None
        if counted and any(char.isalpha() for char in counted.head):
            says |= {"counted": counted.phrase, "counted_head": counted.head}
        evidence = {**{key: value for key, value in says.items() if value}, **evidence}
        rule = found.rule.apart if "number" in evidence and "low" in found.groups else None
        return Mention(start, end, self.text[start:end], "FIGURE", rule or found.rule.id, evidence)

    def _tokens(self, start: int, end: int) -> Span:
        """The tokens that cover some characters of the text."""
        span = self._spans.get((start, end))
        if span is None:
            first, last = bisect_right(self.offsets, start) - 1, bisect_left(self.offsets, end)
            span = self._spans[start, end] = Span(self.doc, first, last)
        return span


_VOTES = re.compile(r"[ -](?:[a-z-]+ )?(votes?)\b")
_BACK = 24
"""How many characters before a range say whether its ends are those of a change."""
_FROM = re.compile(r"\bfrom (?:\w+ ){0,2}\Z")
_WHOLES = frozenset({5, 10, 20, 50, 100, 1000})
"""What shares are told of: "eight of 10 voters" is 80 percent of them, "two of three judges" are two."""


def _plausible(found: Found, seen: str) -> bool:
    """Checks of value that decide between readings: a ratio is below one, a range of 3-1 is a score."""
    groups = found.groups
    if found.rule.id == "count.score-bare":
        return int(groups["first"]) >= int(groups["second"])
    if found.rule.id == "percent.ratio":
        over, under = parse_number(groups["over"]), parse_number(groups["under"])
        between = seen[found.places["over"][1] : found.places["under"][0]]
        whole = under in _WHOLES or between.strip(" -").lower() != "of"
        return over is not None and under is not None and 0 < over < under and whole
    return True


def _capital(span: Span, unit: str, kind: str) -> bool:
    """Whether what reads as a unit is a name or title by its capital: 8 Rand Paul, on "60 Minutes"."""
    last, doc = span[-1], span.doc
    if not unit.istitle() or not unit.isalpha() or len(unit) < 3 or last.text != unit:
        return False
    return kind == "time" or (last.pos_ == "PROPN" and last.i + 1 < len(doc) and doc[last.i + 1].pos_ == "PROPN")


def _listed(text: str, found: Found) -> bool:
    """Whether the number counts the lines of a list: it starts a line, and the next or last line has its neighbour."""
    if not found.amount.isdigit() or not re.search(r"(?:\A|\n)[ \t]*\Z", text[max(0, found.start - 9) : found.start]):
        return False
    number = int(found.amount)
    before = re.findall(r"^[ \t]*(\d{1,3})\b", text[max(0, found.start - 400) : found.start], re.MULTILINE)
    after = re.search(r"\n[ \t]*(\d{1,3})\b", text[found.end : found.end + 400])
    return (bool(before) and int(before[-1]) == number - 1) or (after is not None and int(after[1]) == number + 1)


_ROW = re.compile(r"\n?(?:\d{1,2}[.)] )?[A-Z][\w .'&-]{1,40}?:? \d[\d,.]*(?: [a-z]{2,12})?%?\s*\Z")
"""A line of a table: a name and a number, with what it counts."""


def _tabular(text: str, found: Found) -> bool:
    """Whether the number ends a line of a table: the line before or after ends in a number too."""
    start, end = text.rfind("\n", 0, found.start) + 1, text.find("\n", found.end)
    if found.start - start < 60 and _ROW.match(text[start : end if end >= 0 else len(text)][:100]):
        above, below = text[max(0, start - 100) : start].rsplit("\n", 2), text[end + 1 : end + 101].split("\n", 1)
        return any(_ROW.match(line) for line in (above[-2] if len(above) > 2 else above[0], below[0]))
    if not re.match(r"[ \t]*(?:\n|\Z)", text[found.end : found.end + 9]):
        return False
    before = text[max(0, found.start - 200) : found.start].rsplit("\n", 1)[0].rstrip(" %\n")
    after = text[found.end : found.end + 200].lstrip().split("\n", 1)[0].rstrip(" %")
    return before[-1:].isdigit() or after[-1:].isdigit()


def _named(span: Span) -> bool:
    """Whether the number is part of a name: Boeing 737, the Kick Six."""
    first, doc = span[0], span.doc
    head = span.root.head
    if first.ent_type_ in _NAMES and first.ent_iob_ == "I":
        return True
    if _of_player(span):
        return True
    if span.start == 0 or not doc[span.start - 1].whitespace_:
        return False
    before = doc[span.start - 1]
    if first.is_title and before.pos_ == "PROPN" and not first.is_sent_start:
        return True
    return before.pos_ == "PROPN" and before.text[:1].isupper() and head.i < span.start and head.pos_ == "PROPN"


def _of_player(span: Span) -> bool:
    """Whether the number in brackets is a player's: Ana Duarte (4) scored."""
    doc, after = span.doc, span.end
    if span.start < 2 or after >= len(doc) or doc[span.start - 1].text != "(" or doc[after].text != ")":
        return False
    return doc[span.start - 2].ent_type_ == "PERSON" and span.text.isdigit() and len(span.text) < 3


_POLL = re.compile(
    r"\b(?:polls?|polling|pollsters?|polled|Poll(?!en|ut)[a-z]+|percent|per cent|voters|rating|approval|interest rate"
    r"|survey|margin of error)\b|%"
)
_LEAD = re.compile(r"\b(?:leads?|leading|ahead|behind|trails?)\b")
_INDEX = re.compile(
    r"\b(?:index|Dow|Nasdaq|NASDAQ|S&P|FTSE|Nikkei|DAX|CAC|Hang Seng|Sensex|Nifty"
    r"|stocks?|shares|Exchange|market|closed|close)\b"
)


def _points(seen: str, start: int, end: int) -> str:
    """What "points" are: of an index, of percent in polls and rates, or just counted."""
    near = seen[max(0, start - 200) : end + 120]
    if _INDEX.search(near):
        return "point"
    led = _LEAD.search(near) and _POLL.search(seen, max(0, start - _ARTICLE), end + _ARTICLE)
    return "percentage_point" if led or _POLL.search(near) else "count"


_ARTICLE = 1500
"""How far around a lead in points a poll may be named."""


@Language.factory("onrecord_figures", assigns=["doc.spans"], default_config={"patterns": None})
def make_figures(nlp: Language, name: str, patterns: str | None) -> Figures:
    """`nlp.add_pipe("onrecord_figures")`; `patterns`: a folder of own rules beside ours."""
    return Figures(nlp, name, patterns)
