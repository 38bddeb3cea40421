"""Named days that are another day in each country, and the rules that named days are written in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from onrecord.normalize.feasts import VESAK, VESAK_EAST, Day, from_easter, from_rosh_hashanah


def fixed(month: int, day: int) -> Day:
    """The same day every year."""
    return lambda year: date(year, month, day)


def nth(count: int, weekday: int, month: int, plus: int = 0) -> Day:
    """The month's `count`-th such ISO weekday (-1: the last), and `plus` days more."""

    def day_of_year(year: int) -> date:
        if count > 0:
            first = date(year, month, 1)
            return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (count - 1) + plus)
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
        return last - timedelta((last.isoweekday() - weekday) % 7 - plus)

    return day_of_year


def monday_by(month: int, day: int) -> Day:
    """The last Monday up to a day of the year."""

    def day_of_year(year: int) -> date:
        last = date(year, month, day)
        return last - timedelta(last.weekday())

    return day_of_year


def only(days: str) -> Day:
    """Nothing but these ISO dates."""
    known = {int(day[:4]): date.fromisoformat(day) for day in days.split()}
    return known.get


_BIRTHDAY: Mapping[str, Day] = {"AU": nth(2, 1, 6), "NZ": nth(1, 1, 6)}
_MOTHERS: Mapping[str, Day] = {
    **dict.fromkeys(("US", "CA", "AU", "NZ", "IN", "ZA"), nth(2, 7, 5)),
    **dict.fromkeys(("GB", "IE", "NG"), from_easter(-21)),
}
_FATHERS: Mapping[str, Day] = {
    **dict.fromkeys(("US", "CA", "GB", "IE", "IN", "ZA"), nth(3, 7, 6)),
    **dict.fromkeys(("AU", "NZ"), nth(1, 7, 9)),
}
_VESAK: Mapping[str, Day] = {
    **dict.fromkeys(("LK", "IN", "NP"), VESAK),
    **dict.fromkeys(("SG", "MY", "ID"), VESAK_EAST),
}

NATIONAL: Mapping[str, Mapping[str, Day]] = {
    "thanksgiving": {"CA": nth(2, 1, 10)},
    "thanksgiving day": {"CA": nth(2, 1, 10)},
    "independence day": {
        "US": fixed(7, 4), "IN": fixed(8, 15), "PK": fixed(8, 14), "BD": fixed(3, 26), "LK": fixed(2, 4),
        "NG": fixed(10, 1), "GH": fixed(3, 6), "KE": fixed(12, 12), "UG": fixed(10, 9), "TZ": fixed(12, 9),
        "ZM": fixed(10, 24), "ZW": fixed(4, 18), "MW": fixed(7, 6), "BW": fixed(9, 30), "SL": fixed(4, 27),
        "JM": fixed(8, 6), "TT": fixed(8, 31), "BB": fixed(11, 30), "GY": fixed(5, 26), "PH": fixed(6, 12),
        "MT": fixed(9, 21), "MX": fixed(9, 16), "UA": fixed(8, 24), "PL": fixed(11, 11), "FI": fixed(12, 6),
    },
    "republic day": {
        "IN": fixed(1, 26), "GH": fixed(7, 1), "TT": fixed(9, 24), "IT": fixed(6, 2), "TR": fixed(10, 29),
        "NP": fixed(5, 28), "GY": fixed(2, 23), "KE": fixed(12, 12),
    },
    "national day": {"SG": fixed(8, 9), "MY": fixed(8, 31), "CN": fixed(10, 1), "FR": fixed(7, 14)},
    "victoria day": {"CA": monday_by(5, 24)},
    "family day": {"CA": nth(3, 1, 2), "ZA": from_easter(1)},
    "civic holiday": {"CA": nth(1, 1, 8)},
    "labour day": {
        "CA": nth(1, 1, 9), "NZ": nth(4, 1, 10), "TT": fixed(6, 19), "JM": fixed(5, 23),
        **dict.fromkeys(("IN", "KE", "GH", "SG", "PK", "MY", "LK", "BD", "HK", "UG"), fixed(5, 1)),
    },
    "king's birthday": _BIRTHDAY, "queen's birthday": _BIRTHDAY, "mother's day": _MOTHERS, "mothers' day": _MOTHERS,
    "father's day": _FATHERS, "fathers' day": _FATHERS,
    "human rights day": {"ZA": fixed(3, 21)}, "women's day": {"ZA": fixed(8, 9)}, "youth day": {"ZA": fixed(6, 16)},
    "freedom day": {"ZA": fixed(4, 27)}, "democracy day": {"NG": fixed(6, 12)}, "heroes' day": {"UG": fixed(6, 9)},
    "emancipation day": {**dict.fromkeys(("JM", "TT", "CA", "BB", "GY"), fixed(8, 1)), "US": fixed(4, 16)},
    "constitution day": {"US": fixed(9, 17), "IN": fixed(11, 26), "NO": fixed(5, 17), "MX": fixed(2, 5)},
    "children's day": {"IN": fixed(11, 14), "NG": fixed(5, 27), "JP": fixed(5, 5)},
    "teachers' day": {"IN": fixed(9, 5)}, "defence day": {"PK": fixed(9, 6)},
    "victory day": {"RU": fixed(5, 9), "BD": fixed(12, 16)},
    "early may bank holiday": {"GB": nth(1, 1, 5)}, "spring bank holiday": {"GB": nth(-1, 1, 5)},
    "may bank holiday": {"IE": nth(1, 1, 5)}, "june bank holiday": {"IE": nth(1, 1, 6)},
    "august bank holiday": {"GB": nth(-1, 1, 8), "IE": nth(1, 1, 8)}, "summer bank holiday": {"GB": nth(-1, 1, 8)},
    "october bank holiday": {"IE": nth(-1, 1, 10)},
    "st. brigid's day": {"IE": fixed(2, 1)}, "st brigid's day": {"IE": fixed(2, 1)},
    "simchat torah": {"IL": from_rosh_hashanah(21)},
    "vesak": _VESAK, "vesak day": _VESAK, "wesak": _VESAK, "wesak day": _VESAK,
}  # fmt: skip
"""Name -> ISO country -> the day there; where `HOLIDAYS` has the name as well, that is the day everywhere else."""
