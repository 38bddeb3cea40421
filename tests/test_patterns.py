"""Every example and counterexample of `patterns/` is a test: the mention, its rule, and its value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from spacy.language import Language

from onrecord.batch import annotate_articles
from onrecord.model import Article, Record
from onrecord.rules import TABLES, Rule, load

PUBLISHED = "2024-06-12"  # a Wednesday: the reference date of all examples
HOME = {"cues": "quotes", "units": "figures", "places": "agencies"}  # the family in which a shared table shows
RULES = [(table, rule) for table in TABLES if table != "worth" for rule in load(table)]  # worth: test_worth.py


def family_of(table: str) -> str:
    return HOME.get(table, table)


def unmark(example: str) -> tuple[str, int, int]:
    """The text of an example, and where its [[mention]] stands (without marks: all of it)."""
    if "[[" not in example:
        return example, 0, len(example)
    before, _, rest = example.partition("[[")
    inside, _, after = rest.partition("]]")
    return before + inside + after, len(before), len(before) + len(inside)


def texts() -> Iterator[str]:
    for _, rule in RULES:
        yield from (unmark(example)[0] for example in rule.examples)
        yield from rule.counterexamples


@pytest.fixture(scope="module")
def records(nlp: Language) -> dict[str, Record]:
    """The record of every example, keyed by its text."""
    unique = list(dict.fromkeys(texts()))
    articles = (Article(id=str(i), text=text, published=PUBLISHED) for i, text in enumerate(unique))
    return dict(zip(unique, annotate_articles(articles, nlp, batch_size=128), strict=True))


def places(item: dict[str, Any]) -> list[tuple[int, int]]:
    """All places at which a record's item stands."""
    spans = [item, item.get("introduced"), item.get("cue"), item.get("source")]
    spans += list(item.get("mentions", ())) + list(item.get("content", ()))
    return [(s["start_char"], s["end_char"]) for s in spans if s and "start_char" in s]


def cases(kind: str) -> list[Any]:
    """One test per example or counterexample, named table:rule:text."""
    out = []
    for table, rule in RULES:
        for text in getattr(rule, kind):
            reason = rule.known_failures.get(text)
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            out.append(pytest.param(table, rule, text, id=f"{table}:{rule.id}:{text}", marks=marks))
    return out


@pytest.mark.parametrize(("table", "rule", "example"), cases("examples"))
def test_example(records: dict[str, Record], table: str, rule: Rule, example: str) -> None:
    text, start, end = unmark(example)
    items = records[text].model_dump(mode="json")[family_of(table)]
    here = [item for item in items if (start, end) in places(item) and (table in HOME or item["rule"] == rule.id)]
    if rule.label == "NOT_FIGURE":  # such a rule marks nothing: it keeps others from marking
        here = [item for item in items for s, e in places(item) if s < end and start < e]
        assert here == []
        return
    expected = rule.examples[example]
    got = [{key: item.get(key) for key in expected} for item in here]
    assert got == [expected], f"{text[start:end]!r} of {[(i['rule'], places(i)) for i in items]}"


@pytest.mark.parametrize(("table", "rule", "text"), cases("counterexamples"))
def test_counterexample(records: dict[str, Record], table: str, rule: Rule, text: str) -> None:
    items = records[text].model_dump(mode="json")[family_of(table)]
    if table == "units":
        assert [item for item in items if item["unit"] == getattr(rule, "name", None)] == []
    elif table == "cues":
        assert [item for item in items if item["cue"] and item["cue"]["lemma"] == getattr(rule, "lemma", None)] == []
    else:
        assert [item for item in items if item["rule"] == rule.id] == []
