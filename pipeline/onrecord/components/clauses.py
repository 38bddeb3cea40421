"""Finds finite clauses: who does what, and whether it is done, planned, denied or only possible.

A clause is marked from its first to its last word; its evidence is the record's `Clause`, offsets and plain strings.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

from onrecord.components.family import set_mentions
from onrecord.components.surface import chars_at, text_of
from onrecord.components.verb_groups import IFS, SUBJECTS, Frame, believed, infinitive, verb_group
from onrecord.model import Mention
from onrecord.normalize.view import view

_VERBS = ("VERB", "AUX")
_NOUNS = ("NOUN", "PROPN", "NUM", "ADJ")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_COMPLETES = ("dobj", "attr", "dative", "oprd", "prep", "xcomp", "acomp", "ccomp", "agent")
_OBJECTS = {dep: rank for rank, dep in enumerate(_COMPLETES)}
"""What completes a verb, what tells most of the object first."""
_RELATIVE = frozenset({"who", "which", "that"})
"""Subjects that stand for the noun phrase before them."""
_DOUBTS = frozenset({"reportedly", "allegedly", "apparently", "purportedly", "supposedly", "presumably", "seemingly"})
_BELIEVED = frozenset(
    {"believe", "think", "say", "report", "allege", "understand", "rumor", "rumour", "suspect", "fear"}
)
"""Verbs that as passives with an infinitive leave open who says so: "is believed to have left"."""


_OPENS = re.compile('[("“”„‟″«»＂]')
"""What may open in a span and close behind it: looked for in the text, which is cheaper than token by token."""


Range = tuple[int, int]
"""Where something starts and ends, in tokens or characters."""


def find_clauses(doc: Doc) -> Iterator[Mention]:
    """Every clause that has a subject, its own or one that it shares, in the order of the subjects."""
    if not doc.has_annotation("DEP"):
        return
    subjects = {doc.vocab.strings[dep] for dep in SUBJECTS}
    starts, text = [sent.start for sent in doc.sents], text_of(doc)
    for i, dep in enumerate(doc.to_array("DEP").tolist()):
        if dep in subjects and _is_finite(doc[i].head) and not _lacks_its_object(doc[i]):
            for verb, frame, children in _verbs(doc[i].head):
                yield _clause(text, doc[i], verb, frame, children, bisect_right(starts, i) - 1)


def _is_finite(verb: Token) -> bool:
    """Whether a verb has a tense, or an auxiliary that has one.

    Not so in "with the minister leading the talks", "prompted the minister to lead" and "helped the minister lead".
    """
    if verb.pos_ not in _VERBS:
        return False
    auxiliaries = [c.lower_ for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    return auxiliaries[:1] != ["to"] and (verb.tag_ not in ("VBG", "VB") or bool(auxiliaries))


def _lacks_its_object(subject: Token) -> bool:
    """Whether a clause only tells which thing is meant ("the speeches she gave"): it is no sentence of its own."""
    verb = subject.head
    if verb.dep_ != "relcl" or subject.lower_ in _RELATIVE or subject.left_edge.lower_ == "whose":
        return False
    return not any(c.lower_ in ("when", "where") or c.dep_ == "mark" for c in verb.lefts)


def _verbs(first: Token) -> Iterator[tuple[Token, Frame, list[Token]]]:
    """A subject's verb, and those coordinated to it that have no subject of their own, each with its verb group and
    its children.
    """
    verb = _main_verb(first)
    children = list(verb.children)
    frame = verb_group(verb, children)
    yield verb, frame, children
    while (later := next((c for c in verb.rights if _shares_subject(c)), None)) is not None:
        children = list(later.children)
        goes_on = later.tag_ in ("VB", "VBN", "VBG") and not any(c.dep_ in ("aux", "auxpass") for c in children)
        frame, verb = frame if goes_on else verb_group(later, children), later  # "has met and signed"
        yield verb, frame, children


def _main_verb(verb: Token) -> Token:
    """The verb itself; where it is but a participle of the subject, as in "those forced to flee reached ...", that."""
    if verb.tag_ != "VBN" or any(c.dep_ in ("aux", "auxpass") for c in verb.lefts):
        return verb
    finite = (c for c in verb.rights if c.dep_ == "conj" and c.tag_ in _FINITE and not _has_subject(c))
    return next((c for c in finite if not _is_joined(c)), verb)


def _shares_subject(token: Token) -> bool:
    """Whether a verb is coordinated to another one whose subject is its own, too, as far as their forms agree."""
    if token.dep_ != "conj" or token.pos_ not in _VERBS or _has_subject(token) or not _is_joined(token):
        return False
    return token.head.tag_ != "VB" or token.tag_ not in ("VBD", "VBZ")  # not in "said it would pay and denied ..."


def _is_joined(verb: Token) -> bool:
    """Whether a conjunction or comma stands before a coordinated verb; where none does, the parse is wrong.

    So it is in "gas rose 6 per cent, rent 8 per cent" with the bare form of a verb.
    """
    first = verb.left_edge.i
    before = verb.doc[first - 1] if first else None
    if before is None or before.tag_ == "CC":
        return before is not None
    bare = verb.tag_ == "VB" and verb.head.tag_ in ("VBD", "VBZ") and not any(c.dep_ == "aux" for c in verb.lefts)
    return (before.is_punct or before.is_space) and not bare


def _clause(text: str, subject: Token, verb: Token, frame: Frame, children: list[Token], sentence: int) -> Mention:
    doc = verb.doc
    head, relative = _antecedent(subject)
    first, children = verb, [c for c in children if c != subject] if relative else children
    participle = subject.head if subject.head.tag_ == "VBN" and subject.head == verb.head else None
    participle = participle if verb.dep_ == "conj" and not _is_joined(verb) else None
    if participle is not None:
        children = [*participle.lefts, *children]
    hedge = _hedge(verb, children)
    if (hedge or frame.status == "planned") and (later := infinitive(children)):  # "are to meet": the meeting
        frame = believed(later) if hedge and verb.lemma_ in _BELIEVED else frame
        verb, children = later, [*children, *later.children]
    opening, ending = _extent(first, verb, children)
    start, end = chars_at(doc, opening, ending)
    noun_phrase = _trim(doc, head.left_edge.i, first.left_edge.i if participle is not None else _noun_phrase_end(head))
    after = [(rank, c) for c in children if c.i > verb.i and (rank := _OBJECTS.get(c.dep_)) is not None]
    told = min(after, key=_rank)[1] if after else None
    evidence: dict[str, Any] = {
        "extent": {"start_char": start, "end_char": end},
        "verb": _word(verb),
        "lemma": verb.lemma_,
        "subject": _span(text, doc, noun_phrase),
        "subject_head": _word(head),
        "subject_label": head.ent_type_ or None,
        "object": _span(text, doc, _trim(doc, told.left_edge.i, min(told.right_edge.i + 1, ending))) if told else None,
        "negated": frame.negated,
        "modality": frame.modality,
        "status": frame.status,
        "hedge": text[hedge[0].idx : hedge[-1].idx + len(hedge[-1])] if hedge else None,
        "opens_with_name": _is_name(doc[opening]),
        "sentence": sentence,
    }
    return Mention(start, end, text[start:end], "CLAUSE", "clause.finite", evidence)


def _rank(found: tuple[int, Token]) -> int:
    return found[0]


def _hedge(verb: Token, children: list[Token]) -> list[Token]:
    """The words by which a clause leaves open whether it is so: "reportedly", "is believed to"."""
    adverb = next((c for c in children if c.lower_ in _DOUBTS), None)
    if adverb is not None:
        return [adverb]
    passive = next((c for c in children if c.dep_ == "auxpass"), None)
    if passive is None or verb.lemma_ not in _BELIEVED or (later := infinitive(children)) is None:
        return []
    to = next(c for c in later.children if c.lower_ == "to" and c.dep_ == "aux")
    return list(verb.doc[passive.i : to.i + 1])


def _antecedent(subject: Token) -> tuple[Token, bool]:
    """The head of the noun phrase that a relative pronoun stands for, and whether it is one; any other subject itself.

    "A step that officials said would help" is about the step.
    """
    verb = subject.head
    if subject.lower_ not in _RELATIVE:
        return subject, False
    while verb.dep_ == "ccomp" and verb.head.i > subject.i:
        verb = verb.head
    if verb.dep_ != "relcl" or _is_doubtful(verb.head, subject):
        return subject, False
    return (_person(verb.head) if subject.lower_ == "who" else verb.head), True


def _person(head: Token) -> Token:
    """Whom "who" stands for behind a person's party or body: "Ana Duarte, a member | of the Unity Party, who ..."."""
    holder = head.head.head if head.dep_ == "pobj" and head.head.lower_ in ("of", "for", "from", "at", "in") else head
    if head.ent_type_ not in _NO_PERSONS or holder == head or holder.pos_ not in ("NOUN", "PROPN"):
        return head
    return holder.head if holder.dep_ == "appos" and holder.head.ent_type_ == "PERSON" else holder


