"""How time grows: with two workers, with ten times the articles, and with articles ten times as long.

    python benchmarks/scaling.py [--words 60000] [--rounds 3] [FILE...]

The workers are those of `onrecord run`, and two need two free processors: their figures, and that of plain spaCy beside
them, are of the clock. They read an even number of batches, since the long runs of real life do not end with one
worker waiting for the other for a good part of their time. The rest is processor time of one process.
FILE: article JSONL (field `text`); default: the project's own corpus.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import spacy
from rich.console import Console
from rich.table import Table
from spacy.language import Language

from onrecord.assemble import DEFAULT_MODEL, build, settle
from onrecord.batch import process
from onrecord.model import Article
from onrecord.runs.crew import Crew, Limits
from onrecord.runs.plan import BATCH_ARTICLES, Settings
from onrecord.runs.spool import Spool
from onrecord.runs.worker import Job
from speed import count_words, read_articles, repeat, seconds

EVEN = 2 * BATCH_ARTICLES
"""Articles in a batch for each of two workers."""


def spooled(articles: Sequence[Article], folder: Path) -> list[Job]:
    """The articles as jobs for workers."""
    path = folder / "articles.jsonl.gz"
    with path.open("wb") as stream:
        spool = Spool(stream)
        for article in articles:
            spool.add(article)
        spool.flush()
    return [Job(path, batch, Settings()) for batch in spool.batches]


def clocked(work: Callable[[], object]) -> float:
    """How long `work` takes by the clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def speeds(articles: Sequence[Article], plain: Language, rounds: int) -> tuple[float, float, float]:
    """Words per second of plain spaCy, of one worker of a run and of two, their start left out.

    The three take turns, so that a machine whose speed drifts treats them alike; medians.
    """
    texts, words = [article.text for article in articles], count_words(list(articles))
    with TemporaryDirectory() as folder, ExitStack() as stack:
        one, two = (stack.enter_context(Crew(Limits(workers), Path(folder))) for workers in (1, 2))
        jobs = spooled(articles, Path(folder))
        works = (lambda: list(plain.pipe(texts)), lambda: list(one.map(jobs)), lambda: list(two.map(jobs)))
        for work in works:
            work()  # now each has its model, and its memory
        took = [[clocked(work) for work in works] for _ in range(rounds)]
    slow, single, double = (words / statistics.median(column) for column in zip(*took, strict=True))
    return slow, single, double


def spent(articles: Sequence[Article], nlp: Language) -> float:
    """Processor seconds from these articles to their claims."""
    return seconds(lambda: list(process(articles, nlp, claims=True, debug=True)))


def joined(articles: Sequence[Article]) -> Article:
    """Articles as one."""
    return Article(id="long", text="\n\n".join(article.text for article in articles), published=articles[0].published)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="*", type=Path)
    arguments.add_argument("--words", type=int, default=60_000)
    arguments.add_argument("--rounds", type=int, default=3)
    args = arguments.parse_args()
    few = read_articles(args.files)
    nlp, plain = build(), spacy.load(DEFAULT_MODEL)
    settle()
    articles = repeat(few, args.words)
    slow, one, two = speeds(articles[: len(articles) // EVEN * EVEN], plain, args.rounds)
    spent(few, nlp)
    many = spent(repeat(few, 10 * count_words(few)), nlp) / spent(few, nlp)
    tens = [few[at : at + 10] for at in range(0, len(few) - 9, 10)]
    longer = 10 * spent([joined(ten) for ten in tens], nlp) / spent([a for ten in tens for a in ten], nlp)

    table = Table(title="How time grows")
    for column in ("", "measured", "bar"):
        table.add_column(column, justify="right" if column else "left")
    table.add_row("plain spaCy, words per second", f"{slow:,.0f}", "")
    table.add_row("one worker, words per second", f"{one:,.0f}", f"{slow:,.0f} or more")
    table.add_row("two workers, words per second", f"{two:,.0f}", "")
    table.add_row("two workers: times one", f"{two / one:.2f}", "1.8 or more")
    table.add_row("ten times the articles: times the time", f"{many:.1f}", "9 to 11")
    table.add_row("an article ten times as long: times the time", f"{longer:.1f}", "12 or less")
    Console().print(table)


if __name__ == "__main__":
    main()
