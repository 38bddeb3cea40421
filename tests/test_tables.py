"""Tables of a run: nothing that the JSONL says is lost or changed in them, and the recipes of the documentation run."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pyarrow
import pytest
from datasette.app import Datasette
from pyarrow import parquet
from spacy.language import Language
from typer.testing import CliRunner

import onrecord
from onrecord.cli import app
from onrecord.exports import formats as exports
from onrecord.model import Attribution, Claim, Record
from onrecord.runs import worker
from onrecord.runs.results import results
from onrecord.runs.store import RunError, Store
from onrecord.tables import convert, formats
from onrecord.tables.columns import columns, rows
from onrecord.tables.parquet import arrow
from onrecord.tables.sqlite import tables
from runs import run_here

PAGE = (Path(__file__).parents[1] / "docs" / "tables.md").read_text("utf-8")
ARTICLES: list[dict[str, str]] = [
    {
        "id": "ferries",
        "title": "Ferries, late",
        "publisher": "Mapleton Ledger",
        "url": "https://ledger.example/1",
        "country": "US",
        "text": "The Harbor Board counted 1,204 late ferries in May, up from 990 in April. “We will hire 40 pilots,” "
        "Transport Secretary Ana Duarte told reporters on Friday. The board will spend $2.5 million on a new pier.",
    },
    {"id": "empty", "text": "Nothing was said."},
    {
        "id": "=hostile'); DROP TABLE claims; --",
        "title": '=cmd|"/c calc"!A1',
        "url": 'javascript:alert("1")',
        "text": "Officials said the rate fell 2.5 percent to -4 degrees Celsius in Canada in 2024. \U0001f30a “It’s "
        "'odd' "
        'or "1=1"; DROP TABLE quotes,” Mayor Bo Li said. At least 3 to 5 ferries sank.',
    },
]


@pytest.fixture(scope="module")
def store(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A finished run over some articles. Tests read it and never change it."""
    folder = tmp_path_factory.mktemp("tables")
    rows = [{"published": "2024-06-09", **article} for article in ARTICLES]
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    store = Store(folder / "run")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "pipeline", lambda model, patterns: nlp)
        run_here(store, [folder / "a.jsonl"], work=worker.read, describe=worker.describe, shards=2, any_language=True)
    return store


def claims(store: Store) -> list[dict[str, Any]]:
    """The claims as the JSONL has them."""
    return [json.loads(line) for path in sorted(store.folder.glob("claims/*.jsonl")) for line in path.open("rb")]


def flat(claim: dict[str, Any]) -> dict[str, Any]:
    """A claim's columns, by another way than the program's: all fields, those of records within under two names."""
    row = dict(claim)
    for name in ("figure", "time", "comparison", "producer"):
        row |= {f"{name}_{inner}": value for inner, value in (row.pop(name) or {}).items()}
    if "figure_text" in row:
        row["figure"] = {name: row.pop(f"figure_{name}") for name in ("start_char", "end_char", "text")}
    return {name: value for name, value in row.items() if value is not None}


def test_the_results_of_a_run(store: Store) -> None:
    """Article by article, also where there are no claims."""
    found = list(results(store))
    assert [result.article.id for result in found] == [article["id"] for article in ARTICLES]
    assert [result.record.article.id for result in found] == [article["id"] for article in ARTICLES]
    assert [claim.model_dump(mode="json") for result in found for claim in result.claims] == claims(store)
    assert {claim.article_id for claim in found[1].claims} <= {"empty"}


def test_parquet_says_what_the_jsonl_says(store: Store, tmp_path: Path) -> None:
    path = convert(store.folder, "parquet", tmp_path / "a.parquet")
    table = parquet.read_table(path).to_pylist()
    known = {article["id"]: article for article in ARTICLES}
    assert len(table) == len(claims(store)) > 10
    for row, claim in zip(table, claims(store), strict=True):
        about = {name: row.pop(f"article_{name}") for name in ("title", "publisher", "country", "language")}
        first = claim["attribution"][0] if claim["attribution"] else {}
        said = {name: row.pop(name) for name in ("said_by", "said_by_title", "said_by_organization")}
        assert said == {
            f"said_by{part}": first.get(name)
            for part, name in [("", "name"), ("_title", "title"), ("_organization", "organization")]
        }
        assert about["title"] == known[claim["article_id"]].get("title")
        assert {name: value for name, value in row.items() if value is not None} == flat(claim)


def test_the_schema_is_the_documented_one(store: Store, tmp_path: Path) -> None:
    """Whatever the claims: of a run without any, it is the same."""
    said: dict[str, str] = {}
    section = PAGE.partition("## Columns")[2].partition("\n## ")[0]
    for cells in re.findall(r"^\| (`.*`) \| (.*) \|$", section, re.M):
        said |= dict.fromkeys(re.findall(r"`(\w+)`", cells[0]), re.sub(r"^string: .*", "string", cells[1]))
    span = "struct<start_char: int64, end_char: int64, text: string>"
    written = {column.name: words(arrow(column.type)) for column in columns()}
    assert {name: kind.replace("list of such", f"list of {span}") for name, kind in said.items()} == written
    assert parquet.read_schema(convert(store.folder, "parquet", tmp_path / "a.parquet")).names == list(written)
    assert list(tables()["claims"]) == list(written)


