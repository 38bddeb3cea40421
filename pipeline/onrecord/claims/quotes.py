"""Quote and statement claims: whose words, verbatim or reported."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.claims.lookups import is_on_calendar
from onrecord.claims.page import Page, polarity
from onrecord.claims.sayings import is_claimed
from onrecord.claims.summary import by_whom, said, spoken
from onrecord.claims.times import claim_time, is_of_a_thing, stands_apart, time_of
from onrecord.claims.words import Draft, written
from onrecord.model import Attribution, Claim, ClaimTime, Clause, Extent, Predicate, Quote
from onrecord.normalize.quotes import told_words


def quote_claims(page: Page) -> Iterator[Claim]:
    """One claim per quote: `quote` for words in quotation marks alone, else `statement`."""
    return (_claim(page, quote) for quote in page.record.quotes if is_claimed(quote) and not _is_denied(page, quote))


def _is_denied(page: Page, quote: Quote) -> bool:
    """Whether a saying of nobody is but what somebody denies: "rejected claims that ..."."""
    around = page.quotes_over(quote.content[0]) if quote.source_name is None else ()
    return any(other.stance == "denies" for other in around)


def _claim(page: Page, quote: Quote) -> Claim:
    told = told_words(quote)
    place = Extent(start_char=told[0].start_char, end_char=told[-1].end_char)
    clause = page.clause_at(place)
    draft = Draft(page)
    chain, own = _chain(page, quote, place), len(page.links(quote))
    summary = by_whom(page, said(draft, quote, spoken(draft, quote)), chain[own:])
    return page.claim(
        "quote" if quote.kind == "direct" else "statement",
        quote.cue.start_char if quote.cue else place.start_char,
        place,
        summary=summary,
        subject=page.part(quote.source) if quote.source else None,
        predicate=Predicate(**vars(quote.cue)) if quote.cue else None,
        time=_time(page, quote),
        dates=written(draft, summary),
        place=page.place_in(place),
        attribution=chain,
        polarity=polarity(bool(clause and clause.negated), quote.stance == "denies" and not quote.hypothetical),
        modality=page.modality(place, clause.modality if clause else "asserted"),
        rules=(quote.rule,),
    )


def _chain(page: Page, quote: Quote, place: Extent) -> tuple[Attribution, ...]:
    """The quote's own links first, then those of the quotes around it; not of who says the same, or denies it."""
    around = [other for other in page.quotes_over(place) if other is not quote]
    if any(q.stance == "denies" for q in (quote, *around)):
        around = [other for other in around if other.content != quote.content]
    return (*page.links(quote), *(link for other in around for link in page.links(other)))


def _time(page: Page, quote: Quote) -> ClaimTime | None:
    """The time of the clause that the words begin with, or the one day among them, where there is just one."""
    if not any(page.dates_in(piece) for piece in quote.content):
        return None
    first = page.clause_in(quote.content[0])
    if first is not None and (time := time_of(page, first)) is not None:
        return time
    found = [
        d for c in quote.content for d in page.dates_in(c) if d.type == "DATE" and d.value and is_on_calendar(d.value)
    ]
    dates = [date for date in found if not is_of_a_thing(page, date) and not stands_apart(page, date)]
    if first is not None:  # of its own verbs: "killed 14 people and forced others to leave over the weekend"
        dates = [d for d in dates if (own := page.clause_at(d)) and (_goes_on(first, own) or _is_held(first, own))]
    return claim_time(dates[0]) if len(dates) == 1 else None


def _is_held(first: Clause, later: Clause) -> bool:
    """Whether a clause is what another one's subject thinks or knows: "understand that more people are displaced"."""
    held = first.object
    return held is not None and 0 <= later.extent.start_char - held.start_char <= len("that ")


def _goes_on(first: Clause, later: Clause) -> bool:
    """Whether a clause is a further verb of another one's subject."""
    return first.subject == later.subject and first.verb.start_char < later.verb.start_char
