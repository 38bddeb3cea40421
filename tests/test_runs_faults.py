"""Runs that are killed, stopped, run twice, tampered with or out of disk: refused or resumed, with the same bytes."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import pytest
from spacy.language import Language
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.runs import worker
from onrecord.runs.plan import Settings
from onrecord.runs.run import start
from onrecord.runs.store import PLANNING, RunError, Store
from runs import files, run_here, story, wait_for, write_stories

if TYPE_CHECKING:
    Popen = subprocess.Popen[str]

ONRECORD = [sys.executable, "-c", "from onrecord.cli import main; main()"]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with a copy and a reject."""
    path = write_stories(tmp_path / "archive.jsonl", [*range(60)])
    extra = json.dumps({"id": "copy", "text": story(3), "published": "2024-06-14"})
    path.write_text(path.read_text() + extra + "\n" + '{"id": 1.5}\n')
    return path


def run(*words: str) -> tuple[int, str]:
    """Exit code and all that is printed by a command."""
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.output


# Killed


def kill_at(fatal: int, folder: Path, archive: Path) -> list[str]:
    """The points that a process reached which killed itself at that one."""
    reached = folder.with_suffix(".points")
    with reached.open("w") as stream:
        child = os.fork()  # a start of Python for each point would take minutes
        if not child:
            with contextlib.suppress(BaseException):
                run_here(Store(folder, Fatal(fatal, stream)), [archive], shards=2)
                os._exit(0)
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in (0, -signal.SIGKILL)
    return reached.read_text().splitlines()


class Fatal:
    """Writes down the points of commits, and kills its process at the nth."""

    def __init__(self, fatal: int, stream: TextIO) -> None:
        self.left = fatal
        self.stream = stream

    def __call__(self, point: str) -> None:
        """A point is reached."""
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1
        print(point, file=self.stream, flush=True)


def test_killed_at_every_point_of_its_commits(archive: Path, tmp_path: Path) -> None:
    """Wherever kill -9 strikes, the next call ends with the bytes of a run that nothing happened to."""
    points = kill_at(10**6, tmp_path / "whole", archive)
    clean = files(tmp_path / "whole")
    assert len(points) == 2 * (
        4 + 1 + 2 * 4 + 2
    )  # before and after the name of each file of reading, plan, shards, books
    assert points[-1].endswith("manifest.json there")
    for n in range(len(points)):
        store = Store(tmp_path / f"killed-{n}")
        assert kill_at(n, store.folder, archive) == [p.replace("whole", store.folder.name) for p in points[:n]]
        assert not (store.folder / "manifest.json").exists() or n == len(points) - 1
        run_here(store, [archive], shards=2)
        assert files(store.folder) == clean, points[n]


@contextlib.contextmanager
def at_work(store: Store, archive: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch) -> Iterator[Popen]:
    """`onrecord run` over the first three of four shards, in a process group of its own.

    However fast the machine, it does not end by itself, since closing the books waits for a lock that is held here;
    however slow, it is past its start when the block begins.
    """
    with monkeypatch.context() as patched:
        patched.setattr(worker, "pipeline", lambda model, patterns: nlp)
        store.make()
        start(store, [str(archive)], Settings(shards=4), worker.describe, lambda _: None, wait=False)
    command = [*ONRECORD, "resume", str(store.folder), "--only", "0-2", "--workers", "2"]
    with (
        store.lock([PLANNING]),
        subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process,
    ):
        try:
            wait_for(lambda: any(store.folder.glob("done/*.json")))
            yield process
        finally:
            process.kill()


