"""An article's record and text side by side, looked up by place: who, where, when, which sentence and clause."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from onrecord.claims.index import Index
from onrecord.model import (
    Agency,
    Clause,
    Date,
    Extent,
    Figure,
    Official,
    Person,
    Place,
    Record,
    Span,
)

_WHERE = frozenset({"in", "at", "near", "across", "inside", "outside", "around", "throughout"})
_LONGEST_WORD = 30
_NEAR = 4000
"""How many characters away the words may stand that a figure counts: some paragraphs, where they go without saying."""


@dataclass(frozen=True)
class Lookups:
    """A record and the text that it was made from."""

    record: Record
    text: str

    def span(self, start: int, end: int) -> Span:
        """The characters from `start` to `end`."""
        return Span(start_char=start, end_char=end, text=self.text[start:end])

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

    @cached_property
    def bodies(self) -> dict[str, Agency]:
        """The public bodies by name."""
        return {body.name: body for body in self.record.agencies}

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
        return (*self.sentences[max(0, index - 1) : index], *self.sentences[index + 1 : index + 2])

    @cached_property
    def _clauses(self) -> Index[Clause]:
        return Index((clause.extent, clause) for clause in self.record.clauses)

    def clause_at(self, place: Extent) -> Clause | None:
        """The smallest clause around a place."""
        return next(iter(self._clauses.over(place)), None)

    def clause_in(self, piece: Extent) -> Clause | None:
        """The clause that a piece of the text begins with, where its subject and verb stand there too."""
        start, at = piece.start_char, self.text[piece.start_char : piece.end_char]
        start += len("that ") if at[:5].lower() == "that " else _first_letter(at)
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

    def is_name(self, word: str) -> bool:
        """Whether a word with a capital is a name: of somebody, or where it has it inside a sentence, and always."""
        if word not in self._known_names:
            inside = re.search(rf"[a-z,] {re.escape(word)}\b", self.text) is not None
            common = inside and re.search(rf"\b{re.escape(word.lower())}\b", self.text) is not None
            self._known_names[word] = word in self.names or (inside and not common)
        return self._known_names[word]

    @cached_property
    def _known_names(self) -> dict[str, bool]:
        return {}

    def clauses_over(self, place: Extent) -> list[Clause]:
        """The clauses around a place, the smallest first."""
        return self._clauses.over(place)

    def clauses_in(self, place: Extent) -> list[Clause]:
        """The clauses inside a place, in order."""
        return self._clauses.within(place)

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

    @cached_property
    def _places(self) -> Index[Place]:
        return Index((place, place) for place in self.record.places)

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
        after = self.text.find(words, near, near + _NEAR)
        reach = _NEAR if after < 0 else after - near - 1  # only what is nearer is worth looking for before
        before = self.text.rfind(words, max(0, near - reach), near + len(words) - 1)
        start = after if before < 0 else before
        return self.span(start, start + len(words)) if start >= 0 else None

    @cached_property
    def _figures(self) -> Index[Figure]:
        return Index((figure, figure) for figure in self.record.figures)

    def figures_in(self, place: Extent) -> list[Figure]:
        """The figures inside a place."""
        return self._figures.within(place)


def is_on_calendar(value: str) -> bool:
    """Whether a TIMEX3 value names a time of the calendar; "PRESENT_REF", the value of "now", names none."""
    return not value.endswith("_REF")


def _first_letter(words: str) -> int:
    return next((i for i, character in enumerate(words) if character.isalnum()), 0)
