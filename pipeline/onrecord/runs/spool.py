"""The articles of a run, as they were read and accepted: one file of gzip members, each of them a batch.

So the inputs are read once, a worker opens its batch without the ones before it, and `gunzip` reads the whole.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from onrecord.model import Article
from onrecord.runs.plan import BATCH_ARTICLES, BATCH_CHARS, Batch

LEVEL = 3
"""Compression: the higher ones take long and gain little."""


class Spool:
    """Writes articles to a stream, batch by batch."""

    def __init__(self, stream: BinaryIO) -> None:
        self.batches: list[Batch] = []
        self._stream = stream
        self._offset = 0
        self._lines: list[bytes] = []
        self._chars = 0

    def add(self, article: Article) -> None:
        """Take an article; a full batch goes out."""
        if self._chars + len(article.text) > BATCH_CHARS:
            self.flush()
        self._lines.append(article.model_dump_json().encode() + b"\n")
        self._chars += len(article.text)
        if len(self._lines) == BATCH_ARTICLES:
            self.flush()

    def flush(self) -> None:
        """Send out what is in hand as a batch."""
        if not self._lines:
            return
        member = gzip.compress(b"".join(self._lines), compresslevel=LEVEL, mtime=0)
        self._stream.write(member)
        self.batches.append(Batch(self._offset, len(member), len(self._lines), self._chars))
        self._offset += len(member)
        self._lines, self._chars = [], 0


def read_batch(path: Path, batch: Batch) -> Sequence[Article]:
    """The articles of a batch. OSError where the file is damaged."""
    with path.open("rb") as stream:
        stream.seek(batch.offset)
        packed = stream.read(batch.size)
    try:
        return [Article.model_validate_json(line) for line in gzip.decompress(packed).split(b"\n") if line]
    except (gzip.BadGzipFile, zlib.error, EOFError, ValueError) as error:
        raise OSError(f"{path} is damaged between bytes {batch.offset} and {batch.offset + batch.size}") from error
