"""The records that the program emits, each declared once. Imports nothing of ours.

Offsets are half-open character offsets (`str` indexes) into the article's text as it was decoded, and
`text[start_char:end_char]` is the span's `text`, always. What cannot be worked out is None, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, PlainSerializer

Family = Literal["officials", "agencies", "dates", "figures", "quotes"]


def json_number(value: Decimal) -> int | float:
    """A decimal as the JSON number that a reader would write: 5, 2.5, 108400000."""
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[Decimal, PlainSerializer(json_number, return_type=int | float, when_used="json")]


class Frozen(BaseModel):
    """Base of all records: immutable, and a field that is not declared is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
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


class Extent(Frozen):
    """A place in the article's text, without its characters."""

    start_char: int
    end_char: int


class Span(Extent):
    """A place in the article's text with its characters."""

    text: str


class Origin(Frozen):
    """Where an article was read from: a file (or "-" for standard input) and the place in it.

    `line`: in JSONL and CSV the line, in Parquet the row (1-based); `start_byte`, `end_byte`: in a WARC the record's
    bytes, half-open, as they stand in the file (of a packed one: of its gzip member).
    """

    path: str
    line: int | None = None
    start_byte: int | None = None
    end_byte: int | None = None


PubStatus = Literal["usable", "withheld", "canceled"]


class Revision(Frozen):
    """Which version of which story an article is: news agencies correct and withdraw what they have sent.

    `story`: what all its versions share; `version` counts up, None where it is not said; `note`: to editors.
    """

    story: str
    version: int | None = None
    status: PubStatus = "usable"
    note: str | None = None


class Described(Frozen):
    """What is known about an article beside its text. `published` is a date or date-time, as given."""

    id: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    country: str | None = None
    language: str | None = None
    encoding: str | None = None
    origin: Origin | None = None
    revision: Revision | None = None


class Article(Described):
    """An article as a reader hands it over: its text exactly as decoded, and what is known about it."""

    text: str


class ArticleMeta(Described):
    """An article in a record: `sha256` (hex) of the text in UTF-8 and its length in characters stand for the text."""

    sha256: str
    n_chars: int


class Reject(Frozen):
    """An article that gave nothing, and why: `reason` for people, `code` for programs.

    `id` where it is known; `origin` is None for an article made in Python.
    """

    stage: Literal["read", "annotate"]
    code: str
    reason: str
    id: str | None = None
    origin: Origin | None = None


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
    a reported clause ("said that ..."), which `clean_text` leaves out.
    """

    kind: QuoteKind
    content: tuple[Span, ...]
    cue: Cue | None = None
    act: Act = "states"
    stance: Stance = "asserts"
    source: Span | None = None
    source_name: str | None = None
    source_id: str | None = None
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
    of the record a pronoun or definite description as subject means; `sentence`: index into `sentences`.
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


class Part(Span):
    """A piece of a claim, with the `id` of the entity that it names, where it names one."""

    id: str | None = None


class Predicate(Span):
    """A claim's verb."""

    lemma: str


class ClaimTime(Frozen):
    """The time that a claim is about; `since` and `until` are for offices."""

    value: str | None = None
    begin: str | None = None
    end: str | None = None
    text: str | None = None
    since: str | None = None
    until: str | None = None


class Attribution(Frozen):
    """One link of the chain of who says so."""

    source: Span | None = None
    name: str | None = None
    id: str | None = None
    title: str | None = None
    organization: str | None = None
    named: bool = False
    cue: str | None = None
    stance: Stance | None = None
    hedge: str | None = None
    venue: str | None = None
    said_on: str | None = None


class Comparison(Frozen):
    """How a claim's figure is set against another one, named by that one's start_char."""

    relation: str
    start_char: int


ClaimKind = Literal["figure", "quote", "statement", "office", "event"]


class Claim(Frozen):
    """One checkable thing that an article says: what `onrecord extract` prints, one a line.

    `digest`: SHA-256 over all the rest, so that no character of a claim changes unseen.
    """

    id: str
    kind: ClaimKind
    article_id: str
    article_sha256: str
    published: str | None = None
    url: str | None = None
    text: str
    start_char: int
    end_char: int
    sentence: Span
    context: tuple[Span, ...] = ()
    summary: str
    subject: Part | None = None
    predicate: Predicate | None = None
    object: Part | None = None
    figure: Figure | None = None
    time: ClaimTime | None = None
    place: Place | None = None
    attribution: tuple[Attribution, ...] = ()
    polarity: Literal["affirmed", "negated"] = "affirmed"
    modality: Modality = "asserted"
    status: Status | None = None
    comparison: Comparison | None = None
    check_worthiness: float | None = None
    reasons: tuple[str, ...] = ()
    also_at: tuple[Span, ...] = ()
    rules: tuple[str, ...] = ()
    producer: Producer
    digest: str | None = None
