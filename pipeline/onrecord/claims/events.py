"""Event claims: an official, a body or a country did, does or will do something; and trends told without a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.claims.deeds import is_deed, is_part, is_plight, is_public, is_trend, meant_before
from onrecord.claims.page import Page
from onrecord.claims.sayings import is_claimed
from onrecord.claims.summary import told_of
from onrecord.claims.times import time_of
from onrecord.model import Claim, ClaimTime, Clause, Part, Status

_IF = re.compile(r"\b(?:if|unless)\b", re.IGNORECASE)


def event_claims(page: Page) -> Iterator[Claim]:
    """One claim per clause whose subject is an actor and whose verb is a deed; sayings are statements, not events."""
    told = (quote for quote in page.record.quotes if is_claimed(quote) or page.has_figures(quote))
    taken = {quote.cue.start_char for quote in told if quote.cue}  # "reported 1,204 groundings": the figure tells it
    for clause in page.record.clauses:
        if clause.subject is None or clause.verb.start_char in taken:
            continue
        if not (is_deed(page, clause) or is_plight(page, clause)):
            continue
        actor = page.actor(clause)
        acts = actor or is_public(clause) or page.is_country(clause) or meant_before(page, clause)
        if not (acts or is_trend(page, clause)):
            continue
        if not is_part(page, clause):
            taken.add(clause.verb.start_char)  # one deed of several subjects is one event
            name = actor.name if actor else clause.subject_name
            yield _claim(page, clause, Part(**vars(clause.subject), id=actor.id if actor else None, name=name))


def _claim(page: Page, clause: Clause, subject: Part) -> Claim:
    time, attribution = time_of(page, clause), page.attribution(clause.extent)
    status = _status(page, clause, time)
    summary, dates = told_of(page, clause.extent, clause, attribution)
    return page.claim(
        "event",
        clause.verb.start_char,
        clause.extent,
        summary=summary,
        subject=subject,
        predicate=page.predicate(clause),
        object=page.part(clause.object) if clause.object else None,
        time=time,
        dates=dates,
        place=page.place_in(clause.extent),
        attribution=attribution,
        polarity=page.polarity(clause.extent, clause),
        modality="planned" if status == "planned" else page.modality(clause.extent, clause.modality),
        status=status,
        rules=("clause.finite",),
    )


def _status(page: Page, clause: Clause, time: ClaimTime | None) -> Status | None:
    """The verb group's, but denied in a denial.

    A present tense with a day to come ("returns on Friday") is a plan, and so is what somebody said "would" be done.
    """
    around = page.sayings_over(clause.extent)
    if page.is_denied(clause.extent, clause):
        return "denied"
    if around and around[0].hypothetical:  # "did not say that the council had voted"
        return None
    if clause.modality == "conditional" and not clause.negated and around and not page.verbatim(clause.extent):
        return None if _IF.search(page.text, clause.extent.start_char, clause.extent.end_char) else "planned"
    published = (page.record.article.published or "")[:10]
    if clause.status == "ongoing" and time and time.begin and published and time.begin > published:
        return "planned"
    return clause.status
