"""The command line: arguments in, a plain function called, its result printed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True)


@app.callback()
def root() -> None:
    """Turn news articles into checkable facts and claims."""


@app.command()
def annotate(
    paths: list[Path], output: Annotated[Path | None, typer.Option()] = None, published: str | None = None
) -> None:
    """Facts, one record per article."""
    import json
    import sys

    from onrecord.api import load
    from onrecord.batch import annotate_articles
    from onrecord.model import Article

    articles = []
    for path in paths:
        if path.suffix == ".jsonl":
            for line in path.read_text().split("\n"):
                if line:
                    row = json.loads(line)
                    articles.append(
                        Article(id=row["id"], text=row["text"], published=row.get("published") or published)
                    )
        else:
            articles.append(Article(id=path.stem, text=path.read_text(), published=published))
    out = output.open("w") if output else sys.stdout
    for record in annotate_articles(articles, load()):
        print(record.model_dump_json(), file=out)


def main() -> None:
    """The `onrecord` command."""
    app()
