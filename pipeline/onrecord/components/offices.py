"""Which body and country an office belongs to: by the body beside its title, by its country, else by the rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from onrecord.components.bodies import NARROWER, Body, body_of, named
from onrecord.components.complements import Evidence
from onrecord.components.ministries import ministry
from onrecord.components.places import PlaceAt
from onrecord.components.surface import text_at
from onrecord.components.text import Text
from onrecord.components.titles import DROPPED, GENERIC, PARTIES, TitleAt
from onrecord.rules import AgencyRule, OfficialRule, PlaceRule

_OF_TITLE = {"commissioner": "commission", "councilman": "council", "councilwoman": "council", "councilor": "council"}
_OF_TITLE |= {"councillor": "council", "council member": "council", "councilmember": "council"}
_OF_TITLE |= {"council president": "council", "city council president": "council", "council speaker": "council"}
_OF_TITLE |= {"school board president": "board", "school board member": "board", "school board chairman": "board"}
_ALIKE = {"panel": "committee", "alliance": "nato", "body": "", "agency": "", "fund": "fund", "organization": ""}

_OF_STATES = {"attorney-general": "Attorney General's Office", "secretary-of-state": "Secretary of State's Office"}
_OF_STATES |= {"attorney-general.deputy": "Attorney General's Office"}
"""Offices that each state of a country has, too, and what their bodies are called there."""


_CHAMBERS = {"senator": "senate", "representative": "house-of-representatives"}
"""Legislators that the states have as well, and the kinds of their chambers."""

_HOMELY = frozenset({"judge", "prosecutor"})
"""Roles that are of the country that the article is about, where it names no other."""

_MEMBERS = {
    ("conservative", "GB"): "gb-conservative-party",
    ("tory", "GB"): "gb-conservative-party",
    ("labour", "GB"): "gb-labour-party",
    ("conservative", "CA"): "ca-conservative-party",
    ("liberal", "CA"): "ca-liberal-party",
    ("liberal", "AU"): "au-liberal",
    ("labor", "AU"): "au-labor",
    ("labour", "NZ"): "nz-labour",
}
"""Words for the members of a party, by country."""


_REGIONAL = frozenset({"state", "provincial", "regional"})
"""What a minister is who is none of the country's government."""

_LOWER = frozenset({"deputy", "assistant", "former", "acting", "then", "new", "outgoing", "next", "first", "late", "-"})
"""Words before the title of an office that say no body."""


def is_of_other(text: Text, title: TitleAt) -> bool:
    """Whether a noun beside a title says another body than the United Nations: "the union's secretary-general"."""
    if text.is_possessive(title.start - 1):
        return text.word(title.start - 2).islower()
    return any(
        word.isalpha() and word.islower() and word not in _LOWER for word in text.words[title.start : title.core_start]
    )


class Office(NamedTuple):
    """The body and country of an office, as far as they are known; `stated`: the article names the body with it."""

    organization: str | None = None
    organization_id: str | None = None
    country: str | None = None
    stated: bool = False


