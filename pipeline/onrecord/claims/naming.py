"""Names as they stand inside a sentence."""

from __future__ import annotations

from onrecord.claims.page import Page
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
