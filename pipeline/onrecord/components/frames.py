"""What a reporting verb takes that is no clause: a wish, an object, a phrase, a name."""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Doc, Span, Token

from onrecord.components.cues import children, first_child, trimmed
from onrecord.components.source import EDGES, Range, noun_phrase, quoting

TRIM = EDGES - frozenset("()“”\"'‘’``''")


def infinitive(cue: Token) -> list[Range]:
    """ "vowed to fight on": the words from "to"."""
    for verb in children(cue, "xcomp"):
        if verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.lefts):
            return pieces(cue.doc, [(verb.left_edge.i, verb.right_edge.i + 1)])
    return []


def hearsay(cue: Token) -> list[Range]:
    """ "the driver is said to have fled": who, and what is said of him."""
    who, told = first_child(cue, "nsubjpass"), first_child(cue, "xcomp")
    if who is None or told is None or told.i < cue.i or cue.lemma_ not in _HEARSAY or who.pos_ == "PRON":
        return []
    if not any(child.lower_ == "to" and child.dep_ == "aux" for child in told.lefts):
        return []
    return pieces(cue.doc, [noun_phrase(who), (told.left_edge.i, told.right_edge.i + 1)])


_HEARSAY = frozenset({"say", "report", "allege", "rumor"})


def request(cue: Token) -> list[Range]:
    """ "urged voters to register": whom, and to do what."""
    for verb in children(cue, "ccomp", "xcomp", "advcl"):
        to = any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.lefts)
        whom = first_child(verb, "nsubj") or first_child(cue, "dobj", "dative") or _called_on(cue)
        if to and whom is not None and whom.i > cue.i:
            return pieces(cue.doc, [(whom.left_edge.i, max(verb.right_edge.i, whom.right_edge.i) + 1)])
    return []


def _called_on(cue: Token) -> Token | None:
    """Whom "called on voters to register" is about."""
    on = next((prep for prep in children(cue, "prep") if prep.lower_ in ("on", "upon") and prep.i == cue.i + 1), None)
    return first_child(on, "pobj") if on is not None else None


def for_clause(cue: Token) -> list[Range]:
    """ "called for the funds to be returned": the words after "for"."""
    for clause in children(cue, "ccomp", "advcl", "xcomp"):
        opens = clause.left_edge
        if opens.lower_ == "for" and opens.dep_ == "mark" and clause.i > cue.i:
            return pieces(cue.doc, [(opens.i + 1, clause.right_edge.i + 1)])
    return []


def predicate(cue: Token) -> list[Range]:
    """ "called the plan a mistake": what, and what it is called; "was called a fraud by her": what it is called."""
    objects = children(cue, "dobj")
    if (name := first_child(cue, "oprd", "dobj", "attr")) is not None and _done_by(cue) and name.i > cue.i:
        return pieces(cue.doc, [(name.left_edge.i, name.right_edge.i + 1)])
    for term in [*children(cue, "oprd", "ccomp", "xcomp", "acomp"), *objects[1:]]:
        what = first_child(cue, "dobj", "nsubjpass") or first_child(term, "nsubj")
        if what is not None and what.i > cue.i and term.tag_ != "VB" and term.pos_ != "NUM":
            return pieces(cue.doc, [(what.left_edge.i, max(term.right_edge.i, what.right_edge.i) + 1)])
    if objects and (marked := _name_in_marks(objects[0])):
        return pieces(cue.doc, [(objects[0].left_edge.i, marked)])
    return []


def _name_in_marks(what: Token) -> int:
    """The token after a name between marks right behind an object: "called the plan “racist”"; 0 without one."""
    doc, first = what.doc, what.i + 1
    if first >= len(doc) or not doc[first].is_quote:
        return 0
    last = min(first + _LONGEST_NAME, len(doc))
    return next((i + 1 for i in range(first + 2, last) if doc[i].is_quote), 0)


_LONGEST_NAME = 12  # tokens


def reported_object(cue: Token) -> list[Range]:
    """ "reported 1,204 groundings": the object."""
    what = first_child(cue, "dobj") or next((c for c in children(cue, "xcomp", "ccomp") if c.tag_ == "VBG"), None)
    if what is None or what.i < cue.i or what.pos_ == "PRON":
        return []
    right = what.right_edge.i + 1
    for child in cue.rights:
        if child.i > what.i and child.dep_ != "conj" and goes_on(child, right, ()):
            right = child.right_edge.i + 1
    return pieces(cue.doc, [(what.left_edge.i, right)])


