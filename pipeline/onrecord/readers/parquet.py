"""Parquet: an article per row, with the columns that a JSON article has as fields. Needs pyarrow.

Files are read in a child process, since damaged ones end the process that reads them. Row groups are read one by one,
so that a damaged one is one reject and the others come out.
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO

from onrecord.model import Article, Origin, Reject
from onrecord.readers.decode import decode
from onrecord.readers.fields import OURS
from onrecord.readers.format import Bad, Fields, Format, Missing, name_of, reject
from onrecord.readers.guard import Ended, guarded
from onrecord.readers.row import article

ROWS = 64
"""Rows that are in memory at once, or fewer where those of a row group are long: so many that they have, unpacked,"""

BATCH = 2**22
"""bytes."""

BUFFER = 2**20
"""Bytes of a column that are read at once."""

MAX_RATIO = 1000
"""Bytes out for each byte in of a row group's column, which no text reaches; looked at from `UNSUSPECTED` bytes on."""

UNSUSPECTED = 2**26

MOST_ENDED = 3
"""Row groups in a row that may each end the child, which takes seconds, before the rest of their file is given up."""

Row = dict[str, Any] | str
"""A row with plain values, or why it is none."""

_openings = itertools.count()


def read_parquet(stream: BinaryIO, path: str, fields: Fields) -> Iterator[Article | Reject]:
    """An article per row, in order. An article without id gets the file's name and the number of its row."""
    with named(stream) as name:
        place = name, next(_openings), dict(fields)
        sizes = guarded(rows_of_groups, *place)
        if not sum(sizes):
            raise Bad("no rows")
        last = ended = 0
        for group, size in enumerate(sizes):
            number, last = last, last + size
            try:
                for row in _rows(*place, group):
                    number += 1
                    yield _article(row, path, number, fields)
                ended = 0
            except Bad as error:
                ended = ended + 1 if isinstance(error, Ended) else 0
                last = last if ended < MOST_ENDED else sum(sizes)
                yield reject(path, number + 1, f"rows {number + 1} to {last} are lost: {error}")
                if last == sum(sizes):
                    return


def _rows(name: str, opening: int, fields: dict[str, str], group: int) -> Iterator[Row]:
    """The rows of a row group, a batch at a time. Raises Bad."""
    for batch in itertools.count():
        rows = guarded(rows_of_batch, name, opening, fields, group, batch)
        if not rows:
            return
        yield from rows


def _article(row: Row, path: str, number: int, fields: Fields) -> Article | Reject:
    try:
        if isinstance(row, str):
            raise Bad(row)
        return article(row, f"{name_of(path)}-{number}", Origin(path=path, line=number), "utf-8", fields)
    except Bad as error:
        return reject(path, number, str(error))


@contextmanager
def named(stream: BinaryIO) -> Iterator[str]:
    """The name of the file that a stream reads; of what is none, and can be read but once, that of a copy."""
    name = getattr(stream, "name", None)
    if isinstance(name, str) and stream.seekable():
        yield str(Path(name).absolute())  # the child may be in another folder
        return
    with NamedTemporaryFile(suffix=".parquet") as copy:
        shutil.copyfileobj(stream, copy)
        copy.flush()
        yield copy.name


# What follows runs in the child.


class File:
    """A file that is read in order; a child that takes another one's place finds where that was."""

    def __init__(self, name: str, fields: Fields) -> None:
        import_pyarrow()
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile

        try:
            self.file = ParquetFile(name, pre_buffer=False, buffer_size=BUFFER)
            self.columns = wanted(self.file.schema_arrow, fields)
        except (ArrowException, OSError, ValueError) as error:
            if isinstance(error, Bad):
                raise
            raise Bad(f"not Parquet: {first_line(error)}") from error
        self._next: tuple[int, int] | None = None
        self._batches: Iterator[Any] = iter(())

    def batch(self, group: int, number: int) -> list[Row]:
        """The rows of a batch of a row group; none after its last one. Raises Bad."""
        from pyarrow import ArrowException

        try:
            if self._next != (group, number):
                check_ratio(self.file.metadata.row_group(group))
                batches = self.file.iter_batches(self._rows(group), [group], self.columns, use_threads=False)
                self._batches = itertools.islice(batches, number, None)
            self._next = group, number + 1
            found = next(self._batches, None)
            return [] if found is None else list(plain_rows(found))
        except (ArrowException, OSError) as error:
            raise Bad(first_line(error)) from error

    def _rows(self, group: int) -> int:
        """How many rows of a row group to have in memory at once."""
        known = self.file.metadata.row_group(group)
        fitting: int = BATCH * known.num_rows // max(1, known.total_byte_size)
        return max(1, min(ROWS, fitting))


