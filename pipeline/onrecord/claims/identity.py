"""What identifies a claim: its id, made from where it stands, and its digest, made from all that it says."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from pydantic_core import to_json

from onrecord.model import Claim, ClaimKind, Extent


def claim_id(article_id: str, article_sha256: str, kind: ClaimKind, anchor: int) -> str:
    """The same on every run and machine. `anchor`: the offset of the word that the claim hangs on."""
    key = "\0".join((article_id, article_sha256, kind, str(anchor)))
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def anchor(claim: Claim) -> int:
    """Where the word stands that a claim hangs on: its figure, verb, cue or title; else where it starts.

    A title before several names ("Sens. Smith and Jones") is that of the first; the others hang on their names.
    """
    word: Extent | None = claim.predicate
    if claim.kind == "figure":
        word = claim.figure
    elif claim.kind == "office":
        if claim.subject and claim.object:
            return office_anchor(claim.text, claim.start_char, claim.subject, claim.object)
        word = claim.subject
    return claim.start_char if word is None else word.start_char


def office_anchor(words: str, start: int, name: Extent, title: Extent) -> int:
    """The place of the title, unless it is somebody else's, too; then that of the name. `words`: from `start` on."""
    first, second = sorted((name, title), key=lambda place: place.start_char)
    between = words[max(0, first.end_char - start) : max(0, second.start_char - start)]
    shared = between.strip(" ,.") if first is title else " and " in between
    return name.start_char if shared else title.start_char


def seal(claim: Claim, **known: object) -> Claim:
    """Finish a claim that nobody has seen yet: what became known since it was made, and the digest of all that it says.

    A digest that it has already is none of that. Whoever changes a claim afterwards must seal a copy of it. (A copy
    here would cost as much as making the claim did.)
    """
    fields = vars(claim)
    fields.update(known, digest=None)
    content = Claim.__pydantic_serializer__.to_json(claim)
    fields["digest"] = hashlib.sha256(content.removesuffix(_NO_DIGEST) + b"}").hexdigest()
    return claim


_NO_DIGEST = b',"digest":null}'
"""How a claim's JSON ends before it has a digest, the last of its fields."""


def digest(row: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of a claim as read from JSON: of its fields but the digest, in their order, without spaces."""
    return hashlib.sha256(to_json({key: value for key, value in row.items() if key != "digest"})).hexdigest()
