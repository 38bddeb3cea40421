"""The facts of an article, family by family, and the record that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from onrecord.model.articles import ArticleMeta
from onrecord.model.spans import Extent, Frozen, Number, Part, Span

Family = Literal["officials", "agencies", "dates", "figures", "quotes"]


@dataclass(slots=True)  # not frozen: there is one for each word, and that would cost a percent of all time
class Mention:
    """What recognition hands to normalisation: a span of the text, its rule, and plain evidence.

    `start_char`, `end_char`: half-open character offsets; `text`: exactly those characters; `label`: the span's label;
    `rule`: id of the rule that found it; `evidence`: strings, ints, and lists or dicts of them, which a component read
    from the tokens (tense, governor, counted noun, regex groups); `reference`: the date that relative dates count from.
    """

    start_char: int
    end_char: int
    text: str
    label: str
    rule: str
    evidence: Mapping[str, Any] = field(default_factory=dict)
    reference: date | None = None

    @property
    def place(self) -> dict[str, Any]:
        """Where it stands: the fields of a Span."""
        return {"start_char": self.start_char, "end_char": self.end_char, "text": self.text}

    def known(self, more: Mapping[str, Any]) -> Mention:
        """The same mention with more evidence: `dataclasses.replace` in a third of the time."""
        evidence = {**self.evidence, **more}
        return Mention(self.start_char, self.end_char, self.text, self.label, self.rule, evidence, self.reference)


class Official(Frozen):
    """One person who holds, held, seeks or speaks for a public office; `name` is None for the unnamed."""

    id: str
    name: str | None
    titles: tuple[str, ...] = ()
    organization: str | None = None
    organization_id: str | None = None
    country: str | None = None
    former: bool = False
    acting: bool = False
    introduced: Span | None = None
    mentions: tuple[Span, ...]
    rule: str


AgencyType = Literal[
    "executive",
    "legislature",
    "court",
    "police",
    "military",
    "regulator",
    "central_bank",
    "intergovernmental",
    "party",
    "local_government",
    "other",
]


class Agency(Frozen):
    """One public body; `id` is its slug in the gazetteer, None where it was only recognised."""

    id: str | None
    name: str
    acronym: str | None = None
    country: str | None = None
    type: AgencyType | None = None
    parent: str | None = None
    mentions: tuple[Span, ...]
    rule: str


DateType = Literal["DATE", "TIME", "DURATION", "SET"]
Mod = Literal[
    "START", "END", "MID", "APPROX", "BEFORE", "AFTER", "MORE_THAN", "LESS_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"
]


class DateValue(Frozen):
    """What a temporal expression means (TimeML's TIMEX3, ISO 8601), with the closed interval that it denotes.

    `value`: TIMEX3; `begin`, `end`: ISO dates, both inclusive, None where open or none; `anchor`: what it was resolved
    against (`published`, `dateline`, `text`, the start_char of another date, `event`); `candidates`: the values that
    lost; `conflict`: what in the article contradicts it.
    """

    type: DateType
    value: str | None
    mod: Mod | None = None
    begin: str | None = None
    end: str | None = None
    anchor: str | int | None = None
    candidates: tuple[str, ...] = ()
    conflict: str | None = None


class Date(Span, DateValue):
    """A temporal expression of the article, without preposition and possessive."""

    rule: str


Bound = Literal["exact", "at_least", "more_than", "at_most", "less_than", "about"]
Change = Literal["increase", "decrease"]
Role = Literal["level", "delta", "from", "to"]


class FigureValue(Frozen):
    """How much or how many. A range or an open quantity has `value` None and `low`, `high` (inclusive) set.

    `unit`: `count`, an ISO 4217 code, `percent`, `percentage_point`, ..., or a UCUM-style word (`kilometer`);
    `counted`: the noun phrase that is counted or measured, `counted_head` its head; `per`: the rate's denominator.
    """

    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    bound: Bound = "exact"
    unit: str = "count"
    counted: str | None = None
    counted_head: str | None = None
    per: str | None = None
    change: Change | None = None
    role: Role | None = None
    superlative: str | None = None


class Figure(Span, FigureValue):
    """A figure of the article: the number with its currency, percent or unit word, without modifiers."""

    linked: tuple[int, ...] = ()
    source: str | None = None
    time: str | None = None
    place: str | None = None
    rule: str


class Cue(Span):
    """The reporting word."""

    lemma: str


QuoteKind = Literal["direct", "indirect", "mixed"]
Act = Literal["states", "asks", "promises", "reports"]
Stance = Literal["asserts", "denies", "doubts", "warns", "refuses"]


class Quote(Frozen):
    """Words that the article attributes to a source. `content` is without the quotation marks, but with the "that" of
    a reported clause ("said that ..."), which `clean_text` leaves out, and with a relative pronoun, for which it has
    what that stands for: "grants that officials say were stolen" is "grants were stolen".

    `passed_on_by`: who quotes the source ("was quoted by Tass as saying"); `citing`: whom the source goes by ("Tass
    reported, citing two officials").
    """

    kind: QuoteKind
    content: tuple[Span, ...]
    cue: Cue | None = None
    act: Act = "states"
    stance: Stance = "asserts"
    source: Span | None = None
    source_name: str | None = None
    source_id: str | None = None
    passed_on_by: Part | None = None
    citing: Part | None = None
    addressee: str | None = None
    venue: str | None = None
    said_on: str | None = None
    hypothetical: bool = False
    clean_text: str
    inner: tuple[Quote, ...] = ()
    rule: str


class Person(Frozen):
    """Somebody who is named, is no official, and speaks or is counted on."""

    id: str
    name: str
    description: str | None = None
    mentions: tuple[Span, ...]


class Place(Span):
    """A place; `country` is ISO 3166 alpha-2 where it is known."""

    country: str | None = None


Modality = Literal["asserted", "planned", "predicted", "possible", "required", "conditional"]
Status = Literal["planned", "ongoing", "done", "denied", "failed"]


class Clause(Frozen):
    """A finite clause: who does what. What event claims are made of.

    `extent` spans the clause; `verb` its main verb with `lemma`; `subject_head`: the subject's main word;
    `subject_label`: what the model calls it (OntoNotes: GPE, ORG, PERSON, ...); `subject_id`, `subject_name`: whom
    of the record a pronoun or definite description as subject means; `hedge`: the words that leave
    open whether it is so ("reportedly"); `opens_with_name`: whether the first word has its
    capital in the middle of a sentence, too; `sentence`: index into `sentences`.
    """

    extent: Extent
    verb: Span
    lemma: str
    subject: Span | None = None
    subject_head: Span | None = None
    subject_label: str | None = None
    subject_id: str | None = None
    subject_name: str | None = None
    object: Span | None = None
    negated: bool = False
    modality: Modality = "asserted"
    status: Status | None = None
    hedge: str | None = None
    opens_with_name: bool = False
    sentence: int


class Record(Frozen):
    """The facts of one article: what `onrecord annotate` prints."""

    article: ArticleMeta
    officials: tuple[Official, ...] = ()
    agencies: tuple[Agency, ...] = ()
    dates: tuple[Date, ...] = ()
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    clauses: tuple[Clause, ...] = ()
    sentences: tuple[Extent, ...] = ()
    producer: Producer


class Producer(Frozen):
    """Enough to repeat the run: the program, the spaCy model, and a SHA-256 over the rules in force."""

    version: str
    model: str
    model_version: str
    patterns: str
