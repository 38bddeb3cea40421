"""The model's word vectors, made once for all occurrences of a word in a batch: the same vectors in half the time.

The first layers of spaCy's small models look at one token alone, at its norm, prefix, suffix and shape; an article says
most of its words more than once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy
import numpy.typing
from spacy.tokens import Doc
from thinc.api import Model, Ragged

Numbers = numpy.typing.NDArray[numpy.uint64]
Ints = numpy.typing.NDArray[numpy.int64]
AnyModel = Model[Any, Any]

OF_ONE_TOKEN = frozenset({"ints-getitem", "hashembed", "maxout", "layernorm", "dropout"})
"""Layers that make of each token's numbers something that hangs on no other token."""

FACTOR = numpy.uint64(0x9E3779B97F4A7C15)


def embed_once(model: AnyModel) -> None:
    """Let a model's embedding layers, where they are of the known build, work on different tokens only.

    Training is left as it is, and so are the bytes in which the model is saved.
    """
    for node in model.walk():
        if fits(node):
            node._func = once(node._func)


def fits(node: AnyModel) -> bool:
    """Whether a layer makes vectors of documents' tokens, each by itself."""
    names = [layer.name for layer in node.layers]
    if len(names) < 4 or (names[0], names[1], names[-1]) != ("extract_features", "list2ragged", "ragged2list"):
        return False
    leaves = (leaf.name for layer in node.layers[2:-1] for leaf in layer.walk() if not leaf.layers)
    return all(name in OF_ONE_TOKEN for name in leaves)


def once(every: Callable[..., Any]) -> Callable[..., Any]:
    """A layer's function for different tokens only; `every`: that for all tokens, still used in training."""

    def forward(model: AnyModel, docs: Sequence[Doc], is_train: bool) -> Any:
        if is_train or not any(map(len, docs)):
            return every(model, docs, is_train)
        extract, join, *embed, split = model.layers
        tokens: Any = join.predict(extract.predict(docs))
        first, places = distinct(tokens.dataXd)
        lengths: Any = numpy.array([len(first)], dtype="int32")
        rows: Any = Ragged(tokens.dataXd[first], lengths)
        for layer in embed:
            rows = layer.predict(rows)
        return split.predict(Ragged(rows.dataXd[places], tokens.lengths)), untrained

    return forward


def distinct(rows: Numbers) -> tuple[Ints, Ints]:
    """The places of different rows, and for each row which of these it is like."""
    mixed = rows[:, 0]
    for column in range(1, rows.shape[1]):
        mixed = mixed * FACTOR ^ rows[:, column]
    _, first, places = numpy.unique(mixed, return_index=True, return_inverse=True)
    if (rows[first][places] != rows).any():  # two that mix to the same number
        first = places = numpy.arange(len(rows))
    return first, places


def untrained(gradient: Any) -> Any:
    """What would go back through the layer in training: nothing does, where it only predicts."""
    raise RuntimeError("this layer was asked to predict, and cannot be trained with that")
