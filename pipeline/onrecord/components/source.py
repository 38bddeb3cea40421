"""Who says it: the subject of a reporting word in the parse, as a whole noun phrase."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.components.cues import children, first_child, sentence_of, trimmed

EDGES = frozenset(",;:.!?-–—()“”\"'‘’``''…")
_SUBJECTS = ("nsubj", "csubj", "expl")
RELATIVE = frozenset({"who", "which", "that", "whom"})
_CLIMBS = {"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep"}
_LONGEST_CLIMB = 6
_LONGEST_PHRASE = 60  # tokens to either side of a head: longer ones are lists, or no prose
_DETERMINERS = ("det", "poss", "amod", "compound", "nummod")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_DOING = frozenset({"VBG", "VBD", "VBZ", "VBP"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "SYM"})
DOCUMENTS = frozenset(
    """
    analysis audit data document email figure filing finding index inquiry investigation memo number paper poll record
    report research result review statistic study survey transcript
    """.split()
)
"""Nouns for what shows or finds something, though nobody speaks."""
HEARINGS = frozenset(
    """
    commission committee council councillor councilor court hearing inquest inquiry judge juror jury magistrate panel
    trial tribunal
    """.split()
)
"""Nouns for those before whom others speak: "the court heard that ..."."""
_MAKES_SPEAK = frozenset("force lead push prompt press compel ask urge tell allow get cause encourage persuade".split())
"""Verbs whose object is who speaks: "forced him to admit that ..."."""
CLOSING = frozenset({'"', "”", "''", "’", "'", "»"})
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """Token range of the source as it stands, and of the noun phrase that a relative pronoun stands for."""

    at: Range
    antecedent: Range | None = None


def source_of(cue: Token) -> Source | None:
    """The one who says what the reporting verb or noun `cue` reports; None where the sentence does not tell."""
    found = (
        _source_of_noun(cue)
        if cue.pos_ in ("NOUN", "PROPN")
        else _stranded(cue) or _source_of_verb(cue) or _neighbour(cue)
    )
    if found is None or not found.at[0] <= cue.i < found.at[1]:
        return found
    start, end = trimmed(cue.doc, found.at[0], cue.i, EDGES)  # a misread sentence: its subject swallowed the verb
    return Source((start, end)) if start < end and cue.pos_ == "VERB" else None


def _stranded(cue: Token) -> Source | None:
    """The name right before a verb that a parser took for more of a list: "to the nearest town, Ansel, Rowe | said"."""
    name = cue.doc[cue.i - 1] if cue.i else cue
    if name.dep_ not in ("appos", "conj") or name.ent_type_ != "PERSON" or cue.dep_ != "conj" or not _is_finite(cue):
        return None
    return None if first_child(cue, "nsubj", "nsubjpass", "csubj") else Source(noun_phrase(name))


def quoting(cue: Token) -> tuple[Token, Token] | None:
    """The "quoted" and the "saying" of "was quoted by Tass as saying", whichever of them the cue is."""
    verb = cue.head.head if cue.dep_ == "pcomp" and cue.head.lower_ == "as" else cue
    if verb.lemma_ not in QUOTES:
        return None
    saying = next((c for p in children(verb, "prep") if p.lower_ == "as" for c in children(p, "pcomp")), None)
    return (verb, saying) if saying is not None and cue in (verb, saying) else None


QUOTES = frozenset({"quote", "cite"})
"""Verbs for what one goes by: "quoted him as saying", "citing two officials"."""


def _source_of_verb(cue: Token) -> Source | None:
    if (found := quoting(cue)) is not None:
        quoted = first_child(found[0], "nsubjpass", "dobj") or (found[0].head if found[0].dep_ == "acl" else None)
        return Source(noun_phrase(quoted)) if quoted is not None else None
    if cue.tag_ == "VBG" and cue.i > 1 and cue.doc[cue.i - 1].tag_ == "POS":  # "Kerr's calling her a coward"
        return Source(noun_phrase(cue.doc[cue.i - 2]))
    verb, loose = cue, False
    for _ in range(_LONGEST_CLIMB):
        agent = (
            first_child(verb, "agent") if verb == cue or cue.dep_ != "pcomp" else None
        )  # "was quoted by X as saying"
        if agent is not None and (by := first_child(agent, "pobj")) is not None:
            return Source(noun_phrase(by))
        passive = first_child(verb, "nsubjpass", "auxpass") is not None or asked(verb)
        subject = _subject(verb)
        if passive and verb == cue:
            return None
        if subject is None and passive:
            subject = first_child(verb, "nsubjpass")
        if subject is not None:
            outer = _outer(verb, loose)
            if outer is None:
                return _from_subject(verb, subject)
            verb = outer
            continue
        joined = verb.dep_ == "conj" and not (verb.tag_ == "VB" and any(c.tag_ == "MD" for c in verb.lefts))
        loose = loose or joined or (verb.tag_ == "VBG" and (after_comma(verb) or _meanwhile(verb)))
        if verb.dep_ in ("acl", "relcl"):  # no "reasons to say so", no "a play called ..."
            if (author := _author(verb.head)) is not None:
                return author
            return Source(noun_phrase(verb.head)) if verb.tag_ in _DOING or after_comma(verb) else None
        if (doer := _doer(verb)) is not None:
            return Source(noun_phrase(doer))
        if verb.dep_ not in _CLIMBS or verb.head == verb:
            return None
        if verb.dep_ == "ccomp" and verb.tag_ not in ("VBG", "VB"):
            return None
        if verb.dep_ == "xcomp" and verb.head.lemma_ in _MAKES_SPEAK and (whom := first_child(verb.head, "dobj")):
            return Source(noun_phrase(whom))
        verb = verb.head
    return None


def _author(noun: Token) -> Source | None:
    """Whose document it is that says so: "the board | put out a statement saying", "sent an email to donors saying"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "to":
        above = noun.head.head
        noun = above if above.pos_ == "NOUN" else first_child(above, "dobj") or noun
    verb = noun.head
    if noun.lemma_ not in _WRITTEN or noun.dep_ != "dobj" or verb.lemma_ not in _WRITES:
        return None
    subject = _subject(verb)
    return _from_subject(verb, subject) if subject is not None else None


