"""HTML: the article of a web page, without the menus, adverts and comments around it. Needs trafilatura.

Pages are read in a child process with a time limit, since there are pages on which any extractor takes minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.model import Article, Origin, Reject
from onrecord.readers.decode import MARKS
from onrecord.readers.extract import extract_page
from onrecord.readers.format import Bad, Fields, Format, name_of
from onrecord.readers.guard import guarded

MAX_PAGE = 10 * 2**20
"""Bytes of the longest page that is read."""

_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w:.-]{1,40})""", re.I
)
_HEAD = 4096  # bytes in which a page must say its encoding


def read_html(stream: BinaryIO, path: str, fields: Fields) -> Iterator[Article | Reject]:
    """The article of a page; its id is the file's name without suffix."""
    raw = stream.read(MAX_PAGE + 1)
    if not raw.strip():
        raise Bad("an empty file")
    yield html_article(raw, name_of(path), Origin(path=path))


def html_article(
    raw: bytes,
    id_: str,
    origin: Origin,
    *,
    url: str | None = None,
    charset: str | None = None,
    seen: str | None = None,
) -> Article:
    """The article of a page. Raises Bad. `charset`: what its server said; `url`, `seen`: where it was, on which day."""
    if len(raw) > MAX_PAGE:
        raise Bad(f"a page of more than {MAX_PAGE} bytes")
    text, encoding = decode_page(raw, charset)
    page = guarded(extract_page, text, url, seen)
    if page is None:
        raise Bad("no article in the page")
    return Article(
        id=id_,
        text=page.text,
        title=page.title,
        published=page.published,
        url=url or page.url,
        publisher=page.publisher,
        encoding=encoding,
        origin=origin,
    )


def decode_page(raw: bytes, charset: str | None) -> tuple[str, str]:
    """A page's text and encoding: by its mark, UTF-8 where it is that, else as server or page say, else Windows-1252.

    UTF-8 goes before what is said, since what is said is often wrong, and what is UTF-8 is hardly ever something else.
    """
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return raw.removeprefix(mark).decode(encoding, "replace"), encoding
    try:
        return raw.decode(), "utf-8"
    except UnicodeDecodeError:
        said = _DECLARED.search(raw[:_HEAD])
        for name in (charset, said[1].decode("ascii", "replace") if said else None, "windows-1252"):
            encoding = (name or "").lower()
            if encoding in ("latin-1", "latin1", "iso-8859-1", "us-ascii", "ascii"):
                encoding = "windows-1252"  # which is what browsers take them for
            try:
                return raw.decode(encoding, "replace" if encoding == "windows-1252" else "strict"), encoding
            except (LookupError, ValueError):
                continue
    raise Bad("a page in no encoding that is known")


FORMAT = Format("html", (".html", ".htm", ".xhtml"), read_html)
