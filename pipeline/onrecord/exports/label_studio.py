"""Label Studio: a task per article, its claims as predictions for an annotator to take or to mend."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from onrecord.exports.format import Format, Pairs, known, listed
from onrecord.model import Article, Claim, Extent

SOURCE = "source"
"""The label of who says so; the other labels are the kinds of claims."""


def write(pairs: Pairs) -> Iterator[str]:
    """A JSON list of tasks."""
    yield "["
    yield from listed(task(article, claims) for article, claims in pairs)
    yield "]\n"


def task(article: Article, claims: Sequence[Claim]) -> dict[str, Any]:
    """An article with a region per claim and per source, and the relations between them; `data` keeps all fields."""
    at = utf16(article.text)
    sources: dict[str, dict[str, Any]] = {}
    links: list[dict[str, Any]] = []
    figures = {claim.figure.start_char: claim.id for claim in claims if claim.figure}
    for claim in claims:
        for link in claim.attribution:
            if link.source is not None:
                key = f"source-{link.source.start_char}-{link.source.end_char}"
                sources[key] = _region(key, SOURCE, link.source, link.source.text, at)
                links.append(_relation(key, claim.id, link.stance or "asserts"))
        if claim.comparison and (other := figures.get(claim.comparison.start_char)):
            links.append(_relation(claim.id, other, claim.comparison.relation))
    made = claims[0].producer
    about = {"article_id": article.id, "title": article.title, "url": article.url, "publisher": article.publisher}
    return {
        "data": {
            "text": article.text,
            **known({**about, "published": claims[0].published}),
            "claims": [claim.model_dump(mode="json") for claim in claims],
        },
        "predictions": [
            {
                "model_version": f"onrecord {made.version} ({made.model} {made.model_version})",
                "result": [*(region(claim, at) for claim in claims), *sources.values(), *links],
            }
        ],
    }


def region(claim: Claim, at: Callable[[int], int]) -> dict[str, Any]:
    """A claim's words, with its sentence as the note and its worth as the score."""
    place = Extent(start_char=claim.start_char, end_char=claim.end_char)
    made = {**_region(claim.id, claim.kind, place, claim.text, at), "meta": {"text": [claim.summary]}}
    return known({**made, "score": claim.check_worthiness})


def _region(key: str, label: str, place: Extent, text: str, at: Callable[[int], int]) -> dict[str, Any]:
    value = {"start": at(place.start_char), "end": at(place.end_char), "text": text, "labels": [label]}
    return {"id": key, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def _relation(start: str, end: str, label: str) -> dict[str, Any]:
    return {"from_id": start, "to_id": end, "type": "relation", "direction": "right", "labels": [label]}


def utf16(text: str) -> Callable[[int], int]:
    """Offsets in characters to those in UTF-16, which JavaScript counts in: an emoji before the place counts twice."""
    pairs = [n for n, char in enumerate(text) if ord(char) > 0xFFFF] if not text.isascii() else []
    return lambda offset: offset + bisect_left(pairs, offset)


FORMAT = Format("label-studio", write)
