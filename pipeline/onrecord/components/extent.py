"""How far a reported clause reaches: from behind its cue to where the speaker's next word, or the article's, begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Span, Token

from onrecord.components.cues import children, first_child, sentence_of
from onrecord.components.frames import goes_on, pieces
from onrecord.components.source import CLOSING, Range, after_comma, noun_phrase
from onrecord.rules import CueRule

DASHES = frozenset({"-", "–", "—", "--"})
_LONGEST_DATELINE = 16  # tokens
_LONGEST_CLIMB = 12
_FARTHEST = 150  # tokens behind a clause's verb that may hold another attribution
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_BELONGS = frozenset({"because", "if", "unless", "until", "when", "since", "so", "even", "in"})


def clause_ranges(cue: Token, clauses: Sequence[Token], cues: Mapping[int, CueRule]) -> list[Range]:
    """The token ranges of clauses without "that", without the attribution inside them, up to another attribution."""
    doc, last = cue.doc, clauses[-1]
    left, right = clauses[0].left_edge.i, last.right_edge.i + 1
    if cue.dep_ == "relcl" and (found := _of_noun(cue, last, right)):
        return found
    if left < cue.i < right:  # the attribution stands inside its clause
        inside = {token.i for clause in clauses for token in clause.subtree}
        own = [i for i in range(left, right) if i not in inside]
        ranges = [(left, own[0]), (own[-1] + 1, right)] if own else [(left, cue.i)]
        return pieces(doc, ranges)
    if left == sentence_of(cue).start:
        left = min(after_dateline(sentence_of(cue)), clauses[0].i)
    left = _without_day(clauses[0], _without_circumstance(cue, clauses[0], left))
    opens = first_child(clauses[0], "mark")
    if opens is not None and opens.lower_ == "that" and opens.i < clauses[0].i:
        left = opens.i + 1  # "reported, citing officials, that | it was cold"
    if cue.i < left:
        end = next_saying(doc, clauses[0].i, _coordinated(last, right, cues), cues)
        end = _without_verdict(clauses[0], end, cues)
        right = _without_aside(last, _extended(cue, last, end, cues))
    return pieces(doc, [(left, _without_conjunction(doc, left, right))])


def _of_noun(cue: Token, clause: Token, right: int) -> list[Range]:
    """A noun and what is said of it in a clause without a pronoun: "a step | they say | led to war"."""
    if cue.head.i > cue.i or clause.i < cue.i or clause.tag_ not in _FINITE:
        return []
    bare = first_child(clause, "nsubj", "nsubjpass", "expl", "mark") is None
    own = first_child(cue, "nsubj")
    if not bare or own is None or own.tag_ in _RELATIVE or clause.left_edge.i != cue.i + 1:
        return []
    pronoun = next((c for c in cue.lefts if c.tag_ in _RELATIVE), None)
    noun = noun_phrase(cue.head) if pronoun is None else (pronoun.i, pronoun.i + 1)
    return pieces(cue.doc, [noun, (cue.i + 1, right)])


def after_dateline(sentence: Span) -> int:
    """The first token of a sentence behind "PORT ANSEL, Wash. --" and a leading "But"."""
    doc, first = sentence.doc, sentence.start
    if doc[first].is_upper and len(doc[first]) > 1:
        dash = next((t.i for t in doc[first : min(first + _LONGEST_DATELINE, sentence.end)] if t.text in DASHES), None)
        first = first if dash is None else dash + 1
    while first < sentence.end - 1 and (doc[first].is_space or doc[first].dep_ == "cc"):
        first += 1
    return first


def next_saying(doc: Doc, start: int, end: int, cues: Mapping[int, CueRule]) -> int:
    """Where behind token `start` another attribution begins after a comma, at most `end`.

    ", | adding that it was late", ", | while the army said it was early", ", and | officials said ...".
    """
    for i in range(start + 1, min(end, start + _FARTHEST)):
        if i in cues and (opens := _opening(doc[i], cues[i])) is not None and opens > start:
            return opens
    return end


def _opening(cue: Token, rule: CueRule) -> int | None:
    """Where the attribution of a cue begins that stands beside what is reported before it; None where it is a part."""
    if rule.pos != "verb" or not _reports(cue, rule):
        return None
    if cue.tag_ == "VBG" and first_child(cue, "aux", "nsubj") is None:
        return cue.i if after_comma(cue) else None
    subject = first_child(cue, "nsubj")
    if subject is None or subject.i > cue.i:
        return None
    at = min(cue.left_edge.i, subject.left_edge.i)
    if at and cue.doc[at - 1].text == ";":
        return at
    if cue.dep_ not in ("advcl", "conj", "parataxis"):
        return None
    before = at - 1 if cue.doc[at - 1].dep_ == "cc" else at
    while before and cue.doc[before - 1].text in CLOSING:
        before -= 1
    return at if before and cue.doc[before - 1].text == "," else None


def _reports(cue: Token, rule: CueRule) -> bool:
    """Whether a verb has what a cue of its kind takes: "adding that it was late", not "adding 300 jobs"."""
    after = cue.i + 1
    if after < len(cue.doc) and (cue.doc[after].is_quote or cue.doc[after].text == ":"):
        return True
    for child in cue.rights:
        if child.dep_ in ("ccomp", "xcomp", "oprd", "acomp") and not _CLAUSES.isdisjoint(rule.takes):
            return True
        if child.dep_ == "dobj" and ("object" in rule.takes or rule.addressee):
            return True
        if child.dep_ == "prep" and child.lower_ in rule.prepositions:
            return True
    return False


_CLAUSES = frozenset({"clause", "that", "predicate", "infinitive", "request"})


def _without_circumstance(cue: Token, clause: Token, left: int) -> int:
    """The start of a clause without the day or place behind its cue: "said | on Wednesday in Oslo | it would go"."""
    while left == cue.i + 1 or (left > cue.i and cue.doc[left].dep_ == "prep"):
        token = cue.doc[left]
        end = token.right_edge.i + 1
        where = first_child(token, "pobj")
        if token.dep_ != "prep" or token.head != clause or where is None or end >= clause.i or cue.doc[end].text == ",":
            break
        if where.ent_type_ not in ("DATE", "TIME", "GPE"):
            break
        left = end
    return left


def _without_day(clause: Token, left: int) -> int:
    """The start of a clause without the day that belongs to its cue: "said Friday the bridge would open"."""
    day = next(
        (c for c in children(clause, "npadvmod") if c.left_edge.i == left and c.ent_type_ in ("DATE", "TIME")), None
    )
    if day is None or day.i > clause.i or clause.doc[day.right_edge.i + 1].text == ",":
        return left
    return day.right_edge.i + 1


def _coordinated(clause: Token, right: int, cues: Mapping[int, CueRule]) -> int:
    """Where a clause after its cue ends before a coordinated cue of the same speaker."""
    for child in clause.rights:
        if child.dep_ == "conj":
            if child.lemma_ in _REFUSES and first_child(child, "xcomp") is not None and not _is_told_of(clause, child):
                return min(right, child.left_edge.i)
            if child.i in cues and _starts_anew(clause, child, cues[child.i]):
                return min(right, child.left_edge.i)
            right = _coordinated(child, right, cues)
    return right


_REFUSES = frozenset({"decline", "refuse"})


def _is_told_of(clause: Token, refusal: Token) -> bool:
    """Whether it is told of the clause's subject that he refuses: a pronoun, or with a subject of its own."""
    subject = first_child(clause, "nsubj", "nsubjpass")
    own = first_child(refusal, "nsubj", "nsubjpass") is not None
    return own or subject is None or subject.pos_ == "PRON" or first_child(refusal, "aux") is not None


