"""Times that count from another: "last week", "the same month", "three weeks ago", "a year earlier"."""

from __future__ import annotations

from onrecord.normalize.calendar import calendar
from onrecord.normalize.durations import unit_of
from onrecord.normalize.intervals import interval
from onrecord.normalize.reading import Evidence, Reading, first_day, shift_of
from onrecord.normalize.recurring import Option, pick
from onrecord.normalize.timewords import PARTS, read_number
from onrecord.normalize.units import moved
from onrecord.normalize.years import SCHOOLS, year_of_accounts

_BACK = frozenset({"ago", "earlier", "before", "previously", "prior", "back", "beforehand", "last"})
_SMALLER = {"year": ("month", 12), "decade": ("year", 10), "century": ("year", 100)}


def unit(evidence: Evidence, base: str | None) -> Reading | None:
    """ "last week", "the same month", "the end of the year": a unit of the calendar, counted from the base."""
    if "month" in evidence:  # "the week of March 4"
        named = calendar({**evidence, "form": "calendar"}, base)
        return _moved(evidence["unit"], 0, named.value) if named else None
    if "adrift" in evidence:
        return Reading(evidence.get("year"))
    if evidence.get("unit") == "period":  # "the latest period": the quarter that the article is about
        return Reading(_in_year(base, evidence))
    if evidence.get("fiscal") in SCHOOLS or ("fiscal" in evidence and "country" in evidence):
        day = first_day(base)
        return Reading(year_of_accounts(evidence, day) if day and evidence["unit"] == "year" else None)
    count = shift_of(evidence.get("shift", "this"))
    if "part" in evidence:
        reading = _moved("day", count, base)
        return Reading(f"{reading.value}T{PARTS[evidence['part']]}") if reading.value else reading
    name = unit_of(evidence["unit"])
    if "until" in evidence and "-Q" not in (base or ""):  # "the quarter ended March 31"
        ended = interval(evidence["until"])
        return _moved(name, 0, moved("day", -45, ended[1]) if ended else None)
    if count == 0 and "direction" in evidence and name in ("weekend", "quarter"):
        return _around(name, base, evidence["direction"])
    reading = _moved(name, count, base)
    return Reading(_in_year(reading.value, evidence)) if "year" in evidence else reading


def _in_year(value: str | None, evidence: Evidence) -> str | None:
    """The same month or quarter in the year that is named: "the same month of 2023"."""
    return f"{evidence['year']}{value[4:]}" if value and "year" in evidence else value


def is_back(way: str) -> bool:
    """Whether "ago", "later", "from now" lead back in time."""
    return bool(way) and way.split()[0] in _BACK


def offset(evidence: Evidence, base: str | None) -> Reading | None:
    """ "three weeks ago", "a year earlier", "two days later": in the grain of the unit, or of the anchor."""
    if "beside" in evidence and "way" not in evidence:
        return None  # beside what, nobody knows
    if evidence["way"] == "on":
        return Reading(base)
    sign = -1 if is_back(evidence["way"]) else 1
    name = unit_of(evidence["unit"])
    number = read_number(evidence.get("number", "" if evidence["unit"].endswith("s") else "one"))
    if number is None:
        return Reading("PAST_REF" if sign < 0 else "FUTURE_REF")
    day = first_day(base)
    if day is None or not base or "adrift" in evidence:
        return Reading(None)
    if number.denominator != 1 and name in _SMALLER:
        name, size = _SMALLER[name]
        number *= size
    if evidence.get("grain") == "anchor" and name == "year":
        year = day.year + sign * int(number)
        return Reading(f"{year:04}{base[4:]}" if 0 < year < 10000 else None)
    return _moved(name, sign * int(number), base)


def _moved(name: str, count: int, base: str | None) -> Reading:
    day = first_day(base)
    return Reading(moved(name, count, day) if day else None)


def _around(name: str, base: str | None, direction: str) -> Reading | None:
    """The weekend or quarter before or after the base, or the one around it."""
    day = first_day(base)
    if day is None:
        return Reading(None)
    options = [Option(v, *found) for n in (-1, 0, 1) if (v := moved(name, n, day)) and (found := interval(v))]
    return Reading(*pick(options, day, None, direction))
