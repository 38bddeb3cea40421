"""Finds figures: the number grammar over the text, then what the words and the parse around each say of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from onrecord.components import context
from onrecord.components.change import CHANGE_VERBS, find_movement, govern
from onrecord.components.counted import find_counted
from onrecord.components.family import Family, Rules, mentions
from onrecord.components.units import Units
from onrecord.model import Mention
from onrecord.normalize.figures import parse_range
from onrecord.normalize.numbers import BLOCKS, PARTS, SCALES, SMALL, THIN, parse_number, scale_of
from onrecord.normalize.view import view
from onrecord.rules import FigureRule

_AMOUNTS = ("number", "low", "high", "share", "part", "over", "under", "vague", "feet", "inches")
_NAMES = frozenset({"PRODUCT", "WORK_OF_ART", "LAW", "FAC", "EVENT", "ORG"})
_NARROW = re.compile("(?<=\\d)[\u00a0\u2009\u202f](?=\\d{3}(?!\\d))")
_REACH = 64
"""How many characters before a figure its modifiers and conditions may take."""


def figure_view(text: str) -> str:
    """`text` as the grammar reads it: its view, in which long dashes part and only narrow spaces group digits."""
    seen = view(text.replace("—", ";").replace("―", ";"))
    for found in _NARROW.finditer(text):
        seen = seen[: found.start()] + THIN + seen[found.end() :]
    return seen


@dataclass(frozen=True, slots=True)
class Found:
    """A rule's match: one figure, or two in the groups `first` and `second`, or none (NOT_FIGURE)."""

    rule: FigureRule
    start: int
    end: int
    groups: Mapping[str, str]
    places: Mapping[str, tuple[int, int]]


