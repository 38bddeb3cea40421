"""What ten times the bodies cost: the steps taken to find bodies in an article do not grow with the gazetteer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from gazetteer import generated
from onrecord.components.agencies import Agencies
from onrecord.rules import load

CORPUS = Path(__file__).parent.parent / "corpus"


def steps(work: Callable[[Doc], object], doc: Doc) -> int:
    """How many lines of code some work runs through, which is the same on every machine."""
    taken = 0

    def count(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal taken
        taken += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work(doc)
    finally:
        sys.settrace(before)
    return taken


def test_ten_times_the_bodies_are_found_in_as_many_steps(nlp: Language, tmp_path: Path) -> None:
    lines = generated(9 * len(load("agencies")))
    (tmp_path / "agencies.jsonl").write_text("\n".join(lines), encoding="utf-8")
    docs = [nlp(path.read_text("utf-8")) for path in sorted(CORPUS.glob("*.txt"))[:4]]
    ours, tenfold = Agencies(nlp, "agencies"), Agencies(nlp, "agencies", str(tmp_path))
    for once in (True, False):  # the first reading gives the matcher the phrases that it needs
        few, many = ([steps(component.find, doc) for doc in docs] for component in (ours, tenfold))
        assert all(b < 1.1 * a for a, b in zip(few, many, strict=True)), f"{few} {many} at first: {once}"
    assert [ours.find(doc) for doc in docs] == [tenfold.find(doc) for doc in docs]
