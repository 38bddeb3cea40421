"""The grammar of dates: named blocks of regular expressions, and the rules of `patterns/dates.jsonl` built from them.

Everything is written, and matched, in lower case. A space stands for the blanks inside a line. No block or rule repeats
without a bound, so that a match costs no more than its own length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from onrecord.normalize.holidays import NAMES
from onrecord.normalize.timewords import ADVERBS, DECADES, MONTHS, NUMBERS, ORDINALS, SEASONS, TENS, UNITS, WEEKDAYS
from onrecord.rules import DateRule, RuleError


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace("\\ ", " ") for w in sorted(words, key=lambda w: (-len(w), w)))


def _names(names: Mapping[str, int]) -> str:
    """Full names, then abbreviations with their full stop or without."""
    full = _any(name for name in names if len(name) > 5 or name in ("march", "april", "may", "june", "july"))
    short = _any(name for name in names if len(name) <= 5)
    return rf"{full}|(?:{short})\b\.?"


_ONES = _any(w for w, n in NUMBERS.items() if 0 < n < 10 and len(w) > 2)
_TENS = f"(?:{_any(TENS)})(?:[ -](?:{_ONES}))?"
_TEN_OR_MORE = f"(?:{_TENS}|{_any(w for w, n in NUMBERS.items() if 10 <= n < 20)})"
_SMALL = f"(?:{_TENS}|{_any(w for w, n in NUMBERS.items() if 0 < n < 20 and len(w) > 2)})"

BLOCKS: Mapping[str, str] = {
    "month": rf"(?P<month>{_names(MONTHS)})",
    "weekday": rf"(?P<weekday>{_names(WEEKDAYS)})",
    "day": r"(?P<day>(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?)(?![0-9])",
    "dayword": rf"(?P<day>(?:twenty-|thirty-)?(?:{_any(ORDINALS)}))",
    "year": r"(?P<year>1[0-9]{3}|20[0-9]{2})(?![0-9])",
    "oldyear": r"(?P<year>[1-9][0-9]{2,3})",
    "shortyear": r"(?P<year>'[0-9]{2})",
    "anyyear": "(?:{year}|{shortyear}|{spokenyear})",
    "bc": r"(?P<era>bce?\b|b\.c\.(?:e\.)?)",
    "spokenyear": rf"(?P<year>(?:eighteen|nineteen)[ -]{_SMALL}|twenty[ -]{_TEN_OR_MORE}(?!-)|"
    rf"(?:eighteen|nineteen|twenty)[ -]oh[ -](?:{_ONES})|two thousand(?: and)? {_SMALL}|two thousand)",
    "ordinal": rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)|(?:twenty-)?(?:{_any(ORDINALS)}))",
    "season": f"(?P<season>{_any(SEASONS)})",
    "holiday": f"(?P<holiday>{_any(NAMES)})",
    "decades": _any(DECADES),
    "unit": "(?P<unit>seconds?|minutes?|hours?|days?|nights?|weekends?|weeks?|fortnights?|months?|quarters?|years?|"
    "decades?|century|centuries|millennium|millennia)",
    "one": "(?P<unit>second|minute|hour|day|night|weekend|week|fortnight|month|quarter|year|decade|century)",
    "many": "(?P<unit>seconds|minutes|hours|days|nights|weekends|weeks|fortnights|months|quarters|years|decades|"
    "centuries|millennia)",
    "span": "(?P<unit>day|weekend|week|month|quarter|year|decade|century)",
    "amount": r"(?:half an?|an?|[0-9]{1,3}(?:,[0-9]{3}){0,2}(?:\.[0-9]{1,2})?(?: [1-9]/[2-9]|[½¼¾])?|[0-9]{4,6}|"
    rf"(?:an? |{_SMALL} )?(?:hundred|thousand|dozen)(?: and)?(?: {_SMALL})?|"
    rf"{_SMALL}(?:[ -]and(?:[ -]an?)?[ -]half)?|an? couple(?: of)?|couple of)",
    "vague": "(?:several|an? few|few|some|many|numerous|dozens of|scores of|hundreds of|thousands of)",
    "part": r"(?P<mod>early|late|mid|mid-late)[ -]",
    "edge": "(?:the )?(?P<mod>beginning|start|end|close|middle|midst|turn|early part|latter part|early days) of ",
    "about": "(?P<about>about|around|roughly|approximately|some|nearly|almost|less than|fewer than|under|over(?! the)|"
    "more than|at least|at most|up to|no more than|no less than)",
    "shift": "(?P<shift>last|past|previous|prior|preceding|this|current|that|same|next|coming|following|upcoming)",
    "nowshift": "(?P<shift>last|this|current|next|coming|past|present|upcoming)",
    "yearshift": "(?P<yearshift>last|past|this|next|previous|the following|the next|the same|that)",
    "hour": "(?P<hour>1[0-9]|2[0-4]|0?[0-9])",
    "minute": "(?P<minute>[0-5][0-9])",
    "meridian": r"(?P<meridian>am|pm|(?:a\.m|p\.m)\b\.?)",
    "zone": "(?:est|edt|et|cst|cdt|ct|mst|mdt|mt|pst|pdt|pt|akst|akdt|hst|gmt|utc|bst|ist|cet|cest|wat|cat|eat|sast|"
    "aest|aedt|jst|hkt|sgt|pkt|msk|nzst|nzdt|eastern|central|pacific|mountain|local)(?: (?:standard |daylight )?time)?",
    "zulu": "(?:gmt|utc|[ecmp][sd]t|bst|ist|cest|cet|wat|cat|eat|sast|a[ew][sd]t|jst|hkt|sgt|pkt|msk|nz[sd]t|"
    "local time)",
    "elsewhere": r"(?: \([0-9]{1,2}[:.]?[0-9]{0,2}(?: ?[ap]\.?m\.?)?,? {zulu}\))",
    "onday": "(?:,? (?:on )?(?:{deictic}|this (?P<part>morning|afternoon|evening)|(?:{shift} )?{weekday}"
    "(?: (?P<part>morning|afternoon|evening|night))?(?:,? {month} {day}(?:,? {year})?|,? {day} {month}(?:,? {year})?)?"
    "|{month} {day}(?:,? {year})?|(?:the )?{day}(?: of)? {month}(?:,? {year})?))",
    "daytime": "(?P<part>morning|afternoon|evening|night|dawn|dusk|midday|lunchtime|overnight)",
    "deictic": "(?P<deictic>today|yesterday|tomorrow)",
    "adverb": f"(?P<adverb>{_any(ADVERBS)})",
    "way": "(?P<way>ago|earlier|later|before that|after (?:that|this)|before|after|afterwards?|thereafter|from now|"
    "hence|back|previously)",
}
"""Block name -> regular expression. Blocks with a named group give evidence under that name."""

_BLANK, _BLANKS = re.compile(r" (?!-\])"), r"(?:[ \\t]{1,3})"  # not the one of "[ -]"
_BLOCK = re.compile(r"\{([a-z]+)\}")
_GROUP = re.compile(r"\?P<([a-z]+)[0-9]?>")
_NAME = re.compile(r"\?P[<=][a-z]+[0-9]?[>)]")
_OPTIONAL = re.compile(r"([a-z]*)([a-z])\?")
_WORD = re.compile(r"[a-z]+")
_NUMERIC = re.compile(r"[0-9]|\[[0-9-]+\]|'")
_QUANTIFIERS = ("?", "{", "*", "+")
_PIECE = re.compile(r"\\.|\[[^]]*\]|\{[^}]*\}|\(\?P<\w+>|\(\?P=\w+\)|\(\?[:=!]|[a-z]+|.")


PARTS = ("head", "item", "tail")
"""Groups that are dates of their own: the two ends of "May 5-7", and what is between."""

NUMBER, DIGITS = "#", "0"
"""Stand for a year, 9/11, 10:30, '98, which is a core word, and for other digits, which are none."""


