"""Claims from a record that is written out by hand: every kind, with its words, its chain, and its summary."""

from __future__ import annotations

import re
from typing import Any

import pytest
from spacy.language import Language

import onrecord
from onrecord.claims import build_claims
from onrecord.model import Claim, Record

TEXT = (
    "Harbor Board spokeswoman Ana Duarte resigned. "
    "The Harbor Board reported 1,204 groundings in the strait in March, up from 990 a year earlier, "
    "Duarte told reporters Tuesday. "
    "“We will publish the list [of ships],” she said."
)
PRODUCER = {"version": "0", "model": "m", "model_version": "0", "patterns": "p"}


def span(words: str, n: int = 1) -> dict[str, Any]:
    """The n-th place of some words in TEXT."""
    start = [m.start() for m in re.finditer(re.escape(words), TEXT)][n - 1]
    return {"start_char": start, "end_char": start + len(words), "text": words}


def extent(words: str) -> dict[str, Any]:
    return {key: value for key, value in span(words).items() if key != "text"}


def record() -> Record:
    levels = {"unit": "count", "counted": "groundings", "counted_head": "groundings"}
    to, since = span("1,204"), span("990")
    reported = "The Harbor Board reported 1,204 groundings in the strait in March, up from 990 a year earlier"
    sentences = re.findall(r"[^.”]+\.(?:”)?\s?", TEXT.replace("],”", "],_"))
    bounds, at = [], 0
    for words in sentences:
        bounds.append({"start_char": at, "end_char": at + len(words)})
        at += len(words)
    assert at == len(TEXT)
    march = {"type": "DATE", "value": "2025-03", "begin": "2025-03-01", "end": "2025-03-31"}
    before = {"type": "DATE", "value": "2024-03", "begin": "2024-03-01", "end": "2024-03-31", "anchor": 1}
    return Record.model_validate(
        {
            "article": {"id": "a", "published": "2025-04-10", "sha256": "s", "n_chars": len(TEXT)},
            "officials": [
                {
                    "id": "official-1",
                    "name": "Ana Duarte",
                    "titles": ["spokeswoman"],
                    "organization": "Harbor Board",
                    "introduced": span("spokeswoman Ana Duarte"),
                    "mentions": [span("Ana Duarte"), span("Duarte", 2)],
                    "rule": "title-name",
                }
            ],
            "agencies": [
                {"id": "harbor-board", "name": "Harbor Board", "mentions": [span("Harbor Board", 2)], "rule": "b"}
            ],
            "dates": [
                {**span("March"), **march, "anchor": "published", "rule": "date.month"},
                {**span("a year earlier"), **before, "rule": "date.earlier"},
                {
                    **span("Tuesday"),
                    "type": "DATE",
                    "value": "2025-04-08",
                    "begin": "2025-04-08",
                    "end": "2025-04-08",
                    "anchor": "published",
                    "rule": "date.weekday",
                },
            ],
            "figures": [
                {
                    **to,
                    **levels,
                    "value": 1204,
                    "change": "increase",
                    "role": "level",
                    "linked": [since["start_char"]],
                    "time": "2025-03",
                    "place": "the strait",
                    "rule": "count.digits",
                },
                {
                    **since,
                    **levels,
                    "value": 990,
                    "role": "from",
                    "linked": [to["start_char"]],
                    "time": "2024-03",
                    "rule": "count.digits",
                },
            ],
            "quotes": [
                {
                    "kind": "indirect",
                    "content": [span(reported)],
                    "cue": {**span("told"), "lemma": "tell"},
                    "source": span("Duarte", 2),
                    "source_name": "Ana Duarte",
                    "source_id": "official-1",
                    "addressee": "reporters",
                    "clean_text": reported,
                    "rule": "quote.parenthetical",
                },
                {
                    "kind": "direct",
                    "content": [span("We will publish the list [of ships],")],
                    "cue": {**span("said"), "lemma": "say"},
                    "source": span("she"),
                    "source_name": "Ana Duarte",
                    "source_id": "official-1",
                    "clean_text": "We will publish the list of ships,",
                    "rule": "quote.direct",
                },
            ],
            "clauses": [
                {
                    "extent": extent("Harbor Board spokeswoman Ana Duarte resigned"),
                    "verb": span("resigned"),
                    "lemma": "resign",
                    "subject": span("Harbor Board spokeswoman Ana Duarte"),
                    "subject_head": span("Duarte"),
                    "status": "done",
                    "sentence": 0,
                },
                {
                    "extent": extent(reported),
                    "verb": span("reported"),
                    "lemma": "report",
                    "subject": span("The Harbor Board"),
                    "subject_head": span("Board", 2),
                    "object": span("1,204 groundings in the strait"),
                    "status": "done",
                    "sentence": 1,
                },
                {
                    "extent": extent("Duarte told reporters Tuesday"),
                    "verb": span("told"),
                    "lemma": "tell",
                    "subject": span("Duarte", 2),
                    "subject_head": span("Duarte", 2),
                    "status": "done",
                    "sentence": 1,
                },
            ],
            "sentences": bounds,
            "producer": PRODUCER,
        }
    )


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    return build_claims(record(), TEXT)


