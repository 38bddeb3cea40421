"""Indirect speech: the words of the sentence that a reporting word reports, read from the parse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from onrecord.components.cues import children, first_child, sentence_of
from onrecord.components.frames import (
    for_clause,
    goes_on,
    infinitive,
    phrase,
    pieces,
    predicate,
    reported_object,
    request,
)
from onrecord.components.source import DOCUMENTS, Range, Source, after_comma, noun_phrase, source_of
from onrecord.model import Act
from onrecord.rules import CueRule

_CLAUSES = ("ccomp", "xcomp")
_OBJECTS = ("dobj", "dative", "nsubj")


@dataclass(slots=True)
class Reported:
    """What one reporting word reports: token ranges of the content, its source, and the technique that found it."""

    rule: str
    content: list[Range]
    source: Source | None
    act: Act


def reported(cue: Token, rule: CueRule, cues: Mapping[int, CueRule]) -> Reported | None:
    """What `cue` reports, None where it takes no clause or object that its rule allows."""
    found = _reported_by_noun(cue, rule, cues) if rule.pos == "noun" else _reported_by_verb(cue, rule, cues)
    if found is None or not found.content or (found.source is None and found.rule in _NEEDS_SOURCE):
        return None
    if found.rule == "said.object" and found.source is not None and found.source.antecedent is not None:
        return None  # "those who question the count": nobody's words in particular
    return found


_NEEDS_SOURCE = frozenset({"said.object", "said.phrase", "said.as", "said.infinitive", "said.request"})


def _reported_by_verb(cue: Token, rule: CueRule, cues: Mapping[int, CueRule]) -> Reported | None:
    source = source_of(cue)
    if rule.pattern:
        return Reported("said.phrase", _after_phrase(cue, rule, cues), source, rule.act)
    if "clause" in rule.takes:
        if source is not None and (before := _before_trailing(cue, source, cues)):
            return Reported("said.parenthetical", before, source, rule.act)
        clauses = _clauses_of(cue)
        if clauses and (source is not None or first_child(cue, "auxpass", "nsubjpass") is not None):
            ranges = clause_ranges(cue, clauses, cues)
            front = _front(cue, ranges, source, cues)
            return Reported("said.parenthetical" if front else "said.clause", front + ranges, source, rule.act)
        stray = _stray_clause(cue, cues)
        if stray is not None:
            return Reported("said.clause", clause_ranges(cue, [stray], cues), source, rule.act)
        if source is not None and (rest := _after_that(cue, cues)):
            return Reported("said.clause", rest, source, rule.act)
        if source is not None and (around := _parenthetical(cue)):
            return Reported("said.parenthetical", around, source, rule.act)
    for frame in rule.takes:
        if frame == "infinitive" and (ranges := infinitive(cue)):
            return Reported("said.infinitive", ranges, source, rule.act)
        if frame == "request" and (ranges := request(cue)):
            return Reported("said.request", ranges, source, "asks")
        if frame == "predicate" and (ranges := predicate(cue)):
            return Reported("said.as", ranges, source, rule.act)
    if "for" in rule.prepositions and (ranges := for_clause(cue)):
        return Reported("said.request", ranges, source, "asks")
    if rule.prepositions and (found := phrase(cue, frozenset(rule.prepositions))):
        ranges, with_object = found
        if not with_object and "phrase" not in rule.takes:
            return None
        act: Act = rule.act if rule.act != "states" or with_object else "reports"
        return Reported("said.as" if with_object else "said.phrase", ranges, source, act)
    takes_object = "object" in rule.takes or ("finding" in rule.takes and _is_document(cue, source))
    if takes_object and (ranges := reported_object(cue)):
        return Reported("said.object", ranges, source, "reports" if rule.act == "states" else rule.act)
    return None


def _is_document(cue: Token, source: Source | None) -> bool:
    return source is not None and cue.doc[slice(*source.at)].root.lemma_.lower() in DOCUMENTS


def _reported_by_noun(cue: Token, rule: CueRule, cues: Mapping[int, CueRule]) -> Reported | None:
    clause = next((c for c in children(cue, "acl", "ccomp", "relcl") if _is_that_clause(c)), None)
    if clause is None or "clause" not in rule.takes:
        return None
    return Reported("said.noun", clause_ranges(cue, [clause], cues), source_of(cue), rule.act)


def _is_that_clause(verb: Token) -> bool:
    """A clause that "that" only opens: "the claim that he lied", not "the claim that he made"."""
    opens = verb.left_edge
    if opens.lower_ != "that" or first_child(verb, "nsubj", "nsubjpass", "expl") in (None, opens):
        return False
    return opens.dep_ == "mark" or any(c != opens and c.dep_ in _COMPLEMENTS for c in verb.children)


_COMPLEMENTS = frozenset({"dobj", "attr", "acomp", "ccomp", "xcomp", "auxpass", "oprd", "prt"})


def _stray_clause(cue: Token, cues: Mapping[int, CueRule]) -> Token | None:
    """The clause that a parser hangs on a word between: "said in a letter that ...", "assured voters that ..."."""
    for clause in children(cue, "advcl"):
        if clause.i < cue.i or first_child(clause, "nsubj", "nsubjpass", "expl") is None:
            continue
        bare = first_child(clause, "mark") is None and not any(c.tag_ == "WRB" for c in clause.lefts)
        if clause.left_edge.lower_ == "that" or (bare and not after_comma(clause)):
            return clause
    for child in cue.rights:
        holder = first_child(child, "pobj") if child.dep_ in ("prep", "dative") else child
        if holder is None or holder.dep_ not in ("pobj", "dobj", "dative") or (holder == child and holder.i in cues):
            continue
        for clause in children(holder, "acl", "relcl", "ccomp") if holder.lemma_ not in _NO_SAYING else ():
            opens = clause.left_edge
            if opens.lower_ == "that" and first_child(clause, "nsubj", "nsubjpass", "expl") not in (None, opens):
                return clause
    return None


_NO_SAYING = frozenset({"point", "extent", "degree", "fact", "way", "time"})
"""Nouns whose clause is not what is said: "complained to the point that he was fired"."""


def _after_that(cue: Token, cues: Mapping[int, CueRule]) -> list[Range]:
    """The rest of the sentence after "said that", whatever a parser makes of it."""
    doc, at = cue.doc, cue.i + 1
    if at + 1 >= sentence_of(cue).end or doc[at].lower_ != "that" or doc[at].tag_ != "IN":
        return []
    return pieces(doc, [(at + 1, _next_saying(doc, at + 1, sentence_of(cue).end, cues))])


def _after_phrase(cue: Token, rule: CueRule, cues: Mapping[int, CueRule]) -> list[Range]:
    """What follows a cue in several words: the rest of the sentence after "that", the phrase after "for"."""
    assert rule.pattern is not None
    doc, link = cue.doc, rule.pattern[-1]["LOWER"]
    at = next(token for token in doc[cue.i + 1 :] if token.lower_ == link)
    end = at.right_edge.i + 1 if at.dep_ == "prep" else _next_saying(doc, at.i + 1, sentence_of(at).end, cues)
    return pieces(doc, [(at.i + 1, end)])


def _next_saying(doc: Doc, start: int, end: int, cues: Mapping[int, CueRule]) -> int:
    """Where in a range the speaker's next cue stands after a comma: ", | adding that"."""
    return next(
        (i for i in range(start + 1, end) if i in cues and doc[i].tag_ == "VBG" and doc[i - 1].text == ","), end
    )


