"""The grammar of figures: the rules of `patterns/figures.jsonl` over the blocks of numbers and units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.components.units import Units
from onrecord.normalize.numbers import BLOCKS, OPEN, PARTS, SCALES, SMALL, THIN, trie
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


class Expression:
    """A rule, compiled: what it says of the text behind its leading number, or of all of it where it has none."""

    def __init__(self, rule: FigureRule, order: int, blocks: Mapping[str, str]) -> None:
        led = None if _alternates(rule.regex) else _LED.match(rule.regex)
        self.rule = rule
        self.name = led["name"] if led else None
        self.lead = (led["lead"] or led["first"]) if led else None
        self.match = re.compile(_expand(rule.regex[led.end() :] if led else rule.regex, blocks)).match
        self.before = re.compile(rf"(?:{_expand(rule.before, blocks)})\Z") if rule.before else None
        self.rank = (rule.label != "NOT_FIGURE", order)

    def holds(self, seen: str, start: int) -> bool:
        """Whether what must stand before the rule's match does."""
        return self.before is None or self.before.search(seen[max(0, start - self.rule.reach) : start]) is not None


class Grammar:
    """All rules, compiled: `anchor` finds where a number can start, `at` what stands there."""

    def __init__(self, rules: Iterable[FigureRule], units: Units) -> None:
        self.blocks = {**BLOCKS, **units.blocks}
        expressions = [Expression(rule, order, self.blocks) for order, rule in enumerate(rules)]
        self.free = [e for e in expressions if not e.lead]
        self.led = {
            lead: (re.compile(_expand(f"{{{lead}}}", self.blocks)), [e for e in expressions if e.lead == lead])
            for lead in {e.lead for e in expressions if e.lead}
        }
        self.bare = re.compile(self.blocks["signed"])
        self.anchor = re.compile(_anchor(units.blocks["money_sign"]))
        self.own_sign = re.compile(_expand(r"{money_sign} ?\Z", self.blocks))
        self.own_unit = re.compile(_expand(r"[ -]?(?:{ratio}|{money_word}|{unit})(?!\w)", self.blocks))

    def at(self, seen: str, start: int) -> Iterator[Found]:
        """What matches at `start`, the longest first; of equals, what is no figure, then the first rule."""
        matches = sorted(self._matches(seen, start), key=lambda m: (-m[0].end(), m[1].rank))
        for match, expression, lead in matches:
            if match.end() > start and expression.holds(seen, start):
                places = {key: match.span(key) for key, text in match.groupdict().items() if text is not None}
                if expression.name:
                    places[expression.name] = (start, lead)
                groups = {key: seen[first:last] for key, (first, last) in places.items()}
                yield Found(expression.rule, start, match.end(), groups, places)

    def _matches(self, seen: str, start: int) -> Iterator[tuple[re.Match[str], Expression, int]]:
        """Each rule's match, whatever stands before it, and where its leading number ends: each is read only once."""
        for expression in self.free:
            match = expression.match(seen, start)
            if match is not None:
                yield match, expression, start
        for lead, expressions in self.led.values():
            ends = self._ends(lead, seen, start)
            for expression in expressions if ends else ():
                for end in ends:
                    match = expression.match(seen, end)
                    if match is not None:
                        yield match, expression, end
                        break

    def _ends(self, lead: re.Pattern[str], seen: str, start: int) -> list[int]:
        """Where a leading number can end: with its magnitude, and without ("5m" is five meters, too)."""
        match = lead.match(seen, start)
        if match is None:
            return []
        bare = self.bare.match(seen, start) if seen[match.end() - 1].isalpha() else None
        return [match.end(), bare.end()] if bare is not None and bare.end() < match.end() else [match.end()]


_LED = re.compile(r"\(\?P<(?P<name>\w+)>\{(?P<lead>\w+)\}\)|\{(?P<first>digit|letter)\}")
"""How an expression begins that need only be tried where its first block stands."""


def _alternates(regex: str) -> bool:
    """Whether an expression is an alternation as a whole, of which one branch opens with the block alone."""
    flat = re.sub(r"\\.|\[[^\]]*\]", "", regex)
    while (inner := re.sub(r"\([^()]*\)", "", flat)) != flat:
        flat = inner
    return "|" in flat and not regex.startswith(("{digit}", "{letter}"))


def _expand(regex: str, blocks: Mapping[str, str]) -> str:
    """A rule's expression with its named blocks put in."""
    return re.sub(r"\{([a-z_]+)\}", lambda m: blocks[m[1]] if m[1] in blocks else m[0], regex)


def _anchor(money_sign: str) -> str:
    """Where a number can start."""
    parts, scales = "|".join(PARTS), "|".join(SCALES)
    articles = rf"(?:an?|one) (?=(?:{parts}|{scales}|few|couple))|an?-(?=half)"
    words = trie([*SMALL, "half", "quarter", *(f"{word}s" for word in OPEN)])
    apart = r"(?<![\w$€£#@])(?:(?<![A-Za-z]-)|(?<=[Ss]ub-)|(?<=now-)|(?<=agnitude-))(?<!\d[.,:+-])"
    return (
        rf"{apart}(?:{money_sign}(?= ?[-\d.])|(?<!\d/)(?:\d|\.(?=\d)|[½⅓⅔¼¾⅛⅜⅝⅞]|(?<!-)[-+](?=[\d.$£€])|[#(](?=\d)"
        rf"|(?<![\w-])(?:(?i:{articles}|(?:minus|negative)[ -])|(?:{words}|several)(?![A-Za-z])|{trie(SMALL)}fold)))"
    )