def test_what_is_claimed(claims: list[Claim]) -> None:
    assert [(c.kind, c.summary) for c in claims] == [
        ("event", "Harbor Board spokeswoman Ana Duarte resigned."),
        ("office", "Ana Duarte is a spokeswoman of the Harbor Board."),
        (
            "event",
            "According to Ana Duarte, the Harbor Board reported 1,204 groundings in the strait in March 2025, "
            "up from 990 in March 2024.",
        ),
        (
            "figure",
            "According to Ana Duarte, the Harbor Board reported 1,204 groundings in the strait in March 2025.",
        ),
        (
            "figure",
            "990: According to Ana Duarte, the Harbor Board reported 1,204 groundings in the strait in March 2025, "
            "up from 990 in March 2024.",
        ),
        (
            "statement",
            "Spokeswoman Ana Duarte told reporters that the Harbor Board reported 1,204 groundings in the strait in "
            "March 2025, up from 990 in March 2024.",
        ),
        ("quote", "Spokeswoman Ana Duarte said: “We will publish the list of ships”."),
    ]


def test_every_span_is_the_text_that_it_says(claims: list[Claim]) -> None:
    def walk(value: Any) -> int:
        if isinstance(value, dict):
            found = sum(walk(v) for v in value.values())
            if "start_char" in value and "text" in value:
                assert TEXT[value["start_char"] : value["end_char"]] == value["text"]
                return found + 1
            return found
        return sum(walk(v) for v in value) if isinstance(value, list) else 0

    counts = [walk(claim.model_dump(mode="json")) for claim in claims]
    assert min(counts) >= 3  # the claim, its sentence, and one sentence of context at the least


def test_figure_claim(claims: list[Claim]) -> None:
    first, second = (c for c in claims if c.kind == "figure")
    assert first.figure is not None
    assert first.figure.value == 1204
    assert first.subject is not None
    assert first.subject.text == "groundings"
    assert first.time is not None
    assert (first.time.value, first.time.begin, first.time.end) == ("2025-03", "2025-03-01", "2025-03-31")
    assert first.place is not None
    assert first.place.text == "the strait"
    assert first.comparison is not None
    assert first.comparison.model_dump() == {"relation": "up_from", "start_char": span("990")["start_char"]}
    assert second.comparison is None
    assert [(a.name, a.title, a.organization, a.named, a.cue) for a in first.attribution] == [
        ("Ana Duarte", "spokeswoman", "Harbor Board", True, "told")
    ]


def test_sayings_are_no_events(claims: list[Claim]) -> None:
    events = [c.predicate.lemma for c in claims if c.kind == "event" and c.predicate]
    assert events == ["resign", "report"]


def test_ids_are_stable_and_unique(claims: list[Claim]) -> None:
    again = build_claims(record(), TEXT)
    assert [c.id for c in again] == [c.id for c in claims]
    assert len({c.id for c in claims}) == len(claims)
    assert all(re.fullmatch(r"[0-9a-f]{16}", c.id) for c in claims)


