"""Links figures to each other and to the dates and places that they are about."""

from __future__ import annotations

from spacy.tokens import Doc


def resolve_figures(doc: Doc) -> None:
    """Links figures to each other and to the dates and places that they are about."""
