"""Whether a figure is a change or a level, and which way it goes: read from the verb or noun that governs it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Span, Token

_INCREASE = (
    "rise increase grow climb jump surge gain soar rally expand add raise hike boost swell advance widen strengthen"
    " accelerate balloon spike leap rocket mount improve appreciate firm rebound recover inflate edge"
    " double triple quadruple"
)
_DECREASE = (
    "fall drop decline decrease shrink cut slash reduce lose slide slip plunge tumble sink slump dip ease trim contract"
    " lower narrow shed plummet dwindle weaken depreciate retreat shave slow deduct halve devalue crash"
)
_INCREASES = (
    "increase rise growth jump surge hike boost climb rebound spike uptick upturn expansion raise leap improvement"
)
_DECREASES = "decrease fall drop decline cut reduction slump dip slide plunge contraction downturn slowdown cutback"
_LEVELS = (
    "be total reach hit number stand exceed average amount become remain top surpass equal measure weigh"
    " cost approach near match"
)
CHANGE_VERBS: Mapping[str, str] = {
    **dict.fromkeys(_INCREASE.split(), "increase"),
    **dict.fromkeys(_DECREASE.split(), "decrease"),
}
"""Lemma of a verb of change -> its direction."""

CHANGE_NOUNS: Mapping[str, str] = {
    **dict.fromkeys(_INCREASES.split(), "increase"),
    **dict.fromkeys(_DECREASES.split(), "decrease"),
}
"""Lemma of a noun of change -> its direction."""

LEVEL_VERBS = frozenset(_LEVELS.split())
"""Verbs that say how much their subject is."""

MOVES = frozenset({"revise", "change", "move", "shift", "adjust", "amend", "go"})
"""Verbs of change that do not tell the way: "revised the toll from 38"."""

_AMOUNTS_ONLY = frozenset(
    {"raise", "add", "lose", "cut", "gain", "shed", "boost", "slash", "trim", "recover", "improve"}
)
"""Verbs whose plain object need not be a difference: "raised $5 million", "lost two games"."""
_OWN = frozenset({"lose", "gain", "shed"})
"""Those of them whose object is a difference where it is measured: "lost 12 kilograms"."""

_TAKEN = frozenset({"raise", "recover", "add", "gain"})
"""Those of them that with a share take a part: "recovered a third of the money"."""

_QUOTED = frozenset({"close", "end", "finish", "trade", "settle", "open"})
"""Verbs that with "at" say where a price or index stood."""
_NOW = re.compile(r", (?:now|currently|still|already) \Z")
_FROM = re.compile(r"\b(?:up|down|compared with|than) from (?:about |some |around )?\Z")


@dataclass(frozen=True, slots=True)
class Movement:
    """The part that a figure plays in a change: `role` level, delta, from or to; `change` the way, for a delta."""

    role: str | None = None
    change: str | None = None


def find_movement(span: Span, direction: str | None, before: str, kind: str | None) -> Movement:
    """The role of the figure in `span`.

    `direction`: what the words beside it say ("up 12"); `before`: the view of the text before its modifiers;
    `kind`: of the unit, None for a plain count.
    """
    of_things = kind is None
    if direction is not None:
        return Movement("delta", direction)
    if _FROM.search(before):
        return Movement("from")
    if _NOW.search(before):
        return Movement("level")
    noun = span.root.head
    if noun.i >= span.end and noun.lemma_ in CHANGE_NOUNS and not of_things:
        return Movement("delta", CHANGE_NOUNS[noun.lemma_])
    verb, preposition = govern(span)
    if verb is None or (not of_things and noun.i >= span.end and noun.pos_ == "NOUN" and preposition is None):
        return Movement()
    lemma = verb.lemma_.lower()
    way = CHANGE_VERBS.get(lemma) or CHANGE_NOUNS.get(lemma)
    if any(child.dep_ == "prt" and child.lower_ in ("off", "out") for child in verb.children):
        return Movement()  # cut it off from 14 aircraft
    if way is None and lemma in _QUOTED and preposition == "at":
        return Movement("level")
    bare = not (of_things and noun.i >= span.end)  # a number by itself, not one that modifies a noun
    if way is None and bare and lemma in MOVES and preposition in ("from", "to"):
        return Movement(preposition)
    if way is None:
        return Movement("level") if bare and lemma in LEVEL_VERBS and preposition in (None, "at") else Movement()
    halved = preposition == "in" and span.text.lower() == "half"
    measured = kind not in (None, "currency", "time") and lemma in _OWN
    doc = span.doc
    if preposition is None and lemma in (_TAKEN | {"drop"}) and span.end < len(doc) and doc[span.end].lower_ == "of":
        return Movement()  # raised half of the money, dropped 3 inches of rain
    plain = preposition is None and (kind == "ratio" or measured or lemma not in _AMOUNTS_ONLY)
    if preposition == "by" or halved or plain:
        return Movement("delta", way)
    if preposition in ("to", "from"):
        return Movement(preposition)
    return Movement("level") if preposition == "at" and not of_things else Movement()


def govern(span: Span) -> tuple[Token | None, str | None]:
    """The verb (or noun of change) that the figure hangs on, and the preposition between them."""
    token, preposition = span.root, None
    for _ in range(8):
        if token.dep_ == "conj" and token.head.like_num:
            token = token.head  # 235,173 in November and 231,529 in October
            continue
        if token.dep_ in ("nsubj", "nsubjpass", "ROOT", "conj", "relcl", "acl") or token.head is token:
            return None, None
        if token.dep_ in ("prep", "agent"):
            if preposition is not None:
                return None, None
            preposition = token.lower_
        token = token.head
        if token.pos_ in ("VERB", "AUX") or token.lemma_ in CHANGE_NOUNS:
            return token, preposition
        if token.pos_ in ("NOUN", "PROPN") and token.i < span.start and preposition is not None:
            return None, None
    return None, None
