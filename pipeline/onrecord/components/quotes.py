"""Finds quotes: words that the article attributes to a source, in quotation marks or reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from spacy.language import Language
from spacy.tokens import Doc, Token

from onrecord.components.cues import CueMatcher, first_child
from onrecord.components.family import Family, Rules
from onrecord.components.indirect import Reported, according_to, reported
from onrecord.components.marks import pair_marks
from onrecord.components.paragraphs import paragraphs
from onrecord.components.sieve import Found, Piece, Sieve
from onrecord.components.source import Range, Source, addressee_of, hypothetical, text_of, venue_of
from onrecord.model import Act, Mention
from onrecord.rules import CueRule

LONG_FRAGMENT = 5  # words: nearly every quoted piece of this length is somebody's words
DIRECT_SHARE = 0.95  # of a quote's letters and digits are in marks: it is a direct one


@dataclass(slots=True)
class Saying:
    """One attribution while it is put together: characters of the content, cue, source, and how it was found."""

    rule: str
    content: list[Range]
    cue: Token | None
    source: Source | None
    act: Act = "states"
    last: int = 0  # token after the last piece or word


class Quotes(Family):
    """Marks quotes in `doc.spans["quotes"]`."""

    family = "quotes"
    tables = ("quotes", "cues")

    def compile(self, rules: Rules) -> None:
        """Build the matcher of cues; nouns that are venues are no cues."""
        self.cues = CueMatcher(self.vocab, [rule for rule in rules["cues"] if not rule.venue])
        self.venues = frozenset(rule.lemma for rule in rules["cues"] if rule.venue)

    def find(self, doc: Doc) -> list[Mention]:
        """The quotes of `doc`."""
        if not len(doc):
            return []
        text = doc.text
        reader = Reader(doc, text)
        cues = {i: rule for i, rule in self.cues(doc).items() if not reader.quoted[i]}
        return [self._mention(doc, text, reader, cues, saying) for saying in sayings(reader, cues)]

    def _mention(self, doc: Doc, text: str, reader: Reader, cues: Mapping[int, CueRule], saying: Saying) -> Mention:
        """A saying as a mention with plain evidence."""
        evidence: dict[str, Any] = {
            "kind": reader.kind(saying.content),
            "content": [list(span) for span in saying.content],
            "act": saying.act,
            "stance": "asserts",
        }
        places = list(saying.content)
        if saying.cue is not None:
            cue = saying.cue
            rule = cues.get(cue.i)
            span = reader.chars((cue.i, cue.i + 1))
            evidence |= {
                "cue": list(span),
                "lemma": rule.lemma if rule else cue.lemma_.lower(),
                "hypothetical": int(hypothetical(cue)),
            }
            evidence["stance"] = rule.stance if rule else "asserts"
            whom = addressee_of(cue, rule is not None and rule.addressee)
            if whom is not None:
                evidence["addressee"] = text_of(doc, whom)
            where = venue_of(cue, self.venues)
            if where is not None:
                evidence["venue"] = text_of(doc, where)
            when = first_child(cue, "npadvmod")
            if when is not None:
                evidence["when"] = list(reader.chars((when.left_edge.i, when.right_edge.i + 1)))
            places.append(span)
        if saying.source is not None:
            span = reader.chars(saying.source.at)
            evidence["source"] = list(span)
            places.append(span)
            if saying.source.antecedent is not None:
                evidence["antecedent"] = list(reader.chars(saying.source.antecedent))
        start, end = min(a for a, _ in places), max(b for _, b in places)
        return Mention(start, end, text[start:end], "QUOTE", saying.rule, evidence)


class Reader:
    """A document's paragraphs, quoted pieces and character offsets."""

    def __init__(self, doc: Doc, text: str) -> None:
        self.doc, self.text = doc, text
        self.offsets = doc.to_array("IDX").astype(numpy.int64)
        spans = paragraphs(text)
        self.paragraphs = [(self.token_at(a), self.token_at(b - 1) + 1) for a, b in spans]
        pairs = pair_marks(text, spans)
        self.quoted = bytearray(len(doc))
        self.inside = bytearray(len(text))
        self.pieces: list[Piece] = []
        for quoted in pairs:
            for a, b in quoted.spans:
                self.inside[a:b] = b"\1" * (b - a)
                self.quoted[self.token_at(a) : self.token_at(b - 1) + 1] = b"\1" * (
                    self.token_at(b - 1) + 1 - self.token_at(a)
                )
            self.pieces.append(self._piece(quoted))

    def token_at(self, char: int) -> int:
        """Index of the token that covers a character, or that stands before it."""
        return max(0, int(numpy.searchsorted(self.offsets, char, side="right")) - 1)

    def chars(self, at: Range) -> Range:
        """Character offsets of a token range."""
        last = self.doc[at[1] - 1]
        return int(self.offsets[at[0]]), last.idx + len(last)

    def _piece(self, quoted: Any) -> Piece:
        first, last = quoted.spans[0], quoted.spans[-1]
        letter = next((c for c in self.text[first[0] : first[1]] if c.isalpha()), "")
        return Piece(
            quoted,
            self.token_at(quoted.start),
            self.token_at(max(quoted.end - 1, last[1] - 1)) + 1,
            self._paragraph(quoted.start),
            self._paragraph(quoted.end - 1),
            sum(len(self.text[a:b].split()) for a, b in quoted.spans),
            letter.isupper(),
            self.text[last[1] - 1],
        )

    def _paragraph(self, char: int) -> Range:
        at = self.token_at(char)
        low, high = 0, len(self.paragraphs)
        while low < high:
            middle = (low + high) // 2
            if self.paragraphs[middle][1] <= at:
                low = middle + 1
            else:
                high = middle
        return self.paragraphs[min(low, len(self.paragraphs) - 1)]

    def kind(self, content: Sequence[Range]) -> str:
        """Direct, mixed or indirect, by how much of the content is in quotation marks."""
        total = marked = 0
        for start, end in content:
            for i in range(start, end):
                if self.text[i].isalnum():
                    total += 1
                    marked += self.inside[i]
        if not marked:
            return "indirect"
        return "direct" if marked >= DIRECT_SHARE * total else "mixed"


