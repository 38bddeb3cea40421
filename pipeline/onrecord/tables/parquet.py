"""Parquet: a row per claim, flat columns, places in the text as structs. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.readers.parquet import import_pyarrow
from onrecord.runs.results import Result
from onrecord.runs.store import sync
from onrecord.tables.columns import columns, fields_of, item_type, rows
from onrecord.tables.format import Format

GROUP = 10_000
"""Claims of a row group: what is in memory at once."""


def write_parquet(results: Iterable[Result], path: Path) -> None:
    """A file with the schema of `schema`, whatever the claims; without any, a file without rows."""
    import_pyarrow()
    from pyarrow import parquet

    waiting: list[list[Any]] = []
    with path.open("wb") as stream:
        with parquet.ParquetWriter(stream, schema(), compression="zstd") as writer:
            for result in results:
                waiting += rows(result.article, result.claims)
                if len(waiting) >= GROUP:
                    writer.write_table(table(waiting))
                    waiting = []
            if waiting:
                writer.write_table(table(waiting))
        sync(stream)


def table(cells: list[list[Any]]) -> Any:
    """Rows as a table."""
    import pyarrow

    known = schema()
    arrays = [pyarrow.array(column, field.type) for column, field in zip(zip(*cells, strict=True), known, strict=True)]
    return pyarrow.table(arrays, schema=known)


def schema() -> Any:
    """The columns with their types in Arrow."""
    import pyarrow

    return pyarrow.schema([(column.name, arrow(column.type)) for column in columns()])


def arrow(kind: Any) -> Any:
    """The type of Arrow for one of ours."""
    import pyarrow

    simple = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}
    if kind in simple:
        return simple[kind]
    item = item_type(kind)
    if item is not None:
        return pyarrow.list_(arrow(item))
    return pyarrow.struct([(name, arrow(inner)) for name, inner in fields_of(kind).items()])


FORMAT = Format("parquet", ".parquet", write_parquet)
