"""Finds agencies."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.components.family import Family, Rules
from onrecord.model import Mention


class Agencies(Family):
    """Marks agencies in `doc.spans["agencies"]`."""

    family = "agencies"
    tables = ("agencies", "places")

    def compile(self, rules: Rules) -> None:
        """Build the matchers."""

    def find(self, doc: Doc) -> list[Mention]:
        """The agencies of `doc`."""
        return []


@Language.factory("onrecord_agencies", assigns=["doc.spans"], default_config={"patterns": None})
def make_agencies(nlp: Language, name: str, patterns: str | None) -> Agencies:
    """`nlp.add_pipe("onrecord_agencies")`; `patterns`: a folder of own rules beside ours."""
    return Agencies(nlp, name, patterns)
