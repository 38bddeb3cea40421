"""Archives as people have them: web pages, WARC, Parquet, agency XML, ninjs and feeds, each to articles."""

from __future__ import annotations

import gzip
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow
import pytest

from onrecord.model import Article, Origin, Reject, Revision
from onrecord.readers import read_articles
from reading import read, write
from samples import (
    ATOM,
    MARKUP,
    NITF,
    PARAGRAPHS,
    RSS,
    TEXT,
    TITLE,
    dumps,
    news_item,
    news_message,
    ninjs,
    other_record,
    packed,
    page,
    paragraphs,
    record,
    record_id,
    story_record,
    unpacked,
    write_parquet,
)


def article(path: Path, **options: Any) -> Article:
    """The one article of a file."""
    (item,) = read(path, **options)
    assert isinstance(item, Article), item
    return item


def story(path: Path, id: str, **known: Any) -> Article:
    """The article that a sample of the story should give."""
    values = {"title": TITLE, "published": "2024-06-09T10:00:00Z", "publisher": "Mapleton Ledger", "encoding": "utf-8"}
    values |= {"language": "en", "text": TEXT, "origin": Origin(path=str(path))}
    return Article.model_validate({"id": id, **values, **known})


# Web pages


def test_page(tmp_path: Path) -> None:
    path = write(tmp_path, "ferries.html", page())
    assert read(path) == [story(path, "ferries", published="2024-06-09", url="https://ledger.example/2024/06/ferries")]


def test_markup_in_a_page_stays_text(tmp_path: Path) -> None:
    path = write(
        tmp_path, "a.htm", page([*PARAGRAPHS, "He typed &lt;script&gt;alert(1)&lt;/script&gt; into the form."])
    )
    assert article(path).text.endswith("He typed <script>alert(1)</script> into the form.")


@pytest.mark.parametrize(
    ("charset", "declared", "encoding"),
    [
        ("utf-8", "iso-8859-1", "utf-8"),  # a lie
        ("windows-1252", "iso-8859-1", "windows-1252"),
        ("windows-1252", "", "windows-1252"),
        ("utf-16", "utf-8", "utf-16-le"),
        ("koi8-r", "koi8-r", "koi8-r"),
    ],
)
def test_encodings_of_pages(tmp_path: Path, charset: str, declared: str, encoding: str) -> None:
    lines = [line.replace("“", "\u2502" if charset == "koi8-r" else "“").replace("”", "") for line in PARAGRAPHS]
    markup = page(lines).replace('<meta charset="utf-8">', f'<meta charset="{declared}">' if declared else "")
    found = article(write(tmp_path, "a.html", markup.replace("©", "").encode(charset)))
    assert (found.text, found.encoding) == ("\n".join(lines), encoding)


# WARC


def warc_articles(path: Path) -> list[tuple[str, str]]:
    return [(item.id, item.text) for item in read(path) if isinstance(item, Article)]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_warc(tmp_path: Path, name: str) -> None:
    """Pages come out with their place; requests, redirects, images and the rest are passed over."""
    write_one = packed if name.endswith(".gz") else unpacked
    png = record(9, b"\x89PNG\r\n\x1a\n", header="Content-Type: image/png")
    moved = record(8, b"<p>Moved</p>", status="301 Moved Permanently")
    parts = [
        other_record("warcinfo", 0),
        other_record("request", 1),
        story_record(1),
        moved,
        other_record("revisit", 2),
    ]
    pieces = [write_one(part) for part in (*parts, png, other_record("metadata", 3), story_record(2))]
    path = write(tmp_path, name, b"".join(pieces))
    starts = [sum(map(len, pieces[:n])) for n in (2, 7)]
    expected = [
        story(
            path,
            record_id(n),
            text="\n".join(paragraphs(n)),
            published="2024-06-09",
            url=f"https://ledger.example/2024/06/{n}",
            origin=Origin(path=str(path), start_byte=start, end_byte=end),
        )
        for n, start, end in [(1, starts[0], starts[0] + len(pieces[2])), (2, starts[1], starts[1] + len(pieces[7]))]
    ]
    found = read(path)
    if name == "a.warc":  # the blank lines after a record are not the record
        expected = [
            item.model_copy(update={"origin": item.origin.model_copy(update={"end_byte": item.origin.end_byte - 4})})
            for item in expected
            if item.origin is not None and item.origin.end_byte is not None
        ]
    assert found == expected


