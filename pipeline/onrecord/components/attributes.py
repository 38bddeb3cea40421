"""The model's attribute ruler, faster: the same rules with the same outcome, by table instead of by matching.

spaCy's matcher tries all of the ruler's patterns at every token, which takes a sixth of the model's time. But a rule
looks only at the tag, the dependency, a few words and whether the token is white space, here and at the next token at
most; so what it does is worked out once for each combination of them. A ruler with other rules is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.strings import StringStore
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs

FEATURES = ["TAG", "LOWER", "DEP", "IS_SPACE"]
"""What a rule may look at, in the order of a key."""

WORD = FEATURES.index("LOWER")

MOST_WORDS = 100_000
"""Words of which it is remembered whether a rule looks at them."""

Key = tuple[int, ...]
"""The features of a token, the word only where a rule names it."""

Attrs = dict[Any, Any]


@dataclass(frozen=True)
class Matching:
    """The strings in which a regular expression finds something, by number."""

    expression: re.Pattern[str]
    strings: StringStore

    def __contains__(self, number: int) -> bool:
        return bool(self.expression.search(self.strings[number]))


@dataclass(frozen=True)
class Test:
    """A rule's pattern for one token: for each feature that it names the values, and whether they must be or not be."""

    features: tuple[tuple[int, frozenset[int] | Matching, bool], ...]

    def __call__(self, key: Key) -> bool:
        """Whether a token with these features matches."""
        return all((key[place] in values) is wanted for place, values, wanted in self.features)


@dataclass(frozen=True)
class Entry:
    """What is to be done at a token: the rules that match it alone, their outcome, and the pairs that may begin."""

    rules: tuple[int, ...]
    attrs: Attrs
    pairs: tuple[tuple[int, int, Test], ...]


@dataclass
class Table:
    """Rules by number: of one token, and of two with the place of the one that is set; and what is worked out."""

    attrs: Sequence[Attrs]
    single: list[tuple[int, Test]] = field(default_factory=list)
    double: list[tuple[int, int, Test, Test]] = field(default_factory=list)
    words: list[frozenset[int] | Matching] = field(default_factory=list)
    entries: dict[Key, Entry] = field(default_factory=dict)
    named: dict[int, bool] = field(default_factory=dict)

    def add(self, number: int, place: int, tests: Sequence[Test]) -> None:
        """Take a pattern of a rule."""
        if len(tests) == 1:
            self.single.append((number, tests[0]))
        else:
            self.double.append((number, place, tests[0], tests[1]))
        self.words += [values for test in tests for feature, values, _ in test.features if feature == WORD]

    def keys(self, doc: Doc) -> list[Key]:
        """The features of each token."""
        features = doc.to_array([*FEATURES]).astype(numpy.uint64, copy=False).reshape(len(doc), len(FEATURES))
        words, places = numpy.unique(features[:, WORD], return_inverse=True)
        kept = [word if self.names(word) else 0 for word in words.tolist()]
        features[:, WORD] = numpy.array(kept, dtype=numpy.uint64)[places]
        return [tuple(row) for row in features.tolist()]

    def names(self, word: int) -> bool:
        """Whether a rule looks at this word."""
        if len(self.named) > MOST_WORDS:
            self.named.clear()
        if word not in self.named:
            self.named[word] = any(word in values for values in self.words)
        return self.named[word]

    def pairs(self, keys: Sequence[Key], entries: Sequence[Entry]) -> dict[int, list[int]]:
        """For each token that a rule of two sets: the numbers of these rules."""
        found: dict[int, list[int]] = {}
        for at, (entry, after) in enumerate(zip(entries, keys[1:], strict=False)):
            for rule, place, second in entry.pairs:
                if second(after):
                    found.setdefault(at + place, []).append(rule)
        return found

    def entry(self, key: Key) -> Entry:
        """What is to be done at a token with these features."""
        known = self.entries.get(key)
        if known is None:
            rules = tuple(rule for rule, test in self.single if test(key))
            pairs = tuple((rule, place, second) for rule, place, first, second in self.double if first(key))
            known = self.entries[key] = Entry(rules, self.outcome(rules), pairs)
        return known

    def outcome(self, rules: Iterable[int]) -> Attrs:
        """What rules set together: the later rule decides."""
        together: Attrs = {}
        for rule in sorted(rules):
            together |= self.attrs[rule]
        return together


