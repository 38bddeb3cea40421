"""Supervised worker processes: jobs in, outcomes out, in order, whatever happens to a worker.

A batch whose worker died is done once more; if that one dies too, or a batch takes too long, its articles are done one
by one, each in a job of its own, and the one that does it again is a reject. (Halving the batch would cost a worker per
halving, four in sixteen articles; this costs one.) What a job gives comes through a file, and its pipe stays free.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.codes import code_of
from onrecord.model import Article, Producer, Reject
from onrecord.processes import Call, Died, Processes, TookTooLong
from onrecord.runs.plan import BATCH_CHARS, Settings
from onrecord.runs.worker import OUT_OF_MEMORY, Job, Tally, articles_of, describe, line, prepare, read

ATTEMPTS = 2
"""Times that a job may lose its worker: the first time may be somebody else's doing."""

RECYCLED = 200
"""Jobs after which a worker is replaced, since spaCy's memory grows however careful one is."""

_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
_KEEP_MEMORY = {"MALLOC_MMAP_THRESHOLD_": str(2**30), "MALLOC_TRIM_THRESHOLD_": str(2**30)}
"""To glibc: do not give memory back that the next batch takes again, page by page; it saves some percent."""


@dataclass(frozen=True)
class Limits:
    """What a worker may use. `seconds`: for a batch of usual length, longer ones get more; `memory`: bytes, or None."""

    workers: int = 1
    seconds: float = 120.0
    memory: int | None = 4 * 2**30

    def of(self, job: Job) -> float:
        """The time limit of a job."""
        return self.seconds * max(1.0, job.batch.chars / BATCH_CHARS)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of some articles: the bytes of each part, and how many they were."""

    records: bytes
    claims: bytes
    rejects: bytes
    articles: int
    rejected: int
    n_claims: int
    words: int


@dataclass(slots=True)
class Task:
    """A job at work: the file that it writes, and how often it lost its worker."""

    job: Job
    output: Path
    call: Call
    lost: int = 0


@dataclass
class Crew:
    """Worker processes under limits; a context manager. `work` is what they do: tests have another one."""

    limits: Limits
    folder: Path
    work: Callable[[Job, Path], Tally] = read
    recycled: int = RECYCLED
    _processes: Processes = field(init=False)
    _scratch: TemporaryDirectory[str] | None = field(default=None, init=False)
    _numbers: Iterator[int] = field(default_factory=count, init=False)

    def __post_init__(self) -> None:
        self._processes = Processes(self.limits.workers, self.recycled, prepare, (self.limits.memory,))

    def __enter__(self) -> Crew:
        os.environ.update(_ONE_THREAD | _KEEP_MEMORY)  # workers inherit it: one thread each, as each has a processor
        return self

    def __exit__(self, *_: object) -> None:
        self._processes.stop()
        if self._scratch is not None:
            self._scratch.cleanup()

    def describe(self, settings: Settings) -> Producer:
        """What makes the records, as a worker sees it. Raises ModelError and RuleError."""
        for _ in range(ATTEMPTS):
            with suppress(Died, TookTooLong):
                call = self._processes.start(describe, (settings,), self.limits.seconds)
                producer: Producer = self._processes.result(call)
                return producer
        raise OSError("the model does not load in a worker process: it dies of it, or takes too long")

    def map(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """The outcome of each job, in order; a few jobs are at work ahead of the one whose outcome is next."""
        ahead: deque[Task] = deque()
        for job in jobs:
            ahead.append(self._start(job))
            if len(ahead) > 3 * self.limits.workers:
                yield self._finish(ahead.popleft())
        while ahead:
            yield self._finish(ahead.popleft())

    def _start(self, job: Job) -> Task:
        if self._scratch is None:
            self._scratch = TemporaryDirectory(dir=self.folder, prefix="crew-", ignore_cleanup_errors=True)
        output = Path(self._scratch.name) / str(next(self._numbers))
        return Task(job, output, self._processes.start(self.work, (job, output), self.limits.of(job)))

    def _again(self, task: Task) -> Task:
        return replace(self._start(task.job), lost=task.lost)

    def _finish(self, task: Task) -> Outcome:
        """The outcome of a task, after as many attempts as it takes. OSError where a worker could not write."""
        while True:
            try:
                return take(self._processes.result(task.call), task.output)
            except TookTooLong:
                return self._apart(task, f"took longer than the time limit of {task.call.seconds:.0f} seconds")
            except Died as death:
                task.lost += 1
                if task.lost >= ATTEMPTS:
                    return self._apart(task, reason(death.code))
                task = self._again(task)

    def _apart(self, task: Task, why: str) -> Outcome:
        """A failed batch, article by article; a failed article, as a reject."""
        articles = articles_of(task.job)
        if len(articles) == 1:
            return rejected(articles[0], why)
        singles = [self._start(replace(task.job, index=n)) for n in range(len(articles))]
        return total(self._finish(single) for single in singles)


def reason(code: int | None) -> str:
    """Why a worker died, from its exit code."""
    if code == OUT_OF_MEMORY:
        return "needs more memory than the memory limit"
    if code is not None and code < 0:
        return f"ended its worker process twice: {signal.Signals(-code).name}"
    return f"ended its worker process twice: exit code {code}"


def take(tally: Tally, output: Path) -> Outcome:
    """What a worker has written; its file goes."""
    data = output.read_bytes()
    output.unlink()
    first, second = tally.sizes[0], tally.sizes[0] + tally.sizes[1]
    numbers = (tally.articles, tally.rejected, tally.claims, tally.words)
    return Outcome(data[:first], data[first:second], data[second:], *numbers)


def rejected(article: Article, why: str) -> Outcome:
    """The outcome of an article that no worker survives."""
    row = Reject(stage="annotate", code=code_of(why), reason=why, id=article.id, origin=article.origin)
    return Outcome(b"", b"", line(row), 1, 1, 0, len(article.text.split()))


def total(outcomes: Iterable[Outcome]) -> Outcome:
    """Outcomes in a row as one."""
    parts = list(outcomes)
    return Outcome(
        b"".join(part.records for part in parts),
        b"".join(part.claims for part in parts),
        b"".join(part.rejects for part in parts),
        sum(part.articles for part in parts),
        sum(part.rejected for part in parts),
        sum(part.n_claims for part in parts),
        sum(part.words for part in parts),
    )
