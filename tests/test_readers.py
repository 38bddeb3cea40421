"""Readers: every right article comes out as it is, every wrong one as one reject that says where and why."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Article, Origin, Reject
from onrecord.readers import csv, formats, jsonl, read_articles, text
from onrecord.readers.language import find_language
from reading import read, write

ENGLISH = (
    "The harbor board said on Tuesday that it would close the north pier for repairs, and that the ferries which have "
    "used it since the spring would be moved to the old dock by the end of the month."
)
FRENCH = (
    "Le conseil du port a annoncé mardi la fermeture du quai nord pour des travaux, et les bateaux qui s'y arrêtaient "
    "depuis le printemps seront déplacés vers le vieux bassin avant la fin du mois de juin."
)


def reason(path: Path, **options: Any) -> str:
    """Why a file's only article was rejected."""
    (item,) = read(path, **options)
    assert isinstance(item, Reject), item
    assert item.origin is not None
    assert item.origin.path == str(path)
    return item.reason


def row_reason(folder: Path, row: str | bytes) -> str:
    """Why a JSONL line was rejected, between two lines that come out."""
    data = row if isinstance(row, bytes) else row.encode()
    path = write(folder, "rows.jsonl", b'{"id":"a","text":"One."}\n' + data + b'\n{"id":"z","text":"Two."}\n')
    first, wrong, last = read(path)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert (first.id, last.id) == ("a", "z")
    assert isinstance(wrong, Reject)
    assert wrong.origin == Origin(path=str(path), line=2, start_byte=25, end_byte=25 + len(data))
    assert path.read_bytes()[wrong.origin.start_byte : wrong.origin.end_byte] == data
    return wrong.reason


# What comes out


def test_text_is_kept_as_it_is(tmp_path: Path) -> None:
    text = "\n One.\r\n\r\n\u2028“Two” \u00a0\u202e.\t"
    path = write(tmp_path, "harbor story.v2.txt", text)
    assert read(path) == [
        Article(
            id="harbor story.v2",
            text=text,
            encoding="utf-8",
            flags=("suspicious_unicode",),
            origin=Origin(path=str(path)),
        )
    ]


def test_json_object_and_list(tmp_path: Path) -> None:
    rows = [
        {"id": 7, "text": "One.", "url": "https://a.example/1", "country": "us", "mood": ["ignored"]},
        {"text": "Two."},
    ]
    one = write(tmp_path, "one.json", json.dumps(rows[0], indent=2))
    many = write(tmp_path, "many.json", json.dumps(rows))
    first = Article(id="7", text="One.", url="https://a.example/1", country="US", encoding="utf-8")
    assert read(one) == [first.model_copy(update={"origin": Origin(path=str(one))})]
    origin = {"origin": Origin(path=str(many))}
    second = Article(id="many-2", text="Two.", encoding="utf-8")
    assert read(many) == [first.model_copy(update=origin), second.model_copy(update=origin)]


def test_jsonl_lines(tmp_path: Path) -> None:
    row = {"id": "a", "text": "One\u2028two\u0085three\x00.", "title": "T", "publisher": "P", "published": "2024-06-07"}
    data = b"\xef\xbb\xbf" + json.dumps(row, ensure_ascii=False).encode() + b'\r\n\r\n  \n{"text":"Two.","title":""}'
    path = write(tmp_path, "rows.jsonl", data)
    assert read(path) == [
        Article(**row, encoding="utf-8", origin=Origin(path=str(path), line=1, start_byte=3, end_byte=len(data) - 33)),
        Article(
            id="rows-4",
            text="Two.",
            encoding="utf-8",
            origin=Origin(path=str(path), line=4, start_byte=len(data) - 26, end_byte=len(data)),
        ),
    ]


@pytest.mark.parametrize("date", ["2024-06-07", "2024-06-07T10:00:00Z", "2024-06-07T10:00:00.5+02:00", "20240607"])
def test_date_is_stored_as_given(tmp_path: Path, date: str) -> None:
    path = write(tmp_path, "a.jsonl", json.dumps({"text": "One.", "published": date}))
    (article,) = read(path, published="2001-01-01")
    assert isinstance(article, Article)
    assert article.published == date


def test_default_date_fills_in(tmp_path: Path) -> None:
    (article,) = read(write(tmp_path, "a.txt", "One."), published="2024-06-07")
    assert isinstance(article, Article)
    assert article.published == "2024-06-07"


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_byte_order_marks(tmp_path: Path, name: str, encoding: str) -> None:
    text = "The board “met”.\n\U0001f6a2"
    raw = json.dumps({"text": text}, ensure_ascii=False) if name == "a.jsonl" else text
    (article,) = read(write(tmp_path, name, ("\ufeff" + raw).encode(encoding)))
    assert isinstance(article, Article)
    assert (article.text, article.encoding) == (text, encoding)


