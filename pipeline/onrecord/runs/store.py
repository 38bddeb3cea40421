"""The folder of a run: what lies where in it, who may write, and commits that a crash cannot halve.

    plan.json              the plan; written once, last of all that reading writes
    articles.jsonl.gz      the articles as they were read and accepted
    copies.jsonl           which article is a copy of which
    revisions.jsonl        which version of a story was superseded or withdrawn
    rejects/read.jsonl     what could not be read
    claims/00000.jsonl     a shard's claims,
    records/00000.jsonl    its records,
    rejects/00000.jsonl    and its rejects;
    done/00000.json        its report with their hashes: written last, it makes them count
    rejects.jsonl          all rejects, and
    manifest.json          counts, versions and hashes: written when all shards are done

A file appears under its name complete and synced, or not at all. Where a crash comes between the files of a shard, the
missing or wrong `done` tells, and the shard is done again, with the same bytes.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, BinaryIO

from pydantic import BaseModel, ValidationError

from onrecord.model import Frozen
from onrecord.runs.inputs import sha256_of
from onrecord.runs.plan import Plan, seal

PARTS = ("records", "claims", "rejects")
"""What a shard gives; the names of its folders, in the order in which they are committed."""

PLANNING = 2**40
"""The byte of the lock file that stands for the plan and the manifest; shard n has byte n."""


class RunError(ValueError):
    """A run cannot start or go on. The message says why and what to do."""


class Report(Frozen):
    """What became of a shard, with the SHA-256 of each of its parts. Holds nothing that differs from run to run."""

    shard: int
    plan: str
    articles: int
    done: int
    rejected: int
    claims: int
    words: int
    sha256: dict[str, str]


def ignore(point: str) -> None:
    """What happens at a point of a commit: nothing. Tests have another one."""


class Store:
    """A run's folder. `reached` is called at each point of a commit, with its name."""

    def __init__(self, folder: Path, reached: Callable[[str], None] = ignore) -> None:
        self.folder = folder
        self.reached = reached

    @property
    def articles(self) -> Path:
        """The accepted articles."""
        return self.folder / "articles.jsonl.gz"

    @property
    def read_rejects(self) -> Path:
        """What could not be read."""
        return self.folder / "rejects" / "read.jsonl"

    @property
    def copies(self) -> Path:
        """Which article is a copy of which."""
        return self.folder / "copies.jsonl"

    @property
    def revisions(self) -> Path:
        """What became of versions that do not stand."""
        return self.folder / "revisions.jsonl"

    @property
    def work(self) -> Path:
        """Where workers write; nothing in it outlives the run."""
        return self.folder / "work"

    def part(self, name: str, shard: int) -> Path:
        """A part of a shard."""
        return self.folder / name / f"{shard:05}.jsonl"

    def marker(self, shard: int) -> Path:
        """The file that makes a shard's parts count."""
        return self.folder / "done" / f"{shard:05}.json"

    def make(self) -> None:
        """The folder and those in it. RunError where it holds something else."""
        if self.folder.is_dir() and not (self.folder / "lock").exists() and any(self.folder.iterdir()):
            raise RunError(f"{self.folder} holds something else than a run; name another folder")
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "lock").touch()
        for name in (*PARTS, "done", "work"):
            (self.folder / name).mkdir(exist_ok=True)

    @contextlib.contextmanager
    def lock(self, numbers: Iterable[int], *, wait: bool = False) -> Iterator[None]:
        """Nobody else works on these shards (or at PLANNING) meanwhile. RunError where somebody does.

        The lock goes with the process that holds it, however that ends.
        """
        with (self.folder / "lock").open("ab") as stream:
            for number in numbers:
                try:
                    fcntl.lockf(stream, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB), 1, number)
                except (BlockingIOError, PermissionError):
                    raise RunError(f"another run is at work on {self.folder}") from None
            yield

    def plan(self) -> Plan:
        """The plan. RunError where there is none, or it was changed."""
        path = self.folder / "plan.json"
        try:
            plan = Plan.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            raise RunError(f"{self.folder} holds no run") from None
        except ValidationError as error:
            raise RunError(f"{path} is no plan of this version of onrecord: {error.errors()[0]['msg']}") from error
        if plan.digest != seal(plan):
            raise RunError(f"{path} was changed since it was written")
        return plan

    def has_plan(self) -> bool:
        """Whether reading was finished."""
        return (self.folder / "plan.json").exists()

    def report(self, shard: int, *, proven: bool = True) -> Report | None:
        """A shard's report, None where it is not done; `proven`: the parts are hashed and must be those reported."""
        try:
            report = Report.model_validate_json(self.marker(shard).read_bytes())
            if proven and any(sha256_of(self.part(name, shard)) != report.sha256[name] for name in PARTS):
                return None
        except (FileNotFoundError, ValidationError, KeyError):
            return None
        return report

    @contextlib.contextmanager
    def writing(self, path: Path) -> Iterator[BinaryIO]:
        """A stream whose bytes are all at `path`, and on the disk, once the block has ended well, or else nowhere."""
        temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
        try:
            with temporary.open("wb") as stream:
                yield stream
                sync(stream)
            self.reached(f"{path.parent.name}/{path.name} synced")
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
        self.reached(f"{path.parent.name}/{path.name} there")

    def write(self, path: Path, row: BaseModel) -> None:
        """A record as a file of readable JSON."""
        with self.writing(path) as stream:
            stream.write(row.model_dump_json(indent=1).encode() + b"\n")

    def sweep(self, shards: Sequence[int], *, everything: bool) -> None:
        """Remove what a crash has left half written for these shards; `everything`: elsewhere, too. All are locked."""
        left = [
            path
            for shard in shards
            for name in (*PARTS, "done")
            for path in self.folder.glob(f"{name}/{shard:05}.*.tmp")
        ]
        if everything:
            left += [*self.folder.glob("*.tmp"), *self.folder.glob("rejects/read.*.tmp"), *self.work.iterdir()]
        for path in left:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def sync(stream: IO[bytes]) -> None:
    """What was written is on the disk."""
    stream.flush()
    os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """The names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
