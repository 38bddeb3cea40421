"""One person is one entity over the article, however the name is written, and two of one name are two."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord
from onrecord.components.resolve.person_names import generation, is_last_name, unaccented, words_of


def named(nlp: Language, text: str) -> list[tuple[str | None, list[str]]]:
    """All named officials and other people with the words of their mentions."""
    record = onrecord.annotate(text, nlp)
    return [(p.name, [m.text for m in p.mentions]) for p in (*record.officials, *record.people)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mexican Interior Secretary Rosa de la Garza Soto spoke on Monday. De la Garza said that it would rain.",
            [("Rosa de la Garza Soto", ["Rosa de la Garza Soto", "De la Garza"])],
        ),
        (
            "Dutch Defense Minister Pieter van der Meulen spoke. Van der Meulen said that 40 soldiers would stay.",
            [("Pieter van der Meulen", ["Pieter van der Meulen", "Van der Meulen"])],
        ),
        (
            "Sheikh Ahmed al-Tamimi, a Jordanian lawmaker, criticised the plan. Tamimi said that it was too late.",
            [("Ahmed al-Tamimi", ["Ahmed al-Tamimi", "Tamimi"])],
        ),
        (
            "Iceland's Prime Minister Katrín Sigurðardóttir will resign. Katrín has led it since 2023. Sigurdardottir "
            "said she was tired.",
            [("Katrín Sigurðardóttir", ["Katrín Sigurðardóttir", "Katrín", "Sigurdardottir"])],
        ),
        (
            "Gen. Min Htut Oo, the army chief of Myanmar, attended. Min Htut Oo has led the army since 2021.",
            [("Min Htut Oo", ["Min Htut Oo", "Min Htut Oo"])],
        ),
        (
            "MEXICO CITY — Mexican Foreign Secretary Andrés Lozano Prieto spoke. The foreign secretary said no.",
            [("Andrés Lozano Prieto", ["Andrés Lozano Prieto"])],
        ),
    ],
)
def test_a_last_name_is_the_persons_who_was_named_in_full(
    nlp: Language, text: str, expected: list[tuple[str, list[str]]]
) -> None:
    assert named(nlp, text) == expected


def test_a_senators_sister_holds_no_office(nlp: Language) -> None:
    text = "Sen. Liz Crane spoke. Janet Crane, the senator's sister, said she had watched it."
    record = onrecord.annotate(text, nlp)
    assert [o.name for o in record.officials] == ["Liz Crane"]
    assert [(p.name, p.description) for p in record.people] == [("Janet Crane", "the senator's sister")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "MANILA — Sen. Ana Duarte voted against it, and Defense Secretary Luis Ruiz met U.S. Defense Secretary Bob "
            "Hale.",
            [
                ("Ana Duarte", "Senate of the Philippines", "PH"),
                ("Luis Ruiz", "Department of National Defense", "PH"),
                ("Bob Hale", "Department of Defense", "US"),
            ],
        ),
        (
            "MEXICO CITY — The U.S. ambassador flew to Washington. " + "Mexico waited. " * 6 + "Sen. Ana "
            "Duarte said no.",
            [("Ana Duarte", "Senate of the Republic", "MX")],
        ),
        (
            "WASHINGTON — Mexico protested. Sen. Ana Duarte said no.",
            [("Ana Duarte", "United States Senate", "US")],
        ),
    ],
)  # fmt: skip
def test_an_office_is_of_the_country_of_the_dateline(
    nlp: Language, text: str, expected: list[tuple[str, str, str]]
) -> None:
    officials = [o for o in onrecord.annotate(text, nlp).officials if o.name]
    assert [(o.name, o.organization, o.country) for o in officials] == expected


def test_father_and_son_are_two(nlp: Language) -> None:
    text = "President Luis Ruiz Jr. of Chile spoke. Senator Luis Ruiz Sr of Chile, his father, said that he was proud."
    assert [name for name, _ in named(nlp, text)] == ["Luis Ruiz Jr.", "Luis Ruiz Sr"]


def test_the_words_of_a_name() -> None:
    assert words_of("Katrín Sigurðardóttir") == ("katrin", "sigurdardottir")
    assert words_of("Mohamed al-Sayyad") == ("mohamed", "sayyad")
    assert unaccented("Łukasz Øster") == "Lukasz Oster"
    assert generation("Luis Ruiz Sr.") == "sr"
    assert generation("Luis Ruiz") is None
    assert is_last_name(("de", "la", "garza"))
    assert not is_last_name(("ana", "de", "garza"))
