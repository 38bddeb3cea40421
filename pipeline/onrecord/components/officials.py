"""Finds officials: titles and the names they belong to, officials without a name, and the names of other people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from onrecord.components.bodies import Text
from onrecord.components.family import Family, Rules, set_mentions
from onrecord.components.names import HONORIFICS, Range, apart, is_name_word, name_run, plain_name, repaired
from onrecord.components.offices import Office, Offices
from onrecord.components.places import PlaceAt, Places
from onrecord.components.titles import Evidence, TitleAt, Titles, is_plural, title_words
from onrecord.model import Mention

_PERSONAL = frozenset({"administration", "campaign", "transition"})
"""Kinds of body that are called by a person, whose name inside them is a mention of the person too."""

_NEED_BODY = frozenset({"officer", "official", "spokesperson", "candidate"})
_NEAR = 80
"""How many words back the organisation may stand for which somebody speaks."""

_INDEFINITE = frozenset({"a", "an", "one", "another", ""})
_GROUPS = frozenset({"spokesperson", "official"})
_GIVING = frozenset(
    {"name", "appoint", "elect", "choose", "nominate", "pick", "install", "confirm", "select", "reelect"}
)
_TO_OFFICE = _GIVING | {"resign", "serve", "work", "act", "quit", "step", "swear", "return"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})


class Officials(Family):
    """Marks officials in `doc.spans["officials"]` and other persons in `doc.spans["people"]`.

    A mention is the name alone, or for the unnamed the whole noun phrase; the evidence of those with a title says
    which office it is.
    """

    family = "officials"
    tables = ("officials", "places", "agencies", "cues")

    def __init__(self, nlp: Language, name: str, patterns: str | None = None) -> None:
        self.tokenizer: Callable[[str], Doc] = nlp.make_doc
        super().__init__(nlp, name, patterns)

    def compile(self, rules: Rules) -> None:
        """Build the matchers."""
        self.places = Places(self.tokenizer, rules["places"])
        self.titles = Titles(self.tokenizer, rules["officials"])
        self.offices = Offices(rules["agencies"], self.places.countries)
        self.speaking = frozenset(rule.lemma for rule in rules["cues"] if rule.pos == "verb")

    def find(self, doc: Doc) -> list[Mention]:
        """The officials of `doc`, and beside them the other people (label PERSON)."""
        text = Text(doc, self.places(doc), self.places.countries)
        text.count(evidence["country"] for _, evidence in agency_spans(doc))
        bodies = {span.start: (span.start, span.end, evidence) for span, evidence in agency_spans(doc)}
        return _Reader(text, bodies, self.titles(text, bodies), self.offices, self.speaking).read()

    def __call__(self, doc: Doc) -> Doc:
        found = self.find(doc)
        set_mentions(doc, "officials", [m for m in found if m.label == "OFFICIAL"])
        set_mentions(doc, "people", [m for m in found if m.label == "PERSON"])
        return doc


def agency_spans(doc: Doc) -> list[tuple[Any, Evidence]]:
    """The spans of agencies with their evidence; none where that component did not run."""
    if "agencies" not in doc.spans:
        return []
    group = doc.spans["agencies"]
    return [(span, row[-1]) for span, row in zip(group, group.attrs["mentions"], strict=True)]


def place_of(span: Span) -> dict[str, Any]:
    """A span as plain evidence."""
    return {"start_char": span.start_char, "end_char": span.end_char, "text": span.text}


class _Reader:
    """One Doc being read."""

    def __init__(
        self,
        text: Text,
        bodies: dict[int, tuple[int, int, Evidence]],
        titles: list[TitleAt],
        offices: Offices,
        speaking: frozenset[str],
    ) -> None:
        self.text = text
        self.doc = text.doc
        self.titles = titles
        self.offices = offices
        self.speaking = speaking
        text.state_offices = {t.rule.id for t in titles if t.place and t.place.rule.kind == "state"}
        known = {i for start, end, _ in bodies.values() for i in range(start, end)}
        known.update(i for place in text.places for i in range(place.start, place.end))
        self.companies = [
            e.start for e in self.doc.ents if e.label_ == "ORG" and known.isdisjoint(range(e.start, e.end))
        ]
        self.begun = {t.core_start: t for t in titles} | {t.start: t for t in titles}
        self.covering: dict[int, Range] = {}
        self.earlier = [(start, body) for start, (_, _, body) in sorted(bodies.items())]
        self.closed = {i for t in titles for i in range(t.core_start, t.core_end)}
        for start, end, body in bodies.values():
            personal = text.words[end - 1].casefold() in _PERSONAL and body["id"] is None
            self.closed.update(range(end - 1 if personal else start, end))
        self.closed.update(i for p in text.places if p.form == "adjective" for i in range(p.start, p.end))

    def read(self) -> list[Mention]:
        """All mentions."""
        names = apart([*repaired(self.doc, self.text.words, self.closed), *self.after_titles()])
        self.covering = {i: (start, end) for start, end in names for i in range(start, end)}
        starting = {start: (start, end) for start, end in names}
        ending = {end: (start, end) for start, end in names}
        offices: dict[Range, list[TitleAt]] = {}
        alone: list[TitleAt] = []
        for title in self.titles:
            owners = [] if title.company and title.rule.role != "candidate" else self.bearers(title, starting, ending)
            for name in owners:
                offices.setdefault(name, []).append(title)
            if not owners:
                alone.append(title)
        found = [self.named(name, offices.get(name, [])) for name in names]
        return [*found, *self.unnamed(alone)]

    def after_titles(self) -> list[Range]:
        """Names right after a title or before an apposition with one, whether or not the model sees them."""
        found = []
        for title in self.titles:
            comma = title.end if self.text.word(title.end) == "," and (title.owner or title.determiner) else -1
            for start in {title.core_end, title.end, comma + 1 if comma > 0 else title.end}:
                end = name_run(self.doc, self.text.words, start, self.closed)
                place = self.text.starting.get(start)
                if end > start and not (place and place.end >= end) and self.is_name(title, start, end):
                    found.append((start, end))
            found += self.before_apposition(title)
        return found

    def before_apposition(self, title: TitleAt) -> list[Range]:
        """The two or three capitalised words that open a sentence before a comma and a title: a name unseen."""
        start = comma = title.outer - 1
        if self.text.word(comma) != "," or title.rule.role == "candidate":
            return []
        while start > 0 and comma - start < 4 and self.proper(start - 1):
            if self.text.words[start - 1].casefold() in HONORIFICS:
                break
            start -= 1
        named = any(place.start < comma and start < place.end for place in self.text.places)
        honored = self.text.word(start - 1).casefold() in HONORIFICS
        opens = (honored or self.doc[start].is_sent_start) and not self.text.in_headline(start)
        return [(start, comma)] if comma - start in {2, 3} and opens and not named else []

    def proper(self, i: int) -> bool:
        """Whether the word at `i` is tagged as a name and can be a person's."""
        hyphen = self.text.words[i] == "-" and not self.doc[i].whitespace_
        return i not in self.closed and (hyphen or (self.doc[i].tag_ == "NNP" and is_name_word(self.text.words[i])))

    def is_name(self, title: TitleAt, start: int, end: int) -> bool:
        """Whether capitalised words after a title are a person's name: the model says so, or nothing speaks against."""
        kinds = {self.doc[i].ent_type_ for i in range(start, end)}
        if "PERSON" in kinds:
            return not self.text.in_headline(start) or (len(kinds) == 1 and self.doc[start].ent_iob_ == "B")
        if title.rule.role == "candidate" or self.text.in_headline(start):
            return False
        if not kinds.isdisjoint({"EVENT", "FAC", "LAW", "WORK_OF_ART", "PRODUCT", "LOC", "DATE", "NORP"}):
            return False
        short = self.text.words[title.core_end - 1].endswith(".") or title.rule.role in {"head", "royal"}
        return (short or end - start > 1) and all(self.doc[i].tag_ != "NNPS" for i in range(start, end))

    def bearers(self, title: TitleAt, starting: dict[int, Range], ending: dict[int, Range]) -> list[Range]:
        """The names that a title belongs to: after it, in a list after it, in apposition to it, or as a verb says."""
        text, after = self.text, title.core_end
        while follower := self.begun.get(after):  # "Chairman Rep. Duarte"
            after = follower.core_end
        for start in (after, title.end):
            if start in starting:
                return self.listed(title, starting[start], starting)
        plural_of = text.word(title.core_end) == "of" and title.core_end + 1 in starting and is_plural(text, title)
        if plural_of:  # "the foreign ministers of Duarte of Kenya and ..."
            return self.listed(title, starting[title.core_end + 1], starting)
        return self.apposed(title, after, starting, ending) or self.by_verb(title)

    def apposed(self, title: TitleAt, after: int, starting: dict[int, Range], ending: dict[int, Range]) -> list[Range]:
        """The name in apposition: "the court's chief judge, Ana Duarte," or "Ana Duarte, its chief judge,"."""
        text = self.text
        comma = after if text.word(after) == "," else title.end if text.word(title.end) == "," else None
        phrase = title.determiner or title.owner or title.end > title.core_end
        if comma is not None and comma + 1 in starting and phrase:
            name = starting[comma + 1]
            if text.word(name[1]) in {",", "."} and not self.has_apposition(name):
                return [name]
        if text.word(title.outer - 1) == "," and (appositive := self.before_comma(title.outer - 1, ending)):
            return [appositive]
        return []

    def by_verb(self, title: TitleAt) -> list[Range]:
        """The name that the parse joins to a title: in apposition, "is the director", "was named director"."""
        root = self.doc[title.core_start : title.core_end].root
        while root.dep_ == "conj" and root.head.i != root.i:
            root = root.head
        head = root.head
        if root.dep_ == "appos" and (name := self.covering.get(head.i)):
            return [name]
        if root.dep_ == "pobj" and head.lower_ == "as" and head.head.lemma_ in _TO_OFFICE:
            head = head.head
        elif root.dep_ not in {"attr", "oprd"} or (root.dep_ == "attr" and title.determiner in {"a", "an"}):
            return []
        return self.subject(head)

    def subject(self, verb: Token) -> list[Range]:
        """The person whom a verb is about: its object where it gives an office, else its subject."""
        wanted = ("dobj", "nsubjpass") if verb.lemma_ in _GIVING else ("nsubj", "nsubjpass")
        for child in verb.children:
            if child.dep_ in wanted and (name := self.covering.get(child.i)):
                return [name]
        if verb.dep_ in {"xcomp", "conj"} and verb.head.i != verb.i and verb.lemma_ not in _GIVING:
            return self.subject(verb.head)  # "was forced to resign as"
        return []

    def has_apposition(self, name: Range) -> bool:
        """Whether another title follows a name after a comma: it is that title's then."""
        return any(t.outer == name[1] + 1 for t in self.titles) and self.text.word(name[1]) == ","

    def before_comma(self, comma: int, ending: dict[int, Range]) -> Range | None:
        """The name before a comma, with an age, a party or a place between."""
        if comma in ending:
            return ending[comma]
        for i in range(comma, max(comma - 6, 0), -1):
            if i in ending and self.text.word(i) in {",", "(", "of"}:
                between = self.doc[i + 1 : comma].text
                return ending[i] if between.isdigit() or "-" in between or self.text.word(i) != "," else None
        return None

    def listed(self, title: TitleAt, first: Range, starting: dict[int, Range]) -> list[Range]:
        """All names after a plural title ("Sens. A, B and C"), the one name after any other."""
        names = [first]
        at = first[1]
        while is_plural(self.text, title) and at < len(self.text.words):
            at = self.past_place(at)
            step = at
            while self.text.word(step) in {",", "and", "&"}:
                step += 1
            if step == at or step not in starting:
                break
            names.append(starting[step])
            at = starting[step][1]
        return names

    def past_place(self, at: int) -> int:
        """The token after a place or party that follows a name: "of Kenya", "(D-Mont.)"."""
        if self.text.word(at) == "of":
            place = self.text.starting.get(at + 1 + (self.text.word(at + 1) == "the"))
            return place.end if place else at
        if self.text.word(at) == "(":
            close = next((i for i in range(at, min(at + 8, len(self.text.words))) if self.text.words[i] == ")"), None)
            return close + 1 if close else at
        return at

    def named(self, name: Range, titles: list[TitleAt]) -> Mention:
        """A name with the offices that belong to it here; a person's, where there are none."""
        span = self.doc[name[0] : name[1]]
        kept = [(title, self.office(title, name)) for title in titles]
        kept = [(t, o) for t, o in kept if o.organization or self.is_public(t, o)]
        evidence: dict[str, Any] = {"name": plain_name(span.text), "titles": [self.held(t, o) for t, o in kept]}
        if kept:
            evidence["introduced"] = self.introduced(name, [t for t, _ in kept])
        elif (office := self.eponym(name)) is not None:
            evidence["titles"] = [
                {**asdict(office), "text": None, "former": False, "acting": False, "rule": "personal"}
            ]
        label = "OFFICIAL" if evidence["titles"] else "PERSON"
        rule = kept[0][0].rule.id if kept else "personal" if evidence["titles"] else "name"
        return Mention(span.start_char, span.end_char, span.text, label, rule, evidence)

    def is_public(self, title: TitleAt, office: Office) -> bool:
        """Whether a title is a public office though no body is named: "U.S. surgeon general", "President Duarte"."""
        rule, known = title.rule, bool(office.country or office.organization)
        if rule.corporate and self.text.words[title.core_start].islower():
            return known  # "president" of a company, "general" manager
        if not rule.bare:
            return rule.role != "spokesperson" or known or not self.of_company(title)
        if title.rule.role == "candidate":
            return bool(office.country) or "presidential" in title.words or "-" in title.words
        if rule.role == "minister":
            return known
        long = title.core_end - title.core_start > 1 or "-" in self.text.words[title.core_end - 1]
        return bool(office.country) and long and title.rule.role == "officer"

    def eponym(self, name: Range) -> Office | None:
        """The office of somebody by whose name an administration or campaign is called."""
        word = self.text.word(name[1])
        if word in {"presidential", "re-election", "reelection"}:
            word = self.text.word(name[1] + 1)
        return Office(None, None, None) if word in _PERSONAL else None

    def office(self, title: TitleAt, name: Range | None = None) -> Office:
        """The body and country of a title."""
        beside = None
        if name and self.text.word(name[1]) == "of":
            beside = self.text.starting.get(name[1] + 1 + (self.text.word(name[1] + 1) == "the"))
        elif name:
            beside = self.constituency(name[1])
        earlier = [row for row in self.earlier if row[0] < title.start]
        return self.offices.office(self.text, title, earlier, beside)

    def of_company(self, title: TitleAt) -> bool:
        """Whether a spokesperson without a body comes after a company, and so speaks for that most likely."""
        near = range(max(title.start - _NEAR, 0), title.start)
        company = next((start for start in reversed(self.companies) if start in near), -1)
        return company > max((start for start, _ in self.earlier if start in near), default=-1)

    def constituency(self, end: int) -> PlaceAt | None:
        """The state in a legislator's party and state: "D-N.M."."""
        if self.text.word(end) not in {",", "("}:
            return None
        for i in range(end + 1, end + 4):
            if i in self.text.starting and self.text.words[end + 1][:2] in {"D-", "R-", "I-", "D", "R", "I"}:
                return self.text.starting[i]
        return None

    def held(self, title: TitleAt, office: Office) -> dict[str, Any]:
        """An office as evidence."""
        words = title_words(self.text, title)
        text = None if title.rule.role == "candidate" and "nominee" not in words and "-elect" not in words else words
        known = asdict(office) | {"former": title.former, "acting": title.acting, "rule": title.rule.id}
        return known | {"text": text if title.rule.role != "official" or office.organization else None}

    def introduced(self, name: Range, titles: list[TitleAt]) -> dict[str, Any]:
        """The noun phrase of name and titles."""
        starts = [name[0], *(t.outer if t.start > name[0] else t.start for t in titles)]
        ends = [name[1], *(t.end if t.start >= name[1] else name[1] for t in titles)]
        return place_of(self.doc[min(starts) : max(ends)])

    def unnamed(self, titles: list[TitleAt]) -> list[Mention]:
        """Officials without a name who speak or act."""
        found = []
        for title in titles:
            office = self.office(title)
            if not title.company and self.stands_alone(title, office):
                found.append(self.nominal(title, office))
        return found

    def stands_alone(self, title: TitleAt, office: Office) -> bool:
        """Whether a title without a name is somebody who speaks or acts, and not an office talked about."""
        rule, plural = title.rule, is_plural(self.text, title)
        if rule.role in {"head", "royal", "candidate"}:
            return False
        known = office.organization is not None or office.country is not None
        if rule.bare and not known and (title.rule.role != "official" or title.owner is not None):
            return False
        if rule.role == "officer" and office.organization is None:
            return False
        if rule.role == "spokesperson" and not known and self.of_company(title):
            return False
        speaks = self.speaks(title)
        if plural:
            return speaks and (known or rule.role == "official")
        if title.determiner in _INDEFINITE and title.owner is None and not (rule.bare and not known):
            return speaks or (title.determiner != "" and known and self.acts(title))
        return speaks and (known or rule.role in {"official", "spokesperson", "local", "judge", "police", "prosecutor"})

    def speaks(self, title: TitleAt) -> bool:
        """Whether the article gives words to whoever bears the title."""
        root = self.doc[title.core_start : title.core_end].root
        if root.dep_ == "conj":
            root = root.head
        if (
            root.dep_ == "pobj"
            and root.head.lower_ == "to"
            and self.text.word(root.head.i - 1).casefold() == "according"
        ):
            return True
        verb = root.head
        return root.dep_ in _SUBJECTS and verb.lemma_ in self.speaking and root.dep_ != "nsubjpass"

    def acts(self, title: TitleAt) -> bool:
        """Whether whoever bears the title is the subject of a verb."""
        return self.doc[title.core_start : title.core_end].root.dep_ in _SUBJECTS

    def nominal(self, title: TitleAt, office: Office) -> Mention:
        """The mention of an official without a name."""
        start = title.outer
        span = self.doc[start : title.end]
        head = "spokesperson" if title.rule.role == "spokesperson" else self.doc[title.core_end - 1].lemma_.casefold()
        evidence = {
            "name": None,
            "titles": [self.held(title, office)],
            "introduced": place_of(span),
            "head": head,
            "plural": is_plural(self.text, title),
            "definite": title.determiner in {"the", "this", "that"} or title.owner is not None,
        }
        return Mention(span.start_char, span.end_char, span.text, "OFFICIAL", title.rule.id, evidence)


@Language.factory("onrecord_officials", assigns=["doc.spans"], default_config={"patterns": None})
def make_officials(nlp: Language, name: str, patterns: str | None) -> Officials:
    """`nlp.add_pipe("onrecord_officials")`; `patterns`: a folder of own rules beside ours."""
    return Officials(nlp, name, patterns)
