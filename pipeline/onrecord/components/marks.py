"""Quotation marks: which opens, which closes, and what stands between them. Reads characters, no tokens.

Marks are paired paragraph by paragraph: curly marks and guillemets by shape, unless their neighbours contradict it
(mis-turned), straight and doubled single marks by their neighbours and else by alternation. A quote left open at the
end of a paragraph goes on in the next one if that begins with an opening mark, as newspapers print long quotes; else it
ends there. Single marks quote inside double ones, where the paragraph has none, and around a sentence. One pass,
nothing raises.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

_MARK = re.compile(r"[\"＂“”„‟«»]|``|''|‘‘|’’|(?<!\w)[‘'](?=[^\s'])|(?<=\S)[’'](?!\w)")
_DOUBLE = re.compile(r"[\"＂“”„‟«»]|``|''|‘‘|’’")
_BY_SHAPE = {"“": "open", "„": "open", "‟": "open", "«": "open", "``": "open", "‘‘": "open"} | {
    "”": "close",
    "»": "close",
    "’’": "close",
}
_BEFORE_OPENING = frozenset(" \n\t\u00a0\u2009\u202f([{—–-:‘'/…")
_OFFICE = r"(?:, [A-Z][A-Z .,'’&-]{1,60}| \([^()\n]{1,40}\))?"
SPEAKER = re.compile(
    rf"((?:[A-Z][A-Z.'’-]+|Q|A|[A-Z]\.)(?: [A-Z][A-Z.'’-]+){{0,4}}(?={_OFFICE}:)|[QA](?=\.)){_OFFICE}[:.] +(?=\S)"
)
"""The name before a speaker's words in a transcript: "WALLACE: ", "SEN. CRANE (R-Ohio): ", "Q: ", "Q. "."""
_CLIPPED = r"(?!(?:\d|em\b|[Tt]is\b|[Tt]was\b|[Tt]il\b|n\b|[Cc]ause\b|[Bb]out\b))"
_WHOLE = re.compile(rf"{_CLIPPED}[A-Za-z]")
_BY_ITSELF = re.compile(
    rf"(?<![\w‘'])[‘']{_CLIPPED}(?=[A-Z])(?:[^‘’'\"“”\n]|(?<=\w)[’'](?=\w)|\"[^‘’'\"“”\n]*\"|“[^‘’'\"“”\n]*”)+[,.?!][’'](?!\w)"
)
"""A sentence in single marks, beside others in double ones or around them."""
_SINGLE = frozenset("‘’'")
_KINDS = {"„": "double", "“": "double", "”": "double", "‟": "double", "«": "guillemet", "»": "guillemet"}


