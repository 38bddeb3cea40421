"""The command line: arguments in, a plain function called, its result printed."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord import cli_runs
from onrecord.options import (
    AnyLanguage,
    Articles,
    Blis,
    ClaimsFile,
    Debug,
    Explain,
    FieldNames,
    Files,
    Html,
    InputFormat,
    Model,
    Output,
    Patterns,
    Published,
    View,
    export_format,
    not_both_piped,
    plain_errors,
)

app = typer.Typer(
    name="onrecord",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback(
    epilog="`onrecord extract story.txt --published 2024-06-07` - one article, as text with marks and tables\n\n"
    "`onrecord extract *.jsonl --output claims.jsonl` - an archive, one claim a line\n\n"
    "Exit codes: 0 all well, 1 something was rejected (reasons on standard error), 2 wrong call, 130 interrupted."
)
def root(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Turn English news articles into checkable facts and claims."""


@app.command()
def extract(
    files: Files,
    published: Published = None,
    output: Output = None,
    html: Html = None,
    input_format: InputFormat = None,
    fields: FieldNames = None,
    model: Model = None,
    patterns: Patterns = None,
    view: View = None,
    explain: Explain = False,
    any_language: AnyLanguage = False,
    blis: Blis = False,
    debug: Debug = False,
) -> None:
    """Claims: each checkable thing that an article says, one per line.

    On a terminal, the article with its mentions marked, its facts and its claims.

    `onrecord extract story.txt --published 2024-06-07`

    `cat articles.jsonl | onrecord extract - > claims.jsonl`

    `onrecord extract story.txt --html story.html`
    """
    options = (input_format, fields, model, patterns, view, explain, any_language, blis, debug)
    bring_out(True, files, published, output, *options, html=html)


@app.command()
def annotate(
    files: Files,
    published: Published = None,
    output: Output = None,
    input_format: InputFormat = None,
    fields: FieldNames = None,
    model: Model = None,
    patterns: Patterns = None,
    view: View = None,
    explain: Explain = False,
    any_language: AnyLanguage = False,
    blis: Blis = False,
    debug: Debug = False,
) -> None:
    """Facts: one record per article, with its officials, agencies, dates, figures and quotes.

    On a terminal, the article with its mentions marked, and a table of the facts.

    `onrecord annotate story.txt --published 2024-06-07`

    `onrecord annotate articles.jsonl --output facts.jsonl`
    """
    options = (input_format, fields, model, patterns, view, explain, any_language, blis, debug)
    bring_out(False, files, published, output, *options)


class Schema(StrEnum):
    """What there is a schema of."""

    record = "record"
    claim = "claim"


@app.command()
def schema(
    of: Annotated[Schema, typer.Argument(metavar="record|claim", help="What annotate or what extract gives.")],
) -> None:
    """The JSON Schema of the output.

    `onrecord schema claim`
    """
    import json

    from onrecord.api import schema

    print(json.dumps(schema(of.value), indent=2))


@app.command()
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]", exists=True, file_okay=False, help="Folder of your own rules [default: the built-in ones]."
        ),
    ] = None,
    examples: Annotated[
        bool | None,
        typer.Option(
            "--examples/--no-examples", help="Run the rules' examples, too [default: those of DIR].", show_default=False
        ),
    ] = None,
    debug: Debug = False,
) -> None:
    """Check pattern files: which line and rule is wrong, and what is wrong with it.

    `onrecord check my-rules`
    """
    with plain_errors(debug):
        from onrecord.check import check, count

        tried = folder is not None if examples is None else examples
        errors = list(check(folder, tried))
        for error in errors:
            print(error)
        if not errors:
            rules = count(folder)
            left = "" if tried else "; their examples were not tried, --examples does"
            print(f"{rules} rule{'' if rules == 1 else 's'}, all well{left}")
    raise typer.Exit(1 if errors else 0)


