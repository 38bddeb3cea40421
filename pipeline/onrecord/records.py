"""Doc to record: the only place where recognised spans meet normalised values."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from spacy.tokens import Doc

from onrecord.components.family import mentions
from onrecord.model import Article, ArticleMeta, Date, Figure, Mention, Person, Producer, Quote, Record
from onrecord.normalize.agencies import normalize_agency
from onrecord.normalize.dates import read_date
from onrecord.normalize.figures import read_figure
from onrecord.normalize.officials import normalize_official, normalize_person
from onrecord.normalize.quotes import normalize_quote

E = TypeVar("E")

LINKS = ("linked", "source", "time", "place")
"""What the resolver writes into the evidence of a figure."""


def build_record(doc: Doc, article: Article, producer: Producer) -> Record:
    """All facts of one article; `doc` is its text after the whole pipe."""
    when = tuple(dates(doc, reference_date(article.published)))
    quotes = tuple(q for m in mentions(doc, "quotes") if (q := normalize_quote(m, article.text, when)))
    counted = tuple(figures(doc))
    return Record.model_validate(  # which makes models of plain values faster than each could be made by itself
        {
            "article": describe(article),
            "officials": tuple(entities(mentions(doc, "officials"), normalize_official)),
            "agencies": tuple(entities(mentions(doc, "agencies"), normalize_agency)),
            "dates": when,
            "figures": counted,
            "quotes": quotes,
            "people": tuple(heard(entities(mentions(doc, "people"), normalize_person), quotes, counted)),
            "places": [{**place(m), "country": m.evidence["country"]} for m in mentions(doc, "places")],
            "clauses": [m.evidence for m in mentions(doc, "clauses")],
            "sentences": [{"start_char": s.start_char, "end_char": s.end_char} for s in doc.sents],
            "producer": producer,
        }
    )


def describe(article: Article) -> ArticleMeta:
    """What the record says of the article: everything but the text, which a hash and a length stand for."""
    known = article.model_dump(exclude={"text"})
    return ArticleMeta(**known, sha256=sha256(article.text), n_chars=len(article.text))


def sha256(text: str) -> str:
    """SHA-256 (hex) of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def reference_date(published: str | None) -> date | None:
    """The date written in a date or date-time, not converted to any zone. ValueError where there is none."""
    return datetime.fromisoformat(published).date() if published else None


def entities(found: Sequence[Mention], normalize: Callable[[Sequence[Mention]], E | None]) -> Iterator[E]:
    """One record per entity, in the order of first mention; the resolver wrote the entity's id into the evidence."""
    groups: dict[str, list[Mention]] = {}
    for mention in found:
        groups.setdefault(mention.evidence["entity"], []).append(mention)
    for group in groups.values():
        value = normalize(group)
        if value is not None:
            yield value


def heard(people: Iterable[Person], quotes: Sequence[Quote], figures: Sequence[Figure]) -> Iterator[Person]:
    """The people who speak, or of whom a figure tells something (their age): the rest are only mentioned."""
    speaking = {quote.source_id for outer in quotes for quote in (outer, *outer.inner)}
    counted = {figure.counted for figure in figures}
    return (person for person in people if person.id in speaking or person.name in counted)


def dates(doc: Doc, reference: date | None) -> Iterator[Date]:
    """The dates of a Doc, each with the value that its evidence gives."""
    for mention in mentions(doc, "dates", reference):
        value = read_date(mention)
        if value is not None:
            yield Date.model_validate({**place(mention), **value, "rule": mention.rule})


def figures(doc: Doc) -> Iterator[Figure]:
    """The figures of a Doc, with the links that the resolver wrote into the evidence."""
    for mention in mentions(doc, "figures"):
        value = read_figure(mention)
        if value is not None:
            links = {key: mention.evidence[key] for key in LINKS if key in mention.evidence}
            yield Figure.model_validate({**place(mention), **value, **links, "rule": mention.rule})


def place(mention: Mention) -> dict[str, Any]:
    """Where a mention stands: the fields of a Span."""
    return {"start_char": mention.start_char, "end_char": mention.end_char, "text": mention.text}
