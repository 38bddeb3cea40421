"""Dates as a reader far from the article understands them: "in November" as "in November 2023"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.claims.page import Page
from onrecord.model import Date, Extent
from onrecord.normalize.timewords import MONTH_NAMES

_LEADS = frozenset(
    """
    in on since until by from during of for before after to through and or between at within around about till as with
    beyond past over into than per like toward towards near despite under but except without versus amid
    the a an this that these last next each every early late mid dated his her its their our my your
    """.split()
)
"""Words after which a date needs no preposition of its own: one stands there, or the date is an adjective."""
_ADVERBS = (" ago", " earlier", " later")
"""How dates end that no sentence has for its subject."""
_WEEKDAY = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tonight)\b", re.IGNORECASE)
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTH_NAMES)})$")
_DAY = len("2024-06-07")
_VALUE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_NO_DAY = re.compile(
    r"(?i:the\b)|.*\b(?i:later|after|afterwards|thereafter|thereof)$|.*\b(?i:fiscal|financial|school|academic|tax)\b"
)
"""Words that mean a day only beside those before them ("the fiscal year", "six months later"): they stay."""


def written_out(page: Page, place: Extent) -> Iterator[tuple[Date, str]]:
    """The dates at a place that need writing out, each with the words for it.

    Those between quotation marks stay as they are, and parts of names and of ranges ("the April-June quarter").
    """
    text = page.text
    for date in page.dates_in(place):
        words = in_full(date)
        if words is None or _NO_DAY.match(date.text):
            continue
        owns = text.startswith(_POSSESSIVE, date.end_char)
        if owns and _WEEKDAY.search(date.text):  # "Tuesday's election"
            continue
        stated = isinstance(date.anchor, int) and place.start_char <= date.anchor < place.end_char  # "In 2022, ..."
        around = text[max(0, date.start_char - 1) : date.start_char], text[date.end_char : date.end_char + 1]
        if stated or not {"-", "–", "—"}.isdisjoint(around) or page.verbatim(date) or _in_name(text, date):
            continue
        first = date.start_char == place.start_char
        led = _is_led(text[place.start_char : date.start_char]) or owns or words.startswith(date.text)
        if led and not (first and date.text.endswith(_ADVERBS)):  # "A year ago it was 7%"
            yield date, words
            continue
        preposition = "on" if date.value and len(date.value) == 10 else "in"
        yield date, f"{preposition.capitalize() if first else preposition} {words}"


_POSSESSIVE = ("'s ", "’s ", "' ", "’ ")


def _is_led(before: str) -> bool:
    """Whether the words before a date lead on to it; nothing before it, or a name's possessive, does too."""
    words = before.split()
    return not words or words[-1].lower().strip("“\"'(") in _LEADS or words[-1].endswith(("’s", "'s"))


def _in_name(text: str, date: Date) -> bool:
    """Whether a date is a part of a name: "the Sunday Mercury"."""
    before, after = text[max(0, date.start_char - 4) : date.start_char], text[date.end_char : date.end_char + 2]
    return before.lower() == "the " and after[:1] == " " and after[1:].isupper() and date.text.isalpha()


def in_full(date: Date) -> str | None:
    """A date for a reader far from the article; None where its words say it already, or it is not known."""
    value, words = date.value, date.text
    if date.type not in ("DATE", "TIME") or value is None or date.anchor == "text" or value[:4] in words:
        return None
    if date.type == "DATE" and date.mod is None:
        return spelled(value)
    if _WEEKDAY.search(words) and (day := spelled(day_of(value))) and len(value) >= _DAY:
        return f"{words} ({day})"  # "late on Monday", "Tuesday night"
    return f"{words} {value[:4]}" if _MONTH.search(words) and len(value) == len("2024-06") else None  # "early May"


def day_of(value: str) -> str:
    """The day, month or year of a value: 2024-06-07 of 2024-06-07TNI."""
    return value[:_DAY]


def spelled(value: str) -> str | None:
    """A year, month or day of the calendar in words: 2024-06-07 as "June 7, 2024"; None for anything else."""
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    year, month, day = match.groups()
    if month and not 1 <= int(month) <= len(MONTH_NAMES):
        return None
    if day:
        return f"{MONTH_NAMES[int(month) - 1]} {int(day)}, {year}"
    return f"{MONTH_NAMES[int(month) - 1]} {year}" if month else year
