"""What a figure counts or measures, read from the parse: the noun phrase around the number, never who reports it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from onrecord.components.change import CHANGE_NOUNS, CHANGE_VERBS, LEVEL_VERBS, MOVES, govern

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
_LEADING = frozenset({"DET", "PUNCT", "SPACE", "PRON", "PART", "NUM", "CCONJ"})
_SKIPPED = frozenset({"of", "more", "fewer", "%", "percent"})
_MODIFIERS = frozenset(
    "more less fewer than at least most about nearly almost roughly over up to some just only".split()
)
"""Words before another number of a noun phrase: more than 150 boys, aged 10 to 14."""
_OF_UNDERSTOOD = frozenset({"of them", "of which", "of whom", "of it", "of us"})
_LONGEST = 8
"""How many tokens the noun phrase after a number may have."""
_OLDER = ("under", "over", "above", "below", "the", "of")
_WHOLES = frozenset({"gdp", "gnp", "output", "product", "economy"})
"""What a deficit or debt is a share of."""
_BESIDE = frozenset({"up", "down", "above", "below"})
"""Words between a figure and its verb that say that what is told has already been named."""
_NOW = frozenset({"now", "currently", "still", "already"})
_AMOUNT = frozenset({"PERCENT", "MONEY", "QUANTITY", "CARDINAL"})
_RATE = frozenset({"per", "a", "an", "each", "every"})
_PRICED = frozenset({"for", "at"})
_NUMBERED = {"they": "NNS", "it": "NN"}
"""Pronouns that can stand for what is counted -> the tag of its noun."""
_CONTESTS = frozenset({"lead", "trail", "beat", "win", "lose", "defeat"})
"""Verbs whose subject and object are the sides, and their points the distance."""
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun phrase of the text and its head."""

    phrase: str
    head: str


def find_counted(span: Span, lead: int, unit: str | None, *, lasts: bool) -> Counted | None:
    """The noun phrase that the figure in `span` (number and unit) counts; None where it is only understood.

    `lead`: the token at which the figure's modifiers start ("at least"); `unit`: None for a plain count; `lasts`:
    whether that is a unit of time, which measures only what it stands before.
    """
    if unit == "times":
        return _multiple(span)
    if span.doc[span.end : span.end + 2].text.lower() in _OF_UNDERSTOOD:
        return None
    if unit in ("percentage_point", "percent") and (margin := _margin(span)):
        return margin
    if (
        unit == "magnitude"
        and lead > 2
        and span.doc[lead - 1].lower_ == "magnitude"
        and span.doc[lead - 2].lower_ == "of"
    ):
        noun = span.doc[lead - 3]  # an aftershock of magnitude 5.1
        return Counted(noun.text, noun.text) if noun.pos_ in _NOUNS else None
    if unit == "percent" and (level := _share_of_whole(span)):
        return level
    if beside := _beside(span, lead):
        return beside
    if lead > 1 and span.doc[lead - 1].lower_ == "by" and span.doc[lead - 2].lower_ in ("ahead", "behind"):
        return None
    near = _hyphened(span) or _after(span) or _of(span, unit) or _total(span, lead) or _paid_for(span, unit, lead)
    return near if lasts else near or _governed(span, unit)


def _beside(span: Span, lead: int) -> Counted | None:
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
    return phrase(noun, noun.left_edge.i, span) if noun.pos_ in _NOUNS and not measured else None


def _margin(span: Span) -> Counted | None:
    """The margin of error that the figure is, where one stands right before it."""
    doc = span.doc
    for i in range(span.start - 1, max(0, span.start - _LONGEST) - 1, -1):
        if doc[i].lower_ == "margin" and doc[i + 1].lower_ == "of":
            error = next((j for j in range(i + 2, min(i + 4, span.start)) if doc[j].lower_ == "error"), None)
            return Counted(doc[i : error + 1].text, doc[i].text) if error else None
    return None


def find_aged(span: Span) -> Counted | None:
    """Who is of the age in `span`: the boy after it, the name before the comma, or the subject."""
    found = _after(span)
    if found is not None:
        return found
    doc, i = span.doc, span.start - 1
    while i > 0 and (doc[i].is_punct or doc[i].lower_ in ("aged", "age", "ages", "just", "turned", "turning", *_OLDER)):
        i -= 1
    if i >= 0 and i < span.start - 1 and doc[i].pos_ in _NOUNS:
        return phrase(doc[i], doc[i].left_edge.i, span)
    return _governed(span, "year")


def counts_noun(span: Span) -> bool:
    """Whether a noun follows that the number counts, so that "one" is no pronoun."""
    return (_hyphened(span) or _after(span)) is not None


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
    if (
        head.i >= span.end
        and root.dep_ in _BEFORE_NOUN
        and (head.pos_ in _NOUNS or head.tag_ == "NNS")
        and head.ent_type_ not in ("DATE", "TIME")
    ):
        return _change_of(head, span) if head.lemma_ in CHANGE_NOUNS else phrase(head, span.end, span)
    last = None
    for token in doc[span.end : span.end + _LONGEST]:
        if token.is_sent_start:
            break
        if token.pos_ in _NOUNS and (last is not None or token.i == span.end or token.dep_ not in _SUBJECTS):
            last = token
        elif not _leads(token):
            break
    if last is None or last.ent_type_ in ("DATE", "TIME"):
        return None
    return _change_of(last, span) if last.lemma_ in CHANGE_NOUNS else phrase(last, span.end, span)


