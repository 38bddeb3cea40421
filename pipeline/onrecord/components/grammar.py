"""The grammar of figures: the rules of `patterns/figures.jsonl` over the blocks of numbers and units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.components.units import Units
from onrecord.normalize.numbers import BLOCKS, PARTS, SCALES, SMALL, THIN
from onrecord.normalize.view import view
from onrecord.rules import FigureRule

REACH = 64
"""How many characters before a figure its modifiers and conditions may take."""
AMOUNTS = ("number", "low", "high", "share", "part", "over", "under", "vague", "feet", "inches")
"""The groups of a rule that name numbers of one figure."""
_NARROW = re.compile("(?<=\\d)[\u00a0\u2009\u202f](?=\\d{3}(?!\\d))")


def figure_view(text: str) -> str:
    """`text` as the grammar reads it: its view, in which long dashes part and only narrow spaces group digits."""
    seen = view(text.replace("—", ";").replace("―", ";"))
    grouped = [found.start() for found in _NARROW.finditer(text)]
    if not grouped:
        return seen
    chars = list(seen)
    for place in grouped:
        chars[place] = THIN
    return "".join(chars)


@dataclass(frozen=True, slots=True)
class Found:
    """A rule's match: one figure, or two in the groups `first` and `second`, or none (NOT_FIGURE)."""

    rule: FigureRule
    start: int
    end: int
    groups: Mapping[str, str]
    places: Mapping[str, tuple[int, int]]

    @property
    def amount(self) -> str:
        """The first number as written."""
        return self.groups[next(key for key in (*AMOUNTS, "first") if key in self.groups)]

    @property
    def numbers(self) -> tuple[int, int]:
        """Where the numbers stand, without units."""
        places = [place for key, place in self.places.items() if key not in ("unit", "sign")]
        return min(start for start, _ in places), max(end for _, end in places)


class Grammar:
    """All rules, compiled: `anchor` finds where a number can start, `at` what stands there."""

    def __init__(self, rules: Iterable[FigureRule], units: Units) -> None:
        self.blocks = {**BLOCKS, **units.blocks}
        self.rules = [
            (
                rule,
                re.compile(_expand(rule.regex, self.blocks)),
                re.compile(rf"(?:{_expand(rule.before, self.blocks)})\Z") if rule.before else None,
                rule.before is not None and "{quantity}" in rule.regex,
                "{to}" in rule.regex and "{to}|" not in rule.regex,
            )
            for rule in rules
        ]
        self.joint = re.compile(self.blocks["to"])
        self.anchor = re.compile(_anchor(units.blocks["money_sign"]))
        self.own_sign = re.compile(_expand(r"{money_sign} ?\Z", self.blocks))
        self.own_unit = re.compile(_expand(r"[ -]?(?:{ratio}|{money_word}|{unit})(?!\w)", self.blocks))

    def at(self, seen: str, start: int) -> list[Found]:
        """What matches at `start`, the longest first; of equals, what is no figure, then the first rule."""
        window = seen[max(0, start - REACH) : start]
        joined = self.joint.search(seen, start + 1, start + REACH) is not None
        found: list[tuple[int, bool, int, Found]] = []
        for order, (rule, regex, before, dear, ranges) in enumerate(self.rules):
            if (ranges and not joined) or (dear and before is not None and not before.search(window)):
                continue  # what costs less is asked first
            match = regex.match(seen, start)
            if match is None or match.end() == start or (before is not None and not before.search(window)):
                continue
            groups = {k: v for k, v in match.groupdict().items() if v is not None}
            places = {k: match.span(k) for k in groups}
            entry = Found(rule, start, match.end(), groups, places)
            found.append((-match.end(), rule.label != "NOT_FIGURE", order, entry))
        return [entry for *_, entry in sorted(found, key=lambda f: f[:3])]


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
    apart = r"(?<![\w$€£#@])(?:(?<![A-Za-z]-)|(?<=[Ss]ub-)|(?<=now-))(?<!\d[.,:/-])"
    return (
        rf"{apart}(?:{money_sign}(?= ?[-\d.])|\d|\.(?=\d)|[½⅓⅔¼¾⅛⅜⅝⅞]|(?<!-)[-+](?=[\d.$£€])|[#(](?=\d))"
        rf"|(?i:(?<![\w-])(?:{articles}|(?:minus|negative)[ -]"
        rf"|(?:{words}|half|quarter|{opens})(?![A-Za-z])|(?:{words})fold))"
    )
