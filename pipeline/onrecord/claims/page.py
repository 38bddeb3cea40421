"""An article's record and text side by side, with the look-ups that every kind of claim needs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from onrecord.claims.hedges import leaves_open, without_subject
from onrecord.claims.identity import claim_id
from onrecord.claims.index import Index
from onrecord.claims.sayings import is_told_by_deed
from onrecord.model import (
    Agency,
    Attribution,
    Claim,
    ClaimKind,
    ClaimTime,
    Clause,
    Date,
    Extent,
    Figure,
    Official,
    Part,
    Person,
    Place,
    Predicate,
    Quote,
    Record,
    Span,
    WrittenOut,
)

_WHERE = frozenset({"in", "at", "near", "across", "inside", "outside", "around", "throughout"})
_LONGEST_WORD = 30
_LONGEST_ADJECTIVE = len("former ")
_NEAR = 4000
"""How many characters away the words may stand that a figure counts: some paragraphs, where they go without saying."""


@dataclass(frozen=True)
class Page:
    """A record and the text that it was made from."""

    record: Record
    text: str

    def span(self, start: int, end: int) -> Span:
        """The characters from `start` to `end`."""
        return Span(start_char=start, end_char=end, text=self.text[start:end])

    def part(self, span: Span) -> Part:
        """A span with the entity that it names."""
        key = (span.start_char, span.end_char)
        if key not in self._parts:
            entity = self.entity_at(span)
            named = {"id": entity.id, "name": entity.name} if entity else {}
            self._parts[key] = Part(start_char=span.start_char, end_char=span.end_char, text=span.text, **named)
        return self._parts[key]

    def predicate(self, clause: Clause) -> Predicate:
        """A clause's verb."""
        start = clause.verb.start_char
        if start not in self._predicates:
            self._predicates[start] = Predicate(**vars(clause.verb), lemma=clause.lemma)
        return self._predicates[start]

    # What several claims share is made once.

    @cached_property
    def _parts(self) -> dict[tuple[int, int], Part]:
        return {}

    @cached_property
    def _predicates(self) -> dict[int, Predicate]:
        return {}

    @cached_property
    def _links(self) -> dict[int, Attribution]:
        return {}

    @cached_property
    def summaries(self) -> dict[tuple[object, ...], tuple[str, tuple[WrittenOut, ...]]]:
        """The summaries made so far, with the dates that they write out, by what they are made from."""
        return {}

    @cached_property
    def entities(self) -> dict[str, Official | Agency | Person]:
        """Everybody and every body that has an id, by that id."""
        return {entity.id: entity for entity in self._entities if entity.id}

    @cached_property
    def _entities(self) -> list[Official | Agency | Person]:
        return [*self.record.people, *self.record.agencies, *self.record.officials]

    @cached_property
    def _persons(self) -> Index[Official | Person]:
        persons: list[Official | Person] = [*self.record.officials, *self.record.people]
        return Index((mention, person) for person in persons for mention in person.mentions)

    def entity_at(self, place: Extent) -> Official | Person | Agency | None:
        """The first person named inside a place; where there is none, the first body."""
        return next(iter(self._persons.within(place) or self._agencies.within(place)), None)

    @cached_property
    def _officials(self) -> Index[Official]:
        return Index((mention, official) for official in self.record.officials for mention in official.mentions)

    @cached_property
    def _agencies(self) -> Index[Agency]:
        return Index((mention, body) for body in self.record.agencies for mention in body.mentions)

    def actor(self, clause: Clause) -> Official | Agency | None:
        """The official or public body that is a clause's subject: named by its head, or the one that it means."""
        key = (clause.verb.start_char, clause.subject.start_char if clause.subject else -1)
        if key not in self._actors:
            self._actors[key] = self._actor(clause)
        return self._actors[key]

    @cached_property
    def _actors(self) -> dict[tuple[int, int], Official | Agency | None]:
        return {}

    def _actor(self, clause: Clause) -> Official | Agency | None:
        head, subject = clause.subject_head, clause.subject
        if head is None or subject is None:
            return None
        named: list[Official | Agency] = [*self._officials.over(head), *self._agencies.over(head)]
        if named:
            return named[0]
        meant = self.entities.get(clause.subject_id or "") or self.bodies.get(clause.subject_name or "")
        if isinstance(meant, Official | Agency):
            return None if self._is_of_another(clause, meant) else meant
        return self._agency_before(subject) if subject.text.lower() == "the agency" else self._apposed(subject)

    def _is_of_another(self, clause: Clause, meant: Official | Agency) -> bool:
        """Whether "it" or "they" stands in what somebody else says: it need not be what the article named last."""
        if clause.subject is None or clause.subject.text.lower() not in ("it", "they"):
            return False
        return any(quote.source_name != meant.name for quote in self.quotes_over(clause.verb))

    def _agency_before(self, place: Extent) -> Agency | None:
        """The body named last before a place, in the same sentence: "A spokeswoman for the FCC said the agency ..."."""
        start = self.sentences[self.sentence_index(place.start_char)].start_char
        return next(reversed(self._agencies.within(Extent(start_char=start, end_char=place.start_char))), None)

    @cached_property
    def bodies(self) -> dict[str, Agency]:
        """The public bodies by name."""
        return {body.name: body for body in self.record.agencies}

    def _apposed(self, subject: Extent) -> Official | None:
        """The official in apposition to a subject: "her predecessor, former Mayor Ana Duarte, resigned"."""
        start = subject.end_char + 2
        if self.text[start - 2 : start] != ", ":
            return None
        found = self._introduced.within(Extent(start_char=start, end_char=start + _NEAR))
        first = found[0] if found else None
        near = first is not None and first.introduced and first.introduced.start_char - start <= _LONGEST_ADJECTIVE
        return first if near else None

    @cached_property
    def _introduced(self) -> Index[Official]:
        return Index((o.introduced, o) for o in self.record.officials if o.introduced is not None)

    def is_country(self, clause: Clause) -> bool:
        """Whether a clause's subject is a country, which acts like an official body."""
        head = clause.subject_head
        return head is not None and (clause.subject_label == "GPE" or bool(self._places.over(head)))

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

    def sentence_of(self, place: Extent) -> Span:
        """The sentence that a place begins in."""
        return self.sentences[self.sentence_index(place.start_char)]

    def context(self, index: int) -> tuple[Span, ...]:
        """The sentences before and after."""
        around = (index - 1, index + 1)
        return tuple(self.sentences[i] for i in around if 0 <= i < len(self.record.sentences))

    @cached_property
    def _clauses(self) -> Index[Clause]:
        return Index((clause.extent, clause) for clause in self.record.clauses)

    def clause_at(self, place: Extent) -> Clause | None:
        """The smallest clause around a place."""
        return next(iter(self._clauses.over(place)), None)

    def clause_in(self, piece: Extent) -> Clause | None:
        """The clause that a piece of the text begins with, where its subject and verb stand there too."""
        at = self.text[piece.start_char : piece.end_char]
        start = piece.start_char + next((i for i, character in enumerate(at) if character.isalnum()), 0)
        for clause in self.clauses_over(Extent(start_char=start, end_char=start + 1)):
            if clause.subject is None or clause.verb.start_char >= piece.end_char:
                continue
            if piece.start_char <= clause.subject.start_char < clause.verb.start_char:
                return clause
        return None

    def clause_before(self, place: Extent) -> Clause | None:
        """The clause whose verb stands last before a place."""
        at = bisect_left(self._verbs, place.start_char, key=lambda clause: clause.verb.start_char)
        return self._verbs[at - 1] if at else None

    @cached_property
    def _verbs(self) -> list[Clause]:
        return sorted(self.record.clauses, key=lambda clause: clause.verb.start_char)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of everybody's and every body's name."""
        known = [entity.name for entity in self._entities if entity.name]
        return frozenset(word for name in known for word in name.split())

    def clauses_over(self, place: Extent) -> list[Clause]:
        """The clauses around a place, the smallest first."""
        return self._clauses.over(place)

    @cached_property
    def _dates(self) -> Index[Date]:
        return Index((date, date) for date in self.record.dates)

    def dates_in(self, place: Extent) -> list[Date]:
        """The dates inside a place, in order."""
        return self._dates.within(place)

    def date_from(self, start: int) -> Date | None:
        """The date that starts right here."""
        at = bisect_left(self._dates.starts, start)
        found = self._dates.rows[at][2] if at < len(self._dates.rows) else None
        return found if found is not None and found.start_char == start else None

    def date_before(self, place: Extent) -> Date | None:
        """The date that ends right before a place, a comma apart."""
        near = self.dates_in(Extent(start_char=max(0, place.start_char - _LONGEST_WORD), end_char=place.start_char))
        last = next((date for date in reversed(near) if date.type == "DATE" and date.value), None)
        return last if last and not self.text[last.end_char : place.start_char].strip(" ,") else None

    @cached_property
    def _dates_by_value(self) -> dict[str | None, list[Date]]:
        dates: dict[str | None, list[Date]] = {}
        for date in self.record.dates:
            dates.setdefault(date.value, []).append(date)
        return dates

    def time(self, value: str | None, near: Extent) -> ClaimTime | None:
        """A TIMEX3 value as a claim's time, with the interval and words of the nearest date that has this value."""
        if value is None:
            return None
        same = self._dates_by_value.get(value)
        if same is None:
            return ClaimTime(value=value)
        at = bisect_left(same, near.start_char, key=lambda date: date.start_char)
        nearest = min(same[max(0, at - 1) : at + 1], key=lambda date: abs(date.start_char - near.start_char))
        return ClaimTime(value=value, begin=nearest.begin, end=nearest.end, text=nearest.text)

    @cached_property
    def _places(self) -> Index[Place]:
        return Index((place, place) for place in self.record.places)

    def named_place(self, words: str | None, near: Extent) -> Place | None:
        """The place that these words name, with the country of the last known place among them."""
        named = self.find(words, near.start_char)
        if named is None:
            return None
        known = self._places.within(named)
        return Place(**vars(named), country=known[-1].country if known else None)

    def word_before(self, place: Extent) -> str:
        """The word right before a place, in small letters."""
        words = self.text[max(0, place.start_char - _LONGEST_WORD) : place.start_char].split()
        return words[-1].lower() if words else ""

    def place_in(self, at: Extent) -> Place | None:
        """The first known place at a place of the text that stands after "in", "at", "near" and their like."""
        for place in self._places.within(at):
            before = self.text[at.start_char : place.start_char].lower().removesuffix("the ").split()
            if before and before[-1] in _WHERE:
                return place
        return None

    def find(self, words: str | None, near: int) -> Span | None:
        """The place of some words nearest to an offset, and not far from it."""
        if not words:
            return None
        first = max(0, near - _NEAR)
        after, before = self.text.find(words, near, near + _NEAR), self.text.rfind(words, first, near + len(words) - 1)
        start = min((at for at in (after, before) if at >= 0), key=lambda at: abs(at - near), default=None)
        return self.span(start, start + len(words)) if start is not None else None

    @cached_property
    def _contents(self) -> Index[Quote]:
        sayings = (quote for quote in self.record.quotes if not is_told_by_deed(quote))
        return Index((piece, quote) for quote in sayings for piece in quote.content)

    def has_figures(self, quote: Quote) -> bool:
        """Whether a quote is a report of figures: "reported 1,204 groundings"."""
        told = quote.act == "reports" and quote.stance == "asserts"
        return told and any(self._figures.within(piece) for piece in quote.content)

    @cached_property
    def _figures(self) -> Index[Figure]:
        return Index((figure, figure) for figure in self.record.figures)

    def figures_in(self, place: Extent) -> list[Figure]:
        """The figures inside a place."""
        return self._figures.within(place)

    def quotes_over(self, place: Extent) -> list[Quote]:
        """The quotes whose words hold a place, innermost first."""
        return self._contents.over(place)

    def verbatim(self, place: Extent) -> bool:
        """Whether a place stands between quotation marks, where no word may change."""
        return any(quote.kind == "direct" for quote in self.quotes_over(place))

    def sayers(self, place: Extent) -> tuple[Attribution, ...]:
        """One link for each quote around a place, innermost first."""
        return tuple(self.link(quote) for quote in self.quotes_over(place))

    def attribution(self, place: Extent) -> tuple[Attribution, ...]:
        """Who says what stands at a place; what only "reportedly" is so has a first link without a source."""
        chain, clause = self.sayers(place), self.clause_at(place)
        return (Attribution(hedge=clause.hedge), *chain) if clause and clause.hedge else chain

    def link(self, quote: Quote) -> Attribution:
        """One link of the chain: who said it, in which office, by which word."""
        key = id(quote)  # the record holds it
        if key not in self._links:
            self._links[key] = self._link(quote)
        return self._links[key]

    def _link(self, quote: Quote) -> Attribution:
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
            hedge=self._hedge(quote),
            venue=quote.venue,
            said_on=quote.said_on,
        )

    def _hedge(self, quote: Quote) -> str | None:
        """The words that leave open whether somebody said it, or whether it is so: "could not be verified"."""
        cue = self.clause_at(quote.cue) if quote.cue else None
        if cue is not None and quote.cue is not None and cue.hedge and cue.verb.start_char == quote.cue.start_char:
            return cue.hedge
        index = self.sentence_index(quote.content[-1].start_char)
        return self._unverified.get(index) or self._unverified.get(index + 1)

    @cached_property
    def _unverified(self) -> dict[int, str]:
        """By the index of their sentence, the clauses that say that nobody could check what was said before them."""
        return {c.sentence: without_subject(self.text, c) for c in self.record.clauses if leaves_open(c)}

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
