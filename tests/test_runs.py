"""A run from its inputs to its manifest: every article accounted for, and the same bytes however it comes about."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from spacy.language import Language
from typer.testing import CliRunner

import onrecord
from onrecord.cli import app
from onrecord.runs import worker
from onrecord.runs.plan import Settings
from onrecord.runs.run import go_on, start
from onrecord.runs.shard import local
from onrecord.runs.store import PARTS, RunError, Store
from runs import ME, Here, Ignore, files, run_here, story, write_stories

ONRECORD = [sys.executable, "-c", "from onrecord.cli import main; main()"]


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def all_rows(folder: Path, part: str) -> list[dict[str, object]]:
    return [row for path in sorted((folder / part).glob("[0-9]*.jsonl")) for row in rows(path)]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder with articles in all formats, copies, and things that are none."""
    folder = tmp_path / "archive"
    (folder / "deeper").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "secret.txt").write_text(story(90))
    (folder / "cover.jpg").write_bytes(b"\xff\xd8\xff")
    write_stories(folder / "a.jsonl", range(5))
    packed = write_stories(folder / "b.jsonl", range(5, 8)).read_bytes()
    (folder / "b.jsonl").unlink()
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(packed))
    (folder / "c.csv").write_text(f'id,text,published\nc1,"{story(20)}",2024-06-12\nc2,"{story(0)}",2024-06-13\n')
    (folder / "deeper" / "d.txt.bz2").write_bytes(bz2.compress(story(21).encode()))
    (folder / "deeper" / "e.txt").write_bytes(b"")
    return folder


def test_every_article_is_accounted_for(
    nlp: Language, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parts hold what `extract` and `annotate` give, in the order of the input; the rest is rejects and copies."""
    monkeypatch.setattr(worker, "pipeline", lambda model, patterns: nlp)
    store = Store(tmp_path / "run")
    state = run_here(store, [archive], work=worker.read, describe=worker.describe, shards=3)
    assert state.manifest is not None
    assert state.manifest.books.model_dump(include={"read", "done", "rejected", "copies"}) == {
        "read": 12, "done": 10, "rejected": 1, "copies": 1,
    }  # fmt: skip
    ids = [*(f"s{n}" for n in range(8)), "c1", "d"]
    texts = [*(story(n) for n in range(8)), story(20), story(21)]
    dates = [*["2024-06-12"] * 9, None]
    articles = [
        onrecord.Article(id=i, text=t, published=d, language="en") for i, t, d in zip(ids, texts, dates, strict=True)
    ]
    want = [claim.model_dump(mode="json") for article in articles for claim in onrecord.extract(article, nlp)]
    assert all_rows(store.folder, "claims") == want
    assert [row["article"]["id"] for row in all_rows(store.folder, "records")] == ids  # type: ignore[index]
    assert [(row["reason"], row["origin"]) for row in rows(store.folder / "rejects.jsonl")] == [
        (
            "an empty file",
            {"path": str(archive / "deeper" / "e.txt")} | dict.fromkeys(("line", "start_byte", "end_byte")),
        )
    ]
    (copy,) = rows(store.folder / "copies.jsonl")
    assert (copy["id"], copy["copy_of"], copy["kind"]) == ("c2", "s0", "exact")
    for name, digest in state.manifest.sha256.items():
        assert hashlib.sha256((store.folder / name).read_bytes()).hexdigest() == digest
    assert {f"{part}/0000{n}.jsonl" for part in PARTS for n in range(3)} <= state.manifest.sha256.keys()


def test_the_command(archive: Path, tmp_path: Path) -> None:
    """Two real workers under another hash seed, locale, zone and mask give the bytes that one gives."""
    (archive / "deeper" / "e.txt").unlink()
    common = ["run", str(archive), "--shards", "4"]
    result = CliRunner().invoke(app, [*common, "--out", str(tmp_path / "one"), "--workers", "1"])
    assert result.exit_code == 0, result.output
    assert "= done" in result.stdout
    odd = {"PATH": os.environ["PATH"], "PYTHONHASHSEED": "77", "LC_ALL": "C", "TZ": "Asia/Kathmandu"}
    command = [
        "bash",
        "-c",
        'umask 077; exec "$@"',
        "-",
        *ONRECORD,
        *common,
        "--out",
        str(tmp_path / "two"),
        "--workers",
        "2",
    ]
    done = subprocess.run(command, env=odd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_keeping_copies(archive: Path, tmp_path: Path) -> None:
    state = run_here(Store(tmp_path / "run"), [archive], keep_copies=True)
    assert state.manifest is not None
    assert (state.manifest.books.done, state.manifest.books.copies) == (11, 0)
    assert [row["id"] for row in rows(tmp_path / "run" / "copies.jsonl")] == ["c2"]


def test_a_sample_is_drawn_evenly_and_always_the_same(tmp_path: Path) -> None:
    path = write_stories(tmp_path / "a.jsonl", range(200))
    states = [run_here(Store(tmp_path / name), [path], sample=20) for name in "xy"]
    ids = [str(row["article"]["id"]) for row in all_rows(tmp_path / "x", "records")]  # type: ignore[index]
    assert len(ids) == 20
    assert ids == sorted(ids, key=lambda id_: int(id_[1:]))
    assert 4 <= sum(int(id_[1:]) < 100 for id_ in ids) <= 16
    assert files(tmp_path / "x") == files(tmp_path / "y")
    assert (states[0].plan.counts.read, states[0].plan.counts.archive) == (20, 200)


def test_a_part_of_a_job_array(tmp_path: Path) -> None:
    """Each part does its shards; whoever comes last closes the books."""
    path = write_stories(tmp_path / "a.jsonl", range(100))
    store, whole = Store(tmp_path / "run"), Store(tmp_path / "whole")
    run_here(whole, [path], shards=6)
    store.make()
    for part in (range(2), range(4, 6), range(2, 4)):
        assert not (store.folder / "manifest.json").exists()
        plan = start(store, [str(path)], Settings(shards=6), lambda _: ME, lambda _: None, wait=True)
        state = go_on(store, plan, part, local(Here(store.work).map), lambda _: ME, Ignore())
    assert state.manifest is not None
    assert files(store.folder) == files(whole.folder)
    with pytest.raises(RunError, match="there are shards 0 to 5, not 6"):
        go_on(store, plan, [6], local(Here(store.work).map), lambda _: ME, Ignore())


def test_what_a_memory_zone_forgets_is_not_needed(nlp: Language) -> None:
    """Batch after batch in zones gives what comes outside of them."""
    articles = [onrecord.Article(id=str(n), text=story(n), published="2024-06-12") for n in range(4)]
    want = [onrecord.extract(article, nlp) for article in articles]
    for _ in range(2):
        with nlp.memory_zone():
            assert [onrecord.extract(article, nlp) for article in articles] == want
