"""Every export reads back with nothing lost, and cannot harm what reads it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from exporting import PLAIN, ROOT, flat, written
from onrecord import model as m
from onrecord.claims.identity import seal
from onrecord.cli import app
from onrecord.exports import export, formats
from onrecord.exports.claim_jsonld import describe
from onrecord.exports.csv import COLUMNS
from onrecord.exports.format import to_json
from onrecord.verify import Failure, Proven, verify


@pytest.mark.parametrize("to", sorted(formats()))
def test_no_claims(to: str) -> None:
    text = written([], to)
    if to == "csv":
        assert text.count("\r\n") == 1
    else:
        json.loads(text)


@pytest.mark.parametrize("to", ["claim-jsonld", "label-studio", "web-annotation"])
def test_json_may_stand_in_a_page(pairs: list[tuple[m.Article, list[m.Claim]]], to: str) -> None:
    assert not set(written(pairs, to)) & set("<>&\u2028\u2029")


@given(st.recursive(st.text() | st.integers() | st.none(), lambda inner: st.lists(inner), max_leaves=5))
def test_json_says_the_same(value: Any) -> None:
    assert json.loads(to_json(value)) == value
    assert not set(to_json(value)) & set("<>&\u2028\u2029")


def test_docs_name_every_export() -> None:
    page = (ROOT / "docs" / "exports.md").read_text("utf-8")
    table = re.findall(r"^\| `([\w-]+)` \| [^|]* \| [^|]* \|$", page, re.M)
    assert table[0] == "--to"
    assert table[1:] == re.findall(r"^## (\S+)$", page, re.M)
    assert sorted(re.findall(r"^## (\S+)$", page, re.M)) == sorted(formats())


def save(folder: Path, pairs: list[tuple[m.Article, list[m.Claim]]]) -> None:
    lines = [claim.model_dump_json() for _, claim in flat(pairs)]
    (folder / "claims.jsonl").write_text("\n".join(lines), "utf-8")
    for n, (article, _) in enumerate(pairs):
        (folder / f"{n}.json").write_text(article.model_dump_json(), "utf-8")


def test_only_what_is_proven_goes_out(pairs: list[tuple[m.Article, list[m.Claim]]], tmp_path: Path) -> None:
    forged = pairs[1][1][0].model_copy(update={"summary": "Nobody was fined.", "dates": ()})
    save(tmp_path, [pairs[0], (PLAIN, [forged])])
    told: list[Any] = []
    articles = [str(tmp_path / f"{n}.json") for n in range(2)]
    outcomes = verify(str(tmp_path / "claims.jsonl"), articles)
    assert not export(outcomes, "claim-jsonld", str(tmp_path / "out"), told.append)
    assert [(type(one), one.claim) for one in told] == [(Failure, forged.id)]
    nodes = json.loads((tmp_path / "out").read_text("utf-8"))["@graph"]
    assert [node["identifier"] for node in nodes] == [claim.id for claim in pairs[0][1]]


def test_command(pairs: list[tuple[m.Article, list[m.Claim]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    save(tmp_path, pairs)
    proven = [o for o in verify("claims.jsonl", ["0.json", "1.json"]) if isinstance(o, Proven)]
    assert len(proven) == len(flat(pairs))
    runner = CliRunner()
    for to in formats():
        done = runner.invoke(app, ["export", "claims.jsonl", "--articles", "0.json", "1.json", "--to", to])
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.stdout_bytes.decode() == written(pairs, to)
    twice = ["export", "claims.jsonl", "--articles", "0.json", "--articles", "1.json", "--to", "csv", "-o", "c.csv"]
    assert (runner.invoke(app, twice).exit_code, runner.invoke(app, twice).stdout) == (0, "")
    assert (tmp_path / "c.csv").read_bytes().decode() == written(pairs, "csv")
    missing = runner.invoke(app, ["export", "claims.jsonl", "--articles", "0.json", "--to", "csv"])
    assert missing.exit_code == 1
    assert missing.stderr.splitlines() == [
        f"onrecord: claims.jsonl:{n}: {claim.id}: no article has the id 'b'; name its file, too"
        for n, (article, claim) in enumerate(flat(pairs), start=1)
        if article is PLAIN
    ]
    assert runner.invoke(app, ["export", "claims.jsonl", "--articles", "0.json", "--to", "claimreview"]).exit_code == 2
    kept = (tmp_path / "0.json").read_bytes()
    over = ["export", "claims.jsonl", "--articles", "0.json", "--to", "csv", "--output", "0.json"]
    assert runner.invoke(app, over).exit_code == 2
    assert (tmp_path / "0.json").read_bytes() == kept


def test_a_hedge_alone_is_nobody(pairs: list[tuple[m.Article, list[m.Claim]]]) -> None:
    """What only "reportedly" is so: the spreadsheet and schema.org name whoever says it, if anybody does."""
    article, claims = pairs[0]
    said = m.Attribution(name="Ana Duarte", title="Mayor", id="official-1", named=True)
    for chain, who in (((m.Attribution(hedge="reportedly"), said), "Ana Duarte"), ((m.Attribution(hedge="x"),), None)):
        claim = seal(claims[0].model_copy(update={"attribution": chain}))
        node = describe(claim, article)
        assert node.get("author", {}).get("name") == who
        assert COLUMNS["said_by"](claim, article) == who
        assert COLUMNS["hedge"](claim, article) == chain[0].hedge
