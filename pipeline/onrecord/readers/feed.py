"""RSS and Atom, as files: one article per entry. Needs feedparser.

Feeds are read in a child process with a time limit. One that declares entities is refused: no feed needs them, and a
few lines of them fill any memory.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any, BinaryIO

from onrecord.model import Article, Origin, Reject
from onrecord.readers.extract import plain_lines
from onrecord.readers.format import Bad, Fields, Format, Missing, is_date, name_of, reject
from onrecord.readers.guard import guarded
from onrecord.readers.markup import read_whole, text_of_html, without_title

Entry = dict[str, str | None]


def read_feed(stream: BinaryIO, path: str, fields: Fields) -> Iterator[Article | Reject]:
    """An article per entry of a feed, of its content where it has one, else its summary."""
    raw = read_whole(stream, "feed")
    if b"<!ENTITY" in raw or "<!ENTITY".encode("utf-16-le") in raw or "<!ENTITY".encode("utf-16-be") in raw:
        raise Bad("a feed with entities of its own")
    encoding, publisher, entries = guarded(parse_feed, raw)
    if not entries:
        raise Bad("no feed, or one without entries")
    for number, entry in enumerate(entries, start=1):
        text = entry.pop("text")
        if not text:
            yield reject(path, None, f"no text in entry {number} ({entry['title'] or 'without a title'})")
            continue
        id_ = entry.pop("id") or f"{name_of(path)}-{number}"
        known = {"publisher": publisher, **entry, "encoding": encoding, "origin": Origin(path=path)}
        yield Article.model_validate({"id": id_, "text": text, **known})


def parse_feed(raw: bytes) -> tuple[str, str | None, list[Entry]]:
    """Encoding, title and entries of a feed, plain strings. Runs in the child."""
    try:
        import feedparser
    except ImportError as error:
        raise Missing("RSS and Atom need: pip install 'onrecord[feeds]'") from error
    # a stream, since bytes and strings are taken for a file's name or an address first
    feed = feedparser.parse(BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    return feed.encoding or "utf-8", feed.feed.get("title"), [_entry(entry) for entry in feed.entries]


def _entry(entry: Mapping[str, Any]) -> Entry:
    title = entry.get("title")
    parts = sorted(entry.get("content") or [], key=lambda part: "html" not in part.get("type", ""))
    markup = parts[0].get("value") if parts else entry.get("summary")
    return {
        "id": entry.get("id") or entry.get("link"),
        "text": without_title(plain_lines(text_of_html(markup or "")), title),
        "title": text_of_html(title or "") or None,
        "published": _date(entry, "published") or _date(entry, "updated"),
        "url": entry.get("link"),
    }


def _date(entry: Mapping[str, Any], name: str) -> str | None:
    """When an entry was published: in its own zone, where it is the day that it says, else as feedparser reads it."""
    written, parsed = str(entry.get(name) or "").strip(), entry.get(f"{name}_parsed")
    if is_date(written):
        return written
    with suppress(ValueError):
        return parsedate_to_datetime(written).isoformat().replace("+00:00", "Z")
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", parsed) if parsed else None


FORMAT = Format("feed", (".rss", ".atom"), read_feed)
