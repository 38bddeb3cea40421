"""Shards: a range of batches in, committed parts and a report out; the same bytes whoever does it, and how often."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Protocol

from onrecord.model import Frozen
from onrecord.runs.crew import Crew, Limits, Outcome
from onrecord.runs.plan import Plan
from onrecord.runs.store import PARTS, Report, Store
from onrecord.runs.worker import Job

Watch = Callable[[int, int], object]
"""Told how many articles, of how many words, are done now."""


Read = Callable[[Iterable[Job]], Iterator[Outcome]]
"""Jobs in, the outcome of each out, in order."""


class ShardSpec(Frozen):
    """All that a machine needs to know to do a shard of a run whose folder it can see."""

    folder: Path
    shard: int
    seconds: float
    memory: int | None


class Executor(Protocol):
    """Does the shards of a run, in any order, here or elsewhere."""

    def __call__(self, store: Store, plan: Plan, shards: Sequence[int], watch: Watch) -> Iterator[Report]:
        """The report of each shard as it is committed. Raises where one cannot be done."""
        ...


def local(read: Read) -> Executor:
    """The executor that does all shards on this machine; `read` is a crew's `map`."""

    def execute(store: Store, plan: Plan, shards: Sequence[int], watch: Watch) -> Iterator[Report]:
        return run_shards(store, plan, shards, read, watch)

    return execute


def run_shard(spec: ShardSpec) -> Report:
    """Do one shard with one worker process."""
    store = Store(spec.folder)
    with Crew(Limits(1, spec.seconds, spec.memory), store.work) as crew:
        (report,) = run_shards(store, store.plan(), [spec.shard], crew.map, lambda articles, words: None)
    return report


def run_shards(
    store: Store,
    plan: Plan,
    shards: Sequence[int],
    read: Read,
    watch: Watch,
) -> Iterator[Report]:
    """Do shards one after the other; the workers go on to the next while the last batches of one are awaited."""
    jobs = (
        Job(store.articles, batch, plan.settings, revisions=store.revisions)
        for shard in shards
        for batch in plan.of(shard)
    )
    outcomes = read(jobs)
    for shard in shards:
        yield commit(store, plan, shard, watched(outcomes, len(plan.of(shard)), watch))


def watched(outcomes: Iterator[Outcome], number: int, watch: Watch) -> Iterator[Outcome]:
    """So many outcomes, each told to `watch`."""
    for _ in range(number):
        outcome = next(outcomes)
        yield outcome
        watch(outcome.articles, outcome.words)


def commit(store: Store, plan: Plan, shard: int, outcomes: Iterable[Outcome]) -> Report:
    """Write a shard's parts, then its report, which makes them count. A crash at any point leaves no half shard."""
    numbers = {"articles": 0, "rejected": 0, "claims": 0, "words": 0}
    with ExitStack() as stack:
        parts = [Part(stack.enter_context(store.writing(store.part(name, shard)))) for name in PARTS]
        for outcome in outcomes:
            for part, data in zip(parts, (outcome.records, outcome.claims, outcome.rejects), strict=True):
                part.write(data)
            counted = (outcome.articles, outcome.rejected, outcome.n_claims, outcome.words)
            numbers = {name: before + more for (name, before), more in zip(numbers.items(), counted, strict=True)}
    hashes = {name: part.sha256 for name, part in zip(PARTS, parts, strict=True)}
    done = numbers["articles"] - numbers["rejected"]
    report = Report(shard=shard, plan=plan.digest, done=done, sha256=hashes, **numbers)
    store.write(store.marker(shard), report)
    return report


class Part:
    """A stream that is hashed as it is written."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._hash = hashlib.sha256()

    def write(self, data: bytes) -> None:
        """Write."""
        self._stream.write(data)
        self._hash.update(data)

    @property
    def sha256(self) -> str:
        """SHA-256 (hex) of all that was written."""
        return self._hash.hexdigest()
