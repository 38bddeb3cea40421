"""Strike from the gold of `corpus/` the failures that are none any more. Adding one is a reader's work, not ours.

python benchmarks/strike.py
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import onrecord
from accuracy import Result, place_of, run
from gold import CORPUS, FAMILIES
from matching import Compared


def strike(lines: Iterable[str], result: Result) -> Iterator[str]:
    """The lines of a gold file without known failures that are right, and false finds that are found no more."""
    facts = {family: iter([row for row in rows if row.fact]) for family, rows in result.compared.items()}
    known = {family: iter(rows) for family, rows in result.gold.spurious.items()}
    for line in lines:
        row = json.loads(line)
        family = next((key for key in row if key in FAMILIES), None)
        if family is None:
            yield line
        elif "spurious" in row:
            start = next(known[family]).start
            if any(place_of(c.found)[0] == start for c in result.compared[family] if c.fact is None):
                yield line
        else:
            yield _without_what_is_right(line, row, next(facts[family]))


def _without_what_is_right(line: str, row: dict[str, Any], compared: Compared) -> str:
    """A fact's line; unchanged, character by character, where all its known failures are still wrong."""
    known = row.get("known_failures", {})
    left = {aspect: reason for aspect, reason in known.items() if aspect in compared.wrong}
    if left == known:
        return line
    fields = {key: value for key, value in row.items() if key != "known_failures"}
    return json.dumps(fields | ({"known_failures": left} if left else {}), ensure_ascii=False)


def main() -> None:
    """Rewrite the files that change, and name them."""
    for result in run(onrecord.load()):
        path = CORPUS / f"{result.gold.article.id}.gold.jsonl"
        before = path.read_text(encoding="utf-8")
        after = "\n".join(strike(filter(None, before.split("\n")), result)) + "\n"
        if after != before:
            path.write_text(after, encoding="utf-8")
            print(path.name)


if __name__ == "__main__":
    main()
