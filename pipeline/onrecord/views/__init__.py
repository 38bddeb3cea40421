"""What people look at, and the choice between it and rows for programs."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

from onrecord.batch import Result
from onrecord.model import Reject
from onrecord.views.harmless import harmless
from onrecord.writers import STDOUT, open_writer

Put = Callable[[Result], None]


@contextlib.contextmanager
def open_output(output: str | None, *, claims: bool, view: bool | None, explain: bool) -> Iterator[Put]:
    """The function that brings out each result: shown where a person looks on, else written as records or claims.

    A person looks on where standard output is a terminal and `output` names no file; `view` says so or denies it.
    """
    shown = view if view is not None else output is None and sys.stdout.isatty()
    if shown:
        from onrecord.views.terminal import open_view

        with open_view(output, claims=claims, explain=explain) as show:
            yield show
        return
    with open_writer(output or STDOUT) as write:

        def put(result: Result) -> None:
            for row in result.claims if claims else (result.record,):
                write(row)

        yield put


def complain(reject: Reject) -> None:
    """One line on standard error: where, and what is wrong."""
    origin = reject.origin
    where = "" if origin is None else f"{origin.path}:{origin.line}: " if origin.line else f"{origin.path}: "
    print(f"onrecord: {harmless(where + reject.reason)}", file=sys.stderr, flush=True)
