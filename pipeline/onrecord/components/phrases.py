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
    first word, and most of them wait for that for ever.

    `tokenizer`: the pipeline's own. `attribute` says when words are equal: ORTH as written, NORM in any case, with
    curly apostrophes as straight ones and spellings as spaCy's `norm_` has them ("Defence" as "Defense").
    """

    def __init__(self, tokenizer: Callable[[str], Doc], attribute: Literal["ORTH", "NORM"]) -> None:
        self.tokenizer = tokenizer
        self.attribute = attribute
        self.exceptions: Mapping[str, Any] | None = getattr(tokenizer, "rules", None)
        self.firsts: dict[str, int] = {}
        self.waiting: dict[int, list[tuple[str, T]]] = {}
        self.meanings: dict[tuple[int, ...], list[T]] = {}
        self.matcher = PhraseMatcher(tokenizer("").vocab, attr=attribute)
        self.matcher.add(_KEY, [])  # now, not at the first Doc: that may be in a memory zone, which forgets the key

    def add(self, phrase: str, meaning: T) -> None:
        """Let `phrase` mean this too."""
        word = phrase.partition(" ")[0] or phrase
        first = self.firsts.get(word)
        if first is None:
            first = self.firsts[word] = self._first(word)
        self.waiting.setdefault(first, []).append((phrase, meaning))

    def __call__(self, doc: Doc) -> list[tuple[int, int, list[T]]]:
        """(first token, token after the last, meanings) of each phrase in `doc`, in the order of the text."""
        words = hashes_of(doc, self.attribute)
        if not self.waiting.keys().isdisjoint(words):
            self._wake(words)
        matches: list[Any] = self.matcher(doc)
        return sorted([(s, e, self.meanings[words[s:e]]) for _, s, e in matches], key=lambda match: match[:2])

    def _first(self, word: str) -> int:
        """The attribute of the first token of a word between spaces."""
        if self.attribute == "ORTH" and word.isalpha() and self.exceptions is not None and word not in self.exceptions:
            return int(get_string_id(word))  # one token: to ask the tokenizer would be most of what loading costs
        return hashes_of(self.tokenizer(word), self.attribute)[0]

    def _wake(self, words: Sequence[int]) -> None:
        """Give the matcher the phrases that begin with one of these words."""
        for word in self.waiting.keys() & set(words):
            for phrase, meaning in self.waiting.pop(word):
                doc = self.tokenizer(phrase)
                key = hashes_of(doc, self.attribute)
                if key not in self.meanings:
                    self.matcher.add(_KEY, [doc])
                self.meanings.setdefault(key, []).append(meaning)
