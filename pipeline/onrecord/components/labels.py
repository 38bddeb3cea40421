"""Words behind a name and a colon: a headline ("Graham: No deal on the bridge") and the lines of a transcript."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from onrecord.components.marks import SPEAKER
from onrecord.components.reading import Range, Reader

_LABEL = re.compile(r"([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}): +(?=\S)")
_WORD = re.compile(r"[\w-]+")
_ASKED = re.compile(r"(Q|QUESTION)[ \t]{2,}(?=\S)")
_FEWEST_TURNS = 4
_NEAR = 2
"""How many paragraphs outside of what is surely a transcript another label of it may stand."""
_TALKERS = frozenset(
    "answer anchor audience chair chairman host interviewer judge moderator question reporter speaker".split()
)
_STAGE = "([*"
"""What opens a line that nobody says: "(APPLAUSE)"."""
_LONGEST_HEADLINE = 160
_SHORTEST_WORDS = 4
_RUBRICS = frozenset(
    "analysis column correction editorial exclusive explainer factbox latest live note opinion "
    "read review update video watch".split()
)
_COLLECTIVE = frozenset({"poll", "report", "study", "survey", "police", "officials", "sources", "ministry", "data"})

Place = tuple[int, re.Match[str]]
"""A paragraph's number, and its label."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """Characters of a name and of what stands behind its colon, by paragraph, and the technique that found it; `asks`:
    whether that ends in a question.
    """

    rule: str
    name: Range
    words: list[Range]
    asks: bool = False


def find_labelled(reader: Reader) -> list[Labelled]:
    """The turns of a transcript, each behind its speaker's name, outside of quotation marks; else such a headline."""
    turns = _turns(reader, _places(reader))
    headline = None if turns else _headline(reader)
    return turns if headline is None else [headline]


def _places(reader: Reader) -> list[Place]:
    """The paragraphs that open with a label of who speaks; none where the text is no transcript.

    Names in capitals and "Q" tell one, and then a transcript may call its speakers by other labels, too. Without them,
    speakers have to take turns: the labels come again and again, or one answers every other time.
    """
    sure = [(at, match) for at, span in enumerate(reader.spans) if (match := _sure(reader.text, span))]
    named = [(at, match) for at, span in enumerate(reader.spans) if (match := _LABEL.match(reader.text, *span))]
    if len(sure) < 2:
        return named if _take_turns(reader, named) else []
    words = Counter(_WORD.findall(reader.text.lower()))
    first, last, known = sure[0][0], sure[-1][0], {at for at, _ in sure}
    more = [
        (at, match)
        for at, match in named
        if at not in known and first - _NEAR <= at <= last + _NEAR and _is_speaker(match, words)
    ]
    return sorted([*sure, *more], key=itemgetter(0))


def _sure(text: str, span: Range) -> re.Match[str] | None:
    return SPEAKER.match(text, *span) or _ASKED.match(text, *span)


def _is_speaker(label: re.Match[str], words: Mapping[str, int]) -> bool:
    """Whether a label is of somebody whom the text names (`words`: how often each), or of one who leads a talk."""
    last = label[1].split()[-1]
    if last.lower() in _RUBRICS:
        return False
    return last.lower() in _TALKERS or words[last.lower()] > 1


def _take_turns(reader: Reader, named: list[Place]) -> bool:
    """Whether labels are those of people who talk with each other, and not of a list of things."""
    labels = [label[1] for _, label in named]
    if len(labels) < _FEWEST_TURNS:
        return False
    (most, times), *others = Counter(labels).most_common()
    if others and len(others) + 1 <= len(labels) / 2:
        return True
    answers = all(one != most or other != most for one, other in pairwise(labels)) and times >= len(labels) // 2
    asked = any(reader.text[reader.spans[at][1] - 1] == "?" for at, label in named if label[1] != most)
    return bool(others) and answers and asked


def _turns(reader: Reader, places: list[Place]) -> list[Labelled]:
    """The paragraphs that open with a label, and those between two of them where most paragraphs have one."""
    if not places:
        return []
    dense = 2 * len(places) > places[-1][0] - places[0][0]
    found = []
    ends = [*(at for at, _ in places[1:]), places[-1][0] + 1]
    for (at, match), following in zip(places, ends, strict=True):
        words = [(match.end(), reader.spans[at][1])]
        more = reader.spans[at + 1 : following] if dense else []
        words += [span for span in more if reader.text[span[0]] not in _STAGE]
        asks = reader.text[words[-1][1] - 1] == "?"
        found.append(Labelled("quote.transcript", match.span(1), words, asks))
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