def phrase(cue: Token, prepositions: frozenset[str]) -> tuple[list[Range], bool] | None:
    """ "called for calm": what stands after the preposition; "described it as fair": the object too, and True.

    Not "quoted her as saying ...", where the saying tells.
    """
    what = first_child(cue, "dobj", "nsubjpass")
    for holder in [cue, what] if what is not None else [cue]:
        for prep in children(holder, "prep"):
            if prep.lower_ in prepositions and prep.i > cue.i:
                if quoting(cue) is not None:
                    return None
                after = what is not None and cue.i < what.i < prep.i
                start = what.left_edge.i if what is not None and after else prep.i + 1
                named = _named_before(cue, what, prep)
                with_object = after or bool(named) or _done_by(cue)
                if named and cue.doc[prep.i + 1].is_quote:  # "an act that she described as “mean”"
                    named, start = [], prep.i + 1
                elif named:
                    start = prep.i
                ranges = pieces(cue.doc, [*named, (start, prep.right_edge.i + 1)])
                return (ranges, with_object) if ranges else None
    return _as_such(cue, what) if "as" in prepositions else None


def _as_such(cue: Token, what: Token | None) -> tuple[list[Range], bool] | None:
    """ "described it | as false", where a parser takes "as" for the adjective's."""
    for term in children(cue, "advmod", "acomp", "oprd", "amod"):
        link = next((child for child in term.lefts if child.lower_ == "as"), None)
        if link is not None and cue.i < link.i and term.pos_ == "ADJ":
            named = _named_before(cue, what, link)
            first = what.left_edge.i if what is not None and cue.i < what.i < link.i else link.i
            told = bool(named) or first < link.i
            return (pieces(cue.doc, [*named, (first, term.right_edge.i + 1)]), True) if told else None
    return None


def _named_before(cue: Token, what: Token | None, prep: Token) -> list[Range]:
    """What a phrase names that stands before its verb: "a count that she described as baseless"."""
    if prep.lower_ != "as" or (what is not None and what.i > cue.i):
        return []
    if cue.dep_ in ("relcl", "acl") and cue.head.i < cue.i and first_child(cue, "nsubj") is not None:
        pronoun = next((t.i for t in cue.doc[cue.left_edge.i : cue.i] if t.lower_ in _PRONOUNS), None)
        if pronoun is None:
            return [] if cue.left_edge.tag_ == "WRB" else [noun_phrase(cue.head)]
        return [(pronoun, pronoun + 1)]
    return [noun_phrase(what)] if what is not None and what.dep_ == "nsubjpass" and _done_by(cue) else []


_PRONOUNS = frozenset({"that", "which", "whom"})


def _done_by(cue: Token) -> bool:
    """Whether a passive names its speaker: "was accused of fraud by the union"."""
    return first_child(cue, "agent") is not None and first_child(cue, "auxpass", "nsubjpass") is not None


def goes_on(child: Token, right: int, cues: Container[int]) -> bool:
    """Whether a phrase right after a clause, or "but" and a clause, is the clause's rather than its cue's."""
    if child.dep_ == "conj":
        start = child.left_edge.i
        link = child.doc[right:start]
        joined = bool(link) and link[-1].lower_ == "but" and all(t.is_punct or t.dep_ == "cc" for t in link)
        return joined and child.i not in cues and first_child(child, "nsubj", "nsubjpass") is not None
    return child.dep_ in ("prep", "oprd") and child.left_edge.i == right and not _tells_when(child)


def _tells_when(phrase: Token) -> bool:
    return any(token.ent_type_ in ("DATE", "TIME") for token in phrase.subtree)


def pieces(doc: Doc, ranges: list[Range]) -> list[Range]:
    """The ranges without punctuation at their edges, empty ones left out."""
    kept = [trimmed(doc, start, end, TRIM) for start, end in ranges]
    return [
        (start, end)
        for start, end in kept
        if start < end and any(t.is_alpha or t.is_digit for t in Span(doc, start, end))
    ]


def is_clause(clause: Token) -> bool:
    """Whether what a verb takes is a clause of its own: not "found | it hard", nor "informed | the people affected"."""
    if clause.pos_ == "ADJ" and first_child(clause, "aux", "auxpass", "mark") is None:
        return False
    if clause.tag_ == "VBN" and [child.dep_ for child in clause.children] == ["nsubj"]:
        return False
    return clause.tag_ not in ("VBG", "VB") or first_child(clause, "nsubj", "nsubjpass", "aux", "expl") is not None


def is_turned_down(cue: Token) -> bool:
    """Whether what is rejected is a proposal, no word of somebody's: "voters rejected the levy"."""
    what = first_child(cue, "dobj")
    return what is not None and what.lemma_.lower() in _PROPOSALS


_PROPOSALS = frozenset(
    """
    amendment appeal application bail bid bill budget candidacy candidate deal levy measure merger motion nomination
    nominee offer override petition plan proposal referendum request resolution ticket treaty visa
    """.split()
)
"""What one accepts or turns down."""
