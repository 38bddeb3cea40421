"""Offices: of which body and country a title is, and what is said of a wrong line of their table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language

import onrecord
from onrecord.check import check
from onrecord.model import Official


def officials(nlp: Language, text: str) -> tuple[Official, ...]:
    return onrecord.annotate(text, nlp).officials


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In London, President Ruiz met MP Ann Stone.", [("Ruiz", None, None), ("Ann Stone", "gb-commons", "GB")]),
        ("In Abuja, Justice Maria Ruiz adjourned the case.", [("Maria Ruiz", None, "NG")]),
        ("In Leeds, Maria Ruiz, the Conservative leader, spoke.", [("Maria Ruiz", "gb-conservative-party", "GB")]),
        ("In Seoul, Maria Ruiz, leader of the opposition Democratic Party, spoke.", [("Maria Ruiz", "kr-dp", "KR")]),
        ("Unification Minister Maria Ruiz spoke in Seoul.", [("Maria Ruiz", "kr-unification", "KR")]),
        ("Sens. Al Ruiz, D-Ohio, and Ann Roe, R-Utah, met.", [(n, "us-senate", "US") for n in ("Al Ruiz", "Ann Roe")]),
        ("The EU trade commissioner Maria Ruiz spoke.", [("Maria Ruiz", "eu-commission", "EU")]),
        ("Finance Minister Maria Ruiz spoke in Wellington.", [("Maria Ruiz", "nz-treasury", "NZ")]),
        ("South Africa's Finance Minister Maria Ruiz spoke.", [("Maria Ruiz", "za-treasury", "ZA")]),
        ("Interior CS Maria Ruiz spoke in Nairobi.", [("Maria Ruiz", "ke-ministry-interior", "KE")]),
        ("In Leeds, Maria Ruiz, the MP for Wexcombe Town East, spoke.", [("Maria Ruiz", "gb-commons", "GB")]),
    ],
)  # fmt: skip
def test_offices_by_country(nlp: Language, text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert [(o.name, o.organization_id, o.country) for o in officials(nlp, text)] == expected


def test_two_offices_of_one_country(nlp: Language) -> None:
    [official] = officials(nlp, "Syria waited for Maria Ruiz, Qatar's prime minister and foreign minister.")
    assert (official.titles, official.organization, official.country) == (
        ("prime minister", "foreign minister"),
        "Ministry of Foreign Affairs of Qatar",
        "QA",
    )


def test_a_head_of_government_of_the_country_named_last(nlp: Language) -> None:
    text = (
        "SEOUL, South Korea (AP) - South Korean President Lee spoke in Seoul. Japan's Diet met. "
        "Prime Minister Maria Ruiz spoke."
    )
    assert [(o.name, o.country) for o in officials(nlp, text)] == [("Lee", "KR"), ("Maria Ruiz", None)]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"titles": ["mayor"]}, "'mayor' is a title of mayor too; take it from one of the two"),
        ({"titles": ["pier lord", "Pier Lord"]}, "'pier lord' stands in it 2 times, in whatever case; once is enough"),
        (
            {"titles": ["pier  lord"]},
            "titles: 'pier  lord' has blanks that no text has; leave single ones between its words",
        ),
        ({"bodies": {"UK": "gb-treasury"}}, "bodies: UK is none of the places; is it 'GB'?"),
        ({"bodies": {"GB": "us-noaa"}}, "bodies: us-noaa is of US, not of GB; name one of GB"),
        ({"body": "us-noa"}, "body: no agency has the id 'us-noa'; is it 'us-noaa'?"),
        ({"label": "AGENCY"}, "label: 'AGENCY' is not 'OFFICIAL'"),
        ({"title": ["x"]}, "title: there is no such field; is it 'titles'?"),
        ({"titles": []}, "titles: it is empty; give one at least"),
    ],
)
def test_every_mistake_in_an_office_is_said_with_its_remedy(
    tmp_path: Path, wrong: dict[str, object], said: str
) -> None:
    line = {"id": "pier-lord", "label": "OFFICIAL", "role": "officer", "titles": ["pier lord"]}
    own = tmp_path / "officials.jsonl"
    own.write_text(json.dumps(line | {"examples": {"Pier Lord [[Ana Duarte]] spoke.": {}}} | wrong))
    assert [str(problem) for problem in check(tmp_path)] == [f"{own}:1: rule pier-lord: {said}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The California Supreme Court met. Chief Justice Maria Ruiz spoke.", "California Supreme Court"),
        ("Chief Justice Maria Ruiz spoke.", "Supreme Court of the United States"),
    ],
)
def test_a_chief_justice_is_of_the_court_at_hand(nlp: Language, text: str, expected: str) -> None:
    assert [o.organization for o in officials(nlp, text)] == [expected]
