"""Every amount that some words can say, without the context that a reading of the article has."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from onrecord.normalize.figures import parse_range
from onrecord.normalize.numbers import BLOCKS, THIN, decimal, parse_fraction, parse_fractions, parse_number, vague_low
from onrecord.normalize.view import view

_FOLD = r"(?i:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred)(?=-?fold)"
_NUMBER = re.compile(rf"(?i:twice|thrice)|\d{{1,4}}[/⁄]\d{{1,4}}|{_FOLD}|{BLOCKS['quantity']}")
_FRACTION = re.compile(BLOCKS["fraction"])
_VAGUE = re.compile(BLOCKS["vague"])
_NARROW = re.compile("(?<=\\d)[\u00a0\u2009\u202f](?=\\d{3}(?!\\d))")
_SPACED = re.compile(r"(?<![\d,.])\d{1,3}(?: \d{3})+(?!\d)")
_UNIT_LETTER = re.compile(r"[\d,.]+[a-z]", re.IGNORECASE)
"""A number with a letter that is a magnitude or a unit: five thousand tonnes or trillions."""
_MINUS = re.compile(r"\s*(?:-|\(|(?:minus|negative)\b)", re.IGNORECASE)


def amounts(words: str, unit: str) -> set[Decimal]:
    """The values and ends of ranges that a figure's own words can mean in a unit.

    >>> sorted(amounts("3 to 5 million", "count"))
    [Decimal('3'), Decimal('3000000'), Decimal('5000000')]
    """
    seen = view(_NARROW.sub(THIN, words))
    found = set(_plain(seen)) | set(_combined(seen, unit))
    if _MINUS.match(seen):
        found |= {-amount for amount in found}
    if unit == "percent":
        found |= {amount * 100 for amount in found if abs(amount) < 1}
    return found | {amount / 100 for amount in found} if _is_money(unit) else found  # what is said in cents or pence


def _plain(seen: str) -> Iterator[Decimal]:
    for match in _NUMBER.finditer(seen):
        if (number := parse_number(match[0])) is not None:
            yield number
        if _UNIT_LETTER.fullmatch(match[0]) and (bare := parse_number(match[0][:-1])) is not None:
            yield bare
    for match in _SPACED.finditer(seen):
        yield Decimal(match[0].replace(" ", ""))
    for match in _VAGUE.finditer(seen):
        yield vague_low(match[0])


def _combined(seen: str, unit: str) -> Iterator[Decimal]:
    """Ranges with one scale; in their units, shares, ratios, and feet with inches."""
    for match in _FRACTION.finditer(seen):
        if (part := parse_fraction(match[0])) is not None:
            yield decimal(part)
            shared, _ = parse_fractions(seen.split(" and ")[0].strip(), match[0])  # between one and two thirds
            if shared is not None:
                yield decimal(shared)
    numbers = [match[0] for match in _NUMBER.finditer(seen)]
    for first, second in itertools.pairwise(numbers):
        yield from (end for end in parse_range(first, second) if end is not None)
        over, under = parse_number(first), parse_number(second)
        if over is None or under is None:
            continue
        if unit == "percent" and under:
            yield decimal(Fraction(over) / Fraction(under))
        if unit == "inch":
            yield 12 * over + under


def _is_money(unit: str) -> bool:
    return (len(unit) == 3 and unit.isupper()) or unit in ("dollar", "pound", "rupee")
