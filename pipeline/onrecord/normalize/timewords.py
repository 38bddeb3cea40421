"""The words of time, each table once: the grammar of dates is built from their keys, the values from their values.

All keys are lower case. Numbers are read by `read_number`, ordinals by `read_ordinal`.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

_MONTH_NAMES = "january february march april may june july august september october november december".split()
MONTHS: Mapping[str, int] = (
    {name: n for n, name in enumerate(_MONTH_NAMES, 1)}
    | {name[:3]: n for n, name in enumerate(_MONTH_NAMES, 1) if n != 5}
    | {"sept": 9}
)
"""Month names and their abbreviations (without full stop) to 1..12."""

_WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKDAYS: Mapping[str, int] = (
    {name: n for n, name in enumerate(_WEEKDAY_NAMES, 1)}
    | {name[:3]: n for n, name in enumerate(_WEEKDAY_NAMES, 1)}
    | {"tues": 2, "thur": 4, "thurs": 4}
)
"""Weekday names and abbreviations to ISO weekdays 1..7."""

WORDLIKE = frozenset(
    {"may", "march", "mar", "jan", "dec", "august", "sun", "sat", "mon", "wed", "fri", "tue", "thu", "jun", "jul"}
    | {"sep", "oct", "nov", "feb", "apr", "aug", "sept", "thur", "tues", "thurs", "easter", "april", "june"}
)
"""Names that are words or forenames as well: a date only where the text writes them with a capital."""

UNITS: Mapping[str, str] = {
    "second": "second", "sec": "second",
    "minute": "minute", "min": "minute",
    "hour": "hour", "hr": "hour",
    "day": "day", "night": "night", "weekend": "weekend",
    "week": "week", "fortnight": "fortnight",
    "month": "month", "quarter": "quarter", "season": "season", "semester": "semester",
    "year": "year", "yr": "year", "decade": "decade", "century": "century", "centurie": "century",
    "millennium": "millennium", "millennia": "millennium",
}  # fmt: skip
"""Unit words (singular, and the stem of an irregular plural) to units."""

PARTS: Mapping[str, str] = {
    "morning": "MO", "dawn": "MO", "daybreak": "MO",
    "afternoon": "AF", "evening": "EV", "dusk": "EV",
    "night": "NI", "overnight": "NI", "daytime": "DT", "midday": "MI", "lunchtime": "MI",
}  # fmt: skip
"""Parts of the day to TIMEX3's two letters."""

SEASONS: Mapping[str, str] = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS: Mapping[str, int] = (
    {word: n for n, word in enumerate(_ONES)}
    | {word: 10 * n for n, word in enumerate(_TENS, 2)}
    | {"a": 1, "an": 1, "dozen": 12, "hundred": 100, "thousand": 1000}
)
_ORDINAL_ONES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
).split()
ORDINALS: Mapping[str, int] = {word: n for n, word in enumerate(_ORDINAL_ONES, 1)} | {
    f"{word[:-1]}ieth": 10 * n for n, word in enumerate(_TENS, 2)
}
TENS: Mapping[str, int] = {word: 10 * n for n, word in enumerate(_TENS, 2)}

VAGUE = frozenset({"", "several", "few", "some", "many", "dozens", "scores", "hundreds", "thousands", "numerous"})
"""Quantities without a number: a duration of them is PX."""

DECADES: Mapping[str, int] = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5,
    "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9,
}  # fmt: skip


def read_number(words: str) -> Fraction | None:
    """ "three", "twenty-one", "2 1/2", "1,500", "two and a half", "a couple of" as a number; None for vague ones."""
    words = words.replace(" of", "").replace(" more", "").replace("-", " ").replace(",", "").strip()
    words = words.replace("half a", "half").replace("half an", "half").strip()
    if "couple" in words:
        return Fraction(2)
    total, group = Fraction(0), Fraction(0)
    for word in words.split():
        if word in ("and", "a") and group:
            continue
        if word == "half":
            total += Fraction(1, 2)
        elif "/" in word:
            above, below = word.split("/")
            total += Fraction(int(above), int(below) or 1)
        elif word in ("hundred", "thousand", "dozen"):
            group = max(group, Fraction(1)) * NUMBERS[word]
        elif word in NUMBERS:
            group += NUMBERS[word]
        elif word[0].isdigit():
            group += Fraction(word)
        else:
            return None
    return total + group or None


def read_ordinal(word: str) -> int | None:
    """ "third", "twenty-first", "3rd", "14" as an int; None where it is none."""
    if word[:1].isdigit():
        return int("".join(c for c in word if c.isdigit()))
    tens, _, ones = word.replace(" ", "-").rpartition("-")
    if word in ORDINALS:
        return ORDINALS[word]
    return TENS[tens] + ORDINALS[ones] if tens in TENS and ones in ORDINALS else None


def read_year(words: str) -> int | None:
    """ "1998", "'98", "nineteen ninety-eight", "two thousand" as a year; no century is guessed for two digits alone."""
    digits = words.lstrip("'")
    if digits.isdigit():
        year = int(digits)
        return year if len(digits) > 2 else year + (2000 if year < 30 else 1900)
    first, _, rest = words.replace("-", " ").partition(" ")
    if rest.startswith("thousand"):
        more = read_number(rest.removeprefix("thousand").removeprefix(" and").strip() or "zero")
        return 1000 * NUMBERS[first] + int(more or 0)
    low = read_number(rest)
    return 100 * NUMBERS[first] + int(low) if first in NUMBERS and low is not None else None
