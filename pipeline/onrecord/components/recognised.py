"""Bodies that no rule knows: what the model takes for an organisation, and acronyms that the article defines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.components.bodies import CHARITIES, PRIVATE, Body, Candidate, apart
from onrecord.components.text import Text

_NEVER_IN_BODIES = PRIVATE | {"'s", "’s"}
_UNIONS = frozenset({"Labour", "Labor", "Trade", "Trades", "Union", "Unions", "Workers", "Transport", "Farmers"})
"""Words in the names of congresses that are no parliaments."""

_WIRES = frozenset({"AP", "AFP", "UPI", "DPA", "EFE", "ANI", "IANS", "PTI", "CNN", "BBC", "NPR", "TASS", "WAM"})
"""What stands in brackets after a dateline, and is no body's acronym: "UNITED NATIONS (AP)"."""

_HEADS = frozenset(
    {"ministry", "department", "agency", "commission", "committee", "council", "court", "tribunal", "parliament"}
    | {"authority", "bureau", "secretariat", "directorate", "inspectorate", "treasury", "senate", "assembly"}
    | {"congress", "embassy", "administration"}
)


def recognised(text: Text, ents: Iterable[tuple[int, int]]) -> Iterator[Candidate]:
    """Organisations of the model that have a public body's head noun and that no rule knows."""
    for start, end in ents:
        while start < end and text.word(start).casefold() in {"the", "a", "an"}:
            start += 1
        if text.is_possessive(end - 1):
            end -= 1
        words = text.words[start:end]
        if len(words) < 2 or not words[0][:1].isupper() or words[-1].casefold() not in _HEADS:
            continue
        if tuple(words[-2:]) in CHARITIES:
            continue
        if words[-1] == "Congress" and not _UNIONS.isdisjoint(words):
            continue
        if words[-2].casefold() not in {"news", "press"} and _NEVER_IN_BODIES.isdisjoint(words):
            name = " ".join(text.doc[start:end].text.split())
            yield Candidate(start, end, Body(None, name, None, None, None, "recognised"))


def defined(text: Text, chosen: list[Candidate]) -> list[Candidate]:
    """Acronyms as the article itself defines them: "Harbor Safety Board (HSB)", and so every HSB."""
    meant: dict[str, Body] = {}
    for candidate in chosen:
        acronym = text.word(candidate.end + 1)
        opened = text.word(candidate.end) == "(" and text.word(candidate.end + 2) == ")"
        if opened and is_acronym(acronym, text.words[candidate.start : candidate.end]):
            meant.setdefault(acronym, candidate.body)
    if not meant:
        return chosen
    words = text.words
    others = [c for c in chosen if c.end - c.start > 1 or words[c.start] not in meant]
    return apart([*others, *(Candidate(i, i + 1, meant[w], acronym=True) for i, w in enumerate(words) if w in meant)])


def is_acronym(word: str, name: Iterable[str]) -> bool:
    """Whether a word in brackets behind a name is short for it: in capitals, or as "Nacada" by its first letters."""
    if word.isupper():
        return len(word) > 1 and word not in _WIRES
    return len(word) > 2 and word.casefold() == "".join(w[0] for w in name if w[:1].isupper()).casefold()
