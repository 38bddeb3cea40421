"""CSV: all rows that are whole come out, and each that is not is one reject with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.model import Article, Reject
from onrecord.readers import csv as reader
from onrecord.readers import read_articles

Found = list[tuple[str, str] | tuple[int | None, str]]


def read(path: Path) -> Found:
    """(id, text) of each article and (line, reason) of each reject, in order."""
    found: Found = []
    for item in read_articles([str(path)], any_language=True):
        if isinstance(item, Article):
            found.append((item.id, item.text))
        elif isinstance(item, Reject):
            found.append((item.origin.line if item.origin else None, item.reason))
    return found


def found(tmp_path: Path, data: str | bytes, name: str = "a.csv") -> Found:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read(path)


def test_rows(tmp_path: Path) -> None:
    """Quoted commas, marks and line feeds; columns in any order, unknown ones ignored; ids from file and line."""
    data = 'published,Text ,score,id\n2024-06-07,"One, ""two"".\r\n\r\nThree.",7,x\n\n,Four.,,\n'
    path = tmp_path / "a.csv"
    path.write_text(data, newline="")
    one, two = read_articles([str(path)])
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert (one.id, one.text, one.published) == ("x", 'One, "two".\r\n\r\nThree.', "2024-06-07")
    raw, places = data.encode(), [item.origin for item in (one, two) if item.origin]
    assert [origin.line for origin in places] == [2, 6]
    assert [raw[origin.start_byte : origin.end_byte] for origin in places] == [
        b'2024-06-07,"One, ""two"".\r\n\r\nThree.",7,x',
        b",Four.,,",
    ]
    assert (two.id, two.text, two.published) == ("a-6", "Four.", None)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    data = delimiter.join(["id", "text", "title"]) + "\n" + delimiter.join(["x", '"One, two; three|four."', "T"]) + "\n"
    assert found(tmp_path, data, "a.tsv") == [("x", "One, two; three|four.")]


def test_marks_and_encodings(tmp_path: Path) -> None:
    data = "id,text\nx,Señor Díaz spoke.\n"
    for raw in (data.encode("utf-8-sig"), data.encode("utf-16"), data.replace("\n", "\r\n").encode()):
        assert found(tmp_path, raw) == [("x", "Señor Díaz spoke.")]


def test_a_mark_that_is_never_closed(tmp_path: Path) -> None:
    """The row is lost, and none of those after it: here to the end of the file, and up to the next mark."""
    data = 'id,text\na,One.\nb,"Two.\nc,Three.\nd,Four.\n'
    assert found(tmp_path, data) == [
        ("a", "One."),
        (3, "not CSV: unexpected end of data"),
        ("c", "Three."),
        ("d", "Four."),
    ]
    data = 'id,text\na,One.\nb,"Two.\nc,"Three."\nd,Four.\n'
    assert found(tmp_path, data) == [
        ("a", "One."),
        (3, "not CSV: ',' expected after '\"'"),
        ("c", "Three."),
        ("d", "Four."),
    ]


def test_a_broken_row_of_many_lines_is_one_reject(tmp_path: Path) -> None:
    data = 'id,text,title\na,"One.\n\nTwo, or three.\nFour" five,T\nb,Six.,T\n'
    assert found(tmp_path, data) == [(2, "not CSV: ',' expected after '\"'"), ("b", "Six.")]


def test_columns_too_many_and_too_few(tmp_path: Path) -> None:
    data = "id,text,title\na,One.\nb,Two.,T\nc,Three.,T,more\nd,Four.,T\n"
    assert found(tmp_path, data) == [
        (2, "2 columns, where the header has 3"),
        ("b", "Two."),
        (4, "4 columns, where the header has 3"),
        ("d", "Four."),
    ]


def test_long_fields(tmp_path: Path) -> None:
    """Python's own limit is 131,072."""
    text = "The board met. " * 20_000
    assert found(tmp_path, f'id,text\na,"{text}"\nb,Two.\n') == [("a", text), ("b", "Two.")]


def test_a_row_without_end_in_a_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading goes on after so many bytes, not only at the end, and gives up on a file that has many of them."""
    monkeypatch.setattr(reader, "MAX_ARTICLE", 1000)
    data = 'id,text\na,"One.\n' + "".join(f"{n},A line.\n" for n in range(200))
    assert found(tmp_path, data) == [(2, "a row of more than 1000 bytes"), *((str(n), "A line.") for n in range(200))]
    monkeypatch.setattr(reader, "RUNAWAY", 500)
    got = found(tmp_path, "id,text\n" + 'x,"a""\n' * 3000 + "y,One.\n")
    assert [item for item in got if item[0] == "y"] == [("y", "One.")]
    assert len(got) < 40


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", "an empty file"),
        ("id,text\n\n", "no row under the header"),
        ("id,title\na,T\n", 'the first line is no header with a column "text" and different names'),
        ("text,text\na,b\n", 'the first line is no header with a column "text" and different names'),
        (b"id,text\na,\x00\n", "a binary file, not text"),
        ("id,text\na, \n", "no text"),
        ("id,text,country\na,One.,USA\n", '"country" is \'USA\'; write the two letters of ISO 3166, as in "US"'),
    ],
)
def test_what_is_wrong(tmp_path: Path, data: str | bytes, reason: str) -> None:
    assert [why for _, why in found(tmp_path, data)] == [reason]
