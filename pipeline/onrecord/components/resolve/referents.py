"""Whom the noun phrases of a document mean: short names, pronouns, "the official", "the ministry"."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from onrecord.components.cues import first_child
from onrecord.components.family import mentions
from onrecord.components.names import POSTNOMINALS
from onrecord.components.resolve.entities import Entities, Entity
from onrecord.components.resolve.gender import HE, SHE, gender_of_name, gender_of_titles, gender_told
from onrecord.components.resolve.given_names import PEOPLE
from onrecord.components.resolve.wording import abbreviates, described, name_in, small_article
from onrecord.components.source import DOCUMENTS, noun_phrase
from onrecord.components.surface import chars_at, sentence_around, span_at, text_of
from onrecord.model import Mention

THEY, IT = "they", "it"
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), HE),
    **dict.fromkeys(("she", "her", "hers", "herself"), SHE),
    **dict.fromkeys(("they", "them", "their", "themselves", "both"), THEY),
    **dict.fromkeys(("it", "its", "itself"), IT),
}
_NOBODY = frozenset(
    {"i", "we", "you", "one", "some", "many", "others", "who", "which", "that", "what", "this", "these", "all"}
)
NOT_ANY = frozenset({"nobody", "none", "no", "neither"})
"""First words of a noun phrase that means none of those it names."""
DEFINITE = frozenset({"the", "that", "this", "these", "those"})
_ASKS_AND_ANSWERS = frozenset({"Q", "A", "Q.", "A.", "QUESTION", "ANSWER"})
_KIN = frozenset({"elder", "younger"})
_SPEAKER_S = frozenset({"my", "our", "your"})
_PLURAL = frozenset({"NNS", "NNPS"})
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ"})
_MEMORY = 200
"""How many mentions back somebody may stand whom a pronoun or description means."""
LINK = re.compile(r" (?:of|for|at|in|with|from|on|by|to)\b")
_FARTHEST = 6
"""How many sentences before a pronoun the one may stand that tells whom it means, quotes between."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PAPERS = DOCUMENTS | {"statement", "letter", "tweet", "post", "memo", "brief", "ruling", "release", "announcement"}
_STUDIES = frozenset({"study", "survey", "poll", "analysis", "research", "report"})
_ALIKE = dict.fromkeys(("study", "survey", "poll", "analysis"), _STUDIES)
"""Nouns for a paper that the article may go on to call by another one: "a Reuters survey ... The study"."""
_LAWYERS = frozenset({"lawyer", "attorney", "counsel", "solicitor", "barrister"})
_ABBREVIATED = {"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "sgt": "sergeant"}


class Referent(NamedTuple):
    """Somebody or something that a later pronoun or description may mean.

    `name`: the fullest, or the describing words; `id`: that of the record; `key`: that of the entity in this document,
    empty where it is none of the record's; `words`: all that it is described by; `heads`: the nouns among them that
    "the ..." may call it by ("the spokesman", "the court").
    """

    name: str
    id: str | None
    key: str
    words: frozenset[str]
    heads: frozenset[str]
    person: bool
    plural: bool
    gender: str


class Heard(NamedTuple):
    """A referent at a place in the text; `subject`: whether as one who acts or speaks, whom a pronoun may mean."""

    at: int
    subject: bool
    referent: Referent


class Referents:
    """Who has been spoken of in one document, in the order of the text: the record's entities and the quotes' sources.

    `sources`: by its place, whom the source of a quote means.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.entities = Entities(doc)
        self.genders: dict[str, str] = {}
        self.known: dict[Entity, Referent] = {}
        found = mentions(doc, "quotes")
        self.quoted = _between_marks(doc, found)
        self.heard = [
            self._entity_heard(e) for e in self.entities.found if not self.quoted[self.entities.offsets[e.start]]
        ]
        self.sources: dict[tuple[int, int], Referent | None] = {}
        for place in sorted({place for mention in found if (place := source_of(mention))}):
            referent = self.at(*place)
            self.sources[place] = referent
            if referent is not None:
                self.hear(place[0], referent)
        self.sources.update(self._advocates())

    def _advocates(self) -> Iterator[tuple[tuple[int, int], Referent]]:
        """Who "his lawyer" or "Rowe's attorney" is, where the article names just one anywhere."""
        named = {r.key: r for r in self.sources.values() if r is not None and r.key and _LAWYERS & r.heads}
        if len(named) != 1:
            return
        for place, referent in self.sources.items():
            if referent is not None and not referent.key and _LAWYERS & referent.heads and not referent.plural:
                span = span_at(self.doc, *place)
                if span is not None and first_child(span.root, "poss") is not None:
                    yield place, next(iter(named.values()))

    def hear(self, at: int, referent: Referent) -> None:
        """Remember that somebody acts or speaks at a place of the text; what is said between marks is apart."""
        if not self.quoted[at]:
            insort(self.heard, Heard(at, True, referent), key=_order)

    def before(self, at: int) -> Iterator[Heard]:
        """Whom the text named before a place, the last one first, as far back as anybody remembers."""
        end = bisect_left(self.heard, at, key=_place)
        return reversed(self.heard[max(0, end - _MEMORY) : end])

    def named(self, start: int, end: int) -> Referent | None:
        """The entity that a noun phrase names."""
        span = span_at(self.doc, start, end)
        entity = self._named(span, span.root) if span is not None else None
        return self._of_entity(entity) if entity is not None else None

    def inside(self, start: int, end: int) -> Referent | None:
        """Whom a noun phrase inside a quote names or describes; "my mother" and "he" may be anybody's and anybody."""
        named, span = self.named(start, end), span_at(self.doc, start, end)
        if named is not None or span is None:
            return named
        if span.root.pos_ != "NOUN" or any(token.lower_ in _SPEAKER_S for token in span):
            return None
        heads = frozenset({span.root.lemma_.lower()})
        return Referent(described(span), None, "", _words(span), heads, False, span.root.tag_ in _PLURAL, "")

    def at(self, start: int, end: int) -> Referent | None:
        """Whom the noun phrase at these characters means; None where the article does not say."""
        span = span_at(self.doc, start, end)
        if span is None:
            return None
        root = span.root
        if len(span) == 1 and root.lower_ in PRONOUNS:
            last = self.meant_by(PRONOUNS[root.lower_], start)
            several = self._subject_before(root, last.at if last else -1) if PRONOUNS[root.lower_] == THEY else None
            return several or (last.referent if last else None)
        if len(span) == 1 and root.lower_ in _NOBODY:
            return None
        if span[0].lower_ in NOT_ANY:
            return None
        if span.text.upper() in _ASKS_AND_ANSWERS:
            return self._only_person() if span.text[0] == "A" else None
        kin = any(token.lower_ in _KIN for token in span)  # "the elder Duarte" is another one than "Duarte"
        entity = None if kin else self._named(span, root) or self._in_capitals(span)
        if entity is not None:
            referent = self._of_entity(entity)
            first = not entity.named and referent.name == described(self.doc[entity.start : entity.end])
            whole = described(span) if first and span.start == entity.start else referent.name
            heads = referent.heads | _nouns_before(entity, self.doc, span)
            return referent._replace(words=referent.words | _words(span), heads=heads, name=whole)
        if (several := self._several(span)) is not None:
            return several
        if span[0].lower_ in DEFINITE and (same := self._described(span)) is not None:
            return same
        owner = self._owner(span) if root.lemma_.lower() in _PAPERS else None
        if owner is not None:
            heads = frozenset({root.lemma_.lower()})
            return self._of_entity(owner)._replace(words=_words(span), heads=heads, person=False)
        initials = root.text.replace(".", "") if root.i == span.end - 1 and root.is_upper else ""
        name = self.entities.spelled_out.get(initials) if len(initials) > 1 else None
        plural = root.tag_ in _PLURAL
        heads = frozenset({root.lemma_.lower()})
        return Referent(
            name or described(name_in(span)), None, "", _words(span), heads, False, plural, gender_told(span)
        )

    def meant_by(self, pronoun: str, at: int) -> Heard | None:
        """The last one before the pronoun who acts or speaks and whom it can mean; else whom it is sure to fit."""
        found = next((h for h in self.before(at) if h.subject and fits(pronoun, h.referent)), None)
        if pronoun not in (HE, SHE):
            return found
        told_of = self._told_of_before(pronoun, at)
        if told_of is not None and (found is None or (found.at < told_of.at and _differ(found, told_of))):
            return told_of
        if found is None:
            return next((h for h in self.before(at) if h.referent.gender == pronoun and h.referent.person), None)
        return found

    def _told_of_before(self, pronoun: str, at: int) -> Heard | None:
        """The one whom the last sentence before a pronoun that is no quote is about: "The bishop left. “No,” | he."""
        span = span_at(self.doc, at, at + 1)
        before = sentence_around(self.doc, span.start).start - 1 if span is not None else -1
        for _ in range(_FARTHEST):
            if before < 0:
                break
            sentence = sentence_around(self.doc, before)
            before = sentence.start - 1
            if sentence[-1].text == "?":  # "Could the president fire him? “No,” | he said": it asks about somebody
                continue
            subject = first_child(sentence.root, "nsubj", "nsubjpass")
            if subject is not None and not self.quoted[subject.idx]:
                if not _is_one(subject):
                    break
                place = self._place(subject)
                meant = self.at(*place)
                return Heard(place[0], True, meant) if meant is not None and fits(pronoun, meant) else None
        return None

    def _subject_before(self, pronoun: Token, since: int) -> Referent | None:
        """The subject of the sentence before, if it is several and behind `since`: "Two crews refused. They said"."""
        before = pronoun.sent.start - 1
        subject = first_child(self.doc[before].sent.root, "nsubj", "nsubjpass") if before >= 0 else None
        if subject is None or subject.tag_ not in _PLURAL or subject.idx < since or self.quoted[subject.idx]:
            return None
        return self.at(*self._place(subject))

    def _place(self, head: Token) -> tuple[int, int]:
        """The characters of a whole noun phrase."""
        return chars_at(self.doc, *noun_phrase(head))

    def _entity_heard(self, entity: Entity) -> Heard:
        root = self.doc[entity.end - 1]
        if root.dep_ == "appos":  # "the mayor's husband, Frank Navarro, is not so shy"
            root = root.head
        return Heard(self.entities.offsets[entity.start], root.dep_ in _SUBJECTS, self._of_entity(entity))

    def _of_entity(self, entity: Entity) -> Referent:
        """An entity with the gender that its own words tell, an earlier pronoun or its given name."""
        known = self.known.get(entity)
        if known is None:
            known = self.known[entity] = _referent(entity, Span(self.doc, entity.start, entity.end))
        gender = self.genders.get(entity.key) or known.gender
        if gender:
            self.genders[entity.key] = gender
        elif entity.person and entity.named:
            gender = gender_of_name(entity.name.split(maxsplit=1)[0].lower())
        return known if known.gender == gender else known._replace(gender=gender)

    def _named(self, span: Span, root: Token) -> Entity | None:
        """The entity that a noun phrase is about: its head names it, or the head's apposition."""
        if self.entities.at.keys().isdisjoint(range(span.start, span.end)):
            return None
        own = self.entities.at.get(root.i - (root.text in POSTNOMINALS))  # "Christine Laing KC"
        rights = [t for t in root.rights if t.i < span.end] if root.i + 1 < span.end else []
        if any(t.dep_ == "conj" and self.entities.at.get(t.i) is not own for t in rights):
            return None  # several speakers: the phrase as it stands
        beside = [self.entities.at.get(t.i) for t in rights if t.dep_ == "appos"]
        known = [entity for entity in (own, *beside) if entity is not None]
        found = next((entity for entity in known if entity.named), next(iter(known), None))
        last = self.entities.at.get(span.end - 1)
        if found is not None or last is None or not last.person or not last.named or last.start <= span.start:
            return found
        before = self.doc[last.start - 1]  # "a lawyer for Rowe, Tom Kerr", "head of the Port Council Ana Duarte"
        titled = (
            self.doc[span.start : last.start].text.lower().endswith(last.titles)
        )  # "Minister for Housing Ana Duarte"
        return last if titled or before.text == "," or before.ent_type_ == "ORG" or self._is_body(before.i) else None

    def _several(self, span: Span) -> Referent | None:
        """Speakers who say it together, where each is named: "the WHO and the CDC"."""
        parts = [span.root]
        while (another := next((t for t in parts[-1].rights if t.dep_ == "conj" and t.i < span.end), None)) is not None:
            parts.append(another)
        named = [self._of_entity(self.entities.at[part.i]) for part in parts if part.i in self.entities.at]
        if len(parts) == 1 or len(named) < len(parts) or not all(one.key for one in named):
            return None
        names = [one.name for one in named]
        words = frozenset().union(*(one.words for one in named))
        return Referent(" and ".join([", ".join(names[:-1]), names[-1]]), None, "", words, frozenset(), False, True, "")

    def _in_capitals(self, span: Span) -> Entity | None:
        """The person whom a transcript names in capitals: "MS. OKAFOR"."""
        if not span.text.isupper() or len(span[-1]) <= 2:
            return None
        family = span[-1].text.lower()
        return next((e for e in self.entities.found if e.person and e.name.lower().split()[-1] == family), None)

    def _only_person(self) -> Referent | None:
        """The one person whom the article names of itself, who answers the questions of an interview."""
        named = {
            entity.key: entity
            for entity in self.entities.found
            if entity.person and entity.named and not self.quoted[self.entities.offsets[entity.start]]
        }
        return self._of_entity(next(iter(named.values()))) if len(named) == 1 else None

    def _is_body(self, i: int) -> bool:
        entity = self.entities.at.get(i)
        return entity is not None and not entity.person

    def _owner(self, span: Span) -> Entity | None:
        """Whose paper it is: "Duarte's statement", "the IMF report"; "an IMF memo" may be anybody's there."""
        labels = ("poss", "compound") if span[0].lower_ in DEFINITE else ("poss",)
        owners = (t for t in span.root.lefts if t.dep_ in labels)
        return next((self.entities.at[t.i] for t in owners if t.i in self.entities.at), None)

    def _described(self, span: Span) -> Referent | None:
        """Whom a definite description refers back to: "the official" to "a ministry official", "the senator" to him."""
        head, plural = span.root.lemma_.lower(), span.root.tag_ in _PLURAL
        words, heads = _words(span) - {head}, _ALIKE.get(head, frozenset({head}))
        for heard in self.before(span.start_char):
            referent = heard.referent
            if referent.plural != plural or heads.isdisjoint(referent.heads):
                continue
            if all(word in referent.words or abbreviates(word, referent.words) for word in words):
                return referent
        return None


def _is_one(subject: Token) -> bool:
    """Whether a subject is one person by what it is called: "the bishop", "Davit, a driver"."""
    beside = first_child(subject, "appos")
    called = subject.lower_ in PEOPLE or (beside is not None and beside.lower_ in PEOPLE)
    return called and first_child(subject, "conj") is None


def _differ(named: Heard, described: Heard) -> bool:
    """Whether a description cannot be of the one who was named before: "Jill Okafor, the senator", "the senator"."""
    return bool(described.referent.key) or named.referent.heads.isdisjoint(described.referent.heads)


def fits(pronoun: str, referent: Referent) -> bool:
    """Whether a pronoun ("he", "she", "they", "it") can mean somebody, by number, gender and being a person at all."""
    if pronoun == THEY:
        return referent.plural or not referent.person
    if pronoun == IT:
        return not referent.person and not referent.plural
    person = referent.person or bool(referent.words & ROLES) or not referent.heads.isdisjoint(PEOPLE)
    return person and not referent.plural and referent.gender in ("", pronoun)


ROLES = frozenset(
    {"official", "spokesperson", "spokesman", "spokeswoman", "president", "minister", "mayor", "governor", "senator"}
    | {"lawyer", "attorney", "professor", "director", "chief", "officer", "analyst", "expert", "doctor", "judge"}
    | {"witness", "resident", "teacher", "author"}
)


def source_of(mention: Mention) -> tuple[int, int] | None:
    """Where a quote's source stands, or what a relative pronoun refers to."""
    place = mention.evidence.get("antecedent") or mention.evidence.get("source")
    return (place[0], place[1]) if place else None


def _place(heard: Heard) -> int:
    return heard.at


def _order(heard: Heard) -> tuple[int, bool]:
    return heard.at, heard.subject


def _between_marks(doc: Doc, quotes: Iterable[Mention]) -> bytearray:
    """For each character whether it is said in quotation marks."""
    quoted = bytearray(len(text_of(doc)))
    for mention in quotes:
        if mention.evidence["kind"] == "direct":
            for start, end in mention.evidence["content"]:
                quoted[start:end] = b"\1" * (end - start)
    return quoted


def _words(span: Span) -> frozenset[str]:
    """The content words of a span, in small letters, as lemmas."""
    return frozenset([t.lemma_.lower() for t in span if t.pos_ in _CONTENT and t.is_alpha])


def _head(phrase: str) -> str:
    """The noun that a title or the name of a body is about: "director | of the port", "Court | of Appeals"."""
    first = LINK.split(phrase, maxsplit=1)[0].split()
    return first[-1].strip(".,").lower().removesuffix("s") if first else ""


def _nouns_before(entity: Entity, doc: Doc, span: Span) -> set[str]:
    """The nouns that a phrase has for whom it names: the one right before the name, and its head."""
    nouns = [span.root, doc[entity.start - 1]] if entity.start > span.start else []
    return {t.lemma_.lower() for t in nouns if t.pos_ in ("NOUN", "PROPN")}


def _title_words(entity: Entity) -> frozenset[str]:
    words = {word.strip(".,") for title in entity.titles for word in title.split()}
    return frozenset(words | {_ABBREVIATED[w] for w in words if w in _ABBREVIATED})


def _referent(entity: Entity, span: Span) -> Referent:
    """An entity by its words, which tell its gender, or do not; `span`: where the text names it."""
    words = _words(span) | _title_words(entity) | {w.lower().rstrip("s") for w in entity.name.split()}
    plural = span[-1].tag_ in _PLURAL if entity.person else False
    name = entity.name if entity.named else small_article(entity.name)
    heads = frozenset(map(_head, entity.titles if entity.named and entity.person else (*entity.titles, entity.name)))
    heads |= {_ABBREVIATED[w] for w in heads if w in _ABBREVIATED}
    gender = gender_of_titles(entity.titles, span) if entity.named else gender_told(span)
    return Referent(name, entity.id, entity.key, words, heads, entity.person, plural, gender)
