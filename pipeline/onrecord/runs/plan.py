"""What a run is going to do, written once: inputs, settings, what makes the records, batches and shards."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from typing import NamedTuple

from pydantic import BaseModel
from pydantic_core import to_json

from onrecord.model import Frozen, Producer

BATCH_ARTICLES = 16
"""Articles that a worker reads together, and that share its fate."""

BATCH_CHARS = 200_000
"""Characters after which a batch ends early."""

SHARD_BATCHES = 64
"""Batches that are committed together, where no number of shards is asked for: about a thousand articles."""


class Settings(Frozen):
    """What was asked for, as far as it decides what comes out. Workers and limits do not: they may change any time."""

    published: str | None = None
    input_format: str | None = None
    fields: str | None = None
    any_language: bool = False
    keep_copies: bool = False
    model: str | None = None
    patterns: str | None = None
    shards: int | None = None
    sample: int | None = None


class Input(Frozen):
    """A file as it was when it was read: bytes, time of last change (ns), SHA-256; standard input has none of them."""

    path: str
    size: int | None = None
    changed: int | None = None
    sha256: str | None = None


class Batch(NamedTuple):
    """A piece of articles.jsonl.gz, which is a gzip file by itself: its place and size in bytes, and what is in it."""

    offset: int
    size: int
    articles: int
    chars: int


class Counts(Frozen):
    """How the inputs came out of reading: `read` = `accepted` + `rejected` + `copies`.

    `archive` and `archive_chars` are the whole, where only a sample of it was taken. `superseded` and `withdrawn` are
    articles that another version, or a notice, took the place of.
    """

    read: int
    accepted: int
    rejected: int
    copies: int
    archive: int
    archive_chars: int
    superseded: int = 0
    withdrawn: int = 0


class Plan(Frozen):
    """A run's plan. `shards` holds for each shard its first batch and the one after its last.

    `near_copies`: whether near copies were looked for; `articles`, `rejects`, `copies`, `revisions`: SHA-256 of what
    reading wrote; `digest`: SHA-256 over all the rest.
    """

    settings: Settings
    inputs: tuple[Input, ...]
    producer: Producer
    near_copies: bool
    counts: Counts
    batches: tuple[Batch, ...]
    shards: tuple[tuple[int, int], ...]
    articles: str
    rejects: str
    copies: str
    revisions: str
    digest: str = ""

    def sealed(self) -> Plan:
        """The plan with its digest."""
        return self.model_copy(update={"digest": seal(self)})

    def of(self, shard: int) -> tuple[Batch, ...]:
        """The batches of a shard."""
        first, stop = self.shards[shard]
        return self.batches[first:stop]


def seal(row: BaseModel) -> str:
    """SHA-256 over all fields but `digest`."""
    return hashlib.sha256(to_json(row.model_dump(mode="json", exclude={"digest"}))).hexdigest()


def cut_shards(batches: int, shards: int | None) -> tuple[tuple[int, int], ...]:
    """The ranges of so many batches that make `shards` shards of equal length, or shards of the usual length."""
    if shards is None:
        return tuple((n, min(n + SHARD_BATCHES, batches)) for n in range(0, batches, SHARD_BATCHES))
    edges = [n * batches // shards for n in range(shards + 1)]
    return tuple(pairwise(edges))
