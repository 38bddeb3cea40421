"""What the number of bodies in the gazetteer costs: seconds to load the tables, and to find bodies, by lines.

    python benchmarks/gazetteer.py [--times 10] [--rounds 5]

Beside the gazetteer as it is stands one with so many times the bodies, by generated names ("Lake Commission 12"). The
articles of the corpus are parsed once; what is measured is the component alone, the best of the rounds.
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
from onrecord.rules import load

CORPUS = Path(__file__).parent.parent / "corpus"
_HEADS = ("Commission", "Agency", "Authority", "Bureau", "Council", "Board", "Office", "Institute")


def generated(number: int) -> Iterator[str]:
    """Lines of so many bodies that no article names."""
    for n in range(number):
        name = f"Lake {_HEADS[n % len(_HEADS)]} {n}"
        line = {"id": f"us-lake-{n:06}", "label": "AGENCY", "name": name, "acronyms": [f"LK{n}"], "country": "US"}
        yield json.dumps(line | {"type": "executive", "examples": {f"The [[{name}]] met.": {"name": name}}})


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes: processor time, so that what else runs here counts less."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(nlp: Language, docs: list[Doc], folder: Path | None, rounds: int) -> tuple[float, float]:
    """The seconds to load the component with a folder's rules beside ours, and to find the bodies of all articles."""
    patterns = str(folder) if folder else None
    loading = min(seconds(lambda: Agencies(nlp, "agencies", patterns)) for _ in range(rounds))
    agencies = Agencies(nlp, "agencies", patterns)
    finding = min(seconds(lambda: [agencies.find(doc) for doc in docs]) for _ in range(rounds))
    return loading, finding


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--times", type=int, default=10)
    arguments.add_argument("--rounds", type=int, default=5)
    args = arguments.parse_args()
    nlp = build()
    docs = list(nlp.pipe(path.read_text("utf-8") for path in sorted(CORPUS.glob("*.txt"))))
    lines = len(load("agencies"))
    more = lines * (args.times - 1)

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "agencies.jsonl").write_text("\n".join(generated(more)) + "\n", encoding="utf-8")
        rows = [
            (lines, *measure(nlp, docs, None, args.rounds)),
            (lines + more, *measure(nlp, docs, Path(folder), args.rounds)),
        ]
    table = Table(title=f"{sum(len(doc) for doc in docs):,} tokens, the best of {args.rounds} rounds")
    for column in ("lines", "seconds to load", "seconds to find", "times"):
        table.add_column(column, justify="right")
    for number, loading, finding in rows:
        table.add_row(f"{number:,}", f"{loading:.2f}", f"{finding:.3f}", f"{finding / rows[0][2]:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