@dataclass(frozen=True)
class Compiled:
    """A rule ready to match in lower-case text.

    `words`: all that may stand in a match; `core`: those of which every match has one, NUMBER for a number that is a
    time by itself; `openings`: how the first word of a match may begin; `names`: named group -> what it gives: `day2`
    gives `day`, and the ends of a range give what stands in them.
    """

    rule: DateRule
    pattern: re.Pattern[str]
    words: frozenset[str]
    core: frozenset[str]
    openings: tuple[str, ...]
    names: Mapping[str, str]

    def may_open(self, word: str, following: str) -> bool:
        """Whether a match may begin with `word`, before `following`; NUMBER and DIGITS stand for all digits."""
        opens = not {DIGITS, ""}.isdisjoint(self.openings) if word == NUMBER else word.startswith(self.openings)
        goes_on = NUMBER in self.core if following in (NUMBER, DIGITS) else following in self.words
        return opens and (word in self.core or goes_on)


def compile_rule(rule: DateRule) -> Compiled:
    """Expand a rule's blocks. RuleError where a block is unknown or the expression is no good."""
    try:
        source = _number(_BLOCK.sub(lambda m: BLOCKS[m[1]], _BLOCK.sub(lambda m: BLOCKS[m[1]], rule.regex)))
        pattern = re.compile(f"(?:{_BLANK.sub(_BLANKS, source)})(?![0-9a-z])")
    except KeyError as error:
        raise RuleError(
            f"dates: rule {rule.id}: no block {{{error.args[0]}}}; there are {', '.join(BLOCKS)}"
        ) from error
    except re.error as error:
        raise RuleError(f"dates: rule {rule.id}: {error}") from error
    words = frozenset(_words(source))
    core = (words & CORE) or words
    core = core | {NUMBER} if any(map(str.isdigit, source)) else core
    openings = frozenset(_openings(_branches(iter(_PIECE.findall(source)))))
    names = {n: n.rstrip("0123456789") for n in pattern.groupindex if not n.startswith(PARTS)}
    return Compiled(rule, pattern, words, core, tuple(sorted(openings)), names)


