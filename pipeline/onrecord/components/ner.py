"""The model's entity recogniser, faster: the same names, found by a few large multiplications.

spaCy's goes from token to token, asks 74 functions at each whether an action is allowed, and takes Python's lock after
every answer: a quarter of the model's time. But outside of names an action depends on nothing that was done before, so
that those of all tokens are worked out at once, and only names are read token by token, all of a batch together.
Documents with entities already in them, and models of another build, are left to spaCy's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy
import numpy.typing
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.pipeline.ner import DEFAULT_NER_MODEL
from spacy.tokens import Doc, Span
from thinc.api import Model, NumpyOps

Floats = numpy.typing.NDArray[numpy.float32]
Ints = numpy.typing.NDArray[numpy.int64]
Flags = numpy.typing.NDArray[numpy.bool_]

FEATURES = 3
"""What the model looks at: the token, and within a name the name's first token and the one before."""

TOGETHER = 8
"""Tokens of each name that are read in step with those of the others. A longer name is read on by itself."""


@dataclass(frozen=True)
class Actions:
    """The model's actions by number: all that are allowed outside of names, and for each label how a name goes on."""

    outside: Ints
    begins: Flags
    units: Flags
    labels: Sequence[str]
    inner: Ints
    last: Ints


@dataclass(frozen=True)
class Tokens:
    """The tokens of all documents in a row: after which a name cannot go on, and which are white space."""

    ends: Flags
    spaces: Flags


class Found(list[list[tuple[int, int, str]]]):
    """The entities of each document: first token, the one after the last, and label."""


class FastEntityRecognizer(EntityRecognizer):  # type: ignore[misc]  # spaCy's Cython classes have no types
    """spaCy's entity recogniser, which reads names only token by token."""

    _actions: tuple[int, Actions] | None = None

    def predict(self, docs: Any) -> Any:
        """The entities of documents."""
        docs = [docs] if isinstance(docs, Doc) else list(docs)
        if not any(map(len, docs)) or not self.fits(docs):
            return super().predict(docs)
        return find_names(docs, self.model, self.actions())

    def set_annotations(self, docs: Any, found: Any) -> None:
        """Write what `predict` has found."""
        if not isinstance(found, Found):
            super().set_annotations(docs, found)
            return
        for doc, names in zip(docs, found, strict=True):
            doc.set_ents([Span(doc, start, end, label=label) for start, end, label in names], default="outside")

    def fits(self, docs: Sequence[Doc]) -> bool:
        """Whether the model is of the build that is known here, and no document has entities."""
        model: Model[Any, Any] = self.model
        lower = model.get_ref("lower")
        known = model.attrs["has_upper"] and lower.get_dim("nF") == FEATURES and lower.get_dim("nP") > 1
        plain = known and not model.attrs["unseen_classes"] and self.cfg["beam_width"] == 1
        return plain and isinstance(model.ops, NumpyOps) and not any(doc.to_array("ENT_IOB").any() for doc in docs)

    def actions(self) -> Actions:
        """The actions of the model as it is now."""
        number = self.moves.n_moves
        if self._actions is None or self._actions[0] != number:
            self._actions = number, sort_actions([self.moves.get_class_name(n) for n in range(number)])
        return self._actions[1]


def sort_actions(names: Sequence[str]) -> Actions:
    """Actions such as "O", "B-GPE" and "L-GPE"; "U-", without a label, is for documents that have entities."""
    places = {name: place for place, name in enumerate(names)}
    outside = [name for name in names if name[0] in "OBU" and name != "U-"]
    labels = [name[2:] for name in outside]
    return Actions(
        numpy.array([places[name] for name in outside]),
        numpy.array([name[0] == "B" for name in outside]),
        numpy.array([name[0] == "U" for name in outside]),
        labels,
        numpy.array([places[f"I-{label}"] if label else 0 for label in labels]),
        numpy.array([places[f"L-{label}"] if label else 0 for label in labels]),
    )


def find_names(docs: Sequence[Doc], model: Model[Any, Any], actions: Actions) -> Found:
    """The entities of documents, by the best action at each token from the left to the right."""
    reader = Reader(docs, model, actions)
    opened = reader.outside()
    starts = numpy.flatnonzero(opened >= 0)
    ends = dict(zip(starts.tolist(), reader.inside(starts, opened[starts]), strict=True))
    found, first = Found(), 0
    for doc in docs:
        names, free = list[tuple[int, int, str]](), first
        for start in (n for n in starts[slice(*numpy.searchsorted(starts, (first, first + len(doc))))].tolist()):
            if start >= free:
                action = int(opened[start])
                free = ends[start] or reader.finish(start, action)
                names.append((start - first, free - first, actions.labels[action]))
        found.append(names)
        first += len(doc)
    return found


