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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "HARRISBURG, Pa. (AP) — The Senate voted 28-22 to send Gov. Lena Ortiz a bill. The House had passed it.",
            ["Pennsylvania Senate", "Pennsylvania House of Representatives"],
        ),
        (
            "RICHMOND, Va. — The General Assembly adjourned. Gov. Tom Reed praised the House of Delegates.",
            ["Virginia General Assembly", "Virginia House of Delegates"],
        ),
        ("SACRAMENTO, Calif. — The Assembly passed it and Gov. Ann Lee will sign it.", ["California Assembly"]),
        (
            "TOPEKA, Kan. — The Senate sent Congress a letter, Gov. Tom Reed said.",
            ["United States Senate", "United States Congress"],
        ),
        (
            "DES MOINES, Iowa — The House Agriculture Committee met, and Gov. Ana Duarte spoke.",
            ["Iowa House Agriculture Committee"],
        ),
        ("The General Assembly met in New York.", ["United Nations General Assembly"]),
        ("SYDNEY — The Supreme Court in Parramatta heard it.", ["Supreme Court"]),
    ],
)
def test_the_chambers_and_courts_of_a_state(nlp: Language, text: str, expected: list[str]) -> None:
    assert [a.name for a in onrecord.annotate(text, nlp).agencies] == expected


def test_a_senator_of_a_state(nlp: Language) -> None:
    text = (
        "HARRISBURG, Pa. (AP) — The Legislature meets in May, Gov. Lena Ortiz said. Sen. Ana Duarte, R-Lehigh, agreed."
    )
    bodies = {o.name: o.organization for o in onrecord.annotate(text, nlp).officials}
    assert bodies == {"Lena Ortiz": None, "Ana Duarte": "Pennsylvania Senate"}
