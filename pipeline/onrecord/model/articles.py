"""An article, with what is known about it beside its text, and the reject that it becomes where it cannot be read."""

from __future__ import annotations

from typing import Literal

from onrecord.model.spans import Frozen


class Origin(Frozen):
    """Where an article was read from: a file (or "-" for standard input) and the place in it.

    `line` (1-based): in JSONL and CSV the line, in NewsML-G2 that on which the item's tag ends, in Parquet the row;
    `start_byte`, `end_byte`: the bytes that hold it, half-open; in a WARC those of the record as it stands in the file
    (of a packed one: of its gzip member), in JSONL and CSV those of the line or row, without the line feed, in the file
    or, of a packed one, in what is packed in it.
    """

    path: str
    line: int | None = None
    start_byte: int | None = None
    end_byte: int | None = None


PubStatus = Literal["usable", "withheld", "canceled"]


class Revision(Frozen):
    """Which version of which story an article is: news agencies correct and withdraw what they have sent.

    `story`: what all its versions share; `version` counts up, None where it is not said; `note`: to editors.
    """

    story: str
    version: int | None = None
    status: PubStatus = "usable"
    note: str | None = None


Flag = Literal["mojibake", "suspicious_unicode"]
"""What is odd about a text: UTF-8 that was read as something else; characters that are hidden or of two scripts."""


class Described(Frozen):
    """What is known about an article beside its text. `published` is a date or date-time, as given."""

    id: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    country: str | None = None
    language: str | None = None
    encoding: str | None = None
    flags: tuple[Flag, ...] = ()
    origin: Origin | None = None
    revision: Revision | None = None


class Article(Described):
    """An article as a reader hands it over: its text exactly as decoded, and what is known about it."""

    text: str


class ArticleMeta(Described):
    """An article in a record: `sha256` (hex) of the text in UTF-8 and its length in characters stand for the text."""

    sha256: str
    n_chars: int


class Reject(Frozen):
    """An article that gave nothing, and why: `reason` for people, `code` for programs.

    `id` where it is known; `origin` is None for an article made in Python.
    """

    stage: Literal["read", "annotate"]
    code: str
    reason: str
    id: str | None = None
    origin: Origin | None = None
