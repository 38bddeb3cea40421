"""A run over a folder of all formats, with damage in each: the books balance, and the rejects name just that."""

from __future__ import annotations

import bz2
import gzip
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pyarrow.parquet
import pytest
import zstandard
from spacy.language import Language

from onrecord import tables
from onrecord.model import Reject
from onrecord.readers import formats, read_articles
from onrecord.runs import worker
from onrecord.runs.results import results
from onrecord.runs.store import RunError, Store
from runs import run_here, write_stories
from samples import (
    ATOM,
    NITF,
    RSS,
    dumps,
    news_item,
    news_message,
    ninjs,
    packed,
    page,
    paragraphs,
    record_id,
    story_record,
    unpacked,
    write_parquet,
)

LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
Place = tuple[str, int | None, int | None, int | None]
"""A file's name, line, first byte and the one after the last."""


@pytest.fixture
def archive(tmp_path: Path) -> tuple[Path, list[str], list[Place]]:
    """The folder, the ids of what is whole in it, and the places of what is damaged."""
    folder = tmp_path / "archive"
    folder.mkdir()
    good: list[str] = []
    bad: list[Place] = []
    numbers = count(3000)

    def fresh(sample: str) -> str:
        return sample.replace("1,204", f"{next(numbers):,}")  # another number makes another article

    def add(name: str, data: bytes | str, ids: Iterator[str] | list[str] = [], places: list[Place] = []) -> None:  # noqa: B006 - never changed
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        good.extend(ids)
        bad.extend(places)

    def whole(name: str) -> list[Place]:
        return [(name, None, None, None)]

    add("a.txt", fresh("\n".join(paragraphs(204))), ["a"])
    add("a-empty.txt", b"", places=whole("a-empty.txt"))
    add("b.txt.bz2", bz2.compress(fresh("\n".join(paragraphs(204))).encode()), ["b"])

    lines = write_stories(tmp_path / "stories", range(3)).read_bytes().splitlines(keepends=True)
    broken, start = lines[1][:-9] + b"\n", len(lines[0])
    place = ("c.jsonl", 2, start, start + len(broken) - 1)
    add("c.jsonl", lines[0] + broken + lines[2], ["s0", "s2"], [place])
    more = write_stories(tmp_path / "stories", range(10, 13)).read_bytes()
    add("d.jsonl.gz", gzip.compress(more)[:-4], ["s10", "s11", "s12"], whole("d.jsonl.gz"))
    more = write_stories(tmp_path / "stories", range(20, 23)).read_bytes()
    add("e.jsonl.zst", zstandard.ZstdCompressor().compress(more), ["s20", "s21", "s22"])

    rows = [f'{n},"{fresh(paragraphs(204)[0])}"\n' for n in ("c1", "c2", "c3")]
    rows[1] = rows[1].replace('"\n', '"odd\n')
    start = len("id,text\n" + rows[0])
    add("f.csv", "id,text\n" + "".join(rows), ["c1", "c3"], [("f.csv", 3, start, start + len(rows[1]) - 1)])

    add("g.html", fresh(page()), ["g"])
    add("g-menu.html", page([]), places=whole("g-menu.html"))

    for name, write in (("h.warc", unpacked), ("i.warc.gz", packed)):
        first = 4000 + 100 * len(good)
        pieces = [write(story_record(first + n)) for n in range(4)]
        pieces[2] = pieces[2][: len(pieces[2]) // 2]
        start = len(pieces[0] + pieces[1])
        add(name, b"".join(pieces), [record_id(first + n) for n in (0, 1, 3)])
        bad.append((name, None, start, start + len(pieces[2])))

    table = [{"id": f"p{n}", "text": fresh(paragraphs(204)[0])} for n in range(9)]
    path = write_parquet(folder / "j.parquet", table, row_group_size=3)
    data = bytearray(path.read_bytes())
    column = pyarrow.parquet.ParquetFile(path).metadata.row_group(1).column(1)
    data[column.data_page_offset : column.data_page_offset + 40] = b"\xff" * 40
    add("j.parquet", bytes(data), [f"p{n}" for n in (0, 1, 2, 6, 7, 8)], [("j.parquet", 4, None, None)])
    add("k.pq", path.read_bytes()[:-7], places=whole("k.pq"))

    add("l.nitf", fresh(NITF), ["ledger.ferries@1"])
    add("l-laughs.nitf", LAUGHS + "<nitf><body><body.content><p>&b;</p></body.content></body></nitf>")
    bad.extend(whole("l-laughs.nitf"))
    empty = news_item("urn:empty").replace("inlineXML", "remoteContent")
    add("m.xml", news_message(fresh(news_item("urn:m1")), empty, fresh(news_item("urn:m2"))))
    good.extend(("urn:m1@1", "urn:m2@1"))
    bad.append(("m.xml", 20, None, None))
    add("n.newsml", fresh(news_item("urn:n")), ["urn:n@1"])
    add("o.rss", fresh(RSS), ["https://ledger.example/ferries", "https://ledger.example/pier"], whole("o.rss"))
    add("p.atom", fresh(ATOM), ["tag:ledger.example,2024:ferries"])
    photo = {"uri": "urn:photo", "type": "picture", "versioncreated": "2024-06-09T10:00:00Z", "headline": "A ferry"}
    items = [json.loads(fresh(json.dumps(ninjs(line, uri=f"urn:q{line}")))) for line in (1, 2, 3)]
    add("q.json", dumps(*items[:2], photo, items[2]), ["urn:q1@1", "urn:q2@1", "urn:q3@1"], whole("q.json"))

    add("r.jpg", b"\xff\xd8\xff")  # what no reader knows is passed over in folders
    return folder, good, bad


def test_a_mixed_folder(archive: tuple[Path, list[str], list[Place]], tmp_path: Path) -> None:
    folder, good, bad = archive
    suffixes = {suffix for path in folder.iterdir() for suffix in path.suffixes}
    assert all(suffixes & set(known.suffixes) for known in formats().values())
    store = Store(tmp_path / "run")
    state = run_here(store, [folder])
    assert state.manifest is not None
    books = state.manifest.books
    assert books.read == books.done + books.rejected + books.copies
    assert (books.done, books.rejected, books.copies) == (len(good), len(bad), 0)
    records = [json.loads(line) for path in sorted(store.folder.glob("records/*")) for line in path.open("rb")]
    assert sorted(record["article"]["id"] for record in records) == sorted(good)
    rejects = [json.loads(line) for line in (store.folder / "rejects.jsonl").open("rb")]
    origins = [reject["origin"] for reject in rejects]
    assert sorted(map(str, bad)) == sorted(
        str((Path(o["path"]).name, o["line"], o["start_byte"], o["end_byte"])) for o in origins
    )
    assert all(reject["code"] != "unreadable" for reject in rejects), [r for r in rejects if r["code"] == "unreadable"]


def test_the_same_one_by_one(archive: tuple[Path, list[str], list[Place]], tmp_path: Path) -> None:
    """Two runs over the same files give the same bytes; so do the files named one by one."""
    folder, _, _ = archive
    named = sorted(path for path in folder.iterdir() if path.suffix != ".jpg")
    one, two = (Store(tmp_path / name) for name in ("one", "two"))
    run_here(one, [folder])
    run_here(two, named)
    for name in ("rejects.jsonl", "articles.jsonl.gz", "revisions.jsonl", "records/00000.jsonl"):
        assert (one.folder / name).read_bytes() == (two.folder / name).read_bytes()


def test_ids_are_no_file_names(nlp: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever an article is called: it comes out under that name, and nothing is written outside of the folder."""
    monkeypatch.setattr(worker, "pipeline", lambda model, patterns: nlp)
    ids = [
        "../../outside",
        "/abs",
        "CON",
        "x" * 300,
        "a\0b",
        "\x1b[31m",
        "<script>",
        "=1+1",
        "'); DROP TABLE claims; --",
    ]
    (tmp_path / "in").mkdir()
    lines = [json.dumps({"id": id_, "text": "\n".join(paragraphs(n))}) + "\n" for n, id_ in enumerate(ids)]
    (tmp_path / "in" / "a.jsonl").write_text("".join(lines))
    before = set(tmp_path.rglob("*"))
    store = Store(tmp_path / "run")
    run_here(store, [tmp_path / "in"], work=worker.read, describe=worker.describe)
    assert [result.article.id for result in results(store)] == ids
    for to in tables.formats():
        assert tables.convert(store.folder, to).parent == store.folder
    outside = {path for path in tmp_path.rglob("*") if not path.is_relative_to(store.folder)}
    assert outside == before
    with closing(sqlite3.connect(store.folder / "claims.sqlite")) as db:
        assert [row[0] for row in db.execute("SELECT id FROM articles ORDER BY rowid")] == ids
        assert {row[0] for row in db.execute("SELECT DISTINCT article_id FROM claims")} == set(ids)


def test_archives_that_hold_files_are_not_opened(tmp_path: Path) -> None:
    """Zip and tar may name paths outside, or be bombs: named, they are rejects; in a folder, passed over."""
    (tmp_path / "in").mkdir()
    for name in ("a.zip", "b.tar", "c.tar.gz"):
        (tmp_path / "in" / name).write_bytes(b"PK\x03\x04../../x")
        (item,) = read_articles([str(tmp_path / "in" / name)])
        assert isinstance(item, Reject)
        assert item.code == "format_unknown"
        assert item.reason.startswith(f"no reader for {Path(name.removesuffix('.gz')).suffix} files")
    with pytest.raises(RunError, match="nothing to read"):
        run_here(Store(tmp_path / "run"), [tmp_path / "in"])
