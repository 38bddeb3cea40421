"""Places on the calendar, named by day, month, year, weekday, season, holiday or time of day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from onrecord.normalize.clock import time_of_day
from onrecord.normalize.holidays import day_of
from onrecord.normalize.intervals import interval
from onrecord.normalize.reading import Evidence, Reading, first_day, shift_of
from onrecord.normalize.recurring import Option, monthly_options, pick, weekday_options, yearly_options
from onrecord.normalize.timewords import DECADES, MONTHS, SEASONS, WEEKDAYS, plain, read_number, read_ordinal, read_year
from onrecord.normalize.units import moved
from onrecord.normalize.years import split_year

_PARTS_OF_YEAR = frozenset({"month", "quarter", "half", "season", "holiday"})
_CENTURIES = {"eighteen": 18, "nineteen": 19}
_DAYS = {"today": 0, "tonight": 0, "overnight": 0, "tomorrow": 1, "yesterday": -1}


def calendar(evidence: Evidence, base: str | None) -> Reading | None:
    """The day, or longer time, with the time of day where one is named; None where the calendar has no such day."""
    if "nowadays" in evidence:
        return Reading("PRESENT_REF")
    if "adrift" in evidence:
        return Reading(None)
    if "generic" in evidence:
        return Reading(f"XXXX-XX-XX{time_of_day(evidence)}")
    if "second" in evidence and "kind" in evidence:
        return Reading(split_year(evidence))
    reading = _day_or_longer(evidence, base)
    if "plusunit" in evidence:
        return _plus(evidence, reading)
    if reading is None or not reading.value:
        return reading
    if "era" in evidence:
        return Reading(f"BC{reading.value}")
    time = time_of_day(evidence)
    if time is None:
        return reading
    return replace(reading, value=reading.value + time, candidates=tuple(c + time for c in reading.candidates))


def _plus(evidence: Evidence, reading: Reading | None) -> Reading:
    """So many weeks on from the day: "a week on Monday", "Tuesday week", "a week ago Friday"."""
    day = first_day(reading.value) if reading else None
    size = {"day": 1, "week": 7, "fortnight": 14}[evidence["plusunit"].removesuffix("s")]
    count = int(read_number(evidence.get("plus", "one")) or 0) * size
    return Reading(moved("day", -count if "back" in evidence else count, day) if day else None)


def _day_or_longer(evidence: Evidence, base: str | None) -> Reading | None:
    if "century" in evidence:
        number = read_ordinal(evidence["century"])
        return Reading(f"{number - 1:02}") if number else None
    if "decade" in evidence:
        return _decade(evidence["decade"], base)
    if "sep" in evidence:
        return _numeric(evidence, base)
    if "deictic" in evidence:
        return _deictic(evidence["deictic"], base)
    if "weekday" in evidence and not _PARTS_OF_YEAR & evidence.keys() and "day" not in evidence:
        return _weekday(evidence, base)
    return _part_of_year(evidence, base)


def _part_of_year(evidence: Evidence, base: str | None) -> Reading | None:
    """Year, month, month and day, quarter, ...; or a time of the base's own day."""
    year = _year(evidence, base)
    if _PARTS_OF_YEAR & evidence.keys():
        return _in_year(evidence, year, first_day(base))
    if "day" in evidence:
        return _day_of_month(evidence, base)
    if "year" in evidence:
        return Reading(f"{year:04}") if year is not None else Reading(None)
    day = first_day(base)
    return Reading(moved("day", shift_of(evidence.get("shift", "this")), day) if day else None)


def _in_year(evidence: Evidence, year: int | None, day: date | None) -> Reading | None:
    """A part of the year that is known, or else of the one that is meant on a day."""
    value_in = _yearly(evidence)
    if year is not None:
        found = _check_weekday(evidence, value_in(year))
    elif day is None:
        return _unplaced(value_in)
    else:
        day = first_day(moved("month", -12, day)) if "yearago" in evidence else day  # "the year-ago quarter"
        known = list(yearly_options(day, value_in)) if day else []
        found = _chosen(evidence, known, day) if day and known else None
    named = {"holiday", "fiscal"} & evidence.keys()  # though nobody may know when it is, or whose
    return found or (Reading(None) if named else None)


def _unplaced(value_in: Callable[[int], str | None]) -> Reading:
    """Without a reference date: "XXXX-11", from the value of a leap year, which has every day; none of what moves."""
    leap, next_leap = value_in(2024), value_in(2028)
    return Reading("XXXX" + leap[4:] if leap and next_leap and leap[4:] == next_leap[4:] else None)


def _chosen(evidence: Evidence, options: list[Option], day: date, default: str = "nearest") -> Reading | None:
    direction = evidence.get("direction", default)
    value, losers = pick(options, day, evidence.get("shift"), direction, evidence.get("near"))
    found = _check_weekday(evidence, value)
    return replace(found, candidates=losers) if found else None


