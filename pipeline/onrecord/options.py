"""What the commands share: options that several of them have, and how errors are said."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer


def _date(value: str | None) -> str | None:
    from onrecord.readers.format import is_date

    if value is not None and not is_date(value):
        raise typer.BadParameter(f"{value!r} is no date; write it as 2024-06-07 or 2024-06-07T10:00:00Z")
    return value


def _input_format(value: str | None) -> str | None:
    from onrecord.readers import formats

    if value is not None and value not in formats():
        raise typer.BadParameter(f"{value!r} is no format that is read; one of {', '.join(sorted(formats()))}")
    return value


def _fields(value: str | None) -> str | None:
    from onrecord.readers.fields import parse_fields

    try:
        parse_fields(value)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    return value


def not_both_piped(claims: str, articles: list[str]) -> None:
    """Standard input holds the claims or articles of a call, not both."""
    if claims == "-" and "-" in articles:
        raise typer.BadParameter("- is standard input, and can be the claims or an article, not both")


def export_format(value: str) -> str:
    from onrecord.exports import formats

    if value not in formats():
        raise typer.BadParameter(f"{value!r} is no format to export to; one of {', '.join(sorted(formats()))}")
    return value


def table_format(value: str) -> str:
    from onrecord.tables import formats

    if value not in formats():
        raise typer.BadParameter(f"{value!r} is no format to convert to; one of {', '.join(sorted(formats()))}")
    return value


def _output(value: str | None) -> str | None:
    from onrecord.writers import format_of

    try:
        if value is not None:
            format_of(value)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    return value


Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...|-", help="Articles: text, JSON, JSONL, CSV, HTML, WARC, Parquet, XML; - is standard input."
    ),
]
ClaimsFile = Annotated[str, typer.Argument(metavar="CLAIMS|-", help="The claims: the JSONL that extract wrote.")]
Articles = Annotated[
    list[str], typer.Argument(metavar="ARTICLE...", help="The articles: the files that extract read, as they were.")
]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", callback=_date, help='Date of the articles that carry none; what "Friday" counts from.'
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="FILE", callback=_output, help="Write JSONL to this file; - is standard output."
    ),
]
Html = Annotated[
    str | None,
    typer.Option("--html", metavar="FILE", help="Write one page for a browser: the text beside its claims."),
]
InputFormat = Annotated[
    str | None,
    typer.Option(
        metavar="text|json|jsonl|csv|html|warc|parquet|xml|nitf|newsml-g2|feed",
        callback=_input_format,
        help="What the input is, whatever its name [default: by suffix; for standard input by its first characters].",
    ),
]
FieldNames = Annotated[
    str | None,
    typer.Option(
        "--fields",
        metavar="OURS=THEIRS,...",
        callback=_fields,
        help="What rows call text, published, title...: text=maintext; or news-please, mediacloud or cc-news.",
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="An installed English spaCy pipeline [default: the one that comes with onrecord]."
    ),
]
Patterns = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", exists=True, file_okay=False, help="Folder of your own rules, used beside the built-in ones."
    ),
]
View = Annotated[
    bool | None,
    typer.Option(
        "--view/--jsonl",
        help="For a person, or for a program [default: a person, if on a terminal].",
        show_default=False,
    ),
]
Explain = Annotated[bool, typer.Option("--explain", help="Show which rule made each mention (in JSONL: always there).")]
AnyLanguage = Annotated[bool, typer.Option("--any-language", help="Read articles that are not English, too.")]
Blis = Annotated[
    bool, typer.Option("--blis", help="Multiply with blis instead of numpy's BLAS (mostly slower, same result).")
]
Debug = Annotated[bool, typer.Option("--debug", help="On an error, show where in the program it came from.")]


@contextlib.contextmanager
def plain_errors(debug: bool) -> Iterator[None]:
    """Errors as one line on standard error and an exit code; with `debug`, with their traceback."""
    try:
        yield
    except KeyboardInterrupt:
        print("onrecord: interrupted", file=sys.stderr)
        raise typer.Exit(130) from None
    except (BrokenPipeError, SystemExit):  # whoever read our output has enough (rich makes a SystemExit of it)
        # Python must not try to flush the rest at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except Exception as error:
        if debug or isinstance(error, typer.Exit):
            raise
        from onrecord.assemble import ModelError
        from onrecord.readers.format import Missing
        from onrecord.rules import RuleError

        expected = isinstance(error, ModelError | RuleError | Missing | OSError)
        what = str(error) if expected else f"{type(error).__name__}: {error} (a bug; --debug shows where)"
        print(f"onrecord: {what}", file=sys.stderr)
        raise typer.Exit(2 if expected else 1) from None
