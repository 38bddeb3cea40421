"""The gold of the corpus is well formed, and its loader is strict."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gold import FAMILIES, GoldError, expected_claims, load, locate, occurrences, read

GOLD = {gold.article.id: gold for gold in load()}
TEXT = "Ships ran aground 31 times in May. “It’s 31 too many,” Ada Roe said. Roe spoke in May.\n"


def test_five_articles_of_the_promised_length_hold_every_family() -> None:
    assert len(GOLD) >= 5
    assert {
        k: len(g.article.text.split()) for k, g in GOLD.items() if not 250 <= len(g.article.text.split()) <= 700
    } == {}
    for family in FAMILIES:
        assert sum(len(gold.facts[family]) for gold in GOLD.values()) >= 5
    kinds = [claim.kind for gold in GOLD.values() for claim in expected_claims(gold) if claim.check]
    assert set(kinds) == {"figure", "quote", "statement", "event"}


def write(folder: Path, *rows: object, text: str = TEXT) -> Path:
    (folder / "a.txt").write_bytes(text.encode())
    path = folder / "a.gold.jsonl"
    lines = [{"article": {"id": "a", "published": "2024-06-12"}}, *rows]
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n", encoding="utf-8")
    return path


def test_gold_is_placed_by_the_words_around_it(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {"figures": "aground [[31 times]]", "value": 31, "unit": "times"},
        {
            "quotes": ["It's 31 too many,"],
            "kind": "direct",
            "cue": "said",
            "source": "Ada Roe",
            "source_name": "Ada Roe",
        },
        {"people": "Ada Roe", "name": "Ada Roe", "names": ["Roe", "Ada Roe"], "check": True},
        {"dates": "said. [...] in [[May]]", "type": "DATE", "value": "2024-05"},
    )
    gold = read(path)
    shown = {
        family: [(at.start_char, TEXT[at.start_char : at.end_char]) for fact in rows for at in fact.at]
        for family, rows in gold.facts.items()
        if rows
    }
    assert shown == {
        "people": [(55, "Ada Roe")],
        "dates": [(82, "May")],
        "figures": [(18, "31 times")],
        "quotes": [(36, "It’s 31 too many,")],
    }
    (person,) = gold.facts["people"]
    assert [TEXT[m.start_char : m.end_char] for m in person.mentions] == ["Ada Roe", "Roe"]
    assert gold.article.text == TEXT


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"dates": "May", "type": "DATE", "value": "2024-05"}, "stands 2 times"),
        ({"dates": "June", "type": "DATE", "value": "2024-06"}, "stands 0 times"),
        ({"dates": "in [[May", "type": "DATE", "value": "2024-05"}, "double square brackets"),
        ({"figures": "gro[[und]]", "value": 1}, "stands 0 times"),
        ({"dates": "May."}, "stands 2 times"),
        ({"dates": "times in [[May]]", "type": "DATE", "value": "2024-05", "grain": "month"}, "grain: Extra inputs"),
        ({"dates": "times in [[May]]", "type": "DAY", "value": "2024-05"}, "type: Input should be"),
        ({"ships": "Ships", "value": 1}, "names one family"),
        ({"dates": "times in [[May]]", "figures": "too"}, "names one family"),
        ({"people": "Ada Roe", "name": "Ada Roe", "names": ["Ida"]}, "never stands"),
        ({"people": "Ada Roe", "name": "Ada Roe", "known_failures": {"value": "x"}}, "no such aspect: ['value']"),
        ({"people": "Ada Roe", "name": "Ada Roe", "known_failures": {"found": " "}}, "needs a reason"),
        ({"figures": "aground [[31]]", "spurious": ""}, "spurious: String should have"),
        ({"figures": "aground [[31]]", "value": 31, "at": "Ships"}, "no field of a fact: ['at']"),
    ],
)
def test_gold_that_is_wrong_is_refused_with_its_line(tmp_path: Path, row: object, message: str) -> None:
    with pytest.raises(GoldError) as error:
        read(write(tmp_path, row))
    assert str(error.value).startswith("a.gold.jsonl:2: ")
    assert message in str(error.value)


def test_gold_stands_in_the_order_of_the_text(tmp_path: Path) -> None:
    later, earlier = {"figures": "It's [[31]]", "value": 31}, {"figures": "aground [[31]]", "value": 31}
    with pytest.raises(GoldError, match=r"'aground \[\[31\]\]' must stand before"):
        read(write(tmp_path, later, earlier))
    with pytest.raises(GoldError, match="must stand before"):
        read(write(tmp_path, earlier, earlier))


def test_a_date_is_anchored_to_a_word_of_the_record_or_to_another_date(tmp_path: Path) -> None:
    first = {"dates": "times in [[May]]", "type": "DATE", "value": "2024-05", "anchor": "published"}
    second = {"dates": "spoke in [[May]]", "type": "DATE", "value": "2024-05", "anchor": "times in [[May]]"}
    one, two = read(write(tmp_path, first, second)).facts["dates"]
    assert (one.anchor, two.anchor) == ("published", one.at[0])


def test_the_first_line_names_the_article(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.write_text('{"article": {"id": "b"}}\n', encoding="utf-8")
    with pytest.raises(GoldError, match=r"a\.gold\.jsonl:1: the first line must be"):
        read(path)


def test_a_date_has_ends_only_where_its_line_says_so(tmp_path: Path) -> None:
    open_end = {"dates": "times in [[May]]", "type": "DATE", "value": "2024-05", "begin": "2024-05-01", "end": None}
    silent = {"dates": "spoke in [[May]]", "type": "DATE", "value": "2024-05"}
    one, two = read(write(tmp_path, open_end, silent)).facts["dates"]
    assert ({"begin", "end"} <= one.model_fields_set, {"begin", "end"} & two.model_fields_set) == (True, set())


def test_an_anchor_stands_on_word_boundaries_and_within_a_paragraph() -> None:
    text = "Four teenagers and four adults.\nFour left."
    assert locate(text, "four").start_char == 19
    assert locate(text, "Four [...] adults").end_char == 30
    with pytest.raises(ValueError, match="stands 0 times"):
        locate(text, "adults [...] left")
    assert [e.start_char for e in occurrences(text, ("Four", "Four left"))] == [0, 32]
