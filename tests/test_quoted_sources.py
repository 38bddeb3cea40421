"""Who a quote's source is: the nearest mention as it stands, and the person, body or paper that it means."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord

CASES = {
    # the paper of somebody speaks for its owner
    "Sen. Ana Duarte voted against the bill. Duarte's statement said the pumps had failed.": [
        ("Duarte's statement", "Ana Duarte")
    ],
    "The International Monetary Fund met in May. “Prices will fall again,” the IMF report said.": [
        ("the IMF report", "International Monetary Fund")
    ],
    "The pumps had failed, an IMF memo said.": [("an IMF memo", "an IMF memo")],
    # one paper by two names
    "The pumps had failed, according to a Herald survey of voters. The study also found that rents had doubled.": [
        ("a Herald survey of voters", "a Herald survey of voters"),
        ("The study", "a Herald survey of voters"),
    ],
    # somebody is called by the head of the title, not by any word of it
    "Harbor Department spokesman Tom Kerr said the pier was shut. The spokesman said it would open in May.": [
        ("Harbor Department spokesman Tom Kerr", "Tom Kerr"),
        ("The spokesman", "Tom Kerr"),
    ],
    "The United States Court of Appeals sat in May. The state said that the count was wrong.": [
        ("The state", "the state")
    ],
    "A lawyer for Rowe, Tom Kerr, said the pumps had failed. Rowe's attorney said nobody had asked.": [
        ("A lawyer for Rowe, Tom Kerr", "Tom Kerr"),
        ("Rowe's attorney", "Tom Kerr"),
    ],
    # whoever is made to speak speaks
    "The senator forced Ana Duarte to admit that the pumps had failed.": [("Ana Duarte", "Ana Duarte")],
    "The senators persisted in arguments that the pumps had failed.": [("The senators", "the senators")],
    "In the words of the prosecutor, “the pumps were never once oiled in nine years.”": [
        ("the prosecutor", "the prosecutor")
    ],
    "Tom Kerr, the mayor, who said the pumps had failed, left.": [("who", "Tom Kerr")],
    "Two crews refused the order. They said the pumps had failed.": [("They", "Two crews")],
    "Ana Duarte called the vote “a disgrace to the whole town,” adding: “It was rigged from the very start.”": [
        ("Ana Duarte", "Ana Duarte"),
        ("Ana Duarte", "Ana Duarte"),
    ],
}


@pytest.mark.parametrize("text", CASES)
def test_source(nlp: Language, text: str) -> None:
    quotes = onrecord.annotate(text, nlp).quotes
    assert [(q.source and q.source.text, q.source_name) for q in quotes] == CASES[text]
