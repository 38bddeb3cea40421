"""How it is said: to whom, where, on which day, and whether it is said at all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Span, Token

from onrecord.components.cues import children, first_child, trimmed
from onrecord.components.reading import Reader
from onrecord.components.source import EDGES, Range, Source, asked, noun_phrase
from onrecord.model import Mention

_PLACES = frozenset({"in", "on", "at", "during", "after", "before", "via", "through", "over"})
_MODALS = frozenset({"would", "will", "could", "might", "may", "should", "must", "wo", "ca", "'ll", "’ll", "can"})
_GOES_ON = frozenset({"continue", "go", "begin", "start", "come", "proceed", "use", "keep", "tend", "appear", "seem"})


def addressee_of(cue: Token, to_object: bool) -> Range | None:
    """Whom it is said to: the object of "tell", the "to" phrase of other verbs, or who is on the call."""
    if to_object:
        told = first_child(cue.head, "nsubj") if asked(cue) else first_child(cue, "dative", "dobj", "nsubjpass")
        if told is not None and told.dep_ == "dative" and told.pos_ == "ADP":
            told = first_child(told, "pobj")
        return noun_phrase(told) if told is not None and told.pos_ in ("NOUN", "PROPN", "PRON") else None
    if cue.pos_ != "VERB" or cue.lower_ == "according":
        return None
    for prep in children(cue, "prep", "dative"):
        whom = first_child(prep, "pobj")
        if whom is not None and prep.lower_ == "to":
            return noun_phrase(whom)
        if whom is not None and prep.lower_ in _PLACES:  # "on a call with reporters", "in a letter to the mayor"
            company = next((c for c in children(whom, "prep") if c.lower_ in ("with", "to")), None)
            if company is not None and (heard := first_child(company, "pobj")) is not None:
                return noun_phrase(heard)
    return None


def venue_of(cue: Token, venues: frozenset[str]) -> Range | None:
    """Where it is said ("in an interview", "on a call with reporters"): a prepositional phrase over a venue noun."""
    found = _venue_under(cue, venues)
    return (found[0].i, found[1]) if found is not None else None


def without_venue(source: Source, cue: Token, venues: frozenset[str]) -> tuple[Source, Range | None]:
    """A source without the place that a parser takes into it, and that place: "an official | on a call"."""
    start, end = source.at
    found = _venue_under(Span(cue.doc, start, end).root, venues)
    if found is None or not start < found[0].i < end:
        return source, None
    left, right = trimmed(cue.doc, start, found[0].i, EDGES)
    return (Source((left, right), source.antecedent), (found[0].i, found[1])) if left < right else (source, None)


def _venue_under(head: Token, venues: frozenset[str]) -> tuple[Token, int] | None:
    """The preposition of a venue phrase, and the token after its noun: "at a news conference | in the hall"."""
    for prep in children(head, "prep"):
        place = first_child(prep, "pobj")
        if place is not None and prep.lower_ in _PLACES and place.lemma_.lower() in venues:
            return prep, place.i + 1
    return None


def said_when(reader: Reader, cue: Token, dates: Sequence[Mention], taken: bytearray) -> Range | None:
    """Characters of the date that is nearest to a cue: in its sentence and outside of what anybody says (`taken`), with
    no other verb of the article's between, and no semicolon ("passed on Monday" is no day of what "critics say").
    """
    start, end = reader.sentence_at(cue.i)
    first = bisect_left(dates, start, key=lambda date: date.start_char)
    last = bisect_left(dates, end, key=lambda date: date.start_char)
    near = [
        (min(abs(date.start_char - cue.idx - len(cue)), abs(cue.idx - date.end_char)), date.start_char, date.end_char)
        for date in dates[first:last]
        if not taken.count(1, date.start_char, date.end_char)
    ]
    if not near:
        return None
    _, *place = min(near)
    at = reader.token_at(place[0])
    between = reader.doc[min(at, cue.i + 1) : max(at, cue.i)]
    if ";" in reader.text[min(place[1], cue.idx) : max(place[0], cue.idx)]:
        return None
    verbs = [t for t in between[:_FARTHEST_DATE] if t.tag_ in _FINITE and t.head != cue and t.lower_ != "dated"]
    if any(not taken[verb.idx] for verb in verbs):
        return None
    return place[0], place[1]


_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_FARTHEST_DATE = 60  # tokens that may stand between a cue and its day


def hypothetical(cue: Token) -> bool:
    """Whether the word is negated, conditional or still to come: "did not say", "would say", "is expected to say"."""
    verb = cue
    for _ in range(3):
        lefts = {(child.dep_, child.lower_) for child in verb.lefts}
        if any(dep == "neg" or (dep == "aux" and word in _MODALS) for dep, word in lefts):
            return True
        if verb == cue and not lefts.isdisjoint({("mark", "if"), ("mark", "unless"), ("mark", "whether")}):
            return True
        if verb.tag_ == "VB" and ("aux", "to") in lefts and verb.head.lemma_ not in _GOES_ON:
            return True
        if verb.dep_ == "conj" and (verb.tag_ in _FINITE or first_child(verb, "nsubj", "nsubjpass")):
            return False  # "said it would pay, and denied that ...": a tense of its own
        if verb.dep_ not in ("xcomp", "conj"):
            return False
        verb = verb.head
    return False
