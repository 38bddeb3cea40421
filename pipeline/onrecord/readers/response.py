"""An HTTP response as a crawl keeps it: status, headers and body, unpacked as its headers say where that is true.

Servers and crawlers are careless: lines may end in a line feed alone, and what is said to be packed may not be.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.readers.format import Bad, Missing

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b")
_BLANK = re.compile(rb"\r?\n\r?\n")
_LINE = re.compile(r"\r?\n(?![ \t])")
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w:.-]{1,40})""", re.I)
_CHUNK = re.compile(rb"(?:\r?\n)?([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_SIP = 64
"""Bytes of zstd data that are unpacked at once, since its library knows no limit: a few megabytes at most."""

_WINDOW = 2**25
"""Bytes that zstd may look back: four times as many as RFC 9659 allows on the web."""


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
    match name:
        case "gzip" | "x-gzip" if body.startswith(b"\x1f\x8b"):
            return _inflated(body, (31,), limit, name)
        case "deflate" if body:
            return _inflated(body, (15, -15), limit, name)
        case "br" if body:
            return _from_brotli(body, limit)
        case "zstd" if body.startswith(b"\x28\xb5\x2f\xfd"):
            return _from_zstd(body, limit)
        case "compress" if body:
            raise Bad("no HTTP response that can be read: packed with compress")
    return body


def _inflated(body: bytes, windows: tuple[int, ...], limit: int, name: str) -> bytes:
    """What zlib unpacks, asked in one of some ways."""
    for window in windows:
        member = zlib.decompressobj(wbits=window)
        try:
            data = member.decompress(body, limit)
        except zlib.error:
            continue
        return _whole(data, member.eof, limit)
    if name == "deflate":
        return body  # it was never packed
    raise Bad(f"no HTTP response that can be read: damaged {name} data")


def _from_brotli(body: bytes, limit: int) -> bytes:
    try:
        import brotli
    except ImportError as error:
        raise Missing("WARC needs: pip install 'onrecord[warc]'") from error
    member, data = brotli.Decompressor(), bytearray()
    try:
        data += member.process(body, output_buffer_limit=limit)
        while len(data) < limit and not member.can_accept_more_data() and not member.is_finished():
            data += member.process(b"", output_buffer_limit=limit)
    except brotli.error as error:
        if body.lstrip().startswith(b"<"):
            return body  # it was never packed
        raise Bad("no HTTP response that can be read: damaged br data") from error
    return _whole(bytes(data), member.is_finished(), limit)


def _from_zstd(body: bytes, limit: int) -> bytes:
    try:
        from zstandard import ZstdDecompressor, ZstdError
    except ImportError as error:
        raise Missing("WARC needs: pip install 'onrecord[warc]'") from error
    member, data = ZstdDecompressor(max_window_size=_WINDOW).decompressobj(), bytearray()
    try:
        for at in range(0, len(body), _SIP):
            data += member.decompress(body[at : at + _SIP])
            if member.eof or len(data) >= limit:
                break
    except ZstdError as error:
        raise Bad("no HTTP response that can be read: damaged zstd data") from error
    return _whole(bytes(data), member.eof, limit)


def _whole(data: bytes, ended: bool, limit: int) -> bytes:
    """What was unpacked, at most `limit` bytes. Raises Bad where more should have come."""
    if not ended and len(data) < limit:
        raise Bad("no HTTP response that can be read: cut off")
    return data[:limit]
