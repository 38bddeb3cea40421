"""What a figure counts or measures, read from the parse: the noun phrase around the number, never who reports it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from onrecord.components.change import CHANGE_NOUNS, CHANGE_VERBS, LEVEL_VERBS

_NOUNS = frozenset({"NOUN", "PROPN"})
_BEFORE_NOUN = frozenset({"nummod", "compound", "amod", "nmod", "quantmod", "det", "poss", "npadvmod", "advmod", "dep"})
_REPORTING_WORDS = (
    "say report announce estimate tell claim state note add find show indicate suggest believe warn predict project"
    " forecast expect calculate reckon argue confirm acknowledge reveal disclose"
)
_REPORTING = frozenset(_REPORTING_WORDS.split())
_GENERIC_WORDS = (
    "total number figure count tally average sum record level amount rest majority maximum minimum high low peak"
    " estimate range more less it they them this that which who those these all"
)
_GENERIC = frozenset(_GENERIC_WORDS.split())
_CLIMB_WORDS = (
    "npadvmod nummod quantmod compound pobj prep dobj attr advmod acomp amod appos pcomp oprd dep agent dative nmod"
    " ccomp"
)
_CLIMB = frozenset(_CLIMB_WORDS.split())
_LONGEST = 8
"""How many tokens the noun phrase after a number may have."""
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun phrase of the text and its head."""

    phrase: str
    head: str


def find_counted(span: Span, *, of_things: bool, age: bool = False) -> Counted | None:
    """The noun phrase that the figure in `span` (number and unit) counts; None where it is only understood.

    `of_things`: the figure is a plain count, not an amount in some unit.
    """
    if age:
        return _aged(span)
    return _hyphened(span) or _after(span) or _of(span, of_things) or _governed(span, of_things)


def _hyphened(span: Span) -> Counted | None:
    """A three-judge panel counts judges; so the word behind the hyphen."""
    doc, i = span.doc, span.end
    if i + 1 < len(doc) and doc[i].text == "-" and doc[i].idx == span.end_char and not doc[i].whitespace_:
        noun = doc[i + 1]
        return (
            Counted(noun.text, noun.text) if noun.is_alpha and noun.pos_ in ("NOUN", "PROPN", "ADJ", "VERB") else None
        )
    return None


def _after(span: Span) -> Counted | None:
    """The noun that the number stands before: 11,000 apprehensions."""
    root, doc = span.root, span.doc
    head = root.head
    if head.i >= span.end and root.dep_ in _BEFORE_NOUN and (head.pos_ in _NOUNS or head.tag_ == "NNS"):
        return _change_of(head, span) if head.lemma_ in CHANGE_NOUNS else phrase(head, span.end, span)
    last = None
    for token in doc[span.end : span.end + _LONGEST]:
        if token.is_sent_start:
            break
        if token.pos_ in _NOUNS and token.dep_ not in _SUBJECTS:
            last = token
        elif token.pos_ != "ADJ" and not (token.tag_ in ("VBN", "VBG") and token.dep_ == "amod"):
            break
    if last is None or last.ent_type_ in ("DATE", "TIME"):
        return None
    return _change_of(last, span) if last.lemma_ in CHANGE_NOUNS else phrase(last, span.end, span)


def _of(span: Span, of_things: bool) -> Counted | None:
    """The noun after "of": hundreds of homes, 60 percent of voters; for amounts also after "in": $3 million in aid."""
    doc = span.doc
    if span.end >= len(doc) or doc[span.end].lower_ not in (("of",) if of_things else ("of", "in")):
        return None
    preposition = doc[span.end]
    for child in preposition.children:
        if child.dep_ == "pobj" and (preposition.lower_ == "of" or (child.pos_ == "NOUN" and not child.ent_type_)):
            return phrase(child, preposition.i + 1, span)
    return None


def _governed(span: Span, of_things: bool) -> Counted | None:
    """The noun or the verb's subject that the figure belongs to: a cost of $26 million, encounters totaled 235,173."""
    token, preposition = span.root, None
    for _ in range(8):
        if token.dep_ not in _CLIMB or token.head is token:
            return None
        preposition = token if token.dep_ == "prep" else preposition
        token = token.head
        if token.i >= span.start and token.i < span.end:
            continue
        if token.pos_ in _NOUNS:
            if preposition is None or preposition.head is not token or preposition.i > span.start:
                continue
            if token.lemma_ in CHANGE_NOUNS:
                return _change_of(token, span)
            generic = token.lemma_.lower() in _GENERIC or token.ent_type_ in ("DATE", "TIME", "GPE")
            return None if generic else phrase(token, token.left_edge.i, span)
        if token.pos_ in ("VERB", "AUX"):
            lemma = token.lemma_.lower()
            if of_things and lemma not in LEVEL_VERBS and lemma not in CHANGE_VERBS:
                return None
            return _subject(token, span)
    return None


def _change_of(noun: Token, span: Span) -> Counted | None:
    """What a change changes: a 5 percent rise in sales; else whose it is."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "of", "on"):
            for thing in child.children:
                if thing.dep_ == "pobj" and not span.start <= thing.i < span.end and thing.pos_ in _NOUNS:
                    return phrase(thing, child.i + 1, span)
    left = [
        child for child in noun.children if child.dep_ == "compound" and child.pos_ in _NOUNS and child.i >= span.end
    ]
    return phrase(left[-1], left[0].left_edge.i, span) if left else None


def _subject(verb: Token, span: Span) -> Counted | None:
    """The subject of the verb, or of the verb or noun that it hangs on; nobody who only reports."""
    for _ in range(4):
        if verb.lemma_.lower() in _REPORTING:
            return None
        for child in verb.children:
            if child.dep_ in _SUBJECTS and not span.start <= child.i < span.end:
                if child.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
                    break
                if child.lemma_.lower() in _GENERIC or child.pos_ not in _NOUNS:
                    return None
                return phrase(child, child.left_edge.i, span)
        if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in _NOUNS:
            return phrase(verb.head, verb.head.left_edge.i, span)
        if verb.dep_ not in ("conj", "xcomp", "advcl", "aux") or verb.head is verb:
            return None
        verb = verb.head
    return None


def _aged(span: Span) -> Counted | None:
    """Who is of that age: the boy after it, the name before the comma, or the subject."""
    found = _after(span)
    if found is not None:
        return found
    doc, i = span.doc, span.start - 1
    while i > 0 and (doc[i].is_punct or doc[i].lower_ in ("aged", "age", "ages", "just", "turned", "turning")):
        i -= 1
    if i >= 0 and i < span.start - 1 and doc[i].pos_ in _NOUNS:
        return phrase(doc[i], doc[i].left_edge.i, span)
    return _governed(span, of_things=False)


def phrase(head: Token, start: int, span: Span) -> Counted:
    """The noun phrase from token `start` to `head`, with the "of" phrase behind it, without articles and the figure."""
    doc = head.doc
    start = max(start, span.end) if span.end <= head.i else start
    while start < head.i and (
        doc[start].pos_ in ("DET", "PUNCT", "ADP", "SPACE", "PRON", "PART") or doc[start].lower_ == "of"
    ):
        start += 1
    end = head.i + 1
    if end < len(doc) and doc[end].lower_ == "of":
        things = [child for child in doc[end].children if child.dep_ == "pobj"]
        if things and not (things[0].left_edge.i < span.end and things[0].i >= span.start):
            end = things[0].i + 1
    return Counted(doc[start:end].text, head.text)
