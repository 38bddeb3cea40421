"""Which quotes are sayings that make a claim of their own."""

from __future__ import annotations

import re

from onrecord.model import Quote

_DECIDES = frozenset({"reject", "confirm"})
"""Cues that tell of a deed where their object is no saying: "rejected the appeal", "confirmed the nominee"."""
_SAYINGS = re.compile(
    r"\b(?:accusation|allegation|assertion|characterization|charge|claim|critici\w+|idea|notion|report|rumou?r"
    r"|suggestion|argument|death|number|case|toll)s?\b"
)


def is_claimed(quote: Quote) -> bool:
    """Whether a quote makes a claim of its own.

    A request states nothing, and what a report's noun phrase asserts is told by its figures: neither is a statement.
    """
    told = quote.act == "asks" or (quote.act == "reports" and quote.stance == "asserts")
    return quote.kind == "direct" or not (told or is_told_by_deed(quote))


def is_told_by_deed(quote: Quote) -> bool:
    """Whether what looks like a word is a deed: "the court rejected the appeal", not "rejected the claim"."""
    cue = quote.cue
    if cue is None or cue.lemma not in _DECIDES or quote.rule != "said.object":
        return False
    return _SAYINGS.search(quote.content[0].text) is None
