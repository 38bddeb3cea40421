"""CSV for spreadsheets: one claim a row, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from onrecord.exports.format import Format, Pairs
from onrecord.model import Article, Attribution, Claim, ClaimTime, Comparison, Figure, Place, json_number

Cell = str | int | float | None

_NOBODY, _NO_TIME = Attribution(), ClaimTime()
_STARTS_A_FORMULA = re.compile(r"[\s']*[=+\-@\t\r\0＝＋－＠]")


def _first(claim: Claim) -> Attribution:
    return next(iter(claim.sayers), _NOBODY)


def _time(claim: Claim) -> ClaimTime:
    return claim.time or _NO_TIME


def _number(value: Decimal | None) -> Cell:
    return None if value is None else json_number(value)


def _figure(get: Callable[[Figure], Cell]) -> Callable[[Claim, Article], Cell]:
    return lambda claim, _: get(claim.figure) if claim.figure else None


def _place(get: Callable[[Place], Cell]) -> Callable[[Claim, Article], Cell]:
    return lambda claim, _: get(claim.place) if claim.place else None


def _compared(get: Callable[[Comparison], Cell]) -> Callable[[Claim, Article], Cell]:
    return lambda claim, _: get(claim.comparison) if claim.comparison else None


COLUMNS: Mapping[str, Callable[[Claim, Article], Cell]] = {
    "id": lambda claim, _: claim.id,
    "kind": lambda claim, _: claim.kind,
    "check_worthiness": lambda claim, _: claim.check_worthiness,
    "reasons": lambda claim, _: "; ".join(claim.reasons),
    "summary": lambda claim, _: claim.summary,
    "text": lambda claim, _: claim.text,
    "said_by": lambda claim, _: _first(claim).name,
    "title": lambda claim, _: _first(claim).title,
    "organization": lambda claim, _: _first(claim).organization,
    "cue": lambda claim, _: _first(claim).cue,
    "stance": lambda claim, _: _first(claim).stance,
    "hedge": lambda claim, _: "; ".join(link.hedge for link in claim.attribution if link.hedge),
    "venue": lambda claim, _: _first(claim).venue,
    "said_on": lambda claim, _: _first(claim).said_on,
    "according_to": lambda claim, _: "; ".join(link.name for link in claim.sayers[1:] if link.name),
    "subject": lambda claim, _: claim.subject.name or claim.subject.text if claim.subject else None,
    "predicate": lambda claim, _: claim.predicate.lemma if claim.predicate else None,
    "object": lambda claim, _: claim.object.text if claim.object else None,
    "figure": _figure(lambda figure: figure.text),
    "value": _figure(lambda figure: _number(figure.value)),
    "low": _figure(lambda figure: _number(figure.low)),
    "high": _figure(lambda figure: _number(figure.high)),
    "bound": _figure(lambda figure: figure.bound),
    "unit": _figure(lambda figure: figure.unit),
    "counted": _figure(lambda figure: figure.counted),
    "per": _figure(lambda figure: figure.per),
    "change": _figure(lambda figure: figure.change),
    "compared": _compared(lambda comparison: comparison.relation),
    "compared_with": _compared(lambda comparison: comparison.start_char),
    "time": lambda claim, _: _time(claim).value,
    "begin": lambda claim, _: _time(claim).begin or _time(claim).since,
    "end": lambda claim, _: _time(claim).end or _time(claim).until,
    "place": _place(lambda place: place.text),
    "country": _place(lambda place: place.country),
    "polarity": lambda claim, _: claim.polarity,
    "modality": lambda claim, _: claim.modality,
    "status": lambda claim, _: claim.status,
    "sentence": lambda claim, _: claim.sentence.text,
    "article": lambda claim, _: claim.article_id,
    "headline": lambda _, article: article.title,
    "publisher": lambda _, article: article.publisher,
    "published": lambda claim, _: claim.published,
    "url": lambda claim, _: claim.url,
    "start_char": lambda claim, _: claim.start_char,
    "end_char": lambda claim, _: claim.end_char,
    "superseded_by": lambda claim, _: claim.superseded_by,
    "withdrawn": lambda claim, _: None if claim.withdrawn is None else "yes" if claim.withdrawn else "no",
    "also_at": lambda claim, _: "; ".join(f"{span.start_char} to {span.end_char}" for span in claim.also_at),
    "rules": lambda claim, _: "; ".join(claim.rules),
    "article_sha256": lambda claim, _: claim.article_sha256,
    "digest": lambda claim, _: claim.digest,
}
"""The columns in order, each with what fills it."""


def write(pairs: Pairs) -> Iterator[str]:
    """A header and a row per claim, as RFC 4180 has it; the mark at the start tells spreadsheets that it is UTF-8."""
    yield "\ufeff"
    yield _row(list(COLUMNS))
    for article, claims in pairs:
        for claim in claims:
            yield _row([harmless_cell(fill(claim, article)) for fill in COLUMNS.values()])


def _row(cells: list[Cell] | list[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def harmless_cell(cell: Cell) -> Cell:
    """Text that a spreadsheet would take for a formula with a `'` before it; numbers as they are.

    To read a text back, take one `'` from the start of what `plain_cell` finds.
    """
    return f"'{cell}" if isinstance(cell, str) and _STARTS_A_FORMULA.match(cell) else cell


def plain_cell(cell: str) -> str:
    """The text that `harmless_cell` was given."""
    return cell[1:] if cell.startswith("'") and _STARTS_A_FORMULA.match(cell) else cell


FORMAT = Format("csv", write)
