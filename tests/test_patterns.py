"""Every example and counterexample of `patterns/` is a test: the mention, its rule, and its value."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

from onrecord.examples import SHOWN_IN, annotate_examples, counterexample_fails, example_fails, text_of
from onrecord.model import Record
from onrecord.rules import TABLES, Rule, load

RULES = [(table, rule) for table in TABLES if table in SHOWN_IN for rule in load(table)]


@pytest.fixture(scope="module")
def records(nlp: Language) -> dict[str, Record]:
    """The record of every example, keyed by its text."""
    return annotate_examples((rule for _, rule in RULES), nlp)


def cases(kind: str) -> list[Any]:
    """One test per example or counterexample, named table:rule:text."""
    out = []
    for table, rule in RULES:
        for text in getattr(rule, kind):
            reason = rule.known_failures.get(text)
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            out.append(pytest.param(table, rule, text, id=f"{table}:{rule.id}:{text}", marks=marks))
    return out


def test_all_tables_but_worth_show_in_records() -> None:
    assert set(TABLES) - set(SHOWN_IN) == {"worth"}  # tests/test_worth.py has its examples


@pytest.mark.parametrize(("table", "rule", "example"), cases("examples"))
def test_example(records: dict[str, Record], table: str, rule: Rule, example: str) -> None:
    assert example_fails(records[text_of(example)], table, rule, example) is None


@pytest.mark.parametrize(("table", "rule", "text"), cases("counterexamples"))
def test_counterexample(records: dict[str, Record], table: str, rule: Rule, text: str) -> None:
    assert counterexample_fails(records[text], table, rule, text) is None
