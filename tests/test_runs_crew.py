"""Worker processes that crash, hang, eat memory or are killed: the bad article is one reject, nothing else is lost."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from onrecord.processes import Processes
from onrecord.runs.crew import Crew, Limits, Outcome
from onrecord.runs.plan import Batch, Settings
from onrecord.runs.spool import Spool
from onrecord.runs.worker import Job
from runs import article, cheap, story


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
    bad = {3: "ONCE", 5: "SEGV", 20: "EXIT", 36: "MEMORY"}
    texts = [f"{bad[n]} {story(n)}" if n in bad else story(n) for n in range(64)]
    with Crew(Limits(2, memory=2**32), tmp_path, cheap) as crew:
        outcomes = list(crew.map(jobs(spool, tmp_path, texts)))
    assert reasons(outcomes) == {
        "5": "ended its worker process twice: SIGSEGV",
        "20": "ended its worker process twice: exit code 3",
        "36": "needs more memory than the memory limit",
    }
    assert ids(outcomes) == [str(n) for n in range(64) if n not in {5, 20, 36}]
    assert [outcome.articles for outcome in outcomes] == [16] * 4
    assert [outcome.rejected for outcome in outcomes] == [1, 1, 1, 0]
    assert all(
        outcome.words == sum(len(t.split()) for t in texts[16 * n : 16 * n + 16]) for n, outcome in enumerate(outcomes)
    )


def test_an_article_that_hangs(spool: Spool, tmp_path: Path) -> None:
    with Crew(Limits(1, seconds=3.0), tmp_path, cheap) as crew:
        outcomes = list(crew.map(jobs(spool, tmp_path, [story(0), f"HANG {story(1)}", story(2)])))
    assert reasons(outcomes) == {"1": "took longer than the time limit of 3 seconds"}
    assert ids(outcomes) == ["0", "2"]


def test_workers_killed_at_work_and_at_rest(spool: Spool, tmp_path: Path) -> None:
    """kill -9 while they work, then while none of them has work: the outcomes are those of a quiet run.

    Three times: that cannot look like an article's fault, which would take two for its batch and two for itself.
    """
    texts = [story(n) for n in range(160)]
    work = jobs(spool, tmp_path, texts)
    with Crew(Limits(2), tmp_path, cheap) as crew:
        outcomes, got = crew.map(work), list[Outcome]()
        for _ in range(3):
            got.append(next(outcomes))
            os.kill(workers(crew)[0], signal.SIGKILL)
        got += outcomes
        kill_all(crew)
        again = list(crew.map(work[:2]))
    assert ids(got) == [str(n) for n in range(160)]
    assert ids(again) == [str(n) for n in range(32)]
    assert reasons(got) == reasons(again) == {}


def test_all_workers_dead_at_rest(spool: Spool, tmp_path: Path) -> None:
    """None is left that could take a job or say a word: others take their place."""
    work = jobs(spool, tmp_path, [story(0)])
    with Crew(Limits(1), tmp_path, cheap) as crew:
        assert ids(list(crew.map(work))) == ["0"]
        kill_all(crew)
        assert ids(list(crew.map(work))) == ["0"]


def test_no_more_workers_than_work(spool: Spool, tmp_path: Path) -> None:
    """Each would load the model for nothing."""
    work = jobs(spool, tmp_path, [story(n) for n in range(40)])
    with Crew(Limits(50), tmp_path, cheap) as crew:
        assert ids(list(crew.map(work[:1]))) == [str(n) for n in range(16)]
        assert len(workers(crew)) == 1
        assert ids(list(crew.map(work))) == [str(n) for n in range(40)]
        assert len(workers(crew)) == 3


def kill_all(crew: Crew) -> None:
    """Kill all workers, and see them dead: then not one of them can be given a call any more."""
    for pid in workers(crew):
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)


def workers(crew: Crew) -> list[int]:
    """The process ids of a crew's workers."""
    return crew._processes.pids()


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


def dies() -> None:
    """What no process survives that begins with it."""
    os._exit(5)


class Unsendable(Exception):
    """An error that pickle packs and does not unpack."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} and {other}")


def fails() -> None:
    """Raise it."""
    raise Unsendable("this", "that")


def test_processes_that_cannot_start_are_said() -> None:
    processes = Processes(2, 10, dies, ())
    with pytest.raises(OSError, match="worker processes do not start: exit code 5"):
        processes.result(processes.start(fails, (), 60.0))
    processes.stop()
    assert processes.pids() == []


def test_what_a_call_raises_is_raised_here() -> None:
    processes = Processes(1, 10, int, ())
    with pytest.raises(ValueError, match="invalid literal for int"):
        processes.result(processes.start(int, ("x",), 60.0))
    with pytest.raises(RuntimeError, match="Unsendable: this and that"):
        processes.result(processes.start(fails, (), 60.0))
    processes.stop()


def test_long_batches_get_more_time(tmp_path: Path) -> None:
    limits = Limits(seconds=10)
    assert limits.of(Job(tmp_path, Batch(0, 0, 16, 50_000), Settings())) == 10
    assert limits.of(Job(tmp_path, Batch(0, 0, 1, 2_000_000), Settings())) == 100
