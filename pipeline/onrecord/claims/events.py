"""Event claims: an official, a body or a country did, does or will do something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.claims.deeds import is_deed, is_part, is_public
from onrecord.claims.page import Page
from onrecord.claims.sayings import is_claimed
from onrecord.claims.summary import happens
from onrecord.model import Claim, ClaimTime, Clause, Date, Part, Predicate, Status

_IF = re.compile(r"\b(?:if|unless)\b", re.IGNORECASE)
_OF_THINGS = frozenset({"for", "of", "from", "than"})
"""Words before a date that is rather some thing's than the verb's: "publish the figures for July on Monday"."""
_WHEN = re.compile(r"when\b", re.IGNORECASE)


def event_claims(page: Page) -> Iterator[Claim]:
    """One claim per clause whose subject is an actor and whose verb is a deed; sayings are statements, not events."""
    taken = {quote.cue.start_char for quote in page.record.quotes if quote.cue and is_claimed(quote)}
    for clause in page.record.clauses:
        if clause.subject is None or clause.verb.start_char in taken or not is_deed(page, clause):
            continue
        actor = page.actor(clause)
        if not (actor or is_public(clause) or page.is_country(clause) or _means(page, clause)):
            continue
        if not is_part(page, clause):
            taken.add(clause.verb.start_char)  # one deed of several subjects is one event
            name = actor.name if actor else clause.subject_name
            yield _claim(page, clause, Part(**vars(clause.subject), id=actor.id if actor else None, name=name))


def _means(page: Page, clause: Clause) -> bool:
    """Whether a pronoun means the body without a name that acts just before: "A jury convicted her; it ..."."""
    subject = clause.subject
    if subject is None or clause.subject_name is not None or subject.text.lower() != "it":
        return False
    before = page.clause_before(subject)
    if before is None or before.subject is None or before.sentence != clause.sentence or page.actor(before):
        return False
    return is_public(before) and not before.subject.text.endswith("s")


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
    """The first date of the clause, and of none inside it; rather the verb's than that of some thing.

    "In 2019, when she left" has its date before it.
    """
    own = [
        date
        for date in page.dates_in(clause.extent)
        if date.type in ("DATE", "TIME") and date.value and page.clause_at(date) == clause
    ]
    if not own:
        before = page.date_before(clause.extent) if _WHEN.match(page.text, clause.extent.start_char) else None
        return _time_of(before) if before else None
    return _time_of(next((date for date in own if page.word_before(date) not in _OF_THINGS), own[0]))


def _time_of(date: Date) -> ClaimTime:
    return ClaimTime(value=date.value, begin=date.begin, end=date.end, text=date.text)


def _status(page: Page, clause: Clause, time: ClaimTime | None) -> Status | None:
    """The verb group's, but denied in a denial.

    A present tense with a day to come ("returns on Friday") is a plan, and so is what somebody said "would" be done.
    """
    around = page.quotes_over(clause.extent)
    if any(quote.stance == "denies" for quote in around):
        return "denied"
    if clause.modality == "conditional" and not clause.negated and around and around[0].kind != "direct":
        return None if _IF.search(page.text, clause.extent.start_char, clause.extent.end_char) else "planned"
    published = (page.record.article.published or "")[:10]
    if clause.status == "ongoing" and time and time.begin and published and time.begin > published:
        return "planned"
    return clause.status
