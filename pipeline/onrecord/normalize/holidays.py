"""Named days: the day on which a holiday falls in a given year, by rule, and by country where countries differ."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from onrecord.normalize.feasts import (
    DIWALI,
    EID_AL_ADHA,
    EID_AL_FITR,
    HOLI,
    LUNAR_NEW_YEAR,
    Day,
    from_easter,
    from_rosh_hashanah,
    hanukkah,
    islamic,
    orthodox_easter,
    seen,
)


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


SIGHTED: Mapping[str, Day] = {
    **dict.fromkeys(("eid al-fitr", "eid-al-fitr", "eid ul-fitr"), seen(EID_AL_FITR, islamic(10, 1))),
    **dict.fromkeys(("eid al-adha", "eid-al-adha", "eid ul-adha"), seen(EID_AL_ADHA, islamic(12, 10))),
    "islamic new year": islamic(1, 1), "ashura": islamic(1, 10), "mawlid": islamic(3, 12),
}  # fmt: skip
"""Days that the sight of the moon may move by one: the value is the calendar's, and APPROX."""

HOLIDAYS: Mapping[str, Day] = {
    "new year's day": fixed(1, 1), "new year's eve": fixed(12, 31), "epiphany": fixed(1, 6),
    "valentine's day": fixed(2, 14), "st. patrick's day": fixed(3, 17), "st patrick's day": fixed(3, 17),
    "april fools' day": fixed(4, 1), "halloween": fixed(10, 31), "all saints' day": fixed(11, 1),
    "christmas eve": fixed(12, 24), "christmas day": fixed(12, 25), "christmas": fixed(12, 25),
    "boxing day": fixed(12, 26), "burns night": fixed(1, 25), "bonfire night": fixed(11, 5),
    "good friday": from_easter(-2), "easter sunday": from_easter(0), "easter monday": from_easter(1),
    "easter": from_easter(0), "ash wednesday": from_easter(-46), "palm sunday": from_easter(-7),
    "maundy thursday": from_easter(-3), "shrove tuesday": from_easter(-47), "mardi gras": from_easter(-47),
    "ascension day": from_easter(39), "pentecost": from_easter(49), "whit monday": from_easter(50),
    "orthodox easter": orthodox_easter,
    "martin luther king jr. day": nth(3, 1, 1), "martin luther king day": nth(3, 1, 1), "mlk day": nth(3, 1, 1),
    "groundhog day": fixed(2, 2), "presidents' day": nth(3, 1, 2), "presidents day": nth(3, 1, 2),
    "memorial day": nth(-1, 1, 5), "juneteenth": fixed(6, 19), "labor day": nth(1, 1, 9),
    "columbus day": nth(2, 1, 10), "indigenous peoples' day": nth(2, 1, 10), "election day": nth(1, 1, 11, 1),
    "veterans day": fixed(11, 11), "thanksgiving day": nth(4, 4, 11), "thanksgiving": nth(4, 4, 11),
    "black friday": nth(4, 4, 11, 1), "cyber monday": nth(4, 4, 11, 4), "cinco de mayo": fixed(5, 5),
    "armistice day": fixed(11, 11), "remembrance day": fixed(11, 11), "remembrance sunday": nth(2, 7, 11),
    "canada day": fixed(7, 1), "australia day": fixed(1, 26), "anzac day": fixed(4, 25), "waitangi day": fixed(2, 6),
    "gandhi jayanti": fixed(10, 2), "bastille day": fixed(7, 14), "st. andrew's day": fixed(11, 30),
    "st. george's day": fixed(4, 23), "st. david's day": fixed(3, 1), "heritage day": fixed(9, 24),
    "international women's day": fixed(3, 8), "earth day": fixed(4, 22), "world aids day": fixed(12, 1),
    "international workers' day": fixed(5, 1), "human rights day": fixed(12, 10),
    "purim": from_rosh_hashanah(-193), "passover": from_rosh_hashanah(-163), "shavuot": from_rosh_hashanah(-113),
    "rosh hashanah": from_rosh_hashanah(0), "yom kippur": from_rosh_hashanah(9), "sukkot": from_rosh_hashanah(14),
    "hanukkah": hanukkah, "chanukah": hanukkah,
    "lunar new year": LUNAR_NEW_YEAR, "chinese new year": LUNAR_NEW_YEAR, "diwali": DIWALI, "holi": HOLI,
    **SIGHTED,
}  # fmt: skip
"""Lower-case name -> its day, where all countries agree, or one country's day is meant."""

NATIONAL: Mapping[str, Mapping[str, Day]] = {
    "thanksgiving": {"CA": nth(2, 1, 10)},
    "thanksgiving day": {"CA": nth(2, 1, 10)},
    "independence day": {
        "US": fixed(7, 4), "IN": fixed(8, 15), "PK": fixed(8, 14), "BD": fixed(3, 26), "NG": fixed(10, 1),
        "GH": fixed(3, 6), "KE": fixed(12, 12), "UG": fixed(10, 9), "JM": fixed(8, 6), "PH": fixed(6, 12),
        "MX": fixed(9, 16), "UA": fixed(8, 24), "PL": fixed(11, 11),
    },
    "republic day": {"IN": fixed(1, 26), "IT": fixed(6, 2), "TR": fixed(10, 29), "NP": fixed(5, 28)},
    "labour day": {
        "CA": nth(1, 1, 9), "NZ": nth(4, 1, 10), "IN": fixed(5, 1), "KE": fixed(5, 1), "GH": fixed(5, 1),
        "SG": fixed(5, 1), "PK": fixed(5, 1),
    },
    "mother's day": {
        **dict.fromkeys(("US", "CA", "AU", "NZ", "IN", "ZA"), nth(2, 7, 5)),
        **dict.fromkeys(("GB", "IE"), from_easter(-21)),
    },
    "father's day": {
        **dict.fromkeys(("US", "CA", "GB", "IE", "IN", "ZA"), nth(3, 7, 6)),
        **dict.fromkeys(("AU", "NZ"), nth(1, 7, 9)),
    },
    "freedom day": {"ZA": fixed(4, 27)},
    "early may bank holiday": {"GB": nth(1, 1, 5)}, "spring bank holiday": {"GB": nth(-1, 1, 5)},
    "august bank holiday": {"GB": nth(-1, 1, 8), "IE": nth(1, 1, 8)},
    "summer bank holiday": {"GB": nth(-1, 1, 8)},
}  # fmt: skip
"""Name -> ISO country -> the day there; where `HOLIDAYS` has the name as well, that is the day everywhere else."""


def day_of(name: str, year: int, country: str | None = None) -> str | None:
    """The ISO date of a holiday in a year; None where the country that settles it, or its day, is not known."""
    rule = NATIONAL.get(name, {}).get(country or "") or HOLIDAYS.get(name)
    day = rule(year) if rule else None
    return day.isoformat() if day else None
