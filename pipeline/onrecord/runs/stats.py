"""What a run's claims are about, counted: kinds, bodies, months, speakers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from onrecord.runs.plan import Plan
from onrecord.runs.store import Store


@dataclass
class Stats:
    """Counts over the claims and records of the shards that are done. `months` are those of publication."""

    articles: int = 0
    claims: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    agencies: Counter[str] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)
    speakers: Counter[str] = field(default_factory=Counter)
    units: Counter[str] = field(default_factory=Counter)


def count(store: Store, plan: Plan) -> Stats:
    """The counts of a run, of the shards that are done so far."""
    stats = Stats()
    for shard in range(len(plan.shards)):
        if store.report(shard, proven=False) is None:
            continue
        for record in rows(store, "records", shard):
            stats.articles += 1
            stats.agencies.update({agency["name"] for agency in record["agencies"]})
            stats.months[(record["article"]["published"] or "undated")[:7]] += 1
        for claim in rows(store, "claims", shard):
            stats.claims += 1
            stats.kinds[claim["kind"]] += 1
            stats.units.update([claim["figure"]["unit"]] if claim["figure"] else [])
            stats.speakers.update(speakers(claim["attribution"]))
    return stats


def count_rejects(store: Store) -> list[tuple[str, int]]:
    """The codes of a finished run's rejects, the most frequent first."""
    with (store.folder / "rejects.jsonl").open("rb") as stream:
        return Counter(json.loads(line)["code"] for line in stream).most_common()


def rows(store: Store, part: str, shard: int) -> Iterator[dict[str, Any]]:
    """The rows of a part."""
    with store.part(part, shard).open("rb") as stream:
        for line in stream:
            yield json.loads(line)


def speakers(chain: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Whose words a claim is in: the innermost source that has a name."""
    named = (link["name"] for link in chain if link["named"] and link["name"])
    return iter([name] if (name := next(named, None)) else [])
