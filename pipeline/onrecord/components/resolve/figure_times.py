"""The time that a figure is about: a date of its clause, a forecast's year, or what its paragraph goes on about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from onrecord.components.family import mentions
from onrecord.components.resolve.same_time import (
    Dated,
    aside,
    at_that_time,
    has_subject,
    not_then,
    of_subject,
    one_act,
    past,
    tells_otherwise,
    verb_above,
    verb_of,
)
from onrecord.components.surface import sentence_starts, span_at
from onrecord.model import Mention
from onrecord.normalize.dates import timex_value

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
_NAMED_BY = (
    "Act Law Code Treaty Convention Constitution Agreement Accord Accords Declaration Charter Statute Bill Protocol"
)
_OF_A_NAME = re.compile(rf"\b(?:{_NAMED_BY.replace(' ', '|')}) of \Z")
_IN_A_NAME = re.compile(rf" (?:[A-Z][\w'-]+ ){{1,5}}(?:{_NAMED_BY.replace(' ', '|')})\b")
"""A year in a name is no time: the Voting Rights Act of 1965, the 1965 Voting Rights Act."""
_NOBODY = -1
_CLOSE = 30
"""Characters between a figure and a date that it takes for itself."""
_TIMELESS = re.compile(
    r" in the (?:first|second|third|fourth|latter|former|other)[.,;:]|-(?:page|word|point|story|storey)\b"
)
"""What of the half or quarter named before: 402,000 in the first half and 455,000 in the second; or how big it is."""
_SHARE_OF_NEXT = re.compile(r" (?:of |as (?:many|much) as )?(?:the|that|its|their) (?:[^\w ]{1,2})?")
"""Between a share and the figure that it is of: half the $3.1 billion of 2023."""
_THROUGH = re.compile(r"(?: (?:to|through|until) | ?[-–] ?)(?:early |late |mid-)?")
_FORECAST = re.compile(
    r"\b(?:forecasts?|forecasted|predict(?:s|ed|ions?)?|project(?:s|ed|ions)|expect(?:s|ed)?|outlook"
    r"|estimates? (?:of|for))\b"
)
_YEAR = re.compile(r"\d{4}")
_SHORT = len("24")
_PERIOD = re.compile(r"\d{4}(?:-.+)?")
_FRONT = 12
"""How far into its sentence a date may start that opens it."""
_NEAR = 80
"""Characters between a figure and the date behind it that belongs to it."""


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
        if self._names_something(mention):
            return None
        span, owner = tokens_of(self.doc, mention), self._owner(mention)
        other = self._set_against(mention) or owner == _NOBODY
        return Dated(mention.start_char, mention.end_char, value, span.root, verb_of(span), other, owner)

    def _names_something(self, mention: Mention) -> bool:
        """Whether a year is only part of a name."""
        before = self.text[max(0, mention.start_char - 20) : mention.start_char]
        return bool(_OF_A_NAME.search(before) or _IN_A_NAME.match(self.text, mention.end_char))

    def _owner(self, mention: Mention) -> int | None:
        """The figure right before a date that takes it for itself; none has what a change is counted from."""
        k = bisect_right(self.figures, mention.start_char, key=lambda figure: figure.start_char) - 1
        gap = self.text[self.figures[k].end_char : mention.start_char] if k >= 0 else ""
        if not 0 < len(gap) < _CLOSE or not set(gap).isdisjoint(",;."):
            return None
        at = self.figures[k].start_char
        role, before = self.figures[k].evidence.get("role"), self.text[max(0, at - _CLOSE) : at]
        if role == "delta" and gap == " from ":
            more = _THROUGH.match(self.text, mention.end_char) or self._tells_more(mention)
            return None if more else _NOBODY
        if gap == " on ":
            return None  # cut to 10 from 14 on May 1
        of = gap in (" of ", " of the ")
        return k if of or role == "from" or _OTHER_FIGURE.search(before) else None

    def _set_against(self, mention: Mention) -> bool:
        """Whether a date is only that of what something is compared with, and nothing more is told of it."""
        before = self.text[max(0, mention.start_char - 30) : mention.start_char]
        return _OTHER.search(before) is not None and not self._tells_more(mention)

    def _tells_more(self, mention: Mention) -> bool:
        """Whether what was then follows: up from the same month of 2023, when there were 90."""
        return self.text.startswith((", when ", " when "), mention.end_char)

    # a date of the sentence

    def _own(self, i: int) -> str | None:
        """The time that the figure's sentence gives it; "now" is none of what was."""
        time, verb = self._given(i), self.verbs[i]
        came = self.figures[i].evidence.get("role") == "from"
        other = self.text[self.figures[i - 1].end_char : self.figures[i].start_char] if i else ""
        if came and other == " from " and self.text.startswith(" on ", self.figures[i].end_char):
            return None  # cut to 10 from 14 on May 1
        if _TIMELESS.match(self.text, self.figures[i].end_char):
            return None
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
            return self._whole(i, behind[0], here)
        about = [d for d in here if not d.other and self._about(i, d)]
        before = [d for d in about if d.end <= figure.start_char]
        if before:
            return self._whole(i, before[-1], here)
        later = [d for d in about if d.start >= figure.end_char]
        share = figure.evidence.get("unit") == "percent"
        came = figure.evidence.get("role") == "from" or (
            share and _SHARE_OF_NEXT.fullmatch(self.text[figure.end_char : following])
        )
        came = came and later and later[0].start > following
        if not later or came or self._compared(figure, later[0]):
            return None
        return self._whole(i, later[0], here)

    def _compared(self, figure: Mention, dated: Dated) -> bool:
        """Whether the date behind a figure is that of something it is set against: above 2005 levels."""
        return _COMPARED.search(self.text[figure.end_char : dated.start]) is not None

    def _whole(self, i: int, dated: Dated, here: list[Dated]) -> str | None:
        """A date's value; of a period "from A to B", its end for a change, else the month around it, or both ends."""
        figure = self.figures[i]
        for first, last in pairwise(here):
            between = self.text[first.end : last.start]
            joined = between == " and " and self.text.endswith("between ", 0, first.start)
            if dated in (first, last) and (joined or _THROUGH.fullmatch(between)):
                spanned = joined or last.end - last.start == _SHORT  # "in 2023-24"
                if figure.evidence.get("role") == "delta" and not spanned:
                    return last.value
                month = first.value[:7]
                if len(first.value) == len(last.value) == 10 and last.value.startswith(month):
                    return month
                if dated.root.dep_ in _WITHIN or not self._tells(i, dated):
                    return None  # the 2014-15 model
                known = set("TX").isdisjoint(first.value + last.value)
                same = known and len(first.value) == len(last.value) and first.value < last.value
                return f"{first.value}/{last.value}" if same else None
        return dated.value

    def _about(self, i: int, dated: Dated) -> bool:
        """Whether the date belongs to the figure's clause or to one around it, and not only to the telling of it."""
        root, verb, noun = self.spans[i].root, self.verbs[i], dated.root.head
        if ";" in self._between(i, dated) and not self._fronted(i, dated):
            return False
        within = dated.root.dep_ in _WITHIN and noun.pos_ in ("NOUN", "PROPN")
        if within and not self._opens(dated, noun):
            if noun.is_ancestor(root):
                return True  # October's total of 240,986, but not a 2014 study
            if noun.lemma_.lower() not in _EVENTS:
                return False
            when = noun.dep_ == "pobj" and noun.head.lower_ in _AT
            return (when or noun.dep_ in ("nsubj", "nsubjpass")) and verb_above(noun) == verb
        if dated.verb is None or verb is None or dated.verb.i == verb.i:
            return not aside(dated, root)
        if dated.verb.is_ancestor(verb):
            apart = (of_subject(dated) and has_subject(verb)) or (
                not_then(dated.verb, verb, root) and not self._fronted(i, dated)
            )
            return not apart and (at_that_time(verb) or not tells_otherwise(dated.verb, verb))
        if dated.verb.dep_ in ("relcl", "acl"):
            # a limit of 10,000, which was reached on Monday; in a poll taken in May
            above = dated.verb.head
            if dated.verb.dep_ == "relcl" and any(j != i and v == dated.verb for j, v in self._others(i)):
                return (
                    False  # it tells a figure of its own: tariffs of 25% on cars, which took 8% of the market in 2023
                )
            return above in (root, root.head, root.head.head) or (above.head.dep_ == "prep" and above.head.head == verb)
        if dated.verb.head == verb and one_act(dated.verb):
            return True
        return at_that_time(dated.verb) and verb.is_ancestor(dated.verb)

    def _tells(self, i: int, dated: Dated) -> bool:
        """Whether the date is that of the figure's own verb, or of a participle of its noun: grants made in 2018."""
        root, verb = self.spans[i].root, self.verbs[i]
        return verb is None or dated.verb is None or verb == dated.verb or dated.verb.head in (root, root.head)

    def _between(self, i: int, dated: Dated) -> str:
        """The text between a figure and a date, whichever comes first."""
        figure = self.figures[i]
        if dated.end <= figure.start_char:
            return self.text[dated.end : figure.start_char]
        return self.text[figure.end_char : dated.start]

    def _fronted(self, i: int, dated: Dated) -> bool:
        """Whether the date opens the sentence, for all that follows: In 2022, ..."""
        start = self.starts[self.sentences[i] - 1] if self.sentences[i] else 0
        return dated.end <= self.figures[i].start_char and dated.start - start < _FRONT

    @staticmethod
    def _opens(dated: Dated, noun: Token) -> bool:
        """Whether a date opens a clause, but parses as part of the name behind it: in December Cyclone Chido left."""
        i = dated.root.i
        return (
            noun.pos_ == "PROPN" and dated.root.dep_ == "compound" and i > 0 and noun.doc[i - 1].lower_ in ("in", "on")
        )

    def _others(self, i: int) -> Iterable[tuple[int, Token | None]]:
        """The figures of the same sentence, each with its verb."""
        first, last = bisect_left(self.sentences, self.sentences[i]), bisect_right(self.sentences, self.sentences[i])
        return ((j, self.verbs[j]) for j in range(first, last))

    # what the sentences before say

    def _foretold(self, i: int, own: str | None) -> str | None:
        """The year of a forecast, where its sentence names none but the day that it was made on."""
        if own is not None and (len(own) < 10 or self.reference is None or own > self.reference.isoformat()):
            return None
        where, verb = self.sentences[i], self.verbs[i]
        told = verb is not None and past(verb) and not any(_FORECAST.search(t.text) for t in (verb, *verb.children))
        # what was is no forecast, unless one was cut or raised
        if told or self.figures[i].evidence.get("role") == "from" or not self._foretells(where):
            return None
        for before in range(where, max(0, where - _FORESEEN), -1):
            own_sentence = before == where  # in which the year may be another clause's
            years = [d.value for d in self._dates(before) if _YEAR.fullmatch(d.value)]
            if (
                own_sentence
                and years
                and not any(self._about(i, d) for d in self._dates(before) if _YEAR.fullmatch(d.value))
            ):
                return None
            if years and self._foretells(before):
                now = str(self.reference.year) if self.reference else years[-1]
                return years[-1] if years[-1] >= now else None
        return None

    def _carried(self, i: int) -> str | None:
        """The time of the sentence before, where both tell what was, in one paragraph, and this one names no time."""
        where, verb = self.sentences[i], self.verbs[i]
        if verb is None or not past(verb) or any(not d.other for d in self._dates(where)):
            return None
        if where < 2 or "\n" in self.text[self.starts[where - 2] : self.starts[where - 1]]:
            return None
        first = bisect_left(self.sentences, where - 1)
        last = bisect_right(self.sentences, where - 1)
        for j in range(first, last):
            before = self.verbs[j]
            if self.figures[j].evidence.get("role") != "from" and before is not None and past(before):
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


def tokens_of(doc: Doc, mention: Mention) -> Span:
    """The tokens that cover a mention."""
    span = span_at(doc, mention.start_char, mention.end_char)
    if span is None:
        raise ValueError(f"no such place in the text: {mention.start_char}:{mention.end_char}")  # a bug, not the input
    return span


def _reference(doc: Doc) -> date | None:
    return datetime.fromisoformat(doc._.published).date() if doc._.published else None
