"""Sentence boundaries that news needs and a parser misses: at line breaks, and around closing quotation marks.

It runs before the parser, which keeps the boundaries that it is given and finds the rest.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

_CLOSERS = frozenset("\"'”’»")
_ENDS = frozenset({".", "?", "!", "…", "...", "?!", "!?"})


def _closes(token: Token) -> bool:
    """Whether a quotation mark closes: right after a word or stop."""
    return token.text[0] in _CLOSERS and token.i > 0 and not token.nbor(-1).whitespace_


def mark_sentences(doc: Doc) -> Doc:
    """Set `is_sent_start` where the text leaves no doubt; leave all other tokens to the parser."""
    fresh = True
    for token in doc:
        if token.is_space:
            token.is_sent_start = token.i == 0
            fresh = fresh or "\n" in token.text
        elif fresh:
            token.is_sent_start = True
            fresh = False
        elif token.text in _CLOSERS and _closes(token):
            token.is_sent_start = False
    return doc


@Language.factory("onrecord_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> object:
    """`nlp.add_pipe("onrecord_sentences", before="parser")`."""
    return mark_sentences
