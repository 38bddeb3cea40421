"""Finds quotes."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.components.family import Family, Rules
from onrecord.model import Mention


class Quotes(Family):
    """Marks quotes in `doc.spans["quotes"]`."""

    family = "quotes"
    tables = ("quotes", "cues")

    def compile(self, rules: Rules) -> None:
        """Build the matchers."""

    def find(self, doc: Doc) -> list[Mention]:
        """The quotes of `doc`."""
        return []


@Language.factory("onrecord_quotes", assigns=["doc.spans"], default_config={"patterns": None})
def make_quotes(nlp: Language, name: str, patterns: str | None) -> Quotes:
    """`nlp.add_pipe("onrecord_quotes")`; `patterns`: a folder of own rules beside ours."""
    return Quotes(nlp, name, patterns)
