"""The network is closed to tests, and the package has nothing that would open it."""

from __future__ import annotations

import ast
import socket
import urllib.request
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "pipeline" / "onrecord"
CALLERS = set("socket ssl http urllib.request ftplib smtplib asyncio requests httpx aiohttp urllib3".split())


def test_tests_are_cut_off() -> None:
    with pytest.raises(AssertionError, match="calls the network"):
        urllib.request.urlopen("http://localhost:9")
    with socket.socket() as one, pytest.raises(AssertionError, match="calls the network"):
        one.connect(("127.0.0.1", 9))
    left, right = socket.socketpair()
    with left, right:
        left.send(b"x")
        assert right.recv(1) == b"x"


def test_no_module_imports_a_caller() -> None:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found |= {(path.name, name) for name in names if {name, name.split(".")[0]} & CALLERS}
    assert found == set()
