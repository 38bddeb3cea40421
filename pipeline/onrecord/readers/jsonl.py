"""JSONL: one article per line, each read as soon as its line is in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from onrecord.model import Article, Origin, Reject
from onrecord.readers.decode import MARKS, decode
from onrecord.readers.format import MAX_ARTICLE, Bad, Fields, Format, name_of, reject_at
from onrecord.readers.row import article, parse


class Line(NamedTuple):
    """A line of a file: its number (1-based), its bytes, where they start and end without the line feed, its encoding.

    `start` and `end` are None where the bytes are not those of the file; `encoding` is None where no mark names it.
    """

    number: int
    raw: bytes
    start: int | None = None
    end: int | None = None
    encoding: str | None = None


def read_jsonl(stream: BinaryIO, path: str, fields: Fields) -> Iterator[Article | Reject]:
    """An article per line, in order; blank lines are skipped. An article without id gets file name and line."""
    empty = True
    for line in lines(stream):
        empty = empty and not line.raw
        if not line.raw.strip():
            continue
        origin = Origin(path=path, line=line.number, start_byte=line.start, end_byte=line.end)
        try:
            yield _article(line, origin, fields)
        except Bad as error:
            yield reject_at(origin, str(error))
    if empty:
        raise Bad("an empty file")


def _article(line: Line, origin: Origin, fields: Fields) -> Article:
    if len(line.raw) > MAX_ARTICLE:
        raise Bad(f"a line of more than {MAX_ARTICLE} bytes")
    text, found = decode(line.raw.rstrip(b"\r\n"))
    return article(parse(text), f"{name_of(origin.path)}-{line.number}", origin, line.encoding or found, fields)


def lines(stream: BinaryIO) -> Iterator[Line]:
    """The lines of a stream, split at line feeds alone.

    A line over the limit is cut just after it, and its rest skipped unread.
    """
    first = stream.readline(MAX_ARTICLE + 1)
    mark, encoding = next((found for found in MARKS if first.startswith(found[0])), (b"", "utf-8"))
    if encoding != "utf-8":
        yield from _recoded(first.removeprefix(mark), stream, encoding)
        return
    raw, start, number = first.removeprefix(mark), len(mark), 1
    while raw:
        last, after = raw, start + len(raw)
        while len(last) > MAX_ARTICLE and not last.endswith(b"\n"):
            last = stream.readline(MAX_ARTICLE + 1)
            after += len(last)
        yield Line(number, raw, start, after - len(last) + len(last.rstrip(b"\r\n")))
        start, number, raw = after, number + 1, stream.readline(MAX_ARTICLE + 1)


def _recoded(first: bytes, stream: BinaryIO, encoding: str) -> Iterator[Line]:
    """The lines of a UTF-16 or UTF-32 stream in UTF-8."""
    rest = io.BytesIO(first + stream.read())
    try:
        for number, line in enumerate(io.TextIOWrapper(rest, encoding, newline="\n"), start=1):
            yield Line(number, line.encode(), encoding=encoding)
    except UnicodeDecodeError as error:
        raise Bad(f"not {encoding.upper()}, as its byte-order mark says") from error


FORMAT = Format("jsonl", (".jsonl", ".ndjson"), read_jsonl)
