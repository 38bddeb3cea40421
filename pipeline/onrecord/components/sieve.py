"""Who said the words in a pair of quotation marks: the techniques in the order of their precision, first hit wins."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.components.cues import children, first_child, trimmed
from onrecord.components.reading import Piece, Reader
from onrecord.components.source import EDGES, Source, after_comma, noun_phrase, quoting, source_of
from onrecord.rules import CueRule

_STOPS = frozenset(".?!")
_LONGEST_FRAME = 40
_LONGEST_CLIMB = 12
_LONGEST_LEAD = 12  # words before a colon
_DASHES = frozenset({"-", "–", "—", "--"})
_SHORTEST_CLIMB = 3  # words of a fragment
_LONGEST_ATTRIBUTION = 25
_SIGNED = re.compile(r"[^\S\n]{0,3}(?:--?|[—–―])[^\S\n]{0,3}([A-Z][^\n“”\"«»„]{1,120}|@\w+)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\W*\Z")
_LINKS = frozenset({"that", ","})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PERSONS = frozenset({"he", "she", "they", "i", "we"})
_NAME_PARTS = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "ADP", "NUM", "PUNCT", "PART", "CCONJ"})
_NO_SUBJECT_START = frozenset({"ADP", "CCONJ", "SCONJ", "PUNCT", "PART", "ADV"})


@dataclass(frozen=True, slots=True)
class Found:
    """Who said a piece: the rule of the technique, the cue's token and the source, both None where there is none."""

    rule: str
    cue: Token | None
    source: Source | None


