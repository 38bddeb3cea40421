"""What every form of date expression is read from, and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.normalize.intervals import interval

Evidence = Mapping[str, Any]
"""The words that the grammar named, and what the document pass decided."""


@dataclass(frozen=True)
class Reading:
    """A value, the values that lost against it, and what contradicts it."""

    value: str | None
    candidates: tuple[str, ...] = ()
    conflict: str | None = None


SHIFTS: Mapping[str, int] = {
    "last": -1, "past": -1, "previous": -1, "prior": -1, "preceding": -1, "latest": -1,
    "this": 0, "new": 0, "current": 0, "that": 0, "same": 0, "present": 0, "the": 0,
    "next": 1, "coming": 1, "following": 1, "upcoming": 1, "forthcoming": 1,
}  # fmt: skip
"""Words that move from the base to a unit's neighbour."""


def shift_of(words: str) -> int:
    """ "last", "this coming", "the following" as -1, 0 or 1: the last word decides."""
    return {"before last": -2, "after next": 2}.get(words) or SHIFTS[words.split()[-1]]


def first_day(base: str | None) -> date | None:
    """The first day of a TIMEX3 value, if it has a place on the calendar."""
    found = interval(base) if base else None
    return found[0] if found else None
