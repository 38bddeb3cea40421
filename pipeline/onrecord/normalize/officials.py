"""Officials and other people: the mentions of one person to the record of who it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.model import Mention


def read_official(mentions: Sequence[Mention]) -> dict[str, Any]:
    """The fields of an Official, from all mentions of one in the order of the text.

    Its mentions are those by name, where it has one. Offices that are held come before those of the past. The body is
    that of the first office whose body the article names, else of the first that has one. `former` only where all
    offices are past.
    """
    name = fullest(mentions)
    shown = [m for m in mentions if m.evidence["name"]] if name else mentions
    titled = [m for m in mentions if m.evidence["titles"]]
    told = (title for m in titled for title in m.evidence["titles"])
    offices: list[dict[str, Any]] = sorted(told, key=lambda office: bool(office["former"]))
    stated = [office for office in offices if office["organization"] and office["stated"]]
    seated = next((office for office in stated or offices if office["organization"]), None)
    introduced = next((m for m in titled if m.evidence.get("introduced")), None)
    return {
        "id": mentions[0].evidence["entity"],
        "name": name,
        "titles": distinct([office["text"] for office in offices if office["text"]]),
        "organization": seated["organization"] if seated else None,
        "organization_id": seated["organization_id"] if seated else None,
        "country": next((office["country"] for office in offices if office["country"]), None),
        "former": bool(offices) and all(office["former"] for office in offices),
        "acting": any(office["acting"] for office in offices),
        "introduced": introduced.evidence["introduced"] if introduced else None,
        "mentions": [m.place for m in shown],
        "rule": (titled or mentions)[0].rule,
    }


def read_person(mentions: Sequence[Mention]) -> dict[str, Any] | None:
    """The fields of a Person who is no official, from all mentions of one in the order of the text; None for nobody."""
    name = fullest(mentions)
    if not name:
        return None
    return {
        "id": mentions[0].evidence["entity"],
        "name": name,
        "description": next((m.evidence["description"] for m in mentions if m.evidence.get("description")), None),
        "mentions": [m.place for m in mentions],
    }


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
