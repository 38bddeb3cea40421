"""Hangs lengths of time on what they are counted from: "two days before the vote", "the years since World War II".

The anchor is the date that follows ("a week after Easter"), an event whose days everybody knows, or a noun that
another date of the article dates ("the vote on March 5"), if all such dates agree. The evidence becomes `way`
(before, after, since; until, for "the year ended March 31"), `base` and `anchor`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from spacy.tokens import Doc, Token

from onrecord.components.resolve.passage import DAY
from onrecord.components.resolve.quarters import ENDED
from onrecord.components.surface import span_at
from onrecord.model import Mention
from onrecord.normalize.events import EVENTS

_WAY = re.compile(r"[ \t]{1,3}(before|after|since|following|ahead of|prior to|of)[ \t]{1,3}", re.IGNORECASE)
_WAYS: Mapping[str, str] = {
    "following": "after", "ahead of": "before", "prior to": "before", "of": "before",
}  # fmt: skip
_EVENT = re.compile(rf"(?:{'|'.join(sorted(map(re.escape, EVENTS), key=len, reverse=True))})(?!\w)", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the |a )?", re.IGNORECASE)
_PLANNED = frozenset("set schedule plan hold expect due be take happen occur begin start open".split())
_NOUNS = frozenset({"NOUN", "PROPN"})

_DEEDS: Mapping[str, str] = {
    "elect": "election", "explode": "explosion", "bomb": "bombing", "sign": "signing", "invade": "invasion",
    "resign": "resignation", "shoot": "shooting", "meet": "meeting", "kill": "killing", "die": "death",
    "erupt": "eruption", "inaugurate": "inauguration", "open": "opening", "close": "closure", "evacuate": "evacuation",
    "marry": "wedding", "appoint": "appointment", "announce": "announcement", "arrive": "arrival", "leave": "departure",
}  # fmt: skip
"""Verbs to the nouns of what they do, where these are other words: "they met on May 3", "the day after the meeting"."""

Valued = Sequence[tuple[Mention, str | None]]
"""Mentions in the order of the text, each with its TIMEX3 value."""


Hook = dict[str, Any]
"""The evidence of what hangs on a day."""


def hang(doc: Doc, text: str, found: Valued) -> list[Mention]:
    """The mentions, with the evidence of those that hang on another day; `text`: the Doc's, in plain view."""
    hooks = _Hooks(doc, text, found)
    return [_hung(mention, hooks.of(i)) for i, (mention, _) in enumerate(found)]


def _hung(mention: Mention, hook: Hook | None) -> Mention:
    if hook is None:
        return mention
    kept = {name: value for name, value in mention.evidence.items() if name != "adrift"}
    return replace(mention, evidence={**kept, **hook})


@dataclass
class _Hooks:
    """What the dates of a document may hang on."""

    doc: Doc
    text: str
    found: Valued

    def of(self, i: int) -> Hook | None:
        """The hook of the `i`-th date, if it hangs on anything."""
        evidence = self.found[i][0].evidence
        if "beside" in evidence:
            return self._apposed(i) or self._beside(i)
        return (self._beside(i) or self._ended(i)) if evidence["form"] == "duration" else None

    def _apposed(self, i: int) -> Hook | None:
        """ "on June 19, the day before the vote": the same day twice."""
        if not i:
            return None
        (before, value), mention = self.found[i - 1], self.found[i][0]
        apposed = self.text[before.end_char : mention.start_char] == ", " and mention.evidence["unit"] in ("day", "eve")
        known = value and DAY.fullmatch(value)
        return {"way": "on", "base": value[:10], "anchor": before.start_char} if apposed and value and known else None

    def _beside(self, i: int) -> Hook | None:
        """A day before, after or since the date that follows, an event, or a noun that another date dates."""
        mention = self.found[i][0]
        way = _WAY.match(self.text, mention.end_char)
        if way is None or (way[1] == "of" and mention.evidence.get("unit") != "eve"):
            return None
        following = self.found[i + 1 : i + 2]
        anchor = _dated(self.text, way.end(), following) or _event(self.text, way) or self._noun(way.end())
        word = way[1].lower()
        return {"way": _WAYS.get(word, word), "base": anchor[0], "anchor": anchor[1]} if anchor else None

    def _ended(self, i: int) -> Hook | None:
        """The last day of "the year ended March 31"."""
        ended = ENDED.match(self.text, self.found[i][0].end_char)
        last = _dated(self.text, ended.end(), self.found[i + 1 : i + 2]) if ended else None
        return {"way": "until", "base": last[0], "anchor": last[1]} if last else None

    def _noun(self, at: int) -> tuple[str, int] | None:
        """The day of the noun whose phrase starts there, where the dates of the article agree on one."""
        span = span_at(self.doc, at, at + 1)
        for token in self.doc[span.start : span.start + 8] if span is not None else ():
            if token.pos_ in _NOUNS and token.dep_ != "compound":
                return self._days.get(token.lemma_.lower())
            if token.pos_ in ("VERB", "PUNCT", "AUX"):
                return None
        return None

    @cached_property
    def _days(self) -> dict[str, tuple[str, int] | None]:
        """Lemma of a noun -> the day that the article gives it, with where it first does; None where it gives two."""
        days: dict[str, tuple[str, int] | None] = {}
        for mention, value in self.found:
            if value and DAY.fullmatch(value) and mention.evidence["form"] == "calendar":
                span = span_at(self.doc, mention.start_char, mention.end_char)
                for noun in _dates(span.root) if span is not None else ():
                    known = days.setdefault(noun, (value[:10], mention.start_char))
                    if known and known[0] != value[:10]:
                        days[noun] = None
        return days


def _dated(text: str, at: int, following: Valued) -> tuple[str, int] | None:
    """The date that stands right there, also as part of "Tuesday's vote"."""
    m = _ARTICLE.match(text, at)
    for mention, value in following:
        if m and mention.start_char in (at, m.end()) and value and value[0].isdigit():
            return value, mention.start_char
    return None


def _event(text: str, way: re.Match[str]) -> tuple[str, str] | None:
    m = _EVENT.match(text, way.end())
    if m is None:
        return None
    first, last = EVENTS[m[0].lower()]
    return (first if way[1].lower() in ("before", "ahead of", "prior to") else last), "event"


def _dates(token: Token) -> Iterator[str]:
    """Lemmas of what a date belongs to: "Thursday's vote", "the vote is set for Thursday", "they vote on Thursday"."""
    head = token.head
    if head.pos_ == "ADP":
        head = head.head
    if head.pos_ in _NOUNS:
        yield head.lemma_.lower()
    elif head.dep_ == "relcl" and head.head.pos_ in _NOUNS and head.lemma_ in _PLANNED:
        yield head.head.lemma_.lower()  # "the vote, which is set for Thursday"
    elif head.lemma_ in _PLANNED:
        subjects = (child for child in head.lefts if child.dep_ in ("nsubj", "nsubjpass") and child.pos_ in _NOUNS)
        yield from (child.lemma_.lower() for child in subjects)
    elif head.pos_ == "VERB":
        yield _DEEDS.get(head.lemma_, head.lemma_)
