"""Office claims: a person holds an office in a body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.claims.identity import office_anchor
from onrecord.claims.page import Page
from onrecord.claims.summary import sentence
from onrecord.claims.terms import deeds_of_office, term
from onrecord.model import Agency, Claim, Clause, Official, Part

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
    "Reps.": "representative",
    "Sen.": "senator",
    "Sens.": "senator",
    "Sgt.": "sergeant",
}
"""Titles that are cut short only before a name."""
_MANY = frozenset(
    """
    ambassador attorney captain colonel commissioner councillor councilman councilor councilwoman delegate deputy
    diplomat inspector judge justice legislator lieutenant magistrate major member minister representative senator
    sergeant trustee
    """.split()
)
"""Titles that by themselves several people hold at a time; and nouns that make any title one of many."""
_OF_MANY = frozenset(
    "adviser advisor aide detective lawmaker officer prosecutor spokesman spokesperson spokeswoman".split()
)


def office_claims(page: Page) -> Iterator[Claim]:
    """One claim per named official whose title the article gives."""
    deeds = deeds_of_office(page)
    for official in page.record.officials:
        if official.name and official.titles and official.introduced:
            yield _claim(page, official, official.titles[0], deeds.get(official.id, ()))


def _claim(page: Page, official: Official, title: str, deeds: Iterable[Clause]) -> Claim:
    assert official.introduced is not None
    name = next((m for m in official.mentions if official.introduced.start_char <= m.start_char), official.mentions[0])
    words = page.find(title, official.introduced.start_char)
    subject = Part(**vars(name), id=official.id, name=official.name)
    office = Part(**vars(words), id=official.organization_id, name=official.organization) if words else None
    at = official.introduced
    anchor = office_anchor(page.text[at.start_char : at.end_char], at.start_char, subject, office) if office else None
    return page.claim(
        "office",
        subject.start_char if anchor is None else anchor,
        at,
        summary=sentence(f"{official.name} {_verb(official)} {_of_many(title)}{_of(page, official, title)}"),
        subject=subject,
        object=office,
        time=term(page, official, at, deeds),
        attribution=page.sayers(at),
        rules=(official.rule,),
    )


def _verb(official: Official) -> str:
    if official.former:
        return "was formerly"
    return "is acting" if official.acting and "acting" not in " ".join(official.titles).lower() else "is"


def _of_many(title: str) -> str:
    """A title in full, with an article where many hold it at a time: "a senator", "mayor of Leeds"."""
    words = [_WRITTEN_OUT.get(word, word) for word in title.split()]
    full = " ".join(words)
    if len(words) > 1 and (words[0].istitle() or words[0] in ("the", "a", "an", "his", "her", "its")):
        return full  # "U.S. District Judge"
    last = words[-1].lower()
    if last not in _OF_MANY and (last not in _MANY or len(words) > 1):
        return full
    article = "an" if full[:1].lower() in "aeio" else "a"
    return f"{article} {full[:1].lower()}{full[1:]}" if full[1:2].islower() else f"{article} {full}"


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
