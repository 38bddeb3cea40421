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
    "The Senate put off until Aug. 12 a vote on the tolls.": (
        "event",
        None,
        "The Senate put off until August 12, 2024 a vote on the tolls.",
    ),
    "The Education Ministry postponed the reopening of schools to July 8.": (
        "event",
        None,
        "The Education Ministry postponed the reopening of schools to July 8, 2024.",
    ),
    "Sen. Ana Duarte agreed to meet the strikers in September.": (
        "event",
        None,
        "Sen. Ana Duarte agreed to meet the strikers in September 2024.",
    ),
    "Sen. Ana Duarte won 40% of the votes, down from 57% in 2019.": (
        "event",
        None,
        "Sen. Ana Duarte won 40% of the votes, down from 57% in 2019.",
    ),
    "Sen. Ana Duarte said the port had drawn the loan from a line that it took out in May.": (
        "statement",
        None,
        "Sen. Ana Duarte said that the port had drawn the loan from a line that it took out in May 2024.",
    ),
    "Sen. Ana Duarte said that the port is now empty.": (
        "statement",
        None,
        "Sen. Ana Duarte said that the port is now empty.",
    ),
    "The Department of Labor has fined the port $40 million, it said on Tuesday.": (
        "statement",
        None,
        "The Department of Labor has fined the port $40 million, it said on July 30, 2024.",
    ),
    "Two boats sank early Monday.": ("figure", "2024-07-29", "Two boats sank early Monday (July 29, 2024)."),
    "The council voted Tuesday night to close the pier.": (
        "event",
        "2024-07-30TNI",
        "The council voted Tuesday night (July 30, 2024) to close the pier.",
    ),
    "Prices were expected to rise 4 percent this fiscal year.": (
        "figure",
        "2024",
        "Prices were expected to rise 4 percent this fiscal year.",
    ),
    "Closing 3 piers beyond late May would cost jobs.": (
        "figure",
        None,
        "Closing 3 piers beyond late May 2024 would cost jobs.",
    ),
}


@pytest.mark.parametrize("text", CASES)
def test_time_and_summary(nlp: Language, text: str) -> None:
    kind, time, summary = CASES[text]
    claims = onrecord.extract(Article(id="t", text=text, published="2024-07-31"), nlp)
    found = [claim for claim in claims if claim.kind == kind]
    assert [(claim.time and claim.time.value, claim.summary) for claim in found] == [(time, summary)]