@app.command()
def verify(
    claims: ClaimsFile,
    articles: Articles,
    input_format: InputFormat = None,
    fields: FieldNames = None,
    debug: Debug = False,
) -> None:
    """Prove claims against their articles: ids, hashes, offsets, words and amounts, and that nobody changed them since.

    One line for each thing wrong, with file, line and claim; the exit code is 1 then. Each line is proven by itself:
    that none is missing, a new `onrecord extract` shows, which gives the same bytes.

    `onrecord verify claims.jsonl articles.jsonl`
    """
    not_both_piped(claims, articles)
    with plain_errors(debug):
        from onrecord.verify import verify
        from onrecord.views.proofs import show_proofs

        proven = show_proofs(verify(claims, articles, input_format=input_format, fields=fields))
    raise typer.Exit(0 if proven else 1)


@app.command()
def export(
    claims: ClaimsFile,
    articles: Annotated[
        list[str],
        typer.Option("--articles", metavar="ARTICLE...", help="The articles: the files that extract read."),
    ],
    to: Annotated[
        str,
        typer.Option(
            metavar="claim-jsonld|csv|label-studio|web-annotation",
            callback=export_format,
            help="The format: schema.org Claim, a spreadsheet, Label Studio tasks, W3C Web Annotations.",
        ),
    ],
    more: Annotated[list[str] | None, typer.Argument(metavar="ARTICLE...", help="More of the articles.")] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file; - is standard output.")
    ] = None,
    input_format: InputFormat = None,
    fields: FieldNames = None,
    debug: Debug = False,
) -> None:
    """Claims for a desk's own tools: schema.org, a spreadsheet, Label Studio, W3C Web Annotation.

    A claim that does not prove itself against its article is told on standard error and left out; the exit code is 1
    then.

    `onrecord export claims.jsonl --articles articles.jsonl --to csv --output claims.csv`
    """
    from onrecord.writers import STDOUT, overwrites

    files = [*articles, *(more or ())]
    not_both_piped(claims, files)
    if output is not None and overwrites(output, [claims, *files]):
        raise typer.BadParameter(f"{output} is one of the files to read", param_hint="--output")
    with plain_errors(debug):
        from onrecord.exports import export
        from onrecord.verify import verify
        from onrecord.views.proofs import complain_of

        whole = export(
            verify(claims, files, input_format=input_format, fields=fields), to, output or STDOUT, complain_of
        )
    raise typer.Exit(0 if whole else 1)


def bring_out(
    claims: bool,
    files: list[str],
    published: str | None,
    output: str | None,
    input_format: str | None,
    fields: str | None,
    model: str | None,
    patterns: Path | None,
    view: bool | None,
    explain: bool,
    any_language: bool,
    blis: bool,
    debug: bool,
    html: str | None = None,
) -> None:
    """What `extract` (`claims`) and `annotate` do; see their options."""
    from onrecord.writers import overwrites

    for option, target in (("--output", output), ("--html", html)):
        if target is not None and overwrites(target, files):
            raise typer.BadParameter(f"{target} is one of the files to read", param_hint=option)
    # Our matrices are small: threads gain nothing on them, and cost double on a busy machine. Said before numpy loads.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with plain_errors(debug):
        from onrecord.api import load
        from onrecord.assemble import settle
        from onrecord.batch import BATCH_SIZE, deliver, process
        from onrecord.readers import STDIN, read_articles
        from onrecord.views import complain, open_output
        from onrecord.views.progress import watched

        articles = read_articles(
            files, published=published, input_format=input_format, fields=fields, any_language=any_language
        )
        size = 1 if STDIN in files else BATCH_SIZE  # what is piped in comes out at once
        nlp = load(model, patterns, blis=blis)
        settle()
        results = process(articles, nlp, claims=claims, batch_size=size, debug=debug)
        with open_output(output, claims=claims, view=view, explain=explain, html=html) as put:
            rejected = deliver(watched(results), put, complain)
    raise typer.Exit(1 if rejected else 0)


app.add_typer(cli_runs.app)


def main() -> None:
    """The `onrecord` command."""
    app()
