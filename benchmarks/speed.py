"""Words per second of plain spaCy and of onrecord in one run, their ratio, each component's share, and peak memory.

    python benchmarks/speed.py [--words 20000] [--rounds 5] [--model NAME] [FILE...]

"Plain" is the unmodified `spacy.load(model).pipe` on one thread (`make bench` sets OMP_NUM_THREADS=1). The two take
turns, so that a machine whose speed drifts treats them alike; the medians are compared.
FILE: article JSONL (field `text`); default: the project's own corpus.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy
import spacy
from rich.console import Console
from rich.table import Table
from spacy.language import Language

from onrecord.assemble import DEFAULT_MODEL, build, producer, settle, worth_rules
from onrecord.batch import annotate_articles
from onrecord.claims import build_claims
from onrecord.claims.worth import Worth
from onrecord.model import Article
from onrecord.records import build_record

CORPUS = Path(__file__).parent.parent / "corpus"
OF_THE_MODEL = ("onrecord_attribute_ruler", "onrecord_ner")
"""Ours in name only: they do the model's own work, in the place of its component."""
LAYERS = ("DEP", "HEAD", "TAG", "POS", "LEMMA", "ENT_TYPE", "ENT_IOB")


def read_articles(paths: list[Path]) -> list[Article]:
    """The articles to measure with."""
    if not paths:
        return [Article(id=p.stem, text=p.read_text("utf-8")) for p in sorted(CORPUS.glob("*.txt"))]
    rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").split("\n") if line.strip()]
    return [Article(id=str(i), text=r["text"], published=r.get("published")) for i, r in enumerate(rows)]


def repeat(articles: list[Article], words: int) -> list[Article]:
    """The articles over and over, up to so many words; ids stay unique."""
    out: list[Article] = []
    while count_words(out) < words:
        out += [a.model_copy(update={"id": f"{len(out)}-{i}"}) for i, a in enumerate(articles)]
    return out


def count_words(articles: list[Article]) -> int:
    """White-space words."""
    return sum(len(a.text.split()) for a in articles)


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes: processor time, since all is one thread, so that what else runs here counts less."""
    start = time.process_time()
    work()
    return time.process_time() - start


def same_annotations(plain: Language, ours: Language, texts: list[str]) -> bool:
    """Whether numpy's BLAS gives the annotations that blis gives, token by token."""
    ours_model = [name for name in ours.pipe_names if name in plain.pipe_names]
    with ours.select_pipes(enable=ours_model):
        pairs = zip(plain.pipe(texts), ours.pipe(texts), strict=True)
        return all(numpy.array_equal(a.to_array(list(LAYERS)), b.to_array(list(LAYERS))) for a, b in pairs)


def shares(nlp: Language, articles: list[Article], worth: Worth) -> dict[str, float]:
    """Seconds of each of our components, of the records, and of the claims: article by article, as in a run."""
    ours = {name: pipe for name, pipe in nlp.pipeline if name.startswith("onrecord_") and name not in OF_THE_MODEL}
    took, made_by = dict.fromkeys([*ours, "records", "claims"], 0.0), producer(nlp)
    for article in articles:
        doc = nlp.make_doc(article.text)
        doc._.published = article.published
        for name, pipe in nlp.pipeline:
            start = time.process_time()
            doc = pipe(doc)
            if name in ours:
                took[name] += time.process_time() - start
        start = time.process_time()
        record = build_record(doc, article, made_by)
        took["records"] += time.process_time() - start
        start = time.process_time()
        build_claims(record, article.text, worth)
        took["claims"] += time.process_time() - start
    return {name.removeprefix("onrecord_"): spent for name, spent in took.items()}


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="*", type=Path)
    arguments.add_argument("--words", type=int, default=20_000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--model", default=DEFAULT_MODEL)
    args = arguments.parse_args()
    articles = repeat(read_articles(args.files), args.words)
    texts, words = [a.text for a in articles], count_words(articles)
    plain, ours = spacy.load(args.model), build(args.model)
    worth = Worth(worth_rules(ours))
    settle()  # as `onrecord` does; plain spaCy gains from it, too

    def to_claims() -> None:
        by_id = {a.id: a.text for a in articles}
        for record in annotate_articles(articles, ours):
            build_claims(record, by_id[record.article.id], worth)

    same = same_annotations(plain, ours, texts[: len(texts) // 4])
    rounds = [(seconds(lambda: list(plain.pipe(texts))), seconds(to_claims)) for _ in range(args.rounds)]
    slow, fast = (statistics.median(column) for column in zip(*rounds, strict=True))
    took = shares(ours, articles, worth)

    table = Table(title=f"{words:,} words, {len(articles)} articles, {args.model}, medians of {args.rounds} rounds")
    table.add_column("")
    table.add_column("words per second", justify="right")
    table.add_column("share of plain", justify="right")
    table.add_row("plain spaCy", f"{words / slow:,.0f}", "100.0 %")
    table.add_row("articles to claims", f"{words / fast:,.0f}", f"{100 * fast / slow:.1f} %", end_section=True)
    for name, spent in took.items():
        table.add_row(name, "", f"{100 * spent / slow:.1f} %")
    table.add_row("all of ours", "", f"{100 * sum(took.values()) / slow:.1f} %")
    console = Console()
    console.print(table)
    console.print(f"articles to claims at {slow / fast:.2f} of plain spaCy's words per second")
    console.print(f"numpy's BLAS and blis give the same annotations: {'yes' if same else 'NO'}")
    console.print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB (both pipelines)")


if __name__ == "__main__":
    main()
