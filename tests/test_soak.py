"""What takes long: fuzzing of each reader, and a run of 20,000 articles whose workers are killed. `make soak` only.

SOAK_SECONDS (600) is the time for each reader, SOAK_ARTICLES (20000) and SOAK_KILL (30, seconds) are those of the run.
"""

from __future__ import annotations

import bz2
import gzip
import itertools
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet
import pytest
import zstandard
from spacy.language import Language

import samples
from onrecord.batch import Result, process
from onrecord.model import Article, Reject
from onrecord.readers import read_articles

pytestmark = pytest.mark.soak

SECONDS = float(os.environ.get("SOAK_SECONDS", "600"))
ARTICLES = int(os.environ.get("SOAK_ARTICLES", "20000"))
KILL = float(os.environ.get("SOAK_KILL", "30"))
CORPUS = [path.read_text("utf-8") for path in sorted((Path(__file__).parents[1] / "corpus").glob("*.txt"))]
PARAGRAPHS = [paragraph for text in CORPUS for paragraph in text.split("\n\n") if len(paragraph) > 200]
ONRECORD = [sys.executable, "-c", "from onrecord.cli import main; main()"]

GROUP = 4
"""Rows in a row group of Parquet."""

SLOWEST = 10.0
"""Processor seconds for a file of some kilobytes, from which reading counts as hanging."""


def seeds(owner: str = "a") -> dict[str, bytes]:
    """A whole file of each format, to be damaged; whose ids and numbers are `owner`'s."""
    rows = [
        {"id": f"{owner}{n}", "text": text[:600], "published": "2024-06-12", "title": "“T”"}
        for n, text in enumerate(CORPUS)
    ]
    lines = "".join(json.dumps(row, ensure_ascii=n % 2 == 0) + "\n" for n, row in enumerate(rows)).encode()
    table = "id;text;title\n" + "".join(
        '{}{};"{}";T\n'.format(owner, n, text[:600].replace('"', '""')) for n, text in enumerate(CORPUS)
    )
    theirs = "".join(
        json.dumps({"id": row["id"], "maintext": row["text"], "date_publish": "None"}) + "\n" for row in rows
    )
    return {
        ".txt": CORPUS[0].encode(),
        ".json": json.dumps(rows).encode(),
        ".jsonl": lines,
        ".csv": table.encode(),
        ".jsonl.gz": gzip.compress(lines),
        ".jsonl.bz2": bz2.compress(lines),
        ".csv.zst": zstandard.ZstdCompressor().compress(table.encode()),
        ".html": samples.page().encode(),
        **{name: b"".join(records(owner, name).values()) for name in (".warc", ".warc.gz")},
        ".parquet": parquet(rows),
        ".nitf": samples.NITF.replace("ledger.ferries", f"{owner}.ferries").encode(),
        ".newsml": samples.news_message(*(samples.news_item(f"urn:{owner}{n}") for n in range(3))).encode(),
        ".rss": samples.RSS.replace("//ledger", f"//{owner}").encode(),
        ".atom": samples.ATOM.replace("tag:ledger", f"tag:{owner}").encode(),
        ".xml": samples.news_item(f"urn:{owner}").encode(),
        ".ninjs.json": samples.dumps(*(samples.ninjs(line, uri=f"urn:{owner}{line}") for line in (1, 2, 3))).encode(),
        ".news-please.jsonl": theirs.encode(),
    }


@cache
def records(owner: str, name: str) -> dict[str, bytes]:
    """The records of a few pages, by the ids of their articles."""
    pack = samples.packed if name == ".warc.gz" else samples.unpacked
    first = 10 * ord(owner)
    return {samples.record_id(n): pack(samples.story_record(n)) for n in range(first, first + 6)}


def parquet(rows: list[dict[str, str]]) -> bytes:
    """The rows as a file of several row groups."""
    with TemporaryDirectory() as folder:
        return samples.write_parquet(Path(folder) / "a.parquet", rows, row_group_size=GROUP).read_bytes()


PIECES = [
    *(bytes([n]) for n in (0, 9, 10, 13, 0x1F, 0x22, 0x27, 0x2C, 0x3B, 0x5B, 0x5C, 0x7B, 0x85, 0xA0, 0xC3, 0xED, 0xFF)),
    *(
        b"\\ud800",
        b'""',
        b'"\n"',
        b"NaN",
        b"1" * 5000,
        b"[" * 3000,
        b"{}",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\x1f\x8b",
        b"BZh",
    ),
    *(b"<p>", b"</p>", b"<!--", b"<![CDATA[", b"&amp;", b"&lol;", b"<!DOCTYPE a [<!ENTITY a 'b'>]>", b"<div " * 300),
    *(b"WARC/1.0\r\n", b"Content-Length: 99999999\r\n", b"PAR1", b"\x1f\x8b\x08", b"charset=utf-7", b"<svg><style>"),
    *("\u2028 \u202e \u0301 \U0001f600 “ ”".encode(), b"\r\n\r\n", b"null", b'"text":', b"\x28\xb5\x2f\xfd"),
]


