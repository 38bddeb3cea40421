"""Which way a date looks, and what kind of date it is, as its evidence says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Evidence = Mapping[str, Any]

_UNTIL = frozenset({"until", "till"})
_IN_FORCE = frozenset({"effective", "payable"})


def explicit(evidence: Evidence) -> bool:
    """A date with its year, decade or century."""
    return bool({"year", "decade", "century"} & evidence.keys())


def dated(evidence: Evidence) -> bool:
    """A time of day that names its day."""
    return "hour" in evidence and bool({"weekday", "month", "deictic"} & evidence.keys())


def of_the_day(evidence: Evidence) -> bool:
    """Counted from the reporter's own day: "today", "Friday", "last week"."""
    if evidence["form"] == "calendar":
        return "weekday" in evidence and "month" not in evidence
    return "deictic" in evidence or evidence.get("shift") in ("last", "next", "this")


def forward(evidence: Evidence) -> bool:
    """Whether the words around it look forward."""
    return bool(evidence.get("forward"))


def direction(evidence: Evidence) -> str:
    """past, future or nearest: by the preposition, else by the words that look forward, else by the tense."""
    if evidence.get("prep") == "since":
        return "past"
    if evidence.get("prep") in _UNTIL:
        return "past" if "had" in evidence else "future"  # "until Thursday, they had not called"
    if evidence.get("prep") == "by" and "weekday" in evidence and evidence.get("tense") != "past":
        return "future"  # "on the condition that he pay by Friday"
    if evidence.get("prep") in _IN_FORCE:
        return "nearest"
    return "future" if forward(evidence) else "past" if evidence.get("tense") == "past" else "nearest"
