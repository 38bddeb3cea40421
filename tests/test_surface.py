"""The text and words of a Doc, as strings that are written once."""

from __future__ import annotations

import gc
import weakref

import spacy
from hypothesis import given
from hypothesis import strategies as st

from onrecord.components.surface import text_of, words_of

NLP = spacy.blank("en")


@given(st.text())
def test_they_are_what_the_doc_says_itself(text: str) -> None:
    doc = NLP.make_doc(text)
    assert (text_of(doc), text_of(doc)) == (doc.text, doc.text)
    assert words_of(doc) == tuple(token.text for token in doc)


def test_a_text_that_was_read_keeps_no_doc() -> None:
    doc = NLP.make_doc("The board met.")
    text_of(doc)
    gone = weakref.ref(doc)
    del doc
    gc.collect()
    assert gone() is None


def test_words_that_another_component_joins_are_read_anew() -> None:
    doc = NLP.make_doc("The Harbor Safety Board met.")
    words_of(doc)
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[1:4])
    assert words_of(doc) == ("The", "Harbor Safety Board", "met", ".")
