"""What an article says twice is one claim, which names the other places, too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from onrecord.model import Claim, Part, Span

_WORD = re.compile(r"\w+")
_IDLE = frozenset({"the", "a", "an", "its", "his", "her", "their", "that", "has", "had", "have"})
_TELLING = Decimal(13)
"""Counts below are spelled out and common: two of them need not be of the same things."""


def one_of_each(claims: Iterable[Claim]) -> list[Claim]:
    """The claims without those that say again what an earlier one says, which gets their places as `also_at`.

    Claims that nobody has seen yet; what the earlier one lacks (a day, a source) the later one must not contradict.
    """
    kept: list[Claim] = []
    alike: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        key = _key(claim)
        before = alike.setdefault(key, []) if key is not None else []
        same = next((earlier for earlier in before if _agree(earlier, claim)), None)
        if same is None:
            before.append(claim)
            kept.append(claim)
        else:
            again = Span(start_char=claim.start_char, end_char=claim.end_char, text=claim.text)
            vars(same)["also_at"] = (*same.also_at, again)
    return kept


def _key(claim: Claim) -> tuple[object, ...] | None:
    """What claims that say the same share; None for claims that stand alone."""
    figure = claim.figure
    common = (claim.kind, claim.polarity, claim.modality, claim.status)
    if figure is not None:
        telling = figure.unit != "count" or (figure.value is not None and abs(figure.value) >= _TELLING)
        if figure.counted_head is None or not telling or figure.role == "from":
            return None
        amount = (figure.value, figure.low, figure.high, figure.bound, figure.unit, figure.per, figure.change)
        return (*common, *amount, figure.counted_head.lower())
    if claim.kind in ("quote", "statement"):
        words = tuple(_words(claim.text))
        return (*common, words) if len(words) > 1 else None
    if claim.kind == "event" and claim.predicate is not None and claim.subject is not None:
        what = tuple(_words(claim.object.text)) if claim.object else None
        return (*common, _who(claim.subject), claim.predicate.lemma, what) if what else None
    return None


def _who(part: Part) -> str:
    return part.id or (part.name or part.text).lower()


def _words(text: str) -> Iterator[str]:
    return (word for word in _WORD.findall(text.lower()) if word not in _IDLE)


def _agree(a: Claim, b: Claim) -> bool:
    """Whether neither time nor sources tell two claims apart."""
    times: Sequence[str | None] = [claim.time.value if claim.time else None for claim in (a, b)]
    sources = [claim.attribution[0].name if claim.attribution else None for claim in (a, b)]
    if a.kind == "event" and None in times:  # a council that votes on the plan may do so again
        return a.start_char == b.start_char
    return all(one is None or other is None or one == other for one, other in (times, sources))
