"""Offices by the words of one country: real departments, long titles, and offices that a neighbour's tells."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord


def offices(nlp: Language, text: str) -> list[tuple[str | None, tuple[str, ...], str | None]]:
    """Name, titles and body of each official."""
    return [(o.name, o.titles, o.organization) for o in onrecord.annotate(text, nlp).officials]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Britain's culture secretary, Ana Duarte, spoke.", "Department for Culture, Media and Sport"),
        ("Britain's energy secretary, Ana Duarte, spoke.", "Department for Energy Security and Net Zero"),
        ("In London, Business Secretary Ana Duarte spoke.", "Department for Business and Trade"),
        (
            "Ana Duarte, the work and pensions secretary, spoke in London on Monday.",
            "Department for Work and Pensions",
        ),
        ("Canadian Justice Minister Ana Duarte spoke.", "Department of Justice Canada"),
        (
            "Australian Energy Minister Ana Duarte spoke.",
            "Department of Climate Change, Energy, the Environment and Water",
        ),
        ("Ireland's housing minister, Ana Duarte, spoke.", "Department of Housing, Local Government and Heritage"),
        ("South African Finance Minister Ana Duarte spoke.", "National Treasury of South Africa"),
        ("Irish Tourism Minister Ana Duarte spoke.", None),
        ("Kenyan Tourism Minister Ana Duarte spoke.", "Ministry of Tourism of Kenya"),
        ("KOCHI, India — In Kerala, state Revenue Minister Ana Duarte spoke.", "Government of Kerala"),
    ],
)
def test_a_minister_is_of_the_department_that_there_is(nlp: Language, text: str, body: str | None) -> None:
    assert [organization for _, _, organization in offices(nlp, text)] == [body]


def test_a_ministers_two_fields_are_one_title(nlp: Language) -> None:
    text = "ABUJA, Nigeria — The Minister of Information and National Orientation, Musa Bello, told reporters so."
    title = "Minister of Information and National Orientation"
    assert offices(nlp, text) == [("Musa Bello", (title,), "Ministry of Information of Nigeria")]


def test_a_leader_joined_to_another_is_of_the_same_chamber(nlp: Language) -> None:
    text = "Senate Majority Leader Ana Duarte and Minority Leader Tom Roe spoke in Washington."
    assert [body for _, _, body in offices(nlp, text)] == ["United States Senate", "United States Senate"]


def test_a_predecessor_held_the_office(nlp: Language) -> None:
    text = "Mexican President Ana Duarte undid what her predecessor, Tomas Rivera, had signed."
    first, second = onrecord.annotate(text, nlp).officials
    assert (second.name, second.country, second.former, first.former) == ("Tomas Rivera", "MX", True, False)


def test_a_predecessor_of_one_of_two_whom_another_sentence_names_has_no_body_from_it(nlp: Language) -> None:
    text = "Energy Minister Ana Duarte met Mexican President Eva Lopez. Her predecessor, Tomas Rivera, denied it."
    assert [name for name, _, _ in offices(nlp, text)] == ["Ana Duarte", "Eva Lopez"]


def test_the_president_of_a_union_is_not_the_countrys(nlp: Language) -> None:
    text = "ABUJA, Nigeria — President Musa Bello spoke. The President of the Nigeria Labour Congress, Tom Roe, agreed."
    [official] = onrecord.annotate(text, nlp).officials
    assert (official.name, official.country) == ("Musa Bello", "NG")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Det Con Farah Lee, of Kent Police, spoke.", "Det Con"),
        ("The returning officer, Prof. Ana Duarte, spoke in Lagos.", "returning officer"),
        ("FBI Special Agent in Charge Tom Roe spoke.", "FBI Special Agent in Charge"),
        ("In London, Lord Justice Whitcombe dismissed it.", "Lord Justice"),
    ],
)
def test_titles_of_the_law_and_of_elections(nlp: Language, text: str, title: str) -> None:
    assert [titles for _, titles, _ in offices(nlp, text)] == [(title,)]


@pytest.mark.parametrize(
    "text",
    [
        "Motivational speaker Tom Kerr told the U.S. House that it was late.",
        "A corporate speaker, Ana Duarte, said the U.S. House would vote.",
        "In an interview with Tom Kerr and Ana Duarte, the Democratic presidential candidate said he would run.",
    ],
)
def test_who_only_speaks_or_asks_holds_no_office(nlp: Language, text: str) -> None:
    assert [o.name for o in onrecord.annotate(text, nlp).officials] == []


def test_a_former_speaker_is_of_the_house(nlp: Language) -> None:
    (official,) = onrecord.annotate("“It failed,” former speaker Tom Kerr told the U.S. House.", nlp).officials
    assert (official.name, official.organization, official.former) == (
        "Tom Kerr",
        "U.S. House of Representatives",
        True,
    )


def test_justices_who_hear_a_case_say_nothing(nlp: Language) -> None:
    text = "The case may not reach the Supreme Court of the United States in time for the justices to hear it."
    assert [o.name for o in onrecord.annotate(text, nlp).officials] == []


@pytest.mark.parametrize(
    ("text", "officials"),
    [
        (
            "Tarik bin Sultan, the Saudi ambassador to Washington, said that the kingdom would wait.",
            [("Tarik bin Sultan", None, "SA")],
        ),
        ("Cabinet Secretary Ana Duarte left for Europe, the Israeli government said.", [("Ana Duarte", None, "IL")]),
        ("NAIROBI, Kenya (AP) _ President Joseph arap Kone said so.", [("Joseph arap Kone", None, "KE")]),
        ("Columbia Savings and Loan Association lost money. Columbia officials said it would recover.", []),
    ],
)
def test_names_and_companies_that_hold_a_title_or_place(
    nlp: Language, text: str, officials: list[tuple[str, str | None, str | None]]
) -> None:
    assert [(o.name, o.organization, o.country) for o in onrecord.annotate(text, nlp).officials] == officials


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Virginia Sen. Ivo Brandt spoke. Sens. Tom Kerr (D-WV) and Ana Duarte (D-PA) object.",
            ["Ivo Brandt", "Tom Kerr", "Ana Duarte"],
        ),
        (
            "Virginia Sen. Ivo Brandt spoke. They object: Sens. Tom Kerr, Ana Duarte, and Paul Brandt.",
            ["Ivo Brandt", "Tom Kerr", "Ana Duarte", "Paul Brandt"],
        ),
    ],
)
def test_a_state_before_a_senator_leaves_the_others_their_senate(nlp: Language, text: str, names: list[str]) -> None:
    officials = [(o.name, o.organization) for o in onrecord.annotate(text, nlp).officials]
    assert officials == [(name, "United States Senate") for name in names]


def test_a_minister_of_a_part_of_a_field_has_another_ministry(nlp: Language) -> None:
    text = (
        "Lucknow: Basic Education Minister Tom Kerr denied it, the Uttar Pradesh government said."
        " Union Education Minister Ana Duarte agreed."
    )
    officials = onrecord.annotate(text, nlp).officials
    assert [(o.name, o.organization) for o in officials] == [
        ("Tom Kerr", None),
        ("Ana Duarte", "Ministry of Education of India"),
    ]


def test_whom_somebody_accuses_is_no_title_of_his(nlp: Language) -> None:
    text = "Labour's Tom Kerr, the shadow environment secretary, accused ministers of “turning a blind eye”."
    assert [o.titles for o in onrecord.annotate(text, nlp).officials] == [("shadow environment secretary",)]
