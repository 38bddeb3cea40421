"""Offices of those without a title: "Ana Duarte of the Census Bureau", "who runs the agency", "his successor"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import Any

from spacy.tokens import Token

from onrecord.components.colleagues import Colleagues
from onrecord.components.complements import Evidence
from onrecord.components.leaders import led_by
from onrecord.components.names import Range
from onrecord.components.offices import Office, Offices
from onrecord.components.text import Text

PERSONAL = frozenset({"administration", "campaign", "transition"})
"""Kinds of body that are called by a person, whose name inside them is a mention of the person too."""

_REMEMBERED = 100
"""How many bodies back "the agency" may mean one."""

_AFTER_BEFORE = {"predecessor": True, "successor": False}
"""Who held or holds the office of somebody else, and whether that is over."""

_NOW = {"former": False, "acting": False}


class Untitled:
    """The bodies of one text, and the offices of those whom no title names."""

    def __init__(
        self, text: Text, bodies: Mapping[int, tuple[int, int, Evidence]], offices: Offices, colleagues: Colleagues
    ) -> None:
        self.text = text
        self.bodies = bodies
        self.offices = offices
        self.colleagues = colleagues
        self.starts = sorted(bodies)
        self.earlier = [(start, bodies[start][2]) for start in self.starts]
        self.ends = {end: body for _, end, body in bodies.values()}

    def before(self, i: int) -> list[tuple[int, Evidence]]:
        """The last bodies that are named before the token at `i`."""
        stop = bisect_left(self.starts, i)
        return self.earlier[max(stop - _REMEMBERED, 0) : stop]

    def of(self, name: Range, described: str) -> list[dict[str, Any]]:
        """The office of somebody named at these tokens who has no title, as evidence; `described`: the description."""
        if (office := self.eponym(name) or self.affiliation(name)) is not None:
            return [{**office._asdict(), "text": None, **_NOW, "rule": "personal"}]
        owner, _, noun = described.casefold().rpartition(" ")
        over = _AFTER_BEFORE.get(noun)
        held = self.of_another(name, owner) if over is not None else None
        return (
            []
            if held is None or held == Office()
            else [{**held._asdict(), "text": None, **_NOW, "former": over, "rule": "predecessor"}]
        )

    def of_another(self, name: Range, owner: str) -> Office | None:
        """The office that somebody else's predecessor or successor has: that of whoever the same sentence names last,
        or of the one that the sentence before names ("His successor"), or of the owner ("Duarte's predecessor")."""
        begin = self.colleagues.begin(name[0])
        if owner in {"his", "her", "their"}:
            opens = begin == name[0] - 3 and begin > 0
            return self.colleagues.only(begin) if opens else self.colleagues.last(name[0], begin)
        if owner.endswith(("'s", "’s")):
            return self.colleagues.by_name.get(self.text.word(name[0] - 4))
        return None

    def leads(self, name: Range) -> dict[str, Any] | None:
        """The office of somebody who heads a body, as a verb says: "Ana Duarte, who runs the agency"."""
        led = led_by(self.text, name)
        body = self.led_body(led.noun) if led is not None and not self.eponym(name) else None
        if led is None or body is None:
            return None
        office = Office(body["name"], body["id"], body["country"])
        return {**office._asdict(), "text": None, **_NOW, "former": led.past, "rule": "leads"}

    def led_body(self, noun: Token) -> Evidence | None:
        """The body that a noun means: one named there, its owner, or for "the agency" the last one of the kind."""
        if (named := self.ends.get(noun.i + 1)) is not None:
            return named
        owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
        if owner is not None:
            return self.ends.get(owner.i + 1)
        plain = all(child.dep_ == "det" for child in noun.lefts)
        return self.offices.last(noun.lower_, self.before(noun.i)) if plain else None

    def affiliation(self, name: Range) -> Office | None:
        """The body beside a name without a title: "Ana Duarte of the Census Bureau", "the Greens' Duarte"."""
        body = self.body_after(name)
        if body is None and name[0] and self.text.is_possessive(name[0] - 1):
            owner = self.ends.get(name[0] - 1)
            body = owner if owner is not None and owner["type"] == "party" else None
        return Office(body["name"], body["id"], body["country"], stated=True) if body else None

    def body_after(self, name: Range, comma: bool = False) -> Evidence | None:
        """The body after "of" or "from" behind a name; `comma`: also where a comma parts them."""
        i = name[1] + (comma and self.text.word(name[1]) == ",")
        if self.text.word(i) not in {"of", "from", "with"}:
            return None
        found = self.bodies.get(i + 1 + (self.text.word(i + 1) == "the"))
        return found[2] if found else None

    def eponym(self, name: Range) -> Office | None:
        """The office of somebody by whose name an administration or campaign is called."""
        word = self.text.word(name[1])
        if word in {"presidential", "re-election", "reelection"}:
            word = self.text.word(name[1] + 1)
        called = self.bodies.get(name[0])
        return Office(country=called[2]["country"] if called else None) if word in PERSONAL else None
