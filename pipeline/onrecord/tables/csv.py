"""CSV: the same file that `onrecord export --to csv` writes, with nothing that a spreadsheet would run."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from onrecord.exports import csv
from onrecord.runs.results import Result
from onrecord.runs.store import sync
from onrecord.tables.format import Format


def write_csv(results: Iterable[Result], path: Path) -> None:
    """A header, and a row per claim."""
    with path.open("wb") as stream:
        for piece in csv.write((result.article, result.claims) for result in results):
            stream.write(piece.encode())
        sync(stream)


FORMAT = Format("csv", ".csv", write_csv)