def _weekday(evidence: Evidence, base: str | None) -> Reading | None:
    named = WEEKDAYS[plain(evidence["weekday"])]
    day = first_day(base)
    if day is None:
        return Reading(f"XXXX-WXX-{named}")
    if "weekshift" in evidence:  # "Monday of next week"
        monday = day - timedelta(day.isoweekday() - 1)
        return Reading(moved("day", 7 * shift_of(evidence["weekshift"]) + named - 1, monday))
    return _chosen(evidence, list(weekday_options(day, named)), day, "past")


def _day_of_month(evidence: Evidence, base: str | None) -> Reading | None:
    """ "the 14th"."""
    number = read_ordinal(evidence["day"]) or 0
    day = first_day(base)
    if day is None:
        return Reading(f"XXXX-XX-{number:02}")
    if "monthshift" in evidence:  # "the first of next month"
        return Reading(_existing(f"{moved('month', shift_of(evidence['monthshift']), day)}-{number:02}"))
    return _chosen(evidence, list(monthly_options(day, number)), day)


def _yearly(evidence: Evidence) -> Callable[[int], str | None]:
    """Year -> the TIMEX3 value that the expression has in that year."""
    if "holiday" in evidence:
        name, country = evidence["holiday"], evidence.get("country")
        return lambda year: day_of(name, year, country)
    if "quarter" in evidence:
        quarter = {"final": 4, "last": 4}.get(evidence["quarter"]) or read_ordinal(evidence["quarter"]) or 0
        return lambda year: f"{year:04}-Q{quarter}" if 1 <= quarter <= 4 else None
    if "half" in evidence:
        half = {"latter": 2, "last": 2}.get(evidence["half"]) or read_ordinal(evidence["half"]) or 0
        split = evidence.get("fiscal", "").isdigit()  # "the second half of 2024-25"
        if split and "country" not in evidence:
            return lambda year: None
        return lambda year: f"{year + split:04}-H{half}" if 1 <= half <= 2 else None
    if "season" in evidence:
        season = SEASONS[evidence["season"]]
        return lambda year: f"{year:04}-{season}"
    month = MONTHS.get(plain(evidence["month"])) or int(evidence["month"])
    if "lastmonth" in evidence:
        return lambda year: _months(year, month, MONTHS[plain(evidence["lastmonth"])])
    if "day" not in evidence:
        return lambda year: f"{year:04}-{month:02}"
    number = read_ordinal(evidence["day"]) or 0
    return lambda year: _existing(f"{year:04}-{month:02}-{number:02}")


def _months(year: int, first: int, last: int) -> str:
    """ "April-June" as the quarter that it is, else from month to month."""
    if last == first + 2 and first % 3 == 1:
        return f"{year:04}-Q{last // 3}"
    return f"{year:04}-{first:02}/{year + (last < first):04}-{last:02}"


def _existing(value: str) -> str | None:
    return value if interval(value) else None


def _check_weekday(evidence: Evidence, value: str | None) -> Reading | None:
    """The value, with a note where the weekday beside it is another."""
    day = first_day(value)
    if value is None or "weekday" not in evidence or day is None:
        return Reading(value) if value else None
    if day.isoweekday() == WEEKDAYS[plain(evidence["weekday"])]:
        return Reading(value)
    return Reading(value, conflict=f"{value} is a {day:%A}")


def _year(evidence: Evidence, base: str | None) -> int | None:
    """The year that the expression, or the document, states."""
    day = first_day(base)
    if "year" in evidence:
        return read_year(str(evidence["year"]), day)
    if "yearshift" in evidence and day:
        return day.year + shift_of(evidence["yearshift"])
    return None


def _decade(words: str, base: str | None) -> Reading:
    """ "1970s" 197; "'90s" and "nineties" the last ones before the base, which settles the century."""
    digits = words.strip("'s")
    if len(digits) == 4:
        return Reading(digits[:3])
    century, _, tens_word = words.replace(" ", "-").partition("-")
    if century in _CENTURIES:
        return Reading(f"{_CENTURIES[century]}{DECADES[tens_word]}")
    tens = DECADES[words] if words in DECADES else int(digits[0])
    day = first_day(base)
    if day is None:
        return Reading(None)
    return Reading(f"{day.year // 100 - (1 if tens > day.year // 10 % 10 else 0)}{tens}")


def _numeric(evidence: Evidence, base: str | None) -> Reading | None:
    """Two numbers and a year: in the order of `order`, or, where both orders are possible, no guess."""
    year = read_year(evidence["year"], first_day(base))
    first, second = int(evidence["first"]), int(evidence["second"])
    if year is None:
        return Reading(None)
    readings = {
        "mdy": _existing(f"{year:04}-{first:02}-{second:02}"),
        "dmy": _existing(f"{year:04}-{second:02}-{first:02}"),
    }
    possible = [v for v in dict.fromkeys(readings.values()) if v]
    if not possible:
        return None
    value = possible[0] if len(possible) == 1 else readings.get(evidence.get("order", ""))
    return Reading(value, tuple(v for v in possible if v != value))


def _deictic(words: str, base: str | None) -> Reading:
    day = first_day(base)
    if day is None:
        return Reading(None)
    count = (2 if "after" in words else -2) if words.startswith("the day") else _DAYS[words]
    return Reading(moved("day", count, day))
