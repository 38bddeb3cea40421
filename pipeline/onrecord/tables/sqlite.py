"""SQLite: articles, claims and quotes, with a full-text index (FTS5) over the last two, as Datasette finds it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.model import Article, Quote, Record
from onrecord.runs.results import Result
from onrecord.runs.store import sync
from onrecord.tables.columns import columns, rows
from onrecord.tables.format import Format

ARTICLE = {
    "id": "TEXT PRIMARY KEY",
    "title": "TEXT",
    "published": "TEXT",
    "url": "TEXT",
    "publisher": "TEXT",
    "country": "TEXT",
    "language": "TEXT",
    "sha256": "TEXT",
    "n_chars": "INTEGER",
    "path": "TEXT",
    "line": "INTEGER",
    "start_byte": "INTEGER",
    "end_byte": "INTEGER",
    "story": "TEXT",
    "version": "INTEGER",
}
QUOTE = {
    "article_id": "TEXT REFERENCES articles (id)",
    "published": "TEXT",
    "kind": "TEXT",
    "clean_text": "TEXT",
    "source_name": "TEXT",
    "source": "TEXT",
    "source_id": "TEXT",
    "cue": "TEXT",
    "act": "TEXT",
    "stance": "TEXT",
    "addressee": "TEXT",
    "venue": "TEXT",
    "said_on": "TEXT",
    "hypothetical": "INTEGER",
    "start_char": "INTEGER",
    "end_char": "INTEGER",
    "content": "TEXT",
}
SEARCHED = {"claims": ("summary", "text", "said_by"), "quotes": ("clean_text", "source_name")}
"""The columns that the full-text indexes hold."""

INDEXED = {
    "claims": ("id", "kind", "article_id", "said_by", "published", "figure_unit"),
    "quotes": ("article_id", "source_name"),
}
_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}


def write_sqlite(results: Iterable[Result], path: Path) -> None:
    """A database; lists and places in the text are JSON, which SQLite's functions read."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        for name, table in tables().items():
            columns = ", ".join(f'"{column}" {kind}' for column, kind in table.items())
            db.execute(f"CREATE TABLE {name} ({columns})")
        db.execute("BEGIN")
        for result in results:
            insert(db, "articles", [article_row(result.article, result.record)])
            insert(db, "claims", ([cell(value) for value in row] for row in rows(result.article, result.claims)))
            insert(db, "quotes", (quote_row(quote, result.article) for quote in result.record.quotes))
        db.execute("COMMIT")
        for name in SEARCHED:
            search(db, name)
        db.execute("ANALYZE")
    with path.open("rb") as stream:
        sync(stream)


@cache
def tables() -> Mapping[str, Mapping[str, str]]:
    """Each table with its columns and their declarations."""
    claims = {column.name: _TYPES.get(column.type, "TEXT") for column in columns()}
    return {"articles": ARTICLE, "claims": {**claims, "article_id": QUOTE["article_id"]}, "quotes": QUOTE}


def insert(db: sqlite3.Connection, name: str, lines: Iterable[list[Any]]) -> None:
    """Put rows into a table."""
    marks = ", ".join("?" * len(tables()[name]))
    db.executemany(f"INSERT INTO {name} VALUES ({marks})", lines)


def search(db: sqlite3.Connection, name: str) -> None:
    """Index a table: its words for MATCH, and the columns that are asked for."""
    words = ", ".join(SEARCHED[name])
    options = f'content="{name}", tokenize="porter unicode61 remove_diacritics 2"'  # quoted as Datasette looks for it
    db.execute(f"CREATE VIRTUAL TABLE {name}_fts USING fts5 ({words}, {options})")
    db.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('rebuild')")
    for column in INDEXED[name]:
        db.execute(f"CREATE INDEX {name}_{column} ON {name} ({column})")


def article_row(article: Article, record: Record) -> list[Any]:
    """What is known about an article, without its text."""
    known = record.article.model_dump(mode="json")
    origin, revision = known["origin"] or {}, known["revision"] or {}
    return [known.get(name, origin.get(name, revision.get(name))) for name in ARTICLE]


def quote_row(quote: Quote, article: Article) -> list[Any]:
    """A quote, with the words of its source and cue."""
    known = quote.model_dump(mode="json")
    known |= {name: known[name]["text"] if known[name] else None for name in ("source", "cue")}
    places = list(_places(quote))
    known |= {"start_char": min(places, default=None), "end_char": max(places, default=None)}
    known |= {"article_id": article.id, "published": article.published}
    return [cell(known[name]) for name in QUOTE]


def _places(quote: Quote) -> Iterator[int]:
    for span in quote.content:
        yield from (span.start_char, span.end_char)


def cell(value: Any) -> Any:
    """A value as SQLite holds it: lists and records as JSON."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


FORMAT = Format("sqlite", ".sqlite", write_sqlite)