def test_warc_in_one_piece(tmp_path: Path) -> None:
    """Packed as a whole, against the standard."""
    data = b"".join(unpacked(story_record(n)) for n in range(3))
    path = write(tmp_path, "a.warc.gz", gzip.compress(data))
    assert [id_ for id_, _ in warc_articles(path)] == [record_id(n) for n in range(3)]
    assert not any(isinstance(item, Reject) for item in read(path))


def test_warc_bodies_are_decoded(tmp_path: Path) -> None:
    """Packed and in chunks; what the header says of the charset counts less than that it is UTF-8."""
    markup = page().replace('<meta charset="utf-8">', "")
    body = gzip.compress(markup.encode())
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    html = "Content-Type: text/html; charset=iso-8859-1"
    data = packed(record(1, body, header=f"{html}\r\nContent-Encoding: gzip"))
    data += packed(record(2, chunked, header=f"{html}\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked"))
    data += packed(record(3, markup.replace("©", "").encode("windows-1252"), header=html))
    path = write(tmp_path, "a.warc.gz", data)
    assert warc_articles(path) == [(record_id(n), TEXT) for n in (1, 2, 3)]
    assert [item.encoding for item in read(path) if isinstance(item, Article)] == ["utf-8", "utf-8", "windows-1252"]


# Parquet


def test_parquet(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": TEXT, "title": TITLE, "published": datetime(2024, 6, 9, 10), "mood": [1.5]},
        {"id": None, "text": "Two.", "title": None, "published": None, "mood": None},
    ]
    path = write_parquet(tmp_path / "news.parquet", rows)
    known = {"publisher": None, "published": "2024-06-09T10:00:00"}
    assert read(path) == [
        story(path, "a", **known, origin=Origin(path=str(path), line=1)),
        Article(id="news-2", text="Two.", encoding="utf-8", origin=Origin(path=str(path), line=2)),
    ]


def test_parquet_types_and_names(tmp_path: Path) -> None:
    """Large strings, dictionaries, bytes, days and nanoseconds; columns under other names."""
    for kind in (pyarrow.large_string(), pyarrow.dictionary(pyarrow.int32(), pyarrow.string()), pyarrow.binary()):
        text = TEXT.encode() if pyarrow.types.is_binary(kind) else TEXT
        for when, day, published in (
            (pyarrow.date32(), date(2024, 6, 9), "2024-06-09"),
            (pyarrow.timestamp("ns"), datetime(2024, 6, 9), "2024-06-09T00:00:00"),
        ):
            row = {"n": 7, "maintext": text, "date_publish": day}
            columns = [("n", pyarrow.int64()), ("maintext", kind), ("date_publish", when)]
            path = write_parquet(tmp_path / "a.parquet", [row], pyarrow.schema(columns))
            found = article(path, fields="news-please,id=n")
            assert (found.id, found.text, found.published) == ("7", TEXT, published)


@pytest.mark.parametrize(
    ("preset", "row"),
    [
        (
            "news-please",
            {
                "maintext": TEXT,
                "date_publish": "2024-06-09 10:00:00",
                "source_domain": "ledger.example",
                "title": TITLE,
                "url": "https://ledger.example/1",
                "authors": ["Ana Reed"],
                "date_download": "2024-06-10 00:00:00",
            },
        ),
        (
            "mediacloud",
            {
                "id": "5b2c",
                "text": TEXT,
                "publish_date": "2024-06-09",
                "media_name": "ledger.example",
                "title": TITLE,
                "media_url": "ledger.example",
                "url": "https://ledger.example/1",
                "indexed_date": "2024-06-10",
                "language": "en",
            },
        ),
        (
            "cc-news",
            {
                "title": TITLE,
                "text": TEXT,
                "domain": "ledger.example",
                "date": "2024-06-09 00:00:00",
                "description": "",
                "url": "https://ledger.example/1",
                "image_url": None,
            },
        ),
    ],
)
@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.parquet"])
def test_presets(tmp_path: Path, preset: str, row: dict[str, Any], name: str) -> None:
    path = tmp_path / name
    if name == "a.parquet":
        write_parquet(path, [row])
    elif name == "a.csv":
        known = {key: str(value) for key, value in row.items() if isinstance(value, str)}
        path.write_text(
            ",".join(known) + "\n" + ",".join('"{}"'.format(cell.replace('"', '""')) for cell in known.values())
        )
    else:
        path.write_text(json.dumps(row))
    found = article(path, fields=preset)
    assert (found.text, found.title, found.publisher, found.url) == (
        TEXT,
        TITLE,
        "ledger.example",
        "https://ledger.example/1",
    )
    assert found.published is not None
    assert found.published.startswith("2024-06-09")


