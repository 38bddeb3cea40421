"""The time that a figure is about: a date of its clause, a forecast's year, or what its paragraph goes on about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from onrecord.components.family import mentions
from onrecord.components.surface import sentence_starts, span_at
from onrecord.model import Mention
from onrecord.normalize.dates import timex_value

_SAYING_WORDS = (
    "say tell report announce add note warn write estimate release publish state explain argue claim testify hear know"
    " learn believe think"
)
_SAYING = frozenset(_SAYING_WORDS.split())
_WITHIN = frozenset({"compound", "nummod", "poss", "amod", "nmod"})
_AGES = frozenset({"year", "month", "week", "day"})
_EVENT_WORDS = (
    "poll survey primary election runoff referendum census quarter vote flood storm hurricane cyclone quake earthquake"
    " attack blast explosion bombing shooting crash collision fire strike raid outbreak riot protest march massacre"
    " landslide tornado derailment avalanche race match game auction"
)
_EVENTS = frozenset(_EVENT_WORDS.split())
"""What happens at one time, so that its date is that of the clause: in the October primary he won 9,871 votes."""
_AT = frozenset({"in", "at", "during", "for", "to", "since", "by"})
_CLOSING = frozenset({"close", "end", "finish", "settle", "stand", "reach", "total", "leave"})
"""What "to" and such a verb says happened with the verb above: lost 18 points, to close at 1,612 on Tuesday."""
_COMPARED = re.compile(r"\b(?:than|below|above|since|compared|over|beyond)\b|\b(?:similar|equal|comparable|close) to\b")
_OTHER = re.compile(
    r"\b(?:than|compared (?:with|to)|against|versus|that of|those of|below|above|as many as|as much as"
    r"|since|,? as|(?:up|down|differs?|different|increase|decrease|rise|fall|drop|change) from)"
    r"(?: in| during| at| for)?(?: the)?(?: (?:start|beginning|end) of)? \Z",
    re.IGNORECASE,
)
"""What stands before a date that is not when: that of what is set against it (more than in 2023), or a beginning."""
_OTHER_FIGURE = re.compile(
    r"\b(?:compared (?:with|to)|against|versus|than)(?: about| some| around)? (?:[a-z]+ )?[^\w ]?\Z"
)
"""What stands before a figure that another one is set against."""
_NOBODY = -1
_CLOSE = 30
"""Characters between a figure and a date that it takes for itself."""
_THROUGH = re.compile(r"(?: (?:to|through|until) | ?[-–] ?)(?:early |late |mid-)?")
_FORECAST = re.compile(
    r"\b(?:forecasts?|forecasted|predict(?:s|ed|ions?)?|project(?:s|ed|ions)|expect(?:s|ed)?|outlook"
    r"|estimates? (?:of|for))\b"
)
_YEAR = re.compile(r"\d{4}")
_PERIOD = re.compile(r"\d{4}(?:-.+)?")
_NEAR = 80
"""Characters between a figure and the date behind it that belongs to it."""


@dataclass(frozen=True)
class Dated:
    """A date with its TIMEX3 value, the verb that it belongs to, and whether it is only what is compared with.

    `owner`: the one figure that it is told of, where that is plain: fell to 672, from 764 in 2022.
    """

    start: int
    end: int
    value: str
    root: Token
    verb: Token | None
    other: bool
    owner: int | None = None


class Times:
    """The times of the figures of a document."""

    def __init__(self, doc: Doc, text: str, figures: Sequence[Mention], spans: Sequence[Span]) -> None:
        self.doc, self.text, self.figures, self.spans = doc, text, figures, spans
        self.verbs = [verb_of(span) for span in spans]
        self.starts = sentence_starts(doc)
        self.sentences = [self._sentence(figure.start_char) for figure in figures]
        self.reference = _reference(doc)
        self._mentioned: dict[int, list[Mention]] = {}
        for mention in mentions(doc, "dates"):
            if mention.label in ("DATE", "TIME"):
                self._mentioned.setdefault(self._sentence(mention.start_char), []).append(mention)
        self._dated: dict[int, list[Dated]] = {}
        self._forecasts: dict[int, bool] = {}
        self.found: list[str | None] = []

    def all(self) -> list[str | None]:
        """The time of each figure in order, None where nothing tells it."""
        for i, figure in enumerate(self.figures):
            aged = figure.evidence.get("unit") in _AGES and figure.rule.startswith(("age.", "count."))
            own = None if aged else self._own(i)  # an age, or the first of two that share the word: 27 and 29 years old
            self.found.append(own if aged else self._foretold(i, own) or own or self._carried(i))
        return self.found

    def _sentence(self, char: int) -> int:
        return bisect_right(self.starts, char)

    def _dates(self, sentence: int) -> list[Dated]:
        """The dates of a sentence that say when."""
        if sentence not in self._dated:
            dated = (self._date(mention) for mention in self._mentioned.get(sentence, ()))
            self._dated[sentence] = [d for d in dated if d is not None]
        return self._dated[sentence]

    def _date(self, mention: Mention) -> Dated | None:
        value = timex_value(mention.evidence, self.reference)
        if not value or value in ("PAST_REF", "FUTURE_REF"):
            return None
        span, owner = tokens_of(self.doc, mention), self._owner(mention)
        other = self._set_against(mention) or owner == _NOBODY
        return Dated(mention.start_char, mention.end_char, value, span.root, verb_of(span), other, owner)

    def _owner(self, mention: Mention) -> int | None:
        """The figure right before a date that takes it for itself; none has what a change is counted from."""
        k = bisect_right(self.figures, mention.start_char, key=lambda figure: figure.start_char) - 1
        gap = self.text[self.figures[k].end_char : mention.start_char] if k >= 0 else ""
        if not 0 < len(gap) < _CLOSE or not set(gap).isdisjoint(",;."):
            return None
        role, before = self.figures[k].evidence.get("role"), self.text[: self.figures[k].start_char][-_CLOSE:]
        if role == "delta" and gap == " from ":
            return None if _THROUGH.match(self.text, mention.end_char) else _NOBODY
        if gap == " on ":
            return None  # cut to 10 from 14 on May 1
        of = gap in (" of ", " of the ")
        return k if of or role == "from" or _OTHER_FIGURE.search(before) else None

    def _set_against(self, mention: Mention) -> bool:
        """Whether a date is only that of what something is compared with, and nothing more is told of it."""
        before = self.text[max(0, mention.start_char - 30) : mention.start_char]
        return _OTHER.search(before) is not None and not self.text.startswith((", when ", " when "), mention.end_char)

    # a date of the sentence

    def _own(self, i: int) -> str | None:
        """The time that the figure's sentence gives it; "now" is none of what was."""
        time, verb = self._given(i), self.verbs[i]
        came = self.figures[i].evidence.get("role") == "from"
        other = self.text[self.figures[i - 1].end_char : self.figures[i].start_char] if i else ""
        if came and other == " from " and self.text.startswith(" on ", self.figures[i].end_char):
            return None  # cut to 10 from 14 on May 1
        past = came or (verb is not None and verb.tag_ == "VBD")
        return None if time == "PRESENT_REF" and past else time

    def _given(self, i: int) -> str | None:
        """The date right behind the figure, before it in its clause, or in front of its sentence."""
        figure = self.figures[i]
        here = [d for d in self._dates(self.sentences[i]) if d.owner in (None, i)]
        if not here:
            return None
        following = self.figures[i + 1].start_char if i + 1 < len(self.figures) else len(self.text)
        reach = min(following, figure.end_char + _NEAR)
        behind = [
            d for d in here if figure.end_char <= d.start < reach and not d.other and not self._compared(figure, d)
        ]
        if behind and self._about(i, behind[0]):
            return self._whole(figure, behind[0], here)
        about = [d for d in here if not d.other and self._about(i, d)]
        before = [d for d in about if d.end <= figure.start_char]
        if before:
            return self._whole(figure, before[-1], here)
        later = [d for d in about if d.start >= figure.end_char]
        came = figure.evidence.get("role") == "from" and later and later[0].start > following
        if not later or came or self._compared(figure, later[0]):
            return None
        return self._whole(figure, later[0], here)

    def _compared(self, figure: Mention, dated: Dated) -> bool:
        """Whether the date behind a figure is that of something it is set against: above 2005 levels."""
        return _COMPARED.search(self.text[figure.end_char : dated.start]) is not None

    def _whole(self, figure: Mention, dated: Dated, here: list[Dated]) -> str | None:
        """A date's value; of a period "from A to B", its end for a change, else the month around it, if one is."""
        for first, last in pairwise(here):
            if dated in (first, last) and _THROUGH.fullmatch(self.text[first.end : last.start]):
                if figure.evidence.get("role") == "delta":
                    return last.value
                month = first.value[:7]
                return month if len(first.value) == len(last.value) == 10 and last.value.startswith(month) else None
        return dated.value

    def _about(self, i: int, dated: Dated) -> bool:
        """Whether the date belongs to the figure's clause or to one around it, and not only to the telling of it."""
        root, verb, noun = self.spans[i].root, self.verbs[i], dated.root.head
        if dated.root.dep_ in _WITHIN and noun.pos_ in ("NOUN", "PROPN"):
            if noun.is_ancestor(root):
                return True  # October's total of 240,986, but not a 2014 study
            if noun.lemma_.lower() not in _EVENTS:
                return False
            when = noun.dep_ == "pobj" and noun.head.lower_ in _AT
            return (when or noun.dep_ in ("nsubj", "nsubjpass")) and _verb_above(noun) == verb
        if dated.verb is None or verb is None or dated.verb.i == verb.i:
            return True
        if dated.verb.is_ancestor(verb):
            apart = _of_subject(dated) and _has_subject(verb)
            return not apart and (_at_that_time(verb) or not _tells_otherwise(dated.verb, verb))
        if dated.verb.dep_ in ("relcl", "acl"):
            # a limit of 10,000, which was reached on Monday; in a poll taken in May
            above = dated.verb.head
            return above in (root, root.head, root.head.head) or (above.head.dep_ == "prep" and above.head.head == verb)
        if dated.verb.head == verb and _one_act(dated.verb):
            return True
        return _at_that_time(dated.verb) and verb.is_ancestor(dated.verb)

    # what the sentences before say

    def _foretold(self, i: int, own: str | None) -> str | None:
        """The year of a forecast, where its sentence names none but the day that it was made on."""
        if own is not None and (len(own) < 10 or self.reference is None or own > self.reference.isoformat()):
            return None
        where = self.sentences[i]
        if not self._foretells(where):
            return None
        for before in range(where, max(0, where - _FORESEEN), -1):
            years = [d.value for d in self._dates(before) if _YEAR.fullmatch(d.value)]
            if years and self._foretells(before):
                now = str(self.reference.year) if self.reference else years[-1]
                return years[-1] if years[-1] >= now else None
        return None

    def _carried(self, i: int) -> str | None:
        """The time of the sentence before, where both tell what was, in one paragraph, and this one names no time."""
        where, verb = self.sentences[i], self.verbs[i]
        if verb is None or not _past(verb) or any(not d.other for d in self._dates(where)):
            return None
        if where < 2 or "\n" in self.text[self.starts[where - 2] : self.starts[where - 1]]:
            return None
        first = bisect_left(self.sentences, where - 1)
        last = bisect_right(self.sentences, where - 1)
        for j in range(first, last):
            before = self.verbs[j]
            if self.figures[j].evidence.get("role") != "from" and before is not None and _past(before):
                value = self.found[j]
                return value if value is not None and _PERIOD.fullmatch(value) else None
        return None

    def _foretells(self, sentence: int) -> bool:
        """Whether a sentence speaks of a forecast; it may have many figures, and is read once."""
        if sentence not in self._forecasts:
            end = self.starts[sentence] if sentence < len(self.starts) else len(self.text)
            self._forecasts[sentence] = _FORECAST.search(self.text, self.starts[sentence - 1], end) is not None
        return self._forecasts[sentence]


