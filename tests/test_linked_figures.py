"""What figures of one sentence say of each other: roles, directions, units, times, and things said only once."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord
from onrecord.model import Article

Row = tuple[str, str | None, str | None, str | None, str | None]
"""A figure's text, what it counts, its role, its direction, its time."""


def rows(text: str, nlp: Language) -> list[Row]:
    found = onrecord.annotate(Article(id="t", text=text, published="2024-06-12"), nlp).figures
    return [(f.text, f.counted, f.role, f.change, f.time) for f in found]


CASES: list[tuple[str, list[Row]]] = [
    (
        "Sales dropped 7.5 percent to €1.2 billion from €1.3 billion a year earlier.",
        [
            ("7.5 percent", "Sales", "delta", "decrease", None),
            ("€1.2 billion", "Sales", "to", None, None),
            ("€1.3 billion", "Sales", "from", None, "2023"),
        ],
    ),
    (
        "Net migration fell to 672,000, down from a record 764,000 in 2022.",
        [
            ("672,000", "Net migration", "to", None, None),
            ("764,000", "Net migration", "from", None, "2022"),
        ],
    ),
    (
        "Turnout slipped to 58.3 percent, down 4.1 points from 2019.",
        [
            ("58.3 percent", "Turnout", "to", None, None),
            ("4.1 points", "Turnout", "delta", "decrease", None),
        ],
    ),
    (
        "Cases are up from 990 a year earlier to 1,204.",
        [("990", "Cases", "from", None, "2023"), ("1,204", "Cases", "to", None, None)],
    ),
    (
        "The limit was cut to 10 knots from 14 on May 1.",
        [("10 knots", "limit", "to", None, "2024-05-01"), ("14", "limit", "from", None, None)],
    ),
    (
        "The bill raises the minimum wage from N30,000 to N70,000, says the Senate of Nigeria.",
        [("N30,000", "minimum wage", "from", None, None), ("N70,000", "minimum wage", "to", None, None)],
    ),
    (
        "Output fell by between 3% and 4%, and exports by more than 10%.",
        [("3% and 4%", "Output", "delta", "decrease", None), ("10%", "exports", "delta", "decrease", None)],
    ),
    (
        "Pay will rise 5% this year and 3.5% next year.",
        [("5%", "Pay", "delta", "increase", "2024"), ("3.5%", "Pay", "delta", "increase", "2025")],
    ),
    (
        "Unemployment is expected to peak at 6.1% next year before easing to 5.4% in 2026.",
        [("6.1%", "Unemployment", "level", None, "2025"), ("5.4%", "Unemployment", "to", None, "2026")],
    ),
    (
        "Revenue was little changed at $2.3 billion, while costs doubled to $900 million.",
        [("$2.3 billion", "Revenue", "level", None, None), ("$900 million", "costs", "to", None, None)],
    ),
    (
        "They sold 3 million phones, double the 1.4 million of a year ago.",
        [("3 million", "phones", None, None, None), ("1.4 million", "phones", None, None, "2023")],
    ),
    (
        "Germany took in 1.1 million Ukrainians, Poland 950,000 and Czechia 350,000.",
        [
            ("1.1 million", "Ukrainians", None, None, None),
            ("950,000", "Ukrainians", None, None, None),
            ("350,000", "Ukrainians", None, None, None),
        ],
    ),
    (
        "About 70% of residents approve of him, similar to the 69% in May.",
        [("70%", "residents", None, None, None), ("69%", "residents", None, None, "2024-05")],
    ),
    (
        "Profits rose sixfold, and twice as many stores opened as in 2023.",
        [("sixfold", "Profits", "delta", "increase", None), ("twice", "stores", None, None, None)],
    ),
    (
        "Brent | $76.40 | +1.2%\nGold | $2,310 | -0.4%",
        [
            ("$76.40", None, None, None, None),
            ("+1.2%", None, "delta", "increase", None),
            ("$2,310", None, None, None, None),
            ("-0.4%", None, "delta", "decrease", None),
        ],
    ),
    (
        "1. Norway 16 gold\n2. Germany 12 gold\n3. China 9 gold",
        [("16", "gold", None, None, None), ("12", "gold", None, None, None), ("9", "gold", None, None, None)],
    ),
    (
        "Arsenal 10 7 2 1 23\nLeeds 10 6 1 3 19\n\nArsenal lead by four points.",
        [("four", "points", None, None, None)],
    ),
]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Sales doubled to 1.2 million, or 14% of the market.", ["count", "percent"]),
        ("Rates of 5, 8, or 11 percent apply.", ["percent", "percent", "percent"]),
        ("They are 27 and 29 years old.", ["year", "year"]),
    ],
)
def test_a_share_in_other_words_lends_no_unit(nlp: Language, text: str, units: list[str]) -> None:
    assert [f.unit for f in onrecord.annotate(Article(id="t", text=text), nlp).figures] == units


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_figures_of_one_sentence(nlp: Language, text: str, expected: list[Row]) -> None:
    assert rows(text, nlp) == expected
