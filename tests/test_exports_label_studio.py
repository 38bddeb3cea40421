"""The claims as tasks for Label Studio read back, by its own offsets."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from exporting import ROOT, rows, written
from onrecord import model as m
from onrecord.exports.label_studio import utf16


def in_javascript(text: str, start: int, end: int) -> str:
    """`text.slice(start, end)` as JavaScript has it."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_label_studio_reads_back(pairs: list[tuple[m.Article, list[m.Claim]]]) -> None:
    tasks = json.loads(written(pairs, "label-studio"))
    assert len(tasks) == len(pairs)
    for task, (article, claims) in zip(tasks, pairs, strict=True):
        data = task["data"]
        assert (data["text"], data["article_id"], data.get("title")) == (article.text, article.id, article.title)
        assert data["claims"] == rows(claims)
        (prediction,) = task["predictions"]
        assert prediction["model_version"].startswith("onrecord ")
        regions = {item["id"]: item for item in prediction["result"] if item["type"] == "labels"}
        for region in regions.values():
            assert (region["from_name"], region["to_name"]) == ("label", "text")
            value = region["value"]
            assert in_javascript(article.text, value["start"], value["end"]) == value["text"]
        for claim in claims:
            region = regions[claim.id]
            assert region["value"]["text"] == claim.text
            assert region["value"]["labels"] == [claim.kind]
            assert (region["meta"]["text"], region["score"]) == ([claim.summary], claim.check_worthiness)
        relations = [item for item in prediction["result"] if item["type"] == "relation"]
        assert {item["direction"] for item in relations} <= {"right"}
        assert {item[end] for item in relations for end in ("from_id", "to_id")} <= set(regions)
        said = {(item["from_id"], item["to_id"]) for item in relations if item["from_id"].startswith("source-")}
        sources = [(c, link.source) for c in claims for link in c.attribution if link.source]
        assert said == {(f"source-{s.start_char}-{s.end_char}", claim.id) for claim, s in sources}
    last = pairs[0][1][-1]  # emojis stand before it
    starts = [r["value"]["start"] for r in tasks[0]["predictions"][0]["result"] if r.get("id") == last.id]
    assert starts == [last.start_char + 2]


def test_label_studio_compares_figures(pairs: list[tuple[m.Article, list[m.Claim]]]) -> None:
    (article, claims), _ = pairs
    by_figure = {claim.figure.text: claim for claim in claims if claim.figure}
    now, before = by_figure["1,204"], by_figure["990"]
    assert before.figure is not None
    compared = m.Comparison(relation="up_from", start_char=before.figure.start_char)
    changed = [c.model_copy(update={"comparison": compared}) if c.id == now.id else c for c in claims]
    (task,) = json.loads(written([(article, changed)], "label-studio"))
    relation = {"from_id": now.id, "to_id": before.id, "type": "relation", "direction": "right", "labels": ["up_from"]}
    assert relation in task["predictions"][0]["result"]


@given(st.text(st.sampled_from("aé\U0001f6a2\U00020000"), max_size=20))
def test_offsets_in_utf_16(text: str) -> None:
    at = utf16(text)
    for offset in range(len(text) + 1):
        assert at(offset) == len(text[:offset].encode("utf-16-le")) // 2


def test_labelling_interface_names_every_label() -> None:
    page = (ROOT / "docs" / "exports.md").read_text("utf-8")
    labels = set(re.findall(r'<Label value="(\w+)"', page))
    assert labels == {*m.ClaimKind.__args__, "source"}  # type: ignore[attr-defined]
    relations = set(re.findall(r'<Relation value="(\w+)"', page))
    assert relations >= {*m.Stance.__args__, "up_from", "down_from", "compared_with"}  # type: ignore[attr-defined]
