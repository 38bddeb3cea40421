"""Finds figures."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.components.family import Family, Rules
from onrecord.model import Mention


class Figures(Family):
    """Marks figures in `doc.spans["figures"]`."""

    family = "figures"
    tables = ("figures", "units")

    def compile(self, rules: Rules) -> None:
        """Build the matchers."""

    def find(self, doc: Doc) -> list[Mention]:
        """The figures of `doc`."""
        return []


@Language.factory("onrecord_figures", assigns=["doc.spans"], default_config={"patterns": None})
def make_figures(nlp: Language, name: str, patterns: str | None) -> Figures:
    """`nlp.add_pipe("onrecord_figures")`; `patterns`: a folder of own rules beside ours."""
    return Figures(nlp, name, patterns)
