"""Record to claims: one checkable thing at a time."""

from __future__ import annotations

from onrecord.model import Claim, Record


def build_claims(record: Record, text: str) -> list[Claim]:
    """The claims of an article, in the order of the text; `text` is the article's, which `record` was made from."""
    return []
