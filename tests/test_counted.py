"""What a figure counts: the noun, never who reports, orders or pays, and what is only understood."""

from __future__ import annotations

from decimal import Decimal

import pytest
from spacy.language import Language

from figures import figures, said


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
    ("text", "counted"),
    [
        ("The number of people looking for work fell 40 percent.", "people"),
        ("Prices kept climbing. In May they were 40 percent higher.", "Prices"),
        ("The rating remains strong, though it fell 40 percent.", "rating"),
        ("The firm hired a cook. It fell 40 percent.", "firm"),
        ("Ana Duarte leads the mayor by 40 percentage points.", None),
        ("The sample has a margin of error of plus or minus 40 percentage points.", "margin of error"),
        ("They bought 40 red and blue boats.", "red and blue boats"),
        ("Yards added 216,000 jobs. The bank forecast growth of 40 percent.", None),
        ("Some 900 people had no boat. That is an increase of 40 per cent in 12 months.", "people"),
        ("Donors pledged 2 billion euros in Leeds, the mayor said, half of the $40 that the port had sought.", None),
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


def test_the_head_of_a_name_is_all_of_it(nlp: Language) -> None:
    (figure,) = figures("Harbor Commissioner Ana Duarte, 42, left.", nlp)
    assert (figure.value, figure.counted_head) == (42, "Ana Duarte")


def test_quake_has_its_magnitude(nlp: Language) -> None:
    (figure,) = figures("An aftershock of magnitude 5.1 shook the port.", nlp)
    assert (figure.value, figure.unit, figure.counted) == (Decimal("5.1"), "magnitude", "aftershock")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "About 55 percent of riders say the city does too little for the ferry, up from 31 percent in 2021.",
            [("55 percent", "percent", "riders"), ("31 percent", "percent", "riders")],
        ),
        (
            "Forty towns had long power cuts, up from 12 a year earlier.",
            [("Forty", "count", "towns"), ("12", "count", "towns")],
        ),
        (
            "Profit slumped to 310 million euros ($340 million), missing an average estimate of 355 million.",
            [
                ("310 million euros", "EUR", "Profit"),
                ("$340 million", "dollar", "Profit"),
                ("355 million", "EUR", "Profit"),
            ],
        ),
        (
            "It expects revenue of 2.6 billion euros this year, against 2.1 billion in 2023.",
            [("2.6 billion euros", "EUR", "revenue"), ("2.1 billion", "EUR", "revenue")],
        ),
        (
            "Fees rose by $66.8 million, up from 81 cents a share in May.",
            [("$66.8 million", "dollar", "Fees"), ("81 cents", "dollar", "Fees")],
        ),
    ],
)
def test_what_is_set_against_a_figure_counts_the_same(
    nlp: Language, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert [(f.text, f.unit, f.counted) for f in figures(text, nlp)] == expected


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The president ordered the Ministry of Works to release 40 million pesos ($700,000) in aid.", "aid"),
        ("The Harbor Safety Board needs $40 million by May.", None),
        ("Ana Duarte spent $40 million.", None),
        ("The drivers earn $40 an hour.", "drivers"),
        ("Analysts expect 40 more cuts by May.", "cuts"),
        ("The shares fell to 40 euros in early trading.", "shares"),
        ("About 40 percent of 16- to 24-year-olds voted.", "16- to 24-year-olds"),
        ("In all, 40 were pupils.", "pupils"),
        ("The top 40 percent pay most of it.", None),
        ("Fares were up 5 percent, tolls 40 percent.", "tolls"),
        ("Just three towns took part. The rest, 40,000, stayed away.", None),
    ],
)
def test_nobody_who_acts_is_counted(nlp: Language, text: str, counted: str | None) -> None:
    assert [f.counted for f in figures(text, nlp) if f.text.startswith(("40", "$40", '"40'))] == [counted]
