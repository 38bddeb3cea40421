"""What people look at, and the choice between it and rows for programs."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from onrecord.model import Reject
from onrecord.views.harmless import harmless
from onrecord.writers import STDOUT, open_writer
from onrecord.writers.format import Write

if TYPE_CHECKING:  # to look at claims takes no spaCy
    from onrecord.batch import Result

    Put = Callable[[Result], None]


@contextlib.contextmanager
def open_output(
    output: str | None, *, claims: bool, view: bool | None, explain: bool, html: str | None = None
) -> Iterator[Put]:
    """The function that brings out each result: as records or claims, or shown to a person, or both.

    `output`: the file to write rows to; `view`: whether to show (default: if standard output is a terminal and `output`
    names no file); `html`: the file to write a page to. Rows go to standard output where nothing is shown and no file
    is named, or where `view` is False.
    """
    to_file = output or html
    shown = view if view is not None else to_file is None and sys.stdout.isatty()
    with contextlib.ExitStack() as stack:
        puts: list[Put] = []
        if shown:
            from onrecord.views.terminal import viewer

            puts.append(viewer(claims=claims, explain=explain))
        if html:
            from onrecord.views.html import html_writer

            puts.append(stack.enter_context(html_writer(html)))
        if output or view is False or not (shown or html):
            write = stack.enter_context(open_writer(output or STDOUT))
            puts.append(row_writer(write, claims=claims))

        def put_all(result: Result) -> None:
            for put in puts:
                put(result)

        yield put_all


def row_writer(write: Write, *, claims: bool) -> Put:
    """Writes a result as its claims or as its record."""

    def put(result: Result) -> None:
        for row in result.claims if claims else (result.record,):
            write(row)

    return put


def complain(reject: Reject) -> None:
    """One line on standard error: where, and what is wrong."""
    origin = reject.origin
    where = "" if origin is None else f"{origin.path}:{origin.line}: " if origin.line else f"{origin.path}: "
    print(f"onrecord: {harmless(where + reject.reason)}", file=sys.stderr, flush=True)
