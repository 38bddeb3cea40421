"""Indirect speech: the words of the sentence that a reporting word reports, read from the parse."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from onrecord.components.chain import cited
from onrecord.components.cues import children, first_child, sentence_of
from onrecord.components.extent import DASHES, MOST_AUXILIARIES, after_dateline, clause_ranges, next_saying, verdict_on
from onrecord.components.frames import (
    for_clause,
    hearsay,
    infinitive,
    is_clause,
    is_turned_down,
    phrase,
    pieces,
    predicate,
    reported_object,
    request,
)
from onrecord.components.source import (
    DOCUMENTS,
    HEARINGS,
    RELATIVE,
    Range,
    Source,
    after_comma,
    asked,
    noun_phrase,
    source_of,
)
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
    if found.rule == "said.object" and found.source is not None and cue.doc[found.source.at[0]].lower_ in RELATIVE:
        return None  # "those who question the count": nobody's words in particular
    return found


_UNSURE = frozenset({"denies", "doubts"})
_NEEDS_SOURCE = frozenset({"said.object", "said.phrase", "said.as", "said.infinitive", "said.request"})


def _reported_by_verb(cue: Token, rule: CueRule, cues: Mapping[int, CueRule]) -> Reported | None:
    if cited(cue) is not None:
        return None  # "reported, citing two officials, that ...": the report tells
    source = source_of(cue)
    if rule.stance in _UNSURE and source is not None and (verdict := verdict_on(cue, source.at)):
        return Reported("said.object", [verdict[0]], replace(source, at=verdict[1]), "reports")
    if rule.pattern:
        return Reported("said.phrase", _after_phrase(cue, rule, cues), source, rule.act)
    asks = "clause" in rule.takes or ("hearing" in rule.takes and _is_one_of(HEARINGS, cue, source))
    if asks or "that" in rule.takes:
        hearer = first_child(cue, "nsubjpass") if rule.addressee and source is None else None
        at = source.at if source is not None else noun_phrase(hearer) if hearer is not None else None
        if at is not None and (before := _before_trailing(cue, at, cues)):
            return Reported("said.parenthetical", before, source, rule.act)
        clauses = _clauses_of(cue, asks, cues)
        if clauses and (source is not None or first_child(cue, "auxpass", "nsubjpass") is not None or asked(cue)):
            ranges = clause_ranges(cue, clauses, cues)
            front = _front(cue, ranges, source, cues)
            return Reported("said.parenthetical" if front else "said.clause", front + ranges, source, rule.act)
        if heard := hearsay(cue):
            return Reported("said.clause", heard, source, rule.act)
        stray = _stray_clause(cue, cues)
        if stray is not None:
            return Reported("said.clause", clause_ranges(cue, [stray], cues), source, rule.act)
        if source is not None and (rest := _after_that(cue, cues) or _after_say(cue, cues)):
            return Reported("said.clause", rest, source, rule.act)
        if source is not None and (around := _parenthetical(cue) or _as_reported(cue)):
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
    if _reports_by_object(cue, cues):
        return None  # "expressed concern that ...": told by the noun
    if rule.stance == "denies" and is_turned_down(cue):
        return None
    takes_object = "object" in rule.takes or ("finding" in rule.takes and _is_one_of(DOCUMENTS, cue, source))
    if takes_object and (ranges := reported_object(cue)):
        return Reported("said.object", ranges, source, "reports" if rule.act == "states" else rule.act)
    return None


def _reports_by_object(cue: Token, cues: Mapping[int, CueRule]) -> bool:
    """Whether a verb's object says what its subject reports."""
    what = first_child(cue, "dobj")
    rule = cues.get(what.i) if what is not None else None
    if what is None or rule is None or cues[cue.i].stance == "denies":
        return False
    reports = _reported_by_noun(what, rule, cues)
    return reports is not None and reports.source == source_of(cue)


def _is_one_of(nouns: frozenset[str], cue: Token, source: Source | None) -> bool:
    return source is not None and cue.doc[slice(*source.at)].root.lemma_.lower() in nouns


def _reported_by_noun(cue: Token, rule: CueRule, cues: Mapping[int, CueRule]) -> Reported | None:
    clause = next((c for c in children(cue, "acl", "ccomp", "relcl") if _is_that_clause(c)), None)
    if clause is None or "clause" not in rule.takes or cue.dep_ == "attr":
        return None
    if clause.i in cues and first_child(clause, *_COMPLEMENTS, "prep") is None and cues[clause.i].pos == "verb":
        return None  # "a claim that residents dispute"
    return Reported("said.noun", clause_ranges(cue, [clause], cues), source_of(cue), rule.act)


