"""WARC, as crawlers and CC-NEWS keep web pages: an article per page. Needs FastWARC, and trafilatura for the pages.

FastWARC reads the headers of records; which bytes are a record's is settled here, since it stops without a word where a
file is cut off, and for good where one is damaged. A damaged record is one reject with its place, and reading goes on
with the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import TYPE_CHECKING, Any, BinaryIO

from onrecord.model import Article, Origin, Reject
from onrecord.readers.format import MAX_ARTICLE, Bad, Fields, Format, Missing, is_date, reject_at
from onrecord.readers.html import MAX_PAGE, html_article
from onrecord.readers.members import Damaged, Source, source
from onrecord.readers.response import parse_response, unpacked_body

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

MAX_HEADER = 2**16
"""Bytes of the longest header of a record."""

PAGES = ("text/html", "application/xhtml+xml")
_KINDS = (b"response", b"resource", b"conversion")  # the kinds of record that hold what a reader would see
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.I | re.M)
_TYPE = re.compile(rb"^warc-type:[ \t]*(\w+)", re.I | re.M)
_HEADER_END = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class Raw:
    """A record's bytes, header and block, and its place in the file; `end` None where other ones share its member."""

    data: bytes
    start: int
    end: int | None


@dataclass(frozen=True, slots=True)
class Lost:
    """Bytes of a file that are no record, and why."""

    start: int
    end: int
    reason: str


def read_warc(stream: BinaryIO, path: str, fields: Fields) -> Iterator[Article | Reject]:
    """An article per page that was found (HTML with status 200) or converted to text; all other records are skipped."""
    raw: Any = stream
    buffered = raw if isinstance(raw, BufferedReader) else BufferedReader(raw)
    if not buffered.peek(1):
        raise Bad("an empty file")
    for found in records(source(buffered, path.endswith(".gz"))):
        origin = Origin(path=path, start_byte=found.start, end_byte=found.end)
        if isinstance(found, Lost):
            yield reject_at(origin, f"{found.reason}; what follows was read")
            continue
        try:
            article = read_record(found.data, origin)
        except Bad as error:
            yield reject_at(origin, str(error))
            continue
        if article is not None:
            yield article


def records(file: Source) -> Iterator[Raw | Lost]:
    """The records that may be articles, in order, and what was lost between them."""
    while True:
        try:
            if not file.next():
                return
            yield from _member(file)
        except Damaged as error:
            start = file.start
            yield Lost(start, file.resync(), str(error))


def _member(file: Source) -> Iterator[Raw]:
    """The records in a member, or in a whole file that is not packed."""
    _, unread = _skip_blank(file, b"")
    while unread:
        file.begin(len(unread))
        header, unread = _header(file, unread)
        length, kind = _LENGTH.search(header), _TYPE.search(header)
        if length is None:
            raise Damaged("a record without Content-Length")
        if kind is None:
            raise Damaged("no record: it says no WARC-Type")
        wanted = kind[1].lower() in _KINDS
        block, unread = _block(file, unread, int(length[1]), MAX_ARTICLE + 1 if wanted else 0)
        end = file.end(len(unread))
        parted, unread = _skip_blank(file, unread)
        if unread and not parted:
            raise Damaged("a record of another length than its Content-Length")
        if wanted:
            yield Raw(header + block, file.start, end if file.many else file.end(len(unread)))


def _header(file: Source, unread: bytes) -> tuple[bytes, bytes]:
    """A record's header with the blank line at its end, and what was read of what follows."""
    while True:
        if not unread.startswith(b"WARC/"[: len(unread)]):
            raise Damaged("no record")
        if found := _HEADER_END.search(unread):
            return unread[: found.end()], unread[found.end() :]
        if len(unread) > MAX_HEADER:
            raise Damaged("a header without end")
        more = file.read()
        if not more:
            raise Damaged("cut off")
        unread += more


def _block(file: Source, unread: bytes, length: int, keep: int) -> tuple[bytes, bytes]:
    """A record's block, of a long one the first `keep` bytes, and what was read of what follows."""
    kept, missing = bytearray(), length
    while True:
        kept += unread[: min(missing, keep - len(kept))]
        missing, unread = missing - min(missing, len(unread)), unread[missing:]
        if not missing:
            return bytes(kept), unread
        unread = file.read()
        if not unread:
            raise Damaged(f"cut off: {missing} of {length} bytes are missing")


def _skip_blank(file: Source, unread: bytes) -> tuple[bool, bytes]:
    """Whether blank lines follow, as they do after a record, and what was read of what is after them, if anything."""
    blank = False
    while True:
        rest = unread.lstrip(b"\r\n")
        blank = blank or len(rest) < len(unread)
        if rest or not (unread := file.read()):
            return blank, rest


def read_record(data: bytes, origin: Origin) -> Article | None:
    """The article of a record; None for one that is no page. Raises Bad."""
    if len(data) > MAX_ARTICLE:
        raise Bad(f"a record of more than {MAX_ARTICLE} bytes")
    record = _parse(data)
    known = {name.lower(): value for name, value in record.headers}
    block = record.reader.read(MAX_ARTICLE) if record.reader is not None else b""
    url = known.get("warc-target-uri", "").strip("<>") or None
    id_ = known.get("warc-record-id", "").strip("<>") or f"{origin.path}@{origin.start_byte}"
    response = parse_response(block)
    if response is not None and response.status != 200:
        return None
    kind = known.get("content-type", "").partition(";")[0].strip().lower() if response is None else response.kind
    if kind in PAGES:
        body = block if response is None else unpacked_body(response, MAX_PAGE + 1)
        if not body.strip():
            raise Bad("an empty page")
        day = known.get("warc-date", "")[:10]
        charset = None if response is None else response.charset
        return html_article(body, id_, origin, url=url, charset=charset, seen=day if is_date(day) else None)
    if kind == "text/plain" and response is None:
        return Article(id=id_, text=block.decode("utf-8", "replace"), url=url, encoding="utf-8", origin=origin)
    return None


def _parse(data: bytes) -> WarcRecord:
    """A record's headers, by FastWARC."""
    try:
        from fastwarc.warc import WarcRecord
    except ImportError as error:
        raise Missing("WARC needs: pip install 'onrecord[warc]'") from error
    try:
        return WarcRecord.from_bytes(data)
    except (OSError, ValueError) as error:
        raise Bad(f"no WARC record: {error}") from error


FORMAT = Format("warc", (".warc",), read_warc, packs=True)
