"""Paragraphs and sentence boundaries: line breaks, hard wrapping, and closing quotation marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from onrecord.components.paragraphs import dateline_end, paragraphs
from onrecord.components.sentences import find_boundaries

WRAPPED = (
    "The harbor board met on Monday to talk about the ice that has kept\n"
    "ferries from the islands for three weeks. It decided nothing and said\n"
    "it would meet again.\n"
    "Residents of the islands were angry about the delay, and some of them\n"
    "had come by snowmobile.\n"
)


def kept(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n \t\n", []),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\nTwo.\n", ["One.", "Two."]),
        ("  One.\r\nTwo.\r\n", ["One.", "Two."]),
        (
            "A headline without a stop\nThe first paragraph.\nThe second.",
            ["A headline without a stop", "The first paragraph.", "The second."],
        ),
        ("The sentence goes\non here.", ["The sentence goes\non here."]),
        (WRAPPED, [WRAPPED[: WRAPPED.index("Residents") - 1], WRAPPED[WRAPPED.index("Residents") : -1]]),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert kept(text) == expected


@given(st.text(alphabet=st.sampled_from("aB.,“”\"' \n\r\t\u2028\u00a0"), max_size=80))
def test_paragraphs_are_disjoint_stripped_and_hold_everything(text: str) -> None:
    spans = paragraphs(text)
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert sum(not c.isspace() for a, b in spans for c in text[a:b]) == sum(not c.isspace() for c in text)


def sentences(nlp: Language, text: str) -> list[str]:
    with nlp.select_pipes(enable=["tok2vec", "tagger", "onrecord_sentences", "parser"]):
        return [sent.text.strip() for sent in nlp(text).sents]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It is over.” The mayor left the hall.", ["“It is over.”", "The mayor left the hall."]),
        ('"It is over." The mayor left the hall.', ['"It is over."', "The mayor left the hall."]),
        ("He said: “It is over.” “It is not,” she said.", ["He said: “It is over.”", "“It is not,” she said."]),
        ("“Is it over?” Duarte asked.", ["“Is it over?” Duarte asked."]),
        ("She wrote so on X. The mayor left.", ["She wrote so on X.", "The mayor left."]),
        ("It was built by X. Duarte in 1904.", ["It was built by X. Duarte in 1904."]),
        ("The board met\n\nNobody came", ["The board met", "Nobody came"]),
    ],
)
def test_sentences(nlp: Language, text: str, expected: list[str]) -> None:
    assert sentences(nlp, text) == expected


@given(st.text(alphabet=st.sampled_from("aB.?,“”\"'[ \n"), max_size=60))
def test_boundaries_stay_inside_the_text(nlp: Language, text: str) -> None:
    doc = nlp.make_doc(text)
    assert set(find_boundaries(doc)) <= set(range(len(doc)))


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("NAIROBI, March 3, 2023 (Lakes Wire) — Water is scarce.", "Water is scarce."),
        ("PORT ANSEL, Wash. -- Groundings fell.", "Groundings fell."),
        ("WASHINGTON (Wire) - The House met.", "The House met."),
        ("OFF THE ISLAND of Sal – A boat sank.", "A boat sank."),
        ("The mayor — a former judge — resigned.", None),
        ("Nairobi — Water is scarce.", None),
        ("NAIROBI had no water — none at all.", None),
        ("NAIROBI, March 3 —", None),
        ("NAIROBI", None),
        ("— —", None),
    ],
)
def test_dateline(text: str, behind: str | None) -> None:
    end = dateline_end(text, 0, len(text))
    assert (None if end is None else text[end:]) == behind


def test_a_report_begins_a_sentence_behind_its_dateline(nlp: Language) -> None:
    doc = nlp("PORT ANSEL, Wash. — Groundings fell to 214. The board met.")
    assert [sent.text for sent in doc.sents] == ["PORT ANSEL, Wash. —", "Groundings fell to 214.", "The board met."]
