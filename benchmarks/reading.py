"""What reading costs in each format, as a share of a whole run over it, and what memory a large WARC takes.

    python benchmarks/reading.py [--articles 100]
    python benchmarks/reading.py --warc GIGABYTES [--folder /tmp]

The first gives processor time, of this process and of the child in which pages are read, beside that of making records
and claims of the same articles. Its bars: 10 percent of both, HTML and WARC, which holds HTML, 25. Pages are as long as
sites make them, most of them scripts and links. The second writes a WARC of so many gigabytes of such pages, reads it
while watching the memory of all processes, and removes it.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import html
import io
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow
import pyarrow.parquet
import zstandard
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from rich.console import Console
from rich.table import Table

from onrecord.api import load
from onrecord.assemble import settle
from onrecord.batch import process
from onrecord.model import Article
from onrecord.readers import guard, read_articles
from speed import read_articles as corpus

BARS = {"html": 25, "warc": 25, "warc.gz": 25}
USUAL = 10
LIMIT = 500
"""Megabytes for a large WARC."""


def page(article: Article, n: int) -> str:
    """A web page of about 100 KB and 200 links with the article in it."""
    draw = random.Random(n)
    words = [f"w{draw.randbytes(4).hex()}" for _ in range(70)]
    links = "".join(f'<li class="item"><a href="/{word}/{n}">{word} {n}</a></li>' for word in words)
    script = ";".join(f"var {word}={{a:'{word}',b:[{n},{n + 1}]}}" for word in words * 12)
    style = "".join(f".{word}{{margin:0 {n % 9}px;color:#{word[1:7]}}}" for word in words * 12)
    lines = "".join(f"<p>{html.escape(line)}</p>\n" for line in article.text.splitlines() if line.strip())
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Story {n}</title>
<meta property="article:published_time" content="2024-06-12T10:00:00Z"><script>{script}</script>
<style>{style}</style></head><body><header><nav><ul>{links}</ul></nav></header><main>
<article><h1>Story {n}</h1>{lines}</article><aside><ul>{links}</ul></aside></main>
<footer><ul>{links}</ul></footer><script>{script}</script></body></html>"""


def record(article: Article, n: int) -> Any:
    """A page as a response of a crawl."""
    body = page(article, n).encode()
    found = WarcRecord()
    found.init_headers(WarcRecordType.response, f"uuid:00000000-0000-0000-0000-{n:012}".encode())
    found.headers["WARC-Target-URI"] = f"https://ledger.example/story-{n}"
    found.headers["Content-Type"] = "application/http; msgtype=response"
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    found.set_bytes_content(http.encode() + body)
    return found


def warc(articles: list[Article], *, packed: bool) -> bytes:
    """A crawl of pages."""
    out = io.BytesIO()
    for n, article in enumerate(articles):
        if packed:
            writer = GzipWriter(out)
            record(article, n).write(writer)
            writer.finish()
        else:
            record(article, n).write(out)
    return out.getvalue()


def nitf(article: Article) -> str:
    """An NITF item."""
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in article.text.splitlines() if line.strip())
    head = f'<head><title>T</title><docdata><doc-id id-string="{article.id}"/></docdata></head>'
    return f'<?xml version="1.0"?><nitf>{head}<body><body.content>{lines}</body.content></body></nitf>'


def newsml(articles: list[Article]) -> str:
    """A NewsML-G2 message."""
    items = "".join(
        f'<newsItem guid="{a.id}" version="1"><contentSet><inlineXML><html><body>'
        + "".join(f"<p>{html.escape(line)}</p>" for line in a.text.splitlines() if line.strip())
        + "</body></html></inlineXML></contentSet></newsItem>"
        for a in articles
    )
    return f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>'


def rss(articles: list[Article]) -> str:
    """A feed with whole texts."""
    items = "".join(
        f"<item><title>T</title><guid>{a.id}</guid><description>{html.escape(f'<p>{html.escape(a.text)}</p>')}"
        "</description></item>"
        for a in articles
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>L</title>{items}</channel></rss>'


def samples(articles: list[Article]) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Each format's name, and the files that hold the articles."""
    rows = [{"id": a.id, "text": a.text, "published": "2024-06-12"} for a in articles]
    lines = "".join(json.dumps(row) + "\n" for row in rows).encode()
    cells = "".join('{},"{}"\n'.format(a.id, a.text.replace('"', '""')) for a in articles)
    ninjs = [{"uri": a.id, "type": "text", "versioncreated": "2024-06-12", "body_text": a.text} for a in articles]
    table = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), table)
    yield "text", {f"{n}.txt": a.text.encode() for n, a in enumerate(articles)}
    yield "jsonl", {"a.jsonl": lines}
    yield "jsonl.gz", {"a.jsonl.gz": gzip.compress(lines)}
    yield "jsonl.bz2", {"a.jsonl.bz2": bz2.compress(lines)}
    yield "jsonl.zst", {"a.jsonl.zst": zstandard.ZstdCompressor().compress(lines)}
    yield "json", {"a.json": json.dumps(rows).encode()}
    yield "ninjs", {"a.json": json.dumps(ninjs).encode()}
    yield "csv", {"a.csv": ("id,text\n" + cells).encode()}
    yield "parquet", {"a.parquet": table.getvalue()}
    yield "nitf", {f"{n}.nitf": nitf(a).encode() for n, a in enumerate(articles)}
    yield "newsml-g2", {"a.newsml": newsml(articles).encode()}
    yield "feed", {"a.rss": rss(articles).encode()}
    yield "html", {f"{n}.html": page(a, n).encode() for n, a in enumerate(articles)}
    yield "warc", {"a.warc": warc(articles, packed=False)}
    yield "warc.gz", {"a.warc.gz": warc(articles, packed=True)}


