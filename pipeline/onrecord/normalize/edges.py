"""The part of an interval that "early", "mid", "late", "the beginning of" and "the end of" leave of it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from onrecord.model import Mod
from onrecord.normalize.intervals import month_day

Interval = tuple[date, date]
Cuts = tuple[int, int, int]

_EDGES = frozenset({"beginning", "start", "outset", "dawn", "turn", "end", "close"})
_MONTHS: Mapping[int, Cuts] = {3: (1, 2, 1), 6: (2, 4, 1), 12: (4, 8, 1), 120: (48, 84, 24), 1200: (396, 792, 120)}
"""Months of an interval -> how many are early, how many no later than its middle, and how many its very edge."""

_MONTH, _WEEK = (10, 20, 7), (3, 3, 2)
"""The same in days: of a month, of a week."""


def edge(whole: Interval, mod: Mod | None, words: str, day: date | None) -> Interval:
    """What is left of `whole`. Early, mid and late are thirds; the beginning and the end are shorter.

    `words`: the modifier's own; `day`: from which "earlier this year" and "later this week" count.
    """
    if mod not in ("START", "MID", "END"):
        return whole
    if words in ("earlier", "later") and day and whole[0] <= day <= whole[1]:
        return (whole[0], day) if words == "earlier" else (day, whole[1])
    days, months = (whole[1] - whole[0]).days + 1, _whole_months(whole)
    if months in _MONTHS:
        begin, end = _part(months, _MONTHS[months], mod, words)
        return month_day(whole[0], begin), _last(whole, months, end)
    if months == 1 or days == 7:
        begin, end = _part(days, _MONTH if months == 1 else _WEEK, mod, words)
        return whole[0] + timedelta(begin), whole[0] + timedelta(end - 1)
    return whole


def _part(size: int, cuts: Cuts, mod: Mod, words: str) -> tuple[int, int]:
    """From where to where, of `size` months or days."""
    early, middle, short = cuts
    if mod == "START":
        return 0, short if words in _EDGES else early
    if mod == "MID":
        return (early, middle) if early < middle else (early - 1, middle + 1)
    return (size - short if words in _EDGES else middle), size


def _last(whole: Interval, months: int, end: int) -> date:
    return whole[1] if end == months else month_day(whole[0], end) - timedelta(1)


def _whole_months(whole: Interval) -> int:
    """How many months there are; 0 where there are other days."""
    first, last = whole
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return 0
    return (last.year - first.year) * 12 + last.month - first.month + 1
