"""Record to claims: one checkable thing at a time, each on its own characters of the text."""

from __future__ import annotations

from onrecord.claims.events import event_claims
from onrecord.claims.figures import figure_claims
from onrecord.claims.identity import anchor, seal
from onrecord.claims.offices import office_claims
from onrecord.claims.page import Page
from onrecord.claims.quotes import quote_claims
from onrecord.claims.repeats import one_of_each
from onrecord.claims.worth import Worth, standard
from onrecord.model import Claim, Record

_ORDER = ("office", "event", "figure", "statement", "quote")


def build_claims(record: Record, text: str, worth: Worth | None = None) -> list[Claim]:
    """The claims of an article, in the order of the text.

    `text` is the article's, which `record` was made from; `worth` weighs the claims (default: the standard table).
    """
    page, worth = Page(record, text), worth or standard()
    claims = [*office_claims(page), *event_claims(page), *figure_claims(page), *quote_claims(page)]
    claims.sort(key=lambda c: (c.start_char, c.end_char, _ORDER.index(c.kind), anchor(c)))
    revision = record.article.revision
    withdrawn = True if revision is not None and revision.status != "usable" else None
    claims = one_of_each(claims)
    for claim in claims:
        points, reasons = worth.weigh(claim)
        seal(claim, check_worthiness=points, reasons=reasons, withdrawn=withdrawn)
    return claims
