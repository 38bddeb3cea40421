"""How time grows: with two workers, with ten times the articles, and with articles ten times as long.

    python benchmarks/scaling.py [--words 20000] [FILE...]

The two workers are those of `onrecord run`, and need two free processors: their figure is of the clock. The rest is
processor time of one process. FILE: article JSONL (field `text`); default: the project's own corpus.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table
from spacy.language import Language

from onrecord.assemble import build, settle
from onrecord.batch import process
from onrecord.model import Article
from onrecord.runs.crew import Crew, Limits
from onrecord.runs.plan import Settings
from onrecord.runs.spool import Spool
from onrecord.runs.worker import Job
from speed import count_words, read_articles, repeat, seconds


def words_per_second(workers: int, articles: Sequence[Article]) -> float:
    """What so many workers of a run read, their start left out."""
    with TemporaryDirectory() as folder, Crew(Limits(workers), Path(folder)) as crew:
        path = Path(folder) / "articles.jsonl.gz"
        with path.open("wb") as stream:
            spool = Spool(stream)
            for article in articles:
                spool.add(article)
            spool.flush()
        jobs = [Job(path, batch, Settings()) for batch in spool.batches]
        list(crew.map(jobs[:1] * 2 * workers))  # each has its model now
        start = time.perf_counter()
        list(crew.map(jobs))
        return count_words(list(articles)) / (time.perf_counter() - start)


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
    arguments.add_argument("--words", type=int, default=20_000)
    args = arguments.parse_args()
    few = read_articles(args.files)
    nlp = build()
    settle()
    spent(few, nlp)
    one, two = (words_per_second(workers, repeat(few, args.words)) for workers in (1, 2))
    many = spent(repeat(few, 10 * count_words(few)), nlp) / spent(few, nlp)
    tens = [few[at : at + 10] for at in range(0, len(few) - 9, 10)]
    longer = 10 * spent([joined(ten) for ten in tens], nlp) / spent([a for ten in tens for a in ten], nlp)

    table = Table(title="How time grows")
    for column in ("", "measured", "bar"):
        table.add_column(column, justify="right" if column else "left")
    table.add_row("one worker, words per second", f"{one:,.0f}", "")
    table.add_row("two workers, words per second", f"{two:,.0f}", "")
    table.add_row("two workers: times one", f"{two / one:.2f}", "1.8 or more")
    table.add_row("ten times the articles: times the time", f"{many:.1f}", "9 to 11")
    table.add_row("an article ten times as long: times the time", f"{longer:.1f}", "12 or less")
    Console().print(table)


if __name__ == "__main__":
    main()
