"""Books: what went in is what came out, was rejected or was a copy. Checked, and written down at the end."""

from __future__ import annotations

import shutil
from collections.abc import Sequence

from pydantic import ValidationError

from onrecord.model import Frozen, Producer
from onrecord.runs.inputs import sha256_of
from onrecord.runs.plan import Plan
from onrecord.runs.store import PARTS, Report, RunError, Store


class Books(Frozen):
    """Articles that were read, and what became of them: `read` = `done` + `rejected` + `copies`."""

    read: int
    done: int
    rejected: int
    copies: int
    claims: int
    words: int


class Manifest(Frozen):
    """A finished run: what made it, its books, and the SHA-256 of each file that counts."""

    plan: str
    producer: Producer
    near_copies: bool
    books: Books
    sha256: dict[str, str]


def balance(plan: Plan, reports: Sequence[Report]) -> Books:
    """The books of a run whose shards are all done. RunError where they do not balance: a bug, and nothing to trust."""
    for report in reports:
        planned = sum(batch.articles for batch in plan.of(report.shard))
        if report.articles != planned or report.done + report.rejected != planned:
            raise RunError(f"shard {report.shard} had {planned} articles, and reports {report.articles} (a bug)")
    books = Books(
        read=plan.counts.read,
        done=sum(report.done for report in reports),
        rejected=plan.counts.rejected + sum(report.rejected for report in reports),
        copies=plan.counts.copies,
        claims=sum(report.claims for report in reports),
        words=sum(report.words for report in reports),
    )
    if books.read != books.done + books.rejected + books.copies:
        raise RunError(f"the books do not balance (a bug): {books}")
    return books


def written(store: Store, plan: Plan) -> Manifest | None:
    """The manifest of this plan's run, where it is there."""
    try:
        manifest = Manifest.model_validate_json((store.folder / "manifest.json").read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
    return manifest if manifest.plan == plan.digest else None


def finish(store: Store, plan: Plan, reports: Sequence[Report]) -> Manifest:
    """Write all rejects into one file, and the manifest. Does the same however often it is called.

    RunError where what was read is not what the plan was made of.
    """
    books = balance(plan, reports)
    hashes = {"articles.jsonl.gz": plan.articles, "copies.jsonl": plan.copies, "rejects/read.jsonl": plan.rejects}
    hashes["revisions.jsonl"] = plan.revisions
    changed = [name for name, digest in hashes.items() if sha256_of(store.folder / name) != digest]
    if changed:
        raise RunError(f"{store.folder / changed[0]} was changed since it was written; begin anew with another --out")
    sources = [store.read_rejects, *(store.part("rejects", report.shard) for report in reports)]
    with store.writing(store.folder / "rejects.jsonl") as stream:
        for source in sources:
            with source.open("rb") as part:
                shutil.copyfileobj(part, stream)
    hashes |= {f"{name}/{store.part(name, r.shard).name}": r.sha256[name] for r in reports for name in PARTS}
    hashes["rejects.jsonl"] = sha256_of(store.folder / "rejects.jsonl")
    manifest = Manifest(
        plan=plan.digest, producer=plan.producer, near_copies=plan.near_copies, books=books, sha256=hashes
    )
    store.write(store.folder / "manifest.json", manifest)
    return manifest
