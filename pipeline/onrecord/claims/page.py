"""An article's record and text side by side, with the look-ups that every kind of claim needs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from onrecord.claims.identity import claim_id
from onrecord.model import (
    Agency,
    Attribution,
    Claim,
    ClaimKind,
    ClaimTime,
    Clause,
    Date,
    Extent,
    Official,
    Part,
    Person,
    Place,
    Quote,
    Record,
    Span,
)

_WHERE = frozenset({"in", "at", "near", "across", "inside", "outside", "around", "throughout"})
_REACH = 6
"""How many mentions back one may stand that still holds the word in question: mentions nest, but not deeper."""


@dataclass(frozen=True)
class Page:
    """A record and the text that it was made from."""

    record: Record
    text: str

    def span(self, start: int, end: int) -> Span:
        """The characters from `start` to `end`."""
        return Span(start_char=start, end_char=end, text=self.text[start:end])

    def part(self, span: Span) -> Part:
        """A span with the id of the entity that it names."""
        return Part(start_char=span.start_char, end_char=span.end_char, text=span.text, id=self.entity_at(span))

    @cached_property
    def entities(self) -> dict[str, Official | Agency | Person]:
        """Everybody and every body that has an id, by that id."""
        known: list[Official | Agency | Person] = [*self.record.people, *self.record.agencies, *self.record.officials]
        return {entity.id: entity for entity in known if entity.id}

    @cached_property
    def _persons(self) -> list[tuple[int, int, str]]:
        persons: list[Official | Person] = [*self.record.officials, *self.record.people]
        return sorted((m.start_char, m.end_char, person.id) for person in persons for m in person.mentions)

    @cached_property
    def _bodies(self) -> list[tuple[int, int, str]]:
        bodies = [(body.id, m) for body in self.record.agencies if body.id for m in body.mentions]
        return sorted((m.start_char, m.end_char, key) for key, m in bodies)

    def entity_at(self, place: Extent) -> str | None:
        """The id of the first person named inside a place; where there is none, of the first body."""
        for named in (self._persons, self._bodies):
            at = bisect_left(named, (place.start_char,))
            if at < len(named) and named[at][1] <= place.end_char:
                return named[at][2]
        return None

    @cached_property
    def _actors(self) -> list[tuple[int, int, int, Official | Agency]]:
        """All mentions of officials and bodies: start, end, rank, whose; officials rank before bodies."""
        ranked: list[tuple[int, Official | Agency]] = [(0, o) for o in self.record.officials]
        ranked += [(1, body) for body in self.record.agencies]
        rows = [(m.start_char, m.end_char, rank, actor) for rank, actor in ranked for m in actor.mentions]
        return sorted(rows, key=lambda row: row[:3])

    def actor(self, clause: Clause) -> Official | Agency | None:
        """The official or public body that is a clause's subject: named by its head, or the one that it can mean."""
        head, subject = clause.subject_head, clause.subject
        if head is None or subject is None:
            return None
        at = bisect_right(self._actors, head.start_char, key=lambda row: row[0])
        near = [row for row in self._actors[max(0, at - _REACH) : at] if row[1] >= head.end_char]
        if near:
            return min(near, key=lambda row: row[2])[3]
        if not subject.text.lower().startswith("the "):
            return None
        word = head.text.lower()
        meant = [body for body in self.record.agencies if word in body.name.lower().split()]
        return meant[0] if len(meant) == 1 else None

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start_char for sentence in self.record.sentences]

    def sentence_index(self, offset: int) -> int:
        """The index of the sentence that holds the character at `offset`."""
        return max(0, bisect_right(self._starts, offset) - 1)

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences without the white space at their edges."""
        spans = []
        for extent in self.record.sentences:
            words = self.text[extent.start_char : extent.end_char]
            start = extent.start_char + len(words) - len(words.lstrip())
            spans.append(self.span(start, start + len(words.strip())))
        return spans

    def context(self, index: int) -> tuple[Span, ...]:
        """The sentences before and after."""
        around = (index - 1, index + 1)
        return tuple(self.sentences[i] for i in around if 0 <= i < len(self.record.sentences))

    @cached_property
    def _clauses(self) -> dict[int, list[Clause]]:
        groups: dict[int, list[Clause]] = {}
        for clause in self.record.clauses:
            groups.setdefault(clause.sentence, []).append(clause)
        return groups

    def clause_at(self, place: Extent) -> Clause | None:
        """The smallest clause around a place."""
        near = self._clauses.get(self.sentence_index(place.start_char), ())
        around = [c for c in near if _holds(c.extent, place)]
        return min(around, key=lambda c: c.extent.end_char - c.extent.start_char, default=None)

    @cached_property
    def _date_starts(self) -> list[int]:
        return [date.start_char for date in self.record.dates]

    def dates_in(self, place: Extent) -> list[Date]:
        """The dates inside a place, in order."""
        first = bisect_left(self._date_starts, place.start_char)
        last = bisect_left(self._date_starts, place.end_char)
        return [date for date in self.record.dates[first:last] if date.end_char <= place.end_char]

    def named_place(self, words: str | None, near: Extent) -> Place | None:
        """The place that these words name, with the country of the last known place among them."""
        named = self.find(words, near.start_char)
        if named is None:
            return None
        known = [place for place in self.record.places if _holds(named, place)]
        return Place(**vars(named), country=known[-1].country if known else None)

    def place_in(self, at: Extent) -> Place | None:
        """The first known place at a place of the text that stands after "in", "at", "near" and their like."""
        for place in self.record.places:
            before = self.text[at.start_char : place.start_char].lower().removesuffix("the ").split()
            if _holds(at, place) and before and before[-1] in _WHERE:
                return place
        return None

    def time(self, value: str | None, near: Extent) -> ClaimTime | None:
        """A TIMEX3 value as a claim's time, with the interval and words of the nearest date that has this value."""
        if value is None:
            return None
        same = [d for d in self.record.dates if d.value == value]
        nearest = min(same, key=lambda d: abs(d.start_char - near.start_char), default=None)
        if nearest is None:
            return ClaimTime(value=value)
        return ClaimTime(value=value, begin=nearest.begin, end=nearest.end, text=nearest.text)

    def find(self, words: str | None, near: int) -> Span | None:
        """The place of some words nearest to an offset."""
        if not words:
            return None
        places = [at for at in (self.text.find(words, near), self.text.rfind(words, 0, near)) if at >= 0]
        start = min(places, key=lambda at: abs(at - near), default=None)
        return self.span(start, start + len(words)) if start is not None else None

    @cached_property
    def _contents(self) -> list[tuple[int, int, int, Quote]]:
        """The pieces of all quotes: start, end, length of the whole quote, quote."""
        pieces = []
        for quote in self.record.quotes:
            length = sum(c.end_char - c.start_char for c in quote.content)
            pieces += [(c.start_char, c.end_char, length, quote) for c in quote.content]
        return pieces

    def quotes_over(self, place: Extent) -> list[Quote]:
        """The quotes whose words hold a place, innermost first."""
        over = [p for p in self._contents if p[0] <= place.start_char and place.end_char <= p[1]]
        return [quote for *_, quote in sorted(over, key=lambda p: p[2])]

    def verbatim(self, place: Extent) -> bool:
        """Whether a place stands between quotation marks, where no word may change."""
        return any(quote.kind == "direct" for quote in self.quotes_over(place))

    def attribution(self, place: Extent) -> tuple[Attribution, ...]:
        """Who says what stands at a place: one link for each quote around it, innermost first."""
        return tuple(self.link(quote) for quote in self.quotes_over(place))

    def link(self, quote: Quote) -> Attribution:
        """One link of the chain: who said it, in which office, by which word."""
        entity = self.entities.get(quote.source_id or "")
        official = entity if isinstance(entity, Official) else None
        return Attribution(
            source=quote.source,
            name=quote.source_name,
            id=quote.source_id,
            title=official.titles[0] if official and official.titles else None,
            organization=official.organization if official else None,
            named=entity is not None and entity.name is not None,
            cue=quote.cue.text if quote.cue else None,
            stance=quote.stance,
            venue=quote.venue,
            said_on=quote.said_on,
        )

    def claim(self, kind: ClaimKind, anchor: int, at: Extent, **fields: Any) -> Claim:
        """A claim of this article. `anchor`: the offset that makes its id; `at`: where the claim's words stand."""
        article = self.record.article
        index = self.sentence_index(at.start_char)
        return Claim(
            id=claim_id(article.id, article.sha256, kind, anchor),
            kind=kind,
            article_id=article.id,
            article_sha256=article.sha256,
            published=article.published,
            url=article.url,
            text=self.text[at.start_char : at.end_char],
            start_char=at.start_char,
            end_char=at.end_char,
            sentence=self.sentences[index],
            context=self.context(index),
            producer=self.record.producer,
            **fields,
        )


def _holds(outer: Extent, inner: Extent) -> bool:
    return outer.start_char <= inner.start_char and inner.end_char <= outer.end_char
