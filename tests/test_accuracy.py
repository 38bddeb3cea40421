"""How the program is measured: what is found, what is right in which aspect, what is missed, what is false."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from accuracy import Result, Score, average_precision, claim_scores, errors, family_scores
from gold import DateFact, EventFact, FigureFact, Gold, OfficialFact, PersonFact, QuoteFact, Spurious, expected_claims
from matching import compare, match_claims, same_name
from onrecord.claims import build_claims
from onrecord.model import Article, Claim, Cue, Date, Extent, Figure, Official, Person, Producer, Quote, Record, Span
from onrecord.records import describe
from strike import strike

TEXT = "In May, 31 ships sank, up from 9, Mayor Ada Roe said. “It hurts,” she said. Ida Poe left."
ARTICLE = Article(id="a", text=TEXT, published="2024-06-12")
NOBODY = Producer(version="0", model="none", model_version="0", patterns="0")


def span(words: str, nth: int = 1) -> dict[str, Any]:
    """The place of the n-th occurrence of some words, as a record has it."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return {"start_char": start, "end_char": start + len(words), "text": words}


def fact(model: Any, anchor: str, **fields: Any) -> Any:
    at = fields.pop("at", anchor)
    return model.model_validate({"words": anchor, "at": at, **fields}, context=TEXT)


GOLD = Gold(
    ARTICLE,
    facts={
        "officials": (
            fact(OfficialFact, "Mayor Ada Roe", name="Ada Roe", titles=["Mayor"], names=["Ada Roe"], country="US"),
        ),
        "agencies": (),
        "people": (fact(PersonFact, "Ida Poe", name="Ida Poe", names=["Ida Poe"]),),
        "dates": (fact(DateFact, "May", type="DATE", value="2024-05"),),
        "figures": (
            fact(FigureFact, "31", value=31, counted="ships", source="Ada Roe", time="2024-05", check=True),
            fact(FigureFact, "9", value=9, counted="ships", unsettled=["time", "source"]),
        ),
        "quotes": (
            fact(
                QuoteFact,
                "In May, 31 ships sank, up from 9",
                kind="indirect",
                cue="Roe [[said]]",
                source="Mayor Ada Roe",
                source_name="Ada Roe",
            ),
            fact(QuoteFact, "It hurts,", kind="direct", cue="she [[said]]", source="she", source_name="Ada Roe"),
        ),
        "events": (fact(EventFact, "left", actor="Ida Poe", verb="leave", status="done"),),
    },
    spurious={},
)

ROE = Official(
    id="o1",
    name="Ada Roe",
    titles=("Mayor",),
    country="US",
    introduced=Span(**span("Mayor Ada Roe")),
    mentions=(Span(**span("Ada Roe")),),
    rule="r",
)
POE = Person(id="p1", name="Ida Poe", mentions=(Span(**span("Ida Poe")),))
MAY = Date(**span("May"), type="DATE", value="2024-05", rule="r")
SHIPS = Figure(**span("31"), value=31, counted="ships", counted_head="ships", source="Roe", time="2024-05", rule="r")
NINE = Figure(**span("9"), value=9, counted="ships", counted_head="ships", source="x", time="2023", rule="r")
REPORTED = Quote(
    kind="indirect",
    content=(Span(**span("In May, 31 ships sank, up from 9")),),
    cue=Cue(**span("said"), lemma="say"),
    source=Span(**span("Mayor Ada Roe")),
    source_name="Mayor Ada Roe",
    clean_text="In May, 31 ships sank, up from 9",
    rule="r",
)
DIRECT = Quote(
    kind="direct",
    content=(Span(**span("It hurts")),),
    cue=Cue(**span("said", 2), lemma="say"),
    source=Span(**span("she")),
    source_name="Ada Roe",
    clean_text="It hurts",
    rule="r",
)
RECORD = Record(
    article=describe(ARTICLE),
    officials=(ROE,),
    people=(POE,),
    dates=(MAY,),
    figures=(SHIPS, NINE),
    quotes=(REPORTED, DIRECT),
    sentences=(Extent(start_char=0, end_char=len(TEXT)),),
    producer=NOBODY,
)


def result(**changes: Any) -> Result:
    """The record, with some fields changed, against the gold."""
    record = RECORD.model_copy(update=changes)
    claims = build_claims(record, TEXT)
    return Result(GOLD, compare(GOLD, record, claims), claims)


def test_what_is_right_is_right_in_every_aspect() -> None:
    wrong = {family: list(errors([result()], family)) for family in GOLD.facts}
    assert wrong == {family: [] for family in GOLD.facts} | {"events": ["a: missed 'left'"]}


@pytest.mark.parametrize(
    ("changes", "family", "lines"),
    [
        ({"dates": ()}, "dates", ["a: missed 'May'"]),
        (
            {"dates": (MAY.model_copy(update={"value": "2023-05", "end_char": 7, "text": "May,"}),)},
            "dates",
            ["a: 'May': span 'May,' for 'May'", "a: 'May': value '2023-05' for '2024-05'"],
        ),
        (
            {"dates": (MAY, MAY.model_copy(update=span("sank")))},
            "dates",
            ["a: spurious 'sank' at 17"],
        ),
        (
            {"figures": (SHIPS.model_copy(update={"counted_head": "Roe", "source": "Ida Poe"}), NINE)},
            "figures",
            ["a: '31': counted 'ships' for 'ships'", "a: '31': source 'Ida Poe' for 'Ada Roe'"],
        ),
        (
            {"officials": (ROE.model_copy(update={"name": "Ada Row"}),)},
            "officials",
            ["a: missed 'Mayor Ada Roe'", "a: spurious 'Ada Roe' at 40"],
        ),
        (
            {"quotes": (REPORTED, DIRECT.model_copy(update={"kind": "mixed", "source_name": None}))},
            "quotes",
            ["a: 'It hurts,': kind 'mixed' for 'direct'", "a: 'It hurts,': source None for 'Ada Roe'"],
        ),
        (
            {"quotes": (REPORTED, DIRECT, REPORTED.model_copy(update={"content": (MAY,), "act": "asks"}))},
            "quotes",
            [],
        ),
    ],
)
def test_what_differs_is_told(changes: dict[str, Any], family: str, lines: list[str]) -> None:
    assert list(errors([result(**changes)], family)) == lines