_NO_PERSONS = frozenset({"ORG", "GPE", "LOC", "FAC", "DATE"})


def _is_doubtful(head: Token, pronoun: Token) -> bool:
    """Whether "which" hardly stands for the noun before it: for a day, or one where its verb is for many.

    "Two more cuts by Christmas, which would bring ..." and "rules of the court, which are ..." are about another noun.
    """
    if head.ent_type_ in ("DATE", "TIME"):
        return True
    if pronoun.lower_ != "which" or head.tag_ not in _NUMBERED:
        return False
    verb = pronoun.head
    finite = next((c for c in verb.lefts if c.tag_ in ("VBZ", "VBP")), verb)
    return finite.tag_ in ("VBZ", "VBP") and finite.tag_ != _NUMBERED[head.tag_]


_NUMBERED = {"NN": "VBZ", "NNS": "VBP"}
"""The tags of nouns for one and for many, and of the verbs that agree with them."""


def _extent(first: Token, verb: Token, children: list[Token]) -> Range:
    """The verb's subtree without the clauses coordinated to it, clauses of their own, and outer punctuation.

    `first`: the verb that it completes ("plan" of "plan to meet"), or the verb itself.
    """
    doc = verb.doc
    before = [c for c in children if c.i < verb.i and not (c.dep_ == "mark" and c.lower_ not in IFS)]
    start = min([first.i, *(c.left_edge.i for c in before)])
    start = max(start, _behind_semicolon(doc, start, verb.i))
    end = verb.i + 1
    for child in children:
        if child.i > verb.i:
            if child.dep_ in ("cc", "punct") or (child.dep_ in ("conj", "parataxis") and _stands_alone(child)):
                continue
            end = max(end, child.right_edge.i + 1)
    end = _before_another(doc, verb.i, end)
    while end > verb.i + 1 and (doc[end - 1].tag_ == "CC" or doc[end - 1].text == ","):  # "left on Friday and, in June"
        end -= 1
    return _trim(doc, start, end)


