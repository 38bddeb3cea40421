"""What an article's dates are read against: its own day, and the order in which its country writes numeric dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from spacy.tokens import Doc

from onrecord.components.surface import text_of
from onrecord.model import Mention
from onrecord.normalize.dates import normalize_date
from onrecord.normalize.view import view

_HEAD = 300  # characters in which an article may state its own date
_LINE = 40  # characters before a date that may say so
_MONTH_FIRST = frozenset({"US", "PH"})
_DAY_FIRST = frozenset("GB IE AU NZ IN PK BD LK SG MY HK NG GH KE UG TZ ZM ZW JM TT MT DE FR ES IT NL BE PT PL".split())


@dataclass(frozen=True)
class Stated:
    """The article's own date, read in its head."""

    value: str


def _published(doc: Doc) -> date | None:
    """The date written in the article's metadata; what is none counts as missing here, readers reject it."""
    try:
        return datetime.fromisoformat(doc._.published).date() if doc._.published else None
    except ValueError:
        return None


_BY_LINE = re.compile(
    r"\b(?:published|updated|posted|modified|issued|released|dated|filed|edition)(?: on| at)?:?"
    r"(?: [0-9:.]{4,5}(?: ?[ap]m)?,?)?(?: [a-z]{3,9},?)? $",
    re.IGNORECASE,
)
"""Says of the date after it that it is the article's own."""


_LABELLED = re.compile(
    r"(?:\A|\n)[ \t]*(?:first )?(?:published|posted|updated|last modified)(?: on)?:? $", re.IGNORECASE
)
"""A line of its own that says so, wherever it stands."""


def reference(doc: Doc, found: list[Mention]) -> tuple[date | None, Stated | None]:
    """The day of publication, or else a full date in the head of the text."""
    published, text = _published(doc), view(text_of(doc))
    if published:
        return published, None
    for mention in found:
        if {"year", "month", "day"} <= mention.evidence.keys() and _is_own(text, mention):
            value = normalize_date(mention)
            if value and value.value and value.begin:
                return date.fromisoformat(value.begin), Stated(value.begin)
    return None, None


def _is_own(text: str, mention: Mention) -> bool:
    """Whether a full date is the article's own: in its head and of no event, or in a line that says so."""
    place = max(0, mention.start_char - _LINE), mention.start_char
    if mention.start_char > _HEAD:
        return bool(_LABELLED.search(text, *place))
    return "prep" not in mention.evidence or bool(_BY_LINE.search(text, *place))


def numeric_order(country: str | None, found: list[Mention]) -> str | None:
    """ "mdy" or "dmy": as the numeric dates show that can be read in one way only, else as the country writes."""
    for mention in found:
        if "sep" in mention.evidence:
            first, second = int(mention.evidence["first"]), int(mention.evidence["second"])
            if first > 12 >= second:
                return "dmy"
            if second > 12 >= first:
                return "mdy"
    return "mdy" if country in _MONTH_FIRST else "dmy" if country in _DAY_FIRST else None
