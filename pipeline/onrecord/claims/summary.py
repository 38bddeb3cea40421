"""One sentence that reads by itself: dates and names filled in, no number and no quoted word changed."""

from __future__ import annotations

import re

from onrecord.claims.page import Page
from onrecord.model import Clause, Date, Extent, Quote

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
_DETERMINERS = ("The", "A", "An", "This", "That", "These", "Those", "Its", "His", "Her", "Their", "Our", "More", "Most")
_DETERMINERS = ("The", "A", "An", "This", "That", "These", "Those", "Its", "His", "Her", "Their", "Our", "More", "Most")
_SMALL = frozenset((*_DETERMINERS, "There", "It", "He", "She", "They", "We", "You"))
"""Words whose capital is only the sentence's."""
_LEADS = frozenset(
    """
    in on since until by from during of for before after to through and or between at within around about till
    the a an this that these last next each every early late mid his her its their our my your
    """.split()
)
"""Words after which a date needs no preposition of its own: one stands there, or the date is an adjective."""


def resolved(page: Page, place: Extent) -> str:
    """The words at a place with their relative dates written out: "in November" as "in November 2023"."""
    out, at = [], place.start_char
    for date in page.dates_in(place):
        words = in_full(date)
        stated = isinstance(date.anchor, int) and place.start_char <= date.anchor < place.end_char  # "In 2022, ..."
        if words is None or stated or date.start_char < at or page.verbatim(date):
            continue
        before = page.text[at : date.start_char]
        out += [before, "" if _is_led(before) else _preposition(date), words]
        at = date.end_char
    return "".join([*out, page.text[at : place.end_char]])


def told(page: Page, clause: Clause) -> str:
    """A clause with its dates written out, after its subject where that stands before it ("the council, which ...")."""
    words, subject = resolved(page, clause.extent), clause.subject
    return f"{subject.text} {words}" if subject and subject.end_char <= clause.extent.start_char else words


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


def sentence(words: str) -> str:
    """Words as a sentence: a capital first, a full stop last, on one line."""
    line = " ".join(words.split()).rstrip(" ,;:")
    closed = line if line.endswith((".", "!", "?", ".”", '."', "?”", "!”")) else f"{line}."
    return closed[:1].upper() + closed[1:]


def inline(words: str) -> str:
    """Words that began a sentence as they stand inside one: "The board met" as "the board met"."""
    first = words.split(" ", 1)[0]
    return words[:1].lower() + words[1:] if first in _SMALL else words


def said(page: Page, quote: Quote, words: str) -> str:
    """ "Ana Duarte told reporters: ..." for any quote: its source in full, its cue, its words."""
    if quote.source_name is None:
        return sentence(words)
    name = quote.source_name[:1].upper() + quote.source_name[1:]
    official = page.entities.get(quote.source_id or "")
    titles = getattr(official, "titles", ())
    who = f"{name}, {titles[0]}," if titles and titles[0].lower() not in name.lower() else name
    verb = _past(quote)
    if quote.kind == "direct":
        return sentence(f"{who} {verb}: “{words.rstrip(',')}”")
    return sentence(f"{who} {verb}{_that(quote)} {inline(words)}")


def _past(quote: Quote) -> str:
    """The cue as a finite verb; "said" for nouns, participles and "according to"."""
    if quote.cue is None or quote.hypothetical or not quote.cue.text.isalpha() or quote.cue.text.endswith("ing"):
        return "said"
    verb = quote.cue.text.lower()
    return f"{verb} {quote.addressee}" if quote.addressee and verb in ("told", "tells") else verb


def _that(quote: Quote) -> str:
    return " that" if quote.act == "states" else ""
