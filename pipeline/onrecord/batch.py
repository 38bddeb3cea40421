"""Articles in, records and claims out, in order: an article that fails becomes a reject, never a crash."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.assemble import COMPONENTS, producer, worth_rules
from onrecord.claims import build_claims
from onrecord.claims.worth import Worth
from onrecord.model import Article, Claim, Producer, Record, Reject
from onrecord.records import build_record

T = TypeVar("T")

BATCH_SIZE = 16
"""Articles that are read ahead and parsed together."""

PIECE_CHARS = 50_000
"""Longest text that the model reads at once; a longer one is cut at a paragraph. Memory grows with it."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one article. `claims` are empty where they were not asked for."""

    article: Article
    record: Record
    claims: Sequence[Claim] = ()


def annotate_articles(articles: Iterable[Article], nlp: Language, *, batch_size: int = BATCH_SIZE) -> Iterator[Record]:
    """The record of each article, in order, reading `batch_size` articles ahead. Raises what a component raises."""
    for batch in batches(articles, batch_size):
        for result in results(batch, nlp):
            yield result.record


def process(
    items: Iterable[Article | Reject],
    nlp: Language,
    *,
    claims: bool = False,
    batch_size: int = BATCH_SIZE,
    debug: bool = False,
) -> Iterator[Result | Reject]:
    """What becomes of each article, in order; rejects pass through, and an article that makes us fail becomes one.

    `batch_size` 1 gives each result before the next article is asked for; `debug` raises instead of rejecting.
    """
    for batch in batches(items, batch_size):
        articles = [item for item in batch if isinstance(item, Article)]
        done = iter(
            careful_results(articles, nlp, claims=claims) if not debug else results(articles, nlp, claims=claims)
        )
        for item in batch:
            yield next(done) if isinstance(item, Article) else item


def careful_results(articles: Sequence[Article], nlp: Language, *, claims: bool) -> list[Result | Reject]:
    """`results`, with a reject for each article at which something fails: then they are done again one by one."""
    try:
        return list(results(articles, nlp, claims=claims))
    except Exception as error:
        if len(articles) > 1:
            return [one for article in articles for one in careful_results([article], nlp, claims=claims)]
        reason = f"failed with {type(error).__name__}: {error} (a bug; --debug shows where)"
        return [
            Reject(stage="annotate", code="failed", reason=reason, id=article.id, origin=article.origin)
            for article in articles
        ]


def results(articles: Sequence[Article], nlp: Language, *, claims: bool = False) -> Iterator[Result]:
    """The record, and on request the claims, of each article of a batch. Raises what a component raises."""
    made_by: Producer = producer(nlp)
    worth = Worth(worth_rules(nlp))
    for article, doc in zip(articles, read_docs(articles, nlp), strict=True):
        record = build_record(doc, article, made_by)
        yield Result(article, record, build_claims(record, article.text, worth) if claims else ())


def batches(source: Iterable[T], size: int) -> Iterator[list[T]]:
    """`source` in lists of `size`, the last one shorter."""
    rest = iter(source)
    while batch := list(itertools.islice(rest, size)):
        yield batch


def read_docs(articles: Sequence[Article], nlp: Language, piece_chars: int = PIECE_CHARS) -> Iterator[Doc]:
    """Each article's text after the whole pipe, in order; a text of more than `piece_chars` is read in pieces."""
    limit = min(piece_chars, nlp.max_length)
    short = nlp.pipe(
        (make_doc(nlp, article) for article in articles if len(article.text) <= limit),
        batch_size=BATCH_SIZE,
        component_cfg={"parser": {"batch_size": 4 * BATCH_SIZE}},  # it parses a quarter of its batch in step
    )
    for article in articles:
        yield next(short) if len(article.text) <= limit else read_long(article, nlp, limit)


def make_doc(nlp: Language, article: Article) -> Doc:
    """The tokenised article, with what the components may know about it beside its text."""
    return describe(nlp.make_doc(article.text), article)


def describe(doc: Doc, article: Article) -> Doc:
    """Tell the components what is known about the article beside its text."""
    doc._.published = article.published
    doc._.country = article.country
    doc._.title = article.title
    return doc


def read_long(article: Article, nlp: Language, limit: int) -> Doc:
    """A long text after the whole pipe: the model reads it in pieces, our components the whole (offsets are global)."""
    ours = [f"onrecord_{name}" for name in COMPONENTS]
    pieces = list(nlp.pipe(cut(article.text, limit), disable=ours, batch_size=1))
    doc = describe(Doc.from_docs(pieces, ensure_whitespace=False), article)
    for name, component in nlp.pipeline:
        if name in ours:
            doc = component(doc)
    return doc


def cut(text: str, limit: int) -> Iterator[str]:
    """`text` in pieces of at most `limit` characters, cut after a blank line, else a line, a sentence, a word."""
    start = 0
    while len(text) - start > limit:
        for mark in ("\n\n", "\n", ". ", " "):
            found = text.rfind(mark, start, start + limit)
            if found > start:
                break
        else:
            found, mark = start + limit, ""
        end = found + len(mark)
        yield text[start:end]
        start = end
    yield text[start:]


def deliver(
    results: Iterable[Result | Reject], put: Callable[[Result], None], complain: Callable[[Reject], None]
) -> int:
    """Hand each result to `put` and each reject to `complain`; the number of rejects."""
    rejects = 0
    for result in results:
        if isinstance(result, Reject):
            rejects += 1
            complain(result)
        else:
            put(result)
    return rejects