def _clauses_of(cue: Token) -> list[Token]:
    """The clauses that a verb takes as its complement, on one side of it: before it where they end in a comma."""
    found = [clause for clause in children(cue, "ccomp") if _finite(clause)]
    before, after = [c for c in found if c.i < cue.i], [c for c in found if c.i > cue.i]
    return before if before and not (after and _is_apart(before[-1])) else after


def _is_apart(clause: Token) -> bool:
    """Whether a clause before a cue is a sentence of its own: "the talks went on; he | said ..."."""
    end = clause.right_edge.i + 1
    return end < len(clause.doc) and clause.doc[end].text in _BREAKS


_BREAKS = frozenset({";", ":", "-", "–", "—", "--"})


def _finite(clause: Token) -> bool:
    return clause.tag_ not in ("VBG", "VB") or first_child(clause, "nsubj", "nsubjpass", "aux", "expl") is not None


def _before_trailing(cue: Token, source: Source, cues: Mapping[int, CueRule]) -> list[Range]:
    """The sentence before an attribution that follows it: "Talks failed, officials said Friday.".

    With what goes on after it, where that can only be the speaker's: "Sales fell, he said, down from 90 a year before".
    """
    doc, sentence = cue.doc, sentence_of(cue)
    start, end = source.at
    first = _after_dateline(sentence)
    if start <= first or end != cue.i or doc[start - 1].text != ",":
        return []
    tail = cue.i + 1
    while tail < sentence.end and doc[tail].text != ",":
        if doc[tail].pos_ in ("VERB", "AUX") or tail - cue.i > _LONGEST_TAIL:
            return []
        tail += 1
    ranges = [(first, start - 1)]
    verbs = (t.head if t.dep_ in ("aux", "auxpass") else t for t in doc[first : start - 1] if t.tag_ in _FINITE)
    whole = any(verb.dep_ in _MAIN and verb.i < start for verb in verbs)
    if tail < sentence.end and not whole:
        return []  # "The bridge, he said, will open"
    if (
        tail + 1 < sentence.end
        and doc[tail + 1].lower_ in _GOES_ON
        and cues.keys().isdisjoint(range(tail, sentence.end))
    ):
        ranges.append((tail + 1, sentence.end))
    return pieces(doc, ranges)


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MAIN = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
_GOES_ON = frozenset({"and", "but", "or", "up", "down", "from", "compared", "including", "especially"})