def _has_that(verb: Token) -> bool:
    """Whether a clause opens with a "that" that is not its subject."""
    opens = verb.left_edge
    return opens.lower_ == "that" and first_child(verb, "nsubj", "nsubjpass", "expl") not in (None, opens)


def _is_that_clause(verb: Token) -> bool:
    """A clause that "that" only opens: "the claim that he lied", not "the claim that he made"."""
    opens = verb.left_edge
    if not _has_that(verb):
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
        if holder is None or holder.dep_ not in ("pobj", "dobj", "dative"):
            continue
        if holder.i in cues and child.lower_ not in _WHERE:
            continue  # "commented on claims that ...": they are somebody else's
        for clause in children(holder, "acl", "relcl", "ccomp") if holder.lemma_ not in _NO_SAYING else ():
            if _is_that_clause(clause) or (child.lower_ in _WHERE and _has_that(clause)):
                return clause
    return None


_WHERE = frozenset({"in", "at", "during", "through", "via"})
_NO_SAYING = frozenset({"point", "extent", "degree", "fact", "way", "time"})
"""Nouns whose clause is not what is said: "complained to the point that he was fired"."""


def _after_that(cue: Token, cues: Mapping[int, CueRule]) -> list[Range]:
    """The rest of the sentence after "said that" or "said on Channel 9 that", whatever a parser makes of it."""
    doc, end = cue.doc, sentence_of(cue).end
    for at in range(cue.i + 1, min(cue.i + _FARTHEST_THAT, end - 1)):
        if doc[at].lower_ == "that" and doc[at].tag_ == "IN":
            return pieces(doc, [(at + 1, next_saying(doc, at + 1, end, cues))])
        if cited(doc[at]) is not None:
            continue
        if doc[at].pos_ in ("VERB", "AUX") or doc[at].text in _BREAKS or doc[at].lower_ in _RESULT:
            return []
        if at in cues and doc[at].head.lower_ not in _WHERE:
            return []  # "denied reports that ...": they are somebody else's
    return []


_FARTHEST_THAT = 12  # tokens behind the cue
_RESULT = frozenset({"so", "such"})  # "said it so often that ..."


def _after_say(cue: Token, cues: Mapping[int, CueRule]) -> list[Range]:
    """The rest of the sentence after "said", where a parser takes the clause for an object: nobody says a noun."""
    what, sentence = first_child(cue, "dobj"), sentence_of(cue)
    if cue.lemma_ != "say" or what is None or what.left_edge.i != cue.i + 1 or what.lemma_ in _SAID:
        return []
    end = next_saying(cue.doc, what.i, sentence.end, cues)
    verbs = any(token.tag_ in _FINITE for token in cue.doc[what.i + 1 : end])
    return pieces(cue.doc, [(cue.i + 1, end)]) if verbs and end - cue.i > _SHORTEST_CLAUSE else []


_SHORTEST_CLAUSE = 4  # tokens
_SAID = frozenset(
    "anything goodbye hello little lot lots more much no nothing piece prayer so something thing word".split()
)
"""Nouns that one does say."""


def _after_phrase(cue: Token, rule: CueRule, cues: Mapping[int, CueRule]) -> list[Range]:
    """What follows a cue in several words: the rest of the sentence after "that", the phrase after "for"."""
    assert rule.pattern is not None
    doc, link = cue.doc, rule.pattern[-1]["LOWER"]
    at = next(token for token in doc[cue.i + 1 :] if token.lower_ == link)
    end = at.right_edge.i + 1 if at.dep_ == "prep" else next_saying(doc, at.i + 1, sentence_of(at).end, cues)
    return pieces(doc, [(at.i + 1, end)])


def _clauses_of(cue: Token, asks: bool, cues: Mapping[int, CueRule]) -> list[Token]:
    """The clauses that a verb takes as its complement, on one side of it: before it where they end in a comma.

    `asks`: also those that say no more than what was in question, "explained why it was late".
    """
    found = [clause for clause in children(cue, "ccomp") if is_clause(clause) and (asks or not _is_question(clause))]
    before, after = [c for c in found if c.i < cue.i], [c for c in found if c.i > cue.i]
    other = next((n for n, c in enumerate(before[:-1], 1) if c.i in cues and first_child(c, "ccomp")), 0)
    before = before[other:]  # `“It is old,” she said, but “it is dear,” | said he`
    apart = before and (_is_apart(before[-1], cue) if after else _ends_in(before[-1], _ENDS))
    return before if before and not apart else after


def _is_question(clause: Token) -> bool:
    """Whether a clause begins with a question word: "decided whether to go", "must decide what it is worth"."""
    opens = clause.left_edge
    return opens.tag_ in _QUESTION or (opens.lower_ in ("whether", "if") and opens.i < clause.i)


