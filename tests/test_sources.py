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
}


@pytest.mark.parametrize("text", CASES)
def test_source(nlp: Language, text: str) -> None:
    figures = onrecord.annotate(text, nlp).figures
    assert [(figure.text, figure.source) for figure in figures] == CASES[text]
