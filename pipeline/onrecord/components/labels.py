"""Words behind a name and a colon: a headline ("Graham: No deal on the bridge") and the lines of a transcript."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from onrecord.components.marks import SPEAKER
from onrecord.components.reading import Range, Reader

_LABEL = re.compile(r"([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}): +(?=\S)")
_FEWEST_TURNS = 4
_STAGE = "([*"
"""What opens a line that nobody says: "(APPLAUSE)"."""
_LONGEST_HEADLINE = 160
_SHORTEST_WORDS = 4
_RUBRICS = frozenset(
    "analysis column editorial exclusive explainer factbox latest live opinion review update video watch".split()
)
_COLLECTIVE = frozenset({"poll", "report", "study", "survey", "police", "officials", "sources", "ministry", "data"})


@dataclass(frozen=True, slots=True)
class Labelled:
    """Characters of a name and of what stands behind its colon, by paragraph, and the technique that found it."""

    rule: str
    name: Range
    words: list[Range]


def find_labelled(reader: Reader) -> list[Labelled]:
    """The turns of a transcript, each behind its speaker's name, outside of quotation marks; else such a headline."""
    turns = _turns(reader, SPEAKER)
    if len(turns) < 2:
        turns = _turns(reader, _LABEL)
        said = Counter(reader.text[slice(*turn.name)] for turn in turns)
        if len(turns) < _FEWEST_TURNS or not 1 < len(said) <= len(turns) / 2:  # who take turns, no list of things
            turns = []
    headline = None if turns else _headline(reader)
    return turns if headline is None else [headline]


def _turns(reader: Reader, label: re.Pattern[str]) -> list[Labelled]:
    """The paragraphs that open with a label, and those between two of them where most paragraphs have one."""
    places = [(at, match) for at, span in enumerate(reader.spans) if (match := label.match(reader.text, *span))]
    if not places:
        return []
    dense = 2 * len(places) > places[-1][0] - places[0][0]
    found = []
    ends = [*(at for at, _ in places[1:]), places[-1][0] + 1]
    for (at, match), following in zip(places, ends, strict=True):
        words = [(match.end(), reader.spans[at][1])]
        more = reader.spans[at + 1 : following] if dense else []
        words += [span for span in more if reader.text[span[0]] not in _STAGE]
        found.append(Labelled("quote.transcript", match.span(1), words))
    return found


def _headline(reader: Reader) -> Labelled | None:
    if len(reader.spans) < 2:
        return None
    start, end = reader.spans[0]
    match = _LABEL.match(reader.text, start, end)
    if (
        match is None
        or end - start > _LONGEST_HEADLINE
        or len(reader.text[match.end() : end].split()) < _SHORTEST_WORDS
    ):
        return None
    name = match.group(1).split()[-1]
    if name.lower() in _RUBRICS:
        return None
    if name.lower() not in _COLLECTIVE and not re.search(rf"\b{re.escape(name)}\b", reader.text[end:]):
        return None  # "Opinion: ...": a name would come again in the article
    last = end - 1 if reader.text[end - 1] == "." else end
    return Labelled("said.headline", match.span(1), [(match.end(), last)])
