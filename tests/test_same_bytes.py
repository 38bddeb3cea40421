"""The same claims, byte for byte, in any time zone and locale and under any hash seed.

That runs of several processes are too, test_runs.py proves.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from gold import CORPUS

ODD = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4242"},
)


def onrecord(*arguments: str, **environment: str) -> None:
    inherited = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
    command = [sys.executable, "-c", "from onrecord.cli import main; main()", *arguments]
    subprocess.run(command, env={**inherited, **environment}, check=True, capture_output=True)


def test_claims_are_the_same_bytes_everywhere(tmp_path: Path) -> None:
    articles = [str(path) for path in sorted(CORPUS.glob("*.txt"))[:6]]
    made = []
    for n, environment in enumerate(ODD):
        output = tmp_path / f"{n}.jsonl"
        onrecord("extract", *articles, "--published", "2024-06-07", "--output", str(output), **environment)
        made.append(output.read_bytes())
    assert made[0]
    assert made[0] == made[1]
