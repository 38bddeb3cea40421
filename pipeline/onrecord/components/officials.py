"""Finds officials: titles and the names they belong to, officials without a name, and the names of other people."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from onrecord.components.bearers import Bearers
from onrecord.components.colleagues import Colleagues, may_have
from onrecord.components.complements import ADVISERS, Evidence
from onrecord.components.descriptions import description
from onrecord.components.family import Family, Rules, set_mentions
from onrecord.components.leaders import is_over
from onrecord.components.ministries import fields_of
from onrecord.components.names import Range, plain_name
from onrecord.components.nominees import with_nominees
from onrecord.components.offices import Office, Offices
from onrecord.components.places import PlaceAt, Places
from onrecord.components.text import Text
from onrecord.components.titles import TitleAt, Titles, is_no_office, is_of_state, is_plural, is_private, title_words
from onrecord.components.untitled import PERSONAL, Untitled
from onrecord.model import Mention

_NEAR = 80
"""How many words back the organisation may stand for which somebody speaks."""

_MONARCHIES = frozenset("AU BE BH CA DK ES GB JM JO JP KH KW MA MY NL NO NZ OM PG QA SA SE TH".split())
"""Countries that have no president."""

_LATELY = 30
"""How many words back another country may be named whose head of government somebody is."""

_INDEFINITE = frozenset({"a", "an", "one", "another", ""})
_GROUPS = frozenset({"official", "prosecutor", "police", "diplomat"})
_AT_HOME = frozenset({"local", "police", "judge", "prosecutor", "legislator", "official"})
"""Roles whose country, where nothing says another one, is the one that the article is about."""

_STATE = frozenset({"government", "police", "military", "army", "presidential", "ministry"})
"""Words of a title that say that it is of a public body, though none is named."""

_ABROAD = frozenset({"diplomat", "candidate"})
"""Roles whose country is often not the one that the article is about."""

_FIRM = frozenset(
    """
    Airlines Co. Corp. Energy Financial Group Holdings Inc Inc. Industries Loan Ltd. Oil PLC Pictures Savings Steel
    """.split()
)
"""Words in the names of companies, which may begin with a city: "Columbia Savings"."""

_PRONOUNS = frozenset({"his", "her", "its", "their", "our", "my"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})


class Officials(Family):
    """Marks officials in `doc.spans["officials"]` and other persons in `doc.spans["people"]`.

    A mention is the name alone, or for the unnamed the whole noun phrase; the evidence of those with a title says
    which office it is.
    """

    family = "officials"
    tables = ("officials", "places", "agencies", "cues")

    def __init__(self, nlp: Language, name: str, patterns: str | None = None) -> None:
        self.tokenizer: Callable[[str], Doc] = nlp.tokenizer
        super().__init__(nlp, name, patterns)

    def compile(self, rules: Rules) -> None:
        """Build the matchers."""
        self.places = Places(self.tokenizer, rules["places"])
        self.titles = Titles(self.tokenizer, rules["officials"], fields_of(rules["agencies"]))
        self.offices = Offices(rules["agencies"], self.places.countries)
        self.speaking = frozenset(r.lemma for r in rules["cues"] if r.pos == "verb" and r.takes != ("hearing",))

    def find(self, doc: Doc) -> list[Mention]:
        """The officials of `doc`, and beside them the other people (label PERSON)."""
        text = Text(doc, self.places(doc), self.places.countries)
        text.count(evidence["country"] for _, evidence in agency_spans(doc))
        text.international = any(evidence["type"] == "intergovernmental" for _, evidence in agency_spans(doc))
        bodies = {span.start: (span.start, span.end, evidence) for span, evidence in agency_spans(doc)}
        titles = [t for t in with_nominees(text, self.titles(text, bodies)) if not is_no_office(text, t)]
        return _Reader(text, bodies, titles, self.offices, self.speaking).read()

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


def each(text: Text, title: TitleAt, count: int) -> list[TitleAt]:
    """A title of `count` persons, one for each, of the country of each where it names as many: "the ministers of Kenya
    and Uganda"."""
    places = [place for place in text.places if title.core_end <= place.start < title.end] if count > 1 else []
    return [replace(title, place=place) for place in places] if len(places) == count else [title] * count


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
        self.bodies = bodies
        self.speaking = speaking
        text.offices = {t.rule.id for t in titles}
        text.state_offices = {t.rule.id for t in titles if is_of_state(t)}
        known = {i for start, end, _ in bodies.values() for i in range(start, end)}
        known.update(i for place in text.places for i in range(place.start, place.end))
        known.update(e.start for e in text.ents if e.end - e.start == 1 and text.words[e.start] in text.last_names)
        advising = (t for t in titles if text.words[t.core_end - 1].casefold() in ADVISERS)
        known.update(i for t in advising for i in range(t.core_end, t.end))  # "on Media and Publicity"
        self.companies = [e.start for e in text.ents if e.label_ == "ORG" and known.isdisjoint(range(e.start, e.end))]
        firms = (e for e in text.ents if e.label_ == "ORG" and not _FIRM.isdisjoint(text.words[e.start : e.end]))
        self.firms = {text.words[firm.start] for firm in firms}
        heads = [(t.rule.id, t.place) for t in titles if t.place and t.rule.role == "head" and not t.company]
        self.heads = {(rule, place.country) for rule, place in heads if place.is_country}
        self.placed = [place.start for place in text.places]
        self.colleagues = Colleagues(text, sorted((start, end) for start, end, _ in bodies.values()), self.companies)
        self.untitled = Untitled(text, bodies, offices, self.colleagues)
        self.closed = {i for t in titles for i in range(t.core_start, t.core_end)}
        for start, end, body in bodies.values():
            personal = text.words[end - 1].casefold() in PERSONAL and body["id"] is None
            self.closed.update(range(end - 1 if personal else start, end))
        self.closed.update(i for p in text.places if p.form == "adjective" for i in range(p.start, p.end))

    def read(self) -> list[Mention]:
        """All mentions."""
        bearers = Bearers(self.text, self.titles, self.closed)
        held: dict[Range, list[TitleAt]] = {}
        alone: list[TitleAt] = []
        outer: tuple[TitleAt, list[Range]] | None = None
        for title in self.titles:
            names = [] if title.company and title.rule.role != "candidate" else bearers.of(title)
            if names and outer is not None and names == outer[1] and outer[0].core_end < title.core_end <= outer[0].end:
                names = names if self.text.word(names[0][0] - 1) != "," else []  # "an aide to the mayor, Ana Duarte,"
            outer = (title, names) if names else outer
            if names and is_over(self.text, title.core_start, title.core_end):
                title = replace(title, over=True)
            for name, own in zip(names, each(self.text, title, len(names)), strict=True):
                held.setdefault(name, []).append(own)
            if not names:
                alone.append(title)
        found = [self.named(name, held.get(name, [])) for name in bearers.names]
        return [*found, *self.unnamed(alone)]

    def named(self, name: Range, titles: list[TitleAt]) -> Mention:
        """A name with the offices that belong to it here; a person's, where there are none."""
        span = Span(self.doc, *name)
        kept = [(title, self.office(title, name)) for title in titles]
        kept = [(t, o) for t, o in kept if o.organization or o.stated or self.is_public(t, o)]
        evidence: dict[str, Any] = {"name": plain_name(span.text), "titles": [self.held(t, o) for t, o in kept]}
        if not kept and (described := description(self.text, *name)):
            evidence["description"] = described
        if kept:
            evidence["introduced"] = self.introduced(name, [t for t, _ in kept])
            self.colleagues.remember(name, kept[0][1])
        else:
            evidence["titles"] = self.untitled.of(name, evidence.get("description", ""))
        bodiless = not any(title["organization"] for title in evidence["titles"])
        if bodiless and (led := self.untitled.leads(name)) is not None:
            evidence["titles"].append(led)
            self.colleagues.remember(name, Office(led["organization"], led["organization_id"], led["country"]))
        label = "OFFICIAL" if evidence["titles"] else "PERSON"
        rule = evidence["titles"][0]["rule"] if evidence["titles"] else "name"
        return Mention(span.start_char, span.end_char, span.text, label, rule, evidence)

    def is_public(self, title: TitleAt, office: Office) -> bool:
        """Whether a title is a public office though no body is named: "U.S. surgeon general", "President Duarte"."""
        rule, known = title.rule, bool(office.country or office.organization) or not _STATE.isdisjoint(title.words)
        if office.organization is None and is_private(self.text, title):
            return False
        if rule.corporate and self.text.words[title.core_start].islower():
            return known  # "president" of a company, "general" manager
        if not rule.bare:
            return rule.role != "spokesperson" or known or not self.of_company(title)
        if rule.id == "chief-executive":
            return False
        if title.rule.role == "candidate":
            return bool(office.country) or "presidential" in title.words or "-" in title.words
        if rule.role == "minister":
            return known or title.core_end - title.core_start > 1  # "Cabinet Secretary"
        if rule.role != "officer":
            return False
        words = self.text.words[title.core_start : title.core_end]
        home = self.text.home if not self.companies and words[0][:1].isupper() else None
        if (office.country or home) and (len(words) > 1 or "-" in words[0]):
            return True
        return words[0][:1].isupper() and self.of_body_before(title)

    def of_body_before(self, title: TitleAt) -> bool:
        """Whether the last organisation before "Commissioner Duarte" is a public body, or the article has none else."""
        if not self.companies:
            return bool(self.bodies)
        near = self.untitled.before(title.start)[-1:]
        return not self.of_company(title) and bool(near) and near[0][0] > title.start - _NEAR

    def office(self, title: TitleAt, name: Range | None = None) -> Office:
        """The body and country of a title."""
        beside = None
        if name and self.text.word(name[1]) == "of":
            beside = self.text.starting.get(name[1] + 1 + (self.text.word(name[1] + 1) == "the"))
        elif name:
            beside = self.constituency(name[1])
        earlier = (
            [] if title.determiner == "its" and self.colleagues.of_other(title) else self.untitled.before(title.start)
        )
        if name and title.body is None and title.rule.role not in {"head", "royal", "candidate", "local"}:
            title = replace(title, body=self.untitled.body_after(name, title.rule.role in {"police", "military"}))
        office = self.offices.office(self.text, title, earlier, beside)
        if office.organization is None and (beside_it := self.colleagues.joined(title)) is not None:
            return beside_it
        if office.organization is None and name and (other := self.colleagues.of_successor(title)) is not None:
            return other._replace(stated=True)
        if office.organization is None and (above := self.colleagues.of_person(title)) is not None:
            return above._replace(stated=True)
        court = title.rule.role == "judge" and not office.stated and title.body is None and title.place is None
        if name and (office == Office() or court) and (subject := self.colleagues.subject(title)) is not None:
            body = self.bodies[subject[0]][2]
            return Office(body["name"], body["id"], body["country"]) if may_have(title, body) else office
        return office

    def of_company(self, title: TitleAt) -> bool:
        """Whether the organisation before a title is a company, so that the title is of that most likely."""
        before = bisect_left(self.companies, title.start)
        company = self.companies[before - 1] if before else -1
        body = next((start for start, _ in reversed(self.untitled.before(title.start))), -1)
        return company > max(body, title.start - _NEAR)

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
        known = office._asdict() | {"former": title.former, "acting": title.acting, "rule": title.rule.id}
        home = self.text.home if title.rule.role in _AT_HOME else self.text.only
        if home is not None and home.country == "US" and title.rule.bodies and "US" not in title.rule.bodies:
            home = None  # an office that the United States do not have ("MP")
        taken = home is not None and (title.rule.id, home.country) in self.heads  # another one is that country's
        taken = taken or (
            home is not None and title.rule.role in {"head", "minister"} and self.abroad(title, home.country)
        )
        taken = taken or (home is not None and title.rule.id == "president" and home.country in _MONARCHIES)
        taken = taken or (home is not None and title.rule.role == "head" and not self.text.is_about(home))
        if (
            home is not None
            and not taken
            and title.rule.role not in _ABROAD
            and title.rule.id != "monarch"
            and not office.organization_id
        ):
            known["country"] = office.country or home.country
        plain = words.casefold().split()[-1:] in (["official"], ["officials"], ["authorities"], ["leaders"])
        return known | {"text": None if plain and title.rule.role == "official" else text}

    def abroad(self, title: TitleAt, home: str) -> bool:
        """Whether the country that was named last before a title, not long ago, is another one than `home`."""
        last = bisect_left(self.placed, title.start) - 1
        place = self.text.places[last] if last >= 0 else None
        return place is not None and place.is_country and place.country != home and title.start - place.end < _LATELY

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
        rule, plural, place = title.rule, is_plural(self.text, title), title.place
        if place is not None and place.form == "city" and self.text.words[place.start] in self.firms:
            return False  # "Columbia officials" are those of Columbia Savings
        if office.organization is None and is_private(self.text, title):
            return False
        if rule.role in {"head", "royal", "candidate"} or (not title.determiner and self.text.in_headline(title.start)):
            return False
        known = office.organization is not None or office.country is not None
        if rule.bare and not known and (title.rule.role != "official" or title.owner is not None):
            return False
        if rule.role == "officer" and (office.organization is None or title.determiner in _PRONOUNS):
            return False
        if rule.role == "spokesperson" and not known and self.of_company(title):
            return False
        speaks = self.speaks(title)
        if plural:
            return speaks and title.determiner not in _PRONOUNS and (known or rule.role in _GROUPS)
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
        if verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.lefts):
            return False  # "for the justices to hear"
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
