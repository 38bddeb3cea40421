"""Agencies: the mentions of one public body to its record."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Agency, Mention


def normalize_agency(mentions: Sequence[Mention]) -> Agency | None:
    """One public body from all mentions of the entity, in the order of the text; None where it is none after all."""
    return None