def words(kind: Any) -> str:
    """A type of Arrow as the page writes it."""
    return f"list of {words(kind.value_type)}" if pyarrow.types.is_list(kind) else str(kind)


def database(store: Store, folder: Path) -> sqlite3.Connection:
    db = sqlite3.connect(convert(store.folder, "sqlite", folder / "a.sqlite"))
    db.row_factory = sqlite3.Row
    return db


def test_sqlite_says_what_the_jsonl_says(store: Store, tmp_path: Path) -> None:
    with closing(database(store, tmp_path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert list(db.execute("PRAGMA foreign_key_check")) == []
        table = [dict(row) for row in db.execute("SELECT * FROM claims ORDER BY rowid")]
        kinds = {column.name: column.type for column in columns()}
        for row, claim in zip(table, claims(store), strict=True):
            wanted = flat(claim)
            for name in wanted:
                value = row[name]
                structured = kinds[name] not in (str, int, float, bool)
                assert (json.loads(value) if structured else value) == wanted[name], name
            assert not [
                name
                for name, value in row.items()
                if value is not None and name not in wanted and not name.startswith(("said_by", "article_"))
            ]
        records = [json.loads(line) for path in sorted(store.folder.glob("records/*")) for line in path.open("rb")]
        articles = [
            (row["id"], row["sha256"], row["line"], row["start_byte"]) for row in db.execute("SELECT * FROM articles")
        ]
        about = [record["article"] for record in records]
        assert articles == [(a["id"], a["sha256"], a["origin"]["line"], a["origin"]["start_byte"]) for a in about]
        quotes = [
            (row["article_id"], row["clean_text"], row["source_name"], json.loads(row["content"]))
            for row in db.execute("SELECT * FROM quotes")
        ]
        assert quotes == [
            (record["article"]["id"], q["clean_text"], q["source_name"], q["content"])
            for record in records
            for q in record["quotes"]
        ]
        assert len(quotes) > 2


def test_full_text(store: Store, tmp_path: Path) -> None:
    """Words in any form, phrases, accents; and what stands in quotation marks cannot be a wrong question."""
    with closing(database(store, tmp_path)) as db:

        def found(table: str, column: str, words: str) -> set[str]:
            question = (
                f"SELECT {column} FROM {table} WHERE rowid IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?)"
            )
            return {row[0] for row in db.execute(question, (words,))}

        assert found("quotes", "clean_text", "pilot") == {"We will hire 40 pilots,"}
        assert "ferries" in found("claims", "article_id", "ferry AND late")
        assert found("claims", "said_by", 'said_by:"ana duarte"') == {"Ana Duarte"}
        assert found("claims", "summary", "zeppelin") == set()
        assert found("claims", "summary", '"\'); DROP TABLE claims; --"') == set()
        assert db.execute("SELECT count(*) FROM claims").fetchone()[0] == len(claims(store))


def test_csv_is_the_export(store: Store, tmp_path: Path) -> None:
    data = convert(store.folder, "csv", tmp_path / "a.csv").read_bytes()
    pairs = [(result.article, result.claims) for result in results(store)]
    assert data.decode() == "".join(exports()["csv"].write(pairs))
    assert b"'=hostile" in data


RECIPES = {
    name: re.findall(r"```sql\n(.*?)```", PAGE.partition(f"\n## {name}\n")[2].partition("\n## ")[0], re.S)
    for name in ("DuckDB", "Datasette")
}


def test_the_page_has_recipes() -> None:
    assert {name: len(found) for name, found in RECIPES.items()} == {"DuckDB": 4, "Datasette": 3}


@pytest.mark.parametrize("recipe", RECIPES["DuckDB"])
def test_duckdb(store: Store, monkeypatch: pytest.MonkeyPatch, recipe: str) -> None:
    convert(store.folder, "parquet")
    monkeypatch.chdir(store.folder)
    code = "import duckdb, sys; print(len(duckdb.sql(sys.argv[1]).fetchall()))"  # its own process: it leaks at exit
    done = subprocess.run([sys.executable, "-c", code, recipe], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0


@pytest.mark.parametrize("recipe", RECIPES["Datasette"])
def test_datasette(store: Store, recipe: str) -> None:
    path = convert(store.folder, "sqlite")
    (answer,) = ask(path, f"/claims.json?_shape=array&sql={quote_plus(recipe.strip().rstrip(';'))}")
    assert answer
    with closing(sqlite3.connect(path)) as db:
        assert [tuple(row.values()) for row in answer] == db.execute(recipe).fetchall()


def test_datasette_finds_the_indexes(store: Store) -> None:
    """Its search box, on the page of a table, and the links from claims to their articles."""
    path = convert(store.folder, "sqlite")
    quotes, page = ask(path, "/claims/quotes.json?_shape=array&_search=pilots", "/claims/claims.json?_facet=kind")
    assert [row["clean_text"] for row in quotes] == ["We will hire 40 pilots,"]
    counts = {facet["value"]: facet["count"] for facet in page["facet_results"]["kind"]["results"]}
    kinds = [claim["kind"] for claim in claims(store)]
    assert counts == {kind: kinds.count(kind) for kind in kinds}


def ask(path: Path, *addresses: str) -> list[Any]:
    """What Datasette answers over a database, without a socket."""

    async def answers() -> list[Any]:
        served = Datasette([str(path)])
        found = [await served.client.get(address) for address in addresses]
        assert [answer.status_code for answer in found] == [200] * len(addresses), found[0].text
        return [answer.json() for answer in found]

    return asyncio.run(answers())


# What it refuses


def test_a_run_that_is_not_finished(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(ARTICLES[0]) + "\n")
    other = Store(tmp_path / "run")
    run_here(other, [tmp_path / "a.jsonl"])
    other.marker(0).unlink()
    for to in formats():
        with pytest.raises(RunError, match="is not finished; onrecord resume"):
            convert(other.folder, to)
    assert not list(other.folder.glob("claims.*"))
    with pytest.raises(RunError, match="holds no run"):
        convert(tmp_path, "csv")


def test_changed_claims_are_not_converted(nlp: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was there before stays as it was."""
    monkeypatch.setattr(worker, "pipeline", lambda model, patterns: nlp)
    (tmp_path / "a.jsonl").write_text(json.dumps(ARTICLES[0]) + "\n")
    own = Store(tmp_path / "run")
    run_here(own, [tmp_path / "a.jsonl"], work=worker.read, describe=worker.describe)
    before = convert(own.folder, "csv").read_bytes()
    part = own.part("claims", 0)
    part.write_bytes(part.read_bytes().replace(b"1,204", b"1,205"))
    with pytest.raises(RunError, match="is not finished"):
        convert(own.folder, "csv")
    assert (own.folder / "claims.csv").read_bytes() == before
    assert not list(own.folder.glob("*.tmp"))


@pytest.mark.parametrize(
    "name", ["plan.json", "manifest.json", "claims/00000.jsonl", "articles.jsonl.gz", "claims", "x"]
)
def test_a_file_of_the_run_is_not_overwritten(store: Store, name: str) -> None:
    with pytest.raises(RunError, match="is a file of the run"):
        convert(store.folder, "csv", store.folder / name)


def test_a_run_without_claims(nlp: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "pipeline", lambda model, patterns: nlp)
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "Yes."}) + "\n")
    own = Store(tmp_path / "run")
    run_here(own, [tmp_path / "a.jsonl"], work=worker.read, describe=worker.describe)
    assert parquet.read_table(convert(own.folder, "parquet")).shape == (0, len(columns()))
    with closing(sqlite3.connect(convert(own.folder, "sqlite"))) as db:
        assert db.execute("SELECT count(*) FROM articles").fetchone() == (1,)
        assert db.execute("SELECT count(*) FROM claims").fetchone() == (0,)
    assert convert(own.folder, "csv").read_bytes().count(b"\n") == 1


def test_the_command(store: Store, tmp_path: Path) -> None:
    runner = CliRunner()
    for to in formats():
        target = tmp_path / f"mine.{to}"
        done = runner.invoke(app, ["convert", str(store.folder), "--to", to, "-o", str(target)])
        assert (done.exit_code, done.stdout) == (0, f"{target}\n")
        assert target.stat().st_size
    wrong = runner.invoke(app, ["convert", str(store.folder), "--to", "xlsx"])
    assert wrong.exit_code == 2
    none = runner.invoke(app, ["convert", str(tmp_path), "--to", "csv"])
    assert (none.exit_code, none.stderr) == (2, f"onrecord: {tmp_path} holds no run\n")


def test_every_column_is_a_field_of_ours() -> None:
    """So that a field that is added to claims is in the tables, too."""
    names = {column.name for column in columns()}
    assert [name for name in Claim.model_fields if name not in names | {"time", "comparison", "producer"}] == []
    assert len(names) == len(columns())
    assert onrecord.model.Quote.model_fields.keys() & set(tables()["quotes"]) >= {"kind", "clean_text", "source_name"}
    assert Record.model_fields


def test_a_hedge_alone_is_nobody(store: Store) -> None:
    """What only "reportedly" is so: the columns name whoever says it, if anybody does."""
    result = next(found for found in results(store) if found.claims)
    said = Attribution(name="Ana Duarte", title="Mayor")
    names = [column.name for column in columns()]
    for chain, who in (((Attribution(hedge="reportedly"), said), "Ana Duarte"), ((Attribution(hedge="x"),), None)):
        (cells,) = rows(result.article, [result.claims[0].model_copy(update={"attribution": chain})])
        row = dict(zip(names, cells, strict=True))
        assert (row["said_by"], row["said_by_title"]) == (who, "Mayor" if who else None)