@pytest.mark.parametrize("as_row", [False, True])
def test_windows_1252_where_plainly_english(tmp_path: Path, as_row: bool) -> None:
    text = f"{ENGLISH} “It’s late,” the mayor of Zürich said – twice."
    raw = json.dumps({"text": text}, ensure_ascii=False) if as_row else text
    (article,) = read(write(tmp_path, "a.jsonl" if as_row else "a.txt", raw.encode("windows-1252")))
    assert isinstance(article, Article)
    assert (article.text, article.encoding, article.language) == (text, "windows-1252", "en")


def test_language_is_flagged(tmp_path: Path) -> None:
    french, english = write(tmp_path, "fr.txt", FRENCH), write(tmp_path, "en.txt", ENGLISH)
    assert reason(french) == "not English; --any-language reads it all the same"
    items = [*read(french, any_language=True), *read(english)]
    assert [item.language for item in items if isinstance(item, Article)] == ["und", "en"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (ENGLISH.upper(), "en"),
        (FRENCH, "und"),
        ("Совет порта сообщил во вторник, что закроет северный причал.", "und"),
        ("市议会周二宣布将关闭北码头进行维修并在月底前将渡轮移至旧码头停靠使用。", "und"),
        ("Fed raises rates again", None),
        ("\U0001f6a2" * 200, None),
        ("", None),
    ],
)
def test_find_language(text: str, language: str | None) -> None:
    assert find_language(text) == language


