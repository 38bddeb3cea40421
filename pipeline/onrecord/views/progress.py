"""How far a long run is, for a person who waits at a terminal."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

MANY = 100
"""Articles after which a run counts as long."""


def watched(results: Iterable[T]) -> Iterator[T]:
    """`results` as they are; from the hundredth on, their count stands on standard error if that is a terminal."""
    rest = iter(results)
    yield from itertools.islice(rest, MANY)
    if not sys.stderr.isatty():
        yield from rest
        return
    from rich.console import Console
    from rich.progress import Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.completed} articles"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("articles", total=None, completed=MANY)
        for result in rest:
            yield result
            progress.advance(task)
