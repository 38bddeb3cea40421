"""What happens in a worker process: a batch of articles in, a file of records, claims and rejects out.

Plain bytes leave, never a Doc: it would not outlive the memory zone in which it was made.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel
from pydantic_core import to_json

from onrecord.model import Article, Producer, Reject
from onrecord.runs.plan import Batch, Settings
from onrecord.runs.revisions import Standing, mark, standings
from onrecord.runs.spool import read_batch

if TYPE_CHECKING:
    from spacy.language import Language

    from onrecord.batch import Result

OUT_OF_MEMORY = 77
"""The exit code of a worker that had not memory enough for its batch."""


@dataclass(frozen=True, slots=True)
class Job:
    """A batch to read, or the one article of it at `index`; `revisions`: the file of what became of versions."""

    articles: Path
    batch: Batch
    settings: Settings
    index: int | None = None
    revisions: Path | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of a job: numbers of articles, and the bytes of each part, which follow each other in a file."""

    articles: int
    rejected: int
    claims: int
    words: int
    sizes: tuple[int, int, int]


def prepare(memory: int | None) -> None:
    """Limit a worker's memory to so many bytes, where the system can. Called once in each worker."""
    if memory is not None and sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def describe(settings: Settings) -> Producer:
    """What makes the records under these settings."""
    from onrecord.assemble import producer

    return producer(pipeline(settings.model, settings.patterns))


@cache
def pipeline(model: str | None, patterns: str | None) -> Language:
    """The pipeline, loaded once in each worker."""
    from onrecord.api import load
    from onrecord.assemble import settle

    nlp = load(model, patterns)
    settle()
    return nlp


def articles_of(job: Job) -> list[Article]:
    """The articles of a job."""
    articles = list(read_batch(job.articles, job.batch))
    return articles if job.index is None else [articles[job.index]]


def read(job: Job, output: Path) -> Tally:
    """Read a job's articles and write what comes out: all records, then all claims, then all rejects."""
    nlp = pipeline(job.settings.model, job.settings.patterns)
    articles = articles_of(job)
    known = standings(job.revisions) if job.revisions else {}
    with nlp.memory_zone():
        return write(read_articles(articles, nlp), articles, output, known)


def read_articles(articles: Sequence[Article], nlp: Language) -> Sequence[Result | Reject]:
    """What becomes of each article. A worker out of memory ends, since nobody knows what else has failed in it."""
    from onrecord.batch import careful_results, results

    try:
        return list(results(articles, nlp, claims=True))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception:  # one of them failed: each by itself tells which, and why
        return careful_results(articles, nlp, claims=True)


def write(
    items: Sequence[Result | Reject], articles: Sequence[Article], output: Path, known: Mapping[str, Standing]
) -> Tally:
    """Write results and rejects, one a line; the claims of versions are marked with what became of those."""
    done = [item for item in items if not isinstance(item, Reject)]
    rejects = [item for item in items if isinstance(item, Reject)]
    parts: list[list[BaseModel]] = [
        [item.record for item in done],
        [claim for item in done for claim in mark(item.claims, item.article, known)],
        [*rejects],
    ]
    written = [b"".join(map(line, rows)) for rows in parts]
    output.write_bytes(b"".join(written))
    words = sum(len(article.text.split()) for article in articles)
    sizes = (len(written[0]), len(written[1]), len(written[2]))
    return Tally(len(articles), len(rejects), len(parts[1]), words, sizes)


def line(row: BaseModel) -> bytes:
    """A record as a line of JSON."""
    return to_json(row) + b"\n"