def _before_another(doc: Doc, start: int, end: int) -> int:
    """The end of a clause without a last noun that is the next one's subject: "had left and | six million were ..."."""
    if end == len(doc) or doc[end - 1].dep_ != "conj" or doc[end].pos_ not in _VERBS:
        return end
    verb = doc[end] if doc[end].dep_ not in ("aux", "auxpass") else doc[end].head
    if verb.dep_ != "conj" or _has_subject(verb) or _is_joined(verb):
        return end
    return next((i for i in range(end - 1, start, -1) if doc[i].tag_ == "CC"), end)


def _stands_alone(later: Token) -> bool:
    """Whether what is coordinated to a verb is no part of its clause: another clause, or half of one without a verb."""
    if later.pos_ in _NOUNS:
        return later.head.pos_ == "VERB" and not any(c.dep_ == "dobj" for c in later.head.rights)
    return later.pos_ in _VERBS and (later.dep_ == "parataxis" or _has_subject(later) or _is_joined(later))


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" or token.ent_type_ in _NAMED or token.text == "I" or not token.is_title


_NAMED = frozenset("PERSON NORP FAC ORG GPE LOC PRODUCT EVENT WORK_OF_ART LAW LANGUAGE DATE".split())


def _behind_semicolon(doc: Doc, start: int, end: int) -> int:
    """Where the last part before `end` begins: "two came; the council met" are two clauses, whatever the parse says."""
    if text_of(doc).find(";", doc[start].idx, doc[end].idx) < 0:
        return start
    return next((i + 1 for i in range(end - 1, start - 1, -1) if doc[i].text == ";"), start)


def _has_subject(token: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in token.children)


def _noun_phrase_end(head: Token) -> int:
    """The end of a subject's noun phrase: without relative clauses and appositions set off by commas."""
    end = head.i + 1
    for child in head.rights:
        if child.dep_ in ("prep", "compound", "case", "nummod", "conj", "cc"):
            end = max(end, child.right_edge.i + 1)
        else:
            break
    return end


def _trim(doc: Doc, start: int, end: int) -> Range:
    """A span without white space and punctuation at its edges, but with what closes a quote or bracket of its own."""
    end = max(end, start + 1)
    while end - start > 1 and ((last := doc[end - 1]).is_punct or last.is_space) and last.text != "%":
        end -= 1
    while end - start > 1 and ((first := doc[start]).is_punct or first.is_space):
        start += 1
    if not _OPENS.search(text_of(doc), *chars_at(doc, start, end)):
        return start, end
    marks = [view(token.text) for token in doc[start:end] if token.is_quote]
    if marks.count('"') % 2:  # the mark that closes it stands behind a comma or stop, or right here
        close = next((i for i in range(end, min(end + 2, len(doc))) if view(doc[i].text) == '"'), None)
        end = close + 1 if close is not None else end
    if end < len(doc) and doc[end].text == ")" and any(token.text == "(" for token in doc[start:end]):
        end += 1
    return start, end


def _span(text: str, doc: Doc, at: Range) -> dict[str, Any]:
    start, end = chars_at(doc, *at)
    return {"start_char": start, "end_char": end, "text": text[start:end]}


def _word(token: Token) -> dict[str, Any]:
    start, text = token.idx, token.text
    return {"start_char": start, "end_char": start + len(text), "text": text}


def mark_clauses(doc: Doc) -> Doc:
    """Mark the clauses of `doc` in `doc.spans["clauses"]`."""
    set_mentions(doc, "clauses", find_clauses(doc))
    return doc


@Language.factory("onrecord_clauses", assigns=["doc.spans"])
def make_clauses(nlp: Language, name: str) -> object:
    """`nlp.add_pipe("onrecord_clauses")`."""
    return mark_clauses
