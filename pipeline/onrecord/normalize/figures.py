"""Figures: a Mention to its exact value, bound and unit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from onrecord.model import FigureValue, Mention
from onrecord.normalize.numbers import decimal, parse_fraction, parse_fractions, parse_number, scale_of, vague_low

_SAID = ("counted", "counted_head", "per", "change", "role", "superlative")
_LARGEST = Decimal(10) ** 30


def normalize_figure(mention: Mention) -> FigureValue | None:
    """How much the figure says; None where it is no figure after all."""
    fields = read_figure(mention)
    return None if fields is None else FigureValue.model_validate(fields)


def read_figure(mention: Mention) -> dict[str, Any] | None:
    """The same, as the fields of a FigureValue."""
    evidence = mention.evidence
    amounts = _amounts(evidence)
    if "factor" in evidence:
        amounts = {key: _scaled(value, Fraction(evidence["factor"])) for key, value in amounts.items()}
    if not amounts or any(value is None or abs(value) > _LARGEST for value in amounts.values()):
        return None
    said = {key: evidence[key] for key in _SAID if key in evidence}
    open_quantity = "vague" in evidence and "bound" not in evidence
    bound = "about" if open_quantity else evidence.get("bound", "exact")
    return {**amounts, **said, "bound": bound, "unit": evidence.get("unit", "count")}


def _scaled(value: Decimal | None, factor: Fraction) -> Decimal | None:
    return None if value is None else decimal(Fraction(value) * factor)


def _amounts(evidence: Mapping[str, Any]) -> dict[str, Decimal | None]:
    """The value, or the ends of a range; empty where the evidence names none."""
    if "number" in evidence:
        return {"value": parse_number(evidence["number"])}
    if "low" in evidence:
        return dict(zip(("low", "high"), parse_range(evidence["low"], evidence["high"]), strict=True))
    if "share" in evidence:
        return {"value": _times(parse_fraction(evidence["share"]), 100)}
    if "low_share" in evidence:
        return _shares(evidence["low_share"], evidence["high_share"])
    if "part" in evidence:
        return {"value": _times(parse_fraction(evidence["part"]), 1)}
    if "over" in evidence:
        over, under = parse_number(evidence["over"]), parse_number(evidence["under"])
        return {"value": decimal(Fraction(over) / Fraction(under) * 100) if over is not None and under else None}
    if "feet" in evidence:
        feet, inches = parse_number(evidence["feet"]), parse_number(evidence["inches"])
        return {"value": None if feet is None or inches is None else 12 * feet + inches}
    if "vague" in evidence:
        return {"low": vague_low(evidence["vague"])}
    return {}


def _shares(low: str, high: str) -> dict[str, Decimal | None]:
    """The ends of a range of fractions in percent."""
    first, last = parse_fractions(low, high)
    return {"low": _times(first, 100), "high": _times(last, 100)}


def parse_range(low: str, high: str) -> tuple[Decimal | None, Decimal | None]:
    """The ends of a range; the scale that only the second one has is the first one's too ("3 to 5 million")."""
    first, last = parse_number(low), parse_number(high)
    if first is None or last is None or scale_of(low) or not scale_of(high) or first >= 1000:
        return first, last
    shared = parse_number(f"{low} {scale_of(high).strip(' -')}")
    return (shared if shared is not None and shared <= last else first), last


def _times(fraction: Fraction | None, factor: int) -> Decimal | None:
    return None if fraction is None else decimal(fraction * factor)
