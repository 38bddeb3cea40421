"""Finds quotes: words that the article attributes to a source, in quotation marks or reported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.components.attribution import Saying, sayings
from onrecord.components.cues import CueMatcher, first_child
from onrecord.components.family import Family, Rules
from onrecord.components.reading import Reader
from onrecord.components.source import addressee_of, hypothetical, text_of, venue_of
from onrecord.model import Mention
from onrecord.rules import CueRule


class Quotes(Family):
    """Marks quotes in `doc.spans["quotes"]`."""

    family = "quotes"
    tables = ("quotes", "cues")

    def compile(self, rules: Rules) -> None:
        """Build the matcher of cues; nouns that are venues are no cues."""
        self.cues = CueMatcher(self.vocab, [rule for rule in rules["cues"] if not rule.venue])
        self.venues = frozenset(rule.lemma for rule in rules["cues"] if rule.venue)

    def find(self, doc: Doc) -> list[Mention]:
        """The quotes of `doc`."""
        if not len(doc):
            return []
        text = doc.text
        reader = Reader(doc, text)
        cues = {i: rule for i, rule in self.cues(doc).items() if reader.piece_of[i] < 0}
        return [self._mention(doc, text, reader, cues, saying) for saying in sayings(reader, cues)]

    def _mention(self, doc: Doc, text: str, reader: Reader, cues: Mapping[int, CueRule], saying: Saying) -> Mention:
        """A saying as a mention with plain evidence."""
        evidence: dict[str, Any] = {
            "kind": "direct" if saying.verbatim else reader.kind(saying.content),
            "content": [list(span) for span in saying.content],
            "act": saying.act,
            "stance": "asserts",
        }
        places = list(saying.content)
        if saying.cue is not None:
            cue = saying.cue
            rule = cues.get(cue.i)
            span = reader.chars((cue.i, cue.i + 1))
            evidence |= {
                "cue": list(span),
                "lemma": rule.lemma if rule else cue.lemma_.lower(),
                "hypothetical": int(hypothetical(cue)),
            }
            evidence["stance"] = rule.stance if rule else "asserts"
            whom = addressee_of(cue, rule is not None and rule.addressee)
            if whom is not None:
                evidence["addressee"] = text_of(doc, whom)
            where = venue_of(cue, self.venues)
            if where is not None:
                evidence["venue"] = text_of(doc, where)
            when = first_child(cue, "npadvmod")
            if when is not None:
                evidence["when"] = list(reader.chars((when.left_edge.i, when.right_edge.i + 1)))
            places.append(span)
        if saying.source is not None:
            span = reader.chars(saying.source.at)
            evidence["source"] = list(span)
            places.append(span)
            if saying.source.antecedent is not None:
                evidence["antecedent"] = list(reader.chars(saying.source.antecedent))
        start, end = min(a for a, _ in places), max(b for _, b in places)
        return Mention(start, end, text[start:end], "QUOTE", saying.rule, evidence)


@Language.factory("onrecord_quotes", assigns=["doc.spans"], default_config={"patterns": None})
def make_quotes(nlp: Language, name: str, patterns: str | None) -> Quotes:
    """`nlp.add_pipe("onrecord_quotes")`; `patterns`: a folder of own rules beside ours."""
    return Quotes(nlp, name, patterns)
