"""Why a claim says what it says: the words, rules and features behind each of its fields."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.claims.worth import START, standard
from onrecord.model import Attribution, Claim


def explanation(claim: Claim) -> Iterator[str]:
    """One line per field: what it stands on."""
    yield f"rules {' '.join(claim.rules)}"
    if claim.time is not None and claim.time.text:
        value = claim.time.value or "/".join(day or "" for day in (claim.time.since, claim.time.until))
        yield f"time {value} from “{claim.time.text}”"
    for date in claim.dates:
        yield f"“{date.text}” written out as {date.value}"
    if claim.place is not None:
        yield f"place “{claim.place.text}” {claim.place.country or ''}".rstrip()
    for link in claim.attribution:
        yield _said_by(link)
    points = standard().points
    known = [f"{name} {points[name]:+g}" if name in points else name for name in claim.reasons]
    yield f"worth {START:g} {' '.join(known)}".rstrip()


def _said_by(link: Attribution) -> str:
    words = f"“{link.source.text}” " if link.source else ""
    cue = f"by “{link.cue}” " if link.cue else ""
    hedge = f"hedge “{link.hedge}” " if link.hedge else ""
    return f"said by {words}{cue}{hedge}{link.stance or ''}".rstrip()
