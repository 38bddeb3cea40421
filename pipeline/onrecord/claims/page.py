"""An article's record and text with what every kind of claim needs of them: who acts, who says so, the claim itself."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import Any

from onrecord.claims.chain import links_of
from onrecord.claims.hedges import leaves_open, without_subject
from onrecord.claims.identity import claim_id
from onrecord.claims.index import Index
from onrecord.claims.lookups import Lookups, is_on_calendar
from onrecord.claims.sayings import is_told_by_deed
from onrecord.model import (
    Agency,
    Attribution,
    Claim,
    ClaimKind,
    ClaimTime,
    Clause,
    Extent,
    Modality,
    Official,
    Part,
    Place,
    Polarity,
    Predicate,
    Quote,
    Span,
    WrittenOut,
)

_LONGEST_ADJECTIVE = len("former ")
_NOBODY = frozenset({"nobody", "none", "no", "neither"})
_LONGEST_CUE = 6
"""Words of a verb group: "is widely expected to say"."""
_LONGEST_APPOSITION = 300


class Page(Lookups):
    """A record and its text, from which claims are made."""

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
    def _links(self) -> dict[int, tuple[Attribution, ...]]:
        return {}

    @cached_property
    def summaries(self) -> dict[tuple[object, ...], tuple[str, tuple[WrittenOut, ...]]]:
        """The summaries made so far, with the dates that they write out, by what they are made from."""
        return {}

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

    def _apposed(self, subject: Extent) -> Official | None:
        """The official in apposition to a subject: "her predecessor, former Mayor Ana Duarte, resigned"."""
        start = subject.end_char + 2
        if self.text[start - 2 : start] != ", ":
            return None
        found = self._introduced.within(Extent(start_char=start, end_char=start + _LONGEST_APPOSITION))
        first = found[0] if found else None
        near = first is not None and first.introduced and first.introduced.start_char - start <= _LONGEST_ADJECTIVE
        return first if near else None

    def time(self, value: str | None, near: Extent) -> ClaimTime | None:
        """A TIMEX3 value as a claim's time, with the interval and words of the nearest date that has this value."""
        if value is None or not is_on_calendar(value):
            return None
        same = self._dates_by_value.get(value)
        if same is None:
            return ClaimTime(value=value)
        at = bisect_left(same, near.start_char, key=lambda date: date.start_char)
        nearest = min(same[max(0, at - 1) : at + 1], key=lambda date: abs(date.start_char - near.start_char))
        return ClaimTime(value=value, begin=nearest.begin, end=nearest.end, text=nearest.text)

    def named_place(self, words: str | None, near: Extent) -> Place | None:
        """The place that these words name, with the country of the last known place among them."""
        named = self.find(words, near.start_char)
        if named is None:
            return None
        known = self._places.within(named)
        return Place(**vars(named), country=known[-1].country if known else None)

    @cached_property
    def _contents(self) -> Index[Quote]:
        """The quotes by their words; where one denies what another alleges in the same words, the other first."""
        sayings = sorted((q for q in self.record.quotes if not is_told_by_deed(q)), key=lambda q: q.stance == "denies")
        return Index((piece, quote) for quote in sayings for piece in quote.content)

    @cached_property
    def _led_in(self) -> Index[Quote]:
        """What speakers say before the words between the marks: "told reporters he would resign, “not a day late”"."""
        found = []
        for quote in self.record.quotes:
            cue, first = quote.cue, quote.content[0]
            if quote.kind == "direct" and cue is not None and cue.end_char < first.start_char:
                for clause in self.clauses_in(Extent(start_char=cue.end_char, end_char=first.start_char))[:1]:
                    between = self.text[cue.end_char : clause.extent.start_char].split()
                    if between in ([], ["that"], *_to(quote.addressee)):
                        found.append((clause.extent, quote))
        return Index(found)

    def has_figures(self, quote: Quote) -> bool:
        """Whether a quote is a report of figures: "reported 1,204 groundings"."""
        told = quote.act == "reports" and quote.stance == "asserts"
        return told and any(self._figures.within(piece) for piece in quote.content)

    def quotes_over(self, place: Extent) -> list[Quote]:
        """The quotes whose words hold a place, innermost first."""
        return self._contents.over(place)

    def verbatim(self, place: Extent) -> bool:
        """Whether a place stands between quotation marks, where no word may change."""
        return any(quote.kind == "direct" for quote in self.quotes_over(place))

    @cached_property
    def closing_cues(self) -> frozenset[int]:
        """Where the cues stand that follow what is said: "..., the office said, down from 990"."""
        cues = ((quote.cue, quote.content[0]) for quote in self.record.quotes if quote.cue)
        return frozenset(cue.start_char for cue, first in cues if first.start_char < cue.start_char)

    def sayings_over(self, place: Extent) -> list[Quote]:
        """The quotes whose words hold a place or lead in to those between the marks, innermost first."""
        return self.quotes_over(place) or self._led_in.over(place)

    def sayers(self, place: Extent) -> tuple[Attribution, ...]:
        """One link for each quote around a place, innermost first."""
        return tuple(link for quote in self.sayings_over(place) for link in self.links(quote))

    def attribution(self, place: Extent) -> tuple[Attribution, ...]:
        """Who says what stands at a place; what only "reportedly" is so has a first link without a source."""
        chain, clause = self.sayers(place), self.clause_at(place)
        return (Attribution(hedge=clause.hedge), *chain) if clause and clause.hedge else chain

    def polarity(self, place: Extent, clause: Clause | None) -> Polarity:
        """Whether what stands at a place is so or is not so, as the innermost whom the article names has it.

        `clause`: the one around the place, whose own words may say that it is not so.
        """
        return polarity(bool(clause and clause.negated), self.is_denied(place, clause))

    def is_denied(self, place: Extent, clause: Clause | None) -> bool:
        """Whether somebody denies what stands at a place. Only what a denial's main clause says: who denies that he
        knew of the fire that killed nine does not deny that it did.
        """
        around = self.quotes_over(place)
        quote = next((quote for quote in around if quote.source_name), None)
        if quote is None or quote.stance != "denies" or quote.hypothetical:
            return False
        start = around[0].content[0].start_char + len("that ")  # of "denied reports that ...", the reports
        own = clause.subject or clause.extent if clause else None
        return clause is None or own is None or min(own.start_char, clause.extent.start_char) <= start

    def modality(self, place: Extent, own: Modality) -> Modality:
        """How sure what stands at a place is; what nobody said ("did not say that ...") is only possible."""
        around = self.quotes_over(place)
        return "possible" if own == "asserted" and around and around[0].hypothetical else own

    def links(self, quote: Quote) -> tuple[Attribution, ...]:
        """The links of the chain that a quote makes: whom its source goes by, its source, who passes it on."""
        key = id(quote)  # the record holds it
        if key not in self._links:
            self._links[key] = links_of(quote, self.entities, self._hedge(quote))
        return self._links[key]

    def _hedge(self, quote: Quote) -> str | None:
        """The words that leave open whether somebody said it, or whether it is so: "could not be verified"."""
        cue = self.clause_at(quote.cue) if quote.cue else None
        if quote.hypothetical and quote.stance != "refuses":
            return self._unsaid(quote, cue)
        if cue is not None and quote.cue is not None and cue.hedge and cue.verb.start_char == quote.cue.start_char:
            return cue.hedge
        index = self.sentence_index(quote.content[-1].start_char)
        return self._unverified.get(index) or self._unverified.get(index + 1)

    def _unsaid(self, quote: Quote, cue: Clause | None) -> str | None:
        """The words by which nobody said it yet, or at all: "did not say", "is expected to say"."""
        if quote.cue is None or cue is None or cue.subject is None or cue.subject.end_char > quote.cue.start_char:
            return None
        nobody = cue.subject.text.split(" ", 1)[0].lower() in _NOBODY
        start = cue.subject.start_char if nobody else cue.subject.end_char
        words = self.text[start : quote.cue.end_char].rpartition(",")[2].split()
        words = words[1:] if words[0] in ("and", "but", "or", "who", "that") else words
        return " ".join(words) if 1 < len(words) <= _LONGEST_CUE else None

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


def polarity(negated: bool, denied: bool) -> Polarity:
    """Whether a claim says that something is so: who denies that it was not, says that it was."""
    return "negated" if negated != denied else "affirmed"


def _to(addressee: str | None) -> tuple[list[str], ...]:
    """The words between a cue and what is said to somebody."""
    words = addressee.split() if addressee else []
    return (words, [*words, "that"])
