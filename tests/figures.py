"""What the tests of figures share: a sentence in, its figures out."""

from __future__ import annotations

from spacy.language import Language

import onrecord
from onrecord.model import Article, Figure


def figures(text: str, nlp: Language, **about: str) -> tuple[Figure, ...]:
    """The figures of a text published on Wednesday 2024-06-12."""
    return onrecord.annotate(Article(id="t", text=text, published="2024-06-12", **about), nlp).figures


def said(figure: Figure, *fields: str) -> dict[str, object]:
    return {"text": figure.text, **{field: getattr(figure, field) for field in fields}}
