"""What an export is, and what those in JSON share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.model import Article, Claim

Pairs = Iterable[tuple[Article, Sequence[Claim]]]
"""Articles, each with claims that were proven against it."""

_UNSAFE_IN_HTML = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Format:
    """An export: its name, and `write`, which gives the whole file in pieces of text."""

    name: str
    write: Callable[[Pairs], Iterator[str]]


def to_json(value: Any) -> str:
    """JSON on one line that may also stand in an HTML page: no `<` that could end the script around it."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False).translate(_UNSAFE_IN_HTML)


def listed(items: Iterable[Any]) -> Iterator[str]:
    """A JSON list in pieces, one item a line."""
    for n, item in enumerate(items):
        yield ",\n" if n else "\n"
        yield to_json(item)
    yield "\n"


def article_iri(article: Article, sha256: str) -> str:
    """What names an article: its URL if it has one of the web, else the hash of its text."""
    url = (article.url or "").strip()
    if url.startswith(("https://", "http://")):
        return "".join(char if char.isprintable() and char not in ' <>"{}|\\^`' else _quoted(char) for char in url)
    return f"urn:sha256:{sha256}"


def _quoted(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode())


def known(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value is not None and value != [] and value != {}}
