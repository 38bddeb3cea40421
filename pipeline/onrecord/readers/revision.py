"""Versions, corrections and kill notices as news agencies mark them."""

from __future__ import annotations

import re
from typing import TypeVar

from onrecord.model import PubStatus, Revision

_STORY = r"(?:the |this |that |our |earlier |previous )*(?:story|item|article|report)"
_KILL = re.compile(
    r"\W*(?:(?:bulletin|mandatory|story|please|ed(?:itor)?s)[:,]? )*(?:"
    r"(?:kill|elimination|withdrawal)\s*(?:[:;,.!–—-]|$)"
    rf"|(?:kill|withdraw|eliminate)s? {_STORY}\b"
    rf"|{_STORY} (?:is |was |has been )?(?:killed|withdrawn|removed|retracted)\b)",
    re.I,
)
_SHOUTED = re.compile(r"\W*(?:BULLETIN |MANDATORY )?KILL\b(?! [A-Z]{2})")

Text = TypeVar("Text", str, str | None)


def text_or_notice(text: Text, title: str | None, revision: Revision) -> Text:
    """The text of a version; of one without, that takes a story back, what it says instead."""
    return text if text or revision.status == "usable" else revision.note or title or ""


def versioned(
    story: str, version: str | int | None, status: str | None, note: str | None, title: str | None = None
) -> tuple[str, Revision]:
    """The id of one version of a story, and what it is. `status` may have a scheme before it (`stat:canceled`).

    Whatever the status, a note or headline that kills the story does.
    """
    digits = str(version)
    number = int(digits) if digits.isdecimal() and len(digits) < 10 else None
    known: dict[str, PubStatus] = {"withheld": "withheld", "canceled": "canceled", "cancelled": "canceled"}
    said = known.get((status or "").rpartition(":")[2].strip().lower(), "usable")
    if said == "usable" and any(kills(words) for words in (note, title) if words):
        said = "canceled"
    id_ = story if version is None else f"{story}@{version}"
    return id_, Revision(story=story, version=number, status=said, note=note)


def kills(words: str) -> bool:
    """Whether a note or headline takes a story back: "KILL: ...", "Editors: kill the story", "STORY REMOVED"."""
    return bool(_KILL.match(words) or _SHOUTED.match(words))
