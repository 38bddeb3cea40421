"""Finds quotes: words that the article attributes to a source, in quotation marks or reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

from onrecord.components.attribution import Saying, sayings
from onrecord.components.chain import cited_by, passed_on_by
from onrecord.components.circumstances import addressee_of, hypothetical, said_when, venue_of, without_venue
from onrecord.components.cues import CueMatcher
from onrecord.components.family import Family, Rules, mentions
from onrecord.components.inner import find_inner
from onrecord.components.reading import Reader
from onrecord.components.source import RELATIVE, noun_phrase
from onrecord.components.surface import text_of
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
        reader = Reader(doc, text_of(doc))
        words = self.cues(doc)
        cues = {i: rule for i, rule in words.items() if rule.stance != "refuses" and reader.piece_of[i] < 0}
        found = sayings(reader, cues)
        taken = bytearray(len(reader.text))
        for saying in found:
            for start, end in saying.content:
                taken[start:end] = b"\1" * (end - start)
        citing = cited_by(doc, cues)
        for saying in found:
            saying.citing = citing.get(saying.cue.i) if saying.cue is not None else None
        dates = mentions(doc, "dates")
        return [self._mention(reader, words, saying, dates, taken) for saying in found]

    def _mention(
        self, reader: Reader, cues: Mapping[int, CueRule], saying: Saying, dates: Sequence[Mention], taken: bytearray
    ) -> Mention:
        """A saying as a mention with plain evidence."""
        evidence: dict[str, Any] = {
            "kind": "direct" if saying.verbatim else reader.kind(saying.content, saying.that),
            "content": [list(span) for span in saying.content],
            "act": saying.act,
        }
        if saying.that:
            evidence["that"] = 1
        if saying.cue is not None:
            evidence |= self._of_cue(reader, saying, saying.cue, cues, dates, taken)
        if saying.source is not None:
            source, venue = saying.source, None
            if saying.cue is not None:
                source, venue = without_venue(saying.source, saying.cue, self.venues)
            if venue is not None:
                evidence["venue"] = reader.words(venue)
            evidence["source"] = list(reader.chars(source.at))
            if "cue" in evidence and reader.doc[source.at[0]].lower_ in _NOBODY:
                evidence["hypothetical"] = 1
            if source.antecedent is not None:
                evidence["antecedent"] = list(reader.chars(source.antecedent))
        inner = find_inner(reader, saying.content, cues, saying.rule == "quote.transcript")
        if inner:
            evidence["inner"] = inner
        places = [*evidence["content"], *([evidence["cue"]] if "cue" in evidence else [])]
        start, end = min(a for a, _ in places), max(b for _, b in places)
        return Mention(start, end, reader.text[start:end], "QUOTE", saying.rule, evidence)

    def _of_cue(
        self,
        reader: Reader,
        saying: Saying,
        cue: Token,
        cues: Mapping[int, CueRule],
        dates: Sequence[Mention],
        taken: bytearray,
    ) -> dict[str, Any]:
        """The evidence that a cue gives: its place and lemma, stance, addressee, venue, day, whether it is said."""
        at, rule = reader.chars((cue.i, cue.i + 1)), cues.get(cue.i)
        evidence: dict[str, Any] = {
            "cue": list(at),
            "lemma": rule.lemma if rule else cue.lemma_.lower(),
            "stance": _stance(cue, rule, cues),
            "hypothetical": int(hypothetical(cue)),
        }
        whom = addressee_of(cue, rule is not None and rule.addressee)
        if whom is not None:
            evidence["addressee"] = reader.words(whom)
            if reader.doc[whom[0]].lower_ in _THIRD_PERSON and whom[1] - whom[0] == 1:
                evidence["heard_by"] = list(reader.chars(whom))
        where = venue_of(cue, self.venues)
        if where is not None:
            evidence["venue"] = reader.words(where)
        relay = passed_on_by(cue)
        if relay is not None:
            evidence["passed_on_by"] = list(reader.chars(relay))
        if saying.citing is not None:
            evidence["citing"] = list(reader.chars(saying.citing))
        when = said_when(reader, cue, dates, taken)
        if when is not None:
            evidence["when"] = list(when)
        pronoun = saying.content[0]
        if cue.dep_ in ("relcl", "acl") and reader.text[slice(*pronoun)].lower() in RELATIVE and pronoun[0] < at[0]:
            evidence["about"] = list(reader.chars(noun_phrase(cue.head)))
        return evidence


_THIRD_PERSON = frozenset({"he", "him", "she", "her", "they", "them", "it"})
_NOBODY = frozenset({"nobody", "none", "no", "neither"})
"""First words of a source that has not said it."""


def _stance(cue: Token, rule: CueRule | None, cues: Mapping[int, CueRule]) -> str:
    """The cue's stance, or that of the verb over it: "declined to say"."""
    over = cues.get(cue.head.i) if cue.dep_ == "xcomp" else None
    if over is not None and over.stance == "refuses":
        return over.stance
    return rule.stance if rule else "asserts"


@Language.factory("onrecord_quotes", assigns=["doc.spans"], default_config={"patterns": None})
def make_quotes(nlp: Language, name: str, patterns: str | None) -> Quotes:
    """`nlp.add_pipe("onrecord_quotes")`; `patterns`: a folder of own rules beside ours."""
    return Quotes(nlp, name, patterns)
