"""Quotation marks and their pairs, read as characters alone; and words with their insertions unbracketed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.components.marks import Quoted, pair_marks
from onrecord.components.paragraphs import paragraphs
from onrecord.normalize.quotes import clean_text


def pairs(text: str) -> list[Quoted]:
    return pair_marks(text, paragraphs(text))


def inside(text: str) -> list[list[str]]:
    return [[text[a:b] for a, b in quoted.spans] for quoted in pairs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “go on” and “stop.”", [["go on"], ["stop."]]),
        ('He said "go on" and "stop."', [["go on"], ["stop."]]),
        ("He said ''go on'' and ``stop.''", [["go on"], ["stop."]]),
        ("He said ‘‘go on’’ and ‘‘stop.’’", [["go on"], ["stop."]]),
        ("Duarte: ‘Go on’\n\nShe said “stop.”", [["Go on"], ["stop."]]),
        ('"Go on, he said. "Stop now."', [["Go on,"], ["Stop now."]]),
        ("“Go on, he said. “Stop now.”", [["Go on,"], ["Stop now."]]),
        ("“We are “done” here,” he said.", [["We are “done” here,"]]),
        ("He said «go on» and „stop.“", [["go on"], ["stop."]]),
        ("He said ”go on” and “stop.“", [["go on"], ["stop."]]),
        ("He said “no.” ‘We shall do better,’ she said.", [["no."], ["We shall do better,"]]),
        ("'He told me \"never again\" and left,' she said.", [['He told me "never again" and left,']]),
        ("'We heard 'go home' all night,' she said.", [["We heard 'go home' all night,"]]),
        ("“The 'so-called reform' failed,” he said. Residents' groups cheered.", [["The 'so-called reform' failed,"]]),
        ("“She said, ‘He’ll be back by Sunday.’”", [["She said, ‘He’ll be back by Sunday.’"]]),
        ("‘I liked the ‘90s,’ he said.", [["I liked the ‘90s,"]]),
        ("He said 'go on' and 'stop.'", [["go on"], ["stop."]]),
        ("“We heard ‘go on’ twice,” he said.", [["We heard ‘go on’ twice,"]]),
        ("The workers’ tools, the ’90s and a 5' pole", []),
        ('A 6\'2" man said "go on" twice.', [["go on"]]),
        ("“One.\n\n“Two.\n\n“Three,” he said.", [["One.", "Two.", "Three,"]]),
        ("“One.\n\nHe left.", [["One."]]),
        ("Closing” only", []),
        ('"' * 9, []),
    ],
)
def test_pairs(text: str, expected: list[list[str]]) -> None:
    assert inside(text) == expected


def test_an_inner_quote_ends_right_before_the_outer_one() -> None:
    text = "\"She said, 'He'll be back by Sunday.'\""
    assert [text[q.start : q.end] for q in pairs(text)[0].inner] == ["'He'll be back by Sunday.'"]


def test_inner_marks() -> None:
    text = "“We heard ‘go on’ and ‘stop’ all night,” he said."
    assert [text[q.start : q.end] for q in pairs(text)[0].inner] == ["‘go on’", "‘stop’"]


@given(st.text(alphabet=st.sampled_from("aB.,:“”„«»\"'`‘’ \n"), max_size=80))
def test_pairs_never_overlap(text: str) -> None:
    found = pairs(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(q.start <= a <= b <= q.end for q in found for a, b in q.spans)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("which prompted President [Joe] Biden", "which prompted President Joe Biden"),
        ("we [...] will  go", "we ... will go"),
        ("[W]e will\n go", "We will go"),
        ("a disgrace [sic], he said", "a disgrace, he said"),
    ],
)
def test_clean_text(words: str, expected: str) -> None:
    assert clean_text(words) == expected
