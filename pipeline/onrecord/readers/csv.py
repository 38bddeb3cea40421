"""CSV: a header line and one article per row, with the columns that a JSON article has as fields.

A row may have line feeds inside quotation marks, so a mark that is never closed would swallow the rows after it. Where
a row fails, reading goes on with its second line, and lines that are no row then belong to the failed one.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.model import Article, Origin, Reject
from onrecord.readers.decode import decode
from onrecord.readers.format import MAX_ARTICLE, Bad, Fields, Format, name_of, reject_at
from onrecord.readers.jsonl import Line, lines
from onrecord.readers.row import article

DELIMITERS = ",;\t|"

RUNAWAY = 2**20
"""Bytes from which a failed row counts as one without an end."""

MAX_RUNAWAYS = 16
"""Rows without an end that a file may have, since all behind them is read again; after that, it is not."""


class Lines:
    """The lines of a CSV file, of which a failed row gives all but its first back."""

    def __init__(self, stream: BinaryIO) -> None:
        self._lines = lines(stream)
        self._back: deque[Line] = deque()
        self._runaways = 0
        self._failed_until = 0
        self.taken: list[Line] = []
        self.encoding = "utf-8"

    @property
    def number(self) -> int:
        """The line on which the row starts."""
        return self.taken[0].number if self.taken else 0

    def origin(self, path: str) -> Origin:
        """Where the row stands."""
        return Origin(path=path, line=self.number, start_byte=self.taken[0].start, end_byte=self.taken[-1].end)

    @property
    def belongs_to_failed(self) -> bool:
        """Whether the row starts inside of one that failed before."""
        return self.number <= self._failed_until

    def row(self, delimiter: str) -> list[str] | None:
        """The fields of the next row, none for a blank line; None at the end. Raises Bad where it is no row."""
        self.taken, self.encoding = [], "utf-8"
        try:
            return next(csv.reader(self._feed(), delimiter=delimiter, strict=True), None)
        except csv.Error as error:
            raise Bad(f"not CSV: {error}") from error

    def give_back(self) -> None:
        """The row is wrong: its lines but the first will be read again."""
        self._failed_until = max(self._failed_until, self.taken[-1].number)
        if sum(len(line.raw) for line in self.taken) > RUNAWAY:
            self._runaways += 1
        if self._runaways <= MAX_RUNAWAYS:
            self._back.extendleft(reversed(self.taken[1:]))

    def header(self) -> str:
        """The first line, which stays to be read."""
        for line in self._feed():
            self._back.extendleft(reversed(self.taken))
            return line
        raise Bad("an empty file")

    def _feed(self) -> Iterator[str]:
        size = 0
        while taken := self._back.popleft() if self._back else self._next():
            self.taken.append(taken)
            size += len(taken.raw)
            if size > MAX_ARTICLE:
                raise Bad(f"a row of more than {MAX_ARTICLE} bytes")
            text, found = decode(taken.raw)
            self.encoding = taken.encoding or (found if found != "utf-8" else self.encoding)
            yield text

    def _next(self) -> Line | None:
        return next(self._lines, None)


def read_csv(stream: BinaryIO, path: str, fields: Fields) -> Iterator[Article | Reject]:
    """An article per row, in order; blank lines are skipped. An article without id gets file name and line."""
    csv.field_size_limit(MAX_ARTICLE)
    source = Lines(stream)
    header = source.header()
    delimiter = max(DELIMITERS, key=header.count)
    columns = [name.strip().lower() for name in source.row(delimiter) or []]
    fields = {ours: theirs.lower() for ours, theirs in fields.items()}
    text = fields.get("text", "text")
    if columns.count(text) != 1 or len(set(columns)) < len(columns):
        raise Bad(f'the first line is no header with a column "{text}" and different names')
    empty = True
    while True:
        try:
            cells = source.row(delimiter)
            if cells is None:
                break
            empty = empty and not cells
            if not cells:
                continue
            found = _article(cells, columns, fields, source, path)
        except Bad as error:
            if not source.taken:
                raise  # it is the file that cannot be read any further
            if not source.belongs_to_failed:
                yield reject_at(source.origin(path), str(error))
            source.give_back()
            empty = False
            continue
        yield found
    if empty:
        raise Bad("no row under the header")


def _article(cells: list[str], columns: list[str], fields: Fields, source: Lines, path: str) -> Article:
    if len(cells) != len(columns):
        raise Bad(f"{len(cells)} columns, where the header has {len(columns)}")
    row = dict(zip(columns, cells, strict=True))
    return article(row, f"{name_of(path)}-{source.number}", source.origin(path), source.encoding, fields)


FORMAT = Format("csv", (".csv", ".tsv"), read_csv)