class Sieve:
    """The techniques that read the words around a piece, over one document."""

    def __init__(self, reader: Reader, cues: Mapping[int, CueRule]) -> None:
        self.reader, self.doc, self.pieces, self.cues = reader, reader.doc, reader.pieces, cues
        self.paragraph_before = {paragraph: before for before, paragraph in itertools.pairwise(reader.paragraphs)}

    def look(self, number: int, embedded: bool) -> Found | None:
        """Who said piece `number`, by the words right after it, before it, or in the sentence after it."""
        piece = self.pieces[number]
        after, before = self.after(number), self.before(number)
        if piece.speaker is not None:
            return Found("quote.speaker", None, Source(self.reader.tokens(piece.speaker)))
        worded = next((who for token in before if token.lower_ == "words" and (who := _in_words_of(token))), None)
        if worded is not None:
            return Found("quote.according", None, worded)
        if embedded:
            return self._adjacent(before) or self._after(piece, after, False) or self._above(piece)
        dash = self._dash(piece)
        if dash is not None:
            return dash
        any_verb = piece.stop == "," and not piece.title
        if piece.stop not in _STOPS or not before:  # a comma or no stop: the sentence goes on after the mark
            found = self._after(piece, after, any_verb) or self._before(piece, before)
        else:
            found = self._before(piece, before) or self._after(piece, after, any_verb)
        return found or self._next_sentence(number, after) or self._lead_in(piece, before)

    def _above(self, piece: Piece) -> Found | None:
        """The nearest reporting verb above a fragment in the parse, with its source."""
        if piece.words < _SHORTEST_CLIMB:
            return None
        token = self.doc[piece.first : piece.last + 1].root
        for _ in range(_LONGEST_CLIMB):
            below, token = token, token.head
            if token == below or (below.dep_ == "relcl" and after_comma(below)):
                return None  # an aside, which the verb above does not tell: "ordered it, says Byrd, who had called it"
            rule = self.cues.get(token.i)
            if (
                rule is None
                and below.dep_ == "ccomp"
                and token.dep_ == "relcl"
                and _is_who(first_child(token, "nsubj"))
            ):
                return Found("quote.clause", None, source_of(token))  # "officials, who fear that it will be “...”"
            if rule is not None and rule.lemma == "accord":
                return Found("quote.according", token, _according(token))
            if rule is not None and rule.pos == "verb" and rule.takes != ("quote",):
                source = source_of(token)
                return Found("quote.clause", token, source) if source is not None else None
        return None

    def _adjacent(self, words: Sequence[Token]) -> Found | None:
        """`said “...`, `told them that “...`: a reporting verb, "that" and an object at most, and the mark."""
        for token in reversed(words[-6:]):
            rule = self.cues.get(token.i)
            if rule is not None and rule.pos == "verb":
                return Found("quote.before", token, source_of(token))
            if token.lower_ not in _LINKS and token.dep_ not in ("dobj", "dative", "det", "compound", "punct"):
                return None
        return None

    def _dash(self, piece: Piece) -> Found | None:
        """`“...” — Ana Duarte`: a dash and a name, up to the end of the paragraph or the next quote."""
        match = _SIGNED.match(self.reader.text, piece.quoted.end)
        if match is None:
            return None
        start, end = self.reader.tokens(match.span(1))
        if match[1].startswith("@"):
            return Found("quote.dash", None, Source((start, end)))
        words = self.doc[start:end]
        if any(t.pos_ in ("VERB", "AUX") or t.text in _STOPS for t in words[:-1]):
            return None
        if piece.stop not in _STOPS and _YEAR.search(match[1]):
            return None  # a title in a list of sources: “Harbor Closed” — Ansel Times, May 4, 2020
        start, end = trimmed(self.doc, start, end, EDGES)
        return Found("quote.dash", None, Source((start, end))) if start < end else None

    def before(self, number: int) -> list[Token]:
        """The words of the sentence before the opening mark of a piece."""
        piece = self.pieces[number]
        low = piece.paragraph[0]
        if number and self.pieces[number - 1].end > low:
            low = self.pieces[number - 1].end
        words: list[Token] = []
        for i in range(piece.start - 1, max(low, piece.start - _LONGEST_FRAME) - 1, -1):
            token = self.doc[i]
            if token.text in _STOPS or "\n" in token.text:
                break
            if not token.is_space:  # "said:  “", or with a space that does not break
                words.append(token)
        return words[::-1]

    def after(self, number: int) -> list[Token]:
        """The words after the closing mark of a piece, up to the next piece or the end of the sentence."""
        piece = self.pieces[number]
        high = piece.last_paragraph[1]
        if number + 1 < len(self.pieces):
            high = min(high, self.pieces[number + 1].start)
        words: list[Token] = []
        for i in range(piece.end, min(high, piece.end + _LONGEST_FRAME)):
            token = self.doc[i]
            if token.text in _STOPS:
                break
            words.append(token)
        while words and (words[0].is_space or words[0].text in (",", "-", "—", "–", "--")):
            words.pop(0)
        return words

    def follows(self, number: int) -> Found | None:
        """Who said piece `number` by the words right after it."""
        return self._after(self.pieces[number], self.after(number), False)

    def _after(self, piece: Piece, words: Sequence[Token], any_verb: bool) -> Found | None:
        """`“...,” said the minister`, `“...,” the minister said`, `“...,” according to the minister`."""
        if not words or (piece.stop == "." and words[0].text[0].isupper()):
            return None
        if words[0].lower_ == "according" and (who := _according(words[0])) is not None:
            return Found("quote.according", words[0], who)
        return self._attribution(words, any_verb, "quote.after")

    def _attribution(self, words: Sequence[Token], any_verb: bool, rule: str) -> Found | None:
        """A subject and its reporting verb, or the verb and its subject, at the start of `words`."""
        verb = self._first_verb(words, any_verb)
        if verb is None:
            return None
        first, last, led = words[0].i, words[-1].i, verb.i
        while led > first and self.doc[led - 1].pos_ in ("AUX", "ADV"):
            led -= 1
        verb = (quoting(verb) or (verb, verb))[1]
        source = source_of(verb)
        if source is not None and first <= source.at[0] <= last:
            return Found(rule, verb, source) if source.at[0] <= first + 1 or verb.i <= first + 1 else None
        if verb.i == first:  # `“...,” adding: “...”`: the participle leads on to what follows
            return Found(rule, verb, _phrase_at(words, 1)) if verb.tag_ != "VBG" else None
        if words[0].pos_ in _NO_SUBJECT_START or not all(t.pos_ in _NAME_PARTS for t in words[: led - first]):
            return None
        start, end = trimmed(self.doc, first, led, EDGES)
        return Found(rule, verb, Source((start, end))) if start < end else None

    def _first_verb(self, words: Sequence[Token], any_verb: bool) -> Token | None:
        """The finite reporting verb that comes first; with `any_verb`, whatever finite verb comes first."""
        for token in words:
            rule = self.cues.get(token.i)
            if rule is not None and token.dep_ == "relcl" and token != words[-1]:
                continue  # “No,” Duarte, who has proposed a vote, said
            if rule is not None and rule.pos == "verb":
                misread = token == words[0] and any_verb  # “Closed,” read the sign
                return token if misread or token.tag_ in _FINITE or token.tag_ in ("VBN", "VBG") else None
            if token.pos_ == "VERB" and token.tag_ in _FINITE and token.dep_ not in ("relcl", "acl"):
                return token if any_verb else None
        return None

    def _before(self, piece: Piece, words: Sequence[Token]) -> Found | None:
        """`The minister said, “...”`, `The minister: “...”`: the last reporting verb before the mark."""
        if not words:
            return None
        last = words[-1].text
        for token in reversed(words):
            rule = self.cues.get(token.i)
            if rule is not None and rule.lemma == "accord":
                return Found("quote.according", token, _according(token))
            if rule is not None and rule.pos == "verb":
                source = source_of(token) or (_phrase_at(words, 1) if token == words[0] else None)
                if source is not None and source.at[0] > token.i and source.at[1] >= words[-1].i and last not in ",:":
                    return None
                return Found("quote.before", token, source)
            if token.pos_ in ("VERB", "AUX") and token.tag_ in _FINITE and last != ":":
                return None
        if last == ":" and (piece.words >= 5 or piece.stop in _STOPS):
            first = next((t.i + 1 for t in reversed(words) if t.text in _DASHES), words[0].i)  # "A HEADLINE - Duarte:"
            first += self.doc[first].lower_ == "from"  # "From the report:"
            start, end = trimmed(self.doc, first, words[-1].i, EDGES)
            if len(words) <= _LONGEST_LEAD and self._is_name(start, end):
                return Found("quote.colon", None, Source((start, end)))
            subject = first_child(words[-1].sent.root, "nsubj")
            if subject is not None and words[0].i <= subject.i < words[-1].i:
                return Found("quote.colon", None, Source(noun_phrase(subject)))
        return None

    def _is_name(self, start: int, end: int) -> bool:
        """Whether the tokens are one noun phrase."""
        return start < end and all(t.pos_ in _NAME_PARTS for t in self.doc[start:end]) and self.doc[start].pos_ != "ADP"

    def _next_sentence(self, number: int, words: Sequence[Token]) -> Found | None:
        """`“... .” The minister told reporters on Monday.`: a short sentence that has no object clause of its own."""
        piece = self.pieces[number]
        if not words or piece.stop not in _STOPS or len(words) > _LONGEST_ATTRIBUTION:
            return None
        following = self.pieces[number + 1] if number + 1 < len(self.pieces) else None
        if following is not None and following.start <= words[-1].i + 1 and following.start < piece.last_paragraph[1]:
            return None
        found = self._attribution(words, False, "quote.next-sentence")
        if found is None or found.cue is None or found.source is None or self.cues[found.cue.i].takes[:1] != ("quote",):
            return None
        own = first_child(found.cue, "ccomp", "xcomp")
        return None if own is not None and own.i > found.cue.i else found

    def _lead_in(self, piece: Piece, words: Sequence[Token]) -> Found | None:
        """A paragraph that ends in a colon, and the piece as the next paragraph."""
        before = self.paragraph_before.get(piece.paragraph)
        if words or before is None or piece.start != piece.paragraph[0]:
            return None
        start, end = before
        while end > start and self.doc[end - 1].is_space:
            end -= 1
        if end == start or self.doc[end - 1].text != ":":
            return None
        sentence = self.doc[end - 1].sent
        for token in reversed(self.doc[max(start, sentence.start) : end - 1]):
            rule = self.cues.get(token.i)
            if rule is not None and (source := source_of(token)) is not None:
                return Found("quote.lead-in", token, source)
        subject = first_child(sentence.root, "nsubj")
        return Found("quote.lead-in", None, Source(noun_phrase(subject))) if subject is not None else None

    def subject_before(self, piece: Piece) -> Source | None:
        """The person who is the subject of the sentence of the piece, or of the last one before it in its paragraph."""
        at = piece.start
        while at > piece.paragraph[0]:
            root = self.doc[at - 1].sent.root
            for token in (root, *(t for t in root.rights if t.dep_ == "conj")):
                subject = first_child(token, "nsubj", "nsubjpass")
                if subject is not None and subject.i < piece.start and _is_person(subject):
                    return Source(noun_phrase(subject))
            at = self.doc[at - 1].sent.start
        return None


