"""What the words around a date say of it: which end stays open, the tense of its verb, whether they look forward."""

from __future__ import annotations

import re
from typing import Any

from spacy.tokens import Token

from onrecord.components.date_place import Place

_ABOUT = frozenset({"about", "around", "roughly", "approximately"})
_BEFORE_ARTICLE = re.compile(r"(since|until|till) the $")
_RANGES = ("to ", "through ", "until ", "till ", "-")
_LENGTH = re.compile(r"(?:minute|hour|day|week|month|year|decade)s? (?:before|after) $")
_OPEN = {"since": "end", "until": "begin", "till": "begin", "by": "begin", "through": "begin"}
_PLANS = frozenset(
    "expect schedule plan set due slate target intend hope aim poise prepare ready upcoming head".split()
)
_WORDS = frozenset(
    "propose promise pledge vow agree forecast predict project".split()
)  # dated by the day they are said
_CUES = _PLANS | _WORDS
_DEMANDS = frozenset("demand insist request require urge ask tell order instruct direct warn grant".split())
_ORDERS = frozenset("declare announce order impose ban suspend decree introduce proclaim call".split())
_BEGINS = frozenset("begin start open end expire close resume launch conclude".split())
_ISSUED = frozenset("guidance forecast forecasts estimate estimates survey poll ruling report figures data".split())
_AS_RECENTLY = re.compile(r"\bas (?:recently|late) as $")
_WHEN_WILL = re.compile(r",? when [a-z' -]{1,40} (?:will|would|shall|is to|are to) ")
_TELLS = frozenset("say tell announce add report".split())
_FAR = 12  # tokens back to the verb of what is told
_REACH = 6  # tokens back to the verb that tells
_LIKELY = frozenset("likely unlikely bound sure certain eager keen willing".split())
_PUBLISH = frozenset("publish release report announce issue disclose post".split())
_STATES = frozenset("be have say tell write show report follow stand remain".split())
_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_MIGHT = frozenset({"would", "should", "may", "might", "can", "must", "'d"})
_HAVE = frozenset({"have", "has", "had", "'ve", "having"})


def context(place: Place, form: str) -> dict[str, Any]:
    """Plain evidence: `prep`, the `open` end, the `tense` of the verb, whether its words look `forward`."""
    evidence: dict[str, Any] = {}
    if place.before:
        evidence["prep"] = place.before
    if form in ("calendar", "unit") and place.source.parsed:
        evidence.update(_governor(place))
    if form in ("calendar", "unit", "offset"):
        evidence.update(_side(place, bool(evidence.get("forward"))))
    if form == "calendar" and place.before in _ABOUT and {"hour", "clock", "year"} & place.groups.keys():
        evidence["about"] = place.before
    onward = place.before == "from" and evidence.get("tense") != "past" and place.low.startswith(" on", place.end)
    if onward or _WHEN_WILL.match(place.low, place.end):
        evidence["forward"] = 1  # "from Monday, when flags will fly"
    if "clock" in place.groups and place.before in ("a", "an") and place.after:
        evidence["generic"] = 1  # "a midnight curfew"
    if place.groups.get("deictic") != "today":
        evidence.pop("habit", 0)
    generic = evidence.pop("nowadays", 0) or place.after == "than" or place.before in ("than", "of")
    if place.groups.get("deictic") == "today" and "hour" not in place.groups and generic:
        evidence["nowadays"] = 1
    return evidence


def _side(place: Place, forward: bool) -> dict[str, str]:
    """Which end of the interval a preposition leaves open, or on which `side` of the date the interval lies.

    "since the 2020 election" opens what "since 2020" does. "From Monday" opens the end of what is to come, unless
    its end follows; "before Monday" does not where the date only dates a noun, or is what a length of time hangs on.
    """
    before = place.before
    if before == "the" and (word := _BEFORE_ARTICLE.search(place.low, max(0, place.start - 30), place.start)):
        before = word[1]
    if before in _OPEN:
        return {"open": _OPEN[before]}
    rest = place.low[place.end : place.end + 12].lstrip(" ")
    if before == "from" and not rest.startswith(_RANGES) and (forward or rest.startswith(("on", "onward"))):
        return {"open": "end"}
    alone = before == place.before and place.low[place.end : place.end + 1] != "'" and not place.counts()
    hangs = _LENGTH.search(place.low, max(0, place.start - 40), place.start)
    return {"side": before} if before in ("before", "after") and alone and not hangs else {}


