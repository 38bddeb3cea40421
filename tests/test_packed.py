"""Packed files: what is whole comes out, and a cut, damage, bomb or appendix is one reject for the file."""

from __future__ import annotations

import bz2
import gzip
import json
import random
import resource
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from onrecord.model import Article, Reject
from onrecord.readers import read_articles
from onrecord.readers.format import Bad
from onrecord.readers.packed import Unpacked

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}
SUFFIXES = {"gzip": ".gz", "bzip2": ".bz2", "zstd": ".zst"}


def noise(n: int) -> str:
    """Words that hardly pack."""
    draw = random.Random(n)
    return "The board of " + " ".join(f"{draw.randrange(10**12):x}" for _ in range(40))


def archive(articles: int) -> bytes:
    """So many articles as JSONL."""
    return b"".join(json.dumps({"id": str(n), "text": noise(n)}).encode() + b"\n" for n in range(articles))


def read(path: Path) -> tuple[list[str], list[str]]:
    """The ids and the reasons of what is read."""
    items = list(read_articles([str(path)], any_language=True))
    ids = [item.id for item in items if isinstance(item, Article)]
    return ids, [item.reason for item in items if isinstance(item, Reject)]


@pytest.mark.parametrize("kind", PACKERS)
def test_whole(tmp_path: Path, kind: str) -> None:
    """Also in several members, by the first bytes alone, and filled up with zeros as on a tape."""
    pack, data = PACKERS[kind], archive(300)
    half = data.index(b"\n", len(data) // 2) + 1
    ids = [str(n) for n in range(300)]
    for name, packed in {
        f"a.jsonl{SUFFIXES[kind]}": pack(data),
        f"b.jsonl{SUFFIXES[kind]}": pack(data[:half]) + pack(data[half:]) + bytes(512),
        "c.jsonl": pack(data),
        f"d.jsonl{SUFFIXES[kind]}": data,
    }.items():
        (tmp_path / name).write_bytes(packed)
        assert read(tmp_path / name) == (ids, []), name


@pytest.mark.parametrize("kind", PACKERS)
def test_cut(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.jsonl{SUFFIXES[kind]}"
    packed = b"".join(PACKERS[kind](archive(300)) for _ in range(1))
    path.write_bytes(packed[: len(packed) * 2 // 3])
    ids, reasons = read(path)
    assert reasons == [f"the {kind} data are cut off; what came before the cut was read"]
    assert ids == [str(n) for n in range(len(ids))]
    assert len(ids) > (150 if kind == "gzip" else -1)  # the others pack in blocks of a hundred articles and more


@pytest.mark.parametrize("kind", PACKERS)
def test_damaged(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.jsonl{SUFFIXES[kind]}"
    packed = bytearray(PACKERS[kind](archive(300)))
    packed[len(packed) // 2 : len(packed) // 2 + 40] = bytes(40)
    path.write_bytes(packed)
    ids, reasons = read(path)
    assert reasons[-1].startswith((f"the {kind} data are damaged at byte ", f"the {kind} data are cut off"))
    assert len(ids) < 300


def test_appendix(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(archive(2)) + b"Dear archivist")
    assert read(path) == (["0", "1"], ["something else follows the gzip data; they were read"])


@pytest.mark.parametrize("kind", PACKERS)
def test_bomb(tmp_path: Path, kind: str) -> None:
    """It is not unpacked, and does not fill the memory."""
    path = tmp_path / f"a.jsonl{SUFFIXES[kind]}"
    path.write_bytes(PACKERS[kind](bytes(100 * 2**20)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ids, reasons = read(path)
    assert (ids, reasons) == ([], ["unpacks to more than 200 times its size, as no text does"])
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * 2**10  # kB; nothing grew by 100 MB


def test_the_name_without_suffix(tmp_path: Path) -> None:
    (tmp_path / "harbor.txt.gz").write_bytes(gzip.compress(b"The board met."))
    assert read(tmp_path / "harbor.txt.gz") == (["harbor"], [])
    (tmp_path / "harbor.pdf.gz").write_bytes(gzip.compress(b"The board met."))
    assert read(tmp_path / "harbor.pdf.gz")[1][0].startswith("no reader for .pdf files")
    (tmp_path / "empty.jsonl.gz").write_bytes(gzip.compress(b""))
    assert read(tmp_path / "empty.jsonl.gz") == ([], ["an empty file"])


def test_what_is_gzip_by_chance(tmp_path: Path) -> None:
    """Two bytes and rubbish."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x1f\x8b" + bytes(range(200)))
    assert read(path)[1][0].startswith("the gzip data are damaged at byte 0: ")


def test_small_steps() -> None:
    """However few bytes come at a time, they are the same."""
    import io

    data = archive(50)
    whole = Unpacked(io.BufferedReader(io.BytesIO(zlib.compress(data, wbits=31))), "gzip")
    assert b"".join(iter(lambda: whole.read(7) or b"", b"")) == data
    with pytest.raises(Bad, match="damaged"):
        Unpacked(io.BufferedReader(io.BytesIO(b"no gzip at all")), "gzip").read(1)