class FastAttributeRuler(AttributeRuler):
    """spaCy's attribute ruler, by a table that is made when it is first asked for after its rules have changed."""

    _table: Table | None = None
    _stale = True

    def __call__(self, doc: Doc) -> Doc:
        """Set what the rules say."""
        table = self.table()
        if table is None:
            ruled: Doc = super().__call__(doc)
            return ruled
        keys = table.keys(doc)
        entries = [table.entry(key) for key in keys]
        found = [entry.attrs for entry in entries]
        for at, rules in table.pairs(keys, entries).items():
            found[at] = table.outcome((*entries[at].rules, *rules))
        for token, attrs in zip(doc, found, strict=True):
            set_token_attrs(token, attrs)
        return doc

    def table(self) -> Table | None:
        """The rules as a table; None where one of them does not fit into it."""
        if self._stale:
            self._table, self._stale = make_table(self), False
        return self._table

    def clear(self) -> None:
        """Forget all rules."""
        super().clear()
        self._stale = True

    def add(self, patterns: Any, attrs: dict[Any, Any], index: int = 0) -> None:
        """Add a rule."""
        super().add(patterns, attrs, index)
        self._stale = True


def make_table(ruler: AttributeRuler) -> Table | None:
    """The rules of a ruler as a table; None where one of them does not fit into it."""
    table = Table(ruler.attrs)
    rules: list[dict[str, Any]] = ruler.patterns
    for number, rule in enumerate(rules):
        for pattern in rule["patterns"]:
            tests = [test for token in pattern if (test := make_test(token, ruler.vocab.strings))]
            place = rule["index"] + (len(pattern) if rule["index"] < 0 else 0)
            fits = len(tests) == len(pattern) <= 2 and 0 <= place < len(pattern) and "_" not in ruler.attrs[number]
            if not fits:
                return None
            table.add(number, place, tests)
    return table


def make_test(token: Mapping[str, Any], strings: StringStore) -> Test | None:
    """A token of a pattern as a test; None where it asks for something else than a test can."""
    features: list[tuple[int, frozenset[int] | Matching, bool]] = []
    for name, wanted in token.items():
        if name.upper() not in FEATURES:
            return None
        place = FEATURES.index(name.upper())
        if not isinstance(wanted, dict):
            features.append((place, numbers([wanted], strings), True))
        elif len(wanted) == 1 and wanted.keys() <= {"IN", "NOT_IN"}:
            ((operator, values),) = wanted.items()
            features.append((place, numbers(values, strings), operator == "IN"))
        elif wanted.keys() == {"REGEX"} and place == WORD:
            features.append((place, Matching(re.compile(wanted["REGEX"]), strings), True))
        else:
            return None
    return Test(tuple(features))


def numbers(values: Iterable[str | bool], strings: StringStore) -> frozenset[int]:
    """Values as a Doc's arrays have them."""
    return frozenset(int(value) if isinstance(value, bool) else strings.add(value) for value in values)


@Language.factory(
    "onrecord_attribute_ruler",
    default_config={"validate": False, "scorer": {"@scorers": "spacy.attribute_ruler_scorer.v1"}},
)
def make_attribute_ruler(nlp: Language, name: str, validate: bool, scorer: Any) -> FastAttributeRuler:
    """The factory: options as those of spaCy's."""
    return FastAttributeRuler(nlp.vocab, name, validate=validate, scorer=scorer)
