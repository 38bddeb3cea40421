"""What somebody denies, or did not say, is told as that: by polarity, attribution and summary."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord
from onrecord.model import Claim

LEAD = "Mayor Olga Brandt and Paul Renwick met at the Harbor Board on Monday. "


def claims_of(nlp: Language, text: str) -> list[Claim]:
    """The claims behind the lead."""
    claims = onrecord.extract(LEAD + text, nlp, published="2024-06-12")
    return [c for c in claims if c.start_char >= len(LEAD) - 1]


@pytest.mark.parametrize(
    ("text", "kind", "polarity"),
    [
        ("Brandt denied that 40 piers had closed.", "figure", "negated"),
        ("Brandt denied that 40 piers had closed.", "statement", "negated"),
        ("Brandt denied reports that 40 piers had closed.", "figure", "negated"),
        ("Brandt denied that 40 piers had not closed.", "figure", "affirmed"),  # she says that they had
        ("Brandt denied that the board had paid the ransom.", "event", "negated"),
        ("Brandt denied taking a bribe of $4,000.", "figure", "negated"),
        ("Brandt said that 40 piers had not closed.", "figure", "negated"),
        ("Brandt said that 40 piers had closed.", "figure", "affirmed"),
        # the fire did kill nine
        ("Brandt denied that she knew of the fire that killed nine people.", "figure", "affirmed"),
        # she denies nothing
        ("Brandt did not deny that 40 piers had closed.", "figure", "affirmed"),
    ],
)
def test_a_denial_turns_the_polarity_round(nlp: Language, text: str, kind: str, polarity: str) -> None:
    assert [c.polarity for c in claims_of(nlp, text) if c.kind == kind] == [polarity]


def test_who_alleges_and_who_denies_make_two_statements(nlp: Language) -> None:
    """The figure is in dispute: who alleges it comes first in its attribution, who denies that behind."""
    text = "Brandt denied that the board had hidden a loan of $2 million, as the Morning Echo alleged in May."
    told = {c.summary: c for c in claims_of(nlp, text)}
    alleged = told["The Morning Echo alleged that the board had hidden a loan of $2 million."]
    denied = told["Mayor Olga Brandt denied that the board had hidden a loan of $2 million."]
    assert [(link.name, link.stance) for link in alleged.attribution] == [("the Morning Echo", "asserts")]
    assert [(link.name, link.stance) for link in denied.attribution] == [("Olga Brandt", "denies")]
    assert (alleged.polarity, denied.polarity) == ("affirmed", "negated")
    figures = [c for c in told.values() if c.kind == "figure"]
    assert [c.summary for c in figures] == [
        "Brandt denied that the board had hidden a loan of $2 million, as the Morning Echo alleged in May 2024."
    ]
    assert [link.stance for link in figures[0].attribution] == ["asserts", "denies"]


def test_what_is_only_denied_makes_one_statement(nlp: Language) -> None:
    found = claims_of(nlp, "Brandt rejected claims that 40 officers had been suspended.")
    assert [c.summary for c in found if c.kind == "statement"] == [
        "Mayor Olga Brandt rejected claims that 40 officers had been suspended."
    ]


@pytest.mark.parametrize(
    ("text", "summary", "hedge"),
    [
        (
            "Renwick did not say that 40 piers had closed.",
            "Paul Renwick did not say that 40 piers had closed.",
            "did not say",
        ),
        (
            "Renwick is expected to say that 40 piers had closed.",
            "Paul Renwick is expected to say that 40 piers had closed.",
            "is expected to say",
        ),
        (
            "Nobody has said that 40 piers had closed.",
            "Nobody has said that 40 piers had closed.",
            "Nobody has said",
        ),
    ],
)
def test_what_nobody_said_yet_is_only_possible(nlp: Language, text: str, summary: str, hedge: str) -> None:
    found = [c for c in claims_of(nlp, text) if c.kind in ("figure", "statement")]
    assert {c.kind for c in found} == {"figure", "statement"}
    assert {(c.summary, c.modality, c.attribution[0].hedge) for c in found} == {(summary, "possible", hedge)}


def test_words_that_lead_in_to_a_quote_are_its_speakers(nlp: Language) -> None:
    found = claims_of(nlp, "Brandt told reporters she would resign in August, “as the law says, not a day late.”")
    event = next(c for c in found if c.kind == "event")
    assert event.summary == "According to Olga Brandt, she would resign in August 2024."
    assert ([link.name for link in event.attribution], event.status) == (["Olga Brandt"], "planned")
