"""Quotes in hostile text: nothing raises, spans hold, and no mark costs more for the marks before it."""

from __future__ import annotations

import sys
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

import onrecord
from onrecord.components.marks import pair_marks
from onrecord.components.paragraphs import paragraphs
from onrecord.components.resolve.quotes import resolve_quotes

TraceFunction = Any


def check(nlp: Language, text: str) -> None:
    """Annotate `text`; every span must be its words."""
    for quote in onrecord.annotate(text, nlp).quotes:
        for span in (*quote.content, *filter(None, (quote.cue, quote.source))):
            assert text[span.start_char : span.end_char] == span.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "“",
        "”",
        '"' * 2000,
        "“" * 500 + "a" + "”" * 500,
        "“ ” ‘ ’ said",
        "said said said:",
        "\n\n“\n\n”\n\n",
    ],
)
def test_nothing_raises(nlp: Language, text: str) -> None:
    check(nlp, text)


def test_twenty_thousand_marks_in_a_row_are_tokenized_at_once(nlp: Language) -> None:
    for text in ('"' * 20_000, "“" * 20_000, ('"' * 90 + "a") * 300):
        assert [token.text for token in nlp.make_doc(text)] == [text]


UNITS = [
    '"',
    "“",
    "“a ",
    "“so\n\n",  # each goes on with the one before
    "”\n\n",
    "“It ‘was’ so,” ",
    '“a" «b” ',  # kinds that take turns
    "the boys’ ‘90s ",
    '"It is so, he said. It was. ',  # opened again and again, with stops between
    "“It is so,” he said. ",
    "“It is so.” ",
    "He said it was so, ",  # no stop in sight
    "On Monday Kerr said it was so. ",
    "Ana Kerr said so. She said, “It is so.” ",
    "It was so, Kerr said, according to Holm, and ",
    "said ",
    "Q: Is it so?\n\nA: It is.\n\n",
    "Q: Is it so?\n\nAbe: It is.\n\n",
]


@pytest.mark.parametrize("unit", UNITS)
def test_many_marks_are_paired(unit: str) -> None:
    text = unit * (300_000 // len(unit))  # by any cost but one that goes with the length, this would take minutes
    found = pair_marks(text, paragraphs(text))
    assert all(before.end <= after.start for before, after in pairwise(found))


def test_a_million_characters_without_a_stop_are_paired() -> None:
    text = "“a " * 350_000  # each of them opened while one is open, with no stop at which that could have ended
    assert len(pair_marks(text, paragraphs(text))) == 1


def lines(nlp: Language, text: str) -> int:
    """How many lines of our code it takes to mark and to name the quotes of `text`: the same on every machine."""
    doc, count = nlp.make_doc(text), 0
    for name, pipe in nlp.pipeline:
        if name == "onrecord_quotes":
            break
        doc = pipe(doc)

    def count_line(_frame: FrameType, event: str, _argument: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return count_line

    def enter(frame: FrameType, _event: str, _argument: object) -> TraceFunction | None:
        return count_line if "onrecord" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        doc = nlp.get_pipe("onrecord_quotes")(doc)  # type: ignore[operator]  # spaCy declares no components
        resolve_quotes(doc)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("unit", UNITS)
def test_a_quote_costs_no_more_for_those_before_it(nlp: Language, unit: str) -> None:
    few, many = (lines(nlp, unit * (size // len(unit))) for size in (2_000, 8_000))
    assert many < 5 * few + 2_000


SCRAPS = (
    "He ",
    "said ",
    "“",
    "”",
    '"',
    "that ",
    "it is ",
    ". ",
    ", ",
    ": ",
    "\n",
    "‘",
    "’ ",
    "[",
    "]",
    "according to ",
)


@given(st.lists(st.sampled_from(SCRAPS), max_size=25).map("".join))
def test_offsets_hold_on_any_text(nlp: Language, text: str) -> None:
    check(nlp, text)
