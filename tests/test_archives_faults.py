"""Archives that are damaged or hostile: good articles come out, each bad one is one reject with place and reason."""

from __future__ import annotations

import gzip
import io
import os
import random
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow
import pytest

from onrecord.model import Article, Origin, Reject
from onrecord.readers import guard, parquet, read_articles
from onrecord.readers.format import Bad
from onrecord.readers.parquet import rows_of_batch
from reading import write
from samples import (
    NITF,
    PARAGRAPHS,
    TEXT,
    news_item,
    news_message,
    other_record,
    packed,
    page,
    record,
    record_id,
    story_record,
    unpacked,
    write_parquet,
)

STORIES = range(30)


def read(path: Path, data: bytes | str | None = None, **options: str) -> list[Article | Reject]:
    if data is not None:
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_articles([str(path)], **options))  # type: ignore[arg-type]


def ids(items: list[Article | Reject]) -> list[str]:
    return [item.id for item in items if isinstance(item, Article)]


def reasons(items: list[Article | Reject]) -> list[str]:
    return [item.reason for item in items if isinstance(item, Reject)]


def places(items: list[Article | Reject]) -> list[tuple[int | None, int | None]]:
    origins = [item.origin for item in items if isinstance(item, Reject)]
    return [(origin.start_byte, origin.end_byte) for origin in origins if origin]


def reason(path: Path, data: bytes | str) -> str:
    """Why a file's only article was rejected."""
    (item,) = read(path, data)
    assert isinstance(item, Reject), item
    assert item.origin is not None
    assert item.origin.path == str(path)
    return item.reason


# WARC


@pytest.fixture(scope="module", params=["a.warc.gz", "a.warc"])
def warc(request: pytest.FixtureRequest) -> tuple[str, list[bytes]]:
    """A file's name, and its records as bytes: text ones, which are quick to read."""
    write = packed if request.param == "a.warc.gz" else unpacked
    return request.param, [write(text_record(n)) for n in STORIES]


def text_record(n: int) -> object:
    """A conversion record with some text, as in WET files."""
    found = other_record("conversion", n)
    found.headers["Content-Type"] = "text/plain"
    found.set_bytes_content(f"{TEXT} {random.Random(n).randbytes(200).hex()}".encode())
    return found


def text_id(n: int) -> str:
    return f"urn:uuid:11111111-0000-0000-0000-{n:012}"


