"""Finds the person or body behind each quote's source: short names, pronouns, "the official", relative pronouns."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from onrecord.components.family import mentions, set_mentions
from onrecord.components.resolve.names import Names
from onrecord.model import Mention

_HE, _SHE, _THEY, _IT = "he", "she", "they", "it"
_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), _HE),
    **dict.fromkeys(("she", "her", "hers", "herself"), _SHE),
    **dict.fromkeys(("they", "them", "their", "themselves", "both", "all"), _THEY),
    **dict.fromkeys(("it", "its", "itself"), _IT),
}
_NOBODY = frozenset(
    {"i", "we", "you", "one", "some", "many", "others", "who", "which", "that", "what", "this", "these"}
)
_DEFINITE = frozenset({"the", "that", "this", "these", "those"})
_MALE = ("man", "father", "brother", "son", "king", "husband", "mr.", "boy", "sir", "lord", "uncle", "actor")
_FEMALE = ("woman", "mother", "sister", "daughter", "queen", "wife", "mrs.", "ms.", "girl", "lady", "aunt", "actress")
_PLURAL = frozenset({"NNS", "NNPS"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who may be meant by a later pronoun or description. `name`: fullest name, or the describing words."""

    at: int
    name: str
    id: str | None
    head: str
    words: frozenset[str]
    person: bool
    plural: bool
    gender: str


def resolve_quotes(doc: Doc) -> None:
    """Write `source_name`, and `source_id` where the source is an entity of the article, into the quotes' evidence."""
    found = mentions(doc, "quotes")
    if not found:
        return
    resolver = _Resolver(doc, found)
    set_mentions(doc, "quotes", [resolver.resolve(mention) for mention in found])


class _Resolver:
    """The speakers of one document, in the order of the text."""

    def __init__(self, doc: Doc, found: Sequence[Mention]) -> None:
        self.doc = doc
        self.names = Names(doc)
        self.known: dict[tuple[int, int], Speaker | None] = {}
        quoted = [tuple(span) for mention in found for span in mention.evidence["content"]]
        self.speakers = list(self._subjects(quoted))
        for start, end in sorted({place for mention in found if (place := _place(mention))}):
            speaker = self._speaker(start, end)
            self.known[start, end] = speaker
            if speaker is not None:
                self.speakers.append(dataclasses.replace(speaker, at=start))
                self.speakers.sort(key=lambda s: s.at)

    def resolve(self, mention: Mention) -> Mention:
        """The mention with the name and id of its source, as far as they show."""
        place = _place(mention)
        speaker = self.known.get(place) if place else None
        if speaker is None:
            return mention
        evidence = dict(mention.evidence) | {"source_name": speaker.name}
        if speaker.id is not None:
            evidence["source_id"] = speaker.id
        return dataclasses.replace(mention, evidence=evidence)

    def _subjects(self, quoted: Sequence[tuple[int, ...]]) -> Iterator[Speaker]:
        """The named persons who are subjects, outside of all quotes."""
        for entity in self.doc.ents:
            root = entity.root
            if entity.label_ != "PERSON" or root.dep_ not in ("nsubj", "nsubjpass"):
                continue
            if any(start <= entity.start_char < end for start, end in quoted):
                continue
            yield self._named(entity, entity.start_char)

    def _named(self, span: Span, at: int) -> Speaker:
        name, identity = self.names.fullest(span)
        return Speaker(at, name, identity, span.root.lower_, _words(span), True, False, self._gender(span))

    def _speaker(self, start: int, end: int) -> Speaker | None:
        """Who is meant by the source at these characters; None where the article does not say."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return None
        root = span.root
        if len(span) == 1 and root.lower_ in _PRONOUNS:
            return self._pronoun(_PRONOUNS[root.lower_], start)
        if len(span) == 1 and root.lower_ in _NOBODY:
            return None
        person = self.names.person_in(span)
        if person is not None:
            speaker = self._named(person, start)
            return dataclasses.replace(speaker, words=speaker.words | _words(span), gender=self._gender(span))
        body = self.names.body_in(span)
        plural = root.tag_ in _PLURAL
        if body is not None:
            return Speaker(start, body[0], body[1], root.lower_, _words(span), False, plural, "")
        if span[0].lower_ in _DEFINITE and (same := self._described(span)) is not None:
            return same
        return Speaker(
            start,
            " ".join(span.text.split()),
            None,
            root.lemma_.lower(),
            _words(span),
            False,
            plural,
            self._gender(span),
        )

    def _pronoun(self, pronoun: str, at: int) -> Speaker | None:
        """The last speaker or person spoken of before the pronoun that it can mean."""
        for speaker in reversed(self.speakers):
            if speaker.at >= at:
                continue
            if pronoun == _THEY:
                fits = speaker.plural or not speaker.person
            elif pronoun == _IT:
                fits = not speaker.person and not speaker.plural
            else:
                fits = (
                    not speaker.plural
                    and speaker.gender in ("", pronoun)
                    and (speaker.person or speaker.head in _ROLES)
                )
            if fits:
                return speaker
        return None

    def _described(self, span: Span) -> Speaker | None:
        """The speaker before to whom a definite description refers back: "the official" to "a ministry official"."""
        head, words = span.root.lemma_.lower(), _words(span) - {span.root.lemma_.lower()}
        for speaker in reversed(self.speakers):
            if speaker.at >= span.start_char or head not in speaker.words:
                continue
            if all(word in speaker.words or _abbreviates(word, speaker.words) for word in words):
                return speaker
        return None

    def _gender(self, span: Span) -> str:
        """ "he" or "she" where a title or noun of the span tells, else ""."""
        for token in (*span, *self.doc[max(0, span.start - 1) : span.start]):
            word = token.lower_
            if word.endswith(_FEMALE):
                return _SHE
            if word.endswith(_MALE) and not word.endswith("woman"):
                return _HE
        return ""


_ROLES = frozenset(
    {"official", "spokesperson", "spokesman", "spokeswoman", "president", "minister", "mayor", "governor", "senator"}
    | {"lawyer", "attorney", "professor", "director", "chief", "officer", "analyst", "expert", "doctor", "judge"}
    | {"witness", "resident", "teacher", "author"}
)


def _place(mention: Mention) -> tuple[int, int] | None:
    """Where the source stands, or what a relative pronoun refers to."""
    place = mention.evidence.get("antecedent") or mention.evidence.get("source")
    return (place[0], place[1]) if place else None


def _words(span: Span) -> frozenset[str]:
    """The content words of a span, in small letters, as lemmas."""
    return frozenset(t.lemma_.lower() for t in span if t.pos_ in ("NOUN", "PROPN", "ADJ") and t.is_alpha)


def _abbreviates(word: str, words: frozenset[str]) -> bool:
    """Whether a word has the initials of the words, in any order: "dhs", homeland security department."""
    return 2 <= len(word) <= 6 and sorted(word) == sorted(w[0] for w in words if w[0] in word)[: len(word)]
