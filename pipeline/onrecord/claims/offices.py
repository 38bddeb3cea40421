"""Office claims: a person holds an office in a body."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.claims.page import Page
from onrecord.claims.summary import sentence
from onrecord.model import Agency, Claim, ClaimTime, Official, Part

_GENERIC = frozenset({"U.S.", "Department", "Ministry", "Secretariat", "Office", "Bureau", "Government", "The"})
"""Words that do not tell one body from another."""
_WRITTEN_OUT = {
    "Adm.": "admiral",
    "Amb.": "ambassador",
    "Capt.": "captain",
    "Cmdr.": "commander",
    "Col.": "colonel",
    "Del.": "delegate",
    "Det.": "detective",
    "Gen.": "general",
    "Gov.": "governor",
    "Lt.": "lieutenant",
    "Maj.": "major",
    "Rep.": "representative",
    "Sen.": "senator",
    "Sgt.": "sergeant",
}
"""Titles that are cut short only before a name."""


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
        summary=sentence(f"{official.name} {_verb(official)} {_written_out(title)}{_of(page, official, title)}"),
        subject=Part(**vars(name), id=official.id, name=official.name),
        object=Part(**vars(words), id=official.organization_id, name=official.organization) if words else None,
        time=ClaimTime(),
        attribution=page.attribution(official.introduced),
        rules=(official.rule,),
    )


def _verb(official: Official) -> str:
    if official.former:
        return "was formerly"
    return "is acting" if official.acting and "acting" not in " ".join(official.titles).lower() else "is"


def _written_out(title: str) -> str:
    return " ".join(_WRITTEN_OUT.get(word, word) for word in title.split())


def _of(page: Page, official: Official, title: str) -> str:
    """The body, where the title names it neither in full nor by its acronym; "of the" where the article says so."""
    if official.organization is None:
        return ""
    body = page.entities.get(official.organization_id or "")
    acronym = body.acronym if isinstance(body, Agency) else None
    names = [word.lower() for word in official.organization.split() if word[0].isupper() and word not in _GENERIC]
    if any(word in title.lower() for word in names) or (acronym and acronym in title.split()):
        return ""
    mentions = body.mentions if isinstance(body, Agency) else ()
    bare = mentions and not any(page.text[max(0, m.start_char - 4) : m.start_char].lower() == "the " for m in mentions)
    return f" of {official.organization}" if bare else f" of the {official.organization}"
