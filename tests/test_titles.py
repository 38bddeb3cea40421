"""Titles with what belongs to them, and those who are no officials though they have one."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord

Known = tuple[str | None, tuple[str, ...], str | None, str | None]


def officials(nlp: Language, text: str) -> list[Known]:
    found = onrecord.annotate(text, nlp).officials
    return [(o.name, o.titles, o.organization_id, o.country) for o in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In Abuja, Special Adviser to the President on Media and Publicity Maria Ruiz spoke.",
            [("Maria Ruiz", ("Special Adviser to the President on Media and Publicity",), None, "NG")],
        ),
        (
            "South African Minister of Basic Education Angie Dlamini said schools would open.",
            [("Angie Dlamini", ("South African Minister of Basic Education",), None, "ZA")],
        ),
        (
            "In Delhi, Minister of State for Finance Maria Ruiz spoke.",
            [("Maria Ruiz", ("Minister of State for Finance",), "in-finance", "IN")],
        ),
        (
            "New Zealand's prime minister-designate, Maria Ruiz, spoke.",
            [("Maria Ruiz", ("prime minister-designate",), None, "NZ")],
        ),
        (
            "Treasury Secretary-designate Maria Ruiz spoke.",
            [("Maria Ruiz", ("Treasury Secretary-designate",), "us-treasury", "US")],
        ),
        (
            "Librarian of Congress Maria Ruiz spoke.",
            [("Maria Ruiz", ("Librarian of Congress",), "us-library-of-congress", "US")],
        ),
        ("Jefferson Parish Sheriff Joe Ruiz spoke.", [("Joe Ruiz", ("Jefferson Parish Sheriff",), None, None)]),
        (
            "Sudan's army-appointed foreign minister, Maria Ruiz, spoke.",
            [("Maria Ruiz", ("foreign minister",), "sd-ministry-foreign", "SD")],
        ),
        (
            "The review was led by Capt. Ruth Keane, commander of Coast Guard Sector Ansel.",
            [("Ruth Keane", ("Capt.", "commander of Coast Guard Sector Ansel"), "us-coast-guard", "US")],
        ),
    ],
)  # fmt: skip
def test_a_title_ends_where_the_name_begins(nlp: Language, text: str, expected: list[Known]) -> None:
    assert officials(nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The finance ministers of Kenya and Uganda, Maria Ruiz and Paul Keane, signed it.",
            [
                ("Maria Ruiz", ("finance ministers of Kenya and Uganda",), "ke-treasury", "KE"),
                ("Paul Keane", ("finance ministers of Kenya and Uganda",), "ug-ministry-finance", "UG"),
            ],
        ),
        (
            "Two of the senators, Maria Ruiz and Paul Keane, said no.",
            [(name, ("senators",), "us-senate", "US") for name in ("Maria Ruiz", "Paul Keane")],
        ),
        (
            "The central bank's governor, Maria Ruiz, spoke in Abuja.",
            [("Maria Ruiz", ("governor",), None, "NG")],
        ),
        (
            "TORONTO — Ontario Health Minister Maria Ruiz said that Canada was ready.",
            [("Maria Ruiz", ("Ontario Health Minister",), None, "CA")],
        ),
        (
            "LAHORE, Pakistan — In Punjab, provincial health minister Maria Ruiz spoke.",
            [("Maria Ruiz", ("health minister",), "pk-pb-government", "PK")],
        ),
        (
            "MANILA, Philippines — Interior Secretary Maria Ruiz said so.",
            [("Maria Ruiz", ("Interior Secretary",), "ph-dilg", "PH")],
        ),
        (
            "Government spokesperson Maria Ruiz spoke in Nairobi.",
            [("Maria Ruiz", ("Government spokesperson",), None, "KE")],
        ),
        (
            "Det Insp Maria Ruiz, from West Midlands Police, said so.",
            [("Maria Ruiz", ("Det Insp",), "gb-west-midlands-police", "GB")],
        ),
        (
            "U.S. Defense Secretary Maria Ruiz called her Israeli counterpart, Paul Keane.",
            [
                ("Maria Ruiz", ("U.S. Defense Secretary",), "us-dod", "US"),
                ("Paul Keane", ("Israeli counterpart",), "il-ministry-defense", "IL"),
            ],
        ),
        (
            "In Delhi, the Congress party's Maria Ruiz, MP for Nashik, said no.",
            [("Maria Ruiz", ("MP for Nashik",), "in-parliament", "IN")],
        ),
        (
            "FBI Director Maria Ruiz resigned. Her successor, Paul Keane, spoke.",
            [("Maria Ruiz", ("FBI Director",), "us-fbi", "US"), ("Paul Keane", (), "us-fbi", "US")],
        ),
        (
            "A spokesman for Brazil's finance minister, Maria Ruiz, said so.",
            [("Maria Ruiz", ("spokesman for Brazil's finance minister",), None, "BR")],
        ),
    ],
)  # fmt: skip
def test_of_whom_a_title_is(nlp: Language, text: str, expected: list[Known]) -> None:
    assert officials(nlp, text) == expected


def test_officials_are_of_the_country_in_which_they_are(nlp: Language) -> None:
    text = "Health officials in Uganda said 12 people had died. State health officials in Texas said so."
    assert [(o.mentions[0].text, o.country) for o in onrecord.annotate(text, nlp).officials] == [
        ("Health officials", "UG"),
        ("State health officials", "US"),
    ]


def test_an_office_until_last_year_is_over(nlp: Language) -> None:
    [official] = onrecord.annotate(
        "Maria Ruiz, who until last year was deputy director of the CIA, spoke.", nlp
    ).officials
    assert (official.organization_id, official.former) == ("us-cia", True)


@pytest.mark.parametrize(
    "text",
    [
        "King of pop Michael Ruiz died in 2009.",
        "The show's judge, Simon Keane, left.",
        "Airline spokesman Maria Ruiz said flights were late.",
        "A company spokesman, Paul Keane, said the plant would close.",
        "A university spokeswoman said that classes were over.",
        "The court was too busy for the justices to hear the case in Washington.",
        "Gen Z Voters Party wine was sold.",
        "PC Gamer Magazine closed its office.",
    ],
)
def test_who_is_no_official(nlp: Language, text: str) -> None:
    assert officials(nlp, text) == []


def test_letters_behind_a_name_are_no_part_of_it(nlp: Language) -> None:
    assert officials(nlp, "In Leeds, Judge Peter Blair KC jailed him.") == [("Peter Blair", ("Judge",), None, "GB")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Wade Pickering, who led the Tolliver County Sheriff's Office for 11 years, faces trial.",
            [("Wade Pickering", "Tolliver County Sheriff's Office")],
        ),
        (
            "FBI Director Maria Ruiz resigned. Ruiz's predecessor, former Director Dale Keane, said so.",
            [("Maria Ruiz", "Federal Bureau of Investigation"), ("Dale Keane", "Federal Bureau of Investigation")],
        ),
        (
            "In London, Labour’s Anil Deshpande, who chairs the Commons health committee, said no.",
            [("Anil Deshpande", "Labour Party")],
        ),
    ],
)
def test_persons_whom_the_words_beside_them_tell(nlp: Language, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(o.name, o.organization) for o in onrecord.annotate(text, nlp).officials] == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The driver was identified in court papers as Nuno Bakr Ortega. Ortega said that he was tired.",
            ["Nuno Bakr Ortega"],
        ),
        ("The mayor spoke to Ekua Tamsin, 53, who said that the pier would close.", ["Ekua Tamsin"]),
        ("Harbor Foods, who makes soup, said that it would close.", []),
        ("The plan was named as Operation Blue Door, officials in Kenya said.", []),
    ],
)
def test_full_names_that_the_model_does_not_see(nlp: Language, text: str, names: list[str]) -> None:
    assert [person.name for person in onrecord.annotate(text, nlp).people] == names
