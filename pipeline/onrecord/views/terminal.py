"""One article for a person at a terminal: its text with the mentions marked, its facts, and its claims."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Sequence
from textwrap import shorten

from rich import box
from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from onrecord.batch import Result
from onrecord.model import ArticleMeta, Claim
from onrecord.views.explain import explanation
from onrecord.views.facts import Fact, facts
from onrecord.views.harmless import harmless
from onrecord.views.marks import STYLES, marked, marks

LONGEST = 80
"""Characters of the article that a line of the facts shows; the marked text above has them all."""

KIND_STYLES = {"figure": "yellow", "quote": "italic", "statement": "italic", "office": "magenta", "event": "bold"}


def viewer(*, claims: bool, explain: bool, console: Console | None = None) -> Callable[[Result], None]:
    """A function that shows a result on standard output; `claims`: with them; `explain`: with the rules' names."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a character shows a question mark
    screen = console or Console(highlight=False, markup=False, emoji=False)
    colour = screen.color_system is not None and not screen.no_color

    def show(result: Result) -> None:
        screen.print(headline(result.record.article))
        text = marked(result.article.text, marks(result.record), colour, explain)
        text.rstrip()
        screen.print(text)
        screen.print()
        screen.print(legend(colour))
        screen.print(facts_table(facts(result.record), explain))
        if claims:
            screen.print(claims_table(result.claims, explain))

    return show


def headline(article: ArticleMeta) -> Rule:
    """The line above an article."""
    parts = [article.title or article.id, article.publisher, article.published]
    return Rule(Text(harmless(" · ".join(part for part in parts if part)), style="bold"), align="left", style="dim")


def legend(colour: bool) -> Text:
    """Which mark is which family."""
    words = [Text(name if colour else f"[{letter}] {name}", style=style) for name, (letter, style) in STYLES.items()]
    return Text("  ").join(words)


def facts_table(rows: Iterable[Fact], explain: bool) -> Table:
    """One line per fact; what the article says twice in the same words stands once."""
    table = new_table("Facts", ["what", "in the article", "means"], ["rule"] if explain else [], (3, 3))
    for fact in dict.fromkeys(rows):
        style = STYLES[fact.family][1]
        cells = [cell(fact.kind, style), cell(shorten(fact.text, LONGEST, placeholder=" …")), cell(fact.meaning)]
        table.add_row(*cells, *([cell(fact.rule, "dim")] if explain else []))
    return table


def claims_table(claims: Sequence[Claim], explain: bool) -> Table:
    """One line per claim, those most worth checking first; `explain`: with what made each of its fields."""
    table = new_table("Claims", ["what", "claim", "said by"], ["worth", *(["because"] if explain else [])], (5, 2))
    if explain:
        table.columns[-1].ratio = 5
    for claim in sorted(claims, key=lambda claim: -(claim.check_worthiness or 0)):
        worth = "" if claim.check_worthiness is None else f"{claim.check_worthiness:.2f}"
        cells = [kind_of(claim), cell(claim.summary), cell(said_by(claim)), cell(worth)]
        table.add_row(*cells, *([Text("\n").join(cell(line, "dim") for line in explanation(claim))] if explain else []))
    return table


def kind_of(claim: Claim) -> Text:
    """What a claim is, and below it which figure it is about, since a sentence may have two."""
    kind = cell(claim.kind, KIND_STYLES[claim.kind])
    return kind if claim.figure is None else Text.assemble(kind, "\n", cell(claim.figure.text, "dim"))


def said_by(claim: Claim) -> str:
    """The chain of sources, the innermost first; empty for what the article says itself."""
    names = (link.who or link.hedge for link in claim.attribution)
    return ", says ".join(name for name in names if name)


def new_table(title: str, columns: Sequence[str], more: Sequence[str], shares: tuple[int, int]) -> Table:
    """An empty table in the house's dress; the second and third column share what width there is."""
    table = Table(
        title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False, expand=True
    )
    for n, name in enumerate((*columns, *more)):
        table.add_column(name, overflow="fold", ratio={1: shares[0], 2: shares[1]}.get(n), header_style="dim")
    return table


def cell(text: str, style: str = "") -> Text:
    """Strangers' text in a table: no markup, no control characters, one line."""
    return Text(harmless(" ".join(text.split())), style=style)
