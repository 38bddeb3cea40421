"""JSONL: one article per line, each read as soon as its line is in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.model import Article, Origin, Reject
from onrecord.readers.decode import MARKS, decode
from onrecord.readers.format import MAX_ARTICLE, Bad, Fields, Format, name_of, reject
from onrecord.readers.row import article, parse


def read_jsonl(stream: BinaryIO, path: str, fields: Fields) -> Iterator[Article | Reject]:
    """An article per line, in order; blank lines are skipped. An article without id gets file name and line."""
    empty = True
    for number, (raw, encoding) in enumerate(lines(stream), start=1):
        empty = empty and not raw
        if not raw.strip():
            continue
        try:
            yield _line(raw, encoding, Origin(path=path, line=number), fields)
        except Bad as error:
            yield reject(path, number, str(error))
    if empty:
        raise Bad("an empty file")


def _line(raw: bytes, encoding: str | None, origin: Origin, fields: Fields) -> Article:
    if len(raw) > MAX_ARTICLE:
        raise Bad(f"a line of more than {MAX_ARTICLE} bytes")
    text, found = decode(raw.rstrip(b"\r\n"))
    return article(parse(text), f"{name_of(origin.path)}-{origin.line}", origin, encoding or found, fields)


def lines(stream: BinaryIO) -> Iterator[tuple[bytes, str | None]]:
    """The lines of a stream as bytes, split at line feeds alone, with the encoding where a mark names another one.

    A line over the limit is cut just after it, and its rest skipped unread.
    """
    first = stream.readline(MAX_ARTICLE + 1)
    mark, encoding = next((found for found in MARKS if first.startswith(found[0])), (b"", "utf-8"))
    if encoding != "utf-8":
        yield from _recoded(first.removeprefix(mark), stream, encoding)
        return
    raw = first.removeprefix(mark)
    while raw:
        yield raw, None
        while len(raw) > MAX_ARTICLE and not raw.endswith(b"\n"):
            raw = stream.readline(MAX_ARTICLE + 1)
        raw = stream.readline(MAX_ARTICLE + 1)


def _recoded(first: bytes, stream: BinaryIO, encoding: str) -> Iterator[tuple[bytes, str]]:
    """The lines of a UTF-16 or UTF-32 stream in UTF-8."""
    rest = io.BytesIO(first + stream.read())
    try:
        for line in io.TextIOWrapper(rest, encoding, newline="\n"):
            yield line.encode(), encoding
    except UnicodeDecodeError as error:
        raise Bad(f"not {encoding.upper()}, as its byte-order mark says") from error


FORMAT = Format("jsonl", (".jsonl", ".ndjson"), read_jsonl)
