"""Versions, corrections and kill notices as news agencies mark them."""

from __future__ import annotations

import re
from typing import TypeVar

from onrecord.model import PubStatus, Revision

_KILL = re.compile(r"\W*(?:BULLETIN |MANDATORY )?KILL\b")


Text = TypeVar("Text", str, str | None)


def text_or_notice(text: Text, title: str | None, revision: Revision) -> Text:
    """The text of a version; of one without, that takes a story back, what it says instead."""
    return text if text or revision.status == "usable" else revision.note or title or ""


def versioned(story: str, version: str | int | None, status: str | None, note: str | None) -> tuple[str, Revision]:
    """The id of one version of a story, and what it is. `status` may have a scheme before it (`stat:canceled`)."""
    digits = str(version)
    number = int(digits) if digits.isdecimal() and len(digits) < 10 else None
    known: dict[str, PubStatus] = {"withheld": "withheld", "canceled": "canceled", "cancelled": "canceled"}
    said = known.get((status or "").rpartition(":")[2].strip().lower(), "usable")
    if note and _KILL.match(note):
        said = "canceled"
    id_ = story if version is None else f"{story}@{version}"
    return id_, Revision(story=story, version=number, status=said, note=note)