def _leads(token: Token) -> bool:
    """Whether a token between a number and its noun lets the noun phrase go on: digital and physical (sales)."""
    if token.dep_ == "cc":
        return token.nbor(-1).pos_ == "ADJ" and token.i + 1 < len(token.doc) and token.nbor().pos_ == "ADJ"
    return token.pos_ == "ADJ" or token.tag_ == "POS" or (token.tag_ in ("VBN", "VBG") and token.dep_ == "amod")


def _of(span: Span, unit: str | None) -> Counted | None:
    """The noun after "of": hundreds of homes, 60 percent of voters; for money also after "in": $3 million in aid."""
    doc, end = span.doc, span.end
    if unit is not None and end + 2 < len(doc) and doc[end].lower_ in _RATE and doc[end + 2].lower_ == "of":
        end += 2  # two billion tons per year of carbon dioxide
    if end >= len(doc) or doc[end].lower_ not in ("of", "in"):
        return None
    preposition = doc[end]
    money = is_money(unit)
    for child in preposition.children:
        of = preposition.lower_ == "of" and child.pos_ != "PRON"
        if child.dep_ == "pobj" and (of or (money and child.pos_ == "NOUN" and _bare(child))):
            return phrase(child, preposition.i + 1, span)
    return None


def _share_of_whole(span: Span) -> Counted | None:
    """The subject whose size the share tells, rather than the whole: the deficit shrank to 2 percent of output."""
    doc = span.doc
    if span.end >= len(doc) or doc[span.end].lower_ != "of":
        return None
    verb, preposition = govern(span)
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        return None
    moved = verb.lemma_ in CHANGE_VERBS and preposition in ("to", "from", "at")
    whole = any(child.lower_ in _WHOLES for child in doc[span.end].children)
    return _subject(verb, span) if moved or (whole and verb.lemma_ in LEVEL_VERBS) else None


def _paid_for(span: Span, unit: str | None, lead: int) -> Counted | None:
    """What money is paid for: $112 a ton for salt, spent $5 million on roads, a deal worth $3 million."""
    if not is_money(unit):
        return None
    doc = span.doc
    if lead > 0 and doc[lead - 1].lower_ in ("worth", "valued") and doc[lead - 1].head.pos_ in _NOUNS:
        noun = doc[lead - 1].head
        return phrase(noun, noun.left_edge.i, span) if noun.i < lead else None
    verb, _ = govern(span)
    for holder in (span.root, verb):
        for child in holder.children if holder is not None else ():
            if child.i >= span.end and child.lower_ in ("for", "on"):
                thing = next((c for c in child.children if c.dep_ == "pobj" and c.pos_ == "NOUN"), None)
                if thing is not None and not thing.ent_type_ and thing.lemma_ not in _GENERIC:
                    return phrase(thing, child.i + 1, span)
    return None


def is_money(unit: str | None) -> bool:
    """Whether a unit is a currency."""
    return unit is not None and ((len(unit) == 3 and unit.isupper()) or unit == "dollar")


def _bare(noun: Token) -> bool:
    """A noun without article and no time: "in emergency aid", not "in the last quarter"."""
    return not noun.ent_type_ and noun.left_edge.pos_ not in ("DET", "PRON", "NUM")


def _multiple(span: Span) -> Counted | None:
    """What is so many times as much: the suicide rate was 10 times the average; they left at three times the rate."""
    verb, _ = govern(span)
    doc = span.doc
    subject = _subject(verb, span) if verb is not None and verb.lemma_ in LEVEL_VERBS else None
    if subject is None and span.end < len(doc) and doc[span.end].dep_ in ("det", "poss"):
        noun = doc[span.end].head
        return phrase(noun, span.end, span) if noun.i > span.end and noun.pos_ in _NOUNS else None
    return subject or _after(span)


def _total(span: Span, lead: int) -> Counted | None:
    """The noun before "of": a cost of $26 million, a panel of twelve."""
    doc = span.doc
    if lead < 2 or doc[lead - 1].lower_ != "of" or doc[lead - 2].pos_ not in _NOUNS:
        return None
    noun = doc[lead - 2]
    if noun.lemma_ in CHANGE_NOUNS:
        return _change_of(noun, span)
    return None if noun.lemma_.lower() in _GENERIC else phrase(noun, noun.left_edge.i, span)


