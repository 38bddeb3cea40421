"""ninjs, the news in JSON of the IPTC, in its three living lines 1.x, 2.x and 3.x: an item as a row of ours.

Line 1 has `headline` and `body_text`, line 2 lists of `headlines` and `bodies`, line 3 the same in camelCase.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.model import Revision
from onrecord.readers.format import Bad
from onrecord.readers.markup import text_of_html
from onrecord.readers.revision import text_or_notice, versioned

_TELLING = {"versioncreated", "firstcreated", "pubstatus", "bodies", "headlines", "body_text", "body_xhtml", "headline"}


def is_ninjs(row: Mapping[str, Any]) -> bool:
    """Whether a JSON object is an item of ninjs, and no row with a text."""
    return "uri" in row and "text" not in row and not _TELLING.isdisjoint(key.lower() for key in row)


def plain(item: Mapping[str, Any]) -> tuple[dict[str, Any], Revision]:
    """An item with our fields, and which version of which story it is. Raises Bad where it has no text."""
    known = {key.lower(): value for key, value in item.items()}
    for name in ("uri", "ednote", "pubstatus"):
        if not isinstance(known.get(name, ""), str):
            raise Bad(f'"{name}" is no string')
    title = known.get("headline") or _first(known.get("headlines"), "main")[1]
    heading = title if isinstance(title, str) else None
    id_, revision = versioned(known["uri"], known.get("version"), known.get("pubstatus"), known.get("ednote"), heading)
    text = text_or_notice(_body(known), title, revision)
    if text is None:
        raise Bad(f"no body; an item of type {known.get('type', 'unknown')!r}")
    uri = known["uri"] if known["uri"].startswith(("https://", "http://")) else None
    row = {"id": id_, "text": text, "title": title, "url": known.get("canonicalurl") or known.get("url") or uri}
    row |= {"published": known.get("versioncreated") or known.get("firstcreated")}
    return row | {"publisher": known.get("copyrightholder")}, revision


def _body(known: Mapping[str, Any]) -> str | None:
    """The text of an item: the plain one, else that of its markup."""
    kind, body = ("text/plain", known["body_text"]) if known.get("body_text") else _first(known.get("bodies"), "main")
    if not body:
        kind, body = "text/html", known.get("body_xhtml") or known.get("body_html")
    if body is None or not isinstance(body, str):
        return None
    return text_of_html(body) if "html" in kind or "xml" in kind else body


def _first(parts: Any, role: str) -> tuple[str, Any]:
    """Type and value of the part with a role; of those without, of the first plain text, else of the first of all."""
    known = [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []

    def order(part: dict[str, Any]) -> tuple[bool, bool]:
        return part.get("role") != role, "html" in _type(part) or "xml" in _type(part)

    best = min(known, key=order, default={})
    return _type(best), best.get("value")


def _type(part: Mapping[str, Any]) -> str:
    return str(part.get("contentType") or part.get("contenttype") or "text/plain")
