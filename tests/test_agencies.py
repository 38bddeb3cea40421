"""Agencies: which words name a public body, and which body that is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from spacy.language import Language

import onrecord
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
    assert list(gazetteer_problems(sources("agencies"))) == []


def test_every_mistake_across_lines_is_said_with_its_remedy(tmp_path: Path) -> None:
    def line(id: str, name: str, **more: str) -> str:
        return json.dumps({"id": id, "label": "AGENCY", "name": name, "country": "US", "examples": {name: {}}, **more})

    own = tmp_path / "agencies.jsonl"
    lines = [
        line("us-reefs", "Office of Reefs", parent="us-nothing"),
        line("us-buoys", "Buoy Office", kind="buoys"),
        line("us-tides", "Department of State"),
    ]
    own.write_text("\n".join(lines) + "\n")
    assert [str(problem) for problem in gazetteer_problems([own], sources("agencies"))] == [
        f"{own}:2: rule us-buoys: stands after us-reefs; lines stand in the order of their ids",
        f"{own}:1: rule us-reefs: parent us-nothing is no body; add its line or mend the id",
        f"{own}:2: rule us-buoys: kind buoys is no line with forms; mend the id or leave it out",
        f"{own}:3: rule us-tides: 'Department of State' is a name of us-state too; take it from one of the two",
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
