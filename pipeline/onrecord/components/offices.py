"""Which body and country an office belongs to: by the body beside its title, by its country, else by the rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.components.bodies import Body, Text, kind_of_place, named
from onrecord.components.places import PlaceAt
from onrecord.components.titles import PARTIES, Evidence, TitleAt
from onrecord.rules import AgencyRule

_GENERIC = frozenset(
    {"agency", "department", "ministry", "bureau", "commission", "committee", "panel", "court", "council", "party"}
    | {"campaign", "board", "office", "administration", "force", "bank", "body", "organization", "alliance", "project"}
    | {"government", "parliament", "senate", "house", "union", "service", "tribunal", "mission", "subcommittee", "fund"}
)
"""Nouns by which a body that was named before is meant ("the agency's director")."""

_ALIKE = {"panel": "committee", "alliance": "nato", "body": "", "agency": "", "fund": "fund", "organization": ""}


@dataclass(frozen=True, slots=True)
class Office:
    """The body and country of an office, as far as they are known."""

    organization: str | None = None
    organization_id: str | None = None
    country: str | None = None


class Offices:
    """Knows the bodies that offices belong to."""

    def __init__(self, agencies: Iterable[AgencyRule]) -> None:
        self.known = {rule.id: rule for rule in agencies}
        self.own = {(r.kind, r.country): r for r in self.known.values() if r.kind and r.country}

    def office(self, text: Text, title: TitleAt, earlier: list[tuple[int, Evidence]], beside: PlaceAt | None) -> Office:
        """The office that a title names. `earlier`: the bodies named before it; `beside`: a country after the name."""
        rule, place = title.rule, title.place or beside
        country = place.country if place else None
        body = title.body or self.meant(text, title, earlier)
        if rule.role == "candidate":
            return self.party(title)
        if body is not None and rule.role not in {"head", "royal"}:
            return self.of_body(title, body, country)
        if body is not None and body["type"] in {"intergovernmental", "central_bank", "legislature", "court"}:
            return self.of_body(title, body, country)
        if rule.role in {"head", "royal", "local"}:
            town = place.rule.name if place and place.form != "city" else self.town(text, place)
            return Office(town if "mayor" in rule.id else None, None, country or (body["country"] if body else None))
        return self.by_rule(title, place)

    def of_body(self, title: TitleAt, body: Evidence, country: str | None) -> Office:
        """The office of a body that the article names."""
        rule = title.rule
        home = rule.bodies.get(body["country"] or "")
        if rule.role == "legislator" and home and body["type"] == "party":
            return self._of(self.known[home])
        if rule.role == "diplomat":
            return Office(body["name"], body["id"], country or body["country"])
        return Office(body["name"], body["id"], body["country"] or country)

    def by_rule(self, title: TitleAt, place: PlaceAt | None) -> Office:
        """The office of the body that the table gives for its country; where nothing says another one, of the U.S."""
        rule = title.rule
        country = place.country if place else None
        of_state = place is not None and place.rule.kind == "state" and rule.role != "legislator"
        if of_state or "state" in title.words[: title.core_start - title.start]:
            return Office(None, None, country)
        if country is None and rule.bodies and rule.role in {"legislator", "minister", "prosecutor", "judge"}:
            country = "US" if "US" in rule.bodies else None
        line = rule.bodies.get(country or "") or rule.body
        if line is None:
            return Office(None, None, country)
        known = self.known.get(line)
        if known is None or (known.name and country not in {None, known.country}):
            return Office(None, None, country)
        if known.name:
            return self._of(known)
        if place is None:
            return Office(None, None, None)
        body = kind_of_place(known, place, self.own)
        return Office(body.name, body.id, country) if body else Office(None, None, country)

    def _of(self, rule: AgencyRule) -> Office:
        body: Body = named(rule)
        return Office(body.name, body.id, body.country)

    def party(self, title: TitleAt) -> Office:
        """The party of a candidate: of the body beside it, or of a word for its members."""
        if title.body is not None and title.body["type"] == "party":
            return Office(title.body["name"], title.body["id"], title.body["country"])
        line = next((self.known[PARTIES[w]] for w in title.words if w in PARTIES), None)
        return self._of(line) if line else Office(None, None, title.place.country if title.place else None)

    def town(self, text: Text, place: PlaceAt | None) -> str | None:
        """The name of a city as the article has it."""
        return text.doc[place.start : place.end].text if place else None

    def meant(self, text: Text, title: TitleAt, earlier: list[tuple[int, Evidence]]) -> Evidence | None:
        """The body that a general noun before or after the title means: the last one named that it fits."""
        noun = ""
        if title.owner is not None:
            noun = text.word(title.owner[1] - 1).casefold()
        elif title.start < title.core_start:
            noun = text.word(title.core_start - 1).casefold()
        elif title.end > title.core_end + 1:
            noun = text.word(title.end - 1).casefold()
        if noun not in _GENERIC:
            return None
        wanted = _ALIKE.get(noun, noun)
        for _, body in reversed(earlier):
            if wanted in body["name"].casefold() and (noun == "party" or body["type"] != "party"):
                return body
        return None
