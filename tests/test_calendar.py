"""The calendar: on which days named days fall, and from when to when a TIMEX3 value goes."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.normalize.holidays import NAMES, day_of
from onrecord.normalize.intervals import interval


@pytest.mark.parametrize(
    ("name", "day", "country"),
    [
        ("easter", "1818-03-22", None),
        ("easter", "1943-04-25", None),
        ("easter", "2038-04-25", None),
        ("good friday", "2024-03-29", None),
        ("orthodox easter", "2024-05-05", None),
        ("thanksgiving", "2023-11-23", None),
        ("thanksgiving", "2023-10-09", "CA"),
        ("election day", "2022-11-08", None),
        ("memorial day", "2024-05-27", None),
        ("rosh hashanah", "2024-10-03", None),
        ("passover", "2024-04-23", None),
        ("yom kippur", "2022-10-05", None),
        ("hanukkah", "2023-12-08", None),
        ("eid al-fitr", "2024-04-10", None),
        ("lunar new year", "2024-02-10", None),
        ("diwali", "2021-11-04", None),
        ("independence day", "2024-08-15", "IN"),
        ("independence day", "2024-07-04", "US"),
        ("mother's day", "2024-03-10", "GB"),
        ("victoria day", "2023-05-22", "CA"),
        ("vesak", "2023-06-02", "SG"),
        ("vesak", "2023-05-05", "LK"),
        ("human rights day", "2024-03-21", "ZA"),
        ("human rights day", "2024-12-10", None),
        ("tisha b'av", "2022-08-07", None),
        ("dussehra", "2023-10-24", "IN"),
        ("lent", "2024-02-14/2024-03-30", None),
        ("king's birthday", "2024-06-10", "AU"),
    ],
)
def test_holiday(name: str, day: str, country: str | None) -> None:
    assert day_of(name, int(day[:4]), country) == day


def test_no_country_no_day() -> None:
    assert day_of("independence day", 2024) is None
    assert day_of("diwali", 1950) is None
    assert day_of("eid", 2024) is None
    assert day_of("labour day", 2024, "AU") is None


@pytest.mark.parametrize("year", [1, 9999])
def test_named_days_at_the_ends_of_the_calendar(year: int) -> None:
    found = {name: day_of(name, year, "US") for name in NAMES}
    assert found["christmas"] == f"{year:04}-12-25"
    assert found["ramadan"] is None


@pytest.mark.parametrize(
    ("value", "begin", "end"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2020-W53", (2020, 12, 28), (2021, 1, 3)),
        ("2024-W07-WE", (2024, 2, 17), (2024, 2, 18)),
        ("2024-Q4", (2024, 10, 1), (2024, 12, 31)),
        ("2024-H2", (2024, 7, 1), (2024, 12, 31)),
        ("2023-WI", (2023, 12, 1), (2024, 2, 29)),
        ("197", (1970, 1, 1), (1979, 12, 31)),
        ("18", (1800, 1, 1), (1899, 12, 31)),
        ("2024-06-12T16:00", (2024, 6, 12), (2024, 6, 12)),
    ],
)
def test_interval(value: str, begin: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    assert interval(value) == (date(*begin), date(*end))


@pytest.mark.parametrize("value", ["2023-02-29", "2023-W53", "2024-13", "XXXX-03", "P3D", "PAST_REF", "9999-WI"])
def test_no_interval(value: str) -> None:
    assert interval(value) is None
