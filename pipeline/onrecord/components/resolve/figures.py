"""Links figures to each other and to the dates and places that they are about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from onrecord.components.family import mentions, set_mentions
from onrecord.model import Mention
from onrecord.normalize.dates import normalize_date

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PLACE_WORDS = (
    "border strait city town village state province county region district country nation island coast area hospital"
    " capital port harbor river lake valley coastline sea shore camp school prison airport station mine plant factory"
)
_PLACE_NOUNS = frozenset(_PLACE_WORDS.split())
_WHERE = frozenset("in at across near on along throughout off around outside inside from".split())
_SAYING_WORDS = (
    "say tell report announce add note warn write estimate release publish state explain argue claim testify"
)
_SAYING = frozenset(_SAYING_WORDS.split())
_WITHIN = frozenset({"compound", "nummod", "poss", "amod", "nmod"})
_AGES = frozenset({"year", "month", "week", "day"})
_COMPARED = re.compile(r"\b(?:than|below|above|since|compared|over|beyond)\b")
_THROUGH = re.compile(r"(?: (?:to|through|until) | ?[-–] ?)(?:early |late |mid-)?")
_NEAR = 80
"""Characters between a figure and the date behind it that belongs to it."""


def resolve_figures(doc: Doc) -> None:
    """Write `linked`, `time` and `place` into the evidence of `doc.spans["figures"]`."""
    figures = mentions(doc, "figures")
    if figures:
        set_mentions(doc, "figures", list(Resolver(doc, figures).resolved()))


@dataclass(frozen=True)
class Dated:
    """A date with its TIMEX3 value, and the verb that it belongs to."""

    start: int
    end: int
    value: str
    root: Token
    verb: Token | None


class Resolver:
    """One pass over the figures of a document."""

    def __init__(self, doc: Doc, figures: Sequence[Mention]) -> None:
        self.doc = doc
        self.text = doc.text  # a Doc writes its text anew each time it is asked
        self.figures = figures
        self.starts = [s.start_char for s in doc.sents] if doc.has_annotation("SENT_START") else [0]
        self.spans = [_tokens(doc, figure) for figure in figures]
        self.verbs = [_verb(span) for span in self.spans]
        self.sentences = [self._sentence(figure.start_char) for figure in figures]
        self.dates = self._dates()

    def resolved(self) -> Iterable[Mention]:
        """The figures with what they are linked to."""
        for i, figure in enumerate(self.figures):
            found = {"linked": self._linked(i), "time": self._time(i), "place": self._place(i)}
            yield replace(figure, evidence={**figure.evidence, **{k: v for k, v in found.items() if v}})

    def _sentence(self, char: int) -> int:
        return bisect_right(self.starts, char)

    def _dates(self) -> dict[int, list[Dated]]:
        """The dates that say when, by sentence."""
        reference = _reference(self.doc)
        found: dict[int, list[Dated]] = {}
        for mention in mentions(self.doc, "dates"):
            if mention.label not in ("DATE", "TIME"):
                continue
            value = normalize_date(replace(mention, reference=reference))
            if value is not None and value.value and value.value not in ("PAST_REF", "FUTURE_REF"):
                span, where = _tokens(self.doc, mention), self._sentence(mention.start_char)
                dated = Dated(mention.start_char, mention.end_char, value.value, span.root, _verb(span))
                found.setdefault(where, []).append(dated)
        return found

    # time

    def _time(self, i: int) -> str | None:
        """The date that the figure is about: right behind it, before it in its clause, or in front of its sentence."""
        figure = self.figures[i]
        if figure.evidence.get("unit") in _AGES and figure.rule.startswith(("age.", "count.")):
            return None  # an age, or the first of two that share the word: 27 and 29 years old
        here = self.dates.get(self.sentences[i], [])
        if not here:
            return None
        following = self.figures[i + 1].start_char if i + 1 < len(self.figures) else len(self.text)
        reach = min(following, figure.end_char + _NEAR)
        behind = [d for d in here if figure.end_char <= d.start < reach and not self._compared(figure, d)]
        if behind and self._about(i, behind[0]):
            return self._whole(figure, behind[0], here)
        before = [d for d in here if d.end <= figure.start_char and self._about(i, d)]
        later = [d for d in here if d.start >= figure.end_char and self._about(i, d)]
        if before:
            return self._whole(figure, before[-1], here)
        return self._whole(figure, later[0], here) if later and not self._compared(figure, later[0]) else None

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
        root, verb = self.spans[i].root, self.verbs[i]
        if dated.root.dep_ in _WITHIN and dated.root.head.pos_ in ("NOUN", "PROPN"):
            return dated.root.head.is_ancestor(root)  # October's total of 240,986, but not a 2014 study
        if dated.verb is None or verb is None or dated.verb.i == verb.i:
            return True
        if dated.verb.is_ancestor(verb):
            return _at_that_time(verb) or not _tells_otherwise(dated.verb, verb)
        if dated.verb.dep_ in (
            "relcl",
            "acl",
        ):  # a limit of 10,000, which was reached on Monday; in a poll taken in May
            noun = dated.verb.head
            return noun in (root, root.head, root.head.head) or (noun.head.dep_ == "prep" and noun.head.head == verb)
        return _at_that_time(dated.verb) and verb.is_ancestor(dated.verb)

    # links

    def _linked(self, i: int) -> list[int]:
        """The other figures that tell of the same change."""
        return [
            self.figures[j].start_char
            for j in range(max(0, i - 3), min(len(self.figures), i + 4))
            if j != i and self.sentences[j] == self.sentences[i] and self._together(min(i, j), max(i, j))
        ]

    def _together(self, i: int, j: int) -> bool:
        roles = {self.figures[k].evidence.get("role") for k in (i, j)}
        if not roles & {"from", "to", "delta"}:
            return False
        verb, other = self.verbs[i], self.verbs[j]
        if verb is None or other is None:
            return False
        one = verb.i == other.i or (other.head == verb and other.dep_ in ("xcomp", "advcl"))  # lost 18, to close at 612
        both = one and roles <= {"from", "to", "delta", "level"}
        return both or (j == i + 1 and self._set_against(i, j))

    def _set_against(self, i: int, j: int) -> bool:
        """Whether the second figure says from where the first one came: 1,204, up from 990."""
        between = self.text[self.figures[i].end_char : self.figures[j].start_char]
        return re.search(r"\b(?:up|down|compared|from|than)\b", between) is not None and ";" not in between

    # place

    def _place(self, i: int) -> str | None:
        """Where: the place in a prepositional phrase on the counted noun or on the clause's verb."""
        root, verb = self.spans[i].root, self.verbs[i]
        for holder in (root, root.head, verb):
            if holder is None or (holder is root.head and holder.pos_ not in ("NOUN", "PROPN")):
                continue
            for child in holder.children:
                if child.dep_ == "prep" and child.lower_ in _WHERE:
                    for thing in child.children:
                        if thing.dep_ == "pobj" and thing not in (root, root.head) and _is_place(thing):
                            return _phrase(thing)
        return None


def _is_place(noun: Token) -> bool:
    return noun.ent_type_ in _PLACES or (noun.lemma_.lower() in _PLACE_NOUNS and noun.pos_ in ("NOUN", "PROPN"))


def _phrase(noun: Token) -> str:
    """A place as the article names it, with the "of" behind it and without clauses."""
    end = noun.i + 1
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == end:
            end = max((t.i for t in child.subtree if t.dep_ in ("pobj", "compound")), default=noun.i) + 1
    return str(noun.doc[noun.left_edge.i : end].text)


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


def _verb(span: Span) -> Token | None:
    """The verb of the clause that a span stands in."""
    token = span.root
    for _ in range(12):
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod", "compound"):
            return token
        if token.head is token:
            return None
        token = token.head
    return None


def _tokens(doc: Doc, mention: Mention) -> Span:
    """The tokens that cover a mention."""
    span = doc.char_span(mention.start_char, mention.end_char, alignment_mode="expand")
    if span is None:
        raise ValueError(f"no such place in the text: {mention.start_char}:{mention.end_char}")  # a bug, not the input
    return span


def _reference(doc: Doc) -> date | None:
    return datetime.fromisoformat(doc._.published).date() if doc._.published else None
