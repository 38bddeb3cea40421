"""Hangs lengths of time on what they are counted from: "two days before the vote", "the years since World War II".

The anchor is the date that follows ("a week after Easter"), an event whose days everybody knows, or a noun that
another date of the article dates ("the vote on March 5"), if all such dates agree. The evidence becomes `way`
(before, after, since; until, for "the year ended March 31"), `base` and `anchor`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.components.resolve.quarters import ENDED
from onrecord.model import Mention
from onrecord.normalize.events import EVENTS

_WAY = re.compile(r"[ \t]{1,3}(before|after|since|following|ahead of|prior to)[ \t]{1,3}", re.IGNORECASE)
_WAYS: Mapping[str, str] = {"following": "after", "ahead of": "before", "prior to": "before"}
_EVENT = re.compile(rf"(?:{'|'.join(sorted(map(re.escape, EVENTS), key=len, reverse=True))})(?!\w)", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the |a )?", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d.*")
_PLANNED = frozenset("set schedule plan hold expect due be take happen occur".split())

Valued = Sequence[tuple[Mention, str | None]]
"""Mentions in the order of the text, each with its TIMEX3 value."""


def hang(doc: Doc, text: str, found: Valued) -> list[Mention]:
    """The mentions, with the evidence of those lengths of time that hang on a day; `text`: the Doc's, in plain view."""
    days: dict[str, set[tuple[str, int]]] | None = None
    out = []
    for i, (mention, _) in enumerate(found):
        length = mention.evidence["form"] == "duration"
        way = _WAY.match(text, mention.end_char) if length else None
        ended = ENDED.match(text, mention.end_char) if length and way is None else None
        if ended is not None and (last := _dated(text, ended.end(), found[i + 1 : i + 2])):
            mention = replace(
                mention, evidence={**mention.evidence, "way": "until", "base": last[0], "anchor": last[1]}
            )
        if way is not None:
            anchor = _dated(text, way.end(), found[i + 1 : i + 2]) or _event(text, way)
            if anchor is None:
                days = _days_of_nouns(doc, found) if days is None else days
                anchor = _noun(doc, way.end(), days)
            if anchor is not None:
                word = way[1].lower()
                hung = {"way": _WAYS.get(word, word), "base": anchor[0], "anchor": anchor[1]}
                mention = replace(mention, evidence={**mention.evidence, **hung})
        out.append(mention)
    return out


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


def _noun(doc: Doc, at: int, days: Mapping[str, set[tuple[str, int]]]) -> tuple[str, int] | None:
    """The day of the noun whose phrase starts there, where the dates of the article agree on one."""
    span = doc.char_span(at, at + 1, alignment_mode="expand")
    for token in doc[span.start : span.start + 8] if span is not None else ():
        if token.pos_ == "NOUN" and token.dep_ != "compound":
            named = days.get(token.lemma_, set())
            return min(named, key=lambda day: day[1]) if len({value for value, _ in named}) == 1 else None
        if token.pos_ in ("VERB", "PUNCT", "AUX"):
            return None
    return None


def _days_of_nouns(doc: Doc, found: Valued) -> dict[str, set[tuple[str, int]]]:
    """Lemma of a noun -> the days that the article gives it, with where it does."""
    days: dict[str, set[tuple[str, int]]] = {}
    for mention, value in found:
        if value and _DAY.fullmatch(value) and mention.evidence["form"] == "calendar":
            span = doc.char_span(mention.start_char, mention.end_char, alignment_mode="expand")
            for noun in _dates(span.root) if span is not None else ():
                days.setdefault(noun.lemma_, set()).add((value[:10], mention.start_char))
    return days


def _dates(token: Token) -> Iterator[Token]:
    """The noun that a date belongs to: "Thursday's vote", "the vote on Thursday", "the vote is set for Thursday"."""
    head = token.head
    if head.pos_ == "ADP":
        head = head.head
    if head.pos_ == "NOUN":
        yield head
    elif head.lemma_ in _PLANNED:
        yield from (child for child in head.lefts if child.dep_ in ("nsubj", "nsubjpass") and child.pos_ == "NOUN")
