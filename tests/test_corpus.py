"""The corpus: the record of every article has every fact of its gold, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from spacy.language import Language

from accuracy import Result, place_of, run
from gold import FAMILIES, expected_claims, load
from matching import match_claims

GOLD = {gold.article.id: gold for gold in load()}


@pytest.fixture(scope="module")
def results(nlp: Language) -> dict[str, Result]:
    """What the program makes of every article."""
    return {result.gold.article.id: result for result in run(nlp)}


def facts() -> Iterator[Any]:
    for article, gold in GOLD.items():
        for family in FAMILIES:
            for index, fact in enumerate(gold.facts[family]):
                yield pytest.param(article, family, index, id=f"{article}:{family}:{fact.words}")


@pytest.mark.parametrize(("article", "family", "index"), list(facts()))
def test_fact(results: dict[str, Result], article: str, family: str, index: int) -> None:
    row = results[article].compared[family][index]
    assert row.fact is not None
    known, wrong = row.fact.known_failures, row.wrong
    assert {k: v for k, v in wrong.items() if k not in known} == {}
    assert [k for k in known if k not in wrong] == [], "right now: strike it from known_failures"
    if known:
        pytest.xfail("; ".join(f"{aspect}: {reason}" for aspect, reason in known.items()))


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("article", GOLD)
def test_nothing_spurious(results: dict[str, Result], article: str, family: str) -> None:
    result, known = results[article], GOLD[article].spurious[family]
    found = sorted(place_of(row.found) for row in result.compared[family] if row.fact is None)
    text = result.gold.article.text
    assert [(a, text[a:b]) for a, b in found] == [(s.start, text[s.start : s.at[0].end_char]) for s in known]
    if known:
        pytest.xfail("; ".join(f"{s.words}: {s.spurious}" for s in known))


@pytest.mark.parametrize("article", GOLD)
def test_every_fact_found_is_claimed(results: dict[str, Result], article: str) -> None:
    result = results[article]
    rows = [row for rows in result.compared.values() for row in rows if row.fact and row.found]
    found = {row.fact.words for row in rows if row.fact and not {"kind", "titles"} & set(row.wrong)}
    expected = [claim for claim in expected_claims(result.gold) if claim.words in found]
    matched = match_claims(expected, result.claims)
    assert [claim.words for i, claim in enumerate(expected) if i not in matched] == []