def _starts_anew(clause: Token, conjunct: Token, rule: CueRule) -> bool:
    """Whether a coordinated cue is the speaker's next word rather than a part of what is reported."""
    if first_child(conjunct, "nsubj") is not None:
        return conjunct.lemma_ == clause.head.lemma_  # "One said it was cold and one | said it was hot"
    if first_child(conjunct, "neg") is not None and first_child(conjunct, "aux") is not None:
        return True  # "but would not say when"
    if conjunct.tag_ == "VB" or not _reports(conjunct, rule):
        return False  # "would go and say so", "has not met donors and never called one"
    if first_child(conjunct, "ccomp", "xcomp") is not None or conjunct.doc[conjunct.i - 2].text == ",":
        return True
    subject = first_child(clause, "nsubj")
    return subject is not None and (subject.pos_ == "PRON" or subject.ent_type_ != "PERSON")


def _without_verdict(clause: Token, right: int, cues: Mapping[int, CueRule]) -> int:
    """The end before what others make of what is said: "said it was safe, | a claim that residents dispute"."""
    doc = clause.doc
    for at in range(clause.i + 4, min(right, clause.i + _FARTHEST)):
        if at not in cues:
            continue
        for i in range(at - 1, max(clause.i + 2, at - _VERDICT), -1):
            if doc[i].lemma_ in _TOLD and doc[i - 1].lower_ in _ONE and doc[i - 2].text == ",":
                return i - 2
    return right


