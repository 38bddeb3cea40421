"""Countries and states in a Doc: by name, by adjective, and by the divisions and cities that lie in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, pairwise
from typing import Literal, NamedTuple

from spacy.tokens import Doc

from onrecord.components.phrases import Phrases
from onrecord.rules import PlaceRule

Form = Literal["name", "adjective", "city"]
"""How a place is named: itself, as an adjective, or by what lies in it."""


Match = tuple[int, int, list[tuple[PlaceRule, Form]]]
"""First token, token after the last, and the places of that name."""


_NO_NAMES = frozenset({"'s", "’s", "embassy", "consulate", "government", "ministry", "parliament", "police", "army"})
"""What is no last name, though the model takes it for one: "Sri Lanka’s", "Moldovan Embassy"."""


_NATIONAL = frozenset({"prime", "president", "foreign", "parliament", "defense", "defence", "interior"})
"""How offices and bodies begin that countries have and states have not: "Georgia's prime minister"."""


class PlaceAt(NamedTuple):
    """A place in a Doc, by token index; `form` says which of its words stands there."""

    start: int
    end: int
    rule: PlaceRule
    form: Form

    @property
    def country(self) -> str:
        """ISO 3166 alpha-2."""
        return self.rule.country

    @property
    def is_country(self) -> bool:
        """Whether the words name or describe a country itself, and not a state or city of it."""
        return self.rule.kind == "country" and self.form != "city"


def with_article(rule: PlaceRule) -> str:
    """The place's name as it follows "of": "Kenya", "the Philippines"."""
    return f"the {rule.name}" if rule.the else rule.name


class Places:
    """Finds the places of the table."""

    def __init__(self, tokenizer: Callable[[str], Doc], rules: Iterable[PlaceRule]) -> None:
        self.phrases: Phrases[tuple[PlaceRule, Form]] = Phrases(tokenizer, "ORTH")
        self.countries: dict[str, PlaceRule] = {}
        for rule in rules:
            if rule.kind == "country":
                self.countries[rule.country] = rule
            adjectives = set(rule.adjectives)
            for name in dict.fromkeys((rule.name, *rule.aliases)):
                self.phrases.add(name, (rule, "adjective" if name in adjectives else "name"))
            for adjective in adjectives - {rule.name, *rule.aliases}:
                self.phrases.add(adjective, (rule, "adjective"))
            for city in chain(rule.cities, *rule.divisions.values()):
                for spelling in {city, city.upper()}:
                    self.phrases.add(spelling, (rule, "city"))

    def __call__(self, doc: Doc) -> list[PlaceAt]:
        """The places in `doc`, in the order of the text; of two that overlap the longer one."""
        matches = longest(match for match in self.phrases(doc) if not in_person(doc, match[0], match[1]))
        sure = Counter(meanings[0][0].country for _, _, meanings in matches if len(meanings) == 1)
        return relocated(doc, [PlaceAt(s, e, *choose(of_office(doc, e, ms), sure)) for s, e, ms in matches])


def in_person(doc: Doc, start: int, end: int) -> bool:
    """Whether the words are part of what the model takes for a longer name of a person ("Chad" Smith)."""
    last, first = doc[end - 1], doc[start]
    if last.ent_type_ != "PERSON":
        return False
    return first.ent_iob_ == "I" or (end < len(doc) and doc[end].ent_iob_ == "I" and doc[end].lower_ not in _NO_NAMES)


def longest(matches: Iterable[Match]) -> list[Match]:
    """The matches without those that lie within or run into a longer or earlier one."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (m[0], -m[1])):
        if not kept or match[0] >= kept[-1][1]:
            kept.append(match)
    return kept


def of_office(doc: Doc, end: int, meanings: list[tuple[PlaceRule, Form]]) -> Sequence[tuple[PlaceRule, Form]]:
    """Of a country and a state of one name the country, where what stands behind is an office that no state has."""
    if len(meanings) == 1 or _NATIONAL.isdisjoint(token.lower_ for token in doc[end : end + 2]):
        return meanings
    return [m for m in meanings if m[0].kind == "country"] or meanings


def relocated(doc: Doc, places: list[PlaceAt]) -> list[PlaceAt]:
    """The places, but for cities that the article places in a state of another country: "London, Ont."."""
    moved: dict[str, PlaceRule] = {}
    for city, state in pairwise(places):
        inside = city.form == "city" and state.form == "name" and state.rule.kind == "state"
        if inside and state.start == city.end + 1 and doc[city.end].text == "," and city.country != state.country:
            closed = doc[state.end - 1].text[-1] == "." or (state.end < len(doc) and doc[state.end].is_punct)
            if closed:
                moved[doc[city.start : city.end].text.casefold()] = state.rule
    if not moved:
        return places
    return [p._replace(rule=moved.get(doc[p.start : p.end].text.casefold(), p.rule)) for p in places]


def choose(meanings: Sequence[tuple[PlaceRule, Form]], sure: Counter[str]) -> tuple[PlaceRule, Form]:
    """Of places with one name the one whose country the article names most; a state before a country, if in doubt."""
    ranks = {"name": 0, "adjective": 1, "city": 2}
    return min(meanings, key=lambda m: (-sure[m[0].country], m[0].kind == "country", ranks[m[1]]))


def stands_alone(doc: Doc, place: PlaceAt) -> bool:
    """Whether the words are a place by themselves, as a name that is an adjective, too, may be: "in the U.S."."""
    if place.form != "adjective":
        return True
    words = doc[place.start : place.end].text
    return words in (place.rule.name, *place.rule.aliases) and doc[place.end - 1].dep_ in _ALONE


_ALONE = frozenset("pobj nsubj nsubjpass dobj attr conj appos dative".split())
"""Parts of a sentence that a noun has which is no other one's adjective."""
