"""Agencies: which words name a public body, and which body that is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from spacy.language import Language
from spacy.tokens import Doc

import onrecord
from onrecord.check import check, country_codes
from onrecord.components.agencies import Agencies
from onrecord.gazetteer import gazetteer_problems
from onrecord.model import Agency
from onrecord.rules import AgencyRule, sources


def agencies(nlp: Language, text: str) -> tuple[Agency, ...]:
    return onrecord.annotate(text, nlp).agencies


def named(nlp: Language, text: str) -> list[tuple[str, list[str]]]:
    """Each body's canonical name with the words that mention it."""
    return [(body.name, [mention.text for mention in body.mentions]) for body in agencies(nlp, text)]


@pytest.mark.parametrize(
    "words",
    [
        "The Kenyan Health Ministry",
        "The Ministry of Health of Kenya",
        "Kenya's Health Ministry",
        "Kenya’s health ministry",
    ],
)
def test_one_name_however_it_is_said(nlp: Language, words: str) -> None:
    [body] = agencies(nlp, f"{words} declined to comment on Monday.")
    assert (body.id, body.name, body.country) == ("ke-ministry-health", "Ministry of Health of Kenya", "KE")


def test_a_body_named_at_length_by_acronym_and_before_a_title_is_one(nlp: Language) -> None:
    text = (
        "Homeland Security Secretary Ana Duarte spoke. The Department of Homeland Security said so. A DHS aide agreed."
    )
    [body] = agencies(nlp, text)
    assert body.name == "Department of Homeland Security"
    assert body.acronym == "DHS"
    assert [m.text for m in body.mentions] == ["Homeland Security", "Department of Homeland Security", "DHS"]


def test_the_article_decides_between_two_countries(nlp: Language) -> None:
    british = "Britain will borrow more, the Treasury said in London. The Bank of England did not comment."
    american = "Washington will borrow more, the Treasury said. The Federal Reserve did not comment."
    assert [name for name, _ in named(nlp, british)] == ["HM Treasury", "Bank of England"]
    assert [name for name, _ in named(nlp, american)] == ["Department of the Treasury", "Federal Reserve"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Financial Stability Board met in Basel. The FSB saw risks.", ["int-fsb"]),
        ("The Africa CDC spoke in Uganda. The CDC did not.", ["int-africa-cdc"]),
        (
            "The Africa CDC spoke, and so did the Centers for Disease Control. The CDC agreed.",
            ["int-africa-cdc", "us-cdc"],
        ),
        ("Russia's FSB held a man in Moscow, the FSB said.", ["ru-fsb"]),
        ("The FSB said so.", []),
    ],
)
def test_an_acronym_of_two_bodies_is_that_of_the_one_named(nlp: Language, text: str, expected: list[str]) -> None:
    assert [body.id for body in agencies(nlp, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Israel's Labor Party lost, Israeli officials said. The Labor Party shrugged.", [None, "IL"]),
        ("Australia's Labor Party won. The Labor Party has 94 seats in Canberra.", ["au-labor", "AU"]),
        (
            "The Prime Minister's Office said in Jerusalem that Israel would respond.",
            ["il-prime-minister-office", "IL"],
        ),
        ("Senegal's Constitutional Council ruled. France did not. Senegalese judges sit on it.", [None, "SN"]),
        ("Ghana's Electoral Commission met in Accra, Ghana.", ["gh-ec", "GH"]),
    ],
)
def test_a_name_that_many_countries_have_is_of_the_one_at_hand(
    nlp: Language, text: str, expected: list[str | None]
) -> None:
    assert {(body.id, body.country) for body in agencies(nlp, text)} == {tuple(expected)}


def test_an_acronym_is_what_the_article_says_it_is(nlp: Language) -> None:
    text = "The Harbor Safety Commission (HSC) reported 12 groundings. The HSC declined to say more."
    [body] = agencies(nlp, text)
    assert (body.id, body.name, body.acronym) == (None, "Harbor Safety Commission", "HSC")
    assert [m.text for m in body.mentions] == ["Harbor Safety Commission", "HSC", "HSC"]


@pytest.mark.parametrize(
    "text",
    [
        "Harbor Mills Inc. bought the Daily Courier from Ames University on Monday.",
        "The secretary of state spoke at the department.",
        "The house was white, and the guard was asleep.",
        "He wore a navy coat and a treasury of medals.",
    ],
)
def test_no_public_body(nlp: Language, text: str) -> None:
    assert named(nlp, text) == []


