"""Picks the year and direction of dates that the article leaves open."""

from __future__ import annotations

from spacy.tokens import Doc


def resolve_dates(doc: Doc) -> None:
    """Picks the year and direction of dates that the article leaves open."""
