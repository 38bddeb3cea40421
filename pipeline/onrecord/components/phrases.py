"""Phrases of the tables in a Doc: spaCy's PhraseMatcher, with what each phrase stands for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

T = TypeVar("T")


class Phrases(Generic[T]):
    """Phrases, each with the things that it may mean. Finding them costs the same for ten phrases or ten thousand.

    `attribute` says when words are equal: ORTH as written, NORM in any case, with curly apostrophes as straight ones
    and spellings as spaCy's `norm_` has them ("Defence" as "Defense").
    """

    def __init__(self, tokenizer: Callable[[str], Doc], attribute: str) -> None:
        self.tokenizer = tokenizer
        self.attribute = attribute
        self.meanings: dict[str, list[T]] = {}
        self.matcher: PhraseMatcher | None = None

    def add(self, phrase: str, meaning: T) -> None:
        """Let `phrase` mean this too."""
        doc = self.tokenizer(phrase)
        norm = self.attribute == "NORM"
        key = " ".join(token.norm_ if norm else token.text for token in doc)
        if self.matcher is None:
            self.matcher = PhraseMatcher(doc.vocab, attr=self.attribute)
        if key not in self.meanings:  # now, not at the first document: that may be in a memory zone, which forgets it
            self.matcher.add(key, [doc])
        self.meanings.setdefault(key, []).append(meaning)

    def __call__(self, doc: Doc) -> list[tuple[int, int, list[T]]]:
        """(first token, token after the last, meanings) of each phrase in `doc`, in the order of the text."""
        if self.matcher is None:
            return []
        strings = doc.vocab.strings
        found: list[Any] = [(start, end, self.meanings[strings[key]]) for key, start, end in self.matcher(doc)]
        return sorted(found, key=lambda match: match[:2])