def _governed(span: Span, unit: str | None) -> Counted | None:
    """The noun or the verb's subject that the figure belongs to: a cost of $26 million, encounters totaled 235,173."""
    token, preposition, beside = span.root, None, False
    taken = unit == "percent" and token.dep_ == "dobj"
    for _ in range(8):
        if token.dep_ not in _CLIMB or token.head is token:
            return None
        preposition = token if token.dep_ == "prep" else preposition
        token = token.head
        beside = beside or token.lower_ in _BESIDE
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
            measures = lemma in LEVEL_VERBS or lemma in CHANGE_VERBS or lemma in MOVES
            if not measures and not beside and (unit is None or taken):
                return None
            if unit in ("percentage_point", "percent") and lemma in _CONTESTS:
                return None  # she leads him by 5 points
            if lemma == "range" and token.i and token.nbor(-1).text == ",":
                return None  # claims in all, ranging from $200 to $4 million
            if token.dep_ == "relcl" and is_money(unit) and preposition is not None and preposition.lower_ in _PRICED:
                return phrase(token.head, token.head.left_edge.i, span)  # salt that they bought for $64
            moved = lemma in CHANGE_VERBS or lemma in MOVES or preposition is not None or beside
            return (_changed(token, span) if moved else None) or _subject(token, span)
    return None


def _changed(verb: Token, span: Span) -> Counted | None:
    """The object that is changed, or stands at the figure: cut its forecast by 0.1 percent, left the rate at 3.25."""
    for child in verb.children:
        measured = child.ent_type_ in _AMOUNT
        if child.dep_ in ("dobj", "nsubjpass") and _is_noun(child) and not measured and child.i != span.root.i:
            return _whole(child, child.left_edge.i, span) if child.i < span.start else None
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
                subject = _behind_dateline(child) if child.is_upper and len(child) > 2 else child
                if child.lower_ in _NUMBERED and verb.dep_ in ("advcl", "conj", "ccomp"):
                    break  # the rating is strong, though it fell
                if child.lower_ in _NUMBERED and verb.dep_ == "ROOT":
                    subject = _meant(child)
                if subject is None or not _is_noun(subject):
                    return None
                return _whole(subject, subject.left_edge.i if subject is child else subject.i, span)
        if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in _NOUNS:
            return phrase(verb.head, verb.head.left_edge.i, span)
        if verb.dep_ not in ("conj", "xcomp", "advcl", "aux", "ccomp") or verb.head is verb:
            return None
        told = [c for c in verb.head.children if c.dep_ == "dobj" and c.i < verb.i] if verb.dep_ == "xcomp" else []
        if told:
            return _whole(told[0], told[0].left_edge.i, span)  # it took the team to travel 500 miles
        verb = verb.head
    return None


def _is_noun(token: Token) -> bool:
    """Whether a subject or object is a noun, also where its tag says that it is a verb: its forecast, encounters."""
    return token.pos_ in _NOUNS or token.tag_ == "VBZ" or (token.tag_ in ("VBN", "VBD") and token.left_edge.i < token.i)


def _whole(noun: Token, start: int, span: Span) -> Counted | None:
    """The noun phrase, or where its noun is generic the one behind its "of": the number of people looking for work."""
    if noun.lemma_.lower() not in _GENERIC:
        return phrase(noun, start, span)
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for thing in child.children:
                if thing.dep_ == "pobj" and thing.pos_ in _NOUNS and not span.start <= thing.i < span.end:
                    return phrase(thing, child.i + 1, span)
    return None


def _meant(pronoun: Token) -> Token | None:
    """The subject of the sentence before, where "they" or "it" can mean it by number, and it is no name."""
    sentence = pronoun.sent
    if sentence.start == 0 or any(token.dep_ in _SUBJECTS for token in pronoun.doc[sentence.start : pronoun.i]):
        return None
    root = pronoun.doc[sentence.start - 1].sent.root
    subject = next((child for child in root.children if child.dep_ in _SUBJECTS), None)
    return subject if subject is not None and subject.tag_ == _NUMBERED[pronoun.lower_] else None


def _behind_dateline(name: Token) -> Token | None:
    """The noun that opens the sentence behind a dateline in capitals, which the parser takes for the subject."""
    doc, i = name.doc, name.i
    while i < min(len(doc), name.i + 12) and doc[i].text not in ("—", "--", "–", "-", ";"):
        i += 1
    if i >= min(len(doc), name.i + 12):
        return name if name.ent_type_ != "GPE" else None
    last = None
    for token in doc[i + 1 : i + 1 + _LONGEST]:
        if token.pos_ in _NOUNS:
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


def phrase(head: Token, start: int, span: Span) -> Counted:
    """The noun phrase from token `start` to `head`, with the "of" phrase behind it, without articles and the figure."""
    doc = head.doc
    start = max(start, span.end) if span.end <= head.i else start
    numbered = start
    while numbered < head.i and doc[numbered].lower_ in _MODIFIERS:
        numbered += 1
    start = numbered if doc[numbered].pos_ == "NUM" else start
    while start < head.i and (doc[start].pos_ in _LEADING or doc[start].lower_ in _SKIPPED):
        start += 1
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
            return Counted(doc[start:end].text, doc[head.i : end].text)
    return Counted(doc[start:end].text, doc[name[0] : name[1]].text)
