"""Agencies: the mentions of one public body to its record."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Agency, Mention, Span


def normalize_agency(mentions: Sequence[Mention]) -> Agency | None:
    """One public body from all mentions of the entity, in the order of the text; None where there is none.

    Its acronym is the first that the article itself uses.
    """
    if not mentions:
        return None
    known = mentions[0].evidence
    return Agency(
        id=known["id"],
        name=known["name"],
        acronym=next((m.evidence["acronym"] for m in mentions if m.evidence["acronym"]), None),
        country=known["country"],
        type=known["type"],
        parent=known["parent"],
        mentions=tuple(Span(start_char=m.start_char, end_char=m.end_char, text=m.text) for m in mentions),
        rule=mentions[0].rule,
    )
