"""Rejects once more: the articles that failed, one by one, and their shards committed anew with what came of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import Any

from onrecord.model import Producer, Reject
from onrecord.runs.crew import Outcome
from onrecord.runs.plan import Plan, Settings
from onrecord.runs.run import State, close, done, same_producer
from onrecord.runs.shard import Read, Watch, commit
from onrecord.runs.spool import read_batch
from onrecord.runs.store import RunError, Store
from onrecord.runs.worker import Job


def retry(store: Store, read: Read, describe: Callable[[Settings], Producer], watch: Watch) -> State:
    """Read the articles again that were rejected after reading. What could not be read needs a new run, once mended."""
    plan = store.plan()
    shards = range(len(plan.shards))
    with store.lock(shards):
        store.sweep(shards, everything=True)
        if not all(done(store, plan, shard) for shard in shards):
            raise RunError(f"{store.folder} is not finished; onrecord resume {store.folder} goes on with it")
        failed = [shard for shard in shards if store.part("rejects", shard).stat().st_size]
        if failed:
            same_producer(store, plan, describe(plan.settings))
        for shard in failed:
            commit(store, plan, shard, [mended(store, plan, shard, read, watch)])
    return close(store, plan)


def mended(store: Store, plan: Plan, shard: int, read: Read, watch: Watch) -> Outcome:
    """A shard's outcome with that of its rejects in the place of them."""
    rejected = {Reject.model_validate_json(line).id for line in lines(store.part("rejects", shard))}
    order: list[str] = []
    jobs: list[Job] = []
    for batch in plan.of(shard):
        for index, article in enumerate(read_batch(store.articles, batch)):
            order.append(article.id)
            if article.id in rejected:
                jobs.append(Job(store.articles, batch, plan.settings, index, store.revisions))
    outcomes = []
    for outcome in read(jobs):
        outcomes.append(outcome)
        watch(outcome.articles, outcome.words)
    before = store.report(shard, proven=False)
    if before is None:
        raise RunError(f"the report of shard {shard} went while it was locked")
    records = chain(lines(store.part("records", shard)), *(outcome.records.splitlines(True) for outcome in outcomes))
    claims = chain(lines(store.part("claims", shard)), *(outcome.claims.splitlines(True) for outcome in outcomes))
    return Outcome(
        records=in_order(order, records, lambda row: row["article"]["id"]),
        claims=in_order(order, claims, lambda row: row["article_id"]),
        rejects=b"".join(outcome.rejects for outcome in outcomes),
        articles=before.articles,
        rejected=sum(outcome.rejected for outcome in outcomes),
        n_claims=before.claims + sum(outcome.n_claims for outcome in outcomes),
        words=before.words,
    )


def lines(path: Path) -> list[bytes]:
    """The lines of a part, with their ends."""
    return path.read_bytes().splitlines(True)


def in_order(ids: Iterable[str], rows: Iterable[bytes], id_of: Callable[[Any], str]) -> bytes:
    """Lines of JSON by the order of the articles that they are about."""
    groups: defaultdict[str, list[bytes]] = defaultdict(list)
    for row in rows:
        groups[id_of(json.loads(row))].append(row)
    return b"".join(row for id_ in ids for row in groups[id_])
