"""Quotes: a Mention to the record of who said what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.model import Mention, Quote, QuoteKind, Span

_AS_FOUND = ("act", "stance", "source_name", "source_id", "addressee", "venue")
"""What the evidence says in the record's own words."""

_INSERTION = re.compile(r"\[([^\[\]\n]*)\]")
_MARK = r"(?:``|''|[\"＂“”„‟«»‘’'])"
_THAT = re.compile(r"that,?\s*(.+)", re.IGNORECASE | re.DOTALL)
_THAT_IN_MARKS = re.compile(rf"that,?\s*{_MARK}?(.+?){_MARK}?", re.IGNORECASE | re.DOTALL)
_SIC = re.compile(r"\s*[\[(]sic\.?[\])]", re.IGNORECASE)
_ELLIPSIS = re.compile(r"[\[(]\s*(?:\.\s?\.\s?\.|…)\s*[\])]")


def read_quote(mention: Mention, text: str, dates: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any] | None:
    """The fields of the Quote that `mention` marks in the article's `text`; `dates`: those of its Dates, for the day
    it was said.
    """
    return _quote(mention.evidence, mention.rule, text, dates)


def _quote(
    evidence: Mapping[str, Any], rule: str, text: str, dates: Sequence[Mapping[str, Any]]
) -> dict[str, Any] | None:
    content = [_span(place, text) for place in evidence["content"]]
    if not content:
        return None
    told = [span["text"] for span in content]
    if "about" in evidence:  # "grants that officials say were stolen"
        told[0] = text[slice(*evidence["about"])]
    elif "that" in evidence and (rest := _behind_that(told[0], evidence["kind"])):
        told[0] = rest[1]
    return {
        "kind": evidence["kind"],
        "content": content,
        "cue": {**_span(evidence["cue"], text), "lemma": evidence["lemma"]} if "cue" in evidence else None,
        "source": _span(evidence["source"], text) if "source" in evidence else None,
        **{link: _part(evidence, link, text) for link in ("passed_on_by", "citing") if link in evidence},
        "said_on": said_on(evidence.get("when"), dates),
        "hypothetical": bool(evidence.get("hypothetical", 0)),
        "clean_text": clean_text(" ".join(told)),
        "inner": [q for inner in evidence.get("inner", ()) if (q := _quote(inner, rule, text, dates))],
        "rule": rule,
        **{name: evidence[name] for name in _AS_FOUND if name in evidence},
    }


def _part(evidence: Mapping[str, Any], link: str, text: str) -> dict[str, Any]:
    """A further link of the chain: its place, and whom it means."""
    return {**_span(evidence[link], text), "name": evidence.get(f"{link}_name"), "id": evidence.get(f"{link}_id")}


def _span(place: Sequence[int], text: str) -> dict[str, Any]:
    start, end = place
    return {"start_char": start, "end_char": end, "text": text[start:end]}


def said_on(when: Sequence[int] | None, dates: Sequence[Mapping[str, Any]]) -> str | None:
    """The ISO day of the date that stands at `when`; None where it is no single day."""
    if when is None:
        return None
    for date in dates:
        if date["start_char"] < when[1] and when[0] < date["end_char"]:
            day: str | None = date["begin"] if date["begin"] == date["end"] else None
            return day
    return None


def told_words(quote: Quote) -> tuple[Span, ...]:
    """The content of a quote as `clean_text` has it: without the "that" that opens a reported clause."""
    opens = quote.content[0].text[:4].lower() == "that" != quote.clean_text[:4].lower()
    return without_that(quote.content, quote.kind) if opens else quote.content


def without_that(content: tuple[Span, ...], kind: QuoteKind) -> tuple[Span, ...]:
    """The content without a "that" in front; where the rest are direct words, without the marks around them, too."""
    rest = _behind_that(content[0].text, kind)
    if rest is None:
        return content
    start = content[0].start_char
    return (Span(start_char=start + rest.start(1), end_char=start + rest.end(1), text=rest[1]), *content[1:])


def _behind_that(words: str, kind: QuoteKind) -> re.Match[str] | None:
    """In group 1, what stands behind a "that" in front."""
    return (_THAT_IN_MARKS if kind == "direct" else _THAT).fullmatch(words)


def clean_text(words: str) -> str:
    """The words with editorial insertions unbracketed ("President [Joe] Biden"), without "[sic]", on one line."""
    return " ".join(_INSERTION.sub(r"\1", _ELLIPSIS.sub("...", _SIC.sub("", words))).split())
