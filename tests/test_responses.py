"""WARC files as crawlers write them, byte by byte: servers' and crawlers' ways of sending a page, whole or broken."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Article
from onrecord.readers.format import Bad
from onrecord.readers.response import join_chunks, parse_response, unpacked_body
from reading import read, write
from samples import page, paragraphs

HTML = b"Content-Type: text/html; charset=UTF-8\r\n"


def body(n: int) -> bytes:
    """The page of story n."""
    return page(paragraphs(n)).encode()


def record(n: int, block: bytes, *more: bytes, kind: bytes = b"application/http;msgtype=response") -> bytes:
    """A record as wget writes it, with its address in brackets."""
    lines = [
        b"WARC/1.0",
        *more,
        b"WARC-Record-ID: <urn:uuid:%d>" % n,
        b"WARC-Target-URI: <https://ledger.example/s/%d>" % n,
        b"WARC-Date: 2024-06-10T08:00:00Z",
        b"WARC-IP-Address: 192.0.2.1",
        b"Content-Type: " + kind,
        b"Content-Length: %d" % len(block),
    ]
    return b"\r\n".join(lines) + b"\r\n\r\n" + block + b"\r\n\r\n"


def response(n: int, sent: bytes, headers: bytes = HTML, status: bytes = b"HTTP/1.1 200 OK") -> bytes:
    """A response record."""
    return record(n, status + b"\r\n" + headers + b"\r\n" + sent, b"WARC-Type: response")


def chunks(data: bytes, extension: bytes = b"") -> bytes:
    """Data in chunks of 700 bytes, with a trailer."""
    pieces = [data[at : at + 700] for at in range(0, len(data), 700)]
    return b"".join(b"%X%s\r\n%s\r\n" % (len(piece), extension, piece) for piece in pieces) + b"0\r\nX-Sum: 1\r\n\r\n"


def zstd(data: bytes) -> bytes:
    """Data as servers pack them while they write: without their size."""
    return zstandard.ZstdCompressor(write_content_size=False).compress(data)


raw_deflate = zlib.compress(body(4))[2:-4]
WHOLE = [
    response(1, body(1), HTML + b"Content-Length: 999999\r\n"),
    response(2, chunks(body(2), b";ext=1"), HTML + b"Transfer-Encoding: chunked\r\n"),
    response(3, zlib.compress(body(3)), HTML + b"Content-Encoding: deflate\r\n"),
    response(4, raw_deflate, HTML + b"Content-Encoding: deflate\r\n"),
    response(5, body(5), HTML + b"Content-Encoding: gzip\r\n"),  # it is not
    response(6, body(6), HTML + b"Transfer-Encoding: chunked\r\n"),  # nor this
    response(7, body(7), b"content-type:TEXT/HTML;charset=utf8\r\n"),
    response(8, body(8), b"Server: odd\r\nno header\r\nContent-Type: text/html;\r\n charset=bogus-8\r\n"),
    response(9, body(9), HTML, b"HTTP/1.0 200"),
    record(10, b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + body(10), b"WARC-Type: response"),
    response(11, chunks(gzip.compress(body(11))), HTML + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
    response(12, body(12)).replace(b"WARC-Type", b"warc-type").replace(b"WARC-Record-ID", b"warc-record-id"),
    record(13, body(13), b"WARC-Type: resource", kind=b"text/html"),
    response(14, brotli.compress(body(14)), HTML + b"Content-Encoding: br\r\n"),
    response(15, chunks(brotli.compress(body(15))), HTML + b"content-encoding: BR\r\nTransfer-Encoding: chunked\r\n"),
    response(16, zstd(body(16)), HTML + b"Content-Encoding: zstd\r\n"),
    response(17, body(17), HTML + b"Content-Encoding: br\r\n"),  # it is not
    response(18, body(18), HTML + b"Content-Encoding: zstd\r\n"),  # nor this
    record(19, "\n".join(paragraphs(19)).encode(), b"WARC-Type: conversion", kind=b"text/plain"),
]  # fmt: skip
PASSED_OVER = [
    record(20, b"software: Wget/1.21.3\r\nformat: WARC File Format 1.0\r\n", b"WARC-Type: warcinfo"),
    record(21, b"GET / HTTP/1.1\r\nHost: ledger.example\r\n\r\n", b"WARC-Type: request"),
    response(22, b"<p>gone</p>", status=b"HTTP/1.1 404 Not Found"),
    response(23, b"", b"Location: /x\r\n", b"HTTP/1.1 301 Moved"),
    response(24, b'{"a": 1}', b"Content-Type: application/json\r\n"),
    record(25, b"20240610 dns.ledger.example", b"WARC-Type: response", kind=b"text/dns"),
    record(26, b"HTTP/1.1 200 OK\r\n\r\n", b"WARC-Type: revisit"),
]
BROKEN = {
    response(30, b"\x1f\x9d\x90" * 30, HTML + b"Content-Encoding: compress\r\n"): "packed with compress",
    response(31, gzip.compress(body(31))[:-99], HTML + b"Content-Encoding: gzip\r\n"): "cut off",
    response(32, b"\x1f\x8b\x08" + bytes(99), HTML + b"Content-Encoding: gzip\r\n"): "damaged gzip data",
    response(33, chunks(body(33))[:900], HTML + b"Transfer-Encoding: chunked\r\n"): "cut off in a chunk",
    response(34, chunks(body(34)).replace(b"\r\n0\r\n", b"\r\nxx\r\n"), HTML + b"Transfer-Encoding: chunked\r\n"): (
        "a chunk without its size"
    ),
    response(35, brotli.compress(body(35))[:-99], HTML + b"Content-Encoding: br\r\n"): "cut off",
    response(36, zstd(body(36))[:-99], HTML + b"Content-Encoding: zstd\r\n"): "cut off",
    response(37, b"\x8b\x02\x80" * 30, HTML + b"Content-Encoding: br\r\n"): "damaged br data",
    response(38, b"\x28\xb5\x2f\xfd\x00" + b"\xff" * 99, HTML + b"Content-Encoding: zstd\r\n"): "damaged zstd data",
}  # fmt: skip


@pytest.mark.parametrize("packed", [False, True])
def test_a_crawl(tmp_path: Path, packed: bool) -> None:
    records = [*WHOLE[:7], *PASSED_OVER, *BROKEN, *WHOLE[7:]]
    data = b"".join(gzip.compress(one) if packed else one for one in records)
    items = read(write(tmp_path, "a.warc.gz" if packed else "a.warc", data))
    articles = {item.id: item for item in items if isinstance(item, Article)}
    assert list(articles) == [f"urn:uuid:{n}" for n in range(1, 20)]
    for n in range(1, 20):
        found = articles[f"urn:uuid:{n}"]
        assert (found.text, found.url) == ("\n".join(paragraphs(n)), f"https://ledger.example/s/{n}")
    reasons = [item.reason for item in items if not isinstance(item, Article)]
    assert reasons == [f"no HTTP response that can be read: {why}" for why in BROKEN.values()]


@pytest.mark.parametrize(
    ("said", "pack"),
    [
        (b"gzip, gzip", lambda data: gzip.compress(gzip.compress(data))),
        (b"deflate", zlib.compress),
        (b"br", partial(brotli.compress, quality=5)),
        (b"zstd", zstd),
    ],
)
def test_a_body_that_unpacks_to_too_much(said: bytes, pack: Callable[[bytes], bytes]) -> None:
    """No more than what is asked for is given, and not much more ever held."""
    found = parse_response(b"HTTP/1.1 200 OK\r\nContent-Encoding: " + said + b"\r\n\r\n" + pack(bytes(10**8)))
    assert found is not None
    for limit in (1000, 10**6):
        tracemalloc.start()
        assert unpacked_body(found, limit) == bytes(limit)
        assert tracemalloc.get_traced_memory()[1] < 2 * 10**7
        tracemalloc.stop()


@given(st.binary(max_size=300), st.integers(1, 50))
def test_chunks_read_back(data: bytes, size: int) -> None:
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    assert join_chunks(b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n") == data


@given(
    st.binary(max_size=200),
    st.sampled_from(
        [
            b"",
            b"Transfer-Encoding: chunked\r\n",
            *(b"Content-Encoding: %b\r\n" % name for name in (b"gzip", b"br", b"zstd", b"deflate")),
        ]
    ),
)
def test_any_response(data: bytes, headers: bytes) -> None:
    """Whatever follows the status: a body, or Bad."""
    found = parse_response(b"HTTP/1.1 200 OK\r\n" + headers + data)
    assert found is not None
    assert found.status == 200
    with suppress(Bad):
        assert len(unpacked_body(found, 50)) <= 50
