"""Readers, one file per format: files or standard input to articles, and what cannot be read to rejects.

A module of this package that defines `FORMAT` is a format; nothing else needs to know of it.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from io import BufferedReader
from pathlib import Path
from typing import Any

from onrecord.model import Article, Origin, Reject
from onrecord.readers.fields import parse_fields
from onrecord.readers.flags import find_flags
from onrecord.readers.format import Bad, Fields, Format, Missing, is_date, reject, reject_at, without_suffix
from onrecord.readers.language import find_language
from onrecord.readers.packed import unpack

STDIN = "-"

STARTS = {
    b"{": "jsonl", b"[": "json", b"<!doctype html": "html", b"<html": "html", b"<?xml": "xml", b"<nitf": "xml",
    b"<newsitem": "xml", b"<newsmessage": "xml", b"<rss": "xml", b"<feed": "xml", b"warc/": "warc", b"par1": "parquet",
}  # fmt: skip
"""What a file without suffix, or standard input, starts with, in lower case, and its format."""


@cache
def formats() -> dict[str, Format]:
    """All formats by name, from the modules of this package."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return {module.FORMAT.name: module.FORMAT for module in modules if hasattr(module, "FORMAT")}


def read_articles(
    paths: Iterable[str],
    *,
    published: str | None = None,
    input_format: str | None = None,
    fields: str | None = None,
    any_language: bool = False,
) -> Iterator[Article | Reject]:
    """The articles of files (`-` is standard input) one by one, each wrong one as a reject in its place.

    `published` dates the articles that carry no date of their own; `input_format` names the format of all inputs
    (default: by suffix, else by the first bytes); `fields` says what rows call our fields ("text=maintext", or a
    preset; ValueError where it is neither); `any_language` lets articles through that are not English.
    """
    names = parse_fields(fields)
    seen: dict[str, Origin | None] = {}
    for path in paths:
        for item in read_path(path, input_format, names):
            if isinstance(item, Reject):
                yield item
                continue
            try:
                yield accept(item, seen, published, any_language)
            except Bad as error:
                yield reject_at(item.origin, str(error), item.id)


def accept(article: Article, seen: dict[str, Origin | None], published: str | None, any_language: bool) -> Article:
    """The article with its date and language filled in; notes its id in `seen`. Raises Bad where it is unfit."""
    date = article.published or published
    if date is not None and not is_date(date):
        raise Bad(f'"published" is no date: {date!r}; write it as 2024-06-07 or 2024-06-07T10:00:00Z')
    withdraws = article.revision is not None and article.revision.status != "usable"
    if not article.text.strip() and not withdraws:
        raise Bad("no text")
    id_ = article.id
    if id_ in seen and article.revision is not None and article.revision.version is None and date:
        id_ = f"{id_}@{date}"  # a later version of its story, which has no number
    if id_ in seen:
        raise Bad(f"the id {id_!r} was read already{_at(seen[id_])}; ids must differ")
    language = find_language(article.text)
    if language == "und" and not any_language:
        raise Bad("not English; --any-language reads it all the same")
    seen[id_] = article.origin
    known = {"id": id_, "published": date, "language": language, "flags": find_flags(article.text)}
    return article.model_copy(update=known)


def _at(origin: Origin | None) -> str:
    if origin is None:
        return ""
    return f" ({origin.path}:{origin.line})" if origin.line else f" ({origin.path})"


def read_path(path: str, input_format: str | None, fields: Fields) -> Iterator[Article | Reject]:
    """The articles of one file or of standard input; a file that cannot be read is one reject."""
    shown = printable(path)
    try:
        with open_input(path) as stream:
            known = named(without_suffix(path), input_format)
            if known is None or not known.packs:
                stream = unpack(stream)
            yield from (known or formats()[guess(stream)]).read(stream, shown, fields)
    except Bad as error:
        yield reject(shown, None, str(error))
    except IsADirectoryError:
        yield reject(shown, None, "a directory; name the files in it")
    except FileNotFoundError:
        yield reject(shown, None, "no such file")
    except OSError as error:
        yield reject(shown, None, f"not readable: {error.strerror or error}")
    except Missing:
        raise
    except Exception as error:  # of a library, or a bug of ours: it must not cost the files after this one
        yield reject(shown, None, f"failed with {type(error).__name__}: {error} (a bug); what came before it was read")


def named(path: str, input_format: str | None) -> Format | None:
    """The format of an input: the one that is asked for, else by the suffix; None for a path without one."""
    if input_format is not None:
        return formats()[input_format]
    suffix = Path(path).suffix.lower()
    for known in formats().values():
        if suffix in known.suffixes:
            return known
    if suffix and path != STDIN:
        names = ", ".join(sorted(s for known in formats().values() for s in known.suffixes))
        raise Bad(f"no reader for {suffix} files, only for {names}; --input-format text reads it as plain text")
    return None


def readable(path: str) -> bool:
    """Whether a file's suffix is one that a reader knows, packed or not."""
    suffix = Path(without_suffix(path)).suffix.lower()
    return any(suffix in known.suffixes for known in formats().values())


def guess(stream: BufferedReader) -> str:
    """The format of a stream by its first bytes that are no space: `{` is JSONL, `[` is JSON, plain prose is text."""
    first = stream.peek(1)[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()[:16].lower()
    return next((name for start, name in STARTS.items() if first.startswith(start)), "text")


def open_input(path: str) -> contextlib.AbstractContextManager[BufferedReader]:
    """A file, or standard input, which stays open, as bytes."""
    if path == STDIN:
        stdin: Any = sys.stdin.buffer  # not a BufferedReader where somebody has put another stream in its place
        return contextlib.nullcontext(stdin if isinstance(stdin, BufferedReader) else BufferedReader(stdin))
    return Path(path).open("rb")


def printable(path: str) -> str:
    """A path as text, whatever bytes the file's name is made of."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
