"""Names the official, agency or person that a clause's subject means: "he", "the commission", "the senator"."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from spacy.tokens import Doc

from onrecord.components.family import mentions, set_mentions
from onrecord.components.resolve.gender import HE, SHE
from onrecord.components.resolve.referents import (
    DEFINITE,
    IT,
    PRONOUNS,
    ROLES,
    THEY,
    Heard,
    Referent,
    Referents,
    fits,
)
from onrecord.model import Mention

_NEAR = 2
"""How many sentences back somebody may stand whom a pronoun means."""
_LONGEST = 10_000
"""Characters that no source has."""
_PERSON = "person"
_PERSONS = ("er", "or", "ist", "ian", "ant", "ee", "man", "woman", "boy", "girl", "person", "victim", "suspect", "kid")
"""Ends of nouns for a person."""


def resolve_clauses(doc: Doc, referents: Referents | None = None) -> None:
    """Write `subject_id` and `subject_name` of each clause whose subject is a pronoun or a definite description that
    means an entity of the record; where it may mean somebody else, neither."""
    found = mentions(doc, "clauses")
    if found:
        set_mentions(doc, "clauses", _Subjects(doc, referents or Referents(doc)).resolved(found))


class _Subjects:
    """The subjects of one document's clauses, in the order of the text."""

    def __init__(self, doc: Doc, referents: Referents) -> None:
        self.referents = referents
        self.sentences = [sent.start_char for sent in doc.sents]
        self.speakers = sorted(referents.sources)
        self.others: list[tuple[int, str]] = []  # subjects that are no entity, with the pronoun that would mean them

    def resolved(self, found: list[Mention]) -> Iterator[Mention]:
        """The clauses, with whom their subjects mean as far as the article says."""
        for clause in sorted(found, key=lambda clause: _place(clause)[0]):
            start, end = _place(clause)
            if self.referents.quoted[start]:  # "he" of a speaker's own words may be anybody
                yield clause
                continue
            stands_for = _stands_for(clause)
            meant = self._meant(clause) if stands_for else self.referents.named(start, end)
            if meant is None:
                self.others.append((start, _pronoun_for(clause.evidence)))
            elif stands_for:
                self.referents.hear(start, meant)
                if (pronoun := clause.evidence["subject"]["text"].lower()) in (HE, SHE):
                    self.referents.genders.setdefault(meant.key, pronoun)
            if meant is None or not stands_for:
                yield clause
                continue
            yield clause.known({"subject_id": meant.id, "subject_name": meant.name})

    def _meant(self, clause: Mention) -> Referent | None:
        """The entity that a pronoun or a definite description means."""
        start, end = _place(clause)
        pronoun = PRONOUNS.get(clause.evidence["subject"]["text"].lower())
        if pronoun is None:
            meant = self.referents.at(start, end)
            return meant if meant and meant.key else None
        last = self.referents.meant_by(pronoun, start)
        if last is None or not last.referent.key or self._in_doubt(pronoun, last, start):
            return None
        return last.referent

    def _in_doubt(self, pronoun: str, last: Heard, at: int) -> bool:
        """Whether the last one who can be meant is far away, or somebody else stands nearer who can be meant too."""
        if pronoun == THEY and not last.referent.plural:
            return True
        sentence = self._sentence(last.at)
        if self._sentence(at) - sentence > _NEAR:
            return True
        if pronoun not in (IT, THEY) and self._is_overshadowed(pronoun, last, at):
            return True
        can_mean = {pronoun, _PERSON} if pronoun not in (IT, THEY) else {pronoun}
        if pronoun not in (IT, THEY) and not self._gender(last.referent) and self._may_be_another(pronoun, last, at):
            return True
        for start, other in reversed(self.others):
            if start <= last.at and (pronoun != IT or self._sentence(start) < sentence):
                break  # "The storm grew, the office said. It ..." may be either
            if other in can_mean:
                return True
        for heard in self.referents.before(at):
            if heard.at <= last.at:
                break
            if self._sentence(heard.at) > sentence and _is_rival(pronoun, last.referent, heard.referent):
                return True
        return False

    def _is_overshadowed(self, pronoun: str, last: Heard, at: int) -> bool:
        """Whether the last one but speaks in an article about another: "“She was right,” | Duarte said. She ..."."""
        nearest = bisect_right(self.speakers, (last.at, last.at + _LONGEST)) - 1
        if nearest < 0 or self.speakers[nearest][1] <= last.at:
            return False
        often = Counter(
            h.referent.key for h in self.referents.before(at) if h.subject and self._is(pronoun, h.referent)
        )
        return any(times > often[last.referent.key] for times in often.values())

    def _is(self, pronoun: str, referent: Referent) -> bool:
        return bool(referent.key) and self._gender(referent) == pronoun

    def _may_be_another(self, pronoun: str, last: Heard, at: int) -> bool:
        """Whether "he" or "she" for somebody of whom only the name is known may as well mean another one."""
        nearest = self._sentence(last.at)
        for start, other in reversed(self.others):
            if self._sentence(start) < nearest:
                break
            if other in (pronoun, _PERSON):
                return True
        rivals = (heard.referent for heard in self.referents.before(at))
        return any(self._gender(other) == pronoun and other.key != last.referent.key for other in rivals)

    def _gender(self, referent: Referent) -> str:
        """ "he" or "she" where a word or an earlier pronoun told."""
        return referent.gender or self.referents.genders.get(referent.key, "")

    def _sentence(self, at: int) -> int:
        return bisect_right(self.sentences, at)


def _is_rival(pronoun: str, last: Referent, other: Referent) -> bool:
    return other.key != last.key and fits(pronoun, other)


def _place(clause: Mention) -> tuple[int, int]:
    """Where a clause's subject stands."""
    subject = clause.evidence["subject"]
    return subject["start_char"], subject["end_char"]


def _stands_for(clause: Mention) -> bool:
    """Whether a subject is a pronoun or a definite description, which stands for somebody named before."""
    words = clause.evidence["subject"]["text"].lower().split()
    return words[0] in DEFINITE or (len(words) == 1 and words[0] in PRONOUNS)


def _pronoun_for(evidence: Mapping[str, Any]) -> str:
    """The pronoun that a later clause would have for a subject, as far as its words tell; "" for none."""
    head = evidence["subject_head"]["text"].lower()
    if head in PRONOUNS:
        return PRONOUNS[head]
    if evidence["subject_label"] == "PERSON" or head in ROLES or head.endswith(_PERSONS):
        return _PERSON
    if not head.isalpha() or len(head) < 2 or head in _NO_NOUNS:
        return ""
    return THEY if head.endswith("s") or head in ("people", "police", "men", "women", "children") else IT


_NO_NOUNS = frozenset("i we you who which that what this these those there all some many others one both".split())
