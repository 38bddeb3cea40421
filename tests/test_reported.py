"""Which words of a sentence a reporting word reports, where more than one of its clauses might be meant."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord

CASES = {
    # what a semicolon parts from the attribution is the article's own
    "Since 2009, at least 10 boxers have died of injuries suffered in the ring, the board said; "
    "Norway, with four times as many fighters, had five deaths in the same period.": [
        ("Since 2009, at least 10 boxers have died of injuries suffered in the ring", "the board")
    ],
    # a participle is no clause
    "A spokesman said that the mill took action and informed the people affected.": [
        ("the mill took action", "a spokesman")
    ],
    # who reported it had it otherwise
    "Mayor Ana Duarte blamed the flood on a clogged pipe, not on the dam, as local media had reported.": [
        ("the flood on a clogged pipe, not on the dam", "Ana Duarte")
    ],
    # a sentence of its own before "and"
    "WASHINGTON (AP) — The Federal Reserve cut its key interest rate by a quarter-point Thursday, its second reduction "
    "in two months, and Chair Jerome Powell said the economy remained strong enough for policymakers to move slowly.": [
        ("the economy remained strong enough for policymakers to move slowly", "Jerome Powell")
    ],
    # what somebody denies in apposition is a word of their own
    "The minister accused the Emirates of arming the rebels, a charge Abu Dhabi has denied.": [
        ("the Emirates of arming the rebels", "the minister"),
        ("a charge", "Abu Dhabi"),
    ],
    # a proposal is turned down, not denied
    "Voters rejected a $1.9 million levy in May by 212 votes.": [],
    "The board rejected the accusation.": [("the accusation", "the board")],
    # a name that a parser takes for more of what stands before
    "Three landslides hit the hilly area between 2 a.m. and 6 a.m., sweeping away a bridge that links Mundra village "
    "to the nearest town, Chora, state Revenue Minister K. Rajan told reporters.": [
        (
            "Three landslides hit the hilly area between 2 a.m. and 6 a.m., sweeping away a bridge that links Mundra "
            "village to the nearest town, Chora",
            "K. Rajan",
        )
    ],
}


@pytest.mark.parametrize("text", CASES)
def test_reported_words(nlp: Language, text: str) -> None:
    assert [(q.clean_text, q.source_name) for q in onrecord.annotate(text, nlp).quotes] == CASES[text]


def test_an_aside_of_the_article_is_said_by_nobody(nlp: Language) -> None:
    text = (
        "The president ordered the group put back on the list, reversing a decision by his predecessor, Tom Byrd, "
        'who had lifted the ban in 2021 but named the rebels "special designated lake pirates" a year ago.'
    )
    assert [q.kind for q in onrecord.annotate(text, nlp).quotes] == ["indirect"]


def test_a_question_between_is_no_subject_of_what_is_told(nlp: Language) -> None:
    text = (
        "Chair Jerome Powell spoke on Thursday. Asked whether he would go, Powell replied, “No.” "
        "Could the president fire him? “Not permitted under the law,” he said."
    )
    assert [q.source_name for q in onrecord.annotate(text, nlp).quotes][-2:] == ["Jerome Powell"] * 2


def test_what_a_statement_does_not_cite_is_not_said(nlp: Language) -> None:
    text = "Two million families have been locked out, she said in a statement that did not cite a source."
    assert [q.clean_text for q in onrecord.annotate(text, nlp).quotes] == ["Two million families have been locked out"]
