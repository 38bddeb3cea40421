"""The claims as W3C Web Annotations keep the rules of the data model and read back."""

from __future__ import annotations

import json
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

import onrecord
from exporting import ARTICLE, flat, is_iri, rows, written
from onrecord import model as m
from onrecord.exports.format import article_iri
from onrecord.exports.web_annotation import target


def test_web_annotation_keeps_the_rules_of_the_data_model(pairs: list[tuple[m.Article, list[m.Claim]]]) -> None:
    collection = json.loads(written(pairs, "web-annotation"))
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    page = collection["first"]
    assert (page["type"], page["partOf"], page["startIndex"]) == ("AnnotationPage", collection["id"], 0)
    assert collection["total"] == len(page["items"]) == len(flat(pairs))
    ids = [collection["id"], page["id"], *(item["id"] for item in page["items"])]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one) for one in ids)
    for item in page["items"]:
        assert set(item) == {"@context", "id", "type", "motivation", "generator", "body", "target"}
        assert (item["type"], item["motivation"]) == ("Annotation", "identifying")
        assert item["generator"]["type"] == "Software"
        assert is_iri(item["generator"]["id"])
        for place in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            assert is_iri(place["source"])
            position, quote = place["selector"]
            assert position["type"] == "TextPositionSelector"
            assert 0 <= position["start"] < position["end"]
            assert set(quote) == {"type", "exact", "prefix", "suffix"}
            assert quote["type"] == "TextQuoteSelector"
            if "state" in place:
                assert place["state"]["type"] == "TimeState"
                assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", place["state"]["sourceDate"])


def test_web_annotation_reads_back(pairs: list[tuple[m.Article, list[m.Claim]]]) -> None:
    items = json.loads(written(pairs, "web-annotation"))["first"]["items"]
    for item, (article, claim), row in zip(items, flat(pairs), rows([c for _, c in flat(pairs)]), strict=True):
        summary, kind, data = item["body"]
        assert (summary["value"], kind["value"]) == (claim.summary, claim.kind)
        fields = dict(data["value"])
        assert {"id": fields.pop("claim_id"), **fields} == row
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        spans = [claim, *claim.also_at]
        assert len(targets) == len(spans)
        for place, span in zip(targets, spans, strict=True):
            position, quote = place["selector"]
            assert (position["start"], position["end"]) == (span.start_char, span.end_char)
            assert article.text[position["start"] : position["end"]] == quote["exact"] == span.text
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert article.text.startswith(around, position["start"] - len(quote["prefix"]))


def test_web_annotation_dates(pairs: list[tuple[m.Article, list[m.Claim]]]) -> None:
    """A moment with its zone becomes UTC; a date alone is no moment."""
    first, *_, last = json.loads(written(pairs, "web-annotation"))["first"]["items"]
    assert first["target"][0]["state"] == {"type": "TimeState", "sourceDate": "2025-04-11T04:30:00Z"}
    assert "state" not in last["target"]


@given(st.text(st.sampled_from("ab\u0301\u200d\ufe0f\U0001f469\U0001f4bb "), min_size=1, max_size=90), st.data())
def test_no_selector_cuts_a_character(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    place = m.Extent(start_char=start, end_char=end)
    claim = m.Claim.model_construct(article_sha256="0", published=None)
    _, quote = target(claim, onrecord.Article(id="a", text=text), place)["selector"]
    before, after = start - len(quote["prefix"]), end + len(quote["suffix"])
    assert text[before:start] == quote["prefix"]
    assert text[end:after] == quote["suffix"]
    for edge in {before, after} - {0, start, end, len(text)}:
        assert not unicodedata.combining(text[edge])
        assert text[edge] not in "\u200d\ufe0f"


def test_sources() -> None:
    """Spaces and other characters that no address has are written as bytes; what is no web address is none."""
    assert article_iri(ARTICLE, "0") == "https://example.org/7?a=1&b=%3C2%3E%203"
    for url in (None, "", "javascript:alert(1)", "file:///etc/passwd", "not a url"):
        assert article_iri(ARTICLE.model_copy(update={"url": url}), "0a") == "urn:sha256:0a"
