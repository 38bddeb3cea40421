"""Bodies that an article names by less than their name, where it says elsewhere whose they are.

"The county council" is that of the one county which the article names, "the state health department" that of the one
state; "State" and "Brussels" are bodies only where they act.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.components.bodies import Body, Candidate, Form, fill, title_case
from onrecord.components.text import Text

_ACTS = frozenset(
    {"say", "accept", "reject", "approve", "impose", "propose", "adopt", "fine", "agree", "decide", "demand", "insist"}
    | {"warn", "threaten", "refuse", "want", "block", "sue", "order", "announce", "unveil", "urge", "deny", "vow"}
    | {"decline", "appeal", "publish", "issue", "tell", "respond", "reply", "deem", "object", "oppose", "confirm"}
)
"""What a body does and a city does not; "have" with "comment" is one too."""

_POLICE = ("Department", "Service", "Force", "Bureau")
"""How the name of a police goes on where it is given in full."""

_LEVELS = frozenset({"county", "state"})
"""Levels of government of which an article mostly names one."""


def acts(text: Text, i: int) -> bool:
    """Whether the single word at `i` is the subject of what only a body can do."""
    token = text.doc[i]
    if token.dep_ != "nsubj" or token.tag_ not in {"NNP", "NN"} or token.n_lefts or token.n_rights:
        return False
    if any(child.lemma_ == "comment" for child in token.head.children):
        return True
    return token.head.lemma_ in _ACTS and token.head.pos_ == "VERB"


def understood(text: Text, found: Iterable[tuple[int, int, Form]], chosen: list[Candidate]) -> Iterator[Candidate]:
    """The bodies meant by lower-case kinds that matched at these tokens. `chosen`: the bodies named in full."""
    for start, end, form in found:
        level = next((i for i in (start, start - 1) if text.word(i) in _LEVELS), None)
        if level is None or text.word(level - 1).casefold() != "the" or text.is_possessive(end):
            continue
        words = [w for w in text.words[start:end] if w not in _LEVELS and w != "of"]
        owner = sole_county(text) if text.words[level] == "county" else sole_state(text)
        if not words or owner is None:
            continue
        body = next((c.body for c in chosen if is_of(c.body, owner, words)), None)
        yield Candidate(level, end, body or composed(text, form, owner, text.words[start:end]))


def in_full(found: list[Candidate]) -> list[Candidate]:
    """The mentions, with a police called "Tulsa Police" as the Tulsa Police Department where that is named."""
    names = {c.body.name: c.body for c in found if c.body.id is None and c.body.type == "police"}
    full = {name: names[f"{name} {more}"] for name in names for more in _POLICE if f"{name} {more}" in names}
    return [c._replace(body=full[c.body.name]) if c.body.name in full else c for c in found] if full else found


def is_of(body: Body, owner: str, words: Sequence[str]) -> bool:
    """Whether a body named in full is one of this place, called by these words."""
    name = body.name.casefold().split()
    return body.name.startswith(owner) and all(word in name for word in words)


def composed(text: Text, form: Form, owner: str, words: Sequence[str]) -> Body:
    """The body of a kind that a county or state has."""
    kind = " ".join(words[words[0] in _LEVELS :])
    name = fill(form.kind.local or "", place=owner, form=title_case(kind))
    state = next((place for place in text.places if place.rule.name == owner), None)
    home = text.home
    country = state.country if state else home.country if home else None
    return Body(None, name, country, form.kind.type, None, form.kind.id)


def sole_county(text: Text) -> str | None:
    """The name of the only county that the article names ("Polk County")."""
    named = set()
    for i, word in enumerate(text.words):
        if word == "County" and (start := text.run_left(i, 3)) < i:
            named.add(" ".join(text.words[start : i + 1]))
    return named.pop() if len(named) == 1 else None


def sole_state(text: Text) -> str | None:
    """The name of the only state that the article names."""
    named = {place.rule.name for place in text.places if place.rule.kind == "state"}
    return named.pop() if len(named) == 1 else None