class Reader:
    """The actions at the tokens of documents, which stand in a row."""

    def __init__(self, docs: Sequence[Doc], model: Model[Any, Any], actions: Actions) -> None:
        self.actions = actions
        self.tokens = read_tokens(docs)
        lower: Any = model.get_ref("lower")
        upper: Any = model.get_ref("upper")
        hidden: Floats = lower.predict(model.get_ref("tok2vec").predict(docs))
        self.none, self.hidden = hidden[0], hidden[1:]
        self.bias: Floats = lower.get_param("b")
        self.weights: Floats = upper.get_param("W")
        self.weights_bias: Floats = upper.get_param("b")

    def outside(self) -> Ints:
        """For each token the place of its best action outside of names; -1 for the one that leaves it there."""
        actions = self.actions
        states = activated(self.hidden[:, 0] + self.none[1] + self.none[2] + self.bias)
        scores = states @ self.weights[actions.outside].T + self.weights_bias[actions.outside]
        scores[numpy.ix_(self.tokens.ends | self.tokens.spaces, actions.begins)] = -numpy.inf
        scores[numpy.ix_(self.tokens.spaces, actions.units)] = -numpy.inf
        best: Ints = scores.argmax(axis=1)
        best[~(actions.begins | actions.units)[best]] = -1
        return best

    def inside(self, starts: Ints, opened: Ints) -> list[int]:
        """The ends of the names that start there with these actions; 0 where one is longer than TOGETHER."""
        ends = numpy.where(self.actions.units[opened], starts + 1, 0)
        left = numpy.flatnonzero(ends == 0)
        for distance in range(1, TOGETHER):
            at = starts[left] + distance
            over = self.ended(at, starts[left], opened[left])
            ends[left[over]] = at[over] + 1
            left = left[~over]
        return list(ends.tolist())

    def finish(self, start: int, action: int) -> int:
        """The end of a longer name."""
        first, opened, at = numpy.array([start]), numpy.array([action]), start + TOGETHER
        while not self.ended(numpy.array([at]), first, opened)[0]:
            at += 1
        return at + 1

    def ended(self, at: Ints, starts: Ints, opened: Ints) -> Flags:
        """Whether names that started there with these actions end with these tokens."""
        hidden = self.hidden
        states = activated(hidden[at, 0] + hidden[starts, 1] + hidden[at - 1, 2] + self.bias)
        inner, last = self.actions.inner[opened], self.actions.last[opened]
        goes_on, ends = (
            numpy.einsum("ij,ij->i", states, self.weights[action]) + self.weights_bias[action]
            for action in (inner, last)
        )
        over: Flags = self.tokens.ends[at] | (ends > goes_on) | ((ends == goes_on) & (last < inner))
        return over


def activated(states: Floats) -> Floats:
    """Maxout: the larger ones of the pieces."""
    largest: Floats = states.max(axis=2)
    return largest


def read_tokens(docs: Sequence[Doc]) -> Tokens:
    """What the actions must know of the tokens."""
    begins = numpy.concatenate([doc.to_array("SENT_START") for doc in docs]).astype(numpy.int64) == 1
    begins[numpy.cumsum([len(doc) for doc in docs if len(doc)])[:-1]] = True
    return Tokens(numpy.append(begins[1:], True), numpy.concatenate([doc.to_array("IS_SPACE") for doc in docs]) != 0)


@Language.factory(
    "onrecord_ner",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={
        "moves": None,
        "update_with_oracle_cut_size": 100,
        "model": DEFAULT_NER_MODEL,
        "incorrect_spans_key": None,
        "scorer": {"@scorers": "spacy.ner_scorer.v1"},
    },
)
def make_ner(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    moves: Any,
    update_with_oracle_cut_size: int,
    incorrect_spans_key: str | None,
    scorer: Any,
) -> FastEntityRecognizer:
    """The factory: options as those of spaCy's."""
    return FastEntityRecognizer(
        nlp.vocab,
        model,
        name,
        moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        incorrect_spans_key=incorrect_spans_key,
        scorer=scorer,
    )
