"""The chain of who says so: the paper that passes a speaker's words on, the papers and officials that it goes by."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord

CHAINS = {
    # one quote, by the speaker; the paper passes it on
    "Lars Holm, the fund's chief, was quoted by Le Temps as saying that the donors had left.": [
        "Lars Holm",
        "Le Temps",
    ],
    "The paper quoted Lars Holm as saying that the donors had left.": ["Lars Holm", "the paper"],
    "The donors have left, Lars Holm was quoted as saying by the Interfax agency.": ["Lars Holm", "Interfax"],
    "Lars Holm was quoted by state media as saying: “The donors have left us for good.”": ["Lars Holm", "state media"],
    # whom a report goes by is the inner link
    "Reuters reported, citing two officials, that the bank was for sale.": ["two officials", "Reuters"],
    "The mine has closed, the Herald reported, citing court filings.": ["court filings", "the Herald"],
    "The bank is for sale, according to Reuters, citing people familiar with the plan.": [
        "people familiar with the plan",
        "Reuters",
    ],
}


@pytest.mark.parametrize("text", CHAINS)
def test_chain(nlp: Language, text: str) -> None:
    (claim,) = (c for c in onrecord.extract(text, nlp) if c.kind in ("quote", "statement"))
    assert [link.name for link in claim.attribution] == CHAINS[text]
    assert all(
        link.source and text[link.source.start_char : link.source.end_char] == link.source.text
        for link in claim.attribution
    )


def test_the_links_of_a_quote_stand_in_the_record(nlp: Language) -> None:
    text = "Lars Holm, the fund's chief, was quoted by Le Temps as saying that the donors had left."
    (quote,) = onrecord.annotate(text, nlp).quotes
    assert (quote.source_name, quote.passed_on_by and quote.passed_on_by.name, quote.citing) == (
        "Lars Holm",
        "Le Temps",
        None,
    )


def test_what_is_cited_for_a_reason_is_no_source(nlp: Language) -> None:
    (quote,) = onrecord.annotate("The bank cut its forecast, citing weak demand.", nlp).quotes
    assert (quote.clean_text, quote.citing) == ("weak demand", None)
