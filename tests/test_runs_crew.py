"""Worker processes that crash, hang, eat memory or are killed: the bad article is one reject, nothing else is lost."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from onrecord.runs.crew import Crew, Limits, Outcome
from onrecord.runs.plan import Batch, Settings
from onrecord.runs.spool import Spool
from onrecord.runs.worker import Job
from runs import article, cheap, slowly, story


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    """Articles to read; `jobs` are its batches."""
    with (tmp_path / "articles.jsonl.gz").open("wb") as stream:
        yield Spool(stream)


def jobs(spool: Spool, folder: Path, texts: Sequence[str]) -> list[Job]:
    """The jobs of these texts, whose articles are called by their numbers."""
    for n, text in enumerate(texts):
        spool.add(article(str(n), text))
    spool.flush()
    spool._stream.flush()
    return [Job(folder / "articles.jsonl.gz", batch, Settings()) for batch in spool.batches]


def ids(outcomes: Sequence[Outcome]) -> list[str]:
    return [json.loads(line)["article"]["id"] for outcome in outcomes for line in outcome.records.splitlines()]


def reasons(outcomes: Sequence[Outcome]) -> dict[str, str]:
    rejects = [json.loads(line) for outcome in outcomes for line in outcome.rejects.splitlines()]
    assert {reject["stage"] for reject in rejects} <= {"annotate"}
    return {reject["id"]: reject["reason"] for reject in rejects}


def test_bad_articles_are_rejects_and_their_neighbours_are_not(spool: Spool, tmp_path: Path) -> None:
    """The third dies only once: that was not its fault, and it is no reject. The one of another batch, neither."""
    bad = {3: "ONCE", 5: "SEGV", 20: "EXIT", 36: "MEMORY", 51: "HANG"}
    texts = [f"{bad[n]} {story(n)}" if n in bad else story(n) for n in range(64)]
    with Crew(Limits(2, seconds=2.0, memory=2**32), tmp_path, cheap) as crew:
        outcomes = list(crew.map(jobs(spool, tmp_path, texts)))
    assert reasons(outcomes) == {
        "5": "ended its worker process twice: SIGSEGV",
        "20": "ended its worker process twice: exit code 3",
        "36": "needs more memory than the memory limit",
        "51": "took longer than the time limit of 2 seconds",
    }
    assert ids(outcomes) == [str(n) for n in range(64) if n not in {5, 20, 36, 51}]
    assert [outcome.articles for outcome in outcomes] == [16] * 4
    assert [outcome.rejected for outcome in outcomes] == [1] * 4
    assert all(
        outcome.words == sum(len(t.split()) for t in texts[16 * n : 16 * n + 16]) for n, outcome in enumerate(outcomes)
    )


def test_workers_killed_at_work_and_at_rest(spool: Spool, tmp_path: Path) -> None:
    """kill -9 while they work, then while none of them has work: the outcomes are those of a quiet run."""
    texts = [story(n) for n in range(160)]
    work = jobs(spool, tmp_path, texts)
    with Crew(Limits(2), tmp_path, slowly) as crew:
        outcomes = crew.map(work)
        got = [next(outcomes)]
        stop = threading.Event()
        killer = threading.Thread(target=kill_workers, args=(crew, stop))
        killer.start()
        got += [next(outcomes) for _ in range(5)]
        stop.set()
        killer.join()
        got += outcomes
        kill_all(crew)
        time.sleep(0.3)  # the pool sees it, and gives up
        again = list(crew.map(work[:2]))
    assert ids(got) == [str(n) for n in range(160)]
    assert ids(again) == [str(n) for n in range(32)]
    assert reasons(got) == reasons(again) == {}


def kill_workers(crew: Crew, stop: threading.Event) -> None:
    """Kill a worker now and then, fewer times than what would make it look like a batch's fault."""
    for _ in range(3):
        if stop.wait(0.6):
            return
        with_pids = workers(crew)
        if with_pids:
            os.kill(with_pids[0], signal.SIGKILL)


def kill_all(crew: Crew) -> None:
    """Kill all workers."""
    for pid in workers(crew):
        os.kill(pid, signal.SIGKILL)


def workers(crew: Crew) -> list[int]:
    """The process ids of a crew's workers."""
    pool = crew._pool
    return [] if pool is None else sorted(pool._pool_manager.worker_manager.workers)


def test_a_full_disk_stops_the_run(spool: Spool, tmp_path: Path) -> None:
    """It is no fault of an article, which a reject would say."""
    with Crew(Limits(1), tmp_path, cheap) as crew, pytest.raises(OSError, match="No space left"):
        list(crew.map(jobs(spool, tmp_path, [f"FULL {story(0)}"])))


def test_nothing_is_left_behind(spool: Spool, tmp_path: Path) -> None:
    with Crew(Limits(1), tmp_path, cheap, recycled=1) as crew:
        assert ids(list(crew.map(jobs(spool, tmp_path, [story(n) for n in range(40)])))) == [str(n) for n in range(40)]
        pids = workers(crew)
    assert [path.name for path in tmp_path.iterdir()] == ["articles.jsonl.gz"]
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_long_batches_get_more_time(tmp_path: Path) -> None:
    limits = Limits(seconds=10)
    assert limits.of(Job(tmp_path, Batch(0, 0, 16, 50_000), Settings())) == 10
    assert limits.of(Job(tmp_path, Batch(0, 0, 1, 2_000_000), Settings())) == 100
