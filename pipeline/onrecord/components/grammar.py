"""The grammar of figures: the rules of `patterns/figures.jsonl` over the blocks of numbers and units."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from onrecord.components.units import Units
from onrecord.normalize.numbers import BLOCKS, OPEN, PARTS, SCALES, SMALL, THIN, trie
from onrecord.normalize.view import view
from onrecord.rules import FigureRule

REACH = 64
"""How many characters before a figure its modifiers and conditions may take."""
_AMOUNT_GROUPS = "number low high low_share high_share share part over under vague feet inches"
AMOUNTS = tuple(_AMOUNT_GROUPS.split())
"""The groups of a rule that name numbers of one figure."""
_NUMBERS = frozenset({*AMOUNTS, "first"})
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


class Found(NamedTuple):
    """A rule's match: one figure, or two in the groups `first` and `second`, or none (NOT_FIGURE).

    `groups` and `places`: the rule's groups, in the order of the text.
    """

    rule: FigureRule
    start: int
    end: int
    groups: Mapping[str, str]
    places: Mapping[str, tuple[int, int]]

    @property
    def amount(self) -> str:
        """The first number as written."""
        return next(text for key, text in self.groups.items() if key in _NUMBERS)

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
        self.regex = _expand(rule.regex[led.end() :] if led else rule.regex, blocks)
        self.match = re.compile(self.regex).match
        self.before = re.compile(rf"(?:{_expand(rule.before, blocks)})\Z").search if rule.before else None
        self.rank = order + (1000 if rule.label != "NOT_FIGURE" else 0)

    def holds(self, seen: str, start: int) -> bool:
        """Whether what must stand before the rule's match does."""
        return self.before is None or self.before(seen[max(0, start - self.rule.reach) : start]) is not None


Match = tuple[int, int, re.Match[str], Expression, int]
"""How a match ranks (by its length, then by its rule), itself, its rule, and where the leading number ends."""


class Bunch:
    """Rules that begin alike: whether any of them goes on is asked once, and only then each of them."""

    def __init__(self, expressions: list[Expression]) -> None:
        self.expressions = expressions
        self.any = re.compile("|".join(f"(?:{_GROUP.sub('(?:', e.regex)})" for e in expressions)).match

    def add(self, matches: list[Match], seen: str, end: int, bare: int) -> None:
        """Add each rule's match behind the end of what they all begin with, or behind its bare end, to `matches`."""
        if not self.any(seen, end) and (bare == end or not self.any(seen, bare)):
            return
        for expression in self.expressions:
            match, lead = expression.match(seen, end), end
            if match is None and bare != end:
                match, lead = expression.match(seen, bare), bare
            if match is not None:
                matches.append((-match.end(), expression.rank, match, expression, lead))


Led = tuple[Callable[[str, int], re.Match[str] | None], list[Bunch]]
"""How a block that rules begin with matches, and those rules."""


def _bunches(expressions: Iterable[Expression]) -> list[Bunch]:
    """The rules in bunches that seldom go on, apart those that match anything behind some words."""
    kinds: dict[tuple[bool, bool], list[Expression]] = {}
    for expression in expressions:
        kinds.setdefault((expression.rule.label == "NOT_FIGURE", expression.before is not None), []).append(expression)
    return [Bunch(kind[n : n + _BUNCH]) for kind in kinds.values() for n in range(0, len(kind), _BUNCH)]


class Grammar:
    """All rules, compiled: `anchor` finds where a number can start, `at` what stands there."""

    def __init__(self, rules: Iterable[FigureRule], units: Units) -> None:
        self.blocks = {**BLOCKS, **units.blocks}
        expressions = [Expression(rule, order, self.blocks) for order, rule in enumerate(rules)]
        self.free = _bunches(e for e in expressions if not e.lead)
        led: dict[str, Led] = {}
        for lead in dict.fromkeys(e.lead for e in expressions if e.lead):
            match = re.compile(_expand(f"{{{lead}}}", self.blocks)).match
            led[lead] = match, _bunches(e for e in expressions if e.lead == lead)
        self.led = {digit: [pair for lead, pair in led.items() if lead not in _NEVER[digit]] for digit in (True, False)}
        """What rules begin with, and the rules, where a digit stands and where none does."""
        self.bare = re.compile(self.blocks["signed"]).match
        self.anchor = re.compile(_anchor(units.blocks["money_sign"]))
        self.marks = re.compile(rf"[{units.openings}]|\d|[½⅓⅔¼¾⅛⅜⅝⅞]|[-+#(.](?=[\d.$£€])")
        self.own_sign = re.compile(_expand(r"{money_sign} ?\Z", self.blocks))
        self.own_unit = re.compile(_expand(r"[ -]?(?:{ratio}|{money_word}|{unit})(?!\w)", self.blocks))

    def starts(self, seen: str, words: Sequence[str], offsets: Sequence[int]) -> list[int]:
        """Where a number can start, in order: at a digit or sign, or at a token that can begin one in words."""
        first = {word for word in set(words) if word.partition("-")[0] in _FIRST_WORDS}
        places = [mark.start() for mark in self.marks.finditer(seen)]
        places += [start for word, start in zip(words, offsets, strict=True) if word in first]
        return [start for start in sorted(places) if self.anchor.match(seen, start)]

    def at(self, seen: str, start: int) -> Iterator[Found]:
        """What matches at `start`, the longest first; of equals, what is no figure, then the first rule."""
        for _, _, match, expression, lead in self._matches(seen, start):
            if match.end() > start and expression.holds(seen, start):
                places = {expression.name: (start, lead)} if expression.name else {}
                places |= {key: match.span(key) for key, text in match.groupdict().items() if text is not None}
                groups = {key: seen[first:last] for key, (first, last) in places.items()}
                yield Found(expression.rule, start, match.end(), groups, places)

    def _matches(self, seen: str, start: int) -> list[Match]:
        """Each rule's match, whatever stands before it; a leading number is read only once.

        Such a number can end in two places: with its magnitude, and without ("5m" is five meters, too).
        """
        matches: list[Match] = []
        for bunch in self.free:
            bunch.add(matches, seen, start, start)
        bare = self.bare(seen, start)
        for lead, bunches in self.led[seen[start].isdigit()]:
            found = lead(seen, start)
            if found is not None:
                end = found.end()
                short = bare.end() if bare is not None and bare.end() < end and seen[end - 1].isalpha() else end
                for bunch in bunches:
                    bunch.add(matches, seen, end, short)
        matches.sort()
        return matches


_BUNCH = 8
"""How many rules at most are asked for at once."""
_GROUP = re.compile(r"\(\?P<\w+>")
_LED = re.compile(r"\(\?P<(?P<name>\w+)>\{(?P<lead>\w+)\}\)|\{(?P<first>digit|letter)\}")
"""How an expression begins that need only be tried where its first block stands."""


_NEVER = {True: frozenset({"letter", "fraction", "vague", "money_sign"}), False: frozenset({"digit"})}
"""The blocks that never begin with a digit, and those that always do."""
_LOWER = (*SMALL, *(f"{word}fold" for word in SMALL), *(f"{word}s" for word in OPEN), "half", "quarter", "several")
_FIRST_WORDS = frozenset(
    form(word) for word in (*_LOWER, "a", "an", "minus", "negative") for form in (str.lower, str.title, str.upper)
)
"""The words that numbers begin with, as they are written; others of mixed case are no numbers."""


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
