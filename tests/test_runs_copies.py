"""Copies: found where they are, and not found where a fact might differ."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.model import Origin
from onrecord.runs import copies as room
from onrecord.runs.copies import Copies, Copy
from runs import article, story

WORDS = [
    f"{a}{b}" for a in "ba da fo gu ki lo me ni pa ro su ta ve wi zo".split() for b in "ran lem dis tok pul".split()
]


def wire(seed: int, words: int = 300) -> str:
    """A made-up story of so many words, in sentences."""
    draw = random.Random(seed)
    sentences = [" ".join(draw.choices(WORDS, k=12)).capitalize() + "." for _ in range(words // 12)]
    return " ".join(["The minister said that it rose by 7 percent in March.", *sentences])


@pytest.fixture
def known(tmp_path: Path) -> Iterator[Copies]:
    """A memory that holds one original."""
    with closing(Copies(tmp_path / "originals.sqlite", near=True)) as known:
        assert known.find(article("first", wire(1), published="2024-06-12")) is None
        yield known


def find(known: Copies, text: str, published: str | None = "2024-06-12") -> str | None:
    """The kind of copy that a text is."""
    copy = known.find(article("again", text, published=published))
    return None if copy is None else copy.kind


def test_the_same_text(known: Copies) -> None:
    origin = Origin(path="b.jsonl", line=7)
    copy = known.find(article("again", wire(1), origin=origin))
    assert copy == Copy(id="again", copy_of="first", kind="exact", similarity=1.0, origin=origin)


def test_nearly_the_same_text(known: Copies) -> None:
    """Other paragraphs, capitals, a byline, a sentence less: the ways of wire stories."""
    text = wire(1)
    assert find(known, text.replace(". ", ".\n\n")) == "near"
    assert find(known, "BARROW (Wire Service) - " + text + " Our correspondent contributed.") == "near"
    assert find(known, text.rsplit(". ", 2)[0] + ".") == "near"
    copy = known.find(article("again", "Barrow. " + text))
    assert copy is not None
    assert 0.98 < copy.similarity < 1


@pytest.mark.parametrize(
    "change",
    [
        ("7 percent", "8 percent"),
        ("in March", "in April"),
        ("said that", "never said that"),
        ("7 percent", "seven percent"),
    ],
)
def test_another_fact_makes_another_article(known: Copies, change: tuple[str, str]) -> None:
    assert find(known, wire(1).replace(*change)) is None


REPORT = (
    "{name}, 34, of {town}, was fined by magistrates at the county court on Monday for driving without insurance along "
    "the coast road. The court heard that police officers stopped the white van near the old bridge shortly after "
    "midnight and that {name} told them the papers were at home. The bench ordered the defendant to pay costs as well "
    "and gave a warning that a second offence would mean the loss of the licence for a year."
)


@pytest.mark.parametrize(
    ("name", "town"), [("Smith", "Jarrow"), ("Brown", "Kelso"), ("Smith", "Kelso and Jarrow"), ("Smith", "Kelso 2")]
)
def test_a_name_in_the_place_of_another_makes_another_article(tmp_path: Path, name: str, town: str) -> None:
    """Reports by the same pen differ in names alone."""
    with closing(Copies(tmp_path / "originals.sqlite", near=True)) as known:
        assert find(known, REPORT.format(name="Smith", town="Kelso")) is None
        assert find(known, REPORT.format(name=name, town=town)) is None
        assert find(known, "By Ana Duarte. " + REPORT.format(name=name, town=town) + " Editing by Tom Fox.") == "near"


def test_a_sentence_between(known: Copies) -> None:
    """It begins with a capital, which makes no name of its first word; what papers put between the lines is no fact."""
    first, second = wire(1).split(". ", 1)
    assert find(known, f"{first}. That was more than anybody had foreseen. {second}") == "near"
    assert find(known, f"{first}. That was more than Ana Duarte had foreseen. {second}") is None
    assert find(known, f"{first} as foreseen. {second}") == "near"


def test_a_fact_less_does_not(known: Copies) -> None:
    assert find(known, wire(1).replace(" in March", "")) == "near"


def test_another_week_makes_another_article(known: Copies) -> None:
    assert find(known, wire(1), "2024-06-20T08:00:00Z") is None  # "Friday" is another day
    assert find(known, wire(1), "2024-06-19T08:00:00Z") == "exact"  # and after this week's, as well
    assert find(known, wire(1), None) == "exact"


def test_other_texts_are_no_copies(known: Copies) -> None:
    assert [find(known, wire(n)) for n in range(2, 30)] == [None] * 28
    half = wire(1).split()[:150] + wire(2).split()[150:]
    assert find(known, " ".join(half)) is None


def test_short_texts_must_be_the_same(known: Copies) -> None:
    assert find(known, "The board met in the town hall.") is None
    assert find(known, "The board met in the town hall!") is None
    assert find(known, "The board met in the town hall.") == "exact"


def test_without_the_library_only_the_same_text_counts(tmp_path: Path) -> None:
    with closing(Copies(tmp_path / "originals.sqlite", near=False)) as known:
        assert [find(known, text) for text in (story(1), story(1) + " ", story(1))] == [None, None, "exact"]
    assert room.near_copies_found()


def test_all_of_many_are_found(tmp_path: Path) -> None:
    """Each of 200 stories in three versions, shuffled: the first one of each is the original of the others."""
    versions = [(n, text) for n in range(200) for text in (wire(n), "Update. " + wire(n), wire(n) + " The end.")]
    random.Random(3).shuffle(versions)
    first: dict[int, str] = {}
    with closing(Copies(tmp_path / "originals.sqlite", near=True)) as known:
        for place, (n, text) in enumerate(versions):
            copy = known.find(article(str(place), text))
            assert (copy and copy.copy_of) == first.get(n)
            first.setdefault(n, str(place))
