"""Names as they stand inside a sentence, and where a sentence begins."""

from __future__ import annotations

import re

from onrecord.claims.page import Page
from onrecord.components.paragraphs import dateline_end
from onrecord.model import Extent

_TAKE_THE = frozenset(
    """
    academy administration agency army association authority bank board bureau center centre commission committee
    corporation corps council court department directorate district embassy executive force fund guard house institute
    ministry nations navy office organisation organization parliament police programme program reserve senate service
    tribunal treasury union
    """.split()
)
"""Last words of names that take an article: "the State Department", but "Congress"."""
_PLACE_DASH = re.compile(r"(?:[A-Z][\w.'’]*,? ){1,4}(?:\([\w ]+\) )?[-–—] (?=[A-Z“\"])")
"""A dateline in small letters: "New York (Wire) – "."""
_NEAR = 30
"""How many characters the word before a name may have."""


def with_article(page: Page, name: str) -> str:
    """A body's name as it stands in a sentence: "the United Nations", "Congress"; any other name as it is."""
    body = page.bodies.get(name)
    if body is None or name[:4].lower() == "the ":
        return name
    if any(page.text[max(0, m.start_char - 4) : m.start_char].lower() == "the " for m in body.mentions):
        return f"the {name}"
    if any(m.text == name and not _is_determined(page, m) for m in body.mentions):
        return name
    words = name.lower().split()
    return f"the {name}" if "of" in words or words[-1] in _TAKE_THE else name


def _is_determined(page: Page, place: Extent) -> bool:
    """Whether a possessive or a name stands right before a place, as one would instead of an article."""
    before = page.text[max(0, place.start_char - _NEAR) : place.start_char].split()
    return bool(before) and before[-1].endswith(("'s", "’s", "s'", "s’"))


def behind_dateline(page: Page, place: Extent) -> int:
    """Where the words at a place begin, behind the dateline that a paragraph may open with."""
    start = place.start_char
    if start and page.text[start - 1] != "\n":
        return start
    end = dateline_end(page.text, start, place.end_char)
    if end is None and (place_dash := _PLACE_DASH.match(page.text, start)):
        end = place_dash.end()
    return start if end is None or end >= place.end_char else end
