"""schema.org `Claim` in JSON-LD. Never a `ClaimReview`: nobody has reviewed anything yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.exports.format import Format, Pairs, article_iri, known, listed
from onrecord.model import Article, Attribution, Claim, ClaimTime, Figure, Span, json_number


def write(pairs: Pairs) -> Iterator[str]:
    """One JSON-LD document with a graph of claims."""
    yield '{"@context": "https://schema.org", "@graph": ['
    yield from listed(describe(claim, article) for article, claims in pairs for claim in claims)
    yield "]}\n"


def describe(claim: Claim, article: Article) -> dict[str, Any]:
    """A claim: `text` is its sentence that reads by itself; the article's own words are parts of `firstAppearance`."""
    link = next(iter(claim.sayers), None)
    return known(
        {
            "@type": "Claim",
            "@id": f"urn:claim:sha256:{claim.id}",
            "identifier": claim.id,
            "text": claim.summary,
            "keywords": [claim.kind, claim.polarity, claim.modality, *([claim.status] if claim.status else [])],
            "author": author(link) if link else None,
            "creditText": ", says ".join(link.who for link in claim.sayers if link.who) or None,
            "creativeWorkStatus": standing(claim),
            "dateCreated": link.said_on if link else None,
            "datePublished": claim.published,
            "inLanguage": article.language if article.language != "und" else None,
            "about": [*_subject(claim), *([quantity(claim.figure)] if claim.figure else [])],
            "temporalCoverage": coverage(claim.time) if claim.time else None,
            "spatialCoverage": _place(claim),
            "firstAppearance": {**_article(claim, article), "hasPart": [_passage(claim, s) for s in _passages(claim)]},
            "appearance": [_reference(claim, article)],
        }
    )


def standing(claim: Claim) -> str | None:
    """What became of what was said, where that is known and it does not stand any more."""
    return "withdrawn" if claim.withdrawn else "superseded" if claim.superseded_by else None


def author(link: Attribution) -> dict[str, Any] | None:
    """Who says so, where it is known to be a person or a body; a description ("officials") is neither."""
    if link.name is None or not (link.id or link.title):
        return None
    if link.title or (link.id or "").startswith(("official-", "person-")):
        body = {"@type": "Organization", "name": link.organization} if link.organization else None
        return known({"@type": "Person", "name": link.name, "jobTitle": link.title, "affiliation": body})
    return {"@type": "Organization", "name": link.name}


def quantity(figure: Figure) -> dict[str, Any]:
    """A figure as schema.org's `QuantitativeValue`."""
    unit = f"{figure.unit} per {figure.per}" if figure.per else figure.unit
    amounts = {"value": figure.value, "minValue": figure.low, "maxValue": figure.high}
    numbers = {key: json_number(amount) for key, amount in amounts.items() if amount is not None}
    return known({"@type": "QuantitativeValue", "name": figure.counted, **numbers, "unitText": unit})


def coverage(time: ClaimTime) -> str | None:
    """An ISO 8601 interval, `..` where it is open; None where no day is known."""
    begin, end = time.begin or time.since, time.end or time.until
    return f"{begin or '..'}/{end or '..'}" if begin or end else None


def _subject(claim: Claim) -> list[dict[str, Any]]:
    return [{"@type": "Thing", "name": claim.subject.name or claim.subject.text}] if claim.subject else []


def _place(claim: Claim) -> dict[str, Any] | None:
    if claim.place is None:
        return None
    country = {"@type": "PostalAddress", "addressCountry": claim.place.country} if claim.place.country else None
    return known({"@type": "Place", "name": claim.place.text, "address": country})


def _reference(claim: Claim, article: Article) -> dict[str, Any]:
    iri = article_iri(article, claim.article_sha256)
    return {"@type": "NewsArticle", "@id": iri, **({"url": iri} if not iri.startswith("urn:") else {})}


def _article(claim: Claim, article: Article) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": article.publisher} if article.publisher else None
    more = {
        "identifier": claim.article_id,
        "headline": article.title,
        "datePublished": claim.published,
        "publisher": publisher,
    }
    return {**_reference(claim, article), **known(more)}


def _passages(claim: Claim) -> list[Span]:
    return [Span(start_char=claim.start_char, end_char=claim.end_char, text=claim.text), *claim.also_at]


def _passage(claim: Claim, span: Span) -> dict[str, Any]:
    """Words of the article; the fragment (RFC 5147) says which characters of the text that has this hash they are."""
    iri = f"urn:sha256:{claim.article_sha256}#char={span.start_char},{span.end_char}"
    return {"@type": "CreativeWork", "@id": iri, "text": span.text}


FORMAT = Format("claim-jsonld", write)