_QUESTION = frozenset({"WP", "WRB", "WDT", "WP$"})


def _is_apart(clause: Token, cue: Token) -> bool:
    """Whether a clause before a cue is a sentence of its own: "the talks went on; he | said", "..., and he | said"."""
    subject = first_child(cue, "nsubj")
    if subject is not None and clause.i < subject.left_edge.i - 1 and cue.doc[subject.left_edge.i - 1].pos_ == "CCONJ":
        return True
    return _ends_in(clause, _BREAKS)


def _ends_in(clause: Token, breaks: Container[str]) -> bool:
    end = clause.right_edge.i + 1
    return end < len(clause.doc) and clause.doc[end].text in breaks


_ENDS = frozenset({";"})
_BREAKS = frozenset({";", ":", "-", "–", "—", "--"})


def _before_trailing(cue: Token, who: Range, cues: Mapping[int, CueRule]) -> list[Range]:
    """The sentence before an attribution that follows it: "Talks failed, officials | said Friday.". `who`: who says it,
    or is told.

    With what goes on after it, where that can only be the speaker's: "Sales fell, he said, down from 90 a year before".
    """
    doc, sentence = cue.doc, sentence_of(cue)
    start, end = who
    first = after_dateline(sentence)
    between = Span(doc, end, cue.i) if end <= cue.i <= end + MOST_AUXILIARIES else None
    if between is None or (between and not _is_bare(cue, between)):
        return []
    if start <= first or doc[start - 1].text != "," or _says_besides(cue, first):
        return []
    tail = cue.i + 1
    while tail < sentence.end and doc[tail].text not in (",", ";"):
        if doc[tail].pos_ in ("VERB", "AUX") or tail - cue.i > _LONGEST_TAIL:
            return []
        tail += 1
    ranges = [(first, start - 1)]
    if tail < sentence.end and doc[tail].text == ";":
        return pieces(doc, ranges)
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


def _is_bare(cue: Token, between: Span) -> bool:
    """Whether a verb with auxiliaries says no more than that it was said: "..., a study | has found"."""
    alone = all(child.dep_ in ("punct", "npadvmod", "prep") for child in cue.rights)
    return alone and all(t.dep_ in ("aux", "auxpass") and t.tag_ != "MD" for t in between)


def _says_besides(cue: Token, first: int) -> bool:
    """Whether what stands before an attribution only leads up to what it says: "Asked if it was cold, he said no"."""
    before = [child for child in cue.lefts if child.i >= first and child.dep_ in ("advcl", "ccomp", "parataxis")]
    told = first_child(cue, "dobj", "intj", "dative") is not None
    return bool(before) and all(child.dep_ == "advcl" for child in before) and (told or asked(before[0]))


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MAIN = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
_GOES_ON = frozenset({"and", "but", "or", "up", "down", "from", "compared", "including", "especially"})


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


def _as_reported(cue: Token) -> list[Range]:
    """What "as the Herald reported on Tuesday" stands beside, or what follows "the Herald reported, "."""
    doc, main, subject = cue.doc, cue.head, first_child(cue, "nsubj")
    if subject is None or subject.i > cue.i or first_child(cue, "ccomp", "xcomp", "dobj", "acomp") is not None:
        return []
    start, end = cue.left_edge.i, cue.right_edge.i + 1
    if cue.dep_ == "advcl" and doc[start].lower_ == "as" and main.pos_ in ("VERB", "AUX"):
        left = min(max(main.left_edge.i, after_dateline(sentence_of(cue))), start)
        around = [(left, start), (end, max(main.right_edge.i + 1, end))]
        likens = doc[start + 1].lower_ in ("if", "though", "you")
        refuted = any(
            token.lower_ == "not" and token.i > main.i for token in doc[left:start]
        )  # "on X, not on Y, as ..."
        return [] if likens or refuted else pieces(doc, [(a, b) for a, b in around if b - a > _SHORTEST_CLAUSE - 2])
    finite = cue.tag_ in _FINITE and first_child(cue, "aux") is None
    if finite and cue.dep_ == "ccomp" and start == sentence_of(cue).start and main.i > end and doc[end].text == ",":
        return pieces(doc, [(end, main.right_edge.i + 1)])
    return []


_LONGEST_CHAIN = 4
_DASHES_AND_COMMAS = DASHES | {","}


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
    behind = end + 1 < sentence.end and doc[end].text == "," and doc[end + 1].tag_ == "VBG"  # ", citing two officials"
    ranges = pieces(doc, [(min(after_dateline(sentence), start), start), (end, end if behind else sentence.end)])
    return Reported("said.according", ranges, Source(noun_phrase(who)), "states") if ranges else None
