"""Any number rendered in any supported form comes back with its exact value: as a figure, with unit, and in JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

import onrecord
from onrecord.components.family import mentions
from onrecord.model import Article, FigureValue
from onrecord.normalize.figures import normalize_figure

Form = Callable[[Decimal], str]

SCALES = {
    "{} thousand": 10**3, "{} million": 10**6, "{} billion": 10**9, "{} trillion": 10**12, "{}-million": 10**6,
    "{} lakh": 10**5, "{} crore": 10**7, "{} lakh crore": 10**12, "{} hundred million": 10**8, "{} dozen": 12,
}  # fmt: skip
SUFFIXES = {
    "{}k": 10**3, "{}m": 10**6, "{}mn": 10**6, "{}mln": 10**6, "{}bn": 10**9, "{}b": 10**9, "{}tn": 10**12,
    "{}trn": 10**12, "{}cr": 10**7, "{} mn": 10**6, "{} bn": 10**9, "{}M": 10**6, "{}B": 10**9,
}  # fmt: skip
UNITS = {
    "{} ships": "count", "{} percent": "percent", "{} per cent": "percent", "{}%": "percent", "{}pc": "percent",
    "{} percentage points": "percentage_point", "{} basis points": "basis_point", "{} euros": "EUR",
    "€{}": "EUR", "£{}": "GBP", "US${}": "USD", "A${}": "AUD", "RM{}": "MYR", "₹{}": "INR", "Rs {}": "rupee",
    "¥{}": "JPY", "EUR {}": "EUR", "{} EUR": "EUR", "{} yen": "JPY", "{} kilometers": "kilometer", "{} km": "kilometer",
    "{} tonnes": "ton", "{}kg": "kilogram", "{} degrees Celsius": "degree_celsius", "{}°C": "degree_celsius",
    "{} megawatts": "megawatt", "{} hectares": "hectare", "{} sq km": "square_kilometer", "{} miles": "mile",
    "{} barrels": "barrel", "{} litres": "liter", "{} hours": "hour", "{} knots": "knot",
}  # fmt: skip
MONEY = ("€{}", "£{}", "US${}", "A${}", "RM{}", "₹{}")
NARROW = "\u2009\u202f\u00a0"

whole = st.integers(2, 10**9).map(Decimal)
small = st.integers(2, 999).map(Decimal)
fine = st.decimals("0.001", 9999, places=3)
coarse = st.decimals("0.01", 999, places=2)


@pytest.fixture(scope="module")
def alone() -> Language:
    """The component in a pipeline of its own."""
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord_figures")
    return nlp


def read(text: str, nlp: Language) -> list[FigureValue | None]:
    """The values of the figures in a sentence around the rendered number."""
    return [normalize_figure(mention) for mention in mentions(nlp(f"They said it was {text}."), "figures")]


def only(text: str, nlp: Language) -> tuple[Decimal | None, str]:
    """Value and unit of the one figure."""
    (figure,) = read(text, nlp)
    assert figure is not None
    return figure.value, figure.unit


def indian(n: Decimal) -> str:
    """12,34,567."""
    head, tail = f"{n:f}"[:-3], f"{n:f}"[-3:]
    pairs = re.findall("..", head[len(head) % 2 :])
    return ",".join([p for p in (head[: len(head) % 2], *pairs, tail) if p])


@settings(deadline=None)
@given(fine, st.sampled_from(sorted(UNITS)), st.sampled_from(["", ","]))
def test_decimal_with_unit(alone: Language, value: Decimal, form: str, group: str) -> None:
    assert only(form.format(f"{value:{group}f}"), alone) == (value, UNITS[form])


@settings(deadline=None)
@given(whole, st.sampled_from(sorted(UNITS)), st.sampled_from(NARROW))
def test_narrow_spaces_with_unit(alone: Language, value: Decimal, form: str, space: str) -> None:
    assert only(form.format(f"{value:,f}".replace(",", space)), alone) == (value, UNITS[form])


@settings(deadline=None)
@given(st.integers(1000, 10**9).map(Decimal), st.sampled_from(["{} ships", "{} tonnes", "{} euros", "{} litres"]))
def test_plain_spaces_group_before_a_noun(alone: Language, value: Decimal, form: str) -> None:
    assert only(form.format(f"{value:,f}".replace(",", " ")), alone) == (value, UNITS[form])


@settings(deadline=None)
@given(st.integers(10**5, 10**12).map(Decimal), st.sampled_from(["{} ships", "₹{}", "Rs {}", "{} tonnes"]))
def test_indian_grouping(alone: Language, value: Decimal, form: str) -> None:
    assert only(form.format(indian(value)), alone) == (value, UNITS[form])


@settings(deadline=None)
@given(st.decimals(1000, 10**9, places=2), st.sampled_from(["€{}", "{} euros", "{} tonnes"]))
def test_continental_grouping(alone: Language, value: Decimal, form: str) -> None:
    text = f"{value:,f}".translate(str.maketrans(",.", ".,"))
    assert only(form.format(text), alone) == (value, UNITS[form])


@settings(deadline=None)
@given(coarse, st.sampled_from(sorted(SCALES)), st.sampled_from(["{} ships", *MONEY, "{} euros", "{} tonnes"]))
def test_scale(alone: Language, value: Decimal, scale: str, form: str) -> None:
    assert only(form.format(scale.format(value)), alone) == (value * SCALES[scale], UNITS[form])


@settings(deadline=None)
@given(coarse, st.sampled_from(sorted(SUFFIXES)), st.sampled_from(MONEY))
def test_suffix_of_money(alone: Language, value: Decimal, suffix: str, form: str) -> None:
    assert only(form.format(suffix.format(value)), alone) == (value * SUFFIXES[suffix], UNITS[form])


@settings(deadline=None)
@given(fine, st.sampled_from(["{} percent", "{}%", "{} degrees Celsius", "{}°C"]), st.sampled_from(["-", "minus "]))
def test_negative(alone: Language, value: Decimal, form: str, sign: str) -> None:
    assert only(sign + form.format(value), alone) == (-value, UNITS[form])


@settings(deadline=None)
@given(
    small, st.sampled_from(["{} and a half {}", "{}½ {}", "{} 1/2 {}"]), st.sampled_from(["percent", "hours", "miles"])
)
def test_half(alone: Language, value: Decimal, form: str, unit: str) -> None:
    assert only(form.format(value, unit), alone)[0] == value + Decimal("0.5")


@settings(deadline=None)
@given(st.tuples(small, small).filter(lambda ends: ends[0] < ends[1]), st.sampled_from(sorted(UNITS)))
@pytest.mark.parametrize("joint", ["{} to {}", "{}-{}", "{}–{}"])
def test_range(alone: Language, joint: str, ends: tuple[Decimal, Decimal], form: str) -> None:
    (figure,) = read(form.format(joint.format(*ends)), alone)
    assert figure is not None
    assert (figure.value, figure.low, figure.high, figure.unit) == (None, *ends, UNITS[form])


@settings(deadline=None)
@given(st.tuples(coarse, coarse).filter(lambda ends: ends[0] < ends[1]), st.sampled_from(sorted(SCALES)))
@pytest.mark.parametrize("form", ["€{}", "{} euros", "{} ships"])
def test_range_shares_unit_and_scale(alone: Language, form: str, ends: tuple[Decimal, Decimal], scale: str) -> None:
    (figure,) = read(form.format(f"{ends[0]} to {scale.format(ends[1])}"), alone)
    assert figure is not None
    assert (figure.low, figure.high) == (ends[0] * SCALES[scale], ends[1] * SCALES[scale])


@settings(deadline=None)
@given(st.integers(1, 9), st.sampled_from([10, 20, 50, 100, 1000]))
@pytest.mark.parametrize("form", ["{} in {} ships", "{} out of {:,} ships", "{}-in-{} ships"])
def test_ratio(alone: Language, form: str, over: int, under: int) -> None:
    assert only(form.format(over, under), alone) == (Decimal(over) / under * 100, "percent")


@settings(deadline=None, max_examples=25)
@given(st.decimals("0.01", 99999, places=2), st.sampled_from(["{} percent", "€{}", "{} tonnes", "{} million ships"]))
def test_no_float_noise_in_json(nlp: Language, value: Decimal, form: str) -> None:
    record = onrecord.annotate(Article(id="t", text=f"The total was {form.format(value)}."), nlp)
    (figure,) = json.loads(record.model_dump_json(), parse_float=Decimal, parse_int=Decimal)["figures"]
    assert figure["value"] == value * (10**6 if "million" in form else 1)


@settings(deadline=None)
@given(st.integers(1, 19), st.integers(0, 11), st.sampled_from(["{}ft {}in", "{} feet {} inches", "{} ft {} inches"]))
def test_height(alone: Language, feet: int, inches: int, form: str) -> None:
    assert only(form.format(feet, inches), alone) == (12 * feet + inches, "inch")


@settings(deadline=None)
@given(st.integers(1, 200), st.integers(0, 200))
def test_vote(alone: Language, ayes: int, noes: int) -> None:
    found = [normalize_figure(mention) for mention in mentions(alone(f"The bill passed {ayes}-{noes}."), "figures")]
    assert [(figure.value, figure.unit) for figure in found if figure] == [(ayes, "count"), (noes, "count")]


@settings(deadline=None)
@given(whole, st.sampled_from([("N", "NG", "NGN"), ("R", "ZA", "ZAR"), ("P", "PH", "PHP"), ("Sh", "KE", "KES")]))
def test_letter_of_a_currency(nlp: Language, value: Decimal, sign: tuple[str, str, str]) -> None:
    letter, country, unit = sign
    article = Article(id="t", text=f"It cost {letter}{value + 100:,}.", country=country)
    assert [(f.value, f.unit) for f in onrecord.annotate(article, nlp).figures] == [(value + 100, unit)]
