"""Clauses: subject, verb, object, and what the verb group says of negation, modality and status."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord

Row = tuple[str, str, str | None, bool, str, str | None]

CASES: dict[str, list[Row]] = {
    "The council approved the budget on Monday.": [
        ("The council", "approve", "the budget", False, "asserted", "done"),
    ],
    "The ministry has resumed repatriation flights.": [
        ("The ministry", "resume", "repatriation flights", False, "asserted", "done"),
    ],
    "The agency is reviewing the permits.": [("The agency", "review", "the permits", False, "asserted", "ongoing")],
    "The senators are to meet in Geneva on Friday.": [
        ("The senators", "meet", "in Geneva", False, "planned", "planned"),
    ],
    "The court will hear the appeal.": [("The court", "hear", "the appeal", False, "planned", "planned")],
    "The board did not approve the merger.": [("The board", "approve", "the merger", True, "asserted", None)],
    "The minister failed to sign the accord.": [
        ("The minister", "fail", "to sign the accord", False, "asserted", "failed"),
    ],
    "The commission may impose fines.": [("The commission", "impose", "fines", False, "possible", None)],
    "The agency must publish the data.": [("The agency", "publish", "the data", False, "required", None)],
    "The figures have yet to be released.": [("The figures", "have", "to be released", True, "asserted", None)],
    "The mayor signed the order and the council rejected it.": [
        ("The mayor", "sign", "the order", False, "asserted", "done"),
        ("the council", "reject", "it", False, "asserted", "done"),
    ],
    "The board, which oversees the ports, met on Monday.": [
        ("The board", "meet", "on Monday", False, "asserted", "done"),
        ("The board", "oversee", "the ports", False, "asserted", "ongoing"),
    ],
    "The law allows the board to close two ports.": [
        ("The law", "allow", "the board to close two ports", False, "asserted", "ongoing"),
    ],
    "No senator voted for the bill.": [("No senator", "vote", "for the bill", True, "asserted", None)],
    "Nor did the council approve the budget.": [("the council", "approve", "the budget", True, "asserted", None)],
    "Had the Senate passed the bill, the port would have closed.": [
        ("the port", "close", None, False, "conditional", None),
        ("the Senate", "pass", "the bill", False, "conditional", None),
    ],
    "The owner paid for it and had sold two boats.": [
        ("The owner", "pay", "for it", False, "asserted", "done"),
        ("The owner", "sell", "two boats", False, "asserted", "done"),
    ],
    "Ana Duarte, a member of the United Harbor Party, who allegedly took a bribe, resigned.": [
        ("Ana Duarte", "resign", None, False, "asserted", "done"),
        ("Ana Duarte", "take", "a bribe", False, "asserted", "done"),
    ],
    "Fires and floods.": [],
    "": [],
}


@pytest.mark.parametrize("text", CASES)
def test_clauses(nlp: Language, text: str) -> None:
    found = onrecord.annotate(text, nlp).clauses
    rows = [
        (c.subject.text, c.lemma, c.object.text if c.object else None, c.negated, c.modality, c.status)
        for c in found
        if c.subject
    ]
    assert rows == CASES[text]


def test_a_clause_begins_behind_its_conjunction(nlp: Language) -> None:
    text = "Although the board approved the plan, the mayor will resign if the court rejects it."
    extents = [text[c.extent.start_char : c.extent.end_char] for c in onrecord.annotate(text, nlp).clauses]
    assert extents == [text.rstrip("."), "the board approved the plan", "if the court rejects it"]


def test_extent_leaves_out_the_clause_that_is_joined_to_it(nlp: Language) -> None:
    text = "The mayor signed the order and the council rejected it."
    extents = [text[c.extent.start_char : c.extent.end_char] for c in onrecord.annotate(text, nlp).clauses]
    assert extents == ["The mayor signed the order", "the council rejected it"]


def test_extent_ends_before_a_verb_that_is_joined_to_it(nlp: Language) -> None:
    text = "The department condemned the attack and said that a treaty of 1951 covers it."
    extents = [text[c.extent.start_char : c.extent.end_char] for c in onrecord.annotate(text, nlp).clauses]
    assert extents[:2] == ["The department condemned the attack", "said that a treaty of 1951 covers it"]
