"""W3C Web Annotations: each claim as a note on the characters that it stands on."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from onrecord.exports.format import Format, Pairs, article_iri, known, listed
from onrecord.model import Article, Claim, Extent

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after the words by which a reader of a changed text finds them again."""

_JOINERS = "\u200d\ufe0e\ufe0f"


def write(pairs: Pairs) -> Iterator[str]:
    """One annotation collection, with all its annotations on one page."""
    groups = list(pairs)
    total = sum(len(claims) for _, claims in groups)
    key = uuid.uuid5(uuid.NAMESPACE_URL, " ".join(claim.id for _, claims in groups for claim in claims))
    yield f'{{"@context": "{CONTEXT}", "id": "urn:uuid:{key}", "type": "AnnotationCollection", "total": {total}, '
    page = uuid.uuid5(key, "1")
    yield f'"first": {{"id": "urn:uuid:{page}", "type": "AnnotationPage", "partOf": "urn:uuid:{key}", "startIndex": 0, '
    yield '"items": ['
    yield from listed(annotate(claim, article) for article, claims in groups for claim in claims)
    yield "]}}\n"


def annotate(claim: Claim, article: Article) -> dict[str, Any]:
    """An annotation that stands by itself. Its bodies: the claim's sentence, its kind as a tag, and all its fields."""
    version, model = claim.producer.version, f"{claim.producer.model} {claim.producer.model_version}"
    places = [Extent(start_char=claim.start_char, end_char=claim.end_char), *claim.also_at]
    targets = [target(claim, article, place) for place in places]
    fields = claim.model_dump(mode="json")
    return {
        "@context": CONTEXT,
        "id": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'urn:claim:sha256:{claim.id}')}",
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {"id": f"urn:onrecord:{version}", "type": "Software", "name": f"onrecord {version} ({model})"},
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": claim.summary},
            {"type": "TextualBody", "purpose": "tagging", "value": claim.kind},
            {"type": "Dataset", "format": "application/json", "value": {"claim_id": fields.pop("id"), **fields}},
        ],
        "target": targets if len(targets) > 1 else targets[0],
    }


def target(claim: Claim, article: Article, place: Extent) -> dict[str, Any]:
    """A place in the article, by its offsets (code points) and by its words with those around them."""
    text, start, end = article.text, place.start_char, place.end_char
    quote = {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": _prefix(text, start)}
    return known(
        {
            "source": article_iri(article, claim.article_sha256),
            "state": _state(claim.published),
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {**quote, "suffix": _suffix(text, end)},
            ],
        }
    )


def _prefix(text: str, end: int) -> str:
    """The characters before an offset, not starting within what is one character to the eye."""
    start = max(0, end - AROUND)
    while 0 < start < end and _goes_on(text, start):
        start += 1
    return text[start:end]


def _suffix(text: str, start: int) -> str:
    end = min(len(text), start + AROUND)
    while start < end < len(text) and _goes_on(text, end):
        end -= 1
    return text[start:end]


def _goes_on(text: str, at: int) -> bool:
    """Whether the character at an offset only goes on with the one before it."""
    return unicodedata.combining(text[at]) > 0 or text[at] in _JOINERS or text[at - 1] == _JOINERS[0]


def _state(published: str | None) -> dict[str, str] | None:
    """When the text was as it is: a moment, with its time and zone; a mere date stays among the claim's fields."""
    moment = datetime.fromisoformat(published) if published else None
    if moment is None or moment.tzinfo is None:
        return None
    return {"type": "TimeState", "sourceDate": moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}


FORMAT = Format("web-annotation", write)
