"""Event claims: an official, a body or a country did, does or will do something."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.claims.page import Page
from onrecord.claims.summary import happens
from onrecord.model import Claim, ClaimTime, Clause, Part, Predicate, Status

_STATES = frozenset(
    """
    be seem appear become remain stay have own contain include lie stand belong depend mean
    think believe foresee know feel hope fear expect want wish doubt understand see consider like love need worry
    say tell add note argue claim warn insist explain ask acknowledge suggest write describe call estimate
    disagree suspect assume look sleep sit go come share do wait continue
    """.split()
)
"""Verbs of being, thinking and saying: what somebody is, holds or says is no deed. (Sayings are statements.)"""

_SILENCE = frozenset("comment say answer discuss elaborate speculate confirm".split())
_OFFICES = frozenset("lead run direct chair head oversee manage".split())
"""Verbs that in the present tell of an office, not of a deed."""
_LACKING = frozenset("that which what who whom".split())
"""Words for the object of a clause, which is no sentence without it."""
_ASKING = frozenset("how why whether if unless".split())


def event_claims(page: Page) -> Iterator[Claim]:
    """One claim per clause whose subject is an actor and whose verb is a deed; sayings are statements, not events."""
    taken = {quote.cue.start_char for quote in page.record.quotes if quote.cue and quote.act != "asks"}
    for clause in page.record.clauses:
        subject = clause.subject
        if subject is None or clause.verb.start_char in taken or not _is_deed(clause):
            continue
        actor = page.actor(clause)
        if (actor or page.is_country(clause)) and not _is_part(page, clause):
            taken.add(clause.verb.start_char)  # one deed of several subjects is one event
            yield _claim(page, clause, Part(**vars(subject), id=actor.id if actor else None))


def _is_deed(clause: Clause) -> bool:
    """Whether the verb tells of a deed: none of being or thinking, no office, and no refusal to speak."""
    if (
        clause.lemma in ("decline", "refuse")
        and clause.object
        and _SILENCE.intersection(clause.object.text.split()[:2])
    ):
        return False
    return clause.lemma not in _STATES and not (clause.lemma in _OFFICES and clause.status == "ongoing")


def _is_part(page: Page, clause: Clause) -> bool:
    """A clause that is only a part of what another says: "what Mexico did", "how the council votes", "if it votes".

    "How the council spent it" tells that it did.
    """
    assert clause.subject is not None
    opening = page.text[clause.extent.start_char : clause.subject.start_char].lower().split()
    if opening and opening[0] in _LACKING:
        return True
    return clause.status != "done" and not _ASKING.isdisjoint(opening)


def _claim(page: Page, clause: Clause, subject: Part) -> Claim:
    time, attribution = _time(page, clause), page.attribution(clause.extent)
    status = _status(page, clause, time)
    return page.claim(
        "event",
        clause.verb.start_char,
        clause.extent,
        summary=happens(page, clause.extent, clause, attribution),
        subject=subject,
        predicate=Predicate(**vars(clause.verb), lemma=clause.lemma),
        object=page.part(clause.object) if clause.object else None,
        time=time,
        place=page.place_in(clause.extent),
        attribution=attribution,
        polarity="negated" if clause.negated else "affirmed",
        modality="planned" if status == "planned" else clause.modality,
        status=status,
        rules=("clause.finite",),
    )


def _time(page: Page, clause: Clause) -> ClaimTime | None:
    """The first date of the clause."""
    for date in page.dates_in(clause.extent):
        if date.type in ("DATE", "TIME") and date.value:
            return ClaimTime(value=date.value, begin=date.begin, end=date.end, text=date.text)
    return None


def _status(page: Page, clause: Clause, time: ClaimTime | None) -> Status | None:
    """The verb group's, but denied in a denial; a present tense with a day to come ("returns on Friday") is a plan."""
    if any(quote.stance == "denies" for quote in page.quotes_over(clause.extent)):
        return "denied"
    published = (page.record.article.published or "")[:10]
    if clause.status == "ongoing" and time and time.begin and published and time.begin > published:
        return "planned"
    return clause.status
