"""What the number of bodies in the gazetteer costs: seconds to load, and to find bodies, by lines.

    python benchmarks/gazetteer.py [--times 10] [--rounds 5]

Beside the gazetteer as it is stands one with so many times the bodies, by generated names that begin as those that it
has do ("National Lkbc Commission 12"). The articles of the corpus are parsed once. Measured are: to load all tables of
all components from their files; to have the whole program ready, with spaCy's model; and to find bodies, in the first
reading of the articles, which gives the matcher the phrases that it needs, and in later ones. The best of the rounds.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.assemble import build
from onrecord.components.agencies import Agencies
from onrecord.components.family import Family
from onrecord.rules import lines, load

CORPUS = Path(__file__).parent.parent / "corpus"
_HEADS = ("Commission", "Agency", "Authority", "Bureau", "Council", "Board", "Office", "Institute")


def generated(number: int) -> Iterator[str]:
    """Lines of so many bodies that no article names."""
    firsts = [rule.name.partition(" ")[0] for rule in load("agencies") if rule.name]
    for n in range(number):
        name = f"{firsts[n % len(firsts)]} {letters(n % 100).title()} {_HEADS[n % len(_HEADS)]} {n}"
        line = {"id": f"us-lake-{n:06}", "label": "AGENCY", "name": name, "acronyms": [letters(n)], "country": "US"}
        yield json.dumps(line | {"type": "executive", "examples": {f"The [[{name}]] met.": {"name": name}}})


def letters(n: int) -> str:
    """A number as the letters of an acronym."""
    return "LK" + "".join(chr(ord("A") + int(digit)) for digit in str(n))


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes: processor time, so that what else runs here counts less."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(nlp: Language, docs: list[Doc], folder: Path | None, rounds: int) -> tuple[float, ...]:
    """The seconds to load the tables with a folder's rules beside ours, to be ready, and to find bodies, twice."""
    families = [pipe for _, pipe in nlp.pipeline if isinstance(pipe, Family)]

    def load_all() -> None:
        lines.cache_clear()
        for family in families:
            family.use(folder)

    def find_all() -> None:
        for doc in docs:
            agencies.find(doc)

    loading = min(seconds(load_all) for _ in range(rounds))
    ready = min(seconds(lambda: build(patterns=folder)) for _ in range(rounds))
    agencies = Agencies(nlp, "agencies", str(folder) if folder else None)
    first = seconds(find_all)
    return loading, ready, first, min(seconds(find_all) for _ in range(rounds))


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--times", type=int, default=10)
    arguments.add_argument("--rounds", type=int, default=5)
    args = arguments.parse_args()
    nlp = build()
    docs = list(nlp.pipe(path.read_text("utf-8") for path in sorted(CORPUS.glob("*.txt"))))
    number = len(load("agencies"))
    more = number * (args.times - 1)

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "agencies.jsonl").write_text("\n".join(generated(more)) + "\n", encoding="utf-8")
        rows = [
            (number, *measure(nlp, docs, None, args.rounds)),
            (number + more, *measure(nlp, docs, Path(folder), args.rounds)),
        ]
    table = Table(title=f"{sum(len(doc) for doc in docs):,} tokens, the best of {args.rounds} rounds")
    for column in ("lines", "all tables loaded", "ready", "bodies found at first", "later"):
        table.add_column(column, justify="right")
    for row in rows:
        table.add_row(f"{row[0]:,}", *(f"{spent:.3f} s" for spent in row[1:]))
    table.add_row("times", *(f"{more / one:.2f}" for one, more in zip(rows[0][1:], rows[1][1:], strict=True)))
    Console().print(table)


if __name__ == "__main__":
    main()
