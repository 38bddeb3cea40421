"""What a format is, and what all readers say when an article is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import BinaryIO

from onrecord.codes import code_of
from onrecord.model import Article, Origin, Reject

MAX_ARTICLE = 32 * 2**20
"""Bytes of the longest article that is read: far more than any has."""

PACKED = (".gz", ".bz2", ".zst")
"""Suffixes of packed files; the format is that of the name without them."""


class Bad(ValueError):
    """An article or file cannot be read. The message says why, for the reader of the message."""


class Missing(ImportError):
    """A library that a format needs is not installed. The message says how to get it.

    It is no article's fault, and ends the reading, which would fail again at each of its like.
    """


Fields = Mapping[str, str]
"""The names that rows have for fields of ours (`{"text": "maintext"}`); a field that is not in it has our name."""


@dataclass(frozen=True)
class Format:
    """An input format: its name, its suffixes, and its reader.

    The reader takes a stream of bytes, the path to name, and the names of the fields. It yields each article as soon as
    it is in, and a reject in the place of each wrong one. `packs`: the format has a packing of its own, and its reader
    takes the file as it is.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[BinaryIO, str, Fields], Iterator[Article | Reject]]
    packs: bool = False


def reject(path: str, line: int | None, reason: str, id: str | None = None) -> Reject:
    """The reject for a file, or a line of it, that could not be read."""
    return reject_at(Origin(path=path, line=line), reason, id)


def reject_at(origin: Origin | None, reason: str, id: str | None = None) -> Reject:
    """The reject for a place that could not be read."""
    return Reject(stage="read", code=code_of(reason), reason=reason, id=id, origin=origin)


def without_suffix(path: str) -> str:
    """A path without the suffix that says how the file is packed."""
    suffix = PurePath(path).suffix
    return path.removesuffix(suffix) if suffix.lower() in PACKED else path


def name_of(path: str) -> str:
    """The id of a plain file's article: the file's name without its suffix."""
    return "stdin" if path == "-" else PurePath(without_suffix(path)).stem


def is_date(value: str) -> bool:
    """Whether `value` is an ISO 8601 date or date-time."""
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
