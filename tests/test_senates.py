"""Whose body is meant where a text says no more than "the Senate" or "the Defense Ministry"."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord


@pytest.mark.parametrize(
    ("text", "senate"),
    [
        ("MEXICO CITY, Sept. 4 (Wire) - The Senate votes on Friday, said the U.S. ambassador, Ann Stone.", "mx-senate"),
        ("ABUJA - The Senate passed the bill on Tuesday.", "ng-senate"),
        ("ROME - The Senate rejected the plan of Prime Minister Maria Ruiz by 90 votes.", "it-senate"),
        ("WASHINGTON - The Senate voted 52-48 on Tuesday.", "us-senate"),
    ],
)
def test_whose_senate(nlp: Language, text: str, senate: str) -> None:
    assert [a.id for a in onrecord.annotate(text, nlp).agencies if "Senate" in a.name] == [senate]


def test_a_ministry_is_of_the_country_that_was_named_last(nlp: Language) -> None:
    text = (
        "BEIRUT -- Lebanese officials met. The Foreign Ministry in Tehran said Iran would wait. Israel spoke, "
        "and so did Israel's army. Lebanon wept. Israel's Knesset met. The Defense Ministry struck."
    )
    assert [(b.name, b.country) for b in onrecord.annotate(text, nlp).agencies if "Ministry" in b.name] == [
        ("Ministry of Foreign Affairs of Iran", "IR"),
        ("Ministry of Defense", None),
    ]