def _is_person(subject: Token) -> bool:
    return subject.ent_type_ == "PERSON" or subject.lower_ in _PERSONS


def _is_who(subject: Token | None) -> bool:
    return subject is not None and subject.lower_ == "who"


def _according(token: Token) -> Source | None:
    """The one named after "according to"."""
    doc = token.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    who = first_child(doc[token.i + 1], "pobj")
    return Source(noun_phrase(who)) if who is not None else None


def _in_words_of(token: Token) -> Source | None:
    """Whose words they are: "in the words of the minister", "in her words"."""
    if token.head.lower_ != "in":
        return None
    of = next((prep for prep in children(token, "prep") if prep.lower_ == "of"), None)
    who = first_child(of, "pobj") if of is not None else first_child(token, "poss")
    return Source(noun_phrase(who)) if who is not None else None


def _phrase_at(words: Sequence[Token], at: int) -> Source | None:
    """The noun phrase that starts at a place in `words`."""
    start = words[0].i + at
    for token in words[at:]:
        if token.pos_ in ("NOUN", "PROPN", "PRON") and token.left_edge.i >= start - 1 and token.left_edge.i <= start:
            left, right = noun_phrase(token)
            return Source((max(left, start), right))
        if token.pos_ not in _NAME_PARTS:
            return None
    return None
