"""JSONL: one object per line, in UTF-8."""

from __future__ import annotations

from typing import BinaryIO

import jsonlines
from pydantic_core import to_json

from onrecord.writers.format import Format, Write


def jsonl_writer(stream: BinaryIO) -> Write:
    """Writes records or claims to `stream`, one per line."""
    write: Write = jsonlines.Writer(stream, dumps=to_json, flush=True).write
    return write


FORMAT = Format("jsonl", (".jsonl", ".ndjson"), jsonl_writer)