def test_our_gazetteer_has_no_problems() -> None:
    assert list(gazetteer_problems(sources("agencies"), countries=country_codes(None))) == []


def test_every_mistake_across_lines_is_said_with_its_remedy(tmp_path: Path) -> None:
    def line(id: str, name: str, **more: str) -> str:
        return json.dumps(
            {
                "id": id,
                "label": "AGENCY",
                "name": name,
                "country": "US",
                "type": "other",
                "examples": {name: {}},
                **more,
            }
        )

    own = tmp_path / "agencies.jsonl"
    lines = [
        line("us-reefs", "Office of Reefs", parent="us-nothing"),
        line("us-buoys", "Buoy Office", kind="buoys"),
        line("us-tides", "Department of State"),
    ]
    own.write_text("\n".join(lines) + "\n")
    assert [str(problem) for problem in gazetteer_problems([own], sources("agencies"))] == [
        f"{own}:2: rule us-buoys: stands after us-reefs; lines stand in the order of their ids",
        f"{own}:1: rule us-reefs: parent us-nothing is no body; is it 'us-ntia'?",
        f"{own}:2: rule us-buoys: kind buoys is no line with forms; mend the id or leave it out",
        f"{own}:3: rule us-tides: 'Department of State' is a name of us-state too; take it from one of the two",
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"country": "XX"}, "country XX is none of the places; give its ISO 3166 code"),
        ({"parent": "us-reefs"}, "is its own parent; name the body above it or leave it out"),
        ({"aliases": ["Reef Office", "Reef Office"]}, "'Reef Office' stands in it 2 times; once is enough"),
        ({"aliases": ["Office of Reefs"]}, "'Office of Reefs' stands in it 2 times; once is enough"),
        (
            {"aliases": ["state department"]},
            "'state department' is a name of us-state too; take it from one of the two",
        ),
        ({"aliases": ["Office Of Reefs"]}, "'Office of Reefs' stands in it 2 times; once is enough"),
        ({"acronyms": ["ro"]}, "acronym 'ro' would be found anywhere; give two letters at least, with a capital"),
        ({"acronyms": ["Reef Office"]}, "acronym 'Reef Office' is of several words; put it among the aliases"),
        ({"shorts": ["Commerce"]}, "'Commerce' is a short of us-commerce too; take it from one of the two"),
        ({"type": None}, "has no type; say whether it is executive, legislature, court, ... or other"),
        ({"kind": "navy"}, "kind navy of US is us-navy already; take it from one of the two"),
        (
            {"kind": "navy", "country": None, "id": "reefs"},
            "is of the kind navy but of no country; name the country, or leave out the kind",
        ),
    ],
)
def test_every_slip_in_a_line_is_said_with_its_remedy(tmp_path: Path, wrong: dict[str, object], said: str) -> None:
    line = {"id": "us-reefs", "label": "AGENCY", "name": "Office of Reefs", "country": "US", "type": "executive"}
    own = tmp_path / "agencies.jsonl"
    own.write_text(json.dumps(line | {"examples": {"Office of Reefs": {}}} | wrong) + "\n")
    assert [str(problem) for problem in gazetteer_problems([own], sources("agencies"), country_codes(None))] == [
        f"{own}:1: rule {wrong.get('id', 'us-reefs')}: {said}"
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"alias": ["Reefs"]}, "alias: there is no such field; is it 'aliases'?"),
        ({"acronyms": "OR"}, 'acronyms: give a list: ["...", "..."]'),
        ({"aliases": [""]}, "aliases.0: it is empty; fill it or leave it out"),
        ({"id": "US-Reefs"}, "id: write it in small letters and digits, with hyphens or dots between them: us-cbp"),
        ({"label": "Agency"}, "label: 'Agency' is not 'AGENCY'"),
        ({"name": None}, "the line: give a body its `name`, or a kind of body its `forms`, and not both"),
        (
            {"examples": {}},
            'examples: give {"The [[Coast Guard]] met.": {"name": "Coast Guard"}}: the text, its mention in brackets, '
            "what it is",
        ),
    ],
)
def test_what_cannot_be_read_is_said_with_its_remedy(tmp_path: Path, wrong: dict[str, object], said: str) -> None:
    line = {"id": "us-reefs", "label": "AGENCY", "name": "Office of Reefs", "examples": {"Office of Reefs": {}}} | wrong
    own = tmp_path / "agencies.jsonl"
    own.write_text(json.dumps(line) + "\n")
    assert [str(problem) for problem in check(tmp_path)] == [f"{own}:1: rule {line['id']}: {said}"]