def processor_time() -> float:
    """Seconds that this process and the child that reads pages have worked."""
    ticks = 0
    for pid in guard._child().pids():
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def cost(work: Callable[[], object]) -> float:
    """The processor time that `work` takes."""
    before = processor_time()
    work()
    return processor_time() - before


def many(number: int) -> list[Article]:
    """So many articles of the corpus, over and over."""
    known = corpus([])
    return [known[n % len(known)].model_copy(update={"id": f"a{n}"}) for n in range(number)]


def compare(number: int) -> bool:
    """Print the table; whether each format keeps its bar."""
    articles = many(number)
    nlp = load()
    settle()
    list(process(articles[:16], nlp, claims=True))  # warm
    whole = cost(lambda: list(process(articles, nlp, claims=True)))
    table = Table("format", "ms an article", "share of the run, %", "bar, %", box=None)
    kept = True
    with TemporaryDirectory() as folder:
        warm(Path(folder))
        for name, files in samples(articles):
            paths = []
            for file, data in files.items():
                path = Path(folder) / file
                path.write_bytes(data)
                paths.append(str(path))
            found: list[object] = []
            took = cost(partial(read_into, found, paths))
            assert sum(isinstance(item, Article) for item in found) == len(articles), (name, found[:3])
            share, bar = 100 * took / (took + whole), BARS.get(name, USUAL)
            kept = kept and share <= bar
            table.add_row(name, f"{1000 * took / len(articles):.2f}", f"{share:.1f}", str(bar))
    console = Console()
    console.print(f"{len(articles)} articles; records and claims take {1000 * whole / len(articles):.1f} ms an article")
    console.print(table)
    return kept


def read_into(found: list[object], paths: list[str]) -> None:
    """Read files."""
    found += read_articles(paths, any_language=True)


def warm(folder: Path) -> None:
    """Start the child, and have each library loaded."""
    (article, *_) = corpus([])
    for name, data in {"w.html": page(article, 0), "w.rss": rss([article]), "w.nitf": nitf(article)}.items():
        (folder / name).write_text(data)
        list(read_articles([str(folder / name)]))


def watch(gigabytes: float, folder: Path) -> bool:
    """Write a WARC, read it in another process, and print how much memory that took; whether it keeps the limit."""
    articles = corpus([])
    with TemporaryDirectory(dir=folder) as scratch:
        path = Path(scratch) / "large.warc"
        n = 0
        with path.open("wb") as stream:
            while stream.tell() < gigabytes * 2**30:
                record(articles[n % len(articles)], n).write(stream)
                n += 1
        code = "import sys; from onrecord.readers import read_articles\nif __name__ == '__main__':"
        code += " print(sum(hasattr(item, 'text') for item in read_articles(sys.argv[1:])))"
        (Path(scratch) / "read.py").write_text(code)
        begun = time.monotonic()
        process = subprocess.Popen([sys.executable, f"{scratch}/read.py", str(path)], stdout=subprocess.PIPE, text=True)
        most = 0
        while process.poll() is None:
            most = max(most, memory(process.pid))
            time.sleep(0.5)
        assert process.stdout is not None
        read = int(process.stdout.read())
    megabytes = most / 2**20
    took = time.monotonic() - begun
    print(f"{n} pages in {gigabytes:g} GB, {read} articles: {megabytes:.0f} MB in all processes, {took:.0f} s")
    return read == n and megabytes < LIMIT


def memory(pid: int) -> int:
    """Bytes of memory of a process and those below it."""
    command = ["ps", "-o", "rss=", "--pid", str(pid), "--ppid", str(pid)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return sum(int(word) for word in found.stdout.split()) * 1024


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--warc", type=float, metavar="GIGABYTES")
    parser.add_argument("--folder", type=Path, default=Path("/tmp"))
    args = parser.parse_args()
    kept = compare(args.articles) if args.warc is None else watch(args.warc, args.folder)
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
