"""Precision, recall and F1 over `corpus/`, and over public data sets where the variable SHARED names their folder.

python benchmarks/accuracy.py [--errors FAMILY]

Every fact of the gold that is found counts as found; the rows under it count those that are right in that aspect too.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from spacy.language import Language

import onrecord
from gold import FAMILIES, Gold, expected_claims, load
from matching import Compared, compare, match_claims
from onrecord.batch import annotate_articles
from onrecord.claims import build_claims
from onrecord.model import Article, Claim

CLAIM_KINDS = ("figure", "quote", "statement", "office", "event")
SETS = (("dates", "te3.dev"), ("dates", "wikiwars.dev"), ("figures", "newsquant.dev"), ("quotes", "polnear.dev"))


@dataclass(frozen=True)
class Score:
    """How many facts there are, how many things were found, and how many of these are right."""

    gold: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the facts that were found right."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True)
class Result:
    """An article of the corpus with what the program made of it."""

    gold: Gold
    compared: dict[str, list[Compared]]
    claims: Sequence[Claim]


def run(nlp: Language) -> list[Result]:
    """The whole corpus through the whole pipe."""
    golds = list(load())
    records = annotate_articles((gold.article for gold in golds), nlp)
    results = []
    for gold, record in zip(golds, records, strict=True):
        claims = build_claims(record, gold.article.text)
        results.append(Result(gold, compare(gold, record, claims), claims))
    return results


def family_scores(results: Sequence[Result], family: str) -> Iterator[tuple[str, Score]]:
    """Found, then each aspect of a family, over all articles."""
    rows = [row for result in results for row in result.compared[family] if row.counts]
    facts, finds = sum(row.fact is not None for row in rows), sum(row.found is not None for row in rows)
    both = [row for row in rows if row.fact and row.found]
    for aspect in FAMILIES[family].aspects:
        yield aspect, Score(facts, finds, sum(aspect not in row.wrong for row in both))
    yield "all of these", Score(facts, finds, sum(not row.wrong for row in both))


def claim_scores(results: Sequence[Result]) -> Iterator[tuple[str, Score]]:
    """Found, for each kind of claim."""
    matched = [(r, expected := list(expected_claims(r.gold)), match_claims(expected, r.claims)) for r in results]
    for kind in CLAIM_KINDS:
        wanted = sum(e.kind == kind for _, expected, _ in matched for e in expected)
        made = sum(claim.kind == kind for r in results for claim in r.claims)
        hits = sum(expected[i].kind == kind for _, expected, pairs in matched for i in pairs)
        yield kind, Score(wanted, made, hits)


def average_precision(result: Result) -> float | None:
    """How well check-worthiness puts first what a careful reader would check; None where claims have none."""
    expected = list(expected_claims(result.gold))
    worthy = {j for i, j in match_claims(expected, result.claims).items() if expected[i].check}
    ranked = [(c.check_worthiness, j) for j, c in enumerate(result.claims) if c.check_worthiness is not None]
    if not ranked or not worthy:
        return None
    order = [j for _, j in sorted(ranked, key=lambda pair: -pair[0])]
    hits = [rank for rank, j in enumerate(order, start=1) if j in worthy]
    return sum(n / rank for n, rank in enumerate(hits, start=1)) / len(worthy)


def table(sections: Iterable[tuple[str, Iterable[tuple[str, Score]]]]) -> Table:
    """All scores, in percent."""
    out = Table("", "", "precision", "recall", "F1", "gold", "found", box=box.SIMPLE)
    for column in out.columns[2:]:
        column.justify = "right"
    for name, rows in sections:
        out.add_section()
        for i, (aspect, s) in enumerate(rows):
            rates = (f"{100 * rate:.1f}" for rate in (s.precision, s.recall, s.f1))
            out.add_row("" if i else name, aspect, *rates, str(s.gold), str(s.found))
    return out


def errors(results: Sequence[Result], family: str) -> Iterator[str]:
    """What differs from the gold in one family, a line each."""
    for result in results:
        name, text = result.gold.article.id, result.gold.article.text
        for row in result.compared[family]:
            if row.fact is None:
                start, end = place_of(row.found)
                yield f"{name}: spurious {text[start:end]!r} at {start}"
            elif "found" in row.wrong:
                yield f"{name}: missed {row.fact.words!r}"
            for aspect, check in row.wrong.items():
                if row.fact and row.found:
                    yield f"{name}: {row.fact.words!r}: {aspect} {check.got!r} for {check.want!r}"


def place_of(item: Any) -> tuple[int, int]:
    """Where a find stands: an event's verb, the first words of a quote, the first mention of an entity."""
    spans = getattr(item, "content", ()) or getattr(item, "mentions", ()) or (getattr(item, "predicate", item),)
    return spans[0].start_char, spans[0].end_char


def score_shared(folder: Path, nlp: Language, console: Console) -> None:
    """What the scorers beside the public data sets say."""
    gold, data = folder / "gold", folder / "data"
    with tempfile.TemporaryDirectory() as scratch:
        records = Path(scratch) / "records.jsonl"
        console.rule("gold articles")
        annotate((gold / "dev.articles.jsonl").read_text(encoding="utf-8"), records, nlp)
        print(script(gold / "score.py", gold / "dev", records))
        for layer, name in SETS:
            console.rule(name)
            source = data / f"{name}.jsonl"
            annotate(script(data / "score.py", "articles", source), records, nlp)
            print(script(data / "score.py", layer, source, records))


def annotate(articles: str, records: Path, nlp: Language) -> None:
    """The records of articles that come as JSONL."""
    rows = (json.loads(line) for line in articles.split("\n") if line.strip())
    read = (Article(**{key: row[key] for key in Article.model_fields.keys() & row.keys()}) for row in rows)
    with records.open("w", encoding="utf-8") as out:
        out.writelines(record.model_dump_json() + "\n" for record in annotate_articles(read, nlp))


def script(*command: str | Path) -> str:
    """What a Python script prints."""
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0]}: {done.stderr.strip()}")
    return done.stdout


def main() -> None:
    """Print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--errors", choices=FAMILIES, help="list instead what differs in one family")
    family = arguments.parse_args().errors
    nlp, console = onrecord.load(), Console()
    results = run(nlp)
    if family:
        for line in errors(results, family):
            print(line)
        return
    families = ((name, family_scores(results, name)) for name in FAMILIES)
    console.print(table([*families, ("claims", claim_scores(results))]))
    ranked = [score for result in results if (score := average_precision(result)) is not None]
    if ranked:
        console.print(f"check-worthiness: average precision {100 * sum(ranked) / len(ranked):.1f}")
    if shared := os.environ.get("SHARED"):
        score_shared(Path(shared), nlp, console)


if __name__ == "__main__":
    main()
