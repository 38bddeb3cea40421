"""Quotes: a Mention to the record of who said what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.model import Cue, Date, Mention, Quote, Span

_INSERTION = re.compile(r"\[([^\[\]\n]*)\]")
_ELLIPSIS = re.compile(r"[\[(]\s*(?:\.\s?\.\s?\.|…)\s*[\])]")


def normalize_quote(mention: Mention, text: str, dates: Sequence[Date] = ()) -> Quote | None:
    """The quote that `mention` marks in the article's `text`; `dates`: the article's, for the day it was said."""
    return _quote(mention.evidence, mention.rule, text, dates)


def _quote(evidence: Mapping[str, Any], rule: str, text: str, dates: Sequence[Date]) -> Quote | None:
    content = tuple(_span(place, text) for place in evidence["content"])
    if not content:
        return None
    return Quote(
        kind=evidence["kind"],
        content=content,
        cue=Cue(**vars(_span(evidence["cue"], text)), lemma=evidence["lemma"]) if "cue" in evidence else None,
        act=evidence.get("act", "states"),
        stance=evidence.get("stance", "asserts"),
        source=_span(evidence["source"], text) if "source" in evidence else None,
        source_name=evidence.get("source_name"),
        source_id=evidence.get("source_id"),
        addressee=evidence.get("addressee"),
        venue=evidence.get("venue"),
        said_on=said_on(evidence.get("when"), dates),
        hypothetical=bool(evidence.get("hypothetical", 0)),
        clean_text=clean_text(" ".join(span.text for span in content)),
        inner=tuple(q for inner in evidence.get("inner", ()) if (q := _quote(inner, rule, text, dates))),
        rule=rule,
    )


def _span(place: Sequence[int], text: str) -> Span:
    start, end = place
    return Span(start_char=start, end_char=end, text=text[start:end])


def said_on(when: Sequence[int] | None, dates: Sequence[Date]) -> str | None:
    """The ISO day of the date that stands at `when`; None where it is no single day."""
    if when is None:
        return None
    for date in dates:
        if date.start_char < when[1] and when[0] < date.end_char:
            return date.begin if date.begin == date.end else None
    return None


def clean_text(words: str) -> str:
    """The words with editorial insertions unbracketed ("President [Joe] Biden"), and white space as single spaces."""
    return " ".join(_INSERTION.sub(r"\1", _ELLIPSIS.sub("...", words)).split())
