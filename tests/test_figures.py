"""Figures: the number grammar, values, units, what is counted, and what a document's figures say of each other."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import DocBin

import onrecord
from onrecord.components.family import mentions
from onrecord.components.grammar import figure_view
from onrecord.model import Article, Figure, Mention
from onrecord.normalize.figures import normalize_figure, parse_range
from onrecord.normalize.numbers import BLOCKS, SMALL, parse_fraction, parse_number, scale_of, vague_low

NUMBER = re.compile(BLOCKS["number"])
AMOUNT = re.compile(BLOCKS["amount"])
WORDS = {value: word for word, value in SMALL.items() if word not in ("twice", "thrice")}


@pytest.fixture(scope="module")
def alone() -> Language:
    """The component in a pipeline of its own."""
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord_figures")
    return nlp


def figures(text: str, nlp: Language, **about: str) -> tuple[Figure, ...]:
    """The figures of a text published on Wednesday 2024-06-12."""
    return onrecord.annotate(Article(id="t", text=text, published="2024-06-12", **about), nlp).figures


def said(figure: Figure, *fields: str) -> dict[str, object]:
    return {"text": figure.text, **{field: getattr(figure, field) for field in fields}}


# The number grammar


def below_thousand(n: int) -> str:
    """An integer under 1,000 in words."""
    hundreds, rest = divmod(n, 100)
    tail = WORDS[rest] if rest in WORDS else f"{WORDS[rest - rest % 10]}-{WORDS[rest % 10]}"
    if not hundreds:
        return tail
    return f"{WORDS[hundreds]} hundred" + (f" and {tail}" if rest else "")


def in_words(n: int) -> str:
    """An integer in words: 2,300,005 is two million three hundred thousand and five."""
    parts = []
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        group, n = divmod(n, scale)
        if group:
            parts.append(f"{below_thousand(group)} {name}")
    if n or not parts:
        parts.append(f"and {below_thousand(n)}" if parts and n < 100 else below_thousand(n))
    return " ".join(parts)


def whole(text: str, pattern: re.Pattern[str] = NUMBER) -> str:
    """The number that the grammar finds at the start of `text` with more words behind it."""
    found = pattern.match(f"{text} ships")
    return found[0] if found else ""


@given(st.integers(0, 10**12 - 1))
def test_integer_in_words_comes_back(n: int) -> None:
    text = in_words(n)
    assert (whole(text), parse_number(text)) == (text, Decimal(n))


@given(st.decimals(0, 10**14, places=3), st.sampled_from(["", ","]))
def test_digits_come_back_exactly(value: Decimal, group: str) -> None:
    text = f"{value:{group}f}"
    assert (whole(text), parse_number(text)) == (text, value)


@given(st.integers(0, 10**17), st.sampled_from(["-", "minus ", "negative "]))
def test_negative_comes_back(n: int, sign: str) -> None:
    assert (whole(f"{sign}{n:,}"), parse_number(f"{sign}{n:,}")) == (f"{sign}{n:,}", Decimal(-n))


@given(st.integers(100_000, 10**13))
def test_indian_grouping_comes_back(n: int) -> None:
    head, tail = str(n)[:-3], str(n)[-3:]
    pairs = re.findall(r"..", head[len(head) % 2 :])
    text = ",".join([p for p in [head[: len(head) % 2], *pairs, tail] if p])
    assert (whole(text), parse_number(text)) == (text, Decimal(n))


@given(st.integers(1000, 10**12), st.sampled_from("\u2009\u202f\u00a0"))
def test_narrow_spaces_group(n: int, space: str) -> None:
    seen = figure_view(f"{n:,} ships".replace(",", space))
    found = NUMBER.match(seen)
    assert found is not None
    assert (parse_number(found[0]), found.end()) == (Decimal(n), len(f"{n:,}"))


SCALED = {
    " million": 10**6, " billion": 10**9, " trillion": 10**12, "-million": 10**6, " thousand": 1000, " crore": 10**7,
    " lakh": 10**5, " hundred million": 10**8, " dozen": 12,
}  # fmt: skip
SUFFIXED = {"k": 1000, "m": 10**6, "M": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12, "trn": 10**12}


@given(st.decimals(0, 999, places=2), st.sampled_from(sorted(SCALED)))
def test_digits_with_scale_come_back(value: Decimal, scale: str) -> None:
    text = f"{value}{scale}"
    assert (whole(text), parse_number(text)) == (text, value * SCALED[scale])


@given(
    st.decimals(0, 10**9 - 1, places=6) | st.integers(0, 10**12 - 1),
    st.sampled_from(["", ","]),
    st.integers(0, 6),
    st.sampled_from(["", " thousand", " million", " billion", " trillion"]),
)
def test_usual_numbers_are_what_the_whole_grammar_says(
    value: Decimal | int, group: str, places: int, scale: str
) -> None:
    """The same decimal, to its last digit; a space before a number leads past the short way."""
    text = f"{value:{group}f}"
    text = (text[: len(text) - places] if "." in text else text) + scale
    assert repr(parse_number(text)) == repr(parse_number(f" {text}"))


@given(st.decimals(0, 999, places=2), st.sampled_from(sorted(SUFFIXED)))
def test_digits_with_suffix_come_back(value: Decimal, suffix: str) -> None:
    text = f"{value}{suffix}"
    assert (whole(text, AMOUNT), parse_number(text)) == (text, value * SUFFIXED[suffix])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two and a half million", "2500000"),
        ("2 and a half", "2.5"),
        ("a million and a half", "1500000"),
        ("half a million", "500000"),
        ("three quarters of a million", "750000"),
        ("half a dozen", "6"),
        ("nineteen hundred", "1900"),
        ("a hundred and twelve", "112"),
        ("two thousand three hundred", "2300"),
        ("4 hundred million", "400000000"),
        ("3 1/2", "3.5"),
        ("2½", "2.5"),
        ("¾", "0.75"),
        (".534", "0.534"),
        ("1.234.567", "1234567"),
        ("1.234,5", "1234.5"),
        ("3,5 million", "3500000"),
        ("12 000", "12000"),
        ("-0.5", "-0.5"),
        ("6.02 × 10²³", "6.02e23"),
        ("1.6×10-19", "1.6e-19"),
    ],
)
def test_number(text: str, value: str) -> None:
    assert (whole(text), parse_number(text)) == (text, Decimal(value))


@pytest.mark.parametrize("text", ["1,1,1,1", "1.2.3", "99999999999999999999", "ships", "", "a", "and"])
def test_no_number(text: str) -> None:
    assert whole(text) == "" or parse_number(whole(text)) is None


def test_fractions_and_open_quantities() -> None:
    assert [parse_fraction(t) for t in ("half", "a third", "two-thirds", "3/4", "ships", "")][3:] == [0.75, None, None]
    assert [str(parse_fraction(t)) for t in ("half", "a third", "two-thirds")] == ["1/2", "1/3", "2/3"]
    lows = {"dozens": 24, "hundreds": 200, "tens of thousands": 20_000, "several hundred": 200, "scores": 40}
    assert {text: int(vague_low(text)) for text in lows} == lows


@pytest.mark.parametrize(
    ("low", "high", "ends"),
    [
        ("3", "5 million", (3_000_000, 5_000_000)),
        ("10", "15bn", (10**10, 15 * 10**9)),
        ("500", "1 million", (500, 10**6)),  # 500 million would be more than the end
        ("1,000", "2 million", (1000, 2 * 10**6)),
        ("two", "three", (2, 3)),
    ],
)
def test_range_shares_its_scale(low: str, high: str, ends: tuple[int, int]) -> None:
    assert parse_range(low, high) == tuple(map(Decimal, ends))
    assert scale_of(low) == ""


def test_evidence_without_a_number_is_no_figure() -> None:
    assert normalize_figure(Mention(0, 1, "x", "FIGURE", "count.plain")) is None
    assert normalize_figure(Mention(0, 1, "x", "FIGURE", "count.plain", {"number": "x"})) is None


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


def test_counted_thing_is_carried_and_never_the_reporter(nlp: Language) -> None:
    text = (
        "The Harbor Safety Board reported 1,204 ship groundings at the southern border in March, up from 990 a year"
        " earlier. In 2022, groundings totaled 311 in July and 402 in August."
    )
    assert [said(f, "counted", "counted_head", "time") for f in figures(text, nlp)] == [
        {"text": "1,204", "counted": "ship groundings", "counted_head": "groundings", "time": "2024-03"},
        {"text": "990", "counted": "ship groundings", "counted_head": "groundings", "time": "2023-03"},
        {"text": "311", "counted": "groundings", "counted_head": "groundings", "time": "2022-07"},
        {"text": "402", "counted": "groundings", "counted_head": "groundings", "time": "2022-08"},
    ]


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
    ("text", "time"),
    [
        ("The poll of 40 ships was taken from May 2 to May 9, 2024.", "2024-05"),
        ("Fares rose 40 percent from 2019 to 2023.", "2023"),
        ("The board sold 40 ships from 2019 to 2023.", None),
        ("The board said Tuesday that 40 ships had been sold.", None),
        ("The board bought 40 ships in 2021, when it had no money.", "2021"),
        ("On May 3 the board bought 40 ships.", "2024-05-03"),
        ("Emissions were 40 percent below 2005 levels.", None),
        ("In the May poll, 40 percent backed the dam.", "2024-05"),
        ("The port counted 12 wrecks, six more than in 2019, and 40 spills.", None),
        ("At least 40 people died or went missing on the river in 2023.", "2023"),
        ("The index lost 40 points, to close at 1,612 on June 11.", "2024-06-11"),
        ("Forty people came, but the guards at the moment are men.", None),
        ("The bank cut its forecast for this year. It expects output to grow 40 percent.", "2024"),
        ("On Tuesday the bank raised its forecast for this year. It predicted 40 percent.", "2024"),
        ("Crews towed 12 ships in 2021. They sank 40 boats.", "2021"),
        ("Crews towed 12 ships in 2021. They have sunk 40 boats.", None),
        ("Crews towed 12 ships in 2021.\n\nThey sank 40 boats.", None),
        ("Inflation, now 2.2 percent, has come down from 40 percent.", None),
        ("Crews towed 12 ships in 2021. Compared with 2019, they sank 40 boats more.", "2021"),
        ("About 40 people have fled since May, and 12 have died.", None),
        ("Last week's flood hurt 40 people.", "2024-W23"),
    ],
)
def test_time_is_that_of_the_clause(nlp: Language, text: str, time: str | None) -> None:
    assert [f.time for f in figures(text, nlp) if f.value == 40] == [time]


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


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("About 40 million people were displaced worldwide.", "worldwide"),
        ("Unemployment in Oslo fell to 40 percent.", "Oslo"),
        ("The rate was 40 in the rest of Norway.", "the rest of Norway"),
        ("The storm left 40 inches of rain on Cuba.", "Cuba"),
        ("The board spent 40 hours on the budget.", None),
    ],
)
def test_place(nlp: Language, text: str, place: str | None) -> None:
    assert [f.place for f in figures(text, nlp) if f.value in (40, 40_000_000)] == [place]


def test_only_the_first_is_the_record(nlp: Language) -> None:
    found = figures("Firms offered 1,204 posts in May, up from 990 a year earlier and a record for the month.", nlp)
    assert [(f.text, f.superlative) for f in found] == [("1,204", "record"), ("990", None)]


def test_points_are_understood(nlp: Language) -> None:
    found = figures("She leads by 18 points among women in the poll and trails by 9 among men.", nlp)
    assert [(f.value, f.unit) for f in found] == [(18, "percentage_point"), (9, "percentage_point")]


def test_quake_has_its_magnitude(nlp: Language) -> None:
    (figure,) = figures("An aftershock of magnitude 5.1 shook the port.", nlp)
    assert (figure.value, figure.unit, figure.counted) == (Decimal("5.1"), "magnitude", "aftershock")


def test_the_head_of_a_name_is_all_of_it(nlp: Language) -> None:
    (figure,) = figures("Harbor Commissioner Ana Duarte, 42, left.", nlp)
    assert (figure.value, figure.counted_head) == (42, "Ana Duarte")


@pytest.mark.parametrize("text", ["It inched back up to 45.", "That brings the toll up to 45."])
def test_where_a_change_ends_is_no_bound(nlp: Language, text: str) -> None:
    assert [(f.value, f.bound) for f in figures(text, nlp)] == [(45, "exact")]


def test_number_of_a_player_is_no_figure(nlp: Language) -> None:
    assert figures("Tom Reyes (4) celebrates a goal in the park.", nlp) == ()


def test_rate_is_understood(nlp: Language) -> None:
    found = figures("The rate was 5.2 per 100 workers, compared with 4.9 in May.", nlp)
    assert [(f.value, f.per) for f in found] == [(Decimal("5.2"), "100 workers"), (Decimal("4.9"), "100 workers")]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The number of people looking for work fell 40 percent.", "people"),
        ("Prices kept climbing. In May they were 40 percent higher.", "Prices"),
        ("The rating remains strong, though it fell 40 percent.", "rating"),
        ("The firm hired a cook. It fell 40 percent.", "firm"),
        ("Ana Duarte leads the mayor by 40 percentage points.", None),
        ("The sample has a margin of error of plus or minus 40 percentage points.", "margin of error"),
        ("They bought 40 red and blue boats.", "red and blue boats"),
        ("The county paid up to $40 a ton for salt.", "salt"),
        ("The deal, worth about £40, runs until May.", "deal"),
        ("The board set aside $40 for computers.", "computers"),
        ("The deficit would shrink to 40 percent of spending.", "deficit"),
        ("The utility hopes to reconnect 40 percent by Sunday.", None),
        ("Turnout could reach 45 percent, up from 40 percent in 2023.", "Turnout"),
        ("The ministry recorded 12 arrivals, up 40 percent from a year earlier.", "arrivals"),
        ("Rescuers revised the toll from 40 after the flood.", "toll"),
        ("Eight workers died, 40 times as many as in May.", "workers"),
        ("Brandt leads Oakley 47% to 40% among likely voters.", "likely voters"),
        ("More than 150 boys, aged 40, were rescued.", "boys"),
        ("The bank cut rates as inflation, now 40 percent, eased.", "inflation"),
        ("Unemployment (40 percent) is high.", "Unemployment"),
        ("It took the team to travel 40 miles.", "team"),
        ("The plants emit 40 tons per year of carbon dioxide.", "carbon dioxide"),
        ("He has 12 users with claims, ranging from $40 each.", None),
        ("Polls show Clinton ahead by 40 percentage points.", None),
        ("The FTSE 100 fell 40 points.", "FTSE 100"),
    ],
)
def test_counted(nlp: Language, text: str, counted: str | None) -> None:
    assert [f.counted for f in figures(text, nlp) if f.value == 40] == [counted]


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