@pytest.mark.parametrize("nothing", [None, "", "None", "NaT", "nan"])
def test_a_date_that_is_not_known(tmp_path: Path, nothing: str | None) -> None:
    """news-please writes Python's `str(None)`, pandas its own words."""
    path = write(tmp_path, "a.jsonl", json.dumps({"maintext": TEXT, "date_publish": nothing}))
    assert article(path, fields="news-please").published is None


@pytest.mark.parametrize("spec", ["maintext", "text=", "body=text", "text=a,=b"])
def test_fields_that_are_none(spec: str) -> None:
    with pytest.raises(ValueError, match="is neither a preset"):
        list(read_articles(["a.jsonl"], fields=spec))


def test_a_field_under_another_name_is_named_by_it(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", '{"body": 5}\n{"text": "One."}\n')
    reasons = [item.reason for item in read(path, fields="text=body") if isinstance(item, Reject)]
    assert reasons == ['"body" is a number, not a string', 'no "body"']


# News agencies


def test_nitf(tmp_path: Path) -> None:
    text = TEXT.replace("Ana Duarte", "Ana\u00a0Duarte")
    for name in ("a.xml", "a.nitf"):
        path = write(tmp_path, name, NITF)
        known = {"text": text, "published": "20240609T100000Z", "url": "https://ledger.example/ferries"}
        revision = Revision(story="ledger.ferries", version=1)
        assert read(path) == [story(path, "ledger.ferries@1", **known, revision=revision)]


def test_nitf_without_declaration(tmp_path: Path) -> None:
    path = write(tmp_path, "a.nitf", NITF.partition("\n")[2].replace("&#8220;", "“").encode("windows-1252"))
    found = article(path)
    assert (found.encoding, found.text) == ("windows-1252", TEXT.replace("Ana Duarte", "Ana\u00a0Duarte"))


def test_newsml(tmp_path: Path) -> None:
    guid = "urn:newsml:ledger.example:2024-06-09:ferries"
    path = write(tmp_path, "a.xml", news_item())
    origin = Origin(path=str(path), line=2)
    expected = story(path, f"{guid}@1", revision=Revision(story=guid, version=1), origin=origin)
    assert read(path) == [expected]
    message = write(tmp_path, "b.newsml", news_message(news_item(), news_item("urn:b", version=3, body="<p>Two.</p>")))
    first, other = (Origin(path=str(message), line=line) for line in (4, 20))
    second = {"text": "Two.", "language": None, "origin": other, "revision": Revision(story="urn:b", version=3)}
    assert read(message) == [expected.model_copy(update={"origin": first}), story(message, "urn:b@3", **second)]


def test_newsml_with_nitf_inside(tmp_path: Path) -> None:
    inner = NITF.partition('nitf-3-3.dtd">')[2].replace("&nbsp;", " ")
    item = news_item()
    start, end = item.index("<html"), item.index("</html>") + len("</html>")
    found = article(write(tmp_path, "a.xml", item[:start] + inner + item[end:]))
    assert found.text == TEXT


@pytest.mark.parametrize("line", [1, 2, 3])
def test_ninjs(tmp_path: Path, line: int) -> None:
    revision = Revision(story="urn:ninjs:ledger.example:ferries", version=1)
    for name, data in [("a.json", dumps(ninjs(line))), ("a.jsonl", json.dumps(ninjs(line)))]:
        path = write(tmp_path, name, data)
        line_of = {"line": 1, "start_byte": 0, "end_byte": len(data.encode())} if name == "a.jsonl" else {}
        origin = Origin.model_validate({"path": str(path), **line_of})
        assert read(path) == [story(path, "urn:ninjs:ledger.example:ferries@1", revision=revision, origin=origin)]


def test_ninjs_without_a_text(tmp_path: Path) -> None:
    """A picture is no article; a kill notice is one, since it takes others back."""
    photo = {"uri": "urn:photo", "type": "picture", "versioncreated": "2024-06-09T10:00:00Z", "headline": "A ferry"}
    kill = {"uri": "urn:a", "type": "text", "version": "2", "pubstatus": "canceled", "ednote": "KILL: wrong figures"}
    picture, notice = read(write(tmp_path, "a.json", dumps(photo, kill | {"versioncreated": "2024-06-10T00:00:00Z"})))
    assert isinstance(picture, Reject)
    assert picture.reason == "article 1 of the list: no body; an item of type 'picture'"
    assert isinstance(notice, Article)
    assert (notice.id, notice.text) == ("urn:a@2", "KILL: wrong figures")
    assert notice.revision == Revision(story="urn:a", version=2, status="canceled", note="KILL: wrong figures")


# Feeds


def test_rss(tmp_path: Path) -> None:
    path = write(tmp_path, "a.rss", RSS)
    url = "https://ledger.example/ferries"
    first, second, third = read(path)
    assert first == story(path, url, url=url, published="2024-06-09T12:00:00+02:00")
    assert isinstance(second, Article)
    assert (second.id, second.title) == ("https://ledger.example/pier", "Pier & dock")
    assert (second.text, second.published) == ("The board closed the north pier on Monday.", None)
    assert isinstance(third, Reject)
    assert third.reason == "no text in entry 3 (Nothing)"


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("Sun, 09 Jun 2024 23:10:00 -0500", "2024-06-09T23:10:00-05:00"),
        ("Sun, 09 Jun 2024 23:10:00 GMT", "2024-06-09T23:10:00Z"),
        ("Sun, 09 Jun 2024 23:10:00 EST", "2024-06-09T23:10:00-05:00"),
        ("2024-06-09T23:10:00-05:00", "2024-06-09T23:10:00-05:00"),
        ("2024-06-09", "2024-06-09"),
        ("9 June 2024", "2024-06-09T00:00:00Z"),
        ("last week", None),
    ],
)
def test_dates_of_feeds(tmp_path: Path, written: str, published: str | None) -> None:
    """In their own zone: in another one it may be another day, and another "Friday"."""
    item = f"<item><title>A</title><pubDate>{written}</pubDate><description>One. Two.</description></item>"
    found = article(write(tmp_path, "a.rss", f'<rss version="2.0"><channel>{item}</channel></rss>'))
    assert found.published == published


