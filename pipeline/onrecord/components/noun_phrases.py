"""The noun phrases around a number, as the parse has them: behind it, behind its "of", in front of its bracket."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Span, Token

from onrecord.components.surface import text_at

NOUNS = frozenset({"NOUN", "PROPN"})
_GENERIC_WORDS = (
    "total number figure count tally average sum record level amount rest majority maximum minimum high low"
    " peak estimate range % percent more less front excess favor favour it they them this that which who those"
    " these all"
)
GENERIC = frozenset(_GENERIC_WORDS.split())
_LEADING = frozenset({"DET", "PUNCT", "SPACE", "PRON", "PART", "NUM", "CCONJ"})
_SKIPPED = frozenset(
    "of more fewer % percent mostly mainly largely chiefly primarily possibly between about around".split()
)
_SIZES = frozenset({"tall", "high", "long", "wide", "deep", "old", "thick", "strong", "odd", "some", "plus"})
LONGEST = 8
"""How many tokens the noun phrase after a number may have."""
_NOW = frozenset({"now", "currently", "still", "already"})
_AMOUNT = frozenset({"PERCENT", "MONEY", "QUANTITY", "CARDINAL"})
_SHARED_MONEY = frozenset("dollar crown dinar dirham franc kwacha lei peso riyal rupee shilling".split())
"""Currencies whose country is not settled."""
_PERIODS = frozenset("period quarter month week year decade half season".split())
"""What an amount can be of without being an amount of it: the $3.1 billion of the same period."""
_WAYS = frozenset("trading trade dealing session total all part advance return exchange value response turn".split())
"""What stands behind "in" and is not what money is paid in: rose to 41 euros in early trading."""
_EARNED = frozenset("make earn get receive draw fetch touch command lose".split())
"""Verbs whose subject is what the money is counted for: the workers make $12 an hour."""
NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_RATE = frozenset({"per", "a", "an", "each", "every"})
NUMBERED = {"they": "NNS", "it": "NN"}
"""Pronouns that can stand for what is counted -> the tag of its noun."""
SUBJECTS = ("nsubj", "nsubjpass", "csubj")


class Counted(NamedTuple):
    """A noun phrase of the text and its head."""

    phrase: str
    head: str


def is_money(unit: str | None) -> bool:
    """Whether a unit is a currency."""
    return unit is not None and ((len(unit) == 3 and unit.isupper()) or unit in _SHARED_MONEY)


def put_behind(span: Span, lead: int) -> Counted | None:
    """The noun that the figure is put in behind: inflation, now 2.2 percent, eased; unemployment (4.1 percent)."""
    doc, i = span.doc, lead - 1
    now = i > 0 and doc[i].lower_ in _NOW
    if i < (2 if now else 1):
        return None
    mark, noun = doc[i - now].text, doc[i - now - 1]
    inside = span.end < len(doc) and doc[span.end].text in (")", ",")
    if not inside or not (mark == "(" or (now and mark == ",")) or noun.ent_type_ in ("DATE", "TIME"):
        return None
    measured = noun.ent_type_ in _AMOUNT or any(child.dep_ == "nummod" for child in noun.children)
    return phrase(noun, noun.left_edge.i, span) if noun.pos_ in NOUNS and not measured else None


def margin_of(span: Span) -> Counted | None:
    """The margin of error that the figure is, where one stands right before it."""
    doc = span.doc
    for i in range(span.start - 1, max(0, span.start - LONGEST) - 1, -1):
        if doc[i].lower_ == "margin" and doc[i + 1].lower_ == "of":
            error = next((j for j in range(i + 2, min(i + 4, span.start)) if doc[j].lower_ == "error"), None)
            return Counted(doc[i : error + 1].text, doc[i].text) if error else None
    return None


def hyphened(span: Span) -> Counted | None:
    """A three-judge panel counts judges; so the word behind the hyphen."""
    doc, i = span.doc, span.end
    if i + 1 < len(doc) and doc[i].text == "-" and doc[i].idx == span.end_char and not doc[i].whitespace_:
        noun = doc[i + 1]
        if noun.lower_ in _SIZES:
            behind = next((t for t in doc[i + 2 : i + 5] if t.pos_ in NOUNS), None)
            return phrase(behind, i + 2, span) if behind is not None else None
        return (
            Counted(noun.text, noun.text) if noun.is_alpha and noun.pos_ in ("NOUN", "PROPN", "ADJ", "VERB") else None
        )
    return None


def leads(token: Token) -> bool:
    """Whether a token between a number and its noun lets the noun phrase go on: digital and physical (sales)."""
    if token.dep_ == "cc":
        return token.nbor(-1).pos_ == "ADJ" and token.i + 1 < len(token.doc) and token.nbor().pos_ == "ADJ"
    return token.pos_ == "ADJ" or token.tag_ == "POS" or (token.tag_ in ("VBN", "VBG") and token.dep_ == "amod")


def behind_of(span: Span, unit: str | None) -> Counted | None:
    """The noun after "of": hundreds of homes, 60 percent of voters; for money also after "in": $3 million in aid."""
    doc, end = span.doc, span.end
    if unit is not None and end + 2 < len(doc) and doc[end].lower_ in _RATE and doc[end + 2].lower_ == "of":
        end += 2  # two billion tons per year of carbon dioxide
    if end < len(doc) and doc[end].text == "(":  # 150 million pesos ($2.6 million) in aid
        end = next((i + 1 for i in range(end, min(end + LONGEST, len(doc))) if doc[i].text == ")"), end)
    if end >= len(doc) or doc[end].lower_ not in ("of", "in"):
        return None
    preposition = doc[end]
    money = is_money(unit)
    for child in preposition.children:
        of = preposition.lower_ == "of" and child.pos_ != "PRON" and not child.like_num
        if child.lemma_.lower() in _PERIODS or (not of and child.lemma_.lower() in _WAYS):
            return None
        if child.dep_ == "pobj" and (of or (money and child.pos_ == "NOUN" and _bare(child))):
            return phrase(child, preposition.i + 1, span)
    return None


def _bare(noun: Token) -> bool:
    """A noun without article and no time: "in emergency aid", not "in the last quarter"."""
    return not noun.ent_type_ and noun.left_edge.pos_ not in ("DET", "PRON", "NUM")


def said_to_be(span: Span) -> Counted | None:
    """What so many are, as the verb "be" says: 35.3 million were refugees."""
    verb = span.root.head
    if span.root.dep_ not in SUBJECTS or verb.lemma_ != "be":
        return None
    noun = next((child for child in verb.children if child.dep_ == "attr" and child.tag_ == "NNS"), None)
    return phrase(noun, noun.left_edge.i, span) if noun is not None else None


def changed_by(noun: Token, span: Span) -> Counted | None:
    """What a change changes: a 5 percent rise in sales; else whose it is."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "of", "on"):
            for thing in child.children:
                timed = thing.ent_type_ in ("DATE", "TIME")  # an increase of 14 percent in 12 months
                if thing.dep_ == "pobj" and not span.start <= thing.i < span.end and thing.pos_ in NOUNS and not timed:
                    return phrase(thing, child.i + 1, span)
    left = [
        child for child in noun.children if child.dep_ == "compound" and child.pos_ in NOUNS and child.i >= span.end
    ]
    return phrase(left[-1], left[0].left_edge.i, span) if left else None


