"""What a person sees of a run, and rejects that are retried."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.runs.crew import Crew, Limits
from onrecord.runs.retry import retry
from onrecord.runs.store import RunError, Store
from onrecord.runs.worker import Job, Tally
from onrecord.views.runs import clock, estimate, summary
from runs import ME, Here, Ignore, cheap, files, run_here, story, write_stories


def lines(renderable: Any) -> list[list[str]]:
    """A table's rows as words."""
    console = Console(width=100, record=True, file=None, quiet=False)
    with console.capture() as capture:
        console.print(renderable)
    return [line.split() for line in capture.get().splitlines() if line.strip()]


def rejecting(job: Job, output: Path) -> Tally:
    """Work in which the stories with a 3 fail."""
    tally = cheap(job, output)
    rows = output.read_bytes().splitlines(True)
    bad = [n for n in range(tally.articles) if b"s3" in rows[n]]
    if not bad:
        return tally
    rejects = b"".join(
        json.dumps(
            {"stage": "annotate", "code": "failed", "reason": "failed", "id": json.loads(rows[n])["article"]["id"]}
        ).encode()
        + b"\n"
        for n in bad
    )
    records = b"".join(rows[n] for n in range(tally.articles) if n not in bad)
    claims = b"".join(rows[tally.articles + n] for n in range(tally.articles) if n not in bad)
    output.write_bytes(records + claims + rejects)
    return Tally(
        tally.articles, len(bad), tally.articles - len(bad), tally.words, (len(records), len(claims), len(rejects))
    )


def test_retry_ends_with_the_bytes_of_a_run_without_failures(tmp_path: Path) -> None:
    """One by one; what still fails stays a reject; a run that is not finished is refused."""
    path = write_stories(tmp_path / "a.jsonl", range(50))
    path.write_text(path.read_text() + '{"id": "no text"}\n')
    store, clean = Store(tmp_path / "run"), Store(tmp_path / "clean")
    run_here(clean, [path], shards=2)
    state = run_here(store, [path], work=rejecting, shards=2)
    assert state.manifest is not None
    assert (state.manifest.books.done, state.manifest.books.rejected) == (39, 12)
    again = retry(store, Here(store.work, rejecting).map, lambda _: ME, lambda *_: None)
    assert again.rejected == 12
    again = retry(store, Here(store.work).map, lambda _: ME, lambda *_: None)
    assert again.rejected == 1
    assert files(store.folder) == files(clean.folder)
    (store.folder / "done" / "00001.json").unlink()
    with pytest.raises(RunError, match="is not finished; onrecord resume"):
        retry(store, Here(store.work).map, lambda _: ME, lambda *_: None)


def test_retry_with_more_time(tmp_path: Path) -> None:
    """An article that waited in vain for longer than its limit, and gets what it waits for the second time."""
    path = tmp_path / "a.jsonl"
    texts = [story(0), "WAIT " + story(1), story(2)]
    path.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts)))
    store = Store(tmp_path / "run")
    store.make()
    with Crew(Limits(1, seconds=2.0), tmp_path, cheap) as crew:
        state = run_here(store, [path], map=crew.map)
    assert state.rejected == 1
    (tmp_path / "1.once").touch()
    with Crew(Limits(1, seconds=60.0), tmp_path, cheap) as crew:
        assert retry(store, crew.map, lambda _: ME, lambda *_: None).rejected == 0
    assert [json.loads(line)["article"]["id"] for line in store.part("records", 0).read_bytes().splitlines()] == [
        "0",
        "1",
        "2",
    ]


