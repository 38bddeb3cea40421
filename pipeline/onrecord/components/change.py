"""Whether a figure is a change or a level, and which way it goes: read from the verb or noun that governs it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from spacy.tokens import Span, Token

from onrecord.rules import ChangeRule

_STEP = r"(?: (?!(?:with|of|in|from|and|for|to|on|by|at|the|an?|as|or|but)\b)[a-z]+)"
_NOW = re.compile(r", (?:now|currently|still|already) \Z")
_FROM = re.compile(r"\b(?:up|down|compared with|than) from (?:about |some |around )?\Z")


class Movement(NamedTuple):
    """The part that a figure plays in a change: `role` level, delta, from or to; `change` the way, for a delta."""

    role: str | None = None
    change: str | None = None


class Changes:
    """The words of `patterns/changes.jsonl`: `verbs` and `nouns` of change by their way, and verbs of `levels`."""

    def __init__(self, rules: Iterable[ChangeRule]) -> None:
        rules = list(rules)
        ways = [rule for rule in rules if rule.label in ("INCREASE", "DECREASE")]
        self.verbs = {rule.lemma: rule.label.lower() for rule in ways if rule.pos == "verb"}
        self.nouns = {rule.lemma: rule.label.lower() for rule in ways if rule.pos == "noun"}
        self.levels, self.moves, self.quoted = (
            frozenset(rule.lemma for rule in rules if rule.label == label) for label in ("LEVEL", "MOVE", "QUOTED")
        )
        self.amounts = frozenset(rule.lemma for rule in ways if rule.object != "difference")
        self.measures = frozenset(rule.lemma for rule in ways if rule.object == "measure")
        self.parts = frozenset(rule.lemma for rule in ways if rule.part)
        after = {rule.lemma: rule.label for rule in ways if rule.pos != "verb"}
        self.after = re.compile(rf"{_STEP}{{0,2}}? (?:{_either(after)})\b")
        before = {
            form: rule.label
            for rule in ways
            if rule.pos in ("noun", "result")
            for form in (rule.lemma, rule.lemma + "s")
        }
        self.before = re.compile(rf"\b(?:{_either(before)}) of \Z")
        results = "|".join(rule.lemma for rule in ways if rule.pos == "result") or "(?!)"
        self.result = re.compile(rf"\b(?:{results})s?\b")

    def is_measure(self, lemma: str) -> bool:
        """Whether a verb's number says how much its subject is, or how it changes."""
        return any(lemma in words for words in (self.levels, self.verbs, self.moves, self.quoted))

    def movement(self, span: Span, direction: str | None, before: str, kind: str | None) -> Movement:
        """The role of the figure in `span`.

        `direction`: what the words beside it say ("up 12"); `before`: the view of the text before its modifiers;
        `kind`: of the unit, None for a plain count.
        """
        of_things = kind is None
        if of_things and span.end < len(span.doc) and span.doc[span.end].text == "-":
            return Movement()  # from a 33-storey tower
        if direction is not None:
            return Movement("delta", direction)
        if _FROM.search(before):
            return Movement("from")
        if _NOW.search(before):
            return Movement("level")
        noun = span.root.head
        if noun.i >= span.end and noun.lemma_ in self.nouns and not of_things:
            return Movement("delta", self.nouns[noun.lemma_])
        verb, preposition = self.govern(span)
        if verb is None or (not of_things and noun.i >= span.end and noun.pos_ == "NOUN" and preposition is None):
            return Movement()
        lemma = verb.lemma_.lower()
        way = self.verbs.get(lemma) or self.nouns.get(lemma)
        if any(child.dep_ == "prt" and child.lower_ in ("off", "out") for child in verb.children):
            return Movement()  # cut it off from 14 aircraft
        if way is None and (lemma in self.quoted or lemma in self.moves) and preposition == "at":
            return Movement("level")
        bare = not (of_things and noun.i >= span.end)  # a number by itself, not one that modifies a noun
        if way is None and bare and lemma in self.moves and preposition in ("from", "to"):
            return Movement(preposition)
        if way is None:
            return Movement("level") if bare and lemma in self.levels and preposition in (None, "at") else Movement()
        halved = preposition == "in" and span.text.lower() == "half"
        measured = kind not in (None, "currency", "time") and lemma in self.measures
        doc = span.doc
        if preposition is None and lemma in self.parts and span.end < len(doc) and doc[span.end].lower_ == "of":
            return Movement()  # raised half of the money, dropped 3 inches of rain
        led = kind == "currency" and preposition is None and _leads_on(span)  # gained 45 cents to $12.40
        plain = preposition is None and (kind == "ratio" or measured or led or lemma not in self.amounts)
        if preposition == "by" or halved or plain:
            return Movement("delta", way)
        if preposition in ("to", "from"):
            return Movement(preposition)
        return Movement("level") if preposition == "at" and not of_things else Movement()

    def govern(self, span: Span) -> tuple[Token | None, str | None]:
        """The verb (or noun of change) that the figure hangs on, and the preposition between them."""
        token, preposition = span.root, None
        for _ in range(8):
            if token.dep_ == "conj" and token.head.like_num:
                token = token.head  # 235,173 in November and 231,529 in October
                continue
            if token.dep_ in ("nsubj", "nsubjpass", "ROOT", "conj", "relcl", "acl") or token.head is token:
                return None, None
            if token.dep_ in ("prep", "agent"):
                if preposition is not None:
                    return None, None
                preposition = token.lower_
            token = token.head
            if token.pos_ in ("VERB", "AUX") or token.lemma_ in self.nouns:
                return token, preposition
            if token.pos_ in ("NOUN", "PROPN") and token.i < span.start and preposition is not None:
                changed = preposition == "from" and token.dep_ == "dobj" and token.head.lemma_ in self.verbs
                return (token.head, preposition) if changed else (None, None)  # raised | the wage from $7 to $12
        return None, None


def _leads_on(span: Span) -> bool:
    """Whether an amount of money stands before "to" and another."""
    doc, end = span.doc, span.end
    return end + 1 < len(doc) and doc[end].lower_ == "to" and (doc[end + 1].like_num or doc[end + 1].is_currency)


def _either(words: Mapping[str, str]) -> str:
    """The words of both ways, each in a group named after its own."""
    ways = (("increase", "INCREASE"), ("decrease", "DECREASE"))
    of = {way: sorted((word for word in words if words[word] == label), reverse=True) for way, label in ways}
    return "|".join(f"(?P<{way}>{'|'.join(found) or '(?!)'})" for way, found in of.items())