_FORESEEN = 8
"""How many sentences back the year of a forecast may have been named."""


def _past(verb: Token) -> bool:
    """Whether a verb tells what was: it fell, it was cut; not what has been or will be."""
    if verb.tag_ == "VBD":
        return True
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return bool(auxiliaries) and all(child.lower_ in ("was", "were", "did") for child in auxiliaries)


def _of_subject(dated: Dated) -> bool:
    """Whether a date is said of its clause's subject alone: the front-runners at the moment are men."""
    noun = dated.root.head.head if dated.root.head.dep_ == "prep" else dated.root
    return noun.dep_ == "nsubj" and noun.head == dated.verb


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def _one_act(verb: Token) -> bool:
    """Whether a verb goes on with what the one above it tells of the same subject: died or went missing in 2023."""
    if _has_subject(verb):
        return False
    return verb.dep_ == "conj" or (verb.dep_ in ("xcomp", "advcl") and verb.tag_ == "VB" and verb.lemma_ in _CLOSING)


def _at_that_time(verb: Token) -> bool:
    """Whether a clause stands to the one above it by "when": both tell of one time."""
    return verb.dep_ in ("advcl", "relcl") and any(child.lower_ == "when" for child in verb.children)


def _tells_otherwise(above: Token, below: Token) -> bool:
    """Whether a clause's time need not be that of the one above: it is what that one tells, or is told of a noun."""
    path = (below, *_between(above, below))
    return any(t.lemma_ in _SAYING for t in (*path[1:], above)) or any(t.dep_ in ("relcl", "acl") for t in path)


def _between(above: Token, below: Token) -> Iterable[Token]:
    """The tokens on the path from one token up to another, without either."""
    for token in below.ancestors:
        if token == above:
            return
        yield token


def verb_of(span: Span) -> Token | None:
    """The verb of the clause that a span stands in."""
    return _verb_above(span.root)


def _verb_above(token: Token) -> Token | None:
    for _ in range(12):
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod", "compound"):
            return token
        if token.head is token:
            return None
        token = token.head
    return None


def tokens_of(doc: Doc, mention: Mention) -> Span:
    """The tokens that cover a mention."""
    span = span_at(doc, mention.start_char, mention.end_char)
    if span is None:
        raise ValueError(f"no such place in the text: {mention.start_char}:{mention.end_char}")  # a bug, not the input
    return span


def _reference(doc: Doc) -> date | None:
    return datetime.fromisoformat(doc._.published).date() if doc._.published else None
