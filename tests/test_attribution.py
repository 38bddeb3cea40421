"""Who says a claim, and how sure: chains, hedges, what is said twice, and the terms of offices."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord
from onrecord.model import Claim


def extract(nlp: Language, text: str, kind: str) -> list[Claim]:
    return [c for c in onrecord.extract(text, nlp, published="2024-06-12") if c.kind == kind]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Mayor Ana Duarte reportedly closed 40 piers.", [(None, "reportedly")]),
        ("Mayor Ana Duarte is believed to have closed 40 piers.", [(None, "is believed to")]),
        ("The army said Duarte allegedly took 40 bribes.", [(None, "allegedly"), ("the army", None)]),
        (
            "The army said 40 soldiers had died. The claim could not be independently verified.",
            [("the army", "could not be independently verified")],
        ),
        (
            "The army said 40 soldiers had died. Reuters could not verify the report.",
            [("the army", "could not verify the report")],
        ),
        ("The army said 40 soldiers had died. The bridge could not be repaired.", [("the army", None)]),
        ("Mayor Ana Duarte closed 40 piers.", []),
    ],
)
def test_hedges(nlp: Language, text: str, chain: list[tuple[str | None, str | None]]) -> None:
    (claim,) = extract(nlp, text, "figure")
    assert [(link.name, link.hedge) for link in claim.attribution] == chain


def test_what_is_believed_to_be_done_is_the_deed(nlp: Language) -> None:
    (fled,) = extract(nlp, "Police Chief Olga Petrova is believed to have left the city on Tuesday.", "event")
    assert fled.predicate is not None
    assert (fled.predicate.lemma, fled.status, fled.modality) == ("leave", "done", "possible")


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("Mayor Ana Duarte, who took office in 2019, met her voters.", "2019", None),
        ("Gov. Howard Lusk has led the state since January 2020.", "2020-01", None),
        ("Gov. Howard Lusk has led the campaign since January 2020.", None, None),
        ("Mina Castellan, the Oregon Health Authority's acting director since June, met her voters.", "2024-06", None),
        ("Mina Castellan, director of the Oregon Health Authority from 2011 to 2015, met her voters.", "2011", "2015"),
        ("Police Chief Olga Petrova resigned on Monday.", None, "2024-06-10"),
    ],
)
def test_terms(nlp: Language, text: str, since: str | None, until: str | None) -> None:
    (office,) = extract(nlp, text, "office")
    assert office.time is not None
    assert (office.time.since, office.time.until) == (since, until)


def test_an_office_hangs_on_its_title(nlp: Language) -> None:
    text = "Sens. Mark Smith and Tom Jones met Mayor Ana Duarte."
    offices = extract(nlp, text, "office")
    assert len({claim.id for claim in offices}) == len(offices) == 3
    alone = extract(nlp, "Sens. Mark Smith met Mayor Ana Duarte.", "office")
    assert [claim.object.text for claim in alone if claim.object] == ["Sens.", "Mayor"]


TWICE = (
    "The council signed the treaty on June 3. Fares rose by 40 percent, the council said. "
    "“We will not pay for any of it,” Mayor Ana Duarte said. "
    "On June 3 the council signed the treaty. Fares rose by 40 percent. “We will not pay for any of it,” Duarte said. "
    "Taxes rose by 40 percent. The council signed the treaty on May 3."
)


def test_what_is_said_twice_is_one_claim(nlp: Language) -> None:
    claims = onrecord.extract(TWICE, nlp, published="2024-06-12")
    twice = {claim.kind: [TWICE[s.start_char : s.end_char] for s in claim.also_at] for claim in claims if claim.also_at}
    assert twice == {
        "event": ["On June 3 the council signed the treaty"],
        "figure": ["Fares rose by 40 percent"],
        "quote": ["We will not pay for any of it,"],
    }
    assert [c.summary for c in claims if c.kind == "event"] == [
        "The council signed the treaty on June 3, 2024.",
        "The council signed the treaty on May 3, 2024.",
    ]