class Figures(Family):
    """Marks figures in `doc.spans["figures"]`; numbers inside dates are dates, where those are marked."""

    family = "figures"
    tables = ("figures", "units")

    def compile(self, rules: Rules) -> None:
        """Build the grammar: the rules' expressions over the blocks of numbers and units."""
        self.units = Units(rules["units"])
        blocks = {**BLOCKS, **self.units.blocks}
        self.grammar = [
            (
                rule,
                re.compile(_expand(rule.regex, blocks)),
                re.compile(rf"(?:{_expand(rule.before, blocks)})\Z") if rule.before else None,
            )
            for rule in rules["figures"]
        ]
        self.anchor = re.compile(_anchor(self.units.blocks["money_sign"]))

    def find(self, doc: Doc) -> list[Mention]:
        """The figures of `doc`."""
        seen = figure_view(doc.text)
        masks = [(m.start_char, m.end_char, m.label) for m in mentions(doc, "dates")]
        found: list[Mention] = []
        for match in self.matches(seen, doc, masks):
            found.extend(self.describe(doc, seen, match))
        return share_units(carry_over(doc, found), seen)

    def matches(self, seen: str, doc: Doc, masks: list[tuple[int, int, str]]) -> Iterator[Found]:
        """The best match at each place where a number can start, left to right, none within another."""
        done = 0
        for anchor in self.anchor.finditer(seen):
            start = anchor.start()
            if start < done:
                continue
            for found in self._at(seen, start):
                if found.rule.label == "NOT_FIGURE" or self._holds(doc, seen, found, masks):
                    done = found.end
                    if found.rule.label != "NOT_FIGURE":
                        yield found
                    break

    def _at(self, seen: str, start: int) -> list[Found]:
        """What matches at `start`, the longest first; of equals, what is no figure, then the first rule."""
        window = seen[max(0, start - _REACH) : start]
        found: list[tuple[int, bool, int, Found]] = []
        for order, (rule, regex, before) in enumerate(self.grammar):
            match = regex.match(seen, start)
            if match is None or match.end() == start or (before is not None and not before.search(window)):
                continue
            groups = {k: v for k, v in match.groupdict().items() if v is not None}
            places = {k: match.span(k) for k in groups}
            entry = Found(rule, start, match.end(), groups, places)
            found.append((-match.end(), rule.label != "NOT_FIGURE", order, entry))
        return [entry for *_, entry in sorted(found, key=lambda f: f[:3])]

    def _holds(self, doc: Doc, seen: str, found: Found, masks: list[tuple[int, int, str]]) -> bool:
        """Whether the tokens and dates around a match let it be a figure."""
        unit = self._unit(found)
        if "unit" in found.groups and unit is None:
            return False
        first, last = _amounts_place(found)
        for start, end, label in masks:
            if start < last and first < end and found.rule.label != "AGE":
                duration = label == "DURATION" and unit is not None and unit.kind == "time"
                if not duration:
                    return False
        if not _plausible(found, seen):
            return False
        span = _tokens(doc, found.start, found.end)
        if span[-1].tag_ in ("VBD", "VBN") and span[-1].lower_ == found.groups.get("unit"):
            return bool(scale_of(found.groups[_first_amount(found)]))  # "forty won", but "5 million won"
        if found.rule.id == "age.apposition":
            return doc[span.start - 2].pos_ == "PROPN" and doc[span.start - 2].ent_type_ not in ("GPE", "LOC", "DATE")
        return found.rule.label != "COUNT" or not _named(span)

    def _unit(self, found: Found) -> Any:
        text = found.groups.get("unit")
        return self.units.find(text, found.groups[_first_amount(found)]) if text is not None else None

    def describe(self, doc: Doc, seen: str, found: Found) -> Iterator[Mention]:
        """The mentions of a match, with evidence."""
        unit = self._unit(found)
        said: dict[str, Any] = {}
        if found.rule.unit:
            said["unit"] = found.rule.unit
        if unit is not None:
            said["unit"] = self.units.settle(unit, seen, doc._.country)
            said["kind"] = unit.kind
            if unit.factor != "1":
                said["factor"] = unit.factor
        elif found.rule.label == "PERCENT":
            said["unit"] = "percent"
        amounts = {key: found.groups[key] for key in _AMOUNTS if key in found.groups}
        if "sign" in found.groups:
            amounts["number"] = "-" + amounts["number"]
        if "first" in found.groups:
            for key in ("first", "second"):
                yield self._mention(doc, seen, found, found.places[key], {"number": found.groups[key], **said})
        elif "low" in amounts and _apart(doc, seen, found):
            low_end = max(found.places["low"][1], _unit_end(seen, found, self.units.blocks))
            ends = (("low", (found.start, low_end)), ("high", (found.places["high"][0], found.end)))
            for key, place in ends:
                yield self._mention(doc, seen, found, place, {"number": amounts[key], **said})
        else:
            yield self._mention(doc, seen, found, (found.start, found.end), {**amounts, **said})

    def _mention(self, doc: Doc, seen: str, found: Found, place: tuple[int, int], evidence: dict[str, Any]) -> Mention:
        """One mention with all that the context says of it."""
        start, end = place
        if evidence.get("unit") == "point":
            evidence["unit"] = _points(seen, start, end)
            if evidence["unit"] == "count":
                del evidence["unit"], evidence["kind"]
                end = max(e for k, (_, e) in found.places.items() if k != "unit" and e <= end)
        span = _tokens(doc, start, end)
        of_things = "unit" not in evidence
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
            direction = context.find_direction(seen, modifiers, end, of_things=of_things)
            before = seen[max(0, modifiers - _REACH) : modifiers]
            movement = find_movement(span, direction, before, of_things=of_things)
            evidence |= {key: value for key, value in asdict(movement).items() if value}
        counted = find_counted(span, of_things=of_things, age=found.rule.label == "AGE")
        if counted:
            evidence |= {"counted": counted.phrase, "counted_head": counted.head}
        rule = found.rule.apart if "number" in evidence and "low" in found.groups else None
        return Mention(start, end, doc.text[start:end], "FIGURE", rule or found.rule.id, evidence)


def carry_over(doc: Doc, found: list[Mention]) -> list[Mention]:
    """Give a figure whose counted thing is only understood the last one of its sentence or of the one before."""
    starts = [s.start_char for s in doc.sents] if doc.has_annotation("SENT_START") else [0]
    last: dict[bool, tuple[int, dict[str, Any]]] = {}  # for shares, for counts
    out = []
    for mention in found:
        sentence, unit = bisect_right(starts, mention.start_char), mention.evidence.get("unit")
        if unit in (None, "percent"):
            named = {k: v for k, v in mention.evidence.items() if k in ("counted", "counted_head")}
            share = unit is not None
            if not named and share in last and sentence - last[share][0] <= 1:
                named = last[share][1]
                mention = _with(mention, named)
            if named:
                last[True] = (sentence, named)
                last[share] = (sentence, named)
        out.append(mention)
    return out


def share_units(found: list[Mention], seen: str) -> list[Mention]:
    """Give the numbers of a coordination the unit that only its last one has: 7- or 8-inch, 27 and 29 years old."""
    out: list[Mention] = []
    for mention in reversed(found):
        right = out[-1] if out else None
        shares = right is not None and "unit" in right.evidence and "unit" not in mention.evidence
        if right is not None and shares and _JOINT.fullmatch(seen, mention.end_char, right.start_char):
            mention = _with(mention, {k: v for k, v in right.evidence.items() if k in _SHARED})
        out.append(mention)
    return out[::-1]


_JOINT = re.compile(r"-?(?:,? (?:or|and|to) |, ?|/)")
_SHARED = ("unit", "kind", "factor", "counted", "counted_head", "per")


