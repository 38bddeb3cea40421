"""The Python API: a few verbs over the rooms below. They load spaCy only when they are called."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from onrecord.model import Article, Claim, Record

if TYPE_CHECKING:
    from spacy.language import Language

    from onrecord.batch import Result


def load(model: str | None = None, patterns: str | Path | None = None, *, blis: bool = False) -> Language:
    """The pipeline to hand to `annotate` and `extract`; load it once.

    `model`: an installed spaCy English model (default: the one that onrecord installs); `patterns`: a folder of own
    rules beside ours; `blis`: multiply with thinc's blis instead of numpy's BLAS (slower mostly, with the same result).
    Raises `ModelError` and `RuleError`, whose messages say what to do.
    """
    from onrecord.assemble import build

    return build(model, Path(patterns) if patterns else None, blis=blis)


def annotate(article: str | Article, nlp: Language, published: str | None = None) -> Record:
    """The facts of one article: officials, agencies, dates, figures, quotes. A plain text gets the id "article"."""
    return _result(article, nlp, published, claims=False).record


def extract(article: str | Article, nlp: Language, published: str | None = None) -> list[Claim]:
    """The claims of one article, in the order of the text."""
    return list(_result(article, nlp, published, claims=True).claims)


def schema(kind: Literal["record", "claim"]) -> dict[str, Any]:
    """The JSON Schema of what `annotate` gives, or of one of the claims that `extract` gives."""
    return (Record if kind == "record" else Claim).model_json_schema(mode="serialization")


def _result(article: str | Article, nlp: Language, published: str | None, *, claims: bool) -> Result:
    from onrecord.batch import results

    if isinstance(article, str):
        article = Article(id="article", text=article)
    if published:
        article = article.model_copy(update={"published": published})
    return next(results([article], nlp, claims=claims))
