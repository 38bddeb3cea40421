"""Years that do not begin in January: "the 2009-10 financial year" is 2009-04/2010-03 in Britain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from onrecord.normalize.intervals import months
from onrecord.normalize.reading import Evidence, shift_of

FISCAL: Mapping[str, int] = {
    "US": 10, "TH": 10,
    **dict.fromkeys(("GB", "IN", "CA", "ZA", "SG", "HK", "JP", "JM", "MM", "BW", "NA", "LS"), 4),
    **dict.fromkeys(("AU", "NZ", "PK", "BD", "KE", "UG", "TZ", "EG", "MU", "ET"), 7),
    **dict.fromkeys(("IE", "NG", "GH", "PH", "MY", "LK", "ZM", "DE", "FR", "IT", "ES", "CN", "BR", "RU"), 1),
}  # fmt: skip
"""ISO country -> the month in which its public accounts begin."""

_BY_FIRST = frozenset({"JP", "SG"})
"""Where fiscal 2023 is the one that begins in 2023; elsewhere it is the one that ends then."""

SCHOOL: Mapping[str, tuple[int, int]] = {
    "US": (8, 6), "CA": (9, 6), "GB": (9, 7), "IE": (9, 6), "IN": (4, 3), "PK": (4, 3), "NG": (9, 7), "GH": (9, 7),
    "HK": (9, 7), "JM": (9, 6), "TT": (9, 7),
}  # fmt: skip
"""ISO country -> the months in which its school year begins and ends; none of those where it is the calendar year."""

SCHOOLS = frozenset({"school", "academic"})


def split_year(evidence: Evidence) -> str | None:
    """The months from which and to which a year of two calendar years runs; None where the country is not known."""
    country = evidence.get("country", "")
    year = int(evidence["year"])
    year += 2000 if year < 100 else 0
    if (year + 1) % 100 != int(evidence["second"]) % 100:
        return None
    if evidence["kind"] in SCHOOLS:
        return _school_year(year, country)
    month = FISCAL.get(country, 1)
    return f"{year:04}-{month:02}/{year + 1:04}-{month - 1:02}" if month > 1 else None


def _school_year(year: int, country: str) -> str | None:
    begin, end = SCHOOL.get(country, (0, 0))
    return f"{year:04}-{begin:02}/{year + 1:04}-{end:02}" if begin else None


def year_of_accounts(evidence: Evidence, day: date) -> str | None:
    """ "the current fiscal year", "next school year": which one, counted from a day; None where nobody can tell."""
    country, shift = evidence.get("country", ""), shift_of(evidence.get("shift", "this"))
    if evidence["fiscal"] in SCHOOLS:
        begin, end = SCHOOL.get(country, (0, 0))
        running = day.year - (day.month < begin)
        over = day.month < begin and day.month > end  # in the long vacation
        return _school_year(running + shift, country) if begin and not (over and shift == 0) else None
    month = FISCAL.get(country, 1)
    first = day.year - (day.month < month)
    return f"{first + shift + (1 if month > 1 and country not in _BY_FIRST else 0):04}"


def fiscal_interval(value: str, country: str) -> tuple[date, date] | None:
    """First and last day of a fiscal year "2023", or a part "2023-Q2" of it; None where the country is not known."""
    year, _, part = value.partition("-")
    month = FISCAL.get(country)
    if month is None or len(year) != 4 or not year.isdigit() or part[:1] not in ("Q", "H", ""):
        return None
    first = int(year) - (1 if month > 1 and country not in _BY_FIRST else 0)
    length = {"Q": 3, "H": 6, "": 12}[part[:1]]
    past = length * (int(part[1:]) - 1) if part else 0
    try:
        return months(first + (month - 1 + past) // 12, (month - 1 + past) % 12 + 1, length)
    except ValueError:  # outside the calendar
        return None
