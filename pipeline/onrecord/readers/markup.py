"""Markup to text and hardened XML, for the formats of news agencies and feeds. Needs lxml: `onrecord[xml]`.

Nothing is fetched and nothing expanded: no DTD is loaded, no entity resolved, no tree of more than 256 levels built.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, TypeAlias

from onrecord.readers.decode import decode
from onrecord.readers.format import MAX_ARTICLE, Bad, Missing

Element: TypeAlias = Any
"""An element of lxml, which has no types."""

BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 hl1 hl2 li dt dd br div section article blockquote bq pre block body body.content ul ol"
    " dl".split()
)
"""Elements that start a line, in XHTML and NITF."""

_SPACES = re.compile(r"[ \t\r\f]+")

LEFT_OUT = frozenset(
    "script style noscript iframe form button nav aside figure figcaption media media-caption table nitf-table fn note"
    " template svg".split()
)
"""Elements whose words are not the article's."""


def read_whole(stream: BinaryIO, kind: str) -> bytes:
    """All bytes of a file of markup. Raises Bad where it is empty, or longer than any `kind` of its."""
    raw = stream.read(MAX_ARTICLE + 1)
    if len(raw) > MAX_ARTICLE:
        raise Bad(f"more than {MAX_ARTICLE} bytes, which no {kind} has")
    if not raw.strip():
        raise Bad("an empty file")
    return raw


def read_xml(stream: BinaryIO) -> tuple[Element, str]:
    """The root element of an XML file, and its encoding. Raises Bad."""
    return parse_xml(read_whole(stream, "news item"))


def parse_xml(raw: bytes) -> tuple[Element, str]:
    """The root element of an XML text, and its encoding: the declared one, else UTF-8, else Windows-1252 if English."""
    etree = _etree()
    if not raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") and b"\0" not in raw[:64]:
        text, encoding = decode(raw)
        raw = text.encode()
    else:
        encoding = None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Bad(f"not XML: {error}") from error
    return root, encoding or (root.getroottree().docinfo.encoding or "utf-8").lower()


def text_of_html(markup: str) -> str:
    """The text of a piece of HTML, a line for each paragraph. Raises Bad where it is nested without end."""
    if not markup.strip():
        return ""
    lxml_html, etree = _lxml_html(), _etree()
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(markup.replace("\0", "").encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Bad(f"markup that cannot be read: {error}") from error
    if any("depth" in str(entry.message).lower() for entry in parser.error_log):
        raise Bad("markup nested too deeply")
    return "" if root is None else text_of(root)


def text_of(element: Element) -> str:
    """The text in an element, a line for each paragraph, spaces as a browser shows them."""
    lines = (_SPACES.sub(" ", line).strip(" ") for line in "".join(_words(element)).split("\n"))
    return "\n".join(filter(None, lines))


def without_title(text: str, title: str | None) -> str:
    """A text without the headline, where that is its first line: it is context, not a sentence of the article."""
    first, _, rest = text.partition("\n")
    return rest if title and first.strip() == title.strip() else text


def _words(element: Element) -> Iterator[str]:
    """The words of an element in order, with a line feed where a block starts or ends."""
    block, as_it_is = local(element) in BLOCKS, local(element) == "pre"
    if block:
        yield "\n"
    yield element.text or "" if as_it_is else _flat(element.text)
    for child in element:
        if child.tag is _etree().Entity:
            yield _entity(child)
        elif isinstance(child.tag, str) and local(child) not in LEFT_OUT:
            yield from _words(child)
        yield child.tail or "" if as_it_is else _flat(child.tail)
    if block:
        yield "\n"


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def _entity(entity: Element) -> str:
    """The character of an entity that HTML knows: DTDs, which are not loaded, declare the same."""
    char = html.unescape(entity.text)
    if char == entity.text:
        raise Bad(f"an entity of its own: {entity.text}")
    return char


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def find(element: Element, *path: str) -> Element | None:
    """The first element at a path of names, whatever their namespace."""
    return next(find_all(element, *path), None)


def find_all(element: Element, *path: str) -> Iterator[Element]:
    """The elements at a path of names, whatever their namespace."""
    for child in element:
        if isinstance(child.tag, str) and local(child) == path[0]:
            if len(path) == 1:
                yield child
            else:
                yield from find_all(child, *path[1:])


def words(element: Element | None) -> str | None:
    """The text of an element on one line; None where there is none."""
    return None if element is None else " ".join(text_of(element).split()) or None


def _etree() -> Any:
    try:
        from lxml import etree
    except ImportError as error:
        raise Missing("XML needs: pip install 'onrecord[xml]'") from error
    return etree


def _lxml_html() -> Any:
    _etree()
    from lxml import html as lxml_html

    return lxml_html
