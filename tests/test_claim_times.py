"""When a claim is: by the date of its own verb, and not by that of a thing it names; and how a summary tells it."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord
from onrecord.model import Article

CASES: dict[str, tuple[str, str | None, str]] = {
    "Secretary-General Ana Duarte demanded the release of 16 others held since June.": (
        "event",
        None,
        "Secretary-General Ana Duarte demanded the release of 16 others held since June 2024.",
    ),
    "Employers added only 12,000 jobs, the fewest since December, the Labor Department reported.": (
        "statement",
        None,
        "The Department of Labor reported that employers added only 12,000 jobs, the fewest since December 2023.",
    ),
    "Jobs have been lost since June, the Labor Department reported.": (
        "statement",
        "2024-06",
        "The Department of Labor reported that jobs have been lost since June 2024.",
    ),
    "Judge Ana Duarte on Monday issued orders suspending the fund until September 7.": (
        "event",
        "2024-07-29",
        "Judge Ana Duarte on July 29, 2024 issued orders suspending the fund until September 7, 2024.",
    ),
    "A year ago the rate averaged 7.5%.": ("figure", "2023", "In 2023 the rate averaged 7.5%."),
    "The board's ruling, dated June 28, gives him 15 boats.": (
        "figure",
        None,
        "The board's ruling, dated June 28, 2024, gives him 15 boats.",
    ),
}


@pytest.mark.parametrize("text", CASES)
def test_time_and_summary(nlp: Language, text: str) -> None:
    kind, time, summary = CASES[text]
    claims = onrecord.extract(Article(id="t", text=text, published="2024-07-31"), nlp)
    found = [claim for claim in claims if claim.kind == kind]
    assert [(claim.time and claim.time.value, claim.summary) for claim in found] == [(time, summary)]
