"""Titles of those who are nominated: the office and the word "nominee" as one title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.components.text import Text
from onrecord.components.titles import TitleAt

_NOMINEES = frozenset({"nominee", "nominees"})
_APPOINTED = frozenset({"minister", "judge", "prosecutor", "diplomat", "officer"})
"""Roles that somebody is nominated to, and that are not voted on by all."""


def with_nominees(text: Text, titles: Iterable[TitleAt]) -> Iterator[TitleAt]:
    """The titles, in which an office and its nominee are one: "defense secretary nominee", "nominee for ambassador".

    Such a title has the office's rule and body; its words say that it is not held yet.
    """
    waiting: TitleAt | None = None
    for title in titles:
        first, waiting = waiting, title
        if first is None:
            continue
        nominated = text.word(first.core_end - 1).casefold() in _NOMINEES and title.rule.role in _APPOINTED
        nominee = text.word(title.core_end - 1).casefold() in _NOMINEES and first.rule.role in _APPOINTED
        if nominee and title.core_start == first.core_end:
            waiting = replace(first, end=title.end, core_end=title.core_end)
        elif nominated and text.word(first.core_end) in {"for", "to"} and title.outer == first.core_end + 1:
            office = replace(title, start=first.start, core_start=first.core_start, owner=first.owner)
            waiting = replace(office, determiner=first.determiner, words=(*first.words, *title.words))
        else:
            yield first
    if waiting is not None:
        yield waiting
