"""Every export keeps the rules of its format, reads back with nothing lost, and cannot harm what reads it."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from typer.testing import CliRunner

import onrecord
from onrecord import model as m
from onrecord.claims.identity import seal
from onrecord.cli import app
from onrecord.exports import export, formats
from onrecord.exports.claim_jsonld import describe
from onrecord.exports.csv import COLUMNS, harmless_cell, plain_cell
from onrecord.exports.format import article_iri, to_json
from onrecord.exports.label_studio import utf16
from onrecord.exports.web_annotation import target
from onrecord.verify import Failure, Proven, verify

ROOT = Path(__file__).parents[1]
ARTICLE = onrecord.Article(
    id="=ferries-7",
    title="\U0001f6a2 Ferries </script><b>",
    publisher="@Courier",
    published="2025-04-10T23:30:00-05:00",
    url="https://example.org/7?a=1&b=<2> 3",
    language="en",
    text=(
        "\U0001f6a2 Harbor Safety Board spokeswoman Ana Duarte resigned on Monday. The board reported 1,204 groundings "
        "in March, up from 990 a year earlier, Duarte told reporters Tuesday. “We saw 3 to 5 million gallons <spill> "
        "\U0001f30a,” she said. Officials said the rate fell 2.5 percent to -4 degrees Celsius in Canada in 2024."
    ),
)
PLAIN = onrecord.Article(id="b", published="2025-04-10", text="The Harbor Safety Board fined 12 captains in May.")


@pytest.fixture(scope="module")
def pairs(nlp: Language) -> list[tuple[m.Article, list[m.Claim]]]:
    found = [(article, onrecord.extract(article, nlp)) for article in (ARTICLE, PLAIN)]
    first = found[0][1][0]
    twice = seal(first.model_copy(update={"also_at": (first.sentence,)}))
    return [(ARTICLE, [twice, *found[0][1][1:]]), found[1]]


def written(pairs: list[tuple[m.Article, list[m.Claim]]], to: str) -> str:
    return "".join(formats()[to].write(pairs))


def flat(pairs: list[tuple[m.Article, list[m.Claim]]]) -> list[tuple[m.Article, m.Claim]]:
    return [(article, claim) for article, claims in pairs for claim in claims]


def rows(claims: list[m.Claim]) -> list[dict[str, Any]]:
    return [json.loads(claim.model_dump_json()) for claim in claims]


# schema.org

IRI = re.compile(r"(https?://|urn:[a-z0-9]+:)[^\s<>\"{}|\\^`]+")


def is_iri(value: Any) -> bool:
    return isinstance(value, str) and IRI.fullmatch(value) is not None


def is_text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_date(value: Any) -> bool:
    return isinstance(value, str) and bool(datetime.fromisoformat(value))


def is_interval(value: Any) -> bool:
    ends = str(value).split("/")
    return len(ends) == 2 and ends != ["..", ".."] and all(end == ".." or date.fromisoformat(end) for end in ends)


Range = Callable[[Any], bool] | tuple[str, ...]
SCHEMA_ORG: dict[str, dict[str, Range]] = {
    "Claim": {
        "@id": is_iri,
        "identifier": is_text,
        "text": is_text,
        "keywords": is_text,
        "author": ("Person", "Organization"),
        "creditText": is_text,
        "creativeWorkStatus": lambda value: value in ("withdrawn", "superseded"),
        "dateCreated": is_date,
        "datePublished": is_date,
        "inLanguage": is_text,
        "about": ("Thing", "QuantitativeValue"),
        "temporalCoverage": is_interval,
        "spatialCoverage": ("Place",),
        "firstAppearance": ("NewsArticle",),
        "appearance": ("NewsArticle",),
    },
    "NewsArticle": {
        "@id": is_iri,
        "url": is_iri,
        "identifier": is_text,
        "headline": is_text,
        "datePublished": is_date,
        "publisher": ("Organization",),
        "hasPart": ("CreativeWork",),
    },
    "CreativeWork": {"@id": is_iri, "text": is_text},
    "Person": {"name": is_text, "jobTitle": is_text, "affiliation": ("Organization",)},
    "Organization": {"name": is_text},
    "Thing": {"name": is_text},
    "QuantitativeValue": {
        "name": is_text,
        "value": is_number,
        "minValue": is_number,
        "maxValue": is_number,
        "unitText": is_text,
    },
    "Place": {"name": is_text, "address": ("PostalAddress",)},
    "PostalAddress": {"addressCountry": is_text},
}
"""The types of schema.org that we use, with those of their properties that we use and what may stand there."""


def conforms(node: Any, types: tuple[str, ...]) -> None:
    assert node["@type"] in types
    properties = SCHEMA_ORG[node["@type"]]
    for name, value in node.items():
        if name == "@type":
            continue
        for item in value if isinstance(value, list) else [value]:
            expected = properties[name]
            if isinstance(expected, tuple):
                conforms(item, expected)
            else:
                assert expected(item), (name, item)


def test_schema_org(pairs: list[tuple[m.Article, list[m.Claim]]]) -> None:
    document = json.loads(written(pairs, "claim-jsonld"))
    assert set(document) == {"@context", "@graph"}
    assert document["@context"] == "https://schema.org"
    for node in document["@graph"]:
        conforms(node, ("Claim",))
        assert {"@id", "identifier", "text", "firstAppearance", "appearance"} <= set(node)
    assert "Review" not in written(pairs, "claim-jsonld")
    assert "Rating" not in written(pairs, "claim-jsonld")


def test_schema_org_reads_back(pairs: list[tuple[m.Article, list[m.Claim]]]) -> None:
    nodes = json.loads(written(pairs, "claim-jsonld"))["@graph"]
    assert len(nodes) == len(flat(pairs))
    for node, (article, claim) in zip(nodes, flat(pairs), strict=True):
        assert (node["identifier"], node["text"], node["keywords"][0]) == (claim.id, claim.summary, claim.kind)
        first = node["firstAppearance"]
        assert (first["identifier"], first.get("headline")) == (article.id, article.title)
        assert node["datePublished"] == first["datePublished"] == claim.published
        spans = [claim, *claim.also_at]
        assert [part["text"] for part in first["hasPart"]] == [span.text for span in spans]
        for part, span in zip(first["hasPart"], spans, strict=True):
            sha256, start, end = re.fullmatch(r"urn:sha256:(\w+)#char=(\d+),(\d+)", part["@id"]).groups()  # type: ignore[union-attr]
            assert (sha256, int(start), int(end)) == (claim.article_sha256, span.start_char, span.end_char)
        amounts = [about for about in node.get("about", ()) if about["@type"] == "QuantitativeValue"]
        if claim.figure:
            figure = json.loads(claim.figure.model_dump_json())
            names = {"value": "value", "minValue": "low", "maxValue": "high", "name": "counted"}
            assert {key: amounts[0].get(key) for key in names} == {key: figure[name] for key, name in names.items()}
            assert amounts[0]["unitText"].split(" per ") == [part for part in (figure["unit"], figure["per"]) if part]
        if claim.time and claim.time.begin and claim.time.end:
            assert node["temporalCoverage"] == f"{claim.time.begin}/{claim.time.end}"


def test_what_was_taken_back_says_so(pairs: list[tuple[m.Article, list[m.Claim]]]) -> None:
    article, (claim, *_) = pairs[0]
    fates = [{"superseded_by": "b", "withdrawn": False}, {"withdrawn": True}, {"withdrawn": False}]
    marked = [(article, [seal(claim.model_copy(update=fate)) for fate in fates])]
    graph = json.loads(written(marked, "claim-jsonld"))["@graph"]
    assert [node.get("creativeWorkStatus") for node in graph] == ["superseded", "withdrawn", None]
    table = list(csv.DictReader(io.StringIO(written(marked, "csv").removeprefix("\ufeff"), newline="")))
    assert [(row["superseded_by"], row["withdrawn"]) for row in table] == [("b", "no"), ("", "yes"), ("", "no")]


def test_authors(pairs: list[tuple[m.Article, list[m.Claim]]]) -> None:
    """Persons and bodies are told apart, and nobody is made a person who is only described."""
    nodes = json.loads(written(pairs, "claim-jsonld"))["@graph"]
    (quote,) = [node for node in nodes if node["keywords"][0] == "quote"]
    assert (quote["author"]["@type"], quote["author"]["name"]) == ("Person", "Ana Duarte")
    assert quote["creditText"] == "Ana Duarte"
    described = m.Attribution(name="officials")
    claim = flat(pairs)[0][1].model_copy(update={"attribution": (described, m.Attribution(name="Reuters", id="x"))})
    (node,) = json.loads(written([(ARTICLE, [claim])], "claim-jsonld"))["@graph"]
    assert "author" not in node
    assert node["creditText"] == "officials, says Reuters"
    claim = claim.model_copy(update={"attribution": (m.Attribution(name="Harbor Safety Board", id="agency-1"),)})
    (node,) = json.loads(written([(ARTICLE, [claim])], "claim-jsonld"))["@graph"]
    assert node["author"] == {"@type": "Organization", "name": "Harbor Safety Board"}


# W3C Web Annotation


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


# CSV


def test_csv_reads_back(pairs: list[tuple[m.Article, list[m.Claim]]]) -> None:
    text = written(pairs, "csv")
    assert text.startswith("\ufeffid,kind,")
    table = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    assert len(table) == len(flat(pairs))
    for row, (article, claim) in zip(table, flat(pairs), strict=True):
        assert list(row) == list(COLUMNS)
        for name, fill in COLUMNS.items():
            cell = fill(claim, article)
            if isinstance(cell, int | float):
                assert float(row[name]) == cell
            else:
                assert plain_cell(row[name]) == (cell or "")


def test_csv_has_what_a_desk_asks_for(pairs: list[tuple[m.Article, list[m.Claim]]]) -> None:
    table = list(csv.DictReader(io.StringIO(written(pairs, "csv").removeprefix("\ufeff"), newline="")))
    (row,) = [row for row in table if row["figure"] == "1,204"]
    wanted = ("kind", "value", "unit", "time", "begin", "end", "said_by", "article", "headline", "publisher")
    assert [row[name] for name in wanted] == [
        "figure",
        "1204",
        "count",
        "2025-03",
        "2025-03-01",
        "2025-03-31",
        "Harbor Safety Board",
        "'=ferries-7",
        "\U0001f6a2 Ferries </script><b>",
        "'@Courier",
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n=", " =", "'=", "''-", "\0", "＝", "\t+"])
def test_no_cell_is_a_formula(start: str) -> None:
    cell = f'{start}cmd|"/c calc"!A1'
    harmless = harmless_cell(cell)
    assert harmless == f"'{cell}"
    assert plain_cell(cast(str, harmless)) == cell


def test_numbers_stay_numbers() -> None:
    assert [harmless_cell(cell) for cell in (-4, 2.5, None, "4", "a-b", "'tis")] == [-4, 2.5, None, "4", "a-b", "'tis"]


@given(st.text(st.sampled_from("=+-@'\t\r\n a\"“,;"), max_size=8))
def test_any_cell_reads_back(cell: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerow([harmless_cell(cell), "end"])
    ((back, _),) = csv.reader(io.StringIO(out.getvalue(), newline=""), strict=True)
    assert plain_cell(back) == cell
    assert not back.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


# Label Studio


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


# All of them


@pytest.mark.parametrize("to", sorted(formats()))
def test_no_claims(to: str) -> None:
    text = written([], to)
    if to == "csv":
        assert text.count("\r\n") == 1
    else:
        json.loads(text)


@pytest.mark.parametrize("to", ["claim-jsonld", "label-studio", "web-annotation"])
def test_json_may_stand_in_a_page(pairs: list[tuple[m.Article, list[m.Claim]]], to: str) -> None:
    assert not set(written(pairs, to)) & set("<>&\u2028\u2029")


@given(st.recursive(st.text() | st.integers() | st.none(), lambda inner: st.lists(inner), max_leaves=5))
def test_json_says_the_same(value: Any) -> None:
    assert json.loads(to_json(value)) == value
    assert not set(to_json(value)) & set("<>&\u2028\u2029")


def test_docs_name_every_export() -> None:
    page = (ROOT / "docs" / "exports.md").read_text("utf-8")
    table = re.findall(r"^\| `([\w-]+)` \| [^|]* \| [^|]* \|$", page, re.M)
    assert table[0] == "--to"
    assert table[1:] == re.findall(r"^## (\S+)$", page, re.M)
    assert sorted(re.findall(r"^## (\S+)$", page, re.M)) == sorted(formats())


def save(folder: Path, pairs: list[tuple[m.Article, list[m.Claim]]]) -> None:
    lines = [claim.model_dump_json() for _, claim in flat(pairs)]
    (folder / "claims.jsonl").write_text("\n".join(lines), "utf-8")
    for n, (article, _) in enumerate(pairs):
        (folder / f"{n}.json").write_text(article.model_dump_json(), "utf-8")


def test_only_what_is_proven_goes_out(pairs: list[tuple[m.Article, list[m.Claim]]], tmp_path: Path) -> None:
    forged = pairs[1][1][0].model_copy(update={"summary": "Nobody was fined.", "dates": ()})
    save(tmp_path, [pairs[0], (PLAIN, [forged])])
    told: list[Any] = []
    articles = [str(tmp_path / f"{n}.json") for n in range(2)]
    outcomes = verify(str(tmp_path / "claims.jsonl"), articles)
    assert not export(outcomes, "claim-jsonld", str(tmp_path / "out"), told.append)
    assert [(type(one), one.claim) for one in told] == [(Failure, forged.id)]
    nodes = json.loads((tmp_path / "out").read_text("utf-8"))["@graph"]
    assert [node["identifier"] for node in nodes] == [claim.id for claim in pairs[0][1]]


def test_command(pairs: list[tuple[m.Article, list[m.Claim]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    save(tmp_path, pairs)
    proven = [o for o in verify("claims.jsonl", ["0.json", "1.json"]) if isinstance(o, Proven)]
    assert len(proven) == len(flat(pairs))
    runner = CliRunner()
    for to in formats():
        done = runner.invoke(app, ["export", "claims.jsonl", "--articles", "0.json", "1.json", "--to", to])
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.stdout_bytes.decode() == written(pairs, to)
    twice = ["export", "claims.jsonl", "--articles", "0.json", "--articles", "1.json", "--to", "csv", "-o", "c.csv"]
    assert (runner.invoke(app, twice).exit_code, runner.invoke(app, twice).stdout) == (0, "")
    assert (tmp_path / "c.csv").read_bytes().decode() == written(pairs, "csv")
    missing = runner.invoke(app, ["export", "claims.jsonl", "--articles", "0.json", "--to", "csv"])
    assert missing.exit_code == 1
    assert missing.stderr.splitlines() == [
        f"onrecord: claims.jsonl:{n}: {claim.id}: no article has the id 'b'"
        for n, (article, claim) in enumerate(flat(pairs), start=1)
        if article is PLAIN
    ]
    assert runner.invoke(app, ["export", "claims.jsonl", "--articles", "0.json", "--to", "claimreview"]).exit_code == 2
    kept = (tmp_path / "0.json").read_bytes()
    over = ["export", "claims.jsonl", "--articles", "0.json", "--to", "csv", "--output", "0.json"]
    assert runner.invoke(app, over).exit_code == 2
    assert (tmp_path / "0.json").read_bytes() == kept


def test_a_hedge_alone_is_nobody(pairs: list[tuple[m.Article, list[m.Claim]]]) -> None:
    """What only "reportedly" is so: the spreadsheet and schema.org name whoever says it, if anybody does."""
    article, claims = pairs[0]
    said = m.Attribution(name="Ana Duarte", title="Mayor", id="official-1", named=True)
    for chain, who in (((m.Attribution(hedge="reportedly"), said), "Ana Duarte"), ((m.Attribution(hedge="x"),), None)):
        claim = seal(claims[0].model_copy(update={"attribution": chain}))
        node = describe(claim, article)
        assert node.get("author", {}).get("name") == who
        assert COLUMNS["said_by"](claim, article) == who
        assert COLUMNS["hedge"](claim, article) == chain[0].hedge
