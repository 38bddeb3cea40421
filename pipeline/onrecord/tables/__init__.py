"""Tables, one file per format: the claims of a finished run as analysts load them. The run's JSONL stays the truth.

A module of this package that defines `FORMAT` is a format; nothing else needs to know of it.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path

from onrecord.runs.results import results
from onrecord.runs.store import RunError, Store, sync_folder
from onrecord.tables.format import Format


@cache
def formats() -> dict[str, Format]:
    """All formats by name, from the modules of this package."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return {module.FORMAT.name: module.FORMAT for module in modules if hasattr(module, "FORMAT")}


def convert(folder: Path, to: str, output: Path | None = None) -> Path:
    """Write the claims of the run in `folder` to a table of the format `to`; where that is.

    By default it lies in the folder. It appears when it is whole, in the place of one that was there before. Raises
    RunError where the run is not finished, its files were changed, or `output` is one of them.
    """
    store, known = Store(folder), formats()[to]
    target = output or store.folder / f"claims{known.suffix}"
    if is_part(store, target):
        raise RunError(f"{target} is a file of the run; name another one")
    temporary = target.with_name(f"{target.name}.tmp")
    try:
        known.write(results(store), temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(target.parent)
    return target


def is_part(store: Store, target: Path) -> bool:
    """Whether a file is one that the run is made of: any of those in its folder but other tables."""
    names = {f"claims{known.suffix}" for known in formats().values()}
    inside = target.resolve().is_relative_to(store.folder.resolve())
    return inside and (target.name not in names or target.resolve().parent != store.folder.resolve())