def sayings(reader: Reader, cues: Mapping[int, CueRule]) -> list[Saying]:
    """All attributions of a document, in the order of the text."""
    doc = reader.doc
    indirect: dict[int, Reported] = {}
    for i, rule in cues.items():
        found = reported(doc[i], rule, cues)
        if found is not None and not any(found.content == other.content for other in indirect.values()):
            indirect[i] = found
    for token in _according(reader):
        found = according_to(token)
        if found is not None:
            indirect[token.i] = found
    return _join(reader, cues, indirect)


def _according(reader: Reader) -> list[Token]:
    return [token for token in reader.doc if token.lower_ == "according" and not reader.quoted[token.i]]


def _join(reader: Reader, cues: Mapping[int, CueRule], indirect: dict[int, Reported]) -> list[Saying]:
    """The quoted pieces, each with its attribution, and the reported words that are not theirs."""
    sieve = Sieve(reader.doc, reader.pieces, cues, reader.paragraphs)
    found: list[Saying] = []
    by_cue: dict[int, Saying] = {}
    covered = [_covers(indirect, piece) for piece in reader.pieces]
    for number, piece in enumerate(reader.pieces):
        if _embedded(reader, sieve, number) and covered[number]:
            continue  # a fragment of a reported clause
        if piece.words < 3 and piece.stop not in ".,?!":
            continue
        attribution = sieve.look(number)
        if attribution is not None and attribution.cue is not None and attribution.cue.i in by_cue:
            _append(by_cue[attribution.cue.i], piece)
            continue
        if attribution is None:
            previous = found[-1] if found and found[-1].last > piece.paragraph[0] else None
            attribution = _carried(reader, sieve, piece, previous, found)
            if attribution is None:
                continue
            if attribution.rule == "quote.continued" and previous is not None and _adjoins(reader, previous, piece):
                _append(previous, piece)
                continue
        saying = Saying(
            attribution.rule, list(piece.quoted.spans), attribution.cue, attribution.source, "states", piece.end
        )
        if attribution.cue is not None:
            by_cue[attribution.cue.i] = saying
            rule = cues.get(attribution.cue.i)
            saying.act = rule.act if rule else "states"
        found.append(saying)
    taken = bytearray(len(reader.text))
    for saying in found:
        for a, b in saying.content:
            taken[a:b] = b"\1" * (b - a)
    for i, report in indirect.items():
        content = [reader.chars(at) for at in report.content]
        if i not in by_cue and not _mostly_taken(content, taken):
            found.append(Saying(report.rule, content, reader.doc[i], report.source, report.act))
    return found


def _append(saying: Saying, piece: Piece) -> None:
    saying.content += piece.quoted.spans
    saying.last = piece.end


def _covers(indirect: Mapping[int, Reported], piece: Piece) -> bool:
    return any(a <= piece.start + 1 and piece.end - 1 <= b for r in indirect.values() for a, b in r.content)


def _embedded(reader: Reader, sieve: Sieve, number: int) -> bool:
    """Whether a piece is a part of the sentence around it: words stand before it, and it goes on in small letters."""
    piece = reader.pieces[number]
    before = sieve.before(number)
    if not before or before[-1].text == ":":
        return False
    return not piece.capital or not (before[-1].text == "," or before[-1].i in sieve.cues)


def _adjoins(reader: Reader, saying: Saying, piece: Piece) -> bool:
    """Whether nothing but the sentence with the cue stands between a saying and the next piece."""
    between = reader.doc[saying.last : piece.start]
    stops = sum(token.text in ".?!" for token in between)
    return stops <= 1


def _carried(
    reader: Reader, sieve: Sieve, piece: Piece, previous: Saying | None, found: Sequence[Saying]
) -> Found | None:
    """Who said a piece that nothing near it attributes: the speaker before, else the last person spoken of."""
    if piece.words < LONG_FRAGMENT and not (piece.capital and piece.stop in ".,?!" and piece.words > 2):
        return None
    if previous is not None:
        return Found("quote.continued", None, previous.source)
    if piece.start == piece.paragraph[0] and found and found[-1].last:
        before = sieve.paragraph_before.get(piece.paragraph)
        if before is not None and found[-1].last > before[0]:
            return Found("quote.continued", None, found[-1].source)
    subject = sieve.subject_before(piece)
    if subject is not None:
        return Found("quote.subject", None, subject)
    return Found("quote.unattributed", None, None)


def _mostly_taken(content: Sequence[Range], taken: bytearray) -> bool:
    """Whether reported words are those of a direct quote that has its attribution already."""
    return 2 * sum(sum(taken[a:b]) for a, b in content) > sum(b - a for a, b in content)


@Language.factory("onrecord_quotes", assigns=["doc.spans"], default_config={"patterns": None})
def make_quotes(nlp: Language, name: str, patterns: str | None) -> Quotes:
    """`nlp.add_pipe("onrecord_quotes")`; `patterns`: a folder of own rules beside ours."""
    return Quotes(nlp, name, patterns)
