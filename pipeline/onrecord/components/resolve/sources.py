"""Gives each figure the source that the article attributes it to: whoever is quoted with it."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from onrecord.components.family import mentions, set_mentions
from onrecord.model import Mention


def resolve_sources(doc: Doc) -> None:
    """Write `evidence["source"]` of each figure that stands in the words of a quote: the innermost one's source."""
    figures = mentions(doc, "figures")
    if not figures:
        return
    quotes = [q for q in mentions(doc, "quotes") if q.evidence.get("source_name")]
    set_mentions(doc, "figures", [_attributed(figure, quotes) for figure in figures])


def _attributed(figure: Mention, quotes: list[Mention]) -> Mention:
    around = [
        (end - start, quote.evidence["source_name"])
        for quote in quotes
        for start, end in quote.evidence["content"]
        if start <= figure.start_char and figure.end_char <= end
    ]
    return replace(figure, evidence={**figure.evidence, "source": min(around)[1]}) if around else figure
