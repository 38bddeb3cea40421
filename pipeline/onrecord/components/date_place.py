"""A match of the dates' grammar in its surroundings: what stands before and after it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span

from onrecord.components.surface import span_at

_BEFORE = re.compile(r"(?<![\w$%'-])([\w$%'-]*)([^\w]*)$")
_AFTER = re.compile(r"[ \t]{0,3}([^\w\s]?)[ \t]{0,3}([a-z0-9'-]{0,30})")
_STREET = re.compile(
    r"(?: [A-Z][\w'-]{0,20}){0,2} (?:Street|St|Avenue|Ave|Road|Rd|Lane|Drive|Square|Place|Boulevard|Court|Terrace)\b"
)

PREPOSITIONS = frozenset(
    "in on at by of for from to until till since through throughout during before after over within between around "
    "about as than into upon under past".split()
)
NO_PHRASE = frozenset(
    "in on at to and but or when as with from for by because while is was were are had has have said up down".split()
)
"""Words that open no noun phrase after a date."""


@dataclass(frozen=True)
class Source:
    """A document as matching sees it: its text, the same in lower case, and whether it has a parse."""

    doc: Doc
    text: str
    low: str
    parsed: bool

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The last words of the persons' full names in the text."""
        return frozenset(ent[-1].text for ent in self.doc.ents if ent.label_ == "PERSON" and len(ent) > 1)


@dataclass  # not frozen: there is one for each match, and it would take longer to make
class Place:
    """A match in its surroundings; `groups` is what the rule named."""

    source: Source
    start: int
    end: int
    groups: Mapping[str, str]

    @property
    def low(self) -> str:
        """The whole text in lower case."""
        return self.source.low

    @property
    def text(self) -> str:
        """The whole text."""
        return self.source.text

    @cached_property
    def span(self) -> Span:
        """The tokens that the match touches."""
        span = span_at(self.source.doc, self.start, self.end)
        assert span is not None  # the match lies inside the text
        return span

    @cached_property
    def before(self) -> str:
        """The word right before, if only blanks stand between; else the empty string."""
        m = _BEFORE.search(self.low[max(0, self.start - 30) : self.start])
        return m[1] if m and not m[2].strip(" \t") else ""

    @cached_property
    def _right(self) -> tuple[str, str]:
        m = _AFTER.match(self.low, self.end)
        return (m[1], m[2]) if m else ("", "")

    @property
    def mark(self) -> str:
        """The punctuation right after, if any."""
        return self._right[0]

    @property
    def after(self) -> str:
        """The word right after, if no punctuation stands between."""
        mark, word = self._right
        return word if not mark else ""

    @property
    def followed_by_name(self) -> bool:
        """Whether the word right after is written with a capital."""
        return bool(self.after) and self.text[self.end : self.end + 3].strip()[:1].isupper()

    def names_street(self) -> bool:
        """Whether it opens the name of a street: "March Hill Road"."""
        return bool(_STREET.match(self.text, self.end))

    def opens(self) -> bool:
        """Whether it stands first in its sentence or quotation."""
        before = self.low[max(0, self.start - 3) : self.start]
        quoted = before.endswith(('"', "``", "''")) or (before.endswith("'") and not before[-2:-1].isalnum())
        return quoted or self.span[0].is_sent_start is not False

    def counts(self) -> bool:
        """Whether a noun follows that it belongs to, as far as its neighbours tell."""
        return bool(self.after) and self.after not in NO_PHRASE and self.after not in PREPOSITIONS

    def stands_alone(self) -> bool:
        """Not glued to a number, sign or word on either side."""
        left = self.low[self.start - 1 : self.start]
        if left and (left in "$£€¥#@_&/" or (left in ".,:-" and self.low[self.start - 2 : self.start - 1].isdigit())):
            return self.groups.get("year") is not None and left == "-"
        if self.before == "at" and "month" in self.groups and self.names_street():
            return False  # "at 12 March Hill Road"
        right = self.low[self.end : self.end + 2]
        return not (
            right[:1] in ("%", "_", "@")
            or (right[:1] in ",.:/" and right[1:].isdigit() and self.low[self.end - 1].isdigit())
        )