def test_killed_at_work(nlp: Language, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """kill -9 of the command between two shards; then `resume`, without the input."""
    killed, clean = Store(tmp_path / "killed"), Store(tmp_path / "clean")
    with at_work(killed, archive, nlp, monkeypatch) as process:
        process.kill()
        assert process.wait() == -signal.SIGKILL
    assert not killed.marker(3).exists()
    assert "not finished" in run("status", str(killed.folder))[1]
    with monkeypatch.context() as patched:
        patched.setattr(worker, "pipeline", lambda model, patterns: nlp)
        run_here(clean, [archive], work=worker.read, describe=worker.describe, shards=4)
    archive.unlink()
    code, said = run("resume", str(killed.folder), "--workers", "1")
    assert code == 1, said
    assert files(killed.folder).keys() == files(clean.folder).keys()
    assert [name for name, data in files(clean.folder).items() if files(killed.folder)[name] != data] == []


def test_a_changed_part_is_done_again(archive: Path, tmp_path: Path) -> None:
    """And no other."""
    folder = tmp_path / "run"
    run_here(Store(folder), [archive], shards=4)
    clean = files(folder)
    before = {path: path.stat().st_mtime_ns for path in sorted(folder.glob("records/*.jsonl"))}
    (folder / "claims" / "00002.jsonl").write_bytes(b"")
    run_here(Store(folder), [archive], shards=4)
    assert files(folder) == clean
    done_again = [path.name for path, then in before.items() if path.stat().st_mtime_ns != then]
    assert done_again == ["00002.jsonl"]


@pytest.mark.parametrize(
    ("sent", "code", "said"), [(signal.SIGTERM, 143, "stopped"), (signal.SIGINT, 130, "interrupted")]
)
def test_asked_to_stop(
    nlp: Language,
    archive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    sent: signal.Signals,
    code: int,
    said: str,
) -> None:
    """One line that says how to go on, no worker left, nothing half written."""
    store = Store(tmp_path / "run")
    with at_work(store, archive, nlp, monkeypatch) as process:
        process.send_signal(sent)
        _, error = process.communicate()
        wait_for(lambda: not lives(process.pid))
    assert (process.returncode, error) == (code, f"onrecord: {said}; to go on: onrecord resume {store.folder}\n")
    assert not [path for path in store.folder.rglob("*") if path.name.endswith(".tmp")]
    assert list(store.work.iterdir()) == []
    assert "not finished" in run("status", str(store.folder))[1]


def test_asked_to_stop_while_reading(tmp_path: Path) -> None:
    """There is no plan to resume yet."""
    folder = tmp_path / "run"
    command = [*ONRECORD, "run", "-", "--out", str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            wait_for(lambda: any(folder.glob("copies.jsonl.*.tmp")))
            process.terminate()
            assert process.stderr is not None
            assert process.stderr.read() == "onrecord: stopped; to go on: the same call again\n"
            assert process.wait() == 143
        finally:
            process.kill()
    assert files(folder).keys() == {"lock"}
    assert run("resume", str(folder)) == (2, f"onrecord: {folder} holds no run\n")


def lives(group: int) -> bool:
    """Whether any process of a group lives."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


# Refused


def test_another_run_is_not_mixed_in(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    run_here(Store(folder), [archive], shards=2)
    code, said = run("run", str(archive), "--out", str(folder), "--shards", "2", "--any-language")
    assert (code, said) == (
        2,
        f"onrecord: {folder} holds a run with other options (any_language was False); name another --out\n",
    )
    other = write_stories(tmp_path / "other.jsonl", [7])
    code, said = run("run", str(other), "--out", str(folder), "--shards", "2")
    assert (code, said) == (
        2,
        f"onrecord: {folder} holds a run over other inputs ({other} was not there; "
        f"{archive} is not among them any more); name another --out\n",
    )


def test_a_changed_input_is_refused_and_a_touched_one_is_not(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    state = run_here(Store(folder), [archive], shards=2)
    os.utime(archive, (1, 1))
    assert run_here(Store(folder), [archive], shards=2) == state
    data = archive.read_bytes()
    archive.write_bytes(data.replace(b"ferries", b"barges!"))  # as long as before
    with pytest.raises(RunError, match=r"archive.jsonl has changed"):
        run_here(Store(folder), [archive], shards=2)
    archive.unlink()
    with pytest.raises(RunError, match=r"archive.jsonl has changed"):
        run_here(Store(folder), [archive], shards=2)


def test_a_pipe_among_the_inputs_is_no_change(archive: Path, tmp_path: Path) -> None:
    """Nor is a link that leads nowhere; a file in the place of either is."""
    folder, odd = tmp_path / "run", [tmp_path / "pipe.txt", tmp_path / "link.txt"]
    os.mkfifo(odd[0])
    odd[1].symlink_to(tmp_path / "nowhere")
    state = run_here(Store(folder), [archive, *odd])
    assert state.rejected == 3
    assert run_here(Store(folder), [archive, *odd]) == state
    odd[0].unlink()
    odd[0].write_text("The board met.")
    with pytest.raises(RunError, match=r"pipe.txt has changed"):
        run_here(Store(folder), [archive, *odd])


def test_articles_that_were_damaged_since_they_were_read(
    nlp: Language, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are not taken for what was read: neither by those who read them, nor where all had been read before."""
    monkeypatch.setattr(worker, "pipeline", lambda model, patterns: nlp)
    store = Store(tmp_path / "run")
    run_here(store, [archive], work=worker.read, describe=worker.describe, shards=2)
    data = bytearray(store.articles.read_bytes())
    data[len(data) // 2] ^= 1
    store.articles.write_bytes(data)
    code, said = run("resume", str(store.folder))
    assert code == 2
    assert said == f"onrecord: {store.articles} was changed since it was written; begin anew with another --out\n"
    shutil.rmtree(store.folder / "done")
    (store.folder / "done").mkdir()
    code, said = run("resume", str(store.folder), "--workers", "1")
    assert code == 3
    assert said.startswith(f"onrecord: stopped: {store.articles} is damaged between bytes ")


def test_a_changed_plan_is_refused(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    run_here(Store(folder), [archive])
    plan = folder / "plan.json"
    plan.write_text(plan.read_text().replace('"near_copies": true', '"near_copies": false'))
    assert run("resume", str(folder)) == (2, f"onrecord: {plan} was changed since it was written\n")
    plan.write_text("{}")
    code, said = run("status", str(folder))
    assert (code, said.startswith(f"onrecord: {plan} is no plan of this version of onrecord: ")) == (2, True)


def test_another_version_is_refused(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    run_here(Store(folder), [archive], shards=2)
    (folder / "done" / "00001.json").unlink()
    code, said = run("resume", str(folder), "--workers", "1")
    assert code == 2
    assert f"{folder} was begun with version 0 (now " in said


def test_folders_that_are_no_runs(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear all,")
    holds = f"onrecord: {tmp_path / 'mine'} holds something else than a run; name another folder\n"
    assert run("run", str(archive), "--out", str(tmp_path / "mine")) == (2, holds)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    for command in ("resume", "retry", "status", "stats"):
        assert run(command, str(tmp_path / "mine")) == (2, f"onrecord: {tmp_path / 'mine'} holds no run\n")
        assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    (tmp_path / "empty").mkdir()
    code, said = run("run", str(tmp_path / "empty"), "--out", str(tmp_path / "run"))
    assert (code, said) == (2, f"onrecord: nothing to read in {tmp_path / 'empty'}\n")
    code, said = run("run", str(tmp_path / "misspelt.jsonl"), "--out", str(tmp_path / "run"))
    assert (code, said) == (2, f"onrecord: nothing to read in {tmp_path / 'misspelt.jsonl'}\n")


def test_two_runs_on_one_folder(archive: Path, tmp_path: Path) -> None:
    """The second is refused while the first lives, and not after its death, however it dies."""
    folder = tmp_path / "run"
    run_here(Store(folder), [archive], shards=2)
    code = (
        "import signal; from pathlib import Path; from onrecord.runs.store import Store\n"
        f"with Store(Path({str(folder)!r})).lock([1]): print('locked', flush=True); signal.pause()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as holder:
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == b"locked\n"
            assert run("resume", str(folder)) == (2, f"onrecord: another run is at work on {folder}\n")
            assert run("retry", str(folder)) == (2, f"onrecord: another run is at work on {folder}\n")
            assert run("resume", str(folder), "--only", "0")[0] == 1
        finally:
            holder.kill()
    assert run("resume", str(folder))[0] == 1


# Out of disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 200 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=200k,nr_inodes=1000", "none", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("only root mounts a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_while_shards_are_done(archive: Path, tmp_path: Path, small_disk: Path) -> None:
    folder = small_disk / "run"
    ballast = small_disk / "ballast"
    with pytest.raises(OSError, match="No space left"):
        run_here(
            Store(folder, lambda point: fill(ballast) if "plan.json there" in point else None), [archive], shards=2
        )
    assert not [path for path in folder.rglob("*") if path.name.endswith(".tmp")]
    for path in folder.rglob("*.jsonl"):
        assert path.read_bytes()[-1:] in (b"\n", b"")
    ballast.unlink()
    run_here(Store(folder), [archive], shards=2)
    run_here(Store(tmp_path / "clean"), [archive], shards=2)
    assert files(folder) == files(tmp_path / "clean")


def test_a_full_disk_is_said(archive: Path, small_disk: Path) -> None:
    """Exit code 3, and how to go on."""
    folder = small_disk / "run"
    Store(folder).make()
    fill(small_disk / "ballast")
    code, said = run("run", str(archive), "--out", str(folder), "--workers", "1")
    assert code == 3
    assert said.startswith("onrecord: stopped: ")
    assert "full" in said or "No space left" in said
    assert said.endswith("; once that is mended: the same call again\n")


def fill(path: Path) -> None:
    """Leave no byte of a disk."""
    with path.open("wb", buffering=0) as stream, contextlib.suppress(OSError):
        while True:
            stream.write(b"0" * 4096)


def test_nothing_is_followed_out_of_the_folder(archive: Path, tmp_path: Path) -> None:
    """A link in place of a part is replaced, not written through."""
    folder = tmp_path / "run"
    run_here(Store(folder), [archive], shards=2)
    clean = files(folder)
    victim = tmp_path / "victim"
    victim.write_text("precious")
    shutil.rmtree(folder / "done")
    (folder / "done").mkdir()
    (folder / "claims" / "00000.jsonl").unlink()
    (folder / "claims" / "00000.jsonl").symlink_to(victim)
    run_here(Store(folder), [archive], shards=2)
    assert victim.read_text() == "precious"
    assert files(folder) == clean
    assert not (folder / "claims" / "00000.jsonl").is_symlink()


def test_locks_end_with_their_block(archive: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "run")
    run_here(store, [archive])
    with store.lock([PLANNING]):
        pass
    with store.lock([PLANNING, 0]):
        pass