def _governor(place: Place) -> dict[str, Any]:
    """The tense of the verb that governs the date, and whether the words on the way to it look forward.

    A date that hangs on a noun ("to discuss Friday's vote") says less about when that noun is than one on the verb.
    """
    cue = place.before in ("as", "starting", "beginning")  # "as early as Tuesday"
    token, through_noun = place.span.root, False
    if _AS_RECENTLY.search(place.low, max(0, place.start - 20), place.start) or place.after in _ISSUED:
        return {"tense": "past"}
    for _ in range(12):
        head = token.head
        if head.i == token.i:
            break
        token = head
        if token.pos_ in ("VERB", "AUX") and not _trails(token):
            if token.i >= place.span.end:
                token = _teller(place) or _told(place, token) or token
            return _read_verb(token, place, cue, through_noun)
        cue = cue or token.lemma_ in _CUES
        through_noun = through_noun or token.pos_ in ("NOUN", "PROPN")
    return {"forward": 1} if cue else {}


def _read_verb(verb: Token, place: Place, cue: bool, through_noun: bool) -> dict[str, Any]:
    tense = _tense(verb)
    if _had_been(verb):
        return {"tense": "past"}
    if verb.lemma_ in _PUBLISH and _is_of_noun(place, through_noun):
        return {"tense": "past"}  # "will publish the figures for July"
    cue = cue or any(child.dep_ == "acomp" and child.lemma_ in _PLANS for child in verb.children)
    planned = (verb.lemma_ in _PLANS and not (verb.lemma_ == "set" and place.before == "on")) or (
        verb.lemma_ in _WORDS and (tense != "past" or verb.tag_ == "VBN")
    )
    demanded = (place.before == "by" and verb.lemma_ in _DEMANDS) or _is_subjunctive(verb)
    announced = place.before == "from" and verb.lemma_ in _ORDERS  # "declared three days of mourning from Monday"
    scheduled = tense == "present" and verb.tag_ != "VBG" and (verb.lemma_ in _BEGINS or _is_up(verb))
    forward = (
        cue
        or planned
        or announced
        or scheduled
        or demanded
        or tense in ("future", "modal")
        or (tense == "could" and "weekday" not in place.groups)
    )
    if tense == "infinitive":
        forward = _infinitive_looks_forward(verb, through_noun)
    evidence: dict[str, Any] = {"tense": tense}
    if through_noun and tense == "past":
        evidence["loose"] = 1
    if place.before in ("until", "till") and any(child.lower_ == "had" for child in verb.lefts):
        evidence["had"] = 1
    simple = tense == "present" and verb.tag_ != "VBG"
    if simple and not through_noun and verb.lemma_ not in _STATES:
        forward = forward or ("weekday" in place.groups and (place.before == "on" or not _hangs_on_preposition(place)))
    if simple and place.span.root.i < verb.i and not place.span.root.dep_.startswith("nsubj"):
        evidence["habit"] = 1
    if forward:
        evidence["forward"] = 1
    if simple and _generic_subject(verb) and place.before != "by":
        evidence["nowadays"] = 1
    return evidence


def _teller(place: Place) -> Token | None:
    """The past verb that stands before: "said on Wednesday it would not" tells when it was said."""
    if place.span.root.dep_.startswith("nsubj"):
        return None
    for token in reversed(place.source.doc[max(0, place.span.start - _REACH) : place.span.start]):
        if token.tag_ == "VBD":
            return token
        if token.is_sent_start or token.pos_ in ("PUNCT", "CCONJ", "SCONJ", "VERB", "AUX"):
            break
    return None


