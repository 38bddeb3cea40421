"""Gives each figure the source that the article attributes it to: whoever is quoted with it, or the poll it reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from onrecord.components.family import mentions, set_mentions
from onrecord.components.resolve.officials import entity_at
from onrecord.model import Mention

_SURVEYS = frozenset({"poll", "survey", "census"})
_SHARES = frozenset({"percent", "percentage_point"})
_RECKONS = frozenset("expect forecast project estimate predict calculate reckon count find".split())
"""Verbs whose subject stands for the numbers in their clause, though it need not have said a word."""


def resolve_sources(doc: Doc) -> None:
    """Write `evidence["source"]` of each figure that somebody is quoted with or reckons, or that a poll found."""
    figures = mentions(doc, "figures")
    if figures:
        quotes = [
            q for q in mentions(doc, "quotes") if q.evidence.get("source_name") and q.evidence.get("act") != "asks"
        ]
        reckoned = [c for c in mentions(doc, "clauses") if c.evidence["lemma"] in _RECKONS]
        names = [_named(doc, clause) for clause in reckoned]
        told = [(c.start_char, c.end_char, name) for c, name in zip(reckoned, names, strict=True) if name]
        set_mentions(doc, "figures", _attributed(figures, quotes, told))


def _named(doc: Doc, clause: Mention) -> str | None:
    """The official, body or person who is a clause's subject."""
    head = clause.evidence["subject_head"]
    entity = entity_at(doc, head["start_char"], head["end_char"])
    return entity[1] if entity else None


def _attributed(figures: list[Mention], quotes: list[Mention], told: list[tuple[int, int, str]]) -> Iterator[Mention]:
    sourced = [q for q in quotes if q.evidence.get("source_name")]
    surveys = [(q.evidence["source"][0], q.evidence["source_name"]) for q in sourced if _is_survey(q)]
    for figure in figures:
        if figure.rule.startswith("age."):  # whose age is told is a description, whoever tells it
            yield figure
            continue
        source = _quoted_with(figure, sourced) or _reckoned_by(figure, told)
        if source is None and figure.evidence.get("unit") in _SHARES and not _inside_marks(figure, quotes):
            source = next((name for at, name in reversed(surveys) if at < figure.start_char), None)
        yield replace(figure, evidence={**figure.evidence, "source": source}) if source else figure


def _quoted_with(figure: Mention, quotes: list[Mention]) -> str | None:
    """The source of the innermost quote that holds the figure."""
    around = [
        (end - start, quote.evidence["source_name"])
        for quote in quotes
        for start, end in quote.evidence["content"]
        if start <= figure.start_char and figure.end_char <= end
    ]
    return min(around)[1] if around else None


def _reckoned_by(figure: Mention, told: list[tuple[int, int, str]]) -> str | None:
    """Who "expects that output will grow 3 percent": the innermost clause's subject."""
    around = [(end - start, name) for start, end, name in told if start <= figure.start_char and figure.end_char <= end]
    return min(around)[1] if around else None


def _is_survey(quote: Mention) -> bool:
    """Whether the source is a poll: the shares that the article goes on to tell are its, until another is named."""
    words = quote.evidence["source_name"].lower().split()
    return "source" in quote.evidence and not _SURVEYS.isdisjoint(words)


def _inside_marks(figure: Mention, quotes: list[Mention]) -> bool:
    return any(
        start <= figure.start_char < end
        for quote in quotes
        if quote.evidence["kind"] == "direct"
        for start, end in quote.evidence["content"]
    )
