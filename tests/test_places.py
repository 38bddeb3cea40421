"""Places: what the record names, with its country, and where a claim is about."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

import onrecord
from onrecord.rules import PlaceRule, load

TEXT = "The Kenyan parliament met in Nairobi on Tuesday. Exports to France fell 12 percent in Ohio."


def test_places_of_the_record(nlp: Language) -> None:
    places = onrecord.annotate(TEXT, nlp, published="2024-06-12").places
    assert [(place.text, place.country) for place in places] == [("Nairobi", "KE"), ("France", "FR"), ("Ohio", "US")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The State Department opened an office in Kenya on Tuesday.", ("Kenya", "KE")),
        ("The State Department opened an office near the Netherlands on Tuesday.", ("Netherlands", "NL")),
        ("The State Department met its envoys in Kharkiv on Tuesday.", ("Kharkiv", "UA")),
        ("The State Department met its envoys in Port Louis on Tuesday.", ("Port Louis", "MU")),
        ("The State Department met its envoys in KwaZulu-Natal on Tuesday.", ("KwaZulu-Natal", "ZA")),
        ("The State Department met its envoys in Helmand on Tuesday.", ("Helmand", "AF")),
        ("The State Department met its envoys in County Cork on Tuesday.", ("County Cork", "IE")),
        ("The State Department sent envoys to Kenya on Tuesday.", None),
    ],
)
def test_place_of_an_event(nlp: Language, text: str, place: tuple[str, str] | None) -> None:
    (event,) = (c for c in onrecord.extract(text, nlp, published="2024-06-12") if c.kind == "event")
    assert (event.place and (event.place.text, event.place.country)) == place


PLACES = [rule for rule in load("places") if isinstance(rule, PlaceRule)]


def test_divisions_are_coded_by_their_country() -> None:
    codes = [(rule.country, code) for rule in PLACES for code in rule.divisions]
    assert len(codes) > 600
    assert [code for country, code in codes if re.fullmatch(rf"{country}-[A-Z0-9]{{1,3}}", code) is None] == []


def test_a_division_means_one_place_only() -> None:
    others = {n for rule in PLACES for n in (rule.name, *rule.aliases, *rule.adjectives, *rule.cities)}
    names = [name for rule in PLACES for division in rule.divisions.values() for name in division]
    assert [name for name in names if name in others or names.count(name) > 1] == []


def test_years_before_christ_are_no_province(nlp: Language) -> None:
    text = "It was carved in 300 B.C. and stood until 44 B.C., the museum said. Sen. Ana Duarte said no."
    [official] = onrecord.annotate(text, nlp).officials
    assert (official.name, official.country) == ("Ana Duarte", "US")
