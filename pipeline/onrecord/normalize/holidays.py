"""Named days: the day, or the days, on which a holiday falls in a given year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from onrecord.normalize import feasts
from onrecord.normalize.feasts import Day, from_easter, from_rosh_hashanah, islamic, seen
from onrecord.normalize.national_days import NATIONAL, fixed, nth, only


def shifted(day: Day, days: int) -> Day:
    """So many days after another feast."""

    def day_of_year(year: int) -> date | None:
        found = day(year)
        return found + timedelta(days) if found else None

    return day_of_year


_EID_AL_FITR = seen(feasts.EID_AL_FITR, islamic(10, 1))

SIGHTED: Mapping[str, Day] = {
    **dict.fromkeys(
        ("eid al-fitr", "eid-al-fitr", "eid ul-fitr", "eid-ul-fitr", "hari raya aidilfitri", "hari raya puasa"),
        _EID_AL_FITR,
    ),
    **dict.fromkeys(
        ("eid al-adha", "eid-al-adha", "eid ul-adha", "eid-ul-adha", "eid-ul-azha", "bakrid", "hari raya haji"),
        seen(feasts.EID_AL_ADHA, islamic(12, 10)),
    ),
    "islamic new year": islamic(1, 1), "ashura": islamic(1, 10), "muharram": islamic(1, 1),
    **dict.fromkeys(("mawlid", "eid milad-un-nabi", "milad-un-nabi"), islamic(3, 12)),
    "nowruz": fixed(3, 21), "janmashtami": feasts.JANMASHTAMI, "ram navami": feasts.RAM_NAVAMI,
    "makar sankranti": fixed(1, 14), "pongal": fixed(1, 15), "qingming": fixed(4, 4), "ching ming": fixed(4, 4),
    **dict.fromkeys(("vaisakhi", "baisakhi", "pohela boishakh"), fixed(4, 14)), "onam": feasts.ONAM,
}  # fmt: skip
"""Days that the moon's or sun's sight, or the place, may move by one: the value is the calendar's, and APPROX."""

PERIODS: Mapping[str, tuple[Day, Day]] = {
    "ramadan": (islamic(9, 1), shifted(_EID_AL_FITR, -1)), "ramzan": (islamic(9, 1), shifted(_EID_AL_FITR, -1)),
    "lent": (from_easter(-46), from_easter(-1)), "holy week": (from_easter(-7), from_easter(-1)),
    "easter week": (from_easter(-7), from_easter(-1)), "easter weekend": (from_easter(-2), from_easter(1)),
    "thanksgiving weekend": (nth(4, 4, 11), nth(4, 4, 11, 3)),
    "memorial day weekend": (nth(-1, 1, 5, -2), nth(-1, 1, 5)),
    "labor day weekend": (nth(1, 1, 9, -2), nth(1, 1, 9)), "kwanzaa": (fixed(12, 26), fixed(12, 31)),
}  # fmt: skip
"""Lower-case name -> its first day and its last."""

