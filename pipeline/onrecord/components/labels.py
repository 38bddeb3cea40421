"""Words behind a name and a colon: a headline ("Graham: No deal on the bridge") and the lines of a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.components.marks import SPEAKER
from onrecord.components.reading import Range, Reader

_HEADLINE = re.compile(r"([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}): +(?=\S)")
_LONGEST_HEADLINE = 160
_SHORTEST_WORDS = 4
_COLLECTIVE = frozenset({"poll", "report", "study", "survey", "police", "officials", "sources", "ministry", "data"})


@dataclass(frozen=True, slots=True)
class Labelled:
    """Characters of a name and of what stands behind its colon, and the technique that found it."""

    rule: str
    name: Range
    words: Range


def find_labelled(reader: Reader) -> Iterator[Labelled]:
    """The headline and the lines of a transcript that have a speaker's name before them, outside of quotation marks."""
    headline = _headline(reader)
    if headline is not None:
        yield headline
    lines = [(match, end) for start, end in reader.spans if (match := SPEAKER.match(reader.text, start, end))]
    if len(lines) > 1:
        for match, end in lines:
            yield Labelled("quote.transcript", match.span(1), (match.end(), end))


def _headline(reader: Reader) -> Labelled | None:
    if len(reader.spans) < 2:
        return None
    start, end = reader.spans[0]
    match = _HEADLINE.match(reader.text, start, end)
    if (
        match is None
        or end - start > _LONGEST_HEADLINE
        or len(reader.text[match.end() : end].split()) < _SHORTEST_WORDS
    ):
        return None
    name = match.group(1).split()[-1]
    if name.lower() not in _COLLECTIVE and not re.search(rf"\b{re.escape(name)}\b", reader.text[end:]):
        return None  # "Opinion: ...": a name would come again in the article
    last = end - 1 if reader.text[end - 1] == "." else end
    return Labelled("said.headline", match.span(1), (match.end(), last))
