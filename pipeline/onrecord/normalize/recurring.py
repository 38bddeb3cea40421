"""Which one of the things that come back every week or year is meant: last Friday or next, this March or last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from onrecord.normalize.intervals import interval
from onrecord.normalize.units import moved


@dataclass(frozen=True)
class Option:
    """One occurrence: its TIMEX3 value, first and last day."""

    value: str
    begin: date
    end: date


def weekday_options(base: date, weekday: int) -> Iterator[Option]:
    """The days of that ISO weekday around `base`, in order."""
    monday = date.fromisocalendar(*base.isocalendar()[:2], 1)
    for week in (-2, -1, 0, 1, 2):
        value = moved("day", 7 * week + weekday - 1, monday)
        found = interval(value) if value else None
        if value and found:
            yield Option(value, *found)


def yearly_options(base: date, value_in: Callable[[int], str | None]) -> Iterator[Option]:
    """What `value_in` gives in the years around `base`, in order; wide enough for February 29."""
    for year in range(max(1, base.year - 8), min(MAXYEAR, base.year + 8) + 1):
        value = value_in(year)
        found = interval(value) if value else None
        if value and found:
            yield Option(value, *found)


def monthly_options(base: date, number: int) -> Iterator[Option]:
    """The `number`-th of the months around `base`, in order; months without one are left out."""
    for shift in range(-3, 4):
        month = moved("month", shift, base)
        found = interval(f"{month}-{number:02}") if month else None
        if found:
            yield Option(found[0].isoformat(), *found)


def pick(
    options: Sequence[Option], base: date, shift: str | None, direction: str, near: int | None = None
) -> tuple[str | None, tuple[str, ...]]:
    """The option that is meant, and the one that lost.

    `shift`: "last" and its like mean one wholly before `base`, "next" one wholly after, "this" the one around it or of
    the same year; without a shift, `direction` decides: past and future include the one around `base`, and
    an option within `near` days is meant whatever the direction.
    """
    if not options:
        return None, ()
    chosen = _chosen(options, base, _SHIFTS.get(shift or "", direction))
    if chosen is None:
        return None, ()
    if near is not None:
        closest = _nearest(options, base)
        chosen = closest if _distance(closest, base) <= timedelta(near) else chosen
    others = sorted((o for o in options if o != chosen), key=lambda o: abs(o.begin - base))
    return chosen.value, tuple(o.value for o in others[:1])


_SHIFTS = {
    "last": "before", "past": "before", "previous": "before", "prior": "before", "preceding": "before",
    "next": "after", "coming": "after", "following": "after", "upcoming": "after",
    "this": "same", "current": "same", "same": "same", "that": "same",
}  # fmt: skip


_BACK = timedelta(120)  # how far a story may step back without naming the year


def _chosen(options: Sequence[Option], base: date, direction: str) -> Option | None:
    if direction == "before":
        return next((o for o in reversed(options) if o.end < base), None)
    if direction == "over":  # or as good as over
        return next((o for o in reversed(options) if o.end < base + timedelta(31)), None)
    if direction == "after":
        return next((o for o in options if o.begin > base), None)
    if direction == "past":
        return next((o for o in reversed(options) if o.begin <= base), None)
    if direction == "future":
        return next((o for o in options if o.end >= base), None)
    if direction == "onward":
        return next((o for o in options if o.end >= base - _BACK), None)
    if direction == "same":
        around = (o for o in options if o.begin <= base <= o.end)
        return next(around, None) or next((o for o in options if _together(o, base, options)), _nearest(options, base))
    return _nearest(options, base)


def _together(option: Option, base: date, options: Sequence[Option]) -> bool:
    """In the week of `base`, where the options come weekly; else in its year."""
    if len(options) > 1 and options[1].begin - options[0].begin <= timedelta(7):
        return option.begin.isocalendar()[:2] == base.isocalendar()[:2]
    return option.begin.year == base.year


def _nearest(options: Sequence[Option], base: date) -> Option:
    return min(options, key=lambda o: _distance(o, base))


def _distance(option: Option, base: date) -> timedelta:
    return min(abs(option.begin - base), abs(option.end - base))
