"""Officials: who holds which office in which body, and which mentions are of one person."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

import onrecord
from onrecord.components.resolve.officials import entity_at, same_person, words_of
from onrecord.model import Official


def officials(nlp: Language, text: str) -> tuple[Official, ...]:
    return onrecord.annotate(text, nlp).officials


def mentioned(official: Official) -> list[str]:
    return [mention.text for mention in official.mentions]


def test_title_and_name(nlp: Language) -> None:
    [official] = officials(nlp, "Homeland Security Secretary Ana Duarte spoke on Monday. Duarte said so twice.")
    assert official.name == "Ana Duarte"
    assert official.titles == ("Homeland Security Secretary",)
    assert (official.organization, official.organization_id) == ("Department of Homeland Security", "us-dhs")
    assert official.country == "US"
    assert official.introduced is not None
    assert official.introduced.text == "Homeland Security Secretary Ana Duarte"
    assert mentioned(official) == ["Ana Duarte", "Duarte"]


def test_name_and_apposition(nlp: Language) -> None:
    text = "The Census Bureau counted again. Ana Duarte, the bureau's acting director, said on Monday that it was done."
    [official] = officials(nlp, text)
    assert (official.name, official.titles) == ("Ana Duarte", ("acting director",))
    assert (official.organization, official.acting, official.former) == ("U.S. Census Bureau", True, False)


def test_bracketed_insertions_belong_to_the_name(nlp: Language) -> None:
    text = "“I asked President [Ana] Duarte to call [Kenyan] President [Tom Kip] Mwangi,” the senator said on Monday."
    named = [(o.name, o.country) for o in officials(nlp, text) if o.name]
    assert named == [("Ana Duarte", None), ("Tom Kip Mwangi", "KE")]


def test_the_unnamed_are_joined_by_head_and_body(nlp: Language) -> None:
    text = (
        "A Homeland Security Department official said on Monday that fewer people came. "
        "A State Department spokesperson said the same. "
        "“It is a trend,” the DHS official said."
    )
    first, second = officials(nlp, text)
    assert mentioned(first) == ["A Homeland Security Department official", "the DHS official"]
    assert mentioned(second) == ["A State Department spokesperson"]
    assert second.organization == "Department of State"


def test_a_list_after_a_plural_title(nlp: Language) -> None:
    text = "Sens. Ana Duarte (D-N.M.), Tom Mwangi (R-La.) and Li Hale of Ohio voted no on Monday. Mwangi spoke."
    assert [(o.name, o.organization, mentioned(o)) for o in officials(nlp, text)] == [
        ("Ana Duarte", "United States Senate", ["Ana Duarte"]),
        ("Tom Mwangi", "United States Senate", ["Tom Mwangi", "Mwangi"]),
        ("Li Hale", "United States Senate", ["Li Hale"]),
    ]


def test_a_nationality_gives_the_ministry(nlp: Language) -> None:
    [official] = officials(nlp, "Mexican Foreign Affairs Secretary Ana Duarte spoke on Monday.")
    assert (official.organization_id, official.country) == ("mx-sre", "MX")


def test_former_and_acting(nlp: Language) -> None:
    text = "Former Kenyan President Tom Mwangi met acting Kenyan Defense Minister Ana Duarte on Monday."
    former, acting = officials(nlp, text)
    assert (former.name, former.former, former.acting, former.country) == ("Tom Mwangi", True, False, "KE")
    assert (acting.name, acting.former, acting.acting) == ("Ana Duarte", False, True)
    assert acting.organization == "Ministry of Defense of Kenya"


def test_two_people_of_one_last_name_stay_two(nlp: Language) -> None:
    text = "Mayor Teresa Duarte and Police Chief Martin Duarte met on Monday. Martin Duarte spoke. Duarte left early."
    assert [(o.name, mentioned(o)) for o in officials(nlp, text)] == [
        ("Teresa Duarte", ["Teresa Duarte"]),
        ("Martin Duarte", ["Martin Duarte", "Martin Duarte", "Duarte"]),
    ]


def test_a_definite_title_is_whoever_was_named_in_it(nlp: Language) -> None:
    text = "Ohio Gov. Ana Duarte met mayors on Monday. The governor said she would sign the bill."
    doc = nlp(text)
    at = text.index("The governor")
    assert entity_at(doc, at, at + 12) == ("official-1", "Ana Duarte")
    assert [mentioned(o) for o in officials(nlp, text)] == [["Ana Duarte"]]


def test_a_nickname_inside_a_name(nlp: Language) -> None:
    [official] = officials(nlp, "Rep. Roberto “Beto” Duarte voted no on Monday. Duarte said so twice.")
    assert (official.name, mentioned(official)) == ("Roberto “Beto” Duarte", ["Roberto “Beto” Duarte", "Duarte"])


def test_a_headline_gives_no_names(nlp: Language) -> None:
    text = "President Duarte Says Ports Will Close Again.\n\nKenyan President Ana Duarte spoke in Mombasa on Monday."
    assert [(o.name, mentioned(o)) for o in officials(nlp, text)] == [("Ana Duarte", ["Duarte", "Ana Duarte"])]


def test_no_country_is_guessed_for_a_guest(nlp: Language) -> None:
    text = (
        "North Korea fired two missiles on Monday, South Korea's military said. North Korea said nothing. "
        "North Korean state media were silent. President Tom Hale called for calm."
    )
    assert [(o.name, o.country) for o in officials(nlp, text) if o.name] == [("Tom Hale", None)]


def test_people_who_hold_no_office(nlp: Language) -> None:
    text = "Ana Duarte, a bus driver, spoke on Monday. “It is late,” Duarte said."
    record = onrecord.annotate(text, nlp)
    assert record.officials == ()
    assert [(p.name, p.description, [m.text for m in p.mentions]) for p in record.people] == [
        ("Ana Duarte", "a bus driver", ["Ana Duarte", "Duarte"])
    ]


def test_officials_of_a_company_are_none(nlp: Language) -> None:
    assert (
        officials(nlp, "Ana Duarte, director of the film, met Tom Kip, a Harbor Mills Inc. spokesman, on Monday.") == ()
    )


def test_a_phrase_leads_to_its_entity(nlp: Language) -> None:
    text = "Sen. Ana Duarte spoke on Monday. The Census Bureau agreed with Duarte."
    doc = nlp(text)
    at = text.index("Duarte", 20)
    assert entity_at(doc, at, at + 6) == ("official-1", "Ana Duarte")
    at = text.index("The Census")
    assert entity_at(doc, at, at + len("The Census Bureau")) == ("us-census", "U.S. Census Bureau")
    assert entity_at(doc, 17, 22) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Andrés Manual Duarte", "Andres Manuel Duarte", True),
        ("Bill Duarte", "William J. Duarte", True),
        ("A. Duarte", "Ana Duarte", True),
        ("Ana Duarte", "Tom Duarte", False),
        ("Ana Duarte", "Ana Mwangi", False),
    ],
)
def test_forms_of_one_name(one: str, other: str, same: bool) -> None:
    assert same_person(words_of(one), words_of(other)) is same


WORDS = [
    "President",
    "[",
    "Ana",
    "]",
    "Duarte",
    "'s",
    ",",
    "the",
    "agency",
    "spokesman",
    "said",
    "Sens.",
    "and",
    "of",
    "\n",
]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(WORDS)))
def test_any_order_of_an_officials_words_is_read(nlp: Language, words: list[str]) -> None:
    text = " ".join(words)
    for official in officials(nlp, text):
        assert all(text[m.start_char : m.end_char] == m.text for m in official.mentions)


def test_nominees_do_not_hold_the_office_that_their_title_names(nlp: Language) -> None:
    text = "Paul Frick, the president's nominee for defense secretary, left. Defense secretary nominee Frick spoke."
    [official] = officials(nlp, text)
    assert official.titles == ("nominee for defense secretary", "Defense secretary nominee")
    assert (official.name, official.organization) == ("Paul Frick", "Department of Defense")


def test_names_with_particles_that_the_model_does_not_see(nlp: Language) -> None:
    text = "Ana de la Torre, the interior minister of Mexico, spoke on Monday."
    assert [(o.name, o.titles) for o in officials(nlp, text)] == [("Ana de la Torre", ("interior minister of Mexico",))]


def test_kings_and_queens_by_their_number_or_country(nlp: Language) -> None:
    text = "Spain's King Felipe VI met Queen Margrethe of Denmark on Monday. King County was not asked."
    assert [(o.name, o.country) for o in officials(nlp, text)] == [("Felipe VI", "ES"), ("Margrethe", "DK")]


def test_presidents_of_companies_are_no_officials(nlp: Language) -> None:
    text = "Acme Corp. President Tom Hale and Hanbit Shipping President Ana Duarte met on Monday."
    assert officials(nlp, text) == ()


def test_by_then_is_not_then(nlp: Language) -> None:
    text = "By then Mayor Ivy Tran had left. Then-Mayor Joe Marsh had signed it on Monday."
    assert [(o.name, o.former) for o in officials(nlp, text)] == [("Ivy Tran", False), ("Joe Marsh", True)]


def test_a_missed_name_is_found_with_all_its_words(nlp: Language) -> None:
    text = (
        "Andres Manuel Lopez Obregon, the Mexican president, spoke on Monday. Lopez Obregon agreed. "
        "Egyptian President Abdel Fattah el-Sayed spoke. El-Sayed agreed."
    )
    assert [mentioned(o) for o in officials(nlp, text)] == [
        ["Andres Manuel Lopez Obregon", "Lopez Obregon"],
        ["Abdel Fattah el-Sayed", "El-Sayed"],
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Tom Hale, 67, a retired forgeman,", "a retired forgeman"),
        ("Tom Hale, Rewi’s brother,", "Rewi’s brother"),
        ("Tom Hale, president of Harbor Local 88,", "president of Harbor Local 88"),
        ("Defense lawyer Tom Hale", "Defense lawyer"),
        ("His lawyer, Tom Hale,", "His lawyer"),
        ("Tom Hale, speaking to reporters,", None),
        ("Tom Hale, who runs the clinic,", None),
    ],
)
def test_the_descriptions_of_people(nlp: Language, words: str, expected: str | None) -> None:
    [person] = onrecord.annotate(f"{words} said on Monday that the strike would go on.", nlp).people
    assert (person.name, person.description) == ("Tom Hale", expected)


def test_companies_are_no_people(nlp: Language) -> None:
    assert onrecord.annotate("Hanbit Marine said on Monday that the ship was safe.", nlp).people == ()


def test_offices_of_no_country_are_of_the_one_in_the_dateline(nlp: Language) -> None:
    text = (
        "AMMAN, Jordan — Foreign Minister Khalil Haddad met China’s trade minister, Li Wei, in Jordan on Sunday. "
        "Prime Minister Nadim Khoury did not."
    )
    assert [(o.name, o.organization_id, o.country) for o in officials(nlp, text)] == [
        ("Khalil Haddad", "jo-ministry-foreign", "JO"),
        ("Li Wei", "cn-mofcom", "CN"),
        ("Nadim Khoury", None, "JO"),
    ]


@pytest.mark.parametrize(
    ("text", "organization", "former"),
    [
        ("Maria Ruiz, who runs the Environmental Protection Agency, spoke.", "us-epa", False),
        ("The Census Bureau is large. Maria Ruiz, who has led the bureau since May, spoke.", "us-census", False),
        ("Maria Ruiz headed the Census Bureau.", "us-census", True),
        ("The EPA is led by Administrator Maria Ruiz.", "us-epa", False),
        ("Maria Ruiz served as deputy secretary of the Department of Energy until 2022.", "us-doe", True),
        ("Maria Ruiz, who served as deputy director of the FBI, spoke.", "us-fbi", True),
        ("Maria Ruiz was director of the FBI from 2001 to 2013.", "us-fbi", True),
        ("Maria Ruiz is director of the FBI.", "us-fbi", False),
        ("Maria Ruiz was the director of the FBI who spoke.", "us-fbi", False),
    ],
)
def test_a_verb_tells_who_leads_a_body(nlp: Language, text: str, organization: str, former: bool) -> None:
    [official] = onrecord.annotate(text, nlp).officials
    assert (official.name, official.organization_id, official.former) == ("Maria Ruiz", organization, former)


@pytest.mark.parametrize(
    "text",
    [
        "Maria Ruiz will lead the Census Bureau choir.",
        "Maria Ruiz, who never led the Census Bureau, spoke.",
        "Maria Ruiz leads the race.",
        "The Census Bureau spoke. Maria Ruiz, who runs a bakery, did not.",
    ],
)
def test_who_leads_no_body(nlp: Language, text: str) -> None:
    assert onrecord.annotate(text, nlp).officials == ()


def test_an_office_of_a_part_of_the_united_nations_belongs_to_it(nlp: Language) -> None:
    text = "U.N. High Commissioner for Refugees Ana Duarte met U.N. human rights chief Paul Keane."
    assert [o.organization_id for o in onrecord.annotate(text, nlp).officials] == ["un-unhcr", "un-ohchr"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mayor Ana Navarro and Sen. Luis Navarro spoke. Navarro said no.", [["Ana Navarro"], ["Luis Navarro"]]),
        (
            "Mayor Ana Navarro and Sen. Luis Navarro spoke. Sen. Navarro said no. Navarro left.",
            [["Ana Navarro"], ["Luis Navarro", "Navarro", "Navarro"]],
        ),
        (
            "Mayor Ana Navarro and Police Chief Luis Navarro spoke. Police Chief Navarro said no.",
            [["Ana Navarro"], ["Luis Navarro", "Navarro"]],
        ),
    ],
)
def test_a_last_name_alone_that_may_be_either_of_two_is_nobodys(
    nlp: Language, text: str, names: list[list[str]]
) -> None:
    found = onrecord.annotate(text, nlp).officials
    assert [[mention.text for mention in official.mentions] for official in found] == names


def test_below_a_minister_in_brackets_and_later_by_less(nlp: Language) -> None:
    text = (
        "Customs and Border Protection (CBP) Commissioner Paul Keane met Under Secretary of Defense Mark Hale. "
        'A State Department spokeswoman said so. "We agree," the spokeswoman said.'
    )
    found = onrecord.annotate(text, nlp).officials
    assert [(o.name, o.organization_id, len(o.mentions)) for o in found] == [
        ("Paul Keane", "us-cbp", 1),
        ("Mark Hale", "us-dod", 1),
        (None, "us-state", 2),
    ]


@pytest.mark.parametrize(
    ("text", "title", "organization", "country"),
    [
        ("New York Mayor Maria Ruiz spoke.", "New York Mayor", "New York", "US"),
        ("Sinaloa Gov. Maria Ruiz spoke.", "Sinaloa Gov.", None, "MX"),
        ("Shadow chancellor Maria Ruiz spoke in Leeds.", "Shadow chancellor", None, "GB"),
        ("In Leeds, the chancellor, Maria Ruiz, spoke.", "chancellor", "HM Treasury", "GB"),
        ("The Lake Safety Board met, spokeswoman Maria Ruiz said.", "spokeswoman", "Lake Safety Board", None),
        ("The FBI took files. Director Maria Ruiz spoke.", "Director", "Federal Bureau of Investigation", "US"),
        ("Kenya's Inspector-General of Police, Maria Ruiz, spoke.", "Inspector-General of Police", None, "KE"),
        (
            "In Delhi, Maria Ruiz, leader of the ruling BJP, spoke.",
            "leader of the ruling BJP",
            "Bharatiya Janata Party",
            "IN",
        ),
        ("Pakistan's army chief, Maria Ruiz, spoke.", "army chief", "Pakistan Army", "PK"),
        ("Japan's Chief Cabinet Secretary Maria Ruiz spoke.", "Chief Cabinet Secretary", None, "JP"),
        ("Maharashtra Chief Minister Maria Ruiz spoke.", "Maharashtra Chief Minister", None, "IN"),
        ("Deputy Attorney General Maria Ruiz spoke.", "Deputy Attorney General", "Department of Justice", "US"),
    ],
)
def test_an_office_and_its_body(
    nlp: Language, text: str, title: str, organization: str | None, country: str | None
) -> None:
    [official] = officials(nlp, text)
    assert (official.name, official.titles) == ("Maria Ruiz", (title,))
    assert (official.organization, official.country) == (organization, country)


def test_who_works_for_somebody_is_of_the_same_body(nlp: Language) -> None:
    text = (
        "FBI Director Alan Stone resigned. His deputy, Maria Ruiz, spoke. Kansas Gov. Laura Whitfield did not, and "
        "Whitfield's press secretary, Tom Berg, declined to comment. His deputy press secretary was away."
    )
    found = [(o.name, o.titles, o.organization_id, o.country) for o in officials(nlp, text)]
    assert found == [
        ("Alan Stone", ("FBI Director",), "us-fbi", "US"),
        ("Maria Ruiz", ("deputy",), "us-fbi", "US"),
        ("Laura Whitfield", ("Kansas Gov.",), None, "US"),
        ("Tom Berg", ("press secretary",), None, "US"),
    ]


def test_a_spokesman_where_a_company_is_named_has_no_body(nlp: Language) -> None:
    text = "The EPA sued the company after a spill, spokesman Alan Stone said."
    assert [o.organization for o in officials(nlp, text)] in ([], [None])


def test_unnamed_officials_of_different_bodies_are_kept_apart(nlp: Language) -> None:
    text = (
        "Police officials said four were hurt. City officials said a road was closed. The police officials said more. "
        "Federal prosecutors said he lied. Prosecutors asked for five years."
    )
    assert [mentioned(o) for o in officials(nlp, text)] == [
        ["Police officials", "The police officials"],
        ["City officials"],
        ["Federal prosecutors", "Prosecutors"],
    ]


def test_a_name_of_two_words_is_found_where_the_model_sees_a_place(nlp: Language) -> None:
    text = "José Luis Ruiz Zapata, the former prime minister of Spain, called, and Ruiz Zapata flew home."
    assert [mentioned(o) for o in officials(nlp, text)] == [["José Luis Ruiz Zapata", "Ruiz Zapata"]]


def test_a_full_name_after_an_honorific_is_found_where_the_model_sees_none(nlp: Language) -> None:
    text = "“The water is warmer,” said the author, Dr Núria Casals. Mr Price Group said profit rose."
    assert [p.name for p in onrecord.annotate(text, nlp).people] == ["Núria Casals"]
