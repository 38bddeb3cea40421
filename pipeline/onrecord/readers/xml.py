"""XML by its root element: NITF, NewsML-G2, RSS or Atom, or a web page in XHTML."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from onrecord.model import Article, Reject
from onrecord.readers.feed import read_feed
from onrecord.readers.format import Bad, Fields, Format
from onrecord.readers.html import read_html
from onrecord.readers.markup import local, parse_xml, read_whole
from onrecord.readers.newsml import newsml_articles
from onrecord.readers.nitf import nitf_article


def read_any_xml(stream: BinaryIO, path: str, fields: Fields) -> Iterator[Article | Reject]:
    """The articles of an XML file of any kind that carries news."""
    raw = read_whole(stream, "news item")
    root, encoding = parse_xml(raw)
    kind = local(root)
    if kind == "nitf":
        yield nitf_article(root, path, encoding)
    elif kind in ("newsItem", "newsMessage"):
        yield from newsml_articles(root, path, encoding)
    elif kind in ("rss", "feed", "RDF"):
        yield from read_feed(BytesIO(raw), path, fields)
    elif kind == "html":
        yield from read_html(BytesIO(raw), path, fields)
    else:
        raise Bad(f"XML of another kind than NITF, NewsML-G2, RSS and Atom: <{kind}>")


FORMAT = Format("xml", (".xml",), read_any_xml)