def test_a_warc_that_is_cut(tmp_path: Path, warc: tuple[str, list[bytes]]) -> None:
    """Wherever: all whole records come out, and the rest is one reject that says from where to where."""
    name, pieces = warc
    whole = b"".join(pieces)
    start = sum(map(len, pieces[:20]))
    blank = 0 if name.endswith(".gz") else 4  # the lines after a record, without which it is whole
    for cut in (1, 5, 30, len(pieces[20]) // 2, len(pieces[20]) - blank - 1):
        items = read(tmp_path / name, whole[: start + cut])
        assert ids(items) == [text_id(n) for n in range(20)], cut
        assert len(reasons(items)) == 1, cut
        assert places(items) == [(start, start + cut)], cut
    items = read(tmp_path / name, whole[:start])
    assert (ids(items), reasons(items)) == ([text_id(n) for n in range(20)], [])


def test_a_warc_with_flipped_bytes(tmp_path: Path, warc: tuple[str, list[bytes]]) -> None:
    """Damage costs the records that it is in, however many."""
    name, pieces = warc
    broken = [*pieces]
    broken[7] = b"\x00" * 20 + broken[7][20:]
    broken[15] = broken[15][:100] + b"\xff\xfe" * 20 + broken[15][140:] if name.endswith(".gz") else broken[15][:-30]
    starts = [sum(map(len, broken[:n])) for n in range(len(broken) + 1)]
    items = read(tmp_path / name, b"".join(broken))
    assert ids(items) == [text_id(n) for n in STORIES if n not in (7, 15)]
    assert places(items)[-1:] == [(starts[15], starts[16])]
    assert len(places(items)) == 2
    assert all("what follows was read" in why for why in reasons(items))


def test_a_warc_whose_records_start_with_other_bytes(tmp_path: Path, warc: tuple[str, list[bytes]]) -> None:
    """Those of the file and of a record in it, which both say what follows: none but these two records is lost."""
    name, pieces = warc
    broken = [b"\x1f\x57" + pieces[0][2:], *pieces[1:]]
    broken[9] = gzip.decompress(pieces[9]) if name.endswith(".gz") else pieces[9]
    broken[9] = broken[9].replace(b"WARC-Type", b"WARC\x04Type")
    broken[9] = gzip.compress(broken[9]) if name.endswith(".gz") else broken[9]
    items = read(tmp_path / name, b"".join(broken))
    assert ids(items) == [text_id(n) for n in STORIES if n not in (0, 9)]
    assert len(reasons(items)) == 2


def test_rubbish_in_a_warc(tmp_path: Path, warc: tuple[str, list[bytes]]) -> None:
    """Before, between and after records; a file that is nothing else is one reject."""
    name, pieces = warc
    rubbish = b"\x1f\x8b\x08 WARC/ rubbish " * 50
    for at in (0, 1, len(pieces)):
        if name == "a.warc.gz" or at:
            items = read(tmp_path / name, b"".join([*pieces[:at], rubbish, *pieces[at:]]))
            assert ids(items) == [text_id(n) for n in STORIES]
            assert len(reasons(items)) == 1
    assert len(reasons(read(tmp_path / name, rubbish))) == 1
    assert len(reasons(read(tmp_path / name, bytes(9)))) == 1
    assert reasons(read(tmp_path / name, b"")) == ["an empty file"]


def test_wrong_lengths(tmp_path: Path, warc: tuple[str, list[bytes]]) -> None:
    """Too short, too long, none, absurd: that record is lost, and no other one."""
    name, pieces = warc
    length = len(f"{TEXT} {bytes(200).hex()}".encode())
    for said in (b"%d" % (length - 9), b"%d" % (length + 9), b"%d" % 10**12, b"none"):
        wrong = unpacked(text_record(3)).replace(b"Content-Length: %d" % length, b"Content-Length: " + said)
        broken = [*pieces]
        broken[3] = gzip.compress(wrong) if name.endswith(".gz") else wrong
        items = read(tmp_path / name, b"".join(broken))
        assert ids(items) == [text_id(n) for n in STORIES if n != 3], said
        start = sum(map(len, broken[:3]))
        assert places(items) == [(start, start + len(broken[3]))], said


def test_bombs_in_a_warc(tmp_path: Path) -> None:
    """As a record, and as the body of a response: neither is held, and the page after them comes out."""
    zeros = bytes(300 * 2**20)
    html = "Content-Type: text/html\r\nContent-Encoding: gzip"
    bomb = gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n" % len(zeros) + zeros)
    data = bomb + packed(record(1, gzip.compress(zeros), header=html)) + packed(story_record(2))
    del zeros
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    items = read(tmp_path / "a.warc.gz", data)
    assert ids(items) == [record_id(2)]
    assert reasons(items)[1] == "a page of more than 10485760 bytes"
    assert places(items)[1] == (len(bomb), len(data) - len(packed(story_record(2))))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 250 * 2**10


def test_pages_of_a_warc_that_are_none(tmp_path: Path) -> None:
    data = packed(record(1, b"")) + packed(record(2, b"<html><body></body></html>")) + packed(story_record(3))
    items = read(tmp_path / "a.warc.gz", data)
    assert (ids(items), reasons(items)) == ([record_id(3)], ["an empty page", "no article in the page"])


# Web pages


def test_a_page_on_which_extraction_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One tag with 200,000 attributes takes minutes: it is given up, and the next page is read by another child."""
    (tmp_path / "good.html").write_text(page())
    assert ids(read(tmp_path / "good.html")) == ["good"]  # the child is there
    monkeypatch.setattr(guard, "SECONDS", 1.5)
    attributes = " ".join(f'a{n}="x"' for n in range(200_000))
    assert reason(tmp_path / "a.html", f"<html><body><p {attributes}>Hi</p></body></html>") == (
        "took longer than 1.5 seconds to read"
    )
    monkeypatch.setattr(guard, "SECONDS", 60.0)
    assert ids(read(tmp_path / "good.html")) == ["good"]


def test_a_library_that_fails() -> None:
    """Whatever it raises is a reason for a reject, not the end of the reading."""
    with pytest.raises(Bad, match=r"^markup that cannot be read: ValueError: invalid literal"):
        guard.guarded(int, "seven")


def test_odd_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "SECONDS", 60.0)
    path = tmp_path / "a.html"
    nested = "<div>" * 100_000 + "x" + "</div>" * 100_000
    assert reason(path, f"<html><body>{nested}</body></html>") == "no article in the page"
    assert reason(path, "<p>word</p>" * (10 * 2**20 // 11 + 1)) == "a page of more than 10485760 bytes"
    assert reason(path, page([])) == "no article in the page"
    assert reason(path, " \n") == "an empty file"
    assert reason(path, b"\x89PNG\r\n\x1a\n" + bytes(100)) == "no article in the page"


# XML

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "one of its own": '<!DOCTYPE x [<!ENTITY a "many">]>|&a;',
    "billion laughs": f'<!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}]>|&l9;',
    "quadratic blow-up": f'<!DOCTYPE x [<!ENTITY a "{"x" * 100_000}">]>|{"&a;" * 10_000}',
    "file": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>|&a;',
    "address": '<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/a">]>|&a;',
    "parameter": '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd"> %a;]>|&b;',
}
PLACES: dict[str, Callable[[str, str], str]] = {
    "a.nitf": lambda dtd, text: f"{dtd}<nitf><body><body.content><p>One {text} two.</p></body.content></body></nitf>",
    "a.newsml": lambda dtd, text: dtd + news_item(body=f"<p>One {text} two.</p>"),
    "a.rss": lambda dtd, text: f"{dtd}<rss><channel><item><description>One {text}</description></item></channel></rss>",
    "a.xml": lambda dtd, text: f"{dtd}<rss><channel><item><description>One {text}</description></item></channel></rss>",
}


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("attack", HOSTILE)
def test_entities(tmp_path: Path, name: str, attack: str) -> None:
    """None is expanded, no file read and, as all tests see to, no socket opened."""
    dtd, _, text = HOSTILE[attack].partition("|")
    assert not ids(read(tmp_path / name, '<?xml version="1.0"?>' + PLACES[name](dtd, text)))
    assert "root:" not in "".join(reasons(read(tmp_path / name)))
    assert len(reasons(read(tmp_path / name))) == 1


@pytest.mark.parametrize("name", ["a.nitf", "a.newsml", "a.xml"])
def test_nesting(tmp_path: Path, name: str) -> None:
    deep = "<p>" * 200_000 + "x" + "</p>" * 200_000
    assert "depth" in reason(tmp_path / name, PLACES[name]("", deep))


def test_an_external_dtd_is_left_alone(tmp_path: Path) -> None:
    broken = write(tmp_path, "nitf.dtd", "<!ENTITY % broken")  # whoever loads it fails
    for address in ("http://127.0.0.1:9/nitf.dtd", broken.as_uri(), str(broken)):
        dtd = f'<!DOCTYPE nitf PUBLIC "x" "{address}">'
        (item,) = read(tmp_path / "a.nitf", PLACES["a.nitf"](dtd, "&mdash;"))
        assert isinstance(item, Article)
        assert item.text == "One — two."


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("", "an empty file"),
        ("<nitf><body>", "not XML: Premature end of data"),
        ("<sitemap><url/></sitemap>", "XML of another kind than NITF, NewsML-G2, RSS and Atom: <sitemap>"),
        ("<nitf><body/></nitf>", "no <body.content>"),
        ("<newsMessage><itemSet/></newsMessage>", "no <newsItem> in <newsMessage>"),
        ("<rss><channel><title>A</title></channel></rss>", "no feed, or one without entries"),
        (NITF.replace('encoding="UTF-8"', 'encoding="x-none"'), "not XML: "),
        (NITF.encode().replace(b"late", b"l\xffte"), "not XML: "),
    ],
)
def test_bad_xml(tmp_path: Path, data: str | bytes, expected: str) -> None:
    assert reason(tmp_path / "a.xml", data).startswith(expected)


def test_one_bad_item_of_a_message(tmp_path: Path) -> None:
    picture = news_item("urn:b").replace("inlineXML", "remoteContent")
    items = read(tmp_path / "a.xml", news_message(news_item("urn:a"), picture, news_item("urn:c")))
    assert (ids(items), reasons(items)) == (["urn:a@1", "urn:c@1"], ["no text in the item urn:b"])


def test_feeds_that_are_not_well_formed(tmp_path: Path) -> None:
    """Feeds often are not; the reader for feeds reads them all the same."""
    items = read(tmp_path / "a.rss", "<rss><channel><item><title>A & B</title><description>One.</description></item>")
    assert [item.text for item in items if isinstance(item, Article)] == ["One."]


# Parquet


def rows(n: int) -> list[dict[str, object]]:
    return [{"id": f"s{i}", "text": f"{PARAGRAPHS[0]} {random.Random(i).randbytes(50).hex()}"} for i in range(n)]


def test_a_damaged_parquet_file(tmp_path: Path) -> None:
    """A row group whose bytes are wrong is one reject with its rows; a footer, the file."""
    path = write_parquet(tmp_path / "a.parquet", rows(100), row_group_size=20)
    data = bytearray(path.read_bytes())
    group = pyarrow.parquet.ParquetFile(path).metadata.row_group(2).column(1)
    start = group.dictionary_page_offset or group.data_page_offset
    data[start : start + 60] = b"\xff" * 60
    items = read(path, bytes(data))
    assert ids(items) == [f"s{n}" for n in range(100) if not 40 <= n < 60]
    (why,) = reasons(items)
    assert why.startswith("rows 41 to 60 are lost: ")
    for broken in (bytes(data[:-8]), bytes(data[:-20]) + b"\xff" * 12 + bytes(data[-8:]), b"PAR1", b"no Parquet"):
        assert reason(path, broken).startswith("not Parquet: ")


def test_parquet_that_ends_the_process_that_reads_it(tmp_path: Path) -> None:
    """As one wrong byte in a footer does: one reject, and the next file is read by another process."""
    path = write_parquet(tmp_path / "a.parquet", rows(8), row_group_size=4)
    good = write_parquet(tmp_path / "b.parquet", rows(3))
    data = bytearray(path.read_bytes())
    footer = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    assert data[footer + 20] == 2
    data[footer + 20] = 3  # the first column is of no kind that there is
    path.write_bytes(data)
    items = list(read_articles([str(path), str(good)]))
    assert ids(items) == ["s0", "s1", "s2"]
    assert len(reasons(items)) == 1


def test_row_groups_that_end_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those before them come out; after three in a row, what is left of the file is given up."""
    path = write_parquet(tmp_path / "a.parquet", rows(60), row_group_size=10)
    assert len(ids(read(path))) == 60
    monkeypatch.setattr(parquet, "rows_of_batch", ends_in_groups_from_2)
    items = read(path)
    assert ids(items) == [f"s{n}" for n in range(20)]
    assert [why.partition(":")[0] for why in reasons(items)] == [
        "rows 21 to 30 are lost", "rows 31 to 40 are lost", "rows 41 to 60 are lost",
    ]  # fmt: skip


def ends_in_groups_from_2(*place: Any) -> list[parquet.Row]:
    """The rows of a batch, in a process that dies over later ones."""
    if place[3] > 1:
        os._exit(7)
    return rows_of_batch(*place)


def test_parquet_without_what_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    write_parquet(path, [{"body": "One."}])
    assert reasons(read(path)) == ['no column "text" among body; --fields text=NAME names it']
    write_parquet(path, [{"text": 5}])
    assert reasons(read(path)) == ['the column "text" is int64, not a string']
    write_parquet(path, [], pyarrow.schema([("text", pyarrow.string())]))
    assert reasons(read(path)) == ["no rows"]


def test_bad_rows_of_parquet(tmp_path: Path) -> None:
    """A value of another type, no text, and bytes that are no UTF-8, each a reject with its row."""
    schema = pyarrow.schema([("id", pyarrow.string()), ("text", pyarrow.binary()), ("title", pyarrow.binary())])
    texts = [b"One.", None, b"caf\xe9", b"Four."]
    table = [{"id": str(n), "text": text, "title": None} for n, text in enumerate(texts)]
    items = read(write_parquet(tmp_path / "a.parquet", table, schema))
    assert ids(items) == ["0", "3"]
    assert reasons(items) == ['no "text"', "not UTF-8: byte 0xe9 at offset 3"]
    lines = [item.origin.line for item in items if isinstance(item, Reject) and item.origin]
    assert lines == [2, 3]


def test_a_bomb_in_parquet(tmp_path: Path) -> None:
    path = write_parquet(
        tmp_path / "a.parquet", [{"text": " " * 2**20}] * 100, compression="zstd", use_dictionary=False
    )
    assert path.stat().st_size < 2**20
    assert reasons(read(path)) == ["rows 1 to 100 are lost: the column text unpacks to more than 1000 times its size"]


def test_parquet_that_can_be_read_but_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_parquet(tmp_path / "a.parquet", rows(3))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(path.read_bytes())))
    items = list(read_articles(["-"]))
    assert ids(items) == ["s0", "s1", "s2"]
    assert items[0].origin == Origin(path="-", line=1)
