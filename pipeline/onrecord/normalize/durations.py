"""Lengths of time, and times that come again: "two and a half years" P2Y6M, "every Tuesday" XXXX-WXX-2."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from onrecord.normalize.reading import Evidence, Reading
from onrecord.normalize.timewords import ADVERBS, MONTHS, PARTS, SEASONS, UNITS, WEEKDAYS, plain, read_number

_DURATION: Mapping[str, tuple[str, int]] = {
    "second": ("TS", 1), "minute": ("TM", 1), "hour": ("TH", 1), "day": ("D", 1), "night": ("D", 1),
    "weekend": ("WE", 1), "week": ("W", 1), "fortnight": ("W", 2), "month": ("M", 1), "quarter": ("Q", 1),
    "year": ("Y", 1), "decade": ("Y", 10), "century": ("CE", 1), "millennium": ("ML", 1),
}  # fmt: skip
"""Unit -> TIMEX3 designator and how many of it; a time of day has a T before it."""

_SMALLER: Mapping[str, tuple[str, int]] = {
    "year": ("M", 12), "decade": ("Y", 10), "day": ("TH", 24), "hour": ("TM", 60), "minute": ("TS", 60),
}  # fmt: skip
"""Unit -> the designator in which its fractions are told, and how many make one."""


def unit_of(word: str) -> str:
    """ "years", "centuries", "day" as the unit's name."""
    return UNITS.get(word) or UNITS[word.removesuffix("s")]


def duration(evidence: Evidence, base: str | None) -> Reading | None:
    """A length of time: "three days" P3D, "several months" PXM."""
    period = _period(evidence)
    return Reading(period) if period else None


_MONTHS: Mapping[str, int] = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS: Mapping[str, int] = {"day": 1, "night": 1, "week": 7, "fortnight": 14}


def span_of(evidence: Evidence) -> tuple[int, int] | None:
    """The months, or else the days, that a length of time has; None for what is vague, broken or shorter."""
    unit = unit_of(evidence["unit"])
    number = read_number(evidence.get("number", "" if evidence["unit"].endswith("s") else "one"))
    if number is None or "upto" in evidence:
        return None
    months, days = number * _MONTHS.get(unit, 0), number * _DAYS.get(unit, 0)
    whole = months.denominator == days.denominator == 1 and (months or days)
    return (int(months), int(days)) if whole else None


def every(evidence: Evidence, base: str | None) -> Reading | None:
    """A set: "every Tuesday" XXXX-WXX-2, "each July" XXXX-07, "every three months" P3M, "a day" P1D."""
    part = f"T{PARTS[evidence['part']]}" if "part" in evidence else ""
    if "adverb" in evidence:
        return Reading(ADVERBS[evidence["adverb"]])
    if "weekday" in evidence:
        return Reading(f"XXXX-WXX-{WEEKDAYS[plain(evidence['weekday']).removesuffix('s')]}{part}")
    if "month" in evidence:
        return Reading(f"XXXX-{MONTHS[plain(evidence['month'])]:02}")
    if "season" in evidence:
        return Reading(f"XXXX-{SEASONS[evidence['season']]}")
    if part:
        return Reading(f"XXXX-XX-XX{part}")
    if evidence["unit"] == "weekend":
        return Reading("XXXX-WXX-WE")
    number = {"other": "two"}.get(evidence.get("number", ""), evidence.get("number") or "one")
    return Reading(_period({**evidence, "number": number}))


def _period(evidence: Evidence) -> str | None:
    unit = unit_of(evidence["unit"])
    if unit not in _DURATION:
        return None
    default = "" if evidence["unit"].endswith(("s", "ia")) else "one"
    number = None if "upto" in evidence else read_number(evidence.get("number", default))
    if number is None:
        return _iso("X", "DE" if unit == "decade" else _DURATION[unit][0])
    return _exact(number + (Fraction(1, 2) if "half" in evidence else 0), unit)


def _exact(number: Fraction, unit: str) -> str:
    designator, size = _DURATION[unit]
    whole, rest = divmod(number, 1)
    smaller, count = _SMALLER.get(unit, ("", 0))
    part = rest * count
    if not rest:
        return _iso(str(whole * size), designator)
    if not smaller or part.denominator != 1:
        return _iso(f"{float(number * size):g}", designator)
    if smaller == designator:
        return _iso(str(whole * size + part), designator)
    if not whole:
        return _iso(str(part), smaller)
    head, tail = _iso(str(whole * size), designator), _iso(str(part), smaller)
    return head + (tail[2:] if head.startswith("PT") else tail[1:])


def _iso(amount: str, designator: str) -> str:
    time = "T" if len(designator) == 2 and designator[0] == "T" else ""
    return f"P{time}{amount}{designator.removeprefix(time)}"
