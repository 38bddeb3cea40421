"""Figure claims: how much or how many, of what, when, and by whose count."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.claims.page import Page
from onrecord.claims.summary import told_of
from onrecord.model import Claim, Comparison, Extent, Figure


def figure_claims(page: Page) -> Iterator[Claim]:
    """One claim per figure. Its own words are those of the smallest clause around it."""
    by_start = {figure.start_char: figure for figure in page.record.figures}
    for figure in page.record.figures:
        yield _claim(page, figure, by_start)


def _claim(page: Page, figure: Figure, by_start: dict[int, Figure]) -> Claim:
    clause = page.clause_at(figure)
    sentence_at = page.sentences[page.sentence_index(figure.start_char)]
    place: Extent = clause.extent if clause else sentence_at
    counted = page.find(figure.counted, figure.end_char)
    attribution = page.attribution(figure)
    summary, dates = told_of(page, place, clause, attribution)
    return page.claim(
        "figure",
        figure.start_char,
        place,
        summary=summary,
        subject=page.part(counted) if counted else None,
        predicate=page.predicate(clause) if clause else None,
        object=page.part(clause.object) if clause and clause.object else None,
        figure=figure,
        time=page.time(figure.time, figure),
        place=page.named_place(figure.place, figure),
        attribution=attribution,
        polarity="negated" if clause and clause.negated else "affirmed",
        modality=clause.modality if clause else "asserted",
        dates=dates,
        comparison=_comparison(figure, by_start),
        rules=(figure.rule, *(q.rule for q in page.quotes_over(figure))),
    )


def _comparison(figure: Figure, by_start: dict[int, Figure]) -> Comparison | None:
    """A level set against where it came from: "to 1,204, up from 990"."""
    if figure.role == "from":
        return None
    for start in figure.linked:
        other = by_start.get(start)
        if other is not None and other.role == "from":
            way = {"increase": "up_from", "decrease": "down_from", None: "compared_with"}
            return Comparison(relation=way[figure.change or other.change], start_char=start)
    return None
