"""Reporting words in a Doc: which tokens are cues, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

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
        opens: set[str] = set()
        links: set[str] = set()
        for rule in rules:
            if rule.pattern:
                self.phrases[rule.id] = rule
                self.phrase_matcher.add(rule.id, [rule.pattern])
                opens |= _words(rule.pattern[0])
                links |= _words(rule.pattern[-1])
                continue
            table = self.verbs if rule.pos == "verb" else self.nouns
            table.update(dict.fromkeys((rule.lemma, *rule.also), rule))
        lemmas = sorted({*self.verbs, *self.nouns})
        self.matcher = PhraseMatcher(vocab, attr="LEMMA")
        self.matcher.add("cue", [Doc(vocab, words=[lemma], lemmas=[lemma]) for lemma in lemmas])
        self.opening = PhraseMatcher(vocab, attr="LEMMA")
        self.opening.add("cue", [Doc(vocab, words=[lemma], lemmas=[lemma]) for lemma in sorted(opens)])
        self.links = frozenset(links)

    def __call__(self, doc: Doc) -> dict[int, CueRule]:
        """Token index -> rule of the cue that stands there, in the order of the text; none without parts of speech."""
        found: dict[int, CueRule] = {}
        if not (doc.has_annotation("POS") and doc.has_annotation("LEMMA")):
            return found
        for _, start, _ in sorted(self.matcher(doc), key=lambda match: match[1]):
            rule = self.rule(doc[start])
            if rule is not None:
                found[start] = rule
        for span in self._openings(doc):
            for key, start, _ in self.phrase_matcher(span):
                if start == 0:
                    found[span.start] = self.phrases[doc.vocab.strings[key]]
        return dict(sorted(found.items()))

    def _openings(self, doc: Doc) -> Iterator[Span]:
        """Where a cue in several words may stand: its first word with its last one near, which is cheap to find."""
        for _, start, _ in self.opening(doc):
            span = doc[start : start + _LONGEST_CUE]
            if any(token.lower_ in self.links for token in span):
                yield span

    def rule(self, token: Token) -> CueRule | None:
        """The rule for a token that has a cue's lemma; None where it is another word of that form."""
        if token.pos_ in _VERBS:
            return self.verbs.get(token.lemma_) if token.dep_ != "amod" else None
        return self.nouns.get(token.lemma_) if token.pos_ in _NOUNS else None


_LONGEST_CUE = 8  # tokens, from its first word to its "that" or "for"


def _words(token: Mapping[str, Any]) -> set[str]:
    """The words or lemmas that a token of a pattern allows."""
    allowed = token.get("LEMMA") or token.get("LOWER") or ""
    return {allowed} if isinstance(allowed, str) else set(allowed["IN"])


def children(token: Token, *labels: str) -> list[Token]:
    """The dependents of `token` with one of the dependency labels, in the order of the text."""
    return [child for child in token.children if child.dep_ in labels]


def first_child(token: Token, *labels: str) -> Token | None:
    """The first dependent with one of the labels."""
    return next((child for child in token.children if child.dep_ in labels), None)


def sentence_of(token: Token) -> Span:
    """The sentence around a token, so much of it as anybody reads: what has no end costs no more than this."""
    doc, start, end = token.doc, token.i, token.i + 1
    first, last = max(0, start - _LONGEST_SENTENCE), min(len(doc), start + _LONGEST_SENTENCE)
    while start > first and not doc[start].is_sent_start:
        start -= 1
    while end < last and not doc[end].is_sent_start:
        end += 1
    return Span(doc, start, end)


_LONGEST_SENTENCE = 150  # tokens to either side


def trimmed(doc: Doc, start: int, end: int, edges: Sequence[str] | frozenset[str]) -> tuple[int, int]:
    """The token range without white space and without the punctuation `edges` at both ends."""
    while start < end and (doc[start].is_space or doc[start].text in edges):
        start += 1
    while start < end and (doc[end - 1].is_space or doc[end - 1].text in edges):
        end -= 1
    return start, end
