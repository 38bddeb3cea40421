"""The way of a run: plan or find the plan, do the shards that are not done, close the books."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from onrecord.model import Producer
from onrecord.readers import STDIN
from onrecord.runs.crew import Crew, Limits
from onrecord.runs.inputs import changes, find_files
from onrecord.runs.manifest import Manifest, finish, written
from onrecord.runs.plan import Plan, Settings
from onrecord.runs.reading import Item, read_inputs
from onrecord.runs.shard import Executor, local
from onrecord.runs.store import PLANNING, Report, RunError, Store

Describe = Callable[[Settings], Producer]
"""What makes the records under these settings, here and now."""


class Watcher(Protocol):
    """Sees a run as it goes."""

    def read(self, item: Item) -> None:
        """An article, or a reject, was read."""

    def begin(self, articles: int, done: int) -> None:
        """Reading is over: so many articles are to be done, and so many of them were before."""

    def done(self, articles: int, words: int) -> None:
        """So many more of them, of so many words, are done."""


@dataclass(frozen=True)
class State:
    """How far a run is: its plan, the reports of the shards that are done, and the manifest once all are."""

    plan: Plan
    reports: tuple[Report, ...]
    manifest: Manifest | None = None

    @property
    def rejected(self) -> int:
        """Rejects so far."""
        return self.plan.counts.rejected + sum(report.rejected for report in self.reports)


def conduct(
    folder: Path,
    inputs: Sequence[str] | None,
    settings: Settings | None,
    only: Iterable[int] | None,
    limits: Limits,
    watch: Watcher,
    *,
    ray: bool = False,
) -> State:
    """A run, from its inputs or, where there are none, from its plan, as far as it goes; `only`: shards to do."""
    store = Store(folder)
    if settings is None or inputs is None:
        store.plan()  # before anything is made
    else:
        store.make()
    with Crew(limits, store.work) as crew:
        if settings is None or inputs is None:
            plan = store.plan()
        else:
            plan = start(store, inputs, settings, crew.describe, watch.read, wait=only is not None)
        execute = local(crew.map)
        if ray:
            from onrecord.runs.on_ray import ray_executor

            execute = ray_executor(limits)
        return go_on(store, plan, only, execute, crew.describe, watch)


def start(
    store: Store,
    paths: Sequence[str],
    settings: Settings,
    describe: Describe,
    watch: Callable[[Item], object],
    *,
    wait: bool,
) -> Plan:
    """The plan of a run over these inputs: made now, or the one that is there if it is for the same.

    `wait`: for another process that is making it. RunError where the folder holds another run, or an input has changed.
    """
    with store.lock([PLANNING], wait=wait):
        if not store.has_plan():
            files = list(find_files(paths))
            if not any(path == STDIN or Path(path).exists() for path in files):
                raise RunError(f"nothing to read in {', '.join(paths)}")
            return read_inputs(store, files, settings, describe(settings), watch)
    plan = store.plan()
    if plan.settings != settings:
        raise RunError(
            f"{store.folder} holds a run with other options ({differing(plan.settings, settings)}); name another --out"
        )
    changed = list(changes(plan.inputs, list(find_files(paths))))
    if changed:
        raise RunError(f"{store.folder} holds a run over other inputs ({'; '.join(changed[:3])}); name another --out")
    return plan


def differing(before: Settings, now: Settings) -> str:
    """The options that differ, with what they were."""
    old, new = before.model_dump(), now.model_dump()
    return ", ".join(f"{name} was {old[name]}" for name in old if old[name] != new[name])


def go_on(
    store: Store, plan: Plan, only: Iterable[int] | None, execute: Executor, describe: Describe, watch: Watcher
) -> State:
    """Do the shards that are not done (`only`: of these), and close the books where none is left.

    RunError where the records would be made by another version, model or rules than the plan's.
    """
    wanted = sorted(set(range(len(plan.shards)) if only is None else only))
    if wanted and not 0 <= wanted[0] <= wanted[-1] < len(plan.shards):
        raise RunError(f"there are shards 0 to {len(plan.shards) - 1}, not {wanted[-1]}")
    everything = len(wanted) == len(plan.shards)
    with store.lock(wanted):
        store.sweep(wanted, everything=everything)
        todo = [shard for shard in wanted if not done(store, plan, shard)]
        if todo:
            same_producer(store, plan, describe(plan.settings))
            before = sum(batch.articles for shard in wanted if shard not in set(todo) for batch in plan.of(shard))
            watch.begin(before + sum(batch.articles for shard in todo for batch in plan.of(shard)), before)
            for _ in execute(store, plan, todo, watch.done):
                pass
            store.sweep(wanted, everything=everything)  # of other machines' crashes
    return close(store, plan)


def done(store: Store, plan: Plan, shard: int) -> bool:
    """Whether a shard is done, by this plan, and its parts are what its report says."""
    report = store.report(shard)
    return report is not None and report.plan == plan.digest


def same_producer(store: Store, plan: Plan, now: Producer) -> None:
    """RunError where other records would come out than those that are there already."""
    old, new = plan.producer.model_dump(), now.model_dump()
    other = [f"{name} {old[name]} (now {new[name]})" for name in old if old[name] != new[name]]
    if other:
        raise RunError(f"{store.folder} was begun with {', '.join(other)}; go on with that, or name another --out")


def state(store: Store) -> State:
    """How far a run is, by its reports."""
    plan = store.plan()
    found = (store.report(shard, proven=False) for shard in range(len(plan.shards)))
    reports = tuple(report for report in found if report and report.plan == plan.digest)
    return State(plan, reports, written(store, plan) if len(reports) == len(plan.shards) else None)


def close(store: Store, plan: Plan) -> State:
    """Write manifest and rejects where all shards are done: whoever comes last does it."""
    with store.lock([PLANNING], wait=True):
        now = state(store)
        if len(now.reports) < len(plan.shards):
            return now
        return State(plan, now.reports, finish(store, plan, now.reports))
