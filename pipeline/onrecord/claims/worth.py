"""How much a claim is worth checking: named features, each with its points, in `patterns/worth.jsonl`.

The points add up to a score between 0 and 1, and the names of the features that are there are the claim's reasons. The
kinds of claims are those that fact-checkers tell apart (Konstantinovskiy, Price, Babakar and Zubiaga, "Toward Automated
Factchecking", 2020).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from onrecord.model import Claim, Figure
from onrecord.rules import WorthRule, load

_WORD = re.compile(r"\w(?:[\w'-]*\w)?")
_TIME_UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century"})
_DIGIT = re.compile(r"\d")


def _is_age(figure: Figure) -> bool:
    return figure.rule.startswith("age.")


def _is_money(figure: Figure) -> bool:
    return figure.unit in ("dollar", "pound", "rupee") or (len(figure.unit) == 3 and figure.unit.isupper())


def _is_small(figure: Figure) -> bool:
    return figure.unit == "count" and figure.value is not None and abs(figure.value) <= 2


FIGURE_FEATURES: Mapping[str, Callable[[Figure], bool]] = {
    "age": _is_age,
    "approximate": lambda f: f.bound == "about" or f.value is None,
    "change": lambda f: f.change is not None,
    "duration": lambda f: f.unit in _TIME_UNITS and not _is_age(f),
    "money": _is_money,
    "percent": lambda f: f.unit in ("percent", "percentage_point", "basis_point"),
    "rate": lambda f: f.per is not None,
    "small": _is_small,
    "superlative": lambda f: f.superlative is not None,
}
"""What can be seen from the figure of a figure claim."""

_PRONOUNS = frozenset("it that this them those these so".split())


def _is_vague(claim: Claim) -> bool:
    """Whether a deed is done to "it" or "that", and no more is told of it."""
    what = claim.object if claim.kind == "event" else None
    return what is not None and what.text.lower() in _PRONOUNS and what.end_char == claim.end_char


WORD_FEATURES: Mapping[str, Callable[[Claim], bool]] = {
    "deed": lambda c: c.kind == "event" and c.status in ("done", "failed", "denied"),
    "question": lambda c: c.text.rstrip("”\"'’ ").endswith("?"),
    "vague": _is_vague,
    "with-figure": lambda c: c.kind != "event" and _DIGIT.search(c.text) is not None,  # an event's figure has its claim
}
"""What can be seen from the other claims; and so can the features of the table that have `words`."""

FEATURES: Mapping[str, Callable[[Claim], bool]] = {
    "attributed": lambda c: any(link.named or link.title or link.organization for link in c.attribution),
    "comparison": lambda c: c.comparison is not None,
    "date": lambda c: c.time is not None and c.time.begin is not None,
    "denial": lambda c: c.status == "denied" or any(link.stance == "denies" for link in c.attribution),
    "plan": lambda c: c.modality in ("planned", "predicted"),
}
"""What can be seen from any claim, beside its kind, which is a feature too."""


START = 0.2
"""What a claim is worth before anything is known of it."""


class Worth:
    """The points table, ready to weigh claims."""

    def __init__(self, rules: Iterable[WorthRule]) -> None:
        self.points: dict[str, float] = {}
        self.words: dict[str, list[str]] = {}
        for rule in rules:
            self.points[rule.id] = rule.points
            for word in rule.words:
                self.words.setdefault(word, []).append(rule.id)

    def weigh(self, claim: Claim) -> tuple[float, tuple[str, ...]]:
        """A claim's `check_worthiness` (0 to 1, two decimals) and the `reasons` for it, in order."""
        found = {name for name, is_there in FEATURES.items() if is_there(claim)}
        found.add(claim.kind)
        if claim.figure is not None:  # a figure's worth is the number's, whatever the words around it
            found.update(name for name, is_there in FIGURE_FEATURES.items() if is_there(claim.figure))
        else:
            found.update(name for name, is_there in WORD_FEATURES.items() if is_there(claim))
            for word in self.words.keys() & _WORD.findall(claim.text.replace("’", "'").lower()):
                found.update(self.words[word])
        reasons = tuple(sorted(found & self.points.keys()))
        total = START + sum(map(self.points.__getitem__, reasons))
        return round(min(1.0, max(0.0, total)), 2), reasons


@cache
def standard() -> Worth:
    """The table that comes with onrecord."""
    return Worth(load("worth"))
