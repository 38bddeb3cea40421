"""Dates written in every supported form come back, whatever the day of publication; no text breaks the component."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import onrecord
from onrecord.components.family import mentions
from onrecord.components.resolve.dates import resolve_dates
from onrecord.model import DateValue, Mention
from onrecord.normalize.dates import normalize_date
from onrecord.normalize.intervals import month_day

MONTHS = "January February March April May June July August September October November December".split()
SHORT = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
ORDINALS = ("first", "second", "third", "fourth")

days = st.dates(date(1701, 1, 1), date(2099, 12, 31))
publications = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.fixture(scope="module")
def bare() -> Language:
    """English without a parser, and the dates: what the grammar gives by itself."""
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord_dates")
    return nlp


def read(nlp: Language, text: str, published: date | None) -> list[tuple[Mention, DateValue]]:
    doc = nlp.make_doc(text)
    doc._.published = published.isoformat() if published else None
    return _read(nlp, doc, published)


def _read(nlp: Language, doc: Doc, published: date | None) -> list[tuple[Mention, DateValue]]:
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    resolve_dates(doc)
    return _valued(doc, published)


def _valued(doc: Doc, published: date | None) -> list[tuple[Mention, DateValue]]:
    found = [(m, normalize_date(dataclasses.replace(m, reference=published))) for m in mentions(doc, "dates")]
    return [(m, value) for m, value in found if value is not None]


def ordinal(n: int) -> str:
    ending = "th" if 10 < n < 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def quarter(day: date) -> int:
    return (day.month + 2) // 3


EXPLICIT: dict[str, tuple[Callable[[date], str], Callable[[date], str]]] = {
    "month-day-year": (lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}", date.isoformat),
    "no-comma": (lambda d: f"{MONTHS[d.month - 1]} {d.day} {d.year}", date.isoformat),
    "ordinal-day": (lambda d: f"{MONTHS[d.month - 1]} {ordinal(d.day)}, {d.year}", date.isoformat),
    "short-month": (lambda d: f"{SHORT[d.month - 1]} {d.day}, {d.year}", date.isoformat),
    "british": (lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}", date.isoformat),
    "british-ordinal": (lambda d: f"the {ordinal(d.day)} of {MONTHS[d.month - 1]}, {d.year}", date.isoformat),
    "weekday": (
        lambda d: f"{WEEKDAYS[d.weekday()]}, {MONTHS[d.month - 1]} {d.day}, {d.year}",
        date.isoformat,
    ),
    "british-weekday": (lambda d: f"{WEEKDAYS[d.weekday()]} {d.day} {MONTHS[d.month - 1]} {d.year}", date.isoformat),
    "iso": (date.isoformat, date.isoformat),
    "morning": (
        lambda d: f"the morning of {MONTHS[d.month - 1]} {d.day}, {d.year}",
        lambda d: f"{d.isoformat()}TMO",
    ),
    "clock": (
        lambda d: f"4:30 p.m. {MONTHS[d.month - 1]} {d.day}, {d.year}",
        lambda d: f"{d.isoformat()}T16:30",
    ),
    "month-year": (lambda d: f"{MONTHS[d.month - 1]} {d.year}", lambda d: d.isoformat()[:7]),
    "early-month": (lambda d: f"early {MONTHS[d.month - 1]} {d.year}", lambda d: d.isoformat()[:7]),
    "year": (lambda d: f"{d.year}", lambda d: f"{d.year}"),
    "late-year": (lambda d: f"late {d.year}", lambda d: f"{d.year}"),
    "quarter": (lambda d: f"the {ORDINALS[quarter(d) - 1]} quarter of {d.year}", lambda d: f"{d.year}-Q{quarter(d)}"),
    "q": (lambda d: f"Q{quarter(d)} {d.year}", lambda d: f"{d.year}-Q{quarter(d)}"),
    "half": (
        lambda d: f"the {ORDINALS[d.month // 7]} half of {d.year}",
        lambda d: f"{d.year}-H{d.month // 7 + 1}",
    ),
    "season": (lambda d: f"the summer of {d.year}", lambda d: f"{d.year}-SU"),
    "decade": (lambda d: f"the {d.year // 10}0s", lambda d: f"{d.year // 10}"),
    "part-of-decade": (lambda d: f"the mid-{d.year // 10}0s", lambda d: f"{d.year // 10}"),
    "hyphens": (lambda d: f"{d.day}-{MONTHS[d.month - 1][:3]}-{d.year}", date.isoformat),
    "slashes": (lambda d: d.isoformat().replace("-", "/"), date.isoformat),
    "day-word": (lambda d: f"{MONTHS[d.month - 1]} the first, {d.year}", lambda d: f"{d.isoformat()[:8]}01"),
    "end-of-month": (lambda d: f"the end of {MONTHS[d.month - 1]} {d.year}", lambda d: d.isoformat()[:7]),
    "the-year": (lambda d: f"the end of the year {d.year}", lambda d: f"{d.year}"),
    "months": (
        lambda d: f"the {MONTHS[quarter(d) * 3 - 3]}-{MONTHS[quarter(d) * 3 - 1]} quarter of {d.year}",
        lambda d: f"{d.year}-Q{quarter(d)}",
    ),
    "4q": (lambda d: f"{quarter(d)}Q {d.year}", lambda d: f"{d.year}-Q{quarter(d)}"),
    "h": (lambda d: f"H{d.month // 7 + 1} {d.year}", lambda d: f"{d.year}-H{d.month // 7 + 1}"),
    "fiscal": (lambda d: f"fiscal {d.year}", lambda d: f"{d.year}"),
    "fiscal-quarter": (
        lambda d: f"the {ORDINALS[quarter(d) - 1]} quarter of fiscal {d.year}",
        lambda d: f"{d.year}-Q{quarter(d)}",
    ),
    "holiday": (lambda d: f"Christmas {d.year}", lambda d: f"{d.year}-12-25"),
    "night": (lambda d: f"the night of {d.day} {MONTHS[d.month - 1]} {d.year}", lambda d: f"{d.isoformat()}TNI"),
    "zone": (
        lambda d: f"16:30 GMT on {d.day} {MONTHS[d.month - 1]} {d.year}",
        lambda d: f"{d.isoformat()}T16:30",
    ),
    "four-digits": (
        lambda d: f"0735 GMT on {MONTHS[d.month - 1]} {d.day}, {d.year}",
        lambda d: f"{d.isoformat()}T07:35",
    ),
    "noon": (lambda d: f"noon on {MONTHS[d.month - 1]} {d.day}, {d.year}", lambda d: f"{d.isoformat()}T12:00"),
    "century": (lambda d: f"the {ordinal(d.year // 100 + 1)} century", lambda d: f"{d.year // 100}"),
}


@pytest.mark.parametrize("form", EXPLICIT)
@settings(max_examples=40, deadline=None)
@given(day=days, published=st.none() | publications)
def test_explicit_dates_come_back(bare: Language, form: str, day: date, published: date | None) -> None:
    write, value = EXPLICIT[form]
    text = f"The harbor was closed in {write(day)}, and nobody said why."
    found = [(m.text, v.value, v.anchor, v.conflict) for m, v in read(bare, text, published)]
    assert found == [(write(day), value(day), "text", None)]


def week(day: date) -> str:
    iso = day.isocalendar()
    return f"{iso.year}-W{iso.week:02}"


RELATIVE: dict[str, tuple[Callable[[int], str], Callable[[date, int], str]]] = {
    "days ago": (lambda n: f"{n} days ago", lambda p, n: (p - timedelta(n)).isoformat()),
    "weeks ago": (lambda n: f"{n} weeks ago", lambda p, n: week(p - timedelta(7 * n))),
    "months ago": (lambda n: f"{n} months ago", lambda p, n: month_day(p, -n).isoformat()[:7]),
    "years ago": (lambda n: f"{n} years ago", lambda p, n: f"{p.year - n}"),
    "days from now": (lambda n: f"{n} days from now", lambda p, n: (p + timedelta(n)).isoformat()),
    "yesterday": (lambda n: "yesterday", lambda p, n: (p - timedelta(1)).isoformat()),
    "tomorrow": (lambda n: "tomorrow", lambda p, n: (p + timedelta(1)).isoformat()),
    "last week": (lambda n: "last week", lambda p, n: week(p - timedelta(7))),
    "next week": (lambda n: "next week", lambda p, n: week(p + timedelta(7))),
    "last month": (lambda n: "last month", lambda p, n: month_day(p, -1).isoformat()[:7]),
    "this year": (lambda n: "this year", lambda p, n: f"{p.year}"),
    "next year": (lambda n: "next year", lambda p, n: f"{p.year + 1}"),
    "last quarter": (
        lambda n: "last quarter",
        lambda p, n: f"{month_day(p, -3).year}-Q{quarter(month_day(p, -3))}",
    ),
    "for n days": (lambda n: f"{n} days", lambda p, n: f"P{n}D"),
    "for n years": (lambda n: f"{n} years", lambda p, n: f"P{n}Y"),
    "every n weeks": (lambda n: f"every {n} weeks", lambda p, n: f"P{n}W"),
    "for several months": (lambda n: "several months", lambda p, n: "PXM"),
    "more than n hours": (lambda n: f"more than {n} hours", lambda p, n: f"PT{n}H"),
    "every Tuesday": (lambda n: "every Tuesday", lambda p, n: "XXXX-WXX-2"),
    "each July": (lambda n: "each July", lambda p, n: "XXXX-07"),
    "daily": (lambda n: "daily", lambda p, n: "P1D"),
    "today": (lambda n: "today", lambda p, n: p.isoformat()),
    "tonight": (lambda n: "tonight", lambda p, n: f"{p.isoformat()}TNI"),
    "this morning": (lambda n: "this morning", lambda p, n: f"{p.isoformat()}TMO"),
    "last night": (lambda n: "last night", lambda p, n: f"{p - timedelta(1)}TNI"),
    "at noon": (lambda n: "noon", lambda p, n: f"{p.isoformat()}T12:00"),
    "at 4 pm": (lambda n: "4 pm", lambda p, n: f"{p.isoformat()}T16:00"),
    "day after tomorrow": (lambda n: "the day after tomorrow", lambda p, n: (p + timedelta(2)).isoformat()),
    "week before last": (lambda n: "the week before last", lambda p, n: week(p - timedelta(14))),
    "two weeks from today": (lambda n: "two weeks from today", lambda p, n: (p + timedelta(14)).isoformat()),
    "this weekend": (lambda n: "next weekend", lambda p, n: f"{week(p + timedelta(7))}-WE"),
    "this decade": (lambda n: "this decade", lambda p, n: f"{p.year // 10}"),
    "this century": (lambda n: "this century", lambda p, n: f"{p.year // 100}"),
    "later this year": (lambda n: "later this year", lambda p, n: f"{p.year}"),
    "the end of next month": (lambda n: "the end of next month", lambda p, n: month_day(p, 1).isoformat()[:7]),
    "July last year": (lambda n: "July last year", lambda p, n: f"{p.year - 1}-07"),
    "recently": (lambda n: "recently", lambda p, n: "PAST_REF"),
}


@pytest.mark.parametrize("form", RELATIVE)
@settings(max_examples=25, deadline=None)
@given(published=publications, n=st.integers(2, 200))
def test_relative_dates_count_from_publication(bare: Language, form: str, published: date, n: int) -> None:
    write, value = RELATIVE[form]
    found = [(m.text, v.value) for m, v in read(bare, f"The harbor was closed {write(n)}.", published)]
    assert found == [(write(n), value(published, n))]


@given(published=publications, back=st.integers(0, 6))
def test_a_weekday_is_the_last_one_of_that_name(bare: Language, published: date, back: int) -> None:
    day = published - timedelta(back)
    [(mention, value)] = read(bare, f"The harbor was closed on {WEEKDAYS[day.weekday()]}.", published)
    assert (mention.text, value.value, value.begin, value.end) == (
        WEEKDAYS[day.weekday()],
        day.isoformat(),
        day.isoformat(),
        day.isoformat(),
    )


@given(published=publications, away=st.integers(-180, 180))
def test_a_month_and_day_is_the_nearest_one(bare: Language, published: date, away: int) -> None:
    day = published + timedelta(away)
    [(_, value)] = read(bare, f"The harbor is closed on {MONTHS[day.month - 1]} {day.day}.", published)
    assert value.value == day.isoformat() or (day.month, day.day) == (2, 29)


RANGES: dict[str, Callable[[date, date], str]] = {
    "american": lambda a, b: f"{MONTHS[a.month - 1]} {a.day}-{b.day}, {a.year}",
    "british": lambda a, b: f"{a.day} to {b.day} {MONTHS[a.month - 1]} {a.year}",
    "list": lambda a, b: f"{MONTHS[a.month - 1]} {a.day} and {b.day}, {a.year}",
    "whole": lambda a, b: f"{a.day} {MONTHS[a.month - 1]} {a.year} to {b.day} {MONTHS[b.month - 1]} {b.year}",
}


@pytest.mark.parametrize("form", RANGES)
@settings(max_examples=30, deadline=None)
@given(day=days, published=st.none() | publications)
def test_both_ends_of_a_range_come_back(bare: Language, form: str, day: date, published: date | None) -> None:
    first, last = day.replace(day=day.day % 14 + 1), day.replace(day=day.day % 14 + 9)
    found = read(bare, f"The harbor was closed {RANGES[form](first, last)}.", published)
    assert [v.value for _, v in found] == [first.isoformat(), last.isoformat()]


@given(day=days, published=st.none() | publications, sep=st.sampled_from("/.-"))
def test_a_numeric_date_is_no_guess(bare: Language, day: date, published: date | None, sep: str) -> None:
    [(_, value)] = read(bare, f"It closed on {day.month}{sep}{day.day}{sep}{day.year}.", published)
    both = {day.isoformat(), *([f"{day.year}-{day.day:02}-{day.month:02}"] if day.day <= 12 else [])}
    assert (value.value, set(value.candidates)) == ((day.isoformat(), set()) if len(both) == 1 else (None, both))


@given(published=publications, month=st.integers(1, 12))
def test_last_and_next_month_of_a_name(bare: Language, published: date, month: int) -> None:
    text = f"It closed last {MONTHS[month - 1]} and opens next {MONTHS[month - 1]}."
    last = published.year - (month >= published.month)
    later = published.year + (month <= published.month)
    assert [v.value for _, v in read(bare, text, published)] == [f"{last}-{month:02}", f"{later}-{month:02}"]


@given(published=publications, weekday=st.integers(0, 6))
def test_last_and_next_weekday_of_a_name(bare: Language, published: date, weekday: int) -> None:
    name = WEEKDAYS[weekday]
    back, ahead = (published.weekday() - weekday) % 7 or 7, (weekday - published.weekday()) % 7 or 7
    found = read(bare, f"It closed last {name} and opens next {name}.", published)
    assert [v.value for _, v in found] == [
        (published - timedelta(back)).isoformat(),
        (published + timedelta(ahead)).isoformat(),
    ]


@given(day=days, published=publications)
def test_a_wrong_weekday_is_noted(bare: Language, day: date, published: date) -> None:
    wrong = WEEKDAYS[(day.weekday() + 1) % 7]
    text = f"It closed on {wrong}, {MONTHS[day.month - 1]} {day.day}, {day.year}."
    [(_, value)] = read(bare, text, published)
    assert (value.value, value.conflict) == (day.isoformat(), f"{day} is a {day:%A}")


ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
TEENS = [*ONES, "seventeen", "eighteen", "nineteen"]
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def spoken(n: int) -> str:
    return TEENS[n] if n < 20 else TENS[n // 10 - 2] + (f"-{TEENS[n % 10]}" if n % 10 else "")


spoken_years = st.integers(1800, 2099).filter(lambda year: year % 100 and not 2000 < year < 2010)


@given(year=spoken_years, published=st.none() | publications)
def test_spoken_years_come_back(bare: Language, year: int, published: date | None) -> None:
    words = f"{spoken(year // 100)} {'oh ' * (year % 100 < 10)}{spoken(year % 100)}"
    found = read(bare, f"The harbor was closed in {words}.", published)
    assert [(m.text, v.value) for m, v in found] == [(words, f"{year}")]


@given(ago=st.integers(0, 80), published=publications, sign=st.sampled_from("'’"))
def test_short_years_are_of_the_century_that_lies_behind(bare: Language, ago: int, published: date, sign: str) -> None:
    short = f"{sign}{(published.year - ago) % 100:02}"
    found = read(bare, f"The harbor was closed in the summer of {short}.", published)
    assert [(m.text, v.value) for m, v in found] == [(f"the summer of {short}", f"{published.year - ago}-SU")]


@given(year=st.integers(1900, 2098), published=st.none() | publications, short=st.booleans())
def test_school_years_come_back(bare: Language, year: int, published: date | None, short: bool) -> None:
    words = f"the {year}-{(year + 1) % 100:02} school year" if short else f"the {year}-{year + 1} academic year"
    doc = bare.make_doc(f"The harbor was closed in {words}.")
    doc._.published, doc._.country = published and published.isoformat(), "US"
    found = [(m.text, v.begin and v.begin[:4], v.end and v.end[:4]) for m, v in _read(bare, doc, published)]
    assert found == [(words, f"{year}", f"{year + 1}")]


@given(back=st.integers(0, 20), published=publications)
def test_an_ordinal_alone_is_a_day_near_publication(bare: Language, back: int, published: date) -> None:
    day = published - timedelta(back)
    text = f"the {ordinal(day.day)}"
    [(mention, value)] = read(bare, f"The harbor was closed on {text}, and nobody said why.", published)
    assert (mention.text, (value.value or "")[8:]) == (text, f"{day.day:02}")
    assert abs(date.fromisoformat(value.value or "") - published) <= timedelta(62)


NAMED: dict[str, Callable[[int], date]] = {
    "New Year's Day": lambda y: date(y, 1, 1),
    "Halloween": lambda y: date(y, 10, 31),
    "Christmas Eve": lambda y: date(y, 12, 24),
    "Christmas Day": lambda y: date(y, 12, 25),
    "Boxing Day": lambda y: date(y, 12, 26),
    "Labor Day": lambda y: date(y, 9, 7 - date(y, 9, 7).weekday()),
    "Memorial Day": lambda y: date(y, 5, 31 - date(y, 5, 31).weekday()),
    "Thanksgiving": lambda y: date(y, 11, 28 - (date(y, 11, 28).weekday() - 3) % 7),
}


@pytest.mark.parametrize("name", NAMED)
@given(year=st.integers(1972, 2099), published=st.none() | publications)
def test_named_days_of_a_year_come_back(bare: Language, name: str, year: int, published: date | None) -> None:
    found = read(bare, f"The harbor was closed on {name} {year}.", published)
    assert [(m.text, v.value) for m, v in found] == [(f"{name} {year}", NAMED[name](year).isoformat())]


@given(published=publications)
def test_a_named_day_alone_is_one_near_publication(bare: Language, published: date) -> None:
    near = {f"{published.year + n}-10-31" for n in (-1, 0, 1)}
    [(_, value)] = read(bare, "The harbor was closed on Halloween, and nobody said why.", published)
    assert value.value in near
    assert abs(date.fromisoformat(value.value or "") - published) <= timedelta(366)


PIECES = st.sampled_from(
    "the of a in on last next this week year years month day days ago earlier later before from now May March Friday "
    "Friday's 2024 1,500 12 31 30th 3rd Feb. Jan 10:30 p.m. EDT half quarter first second century 1990s '98 every each "
    "recent early late mid- the end of , . - / ( ) ’ “ ” \n \u00a0 \u0130 \U0001f600 9/11 05/06/2024 BC nineteen "
    "ninety and hundred thousand 2 1/2 morning noon midnight today tonight that same Easter Thanksgiving 99999 0 00:00 "
    "fiscal 2009-10 season summer fall weekend decade 1e9 ² ½ ١٢".split(" ")
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=3)


@settings(max_examples=300, deadline=None)
@given(pieces=st.lists(PIECES | TEXT, max_size=40), published=st.none() | publications)
def test_no_text_breaks_it(bare: Language, pieces: list[str], published: date | None) -> None:
    text = " ".join(pieces)
    for mention, value in read(bare, text, published):
        assert text[mention.start_char : mention.end_char] == mention.text
        assert value.begin is None or value.end is None or value.begin <= value.end


@pytest.mark.parametrize("published", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_the_calendar(bare: Language, published: date) -> None:
    text = (
        "Yesterday, tomorrow, last week, next decade, 300 years ago, 90 years from now, Friday, May 3, in May, Easter."
    )
    for _, value in read(bare, text, published):
        assert value.value is None or value.value


HOSTILE = {
    "dates": "On March 3, 2021, and two days before the vote on May 5, ",
    "near-dates": "the early late in the first 12 3 of of the ",
    "lists": "May 3, 5, 6, 7, ",
    "lengths": "a week before ",
    "quotes": '" said "May 3',
    "digits": "1",
    "quarters": "the quarter ended the year ended ",
    "beside": "the day before the day after the eve of ",
    "zones": "10:35 a.m. (0735 GMT 0735 ",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_text_made_to_provoke_backtracking_comes_through(bare: Language, unit: str) -> None:
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    for mention, _ in read(bare, text, date(2024, 6, 12)):
        assert text[mention.start_char : mention.end_char] == mention.text


@pytest.mark.parametrize("form", ["dates", "near-dates"])
def test_a_megabyte_comes_through(bare: Language, form: str) -> None:
    text = (HOSTILE[form] * (1_000_000 // len(HOSTILE[form]) + 1))[:1_000_000]  # quadratic, this would take hours
    found = read(bare, text, date(2024, 6, 12))
    assert len(found) == (52631 if form == "dates" else 0)


def test_a_thousand_dates_that_hang_on_each_other_come_through(nlp: Language) -> None:
    text = "The vote was on March 3, 2021. Two days before the vote, in fiscal 2020, it rained. " * 1000
    record = onrecord.annotate(text, nlp, published="2024-06-12")  # quadratic, this would take minutes
    assert [(d.begin, d.anchor) for d in record.dates if d.text == "Two days"] == [("2021-03-01", 16)] * 1000