def _with(mention: Mention, more: Mapping[str, Any]) -> Mention:
    return replace(mention, evidence={**mention.evidence, **more})


def _expand(regex: str, blocks: Mapping[str, str]) -> str:
    """A rule's expression with its named blocks put in."""
    return re.sub(r"\{([a-z_]+)\}", lambda m: blocks[m[1]] if m[1] in blocks else m[0], regex)


def _anchor(money_sign: str) -> str:
    """Where a number can start."""
    words = "|".join(sorted((w for w in SMALL), key=len, reverse=True))
    parts = "|".join(PARTS)
    scales = "|".join(SCALES)
    articles = rf"(?:an?|one) (?=(?:{parts}|{scales}|few|couple))|an?-(?=half)"
    opens = "several|tens|dozens|scores|hundreds|thousands|millions|billions|trillions|lakhs|crores"
    return (
        rf"(?<![\w$€£#@])(?<![A-Za-z]-)(?<!\d[.,:/-]){money_sign}"
        r"|(?<![\w$€£#@])(?<![A-Za-z]-)(?<!\d[.,:/-])(?:\d|\.\d|[½⅓⅔¼¾⅛⅜⅝⅞]|(?<!-)-(?=[\d.$£€])|#(?=\d)|\(\d|\+\d)"
        rf"|(?i:(?<![\w-])(?:{articles}|(?:minus|negative) "
        rf"|(?:{words}|half|quarter|{opens})(?![A-Za-z])|(?:{words})fold))"
    )


def _tokens(doc: Doc, start: int, end: int) -> Span:
    """The tokens that cover some characters of the text."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        raise ValueError(f"no such place in the text: {start}:{end}")  # a bug of the grammar, never of the input
    return span


def _amounts_place(found: Found) -> tuple[int, int]:
    """Where the numbers of a match stand, without units."""
    places = [place for key, place in found.places.items() if key not in ("unit", "sign")]
    return min(start for start, _ in places), max(end for _, end in places)


def _first_amount(found: Found) -> str:
    return next(key for key in (*_AMOUNTS, "first") if key in found.groups)


_WHOLES = frozenset({5, 10, 20, 50, 100, 1000})
"""What shares are told of: "eight of 10 voters" is 80 percent of them, "two of three judges" are two."""


def _plausible(found: Found, seen: str) -> bool:
    """Checks of value that decide between readings: a ratio is below one, "two or three" are neighbours."""
    groups = found.groups
    if found.rule.id == "percent.ratio":
        over, under = parse_number(groups["over"]), parse_number(groups["under"])
        between = seen[found.places["over"][1] : found.places["under"][0]]
        whole = under in _WHOLES or between.strip(" -").lower() != "of"
        return over is not None and under is not None and 0 < over < under and whole
    return True


def _named(span: Span) -> bool:
    """Whether the number is part of a name: Boeing 737, the Kick Six."""
    first, doc = span[0], span.doc
    head = span.root.head
    if first.ent_type_ in _NAMES and first.ent_iob_ == "I":
        return True
    if span.start == 0 or not doc[span.start - 1].whitespace_:
        return False
    before = doc[span.start - 1]
    return before.pos_ == "PROPN" and before.text[:1].isupper() and head.i < span.start and head.pos_ == "PROPN"


def _apart(doc: Doc, seen: str, found: Found) -> bool:
    """Whether "A to B" are two figures: the wrong way round, or the ends of a change ("rose from 5 to 7 percent")."""
    low, high = parse_range(found.groups["low"], found.groups["high"])
    if low is None or high is None or low >= high:
        return True
    between = seen[found.places["low"][1] : found.places["high"][0]]
    if found.rule.id.endswith("or") or found.rule.id == "count.or":
        return high != low + 1
    if " to " not in between or not re.search(r"\bfrom (?:\w+ )?\Z", seen[max(0, found.start - 24) : found.start]):
        return False
    verb, _ = govern(_tokens(doc, found.start, found.places["low"][1]))
    return verb is not None and verb.lemma_.lower() in CHANGE_VERBS


def _unit_end(seen: str, found: Found, blocks: Mapping[str, str]) -> int:
    """Where the unit of a range's first number ends, if it has its own: 5 percent to 7 percent."""
    end = found.places["low"][1]
    own = re.compile(rf"[ -]?(?:{blocks['ratio']}|{blocks['money_word']}|{blocks['unit']})(?!\w)").match(seen, end)
    return own.end() if own and own.end() <= found.places["high"][0] else end


_POLL = re.compile(
    r"\b(?:poll|polls|polling|percent|per cent|voters|lead|leads|leading|ahead|rating|approval|interest rate|survey)\b"
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
