"""Paragraphs of a text, whether it keeps one a line, parts them by blank lines, or wraps its lines at a width."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WIDEST_WRAP = 110  # hard-wrapped text has no longer lines; a line of prose that is a whole paragraph soon has
LOWER_SHARE = 1 / 3  # of the lines of a wrapped text, or more, begin in small letters; paragraphs never do
SHORT_OF_WIDTH = 0.75  # a last line of a wrapped paragraph is usually shorter than this share of the longest line
_LONGEST_DATELINE = 90  # characters
_DASHES = ("—", " – ", "--", " - ", " _ ", ")_ ")
_SMALL = frozenset({"of", "the", "and", "on", "in", "de", "la", "al", "off", "near", "aboard"})
_STOPS = tuple(".?!:;…\"'”’»)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the white space around it."""

    start: int
    end: int
    indent: int
    after_blank: bool
    stops: bool
    lower: bool


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Half-open character spans of the paragraphs of `text`, without surrounding white space."""
    lines = list(_lines(text))
    width = _wrap_width(lines)
    spans: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        if number and not _breaks(lines[number - 1], line, width):
            spans[-1] = (spans[-1][0], line.end)
        else:
            spans.append((line.start, line.end))
    return spans


def _lines(text: str) -> Iterator[Line]:
    offset, blank = 0, True
    for row in text.split("\n"):
        kept = row.strip()
        if kept:
            indent = len(row) - len(row.lstrip())
            start = offset + indent
            yield Line(start, start + len(kept), indent, blank, kept.endswith(_STOPS), kept[0].islower())
        blank = not kept
        offset += len(row) + 1


def _wrap_width(lines: Sequence[Line]) -> int:
    """The width at which the text is wrapped, 0 where its lines are paragraphs."""
    longest = max((line.end - line.start for line in lines), default=0)
    breaks = [(before, line) for before, line in itertools.pairwise(lines) if not line.after_blank]
    inside = sum(line.lower for _, line in breaks)
    return longest if breaks and longest <= WIDEST_WRAP and inside >= LOWER_SHARE * len(breaks) else 0


def _breaks(before: Line, line: Line, width: int) -> bool:
    """Whether a new paragraph begins with `line`."""
    if line.after_blank:
        return True
    if not before.stops and line.lower:  # in the middle of a sentence
        return False
    if not width or line.indent > before.indent:
        return True
    return before.stops and before.end - before.start < SHORT_OF_WIDTH * width


def dateline_end(text: str, start: int, end: int) -> int | None:
    """Where the report begins behind the dateline of a paragraph ("NAIROBI, March 3 (Wire) - "); None without one."""
    head = text[start : min(end, start + _LONGEST_DATELINE)]
    ends = [(at, dash) for dash in _DASHES if (at := head.find(dash)) > 0]
    if not ends:
        return None
    at, dash = min(ends)
    words = head[:at].split()
    if not _in_capitals(words[0]) or any(word[0].islower() and word not in _SMALL for word in words):
        return None
    behind = head[at + len(dash) :]
    return start + at + len(dash) + len(behind) - len(behind.lstrip()) if behind.strip() else None


def _in_capitals(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    return len(letters) >= 3 and all(c.isupper() for c in letters)
