"""The article's words as a reader far from it understands them: dates written out, pronouns replaced by names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.claims.page import Page
from onrecord.model import Clause, Date, Extent

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_LEADS = frozenset(
    """
    in on since until by from during of for before after to through and or between at within around about till
    the a an this that these last next each every early late mid his her its their our my your
    """.split()
)
"""Words after which a date needs no preposition of its own: one stands there, or the date is an adjective."""

_PRONOUNS = frozenset({"he", "she", "it", "they", "who"})
_JOINED = re.compile(
    r"\W*(?:when|as|while|because|since|until|although|though|after|where|how|why|that|but|and|so|or)\s+", re.I
)
"""Words that join a clause to another: what it says, it says without them. (`if` changes what is said.)"""


@dataclass(frozen=True)
class Change:
    """Other words for those at a place."""

    start_char: int
    end_char: int
    words: str


def resolved(page: Page, place: Extent, *changes: Change) -> str:
    """The words at a place with their relative dates written out ("in November" as "in November 2023") and changes."""
    out, at = [], place.start_char
    for change in sorted([*_dates(page, place), *changes], key=lambda change: change.start_char):
        if change.start_char >= at:
            out += [page.text[at : change.start_char], change.words]
            at = change.end_char
    return "".join([*out, page.text[at : place.end_char]])


def told(page: Page, clause: Clause) -> str:
    """A clause as a sentence of its own: its subject first, by its name where it is a pronoun or half a name."""
    place, subject = clause.extent, clause.subject
    if subject is None or page.verbatim(place):
        return resolved(page, place)
    name = _full_name(page, clause)
    if subject.end_char <= place.start_char:  # "the council, which ..."
        return f"{name or subject.text} {resolved(page, place)}"
    joined = _JOINED.fullmatch(page.text, place.start_char, subject.start_char)
    start = subject.start_char if joined else place.start_char
    changes = [Change(subject.start_char, subject.end_char, name)] if name else []
    return resolved(page, Extent(start_char=start, end_char=place.end_char), *changes)


def _full_name(page: Page, clause: Clause) -> str | None:
    """The name of a clause's subject where the clause has but a pronoun or a part of it; None where it needs no other.

    A pronoun for whoever says the clause ("Duarte said she ...") stays: the summary names them before it.
    """
    assert clause.subject is not None
    words = clause.subject.text
    entity = page.entities.get(clause.subject_id or "") or page.entity_at(clause.subject)
    if entity is None or entity.name is None or words == entity.name:
        return None
    if words.lower() in _PRONOUNS:
        speakers = {quote.source_id for quote in page.quotes_over(clause.extent)}
        return None if entity.id in speakers else entity.name
    return entity.name if entity.name.endswith(f" {words}") else None


def _dates(page: Page, place: Extent) -> Iterable[Change]:
    """The dates of a place that are not written out in full, but for those between quotation marks."""
    for date in page.dates_in(place):
        words = in_full(date)
        stated = isinstance(date.anchor, int) and place.start_char <= date.anchor < place.end_char  # "In 2022, ..."
        if words is not None and not stated and not page.verbatim(date):
            led = _is_led(page.text[place.start_char : date.start_char])
            yield Change(date.start_char, date.end_char, words if led else _preposition(date) + words)


def _is_led(before: str) -> bool:
    """Whether the words before a date lead on to it; nothing before it, or a name's possessive, does too."""
    words = before.split()
    return not words or words[-1].lower().strip("“\"'(") in _LEADS or words[-1].endswith(("’s", "'s"))


def in_full(date: Date) -> str | None:
    """A date for a reader far from the article; None where its words say it already, or it is not known."""
    if date.type != "DATE" or date.value is None or date.anchor == "text" or date.mod is not None:
        return None
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", date.value)
    if match is None or match[1] in date.text:
        return None
    year, month, day = match.groups()
    if day:
        return f"{_MONTHS[int(month) - 1]} {int(day)}, {year}"
    return f"{_MONTHS[int(month) - 1]} {year}" if month else year


def _preposition(date: Date) -> str:
    return "on " if date.value and len(date.value) == 10 else "in "
