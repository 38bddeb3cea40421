"""What a person sees: marks, facts and claims, and nothing in an article that can steer the terminal."""

from __future__ import annotations

import io
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from onrecord import model as m
from onrecord.batch import Result
from onrecord.claims.worth import standard
from onrecord.views import progress
from onrecord.views.explain import explanation
from onrecord.views.facts import Fact, describe_date, facts
from onrecord.views.harmless import harmless
from onrecord.views.marks import Mark, marked, marks
from onrecord.views.progress import watched
from onrecord.views.terminal import claims_table, viewer

TEXT = "Labor Secretary Ana Duarte said Friday: “Prices rose [red]3.1 percent[/red]\x1b[31m.”"
PRODUCER = m.Producer(version="1", model="en_x", model_version="3", patterns="abc")


def span(words: str) -> m.Span:
    start = TEXT.index(words)
    return m.Span(start_char=start, end_char=start + len(words), text=words)


RECORD = m.Record(
    article=m.ArticleMeta(id="a", title="Prices [b]rise[/b]", published="2024-06-12", sha256="", n_chars=len(TEXT)),
    officials=(
        m.Official(
            id="o1",
            name="Ana Duarte",
            titles=("Labor Secretary",),
            organization="Department of Labor",
            country="US",
            acting=True,
            introduced=span("Labor Secretary Ana Duarte"),
            mentions=(span("Ana Duarte"),),
            rule="secretary",
        ),
    ),
    agencies=(
        m.Agency(
            id="us-dol",
            name="Department of Labor",
            acronym="DOL",
            country="US",
            type="executive",
            mentions=(span("Labor"),),
            rule="us-dol",
        ),
    ),
    dates=(
        m.Date(
            **span("Friday").model_dump(),
            type="DATE",
            value="2024-06-14",
            begin="2024-06-14",
            end="2024-06-14",
            rule="weekday",
        ),
    ),
    figures=(
        m.Figure(
            **span("3.1 percent").model_dump(exclude={"text"}),
            text="3.1 percent",
            value=Decimal("3.1"),
            unit="percent",
            change="increase",
            rule="percent.word",
        ),
    ),
    quotes=(
        m.Quote(
            kind="direct",
            content=(span("Prices rose [red]3.1 percent[/red]\x1b[31m."),),
            cue=m.Cue(**span("said").model_dump(), lemma="say"),
            source_name="Ana Duarte",
            clean_text="Prices rose [red]3.1 percent[/red]\x1b[31m.",
            rule="quote.after",
        ),
    ),
    producer=PRODUCER,
)
CLAIM = m.Claim(
    id="c1",
    kind="figure",
    article_id="a",
    article_sha256="",
    text="Prices rose",
    start_char=0,
    end_char=1,
    sentence=span("said"),
    summary="Prices rose [red]3.1 percent, Ana Duarte said.",
    figure=RECORD.figures[0],
    attribution=(m.Attribution(name="Ana Duarte"), m.Attribution(source=span("Labor Secretary"))),
    check_worthiness=0.8,
    rules=("percent.word", "quote.after"),
    producer=PRODUCER,
)


def shown(*, claims: bool = True, explain: bool = False, colour: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=110, force_terminal=colour, color_system="truecolor" if colour else None)
    viewer(claims=claims, explain=explain, console=console)(Result(m.Article(id="a", text=TEXT), RECORD, [CLAIM]))
    return out.getvalue()


def test_marks_without_colour() -> None:
    assert marked(TEXT, marks(RECORD), colour=False, explain=False).plain == (
        "[O [A Labor] Secretary [O Ana Duarte]] said [D Friday]: “[Q Prices rose [red][F 3.1 percent][/red]␛[31m.]”"
    )


def test_marks_with_rules() -> None:
    assert marked(TEXT, marks(RECORD), colour=True, explain=True).plain == (
        "Labor‹us-dol› Secretary Ana Duarte‹secretary› said Friday‹weekday›: "
        "“Prices rose [red]3.1 percent‹percent.word›[/red]␛[31m.‹quote.after›”"
    )


def test_marks_in_colour() -> None:
    text = marked(TEXT, marks(RECORD), colour=True, explain=False)
    assert text.plain == harmless(TEXT, lines=True)
    friday = [(s.style, text.plain[s.start : s.end]) for s in text.spans if s.start == TEXT.index("Friday")]
    assert friday == [("green", "Friday")]


@given(
    text=st.text(max_size=30),
    places=st.lists(
        st.tuples(st.integers(0, 30), st.integers(1, 30), st.sampled_from(["dates", "quotes"])), max_size=6
    ),
)
def test_marks_leave_every_character_in_its_place(text: str, places: list[tuple[int, int, str]]) -> None:
    found = sorted({Mark(s, -min(s + n, len(text)), family, "r") for s, n, family in places if s < len(text)})
    assert marked(text, found, colour=True, explain=False).plain == harmless(text, lines=True)
    bracketed = marked(text, found, colour=False, explain=False).plain
    for letter in "DQ":
        bracketed = bracketed.replace(f"[{letter} ", "") if f"[{letter} " not in text else bracketed
    assert len(bracketed) == len(text) + len(found) or any(f"[{letter} " in text for letter in "DQ")


