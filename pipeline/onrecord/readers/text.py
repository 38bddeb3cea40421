"""Plain text: one article per file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from onrecord.model import Article, Origin, Reject
from onrecord.readers.decode import decode
from onrecord.readers.format import MAX_ARTICLE, Bad, Fields, Format, name_of


def read_text(stream: BinaryIO, path: str, fields: Fields) -> Iterator[Article | Reject]:
    """The article that the stream is; its id is the file's name without suffix."""
    raw = stream.read(MAX_ARTICLE + 1)
    if len(raw) > MAX_ARTICLE:
        raise Bad(f"more than {MAX_ARTICLE} bytes, which no article has")
    if not raw:
        raise Bad("an empty file")
    text, encoding = decode(raw)
    yield Article(id=name_of(path), text=text, encoding=encoding, origin=Origin(path=path))


FORMAT = Format("text", (".txt", ".text", ".md"), read_text)
