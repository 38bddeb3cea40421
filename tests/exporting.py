"""What the tests of the exports share: two articles with their claims, and what a format writes of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from spacy.language import Language

import onrecord
from onrecord import model as m
from onrecord.claims.identity import seal
from onrecord.exports import formats

ROOT = Path(__file__).parents[1]
ARTICLE = onrecord.Article(
    id="=ferries-7",
    title="\U0001f6a2 Ferries </script><b>",
    publisher="@Courier",
    published="2025-04-10T23:30:00-05:00",
    url="https://example.org/7?a=1&b=<2> 3",
    language="en",
    text=(
        "\U0001f6a2 Harbor Safety Board spokeswoman Ana Duarte resigned on Monday. The board reported 1,204 groundings "
        "in March, up from 990 a year earlier, Duarte told reporters Tuesday. “We saw 3 to 5 million gallons <spill> "
        "\U0001f30a,” she said. Officials said the rate fell 2.5 percent to -4 degrees Celsius in Canada in 2024."
    ),
)
PLAIN = onrecord.Article(id="b", published="2025-04-10", text="The Harbor Safety Board fined 12 captains in May.")


def extracted(nlp: Language) -> list[tuple[m.Article, list[m.Claim]]]:
    """The articles with their claims, one of which the first says twice."""
    found = [(article, onrecord.extract(article, nlp)) for article in (ARTICLE, PLAIN)]
    first = found[0][1][0]
    twice = seal(first.model_copy(update={"also_at": (first.sentence,)}))
    return [(ARTICLE, [twice, *found[0][1][1:]]), found[1]]


def written(pairs: list[tuple[m.Article, list[m.Claim]]], to: str) -> str:
    return "".join(formats()[to].write(pairs))


def flat(pairs: list[tuple[m.Article, list[m.Claim]]]) -> list[tuple[m.Article, m.Claim]]:
    return [(article, claim) for article, claims in pairs for claim in claims]


def rows(claims: list[m.Claim]) -> list[dict[str, Any]]:
    return [json.loads(claim.model_dump_json()) for claim in claims]


IRI = re.compile(r"(https?://|urn:[a-z0-9]+:)[^\s<>\"{}|\\^`]+")


def is_iri(value: Any) -> bool:
    return isinstance(value, str) and IRI.fullmatch(value) is not None
