"""What a figure counts or measures, read from the parse: the noun phrase around the number, never who reports it."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span, Token

from onrecord.components.change import Changes
from onrecord.components.noun_phrases import (
    GENERIC,
    LONGEST,
    NAMES,
    NOUNS,
    NUMBERED,
    SUBJECTS,
    Counted,
    acts,
    behind_dateline,
    behind_of,
    changed_by,
    hyphened,
    is_money,
    is_noun,
    leads,
    margin_of,
    meant,
    object_of,
    phrase,
    put_behind,
    said_to_be,
    whole,
)
from onrecord.components.surface import words_of
from onrecord.rules import CueRule

_TOLD: frozenset[str] = frozenset({"clause", "finding"})
"""What a verb takes whose subject only reports."""
_EXPECTING = frozenset({"believe", "forecast", "expect", "calculate", "reckon"})
_BEFORE_NOUN = frozenset({"nummod", "compound", "amod", "nmod", "quantmod", "det", "poss", "npadvmod", "advmod", "dep"})
_CLIMB_WORDS = (
    "npadvmod nummod quantmod compound pobj prep dobj attr advmod acomp amod appos pcomp oprd dep agent dative nmod"
    " ccomp"
)
_CLIMB = frozenset(_CLIMB_WORDS.split())
_UNDERSTOOD = frozenset({"them", "which", "whom", "it", "us"})
"""What stands behind an "of" that says that the counted thing has been named."""
_OLDER = ("under", "over", "above", "below", "the", "of")
_WHOLES = frozenset({"gdp", "gnp", "output", "product", "economy"})
"""What a deficit or debt is a share of."""
_BESIDE = frozenset({"up", "down", "above", "below"})
"""Words between a figure and its verb that say that what is told has already been named."""
_MEASURES = frozenset({"point", "points", "percent", "%", "cents", "dollars"})
_NOT_COUNTED = frozenset({"DATE", "TIME", "GPE", "MONEY", "PERCENT"})
"""Entities that no figure counts: of "2 billion euros, half of the $4 billion", the euros are their own."""
_PRICED = frozenset({"for", "at"})
_CONTESTS = frozenset({"lead", "trail", "beat", "win", "lose", "defeat"})
"""Verbs whose subject and object are the sides, and their points the distance."""


class Counting:
    """Finds what figures count, by words of change and level, and by the verbs whose subjects only report."""

    def __init__(self, changes: Changes, cues: Iterable[CueRule]) -> None:
        self.changes = changes
        saying = (rule for rule in cues if rule.pos == "verb" and not _TOLD.isdisjoint(rule.takes))
        self.reporting = _EXPECTING | {lemma for rule in saying for lemma in (rule.lemma, *rule.also)}

    def find(self, span: Span, lead: int, unit: str | None, *, lasts: bool) -> Counted | None:
        """The noun phrase that the figure in `span` (number and unit) counts; None where it is only understood.

        `lead`: the token at which the figure's modifiers start ("at least"); `unit`: None for a plain count; `lasts`:
        whether that is a unit of time, which measures only what it stands before.
        """
        if unit == "times":
            return self._multiple(span)
        words, end = words_of(span.doc), span.end  # what a word alone tells is asked of the words, which costs less
        before, after = words[lead - 1].lower() if lead else "", words[end].lower() if end < len(words) else ""
        if after == "of" and words[end + 1 : end + 2] and words[end + 1].lower() in _UNDERSTOOD:
            return None
        near_margin = unit in ("percentage_point", "percent") and "margin" in words[max(0, span.start - LONGEST) : end]
        if near_margin and (found := margin_of(span)):
            return found
        if unit == "magnitude" and lead > 2 and before == "magnitude" and words[lead - 2] == "of":
            noun = span.doc[lead - 3]  # an aftershock of magnitude 5.1
            return Counted(noun.text, noun.text) if noun.pos_ in NOUNS else None
        if unit == "percent" and after == "of" and (level := self._share_of_whole(span)):
            return level
        if after in (")", ",") and (beside := put_behind(span, lead)):
            return beside
        if before == "by" and lead > 1 and words[lead - 2] in ("ahead", "behind"):
            return None
        near = (
            (hyphened(span) if after == "-" else None)
            or self._after(span)
            or behind_of(span, unit)
            or (said_to_be(span) if after in ("were", "are") else None)
            or (self._total(span, lead) if before == "of" else None)
            or self._paid_for(span, unit, lead)
        )
        return near if lasts else near or self._governed(span, unit)

    def aged(self, span: Span) -> Counted | None:
        """Who is of the age in `span`: the boy after it, the name before the comma, or the subject."""
        if span[-1].lower_ == "olds":
            return None  # who they are, it says itself
        doc, i = span.doc, span.start - 1
        named = (
            i > 0 and doc[i].lower_ in ("aged", "ages", "under", "over") and doc[i - 1].pos_ in NOUNS
        )  # those aged 12
        found = None if named else self._after(span)
        if found is not None:
            return found
        while i > 0 and (
            doc[i].is_punct or doc[i].lower_ in ("aged", "age", "ages", "just", "turned", "turning", *_OLDER)
        ):
            i -= 1
        if i >= 0 and i < span.start - 1 and doc[i].pos_ in NOUNS:
            return phrase(doc[i], doc[i].left_edge.i, span)
        return self._governed(span, "year")

    def counts_noun(self, span: Span) -> bool:
        """Whether a noun follows that the number counts, so that "one" is no pronoun."""
        return (hyphened(span) or self._after(span)) is not None

    def _after(self, span: Span) -> Counted | None:
        """The noun that the number stands before: 11,000 apprehensions."""
        root, doc, end = span.root, span.doc, span.end
        head = root.head
        if (
            head.i >= end
            and root.dep_ in _BEFORE_NOUN
            and (head.pos_ in NOUNS or head.tag_ == "NNS")
            and head.ent_type_ not in ("DATE", "TIME")
            and not any(doc[i].dep_ == "cc" and doc[i + 1].pos_ == "NUM" for i in range(end, head.i))
        ):  # but not in ¥40 and 12 francs
            return self._counted_noun(head, span)
        last = None
        for i in range(end, min(end + LONGEST, len(doc))):
            token = doc[i]
            if token.is_sent_start:
                break
            if token.is_quote and i == end:
                continue  # "three of every four" doses
            if token.pos_ in NOUNS and (last is not None or i == end or token.dep_ not in SUBJECTS):
                last = token
            elif not leads(token):
                break
        if last is None or last.ent_type_ in ("DATE", "TIME"):
            return None
        return self._counted_noun(last, span)

    def _counted_noun(self, noun: Token, span: Span) -> Counted | None:
        """The noun, or what it changes: a 5 percent rise in sales counts sales, but two more cuts are cuts."""
        changes = noun.lemma_ in self.changes.nouns and not (noun.tag_ == "NNS" and span[-1].like_num)
        return changed_by(noun, span) if changes else phrase(noun, span.end, span)

    def _share_of_whole(self, span: Span) -> Counted | None:
        """The subject whose size the share tells, rather than the whole: the deficit shrank to 2 percent of output."""
        doc = span.doc
        if span.end >= len(doc) or doc[span.end].lower_ != "of":
            return None
        verb, preposition = self.changes.govern(span)
        if verb is None or verb.pos_ not in ("VERB", "AUX"):
            return None
        moves = verb.lemma_ in self.changes.verbs or verb.lemma_ in self.changes.quoted
        moved = moves and preposition in ("to", "from", "at")
        whole = any(child.lower_ in _WHOLES for child in doc[span.end].children)
        return self._subject(verb, span) if moved or (whole and verb.lemma_ in self.changes.levels) else None

    def _paid_for(self, span: Span, unit: str | None, lead: int) -> Counted | None:
        """What money is paid for: $112 a ton for salt, spent $5 million on roads, a deal worth $3 million."""
        if not is_money(unit):
            return None
        doc = span.doc
        if lead > 0 and doc[lead - 1].lower_ in ("worth", "valued") and doc[lead - 1].head.pos_ in NOUNS:
            noun = doc[lead - 1].head
            return phrase(noun, noun.left_edge.i, span) if noun.i < lead else None
        verb, _ = self.changes.govern(span)
        behind = [child for holder in (span.root, verb) if holder is not None for child in holder.children]
        for child in (*doc[span.end : span.end + 1], *behind):
            if child.i >= span.end and child.lower_ in ("for", "on"):
                thing = next((c for c in child.children if c.dep_ == "pobj" and c.pos_ == "NOUN"), None)
                if thing is not None and not thing.ent_type_ and thing.lemma_ not in GENERIC:
                    return phrase(thing, child.i + 1, span)
        return None

    def _multiple(self, span: Span) -> Counted | None:
        """What is so many times as much: the rate was 10 times the average; they left at three times the rate."""
        verb, _ = self.changes.govern(span)
        doc = span.doc
        if span.doc[span.end : span.end + 2].text in ("as many", "as much"):
            return self._as_many(span)
        measured = verb is not None and self.changes.is_measure(verb.lemma_)
        subject = self._subject(verb, span) if verb is not None and measured else None
        if subject is None and span.end < len(doc) and doc[span.end].dep_ in ("det", "poss"):
            noun = doc[span.end].head
            return phrase(noun, span.end, span) if noun.i > span.end and noun.pos_ in NOUNS else None
        return subject or self._after(span)

    def _as_many(self, span: Span) -> Counted | None:
        """The noun behind "as many": twice as many stores."""
        noun = span.doc[span.end + 1].head
        return phrase(noun, span.end + 2, span) if noun.i > span.end + 1 and noun.pos_ in NOUNS else None

    def _total(self, span: Span, lead: int) -> Counted | None:
        """The noun before "of": a cost of $26 million, a panel of twelve."""
        doc = span.doc
        if lead < 2 or doc[lead - 1].lower_ != "of" or doc[lead - 2].pos_ not in NOUNS:
            return None
        noun = doc[lead - 2]
        if noun.lemma_ in self.changes.nouns:
            return changed_by(noun, span)
        return None if noun.lemma_.lower() in GENERIC else phrase(noun, noun.left_edge.i, span)

    def _governed(self, span: Span, unit: str | None) -> Counted | None:
        """The noun or the verb's subject that the figure belongs to: a cost of $26 million, deaths totaled 235."""
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
            if token.pos_ in NOUNS:
                measured = token.lower_ in _MEASURES and any(child.dep_ == "nummod" for child in token.children)
                if preposition is None or preposition.head is not token or preposition.i > span.start or measured:
                    continue
                if token.lemma_ in self.changes.nouns:
                    return changed_by(token, span)
                generic = token.lemma_.lower() in GENERIC or token.ent_type_ in _NOT_COUNTED
                return None if generic else phrase(token, token.left_edge.i, span)
            if token.pos_ in ("VERB", "AUX"):
                lemma = token.lemma_.lower()
                measures = self.changes.is_measure(lemma)
                if not measures and not beside and (unit is None or taken):
                    return None
                if unit in ("percentage_point", "percent") and lemma in _CONTESTS:
                    return None  # she leads him by 5 points
                if lemma == "range" and token.i and token.nbor(-1).text == ",":
                    return None  # claims in all, ranging from $200 to $4 million
                if (
                    token.dep_ == "relcl"
                    and is_money(unit)
                    and preposition is not None
                    and preposition.lower_ in _PRICED
                ):
                    return phrase(token.head, token.head.left_edge.i, span)  # salt that they bought for $64
                if not measures and not beside and token.dep_ != "acl" and acts(token, span, unit):
                    return None
                moved = lemma in self.changes.verbs or lemma in self.changes.moves or preposition is not None or beside
                found = (object_of(token, span) if moved else None) or self._subject(token, span)
                return None if found and unit is None and self._somewhere(token, found) else found
        return None

    @staticmethod
    def _somewhere(verb: Token, found: Counted) -> bool:
        """Whether what was found is a land or person, that is not so many: Chad was hit, with 650 a million."""
        return any(
            child.dep_ in SUBJECTS and child.text == found.head and child.ent_type_ in ("GPE", "PERSON")
            for child in verb.children
        )

    def _subject(self, verb: Token, span: Span) -> Counted | None:
        """The subject of the verb, or of the verb or noun that it hangs on; nobody who only reports."""
        for _ in range(4):
            reports = verb.lemma_.lower() in self.reporting
            if reports and not any(child.dep_ == "nsubjpass" for child in verb.children):
                return None
            for child in verb.children:
                if child.dep_ in SUBJECTS and not span.start <= child.i < span.end:
                    if child.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
                        break
                    subject = behind_dateline(child) if child.is_upper and len(child) > 2 else child
                    if child.lower_ in NUMBERED and verb.dep_ in ("advcl", "conj", "ccomp"):
                        break  # the rating is strong, though it fell
                    if child.lower_ in NUMBERED and verb.dep_ == "ROOT":
                        subject = meant(child)
                    if subject is None or not is_noun(subject):
                        return None
                    return whole(subject, subject.left_edge.i if subject is child else subject.i, span)
            if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in NOUNS:
                return phrase(verb.head, verb.head.left_edge.i, span)
            if verb.dep_ == "pcomp" and verb.head.dep_ == "prep":
                verb = verb.head.head  # before easing to 5 percent
                continue
            if verb.dep_ not in ("conj", "xcomp", "advcl", "aux", "ccomp") or verb.head is verb:
                return None
            told = [c for c in verb.head.children if c.dep_ == "dobj" and c.i < verb.i] if verb.dep_ == "xcomp" else []
            if told and told[0].ent_type_ in NAMES:
                return None  # it told the ministry to release 5 million pesos
            if told:
                return whole(told[0], told[0].left_edge.i, span)  # it took the team to travel 500 miles
            verb = verb.head
        return None
