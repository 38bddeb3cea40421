"""NITF, the markup of news agencies and of the large newspaper corpora: one article per file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from onrecord.model import Article, Origin, Reject
from onrecord.readers.format import Bad, Fields, Format, name_of
from onrecord.readers.markup import Element, find, find_all, local, read_xml, text_of, words
from onrecord.readers.revision import text_or_notice, versioned


def read_nitf(stream: BinaryIO, path: str, fields: Fields) -> Iterator[Article | Reject]:
    """The article of an NITF file."""
    root, encoding = read_xml(stream)
    yield nitf_article(root, path, encoding)


def nitf_article(root: Element, path: str, encoding: str) -> Article:
    """The article under an `nitf` element. One that corrects another one is a version of that one's story."""
    if local(root) != "nitf":
        raise Bad(f"no NITF, but <{local(root)}>")
    head = find(root, "head")
    docdata = None if head is None else find(head, "docdata")
    own = _attribute(docdata, "doc-id", "id-string") or name_of(path)
    corrected = _attribute(docdata, "correction", "id-string")
    version = _attribute(docdata, "du-key", "version")
    status = None if docdata is None else docdata.get("management-status")
    note = _attribute(docdata, "ed-msg", "info") or _attribute(docdata, "correction", "info")
    title = words(find(root, "body", "body.head", "hedline", "hl1")) or words(find(root, "head", "title"))
    id_, revision = versioned(own, version, status, note, title)
    if corrected:  # its own number counts versions of another story
        revision = revision.model_copy(update={"story": corrected, "version": None})
    return Article(
        id=id_,
        text=text_or_notice(nitf_text(root), title, revision),
        title=title,
        published=_published(head, docdata),
        url=_attribute(head, "pubdata", "ex-ref"),
        publisher=_attribute(head, "pubdata", "name") or _attribute(docdata, "doc.copyright", "holder"),
        encoding=encoding,
        origin=Origin(path=path),
        revision=revision,
    )


def nitf_text(root: Element) -> str:
    """The text of an `nitf` element; where a block is the full text, that alone (others repeat how it begins)."""
    content = find(root, "body", "body.content")
    if content is None:
        raise Bad("no <body.content>")
    full = [block for block in find_all(content, "block") if block.get("class") == "full_text"]
    return text_of(full[0] if full else content)


def _published(head: Element | None, docdata: Element | None) -> str | None:
    """The date of issue, else that of publication or release, as given."""
    on_paper = _attribute(head, "pubdata", "date.publication")
    return _attribute(docdata, "date.issue", "norm") or on_paper or _attribute(docdata, "date.release", "norm")


def _attribute(element: Element | None, child: str, name: str) -> str | None:
    """An attribute of a child; None where either is missing, or it is empty."""
    found = None if element is None else find(element, child)
    return None if found is None else found.get(name) or None


FORMAT = Format("nitf", (".nitf",), read_nitf)