@dataclass(slots=True)
class Quoted:
    """What stands in one pair of marks: `spans` of characters without the marks, one per paragraph that it runs over.

    `start`, `end`: with the marks; `closed`: whether the last mark was there; `inner`: the quotes inside, in order.
    """

    start: int
    end: int
    spans: list[tuple[int, int]]
    kind: str
    closed: bool = False
    inner: list[Quoted] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark; `role` is "open", "close", or "" where neither shape nor neighbours tell."""

    start: int
    end: int
    kind: str
    role: str


def pair_marks(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quoted]:
    """The outermost quotes of a text, in order."""
    found: list[Quoted] = []
    carried: Quoted | None = None
    for start, end in paragraphs:
        marks = list(_marks(text, start, end))
        pairs = _pair(text, marks, end, _outer_singles(text, start, end))
        goes_on = carried and marks and marks[0].start == start and pairs and pairs[0].start == start
        if carried and goes_on and not SPEAKER.match(text, pairs[0].spans[0][0]):
            first = pairs.pop(0)
            carried.spans += first.spans
            carried.end, carried.closed = first.end, first.closed
            carried.inner += first.inner
            open_quote = carried if not first.closed else None
        else:
            open_quote = None
        found += pairs
        if pairs and not pairs[-1].closed:
            open_quote = pairs[-1]
        carried = open_quote
    for quoted in found:
        quoted.spans = [_stripped(text, *span) for span in quoted.spans]
    return [quoted for quoted in found if any(a < b for a, b in quoted.spans)]


def _outer_singles(text: str, start: int, end: int) -> Container[int]:
    """Where single marks open a quote of their own: anywhere in a paragraph without double marks, else where they
    stand around words by themselves.
    """
    if not _DOUBLE.search(text, start, end):
        return range(start, end)
    return {match.start() for match in _BY_ITSELF.finditer(text, start, end)}


def _marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """The quotation marks of a paragraph, each with its role as far as it shows."""
    for match in _MARK.finditer(text, start, end):
        mark, at, stop = match.group(), match.start(), match.end()
        before = text[at - 1] if at > start else " "
        after = text[stop] if stop < end else " "
        if mark in _SINGLE:
            opens = (
                mark != "’" and not before.isalnum() and not (after.isspace() or (after in '"”' and before in ".,?!"))
            )
            yield Mark(at, stop, "single", "open" if opens else "close")
            continue
        opens = before in _BEFORE_OPENING and not after.isspace()
        closes = not before.isspace() and (after.isspace() or not (after.isalnum() or after in "$[“‘"))
        role = _BY_SHAPE.get(mark, "")
        if role == "open" and closes and not opens:
            role = "close"
        elif role == "close" and opens and not closes:
            role = "open"
        elif not role and opens != closes:
            role = "open" if opens else "close"
        if not role and before.isdigit() and closes:
            role = "close"
        yield Mark(at, stop, _KINDS.get(mark, "straight"), role)


def _pair(text: str, marks: Sequence[Mark], end: int, outer_singles: Container[int]) -> list[Quoted]:
    """The outermost quotes of one paragraph that ends at `end`."""
    found: list[Quoted] = []
    unclosed = _unclosed(marks)
    stack: list[Quoted] = []  # of different kinds, or two of one, so never deep
    closing = sum(mark.kind == "single" and mark.role == "close" for mark in marks)  # single marks still to come
    for mark in marks:
        closing -= mark.kind == "single" and mark.role == "close"
        is_open = any(quoted.kind == mark.kind for quoted in stack)
        role = mark.role or ("close" if is_open else "open")
        if role == "close":
            _close(stack, mark, found)
            continue
        if is_open and len(stack) == 1 and unclosed[mark.kind] > 0:
            is_open = not _end_early(stack, mark, text, found)
            unclosed[mark.kind] = 0 if is_open else unclosed[mark.kind] - 1  # looked at once: linear on any input
        scare = mark.role == "open" and len(stack) == 1  # “We are “done” here”
        scare = scare and (mark.kind == "double" or (mark.kind == "single" and closing > 1 and _opens(text, mark)))
        if (not is_open or scare) and (mark.kind != "single" or stack or mark.start in outer_singles):
            stack.append(Quoted(mark.start, end, [(mark.end, end)], mark.kind))
    found += [quoted for quoted in stack[:1] if quoted.kind != "single"]  # an apostrophe opens nothing
    return found


def _opens(text: str, mark: Mark) -> bool:
    """Whether a single mark stands before a word from which nothing is left out: no "'em"."""
    return _WHOLE.match(text, mark.end) is not None


def _unclosed(marks: Sequence[Mark]) -> dict[str, int]:
    """How many quotes of each kind a paragraph opens and does not close, as far as it shows; single marks: none."""
    counts = dict.fromkeys(("straight", "double", "guillemet", "single"), 0)
    for mark in marks:
        if mark.kind != "single":
            counts[mark.kind] += (mark.role == "open") - (mark.role == "close")
    return counts


def _end_early(stack: list[Quoted], mark: Mark, text: str, found: list[Quoted]) -> bool:
    """End the one open quote, whose closing mark is missing, at its first stop before another opens: whether it can."""
    stop = _STOP.search(text, stack[0].start, mark.start)
    if stop is not None:
        quoted = stack.pop()
        quoted.end, quoted.spans = stop.end(), [(quoted.spans[0][0], stop.end())]
        found.append(quoted)
    return stop is not None


_STOP = re.compile(r"[,.?!](?=\s)")


def _close(stack: list[Quoted], mark: Mark, found: list[Quoted]) -> None:
    """Close the quote that `mark` closes; a closing mark without an opening one is passed over."""
    depth = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].kind == mark.kind), None)
    if depth is None and mark.kind != "single":  # “ is often closed by ", and " by ”
        depth = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].kind != "single"), None)
    if depth is None:
        return
    quoted = stack[depth]
    del stack[depth:]
    quoted.end, quoted.closed = mark.end, True
    quoted.spans = [(quoted.spans[0][0], mark.start)]
    if stack:
        stack[-1].inner.append(quoted)
    else:
        found.append(quoted)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its edges."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
