"""An HTTP response as a crawl keeps it: status, headers and body, unpacked as its headers say where that is true.

Servers and crawlers are careless: lines may end in a line feed alone, and what is said to be packed may not be.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.readers.format import Bad

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b")
_BLANK = re.compile(rb"\r?\n\r?\n")
_LINE = re.compile(r"\r?\n(?![ \t])")
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w:.-]{1,40})""", re.I)
_CHUNK = re.compile(rb"(?:\r?\n)?([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
"""How zlib is asked to unpack what is packed so."""


@dataclass(frozen=True, slots=True)
class Response:
    """A response: its status, its headers (names in lower case), and its body as it was sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """The media type, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the server says the text is in."""
        said = _CHARSET.search(self.headers.get("content-type", ""))
        return said[1] if said else None


def parse_response(block: bytes) -> Response | None:
    """The response in the block of a record; None where it is none."""
    status = _STATUS.match(block)
    if status is None:
        return None
    blank = _BLANK.search(block)
    head, body = (block, b"") if blank is None else (block[: blank.start()], block[blank.end() :])
    fields = (line.partition(":") for line in _LINE.split(head.decode("latin-1"))[1:])
    return Response(int(status[1]), {name.strip().lower(): value.strip() for name, _, value in fields}, body)


def unpacked_body(response: Response, limit: int) -> bytes:
    """The body, at most `limit` bytes of it, without the packings that its headers name. Raises Bad."""
    body = response.body
    if "chunked" in response.headers.get("transfer-encoding", "").lower():
        body = join_chunks(body)
    for name in reversed(response.headers.get("content-encoding", "").lower().split(",")):
        body = unpack(body, name.strip(), limit)
    return body[:limit]


def join_chunks(body: bytes) -> bytes:
    """A body that was sent in chunks; one that was not, as it is. Raises Bad where one is damaged or missing."""
    parts: list[bytes] = []
    at = 0
    while True:
        size = _CHUNK.match(body, at)
        if size is None and not parts:
            return body
        if size is None:
            raise Bad("no HTTP response that can be read: a chunk without its size")
        start, length = size.end(), int(size[1], 16)
        if not length:
            return b"".join(parts)
        parts.append(body[start : start + length])
        at = start + length
        if at > len(body):
            raise Bad("no HTTP response that can be read: cut off in a chunk")


def unpack(body: bytes, name: str, limit: int) -> bytes:
    """A body without one packing, at most `limit` bytes; one that is not packed so, as it is. Raises Bad."""
    if name in ("br", "zstd", "compress") and body:
        raise Bad(f"no HTTP response that can be read: packed with {name}")
    if name not in _WINDOWS or (_WINDOWS[name] == 31 and not body.startswith(b"\x1f\x8b")):
        return body
    for window in (_WINDOWS[name], -15) if name == "deflate" else (_WINDOWS[name],):
        member = zlib.decompressobj(wbits=window)
        try:
            data = member.decompress(body, limit)
        except zlib.error:
            continue
        if not member.eof and len(data) < limit:
            raise Bad("no HTTP response that can be read: cut off")
        return data
    if name == "deflate":
        return body  # it was never packed
    raise Bad(f"no HTTP response that can be read: damaged {name} data")
