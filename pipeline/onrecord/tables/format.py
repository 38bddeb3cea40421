"""What a table's format is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from onrecord.runs.results import Result


@dataclass(frozen=True)
class Format:
    """A format: its name, the suffix of its files, and `write`, which makes a whole file of what came of articles."""

    name: str
    suffix: str
    write: Callable[[Iterable[Result], Path], None]
