"""Doc to record: the only place where recognised spans meet normalised values."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from spacy.tokens import Doc

from onrecord.components.family import mentions
from onrecord.model import Article, ArticleMeta, Mention, Producer, Record
from onrecord.normalize.agencies import read_agency
from onrecord.normalize.dates import read_date
from onrecord.normalize.figures import read_figure
from onrecord.normalize.officials import read_official, read_person
from onrecord.normalize.quotes import read_quote

Fields = dict[str, Any]
"""The fields of a model of the record, which is made of them as a whole: faster than each model by itself."""

LINKS = ("linked", "source", "time", "place")
"""What the resolver writes into the evidence of a figure."""


def build_record(doc: Doc, article: Article, producer: Producer) -> Record:
    """All facts of one article; `doc` is its text after the whole pipe."""
    when = list(dates(doc, reference_date(article.published)))
    quotes = [q for m in mentions(doc, "quotes") if (q := read_quote(m, article.text, when))]
    counted = list(figures(doc))
    people = (p for group in entities(doc, "people") if (p := read_person(group)))
    return Record.model_validate(
        {
            "article": describe(article),
            "officials": [read_official(group) for group in entities(doc, "officials")],
            "agencies": [read_agency(group) for group in entities(doc, "agencies")],
            "dates": when,
            "figures": counted,
            "quotes": quotes,
            "people": list(heard(people, quotes, counted)),
            "places": [{**m.place, "country": m.evidence["country"]} for m in mentions(doc, "places")],
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


def entities(doc: Doc, family: str) -> Iterable[list[Mention]]:
    """The mentions of each entity, in the order of first mention; the resolver wrote the entity's id into them."""
    groups: dict[str, list[Mention]] = {}
    for mention in mentions(doc, family):
        groups.setdefault(mention.evidence["entity"], []).append(mention)
    return groups.values()


def heard(people: Iterable[Fields], quotes: Sequence[Fields], figures: Sequence[Fields]) -> Iterator[Fields]:
    """The people who speak, or of whom a figure tells something (their age): the rest are only mentioned."""
    speaking = {quote.get("source_id") for outer in quotes for quote in (outer, *outer["inner"])}
    counted = {figure.get("counted") for figure in figures}
    return (person for person in people if person["id"] in speaking or person["name"] in counted)


def dates(doc: Doc, reference: date | None) -> Iterator[Fields]:
    """The dates of a Doc, each with the value that its evidence gives."""
    for mention in mentions(doc, "dates", reference):
        value = read_date(mention)
        if value is not None:
            yield {**mention.place, **value, "rule": mention.rule}


def figures(doc: Doc) -> Iterator[Fields]:
    """The figures of a Doc, with the links that the resolver wrote into the evidence."""
    for mention in mentions(doc, "figures"):
        value = read_figure(mention)
        if value is not None:
            links = {key: mention.evidence[key] for key in LINKS if key in mention.evidence}
            yield {**mention.place, **value, **links, "rule": mention.rule}