class Offices:
    """Knows the bodies that offices belong to."""

    def __init__(self, agencies: Iterable[AgencyRule], places: Mapping[str, PlaceRule]) -> None:
        self.places = places
        self.known = {rule.id: rule for rule in agencies}
        self.own = {(r.kind, r.country): r for r in self.known.values() if r.kind and r.country}
        self.by_name = {r.name.casefold(): r for r in self.known.values() if r.name}

    def office(self, text: Text, title: TitleAt, earlier: list[tuple[int, Evidence]], beside: PlaceAt | None) -> Office:
        """The office that a title names. `earlier`: the bodies named before it; `beside`: a country after the name."""
        rule, place = title.rule, title.place or beside
        country = place.country if place else None
        if "shadow" in title.words:  # of no government
            return Office(None, None, country)
        body = title.body or self.meant(text, title, earlier)
        if rule.role == "candidate":
            return self.party(text, title)
        if rule.role == "minister" and body is not None and of_province(place, body, title):
            return Office(None, None, country)
        if body is None and title.words[-1:] == ("leader",) and (party := self.of_members(text, title)) is not None:
            return self._of(party)
        if body is not None and body["id"] is None and beside and beside.is_country and rule.body:
            body = None  # "Interior Minister Duarte of Kenya": the country behind the name says whose ministry
        part = self.known.get(rule.body or "")
        if body is not None and part is not None and part.parent and part.parent == body["id"]:
            return self._of(part)  # "U.N. high commissioner for refugees"
        if body is not None and rule.role not in {"head", "royal"}:
            return self.of_body(title, body, country)
        if body is not None and body["type"] not in {"executive", "military", "party"}:
            return self.of_body(title, body, country)
        if rule.id in {"governor", "lieutenant-governor"} and place is None and not text.state_offices & {"governor"}:
            bank = next((b for _, b in reversed(earlier) if b["type"] == "central_bank"), None)
            if bank is not None:
                return self.of_body(title, bank, country)
        if rule.role == "head" and rule.bodies and body is None:
            line = self.known.get(rule.bodies.get(country or (text.home.country if text.home else "")) or "")
            if line is not None:
                return self._of(line)  # "the chancellor", in Britain
        if rule.role in {"head", "royal", "local"}:
            town = self.town(text, title) if "mayor" in rule.id else None
            return Office(town, None, country or (body["country"] if body else None))
        return self.by_rule(text, title, place)

    def of_body(self, title: TitleAt, body: Evidence, country: str | None) -> Office:
        """The office of a body that the article names."""
        rule = title.rule
        if body["id"] == "eu" and title.words[-1:] == ("commissioner",):
            return self._of(self.known["eu-commission"])
        if rule.role == "legislator" and body["type"] == "party" and rule.body and body["country"] in self.places:
            return self.in_country(rule, self.places[body["country"]])
        if rule.role == "diplomat":
            return Office(body["name"], body["id"], country or body["country"], stated=True)
        return Office(body["name"], body["id"], body["country"] or country, stated=True)

    def by_rule(self, text: Text, title: TitleAt, place: PlaceAt | None) -> Office:
        """The office of the body that the table gives for its country, or for the one that the article is about."""
        rule = title.rule
        country = place.country if place else None
        partisan = rule.id == "secretary-of-state" and not PARTIES.keys().isdisjoint(title.words)  # of a state's
        inside = place is not None and title.core_start <= place.start < title.core_end  # "Scottish secretary"
        state = place is not None and place.rule.kind == "state" and not inside
        if place is not None and state and rule.id in _OF_STATES:
            own = body_of(self.known["attorney-general-office"], place.rule, self.own, words=_OF_STATES[rule.id])
            return Office(own.name, own.id, own.country) if own else Office(None, None, country)
        regional = not _REGIONAL.isdisjoint(title.words[: title.core_start - title.start])
        if rule.role == "minister" and regional and place is None:
            land = {p.rule.name: p.rule for p in text.places if p.rule.kind == "state"}
            own = body_of(self.known["government"], next(iter(land.values())), self.own) if len(land) == 1 else None
            return Office(own.name, own.id, own.country) if own else Office(None, None, country)
        if partisan or "state" in title.words[: title.core_start - title.start]:
            return Office(None, None, country)
        if state and rule.role != "legislator":
            return Office(None, None, country)
        if rule.id in _CHAMBERS and place is None and text.state is not None:
            own = body_of(self.known[_CHAMBERS[rule.id]], text.state, self.own)
            return Office(own.name, own.id, own.country) if own else Office(None, None, text.state.country)
        if rule.role == "minister" and not NARROWER.isdisjoint(title.words[: title.core_start - title.start]):
            return Office(None, None, country)  # "Basic Education Minister": of a field of its own
        home = self.places.get(country or "") or self.assumed(text, title)
        if rule.id == "minister" and (where := home or text.home) and (name := ministry(text, title, where)):
            known = self.by_name.get(name.casefold())
            return self._of(known) if known else Office(name, None, where.country)
        line = self.known.get(rule.body or "")
        if line is not None and line.country == "UN" and is_of_other(text, title):
            return Office(None, None, country)
        if line is not None and line.name and not rule.bodies:
            return self._of(line)  # of that body, wherever
        return self.in_country(rule, home, country) if home is not None else Office(None, None, country)

    def in_country(self, rule: OfficialRule, home: PlaceRule, country: str | None = None) -> Office:
        """The office as a country has it; `country`: the one that the article names, if any."""
        line = self.known.get(rule.bodies.get(home.country) or rule.body or "")
        if line is None:
            return Office(None, None, country)
        if line.name:
            only = rule.body is not None and not rule.bodies
            return self._of(line) if only or line.country == home.country else Office(None, None, country)
        body = body_of(line, home, self.own)
        return Office(body.name, body.id, body.country) if body else Office(None, None, country)

    def assumed(self, text: Text, title: TitleAt) -> PlaceRule | None:
        """The country of an office that names none: the article's; of some titles, the one that has them."""
        rule, home = title.rule, text.home_at(title.start)
        if len(rule.bodies) == 1 and rule.body is None and rule.id not in text.state_offices:
            only = next(iter(rule.bodies))  # an office that only one country has, or few others
            abroad = home is not None and home.country != only
            rare = not rule.id.endswith("secretary-of-state") and (rule.role in _HOMELY or not text.countries[only])
            return None if abroad and rare else self.places.get(only)
        line = self.known.get(rule.body or "")
        if rule.id.startswith("attorney-general") and "governor" in text.offices:
            return None  # may be the state's
        if home is not None and home.country != "US":
            if home.country in rule.bodies or (line is not None and not line.name):
                return home
            if rule.role != "legislator":
                return None
        if rule.id in text.state_offices:
            return None
        if text.elsewhere(title.start):
            return self.at_dateline(rule, text.dateline or "")
        minister = not {"minister", "ministers"}.isdisjoint(title.words)
        return self.places.get("US") if "US" in rule.bodies and not minister else None

    def at_dateline(self, rule: OfficialRule, country: str) -> PlaceRule | None:
        """The country of a dateline for an office that it has under a body of its own, or of the kind of body."""
        line = self.known.get(rule.bodies.get(country) or rule.body or "")
        own = line is not None and (line.country == country or not line.name)
        return self.places.get(country) if own else None

    def _of(self, rule: AgencyRule) -> Office:
        body: Body = named(rule)
        return Office(body.name, body.id, body.country)

    def of_members(self, text: Text, title: TitleAt) -> AgencyRule | None:
        """The party that a word for its members means in the country at hand: "Conservative", "Republican"."""
        home = text.home.country if text.home else ""
        parties = (PARTIES.get(word) or _MEMBERS.get((word, home)) for word in title.words)
        return next((self.known[party] for party in parties if party in self.known), None)

    def party(self, text: Text, title: TitleAt) -> Office:
        """The party of a candidate: of the body beside it, or of a word for its members."""
        if title.body is not None and (title.body["type"] == "party" or title.words[-1:] == ("nominee",)):
            return Office(title.body["name"], title.body["id"], title.body["country"])
        line = self.of_members(text, title)
        return self._of(line) if line else Office(None, None, title.place.country if title.place else None)

    def town(self, text: Text, title: TitleAt) -> str | None:
        """The name of a mayor's city or county as the article has it."""
        if title.end > title.core_end + 1:
            return text.doc[title.core_end + 1 : title.end].text
        before = range(title.start, title.core_start)
        dropped = (i for i in before if i not in title.names and text.words[i].casefold() in DROPPED)
        named = sorted({i for i in before if text.capital(i)}.difference(dropped))
        return text.doc[named[0] : named[-1] + 1].text if named else None

    def meant(self, text: Text, title: TitleAt, earlier: list[tuple[int, Evidence]]) -> Evidence | None:
        """The body that a general noun before or after the title means: the last one named that it fits."""
        noun = _OF_TITLE.get(text_at(text.doc, title.core_start, title.core_end).casefold(), "")
        if title.owner is not None:
            noun = text.word(title.owner[1] - 1).casefold()
        elif title.start < title.core_start:
            noun = text.word(title.core_start - 1).casefold()
        elif title.end > title.core_end + 1:
            noun = text.word(title.end - 1).casefold()
        if title.determiner == "its" and earlier:
            return earlier[-1][1]
        return self.last(noun, earlier)

    def last(self, noun: str, earlier: list[tuple[int, Evidence]]) -> Evidence | None:
        """The last body named before that a general noun fits: "the agency", "the committee"."""
        if noun not in GENERIC:
            return None
        wanted = _ALIKE.get(noun, noun)
        for _, body in reversed(earlier):
            if wanted in body["name"].casefold() and (noun == "party" or body["type"] != "party"):
                return body
        return None


def of_province(place: PlaceAt | None, body: Evidence, title: TitleAt) -> bool:
    """Whether a state or province stands before a field by which the nation's own body is called for short: "Ontario
    Health Minister"."""
    if place is None or place.rule.kind != "state" or not title.start <= place.start < title.core_start:
        return False
    own = place.rule.name in body["name"] or body["country"] != place.country or body["id"] is None
    return not own