def test_what_a_blog_adds_to_its_feed(tmp_path: Path) -> None:
    added = "<p>The post <a href='/p'>Late ferries</a> appeared first on <a href='/'>Mapleton Ledger</a>.</p>"
    assert article(write(tmp_path, "a.atom", ATOM.replace(MARKUP, MARKUP + added))).text == TEXT


def test_lines_of_a_table_in_newsml(tmp_path: Path) -> None:
    """Text that is set as it stands keeps its lines."""
    item = news_item(body="<p>Late\nferries:</p><pre>\nApril   990\nMay   1,204\n</pre><p>So it said.</p>")
    assert article(write(tmp_path, "a.newsml", item)).text == "Late ferries:\nApril 990\nMay 1,204\nSo it said."


def test_atom(tmp_path: Path) -> None:
    for name in ("a.atom", "a.xml"):
        path = write(tmp_path, name, ATOM)
        assert read(path) == [story(path, "tag:ledger.example,2024:ferries", url="https://ledger.example/ferries")]


# Which format


def test_what_comes_without_a_name(tmp_path: Path) -> None:
    """By its first bytes, as on standard input."""
    samples = {
        "a": page().encode(), "b": NITF.encode(), "c": news_item().encode(), "d": RSS.encode(), "e": ATOM.encode(),
        "f": unpacked(story_record(1)), "g": gzip.compress(unpacked(story_record(1))),
        "h": write_parquet(tmp_path / "a.parquet", [{"text": TEXT}]).read_bytes(),
    }  # fmt: skip
    for name, data in samples.items():
        first = read(write(tmp_path, name, data))[0]
        assert isinstance(first, Article), (name, first)
        assert first.text.startswith("The Harbor Board counted 1,"), name


def test_a_named_format_goes_before_the_suffix(tmp_path: Path) -> None:
    for name, data in {"html": page().encode(), "nitf": NITF.encode(), "warc": packed(story_record(1))}.items():
        assert article(write(tmp_path, f"{name}.dat", data), input_format=name).title == TITLE
