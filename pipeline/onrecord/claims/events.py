"""Event claims: an official, a body or a country did, does or will do something."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.claims.page import Page
from onrecord.claims.summary import resolved, sentence
from onrecord.model import Claim, ClaimTime, Clause, Part, Predicate, Span

_STATES = frozenset(
    """
    be seem appear become remain stay have own contain include lie stand belong depend mean
    think believe know feel hope fear expect want wish doubt understand see consider like love need worry
    say tell add note argue claim warn insist explain ask acknowledge suggest write describe call estimate
    """.split()
)
"""Verbs of being, thinking and saying: what somebody is, holds or says is no deed. (Sayings are statements.)"""


def event_claims(page: Page) -> Iterator[Claim]:
    """One claim per clause whose subject is an actor and whose verb is a deed; sayings are statements, not events."""
    told = {quote.cue.start_char for quote in page.record.quotes if quote.cue}
    for clause in page.record.clauses:
        subject = clause.subject
        if subject is None or clause.verb.start_char in told or clause.lemma in _STATES:
            continue
        if _lacks_its_object(page, clause):
            continue
        if page.actor(subject) or page.acts(subject) or clause.subject_label == "GPE":
            told.add(clause.verb.start_char)  # one deed of several subjects is one event
            yield _claim(page, clause, subject)


def _lacks_its_object(page: Page, clause: Clause) -> bool:
    """A relative clause about what somebody did ("the steps that Mexico has taken") is no sentence of its own."""
    assert clause.subject is not None
    opening = page.text[clause.extent.start_char : clause.subject.start_char].split()
    return bool(opening) and opening[0] in ("that", "which", "whom", "what", "who")


def _claim(page: Page, clause: Clause, subject: Span) -> Claim:
    dates = [d for d in page.dates_in(clause.extent) if d.type in ("DATE", "TIME") and d.value]
    denied = any(quote.stance == "denies" for quote in page.quotes_over(clause.extent))
    return page.claim(
        "event",
        clause.verb.start_char,
        clause.extent,
        summary=sentence(_words(page, clause, subject)),
        subject=Part(**vars(subject), id=page.actor(subject)),
        predicate=Predicate(**vars(clause.verb), lemma=clause.lemma),
        object=page.part(clause.object) if clause.object else None,
        time=ClaimTime(value=dates[0].value, begin=dates[0].begin, end=dates[0].end, text=dates[0].text)
        if dates
        else None,
        attribution=page.attribution(clause.extent),
        polarity="negated" if clause.negated else "affirmed",
        modality=clause.modality,
        status="denied" if denied else clause.status,
        rules=("clause.finite",),
    )


def _words(page: Page, clause: Clause, subject: Span) -> str:
    """The clause with its dates written out; a relative clause after the subject that it is about."""
    words = resolved(page, clause.extent)
    return f"{subject.text} {words}" if subject.end_char <= clause.extent.start_char else words
