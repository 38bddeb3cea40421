"""The Python API: a few verbs over the rooms below."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language

from onrecord.assemble import build
from onrecord.batch import annotate_articles
from onrecord.claims import build_claims
from onrecord.model import Article, Claim, Record


def load(model: str | None = None, patterns: str | Path | None = None) -> Language:
    """The pipeline to hand to `annotate` and `extract`; load it once.

    `model`: an installed spaCy English model (default: the one that onrecord installs); `patterns`: a folder of own
    rules beside ours. Raises `ModelError` and `RuleError`, whose messages say what to do.
    """
    return build(model, Path(patterns) if patterns else None)


def annotate(article: str | Article, nlp: Language, published: str | None = None) -> Record:
    """The facts of one article: officials, agencies, dates, figures, quotes. A plain text gets the id "article"."""
    return next(annotate_articles([_article(article, published)], nlp))


def extract(article: str | Article, nlp: Language, published: str | None = None) -> list[Claim]:
    """The claims of one article, in the order of the text."""
    whole = _article(article, published)
    return build_claims(next(annotate_articles([whole], nlp)), whole.text)


def _article(article: str | Article, published: str | None) -> Article:
    if isinstance(article, str):
        return Article(id="article", text=article, published=published)
    return article.model_copy(update={"published": published}) if published else article
