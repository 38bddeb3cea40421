"""NewsML-G2: news items, alone or in a message, with their text in NITF, XHTML or plain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from onrecord.model import Article, Origin, Reject
from onrecord.readers.format import Bad, Fields, Format, reject
from onrecord.readers.markup import Element, find, find_all, local, read_xml, text_of, without_title, words
from onrecord.readers.nitf import nitf_text
from onrecord.readers.revision import text_or_notice, versioned


def read_newsml(stream: BinaryIO, path: str, fields: Fields) -> Iterator[Article | Reject]:
    """An article per news item with a text, in order."""
    root, encoding = read_xml(stream)
    yield from newsml_articles(root, path, encoding)


def newsml_articles(root: Element, path: str, encoding: str) -> Iterator[Article | Reject]:
    """The articles under a `newsItem` or `newsMessage` element; an item without a text is a reject."""
    items = [root] if local(root) == "newsItem" else [*find_all(root, "itemSet", "newsItem")]
    if not items:
        raise Bad(f"no <newsItem> in <{local(root)}>")
    for item in items:
        try:
            yield _article(item, path, encoding)
        except Bad as error:
            yield reject(path, item.sourceline, f"{error} in the item {item.get('guid')}", item.get("guid"))


def _article(item: Element, path: str, encoding: str) -> Article:
    guid = item.get("guid")
    if not guid:
        raise Bad("no guid")
    status, provider = find(item, "itemMeta", "pubStatus"), find(item, "itemMeta", "provider")
    note = words(find(item, "itemMeta", "edNote"))
    said = None if status is None else status.get("qcode") or status.get("uri", "").rpartition("/")[2]
    literal = None if provider is None else provider.get("literal")
    title = words(find(item, "contentMeta", "headline")) or words(find(item, "itemMeta", "title"))
    id_, revision = versioned(guid, item.get("version"), said, note, title)
    text = text_or_notice(without_title(_text(item), title), title, revision)
    if not text and revision.status == "usable":
        raise Bad("no text")
    return Article(
        id=id_,
        text=text,
        title=title,
        published=words(find(item, "itemMeta", "versionCreated")) or words(find(item, "itemMeta", "firstCreated")),
        url=_url(item),
        publisher=words(find(item, "itemMeta", "provider", "name")) or literal,
        encoding=encoding,
        origin=Origin(path=path, line=item.sourceline),
        revision=revision,
    )


def _text(item: Element) -> str:
    """The text of an item: of its markup, else its plain data."""
    for inline in find_all(item, "contentSet", "inlineXML"):
        for root in inline:
            if isinstance(root.tag, str):
                body = find(root, "body")
                return nitf_text(root) if local(root) == "nitf" else text_of(root if body is None else body)
    for inline in find_all(item, "contentSet", "inlineData"):
        return (inline.text or "").strip("\n")
    return ""


def _url(item: Element) -> str | None:
    """The item's address on the web, where it has one."""
    for place in find_all(item, "itemMeta", "link"):
        if place.get("rel", "").rpartition(":")[2] in ("canonical", "isA", "webPage") and place.get("href"):
            return str(place.get("href"))
    guid = item.get("guid", "")
    return guid if guid.startswith(("https://", "http://")) else None


FORMAT = Format("newsml-g2", (".newsml",), read_newsml)
