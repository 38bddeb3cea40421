"""The words of time, each table once: the grammar of dates is built from their keys, the values from their values.

All keys are lower case; the names of months and weekdays by themselves are written as in a text. Numbers are read by
`read_number`, ordinals by `read_ordinal`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache

MONTH_NAMES = tuple("January February March April May June July August September October November December".split())
MONTHS: Mapping[str, int] = (
    {name.lower(): n for n, name in enumerate(MONTH_NAMES, 1)}
    | {name[:3].lower(): n for n, name in enumerate(MONTH_NAMES, 1) if n != 5}
    | {"sept": 9}
)
"""Month names and their abbreviations (without full stop) to 1..12."""

WEEKDAY_NAMES = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
WEEKDAYS: Mapping[str, int] = (
    {name.lower(): n for n, name in enumerate(WEEKDAY_NAMES, 1)}
    | {name[:3].lower(): n for n, name in enumerate(WEEKDAY_NAMES, 1)}
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
    "day": "day", "eve": "day", "night": "night", "weekend": "weekend",
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

ADVERBS: Mapping[str, str] = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W",
    "monthly": "P1M", "bimonthly": "P2M", "quarterly": "P1Q", "yearly": "P1Y", "annual": "P1Y", "annually": "P1Y",
    "biannual": "P6M", "biennial": "P2Y", "biennially": "P2Y",
    "weekends": "XXXX-WXX-WE", "weekdays": "XXXX-WXX-WD",
}  # fmt: skip
"""Words for how often to TIMEX3's sets."""

DECADES: Mapping[str, int] = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5,
    "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9,
}  # fmt: skip


@lru_cache(maxsize=1 << 12)  # articles say "two" and "10" again and again
def read_number(words: str) -> Fraction | None:
    """ "three", "twenty-one", "2 1/2", "1,500", "two and a half", "a couple of" as a number; None for vague ones."""
    if "couple" in words:
        return Fraction(2)
    total, last = Fraction(0), ""
    words = words.replace("½", " 1/2").replace("¼", " 1/4").replace("¾", " 3/4")
    for word in words.replace("-", " ").replace(",", "").split():
        if word in ("and", "of", "more") or (word in ("a", "an") and last in ("and", "half")):
            pass
        elif word == "half":
            total += Fraction(1, 2)
        elif "/" in word:
            above, below = word.split("/")
            total += Fraction(int(above), max(int(below), 1))
        elif word in ("hundred", "thousand", "dozen"):
            total = max(total, Fraction(1)) * NUMBERS[word]
        elif word in NUMBERS:
            total += NUMBERS[word]
        elif word[0].isdigit():
            total += Fraction(word)
        else:
            return None
        last = word
    return total or None


def read_ordinal(word: str) -> int | None:
    """ "third", "twenty-first", "3rd", "14" as an int; None where it is none."""
    if word[:1].isdigit():
        return int("".join(c for c in word if c.isdigit()))
    tens, _, ones = word.replace(" ", "-").rpartition("-")
    if word in ORDINALS:
        return ORDINALS[word]
    return TENS[tens] + ORDINALS[ones] if tens in TENS and ones in ORDINALS else None


def read_year(words: str, near: date | None) -> int | None:
    """ "1998", "nineteen ninety-eight", "two thousand" as a year.

    Two digits are a year of the century that ends ten years after `near`; without it no century is guessed.
    """
    digits = words.lstrip("'")
    if digits.isdigit():
        if len(digits) != 2:
            return int(digits)
        return near.year + 10 - (near.year + 10 - int(digits)) % 100 if near else None
    first, _, rest = words.replace("-", " ").partition(" ")
    if rest.startswith("thousand"):
        more = read_number(rest.removeprefix("thousand").removeprefix(" and").strip())
        return 1000 * NUMBERS[first] + int(more or 0)
    low = read_number(rest.removeprefix("oh "))
    return 100 * NUMBERS[first] + int(low) if first in NUMBERS and low is not None else None


def plain(name: str) -> str:
    """A month or weekday without its full stop."""
    return name.rstrip(".")
