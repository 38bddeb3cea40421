"""Transcripts: who takes the turns, and what is said in each."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord

TURNS = {
    "Q. Did you see the ledger?\n\nA. I did not.\n\nQ. Who told you?\n\nA. The clerk.": [
        ("Did you see the ledger?", None),
        ("I did not.", None),
        ("Who told you?", None),
        ("The clerk.", None),
    ],
    "Interviewer: When will it open?\n\nHollis: In May.\n\nIt depends on others.\n\n"
    "Interviewer: And the cost?\n\nHollis: It has doubled.": [
        ("When will it open?", "Interviewer"),
        ("In May. It depends on others.", "Hollis"),
        ("And the cost?", "Interviewer"),
        ("It has doubled.", "Hollis"),
    ],
    "Sen. Jill Okafor took questions.\n\nCHAIR: Did you sign it?\n\nMS. OKAFOR: I did.\n\n(Applause.)": [
        ("Did you sign it?", "CHAIR"),
        ("I did.", "Jill Okafor"),
    ],
}


@pytest.mark.parametrize("text", TURNS)
def test_turns_of_a_transcript(nlp: Language, text: str) -> None:
    found = onrecord.annotate(text, nlp).quotes
    assert [(quote.clean_text, quote.source_name) for quote in found] == TURNS[text]


def test_what_a_speaker_of_a_transcript_quotes_stands_inside_the_turn(nlp: Language) -> None:
    _, turn = onrecord.annotate(
        "HURST: Who found it?\n\nAMISS: A trainee. She told me, ‘The pump was off.’ That is all.", nlp
    ).quotes
    assert turn.source_name == "AMISS"
    assert [(q.clean_text, q.cue and q.cue.text) for q in turn.inner] == [("The pump was off.", "told")]
