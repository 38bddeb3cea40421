"""What all records are made of: frozen models, numbers, and places in an article's text."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer


def json_number(value: Decimal) -> int | float:
    """A decimal as the JSON number that a reader would write: 5, 2.5, 108400000."""
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[Decimal, PlainSerializer(json_number, return_type=int | float, when_used="json")]


class Frozen(BaseModel):
    """Base of all records: immutable, and a field that is not declared is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Extent(Frozen):
    """A place in the article's text, without its characters."""

    start_char: int
    end_char: int


class Span(Extent):
    """A place in the article's text with its characters."""

    text: str


class Part(Span):
    """A piece of the text with `id` and full `name` of the entity that it names or means, where it does."""

    id: str | None = None
    name: str | None = None
