"""Joins the mentions of one person into one entity, officials and other people alike."""

from __future__ import annotations

from spacy.tokens import Doc


def resolve_officials(doc: Doc) -> None:
    """Joins the mentions of one person into one entity, officials and other people alike."""