_VERDICT = 10
"""Tokens behind "a claim" in which somebody says what it is worth."""
_TOLD = frozenset(
    "accusation allegation argument assertion charge claim conclusion figure finding statement suggestion view".split()
)
_ONE = frozenset({"a", "an", "one", "another"})


def verdict_on(cue: Token, source: Range) -> tuple[Range, Range] | None:
    """What somebody denies or doubts in apposition, and who: "accused it of fraud, | a charge | the firm | denied"."""
    doc, (start, end) = cue.doc, source
    led = start + 1 if doc[start].lower_ in _ONE else start
    if led + 1 < end and doc[led].lemma_ in _TOLD and doc[led].dep_ == "compound":
        start = led + 1  # a parser's "charge Abu Dhabi"
    at = start - 1 - (doc[start - 1].lower_ in ("that", "which"))
    if at < 2 or doc[at].lemma_ not in _TOLD or not end <= cue.i <= end + MOST_AUXILIARIES:
        return None
    first = at - 1 if doc[at - 1].lower_ in _ONE else at
    return ((first, at + 1), (start, end)) if doc[first - 1].text == "," else None


MOST_AUXILIARIES = 3
"""Between a subject and its verb: "has since been | denied"."""


def _without_aside(clause: Token, right: int) -> int:
    """The end without a last relative clause after a comma that the article adds of itself."""
    token = clause.doc[right - 1]
    if token.is_punct and right - 1 > clause.i:
        token = clause.doc[right - 2]
    for _ in range(_LONGEST_CLIMB):
        if token.dep_ == "relcl" and after_comma(token) and token.left_edge.tag_ in _RELATIVE:
            return token.left_edge.i
        if token == clause or token.head == token:
            break
        token = token.head
    return right


def _extended(cue: Token, clause: Token, right: int, cues: Mapping[int, CueRule]) -> int:
    """The end with what follows and a parser hangs on the cue: "said he would go if he could"."""
    doc = cue.doc
    for child in cue.rights:
        if child.i > clause.i and goes_on(child, right, cues):
            right = child.right_edge.i + 1
        if child.dep_ != "advcl" or child.i < clause.i:
            continue
        start = child.left_edge.i
        if start < right or start > right + 3 or not all(t.is_punct for t in doc[right:start]):
            continue
        if child.left_edge.lower_ not in _BELONGS:
            break
        right = child.right_edge.i + 1
    return right


def _without_conjunction(doc: Doc, left: int, right: int) -> int:
    while right > left and (doc[right - 1].dep_ == "cc" or doc[right - 1].text == ","):
        right -= 1
    return right
