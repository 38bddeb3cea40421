"""The model's encoder with fewer passes over its numbers: the same vectors in two thirds of the time.

Each layer looks at a token and its neighbours, multiplies, takes the largest of each few products, brings that to one
scale and adds it to what it was given. spaCy does each of these for all tokens before the next; here it is done for so
many tokens at a time that their numbers stay at hand, and the products stand so that whole rows are compared.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy
import numpy.typing
from thinc.api import Model

from onrecord.components.embedding import untrained

Floats = numpy.typing.NDArray[numpy.float32]
AnyModel = Model[Any, Any]

PARTS = ["expand_window", "maxout", "layernorm", "dropout"]
"""What a layer is made of, in spaCy's small models; what was given to it is added at the end."""

TOGETHER = 1024
"""Tokens that are worked on at a time."""

SMALLEST = numpy.float32(1e-8)
"""What thinc adds to a variance."""


def encode_in_few_passes(model: AnyModel) -> None:
    """Let a model's encoding layers, where they are of the known build, work so.

    Training is left as it is, and so are the bytes in which the model is saved.
    """
    for node in model.walk():
        if fits(node):
            node._func = in_few_passes(node._func)


def fits(node: AnyModel) -> bool:
    """Whether a node is an encoding layer."""
    return node.name == f"residual({'>>'.join(PARTS)})" and [part.name for part in parts(node)] == PARTS


def parts(node: AnyModel) -> list[AnyModel]:
    """The layers within a node that hold no others, in the order of their work."""
    return [part for part in node.walk(order="dfs_pre") if not part.layers]


def in_few_passes(every: Callable[..., Any]) -> Callable[..., Any]:
    """A layer's function in few passes; `every`: spaCy's, still used in training."""

    def forward(model: AnyModel, tokens: Any, is_train: bool) -> Any:
        if is_train or type(tokens) is not numpy.ndarray or not len(tokens):
            return every(model, tokens, is_train)
        return encoded(model, tokens), untrained

    return forward


def encoded(model: AnyModel, tokens: Floats) -> Floats:
    """What a layer makes of tokens."""
    window, maxout, norm, _ = parts(model)
    seen: Floats = window.predict(tokens)
    weights: Any = maxout.get_param("W")
    bias: Any = maxout.get_param("b")
    scale: Any = norm.get_param("G")
    shift: Any = norm.get_param("b")
    width, pieces, height = weights.shape
    by_piece: Floats = numpy.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, height).T)
    bias_by_piece = bias.reshape(width, pieces).T.reshape(-1)
    out = numpy.empty_like(tokens)
    for start in range(0, len(tokens), TOGETHER):
        some = slice(start, start + TOGETHER)
        products: Floats = seen[some] @ by_piece
        products += bias_by_piece
        largest: Floats = products[:, :width]
        for n in range(width, pieces * width, width):
            largest = numpy.maximum(largest, products[:, n : n + width])
        out[some] = normalized(largest, scale, shift)
        out[some] += tokens[some]
    return out


def normalized(rows: Floats, scale: Floats, shift: Floats) -> Floats:
    """Rows with a mean of 0 and a variance of 1, scaled and shifted."""
    width = numpy.float32(rows.shape[1])
    rows = rows - rows.mean(axis=1, keepdims=True)
    variance = numpy.einsum("ij,ij->i", rows, rows) / width + SMALLEST
    rows *= (variance**-0.5)[:, None]
    rows *= scale
    rows += shift
    return rows