def test_facts() -> None:
    assert list(facts(RECORD)) == [
        Fact(
            "officials",
            "official",
            "Labor Secretary Ana Duarte",
            "Ana Duarte; acting; Labor Secretary; Department of Labor; US",
            "secretary",
        ),
        Fact("agencies", "agency", "Labor", "Department of Labor (DOL); executive; US", "us-dol"),
        Fact("dates", "date", "Friday", "2024-06-14", "weekday"),
        Fact("figures", "figure", "3.1 percent", "3.1 percent; increase", "percent.word"),
        Fact(
            "quotes", "direct quote", "Prices rose [red]3.1 percent[/red]\x1b[31m.", "Ana Duarte (said)", "quote.after"
        ),
    ]


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ({"value": 1204, "counted": "ferries"}, "1,204 ferries"),
        ({"low": 24, "counted": "ferries"}, "24 to … ferries"),
        ({"low": 3, "high": 5, "bound": "about", "unit": "kilometer"}, "about 3 to 5 kilometer"),
        (
            {"value": "2300000000", "unit": "USD", "per": "year", "bound": "at_least"},
            "at least 2,300,000,000 USD per year",
        ),
        ({}, "?"),
    ],
)
def test_figures_in_words(figure: dict[str, object], words: str) -> None:
    values = m.Figure.model_validate({**span("Friday").model_dump(), "rule": "r", **figure})
    none: dict[str, object] = dict.fromkeys(("officials", "agencies", "dates", "quotes"), ())
    (fact,) = facts(RECORD.model_copy(update={**none, "figures": (values,)}))
    assert fact.meaning == words


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ({"value": "2024-06", "begin": "2024-06-01", "end": "2024-06-30", "mod": "END"}, "end 2024-06"),
        ({"value": "2024-W24", "begin": "2024-06-10", "end": "2024-06-16"}, "2024-W24 (2024-06-10 to 2024-06-16)"),
        ({"value": "PRESENT_REF"}, "PRESENT_REF"),
        ({"value": "P3M", "type": "DURATION", "end": "2024-06-12"}, "P3M (… to 2024-06-12)"),
        ({"value": None}, "?"),
    ],
)
def test_dates_in_words(date: dict[str, object], words: str) -> None:
    value = m.Date.model_validate({**span("Friday").model_dump(), "type": "DATE", "rule": "r", **date})
    assert describe_date(value) == words


def test_view_for_a_person() -> None:
    lines = [line.rstrip() for line in shown().splitlines()]
    assert lines[0].startswith("Prices [b]rise[/b] · 2024-06-12 ─")
    assert "[O] officials  [A] agencies  [P] people  [D] dates  [F] figures  [Q] quotes" in lines
    rows = [" ".join(line.split()) for line in lines]
    claim = rows.index("figure Prices rose [red]3.1 percent, Ana Duarte said. Ana Duarte, says Labor 0.80")
    assert rows[claim + 1] == "3.1 percent Secretary"
    assert "Claims" not in shown(claims=False)
    assert "percent.word quote.after" in shown(explain=True)
    assert "percent.word" not in shown()


def test_long_runs_are_counted_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for is_terminal in (True, False):
        stderr = io.StringIO()
        monkeypatch.setattr(stderr, "isatty", lambda yes=is_terminal: yes)
        monkeypatch.setattr(sys, "stderr", stderr)
        monkeypatch.setattr(progress, "MANY", 3)
        monkeypatch.setenv("TERM", "xterm")
        assert list(watched(range(10))) == list(range(10))
        assert ("articles" in stderr.getvalue()) == is_terminal
    assert list(watched([])) == []


def test_nothing_steers_the_terminal() -> None:
    assert "\x1b" not in shown()
    assert "\x1b[31m" not in shown(colour=True).replace("\x1b[31mX", "")
    assert "[red]" in shown(colour=True)


@given(st.text(max_size=200))
def test_harmless_is_one_for_one(text: str) -> None:
    for out in (harmless(text), harmless(text, lines=True)):
        assert len(out) == len(text)
        assert not any((ord(c) < 32 and c != "\n") or "\x7f" <= c < "\xa0" for c in out)
        assert not set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c") & set(out)
    assert "\n" not in harmless(text)


def test_claims_are_ranked_by_worth() -> None:
    low, high = (CLAIM.model_copy(update={"summary": f"{n}.", "check_worthiness": n}) for n in (0.25, 0.75))
    console = Console(width=100, file=io.StringIO(), highlight=False, markup=False, emoji=False)
    console.print(claims_table([low, high], explain=False))
    assert isinstance(console.file, io.StringIO)
    lines = [line for line in console.file.getvalue().splitlines() if "0.25" in line or "0.75" in line]
    assert [line.split()[-1] for line in lines] == ["0.75", "0.25"]


def test_explanation() -> None:
    span = m.Span(start_char=0, end_char=6, text="Friday")
    claim = CLAIM.model_copy(
        update={
            "rules": ("clause.finite",),
            "time": m.ClaimTime(value="2024-06-07", text="Friday"),
            "dates": (m.WrittenOut(**vars(span), value="2024-06-07"),),
            "place": m.Place(**vars(span), country="SD"),
            "attribution": (m.Attribution(source=span, cue="said", hedge="reportedly", stance="asserts"),),
            "reasons": ("figure", "unheard-of"),
        }
    )
    assert list(explanation(claim)) == [
        "rules clause.finite",
        "time 2024-06-07 from “Friday”",
        "“Friday” written out as 2024-06-07",
        "place “Friday” SD",
        "said by “Friday” by “said” hedge “reportedly” asserts",
        f"worth 0.2 figure {standard().points['figure']:+g} unheard-of",
    ]
