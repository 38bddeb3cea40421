"""TIMEX3 values of calendar time to the closed interval of days that they denote, and arithmetic on the calendar."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache

_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_YEARS = re.compile(r"\d{2,4}")


@lru_cache(maxsize=1 << 14)  # an article asks for the same days and months again and again
def interval(value: str, *, southern: bool = False) -> tuple[date, date] | None:
    """First and last day of "2024-03", "2024-W07", "2024-Q1", "202", "2009-04/2010-03"; None where it has no place.

    `southern`: seasons of the southern hemisphere.
    """
    if "/" in value:
        first, last = (interval(part, southern=southern) for part in value.split("/", 1))
        return (first[0], last[1]) if first and last else None
    try:
        if m := _DAY.fullmatch(value):
            day = date(int(m[1]), int(m[2]), int(m[3]))
            return day, day
        if m := _MONTH.fullmatch(value):
            return months(int(m[1]), int(m[2]), 1)
        if m := _WEEK.fullmatch(value):
            monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
            return (monday + timedelta(5 if m[3] else 0)), monday + timedelta(6)
        if _YEARS.fullmatch(value):
            span = 10 ** (4 - len(value))
            return date(int(value) * span, 1, 1), date(int(value) * span + span - 1, 12, 31)
        return _part_of_year(value, southern)
    except (ValueError, OverflowError):  # a day or year that the calendar does not have
        return None


def _part_of_year(value: str, southern: bool) -> tuple[date, date] | None:
    year, _, part = value.partition("-")
    if not year.isdigit() or len(year) != 4:
        return None
    if part in _SEASON_START:
        start = (_SEASON_START[part] + (5 if southern else -1)) % 12 + 1  # winter is June to August of its own year
        return months(int(year), start, 3)
    if part[:1] in ("Q", "H") and part[1:].isdigit():
        length = 3 if part[0] == "Q" else 6
        return months(int(year), (int(part[1:]) - 1) * length + 1, length)
    return None


def months(year: int, month: int, count: int) -> tuple[date, date]:
    """First and last day of `count` months from a month on."""
    last = month_day(date(year, month, 1), count - 1)
    return date(year, month, 1), last.replace(day=monthrange(last.year, last.month)[1])


def months_to(last: date, count: int) -> tuple[date, date]:
    """`count` months up to a last day; whole ones, where that is the last of its month."""
    after = last + timedelta(1)
    begin = month_day(after, -count) if after.day == 1 else month_day(last, -count) + timedelta(1)
    return begin, last


def month_day(day: date, shift: int) -> date:
    """The same day `shift` months on, or the month's last where it is shorter. ValueError outside the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + shift, 12)
    if not 1 <= year <= MAXYEAR:
        raise ValueError(f"no year {year}")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
