"""Reading: the one pass over the inputs that makes the plan. Ids, languages, dates and copies are settled here."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.model import Article, Producer, Reject
from onrecord.readers import read_articles
from onrecord.runs.copies import Copies, near_copies_found
from onrecord.runs.inputs import fingerprint, odd_file, sha256_of
from onrecord.runs.plan import Batch, Counts, Plan, Settings, cut_shards
from onrecord.runs.revisions import Revisions
from onrecord.runs.spool import Spool
from onrecord.runs.store import Store
from onrecord.runs.worker import line

Item = Article | Reject


@dataclass
class Archive:
    """How much was read: articles and rejects, and the characters of the articles."""

    items: int = 0
    chars: int = 0

    def counted(self, items: Iterable[Item], watch: Callable[[Item], object]) -> Iterator[Item]:
        """The items as they are, counted and shown to `watch`."""
        for item in items:
            self.items += 1
            self.chars += len(item.text) if isinstance(item, Article) else 0
            watch(item)
            yield item


def read_inputs(
    store: Store, files: Sequence[str], settings: Settings, producer: Producer, watch: Callable[[Item], object]
) -> Plan:
    """Read everything once, and write the articles, rejects, copies and revisions, and last the plan."""
    inputs = tuple(fingerprint(path) for path in files)
    archive = Archive()
    items: Iterable[Item] = archive.counted(read_files(files, settings), watch)
    if settings.sample is not None:
        items = sample(items, settings.sample)
    near = near_copies_found()
    counts, revised, batches = sort_out(store, items, near=near, keep_copies=settings.keep_copies)
    plan = Plan(
        settings=settings,
        inputs=inputs,
        producer=producer,
        near_copies=near,
        counts=Counts(read=counts.total(), archive=archive.items, archive_chars=archive.chars, **counts, **revised),
        batches=tuple(batches),
        shards=cut_shards(len(batches), settings.shards),
        articles=sha256_of(store.articles),
        rejects=sha256_of(store.read_rejects),
        copies=sha256_of(store.copies),
        revisions=sha256_of(store.revisions),
    ).sealed()
    store.write(store.folder / "plan.json", plan)
    return plan


def sort_out(
    store: Store, items: Iterable[Item], *, near: bool, keep_copies: bool
) -> tuple[Counter[str], Counter[str], Sequence[Batch]]:
    """Write articles, rejects, copies and revisions, each into its file; their numbers, and the batches of articles.

    What another version of its story came before is no copy of it, however near: it corrects something.
    """
    counts, revised = Counter(accepted=0, rejected=0, copies=0), Counter(superseded=0, withdrawn=0)
    with ExitStack() as stack:
        spool = Spool(stack.enter_context(store.writing(store.articles)))
        rejects, copies = (stack.enter_context(store.writing(path)) for path in (store.read_rejects, store.copies))
        known, revisions = stack.enter_context(memory(store, near=near))
        for item in items:
            if isinstance(item, Reject):
                rejects.write(line(item))
                counts["rejected"] += 1
                continue
            copy = None
            if revisions.take(item):
                known.add(item)
            else:
                copy = known.find(item)
            if copy is not None:
                copies.write(line(copy))
            if copy is None or keep_copies:
                spool.add(item)
                counts["accepted"] += 1
            else:
                counts["copies"] += 1
        spool.flush()
        stream = stack.enter_context(store.writing(store.revisions))
        for standing in revisions.standings():
            stream.write(line(standing))
            revised.update(superseded=standing.superseded_by is not None, withdrawn=standing.withdrawn)
    return counts, revised, spool.batches


@contextmanager
def memory(store: Store, *, near: bool) -> Iterator[tuple[Copies, Revisions]]:
    """The memory of originals and of versions, while the block lasts; a full disk is an OSError here, too."""
    with TemporaryDirectory(dir=store.work, prefix="copies-") as scratch:
        try:
            with (
                closing(Copies(Path(scratch) / "originals.sqlite", near=near)) as known,
                closing(Revisions(Path(scratch) / "versions.sqlite")) as revisions,
            ):
                yield known, revisions
        except sqlite3.OperationalError as error:
            raise OSError(f"{store.work}: {error}") from error


def read_files(files: Sequence[str], settings: Settings) -> Iterator[Item]:
    """The articles and rejects of all files, in order."""
    odd = {path: found for path in files if (found := odd_file(path))}
    articles = read_articles(
        [path for path in files if path not in odd],
        published=settings.published,
        input_format=settings.input_format,
        fields=settings.fields,
        any_language=settings.any_language,
    )
    return chain(odd.values(), articles)


def sample(items: Iterable[Item], number: int) -> list[Item]:
    """So many of the items, drawn evenly, the same ones each time, in their order."""
    draw = random.Random(0)
    drawn: list[tuple[int, Item]] = []
    for n, item in enumerate(items):
        if n < number:
            drawn.append((n, item))
        elif (place := draw.randrange(n + 1)) < number:
            drawn[place] = (n, item)
    return [item for _, item in sorted(drawn, key=lambda pair: pair[0])]