# What is rejected


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"", "an empty file"),
        ("a.jsonl", b"", "an empty file"),
        ("a.json", b"", "an empty file"),
        ("a.txt", b" \n\xc2\xa0\n", "no text"),
        ("a.txt", b"\x7fELF\x02\x01\x00\x00", "a binary file, not text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x05\x06\x07\xff\x01\x02", "a binary file, not text"),
        ("a.txt", b"caf\xe9", "not UTF-8: byte 0xe9 at offset 3"),
        ("a.txt", ENGLISH.encode() + "“caf".encode() + b"\xe9", "not UTF-8: byte 0xe9 at offset 199"),
        ("a.txt", FRENCH.encode("windows-1252"), "not UTF-8: byte 0xe9 at offset 27"),
        ("a.txt", b"\xff\xfea\x00b", "not UTF-16-LE, as its byte-order mark says: at offset 2"),
        ("a.jsonl", b"\xff\xfea\x00b", "not UTF-16-LE, as its byte-order mark says"),
        ("a.json", b'{"text": "One."', "not JSON: Expecting ',' delimiter (column 16)"),
        ("a.json", b'[{"text": "One."},\n 5', "not JSON: Expecting ',' delimiter (line 2, column 3)"),
        ("a.json", b"5", "not an object, but a number"),
        ("a.json", b'["One."]', "article 1 of the list: not an object, but a string"),
    ],
)
def test_bad_file(tmp_path: Path, name: str, data: bytes, expected: str) -> None:
    assert reason(write(tmp_path, name, data)) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ('{"id": "b", "text": "cut', "not JSON: Unterminated string starting at (column 21)"),
        ("[1, 2]", "not an object, but a list"),
        ("null", "not an object, but null"),
        ('{"id": "b"}', 'no "text"'),
        ('{"id": "b", "text": null}', 'no "text"'),
        ('{"id": "b", "text": ""}', "no text"),
        ('{"id": "b", "text": ["One."]}', '"text" is a list, not a string'),
        ('{"id": 1.5, "text": "One."}', '"id" is a number, not a string'),
        ('{"id": true, "text": "One."}', '"id" is true or false, not a string'),
        ('{"title": {"a": 1}, "text": "One."}', '"title" is an object, not a string'),
        ('{"published": 20240607, "text": "One."}', '"published" is a number, not a string'),
        (
            '{"published": "June 7", "text": "One."}',
            "\"published\" is no date: 'June 7'; write it as 2024-06-07 or 2024-06-07T10:00:00Z",
        ),
        ('{"country": "USA", "text": "O."}', '"country" is \'USA\'; write the two letters of ISO 3166, as in "US"'),
        ('{"id": "a", "text": "One."}', "the id 'a' was read already ({path}:1); ids must differ"),
        ('{"text": "One.", "score": NaN}', "not JSON: NaN is no number"),
        ('{"text": "One.", "score": -Infinity}', "not JSON: -Infinity is no number"),
        ('{"text": "One.", "n": ' + "1" * 5000 + "}", "not read: a number of thousands of digits"),
        ('{"text": ' + "[" * 100_000, "not read: JSON nested too deeply"),
        ('{"text": "One.", "text": "Two."}', 'the field "text" stands twice'),
        ('{"text": "a\\ud800b"}', '"text" has half a character (U+D800, a lone surrogate) at 1'),
        ('{"title": "\\udfff", "text": "a"}', '"title" has half a character (U+DFFF, a lone surrogate) at 0'),
        (b'{"text": "caf\xe9"}', "not UTF-8: byte 0xe9 at offset 13"),
        (b'{"text": "a\x00"}', "a binary file, not text"),
        (json.dumps({"text": FRENCH}), "not English; --any-language reads it all the same"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_bad_line(tmp_path: Path, row: str | bytes, expected: str) -> None:
    assert row_reason(tmp_path, row) == expected.replace("{path}", str(tmp_path / "rows.jsonl"))


def test_line_over_the_limit_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_ARTICLE", 50)
    for n_chars in (20, 50, 51, 100, 101, 102, 103, 150, 400):
        long = '{"text": "' + "x" * n_chars + '"}'
        if len(long) > 50:
            assert row_reason(tmp_path, long) == "a line of more than 50 bytes"


def test_file_over_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MAX_ARTICLE", 50)
    assert isinstance(read(write(tmp_path, "a.txt", "x" * 50))[0], Article)
    assert reason(write(tmp_path, "a.txt", "x" * 51)) == "more than 50 bytes, which no article has"


def test_rejected_articles_leave_their_id_free(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", '{"id":"a","text":" "}\n{"id":"a","text":"One."}\n')
    assert [type(item) for item in read(path)] == [Reject, Article]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert reason(tmp_path / "missing.txt") == "no such file"
    assert reason(tmp_path) == "a directory; name the files in it"
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert reason(tmp_path / "loop.txt").startswith("not readable: ")
    page = write(tmp_path, "page.pdf", "%PDF-1.7")
    assert reason(page).startswith("no reader for .pdf files, only for .atom, .csv, ")
    assert reason(tmp_path / ("x" * 5000)).startswith("not readable: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "One.")
    path.chmod(0)
    assert reason(path) == "not readable: Permission denied"


def test_what_fails_in_a_reader_costs_no_other_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug of ours, or of a library."""

    def fail(*_: Any) -> None:
        raise ZeroDivisionError("division by zero")

    paths = [write(tmp_path, "a.csv", "text\nOne.\n"), write(tmp_path, "b.txt", "Two.")]
    monkeypatch.setattr(csv, "article", fail)
    wrong, right = read_articles(map(str, paths))
    assert isinstance(wrong, Reject)
    assert wrong.reason == "failed with ZeroDivisionError: division by zero (a bug); what came before it was read"
    assert (wrong.code, wrong.origin) == ("failed", Origin(path=str(paths[0])))
    assert isinstance(right, Article)


def test_file_name_that_is_not_utf_8(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(path).write_text("One.")
    (article,) = read_articles([path])
    assert isinstance(article, Article)
    assert (article.id, article.origin) == ("caf\\xe9", Origin(path=f"{tmp_path}/caf\\xe9.txt"))


# Which format


def test_format_by_name_then_suffix_then_first_byte(tmp_path: Path) -> None:
    row = '{"id": "a", "text": "One."}'
    texts = {
        name: [item.text for item in read(write(tmp_path, name, data), **options) if isinstance(item, Article)]
        for name, data, options in [
            ("a.txt", row, {}),
            ("b.txt", row, {"input_format": "jsonl"}),
            ("c", f"\n {row}", {}),
            ("d", f"[{row}]", {}),
            ("e", "One.", {}),
            ("f.NDJSON", row, {}),
            ("g.story", "One.", {"input_format": "text"}),
        ]
    }
    assert texts == {"a.txt": [row], "b.txt": ["One."], "c": ["One."], "d": ["One."], "e": ["One."]} | {
        "f.NDJSON": ["One."],
        "g.story": ["One."],
    }


def test_every_suffix_has_one_format() -> None:
    suffixes = [suffix for known in formats().values() for suffix in known.suffixes]
    assert sorted(suffixes) == sorted(set(suffixes))


# Whatever comes


def bytes_of_all_kinds() -> st.SearchStrategy[bytes]:
    json_like = st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["id", "text", "title", "published"]), inner),
        max_leaves=8,
    ).map(lambda value: json.dumps(value).encode())
    marked = st.tuples(st.sampled_from([b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0"]), st.binary())
    return st.one_of(st.binary(), json_like, st.lists(json_like).map(b"\n".join), marked.map(b"".join))


@given(data=bytes_of_all_kinds(), format=st.sampled_from(["text", "json", "jsonl", None]))
def test_readers_never_raise(data: bytes, format: str | None) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(data))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", stdin)
        items = list(read_articles(["-"], input_format=format))
    assert all(isinstance(item, Article | Reject) for item in items)
    assert items or not data.strip() or format in ("jsonl", "json", None)
