"""The columns of a claim as a flat row: the fields of the record, declared once there, and what is asked for most.

A record within a claim has a column for each field (`figure_value`, `time_begin`); a place in the text stays one value
with its offsets and words, and so do lists.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from onrecord.model import Article, Attribution, Claim, Span

SPEAKER = {"said_by": "name", "said_by_title": "title", "said_by_organization": "organization"}
"""Columns of the first link of the attribution that says who, which most questions are about."""

OF_ARTICLE = ("title", "publisher", "country", "language")
"""Fields of the article that its claims repeat."""

FLAT = ("figure", "time", "comparison", "producer")
"""Records within a claim that have a column for each field."""


@dataclass(frozen=True)
class Column:
    """A column: its name, the type of its values (never None itself; a value may be), and the path to them in a row."""

    name: str
    type: Any
    path: tuple[str, ...]

    def value(self, row: Mapping[str, Any]) -> Any:
        """The value in a row of `rows`; None where the path ends early."""
        found: Any = row
        for key in self.path:
            if found is None:
                return None
            found = found[key]
        return pick(found, self.type)


@cache
def columns() -> tuple[Column, ...]:
    """All columns in order."""
    return (*_of_claims(), *_of_article())


def _of_claims() -> Iterator[Column]:
    for name, field in Claim.model_fields.items():
        kind = plain_type(field.annotation)
        if name == "attribution":
            for column, inner in SPEAKER.items():
                yield Column(column, plain_type(Attribution.model_fields[inner].annotation), ("sayer", inner))
        if name not in FLAT:
            yield Column(name, kind, (name,))
            continue
        if issubclass(kind, Span):
            yield Column(name, Span, (name,))
        for inner, own in kind.model_fields.items():
            if not issubclass(kind, Span) or inner not in Span.model_fields:
                yield Column(f"{name}_{inner}", plain_type(own.annotation), (name, inner))


def _of_article() -> Iterator[Column]:
    for name in OF_ARTICLE:
        yield Column(f"article_{name}", plain_type(Article.model_fields[name].annotation), ("article", name))


def rows(article: Article, claims: list[Claim]) -> Iterator[list[Any]]:
    """A row for each claim of an article."""
    about = {name: getattr(article, name) for name in OF_ARTICLE}
    for claim in claims:
        first = next(iter(claim.sayers), None)
        fields = {**claim.model_dump(mode="json"), "article": about, "sayer": first.model_dump() if first else None}
        yield [column.value(fields) for column in columns()]


def plain_type(annotation: Any) -> Any:
    """A field's type without None and annotations: `str`, `int`, `float`, `bool`, a record, or a tuple of these."""
    if get_origin(annotation) in (Union, types.UnionType):
        (annotation,) = (one for one in get_args(annotation) if one is not type(None))
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) is Literal:
        return str
    if get_origin(annotation) is tuple:
        return types.GenericAlias(tuple, (plain_type(get_args(annotation)[0]), ...))
    return float if annotation is Decimal else annotation


def item_type(kind: Any) -> Any:
    """The type of a list's items; None for what is no list."""
    return get_args(kind)[0] if get_origin(kind) is tuple else None


def fields_of(kind: Any) -> Mapping[str, Any]:
    """The fields of a record with their types; none for what is no record."""
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return {}
    return {name: plain_type(field.annotation) for name, field in kind.model_fields.items()}


def pick(value: Any, kind: Any) -> Any:
    """Of a value the fields that its type has: a figure as the place where it stands."""
    if kind is Span and isinstance(value, dict):
        return {name: value[name] for name in fields_of(kind)}
    return float(value) if kind is float and value is not None else value
