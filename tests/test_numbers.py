"""The grammar of numbers: digits, words and mixtures of both come back with their exact value."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.components.grammar import figure_view
from onrecord.model import Mention
from onrecord.normalize.figures import normalize_figure, parse_range
from onrecord.normalize.numbers import BLOCKS, SMALL, parse_fraction, parse_number, scale_of, vague_low

NUMBER = re.compile(BLOCKS["number"])
AMOUNT = re.compile(BLOCKS["amount"])
WORDS = {value: word for word, value in SMALL.items() if word not in ("twice", "thrice")}


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
