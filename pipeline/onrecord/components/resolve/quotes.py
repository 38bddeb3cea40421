"""Finds the person or body behind each quote's source."""

from __future__ import annotations

from spacy.tokens import Doc


def resolve_quotes(doc: Doc) -> None:
    """Finds the person or body behind each quote's source."""
