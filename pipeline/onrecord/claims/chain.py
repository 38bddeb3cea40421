"""The links that one quote adds to a claim's attribution, the innermost first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.model import Agency, Attribution, Official, Part, Person, Quote, Span

Entities = Mapping[str, Official | Agency | Person]


def links_of(quote: Quote, entities: Entities, hedge: str | None) -> tuple[Attribution, ...]:
    """Whom the quote's source goes by, the source, and who passes on its words; `hedge`: what leaves open if it is so.

    "Tass quoted the minister as saying" is the minister's word by Tass; "Tass reported, citing officials" theirs by it.
    """
    return tuple(_links(quote, entities, hedge))


def _links(quote: Quote, entities: Entities, hedge: str | None) -> Iterator[Attribution]:
    if quote.citing is not None:
        yield _further(quote.citing, entities)
    yield Attribution(
        source=quote.source,
        name=quote.source_name,
        id=quote.source_id,
        **_office(quote.source_id, entities),
        cue=quote.cue.text if quote.cue else None,
        stance=quote.stance,
        hedge=hedge,
        venue=quote.venue,
        said_on=quote.said_on,
    )
    if quote.passed_on_by is not None:
        yield _further(quote.passed_on_by, entities)


def _further(part: Part, entities: Entities) -> Attribution:
    """A link of which no more is told than who it is."""
    source = Span(start_char=part.start_char, end_char=part.end_char, text=part.text)
    return Attribution(source=source, name=part.name, id=part.id, **_office(part.id, entities))


def _office(entity_id: str | None, entities: Entities) -> dict[str, Any]:
    """What an entity's record adds: the office, and whether it has a name."""
    entity = entities.get(entity_id or "")
    named = entity is not None and entity.name is not None
    if not isinstance(entity, Official):
        return {"named": named}
    return {"title": entity.titles[0] if entity.titles else None, "organization": entity.organization, "named": named}