def _number(source: str) -> str:
    """Number the groups of one name: `year`, `year2`, ...; an expression may then use a block more than once."""
    seen: dict[str, int] = {}

    def numbered(m: re.Match[str]) -> str:
        seen[m[1]] = seen.get(m[1], 0) + 1
        return f"?P<{m[1]}{seen[m[1]] if seen[m[1]] > 1 else ''}>"

    return _GROUP.sub(numbered, source)


def _branches(pieces: Iterator[str]) -> list[Any]:
    """The branches of an expression or group, each a list of its pieces; a group among them is such a list itself."""
    branches: list[Any] = [[]]
    for piece in pieces:
        if piece == "|":
            branches.append([])
        elif piece == ")":
            break
        elif piece in ("(?=", "(?!"):
            _branches(pieces)  # looks ahead, and takes no room
        else:
            branches[-1].append(_branches(pieces) if piece in ("(", "(?:") or piece.startswith("(?P<") else piece)
    return branches


def _openings(branches: list[Any]) -> Iterator[str]:
    """How the first word of a match may begin: its letters as far as they are certain, or DIGITS."""
    for branch in branches:
        for piece, after in pairwise([*branch, ""]):
            if piece[0] in _QUANTIFIERS:
                continue
            optional = after[:1] in ("?", "*") or after[:2] == "{0"
            if isinstance(piece, list):
                yield from _openings(piece)
            elif piece.isalpha():
                yield piece[:-1] if optional else piece
                optional = optional and len(piece) == 1
            else:
                yield DIGITS if _NUMERIC.fullmatch(piece) else ""
            if not optional:
                break


def _words(source: str) -> Iterator[str]:
    """The words that may stand in a match of an expression."""
    plain = _NAME.sub("", source.replace("\\b", " ").replace("\\", ""))
    for m in _OPTIONAL.finditer(plain):
        yield m[1]
    yield from _WORD.findall(plain.replace("?", ""))


_UPPER = {ord(c): ord(c) + 32 for c in map(chr, range(65, 91))}


def lowered(text: str) -> str:
    """`text` in lower case, as long as before: only A-Z where it has a letter that `str.lower` makes two of."""
    low = text.lower()
    return low if len(low) == len(text) else text.translate(_UPPER)


_WEAK = frozenset("the and for week month night new year small business boat festival mid".split())  # no holiday's own

CORE = frozenset(
    {w for table in (MONTHS, WEEKDAYS, UNITS, SEASONS, DECADES, ADVERBS) for w in table}
    | {f"{w}s" for table in (UNITS, WEEKDAYS, SEASONS) for w in table}
    | {w for name in NAMES if " day" not in name for w in _WORD.findall(name) if len(w) > 2 and w not in _WEAK}
    | set(
        "am pm m noon midnight midday morning mornings afternoon afternoons evening evenings night nights dawn dusk "
        "today tonight tomorrow yesterday overnight now nowadays currently current recent recently future past time "
        "point period half eve moment decades centuries eighteen nineteen twenty th st nd rd s bc ad term fy h q p.m "
        "thousand while ago date gmt utc local hrs".split()
    )
)
"""Words of which every expression has one, if it has no year and no number with a slash, colon or hyphen."""
