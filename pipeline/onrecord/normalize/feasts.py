"""Feasts that move with the moon: Easter, and those of the Jewish, Muslim, Chinese and Hindu calendars."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

Day = Callable[[int], date | None]
"""Year -> the day on which a feast falls in it; None where it is not known."""

_HEBREW_EPOCH = -1373427  # as an ordinal day of the proleptic Gregorian calendar
_ISLAMIC_EPOCH = 227014


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Butcher's method)."""
    golden, century, rest = year % 19, year // 100, year % 100
    skipped, leap = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - skipped - correction + 15) % 30
    whole, left = divmod(rest, 4)
    weekday = (32 + 2 * leap + 2 * whole - moon - left) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches (Meeus' method, in Gregorian days)."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(year // 100 - year // 400 - 2)


def from_easter(days: int) -> Day:
    """So many days after Easter Sunday."""
    return lambda year: easter(year) + timedelta(days)


def _elapsed(hebrew: int) -> int:
    months = (235 * hebrew - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def _new_year(hebrew: int) -> int:
    """The ordinal day of Rosh Hashanah."""
    before, this, after = (_elapsed(hebrew + n) for n in (-1, 0, 1))
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return _HEBREW_EPOCH + this + delay


def from_rosh_hashanah(days: int) -> Day:
    """So many days after the Jewish new year of that autumn (before it: of the spring)."""
    return lambda year: date.fromordinal(_new_year(year + 3761) + days)


def hanukkah(year: int) -> date:
    """The first day of Hanukkah: 25 Kislev, whose month before is longer in a full year."""
    start, end = _new_year(year + 3761), _new_year(year + 3762)
    return date.fromordinal(start + (84 if (end - start) % 10 == 5 else 83))


def tisha_bav(year: int) -> date:
    """The ninth of Av, which is kept a day later where it falls on a Sabbath."""
    ninth = date.fromordinal(_new_year(year + 3761) - 51)
    return ninth + timedelta(1) if ninth.isoweekday() == 6 else ninth


def islamic(month: int, day: int) -> Day:
    """A day of the tabular Islamic calendar; what is seen of the moon may move it by a day."""

    def day_of_year(year: int) -> date | None:
        for hijri in range((year - 622) * 33 // 32 - 1, (year - 622) * 33 // 32 + 3):
            ordinal = (hijri - 1) * 354 + (3 + 11 * hijri) // 30 + 29 * (month - 1) + month // 2 + day
            found = date.fromordinal(max(_ISLAMIC_EPOCH + ordinal, 1))
            if found.year == year:
                return found
        return None

    return day_of_year


def seen(observed: Day, reckoned: Day) -> Day:
    """The day that Mecca observed, where it is known; else the reckoned one."""
    return lambda year: observed(year) or reckoned(year)


def listed(first: int, days: str) -> Day:
    """Days as "month/day" from the year `first` on."""
    known: Mapping[int, tuple[int, ...]] = {
        year: tuple(map(int, day.split("/"))) for year, day in enumerate(days.split(), first)
    }
    return lambda year: date(year, *known[year]) if year in known else None


LUNAR_NEW_YEAR = listed(
    2000,
    "2/5 1/24 2/12 2/1 1/22 2/9 1/29 2/18 2/7 1/26 2/14 2/3 1/23 2/10 1/31 2/19 2/8 1/28 2/16 2/5 1/25 2/12 2/1 1/22 "
    "2/10 1/29 2/17 2/6 1/26 2/13 2/3",
)
DIWALI = listed(
    2004,
    "11/12 11/1 10/21 11/9 10/28 10/17 11/5 10/26 11/13 11/3 10/23 11/11 10/30 10/19 11/7 10/27 11/14 11/4 10/24 11/12 "
    "10/31 10/20 11/8 10/29 10/17",
)
EID_AL_FITR = listed(
    2010,
    "9/10 8/30 8/19 8/8 7/28 7/17 7/6 6/25 6/15 6/4 5/24 5/13 5/2 4/21 4/10 3/30",
)
EID_AL_ADHA = listed(
    2010,
    "11/16 11/6 10/26 10/15 10/4 9/23 9/12 9/1 8/21 8/11 7/31 7/20 7/9 6/28 6/16 6/6",
)
HOLI = listed(2010, "3/1 3/20 3/8 3/27 3/17 3/6 3/24 3/13 3/2 3/21 3/10 3/29 3/18 3/8 3/25 3/14 3/4")
MAHA_SHIVARATRI = listed(2018, "2/13 3/4 2/21 3/11 3/1 2/18 3/8 2/26 2/15")
RAM_NAVAMI = listed(2018, "3/25 4/13 4/2 4/21 4/10 3/30 4/17 4/6 3/26")
RAKSHA_BANDHAN = listed(2015, "8/29 8/18 8/7 8/26 8/15 8/3 8/22 8/11 8/30 8/19 8/9 8/28")
JANMASHTAMI = listed(2015, "9/5 8/25 8/14 9/3 8/24 8/11 8/30 8/18 9/6 8/26 8/16 9/4")
GANESH_CHATURTHI = listed(2015, "9/17 9/5 8/25 9/13 9/2 8/22 9/10 8/31 9/19 9/7 8/27 9/14")
ONAM = listed(2018, "8/25 9/11 8/31 8/21 9/8 8/29 9/15 9/5 8/26")
DUSSEHRA = listed(
    2010, "10/17 10/6 10/24 10/13 10/3 10/22 10/11 9/30 10/19 10/8 10/25 10/15 10/5 10/24 10/12 10/2 10/20"
)
GURU_NANAK = listed(2015, "11/25 11/14 11/4 11/23 11/12 11/30 11/19 11/8 11/27 11/15 11/5 11/24")
VESAK = listed(2016, "5/21 5/10 4/29 5/18 5/7 5/26 5/15 5/5 5/23 5/12 5/1")
VESAK_EAST = listed(2016, "5/21 5/10 5/29 5/19 5/7 5/26 5/15 6/2 5/22 5/12 5/31")
"""As Sri Lanka and India keep it, and as Singapore and Malaysia do."""
MID_AUTUMN = listed(2015, "9/27 9/15 10/4 9/24 9/13 10/1 9/21 9/10 9/29 9/17 10/6 9/25")
DRAGON_BOAT = listed(2018, "6/18 6/7 6/25 6/14 6/3 6/22 6/10 5/31 6/19")
MATARIKI = listed(2022, "6/24 7/14 6/28 6/20 7/10")
