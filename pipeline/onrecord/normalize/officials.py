"""Officials and other people: the mentions of one person to the record of who it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.model import Mention, Official, Person, Span


def normalize_official(mentions: Sequence[Mention]) -> Official | None:
    """One official from all mentions of the entity, in the order of the text; None where there is none.

    Its mentions are those by name, where it has one. The body is that of the first office whose body the article names,
    else of the first that has one. `former` only where all offices are past.
    """
    if not mentions:
        return None
    name = fullest(mentions)
    shown = [m for m in mentions if m.evidence["name"]] if name else mentions
    titled = [m for m in mentions if m.evidence["titles"]]
    offices: list[dict[str, Any]] = [title for m in titled for title in m.evidence["titles"]]
    stated = [office for office in offices if office["organization"] and office["stated"]]
    seated = next((office for office in stated or offices if office["organization"]), None)
    introduced = next((m for m in titled if m.evidence.get("introduced")), None)
    return Official(
        id=mentions[0].evidence["entity"],
        name=name,
        titles=distinct([office["text"] for office in offices if office["text"]]),
        organization=seated["organization"] if seated else None,
        organization_id=seated["organization_id"] if seated else None,
        country=next((office["country"] for office in offices if office["country"]), None),
        former=bool(offices) and all(office["former"] for office in offices),
        acting=any(office["acting"] for office in offices),
        introduced=Span(**introduced.evidence["introduced"]) if introduced else None,
        mentions=tuple(_span(m) for m in shown),
        rule=(titled or mentions)[0].rule,
    )


def normalize_person(mentions: Sequence[Mention]) -> Person | None:
    """One person who is no official, from all mentions of the entity, in the order of the text."""
    name = fullest(mentions)
    if not name:
        return None
    return Person(
        id=mentions[0].evidence["entity"],
        name=name,
        description=next((m.evidence["description"] for m in mentions if m.evidence.get("description")), None),
        mentions=tuple(_span(m) for m in mentions),
    )


def fullest(mentions: Sequence[Mention]) -> str | None:
    """The name with most words, the first of those; None for the unnamed."""
    names = [m.evidence["name"] for m in mentions if m.evidence["name"]]
    return max(names, key=lambda name: len(name.split())) if names else None


def distinct(titles: Sequence[str]) -> tuple[str, ...]:
    """The titles in order, each once however it is capitalised."""
    first: dict[str, str] = {}
    for title in titles:
        first.setdefault(title.casefold(), title)
    return tuple(first.values())


def _span(mention: Mention) -> Span:
    return Span(start_char=mention.start_char, end_char=mention.end_char, text=mention.text)