def acts(verb: Token, span: Span, unit: str | None) -> bool:
    """Whether an amount of money is what somebody does something with, so that its subject is not measured.

    The company spent $5 million; the fund needs it; the ministry releases it. But drivers earn it, and who was fined is
    whom it is counted for.
    """
    passive = any(child.dep_ == "nsubjpass" for child in verb.children)
    if not is_money(unit) or passive or verb.lemma_.lower() in _EARNED:
        return False
    given = any(child.dep_ == "dobj" and span.start <= child.i < span.end for child in verb.children)
    return given or any(child.dep_ == "nsubj" and child.ent_type_ in NAMES for child in verb.children)


def is_noun(token: Token) -> bool:
    """Whether a subject or object is a noun, also where its tag says that it is a verb: its forecast, encounters."""
    return token.pos_ in NOUNS or token.tag_ == "VBZ" or (token.tag_ in ("VBN", "VBD") and token.left_edge.i < token.i)


def whole(noun: Token, start: int, span: Span) -> Counted | None:
    """The noun phrase, or where its noun is generic the one behind its "of": the number of people looking for work."""
    if noun.lemma_.lower() not in GENERIC:
        return phrase(noun, start, span)
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for thing in child.children:
                own = span.start <= thing.i < span.end or any(of.dep_ == "nummod" for of in thing.children)
                if thing.dep_ == "pobj" and thing.pos_ in NOUNS and not own:
                    return phrase(thing, child.i + 1, span)
    return None


