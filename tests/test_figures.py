"""Figures in sentences: what they are, which way they go, and what the words around them say."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import DocBin

import onrecord
from figures import figures, said
from onrecord.components.family import mentions


@pytest.fixture(scope="module")
def alone() -> Language:
    """The component in a pipeline of its own."""
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord_figures")
    return nlp


# In sentences


def test_change_with_its_ends(nlp: Language) -> None:
    found = figures("Groundings in the strait fell 12 percent to 871 in May from 990 in April.", nlp)
    assert [said(f, "value", "unit", "change", "role", "time") for f in found] == [
        {
            "text": "12 percent",
            "value": 12,
            "unit": "percent",
            "change": "decrease",
            "role": "delta",
            "time": "2024-05",
        },
        {"text": "871", "value": 871, "unit": "count", "change": None, "role": "to", "time": "2024-05"},
        {"text": "990", "value": 990, "unit": "count", "change": None, "role": "from", "time": "2024-04"},
    ]
    assert [f.linked for f in found] == [
        tuple(g.start_char for g in found if g is not f) for f in found
    ]  # all tell of one change


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 40 people", ("at_least", None)),
        ("more than 40 people", ("more_than", None)),
        ("nearly 40 people", ("less_than", None)),
        ("up to 40 people", ("at_most", None)),
        ("some 40 people", ("about", None)),
        ("an estimated 40 people", ("about", None)),
        ("as few as 40 people", ("at_least", None)),
        ("40 or more people", ("at_least", None)),
        ("a record 40 people", ("exact", "record")),
        ("40 people, the most since 2011", ("exact", "highest_since")),
    ],
)
def test_bound_and_superlative(nlp: Language, text: str, expected: tuple[str, str | None]) -> None:
    (figure,) = figures(f"The ferry carried {text}.", nlp)
    assert (figure.text, figure.counted_head, figure.bound, figure.superlative) == ("40", "people", *expected)


def test_what_is_the_most_is_no_length_of_time(nlp: Language) -> None:
    found = figures("The port had 40 mm of rain in 24 hours, the most since 2011.", nlp)
    assert [(f.text, f.superlative) for f in found] == [("40 mm", "highest_since"), ("24 hours", None)]


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("The port turns away 40 ships a day.", "day"),
        ("The port turns away 40 ships each month.", "month"),
        ("A crossing costs $40 per person.", "person"),
        ("The rate was 40 deaths per 100,000 residents.", "100,000 residents"),
        ("He is paid a $40-an-hour wage.", "hour"),
    ],
)
def test_rate(nlp: Language, text: str, per: str) -> None:
    assert [(f.value, f.per) for f in figures(text, nlp)] == [(40, per)]


def test_coordinated_numbers_share_their_unit(nlp: Language) -> None:
    found = figures("The boats come in 7-, 9- or 12-foot lengths and cost 5, 8 and 11 million euros.", nlp)
    assert [(f.text, f.value, f.unit) for f in found][:3] == [
        ("7", 7, "foot"),
        ("9", 9, "foot"),
        ("12-foot", 12, "foot"),
    ]


def test_what_an_index_moved_to_has_the_unit_of_the_move(nlp: Language) -> None:
    found = figures("The port index lost 162.31 points, or 2.14%, to fall to 7,425.81.", nlp)
    assert [said(f, "unit", "change", "role") for f in found] == [
        {"text": "162.31 points", "unit": "point", "change": "decrease", "role": "delta"},
        {"text": "2.14%", "unit": "percent", "change": "decrease", "role": "delta"},
        {"text": "7,425.81", "unit": "point", "change": None, "role": "to"},
    ]


def test_lines_of_a_ranking_are_not_counted(nlp: Language) -> None:
    assert figures("The rankings:\n\n1 Ana Duarte\n\n2 Tom Reyes\n\n3 Kay Moss\n", nlp) == ()


def test_dollar_is_settled_by_evidence_only(nlp: Language) -> None:
    def unit(text: str, **about: str) -> str:
        return figures(text, nlp, **about)[0].unit

    assert unit("The bridge cost $5 million.") == "dollar"
    assert unit("The bridge cost $5 million.", country="CA") == "CAD"
    assert unit("Congress said the bridge in Ohio cost $5 million.") == "USD"
    assert unit("Canberra and Washington shared the bridge's cost of $5 million.") == "dollar"  # one against one
    assert unit("The bridge cost 5 million pounds, London said.") == "GBP"
    assert unit("The bridge weighs 5 million pounds.") == "pound"


def test_what_a_year_ago_was_is_no_rate(nlp: Language) -> None:
    text = "The port had a loss of $40 million a year ago; it makes $5 million a year now."
    assert [said(f, "per", "change") for f in figures(text, nlp)] == [
        {"text": "$40 million", "per": None, "change": None},
        {"text": "$5 million", "per": "year", "change": None},
    ]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("The index is up 12 percent.", "increase"),
        ("The shares closed at $80, off $12.", "decrease"),
        ("The board cut its budget by 12 percent.", "decrease"),
        ("There was a 12 percent increase in fares.", "increase"),
        ("Fares are 12 percent higher than last year.", "increase"),
        ("It gave up $12.", None),
        ("It lost 12 kilograms.", "decrease"),
        ("The storm dropped 12 inches of rain.", None),
        ("They hope to recover 12 percent of the money.", None),
        ("The town faces a shortfall of $12 million.", None),
        ("A start-up $12 in debt closed.", None),
    ],
)
def test_direction_of_a_change(nlp: Language, text: str, change: str | None) -> None:
    figure = next(f for f in figures(text, nlp) if f.value in (12, 12_000_000))
    assert (figure.change, figure.role == "delta") == (change, change is not None)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("The krona slipped 0.3 cents to 9.4 cents.", [("0.3 cents", "delta"), ("9.4 cents", "to")]),
        ("Rents climbed 40 euros to 960 euros.", [("40 euros", "delta"), ("960 euros", "to")]),
        ("Rents climbed 40 euros to 60 euros.", [("40 euros", "delta"), ("60 euros", "to")]),
        ("Fines of 2 cents to 9 cents apply.", [("2 cents to 9 cents", None)]),
    ],
)
def test_a_change_and_the_level_it_led_to_are_no_range(
    nlp: Language, text: str, ends: list[tuple[str, str | None]]
) -> None:
    assert [(figure.text, figure.role) for figure in figures(text, nlp)] == ends


def test_ends_of_a_change_by_an_amount(nlp: Language) -> None:
    found = figures("The gap widened by $43.6 billion to $419.2 billion.", nlp)
    assert [said(f, "change", "role") for f in found] == [
        {"text": "$43.6 billion", "change": "increase", "role": "delta"},
        {"text": "$419.2 billion", "change": None, "role": "to"},
    ]


def test_percentage_between_does_not_part_the_ends(nlp: Language) -> None:
    text = "Workers reported 1,187 injuries in 2023, up 9.4 percent from 1,085 a year earlier."
    found = figures(text, nlp)
    assert [(f.text, f.role, {text[start:].split()[0] for start in f.linked}) for f in found] == [
        ("1,187", None, {"9.4", "1,085"}),
        ("9.4 percent", "delta", {"1,187", "1,085"}),
        ("1,085", "from", {"1,187", "9.4"}),
    ]


def test_level_is_told_again(nlp: Language) -> None:
    found = figures("In 2022 the total stood at 235,173 in November and 231,529 in October.", nlp)
    assert [(f.value, f.role, f.time) for f in found] == [(235173, "level", "2022-11"), (231529, "level", "2022-10")]


def test_only_the_first_is_the_record(nlp: Language) -> None:
    found = figures("Firms offered 1,204 posts in May, up from 990 a year earlier and a record for the month.", nlp)
    assert [(f.text, f.superlative) for f in found] == [("1,204", "record"), ("990", None)]


def test_points_are_understood(nlp: Language) -> None:
    found = figures("She leads by 18 points among women in the poll and trails by 9 among men.", nlp)
    assert [(f.value, f.unit) for f in found] == [(18, "percentage_point"), (9, "percentage_point")]


@pytest.mark.parametrize("text", ["It inched back up to 45.", "That brings the toll up to 45."])
def test_where_a_change_ends_is_no_bound(nlp: Language, text: str) -> None:
    assert [(f.value, f.bound) for f in figures(text, nlp)] == [(45, "exact")]


def test_number_of_a_player_is_no_figure(nlp: Language) -> None:
    assert figures("Tom Reyes (4) celebrates a goal in the park.", nlp) == ()


def test_rate_is_understood(nlp: Language) -> None:
    found = figures("The rate was 5.2 per 100 workers, compared with 4.9 in May.", nlp)
    assert [(f.value, f.per) for f in found] == [(Decimal("5.2"), "100 workers"), (Decimal("4.9"), "100 workers")]


def test_votes_are_two_figures(nlp: Language) -> None:
    found = figures("The council voted 19-15 to close the port.", nlp)
    assert [(f.text, f.value, f.unit) for f in found] == [("19", 19, "count"), ("15", 15, "count")]


def test_small_table_keeps_its_numbers(nlp: Language) -> None:
    found = figures("Ships by port:\nAlden 1,204\nBrook 990\nCarrow 87\n", nlp)
    assert [f.value for f in found] == [1204, 990, 87]


def test_explicit_duration_is_a_figure_and_a_date(nlp: Language) -> None:
    record = onrecord.annotate("The talks lasted 15 minutes.", nlp, published="2024-06-12")
    assert [(f.text, f.value, f.unit) for f in record.figures] == [("15 minutes", 15, "minute")]
    assert [(d.text, d.type) for d in record.dates] == [("15 minutes", "DURATION")]


# Any text


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("0123456789,.-–—$€% mkbn\u2009\u00a0½/:()\nathousndrfiv"), max_size=60))
def test_any_text_gives_true_offsets(nlp: Language, text: str) -> None:
    for figure in figures(text, nlp):
        assert text[figure.start_char : figure.end_char] == figure.text


def test_component_works_alone(alone: Language) -> None:
    doc = alone("The ferry carried 40 people and 3.5 tons of fish.")
    assert [(m.text, m.rule) for m in mentions(doc, "figures")] == [
        ("40", "count.plain"),
        ("3.5 tons", "measure.plain"),
    ]


def test_evidence_survives_storage(nlp: Language) -> None:
    doc = nlp("The fare rose 12 percent to $5.50 a ride, at least 40 riders said.")
    stored = next(DocBin(store_user_data=True, docs=[doc]).get_docs(nlp.vocab))
    assert [m.evidence for m in mentions(stored, "figures")] == [m.evidence for m in mentions(doc, "figures")]


def test_a_newsroom_has_words_of_its_own(tmp_path: Path) -> None:
    sank = {"id": "soften", "label": "DECREASE", "lemma": "soften", "examples": {"It softened [[12%]].": {"value": 12}}}
    north = {"id": "a-bit-over", "label": "MORE_THAN", "side": "before", "regex": "a tad north of"}
    (tmp_path / "changes.jsonl").write_text(json.dumps(sank) + "\n", "utf-8")
    (tmp_path / "modifiers.jsonl").write_text(
        json.dumps(north | {"examples": {"a tad north of [[12%]]": {"value": 12}}}) + "\n", "utf-8"
    )
    nlp = onrecord.load(patterns=tmp_path)
    (figure,) = figures("Output softened 12 percent in May.", nlp)
    assert (figure.change, figure.role) == ("decrease", "delta")
    (figure,) = figures("It is a tad north of 12 percent.", nlp)
    assert figure.bound == "more_than"


def test_votes_and_scores_go_by_rules_of_their_own(nlp: Language) -> None:
    text = "The plan was adopted 3-2. The Reds beat Marsh Rovers 4-1. It cost $95 billion by a vote of 70-29."
    assert [(f.text, f.rule, f.per, f.counted) for f in figures(text, nlp)] == [
        ("3", "count.vote-before", None, None),
        ("2", "count.vote-before", None, None),
        ("4", "count.score-sides", None, None),
        ("1", "count.score-sides", None, None),
        ("$95 billion", "money.sign", None, None),
        ("70", "count.vote-before", None, None),
        ("29", "count.vote-before", None, None),
    ]


def test_letters_are_money_where_their_country_is_spoken_of(nlp: Language) -> None:
    assert [(f.value, f.unit) for f in figures("It cost N5,000 or R350.", nlp)] == []
    assert [(f.value, f.unit) for f in figures("It cost N5,000 or R350.", nlp, country="NG")] == [(5000, "NGN")]
    assert [(f.value, f.unit) for f in figures("It cost N5,000 or R350.", nlp, country="ZA")] == [(350, "ZAR")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cars with four-, five- and six-cylinder engines.", ["four", "five", "six"]),
        ("It fell to minus-1.4 degrees.", ["minus-1.4 degrees"]),
        ("A sixfold rise. Tenfold or more.", ["sixfold", "Tenfold"]),
        ("“Two” of them; (three) more—four in all.", ["Two", "three", "four"]),
        ("It cost NZ $ 26 million, -$5 or .5 percent.", ["NZ $ 26 million", "-$5", ".5 percent"]),
        ("Half a million came, a dozen left.", ["Half a million", "a dozen"]),
    ],
)
def test_where_a_number_can_start(nlp: Language, text: str, found: list[str]) -> None:
    assert [figure.text for figure in figures(text, nlp)] == found
