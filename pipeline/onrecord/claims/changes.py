"""Verbs that tell that something grew or shrank, from `patterns/changes.jsonl`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from onrecord.model import Change
from onrecord.rules import ChangeRule, load

_WAYS: Mapping[str, Change] = {"INCREASE": "increase", "DECREASE": "decrease"}


@cache
def _verbs() -> Mapping[str, ChangeRule]:
    rules = (rule for rule in load("changes") if isinstance(rule, ChangeRule))
    return {rule.lemma: rule for rule in rules if rule.pos == "verb" and rule.label in _WAYS}


def way(lemma: str) -> Change | None:
    """Which way a verb says that its subject went."""
    rule = _verbs().get(lemma)
    return _WAYS[rule.label] if rule is not None else None


def tells_trend(lemma: str) -> bool:
    """Whether a verb by itself tells that its subject grew or shrank: "arrivals dropped"."""
    rule = _verbs().get(lemma)
    return rule is not None and rule.trend