def meant(pronoun: Token) -> Token | None:
    """The subject of the sentence before, where "they" or "it" can mean it by number, and it is no name."""
    sentence = pronoun.sent
    if sentence.start == 0 or any(token.dep_ in SUBJECTS for token in pronoun.doc[sentence.start : pronoun.i]):
        return None
    root = pronoun.doc[sentence.start - 1].sent.root
    subject = next((child for child in root.children if child.dep_ in SUBJECTS), None)
    return subject if subject is not None and subject.tag_ == NUMBERED[pronoun.lower_] else None


def behind_dateline(name: Token) -> Token | None:
    """The noun that opens the sentence behind a dateline in capitals, which the parser takes for the subject."""
    doc, i = name.doc, name.i
    while i < min(len(doc), name.i + 12) and doc[i].text not in ("—", "--", "–", "-", ";"):
        i += 1
    if i >= min(len(doc), name.i + 12):
        return name if name.ent_type_ != "GPE" else None
    last = None
    for token in doc[i + 1 : i + 1 + LONGEST]:
        if token.pos_ in NOUNS:
            last = token
        elif token.pos_ not in ("DET", "ADJ"):
            break
    return last


def _name(head: Token, start: int) -> tuple[int, int]:
    """The tokens of the name that ends in `head`, with a number of its own: Ana Duarte, the FTSE 100."""
    doc, first, end = head.doc, head.i, head.i + 1
    if head.pos_ != "PROPN" or head.ent_type_ in ("", "DATE", "TIME"):
        return first, end
    while first > start and doc[first].ent_iob_ == "I":
        first -= 1
    if end < len(doc) and doc[end].pos_ == "NUM" and (doc[end].ent_iob_ == "I" or doc[end].head.i == head.i):
        end += 1
    while first < head.i and not doc[first].is_alpha:
        first += 1
    return first, end


def _behind_numbers(head: Token, start: int) -> int:
    """Where a noun phrase starts without another figure in it: more than 150 | boys, but the Nasdaq 100 index."""
    doc = head.doc
    for i in range(head.i - 1, start - 1, -1):
        year = len(doc[i].text) == 4 and doc[i].text.isdigit()
        if (doc[i].pos_ != "NUM" and "-in-" not in doc[i].text) or year or (i and doc[i - 1].pos_ == "PROPN"):
            continue
        if i + 1 == head.i or (doc[i].head.i == head.i and doc[i + 1].text != "-" and doc[i + 1].pos_ != "PROPN"):
            return i + 1
    return start


def phrase(head: Token, start: int, span: Span) -> Counted:
    """The noun phrase from token `start` to `head`, with the "of" phrase behind it, without articles and the figure."""
    doc = head.doc
    start = max(start, span.end) if span.end <= head.i else start
    start = start if head.lower_ == "olds" else _behind_numbers(head, start)  # 16- to 24-year-olds
    if start and doc[start - 1].text == "-" and doc[start].lower_ in _SIZES and start < head.i:
        start += 1
    while start < head.i and (doc[start].pos_ in _LEADING or doc[start].lower_ in _SKIPPED) and head.lower_ != "olds":
        start += 1
    if start > 1 and doc[start - 1].text == "-" and doc[start - 2].lower_ in ("a", "an", "per") and start < head.i:
        start += 1  # a $521-a-year payment
    name = _name(head, start)
    end = name[1]
    if end < len(doc) and doc[end].lower_ == "of":
        things = [child for child in doc[end].children if child.dep_ == "pobj"]
        if things and not (things[0].left_edge.i < span.end and things[0].i >= span.start):
            end = things[0].i + 1
    elif head.tag_ == "NNS" and end + 1 < len(doc) and doc[end].lower_ == "and" and start <= head.i:
        also = next((child for child in head.conjuncts if child.i > end and child.tag_ == "NNS"), None)
        if also is not None and all(t.pos_ in ("NOUN", "ADJ") for t in doc[end + 1 : also.i + 1]):
            end = also.i + 1
            return Counted(text_at(doc, start, end), text_at(doc, head.i, end))
    return Counted(text_at(doc, start, end), text_at(doc, *name))


def object_of(verb: Token, span: Span) -> Counted | None:
    """The object that is changed, or stands at the figure: cut its forecast by 0.1 percent, left the rate at 3.25."""
    for child in verb.children:
        measured = child.ent_type_ in _AMOUNT
        if child.dep_ in ("dobj", "nsubjpass") and is_noun(child) and not measured and child.i != span.root.i:
            return whole(child, child.left_edge.i, span) if child.i < span.start else None
    return None
