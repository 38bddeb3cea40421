"""Finds officials."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.components.family import Family, Rules
from onrecord.model import Mention


class Officials(Family):
    """Marks officials in `doc.spans["officials"]`."""

    family = "officials"
    tables = ("officials", "places")

    def compile(self, rules: Rules) -> None:
        """Build the matchers."""

    def find(self, doc: Doc) -> list[Mention]:
        """The officials of `doc`."""
        return []


@Language.factory("onrecord_officials", assigns=["doc.spans"], default_config={"patterns": None})
def make_officials(nlp: Language, name: str, patterns: str | None) -> Officials:
    """`nlp.add_pipe("onrecord_officials")`; `patterns`: a folder of own rules beside ours."""
    return Officials(nlp, name, patterns)