def _after_dateline(sentence: Span) -> int:
    """The first token of a sentence behind "PORT ANSEL, Wash. --" and a leading "But"."""
    doc, first = sentence.doc, sentence.start
    if doc[first].is_upper and len(doc[first]) > 1:
        dash = next((t.i for t in doc[first : min(first + _LONGEST_DATELINE, sentence.end)] if t.text in _DASHES), None)
        first = first if dash is None else dash + 1
    while first < sentence.end - 1 and (doc[first].is_space or doc[first].dep_ == "cc"):
        first += 1
    return first


_LONGEST_DATELINE = 16  # tokens
_DASHES = frozenset({"-", "–", "—", "--"})


_LONGEST_TAIL = 10  # tokens from the cue to the end of the sentence


def _front(cue: Token, ranges: Sequence[Range], source: Source | None, cues: Mapping[int, CueRule]) -> list[Range]:
    """The words before an attribution between commas that belong to what follows it: "In March, he said, ice came"."""
    doc = cue.doc
    if source is None or not ranges or not sentence_of(cue).start < source.at[0] < cue.i < ranges[0][0]:
        return []
    start, end = sentence_of(cue).start, source.at[0]
    if doc[ranges[0][0] - 1].text != "," or doc[end - 1].text != "," or not cues.keys().isdisjoint(range(start, end)):
        return []
    return pieces(doc, [(start, end)])


def _parenthetical(cue: Token) -> list[Range]:
    """What stands around ", officials said Friday," in the sentence; empty where the cue is no such insertion."""
    if cue.dep_ not in ("parataxis", "ccomp") or first_child(cue, "mark"):
        return []
    head = cue.head
    for _ in range(_LONGEST_CHAIN):
        if head.pos_ in ("VERB", "AUX") or head.head == head:
            break
        head = head.head
    subject = first_child(cue, "nsubj")
    start = min(subject.left_edge.i, cue.i) if subject is not None and subject.i < cue.i else cue.i
    if (
        head.pos_ not in ("VERB", "AUX")
        or start <= sentence_of(cue).start
        or cue.doc[start - 1].text not in _DASHES_AND_COMMAS
    ):
        return []
    end = max((c.right_edge.i for c in cue.rights if c.dep_ not in ("ccomp", "advcl", "parataxis")), default=cue.i) + 1
    left, right = min(head.left_edge.i, cue.left_edge.i), max(head.right_edge.i, cue.right_edge.i) + 1
    return pieces(cue.doc, [(left, start), (end, right)])


_LONGEST_CHAIN = 4
_DASHES_AND_COMMAS = _DASHES | {","}


