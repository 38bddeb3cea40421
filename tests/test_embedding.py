"""Word vectors made once for each different token are those made for every token."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from spacy.language import Language
from spacy.training import Example
from thinc.api import chain

from onrecord.assemble import DEFAULT_MODEL
from onrecord.components.embedding import FACTOR, distinct, embed_once, fits

TEXTS = [path.read_text("utf-8") for path in sorted((Path(__file__).parents[1] / "corpus").glob("*.txt"))]


def tok2vecs(nlp: Language) -> list[Any]:
    """The two models of the default model that make vectors of tokens."""
    ner: Any = nlp.get_pipe("ner")
    tok2vec: Any = nlp.get_pipe("tok2vec")
    return [tok2vec.model, ner.model.get_ref("tok2vec")]


def test_the_same_vectors() -> None:
    stock = spacy.load(DEFAULT_MODEL)
    docs = [stock.make_doc(text) for text in ["", *TEXTS, "", "\n\n \t", "x" * 2000]]
    for model in tok2vecs(stock):
        assert sum(map(fits, model.walk())) == 1
        before = model.predict(docs)
        embed_once(model)
        for a, b in zip(before, model.predict(docs), strict=True):
            numpy.testing.assert_allclose(a, b, atol=1e-5)
        assert [len(vectors) for vectors in model.predict([docs[0]])] == [0] * len(model.predict([docs[0]]))


def test_layers_that_see_more_than_a_token_are_left_alone() -> None:
    for model in tok2vecs(spacy.load(DEFAULT_MODEL)):
        whole = [node for node in model.walk() if any("expand_window" in layer.name for layer in node.layers)]
        assert whole
        assert not any(map(fits, whole))
        embed = next(node for node in model.walk() if fits(node))
        window = next(node for node in model.walk() if node.name == "expand_window")
        assert not fits(chain(*embed.layers[:-1], window, embed.layers[-1]))


@given(arrays(numpy.uint64, st.tuples(st.integers(1, 30), st.just(3)), elements=st.integers(0, 2)))
def test_distinct_rows(rows: Any) -> None:
    first, places = distinct(rows)
    assert (rows[first][places] == rows).all()
    assert len(first) == len({tuple(row) for row in rows.tolist()})


def test_rows_that_mix_to_the_same_number() -> None:
    rows = numpy.array([[1, 0], [0, int(FACTOR)], [1, 0]], dtype=numpy.uint64)
    first, places = distinct(rows)
    assert (rows[first][places] == rows).all()


def test_a_model_can_still_be_trained() -> None:
    """And is saved as before."""
    nlp = spacy.load(DEFAULT_MODEL)
    ner: Any = nlp.get_pipe("ner")
    saved = ner.to_bytes()
    embed_once(ner.model)
    assert ner.to_bytes() == saved
    example = Example.from_dict(nlp.make_doc("Kelso paid."), {"entities": [(0, 5, "GPE")]})
    losses = ner.update([example], sgd=nlp.create_optimizer())
    assert losses["ner"] >= 0
    assert ner.to_bytes() != saved


def test_the_pipeline_has_it(nlp: Language) -> None:
    for model in tok2vecs(nlp):
        (node,) = [node for node in model.walk() if fits(node)]
        assert node._func.__module__ == "onrecord.components.embedding"
        with pytest.raises(RuntimeError, match="cannot be trained with that"):
            node._func(node, [nlp.make_doc("Kelso paid.")], False)[1](None)
