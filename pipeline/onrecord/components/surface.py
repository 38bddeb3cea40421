"""A Doc's text and words as Python strings, cheaply: a Doc itself writes them anew each time that it is asked."""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal
from weakref import WeakKeyDictionary

from spacy.tokens import Doc, Span

from onrecord.components.marks import Quoted, pair_marks
from onrecord.components.paragraphs import paragraphs

_TEXTS: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()
"""The texts of the Docs that are alive; no component changes one."""
_WORDS: WeakKeyDictionary[Doc, tuple[str, ...]] = WeakKeyDictionary()
_OFFSETS: WeakKeyDictionary[Doc, list[int]] = WeakKeyDictionary()
_QUOTED: WeakKeyDictionary[Doc, tuple[list[tuple[int, int]], list[Quoted]]] = WeakKeyDictionary()
_HASHES: dict[str, WeakKeyDictionary[Doc, tuple[int, ...]]] = {"ORTH": WeakKeyDictionary(), "NORM": WeakKeyDictionary()}


def text_of(doc: Doc) -> str:
    """`doc.text`, written once, of words that are asked for as well."""
    text = _TEXTS.get(doc)
    if text is None:
        spaced = zip(words_of(doc), doc.to_array("SPACY").tolist(), strict=True)
        text = _TEXTS[doc] = "".join([f"{word} " if space else word for word, space in spaced])
    return text


def words_of(doc: Doc) -> tuple[str, ...]:
    """The text of each token."""
    words = _WORDS.get(doc)
    if words is None or len(words) != len(doc):  # a component of somebody else's may join or part tokens
        strings = doc.vocab.strings
        words = _WORDS[doc] = tuple([strings[orth] for orth in hashes_of(doc, "ORTH")])
    return words


def offsets_of(doc: Doc) -> list[int]:
    """The character at which each token begins."""
    offsets = _OFFSETS.get(doc)
    if offsets is None or len(offsets) != len(doc):
        offsets = _OFFSETS[doc] = doc.to_array("IDX").astype("int64").tolist()
    return offsets


def quoted_in(doc: Doc) -> tuple[list[tuple[int, int]], list[Quoted]]:
    """The paragraphs of the text, and what stands in quotation marks in them: everybody's, so to be left as it is."""
    found = _QUOTED.get(doc)
    if found is None:
        spans = paragraphs(text_of(doc))
        found = _QUOTED[doc] = spans, pair_marks(text_of(doc), spans)
    return found


def span_at(doc: Doc, start_char: int, end_char: int) -> Span | None:
    """The tokens that cover some characters, as `doc.char_span(..., alignment_mode="expand")` finds them."""
    offsets = offsets_of(doc)
    if not offsets or not 0 <= start_char < end_char:
        return None
    if end_char > offsets[-1] and end_char > len(text_of(doc)):
        return None
    return Span(doc, bisect_right(offsets, start_char) - 1, bisect_right(offsets, end_char - 1))


def text_at(doc: Doc, start: int, end: int) -> str:
    """The text of some tokens, `doc[start:end].text`; empty where there are none."""
    if start >= end:
        return ""
    start_char, end_char = chars_at(doc, start, end)
    return text_of(doc)[start_char:end_char]


def chars_at(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The characters, from and to, of some tokens, of which there is one at least."""
    offsets = offsets_of(doc)
    return offsets[start], offsets[end - 1] + len(words_of(doc)[end - 1])


def sentence_around(doc: Doc, i: int) -> Span:
    """The sentence of a token, `doc[i].sent`."""
    return Span(doc, i, i + 1).sent


def sentence_starts(doc: Doc) -> list[int]:
    """The character at which each sentence begins; 0 alone where nothing has marked any."""
    offsets, marks = offsets_of(doc), doc.to_array("SENT_START")
    return [0, *[offsets[i] for i in (marks == 1).nonzero()[0].tolist() if i]]


def hashes_of(doc: Doc, attribute: Literal["ORTH", "NORM"]) -> tuple[int, ...]:
    """The attribute of each token, as spaCy's matchers compare it."""
    hashes = _HASHES[attribute].get(doc)
    if hashes is None or len(hashes) != len(doc):
        hashes = _HASHES[attribute][doc] = tuple(doc.to_array(attribute).tolist())
    return hashes
