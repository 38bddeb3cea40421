"""Whatever is changed in a claims file or its articles, `onrecord verify` fails; what nobody touched passes."""

from __future__ import annotations

import bz2
import copy
import gzip
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from spacy.language import Language
from typer.testing import CliRunner, Result

from onrecord.cli import app
from onrecord.verify import Failure, verify

EMOJI = (
    "\U0001f6a2 Harbor Minister José Núñez said Tuesday that 1,204 ferries were late in March, up from 990 a year "
    "earlier \U0001f30a. “We will hire 40 pilots by June,” he told reporters. "
    "\U0001d4afhe board did not fine 12 captains."
)
CRLF = "The central bank raised rates to 4.5% on Thursday.\r\n\r\nGovernor Ana Hale has led it since 2020.\r\n"
COMBINING = "Rene\u0301 Dupre\u0301, the mayor,\u00a0said on Monday that 35 million euros were spent in 2023.\u200b"
WINDOWS = (
    "Finance Secretary Marie O\u2019Neill said that the café tax of 3½ percent paid €1.2 billion to 14 banks in 2022. "
    "The tax will end in 2026, she told the members of the council that had asked for it, and it is not to come back."
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Floods</title>
<meta property="article:published_time" content="2024-06-09T10:00:00Z"></head><body><article><h1>Floods</h1>
<p>Floods killed 43 people in Kenya in May, the Interior Ministry said on Saturday, up from 31 in April.</p>
<p>“We moved 12,500 families &amp; their cattle,” Interior Minister Grace Wanjiru told reporters on Friday.</p>
<p>{"The ministry said that the rivers of the region are to fall by two meters this week. " * 3}</p></article></body>"""
ROW = {"id": "=r/1\u2028", "published": "2025-04-10T23:30:00-05:00", "url": "https://example.org/é?q=1", "text": EMOJI}
FILES = {
    "emoji.txt": EMOJI.encode(),
    "crlf.txt": CRLF.encode(),
    "combining.txt": COMBINING.encode("utf-8-sig"),
    "windows.txt": WINDOWS.encode("cp1252"),
    "page.html": PAGE.encode(),
    "rows.jsonl": json.dumps(ROW).encode(),
}


@pytest.fixture(scope="module")
def made(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the articles and their claims, as the command makes them."""
    folder = tmp_path_factory.mktemp("made")
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("onrecord.api.load", lambda *_args, **_options: nlp)
        patch.chdir(folder)
        call = ["extract", *FILES, "--published", "2025-04-10", "--output", "claims.jsonl"]
        assert CliRunner().invoke(app, call).exit_code == 0
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it to spoil."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def verified(claims: str = "claims.jsonl", *articles: str, piped: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["verify", claims, *(articles or FILES)], input=piped)


PACKED: dict[str, Callable[[bytes], bytes]] = {"gz": gzip.compress, "bz2": bz2.compress}


@pytest.mark.parametrize("suffix", PACKED)
def test_what_nobody_touched_is_proven(folder: Path, suffix: str) -> None:
    """Of every kind of article; also packed, piped in, with blank lines and a byte order mark, or a part of it."""
    data = (folder / "claims.jsonl").read_bytes()
    lines = data.splitlines(keepends=True)
    said = f"{len(lines)} claims of {len(FILES)} articles, all proven\n"
    assert len(lines) > 20
    assert (verified().exit_code, verified().stdout) == (0, said)
    packed = PACKED[suffix](data)
    (folder / f"claims.jsonl.{suffix}").write_bytes(packed)
    for outcome in (
        verified(f"claims.jsonl.{suffix}"),
        verified("-", *FILES, piped=data),
        verified("-", *FILES, piped=packed),
        verified("-", *FILES, piped=b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n\n").rstrip()),
    ):
        assert (outcome.exit_code, outcome.stdout, outcome.stderr) == (0, said, "")
    some = verified("-", *FILES, piped=lines[0])
    assert (some.exit_code, some.stdout) == (0, "1 claims of 1 articles, all proven\n")
    none = verified("-", *FILES, piped=b"")
    assert (none.exit_code, none.stdout) == (0, "no claims, nothing to prove\n")


def test_what_was_piped_in_is_piped_in_again(folder: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.api.load", lambda *_args, **_options: nlp)
    (folder / "claims.jsonl").write_bytes(CliRunner().invoke(app, ["extract", "-"], input=CRLF.encode()).stdout_bytes)
    assert verified("claims.jsonl", "-", piped=CRLF.encode()).exit_code == 0
    failed = verified("claims.jsonl", "crlf.txt")
    assert (failed.exit_code, failed.stdout.splitlines()[0].split(": ", 2)[2]) == (
        1,
        "no article has the id 'stdin', but 'crlf' has its text; it was piped in: pipe it in here, too, and name it -",
    )
    assert verified("-", "-", piped=b"").exit_code == 2


def test_files_of_claims(folder: Path) -> None:
    """What is wrong is said with the file, the line, the claim and what to do."""
    path = folder / "claims.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    ids = [json.loads(line)["id"] for line in lines]
    last = len(lines)
    for data, where, what in (
        (b"".join([*lines, lines[1]]), f"claims.jsonl:{last + 1}: {ids[1]}", "it stands on line 2 already; keep one"),
        (b"".join(lines)[:-9], f"claims.jsonl:{last}", "not JSON: "),
        (gzip.compress(b"".join(lines))[:-9], "claims.jsonl:", "the gzip data are cut off; what came before"),
        (b"\0".join(lines), "claims.jsonl:2", "not JSON: "),
        (lines[0].replace(b'"kind":', b'"kin":'), "claims.jsonl:1", "no claim: kind: Field required"),
        ("".join(map(bytes.decode, lines)).encode("utf-16"), "claims.jsonl:1", "'utf-8' codec can't decode"),
    ):
        path.write_bytes(data)
        failed = verified()
        first = failed.stdout.splitlines()[0]
        assert (failed.exit_code, first.startswith(where), what in first) == (1, True, True), first
        assert failed.stderr.endswith(" claims not proven\n")


ODD = [*"x7 \u200b\u0301\u00ad\ufeff\n", "\r", "\U0001f6a2"]


@pytest.mark.parametrize("name", ["emoji.txt", "crlf.txt", "combining.txt", "windows.txt"])
def test_articles(folder: Path, name: str) -> None:
    """A character more anywhere, also one that nobody sees, another article of the name, or none: its claims fail."""
    rows = [json.loads(line) for line in (folder / "claims.jsonl").read_text("utf-8").strip().split("\n")]
    mine = [f"claims.jsonl:{n}" for n, row in enumerate(rows, start=1) if row["article_id"] == name.split(".")[0]]
    encoding = "cp1252" if name == "windows.txt" else "utf-8"
    text = FILES[name].decode(encoding)
    for n, odd in enumerate(ODD):
        at = 2 + n * 5
        changed = text[:at] + odd + text[at:]
        (folder / name).write_bytes(changed.encode(encoding, "replace"))
        assert {line.split(": ")[0] for line in verified().stdout.splitlines()} == set(mine), (name, odd)
    (folder / name).write_bytes(b"Another board met on Monday, and 3 members left.")
    assert len(verified().stdout.splitlines()) == len(mine)
    (folder / name).unlink()
    gone = verified()
    assert (gone.exit_code, len(gone.stdout.splitlines())) == (1, len(mine))
    assert gone.stderr.splitlines()[0] == f"onrecord: {name}: no such file"


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each place of a JSON value as its holder and key there."""
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from places(value[key])


def said(row: dict[str, Any]) -> str:
    """What a claim says, and its digest, wherever that stands among the fields."""
    return json.dumps([{name: value for name, value in row.items() if name != "digest"}, row.get("digest")])


ANY = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9)


@given(data=st.data())
def test_any_field_changed_fails(data: st.DataObject, made: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Another value, type or order, one field more or less, in any place of a claim of any kind of article."""
    lines = (made / "claims.jsonl").read_text("utf-8").strip().split("\n")
    row = json.loads(data.draw(st.sampled_from(lines)))
    before = said(row)
    holder, key = data.draw(st.sampled_from(list(places(row))))
    way = data.draw(st.sampled_from(["other", "less", "more", "order", "text", "float"]))
    if way == "other":
        holder[key] = data.draw(ANY)
    elif way == "less":
        del holder[key]
    elif way == "more" and isinstance(holder, dict):
        holder["more"] = data.draw(ANY)
    elif way == "more":
        holder.append(copy.deepcopy(holder[key]))
    elif way == "order" and isinstance(holder, dict):
        holder[key] = holder.pop(key)
    elif way == "text":
        holder[key] = str(holder[key])
    elif way == "float" and type(holder[key]) is int:
        holder[key] = float(holder[key])
    assume(said(row) != before)
    path = tmp_path_factory.mktemp("changed") / "claims.jsonl"
    path.write_text(json.dumps(row), "utf-8")
    outcomes = list(verify(str(path), [str(made / name) for name in FILES if name != "page.html"]))
    assert outcomes != []
    assert all(isinstance(outcome, Failure) and outcome.line == 1 for outcome in outcomes)
