"""Dates: a Mention to its TIMEX3 value and the closed interval that it denotes."""

from __future__ import annotations

from onrecord.model import DateValue, Mention


def normalize_date(mention: Mention) -> DateValue | None:
    """What the temporal expression means against `mention.reference`; None where it is no date after all."""
    return DateValue(type="DATE", value=None)
