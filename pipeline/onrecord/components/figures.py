"""Finds figures: the number grammar over the text, then what the words and the parse around each say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from onrecord.components import context
from onrecord.components.change import CHANGE_VERBS, find_movement, govern
from onrecord.components.counted import counts_noun, find_aged, find_counted
from onrecord.components.family import Family, Rules, mentions
from onrecord.components.grammar import AMOUNTS, REACH, Found, Grammar, figure_view
from onrecord.components.neighbours import join
from onrecord.components.units import Units
from onrecord.model import Mention
from onrecord.normalize.figures import parse_range
from onrecord.normalize.numbers import parse_number, scale_of
from onrecord.rules import UnitRule

_NAMES = frozenset({"PRODUCT", "WORK_OF_ART", "LAW", "FAC", "EVENT", "ORG"})


class Figures(Family):
    """Marks figures in `doc.spans["figures"]`; numbers inside dates are dates, where those are marked."""

    family = "figures"
    tables = ("figures", "units")

    def compile(self, rules: Rules) -> None:
        """Build the grammar: the rules' expressions over the blocks of numbers and units."""
        self.units = Units(rules["units"])
        self.grammar = Grammar(rules["figures"], self.units)

    def find(self, doc: Doc) -> list[Mention]:
        """The figures of `doc`."""
        seen = figure_view(doc.text)
        masks = [(m.start_char, m.end_char, m.label) for m in mentions(doc, "dates")]
        found: list[Mention] = []
        for match in self.matches(seen, doc, masks):
            found.extend(self.describe(doc, seen, match))
        return join(doc, found, seen)

    def matches(self, seen: str, doc: Doc, masks: list[tuple[int, int, str]]) -> Iterator[Found]:
        """The best match at each place where a number can start, left to right, none within another."""
        done = 0
        for anchor in self.grammar.anchor.finditer(seen):
            start = anchor.start()
            if start < done:
                continue
            for found in self.grammar.at(seen, start):
                if found.rule.label == "NOT_FIGURE" or self._holds(doc, seen, found, masks):
                    done = found.end
                    if found.rule.label != "NOT_FIGURE":
                        yield found
                    break

    def _holds(self, doc: Doc, seen: str, found: Found, masks: list[tuple[int, int, str]]) -> bool:
        """Whether the tokens and dates around a match let it be a figure."""
        unit = self._unit(found)
        if "unit" in found.groups and unit is None:
            return False
        first, last = found.numbers
        for start, end, label in masks:
            if start < last and first < end and found.rule.label != "AGE":
                lasts = unit is not None and unit.kind == "time" and (label == "DURATION" or _elapsed(seen, end))
                measured = unit is not None and unit.kind != "time" and (start, end) == (first, last)
                if not lasts and not measured:
                    return False
        if not _plausible(found, seen):
            return False
        span = _tokens(doc, found.start, found.end)
        if span[-1].tag_ in ("VBD", "VBN") and span[-1].lower_ == found.groups.get("unit"):
            return bool(scale_of(found.amount))  # "forty won", but "5 million won"
        if found.rule.id == "age.apposition":
            return doc[span.start - 2].pos_ == "PROPN" and doc[span.start - 2].ent_type_ not in ("GPE", "LOC", "DATE")
        if found.rule.id == "count.plain" and span.text.lower() == "one" and not counts_noun(span):
            return False
        return found.rule.label != "COUNT" or not _named(span)

    def _unit(self, found: Found) -> UnitRule | None:
        """The unit that a match names."""
        text = found.groups.get("unit")
        return self.units.find(text, found.amount) if text is not None else None

    def _measure(self, unit: UnitRule | None, seen: str, doc: Doc) -> dict[str, Any]:
        """A unit as evidence."""
        if unit is None:
            return {}
        factor = {} if unit.factor == "1" else {"factor": unit.factor}
        return {"unit": self.units.settle(unit, seen, doc._.country), "kind": unit.kind, **factor}

    def describe(self, doc: Doc, seen: str, found: Found) -> Iterator[Mention]:
        """The mentions of a match, with evidence."""
        implied = found.rule.unit or ("percent" if found.rule.label == "PERCENT" else None)
        measure = self._measure(self._unit(found), seen, doc) or ({"unit": implied} if implied else {})
        amounts = {key: found.groups[key] for key in AMOUNTS if key in found.groups}
        if "sign" in found.groups:
            amounts["number"] = "-" + amounts["number"]
        if "first" in found.groups:
            for key in ("first", "second"):
                yield self._mention(doc, seen, found, found.places[key], {"number": found.groups[key], **measure})
            return
        if "low" in amounts:
            (_, low_end), (high, _) = found.places["low"], found.places["high"]
            own = self.grammar.own_unit.match(seen, low_end, high)
            unit = self.units.find(own[0].strip(" -"), found.amount) if own else None
            first = self._measure(unit, seen, doc) or measure
            if first.get("unit") != measure.get("unit") or _apart(doc, seen, found):
                place = (found.start, own.end() if own else low_end)
                yield self._mention(doc, seen, found, place, {"number": amounts["low"], **first})
                yield self._mention(doc, seen, found, (high, found.end), {"number": amounts["high"], **measure})
                return
        yield self._mention(doc, seen, found, (found.start, found.end), {**amounts, **measure})

    def _mention(self, doc: Doc, seen: str, found: Found, place: tuple[int, int], evidence: dict[str, Any]) -> Mention:
        """One mention with all that the context says of it."""
        start, end = place
        if evidence.get("unit") == "point":
            evidence["unit"] = _points(seen, start, end)
            if evidence["unit"] == "count":
                del evidence["unit"], evidence["kind"]
                end = max(e for k, (_, e) in found.places.items() if k != "unit" and e <= end)
        span = _tokens(doc, start, end)
        unit = evidence.get("unit")
        bound, modifiers = context.find_bound(seen, start, end)
        if bound:
            evidence["bound"] = bound
        rate = context.find_rate(seen, end)
        if rate:
            evidence["per"] = rate
        superlative = context.find_superlative(seen, start, end)
        if superlative:
            evidence["superlative"] = superlative
        if found.rule.label != "AGE":
            direction = context.find_direction(seen, modifiers, end, of_things=unit is None)
            before = seen[max(0, modifiers - REACH) : modifiers]
            movement = find_movement(span, direction, before, of_things=unit is None)
            evidence |= {key: value for key, value in asdict(movement).items() if value}
            counted = find_counted(span, _tokens(doc, modifiers, end).start, unit)
        else:
            counted = find_aged(span)
        if counted:
            evidence |= {"counted": counted.phrase, "counted_head": counted.head}
        rule = found.rule.apart if "number" in evidence and "low" in found.groups else None
        return Mention(start, end, doc.text[start:end], "FIGURE", rule or found.rule.id, evidence)


