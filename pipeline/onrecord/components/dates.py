"""Finds dates."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.components.family import Family, Rules
from onrecord.model import Mention


class Dates(Family):
    """Marks dates in `doc.spans["dates"]`."""

    family = "dates"
    tables = ("dates",)

    def compile(self, rules: Rules) -> None:
        """Build the matchers."""

    def find(self, doc: Doc) -> list[Mention]:
        """The dates of `doc`."""
        return []


@Language.factory("onrecord_dates", assigns=["doc.spans"], default_config={"patterns": None})
def make_dates(nlp: Language, name: str, patterns: str | None) -> Dates:
    """`nlp.add_pipe("onrecord_dates")`; `patterns`: a folder of own rules beside ours."""
    return Dates(nlp, name, patterns)
