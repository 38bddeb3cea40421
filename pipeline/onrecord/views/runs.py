"""Runs for a person: how far one is, what came of it, and what its claims are about."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from onrecord.views.harmless import harmless

if TYPE_CHECKING:  # to look at a run takes no spaCy
    from onrecord.runs.reading import Item
    from onrecord.runs.run import State
    from onrecord.runs.stats import Stats

MOST = 10
"""Lines of a table of the most frequent."""

BAR = 30
"""Characters of the longest bar."""


class Speed(ProgressColumn):
    """Articles per second."""

    def render(self, task: Task) -> Text:
        """As "12.3 a second"."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.1f} a second" if speed else "")


class Watcher:
    """Sees a run as it goes: counts what comes, and shows it on standard error where that is a terminal."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._task = progress.add_task("reading", total=None) if progress else TaskID(0)
        self.articles = self.words = 0
        self.begun = self.ended = 0.0

    def read(self, item: Item) -> None:
        """An article, or a reject, was read."""
        self._advance(1)

    def begin(self, articles: int, done: int) -> None:
        """Reading is over: so many articles are to be done, and so many of them were before."""
        self.begun = self.ended = time.monotonic()
        if self._progress is not None:
            self._progress.remove_task(self._task)
            self._task = self._progress.add_task("articles", total=articles, completed=done)

    def done(self, articles: int, words: int) -> None:
        """So many more of them, of so many words, are done."""
        self.articles += articles
        self.words += words
        self.ended = time.monotonic()
        self._advance(articles)

    def _advance(self, articles: int) -> None:
        if self._progress is not None:
            self._progress.advance(self._task, articles)

    @property
    def seconds(self) -> float:
        """How long it took."""
        return self.ended - self.begun


@contextmanager
def watcher() -> Iterator[Watcher]:
    """A watcher, whose bar goes when the block ends."""
    if not sys.stderr.isatty():
        yield Watcher(None)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Speed(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, speed_estimate_period=120) as progress:
        yield Watcher(progress)


def show_summary(state: State, watched: Watcher, workers: int) -> None:
    """The books of a run, or how far it is, and how fast it went."""
    console = Console(highlight=False)
    console.print(summary(state))
    if watched.articles and watched.seconds:
        articles, words = watched.articles / watched.seconds, watched.words / watched.seconds
        crew = f"{workers} workers" if workers > 1 else "one worker"
        console.print(f"{articles:,.1f} articles and {words:,.0f} words a second with {crew}")
    if state.plan.settings.sample is not None and watched.seconds:
        console.print(estimate(state, watched.seconds), soft_wrap=True)


def show_rejects(path: Path, codes: Sequence[tuple[str, int]]) -> None:
    """Why articles were rejected, in a line, and where more of it stands."""
    said = ", ".join(f"{number:,} {code}" for code, number in codes)
    Console(highlight=False, markup=False, soft_wrap=True).print(f"rejected: {said}; {path} says where and why")


def show_state(state: State) -> None:
    """How far a run is."""
    Console(highlight=False).print(summary(state))


def summary(state: State) -> Table:
    """The books of a run: whole where it is finished, else as far as it is."""
    counts, reports = state.plan.counts, state.reports
    table = Table(
        title="finished" if state.manifest else "not finished", title_justify="left", title_style="bold", box=None
    )
    table.add_column("")
    table.add_column("", justify="right")
    done = sum(report.done for report in reports)
    rejected = counts.rejected + sum(report.rejected for report in reports)
    left = counts.read - done - rejected - counts.copies
    rows = {
        "shards done": f"{len(reports):,} of {len(state.plan.shards):,}",
        "articles read": f"{counts.read:,}",
        "= done": f"{done:,}",
        "+ rejected": f"{rejected:,}",
        "+ copies": f"{counts.copies:,}" if state.plan.near_copies else f"{counts.copies:,} (exact ones only)",
        **({"+ still to do": f"{left:,}"} if left else {}),
        **({"superseded": f"{counts.superseded:,}"} if counts.superseded else {}),
        **({"withdrawn": f"{counts.withdrawn:,}"} if counts.withdrawn else {}),
        "claims": f"{sum(report.claims for report in reports):,}",
    }
    for name, value in rows.items():
        table.add_row(name, value)
    return table


def estimate(state: State, seconds: float) -> str:
    """What the whole archive would take, from a sample of it."""
    plan = state.plan
    chars = sum(batch.chars for batch in plan.batches)
    factor = plan.counts.archive_chars / chars if chars else 0.0
    claims = sum(report.claims for report in state.reports)
    return (
        f"the whole archive of {plan.counts.archive:,} articles would take about {clock(factor * seconds)} "
        f"on this machine, and give about {factor * claims:,.0f} claims"
    )


def clock(seconds: float) -> str:
    """A time as people say it: 45 s, 12 min, 3 h 20 min."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60:,} h {minutes % 60} min"


def show_stats(stats: Stats) -> None:
    """Tables of counts with bars."""
    console = Console(highlight=False, markup=False, emoji=False)
    console.print(f"{stats.articles:,} articles, {stats.claims:,} claims")
    tables = {
        "Claims by kind": stats.kinds.most_common(),
        "Articles by month": sorted(stats.months.items()),
        "Agencies, by articles": most(stats.agencies),
        "Speakers, by claims": most(stats.speakers),
        "Units of figures": most(stats.units),
    }
    for title, rows in tables.items():
        if rows:
            console.print(bars(title, rows))


def most(counts: Counter[str]) -> list[tuple[str, int]]:
    """The most frequent; of equals, the first by name."""
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]


def bars(title: str, rows: list[tuple[str, int]]) -> Table:
    """A line for each name, with its number and a bar."""
    table = Table(title=title, title_justify="left", title_style="bold", box=None, show_header=False)
    longest = max(number for _, number in rows)
    for name, number in rows:
        bar = "█" * max(1, round(BAR * number / longest))
        table.add_row(Text(harmless(name)), Text(f"{number:,}", justify="right"), Text(bar, style="cyan"))
    return table