def _tokens(doc: Doc, start: int, end: int) -> Span:
    """The tokens that cover some characters of the text."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        raise ValueError(f"no such place in the text: {start}:{end}")  # a bug of the grammar, never of the input
    return span


_WHOLES = frozenset({5, 10, 20, 50, 100, 1000})
"""What shares are told of: "eight of 10 voters" is 80 percent of them, "two of three judges" are two."""


def _elapsed(seen: str, end: int) -> bool:
    """Whether a date tells how long after something it was: nine days later."""
    return seen.endswith((" later", " afterwards"), 0, end)


def _plausible(found: Found, seen: str) -> bool:
    """Checks of value that decide between readings: a ratio is below one, "two or three" are neighbours."""
    groups = found.groups
    if found.rule.id == "percent.ratio":
        over, under = parse_number(groups["over"]), parse_number(groups["under"])
        between = seen[found.places["over"][1] : found.places["under"][0]]
        whole = under in _WHOLES or between.strip(" -").lower() != "of"
        return over is not None and under is not None and 0 < over < under and whole
    return True


def _tabular(span: Span) -> bool:
    """Whether the number ends a line of a table: the line before or after ends in a number too."""
    text = span.doc.text
    if not re.match(r"[ \t]*(?:\n|\Z)", text[span.end_char : span.end_char + 9]):
        return False
    before = text[max(0, span.start_char - 200) : span.start_char].rsplit("\n", 1)[0].rstrip()
    after = text[span.end_char : span.end_char + 200].lstrip().split("\n", 1)[0].rstrip(" %")
    return before.rstrip(" %")[-1:].isdigit() or after[-1:].isdigit()


def _named(span: Span) -> bool:
    """Whether the number is part of a name: Boeing 737, the Kick Six."""
    if _tabular(span):
        return False
    first, doc = span[0], span.doc
    head = span.root.head
    if first.ent_type_ in _NAMES and first.ent_iob_ == "I":
        return True
    if span.start == 0 or not doc[span.start - 1].whitespace_:
        return False
    before = doc[span.start - 1]
    if first.is_title and before.pos_ == "PROPN" and not first.is_sent_start:
        return True
    return before.pos_ == "PROPN" and before.text[:1].isupper() and head.i < span.start and head.pos_ == "PROPN"


def _apart(doc: Doc, seen: str, found: Found) -> bool:
    """Whether "A to B" are two figures: the wrong way round, or the ends of a change ("rose from 5 to 7 percent")."""
    low, high = parse_range(found.groups["low"], found.groups["high"])
    if low is None or high is None or low >= high:
        return True
    between = seen[found.places["low"][1] : found.places["high"][0]]
    if seen.endswith((" by ", " of "), 0, found.start) and " to " in between:
        return True  # raised by 2 to 5
    if found.rule.id.endswith("or") or found.rule.id == "count.or":
        return high != low + 1
    if " to " not in between or not re.search(r"\bfrom (?:\w+ )?\Z", seen[max(0, found.start - 24) : found.start]):
        return False
    verb, _ = govern(_tokens(doc, found.start, found.places["low"][1]))
    return verb is not None and verb.lemma_.lower() in CHANGE_VERBS


_POLL = re.compile(
    r"\b(?:poll|polls|polling|percent|per cent|voters|lead|leads|leading|ahead|rating|approval|interest rate|survey"
    r"|margin of error)\b"
    r"|%"
)
_INDEX = re.compile(
    r"\b(?:index|Dow|Nasdaq|NASDAQ|S&P|FTSE|Nikkei|DAX|CAC|Hang Seng|Sensex|Nifty"
    r"|stocks?|shares|Exchange|market|closed|close)\b"
)


def _points(seen: str, start: int, end: int) -> str:
    """What "points" are: of an index, of percent in polls and rates, or just counted."""
    near = seen[max(0, start - 200) : end + 120]
    if _INDEX.search(near):
        return "point"
    return "percentage_point" if _POLL.search(near) else "count"


@Language.factory("onrecord_figures", assigns=["doc.spans"], default_config={"patterns": None})
def make_figures(nlp: Language, name: str, patterns: str | None) -> Figures:
    """`nlp.add_pipe("onrecord_figures")`; `patterns`: a folder of own rules beside ours."""
    return Figures(nlp, name, patterns)
