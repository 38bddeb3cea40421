"""Parquet: an article per row, with the columns that a JSON article has as fields. Needs pyarrow.

Row groups are read one by one, so that a damaged one is one reject and the others come out.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from onrecord.model import Article, Origin, Reject
from onrecord.readers.decode import decode
from onrecord.readers.fields import OURS
from onrecord.readers.format import Bad, Fields, Format, Missing, name_of, reject
from onrecord.readers.row import article

ROWS = 64
"""Rows that are in memory at once."""

MAX_RATIO = 1000
"""Bytes out for each byte in of a row group's column, which no text reaches; looked at from `UNSUSPECTED` bytes on."""

UNSUSPECTED = 2**26


def read_parquet(stream: BinaryIO, path: str, fields: Fields) -> Iterator[Article | Reject]:
    """An article per row, in order. An article without id gets the file's name and the number of its row."""
    import_pyarrow()
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    with seekable(stream) as source:
        try:
            file = ParquetFile(source, pre_buffer=False)
            columns = wanted(file.schema_arrow, fields)
        except (ArrowException, OSError, ValueError) as error:
            if isinstance(error, Bad):
                raise
            raise Bad(f"not Parquet: {first_line(error)}") from error
        if not file.metadata.num_rows:
            raise Bad("no rows")
        number = 0
        for group in range(file.num_row_groups):
            last = number + file.metadata.row_group(group).num_rows
            try:
                check_ratio(file.metadata.row_group(group))
                for batch in file.iter_batches(ROWS, [group], columns, use_threads=False):
                    for row in rows(batch):
                        number += 1
                        yield from _row(row, path, number, fields)
            except (ArrowException, OSError, Bad) as error:
                yield reject(path, number + 1, f"rows {number + 1} to {last} are lost: {first_line(error)}")
            number = last


def _row(row: dict[str, Any], path: str, number: int, fields: Fields) -> Iterator[Article | Reject]:
    try:
        found = {name: plain(cell) for name, cell in row.items()}
        yield article(found, f"{name_of(path)}-{number}", Origin(path=path, line=number), "utf-8", fields)
    except Bad as error:
        yield reject(path, number, str(error))


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


def rows(batch: Any) -> Iterator[dict[str, Any]]:
    """The rows of a batch: names to cells of Arrow."""
    columns = [(name, whole_microseconds(batch.column(n))) for n, name in enumerate(batch.schema.names)]
    for n in range(batch.num_rows):
        yield {name: column[n] for name, column in columns}


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


def seekable(stream: BinaryIO) -> Any:
    """The stream, or where it can be read but once, a file with what it has; a context manager."""
    if stream.seekable():
        return stream
    copy = TemporaryFile()  # noqa: SIM115 - the caller closes it
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return copy


def first_line(error: Exception) -> str:
    """What an error says, in a line."""
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def import_pyarrow() -> None:
    """Raises Bad where pyarrow is missing."""
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise Missing("Parquet needs: pip install 'onrecord[parquet]'") from error


FORMAT = Format("parquet", (".parquet", ".pq"), read_parquet, packs=True)
