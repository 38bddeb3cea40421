"""The words that name a source which is no entity of the record: its name alone, or what describes it."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from onrecord.components.cues import first_child
from onrecord.components.resolve.given_names import PEOPLE

_BRACKETS = re.compile(r"\s*\([^()]*\)| (?:all|both|each)\Z")
_KINDS = frozenset("newspaper union agency magazine broadcaster daily network website channel".split())
"""Nouns behind a name that only tell what it is the name of: "the Punch | newspaper"."""


def described(span: Span) -> str:
    """The words of a source that is no entity, an article at the start of a sentence in small letters, no brackets."""
    return small_article(" ".join(_BRACKETS.sub("", span.text).split()) or span.text)


def name_in(span: Span) -> Span:
    """A name without what stands beside it: "the Northern Fund | , a think tank", "French drugmaker | Sanova SA",
    "the party's | Ravi Nair", "the | Punch | newspaper".
    """
    root, end = span.root, span.end
    if root.lower_ in _KINDS and root.i == end - 1 and root.i - 1 > span.start:
        return _named_kind(span, root)
    if root.pos_ != "PROPN":
        return _apposed(span, root)
    beside = next((t.left_edge.i for t in root.rights if t.dep_ == "appos" and t.i < end), end)
    if beside < end and span.doc[beside - 1].text == "," and beside - 1 > root.i:
        end = beside - 1
    owner = next((t for t in root.lefts if t.dep_ == "poss" and t.i >= span.start), None)
    if owner is not None and (root.ent_type_ == "PERSON" or _is_titled(root)):
        return span.doc[owner.right_edge.i + 1 : end]
    kind = next((t.i for t in reversed(span.doc[span.start : root.i]) if t.pos_ != "PROPN"), None)
    described_by = kind is not None and span.doc[kind].pos_ == "NOUN" and span.doc[kind].is_lower
    return span.doc[kind + 1 : end] if kind is not None and described_by else span.doc[span.start : end]


def _is_titled(name: Token) -> bool:
    """Whether an apposition tells that a name is somebody's: "Gaurav Nair, MP for Nashik", "Ann Cole, the mayor"."""
    beside = first_child(name, "appos")
    return beside is not None and (beside.lower_ in PEOPLE or beside.text in ("MP", "MLA", "MSP", "MEP", "MK"))


def _apposed(span: Span, root: Token) -> Span:
    """The name behind a person's description: "her barrister, | Nadia Amin KC"; the span where there is none."""
    if root.lower_ not in PEOPLE or root.i + 2 >= span.end or span.doc[root.i + 1].text != ",":
        return span
    name = span.doc[root.i + 2 : span.end]
    return name if len(name) > 1 and all(t.pos_ == "PROPN" for t in name) else span


def _named_kind(span: Span, root: Token) -> Span:
    name = span.doc[span.start + (span[0].pos_ == "DET") : root.i]
    return name if all(t.pos_ == "PROPN" and t.text[0].isupper() for t in name) else span


def small_article(words: str) -> str:
    return words[0].lower() + words[1:] if words.startswith(("The ", "A ", "An ")) else words


def abbreviates(word: str, words: frozenset[str]) -> bool:
    """Whether a word has the initials of the words, in any order: "dhs", homeland security department."""
    return 2 <= len(word) <= 6 and sorted(word) == sorted(w[0] for w in words if w[0] in word)[: len(word)]
