"""The same shards under Ray, with a worker of it killed in the middle. Skipped where Ray is not installed."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from onrecord.runs.crew import Crew, Limits
from onrecord.runs.plan import Settings
from onrecord.runs.run import go_on, start
from onrecord.runs.store import Store
from runs import Ignore, files, write_stories

ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'onrecord[ray]'")


def kill_a_ray_worker(folder: Path, stop: threading.Event, killed: list[int]) -> None:
    """Kill the first Ray worker that has begun with a shard."""
    while not stop.wait(0.01):
        if not any(folder.glob("records/*.tmp")):  # it is there as long as a shard is at work
            continue
        pids = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
        workers = [pid for pid in pids if b"ray::run_shard" in name_of(pid)]
        if workers:
            os.kill(workers[0], signal.SIGKILL)
            killed.append(workers[0])
            return


def name_of(pid: int) -> bytes:
    """A process's command line."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


@pytest.mark.network  # Ray's own processes, on this machine
def test_a_worker_killed_in_the_middle_of_a_shard(tmp_path: Path) -> None:
    """Every shard is done, nothing twice, and the bytes are those of this machine's own workers."""
    from onrecord.runs.on_ray import ray_executor
    from onrecord.runs.shard import local

    path = write_stories(tmp_path / "a.jsonl", range(128))
    here, there = Store(tmp_path / "here"), Store(tmp_path / "there")
    ray.init(num_cpus=2, include_dashboard=False, object_store_memory=100 * 2**20, log_to_driver=False)
    stop, killed = threading.Event(), list[int]()
    killer = threading.Thread(target=kill_a_ray_worker, args=(there.folder, stop, killed))
    try:
        killer.start()
        for store in (here, there):
            store.make()
            with Crew(Limits(2), store.work) as crew:
                plan = start(store, [str(path)], Settings(shards=4), crew.describe, lambda _: None, wait=False)
                execute = local(crew.map) if store is here else ray_executor(Limits(2))
                assert go_on(store, plan, None, execute, crew.describe, Ignore()).manifest is not None
    finally:
        stop.set()
        killer.join()
        ray.shutdown()
    assert killed
    assert files(here.folder) == files(there.folder)