HOLIDAYS: Mapping[str, Day] = {
    "new year's day": fixed(1, 1), "new year's eve": fixed(12, 31), "hogmanay": fixed(12, 31), "epiphany": fixed(1, 6),
    "orthodox christmas": fixed(1, 7), "twelfth night": fixed(1, 5), "candlemas": fixed(2, 2),
    "valentine's day": fixed(2, 14), "leap day": lambda year: date(year, 2, 29) if _leap(year) else None,
    **dict.fromkeys(("st. patrick's day", "st patrick's day", "saint patrick's day"), fixed(3, 17)),
    **dict.fromkeys(("april fools' day", "april fool's day"), fixed(4, 1)), "may day": fixed(5, 1),
    **dict.fromkeys(("halloween", "hallowe'en"), fixed(10, 31)), "all saints' day": fixed(11, 1),
    "all souls' day": fixed(11, 2), "assumption day": fixed(8, 15), "michaelmas": fixed(9, 29),
    "christmas eve": fixed(12, 24), **dict.fromkeys(("christmas day", "christmas"), fixed(12, 25)),
    **dict.fromkeys(("boxing day", "st. stephen's day", "st stephen's day"), fixed(12, 26)),
    "burns night": fixed(1, 25),
    **dict.fromkeys(("bonfire night", "guy fawkes night"), fixed(11, 5)),
    "good friday": from_easter(-2), "easter sunday": from_easter(0), "easter monday": from_easter(1),
    "easter": from_easter(0), "ash wednesday": from_easter(-46), "palm sunday": from_easter(-7),
    **dict.fromkeys(("maundy thursday", "holy thursday"), from_easter(-3)), "holy saturday": from_easter(-1),
    **dict.fromkeys(("shrove tuesday", "pancake day", "mardi gras"), from_easter(-47)),
    "mothering sunday": from_easter(-21), "ascension day": from_easter(39), "corpus christi": from_easter(60),
    **dict.fromkeys(("pentecost", "whitsun", "whit sunday"), from_easter(49)), "whit monday": from_easter(50),
    **dict.fromkeys(("orthodox easter", "greek easter"), feasts.orthodox_easter),
    **dict.fromkeys(("martin luther king jr. day", "martin luther king day", "mlk day"), nth(3, 1, 1)),
    "groundhog day": fixed(2, 2), "lincoln's birthday": fixed(2, 12), "flag day": fixed(6, 14),
    **dict.fromkeys(("presidents' day", "presidents day", "president's day", "washington's birthday"), nth(3, 1, 2)),
    "inauguration day": lambda year: date(year, 1, 20) if year % 4 == 1 else None,
    "super tuesday": only("2008-02-05 2012-03-06 2016-03-01 2020-03-03 2024-03-05"),
    "memorial day": nth(-1, 1, 5), "juneteenth": fixed(6, 19), "labor day": nth(1, 1, 9),
    "patriots' day": nth(3, 1, 4), "patriot day": fixed(9, 11), "pearl harbor day": fixed(12, 7),
    **dict.fromkeys(("columbus day", "indigenous peoples' day", "indigenous people's day"), nth(2, 1, 10)),
    "election day": nth(1, 1, 11, 1), "veterans day": fixed(11, 11),
    **dict.fromkeys(("thanksgiving day", "thanksgiving"), nth(4, 4, 11)), "black friday": nth(4, 4, 11, 1),
    "small business saturday": nth(4, 4, 11, 2), "cyber monday": nth(4, 4, 11, 4), "giving tuesday": nth(4, 4, 11, 5),
    "cinco de mayo": fixed(5, 5), "armistice day": fixed(11, 11), "remembrance day": fixed(11, 11),
    "remembrance sunday": nth(2, 7, 11), "ve day": fixed(5, 8), "vj day": fixed(8, 15), "canada day": fixed(7, 1),
    "australia day": fixed(1, 26), "anzac day": fixed(4, 25), "waitangi day": fixed(2, 6), "matariki": feasts.MATARIKI,
    "melbourne cup day": nth(1, 2, 11), "gandhi jayanti": fixed(10, 2), "ambedkar jayanti": fixed(4, 14),
    "bastille day": fixed(7, 14), "german unity day": fixed(10, 3), "heritage day": fixed(9, 24),
    "merdeka day": fixed(8, 31), "malaysia day": fixed(9, 16), "rizal day": fixed(12, 30), "pakistan day": fixed(3, 23),
    "madaraka day": fixed(6, 1), "mashujaa day": fixed(10, 20), "jamhuri day": fixed(12, 12),
    "africa day": fixed(5, 25),
    "day of reconciliation": fixed(12, 16), "day of goodwill": fixed(12, 26), "mandela day": fixed(7, 18),
    **dict.fromkeys(("st. andrew's day", "st andrew's day"), fixed(11, 30)),
    **dict.fromkeys(("st. george's day", "st george's day"), fixed(4, 23)),
    **dict.fromkeys(("st. david's day", "st david's day"), fixed(3, 1)),
    "national day for truth and reconciliation": fixed(9, 30), "national indigenous peoples day": fixed(6, 21),
    **dict.fromkeys(("international women's day", "women's day"), fixed(3, 8)), "world health day": fixed(4, 7),
    "earth day": fixed(4, 22), "world press freedom day": fixed(5, 3), "world environment day": fixed(6, 5),
    "world refugee day": fixed(6, 20), "world aids day": fixed(12, 1), "human rights day": fixed(12, 10),
    "international holocaust remembrance day": fixed(1, 27), "international mother language day": fixed(2, 21),
    **dict.fromkeys(("international workers' day", "workers' day", "workers day"), fixed(5, 1)),
    "purim": from_rosh_hashanah(-193), "passover": from_rosh_hashanah(-163), "shavuot": from_rosh_hashanah(-113),
    **dict.fromkeys(("tisha b'av", "tisha be'av"), feasts.tisha_bav),
    **dict.fromkeys(("rosh hashanah", "jewish new year"), from_rosh_hashanah(0)), "yom kippur": from_rosh_hashanah(9),
    "sukkot": from_rosh_hashanah(14), "simchat torah": from_rosh_hashanah(22),
    **dict.fromkeys(("hanukkah", "chanukah"), feasts.hanukkah),
    **dict.fromkeys(("lunar new year", "chinese new year"), feasts.LUNAR_NEW_YEAR),
    **dict.fromkeys(("mid-autumn festival", "chuseok"), feasts.MID_AUTUMN), "dragon boat festival": feasts.DRAGON_BOAT,
    **dict.fromkeys(("diwali", "deepavali", "divali"), feasts.DIWALI), "holi": feasts.HOLI,
    **dict.fromkeys(("dussehra", "vijayadashami"), feasts.DUSSEHRA), "raksha bandhan": feasts.RAKSHA_BANDHAN,
    **dict.fromkeys(("maha shivaratri", "mahashivratri"), feasts.MAHA_SHIVARATRI),
    "ganesh chaturthi": feasts.GANESH_CHATURTHI, "guru nanak jayanti": feasts.GURU_NANAK,
    "buddha purnima": feasts.VESAK,
    **SIGHTED,
}  # fmt: skip
"""Lower-case name -> its day, where all countries agree, or one country's day is meant."""

NAMES = frozenset({*HOLIDAYS, *PERIODS, *NATIONAL, "eid"})
"""All names; of "Eid", which may be either, no day is known."""


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def day_of(name: str, year: int, country: str | None = None) -> str | None:
    """The ISO date of a holiday in a year, or "first/last"; None where its day, or whose it is, is not known."""
    rule = NATIONAL.get(name, {}).get(country or "") or HOLIDAYS.get(name)
    days = [rule] if rule else PERIODS.get(name, ())
    try:
        found = [day(year) for day in days]
    except (ValueError, OverflowError):  # beyond the calendar
        return None
    return "/".join(day.isoformat() for day in found if day) if all(found) and found else None
