"""The files of a run: folders opened, files fingerprinted, and changes noticed."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from onrecord.model import Reject
from onrecord.readers import STDIN, printable, readable
from onrecord.readers.format import reject
from onrecord.runs.plan import Input


def find_files(paths: Iterable[str]) -> Iterator[str]:
    """The files to read, in order: a folder stands for those in it that a reader knows, sorted, its folders too.

    Hidden files and folders are left out, links to folders are not followed.
    """
    for path in paths:
        if path == STDIN or not Path(path).is_dir():
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (
                os.path.join(folder, name)  # noqa: PTH118 - a Path would drop the "./" that the user wrote
                for name in sorted(names)
                if not name.startswith(".") and readable(name)
            )


def odd_file(path: str) -> Reject | None:
    """The reject for what is there but is no file: a pipe or device, which could keep a reader waiting for ever."""
    if path == STDIN:
        return None
    try:
        kind = Path(path).stat().st_mode
    except OSError:
        return None  # the reader says what is wrong
    if stat.S_ISREG(kind) or stat.S_ISDIR(kind):
        return None
    return reject(printable(path), None, "a pipe or device, not a file")


def fingerprint(path: str) -> Input:
    """What tells whether a file has changed; for what cannot be read, only its path."""
    name = printable(path)
    if path == STDIN:
        return Input(path=name)
    try:
        about = Path(path).stat()
        if not stat.S_ISREG(about.st_mode):
            return Input(path=name)
        return Input(path=name, size=about.st_size, changed=about.st_mtime_ns, sha256=sha256_of(Path(path)))
    except OSError:
        return Input(path=name)


def changes(before: Sequence[Input], paths: Sequence[str]) -> Iterator[str]:
    """What differs between the inputs as they were read and the files that are there now, in words.

    A file of the same size and time is taken to be the same; else its bytes decide.
    """
    known = {item.path: item for item in before}
    now = [printable(path) for path in paths]
    yield from (f"{path} was not there" for path in now if path not in known)
    yield from (f"{item.path} is not among them any more" for item in before if item.path not in set(now))
    for path, name in zip(paths, now, strict=True):
        if name in known and changed(known[name], path):
            yield f"{name} has changed"


def changed(before: Input, path: str) -> bool:
    """Whether a file's bytes are others than they were."""
    if path == STDIN:
        return False
    try:
        about = Path(path).stat()
        if not stat.S_ISREG(about.st_mode):
            return before.sha256 is not None
        if (about.st_size, about.st_mtime_ns) == (before.size, before.changed):
            return False
        return about.st_size != before.size or sha256_of(Path(path)) != before.sha256
    except OSError:
        return before.sha256 is not None


def sha256_of(path: Path) -> str:
    """SHA-256 (hex) of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
