"""A Doc's text and words as Python strings, cheaply: a Doc itself writes them anew each time that it is asked."""

from __future__ import annotations

from typing import Literal
from weakref import WeakKeyDictionary

from spacy.tokens import Doc

_TEXTS: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()
"""The texts of the Docs that are alive; no component changes one."""
_WORDS: WeakKeyDictionary[Doc, tuple[str, ...]] = WeakKeyDictionary()
_HASHES: dict[str, WeakKeyDictionary[Doc, tuple[int, ...]]] = {"ORTH": WeakKeyDictionary(), "NORM": WeakKeyDictionary()}


def text_of(doc: Doc) -> str:
    """`doc.text`, written once."""
    text = _TEXTS.get(doc)
    if text is None:
        text = _TEXTS[doc] = doc.text
    return text


def words_of(doc: Doc) -> tuple[str, ...]:
    """The text of each token."""
    words = _WORDS.get(doc)
    if words is None or len(words) != len(doc):  # a component of somebody else's may join or part tokens
        strings = doc.vocab.strings
        words = _WORDS[doc] = tuple([strings[orth] for orth in hashes_of(doc, "ORTH")])
    return words


def sentence_starts(doc: Doc) -> list[int]:
    """The character at which each sentence begins; 0 alone where nothing has marked any."""
    marks, offsets = doc.to_array(["SENT_START", "IDX"]).T
    return [0, *offsets[1:][marks[1:] == 1].tolist()]


def hashes_of(doc: Doc, attribute: Literal["ORTH", "NORM"]) -> tuple[int, ...]:
    """The attribute of each token, as spaCy's matchers compare it."""
    hashes = _HASHES[attribute].get(doc)
    if hashes is None or len(hashes) != len(doc):
        hashes = _HASHES[attribute][doc] = tuple(doc.to_array(attribute).tolist())
    return hashes
