"""How much a claim is worth checking: named features, each with its points, in `patterns/worth.jsonl`.

The points add up to a score between 0 and 1, and the names of the features that are there are the claim's reasons. The
kinds of claims are those that fact-checkers tell apart (Konstantinovskiy, Price, Babakar and Zubiaga, "Toward Automated
Factchecking", 2020).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from onrecord.model import Claim
from onrecord.normalize.view import view
from onrecord.rules import WorthRule, load

Feature = Callable[[Claim], bool]

_PUNCTUATION = ".,;:!?'\"()[]-"
_TIME_UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century"})
_PLANS = frozenset({"planned", "predicted"})


def _is_age(claim: Claim) -> bool:
    return claim.figure is not None and ".age" in f".{claim.figure.rule}"


def _is_money(claim: Claim) -> bool:
    unit = claim.figure.unit if claim.figure else ""
    return (len(unit) == 3 and unit.isupper()) or unit in ("dollar", "pound", "rupee")


def _is_small(claim: Claim) -> bool:
    figure = claim.figure
    return figure is not None and figure.unit == "count" and figure.value is not None and abs(figure.value) <= 2


def _is_deed(claim: Claim) -> bool:
    return claim.kind == "event" and claim.status in ("done", "failed", "denied")


FEATURES: Mapping[str, Feature] = {
    "approximate": lambda c: c.figure is not None and (c.figure.bound == "about" or c.figure.value is None),
    "age": _is_age,
    "attributed": lambda c: any(link.named or link.title or link.organization for link in c.attribution),
    "change": lambda c: c.figure is not None and c.figure.change is not None,
    "comparison": lambda c: c.comparison is not None,
    "date": lambda c: c.time is not None and c.time.begin is not None,
    "deed": _is_deed,
    "denial": lambda c: any(link.stance == "denies" for link in c.attribution) or c.status == "denied",
    "duration": lambda c: c.figure is not None and c.figure.unit in _TIME_UNITS and not _is_age(c),
    "event": lambda c: c.kind == "event",
    "figure": lambda c: c.kind == "figure",
    "money": _is_money,
    "office": lambda c: c.kind == "office",
    "percent": lambda c: c.figure is not None and c.figure.unit in ("percent", "percentage_point", "basis_point"),
    "plan": lambda c: c.modality in _PLANS,
    "question": lambda c: c.text.rstrip("”\"'’ ").endswith("?"),
    "quote": lambda c: c.kind == "quote",
    "rate": lambda c: c.figure is not None and c.figure.per is not None,
    "small": _is_small,
    "statement": lambda c: c.kind == "statement",
    "superlative": lambda c: c.figure is not None and c.figure.superlative is not None,
    "with-figure": lambda c: c.kind != "figure" and any(ch.isdigit() for ch in c.text),
}
"""What can be seen from a claim itself; the features of the table that have `words` are seen from its words."""


class Worth:
    """The points table, ready to weigh claims."""

    def __init__(self, rules: Iterable[WorthRule]) -> None:
        self.points: dict[str, float] = {}
        self.words: dict[str, list[str]] = {}
        for rule in rules:
            self.points[rule.id] = rule.points
            for word in rule.words:
                self.words.setdefault(word, []).append(rule.id)

    def weigh(self, claim: Claim) -> Claim:
        """The claim with its `check_worthiness` (0 to 1, two decimals) and the `reasons` for it, in order."""
        found = {name for name, is_there in FEATURES.items() if name in self.points and is_there(claim)}
        if claim.kind != "figure":  # a figure's worth is the number's, whatever the words around it
            for word in view(claim.text).lower().split():
                found.update(self.words.get(word.strip(_PUNCTUATION), ()))
        total = 0.2 + sum(self.points[name] for name in found)
        return claim.model_copy(
            update={"check_worthiness": round(min(1.0, max(0.0, total)), 2), "reasons": tuple(sorted(found))}
        )


@cache
def standard() -> Worth:
    """The table that comes with onrecord."""
    return Worth(load("worth"))
