"""Every attribution of a document: the quoted pieces with who said them, and what is reported without marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.components.indirect import Reported, according_to, reported
from onrecord.components.labels import find_labelled
from onrecord.components.printed import find_printed
from onrecord.components.reading import Piece, Range, Reader
from onrecord.components.sieve import Found, Sieve
from onrecord.components.source import Source
from onrecord.model import Act
from onrecord.rules import CueRule

LONG_FRAGMENT = 5  # words: nearly every quoted piece of this length is somebody's words
_LONGEST_TITLE = 12  # words
_STOPS = frozenset(".?!")


@dataclass(slots=True)
class Saying:
    """One attribution while it is put together: characters of the content, cue, source, and how it was found."""

    rule: str
    content: list[Range]
    cue: Token | None
    source: Source | None
    act: Act = "states"
    last: int = 0  # token after its last quoted piece
    verbatim: bool = False  # in somebody's own words, though without marks
    citing: Range | None = None  # tokens of whom it goes by
    that: bool = False  # the content opens with the "that" of its clause


def sayings(reader: Reader, cues: Mapping[int, CueRule]) -> list[Saying]:
    """All attributions of a document: first the quoted pieces, then the reported words that are not theirs."""
    indirect = _indirect(reader, cues)
    direct = _Direct(reader, cues, indirect)
    labelled = find_labelled(reader)
    turns = bytearray(len(reader.text))
    for line in labelled:
        for start, end in line.words if line.rule == "quote.transcript" else ():
            turns[start:end] = b"\1" * (end - start)
    for number, piece in enumerate(reader.pieces):
        if not turns[piece.quoted.start]:  # what a speaker of a transcript quotes is inside of the turn
            direct.add(number)
    found = direct.found
    for line in labelled:
        act: Act = "asks" if line.asks else "states"
        verbatim = line.rule == "quote.transcript"
        found.append(Saying(line.rule, line.words, None, Source(reader.tokens(line.name)), act, verbatim=verbatim))
    for printed in find_printed(reader, cues) if not labelled else ():
        if printed.cue.i not in direct.by_cue:
            found.append(Saying("quote.printed", printed.words, printed.cue, printed.source, verbatim=True))
            direct.by_cue[printed.cue.i] = found[-1]
    taken = bytearray(len(reader.text))
    for saying in found:
        for a, b in saying.content:
            taken[a:b] = b"\1" * (b - a)
    for i, report in indirect.items():
        content = [reader.chars(at) for at in report.content]
        if _mostly_taken(content, taken):
            continue
        if i in direct.by_cue:  # `Mills “got a deal,” he said, and “got to sit in.”`
            marked = [c for c, at in zip(content, report.content, strict=True) if max(reader.piece_of[slice(*at)]) >= 0]
            led = _led_in(reader, report.content, direct.by_cue[i])
            direct.by_cue[i].content = led or _joined(marked, direct.by_cue[i].content)
        else:
            found.append(Saying(report.rule, content, reader.doc[i], report.source, report.act))
    for saying in found:
        _open_with_that(reader, saying)
    return found


def _open_with_that(reader: Reader, saying: Saying) -> None:
    """Let the content begin with the "that" before it: a reported clause is told with its complementizer.

    Marks that stand behind the "that" are then inside the content: `said that | “it was over”`.
    """
    start, end = saying.content[0]
    first, last = reader.piece_of[reader.token_at(start)], reader.piece_of[reader.token_at(end - 1)]
    at = reader.pieces[first].start if first >= 0 else reader.token_at(start)
    while at and reader.doc[at - 1].text == ",":
        at -= 1
    if saying.cue is None or saying.cue.i >= at - 1 or not _is_that(reader.doc[at - 1]):
        return
    saying.that = True
    if last >= 0 and end == reader.pieces[last].quoted.spans[-1][1]:
        end = reader.pieces[last].quoted.end
    saying.content[0] = (reader.offsets[at - 1], end)


def _is_that(token: Token) -> bool:
    return token.lower_ == "that" and (token.tag_ == "IN" or token.dep_ == "mark")


def _indirect(reader: Reader, cues: Mapping[int, CueRule]) -> dict[int, Reported]:
    """What the cues report in the parse, by the token of the cue; quoted pieces in it are not cut."""
    found: dict[int, Reported] = {}
    contents: set[tuple[Range, ...]] = set()
    for i, rule in cues.items():
        report = according_to(reader.doc[i]) if rule.lemma == "accord" else reported(reader.doc[i], rule, cues)
        if report is not None and tuple(report.content) not in contents:
            contents.add(tuple(report.content))
            report.content = [_before_colon(reader, _whole_pieces(reader, at)) for at in report.content]
            found[i] = report
    _cut_at_trailing(reader, found)
    return found


def _cut_at_trailing(reader: Reader, found: Mapping[int, Reported]) -> None:
    """End what is reported before an attribution of the whole: "He said talks failed, | Reuters reported"."""
    whole = [(i, report.content[0]) for i, report in found.items() if len(report.content) == 1]
    ends = sorted((content[1], i) for i, content in whole if i > content[1])
    for i, report in found.items():
        last = report.content[-1]
        at = bisect_left(ends, last[0], key=lambda pair: pair[0])
        if at < len(ends) and last[0] < ends[at][0] < last[1] and ends[at][1] < last[1] and i < ends[at][0]:
            report.content[-1] = (last[0], ends[at][0])


def _whole_pieces(reader: Reader, at: Range) -> Range:
    """The token range with the quoted pieces whole that it begins or ends in."""
    start, end = at
    first, last = reader.piece_of[start], reader.piece_of[end - 1]
    if first >= 0:
        start = reader.pieces[first].start
    if last >= 0:
        end = reader.pieces[last].end
    return start, end


def _before_colon(reader: Reader, at: Range) -> Range:
    """The token range up to a quoted sentence behind a colon, which is a quote of its own."""
    start, end = at
    for number in sorted({n for n in reader.piece_of[start:end] if n >= 0}):
        piece = reader.pieces[number]
        if start < piece.start - 1 and piece.capital and reader.doc[piece.start - 1].text == ":":
            return start, piece.start - 1
    return at


class _Direct:
    """The sayings of quoted pieces, put together one piece after the other."""

    def __init__(self, reader: Reader, cues: Mapping[int, CueRule], indirect: Mapping[int, Reported]) -> None:
        self.reader, self.cues = reader, cues
        self.sieve = Sieve(reader, cues)
        self.found: list[Saying] = []
        self.by_cue: dict[int, Saying] = {}
        self.reported = bytearray(len(reader.doc))
        for report in indirect.values():
            for a, b in report.content:
                self.reported[a:b] = b"\1" * (b - a)
        told = [(i, report.source) for i, report in sorted(indirect.items()) if report.source is not None]
        self.sources = [pair for pair in told if not self.reported[pair[0]]]

    def add(self, number: int) -> None:
        """Take quoted piece `number` into the saying that it belongs to, or into one of its own, or pass it over."""
        piece = self.reader.pieces[number]
        interrupted = self._interrupted(number)
        if interrupted is not None:
            _append(interrupted, piece)
            return
        embedded = self._embedded(number)
        if embedded and (piece.title or self.reported[piece.first]):
            return  # the title of a work, or a fragment of a reported clause
        if piece.title and self._named_in_passing(number):
            return
        if piece.words < 3 and piece.stop not in ".,?!":
            return
        found = self.sieve.look(number, embedded)
        if found is None and self._answers(number):
            self.found.append(Saying("quote.unattributed", list(piece.quoted.spans), None, None, last=piece.end))
            return
        if found is not None and found.cue is not None and found.cue.i in self.by_cue:
            _append(self.by_cue[found.cue.i], piece)
            return
        if found is None:
            previous = self.found[-1] if self.found and self.found[-1].last > piece.paragraph[0] else None
            found = self._carried(piece, previous)
            if found is None:
                return
            if found.rule == "quote.continued":
                previous = previous or self._paragraph_before(piece)
                if previous is not None and previous.source == found.source and self._adjoins(previous, piece):
                    _append(previous, piece)
                    return
        saying = Saying(found.rule, list(piece.quoted.spans), found.cue, found.source, last=piece.end)
        if found.cue is not None:
            self.by_cue[found.cue.i] = saying
            rule = self.cues.get(found.cue.i)
            saying.act = rule.act if rule else "states"
        self.found.append(saying)

    def _interrupted(self, number: int) -> Saying | None:
        """The saying that this piece goes on with in the same sentence: `“That,” she added, “is the end.”`."""
        if not number or not self.found:
            return None
        piece, before, last = self.reader.pieces[number], self.reader.pieces[number - 1], self.found[-1]
        cue = last.cue
        if last.last != before.end or before.stop != "," or cue is None or not before.end <= cue.i < piece.start:
            return None
        between = self.reader.doc[cue.i : piece.start]
        stops = any(t.text in _STOPS or "\n" in t.text or (t.i in self.cues and t != cue) for t in between)
        term = piece.words < 2 and piece.stop not in ".,?!"  # "said Duarte, who has a “sell” rating on it"
        if stops or term or piece.title or (piece.stop == "," and self.sieve.follows(number) is not None):
            return None
        return last

    def _embedded(self, number: int) -> bool:
        """Whether a piece is a part of the sentence around it, rather than a sentence quoted beside an attribution."""
        piece = self.reader.pieces[number]
        before = self.sieve.before(number)
        if not before:
            return piece.stop not in ".,?!" and self.reported[piece.first] == 1 and bool(self.sieve.after(number))
        if before[-1].text == ":":
            return False
        return not piece.capital or not (before[-1].text == "," or before[-1].i in self.cues)

    def _answers(self, number: int) -> bool:
        """Whether a piece stands right behind another one that has ended: “Alone?” | “Yes.” are two who talk."""
        before, piece = self.reader.pieces[max(number - 1, 0)], self.reader.pieces[number]
        if (before.title and before.stop == ".") or not self.found or self.found[-1].last != before.end:
            return False
        return before.end == piece.start and before.stop in _STOPS and before.last_paragraph == piece.paragraph

    def _named_in_passing(self, number: int) -> bool:
        """Whether a piece stands where a name does: `In his book, “The Long Road,” he`, `on “Meet the Press.”`."""
        before = self.sieve.before(number)
        if not before:
            return False
        if before[-1].tag_ == "VBN" and before[-1].dep_ == "acl":  # "a play called “The Long Road”"
            return True
        return before[-1].pos_ == "ADP" or (before[-1].text == "," and not any(t.i in self.cues for t in before))

    def _adjoins(self, saying: Saying, piece: Piece) -> bool:
        """Whether nothing but the sentence with the cue stands between a saying and the next piece."""
        return sum(token.text in _STOPS for token in self.reader.doc[saying.last : piece.start]) <= 1

    def _carried(self, piece: Piece, previous: Saying | None) -> Found | None:
        """Who said a piece that nothing near it attributes: the speaker before, else the last person spoken of."""
        sentence = piece.capital and piece.stop in ".,?!"
        alone = piece.start == piece.paragraph[0] and piece.end == piece.last_paragraph[1]
        if piece.quoted.kind == "single" and (alone or piece.title):
            return None  # a heading between two paragraphs
        if previous is not None and sentence and self._adjoins(previous, piece):
            return Found("quote.continued", None, previous.source)
        if piece.words < LONG_FRAGMENT and not (sentence and piece.words > 2):
            return None
        if piece.capital and piece.stop not in ".,?!" and piece.words < _LONGEST_TITLE:
            return None  # the title of a work
        heard = self._heard(piece)
        if previous is not None and (heard is None or heard[0] < previous.last):
            return Found("quote.continued", None, previous.source)
        if heard is not None:
            return Found("quote.continued", None, heard[1])
        earlier = self._paragraph_before(piece)
        if earlier is not None:
            return Found("quote.continued", None, earlier.source)
        told = self._told_before(piece) if sentence else None
        if told is not None:
            return Found("quote.continued", None, told)
        subject = self.sieve.subject_before(piece)
        if subject is not None:
            return Found("quote.subject", None, subject)
        return Found("quote.unattributed", None, None)

    def _paragraph_before(self, piece: Piece) -> Saying | None:
        """The saying of the paragraph before one that begins with a quoted piece."""
        if piece.start != piece.paragraph[0] or not self.found or not self.found[-1].last:
            return None
        before = self.sieve.paragraph_before.get(piece.paragraph)
        return self.found[-1] if before is not None and self.found[-1].last > before[0] else None

    def _told_before(self, piece: Piece) -> Source | None:
        """Who is reported last in the paragraph before one that begins with a quoted piece."""
        before = self.sieve.paragraph_before.get(piece.paragraph)
        if before is None or piece.start != piece.paragraph[0]:
            return None
        at = bisect_left(self.sources, before[1], key=lambda pair: pair[0]) - 1
        return self.sources[at][1] if at >= 0 and self.sources[at][0] >= before[0] else None

    def _heard(self, piece: Piece) -> tuple[int, Source] | None:
        """The last reporting word before a piece in its paragraph, with its source."""
        at = bisect_left(self.sources, piece.start, key=lambda pair: pair[0]) - 1
        return self.sources[at] if at >= 0 and self.sources[at][0] >= piece.paragraph[0] else None


def _append(saying: Saying, piece: Piece) -> None:
    saying.content += piece.quoted.spans
    saying.last = piece.end


def _joined(reported: Sequence[Range], quoted: Sequence[Range]) -> list[Range]:
    """Reported words and the quoted pieces that do not stand in them, in the order of the text."""
    return sorted([*reported, *(q for q in quoted if not any(a <= q[0] and q[1] <= b for a, b in reported))])


def _led_in(reader: Reader, reported: Sequence[Range], saying: Saying) -> list[Range]:
    """Reported words and the fragment in marks right behind them, as one: "would stay on, “come what may”"."""
    start, end = reported[-1]
    place = reader.token_at(saying.content[0][0])
    piece = reader.pieces[reader.piece_of[place]] if reader.piece_of[place] >= 0 else None
    if (
        piece is None
        or piece.capital
        or piece.start < end
        or [t.text for t in reader.doc[end : piece.start]] not in ([], [","])
    ):
        return []
    return [*map(reader.chars, reported[:-1]), (reader.offsets[start], piece.quoted.end), *saying.content[1:]]


def _mostly_taken(content: Sequence[Range], taken: bytearray) -> bool:
    """Whether reported words are those of a direct quote that has its attribution already."""
    return 2 * sum(taken.count(1, a, b) for a, b in content) > sum(b - a for a, b in content)
