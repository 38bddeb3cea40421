"""Offices whose body another part of the article names: "her deputy", "Duarte's spokesman", "Director Duarte" alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.components.complements import Evidence
from onrecord.components.names import Range
from onrecord.components.offices import Office
from onrecord.components.text import Text
from onrecord.components.titles import TitleAt

_STAFF = frozenset({"officer", "spokesperson", "official", "undersecretary"})
"""Roles of those who work for somebody in office."""

_OWNERS = frozenset({"his", "her", "their"})
_PRIVATE = frozenset({"company", "firm", "university", "hospital", "union", "airline", "bank", "charity", "group"})
_MINISTRIES = ("Department of", "Ministry of")
_FAR = 60
"""How many words back a sentence may begin for a body in it to count."""


class Colleagues:
    """The offices of the persons named so far, and the bodies that are the subjects of sentences."""

    def __init__(self, text: Text, bodies: Sequence[Range], companies: Sequence[int]) -> None:
        self.text = text
        self.companies = companies
        self.subjects = [(s, e) for s, e in bodies if text.doc[s:e].root.dep_ in {"nsubj", "nsubjpass"}]
        self.starts = [s for s, _ in self.subjects]
        self.inside = {i for start, end in bodies for i in range(start, end)}
        self.offices: list[tuple[int, Office]] = []
        self.by_name: dict[str, Office] = {}
        self.by_end: dict[int, Office] = {}
        self.by_start: dict[int, Office] = {}

    def remember(self, name: Range, office: Office) -> None:
        """Take the office of a person named at these tokens; they come in the order of the text."""
        self.offices.append((name[0], office))
        self.by_end[name[1]] = office
        self.by_start[name[0]] = office
        self.by_name[self.text.words[name[1] - 1]] = office

    def of_person(self, title: TitleAt) -> Office | None:
        """The office of whom a title's bearer works for: "his deputy", "Duarte's press secretary"."""
        if title.rule.role not in _STAFF or title.place is not None:
            return None
        if self.text.word(title.end) in {"for", "to"}:  # "a spokesman for Gov. Ana Duarte"
            ahead = range(title.end + 1, title.end + 4)
            return next((self.by_start[i] for i in ahead if i in self.by_start), None)
        if title.owner is not None:
            return self.by_name.get(self.text.word(title.owner[1] - 1))
        if title.determiner not in _OWNERS:
            return None
        return self.last(title.start)

    def last(self, i: int, since: int = 0) -> Office | None:
        """The office of whoever was named last before the token at `i`, among those in office named from `since` on."""
        before = bisect_left(self.offices, i, key=lambda held: held[0])
        return self.offices[before - 1][1] if before and self.offices[before - 1][0] >= since else None

    def only(self, i: int) -> Office | None:
        """The office of whoever has one in the sentence that ends before the token at `i`, if nobody else has."""
        first = self.begin(i - 1)
        held = [office for start, office in self.offices[-2:] if first <= start < i]
        return held[0] if len(held) == 1 else None

    def of_successor(self, title: TitleAt) -> Office | None:
        """The office of whoever came before or after: "Duarte's predecessor, former Commissioner" Carl Hess."""
        owned = self.text.word(title.outer - 1) == "," and self.text.word(title.outer - 2) in {
            "predecessor",
            "successor",
        }
        return self.by_name.get(self.text.word(title.outer - 4)) if owned else None

    def joined(self, title: TitleAt) -> Office | None:
        """The office of the legislator named right before "and" a title: "Senate Majority Leader A and Minority Leader"
        B is of the Senate, too."""
        plain = title.rule.role == "legislator" and title.body is None and title.place is None
        return self.by_end.get(title.start - 1) if plain and self.text.word(title.start - 1) == "and" else None

    def subject(self, title: TitleAt) -> Range | None:
        """The body that a title before a name, with nothing beside it, means: the only subject of its sentence, or else
        of the one before, where no company is named."""
        rule, words = title.rule, self.text.words
        bare = rule.bare and words[title.core_start][:1].isupper() and rule.id != "chief-executive"
        fit = rule.role in {"spokesperson", "judge"} or bare
        if not fit or title.determiner or title.owner or title.end > title.core_end or title.start < title.core_start:
            return None
        first = self.begin(title.start)
        return self.sole(first, title.start) or self.sole(self.begin(first - 1), first)

    def of_other(self, title: TitleAt) -> bool:
        """Whether the last name that is a subject before "its chief" is no body's, in its sentence or the one before:
        "Gavi said so. Its chief"."""
        stop = self.begin(self.begin(title.start) - 1)
        for i in range(title.start - 1, stop - 1, -1):
            token = self.text.doc[i]
            if token.dep_ in {"nsubj", "nsubjpass"} and token.tag_ in {"NNP", "NNPS"}:
                return i not in self.inside
        return False

    def begin(self, i: int) -> int:
        """The first token of the sentence of the token at `i`."""
        stop = max(i - _FAR, 0)
        while i > stop and not self.text.doc[i].is_sent_start:
            i -= 1
        return max(i, 0)

    def sole(self, first: int, last: int) -> Range | None:
        """The one body between two tokens that is the subject of a clause, if no company is named there."""
        found = self.subjects[bisect_left(self.starts, first) : bisect_left(self.starts, last)]
        private = bisect_left(self.companies, first) != bisect_left(self.companies, last)
        if len(found) != 1 or private or not _PRIVATE.isdisjoint(self.text.words[first:last]):
            return None
        return found[0]


def may_have(title: TitleAt, body: Evidence) -> bool:
    """Whether a body has such an office: a secretary heads a ministry, a director no court and no party."""
    if title.rule.role == "minister":
        return str(body["name"]).startswith(_MINISTRIES)
    if title.rule.role == "judge":
        return bool(body["type"] == "court")
    return title.rule.role == "spokesperson" or body["type"] not in {"court", "legislature", "party"}
