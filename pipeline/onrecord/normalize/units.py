"""The units of the calendar: which week, month, quarter or decade lies so many of them from a day."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.normalize.intervals import month_day


def moved(unit: str, count: int, day: date) -> str | None:
    """The TIMEX3 value, in the unit's grain, of what lies `count` units from `day`; None outside the calendar."""
    try:
        return _value(unit, count, day)
    except (ValueError, OverflowError):
        return None


def _value(unit: str, count: int, day: date) -> str | None:
    if unit in ("day", "night"):
        return (day + timedelta(count)).isoformat() + ("TNI" if unit == "night" else "")
    if unit in ("week", "weekend", "fortnight"):
        iso = (day + timedelta(count * (14 if unit == "fortnight" else 7))).isocalendar()
        return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return month_day(day, count).isoformat()[:7]
    if unit == "quarter":
        there = month_day(day, 3 * count)
        return f"{there.year:04}-Q{(there.month + 2) // 3}"
    if unit == "year":
        return f"{month_day(day, 12 * count).year:04}"
    if unit == "decade":
        return f"{month_day(day, 120 * count).year // 10:03}"
    if unit == "century":
        return f"{month_day(day, 1200 * count).year // 100:02}"
    return None
