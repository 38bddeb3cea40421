"""What claims say in a sentence of their own, for a reader who has not read the article."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord

LEAD = "Transport Secretary Ana Duarte and Sen. Paul Renwick met at the Harbor Board on Monday. "


@pytest.mark.parametrize(
    ("text", "kind", "summaries"),
    [
        # whose words they are
        (
            "She said that the port had closed.",
            "statement",
            ["Transport Secretary Ana Duarte said that the port had closed."],
        ),
        (
            "Renwick said he would vote against it.",
            "statement",
            ["Sen. Paul Renwick said that he would vote against it."],
        ),
        (
            "Duarte blamed the owners for the delay.",
            "statement",
            ["Transport Secretary Ana Duarte blamed the owners for the delay."],
        ),
        ("“We paid,” Renwick said. “It was late.”", "quote", ["Sen. Paul Renwick said: “We paid. It was late.”"]),
        (
            "“We paid,” Renwick said, “and it was late.”",
            "quote",
            ["Sen. Paul Renwick said: “We paid, and it was late.”"],
        ),
        ("It was reported that the port had closed.", "statement", ["It was said that the port had closed."]),
        (
            "Renwick is expected to say that the port must close.",
            "statement",
            ["Paul Renwick is expected to say that the port must close."],
        ),
        # what a figure or deed is told of
        ("She closed 40 piers in May.", "figure", ["Ana Duarte closed 40 piers in May 2024."]),
        ("When she closed 40 piers, nobody came.", "figure", ["Ana Duarte closed 40 piers."]),
        ("“We closed 40 piers,” Renwick said.", "figure", ["Sen. Paul Renwick said: “We closed 40 piers”."]),
        (
            "Renwick said Duarte had closed 40 piers.",
            "figure",
            ["According to Paul Renwick, Ana Duarte had closed 40 piers."],
        ),
        ("Renwick said he had closed 40 piers.", "figure", ["According to Paul Renwick, he had closed 40 piers."]),
        ("Renwick said it had closed 40 piers.", "figure", ["According to Paul Renwick, it had closed 40 piers."]),
        # what was called so
        (
            "Renwick called the plan “a wreck.”",
            "statement",
            ["Sen. Paul Renwick called the plan “a wreck.”"],
        ),
        # common words, bodies and names inside a sentence
        (
            "Nine piers closed in May, Renwick said.",
            "statement",
            ["Sen. Paul Renwick said that nine piers closed in May 2024."],
        ),
        (
            "Traffic fell by 40 percent, according to the IMF.",
            "statement",
            ["The International Monetary Fund said that traffic fell by 40 percent."],
        ),
        # dates of names and ranges stay as they are
        ("The Sunday Echo sold 40 papers.", "figure", ["The Sunday Echo sold 40 papers."]),
        (
            "Fares rose 4 percent in the April-June quarter.",
            "figure",
            ["Fares rose 4 percent in the April-June quarter."],
        ),
        # which figure is meant
        (
            "About 70 percent of the 32 owners left.",
            "figure",
            [
                "70 percent: About 70 percent of the 32 owners left.",
                "32 owners: About 70 percent of the 32 owners left.",
            ],
        ),
        (
            "Nine of the 32 owners left.",
            "figure",
            ["Nine of the 32 owners left.", "32 owners: Nine of the 32 owners left."],
        ),
        (
            "The port sold 40 boats and 40 barges.",
            "figure",
            [
                "40 boats: The port sold 40 boats and 40 barges.",
                "40 barges: The port sold 40 boats and 40 barges.",
            ],
        ),
        (
            "The port sold 40 boats in May, down from 60 in April, and 12 barges.",
            "figure",
            [
                "40 boats: The port sold 40 boats in May 2024, and 12 barges.",
                "60: The port sold 40 boats in May 2024, down from 60 in April 2024, and 12 barges.",
                "12 barges: The port sold 40 boats in May 2024, down from 60 in April 2024, and 12 barges.",
            ],
        ),
        (
            "Fares rose 4 percent in May, Renwick said, up from 2 percent in April.",
            "figure",
            [
                "According to Paul Renwick, fares rose 4 percent in May 2024.",
                "2 percent: Fares rose 4 percent in May 2024, Renwick said, up from 2 percent in April 2024.",
            ],
        ),
        ("But the port sold 40 boats.", "figure", ["The port sold 40 boats."]),
        ("Owners said the port sold 40 boats.", "figure", ["According to owners, the port sold 40 boats."]),
        (
            "Few remember which of the 40 boats left.",
            "figure",
            ["Few remember which of the 40 boats left."],
        ),
        (
            "Renwick must pay $40 million and leave the port within 9 days.",
            "figure",
            [
                "Paul Renwick must pay $40 million.",
                "9 days: Renwick must pay $40 million and leave the port within 9 days.",
            ],
        ),
        (
            "Few saw critics, who argued that 40 boats had sunk.",
            "figure",
            ["According to critics, 40 boats had sunk."],
        ),
        ("Monday's fire sank 40 boats.", "figure", ["Monday's fire sank 40 boats."]),
        (
            "The returning officer, who had the lists, said 40 boats had sunk.",
            "statement",
            ["The returning officer said that 40 boats had sunk."],
        ),
        # no half a sentence
        (
            "Renwick said “some 40 piers” had closed.",
            "figure",
            ["According to Paul Renwick, “some 40 piers” had closed."],
        ),
        (
            "Weeks after 40 piers closed, nobody had come.",
            "figure",
            ["40 piers closed."],
        ),
        (
            "The harbor grew; 40 piers closed.",
            "figure",
            ["40 piers closed."],
        ),
        (
            "The envoy, whose two terms end in June, left.",
            "figure",
            ["The envoy, whose two terms end in June 2024, left."],
        ),
        (
            "“We paid. We closed 40 piers, which nobody saw. It was late,” Renwick said.",
            "figure",
            ["Sen. Paul Renwick said: “We closed 40 piers, which nobody saw.”"],
        ),
        (
            "Asked whether 40 piers had closed, Renwick said that he did not know.",
            "figure",
            ["Asked whether 40 piers had closed, Renwick said that he did not know."],
        ),
        # no subject that is another clause's
        (
            "Few expect two cuts by Christmas, which would bring the rate to 4 percent.",
            "figure",
            [
                "Two cuts: Few expect two cuts by December 25, 2024, which would bring the rate to 4 percent.",
                "4 percent: Few expect two cuts by December 25, 2024, which would bring the rate to 4 percent.",
            ],
        ),
        (
            "Guards went to an inn after a clerk recognized a child from an alert issued nine hours earlier.",
            "figure",
            ["A clerk recognized a child from an alert issued nine hours earlier."],
        ),
        (
            "The number of people forced to flee their homes reached 40 million.",
            "figure",
            ["The number of people forced to flee their homes reached 40 million."],
        ),
        (
            "Gasoline was up 6 percent, rent 8 percent.",
            "figure",
            [
                "6 percent: Gasoline was up 6 percent, rent 8 percent.",
                "8 percent: Gasoline was up 6 percent, rent 8 percent.",
            ],
        ),
        (
            "Renwick said the money would house 40 families, and denied that it was late.",
            "figure",
            ["According to Paul Renwick, the money would house 40 families."],
        ),
        (
            "Renwick denied that the port had closed 40 piers.",
            "figure",
            ["Sen. Paul Renwick denied that the port had closed 40 piers."],
        ),
        (
            "The council voted on Tuesday, a week after it closed 40 piers.",
            "event",
            ["The council voted on June 11, 2024, a week after it closed 40 piers.", "The council closed 40 piers."],
        ),
        (
            "The inquest heard that Renwick was paid $40,000.",
            "figure",
            ["The inquest heard that Renwick was paid $40,000."],
        ),
        (
            "Had the council met, 40 piers would have closed.",
            "figure",
            ["Had the council met, 40 piers would have closed."],
        ),
        ("The council heard that 40 piers had closed.", "event", []),
        ("The council put it at 40 piers.", "event", []),
        ("The county banned fires on Monday.", "event", ["The county banned fires on June 10, 2024."]),
        ("The city could pay for no more than 10 boats.", "event", []),
        (
            "The Kandapur Municipal Corporation adopted a budget.",
            "event",
            ["The Kandapur Municipal Corporation adopted a budget."],
        ),
        (
            "The ban will stay until rents fall below 30 percent.",
            "figure",
            ["The ban will stay until rents fall below 30 percent."],
        ),
        (
            "Renwick cancelled a trip and ordered 40 pilots to sail.",
            "figure",
            ["Paul Renwick ordered 40 pilots to sail."],
        ),
        (
            "Rents, she said, were expected to rise 4 percent this fiscal year.",
            "figure",
            ["Transport Secretary Ana Duarte said that rents were expected to rise 4 percent this fiscal year."],
        ),
        (
            "Duarte said the owner denied selling 40 boats.",
            "statement",
            [
                "Transport Secretary Ana Duarte said that the owner denied selling 40 boats.",
                "According to Ana Duarte, the owner denied selling 40 boats.",
            ],
        ),
        (
            "Renwick denied reports that the port had closed 40 piers.",
            "figure",
            ["Sen. Paul Renwick denied reports that the port had closed 40 piers."],
        ),
    ],
)
def test_summary(nlp: Language, text: str, kind: str, summaries: list[str]) -> None:
    claims = onrecord.extract(LEAD + text, nlp, published="2024-06-12")
    assert [c.summary for c in claims if c.kind == kind and c.start_char >= len(LEAD) - 1] == summaries


def test_a_quote_of_nobody(nlp: Language) -> None:
    text = "The port was closed on Monday. “It took them nine years to find the money.” Ferries wait outside."
    claims = onrecord.extract(text, nlp, published="2024-06-12")
    assert [c.summary for c in claims if c.kind == "quote"] == [
        "It was said: “It took them nine years to find the money.”"
    ]


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("Sen. Ana Duarte of Ohio left the Senate.", ["Ana Duarte is a senator of the United States Senate."]),
        ("FBI Director Paul Renwick resigned.", ["Paul Renwick is FBI Director."]),
        ("Ohio Gov. Ana Duarte resigned.", ["Ana Duarte is Ohio governor."]),
        ("Former Ohio governor Ana Duarte was there.", ["Ana Duarte was formerly Ohio governor."]),
        ("Ana Duarte, a UN adviser, resigned.", ["Ana Duarte is a UN adviser."]),
    ],
)
def test_office(nlp: Language, text: str, offices: list[str]) -> None:
    assert [c.summary for c in onrecord.extract(text, nlp, published="2024-06-12") if c.kind == "office"] == offices


@pytest.mark.parametrize(
    "text",
    [
        "How the Harbor Board votes is not known.",
        "If the Harbor Board closes the piers, the ferries will stay.",
        "What the Harbor Board did was not in the papers.",
        "The papers were about the steps the Harbor Board has taken.",
    ],
)
def test_parts_of_what_is_said_are_no_deeds(nlp: Language, text: str) -> None:
    assert [c.summary for c in onrecord.extract(text, nlp) if c.kind == "event"] == []


@pytest.mark.parametrize(
    ("text", "summaries"),
    [
        ("Lusaka (Wire) – Officials closed 40 piers.", ["Officials closed 40 piers."]),
        ("Officials closed 40 piers – all of them.", ["Officials closed 40 piers – all of them."]),
        (
            "The Federal Reserve said that fares rose and that 40 piers had closed.",
            ["According to the Federal Reserve, 40 piers had closed."],
        ),
        (  # a capital that a word has inside sentences is its own
            "Minister Ana Duarte alleged that Rs 40 crore was never spent.",
            ["According to Ana Duarte, Rs 40 crore was never spent."],
        ),
        (
            "Mayor Ana Duarte said that she had asked Gov. Olga Brandt for $40,000 in emergency money.",
            ["According to Ana Duarte, she had asked Gov. Olga Brandt for $40,000 in emergency money."],
        ),
        (
            "The yards added many jobs, more than the 40 experts had expected.",
            ["The yards added many jobs, more than the 40 experts had expected."],
        ),
    ],
)
def test_where_a_summary_begins(nlp: Language, text: str, summaries: list[str]) -> None:
    assert [c.summary for c in onrecord.extract(text, nlp) if c.kind == "figure"] == summaries
