"""Check-worthiness: every feature of the table is seen where its examples say, and the points add up."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from spacy.language import Language

import onrecord
from onrecord.claims.worth import FEATURES, FIGURE_FEATURES, WORD_FEATURES, Worth
from onrecord.model import ClaimKind
from onrecord.rules import WorthRule, load

RULES: list[WorthRule] = load("worth")


def claims_of(nlp: Language, text: str, feature: str) -> list[dict[str, Any]]:
    claims = onrecord.extract(text, nlp, published="2024-06-12")
    return [claim.model_dump(mode="json") for claim in claims if feature in claim.reasons]


@pytest.mark.parametrize(
    ("rule", "text"), [(r, t) for r in RULES for t in r.examples], ids=lambda x: getattr(x, "id", x)
)
def test_example(nlp: Language, rule: WorthRule, text: str) -> None:
    expected = rule.examples[text]
    assert expected in [{key: claim[key] for key in expected} for claim in claims_of(nlp, text, rule.id)]


CASES = [(r, t) for r in RULES for t in r.counterexamples]


@pytest.mark.parametrize(("rule", "text"), CASES, ids=lambda x: getattr(x, "id", x))
def test_counterexample(nlp: Language, rule: WorthRule, text: str) -> None:
    assert claims_of(nlp, text, rule.id) == []


def test_every_feature_is_in_the_table_and_can_be_seen() -> None:
    seen = {*FEATURES, *FIGURE_FEATURES, *WORD_FEATURES, *get_args(ClaimKind)}
    assert {rule.id for rule in RULES if not rule.words} == seen


def test_every_line_says_why() -> None:
    assert [rule.id for rule in RULES if not rule.why] == []


def test_points_add_up_and_stay_between_0_and_1(nlp: Language) -> None:
    (plain,) = (c for c in onrecord.extract("The port handled 58 ships.", nlp) if c.kind == "figure")

    def weighed(**points: float) -> tuple[float, tuple[str, ...]]:
        rules = [rule.model_copy(update={"points": points[rule.id]}) for rule in RULES if rule.id in points]
        return Worth(rules).weigh(plain)

    assert weighed(figure=0.3) == (0.5, ("figure",))
    assert weighed(figure=0.3, age=-0.5) == (0.5, ("figure",))
    assert weighed(figure=1.0) == (1.0, ("figure",))
    assert weighed(figure=-1.0) == (0.0, ("figure",))
