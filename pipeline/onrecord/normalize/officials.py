"""Officials and other people: the mentions of one person to the record of who it is."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Mention, Official, Person


def normalize_official(mentions: Sequence[Mention]) -> Official | None:
    """One official from all mentions of the entity, in the order of the text; None where it is none after all."""
    return None


def normalize_person(mentions: Sequence[Mention]) -> Person | None:
    """One person who is no official, from all mentions of the entity, in the order of the text."""
    return None
