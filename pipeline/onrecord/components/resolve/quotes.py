"""Finds the person or body behind each quote's source: short names, pronouns, "the official", relative pronouns."""

from __future__ import annotations

import dataclasses
from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, Span, Token

from onrecord.components.family import mentions, set_mentions
from onrecord.components.resolve.entities import Entities, Entity
from onrecord.model import Mention

_HE, _SHE, _THEY, _IT = "he", "she", "they", "it"
_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), _HE),
    **dict.fromkeys(("she", "her", "hers", "herself"), _SHE),
    **dict.fromkeys(("they", "them", "their", "themselves", "both"), _THEY),
    **dict.fromkeys(("it", "its", "itself"), _IT),
}
_NOBODY = frozenset(
    {"i", "we", "you", "one", "some", "many", "others", "who", "which", "that", "what", "this", "these", "all"}
)
_DEFINITE = frozenset({"the", "that", "this", "these", "those"})
_MALE = ("man", "men", "father", "brother", "son", "king", "husband", "mr.", "boy", "sir", "lord", "uncle")
_FEMALE = ("woman", "women", "mother", "sister", "daughter", "queen", "wife", "mrs.", "ms.", "girl", "lady", "aunt")
_PLURAL = frozenset({"NNS", "NNPS"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ABBREVIATED = {"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "sgt": "sergeant"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody whom a later pronoun or description may mean. `name`: the fullest, or the describing words."""

    name: str
    id: str | None
    words: frozenset[str]
    person: bool
    plural: bool
    gender: str


@dataclass(frozen=True, slots=True, order=True)
class Heard:
    """A speaker at a place in the text; `subject`: whether as one who acts or speaks, whom a pronoun may mean."""

    at: int
    subject: bool
    speaker: Speaker = dataclasses.field(compare=False)


def resolve_quotes(doc: Doc) -> None:
    """Write `source_name`, and `source_id` where the source is an entity of the record, into the quotes' evidence."""
    found = mentions(doc, "quotes")
    if found:
        resolver = _Resolver(doc, found)
        set_mentions(doc, "quotes", [resolver.resolve(mention) for mention in found])


class _Resolver:
    """Who has been spoken of in one document, in the order of the text."""

    def __init__(self, doc: Doc, found: Sequence[Mention]) -> None:
        self.doc = doc
        self.entities = Entities(doc)
        self.genders: dict[str, str] = {}
        quoted = bytearray(doc[-1].idx + len(doc[-1]))
        for mention in found:
            if mention.evidence["kind"] == "direct":
                for start, end in mention.evidence["content"]:
                    quoted[start:end] = b"\1" * (end - start)
        self.heard = [self._entity_heard(e) for e in self.entities.found if not quoted[self.entities.offsets[e.start]]]
        self.known: dict[tuple[int, int], Speaker | None] = {}
        for place in sorted({place for mention in found if (place := _place(mention))}):
            speaker = self._speaker(*place)
            self.known[place] = speaker
            if speaker is not None and not quoted[place[0]]:
                insort(self.heard, Heard(place[0], True, speaker))

    def resolve(self, mention: Mention) -> Mention:
        """The mention with the name and id of its source, as far as they show."""
        evidence = dict(mention.evidence)
        place = _place(mention)
        speaker = self.known.get(place) if place else None
        if speaker is not None:
            evidence |= _named(speaker)
        if "inner" in evidence:
            evidence["inner"] = [self._inner(inner) for inner in evidence["inner"]]
        return dataclasses.replace(mention, evidence=evidence)

    def _inner(self, evidence: dict[str, Any]) -> dict[str, Any]:
        """The evidence of a quote inside a quote, with its source where that is named: "he" may be anybody."""
        if "source" not in evidence:
            return evidence
        start, end = evidence["source"]
        span = self.doc.char_span(start, end, alignment_mode="expand")
        entity = self._named(span, span.root) if span is not None else None
        return evidence | _named(self._of_entity(entity)) if entity is not None else evidence

    def _entity_heard(self, entity: Entity) -> Heard:
        root = self.doc[entity.end - 1]
        return Heard(self.entities.offsets[entity.start], root.dep_ in _SUBJECTS, self._of_entity(entity))

    def _of_entity(self, entity: Entity) -> Speaker:
        span = self.doc[entity.start : entity.end]
        gender = self.genders.get(entity.key) or _gender(span)
        if gender:
            self.genders[entity.key] = gender
        words = _words(span) | _title_words(entity) | {w.lower().rstrip("s") for w in entity.name.split()}
        plural = span[-1].tag_ in _PLURAL if entity.person else False
        name = entity.name if entity.named else _small_article(entity.name)
        return Speaker(name, entity.id, words, entity.person, plural, gender)

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
        entity = self._named(span, root)
        if entity is not None:
            speaker = self._of_entity(entity)
            first = not entity.named and speaker.name == _description(self.doc[entity.start : entity.end])
            whole = _description(span) if first and span.start == entity.start else speaker.name
            return dataclasses.replace(speaker, words=speaker.words | _words(span), name=whole)
        if span[0].lower_ in _DEFINITE and (same := self._described(span)) is not None:
            return same
        name = self.entities.spelled_out.get(root.text.replace(".", "")) if root.i == span.end - 1 else None
        return Speaker(name or _description(span), None, _words(span), False, root.tag_ in _PLURAL, _gender(span))

    def _named(self, span: Span, root: Token) -> Entity | None:
        """The entity that a noun phrase is about: its head names it, or the head's apposition."""
        own = self.entities.at.get(root.i)
        if any(t.dep_ == "conj" and t.i < span.end and self.entities.at.get(t.i) is not own for t in root.rights):
            return None  # several speakers: the phrase as it stands
        heads = [root.i, *(t.i for t in root.rights if t.dep_ == "appos" and t.i < span.end)]
        return next((self.entities.at[i] for i in heads if i in self.entities.at), None)

    def _pronoun(self, pronoun: str, at: int) -> Speaker | None:
        """The last one before the pronoun who acts or speaks and whom it can mean."""
        for heard in reversed(self.heard):
            if heard.at < at and heard.subject and _fits(pronoun, heard.speaker):
                return heard.speaker
        return None

    def _described(self, span: Span) -> Speaker | None:
        """Whom a definite description refers back to: "the official" to "a ministry official", "the senator" to him."""
        head, plural = span.root.lemma_.lower(), span.root.tag_ in _PLURAL
        words = _words(span) - {head}
        for heard in reversed(self.heard):
            speaker = heard.speaker
            if heard.at >= span.start_char or head not in speaker.words or speaker.plural != plural:
                continue
            if all(word in speaker.words or _abbreviates(word, speaker.words) for word in words):
                return speaker
        return None


def _named(speaker: Speaker) -> dict[str, str]:
    """The evidence that names a source."""
    return {"source_name": speaker.name} | ({"source_id": speaker.id} if speaker.id is not None else {})


def _fits(pronoun: str, speaker: Speaker) -> bool:
    if pronoun == _THEY:
        return speaker.plural or not speaker.person
    if pronoun == _IT:
        return not speaker.person and not speaker.plural
    return not speaker.plural and speaker.gender in ("", pronoun) and (speaker.person or bool(speaker.words & _ROLES))


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


def _title_words(entity: Entity) -> frozenset[str]:
    words = {word.strip(".,") for title in entity.titles for word in title.split()}
    return frozenset(words | {_ABBREVIATED[w] for w in words if w in _ABBREVIATED})


def _description(span: Span) -> str:
    """The words of a source that is no entity, an article at the start of a sentence in small letters."""
    return _small_article(" ".join(span.text.split()))


def _small_article(words: str) -> str:
    return words[0].lower() + words[1:] if words.startswith(("The ", "A ", "An ")) else words


def _gender(span: Span) -> str:
    """ "he" or "she" where a title or noun of the span, or right before it, tells; else ""."""
    before = span.doc[max(0, span.start - 1) : span.start]
    for token in (*span, *before):
        word = token.lower_
        if word.endswith(_FEMALE):
            return _SHE
        if word.endswith(_MALE):
            return _HE
    return ""


def _abbreviates(word: str, words: frozenset[str]) -> bool:
    """Whether a word has the initials of the words, in any order: "dhs", homeland security department."""
    return 2 <= len(word) <= 6 and sorted(word) == sorted(w[0] for w in words if w[0] in word)[: len(word)]
