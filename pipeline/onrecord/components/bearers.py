"""Whose a title is: the name after it, in a list, in apposition, or joined to it by a verb."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Span, Token

from onrecord.components.bodies import PRIVATE
from onrecord.components.names import HONORIFICS, PARTICLES, Range, apart, is_name_word, name_run, repaired
from onrecord.components.surface import text_at, text_of
from onrecord.components.text import Text
from onrecord.components.titles import PARTIES, TitleAt, is_plural
from onrecord.components.unseen import unseen_names

_GIVING = frozenset(
    {"name", "appoint", "elect", "choose", "nominate", "pick", "install", "confirm", "select", "reelect"}
)
_TO_OFFICE = _GIVING | {"resign", "serve", "work", "act", "quit", "step", "swear", "return"}


class Bearers:
    """The names of persons in a text, and to which of them each title belongs.

    `closed`: tokens that are no part of a name (titles, bodies, nationalities).
    """

    def __init__(self, text: Text, titles: Sequence[TitleAt], closed: Collection[int]) -> None:
        self.text = text
        self.doc = text.doc
        self.titles = titles
        self.closed = closed
        self.begun = {t.core_start: t for t in titles} | {t.start: t for t in titles}
        found = apart([*repaired(text, closed), *self.after_titles(), *unseen_names(text, closed)])
        found = [name for name in found if self.is_sure(name)]
        self.names = apart([*found, *self.last_names(found)])
        self.covering = {i: name for name in self.names for i in range(*name)}
        self.starting = {name[0]: name for name in self.names}
        self.ending = {name[1]: name for name in self.names}

    def last_names(self, found: Sequence[Range]) -> Iterator[Range]:
        """Last names beside a title that the model does not see: "spokesman Duarte", "Duarte, the spokesman,"."""
        words = self.text.words
        lasts = {words[end - 1] for start, end in found if end - start > 1}
        for title in self.titles:
            for i in (title.core_end, title.end, title.outer - 2):
                beside = i != title.outer - 2 or self.text.word(title.outer - 1) == ","
                if beside and i not in self.closed and self.text.word(i) in lasts:
                    yield i, i + 1

    def name_at(self, i: int) -> Range | None:
        """The name that begins at `i`, or after an honorific there."""
        return self.starting.get(i + (self.text.word(i).casefold() in HONORIFICS)) or self.starting.get(i)

    def past_titles(self, i: int) -> int:
        """The token after the titles that begin one after another at `i`."""
        for _ in range(3):
            i = self.begun[i].core_end if i in self.begun else i
        return i

    def is_sure(self, name: Range) -> bool:
        """Whether a name is none that only a headline's capitals make: it comes again in the text."""
        return not self.text.in_headline(name[0]) or text_of(self.doc).count(text_at(self.doc, *name)) > 1

    def after_titles(self) -> list[Range]:
        """Names right after a title or before an apposition with one, whether or not the model sees them."""
        found = []
        for title in self.titles:
            comma = title.end if self.text.word(title.end) == "," and (title.owner or title.determiner) else -1
            for start in {title.core_end, title.end, comma + 1 if comma > 0 else title.end}:
                start += self.text.word(start).casefold() in HONORIFICS
                end = name_run(self.doc, self.text.words, start, self.closed)
                place = self.text.starting.get(start)
                if end > start and not (place and place.end >= end) and self.is_name(title, start, end):
                    found.append((start, end))
            found += self.before_apposition(title)
        return found

    def before_apposition(self, title: TitleAt) -> list[Range]:
        """The two or three capitalised words that open a sentence before a comma and a title: a name unseen."""
        start = i = comma = title.outer - 1
        if self.text.word(comma) != "," or title.rule.role == "candidate":
            return []
        particles = 0
        while i > 0 and comma - start < 4 + particles:
            if self.text.words[i - 1] in PARTICLES and i < comma:
                i, particles = i - 1, particles + 1  # "Ana de la Torre"
            elif self.proper(i - 1) and self.text.words[i - 1].casefold() not in HONORIFICS:
                start = i = i - 1
            else:
                break
        named = any(i in self.text.starting or i + 1 in self.text.ending for i in range(start, comma))
        honored = self.text.word(start - 1).casefold() in HONORIFICS
        owned = self.text.is_possessive(start - 1) and start - 2 in self.closed  # "the Labour Party's Ana Duarte, MP"
        opens = (honored or owned or self.doc[start].is_sent_start) and not self.text.in_headline(start)
        size = sum(word not in PARTICLES for word in self.text.words[start:comma])
        return [(start, comma)] if size in {2, 3} and opens and not named else []

    def proper(self, i: int) -> bool:
        """Whether the word at `i` is tagged as a name and can be a person's."""
        hyphen = self.text.words[i] == "-" and not self.doc[i].whitespace_
        return i not in self.closed and (hyphen or (self.doc[i].tag_ == "NNP" and is_name_word(self.text.words[i])))

    def is_name(self, title: TitleAt, start: int, end: int) -> bool:
        """Whether capitalised words after a title are a person's name: the model says so, or nothing speaks against."""
        if title.rule.role == "royal" and self.reigns(title, start, end):
            return True
        kinds = {self.doc[i].ent_type_ for i in range(start, end)} - {self.doc[title.core_start].ent_type_ or "-"}
        if "PERSON" in kinds:
            return not self.text.in_headline(start) or (len(kinds) == 1 and self.doc[start].ent_iob_ == "B")
        if title.rule.role in {"candidate", "royal"} or self.text.in_headline(start):
            return False
        if not kinds.isdisjoint({"EVENT", "FAC", "LAW", "WORK_OF_ART", "PRODUCT", "LOC", "DATE", "NORP"}):
            return False
        short = self.text.words[title.core_end - 1].endswith(".") or title.rule.role == "head"
        return (short or end - start > 1) and all(self.doc[i].tag_ != "NNPS" for i in range(start, end))

    def reigns(self, title: TitleAt, start: int, end: int) -> bool:
        """Whether a king's or queen's name has a number or a country beside it: "King Felipe VI", "... of Spain"."""
        text, words = self.text, self.text.words
        if (
            start != title.core_end
            or end - start > 3
            or not text.capital(title.core_start)
            or words[end - 1] in PRIVATE
        ):
            return False
        land = text.starting.get(end + 1) if text.word(end) == "of" else title.place
        numbered = end - start > 1 and set(words[end - 1]) <= set("IVX")
        return numbered or (land is not None and land.is_country and self.doc[end - 1].tag_ == "NNP")

    def of(self, title: TitleAt) -> list[Range]:
        """The names that a title belongs to: after it, in a list after it, in apposition to it, or as a verb says."""
        if title.determiner and self.text.words[title.core_start].casefold() in PARTIES:
            return []  # "a prominent Democrat" seeks no office
        text, after = self.text, title.core_end
        after = self.past_titles(after)  # "Chairman Rep. Duarte"
        for start in (after, self.past_titles(title.end)):
            if name := self.name_at(start):
                return self.listed(title, name)
        plural_of = text.word(title.core_end) == "of" and title.core_end + 1 in self.starting and is_plural(text, title)
        if plural_of:  # "the foreign ministers of Duarte of Kenya and ..."
            return self.listed(title, self.starting[title.core_end + 1])
        if text.is_possessive(title.end):
            return []  # "Ana Duarte, the senator's sister"
        return self.apposed(title, after) or self.by_verb(title)

    def apposed(self, title: TitleAt, after: int) -> list[Range]:
        """The name in apposition: "the court's chief judge, Ana Duarte," or "Ana Duarte, its chief judge,"."""
        text = self.text
        comma = after if text.word(after) == "," else title.end if text.word(title.end) == "," else None
        phrase = title.determiner or title.owner or title.end > title.core_end
        first = self.past_titles(comma + 1) if comma is not None else 0  # "the press secretary, Gen. Duarte,"
        name = self.name_at(first) if comma is not None and phrase else None
        names = self.listed(title, name) if name is not None else []
        if names and text.word(names[-1][1]) in {",", "."} and not self.has_apposition(names[-1]):
            return names
        if text.word(title.outer - 1) == "," and (appositive := self.before_comma(title.outer - 1)):
            return [] if self.goes_on(title, appositive) else [appositive]
        return []

    def goes_on(self, title: TitleAt, name: Range) -> bool:
        """Whether a title behind a name and a comma is the subject: "In a talk with Ana Duarte, the mayor | said"."""
        verb = self.doc[title.end : title.end + 1]
        return bool(verb) and verb[0].tag_ in {"VBD", "VBZ", "VBP", "MD"} and not self.doc[name[0]].is_sent_start

    def by_verb(self, title: TitleAt) -> list[Range]:
        """The name that the parse joins to a title: in apposition, "is the director", "was named director"."""
        root = Span(self.doc, title.core_start, title.core_end).root
        while root.dep_ == "conj" and root.head.i != root.i:
            root = root.head
        head = root.head
        if root.dep_ == "appos" and (name := self.covering.get(head.i)):
            if is_plural(self.text, title) and name[1] != title.outer - 1:
                return []  # "Duarte, the senator, accused ministers"
            return [] if name[1] <= title.start and self.goes_on(title, name) else [name]
        if root.dep_ == "pobj" and head.lower_ == "as" and head.head.lemma_ in _TO_OFFICE:
            head = head.head
        elif (
            root.dep_ not in {"attr", "oprd"}
            or is_plural(self.text, title)
            or (root.dep_ == "attr" and title.determiner in {"a", "an"})
        ):
            return []
        return self.subject(head)

    def subject(self, verb: Token) -> list[Range]:
        """The person whom a verb is about: its object where it gives an office, else its subject."""
        wanted = ("dobj", "nsubjpass") if verb.lemma_ in _GIVING else ("nsubj", "nsubjpass")
        for child in verb.children:
            relative = verb.dep_ == "relcl" and child.lower_ == "who"
            if child.dep_ in wanted and (name := self.covering.get(verb.head.i if relative else child.i)):
                return [name]
        if verb.dep_ in {"xcomp", "conj"} and verb.head.i != verb.i and verb.lemma_ not in _GIVING:
            return self.subject(verb.head)  # "was forced to resign as"
        return []

    def has_apposition(self, name: Range) -> bool:
        """Whether another title follows a name after a comma: it is that title's then."""
        return any(t.outer == name[1] + 1 for t in self.titles) and self.text.word(name[1]) == ","

    def before_comma(self, comma: int) -> Range | None:
        """The name before a comma, with an age, a party or a place between."""
        if comma in self.ending:
            return self.ending[comma]
        for i in range(comma, max(comma - 6, 0), -1):
            if i in self.ending and self.text.word(i) in {",", "(", "of"}:
                between = self.doc[i + 1 : comma].text
                return self.ending[i] if between.isdigit() or "-" in between or self.text.word(i) != "," else None
        return None

    def listed(self, title: TitleAt, first: Range) -> list[Range]:
        """All names after a plural title ("Sens. A, B and C"), the one name after any other."""
        names = [first]
        at = first[1]
        while is_plural(self.text, title) and at < len(self.text.words):
            at = self.past_place(at)
            step = at
            while self.text.word(step) in {",", "and", "&"}:
                step += 1
            if step == at or step not in self.starting:
                break
            names.append(self.starting[step])
            at = self.starting[step][1]
        return names

    def past_place(self, at: int) -> int:
        """The token after a place or party that follows a name: "of Kenya", "(D-Mont.)"."""
        if self.text.word(at) == "of":
            place = self.text.starting.get(at + 1 + (self.text.word(at + 1) == "the"))
            return place.end if place else at
        if self.text.word(at) == "," and self.text.word(at + 1) in {"Republican", "Democrat", "Independent"}:
            place = self.text.starting.get(at + 3)
            return place.end if place else at
        if self.text.word(at) == "," and self.text.word(at + 1)[:2] in {"D-", "R-", "I-", "D", "R", "I"}:
            return next((i for i in range(at + 2, at + 7) if self.text.word(i) == ","), at)
        if self.text.word(at) == "(":
            close = next((i for i in range(at, min(at + 8, len(self.text.words))) if self.text.words[i] == ")"), None)
            return close + 1 if close else at
        return at
