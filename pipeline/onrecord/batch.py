"""Articles in, records out, one by one and in order: an article that fails becomes a reject, never a crash."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.assemble import producer
from onrecord.model import Article, Record
from onrecord.records import build_record


def annotate_articles(articles: Iterable[Article], nlp: Language, *, batch_size: int = 32) -> Iterator[Record]:
    """The record of each article, in order; at most `batch_size` articles are read ahead."""
    made_by = producer(nlp)
    for batch in batches(articles, batch_size):
        docs = nlp.pipe([make_doc(nlp, article) for article in batch], batch_size=batch_size)
        for article, doc in zip(batch, docs, strict=True):
            yield build_record(doc, article, made_by)


def batches(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    """`articles` in lists of `size`, the last one shorter."""
    source = iter(articles)
    while batch := list(itertools.islice(source, size)):
        yield batch


def make_doc(nlp: Language, article: Article) -> Doc:
    """The tokenised article, with what the components may know about it beside its text."""
    doc = nlp.make_doc(article.text)
    doc._.published = article.published
    doc._.country = article.country
    doc._.title = article.title
    return doc
