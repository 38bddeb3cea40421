"""The commands for archives: arguments in, a plain function of `runs` called, its result printed."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from onrecord.options import (
    AnyLanguage,
    Debug,
    FieldNames,
    InputFormat,
    Model,
    Patterns,
    Published,
    plain_errors,
    table_format,
)

if TYPE_CHECKING:
    from onrecord.runs.crew import Limits
    from onrecord.runs.plan import Settings
    from onrecord.runs.run import State
    from onrecord.runs.store import Store
    from onrecord.views.runs import Watcher

app = typer.Typer()


class Engine(StrEnum):
    """What does the shards."""

    local = "local"
    ray = "ray"


def _shards(value: str | None) -> str | None:
    first, _, last = (value or "0").partition("-")
    if not (first.isdecimal() and (last or first).isdecimal() and int(first) <= int(last or first)):
        raise typer.BadParameter(f"{value!r} is no range of shards; write it as 100-199")
    return value


Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT...", help="Files, folders of files, or - for standard input.")
]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a run.")]
Workers = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Worker processes [default: one for each processor].")
]
TimeLimit = Annotated[
    float, typer.Option(min=1, metavar="SECONDS", help="Time for a batch of 16 articles of usual length.")
]
Memory = Annotated[
    float, typer.Option(min=1, metavar="GB", help="Memory of a worker; an article that needs more is rejected.")
]
Only = Annotated[
    str | None, typer.Option(metavar="A-B", callback=_shards, help="Do these shards only: a part of a job array.")
]


@app.command()
def run(
    inputs: Inputs,
    out: Annotated[Path, typer.Option(metavar="DIR", file_okay=False, help="The run's folder: new, or to go on with.")],
    published: Published = None,
    input_format: InputFormat = None,
    fields: FieldNames = None,
    model: Model = None,
    patterns: Patterns = None,
    any_language: AnyLanguage = False,
    keep_copies: Annotated[bool, typer.Option("--keep-copies", help="Read copies of an article, too.")] = False,
    sample: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Read N articles only, and estimate the time of all.")
    ] = None,
    shards: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Cut the articles into N shards [default: of about 1,000].")
    ] = None,
    only: Only = None,
    workers: Workers = None,
    time_limit: TimeLimit = 120,
    memory: Memory = 4,
    engine: Annotated[
        Engine, typer.Option(help="What does the shards: this machine, or a Ray cluster.")
    ] = Engine.local,
    debug: Debug = False,
) -> None:
    """An archive: claims and records of all its articles, in a folder, with every article accounted for.

    Stopped or killed, it goes on where it was when it is called again, and the same bytes come out.

    `onrecord run articles.jsonl.gz --out run`

    `onrecord run archive/ --out trial --sample 200`
    """
    from onrecord.runs.plan import Settings

    settings = Settings(
        published=published,
        input_format=input_format,
        fields=fields,
        any_language=any_language,
        keep_copies=keep_copies,
        model=model,
        patterns=str(patterns.resolve()) if patterns else None,
        shards=shards,
        sample=sample,
    )
    conduct(out, inputs, settings, only, limits(workers, time_limit, memory), engine, debug)


@app.command()
def resume(
    folder: Folder,
    only: Only = None,
    workers: Workers = None,
    time_limit: TimeLimit = 120,
    memory: Memory = 4,
    engine: Annotated[
        Engine, typer.Option(help="What does the shards: this machine, or a Ray cluster.")
    ] = Engine.local,
    debug: Debug = False,
) -> None:
    """Go on with a run that was stopped or killed. The inputs are not needed any more.

    `onrecord resume run`
    """
    conduct(folder, None, None, only, limits(workers, time_limit, memory), engine, debug)


@app.command()
def retry(
    folder: Folder,
    workers: Workers = None,
    time_limit: TimeLimit = 600,
    memory: Memory = 8,
    debug: Debug = False,
) -> None:
    """Read the articles again that a finished run has rejected for time, memory or failure, with more of both.

    `onrecord retry run`
    """
    allowed = limits(workers, time_limit, memory)
    with plain_errors(debug), resumable(folder, debug):
        from onrecord.runs.crew import Crew
        from onrecord.runs.retry import retry
        from onrecord.runs.store import Store
        from onrecord.views.runs import watcher

        store = Store(folder)
        store.plan()  # before anything is started
        with Crew(allowed, store.work) as crew, watcher() as watch:
            state = retry(store, crew.map, crew.describe, watch.done)
        finish(store, state, watch, allowed.workers)
        if not watch.articles:
            print("nothing was retried: no article failed after it was read")
    raise typer.Exit(1 if state.rejected else 0)


@app.command()
def status(folder: Folder, debug: Debug = False) -> None:
    """How far a run is.

    `onrecord status run`
    """
    with plain_errors(debug), resumable(folder, debug):
        from onrecord.runs.run import state
        from onrecord.runs.store import Store
        from onrecord.views.runs import show_state

        show_state(state(Store(folder)))


@app.command()
def stats(folder: Folder, debug: Debug = False) -> None:
    """What the claims of a run are about: counts by kind, agency, month and speaker.

    `onrecord stats run`
    """
    with plain_errors(debug), resumable(folder, debug):
        from onrecord.runs.stats import count
        from onrecord.runs.store import Store
        from onrecord.views.runs import show_stats

        store = Store(folder)
        show_stats(count(store, store.plan()))


@app.command()
def convert(
    folder: Folder,
    to: Annotated[
        str,
        typer.Option(metavar="parquet|sqlite|csv", callback=table_format, help="The format, for analysts to load."),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file [default: DIR/claims.SUFFIX]."),
    ] = None,
    debug: Debug = False,
) -> None:
    """A finished run's claims as a table: Parquet, SQLite with full-text search, or CSV. The JSONL stays the truth.

    `onrecord convert run --to parquet`

    `onrecord convert run --to sqlite --output claims.db`
    """
    with plain_errors(debug):
        from onrecord.runs.store import RunError
        from onrecord.tables import convert

        try:
            print(convert(folder, to, output))
        except RunError as error:
            stop(str(error), 2)


def limits(workers: int | None, seconds: float, gigabytes: float) -> Limits:
    """What workers may use."""
    from onrecord.runs.crew import Limits

    return Limits(workers or processors(), seconds, int(gigabytes * 2**30))


def processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def conduct(
    folder: Path,
    inputs: list[str] | None,
    settings: Settings | None,
    only: str | None,
    allowed: Limits,
    engine: Engine,
    debug: bool,
) -> None:
    """What `run` and, without inputs and settings, `resume` do; see their options."""
    with plain_errors(debug), resumable(folder, debug):
        from onrecord.runs.run import conduct
        from onrecord.runs.store import Store
        from onrecord.views.runs import watcher

        first, _, last = (only or "").partition("-")
        shards = range(int(first), int(last or first) + 1) if only else None
        with watcher() as watch:
            state = conduct(folder, inputs, settings, shards, allowed, watch, ray=engine is Engine.ray)
        finish(Store(folder), state, watch, allowed.workers)
    raise typer.Exit(1 if state.rejected else 0)


def finish(store: Store, state: State, watch: Watcher, workers: int) -> None:
    """Say what came of a run."""
    from onrecord.runs.stats import count_rejects
    from onrecord.views.runs import show_rejects, show_summary

    show_summary(state, watch, workers)
    if state.manifest is not None and state.rejected:
        show_rejects(store.folder / "rejects.jsonl", count_rejects(store))


class Terminated(BaseException):
    """The process was asked to end."""


@contextlib.contextmanager
def resumable(folder: Path, debug: bool) -> Iterator[None]:
    """A run that cannot go on says so in a line, and how to go on: exit codes 2 (never begun), 3, 130 and 143."""
    from onrecord.runs.store import RunError

    def terminate(*_: Any) -> NoReturn:
        raise Terminated

    def again() -> str:
        begun = (folder / "plan.json").exists()  # what was read before that does not count
        return f"onrecord resume {folder}" if begun else "the same call again"

    before = signal.signal(signal.SIGTERM, terminate)
    try:
        yield
    except RunError as error:
        stop(str(error), 2)
    except OSError as error:
        if debug or isinstance(error, BrokenPipeError):
            raise
        stop(f"stopped: {error}; once that is mended: {again()}", 3)
    except Terminated:
        stop(f"stopped; to go on: {again()}", 143)
    except KeyboardInterrupt:
        stop(f"interrupted; to go on: {again()}", 130)
    finally:
        signal.signal(signal.SIGTERM, before)


def stop(message: str, code: int) -> NoReturn:
    """End with a line on standard error."""
    print(f"onrecord: {message}", file=sys.stderr)
    raise typer.Exit(code)
