"""Quotes in hostile text: nothing raises, spans hold, and no mark costs more for the marks before it."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

import onrecord


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


def steps(nlp: Language, text: str) -> int:
    """How many calls it takes to mark the quotes of `text`: the same on every machine."""
    doc, count = nlp.make_doc(text), 0
    for name, pipe in nlp.pipeline:
        if name == "onrecord_quotes":
            break
        doc = pipe(doc)

    def counted(_frame: object, _event: str, _argument: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        nlp.get_pipe("onrecord_quotes")(doc)  # type: ignore[operator]  # spaCy declares no components
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("unit", ['"', "“", "“a ", "“It ‘was’ so,” ", "“so\n\n"])
def test_marks_in_a_row_cost_no_more_each_the_more_there_are(nlp: Language, unit: str) -> None:
    few, many = steps(nlp, unit * (2_000 // len(unit))), steps(nlp, unit * (20_000 // len(unit)))
    assert many < 11 * few + 2_000


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
