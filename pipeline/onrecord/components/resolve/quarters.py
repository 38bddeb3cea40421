"""Of which period a report on earnings speaks: the quarter, its months, and the one that they are set against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.components.resolve.passage import Known
from onrecord.model import Mention

ENDED = re.compile(r"(?: that)? (?:ended|ending|to|through|up to)(?: on| in)? ")
"""Stands between "the quarter" and "March 31"."""

ONE_YEAR_FOR_ALL = frozenset("IN JP PK BD AU NZ".split())
"""Countries whose companies keep the fiscal year of the state."""

_COMPANY = re.compile(
    r"\b(?:Inc|Corp|PLC|plc|Ltd|compan(?:y|ies)|firms?|shares?|shareholders?|dividends?|profits?|net income|earnings|"
    r"retailer|maker|airline|analysts?|sales(?! tax)|store)\b"
)
_QUARTER = re.compile(r"\d{4}-Q\d")
_MONTH = re.compile(r"\d{4}-(?:\d\d|[QH]\d|[A-Z]{2})")
_REACH = 5  # sentences back to the quarter that "a year earlier" is set against


def of_a_company(sentence: str) -> bool:
    """Whether it tells of a company, whose fiscal year may be its own."""
    return bool(_COMPANY.search(sentence))


def spoken_of(before: Iterable[Known]) -> Known | None:
    """The quarter that the text spoke of before, and not one that it was set against; `before`: the last one first."""
    for known in before:
        evidence = known.mention.evidence
        compared = evidence["form"] != "calendar" or "period" in evidence or "yearago" in evidence
        if _QUARTER.fullmatch(known.value) and (not compared or "until" in evidence):
            return known
    return None


def set_against(before: Iterable[Known], sentence: int, way: str) -> Known | None:
    """What "a year earlier" is set against: a month of the same sentence, or the quarter that the text is on."""
    for known in before:
        distance = sentence - known.sentence
        if distance > _REACH:
            break
        if known.mention.evidence["form"] == "offset" or not _MONTH.fullmatch(known.value):
            continue
        if known.value[5] == "Q" or (distance == 0 and way != "ago"):
            return known
    return None


def on_months(found: Sequence[Mention], i: int) -> int:
    """Where "the first nine months" was last spoken of before the `i`-th date; 0 where it was not."""
    for mention in reversed(found[max(0, i - 12) : i]):
        evidence = mention.evidence
        counted = evidence["form"] == "duration" and evidence.get("unit") in ("months", "quarters", "weeks")
        if counted and (mention.text.lower().startswith("the ") or evidence.get("prep") == "the"):
            return mention.start_char
    return 0