def test_bodies_that_are_above_each_other_are_told(tmp_path: Path) -> None:
    line = {"label": "AGENCY", "country": "US", "type": "other", "examples": {"x": {}}}
    own = tmp_path / "agencies.jsonl"
    pairs = (("us-lakes", "Lakes Office", "us-ponds"), ("us-ponds", "Ponds Office", "us-lakes"))
    own.write_text("\n".join(json.dumps(line | {"id": i, "name": name, "parent": up}) for i, name, up in pairs))
    assert [str(problem) for problem in gazetteer_problems([own])] == [
        f"{own}:1: rule us-lakes: parent us-ponds is itself below us-lakes; mend one of the two",
        f"{own}:2: rule us-ponds: parent us-lakes is itself below us-ponds; mend one of the two",
    ]


def test_a_line_is_a_body_or_a_kind() -> None:
    with pytest.raises(ValidationError, match="give a body its `name`, or a kind of body its `forms`, and not both"):
        AgencyRule(id="us-reefs", label="AGENCY", name="Office of Reefs", forms=("reef office",), examples={"x": {}})


def test_a_kind_without_a_place_is_of_the_country_that_the_article_is_about(nlp: Language) -> None:
    text = "NAIROBI, Kenya. Doctors in Nairobi went on strike. The Health Ministry declined to comment."
    [body] = agencies(nlp, text)
    assert (body.id, body.name, body.country) == ("ke-ministry-health", "Ministry of Health of Kenya", "KE")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Senate", "Committee", "of", "Ministry", "’s", "U.S.", "the", ",", "(", "DHS", ")", "\n"])
    )
)
def test_any_order_of_a_bodys_words_is_read(nlp: Language, words: list[str]) -> None:
    text = " ".join(words)
    for body in agencies(nlp, text):
        assert all(text[m.start_char : m.end_char] == m.text for m in body.mentions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Texas Department of Corrections and the Cook County Sheriff's Office agreed on Monday.",
            [
                ("Texas Department of Corrections", ["Texas Department of Corrections"]),
                ("Cook County Sheriff's Office", ["Cook County Sheriff's Office"]),
            ],
        ),
        (
            "The New York Police Department and New York City Council met on Monday.",
            [
                ("New York City Police Department", ["New York Police Department"]),
                ("New York City Council", ["New York City Council"]),
            ],
        ),
    ],
)
def test_two_bodies_joined_by_and(nlp: Language, text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert named(nlp, text) == expected


def test_a_county_and_a_state_have_the_bodies_that_are_called_by_their_kind(nlp: Language) -> None:
    text = (
        "Polk County Council voted in Ohio on Monday. The county council said that it would wait. "
        "The state health department agreed. The city council did not."
    )
    assert named(nlp, text) == [
        ("Polk County Council", ["Polk County Council", "county council"]),
        ("Ohio Health Department", ["state health department"]),
    ]


def test_of_two_counties_neither_has_the_county_council(nlp: Language) -> None:
    assert named(nlp, "Polk County and Ames County agreed on Monday. The county council said that it would wait.") == []


def test_seats_and_short_names_are_bodies_where_they_act(nlp: Language) -> None:
    text = (
        "The State Department and the Interior Department agreed. State had no comment on Monday. Interior declined. "
        "Brussels rejected the plan, and a diplomat flew to Brussels. The secretary of state left."
    )
    assert named(nlp, text) == [
        ("Department of State", ["State Department", "State"]),
        ("Department of the Interior", ["Interior Department", "Interior"]),
        ("European Union", ["Brussels"]),
    ]


def test_a_congress_is_that_of_the_country_beside_it(nlp: Language) -> None:
    assert [
        (b.id, b.country) for b in agencies(nlp, "Congress in Peru voted on Monday. Peru's Congress will meet.")
    ] == [("pe-congress", "PE")]


def test_a_short_name_belongs_to_the_country_behind_the_holder(nlp: Language) -> None:
    text = "Deputy Interior Minister Karim Aziz of Iraq resigned in Ohio on Monday."
    [body] = agencies(nlp, text)
    assert (body.id, [m.text for m in body.mentions]) == ("iq-ministry-interior", ["Interior"])
    [official] = onrecord.annotate(text, nlp).officials
    assert (official.organization_id, official.country) == ("iq-ministry-interior", "IQ")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Lake Fisheries Tribunal", "court"),
        ("Lake Fisheries Agency", "executive"),
        ("Lake Markets Authority", "regulator"),
        ("Lake Isles Parliament", "legislature"),
        ("Wexcombe Council", "local_government"),
        ("Lake Fisheries Council", "other"),
    ],
)
def test_the_head_of_a_name_says_the_type(nlp: Language, body: str, kind: str) -> None:
    assert [(b.name, b.type) for b in agencies(nlp, f"The {body} declined to comment on Monday.")] == [(body, kind)]


