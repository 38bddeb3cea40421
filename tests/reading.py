"""What the tests of readers share: a file in, its articles and rejects out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from onrecord.model import Article, Reject
from onrecord.readers import read_articles


def read(path: Path, **options: Any) -> list[Article | Reject]:
    """All that comes out of a file."""
    return list(read_articles([str(path)], **options))


def write(folder: Path, name: str, data: bytes | str) -> Path:
    """A file with that in it."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path
