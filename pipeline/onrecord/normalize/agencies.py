"""Agencies: the mentions of one public body to its record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.model import Mention


def read_agency(mentions: Sequence[Mention]) -> dict[str, Any]:
    """The fields of an Agency, from all mentions of one public body in the order of the text.

    Its acronym is the first that the article itself uses.
    """
    known = mentions[0].evidence
    return {
        "id": known["id"],
        "name": known["name"],
        "acronym": next((m.evidence["acronym"] for m in mentions if m.evidence["acronym"]), None),
        "country": known["country"],
        "type": known["type"],
        "parent": known["parent"],
        "mentions": [m.place for m in mentions],
        "rule": mentions[0].rule,
    }