def clause_ranges(cue: Token, clauses: Sequence[Token], cues: Mapping[int, CueRule]) -> list[Range]:
    """The token ranges of clauses without "that", without the attribution inside them, up to a coordinated cue."""
    doc, last = cue.doc, clauses[-1]
    left, right = clauses[0].left_edge.i, last.right_edge.i + 1
    if left < cue.i < right:  # the attribution stands inside its clause
        inside = {token.i for clause in clauses for token in clause.subtree}
        own = [i for i in range(left, right) if i not in inside]
        ranges = [(left, own[0]), (own[-1] + 1, right)] if own else [(left, cue.i)]
        return pieces(doc, ranges)
    if left == sentence_of(cue).start:
        left = min(_after_dateline(sentence_of(cue)), clauses[0].i)
    left = _without_day(clauses[0], left)
    if doc[left].lower_ == "that" and doc[left].dep_ == "mark":
        left += 1
    if cue.i < left:
        right = _without_aside(last, _extended(cue, last, _cut(last, right, cues), cues))
    return pieces(doc, [(left, _without_conjunction(doc, left, right))])


def _without_day(clause: Token, left: int) -> int:
    """The start of a clause without the day that belongs to its cue: "said Friday the bridge would open"."""
    day = next(
        (c for c in children(clause, "npadvmod") if c.left_edge.i == left and c.ent_type_ in ("DATE", "TIME")), None
    )
    if day is None or day.i > clause.i or clause.doc[day.right_edge.i + 1].text == ",":
        return left
    return day.right_edge.i + 1


def _cut(clause: Token, right: int, cues: Mapping[int, CueRule]) -> int:
    """Where a clause after its cue ends: before a coordinated cue, and before a clause that is the article's own."""
    for child in clause.rights:
        if child.dep_ == "conj":
            if child.i in cues and _starts_anew(clause, child):
                return min(right, child.left_edge.i)
            right = _cut(child, right, cues)
        elif child.dep_ == "advcl" and after_comma(child):
            own = child.tag_ == "VBG" and _is_cue(child, cues)
            right = min(right, child.left_edge.i) if own else right
    return right


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


_LONGEST_CLIMB = 12
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})


def _starts_anew(clause: Token, conjunct: Token) -> bool:
    """Whether a coordinated cue is the speaker's next word rather than a part of what is reported."""
    subject = first_child(clause, "nsubj")
    if first_child(conjunct, "nsubj") is not None:
        return conjunct.lemma_ == clause.head.lemma_  # "One said it was cold and one | said it was hot"
    if first_child(conjunct, "neg") is not None:  # "but would not say when"
        return True
    if first_child(conjunct, "ccomp", "xcomp") is not None or conjunct.doc[conjunct.i - 2].text == ",":
        return True
    return subject is not None and (subject.pos_ == "PRON" or subject.ent_type_ != "PERSON")


def _is_cue(verb: Token, cues: Mapping[int, CueRule]) -> bool:
    """Whether a participle is a cue ("adding that"), or leads to one ("going on to say")."""
    return verb.i in cues or any(child.i in cues for child in children(verb, "xcomp"))


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


_BELONGS = frozenset({"because", "if", "unless", "until", "when", "since", "so", "even", "in"})


def _without_conjunction(doc: Doc, left: int, right: int) -> int:
    while right > left and (doc[right - 1].dep_ == "cc" or doc[right - 1].text == ","):
        right -= 1
    return right


_NO_SOURCE = frozenset({"plan", "schedule", "size", "type", "age", "need", "rank", "taste"})


def according_to(token: Token) -> Reported | None:
    """ "according to the ministry": the rest of the sentence is the ministry's."""
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None:
        return None
    who = first_child(to, "pobj", "pcomp")
    if who is None or (who.lower_ in _NO_SOURCE and who.left_edge == who):
        return None
    doc, sentence = token.doc, sentence_of(token)
    start, end = token.left_edge.i, token.right_edge.i + 1
    ranges = pieces(doc, [(min(_after_dateline(sentence), start), start), (end, sentence.end)])
    return Reported("said.according", ranges, Source(noun_phrase(who)), "states") if ranges else None
