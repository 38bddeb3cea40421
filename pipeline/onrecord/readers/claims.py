"""Claims as `onrecord extract` wrote them: JSONL, each line a claim, or in its place what is wrong with the line.

The file may be packed, as articles may be.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import jsonlines
from pydantic import ValidationError

from onrecord.model import Claim
from onrecord.readers import open_input, printable
from onrecord.readers.format import Bad
from onrecord.readers.packed import unpack
from onrecord.readers.row import parse


@dataclass(frozen=True)
class Line:
    """A line of a claims file: the file (as it can be printed) and line (1-based), the JSON object, and its claim."""

    path: str
    number: int
    row: dict[str, Any]
    claim: Claim


@dataclass(frozen=True)
class BadLine:
    """A line that is no claim, and why; line 0 is the file as a whole."""

    path: str
    number: int
    reason: str


def read_claims(path: str) -> Iterator[Line | BadLine]:
    """The lines of a claims file (`-` is standard input) in order; blank lines are skipped."""
    shown = printable(path)
    try:
        with open_input(path) as stream, jsonlines.Reader(unpack(stream), loads=_loads) as rows:
            yield from _lines(rows, shown)
    except OSError as error:
        yield BadLine(shown, 0, f"not readable: {error.strerror or error}")


def _lines(rows: jsonlines.Reader, path: str) -> Iterator[Line | BadLine]:
    for number in itertools.count(1):
        try:
            row = rows.read(allow_none=True)
        except EOFError:
            return
        except jsonlines.InvalidLineError as error:
            yield BadLine(path, number, str(error.__cause__))
            continue
        except Bad as error:  # what it is packed in
            yield BadLine(path, number, str(error))
            return
        if row is not None:
            yield _line(path, number, row)


def _line(path: str, number: int, row: Any) -> Line | BadLine:
    try:
        return Line(path, number, row, Claim.model_validate(row))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the line"
        return BadLine(path, number, f"no claim: {field}: {first['msg']}")


def _loads(line: str | bytes) -> Any:
    """What a line says; None for a blank one."""
    text = line if isinstance(line, str) else line.decode()
    if not text.strip():
        return None
    row = parse(text, parse_float=_exactly)
    if row is None:
        raise Bad("no claim, but null")
    return row


def _exactly(digits: str) -> float:
    """The number of some digits; one whose digits say more than it can hold was not written by us."""
    number = float(digits)
    try:
        exact = Decimal(digits) == Decimal(repr(number))
    except ArithmeticError:  # an exponent beyond all decimals
        exact = False
    if not exact:
        raise Bad(f"{digits} says more than a number holds")
    return number