def test_the_summary_is_the_books(tmp_path: Path) -> None:
    path = write_stories(tmp_path / "a.jsonl", [*range(30)])
    path.write_text(path.read_text() + json.dumps({"id": "x", "text": story(3)}) + "\nno JSON\n")
    state = run_here(Store(tmp_path / "run"), [path], shards=3)
    assert lines(summary(state)) == [
        ["finished"],
        ["shards", "done", "3", "of", "3"],
        ["articles", "read", "32"],
        ["=", "done", "30"],
        ["+", "rejected", "1"],
        ["+", "copies", "1"],
        ["claims", "30"],
    ]
    again = CliRunner().invoke(app, ["resume", str(tmp_path / "run")])
    assert again.stdout.splitlines()[-1] == f"rejected: 1 json_invalid; {tmp_path}/run/rejects.jsonl says where and why"
    assert again.exit_code == 1
    nothing = CliRunner().invoke(app, ["retry", str(tmp_path / "run")])
    assert nothing.stdout.splitlines()[-1] == "nothing was retried: no article failed after it was read"
    assert CliRunner().invoke(app, ["status", str(tmp_path / "run")]).stdout.split()[0] == "finished"
    (tmp_path / "run" / "done" / "00002.json").unlink()
    result = CliRunner().invoke(app, ["status", str(tmp_path / "run")])
    assert result.exit_code == 0
    assert [line.split() for line in result.stdout.splitlines() if line.strip()][:7] == [
        ["not", "finished"],
        ["shards", "done", "2", "of", "3"],
        ["articles", "read", "32"],
        ["=", "done", "16"],
        ["+", "rejected", "1"],
        ["+", "copies", "1"],
        ["+", "still", "to", "do", "14"],
    ]


def test_nobody_listens(tmp_path: Path) -> None:
    """Whoever read the output has closed it: no word, and no exit code that says that something was rejected."""
    run_here(Store(tmp_path / "run"), [write_stories(tmp_path / "a.jsonl", range(3))])
    ear, mouth = os.pipe()
    os.close(ear)
    command = [sys.executable, "-c", "from onrecord.cli import main; main()", "status", str(tmp_path / "run")]
    done = subprocess.run(command, stdout=mouth, stderr=subprocess.PIPE, text=True, check=False)
    os.close(mouth)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_estimate_of_a_sample(tmp_path: Path) -> None:
    path = write_stories(tmp_path / "a.jsonl", range(100))
    state = run_here(Store(tmp_path / "run"), [path], sample=10)
    said = estimate(state, 360.0)
    assert said.startswith("the whole archive of 100 articles would take about 60 min on this machine, and give about ")
    assert [clock(s) for s in (3.4, 99, 100, 5940, 6060, 360_000)] == [
        "3 s",
        "99 s",
        "2 min",
        "99 min",
        "1 h 41 min",
        "100 h 0 min",
    ]


def test_stats_are_harmless(tmp_path: Path) -> None:
    """Counts by kind, month and speaker, with bars; a stranger's name steers no terminal and is no markup."""
    store = Store(tmp_path / "run")
    run_here(store, [write_stories(tmp_path / "a.jsonl", range(3))])
    odd = "[red]Ana\x1b[31m Duarte"
    link = {"named": True, "name": odd}
    claims = [
        {"kind": "quote", "figure": None, "attribution": [link]},
        {"kind": "figure", "figure": {"unit": "USD"}, "attribution": [{"named": False, "name": None}, link]},
        {"kind": "figure", "figure": {"unit": "USD"}, "attribution": []},
    ]
    records = [
        {"article": {"published": date}, "agencies": [{"name": "Harbor Board"}] * 2} for date in ("2024-06-12", None)
    ]
    for part, rows in (("claims", claims), ("records", records)):
        store.part(part, 0).write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = CliRunner().invoke(app, ["stats", str(tmp_path / "run")])
    assert result.exit_code == 0, result.output
    got = [line.split() for line in result.stdout.splitlines() if line.strip()]
    assert got == [
        ["2", "articles,", "3", "claims"],
        ["Claims", "by", "kind"],
        ["figure", "2", "█" * 30],
        ["quote", "1", "█" * 15],
        ["Articles", "by", "month"],
        ["2024-06", "1", "█" * 30],
        ["undated", "1", "█" * 30],
        ["Agencies,", "by", "articles"],
        ["Harbor", "Board", "2", "█" * 30],
        ["Speakers,", "by", "claims"],
        ["[red]Ana␛[31m", "Duarte", "2", "█" * 30],
        ["Units", "of", "figures"],
        ["USD", "2", "█" * 30],
    ]


def test_watching_nothing() -> None:
    """The watcher of tests has the methods of a real one."""
    from onrecord.views.runs import Watcher

    assert {name for name in vars(Ignore) if name[0] != "_"} <= set(vars(Watcher))
