"""An article's text with its mentions marked: in colour, or in brackets where there is none."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

from rich.text import Text

from onrecord.model import Record, Span
from onrecord.views.harmless import harmless

STYLES = {
    "officials": ("O", "bold magenta"),
    "agencies": ("A", "cyan"),
    "people": ("P", "bold"),
    "dates": ("D", "green"),
    "figures": ("F", "yellow"),
    "quotes": ("Q", "italic blue"),
}
"""Family -> its letter and its style."""


class Placed(Protocol):
    """What has a place in the text."""

    @property
    def start_char(self) -> int: ...

    @property
    def end_char(self) -> int: ...


M = TypeVar("M", bound=Placed)


class Mark(NamedTuple):
    """A marked place in the text. They sort as they nest: the longer of two that start together comes first."""

    start_char: int
    minus_end: int
    family: str
    rule: str

    @property
    def end_char(self) -> int:
        """Where it ends."""
        return -self.minus_end


def marks(record: Record) -> list[Mark]:
    """All places that a record's facts stand on, in the order of the text."""
    places: set[Mark] = set()
    for official in record.officials:
        places |= _marks("officials", [official.introduced, *official.mentions], official.rule)
    for agency in record.agencies:
        places |= _marks("agencies", agency.mentions, agency.rule)
    for person in record.people:
        places |= _marks("people", person.mentions, "")
    for date in record.dates:
        places |= _marks("dates", [date], date.rule)
    for figure in record.figures:
        places |= _marks("figures", [figure], figure.rule)
    for quote in record.quotes:
        places |= _marks("quotes", quote.content, quote.rule)
    return sorted(places)


def _marks(family: str, spans: Iterable[Span | None], rule: str) -> set[Mark]:
    return {Mark(span.start_char, -span.end_char, family, rule) for span in spans if span is not None}


def marked(text: str, found: Sequence[Mark], colour: bool, explain: bool) -> Text:
    """`text` with each of `found` in its family's colour, or as `[D Friday]`; `explain` adds the rule's name."""
    out = Text()
    for piece, opened, closed, inside in pieces(text, found):
        for mark in () if colour else opened:
            out.append(f"[{STYLES[mark.family][0]} ", style="dim")
        out.append(harmless(piece, lines=True), style=" ".join(STYLES[m.family][1] for m in inside) if colour else "")
        said = ""
        for mark in closed:
            rule = f"‹{mark.rule}›" if explain and mark.rule and mark.rule != said else ""
            said = mark.rule
            out.append(rule if colour else f"{rule}]", style="dim")
    return out


def pieces(text: str, found: Sequence[M]) -> Iterator[tuple[str, list[M], list[M], list[M]]]:
    """`text` cut wherever a mark starts or ends: the piece, what opens before it, closes after it, and covers it."""
    cuts = sorted({0, len(text), *(m.start_char for m in found), *(m.end_char for m in found)})
    inside: list[M] = []
    waiting = list(reversed(found))
    for start, end in itertools.pairwise(cuts):
        opened = []
        while waiting and waiting[-1].start_char == start:
            opened.append(waiting.pop())
        inside += opened
        closed = [mark for mark in reversed(inside) if mark.end_char == end]
        yield text[start:end], opened, closed, list(inside)
        inside = [mark for mark in inside if mark.end_char > end]
