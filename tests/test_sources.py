"""A figure's source is whoever is quoted with it, by the fullest name; the article's own figures have none."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord

CASES = {
    "Labor Secretary Ana Duarte said 1,204 people lost their jobs.": [("1,204", "Ana Duarte")],
    "“We counted 40 wrecks,” Ana Duarte said. The strait is 12 miles wide.": [
        ("40", "Ana Duarte"),
        ("12 miles", None),
    ],
    "The board said the minister had promised that 30 boats would sail.": [("30", "the minister")],
    "The fund lost 5 percent.": [("5 percent", None)],
    "The International Monetary Fund expects exports to grow 5 percent.": [
        ("5 percent", "International Monetary Fund")
    ],
    "Ana Duarte said the 6-year-old girl drowned.": [("6-year-old", None)],
    "Ana Duarte requested $50 million.": [("$50 million", None)],
    "The race is tied, according to a Herald poll.\n\nAna Duarte has 46 percent. “I need 50 percent,” she said.": [
        ("46 percent", "a Herald poll"),
        ("50 percent", "Ana Duarte"),
    ],
    # who counts or reckons stands for the number, without a word of theirs
    "The Federal Reserve recorded 40 closures in May.": [("40", "Federal Reserve")],
    "The Federal Reserve met on Monday. It expects 300 closures.": [("300", "Federal Reserve")],
    "Ana Duarte rose, and the deputies elected 40 members.": [("40", None)],
    "The International Monetary Fund met. On Friday, it raised its growth forecast by 1 percent to 4 percent.": [
        ("1 percent", "International Monetary Fund"),
        ("4 percent", "International Monetary Fund"),
    ],
    "Ana Duarte's estimate of the losses came to $40 million.": [("$40 million", "Ana Duarte")],
    # a paper's number is that of whoever made it
    "Exports fell 12 percent, according to figures that the Federal Reserve published in March.": [
        ("12 percent", "Federal Reserve")
    ],
    "A 2014 study by Ana Duarte found that 31 ships had sunk. The study said 12 were tankers.": [
        ("31", "Ana Duarte"),
        ("12", "Ana Duarte"),
    ],
    "The Federal Reserve said 98 banks failed. According to the data, 12 were small.": [
        ("98", "Federal Reserve"),
        ("12", "Federal Reserve"),
    ],
    # a poll's sample is the poll's
    "The race is tied, according to a Herald poll.\n\nThe poll was conducted in May, surveying 1,001 adults. "
    "Ana Duarte spent 12 hours on a train.": [
        ("1,001", "a Herald poll"),
        ("12 hours", None),
    ],
    "According to a Herald poll, 63% of voters wanted a deal. The rand weakened 1.2%.": [
        ("63%", "a Herald poll"),
        ("1.2%", None),
    ],
    "Averages differ, with Pollwatch showing her ahead by 3 points.": [("3 points", "Pollwatch")],
}


@pytest.mark.parametrize("text", CASES)
def test_source(nlp: Language, text: str) -> None:
    figures = onrecord.annotate(text, nlp).figures
    assert [(figure.text, figure.source) for figure in figures] == CASES[text]
