"""Exports, one file per format: proven claims as the tools of a fact-check desk take them.

A module of this package that defines `FORMAT` is a format; nothing else needs to know of it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from functools import cache

from onrecord.exports.format import Format
from onrecord.model import Article, Claim, Reject
from onrecord.verify import Failure, Proven
from onrecord.writers import open_output


@cache
def formats() -> dict[str, Format]:
    """All formats by name, from the modules of this package."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return {module.FORMAT.name: module.FORMAT for module in modules if hasattr(module, "FORMAT")}


def export(
    outcomes: Iterable[Proven | Failure | Reject],
    to: str,
    output: str,
    complain: Callable[[Failure | Reject], None],
) -> bool:
    """Write the claims that `verify` proved in the format `to` to a file (`-` is standard output).

    What could not be proven or read goes to `complain` and not into the file. Returns whether there was none of that.
    """
    groups: dict[str, tuple[Article, list[Claim]]] = {}
    whole = True
    for outcome in outcomes:
        if isinstance(outcome, Proven):
            groups.setdefault(outcome.article.id, (outcome.article, []))[1].append(outcome.claim)
        else:
            whole = False
            complain(outcome)
    with open_output(output) as stream:
        for piece in formats()[to].write(groups.values()):
            stream.write(piece.encode())
    return whole
