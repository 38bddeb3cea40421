"""The claims as schema.org has them keep its rules and read back."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from exporting import ARTICLE, flat, is_iri, written
from onrecord import model as m
from onrecord.claims.identity import seal


def is_text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_date(value: Any) -> bool:
    return isinstance(value, str) and bool(datetime.fromisoformat(value))


def is_interval(value: Any) -> bool:
    ends = str(value).split("/")
    return len(ends) == 2 and ends != ["..", ".."] and all(end == ".." or date.fromisoformat(end) for end in ends)


Range = Callable[[Any], bool] | tuple[str, ...]
SCHEMA_ORG: dict[str, dict[str, Range]] = {
    "Claim": {
        "@id": is_iri,
        "identifier": is_text,
        "text": is_text,
        "keywords": is_text,
        "author": ("Person", "Organization"),
        "creditText": is_text,
        "creativeWorkStatus": lambda value: value in ("withdrawn", "superseded"),
        "dateCreated": is_date,
        "datePublished": is_date,
        "inLanguage": is_text,
        "about": ("Thing", "QuantitativeValue"),
        "temporalCoverage": is_interval,
        "spatialCoverage": ("Place",),
        "firstAppearance": ("NewsArticle",),
        "appearance": ("NewsArticle",),
    },
    "NewsArticle": {
        "@id": is_iri,
        "url": is_iri,
        "identifier": is_text,
        "headline": is_text,
        "datePublished": is_date,
        "publisher": ("Organization",),
        "hasPart": ("CreativeWork",),
    },
    "CreativeWork": {"@id": is_iri, "text": is_text},
    "Person": {"name": is_text, "jobTitle": is_text, "affiliation": ("Organization",)},
    "Organization": {"name": is_text},
    "Thing": {"name": is_text},
    "QuantitativeValue": {
        "name": is_text,
        "value": is_number,
        "minValue": is_number,
        "maxValue": is_number,
        "unitText": is_text,
    },
    "Place": {"name": is_text, "address": ("PostalAddress",)},
    "PostalAddress": {"addressCountry": is_text},
}
"""The types of schema.org that we use, with those of their properties that we use and what may stand there."""


def conforms(node: Any, types: tuple[str, ...]) -> None:
    assert node["@type"] in types
    properties = SCHEMA_ORG[node["@type"]]
    for name, value in node.items():
        if name == "@type":
            continue
        for item in value if isinstance(value, list) else [value]:
            expected = properties[name]
            if isinstance(expected, tuple):
                conforms(item, expected)
            else:
                assert expected(item), (name, item)


def test_schema_org(pairs: list[tuple[m.Article, list[m.Claim]]]) -> None:
    document = json.loads(written(pairs, "claim-jsonld"))
    assert set(document) == {"@context", "@graph"}
    assert document["@context"] == "https://schema.org"
    for node in document["@graph"]:
        conforms(node, ("Claim",))
        assert {"@id", "identifier", "text", "firstAppearance", "appearance"} <= set(node)
    assert "Review" not in written(pairs, "claim-jsonld")
    assert "Rating" not in written(pairs, "claim-jsonld")


def test_schema_org_reads_back(pairs: list[tuple[m.Article, list[m.Claim]]]) -> None:
    nodes = json.loads(written(pairs, "claim-jsonld"))["@graph"]
    assert len(nodes) == len(flat(pairs))
    for node, (article, claim) in zip(nodes, flat(pairs), strict=True):
        assert (node["identifier"], node["text"], node["keywords"][0]) == (claim.id, claim.summary, claim.kind)
        first = node["firstAppearance"]
        assert (first["identifier"], first.get("headline")) == (article.id, article.title)
        assert node["datePublished"] == first["datePublished"] == claim.published
        spans = [claim, *claim.also_at]
        assert [part["text"] for part in first["hasPart"]] == [span.text for span in spans]
        for part, span in zip(first["hasPart"], spans, strict=True):
            sha256, start, end = re.fullmatch(r"urn:sha256:(\w+)#char=(\d+),(\d+)", part["@id"]).groups()  # type: ignore[union-attr]
            assert (sha256, int(start), int(end)) == (claim.article_sha256, span.start_char, span.end_char)
        amounts = [about for about in node.get("about", ()) if about["@type"] == "QuantitativeValue"]
        if claim.figure:
            figure = json.loads(claim.figure.model_dump_json())
            names = {"value": "value", "minValue": "low", "maxValue": "high", "name": "counted"}
            assert {key: amounts[0].get(key) for key in names} == {key: figure[name] for key, name in names.items()}
            assert amounts[0]["unitText"].split(" per ") == [part for part in (figure["unit"], figure["per"]) if part]
        if claim.time and claim.time.begin and claim.time.end:
            assert node["temporalCoverage"] == f"{claim.time.begin}/{claim.time.end}"


def test_what_was_taken_back_says_so(pairs: list[tuple[m.Article, list[m.Claim]]]) -> None:
    article, (claim, *_) = pairs[0]
    fates = [{"superseded_by": "b", "withdrawn": False}, {"withdrawn": True}, {"withdrawn": False}]
    marked = [(article, [seal(claim.model_copy(update=fate)) for fate in fates])]
    graph = json.loads(written(marked, "claim-jsonld"))["@graph"]
    assert [node.get("creativeWorkStatus") for node in graph] == ["superseded", "withdrawn", None]
    table = list(csv.DictReader(io.StringIO(written(marked, "csv").removeprefix("\ufeff"), newline="")))
    assert [(row["superseded_by"], row["withdrawn"]) for row in table] == [("b", "no"), ("", "yes"), ("", "no")]


def test_authors(pairs: list[tuple[m.Article, list[m.Claim]]]) -> None:
    """Persons and bodies are told apart, and nobody is made a person who is only described."""
    nodes = json.loads(written(pairs, "claim-jsonld"))["@graph"]
    (quote,) = [node for node in nodes if node["keywords"][0] == "quote"]
    assert (quote["author"]["@type"], quote["author"]["name"]) == ("Person", "Ana Duarte")
    assert quote["creditText"] == "Ana Duarte"
    described = m.Attribution(name="officials")
    claim = flat(pairs)[0][1].model_copy(update={"attribution": (described, m.Attribution(name="Reuters", id="x"))})
    (node,) = json.loads(written([(ARTICLE, [claim])], "claim-jsonld"))["@graph"]
    assert "author" not in node
    assert node["creditText"] == "officials, says Reuters"
    claim = claim.model_copy(update={"attribution": (m.Attribution(name="Harbor Safety Board", id="agency-1"),)})
    (node,) = json.loads(written([(ARTICLE, [claim])], "claim-jsonld"))["@graph"]
    assert node["author"] == {"@type": "Organization", "name": "Harbor Safety Board"}
