"""The one pass over the document: picks years for dates, joins names, links figures, and finds who was quoted."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.components.resolve.agencies import resolve_agencies
from onrecord.components.resolve.clauses import resolve_clauses
from onrecord.components.resolve.dates import resolve_dates
from onrecord.components.resolve.figures import resolve_figures
from onrecord.components.resolve.officials import resolve_officials
from onrecord.components.resolve.quotes import resolve_quotes
from onrecord.components.resolve.referents import Referents
from onrecord.components.resolve.sources import resolve_sources


def resolve(doc: Doc) -> Doc:
    """Join over the whole document what the components found one by one; each step reads what the ones before wrote."""
    resolve_agencies(doc)
    resolve_officials(doc)
    referents = Referents(doc)
    resolve_quotes(doc, referents)
    resolve_clauses(doc, referents)
    resolve_dates(doc)
    resolve_figures(doc)
    resolve_sources(doc, referents)
    return doc


@Language.factory("onrecord_resolve", requires=["doc.spans"], assigns=["doc.spans"])
def make_resolve(nlp: Language, name: str) -> object:
    """`nlp.add_pipe("onrecord_resolve", last=True)`."""
    return resolve
