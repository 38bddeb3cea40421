"""Quotes inside a quote: “They told us ‘nobody leaves’ and shut the gate.”"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spacy.tokens import Token

from onrecord.components.marks import Quoted
from onrecord.components.reading import Range, Reader
from onrecord.components.source import source_of
from onrecord.rules import CueRule

_NEAR = 5  # tokens between a cue and the mark: "told us that"
_SHORTEST = 3  # words of an inner quote that has no cue


def find_inner(
    reader: Reader, content: Sequence[Range], cues: Mapping[int, CueRule], unmarked: bool
) -> list[dict[str, Any]]:
    """The evidence of the quotes inside the content (characters) of a quote; `cues`: also those in marks.

    `unmarked`: the words are a speaker's without marks, so that the marks in them are of the quotes inside.
    """
    return [evidence for quoted in _inside(reader, content, unmarked) if (evidence := _evidence(reader, quoted, cues))]


def _inside(reader: Reader, content: Sequence[Range], unmarked: bool) -> Iterator[Quoted]:
    seen: set[int] = set()
    if not reader.pieces:
        return
    for start, end in content:
        first, last = reader.tokens((start, end))
        for number in sorted(set(reader.piece_of[first:last]) - seen - {-1}):
            seen.add(number)
            quoted = reader.pieces[number].quoted
            yield from [quoted] if unmarked else quoted.inner


def _evidence(reader: Reader, quoted: Quoted, cues: Mapping[int, CueRule]) -> dict[str, Any] | None:
    start, end = quoted.spans[0]
    cue = _cue_before(reader, quoted.start, cues)
    words = reader.text[start:end].split()
    scare = words and words[-1][-1] not in ".,?!" and reader.doc[reader.token_at(quoted.start) - 1].lower_ == "that"
    if start >= end or ((cue is None or scare) and len(words) < _SHORTEST):
        return None  # a term: “nobody tells me that ‘progress’ is a gift”
    evidence: dict[str, Any] = {"kind": "direct", "content": [[start, end]]}
    if cue is not None:
        rule = cues[cue.i]
        evidence |= {"cue": list(reader.chars((cue.i, cue.i + 1))), "lemma": rule.lemma, "stance": rule.stance}
        evidence["act"] = rule.act
        source = source_of(cue)
        if source is not None:
            evidence["source"] = list(reader.chars(source.at))
    return evidence


def _cue_before(reader: Reader, start: int, cues: Mapping[int, CueRule]) -> Token | None:
    """The reporting verb right before an inner mark, with at most its object and "that" between."""
    at = reader.token_at(start)
    for i in range(at - 1, max(-1, at - 1 - _NEAR), -1):
        token = reader.doc[i]
        rule = cues.get(i)
        if rule is not None:
            return token if rule.pos == "verb" and "quote" in rule.takes else None
        if token.pos_ in ("VERB", "AUX") or token.text in ".?!":
            return None
    return None
