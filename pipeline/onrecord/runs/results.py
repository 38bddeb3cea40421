"""What came of a finished run, article by article, read back from its files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from onrecord.model import Article, Claim, Record
from onrecord.runs.plan import Plan
from onrecord.runs.spool import read_batch
from onrecord.runs.store import RunError, Store


class Result(NamedTuple):
    """An article that was done, its record and its claims."""

    article: Article
    record: Record
    claims: list[Claim]


def results(store: Store) -> Iterator[Result]:
    """The results of a run in the order of its input. RunError where it is not finished, or its files were changed."""
    plan = store.plan()
    for shard in range(len(plan.shards)):
        report = store.report(shard)
        if report is None or report.plan != plan.digest:
            raise RunError(f"{store.folder} is not finished; onrecord resume {store.folder} goes on with it")
        yield from shard_results(store, plan, shard)


def shard_results(store: Store, plan: Plan, shard: int) -> Iterator[Result]:
    """The results of a shard, whose parts are all in the order of its articles."""
    with store.part("records", shard).open("rb") as records, store.part("claims", shard).open("rb") as claims:
        groups = groupby(claims, key=lambda line: str(json.loads(line)["article_id"]))
        articles = (article for batch in plan.of(shard) for article in read_batch(store.articles, batch))
        group = next(groups, None)
        for line in records:
            record = Record.model_validate_json(line)
            article = next(article for article in articles if article.id == record.article.id)
            own: list[Claim] = []
            if group is not None and group[0] == article.id:
                own = [Claim.model_validate_json(row) for row in group[1]]
                group = next(groups, None)
            yield Result(article, record, own)