def _told(place: Place, verb: Token) -> Token | None:
    """The verb of what is told, before the comma: "crews will try on Friday, she said"."""
    if place.mark != "," or verb.lemma_ not in _TELLS:
        return None
    for token in reversed(place.source.doc[max(0, place.span.start - _FAR) : place.span.start]):
        if token.pos_ == "VERB":
            return token
        if token.is_sent_start:
            break
    return None


def _trails(verb: Token) -> bool:
    """ "rising to a high in June": a participle has the tense of the verb that it trails."""
    trails = verb.tag_ == "VBG" and verb.dep_ in ("advcl", "pcomp", "pobj") and verb.lemma_ not in _PLANS
    return trails and not any(child.dep_ == "aux" for child in verb.lefts)


def _is_up(verb: Token) -> bool:
    """ "are up for election in November"."""
    return verb.lemma_ == "be" and any(child.lower_ == "up" for child in verb.rights)


def _is_of_noun(place: Place, through_noun: bool) -> bool:
    """ "the figures for July", even where the parse hangs "for" on the verb."""
    first = place.span.start
    return place.before == "for" and (through_noun or place.source.doc[max(0, first - 2)].lower_ in _ISSUED)


def _is_subjunctive(verb: Token) -> bool:
    """ "that he surrender his passport": what is asked for is to come."""
    if not any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.lefts):
        return False
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return all(h.tag_ == "VB" for h in helpers) if helpers else verb.tag_ == "VB"


def _hangs_on_preposition(place: Place) -> bool:
    return place.span.root.head.pos_ in ("ADP", "SCONJ")


def _had_been(verb: Token) -> bool:
    """ "had been due to expire Friday", "had agreed in March": it was a plan, or its word, and its day has passed."""
    planned = [verb] if verb.lemma_ in _CUES else []
    head = verb
    for _ in range(2):
        head = head.head
        if head.lemma_ in _PLANS or head.lemma_ == "be":
            planned.append(head)
    return any(child.lower_ == "had" and child.dep_ == "aux" for head in planned for child in head.lefts)


def _infinitive_looks_forward(verb: Token, through_noun: bool) -> bool:
    """ "plans to leave Friday" does; "extended their offers to acquire it Friday" need not."""
    if verb.head.lemma_ in _CUES:
        return True
    if verb.head.pos_ == "ADJ" and verb.head.lemma_ not in _LIKELY and _tense(verb.head.head) == "past":
        return False  # "it was hard to meet demand"
    return not through_noun and verb.dep_ not in ("acl", "relcl")


def _generic_subject(verb: Token) -> bool:
    """ "People live longer", "many ships sail": a plural that stands for all, no definite one."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            definite = any(t.lower_ in ("the", "these", "those") or t.dep_ == "poss" for t in child.lefts)
            return child.tag_ in ("NNS", "CD") and not definite
    return False


def _tense(verb: Token) -> str:
    """past, present, future, modal, could, infinitive, or the empty string; "are to meet" is an infinitive."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in helpers}
    if words & _WILL:
        return "future"
    if words & _HAVE or verb.tag_ == "VBD" or any(child.tag_ == "VBD" for child in helpers):
        return "past"
    if "to" in words:
        return "infinitive"
    if words & _MIGHT:
        return "modal"
    if "could" in words:  # of what is to come, or of what was possible
        return "could"
    if verb.lemma_ == "be" and any(child.dep_ == "xcomp" and _tense(child) == "infinitive" for child in verb.rights):
        return "infinitive"
    if verb.tag_ == "VBP" and not helpers and verb.lower_ in _UNMARKED:
        return "past"
    if verb.tag_ in ("VBZ", "VBP") or any(child.tag_ in ("VBZ", "VBP") for child in helpers):
        return "present"
    return "past" if verb.tag_ == "VBN" else ""


_UNMARKED = frozenset("burst cast cost cut hit hurt quit shed shut split spread".split())
"""Verbs whose past looks like their present, of which the news rarely needs the latter: "shells hit a market"."""
