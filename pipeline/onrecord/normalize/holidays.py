"""Named days: the day on which a holiday falls in a given year, by rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

Day = Callable[[int], date]


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Butcher's method)."""
    golden, century, rest = year % 19, year // 100, year % 100
    skipped, leap = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - skipped - correction + 15) % 30
    whole, left = divmod(rest, 4)
    weekday = (32 + 2 * leap + 2 * whole - moon - left) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def fixed(month: int, day: int) -> Day:
    """The same day every year."""
    return lambda year: date(year, month, day)


def from_easter(days: int) -> Day:
    """So many days after Easter Sunday."""
    return lambda year: easter(year) + timedelta(days)


def nth(count: int, weekday: int, month: int, plus: int = 0) -> Day:
    """The month's `count`-th such ISO weekday (-1: the last), and `plus` days more."""

    def day_of_year(year: int) -> date:
        if count > 0:
            first = date(year, month, 1)
            return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (count - 1) + plus)
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
        return last - timedelta((last.isoweekday() - weekday) % 7 - plus)

    return day_of_year


HOLIDAYS: Mapping[str, Day] = {
    "new year's day": fixed(1, 1), "new year's eve": fixed(12, 31), "epiphany": fixed(1, 6),
    "valentine's day": fixed(2, 14), "st. patrick's day": fixed(3, 17), "april fools' day": fixed(4, 1),
    "christmas eve": fixed(12, 24), "christmas day": fixed(12, 25), "christmas": fixed(12, 25),
    "boxing day": fixed(12, 26), "halloween": fixed(10, 31), "all saints' day": fixed(11, 1),
    "good friday": from_easter(-2), "easter sunday": from_easter(0), "easter monday": from_easter(1),
    "easter": from_easter(0), "ash wednesday": from_easter(-46), "palm sunday": from_easter(-7),
    "maundy thursday": from_easter(-3), "shrove tuesday": from_easter(-47), "mardi gras": from_easter(-47),
    "ascension day": from_easter(39), "pentecost": from_easter(49), "whit monday": from_easter(50),
    "martin luther king jr. day": nth(3, 1, 1), "martin luther king day": nth(3, 1, 1),
    "presidents' day": nth(3, 1, 2), "president's day": nth(3, 1, 2), "washington's birthday": nth(3, 1, 2),
    "memorial day": nth(-1, 1, 5), "flag day": fixed(6, 14), "juneteenth": fixed(6, 19),
    "independence day": fixed(7, 4), "labor day": nth(1, 1, 9), "columbus day": nth(2, 1, 10),
    "indigenous peoples' day": nth(2, 1, 10), "election day": nth(1, 1, 11, 1), "veterans day": fixed(11, 11),
    "thanksgiving day": nth(4, 4, 11), "thanksgiving": nth(4, 4, 11), "black friday": nth(4, 4, 11, 1),
    "cyber monday": nth(4, 4, 11, 4), "groundhog day": fixed(2, 2), "cinco de mayo": fixed(5, 5),
    "guy fawkes night": fixed(11, 5), "bonfire night": fixed(11, 5), "burns night": fixed(1, 25),
    "armistice day": fixed(11, 11), "remembrance day": fixed(11, 11), "remembrance sunday": nth(2, 7, 11),
    "canada day": fixed(7, 1), "australia day": fixed(1, 26), "anzac day": fixed(4, 25),
    "waitangi day": fixed(2, 6), "republic day": fixed(1, 26), "gandhi jayanti": fixed(10, 2),
    "may day": fixed(5, 1), "bastille day": fixed(7, 14), "d-day": fixed(6, 6),
    "international women's day": fixed(3, 8), "earth day": fixed(4, 22), "world aids day": fixed(12, 1),
    "mother's day": nth(2, 7, 5), "father's day": nth(3, 7, 6), "st. andrew's day": fixed(11, 30),
    "st. george's day": fixed(4, 23), "st. david's day": fixed(3, 1), "freedom day": fixed(4, 27),
    "heritage day": fixed(9, 24), "mandela day": fixed(7, 18), "pi day": fixed(3, 14),
}  # fmt: skip
"""Lower-case name -> its day in a year. Days that move with the moon stand in `LUNAR`."""

LUNAR: Mapping[str, Mapping[int, str]] = {}
"""Lower-case name -> year -> month and day, for the years that are known."""


def day_of(name: str, year: int) -> str | None:
    """The ISO date of a holiday in a year; None where the tables do not know it."""
    if name in HOLIDAYS:
        return HOLIDAYS[name](year).isoformat()
    days = LUNAR.get(name, {}).get(year)
    return f"{year:04}-{days}" if days else None
