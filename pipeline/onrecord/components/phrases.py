"""Phrases of the tables in a Doc: spaCy's PhraseMatcher, with what each phrase stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, Literal, TypeVar

from spacy.matcher import PhraseMatcher
from spacy.strings import get_string_id
from spacy.tokens import Doc

from onrecord.components.surface import hashes_of

T = TypeVar("T")

_KEY = "onrecord.phrase"
"""What all phrases are called in a matcher: which of them a match is, its words say."""


class Phrases(Generic[T]):
    """Phrases, each with the things that it may mean. Finding them costs the same for ten phrases or ten thousand.

    Loading them costs next to nothing: a phrase is cut into tokens and given to the matcher when the first Doc has its
    first two words, and most of them wait for that for ever.

    `tokenizer`: the pipeline's own. `attribute` says when words are equal: ORTH as written, NORM in any case, with
    curly apostrophes as straight ones and spellings as spaCy's `norm_` has them ("Defence" as "Defense").
    """

    def __init__(self, tokenizer: Callable[[str], Doc], attribute: Literal["ORTH", "NORM"]) -> None:
        self.tokenizer = tokenizer
        self.attribute = attribute
        self.exceptions: Mapping[str, Any] | None = getattr(tokenizer, "rules", None)
        self.known: dict[str, int] = {}
        self.waiting: dict[int, dict[int, list[tuple[str, T]]]] = {}
        self.meanings: dict[tuple[int, ...], list[T]] = {}
        self.matcher = PhraseMatcher(tokenizer("").vocab, attr=attribute)
        self.matcher.add(_KEY, [])  # now, not at the first Doc: that may be in a memory zone, which forgets the key

    def add(self, phrase: str, meaning: T) -> None:
        """Let `phrase` mean this too."""
        first, second, *_ = [*phrase.split(" ", 2), ""]
        seconds = self.waiting.setdefault(self._opening(first or phrase), {})
        seconds.setdefault(self._opening(second or first or phrase), []).append((phrase, meaning))

    def __call__(self, doc: Doc) -> list[tuple[int, int, list[T]]]:
        """(first token, token after the last, meanings) of each phrase in `doc`, in the order of the text."""
        words = hashes_of(doc, self.attribute)
        if not self.waiting.keys().isdisjoint(words):
            self._wake(words)
        matches: list[Any] = self.matcher(doc)
        return sorted([(s, e, self.meanings[words[s:e]]) for _, s, e in matches], key=lambda match: match[:2])

    def _opening(self, word: str) -> int:
        """The attribute of the first token of a word between spaces."""
        known = self.known.get(word)
        if known is None:
            known = self.known[word] = self._first(word)
        return known

    def _first(self, word: str) -> int:
        """The attribute of the first token of a word between spaces."""
        if self.attribute == "ORTH" and word.isalpha() and self.exceptions is not None and word not in self.exceptions:
            return int(get_string_id(word))  # one token: to ask the tokenizer would be most of what loading costs
        return hashes_of(self.tokenizer(word), self.attribute)[0]

    def _wake(self, words: Sequence[int]) -> None:
        """Give the matcher the phrases that begin with two of these words."""
        there = set(words)
        for first in self.waiting.keys() & there:
            seconds = self.waiting[first]
            for second in seconds.keys() & there:
                for phrase, meaning in seconds.pop(second):
                    self._give(phrase, meaning)
            if not seconds:
                del self.waiting[first]

    def _give(self, phrase: str, meaning: T) -> None:
        """Give the matcher a phrase."""
        doc = self.tokenizer(phrase)
        key = hashes_of(doc, self.attribute)
        if key not in self.meanings:
            self.matcher.add(_KEY, [doc])
        self.meanings.setdefault(key, []).append(meaning)
