"""Offices that a verb tells and no title: "Ana Duarte, who heads the Census Bureau," or "the agency, led by Duarte"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Span, Token

from onrecord.components.names import Range
from onrecord.components.text import Text

_LEADS = frozenset({"head", "lead", "run", "chair", "direct"})
_SERVES = frozenset({"serve", "act", "work"})
_ENDS = frozenset({"until", "till", "from", "for", "between"})
"""Words before the time that an office lasted, where it is over."""


class Led(NamedTuple):
    """The noun for what somebody leads, by its token, and whether that is over."""

    noun: Token
    past: bool


def led_by(text: Text, name: Range) -> Led | None:
    """What the person named at these tokens heads or headed, where a verb says so."""
    root = Span(text.doc, *name).root
    for verb, wanted in _verbs(root):
        if verb.lemma_ not in _LEADS or any(map(_unreal, verb.children)):
            continue
        noun = next((child for child in verb.children if child.dep_ == wanted), None)
        if noun is not None:
            return Led(noun, verb.tag_ == "VBD" and wanted == "dobj")
        if wanted == "nsubjpass" and verb.dep_ == "acl":  # "the bureau, led by Ana Duarte"
            return Led(verb.head, False)
    return None


def _unreal(child: Token) -> bool:
    """Whether a word below a verb says that it is not so, or not yet."""
    return child.dep_ == "neg" or (child.dep_ == "aux" and child.lemma_ != "have")


def _verbs(root: Token) -> Iterator[tuple[Token, str]]:
    """The verbs that a name is the subject or agent of, with what their object is called in the parse."""
    if root.dep_ == "nsubj":
        yield root.head, "dobj"
    for child in root.rights:
        if child.dep_ == "relcl" and any(word.lower_ == "who" and word.dep_ == "nsubj" for word in child.lefts):
            yield child, "dobj"
    if root.dep_ == "pobj" and root.head.dep_ == "agent":
        yield root.head.head, "nsubjpass"


def is_over(text: Text, start: int, end: int) -> bool:
    """Whether the verb beside a title tells an office of the past: "served as", "was mayor until 2022"."""
    root = Span(text.doc, start, end).root
    verb = root.head.head if root.dep_ == "pobj" and root.head.lower_ == "as" else root.head
    if verb.tag_ != "VBD":
        return False
    if verb.lemma_ in _SERVES:
        return root.dep_ == "pobj"
    if any(child.dep_ == "prep" and child.lower_ in {"until", "till"} for child in verb.lefts):
        return verb.lemma_ == "be" and root.dep_ == "attr"  # "who until last year was director"
    spans = (child for child in (*verb.rights, *root.rights) if child.dep_ == "prep" and child.lower_ in _ENDS)
    return (
        verb.lemma_ == "be"
        and root.dep_ == "attr"
        and any(word.ent_type_ == "DATE" for child in spans for word in child.rights)
    )
