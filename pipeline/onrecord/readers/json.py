"""JSON: one article, or a list of them, read whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from onrecord.model import Article, Origin, Reject
from onrecord.readers.decode import decode
from onrecord.readers.format import Bad, Fields, Format, name_of, reject
from onrecord.readers.row import article, parse


def read_json(stream: BinaryIO, path: str, fields: Fields) -> Iterator[Article | Reject]:
    """The article that the file's object is, or one per object of its list; without an id, name and place."""
    raw = stream.read()
    if not raw.strip():
        raise Bad("an empty file")
    text, encoding = decode(raw)
    data = parse(text)
    if not isinstance(data, list):
        yield article(data, name_of(path), Origin(path=path), encoding, fields)
        return
    for number, row in enumerate(data, start=1):
        try:
            yield article(row, f"{name_of(path)}-{number}", Origin(path=path), encoding, fields)
        except Bad as error:
            yield reject(path, None, f"article {number} of the list: {error}", name_in(row))


def name_in(row: Any) -> str | None:
    """What a row that is no article is called, if it says so."""
    names = [row.get(key) for key in ("id", "uri")] if isinstance(row, dict) else []
    return next((name for name in names if isinstance(name, str) and name.isprintable()), None)


FORMAT = Format("json", (".json",), read_json)
