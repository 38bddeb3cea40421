"""Joins the mentions of one public body into one entity."""

from __future__ import annotations

from spacy.tokens import Doc


def resolve_agencies(doc: Doc) -> None:
    """Joins the mentions of one public body into one entity."""