_WRITTEN = frozenset("email letter memo message note post release statement text tweet".split())
_WRITES = frozenset("circulate deliver distribute email give issue post publish put release send share write".split())
"""What one does with one's own words."""


def _meanwhile(verb: Token) -> bool:
    return verb.left_edge.lower_ == "while"


def _doer(verb: Token) -> Token | None:
    """Who does what others meet him for: "blamed her for saying ...", "accused them of hinting ..."."""
    prep = verb.head
    if verb.dep_ != "pcomp" or prep.lower_ not in ("for", "of") or prep.head.pos_ != "VERB":
        return None
    return first_child(prep.head, "dobj")


def asked(verb: Token) -> bool:
    """Whether a verb is said to whoever its sentence is about: "Asked if it was late, he said no"."""
    if verb.dep_ != "advcl" or verb.tag_ not in ("VBN", "VBD"):
        return False
    if verb.i > verb.head.i and verb.left_edge.lower_ != "when":
        return False
    return all(child.dep_ in ("advmod", "punct", "mark", "prep") for child in verb.lefts)


def _subject(verb: Token) -> Token | None:
    """The subject; of two that a parser sees before the verb, the one next to it."""
    subjects = children(verb, "nsubj", "csubj")
    before = [subject for subject in subjects if subject.i < verb.i]
    return before[-1] if before else next(iter(subjects), None)


def _neighbour(cue: Token) -> Source | None:
    """The noun phrase right before a finite verb that a parser gave no subject: "..., Ana Duarte, 44, | said"."""
    if first_child(cue, "nsubj", "nsubjpass", "csubj", "auxpass") is not None or not _is_finite(cue):
        return None
    doc, first, at = cue.doc, sentence_of(cue).start, cue.i - 1
    while at > first and (doc[at].pos_ == "AUX" or doc[at].pos_ == "ADV"):
        at -= 1
    comma = doc[at].text == ","
    if comma:
        at -= 3 if at - first > 3 and doc[at - 1].like_num and doc[at - 2].text == "," else 1
    if comma and (named := _before_insertion(doc, first, at)):
        at = named
    token = doc[max(at, first)]
    if token.pos_ == "NUM" and token.head == cue:  # "4 in 10 | say"
        return Source(noun_phrase(token))
    if token.pos_ not in ("PROPN", "PRON") and (comma or token.pos_ != "NOUN"):
        return None
    while token.dep_ in ("compound", "conj", "appos") and token.head.i < cue.i and token.head.pos_ in _NOMINAL:
        token = token.head
    start, end = noun_phrase(token)
    return Source((start, min(end, cue.i))) if start < cue.i else None


def _before_insertion(doc: Doc, first: int, last: int) -> int | None:
    """The name before a participle between commas that ends at `last`: "Duarte (D-N.M.), | noting the cost, | said"."""
    for i in range(last - 1, max(first, last - _LONGEST_INSERTION), -1):
        if doc[i].text == "," and doc[i + 1].tag_ in ("VBG", "VBN"):
            at = i - 1
            while at > first and doc[at].text == ")":
                at = next((j - 1 for j in range(at, first, -1) if doc[j].text == "("), first)
            return at if doc[at].pos_ == "PROPN" else None
        if doc[i].text in (".", ";", ":"):
            return None
    return None


_LONGEST_INSERTION = 16


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(child.dep_ == "aux" and child.tag_ in _FINITE for child in verb.lefts)


