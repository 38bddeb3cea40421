"""Shards on a Ray cluster whose machines all see the run's folder under the same path.

One task per shard; articles and claims never go through Ray. A task that dies with its machine or process is started
again, up to three times, and gives the same bytes. Inside of a task a crew of one supervises its worker as anywhere.
A cluster must ask for its token (`RAY_AUTH_MODE=token`): whoever reaches one that does not runs what he likes on it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.runs.crew import Limits
from onrecord.runs.plan import Plan
from onrecord.runs.shard import Executor, ShardSpec, Watch, run_shard
from onrecord.runs.store import Report, RunError, Store

RETRIES = 3
"""Times that a shard may lose its Ray worker."""

SHARDS_EACH = 8
"""Shards after which Ray replaces a worker process."""


def ray_executor(limits: Limits) -> Executor:
    """The executor that hands each shard to Ray. RunError where Ray is not installed."""
    try:
        import ray
    except ImportError as error:
        raise RunError("Ray is not installed: pip install 'onrecord[ray]'") from error
    if not ray.is_initialized():
        here: dict[str, Any] = (
            {} if "RAY_ADDRESS" in os.environ else {"include_dashboard": False}
        )  # a cluster's is its owner's
        ray.init(log_to_driver=False, **here)
    task = ray.remote(num_cpus=1, max_retries=RETRIES, max_calls=SHARDS_EACH)(run_shard)

    def execute(store: Store, plan: Plan, shards: Sequence[int], watch: Watch) -> Iterator[Report]:
        folder = store.folder.resolve()
        waiting = [
            task.remote(ShardSpec(folder=folder, shard=n, seconds=limits.seconds, memory=limits.memory)) for n in shards
        ]
        while waiting:
            (ready,), waiting = ray.wait(waiting)
            report: Report = ray.get(ready)
            watch(report.articles, report.words)
            yield report

    return execute