def damaged(data: bytes, draw: random.Random) -> bytes:
    """The data with some bytes changed, left out, doubled, put in or cut off; every other time only changed."""
    out = bytearray(data)
    kinds = draw.choice((1, 5))
    for _ in range(draw.choice((1, 1, 2, 5, 30))):
        at, size = draw.randrange(len(out) + 1), draw.choice((1, 1, 4, 64, 1000))
        match draw.randrange(kinds):
            case 0 if at + size <= len(out):
                out[at : at + size] = draw.randbytes(size)
            case 1:
                del out[at : at + size]
            case 2:
                out[at:at] = out[at : at + size]
            case 3:
                out[at:at] = draw.choice(PIECES)
            case 4:
                del out[at:]
    return bytes(out)


def within_another(data: bytes, at: int) -> bool:
    """Whether a place stands in the block of a record before it that is as long as it says: then it is no record."""
    for header in re.finditer(rb"WARC/1\.[01]\r\n.{0,2000}?\r\n\r\n", data[:at], re.DOTALL):
        length = re.search(rb"\nContent-Length: (\d+)\r", header[0])
        end = header.end() + int(length[1]) if length else 0
        if at < end and data[end : end + 1] in (b"\r", b"\n"):
            return True
    return False


def spared(name: str, seed: bytes, data: bytes) -> set[str]:
    """The ids of what stands whole in damaged data, in a place where a reader can find it."""
    if name in (".jsonl", ".news-please.jsonl"):
        lines = set(data.split(b"\n"))
        return {json.loads(row)["id"] for row in seed.splitlines() if row in lines}
    if name == ".csv":
        return spared_rows(seed, data)
    if name in (".warc", ".warc.gz"):
        found = {id_: data.find(record) for id_, record in records("a", name).items()}
        return {id_ for id_, at in found.items() if at >= 0 and not within_another(data, at)}
    if name == ".parquet":
        return spared_groups(seed, data)
    return set()


def spared_rows(seed: bytes, data: bytes) -> set[str]:
    """Those of a table's rows that stand between two ends of lines, below a header that was spared, too."""
    ids = [f"a{n};".encode() for n in range(len(CORPUS))]
    places = [*(seed.index(b"\n" + id_) + 1 for id_ in ids), len(seed)]
    rows = {seed[start : end - 1]: f"a{n}" for n, (start, end) in enumerate(itertools.pairwise(places))}
    head = seed[: seed.find(b"\n") + 1]
    lines = set(data.split(b"\n"))
    return {id_ for row, id_ in rows.items() if data.startswith(head) and (row in lines or b"\n%b\n" % row in data)}


def spared_groups(seed: bytes, data: bytes) -> set[str]:
    """Those of a Parquet file's row groups that were spared, where its footer was, and all is in its place."""
    known = pyarrow.parquet.ParquetFile(BytesIO(seed)).metadata
    spans = []
    for n in range(known.num_row_groups):
        columns = [known.row_group(n).column(m) for m in range(known.num_columns)]
        starts = [column.dictionary_page_offset or column.data_page_offset for column in columns]
        spans.append((min(starts), max(s + c.total_compressed_size for s, c in zip(starts, columns, strict=True))))
    footer = max(end for _, end in spans)
    if len(data) != len(seed) or data[footer:] != seed[footer:] or data[:4] != seed[:4]:
        return set()
    whole = [n for n, (start, end) in enumerate(spans) if data[start:end] == seed[start:end]]
    return {f"a{row}" for n in whole for row in range(n * GROUP, min((n + 1) * GROUP, len(CORPUS)))}


@pytest.mark.parametrize("name", seeds())
def test_fuzzing_of_readers(name: str, tmp_path: Path) -> None:
    """Whatever the bytes: no exception, no hang, texts that encode, ids that differ, and nothing sound is lost.

    What stands whole in the damaged file comes out, and so do all articles of the files before and after it.
    """
    seed, begun, files = seeds()[name], time.monotonic(), 0
    before, path, after = (tmp_path / f"{number}{name}" for number in range(3))
    before.write_bytes(seeds("b")[name])
    after.write_bytes(seeds("c")[name])
    fields = "news-please" if "news-please" in name else None
    neighbours = {
        item.id for item in read_articles([str(before), str(after)], fields=fields) if isinstance(item, Article)
    }
    while time.monotonic() < begun + SECONDS:
        data = damaged(seed, random.Random(files))
        path.write_bytes(data)
        start = time.process_time()
        items = list(read_articles([str(before), str(path), str(after)], fields=fields))
        assert time.process_time() - start < SLOWEST, files
        articles = [item for item in items if isinstance(item, Article)]
        rejects = [item for item in items if isinstance(item, Reject)]
        assert any(item.origin and item.origin.path == str(path) for item in items) or not data.strip(
            b"\xef\xbb\xbf \r\n"
        ), files
        assert all(item.text.encode() and item.origin for item in articles), files
        assert all(item.reason and item.origin and item.code != "failed" for item in rejects), files
        ids = Counter(item.id for item in articles)
        assert max(ids.values(), default=1) == 1, files
        assert neighbours | spared(name, seed, data) <= ids.keys(), files
        files += 1
    print(f"{name}: {files:,} files")


