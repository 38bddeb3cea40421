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
    # labels that change within one transcript
    "Dr. Esi Boateng runs the relief office in Accra.\n\nQ: How many fled?\n\nA: About 41,000.\n\n"
    "Interviewer: Have you lost staff?\n\nBoateng: Two drivers.\n\n[laughter]\n\nDR BOATENG: One was 26.": [
        ("How many fled?", None),
        ("About 41,000.", "Esi Boateng"),
        ("Have you lost staff?", "Interviewer"),
        ("Two drivers.", "Esi Boateng"),
        ("One was 26.", "Esi Boateng"),
    ],
    "SEN. CRANE (R-Ohio): Did you read it?\n\nDANIEL HOLT, HEAD OF NORVANE: I saw a summary.\n\nNote: Holt is 44.": [
        ("Did you read it?", "SEN. CRANE"),
        ("I saw a summary.", "DANIEL HOLT"),
    ],
    "PRIME MINISTER OKORO: Two questions.\n\nQ    Will taxes rise?\n\nPRIME MINISTER OKORO: No.": [
        ("Two questions.", "OKORO"),
        ("Will taxes rise?", None),
        ("No.", "OKORO"),
    ],
    # one who answers every other time
    "Reporter: Will you attend?\n\nLi Wen: We have always talked.\n\nReuters: And the call?\n\nLi Wen: No news.": [
        ("Will you attend?", "Reporter"),
        ("We have always talked.", "Li Wen"),
        ("And the call?", "Reuters"),
        ("No news.", "Li Wen"),
    ],
    # a list of things takes no turns
    "Flour: Two cups.\n\nSugar: One cup.\n\nButter: Half a pound.\n\nEggs: Four.": [],
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


def test_what_is_asked_in_a_transcript_is_no_statement(nlp: Language) -> None:
    found = onrecord.annotate("HURST: Who found it?\n\nAMISS: A trainee.", nlp).quotes
    assert [quote.act for quote in found] == ["asks", "states"]


def test_what_a_speaker_quotes_of_himself_is_his(nlp: Language) -> None:
    text = "Q: And then?\n\nKERR: I told him, “Sign it now.”\n\nTom Kerr is the mayor."
    assert [q.inner[0].source_name for q in onrecord.annotate(text, nlp).quotes if q.inner] == ["Tom Kerr"]
