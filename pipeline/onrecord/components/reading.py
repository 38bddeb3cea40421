"""A document as the quotes see it: paragraphs, quoted pieces, and which tokens and characters stand in marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy
import numpy.typing
from spacy.tokens import Doc

from onrecord.components.marks import SPEAKER, Quoted
from onrecord.components.surface import offsets_of, quoted_in

DIRECT_SHARE = 0.95  # of a quote's letters and digits are in marks: it is a direct one
_TITLE_WORDS = 6
_SMALL_WORDS = 4  # letters up to which a word of a title may be in small letters
_INNER_MARKS = "’'”\""
Range = tuple[int, int]


@dataclass(slots=True)
class Piece:
    """A quote in marks with its tokens; `start`, `end`: token range with the marks; the paragraphs are token ranges.

    `first`, `last`: its first and last word; `words`: how many; `capital`: whether it begins with a capital letter;
    `stop`: the last character inside the marks, or a stop right after them; `title`: written like a title; `speaker`:
    characters of the name that stands in the marks before the words, as in transcripts.
    """

    quoted: Quoted
    start: int
    end: int
    first: int
    last: int
    paragraph: Range
    last_paragraph: Range
    words: int
    capital: bool
    stop: str
    title: bool
    speaker: Range | None


class Reader:
    """A document's paragraphs (`spans` in characters, `paragraphs` in tokens), quoted pieces and character offsets."""

    def __init__(self, doc: Doc, text: str) -> None:
        self.doc, self.text = doc, text
        self.offsets = offsets_of(doc)
        self.spans, pieces = quoted_in(doc)
        self.paragraphs = [(self.token_at(a), self.token_at(b - 1) + 1) for a, b in self.spans]
        self._paragraph_starts = [start for start, _ in self.paragraphs]
        self.piece_of = [-1] * len(doc)
        self.inside = bytearray(len(text))
        self.pieces: list[Piece] = []
        self._sentences: list[tuple[int, int, int]] = []
        self._letters: list[int] = []
        self._marked: list[int] = []
        for quoted in pieces:
            self._add(quoted)

    def _add(self, quoted: Quoted) -> None:
        named = SPEAKER.match(self.text, *quoted.spans[0])
        if named is not None:
            quoted = replace(quoted, spans=[(named.end(), quoted.spans[0][1]), *quoted.spans[1:]])
        for a, b in quoted.spans:
            self.inside[a:b] = b"\1" * (b - a)
        piece = self._piece(quoted, named.span(1) if named else None)
        if piece.start < piece.end:
            self.piece_of[piece.start : piece.end] = [len(self.pieces)] * (piece.end - piece.start)
            self.pieces.append(piece)

    def token_at(self, char: int) -> int:
        """Index of the token that covers a character, or that stands before it."""
        return max(0, bisect_right(self.offsets, char) - 1)

    def chars(self, at: Range) -> Range:
        """Character offsets of a token range; of a whole quoted piece without its marks."""
        piece = self.pieces[self.piece_of[at[0]]] if self.piece_of[at[0]] >= 0 else None
        if piece is not None and (piece.start, piece.end) == at and len(piece.quoted.spans) == 1:
            return piece.quoted.spans[0]
        last = self.doc[at[1] - 1]
        return self.offsets[at[0]], last.idx + len(last)

    def tokens(self, at: Range) -> Range:
        """The tokens of a range of characters."""
        return self.token_at(at[0]), self.token_at(at[1] - 1) + 1

    def words(self, at: Range) -> str:
        """The words of a token range."""
        return self.text[self.offsets[at[0]] : self.chars(at)[1]]

    def _piece(self, quoted: Quoted, speaker: Range | None) -> Piece:
        first, last = quoted.spans[0], quoted.spans[-1]
        start, end = self.token_at(quoted.start), self.token_at(max(quoted.end - 1, last[1] - 1)) + 1
        words = [word for a, b in quoted.spans for word in self.text[a:b].split()]
        letter = next((c for c in self.text[first[0] : first[1]] if c.isalpha()), "")
        inner = [i for i in range(start, end) if self.text[self.offsets[i]].isalnum()]
        stop = self.text[first[0] : last[1]].rstrip(_INNER_MARKS)[-1:] or self.text[last[1] - 1]
        if stop not in ".,?!" and self.text[quoted.end : quoted.end + 1] in (",", "."):
            stop = self.text[quoted.end]
        return Piece(
            quoted,
            start,
            end,
            inner[0] if inner else start,
            inner[-1] if inner else end - 1,
            self.paragraph_at(start),
            self.paragraph_at(end - 1),
            len(words),
            letter.isupper(),
            stop,
            len(words) <= _TITLE_WORDS
            and letter.isupper()
            and all(w[0].isupper() for w in words if len(w) > _SMALL_WORDS),
            speaker,
        )

    def paragraph_at(self, token: int) -> Range:
        """The paragraph that holds a token."""
        return self.paragraphs[max(0, bisect_right(self._paragraph_starts, token) - 1)]

    def sentence_at(self, token: int) -> Range:
        """Characters of the sentence that holds a token."""
        if not self._sentences:
            self._sentences = [(s.start, s.start_char, s.end_char) for s in self.doc.sents]
        _, start, end = self._sentences[bisect_right(self._sentences, token, key=lambda s: s[0]) - 1]
        return start, end

    def kind(self, content: Sequence[Range], that: bool = False) -> str:
        """Direct, mixed or indirect, by how much of the content (characters) is in quotation marks; `that`: without
        the "that" in front, which is nobody's word.
        """
        if not len(self._letters):
            letters = numpy.fromiter(map(str.isalnum, self.text), dtype=bool, count=len(self.text))
            marked = letters & numpy.frombuffer(self.inside, dtype=bool)
            self._letters, self._marked = _sums(letters), _sums(marked)
        total = sum(self._letters[end] - self._letters[start] for start, end in content) - that * len("that")
        quoted = sum(self._marked[end] - self._marked[start] for start, end in content)
        if not quoted:
            return "indirect"
        return "direct" if quoted >= DIRECT_SHARE * total else "mixed"


def _sums(flags: numpy.typing.NDArray[numpy.bool_]) -> list[int]:
    """How many flags are set before each place."""
    sums: list[int] = [0, *numpy.cumsum(flags).tolist()]
    return sums
