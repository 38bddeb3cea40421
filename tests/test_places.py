"""Places: what the record names, with its country, and where a claim is about."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord

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
        ("The State Department sent envoys to Kenya on Tuesday.", None),
    ],
)
def test_place_of_an_event(nlp: Language, text: str, place: tuple[str, str] | None) -> None:
    (event,) = (c for c in onrecord.extract(text, nlp, published="2024-06-12") if c.kind == "event")
    assert (event.place and (event.place.text, event.place.country)) == place
