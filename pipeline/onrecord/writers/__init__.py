"""Writers, one file per format: records and claims to a file or standard output.

A module of this package that defines `FORMAT` is a format; nothing else needs to know of it.
"""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO

from onrecord.writers.format import Format, Write

STDOUT = "-"


@cache
def formats() -> dict[str, Format]:
    """All formats by name, from the modules of this package."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return {module.FORMAT.name: module.FORMAT for module in modules if hasattr(module, "FORMAT")}


def format_of(output: str) -> Format:
    """The format of an output by its suffix; JSONL where it has none. ValueError for a suffix that is not known."""
    suffix = Path(output).suffix.lower()
    if output == STDOUT or not suffix:
        return formats()["jsonl"]
    for known in formats().values():
        if suffix in known.suffixes:
            return known
    names = ", ".join(sorted(s for known in formats().values() for s in known.suffixes))
    raise ValueError(f"no writer for {suffix} files, only for {names}")


def overwrites(output: str, paths: Iterable[str]) -> bool:
    """Whether writing to `output` would destroy one of the files that are read."""
    target = Path(output)
    return output != STDOUT and target.is_file() and any(Path(p).is_file() and target.samefile(p) for p in paths)


@contextlib.contextmanager
def open_writer(output: str) -> Iterator[Write]:
    """A function that writes one row to a file (`-` is standard output), each row out before it returns."""
    writer = format_of(output).writer
    with open_output(output) as stream:
        yield writer(stream)


def open_output(output: str) -> contextlib.AbstractContextManager[BinaryIO]:
    """A file, or standard output, which stays open, for bytes."""
    if output == STDOUT:
        return contextlib.nullcontext(sys.stdout.buffer)
    return Path(output).open("wb")
