"""Hostile text: read to its end whatever it is, with twice the work for twice the text."""

from __future__ import annotations

import cProfile

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import onrecord
from onrecord.assemble import COMPONENTS

ENDLESS = ["1% ", "1, 2, ", "$1 ", "1 to ", "more than 150 boys ", "1% since May, ", "one and a ", "\n1", "5 miles, "]
ENDLESS += ["up from 5 percent, ", "between 2018 and 2020 2-1 ", "against 5 million it had, ", "call 911 or "]


@pytest.mark.parametrize("piece", ["1,", "1234567890", "(", "1-", "1.", "$", "-", "1/", "½"])
def test_a_megabyte_without_a_space_is_read(nlp: Language, piece: str) -> None:
    text = piece * (1_000_000 // len(piece))  # by any cost but one that goes with the length, this would take hours
    assert onrecord.annotate(text, nlp).article.n_chars == len(text)


@pytest.mark.parametrize("piece", ENDLESS)
def test_twice_the_text_is_twice_the_work(nlp: Language, piece: str) -> None:
    once, twice = (calls(nlp, piece * (size // len(piece))) for size in (4_000, 8_000))
    assert twice < 2.3 * once


@pytest.mark.parametrize("piece", ENDLESS)
def test_no_sentence_goes_on_for_ever(nlp: Language, piece: str) -> None:
    doc = parsed(nlp, piece * (6_000 // len(piece)))
    assert max(len(sentence) for sentence in doc.sents) <= 300  # reading a tree costs by its depth


def parsed(nlp: Language, text: str) -> Doc:
    """The text as the model reads it, without our families."""
    with nlp.select_pipes(disable=[f"onrecord_{name}" for name in COMPONENTS]):
        return nlp(text)


def calls(nlp: Language, text: str) -> int:
    """How many calls of functions our families make over a text."""
    doc = parsed(nlp, text)
    profile = cProfile.Profile()
    profile.enable()
    for name in COMPONENTS:
        doc = nlp.get_pipe(f"onrecord_{name}")(doc)
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats())