def test_central_banks_go_by_their_own_names(nlp: Language) -> None:
    text = "Poland's central bank cut rates. The National Bank of Poland and the Bank of Israel had waited."
    assert named(nlp, text) == [
        ("National Bank of Poland", ["central bank", "National Bank of Poland"]),
        ("Bank of Israel", ["Bank of Israel"]),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("India waited. The Bombay High Court ruled in Mumbai.", [(None, "Bombay High Court", "IN")]),
        ("The Democratic Party lost, South Korea's Kim Min-ho said.", [("kr-dp", "Democratic Party of Korea", "KR")]),
        ("Seoul, South Korea: the Federal Government spoke.", [("kr-government", "Government of South Korea", "KR")]),
        (
            "In Manila, the Philippines, the House met. The House rose.",
            [("ph-house", "House of Representatives of the Philippines", "PH")],
        ),
    ],
)
def test_a_name_of_many_bodies_is_of_the_countrys_own(
    nlp: Language, text: str, expected: list[tuple[str, ...]]
) -> None:
    assert [(body.id, body.name, body.country) for body in agencies(nlp, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UNITED NATIONS (AP) - The AP said so.", ["United Nations"]),
        ("Chief Constable Ana Duarte of Avon Police apologised in Bristol.", ["Avon Police"]),
    ],
)
def test_what_stands_beside_a_body_is_no_part_of_it(nlp: Language, text: str, expected: list[str]) -> None:
    assert [name for name, _ in named(nlp, text)] == expected


def test_bodies_that_no_article_names_cost_next_to_nothing(tmp_path: Path) -> None:
    """Ten times the lines: hardly a phrase more is cut into tokens, and none more is given to the matchers."""

    class Counting:
        def __init__(self, patterns: str | None) -> None:
            self.cut: list[str] = []
            blank = spacy.blank("en")
            tokenizer = blank.tokenizer
            blank.tokenizer = self
            self.rules, self.tokenizer = tokenizer.rules, tokenizer
            self.agencies = Agencies(blank, "agencies", patterns)

        def __call__(self, text: str) -> Doc:
            self.cut.append(text)
            return self.tokenizer(text)

    line = {"label": "AGENCY", "country": "US", "type": "other", "examples": {"x": {}}}
    words = [f"Lk{a}{b}{c}" for a in "abcdefghij" for b in "abcdefghij" for c in "abcdefghij"]
    many = [line | {"id": f"us-{w.lower()}-{n}", "name": f"{w} Board {n}"} for w in words for n in range(10)]
    (tmp_path / "agencies.jsonl").write_text("\n".join(map(json.dumps, many)))
    few, ten = Counting(None), Counting(str(tmp_path))
    assert len(ten.agencies.rules["agencies"]) - len(few.agencies.rules["agencies"]) == len(many)
    assert len(ten.cut) - len(few.cut) == len(words)  # each first word once, however many bodies begin with it
    text = "The Department of State and the Census Bureau met the Lkabc Board 7."
    for counting in (few, ten):
        counting.agencies.find(counting.tokenizer(text))
    more = len(ten.agencies.words.matcher), len(ten.agencies.exact.matcher)
    assert more == (len(few.agencies.words.matcher), len(few.agencies.exact.matcher))
    assert len(ten.agencies.words.meanings) - len(few.agencies.words.meanings) == 10  # the one word's bodies
