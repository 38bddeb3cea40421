"""Sentence boundaries that news needs and a parser misses: at paragraph breaks, and around closing quotation marks.

It runs before the parser, which keeps the boundaries that it is given and finds the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy
import numpy.typing
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.components.marks import Quoted
from onrecord.components.paragraphs import dateline_end
from onrecord.components.surface import quoted_in, text_of, words_of

_LONGEST = 300
"""Tokens without a stop that are taken for one sentence: what is longer is a list or worse, and the cost of reading a
tree goes by its depth."""
_ENDS = frozenset(".?!;:…")
_ON_X = re.compile(r"\b(?:on|via|site|platform|network) X\. (?=[A-Z“\"])")
"""The name of a website at the end of a sentence, where a letter with a full stop looks like an initial."""
Offsets = numpy.typing.NDArray[numpy.int64]
_STOPS = frozenset(".?!")
_ATTRIBUTION = 8  # tokens after a question in which "she asked" would follow
_SAYING = frozenset({"said", "says", "asked", "asks", "told", "added", "wrote", "replied", "shouted", "tweeted"})


def find_boundaries(doc: Doc) -> dict[int, bool]:
    """Token index -> whether a sentence starts there, for the tokens at which the text leaves no doubt."""
    starts: dict[int, bool] = {}
    if not len(doc):
        return starts
    text = text_of(doc)
    offsets = doc.to_array("IDX").astype(numpy.int64)
    spans, pieces = quoted_in(doc)
    for quoted in pieces:
        starts.update(_around(doc, text, offsets, quoted))
    reports = [at for start, end in spans if (at := dateline_end(text, start, end)) is not None]
    begins = [start for start, _ in spans] + reports + [match.end() for match in _ON_X.finditer(text)]
    for at in (numpy.searchsorted(offsets, begins, side="right") - 1).tolist():
        starts[at] = True
        if at and doc[at - 1].is_space:
            starts[at - 1] = at == 1
    starts.update(dict.fromkeys(_cuts(doc), True))
    return starts


def _cuts(doc: Doc) -> Iterator[int]:
    """The tokens at which a text is cut that goes on and on without a stop."""
    if len(doc) <= _LONGEST:
        return
    ends = [i for i, word in enumerate(words_of(doc)) if word in _ENDS]
    for before, after in pairwise([-1, *ends, len(doc)]):
        yield from range(before + 1 + _LONGEST, after, _LONGEST)


def _around(doc: Doc, text: str, offsets: Offsets, quoted: Quoted) -> Iterator[tuple[int, bool]]:
    """What a pair of marks tells: no sentence starts at its closing mark, and one does after `.”`."""
    opening = int(numpy.searchsorted(offsets, quoted.start, side="right")) - 1
    if opening + 1 < len(doc):
        yield opening + 1, False
    if opening and doc[opening - 1].text in _STOPS and text[quoted.spans[0][0]].isupper():
        yield opening, True
    if not quoted.closed:
        return
    after = int(numpy.searchsorted(offsets, quoted.end, side="left"))
    closing = after - 1
    if closing > opening + 1:
        yield closing, False
    last = quoted.spans[-1][1] - 1
    while after < len(doc) and doc[after].is_space:
        after += 1
    if after < len(doc) and text[last] in _STOPS and (doc[after].text[0].isupper() or doc[after].text[0] in '“"'):
        yield after, text[last] == "." or not _says(doc, after)


def _says(doc: Doc, at: int) -> bool:
    """Whether the words from token `at` look like the attribution of a question or exclamation before them."""
    return any(token.lower_ in _SAYING for token in doc[at : at + _ATTRIBUTION])


def mark_sentences(doc: Doc) -> Doc:
    """Set `is_sent_start` where the text leaves no doubt; leave all other tokens to the parser."""
    boundaries = find_boundaries(doc)
    if boundaries:
        starts = numpy.zeros((len(doc), 1), dtype="int64")
        starts[list(boundaries), 0] = [1 if start else -1 for start in boundaries.values()]
        values: Any = starts.astype("uint64")
        doc.from_array(["SENT_START"], values)  # all at once: a token's own setter reads the whole Doc
    return doc


@Language.factory("onrecord_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> object:
    """`nlp.add_pipe("onrecord_sentences", before="parser")`."""
    return mark_sentences
