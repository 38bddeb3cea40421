"""Letters and statements that are printed without marks behind what leads in to them."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord

PRINTED = {
    "The letter from the port's director read in full:\n\nDear members of the council,\n\nThe pier is unsafe. I asked "
    "for money.\n\nI shall close it.\n\nYours, Ana Duarte\n\nThe council meets on Thursday.": (
        "the letter from the port's director",
        "Dear members of the council, The pier is unsafe. I asked for money. I shall close it.",
    ),
    # without a signature only as far as the writer speaks of himself
    "In a statement, the bank said:\n\nWe regret the delay.\n\nWe shall pay.\n\nIts shares fell.": (
        "the bank",
        "We regret the delay. We shall pay.",
    ),
    "Here is the full text of the president's statement:\n\nToday I signed the order.\n\nThe press left.": (
        "the president",
        "Today I signed the order.",
    ),
}


@pytest.mark.parametrize("text", PRINTED)
def test_what_is_printed_is_one_quote(nlp: Language, text: str) -> None:
    (quote,) = onrecord.annotate(text, nlp).quotes
    assert (quote.kind, quote.rule, (quote.source_name, quote.clean_text)) == ("direct", "quote.printed", PRINTED[text])


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said this will change:\n\n- Fares rise by 5 percent.\n\n- The night bus stops.",
        "The port has three piers:\n\nThe north pier is the oldest of them.",
        "Read the mayor's letter:\n\nThe Letter (PDF)",
    ],
)
def test_a_list_is_not_printed_speech(nlp: Language, text: str) -> None:
    assert [q for q in onrecord.annotate(text, nlp).quotes if q.rule == "quote.printed"] == []
