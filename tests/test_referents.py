"""Whom the subject of a clause means: a pronoun or "the commission" is the last one it can mean, or nobody."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord

CASES = {
    "The Federal Trade Commission opened the case in May. It fined the company. The commission also barred it.": [
        ("The Federal Trade Commission", "Federal Trade Commission"),
        ("It", "Federal Trade Commission"),
        ("The commission", "Federal Trade Commission"),
    ],
    "Sen. Ana Duarte voted against the bill. She left the chamber, and the senator later signed a letter.": [
        ("Sen. Ana Duarte", None),
        ("She", "Ana Duarte"),
        ("the senator", "Ana Duarte"),
    ],
    "Mayor Tom Kerr met Governor Lee Park on Monday. He signed the order.": [
        ("Mayor Tom Kerr", None),
        ("He", "Tom Kerr"),
    ],
    # somebody whom the record has no entry for stands nearer
    "Mayor Tom Kerr spoke on Monday. A protester threw an egg. He was arrested.": [
        ("Mayor Tom Kerr", None),
        ("A protester", None),
        ("He", None),
    ],
    "The Senate adjourned. The bill lapsed. It will return in May.": [
        ("The Senate", "United States Senate"),
        ("The bill", None),
        ("It", None),
    ],
    # who but speaks, in an article about somebody else
    "Judge Mary Kerr rose early. She left the bench in May. She wrote. “She was right,” said Mayor Jane Duarte. "
    "She had two sons.": [
        ("Judge Mary Kerr", None),
        ("She", "Mary Kerr"),
        ("She", "Mary Kerr"),
        ("Mayor Jane Duarte", None),
        ("She", None),
        ("She", None),
    ],
    # "they" of a body is too often somebody else
    "The Senate adjourned. They went home.": [("The Senate", "United States Senate"), ("They", None)],
    # between quotation marks "he" may be anybody
    "Mayor Tom Kerr smiled. “He lost,” Kerr said.": [("Mayor Tom Kerr", None), ("Kerr", None), ("He", None)],
    "The officials met Monday.": [("The officials", None)],
}


@pytest.mark.parametrize("text", CASES)
def test_subject(nlp: Language, text: str) -> None:
    clauses = onrecord.annotate(text, nlp).clauses
    assert [(c.subject.text if c.subject else None, c.subject_name) for c in clauses] == CASES[text]


def test_subject_has_the_id_of_the_entity(nlp: Language) -> None:
    record = onrecord.annotate("Sen. Ana Duarte voted against the bill. She left the chamber.", nlp)
    assert record.clauses[1].subject_id == record.officials[0].id
