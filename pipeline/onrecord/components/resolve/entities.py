"""The entities of a document by place: who is named at a token, and the phrases that name somebody, in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from spacy.tokens import Doc, Span

from onrecord.components.family import mentions
from onrecord.components.surface import offsets_of
from onrecord.model import Mention

_LINKS = frozenset({"of", "for", "at", "in", "with", "from", "on", "by", "to", "who", "whose", "that", "which"})
_FAMILIES = ("agencies", "people", "officials")  # a later one wins where two name the same word


class Entity(NamedTuple):
    """One phrase that names an entity: its tokens, the entity's `key` in the document, its id in the record, its name.

    `named`: false for the unnamed, whose `name` is the words that described them first; `titles`: what they are called
    beside the name, in small letters.
    """

    start: int
    end: int
    key: str
    id: str | None
    name: str
    named: bool
    person: bool
    titles: tuple[str, ...]


class Entities:
    """The officials, other people and agencies that the components before found; `spelled_out`: initials to a name."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.offsets = offsets_of(doc)
        self.found: list[Entity] = []
        self.at: dict[int, Entity] = {}
        for family in _FAMILIES:
            for mention in mentions(doc, family):
                if "entity" in mention.evidence:
                    self._add(mention, family)
        self.found.sort(key=lambda entity: (entity.start, entity.end))

    @cached_property
    def spelled_out(self) -> dict[str, str]:
        """The model's organisations by their initials."""
        return {_initials(e): e.text for e in self.doc.ents if e.label_ == "ORG" and len(e) > 2}

    def _add(self, mention: Mention, family: str) -> None:
        evidence: Any = mention.evidence
        start, end = bisect_left(self.offsets, mention.start_char), bisect_left(self.offsets, mention.end_char)
        entity = Entity(
            start,
            end,
            evidence["entity"],
            evidence["id"] if family == "agencies" else evidence["entity"],
            evidence.get("full") or evidence["name"] or mention.text,
            bool(evidence["name"]),
            family != "agencies",
            _titles(evidence),
        )
        self.found.append(entity)
        self.at.update(dict.fromkeys(range(start, max(end, start + 1)), entity))


def _titles(evidence: Mapping[str, Any]) -> tuple[str, ...]:
    """Titles, and what a description says up to its first preposition: "a bus driver | from Ansel"."""
    words = evidence.get("description", "").lower().split()
    last = next((i for i, word in enumerate(words) if word in _LINKS or word[-1] in ",;"), len(words))
    described = " ".join(word for word in words[:last] if not word.endswith(("'s", "’s")))
    told = (title["text"].lower() for title in evidence.get("titles", ()) if title["text"])
    return tuple(title for title in (*told, described) if title)


def _initials(name: Span) -> str:
    return "".join(token.text[0] for token in name if token.text[0].isupper() and not token.is_stop)
