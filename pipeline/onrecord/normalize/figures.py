"""Figures: a Mention to its exact value, bound and unit."""

from __future__ import annotations

from onrecord.model import FigureValue, Mention


def normalize_figure(mention: Mention) -> FigureValue | None:
    """How much the figure says; None where it is no figure after all."""
    return FigureValue()