def _outer(verb: Token, loose: bool) -> Token | None:
    """The verb whose subject also says what a loose cue in its clause reports, as a parser that hangs it there hides:
    "Duarte said he would go, adding that ...", "Duarte said he would go and warned that ...".
    """
    if not loose:
        return None
    if verb.dep_ == "relcl" and not after_comma(verb):  # "threw out a suit that accused him, | saying ..."
        return next((up for up in verb.head.ancestors if up.pos_ == "VERB"), None)
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    if verb.dep_ != "ccomp" or verb.head.i > verb.i or verb.head.pos_ != "VERB":
        return None
    return verb.head


def _from_subject(verb: Token, subject: Token) -> Source | None:
    if subject.lower_ in RELATIVE and subject.tag_ in ("WP", "WDT"):
        antecedent = noun_phrase(_meant(verb.head)) if verb.dep_ == "relcl" else None
        return Source((subject.i, subject.i + 1), antecedent)
    if subject.lower_ == "there" or subject.dep_ == "csubj" or not (_is_nominal(subject) or subject.is_title):
        return None
    return Source(noun_phrase(subject))


def _is_nominal(token: Token) -> bool:
    return token.pos_ in _NOMINAL or first_child(token, *_DETERMINERS) is not None


def _meant(noun: Token) -> Token:
    """What a relative clause is about: the name that its noun stands in apposition to, "Duarte, the mayor, who ..."."""
    while noun.dep_ == "appos" and noun.head.pos_ in _NOMINAL:
        noun = noun.head
        while noun.dep_ == "conj" and noun.head.pos_ in _NOMINAL:  # "Ansel and Rowe, the two ports, which ..."
            noun = noun.head
    return noun


def _source_of_noun(noun: Token) -> Source | None:
    """ "his claim", "the minister's claim", "a claim by the minister", "a Herald report", "he made the claim"."""
    owner = first_child(noun, "poss")
    if owner is not None:
        return Source(noun_phrase(owner))
    for prep in children(noun, "prep", "agent"):
        if prep.lower_ in ("by", "of", "from") and (by := first_child(prep, "pobj")) is not None:
            return Source(noun_phrase(by))
    name = next((c for c in children(noun, "compound") if c.pos_ == "PROPN" or c.lemma_ in _REPORTERS), None)
    if name is not None:
        return Source(trimmed(noun.doc, name.left_edge.i, noun.i, EDGES))
    verb = noun.head
    if noun.dep_ == "dobj" and verb.pos_ == "VERB":
        return (
            _source_of_verb(verb) if verb.lemma_ in _UTTERS else None
        )  # "denied reports that ...": whose, nobody says
    if noun.dep_ == "pobj" and verb.lower_ in ("in", "with") and verb.head.lemma_ not in _MEETS:
        return _source_of_verb(verb.head) if verb.head.pos_ == "VERB" else None  # "persisted in arguments that ..."
    return None


_REPORTERS = frozenset("army government intelligence media military newspaper police press".split())
_UTTERS = frozenset(
    """
    advance air deliver express file give hold issue lodge maintain make offer press publish raise reiterate release
    renew repeat retract share stand state submit tout voice withdraw
    """.split()
)
"""Verbs whose subject is whose words their object names: "voiced concern that", not "denied reports that"."""
_MEETS = frozenset("agree associate deal disagree side struggle sympathize".split())
"""Verbs for meeting what others say: "agreed with claims that ..."."""


def noun_phrase(head: Token) -> Range:
    """The token range of the whole noun phrase of `head`: title, apposition and "of" phrases, no relative clauses."""
    left, right = head.left_edge.i, head.i + 1
    for child in head.rights:
        if child.dep_ == "relcl" or (child.dep_ == "acl" and (after_comma(child) or child.left_edge.lower_ == "that")):
            break
        if child.dep_ in ("advcl", "npadvmod", "advmod", "parataxis", "dep", "ccomp", "advcl"):
            break
        if child.dep_ == "case":  # the possessive is no part of the name
            break
        if child.dep_ == "punct":
            continue
        if child.dep_ in ("appos", "conj"):
            right = noun_phrase(child)[1] if child.pos_ in _NOMINAL else child.right_edge.i + 1
        else:
            right = child.right_edge.i + 1
    if (
        head.doc[left].lower_ == "that" and left < head.i and head.tag_ in ("NNS", "NNPS", "NNP")
    ):  # "said that officials"
        left += 1
    left, right = max(left, head.i - _LONGEST_PHRASE), min(max(right, head.i + 1), head.i + _LONGEST_PHRASE)
    start, end = trimmed(head.doc, left, right, EDGES)
    if end < len(head.doc) and head.doc[end].text == ")" and "(" in [token.text for token in head.doc[start:end]]:
        end += 1
    return (start, end) if start < end else (head.i, head.i + 1)


def after_comma(token: Token) -> bool:
    """Whether a phrase follows a comma, which may stand in quotation marks: `“It is over,” | adding`."""
    doc, at = token.doc, token.left_edge.i - 1
    if at > 0 and doc[at].text in CLOSING:
        at -= 1
    return at >= 0 and doc[at].text == ","
