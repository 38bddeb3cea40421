"""Without the libraries of a format, one line says how to get them, and nothing else breaks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import zstandard
from spacy.language import Language
from typer.testing import CliRunner

from onrecord.cli import app
from samples import ATOM, NITF, RSS, TEXT, news_item, ninjs, packed, page, story_record, write_parquet

ROOT = Path(__file__).parents[1]
HEAVY = ("trafilatura", "fastwarc", "pyarrow", "lxml", "feedparser", "zstandard", "datasketch")
READ = """
import sys
from onrecord.readers import read_articles
from onrecord.readers.format import Missing
if __name__ == "__main__":
    for path in sys.argv[1:]:
        try:
            print(len(list(read_articles([path]))))
        except Missing as error:
            print(error)
"""


@pytest.fixture
def without(tmp_path: Path) -> dict[str, str]:
    """An environment in which none of the libraries can be imported, neither here nor in child processes."""
    for name in HEAVY:
        (tmp_path / "none" / name).mkdir(parents=True)
        (tmp_path / "none" / name / "__init__.py").write_text(f"raise ImportError({name!r})")
    return {**os.environ, "PYTHONPATH": str(tmp_path / "none")}


def test_each_format_says_what_it_needs(tmp_path: Path, without: dict[str, str]) -> None:
    """One line for a file, also for a WARC of many pages; plain formats, and ninjs of plain text, need nothing."""
    plain = ninjs(1, body_text=TEXT)
    files: dict[str, tuple[str | bytes, str]] = {
        "a.html": (page(), "HTML needs: pip install 'onrecord[html]'"),
        "a.warc.gz": (
            b"".join(packed(story_record(n)) for n in range(5)),
            "WARC needs: pip install 'onrecord[warc]'",
        ),
        "a.parquet": (
            write_parquet(tmp_path / "b.parquet", [{"text": TEXT}]).read_bytes(),
            "Parquet needs: pip install 'onrecord[parquet]'",
        ),
        "a.nitf": (NITF, "XML needs: pip install 'onrecord[xml]'"),
        "a.newsml": (news_item(), "XML needs: pip install 'onrecord[xml]'"),
        "a.rss": (RSS, "RSS and Atom need: pip install 'onrecord[feeds]'"),
        "a.atom": (ATOM, "RSS and Atom need: pip install 'onrecord[feeds]'"),
        "b.json": (json.dumps(ninjs(3)), "XML needs: pip install 'onrecord[xml]'"),
        "a.txt.zst": (
            zstandard.ZstdCompressor().compress(TEXT.encode()),
            "zstd needs: pip install 'onrecord[runs]'",
        ),
        "a.json": (json.dumps({key: value for key, value in plain.items() if key != "body_xhtml"}), "1"),
        "a.txt": (TEXT, "1"),
        "a.jsonl": (json.dumps({"text": TEXT}) + "\n", "1"),
        "a.csv": ("id,text\na,One.\nb,Two.\n", "2"),
    }
    for name, (data, _) in files.items():
        (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    (tmp_path / "read.py").write_text(READ)
    done = subprocess.run(
        [sys.executable, "read.py", *files], cwd=tmp_path, env=without, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == [said for _, said in files.values()], done.stderr


def test_the_command_says_it_in_a_line(nlp: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.nitf").write_text(NITF)
    monkeypatch.setitem(sys.modules, "lxml", None)
    monkeypatch.setattr("onrecord.api.load", lambda *_, **__: nlp)
    done = CliRunner().invoke(app, ["extract", str(tmp_path / "a.nitf")])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "onrecord: XML needs: pip install 'onrecord[xml]'\n"


def test_every_extra_that_is_named_exists() -> None:
    """In code and documentation; `all` holds each but Ray's, which is no format's."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    places = [*(ROOT / "pipeline").rglob("*.py"), *(ROOT / "docs").glob("*.md"), ROOT / "README.md"]
    named = {
        extra
        for path in places
        for piece in path.read_text("utf-8").split("onrecord[")[1:]
        for extra in piece.partition("]")[0].split(",")
    }
    assert named == set(extras)
    (all_of_them,) = extras["all"]
    assert set(all_of_them.partition("[")[2].rstrip("]").split(",")) == set(extras) - {"all", "ray"}