DEEDS = {
    # unnamed bodies and their people act, too
    "A federal judge sentenced a treasurer on Thursday.": [("sentence", "done")],
    "Lawmakers passed the plan.": [("pass", "done")],
    "A carpenter passed the plan.": [],
    # what somebody said would be done is a plan; under a condition it is none
    "The Federal Reserve said that it would publish a report.": [("publish", "planned")],
    # no deeds: silence, namelessness, questions, offices, infinitives
    "The Federal Reserve did not comment.": [],
    "A Federal Reserve official, who spoke on condition of anonymity, resigned.": [("resign", "done")],
    "The Federal Reserve runs the vault.": [],
    "Mayor Ana Duarte helped Congress close the vault.": [("help", "done")],
    "The court rejected the appeal.": [("reject", "done")],
    "The Federal Reserve rejected the claim.": [],
    "The chairman called a recess.": [],
    "Mayor Ana Duarte called a recess.": [("call", "done")],
    # trends, told without a number
    "Arrests dropped sharply in May.": [("drop", "done")],
    "Arrests fell short in May.": [],
    "Arrests dropped by 40 percent in May.": [],
    # whoever is meant
    "Congress met in May. The speaker said that it would lose 40 votes.": [("meet", "done")],
    "A jury convicted her on Monday; it acquitted her husband.": [("convict", "done"), ("acquit", "done")],
    "A spokeswoman for the Federal Reserve said that the agency is buying bonds.": [("buy", "ongoing")],
    "Congress met. The flood came, the Federal Reserve said. It destroyed the vault.": [("meet", "done")],
    # a report's noun phrase is no statement, but may be a deed
    "Congress counted three nominees in May.": [("count", "done")],
}


@pytest.mark.parametrize("text", DEEDS)
def test_deeds(nlp: Language, text: str) -> None:
    events = [claim for claim in onrecord.extract(text, nlp, published="2024-06-12") if claim.kind == "event"]
    assert [(claim.predicate.lemma, claim.status) for claim in events if claim.predicate] == DEEDS[text]


def test_the_time_of_a_deed_is_that_of_its_verb(nlp: Language) -> None:
    text = "Congress, which met in May, will publish the figures for July on 9 September."
    (met, publishes) = (c for c in onrecord.extract(text, nlp, published="2024-08-12") if c.kind == "event")
    assert {c.predicate.lemma: c.time.value for c in (met, publishes) if c.predicate and c.time} == {
        "meet": "2024-05",
        "publish": "2024-09-09",
    }


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("The bank said that fares rose in May.", "2024-05"),
        ("The bank said that the Maps Act of 1965 left nobody out.", None),
        ("The bank said that the May 3 meeting left nobody out.", None),
        ("The bank said that fares were higher than in May.", None),
    ],
)
def test_the_time_of_a_statement(nlp: Language, text: str, time: str | None) -> None:
    (claim,) = (c for c in onrecord.extract(text, nlp, published="2024-06-12") if c.kind == "statement")
    assert (claim.time.value if claim.time else None) == time


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The board counted 1,204 groundings in March, a number similar to April's total of 1,190.", "similar_to"),
        ("Groundings rose to 1,204 in March, up from 990 a year earlier.", "up_from"),
        ("Groundings rose by 1,204 in March, compared with 990 a year earlier.", "compared_with"),
        ("The board counted 1,204 groundings in March and 1,190 in April.", None),
    ],
)
def test_what_a_figure_is_set_against(nlp: Language, text: str, relation: str | None) -> None:
    first = next(
        c for c in onrecord.extract(text, nlp, published="2024-06-12") if c.figure and c.figure.text == "1,204"
    )
    assert (first.comparison.relation if first.comparison else None) == relation


def test_a_list_of_figures_is_told_one_by_one(nlp: Language) -> None:
    text = "In 2022, groundings totaled 235 in May, 231 in June and 228 in July."
    assert [c.summary for c in onrecord.extract(text, nlp, published="2024-06-12") if c.kind == "figure"] == [
        "In 2022, groundings totaled 235 in May.",
        "In 2022, groundings totaled 231 in June.",
        "In 2022, groundings totaled 228 in July.",
    ]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Chile has resumed its flights, and Peru has done the same thing.", ["Chile", "Peru"]),
        ("Lebanon is in the middle of a political and economic crisis.", ["Lebanon"]),
        ("France remains without a government.", ["France"]),
        ("Peru is in South America.", []),
        ("Peru is a country of 33 million.", []),
        ("The boy is in a crisis.", []),
    ],
)
def test_what_countries_do_and_are_in(nlp: Language, text: str, events: list[str]) -> None:
    claims = onrecord.extract(text, nlp, published="2024-06-12")
    assert [c.subject.text for c in claims if c.kind == "event" and c.subject] == events
