"""Finds finite clauses: who does what."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


def mark_clauses(doc: Doc) -> Doc:
    """Mark clauses in `doc.spans["clauses"]`."""
    return doc


@Language.factory("onrecord_clauses", assigns=["doc.spans"])
def make_clauses(nlp: Language, name: str) -> object:
    """`nlp.add_pipe("onrecord_clauses")`."""
    return mark_clauses
