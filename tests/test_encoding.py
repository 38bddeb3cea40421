"""The encoder in few passes makes the vectors that spaCy's makes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy
import pytest
import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import Maxout, chain, expand_window, residual

from onrecord.assemble import DEFAULT_MODEL
from onrecord.components import encoding
from onrecord.components.encoding import encode_in_few_passes, fits

TEXTS = [path.read_text("utf-8") for path in sorted((Path(__file__).parents[1] / "corpus").glob("*.txt"))]


def tok2vecs(nlp: Language) -> list[Any]:
    """The two models of the default model that make vectors of tokens."""
    ner: Any = nlp.get_pipe("ner")
    tok2vec: Any = nlp.get_pipe("tok2vec")
    return [tok2vec.model, ner.model.get_ref("tok2vec")]


@pytest.mark.parametrize("together", [1, 7, 1024])
def test_the_same_vectors(monkeypatch: pytest.MonkeyPatch, together: int) -> None:
    monkeypatch.setattr(encoding, "TOGETHER", together)
    stock = spacy.load(DEFAULT_MODEL)
    docs = [stock.make_doc(text) for text in ["", *TEXTS[:4], "", "\n\n \t", "x" * 2000]]
    for model in tok2vecs(stock):
        assert sum(map(fits, model.walk())) == 4
        before = model.predict(docs)
        encode_in_few_passes(model)
        for a, b in zip(before, model.predict(docs), strict=True):
            numpy.testing.assert_allclose(a, b, atol=1e-4)
        assert [len(vectors) for vectors in model.predict([docs[0]])] == [0] * len(model.predict([docs[0]]))


def test_layers_of_another_build_are_left_alone() -> None:
    assert not fits(residual(chain(expand_window(1), Maxout(nO=8, nI=24, nP=3))))
    assert not fits(residual(chain(expand_window(1), Maxout(nO=8, nI=24, nP=3, normalize=True))))
    assert fits(residual(chain(expand_window(1), Maxout(nO=8, nI=24, nP=3, normalize=True, dropout=0.0))))


def test_a_model_can_still_be_trained() -> None:
    """And is saved as before."""
    nlp = spacy.load(DEFAULT_MODEL)
    ner: Any = nlp.get_pipe("ner")
    saved = ner.to_bytes()
    encode_in_few_passes(ner.model)
    assert ner.to_bytes() == saved
    example = Example.from_dict(nlp.make_doc("Kelso paid."), {"entities": [(0, 5, "GPE")]})
    assert ner.update([example], sgd=nlp.create_optimizer())["ner"] >= 0
    assert ner.to_bytes() != saved


def test_the_pipeline_has_it(nlp: Language) -> None:
    for model in tok2vecs(nlp):
        nodes = [node for node in model.walk() if fits(node)]
        assert {node._func.__module__ for node in nodes} == {"onrecord.components.encoding"}
        with pytest.raises(RuntimeError, match="cannot be trained with that"):
            nodes[0]._func(nodes[0], numpy.zeros((3, 96), "f"), False)[1](None)
