"""Office claims: a person holds an office in a body."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.claims.page import Page
from onrecord.claims.summary import sentence
from onrecord.model import Claim, ClaimTime, Official, Part

_GENERIC = frozenset({"U.S.", "Department", "Ministry", "Secretariat", "Office", "Bureau", "Government", "The"})
"""Words that do not tell one body from another."""


def office_claims(page: Page) -> Iterator[Claim]:
    """One claim per named official whose title the article gives."""
    for official in page.record.officials:
        if official.name and official.titles and official.introduced:
            yield _claim(page, official, official.titles[0])


def _claim(page: Page, official: Official, title: str) -> Claim:
    assert official.introduced is not None
    name = next((m for m in official.mentions if official.introduced.start_char <= m.start_char), official.mentions[0])
    words = page.find(title, official.introduced.start_char)
    return page.claim(
        "office",
        name.start_char,  # not the title's: "Sens. Smith and Jones" hold one each
        official.introduced,
        summary=sentence(f"{official.name} {_verb(official)} {title}{_of(official, title)}"),
        subject=Part(**vars(name), id=official.id),
        object=Part(**vars(words), id=official.organization_id) if words else None,
        time=ClaimTime(),
        attribution=page.attribution(official.introduced),
        rules=(official.rule,),
    )


def _verb(official: Official) -> str:
    if official.former:
        return "was formerly"
    return "is acting" if official.acting and "acting" not in " ".join(official.titles).lower() else "is"


def _of(official: Official, title: str) -> str:
    """The body, where the title does not name it."""
    if official.organization is None:
        return ""
    names = [word.lower() for word in official.organization.split() if word[0].isupper() and word not in _GENERIC]
    return "" if any(word in title.lower() for word in names) else f", {official.organization}"
