"""From articles to results: order, rejects in their place, long texts in pieces, and offsets that hold on any text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import onrecord
from onrecord import batch
from onrecord.assemble import producer
from onrecord.batch import Result, annotate_articles, cut, deliver, process, read_docs
from onrecord.claims import build_claims
from onrecord.model import Article, Origin, Record, Reject

STORY = (
    "Labor Secretary Ana Duarte said on Friday that 1,204 ferries were late in May.\n\n"
    "“We will look into it,” she told reporters. The Harbor Safety Board met on June 3.\n\n"
    "The board's chief, Tom Hale, declined to say how much the repairs cost. They began in 2022.\n\n"
)


def article(id: str, text: str = STORY, published: str | None = "2024-06-12") -> Article:
    return Article(id=id, text=text, published=published, origin=Origin(path=f"{id}.txt"))


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every span in a record's JSON."""
    if isinstance(value, dict):
        if {"start_char", "end_char", "text"} <= value.keys():
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def assert_offsets_hold(record: Record, claims: Sequence[onrecord.Claim], text: str) -> None:
    rows = [record.model_dump(mode="json"), *(claim.model_dump(mode="json") for claim in claims)]
    for span in spans(rows):
        assert text[span["start_char"] : span["end_char"]] == span["text"]


@pytest.fixture
def failing(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipeline whose records fail where the text says so."""
    build_record = batch.build_record

    def fail(doc: Doc, article: Article, producer: Any) -> Record:
        if "FAIL" in doc.text:
            raise KeyError("no such thing")
        return build_record(doc, article, producer)

    monkeypatch.setattr(batch, "build_record", fail)


def test_order_is_kept_and_rejects_pass_through(nlp: Language) -> None:
    bad = Reject(stage="read", code="empty", reason="an empty file")
    items = [article("a"), bad, article("b", "Two."), bad, article("c", "Three.")]
    for size in (1, 2, 16):
        results = list(process(items, nlp, batch_size=size))
        assert [r if isinstance(r, Reject) else r.record.article.id for r in results] == ["a", bad, "b", bad, "c"]


def test_a_failing_article_becomes_a_reject(nlp: Language, failing: None) -> None:
    items = [article("a"), article("b", "FAIL here."), article("c", "Three.")]
    first, wrong, last = process(items, nlp, claims=True)
    assert isinstance(first, Result)
    assert isinstance(last, Result)
    assert (first.article.id, last.article.id) == ("a", "c")
    assert wrong == Reject(
        stage="annotate",
        code="failed",
        reason="failed with KeyError: 'no such thing' (a bug; --debug shows where)",
        id="b",
        origin=Origin(path="b.txt"),
    )


def test_debug_raises(nlp: Language, failing: None) -> None:
    with pytest.raises(KeyError, match="no such thing"):
        list(process([article("b", "FAIL here.")], nlp, debug=True))


def test_one_at_a_time_reads_nothing_ahead(nlp: Language) -> None:
    read: list[str] = []

    def source() -> Iterator[Article]:
        for id in "abc":
            read.append(id)
            yield article(id, "One.")

    results = process(source(), nlp, batch_size=1)
    next(results)
    assert read == ["a"]


def test_claims_only_where_asked_for(nlp: Language) -> None:
    (with_claims,) = process([article("a")], nlp, claims=True)
    (without,) = process([article("a")], nlp)
    assert isinstance(with_claims, Result)
    assert isinstance(without, Result)
    assert list(with_claims.claims) == onrecord.extract(article("a"), nlp)
    assert without.claims == ()
    assert without.record == with_claims.record == onrecord.annotate(article("a"), nlp)


def test_deliver_sorts_results_from_rejects(nlp: Language) -> None:
    bad = Reject(stage="read", code="empty", reason="an empty file")
    put: list[Result] = []
    complained: list[Reject] = []
    results = process([article("a", "One."), bad], nlp)
    assert deliver(results, put.append, complained.append) == 1
    assert [r.article.id for r in put] == ["a"]
    assert complained == [bad]


def test_api_takes_text_or_article(nlp: Language) -> None:
    dated = onrecord.annotate("The board met on Friday.", nlp, published="2024-06-12")
    assert (dated.article.id, dated.article.published, dated.article.n_chars) == ("article", "2024-06-12", 24)
    again = onrecord.annotate(article("a", "The board met on Friday.", None), nlp, published="2024-06-12")
    assert again.dates == dated.dates
    assert onrecord.extract("", nlp) == []
    with pytest.raises(UnicodeEncodeError, match="surrogates not allowed"):
        onrecord.annotate("half a character: \ud800", nlp)


# Long texts


@given(text=st.text(alphabet="ab .\n", max_size=200), limit=st.integers(2, 40))
def test_cut_loses_nothing(text: str, limit: int) -> None:
    pieces = list(cut(text, limit))
    assert "".join(pieces) == text
    assert all(len(piece) <= limit for piece in pieces)


def test_cut_prefers_paragraphs() -> None:
    text = "One two.\n\nThree. Four five six.\nSeven"
    assert list(cut(text, 12)) == ["One two.\n\n", "Three. ", "Four five ", "six.\nSeven"]


def test_long_text_gives_what_its_pieces_give(nlp: Language) -> None:
    whole = article("a", STORY * 3)
    (short,) = read_docs([whole], nlp)
    (long,) = read_docs([whole], nlp, piece_chars=len(STORY))
    assert long.text == short.text == whole.text
    assert [s.text for s in long.sents] == [s.text for s in short.sents]
    assert long._.published == "2024-06-12"
    for family in short.spans:
        assert [(s.start_char, s.end_char, s.id_) for s in long.spans[family]] == [
            (s.start_char, s.end_char, s.id_) for s in short.spans[family]
        ]


@pytest.mark.parametrize("text", [" \n\n " * 50, "x" * 500, "“" * 300, STORY.replace("\n\n", " "), "\n" + STORY * 2])
def test_odd_long_texts(nlp: Language, text: str) -> None:
    whole = article("a", text)
    (doc,) = read_docs([whole], nlp, piece_chars=64)
    assert doc.text == text
    record = batch.build_record(doc, whole, producer(nlp))
    assert_offsets_hold(record, build_claims(record, text), text)


def test_text_over_the_models_limit(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp, "max_length", 100)
    records = list(annotate_articles([article("a"), article("b", "Short.")], nlp))
    assert [r.article.n_chars for r in records] == [len(STORY), 6]


# Any text


HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=("Cs",)),
        st.sampled_from("\u200b\u200d\u202e\u2066\ufeff\u00ad\u0301\x00\x1b“”‘’\"'`—…\u00a0\u2028\r\n\t$%€\U0001f6a2"),
    ),
    max_size=60,
)
NEWS = st.sampled_from(
    [
        "Secretary of State",
        "said",
        "$2.3 billion",
        "last Friday",
        "June 3",
        "the U.N.",
        "“",
        ".”",
        "\n\n",
        "from",
        "2024",
    ]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(parts=st.lists(HOSTILE | NEWS, max_size=12))
def test_offsets_hold_on_any_text(nlp: Language, parts: list[str]) -> None:
    text = " ".join(parts)
    (result,) = process([article("a", text)], nlp, claims=True, debug=True)
    assert isinstance(result, Result)
    assert_offsets_hold(result.record, result.claims, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "\x00",
        "\U0001f6a2" * 200,
        "x" * 50_000,
        "1" * 5_000,
        '"' * 2_000,
        "said " * 2_000,
        "1,1," * 1_000,
        "\u202eThe \u2066Harbor\u2069 Board said.\u202c",
        "(" * 2_000,
    ],
    ids=lambda text: f"{text[:8]!r}x{len(text)}",
)
def test_no_text_is_too_odd(nlp: Language, text: str) -> None:
    (result,) = process([article("a", text)], nlp, claims=True, debug=True)
    assert isinstance(result, Result)
    assert result.record.article.n_chars == len(text)
    assert_offsets_hold(result.record, result.claims, text)
