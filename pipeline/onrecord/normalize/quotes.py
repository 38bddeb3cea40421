"""Quotes: a Mention to the record of who said what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.model import Date, Mention, Quote, QuoteKind, Span

_AS_FOUND = ("act", "stance", "source_name", "source_id", "addressee", "venue")
"""What the evidence says in the record's own words."""

_INSERTION = re.compile(r"\[([^\[\]\n]*)\]")
_MARK = r"(?:``|''|[\"＂“”„‟«»‘’'])"
_THAT = re.compile(r"that,?\s*(.+)", re.IGNORECASE | re.DOTALL)
_THAT_IN_MARKS = re.compile(rf"that,?\s*{_MARK}?(.+?){_MARK}?", re.IGNORECASE | re.DOTALL)
_SIC = re.compile(r"\s*[\[(]sic\.?[\])]", re.IGNORECASE)
_ELLIPSIS = re.compile(r"[\[(]\s*(?:\.\s?\.\s?\.|…)\s*[\])]")


def normalize_quote(mention: Mention, text: str, dates: Sequence[Date] = ()) -> Quote | None:
    """The quote that `mention` marks in the article's `text`; `dates`: the article's, for the day it was said."""
    return _quote(mention.evidence, mention.rule, text, dates)


def _quote(evidence: Mapping[str, Any], rule: str, text: str, dates: Sequence[Date]) -> Quote | None:
    content = tuple(Span(**_span(place, text)) for place in evidence["content"])
    if not content:
        return None
    told = without_that(content, evidence["kind"]) if "that" in evidence else content
    if "about" in evidence:  # "grants that officials say were stolen"
        told = (Span(**_span(evidence["about"], text)), *content[1:])
    return Quote.model_validate(
        {
            "kind": evidence["kind"],
            "content": content,
            "cue": {**_span(evidence["cue"], text), "lemma": evidence["lemma"]} if "cue" in evidence else None,
            "source": _span(evidence["source"], text) if "source" in evidence else None,
            **{link: _part(evidence, link, text) for link in ("passed_on_by", "citing") if link in evidence},
            "said_on": said_on(evidence.get("when"), dates),
            "hypothetical": bool(evidence.get("hypothetical", 0)),
            "clean_text": clean_text(" ".join(span.text for span in told)),
            "inner": tuple(q for inner in evidence.get("inner", ()) if (q := _quote(inner, rule, text, dates))),
            "rule": rule,
            **{name: evidence[name] for name in _AS_FOUND if name in evidence},
        }
    )


def _part(evidence: Mapping[str, Any], link: str, text: str) -> dict[str, Any]:
    """A further link of the chain: its place, and whom it means."""
    return {**_span(evidence[link], text), "name": evidence.get(f"{link}_name"), "id": evidence.get(f"{link}_id")}


def _span(place: Sequence[int], text: str) -> dict[str, Any]:
    start, end = place
    return {"start_char": start, "end_char": end, "text": text[start:end]}


def said_on(when: Sequence[int] | None, dates: Sequence[Date]) -> str | None:
    """The ISO day of the date that stands at `when`; None where it is no single day."""
    if when is None:
        return None
    for date in dates:
        if date.start_char < when[1] and when[0] < date.end_char:
            return date.begin if date.begin == date.end else None
    return None


def told_words(quote: Quote) -> tuple[Span, ...]:
    """The content of a quote as `clean_text` has it: without the "that" that opens a reported clause."""
    opens = quote.content[0].text[:4].lower() == "that" != quote.clean_text[:4].lower()
    return without_that(quote.content, quote.kind) if opens else quote.content


def without_that(content: tuple[Span, ...], kind: QuoteKind) -> tuple[Span, ...]:
    """The content without a "that" in front; where the rest are direct words, without the marks around them, too."""
    match = (_THAT_IN_MARKS if kind == "direct" else _THAT).fullmatch(content[0].text)
    if match is None:
        return content
    start = content[0].start_char
    return (Span(start_char=start + match.start(1), end_char=start + match.end(1), text=match[1]), *content[1:])


def clean_text(words: str) -> str:
    """The words with editorial insertions unbracketed ("President [Joe] Biden"), without "[sic]", on one line."""
    return " ".join(_INSERTION.sub(r"\1", _ELLIPSIS.sub("...", _SIC.sub("", words))).split())
