"""Reporting words in a Doc: which tokens are cues, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span, Token
from spacy.vocab import Vocab

from onrecord.rules import CueRule

_VERBS = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN"})


class CueMatcher:
    """Finds the reporting words of the cue table by lemma and part of speech."""

    def __init__(self, vocab: Vocab, rules: Iterable[CueRule]) -> None:
        self.verbs: dict[str, CueRule] = {}
        self.nouns: dict[str, CueRule] = {}
        self.phrases: dict[str, CueRule] = {}
        self.phrase_matcher = Matcher(vocab)
        for rule in rules:
            if rule.pattern:
                self.phrases[rule.id] = rule
                self.phrase_matcher.add(rule.id, [rule.pattern])
                continue
            table = self.verbs if rule.pos == "verb" else self.nouns
            table.update(dict.fromkeys((rule.lemma, *rule.also), rule))
        lemmas = sorted({*self.verbs, *self.nouns})
        self.matcher = PhraseMatcher(vocab, attr="LEMMA")
        self.matcher.add("cue", [Doc(vocab, words=[lemma], lemmas=[lemma]) for lemma in lemmas])

    def __call__(self, doc: Doc) -> dict[int, CueRule]:
        """Token index -> rule of the cue that stands there, in the order of the text; none without parts of speech."""
        found: dict[int, CueRule] = {}
        if not (doc.has_annotation("POS") and doc.has_annotation("LEMMA")):
            return found
        for _, start, _ in sorted(self.matcher(doc), key=lambda match: match[1]):
            rule = self.rule(doc[start])
            if rule is not None:
                found[start] = rule
        for key, start, _ in self.phrase_matcher(doc):
            found[start] = self.phrases[doc.vocab.strings[key]]
        return dict(sorted(found.items()))

    def rule(self, token: Token) -> CueRule | None:
        """The rule for a token that has a cue's lemma; None where it is another word of that form."""
        if token.pos_ in _VERBS:
            return self.verbs.get(token.lemma_) if token.dep_ != "amod" else None
        return self.nouns.get(token.lemma_) if token.pos_ in _NOUNS else None


def children(token: Token, *labels: str) -> list[Token]:
    """The dependents of `token` with one of the dependency labels, in the order of the text."""
    return [child for child in token.children if child.dep_ in labels]


def first_child(token: Token, *labels: str) -> Token | None:
    """The first dependent with one of the labels."""
    return next((child for child in token.children if child.dep_ in labels), None)


def sentence_of(token: Token) -> Span:
    """The sentence around a token, so much of it as anybody reads: what has no end costs no more than this."""
    doc, start, end = token.doc, token.i, token.i + 1
    first, last = max(0, token.i - _LONGEST_SENTENCE), min(len(doc), token.i + _LONGEST_SENTENCE)
    while start > first and not doc[start].is_sent_start:
        start -= 1
    while end < last and not doc[end].is_sent_start:
        end += 1
    return doc[start:end]


_LONGEST_SENTENCE = 150  # tokens to either side


def trimmed(doc: Doc, start: int, end: int, edges: Sequence[str] | frozenset[str]) -> tuple[int, int]:
    """The token range without white space and without the punctuation `edges` at both ends."""
    while start < end and (doc[start].is_space or doc[start].text in edges):
        start += 1
    while start < end and (doc[end - 1].is_space or doc[end - 1].text in edges):
        end -= 1
    return start, end
