"""The verb group of a clause: whether it is so, how sure, and whether it is done, planned or failed."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from onrecord.normalize.view import view

SUBJECTS = ("nsubj", "nsubjpass")
_POSSIBLE = frozenset({"may", "might", "could", "can"})
_REQUIRED = frozenset({"must", "should", "shall", "ought"})
_PLANS = frozenset(
    {"plan", "intend", "expect", "aim", "seek", "prepare", "schedule", "hope", "vow", "pledge", "promise"}
)
IFS = frozenset({"if", "unless", "whether"})
"""Conjunctions that belong to what a clause says; "although" and "because" only join it to another."""
_FAILS = frozenset({"fail", "refuse", "decline"})


class Frame(NamedTuple):
    """What the verb group says beside its verb."""

    negated: bool
    modality: str
    status: str | None


def verb_group(verb: Token, children: list[Token]) -> Frame:
    """Negation, modality and status of a verb group, by its auxiliaries, tag and lemma."""
    dependents = {c.dep_ for c in children}
    negated = "neg" in dependents or any(_is_none(c) for c in children if c.i < verb.i)
    auxiliaries = {view(c.lower_) for c in children if c.dep_ in ("aux", "auxpass")}
    completed = "xcomp" in dependents and infinitive(children) is not None
    lemma = verb.lemma_
    if "would" in auxiliaries or _is_supposed(verb, children, "mark" in dependents):
        return Frame(negated, "conditional", None)
    if completed and any(c.lower_ == "yet" for c in children):  # "has yet to be released"
        return Frame(True, "asserted", None)
    if auxiliaries & _REQUIRED or (lemma in ("have", "need") and completed):
        return Frame(negated, "required", None)
    if auxiliaries & _POSSIBLE:
        return Frame(negated, "possible", None)
    if auxiliaries & {"will", "'ll"} or (completed and (lemma in _PLANS or _is_to(verb))):
        return Frame(negated, "planned", "planned")
    if lemma in _FAILS and completed:
        return Frame(negated, "asserted", None if negated else "failed")
    if negated:
        return Frame(True, "asserted", None)
    past = verb.tag_ in ("VBD", "VBN") or bool(auxiliaries & {"did", "has", "have", "had", "was", "were", "'ve", "'d"})
    return Frame(False, "asserted", "done" if past else "ongoing")


def _is_none(token: Token) -> bool:
    """Whether a word before the verb says that it is not so: "No senator voted", "Nor did the council meet"."""
    if token.dep_ in SUBJECTS:
        return token.left_edge.lower_ in _NONE
    return token.dep_ in ("cc", "preconj", "advmod") and token.lower_ in _NOR


_NONE = frozenset({"no", "none", "neither", "nobody"})
_NOR = frozenset({"nor", "neither", "never", "nowhere"})


def _is_supposed(verb: Token, children: list[Token], marked: bool) -> bool:
    """Whether a clause opens with "if", or with the verb that stands for it: "Had the council met, ..."."""
    if marked and any(c.dep_ == "mark" and c.lower_ in IFS for c in children):
        return True
    first = children[0] if children and children[0].i < verb.i else verb
    if first.lower_ not in _SUPPOSING or not (first == verb or first.dep_ in ("aux", "auxpass")):
        return False
    return any(c.dep_ in SUBJECTS and c.i > first.i for c in children)


_SUPPOSING = frozenset({"had", "were", "should"})


def infinitive(children: list[Token]) -> Token | None:
    """The verb of a "to" infinitive that completes the clause's own."""
    for child in children:
        if child.dep_ == "xcomp" and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children):
            return child
    return None


def _is_to(verb: Token) -> bool:
    """The verb before the infinitive in "are to meet", "is going to sign"."""
    return verb.lemma_ == "be" or (verb.lemma_ == "go" and verb.tag_ == "VBG")


def believed(verb: Token) -> Frame:
    """The verb group of what is believed: "to have left" is done, "to be leaving" goes on."""
    done = any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children)
    return Frame(any(c.dep_ == "neg" for c in verb.children), "possible", "done" if done else "ongoing")
