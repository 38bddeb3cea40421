"""Whose body a name means that bodies of several countries have: by the article's evidence, else nobody's."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord


def bodies(nlp: Language, text: str) -> list[tuple[str | None, str, str | None]]:
    """Id, name and country of each body."""
    return [(body.id, body.name, body.country) for body in onrecord.annotate(text, nlp).agencies]


def test_a_ward_and_a_street_are_no_evidence_of_a_country(nlp: Language) -> None:
    text = (
        "Tom Bell was found guilty at Leicester Crown Court. He represented Abbey and Victoria ward, off Ohio Road."
        " Blaby Council said so. The Department for Work and Pensions agreed."
    )
    assert bodies(nlp, text) == [
        (None, "Leicester Crown Court", "GB"),
        (None, "Blaby Council", "GB"),
        ("gb-dwp", "Department for Work and Pensions", "GB"),
    ]


def test_pounds_tell_the_country_where_nothing_else_does(nlp: Language) -> None:
    text = "Wexcombe Council will spend £14 on each home."
    assert bodies(nlp, text) == [(None, "Wexcombe Council", "GB")]
    assert bodies(nlp, text.replace("£", "$")) == [(None, "Wexcombe Council", None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "LIMA, Peru (AP) — The bill went to the Senate. U.S. Ambassador Ana Duarte opposed it.",
            [(None, "Senate", "PE")],
        ),
        (
            "LIMA, Peru (AP) — U.S. officials came. The United States wants it; a U.S. aide said the Senate agreed.",
            [("us-senate", "United States Senate", "US")],
        ),
        (
            "MANILA, Philippines — The bill went to the Senate. U.S. Ambassador Ana Duarte opposed it.",
            [("ph-senate", "Senate of the Philippines", "PH")],
        ),
        (
            "By Tom Roe\n\nAccra, Ghana - She joined the High Court after years in London.",
            [("gh-high-court", "High Court of Ghana", "GH")],
        ),
    ],
)
def test_a_dateline_keeps_a_chamber_from_being_the_american_one(
    nlp: Language, text: str, expected: list[tuple[str | None, str, str | None]]
) -> None:
    assert bodies(nlp, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The International Committee of the Red Cross said so in Geneva.",
        "The Kenya Labour Congress said so on Monday.",
        "The Trades Union Congress said so on Monday.",
        "PRETORIA — The Congress of South African Trade Unions said so.",
    ],
)
def test_charities_and_unions_are_no_agencies(nlp: Language, text: str) -> None:
    assert bodies(nlp, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Independent Commission Against Corruption said so.", "Independent Commission Against Corruption"),
        (
            "The National Authority for the Campaign against Alcohol and Drug Abuse (Nacada) spoke. Nacada was sure.",
            "National Authority for the Campaign against Alcohol and Drug Abuse",
        ),
        ("The Harbor Commission on Monday said so.", "Harbor Commission"),
        ("The Ethics Commission of Texas said so.", "Ethics Commission of Texas"),
    ],
)
def test_a_name_goes_on_with_what_the_body_is_for(nlp: Language, text: str, name: str) -> None:
    [body] = onrecord.annotate(text, nlp).agencies
    assert body.name == name
    assert [m.text for m in body.mentions] == ([name, "Nacada", "Nacada"] if "Nacada" in text else [name])


def test_its_chief_is_of_what_was_spoken_of_last(nlp: Language) -> None:
    text = "The World Health Organization asked for help. Vaxalia would send doses. Its chief, Ana Duarte, said so."
    assert [o.organization for o in onrecord.annotate(text, nlp).officials] == []
    text = "The World Health Organization asked for help. Its chief, Ana Duarte, said so."
    assert [o.organization for o in onrecord.annotate(text, nlp).officials] == ["World Health Organization"]


def test_who_leads_another_committee_is_of_none_named_before(nlp: Language) -> None:
    text = "The Senate Banking Committee met. Ana Duarte, who heads the miners' safety committee, said so."
    assert [o.name for o in onrecord.annotate(text, nlp).officials] == []
    text = "The Senate Banking Committee met. Ana Duarte, who heads the committee, said so."
    [official] = onrecord.annotate(text, nlp).officials
    assert official.organization == "United States Senate Committee on Banking, Housing, and Urban Affairs"


def test_a_son_called_by_his_given_name_is_nobody_else(nlp: Language) -> None:
    text = "President Kwame Owusu sent her to London. She leaves her son Kwame and a daughter."
    assert [[m.text for m in o.mentions] for o in onrecord.annotate(text, nlp).officials] == [["Kwame Owusu"]]


def test_a_seat_of_the_worlds_bodies_tells_no_country(nlp: Language) -> None:
    text = "GENEVA (AP) — The Lake Climate Agency said so."
    assert bodies(nlp, text) == [(None, "Lake Climate Agency", None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sri Lanka’s government denied it.", [("lk-government", "Government of Sri Lanka", "LK")]),
        (
            "LUSAKA, Zambia — The Ministry of Foreign Affairs said so.",
            [("zm-ministry-foreign", "Ministry of Foreign Affairs of Zambia", "ZM")],
        ),
        (
            "Germany's domestic intelligence agency denied it.",
            [("de-bfv", "Federal Office for the Protection of the Constitution", "DE")],
        ),
        ("Ukraine's security service denied it.", [("ua-sbu", "Security Service of Ukraine", "UA")]),
        ("The Turkish statistics office published it.", [("tr-tuik", "Turkish Statistical Institute", "TR")]),
        ("Kenya's tax authority raided it.", [("ke-kra", "Kenya Revenue Authority", "KE")]),
        ("The Togolese tax authority raided it.", [(None, "Tax Authority of Togo", "TG")]),
    ],
)
def test_what_every_country_has_goes_by_its_own_name(
    nlp: Language, text: str, expected: list[tuple[str | None, str, str | None]]
) -> None:
    assert bodies(nlp, text) == expected


def test_a_president_is_not_of_the_country_that_is_named_in_passing(nlp: Language) -> None:
    text = "President Duarte said he was ready. The Russian foreign minister, meanwhile, sought to soften the tone."
    assert [(o.name, o.country) for o in onrecord.annotate(text, nlp).officials] == [("Duarte", None)]


@pytest.mark.parametrize(
    ("text", "officials"),
    [
        ("Soviet officials in Iraq said that Iraqi troops had left Iraq.", [(None, "SU")]),
        (
            "Yugoslav President Ivo Brandt met German Chancellor Ana Duarte.",
            [("Ivo Brandt", "YU"), ("Ana Duarte", "DE")],
        ),
        ("East German Premier Ivo Brandt left for Bonn, in West Germany.", [("Ivo Brandt", "DD")]),
    ],
)
def test_countries_that_are_no_more(nlp: Language, text: str, officials: list[tuple[str | None, str]]) -> None:
    assert [(o.name, o.country) for o in onrecord.annotate(text, nlp).officials] == officials


@pytest.mark.parametrize(
    "text",
    [
        "“He is fine,” said Tom Kerr, spokesman for Ana's relatives in Miami. The Cuban government agreed.",
        "A spokesman for the victims' families, Tom Kerr, said Cuba must pay. The Cuban government agreed.",
    ],
)
def test_who_speaks_for_a_family_speaks_for_no_body(nlp: Language, text: str) -> None:
    record = onrecord.annotate(text, nlp)
    assert ([o.name for o in record.officials], [p.name for p in record.people]) == ([], ["Tom Kerr"])


def test_a_hospital_of_the_army_is_not_the_army(nlp: Language) -> None:
    assert bodies(nlp, "The wounded were flown to Walter Reed Army Medical Center in Maryland.") == []


def test_the_house_is_the_countrys_own_though_another_was_named_last(nlp: Language) -> None:
    text = (
        "MANILA, Philippines - A U.S. ship came. The Philippine navy blamed China; the Philippine coast guard did so."
        " China's navy denied it. House Speaker Ana Duarte said Beijing had lied."
    )
    officials = onrecord.annotate(text, nlp).officials
    assert [(o.name, o.organization) for o in officials] == [
        ("Ana Duarte", "House of Representatives of the Philippines")
    ]


@pytest.mark.parametrize(
    ("text", "officials"),
    [
        ("Minister for Housing Ana Duarte said rents had risen.", [("Ana Duarte", None, None)]),
        (
            "Minister for Housing Ana Duarte told the Dáil in Cork that rents had risen.",
            [("Ana Duarte", "Department of Housing, Local Government and Heritage", "IE")],
        ),
        (
            "Speaking in Cork, Labour leader Ana Duarte told the Dáil that rents had risen.",
            [("Ana Duarte", "Labour Party of Ireland", "IE")],
        ),
        (
            "Former housing minister Ana Duarte, now a UN adviser, said in Dublin that rents had risen.",
            [("Ana Duarte", "United Nations", "UN")],
        ),
        ("Queensland Police Union president Ana Duarte said in Brisbane that 500 officers had quit.", []),
    ],
)
def test_whose_minister_or_leader(
    nlp: Language, text: str, officials: list[tuple[str, str | None, str | None]]
) -> None:
    assert [(o.name, o.organization, o.country) for o in onrecord.annotate(text, nlp).officials] == officials


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Department of Housing on Thursday said in Washington that rents had risen.", "Department of Housing"),
        ("A report by the Department of Youth Justice was late.", "Department of Youth Justice"),
    ],
)
def test_where_a_departments_name_ends(nlp: Language, text: str, name: str) -> None:
    assert [mention.text for body in onrecord.annotate(text, nlp).agencies for mention in body.mentions] == [name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tulsa Police said so. The Tulsa Police Department had sought him.",
            [(None, "Tulsa Police Department", "US")],
        ),
        ("The Royal Bank of Canada cut its fees.", []),
        ("The Pakistan Cricket Board met.", []),
        ("The Norwegian Refugee Council asked for help.", []),
        (
            "The Texas Commission on Environmental Quality fined it.",
            [(None, "Texas Commission on Environmental Quality", "US")],
        ),
        (
            "CAPE TOWN, South Africa — The Western Cape government said so.",
            [(None, "Western Cape Government", "ZA")],
        ),
        (
            "CHANDIGARH, India — Punjab Finance Minister Ana Duarte said the central government owes it money.",
            [("in-government", "Government of India", "IN")],
        ),
        (
            "TORONTO — The Ministry of the Attorney General declined to comment.",
            [(None, "Ministry of the Attorney General", "CA")],
        ),
        ("ISLAMABAD — The Khyber Valley Territory administration said so.", []),
        (
            "MANILA, Philippines — The Senate blue ribbon committee met.",
            [(None, "Senate Blue Ribbon Committee", "PH")],
        ),
    ],
)
def test_what_sounds_like_another_body(
    nlp: Language, text: str, expected: list[tuple[str | None, str, str | None]]
) -> None:
    assert bodies(nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "officials"),
    [
        ("Georgia's prime minister, Ana Duarte, said so.", [("Ana Duarte", "GE")]),
        ("London, Ont., Mayor Ana Duarte said so. London is proud.", [("Ana Duarte", "CA")]),
    ],
)
def test_which_of_two_places_of_one_name(nlp: Language, text: str, officials: list[tuple[str, str]]) -> None:
    assert [(o.name, o.country) for o in onrecord.annotate(text, nlp).officials] == officials
