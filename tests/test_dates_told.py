"""Which day, month or year a date of the text is, where only the words around it tell."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord

PUBLISHED = "2024-07-31"  # a Wednesday

CASES: dict[str, list[tuple[str, str | None]]] = {
    # what had been planned or foretold is over
    "The two sides had agreed in March to end the strike.": [("March", "2024-03")],
    "Forecasters had predicted heavy rain for Monday, but the storm missed the town.": [("Monday", "2024-07-29")],
    # a verb whose past looks like its present
    "Nine people were hurt when shells hit a market in the city on Sunday, medics said.": [("Sunday", "2024-07-28")],
    # what must be done by a day is to come
    "He got bail on the condition that he surrender his passport by 5pm on Friday.": [
        ("5pm on Friday", "2024-08-02T17:00")
    ],
    # a time of day is of the day told just before, of no bound
    "The toll rose on Tuesday to 90. Three slides hit between 2 a.m. and 6 a.m., burying homes.": [
        ("Tuesday", "2024-07-30"),
        ("2 a.m.", "2024-07-30T02:00"),
        ("6 a.m.", "2024-07-30T06:00"),
    ],
    "Shares hit their lowest since July 27 at 1015 GMT.": [
        ("July 27", "2024-07-27"),
        ("1015 GMT", "2024-07-31T10:15"),
    ],
    # "over" is a bound of what lasts, and not of what happens meanwhile
    "The club reported losses of $24.6 million over three years.": [("three years", "P3Y")],
    "The trial took over two weeks.": [("over two weeks", "P2W")],
    "It took the court over two weeks to decide.": [("over two weeks", "P2W")],
    # a year of its own for the month told before
    "It sold 34 boats in June, against 25 in the same month of 2023.": [
        ("June", "2024-06"),
        ("the same month of 2023", "2023-06"),
    ],
    "Sales rose between January 1 and June 30, from those of the same period of 2023.": [
        ("January 1", "2024-01-01"),
        ("June 30", "2024-06-30"),
        ("the same period of 2023", "2023"),
    ],
    # digits and dashes of any type
    "It opened on ２５ June ２０２３, not on June 3–4, 2023.": [
        ("２５ June ２０２３", "2023-06-25"),
        ("June 3", "2023-06-03"),
        ("4, 2023", "2023-06-04"),
    ],
    "It has not rained so since World War II.": [],
    "It will start at the beginning of the new year.": [("the beginning of the new year", "2025")],
    "The port has done well in the new year.": [("the new year", "2024")],
}


def dates(text: str, nlp: Language, published: str) -> list[tuple[str, str | None, str | int | None]]:
    record = onrecord.annotate(text, nlp, published=published)
    return [(d.text, d.value, d.anchor) for d in record.dates]


@pytest.mark.parametrize("text", CASES)
def test_told(nlp: Language, text: str) -> None:
    assert [(d.text, d.value) for d in onrecord.annotate(text, nlp, published=PUBLISHED).dates] == CASES[text]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Published: July 31, 2024", "2024-07-30"),
        ("First published on 31 July 2024", "2024-07-30"),
        ("He was born: July 31, 1954", "XXXX-WXX-2"),
    ],
)
def test_a_line_at_the_end_may_say_when_the_article_was_published(nlp: Language, line: str, value: str) -> None:
    text = f"The harbor board met on Tuesday.{' It talked of fees and of the dredging.' * 10}\n\n{line}\n"
    assert onrecord.annotate(text, nlp).dates[0].value == value


def test_no_story_goes_on_from_what_is_to_come(nlp: Language) -> None:
    text = (
        "The reef could die by 2050, says a paper that came out on Wednesday. Divers counted fish from 1998 to 2012. "
        "Fiji will close 30 sites by 2030 and 40 by 2035, and Samoa did so in June."
    )
    assert dates(text, nlp, "2024-11-21") == [
        ("2050", "2050", "text"),
        ("Wednesday", "2024-11-20", "published"),
        ("1998", "1998", "text"),
        ("2012", "2012", "text"),
        ("2030", "2030", "text"),
        ("2035", "2035", "text"),
        ("June", "2024-06", "published"),
    ]


def test_a_base_of_comparison_lies_behind(nlp: Language) -> None:
    text = "Odds of a cut at the Dec. 17-18 meeting are 75%, up from 69% a day earlier."
    assert dates(text, nlp, "2024-11-21")[-1] == ("a day earlier", "2024-11-20", "published")