HOSTILE = [
    *(
        "(",
        '"',
        "'",
        "—",
        "7",
        " ",
        "\n",
        "\u0301",
        "\U0001f6a2",
        "1,1,",
        "1/2/",
        "said said ",
        "of the ",
        "Mr. A ",
        "U.S. ",
    ),
    *("“a” ", "2024 ", "5% ", ". ", "tbe b0ard sa1d ;; ,,. 1l0 rn ", "the board paid 3 million dollars on friday "),
    "THE BOARD PAID 3 MILLION DOLLARS ON FRIDAY ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_texts(nlp: Language, piece: str) -> None:
    """A text eight times as long takes eight times as long, whatever it is made of."""

    def spent(chars: int) -> float:
        article = Article(id="a", text=piece * (chars // len(piece)), published="2024-06-12")
        start = time.process_time()
        (result,) = process([article], nlp, claims=True, debug=True)
        assert isinstance(result, Result)
        return time.process_time() - start

    assert spent(160_000) < 1.0 + 12 * spent(20_000)


def test_a_large_run_whose_workers_are_killed(tmp_path: Path) -> None:
    """Books balanced, nothing lost or twice, the bytes of a second run over a part of it, memory flat."""
    archive = tmp_path / "archive.jsonl"
    with archive.open("w", encoding="utf-8") as stream:
        for n in range(ARTICLES):
            row = {"id": str(n), "text": varied(n), "published": "2024-06-12"}
            stream.write(json.dumps(row) + "\n")
    out = tmp_path / "run"
    process = subprocess.Popen([*ONRECORD, "run", str(archive), "--out", str(out), "--keep-copies"])
    memory, last = list[int](), time.monotonic()
    while process.poll() is None:
        time.sleep(1)
        workers = children(process.pid)
        memory.append(max(resident(pid) for pid in (process.pid, *workers)))
        if workers and time.monotonic() > last + KILL:
            os.kill(random.choice(workers), signal.SIGKILL)
            last = time.monotonic()
    assert process.returncode == 0
    books = json.loads((out / "manifest.json").read_bytes())["books"]
    assert (books["read"], books["done"], books["rejected"], books["copies"]) == (ARTICLES, ARTICLES, 0, 0)
    ids = [
        json.loads(line)["article"]["id"] for path in sorted((out / "records").glob("*")) for line in path.open("rb")
    ]
    assert ids == [str(n) for n in range(ARTICLES)]
    warm = [(second * ARTICLES / len(memory), kilobytes) for second, kilobytes in enumerate(memory)][len(memory) // 4 :]
    print(
        f"{len(memory)} s, at most {max(memory) / 1024:.0f} MB a process, slope {slope(warm):.2f} MB per 1,000 articles"
    )
    assert slope(warm) < 1.0


def varied(n: int) -> str:
    """A short article: two paragraphs of the corpus below a name of its own, so that the vocabulary grows."""
    draw = random.Random(n)
    name = "".join(
        draw.choices("bcdfglmnprst", k=1) + draw.choices("aeiou", k=1) + draw.choices("lmnrst", k=3)
    ).capitalize()
    lead = f"{name} Harbor Board member {name}{n} said on Friday that {n + 2:,} boats were late."
    return "\n\n".join([lead, *draw.sample(PARAGRAPHS, 2)])


def children(pid: int) -> list[int]:
    """The worker processes of a run."""
    found = subprocess.run(["pgrep", "-P", str(pid), "-f", "spawn_main"], capture_output=True, text=True, check=False)
    return [int(word) for word in found.stdout.split()]


def resident(pid: int) -> int:
    """Kilobytes of memory of a process; 0 where it has ended."""
    try:
        return int(Path(f"/proc/{pid}/status").read_text().split("VmRSS:")[1].split()[0])
    except (OSError, IndexError):
        return 0


def slope(points: list[tuple[float, int]]) -> float:
    """Megabytes by which memory grows per 1,000 articles: the line of least squares."""
    if len(points) < 2:
        return 0.0
    mean_x, mean_y = (sum(column) / len(points) for column in zip(*points, strict=True))
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread / 1024 * 1000 if spread else 0.0
