"""Whether a date and a verb of one sentence tell of the same time: what the clauses between them say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Span, Token

_SAYING_WORDS = (
    "say tell report announce add note warn write estimate release publish state explain argue claim testify hear know"
    " learn believe think"
)
_SAYING = frozenset(_SAYING_WORDS.split())
_NOT_THEN = frozenset("after before since because although though unless until if".split())
"""What opens a clause whose time is not that of the clause it stands in: cut jobs by 2026 after profit fell."""
_CLOSING = frozenset({"close", "end", "finish", "settle", "stand", "reach", "total", "leave"})
"""What "to" and such a verb says happened with the verb above: lost 18 points, to close at 1,612 on Tuesday."""


@dataclass(frozen=True)
class Dated:
    """A date with its TIMEX3 value, the verb that it belongs to, and whether it is only what is compared with.

    `owner`: the one figure that it is told of, where that is plain: fell to 672, from 764 in 2022.
    """

    start: int
    end: int
    value: str
    root: Token
    verb: Token | None
    other: bool
    owner: int | None = None


def past(verb: Token) -> bool:
    """Whether a verb tells what was: it fell, it was cut; not what has been or will be."""
    if verb.tag_ == "VBD":
        return True
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return bool(auxiliaries) and all(child.lower_ in ("was", "were", "did") for child in auxiliaries)


def of_subject(dated: Dated) -> bool:
    """Whether a date is said of its clause's subject alone: the front-runners at the moment are men."""
    noun = dated.root.head.head if dated.root.head.dep_ == "prep" else dated.root
    return noun.dep_ == "nsubj" and noun.head == dated.verb


def aside(dated: Dated, root: Token) -> bool:
    """Whether a date is that of an apposition: Ms Duarte, the member from 2007 to 2021, approved 27 grants."""
    for token in dated.root.ancestors:
        if token == dated.verb:
            return False
        if token.dep_ == "appos" and token != root:
            return not token.is_ancestor(root)
    return False


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def not_then(above: Token, below: Token, root: Token) -> bool:
    """Whether the figure `root` stands behind an "after", "since" or "because" that sets its clause apart in time."""
    for token in (below, *between(above, below)):
        joints = [token.head] if token.dep_ == "pcomp" else token.children if token.dep_ == "advcl" else ()
        if any(joint.lower_ in _NOT_THEN and joint.i < root.i for joint in joints):
            return True
    return False


def one_act(verb: Token) -> bool:
    """Whether a verb goes on with what the one above it tells of the same subject: died or went missing in 2023."""
    if has_subject(verb):
        return False
    return (verb.dep_ == "conj" and _is_to_come(verb) == _is_to_come(verb.head)) or (
        verb.dep_ in ("xcomp", "advcl") and verb.tag_ == "VB" and verb.lemma_ in _CLOSING
    )


def _is_to_come(verb: Token) -> bool:
    """Whether a verb says what will be: employs 300 people and will shut a plant by 2027."""
    return any(child.dep_ == "aux" and child.lower_ in ("will", "would", "shall") for child in verb.children)


def at_that_time(verb: Token) -> bool:
    """Whether a clause stands to the one above it by "when": both tell of one time."""
    return verb.dep_ in ("advcl", "relcl") and any(child.lower_ == "when" for child in verb.children)


def tells_otherwise(above: Token, below: Token) -> bool:
    """Whether a clause's time need not be that of the one above: it is what that one tells, or is told of a noun."""
    path = (below, *between(above, below))
    told = any(t.dep_ == "ccomp" and t.i > t.head.i and has_subject(t) for t in path)  # found in May that he had left
    return told or any(t.lemma_ in _SAYING for t in (*path[1:], above)) or any(t.dep_ in ("relcl", "acl") for t in path)


def between(above: Token, below: Token) -> Iterable[Token]:
    """The tokens on the path from one token up to another, without either."""
    for token in below.ancestors:
        if token == above:
            return
        yield token


def verb_of(span: Span) -> Token | None:
    """The verb of the clause that a span stands in."""
    return verb_above(span.root)


def verb_above(token: Token) -> Token | None:
    """The verb that a token hangs on, itself included."""
    for _ in range(12):
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod", "compound"):
            return token
        if token.head is token:
            return None
        token = token.head
    return None
