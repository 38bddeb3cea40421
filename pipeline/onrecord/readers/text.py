"""Plain text: one article per file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from onrecord.model import Article, Origin, Reject
from onrecord.readers.decode import decode
from onrecord.readers.format import Bad, Format, name_of


def read_text(stream: BinaryIO, path: str) -> Iterator[Article | Reject]:
    """The article that the stream is; its id is the file's name without suffix."""
    raw = stream.read()
    if not raw:
        raise Bad("an empty file")
    text, encoding = decode(raw)
    yield Article(id=name_of(path), text=text, encoding=encoding, origin=Origin(path=path))


FORMAT = Format("text", (".txt", ".text", ".md"), read_text)
