"""The claims as a spreadsheet read back, and no cell is a formula."""

from __future__ import annotations

import csv
import io
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporting import flat, written
from onrecord import model as m
from onrecord.exports.csv import COLUMNS, harmless_cell, plain_cell


def test_csv_reads_back(pairs: list[tuple[m.Article, list[m.Claim]]]) -> None:
    text = written(pairs, "csv")
    assert text.startswith("\ufeffid,kind,")
    table = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    assert len(table) == len(flat(pairs))
    for row, (article, claim) in zip(table, flat(pairs), strict=True):
        assert list(row) == list(COLUMNS)
        for name, fill in COLUMNS.items():
            cell = fill(claim, article)
            if isinstance(cell, int | float):
                assert float(row[name]) == cell
            else:
                assert plain_cell(row[name]) == (cell or "")


def test_csv_has_what_a_desk_asks_for(pairs: list[tuple[m.Article, list[m.Claim]]]) -> None:
    table = list(csv.DictReader(io.StringIO(written(pairs, "csv").removeprefix("\ufeff"), newline="")))
    (row,) = [row for row in table if row["figure"] == "1,204"]
    wanted = ("kind", "value", "unit", "time", "begin", "end", "said_by", "article", "headline", "publisher")
    assert [row[name] for name in wanted] == [
        "figure",
        "1204",
        "count",
        "2025-03",
        "2025-03-01",
        "2025-03-31",
        "Harbor Safety Board",
        "'=ferries-7",
        "\U0001f6a2 Ferries </script><b>",
        "'@Courier",
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n=", " =", "'=", "''-", "\0", "＝", "\t+"])
def test_no_cell_is_a_formula(start: str) -> None:
    cell = f'{start}cmd|"/c calc"!A1'
    harmless = harmless_cell(cell)
    assert harmless == f"'{cell}"
    assert plain_cell(cast(str, harmless)) == cell


def test_numbers_stay_numbers() -> None:
    assert [harmless_cell(cell) for cell in (-4, 2.5, None, "4", "a-b", "'tis")] == [-4, 2.5, None, "4", "a-b", "'tis"]


@given(st.text(st.sampled_from("=+-@'\t\r\n a\"“,;"), max_size=8))
def test_any_cell_reads_back(cell: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerow([harmless_cell(cell), "end"])
    ((back, _),) = csv.reader(io.StringIO(out.getvalue(), newline=""), strict=True)
    assert plain_cell(back) == cell
    assert not back.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
