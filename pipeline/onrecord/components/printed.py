"""Letters and statements printed without marks behind a paragraph that leads in to them: "The letter read in full:"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.components.reading import Range, Reader
from onrecord.components.source import Source, source_of
from onrecord.rules import CueRule

_TEXTS = frozenset(
    "apology declaration email e-mail letter memo message note notice post remark speech statement text tweet".split()
)
_LEAD = 14
"""Tokens before the colon among which the word stands that tells whose words follow."""
_LONGEST = 60
"""Paragraphs of a letter."""
_BODY = re.compile(r"(?![-•*–—\d\"“„«'‘#(\[])\S.*[.!?…]", re.DOTALL)
_DEAR = re.compile(r"(?:Dear|To whom|To the|To all|Fellow|My fellow)\b")
_SIGNED = re.compile(
    r"(?:Yours|Sincerely|Respectfully|Faithfully|Regards|(?:Best|Kind|Warm) (?:regards|wishes)|Signed|In solidarity)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me)\b")


@dataclass(frozen=True, slots=True)
class Printed:
    """Characters of what is printed, by paragraph, the word that leads in to it and whose words they are."""

    words: list[Range]
    cue: Token
    source: Source | None


def find_printed(reader: Reader, cues: Mapping[int, CueRule]) -> Iterator[Printed]:
    """What stands behind a lead-in that ends its paragraph; as far as is sure: up to the signature of a letter, else
    the first paragraph, and those behind it in which the writer speaks of himself.
    """
    last = 0
    for number, (start, end) in enumerate(reader.spans[:-1]):
        if reader.text[end - 1] != ":" or number < last:
            continue
        cue = _cue(reader, start, end, cues)
        words = _body(reader, number + 1) if cue is not None else []
        source = source_of(cue) if cue is not None and words else None
        if cue is not None and words and (source is not None or " full" in reader.text[start:end]):
            last = number + len(words)
            yield Printed(words, cue, source)


def _cue(reader: Reader, start: int, end: int, cues: Mapping[int, CueRule]) -> Token | None:
    """The reporting verb next to a colon, else the text of which the lead-in tells: "the text of her letter:"."""
    doc, colon, first = reader.doc, reader.token_at(end - 1), reader.token_at(start)
    near = [doc[i] for i in range(colon - 1, max(first, colon - _LEAD) - 1, -1)]
    for token in near:
        rule = cues.get(token.i)
        if rule is not None and rule.pos == "verb" and "quote" in rule.takes:
            return token
        if token.pos_ in ("VERB", "AUX"):
            break
    return next((token for token in near if token.lemma_.lower() in _TEXTS), None)


def _body(reader: Reader, first: int) -> list[Range]:
    """The paragraphs of a letter, else of a statement, from the paragraph `first` on."""
    spans = reader.spans[first : first + _LONGEST]
    if _DEAR.match(reader.text, *spans[0]):
        signed = next((n for n, span in enumerate(spans) if _SIGNED.match(reader.text, *span)), None)
        return spans[: signed if signed is not None else 1]
    words: list[Range] = []
    for span in spans:
        if not _BODY.fullmatch(reader.text, *span) or (words and not _FIRST_PERSON.search(reader.text, *span)):
            break
        words.append(span)
    return words
