"""Claims: the checkable things that an article says, one by one."""

from __future__ import annotations

from typing import Literal

from onrecord.model.facts import Figure, Modality, Place, Producer, Stance, Status
from onrecord.model.spans import Frozen, Part, Span


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


class WrittenOut(Span):
    """A date of the article that a claim's summary writes out: "Friday" as the day that `value` (TIMEX3) says."""

    value: str


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

    @property
    def who(self) -> str | None:
        """Who says so, by name or as the article has it; None of a link that is but a hedge ("reportedly")."""
        return self.name or (self.source.text if self.source else None)


class Comparison(Frozen):
    """How a claim's figure is set against another one, named by that one's start_char."""

    relation: str
    start_char: int


Polarity = Literal["affirmed", "negated"]
ClaimKind = Literal["figure", "quote", "statement", "office", "event"]


class Claim(Frozen):
    """One checkable thing that an article says: what `onrecord extract` prints, one a line.

    `superseded_by`: id of the article that took the place of this one in a run, where that is a version of a story;
    `withdrawn`: whether the story was taken back, None where nothing tells; `digest`: SHA-256 over all the rest, so
    that no character of a claim changes unseen.
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
    dates: tuple[WrittenOut, ...] = ()
    place: Place | None = None
    attribution: tuple[Attribution, ...] = ()
    polarity: Polarity = "affirmed"
    modality: Modality = "asserted"
    status: Status | None = None
    comparison: Comparison | None = None
    check_worthiness: float | None = None
    reasons: tuple[str, ...] = ()
    also_at: tuple[Span, ...] = ()
    rules: tuple[str, ...] = ()
    superseded_by: str | None = None
    withdrawn: bool | None = None
    producer: Producer
    digest: str | None = None

    @property
    def sayers(self) -> tuple[Attribution, ...]:
        """The links of the attribution that say who, the innermost first."""
        return tuple(link for link in self.attribution if link.who)
