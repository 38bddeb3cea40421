"""What inputs cannot do: fill the memory, name files, lead out of a folder, or run as code."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from spacy.language import Language

import onrecord
from onrecord.runs import worker
from onrecord.runs.inputs import find_files
from onrecord.runs.store import Store
from runs import article, files, run_here, story, write_stories

READ = """
import sys
from pathlib import Path
from onrecord.readers import read_articles
print([item.reason if hasattr(item, "reason") else item.id for item in read_articles(sys.argv[1:])])
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads how much memory was used where Linux tells it")
def test_a_line_without_end_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    long = b'{"id":"b","text":"' + b"x" * (100 * 2**20) + b'"}\n'
    path.write_bytes(b'{"id":"a","text":"One."}\n' + long + b'{"id":"c","text":"Three."}\n')
    done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True)
    items, kilobytes = done.stdout.splitlines()
    assert items == "['a', 'a line of more than 33554432 bytes', 'c']"
    assert int(kilobytes) < 300 * 1024


def test_ids_name_no_files(tmp_path: Path) -> None:
    """Whatever an id is, a run has the files that it always has, and the id stands in its rows."""
    ids = ["../../etc/x", "/abs", "CON", "x" * 300, "nul\x00", "a/b", "-rf", "\x1b[31mred", "plain"]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"id": id_, "text": story(n)}) + "\n" for n, id_ in enumerate(ids)))
    run_here(Store(tmp_path / "odd"), [path])
    run_here(Store(tmp_path / "usual"), [write_stories(tmp_path / "b.jsonl", range(len(ids)))])
    assert files(tmp_path / "odd").keys() == files(tmp_path / "usual").keys()
    rows = (tmp_path / "odd" / "records" / "00000.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(row)["article"]["id"] for row in rows] == ids
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "b.jsonl", "odd", "usual"]


def test_folders_that_lead_back_to_themselves(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "loop").symlink_to(tmp_path)
    story_file = tmp_path / "deeper" / "a.txt"
    story_file.write_text("One.")
    assert list(find_files([str(tmp_path)])) == [str(story_file)]


def test_a_worker_out_of_memory_ends(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows what else has failed in it: its exit code says why, and the batch is done elsewhere."""

    def full(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("onrecord.batch.results", full)
    child = os.fork()
    if not child:
        try:
            worker.read_articles([article("a", "One.")], nlp)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == worker.OUT_OF_MEMORY


def test_nothing_that_is_read_can_run() -> None:
    """No eval, exec or YAML; pickle is for what our own processes say to each other."""
    found = set()
    for path in Path(onrecord.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                names.append(node.func.id)
            found |= {
                (path.name, name) for name in names if name in ("eval", "exec", "yaml", "pickle", "marshal", "shelve")
            }
    assert found == {("processes.py", "pickle")}
