"""The documentation is true: every command, every piece of Python and every sample of output in it is executed."""

from __future__ import annotations

import gzip
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer.main
from spacy.language import Language
from typer.testing import CliRunner

import onrecord
from onrecord.cli import app
from onrecord.model import Claim, Record
from onrecord.runs import worker
from onrecord.runs.store import Store
from runs import run_here
from samples import TEXT, packed, page, story_record, write_parquet

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
STORY = (
    "Labor Secretary Maria Alvarez said on Friday that the Mapleton Transit Board carried 1,204 riders a day in May.\n"
)


class Block(NamedTuple):
    """A fenced block of the documentation: its language, and its lines."""

    kind: str
    lines: tuple[str, ...]


BLOCKS = [
    Block(match[1], tuple(match[2].splitlines()))
    for match in re.finditer(r"^```(\w+)\n(.*?)^```$", README, re.M | re.S)
]
COMMANDS = [line for block in BLOCKS if block.kind == "sh" for line in block.lines]
PYTHON = ["\n".join(block.lines) for block in BLOCKS if block.kind == "python"]
SAMPLES = [block for block in BLOCKS if block.kind == "console"]


@pytest.fixture
def desk(nlp: Language, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder with the files that the documentation speaks of, and the tests' one pipeline as the default one."""
    rows = [json.dumps({"id": str(n), "text": STORY, "published": "2024-06-12"}) for n in range(3)]
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    (tmp_path / "articles.jsonl").write_text("\n".join(rows), "utf-8")
    (tmp_path / "archive.jsonl.gz").write_bytes(gzip.compress("\n".join(rows).encode()))
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "two.json").write_text(json.dumps([{"id": "x", "text": STORY}]), "utf-8")
    claims = [
        c for n in "012" for c in onrecord.extract(onrecord.Article(id=n, text=STORY, published="2024-06-12"), nlp)
    ]
    (tmp_path / "claims.jsonl").write_text("".join(f"{c.model_dump_json()}\n" for c in claims), "utf-8")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "one.html").write_text(page(), "utf-8")
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(packed(story_record(n)) for n in (1, 2)))
    write_parquet(tmp_path / "news.parquet", [{"n": 1, "body": TEXT, "day": date(2024, 6, 9)}])
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "curl").write_text("#!/bin/sh\ncat pages/one.html\n", "utf-8")
    (tmp_path / "bin" / "curl").chmod(0o755)
    (tmp_path / "my-rules").mkdir()
    (rule,) = [block.lines for block in BLOCKS if block.kind == "json"]
    (tmp_path / "my-rules" / "agencies.jsonl").write_text("\n".join(rule), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    ours = [str(tmp_path / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]]
    monkeypatch.setenv("PATH", os.pathsep.join(ours))
    load = onrecord.api.load

    def load_once(model: str | None = None, patterns: Path | None = None, **options: Any) -> Language:
        return load(model, patterns, **options) if model or patterns else nlp

    monkeypatch.setattr("onrecord.api.load", load_once)
    monkeypatch.setattr("onrecord.load", load_once)
    monkeypatch.setattr(worker, "pipeline", lambda model, patterns: nlp)
    run_here(Store(Path("run")), ["archive.jsonl.gz", "more"], work=worker.read, describe=worker.describe)
    return tmp_path


def run(command: str) -> str:
    """What a command of the documentation prints; it must end well. Pipes go through a shell, all else stays here."""
    words = shlex.split(command, comments=True)
    if words[0] == "onrecord" and not set(command) & set("|<>*"):
        result = CliRunner().invoke(app, words[1:])
        assert result.exit_code == 0, result.output
        return result.stdout
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("command", [c for c in COMMANDS if not c.startswith(("make ", "pip install "))])
def test_command(desk: Path, command: str) -> None:
    run(command)


@pytest.mark.parametrize("block", [b for b in BLOCKS if b.lines[0].startswith("pip install ")])
def test_an_archive_in_two_commands(desk: Path, block: Block) -> None:
    """The first one installs an extra that there is, the second one makes claims of all that is in the archive."""
    setup, command = block.lines
    (extra,) = re.findall(r"^pip install '\.\[(\w+)\]' ", setup)
    assert extra in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    run(command)
    out = desk / shlex.split(command)[-1]
    records = [json.loads(line) for line in (out / "records" / "00000.jsonl").read_bytes().splitlines()]
    assert len(records) == (2 if extra == "warc" else 1)
    assert all(record["article"]["published"].startswith("2024-06-09") for record in records)
    assert b"Ana Duarte" in (out / "claims" / "00000.jsonl").read_bytes()


def test_three_archives_are_shown() -> None:
    assert [b.lines[0].split("'")[1] for b in BLOCKS if b.lines[0].startswith("pip ")] == [
        ".[html]",
        ".[warc]",
        ".[parquet]",
    ]


def test_a_page_from_the_network(desk: Path) -> None:
    (command,) = [c for c in COMMANDS if c.startswith("curl ")]
    run(command)
    claims = [json.loads(line) for line in (desk / "claims.jsonl").read_bytes().splitlines()]
    assert {claim["url"] for claim in claims} == {"https://ledger.example/2024/06/ferries"}


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = [shlex.split(c, comments=True)[1] for c in COMMANDS if c.startswith("make ")]
    assert targets == ["run", "test"]
    for target in [*targets, *re.findall(r"`make (\w+)", README)]:
        assert re.search(rf"^{target}:", makefile, re.M), target


@pytest.mark.parametrize("code", PYTHON)
def test_python(desk: Path, code: str) -> None:
    exec(compile(code, "README.md", "exec"), {})


@pytest.mark.parametrize("sample", SAMPLES)
def test_sample(desk: Path, sample: Block) -> None:
    """The output that the README shows is the output."""
    out = ""
    for command in [line.removeprefix("$ ") for line in sample.lines if line.startswith("$ ")]:
        out = run(command)
    shown = [line.rstrip() for line in sample.lines if not line.startswith("$ ")]
    got = [line.rstrip() for line in out.splitlines()]
    assert [line for line in shown if line] == [line for line in got if line]


def test_readme_names_every_command() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert [name for name in commands if f"`onrecord {name}" not in README] == []


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", *(str(p.relative_to(ROOT)) for p in ROOT.glob("docs/*.md"))]
)
def test_links_lead_somewhere(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), target


def test_output_page_names_every_field() -> None:
    page = (ROOT / "docs" / "output.md").read_text("utf-8")
    fields = [*Record.model_fields, *Claim.model_fields]
    assert [name for name in fields if f"`{name}`" not in page] == []


def test_input_page_names_every_format() -> None:
    from onrecord.readers import formats

    page = (ROOT / "docs" / "input.md").read_text("utf-8")
    (names,) = re.findall(r"`--input-format ([^`]+)`", page)
    assert set(names.split("|")) == set(formats())
    suffixes = [suffix for known in formats().values() for suffix in known.suffixes]
    assert [suffix for suffix in suffixes if f"`{suffix}`" not in README] == []
