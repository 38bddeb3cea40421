"""The text and words of a Doc, as strings that are written once."""

from __future__ import annotations

import gc
import weakref

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from onrecord.components.phrases import Phrases
from onrecord.components.surface import span_at, text_of, words_of

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


def test_phrases_are_found_however_their_first_word_is_cut() -> None:
    """Those of letters alone wait uncut; what the tokenizer parts must be found all the same."""
    named = [
        "WB",
        "Wed",
        "Id",
        "U.S. Coast Guard",
        "5G Board",
        "O'Hara Council",
        "État-Major",
        "(R)",
        "ORG",
        "cannot",
        " x",
    ]
    for attribute in ("ORTH", "NORM"):
        phrases: Phrases[str] = Phrases(NLP.tokenizer, attribute)
        for name in named:
            phrases.add(name, name)
        for name in named:
            doc = NLP.make_doc(f"a {name.strip()} b" if name != " x" else "a  x b")
            assert [meant for _, _, meant in phrases(doc)] == [[name]], (attribute, name)


def test_phrases_mean_what_they_meant_in_a_memory_zone(nlp: Language) -> None:
    phrases: Phrases[str] = Phrases(nlp.tokenizer, "NORM")
    phrases.add("Defence Board", "british")
    phrases.add("Defense Board", "american")
    with nlp.memory_zone():
        assert phrases(nlp.make_doc("The defense board met.")) == [(1, 3, ["british", "american"])]
    for n in range(2000):  # what the zone held is written over
        nlp.make_doc(f"word{n}")
    assert phrases(nlp.make_doc("The defence board met.")) == [(1, 3, ["british", "american"])]


@given(st.text(alphabet="ab .,'\n\u2019", max_size=40), st.integers(-2, 42), st.integers(-2, 42))
def test_a_span_is_that_of_spacy(text: str, start: int, end: int) -> None:
    doc = NLP.make_doc(text)
    wanted = doc.char_span(start, end, alignment_mode="expand") if 0 <= start < end <= len(text) else None
    found = span_at(doc, start, end)
    assert (found is None) == (wanted is None)
    if found is not None and wanted:  # spaCy's is empty for the space after the last word, ours is that word
        assert (found.start, found.end) == (wanted.start, wanted.end)
