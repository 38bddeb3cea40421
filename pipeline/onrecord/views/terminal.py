"""The view for a person: placeholder until the next commit."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from onrecord.batch import Result


@contextlib.contextmanager
def open_view(output: str | None, *, claims: bool, explain: bool) -> Iterator[Callable[[Result], None]]:
    """Shows each result."""
    yield lambda result: print(result.article.id, len(result.claims))