@lru_cache(maxsize=1)
def _opened(name: str, opening: int, fields: tuple[tuple[str, str], ...]) -> File:
    return File(name, dict(fields))


def rows_of_groups(name: str, opening: int, fields: dict[str, str]) -> list[int]:
    """How many rows each row group has. `opening`: another number each time that a file is opened. Raises Bad."""
    metadata = _opened(name, opening, tuple(fields.items())).file.metadata
    groups = [metadata.row_group(group) for group in range(metadata.num_row_groups)]
    for group in groups:
        for column in range(group.num_columns):
            group.column(column)  # what a damaged footer has of it may end the process: here, once for the whole file
    return [group.num_rows for group in groups]


def rows_of_batch(name: str, opening: int, fields: dict[str, str], group: int, number: int) -> list[Row]:
    """The rows of a batch of a row group. Raises Bad."""
    return _opened(name, opening, tuple(fields.items())).batch(group, number)


def wanted(schema: Any, fields: Fields) -> list[str]:
    """The columns to read. Raises Bad where there is none with the text, or it holds no strings."""
    from pyarrow import types

    text = fields.get("text", "text")
    if schema.names.count(text) != 1:
        raise Bad(f'no column "{text}" among {", ".join(schema.names)}; --fields text=NAME names it')
    kind = schema.field(text).type
    kind = kind.value_type if types.is_dictionary(kind) else kind
    if not any(is_(kind) for is_ in (types.is_string, types.is_large_string, types.is_binary, types.is_large_binary)):
        raise Bad(f'the column "{text}" is {kind}, not a string')
    names = {fields.get(ours, ours) for ours in OURS}
    return [name for name in schema.names if name in names]


def check_ratio(group: Any) -> None:
    """Raises Bad where a column unpacks to far more than any text does."""
    for n in range(group.num_columns):
        column = group.column(n)
        if column.total_uncompressed_size > max(UNSUSPECTED, MAX_RATIO * column.total_compressed_size):
            raise Bad(f"the column {column.path_in_schema} unpacks to more than {MAX_RATIO} times its size")


def plain_rows(batch: Any) -> Iterator[Row]:
    """The rows of a batch."""
    columns = [(name, whole_microseconds(batch.column(n))) for n, name in enumerate(batch.schema.names)]
    for n in range(batch.num_rows):
        try:
            yield {name: plain(column[n]) for name, column in columns}
        except Bad as error:
            yield str(error)


def whole_microseconds(column: Any) -> Any:
    """A column whose times Python can hold."""
    from pyarrow import timestamp, types

    if types.is_timestamp(column.type) and column.type.unit == "ns":
        return column.cast(timestamp("us", column.type.tz), safe=False)
    return column


def plain(cell: Any) -> Any:
    """A cell as JSON has it: times in ISO 8601, bytes as text. Raises Bad."""
    try:
        value = cell.as_py()
    except (ValueError, OverflowError) as error:  # no UTF-8, or a time beyond all calendars
        raise Bad(f"a value that cannot be read: {first_line(error)}") from error
    if isinstance(value, datetime | date):
        return value.isoformat()
    return decode(value)[0] if isinstance(value, bytes) else value


def first_line(error: Exception) -> str:
    """What an error says, in a line."""
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def import_pyarrow() -> None:
    """Raises Missing where there is no pyarrow."""
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise Missing("Parquet needs: pip install 'onrecord[parquet]'") from error


FORMAT = Format("parquet", (".parquet", ".pq"), read_parquet, packs=True)