def test_scores_count_every_fact_and_every_find() -> None:
    false = NINE.model_copy(update=span("In"))
    wrong = SHIPS.model_copy(update={"value": Decimal(30)})
    scores = dict(family_scores([result(figures=(wrong, NINE, false))], "figures"))
    assert scores["found"] == Score(gold=2, found=3, right=2)
    assert scores["value"] == scores["all of these"] == Score(gold=2, found=3, right=1)
    assert scores["unit"] == Score(gold=2, found=3, right=2)


@pytest.mark.parametrize("found", [(), (MAY.model_copy(update={"value": "2023-05"}),)])
def test_a_fact_that_is_unsettled_counts_neither_way(found: tuple[Date, ...]) -> None:
    unsettled = fact(DateFact, "May", type="DATE", value="2024-05", unsettled=["found"])
    gold = Gold(ARTICLE, {**GOLD.facts, "dates": (unsettled,)}, {})
    made = Result(gold, compare(gold, RECORD.model_copy(update={"dates": found}), []), [])
    assert dict(family_scores([made], "dates"))["found"] == Score(0, 0, 0)
    assert list(errors([made], "dates")) == []


def test_striking_drops_what_is_right_and_nothing_else() -> None:
    known = {"figures": "31", "value": 31, "known_failures": {"value": "reads 30", "counted": "counts Roe"}}
    lines = [
        '{"article": {"id": "a"}}',
        json.dumps(known),
        '{"figures":  "9", "value": 9}',
        '{"figures": "sank", "spurious": "no figure"}',
        '{"figures": "left", "spurious": "no figure"}',
    ]
    false = tuple(fact(Spurious, words, spurious="no figure") for words in ("sank", "left"))
    gold = Gold(ARTICLE, GOLD.facts, {**dict.fromkeys(GOLD.facts, ()), "figures": false})
    figures = (SHIPS.model_copy(update={"counted_head": "Roe"}), NINE, NINE.model_copy(update=span("sank")))
    made = Result(gold, compare(gold, RECORD.model_copy(update={"figures": figures}), []), [])
    assert list(strike(lines, made)) == [
        lines[0],
        '{"figures": "31", "value": 31, "known_failures": {"counted": "counts Roe"}}',
        *lines[2:4],
    ]
    assert list(strike(lines[:3], result())) == [lines[0], '{"figures": "31", "value": 31}', lines[2]]


def test_score_of_nothing_is_zero() -> None:
    assert (Score(0, 0, 0).precision, Score(0, 0, 0).recall, Score(0, 0, 0).f1) == (0, 0, 0)
    assert Score(gold=4, found=2, right=2).f1 == pytest.approx(2 / 3)


def test_every_figure_quote_and_office_is_a_claim() -> None:
    made = result()
    expected = list(expected_claims(GOLD))
    kinds = [claim.kind for claim in expected]
    assert kinds == ["figure", "figure", "statement", "quote", "office", "event"]
    matched = match_claims(expected, made.claims)
    assert {i: made.claims[j].kind for i, j in matched.items()} == dict(enumerate(kinds[:-1]))
    assert dict(claim_scores([made])) == {
        "figure": Score(2, 2, 2),
        "quote": Score(1, 1, 1),
        "statement": Score(1, 1, 1),
        "office": Score(1, 1, 1),
        "event": Score(1, 0, 0),
    }


def ranked(made: Result, ships: float | None, others: float | None) -> Result:
    """The claims with these check-worthinesses."""
    claims: list[Claim] = [
        claim.model_copy(
            update={"check_worthiness": ships if claim.figure and claim.figure.text == "31" else others, "reasons": ()}
        )
        for claim in made.claims
    ]
    return Result(made.gold, made.compared, claims)


def test_check_worthiness_is_judged_by_its_order() -> None:
    made = result()
    assert average_precision(ranked(made, None, None)) is None
    assert average_precision(ranked(made, 0.9, 0.5)) == 1
    assert average_precision(ranked(made, 0.1, 0.5)) == pytest.approx(1 / len(made.claims))


@pytest.mark.parametrize(
    ("want", "got", "same"),
    [
        ("U.S. Department of State", "US Department of State", True),
        ("Teresa Halvorsen", "Commissioner Teresa Halvorsen", True),
        ("Teresa Halvorsen", "Halvorsen", True),
        ("the agency’s Ada Roe", "Ada Roe", True),
        ("Ada Roe", "Ida Roe", False),
        ("Ada Roe", None, False),
        ("U.S. Coast Guard", "United States Coast Guard", True),
        ("U.N.", "United Nations", True),
        ("U.N.", "United Kingdom", False),
        ("Ada Louise Roe", "Roe", True),
        ("Federal Emergency Management Agency", "Agency", False),
        ("Federal Emergency Management Agency", "Federal", False),
    ],
)
def test_same_name(want: str, got: str | None, same: bool) -> None:
    assert same_name(want, got) is same
