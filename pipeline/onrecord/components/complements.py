"""What follows a title and belongs to it: "of the Census Bureau", "for Leeds East", "on Information and Strategy"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from onrecord.components.cores import QUALIFIERS, Core
from onrecord.components.names import HONORIFICS, is_name_word
from onrecord.components.places import PlaceAt
from onrecord.components.text import CONNECTORS, SEATS, Text
from onrecord.rules import OfficialRule

Evidence = Mapping[str, Any]
"""A body as a mention of an agency has it: id, name, country, type, parent."""

ADVISERS = frozenset({"adviser", "advisor", "assistant", "aide", "advisers", "advisors", "assistants", "aides"})
"""Those who are something on a field: "special adviser on media"."""

_PLACED = frozenset({"official", "police", "prosecutor", "judge", "local"})
"""Roles whose country the place tells in which somebody has them: "prosecutors in Bogota"."""

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_INSIDE = _NOUNS | {"JJ", "POS", "CD", "HYPH", "VBN", "PRP$", "DT"}


class Complement(NamedTuple):
    """Where a title's complement ends, with the body and place in it; `field`: where the field of an adviser ends,
    or the last of several countries, if that is later."""

    end: int
    body: Evidence | None = None
    place: PlaceAt | None = None
    field: int = 0


class Complements:
    """Reads the complements of the titles of one text. `fields`: the words by which bodies are called."""

    def __init__(
        self,
        text: Text,
        bodies: Mapping[int, tuple[int, int, Evidence]],
        cores: Iterable[Core],
        fields: Collection[str],
    ) -> None:
        self.text = text
        self.bodies = bodies
        self.fields = fields
        self.begun = {start: end for start, end, _ in cores}
        self.core = {i for start, end in self.begun.items() for i in range(start, end)}
        self.known = {i for start, end, _ in bodies.values() for i in range(start, end)}
        self.known.update(i for place in text.places for i in range(place.start, place.end))

    def continues(self, i: int) -> bool:
        """Whether a complement goes on at `i` after a body or place: with a possessive, a lower-case noun, or "of"."""
        token = self.text.doc[i] if i < len(self.text.words) else None
        if token is None:
            return False
        if token.tag_ == "POS" or token.lower_ == "of" or (token.tag_ in {"NN", "NNS"} and token.is_lower):
            return True
        return token.ent_iob_ == "I" and token.ent_type_ in {"GPE", "ORG", "LOC"}  # "Miami"-Dade County

    def after(self, end: int, rule: OfficialRule) -> Complement:
        """The complement of a title that ends at `end`; for an adviser with what the advice is about."""
        found = self.of_body(end, rule)
        if self.text.word(end - 1).casefold() in ADVISERS:
            return found._replace(field=self.field(found.end))
        if self.text.doc[end - 1].tag_ == "NNS" and found.place is not None and found.end > end:
            return found._replace(field=self.countries(found.end))
        return found

    def countries(self, end: int) -> int:
        """Where a list of countries ends whose first one ends there: "the ministers of Kenya and Uganda"."""
        while self.text.word(end) in {",", "and"}:
            ahead = end + 1 + (self.text.word(end + 1) in {"and", "the"})
            place = self.text.starting.get(ahead)
            if place is None or place.form == "adjective":
                break
            end = place.end
        return end

    def of_body(self, end: int, rule: OfficialRule) -> Complement:
        """The complement with what a title is of: "of the Census Bureau", "for agriculture"."""
        text = self.text
        if rule.role == "minister" and text.word(end) == "and" and text.capital(end - 1):
            stop, _ = text.run_right(end + 1)  # "Minister of Information and National Orientation"
            fields = range(end + 1, stop)
            if self.core.isdisjoint(fields) and self.known.isdisjoint(fields):
                return Complement(stop if fields else end)
        if text.word(end) not in {"of", "for", "to", "at", "in", "with", "on", "from"}:
            return Complement(end)
        i = end + 1
        while text.word(i).casefold() in {"the", "a", "an", "his", "her", "its", "their"}:
            i += 1
        if text.word(i) in QUALIFIERS and i + 1 in self.bodies:  # "of the ruling National Party"
            i += 1
        named = (
            rule.role == "legislator" and text.word(end) == "for"
        )  # "MP for Wexcombe North", whatever the model says
        if (
            i < len(text.words) and text.doc[i].ent_type_ == "PERSON" and not named and i not in self.known
        ):  # "the ministers of Duarte of Kenya and ..."
            return Complement(end)
        if text.word(end) in {"in", "with", "on", "from"}:
            body = self.bodies.get(i) if text.word(end) != "on" else None
            located = text.starting.get(i) if text.word(end) == "in" and rule.role in _PLACED else None
            if located is not None and text.word(located.end - 1).upper() in SEATS:
                located = None
            return Complement(body[1], body[2]) if body else Complement(end, None, located)
        stop, last = i, i
        body_found: Evidence | None = None
        place: PlaceAt | None = None
        while stop < len(text.words) and stop - i < 12:
            if stop in self.bodies:
                body_found = body_found or self.bodies[stop][2]
                stop = last = self.bodies[stop][1]
                if not self.continues(stop):
                    break
            elif stop in text.starting:
                place = place or text.starting[stop]
                stop = last = text.starting[stop].end
                if not self.continues(stop) and not (named and text.capital(stop)):  # "Wexcombe Town East"
                    break
            elif (text.doc[stop].ent_type_ == "PERSON" and not named) or text.words[stop].casefold() in HONORIFICS:
                break
            elif stop in self.begun and text.capital(stop) and text.capital(self.begun[stop]):
                break  # "a spokesman for" Gov. Ana Duarte
            elif text.doc[stop].tag_ in _INSIDE and not text.words[stop].isspace():
                stop += 1
                last = stop if text.doc[stop - 1].tag_ not in {"POS", "DT", "PRP$"} else last
            elif (
                stop > i and text.words[stop] in {"of", "and", "-"} and text.doc[stop + 1 : stop + 2].text[:1].isalpha()
            ):
                if text.words[stop] == "and" and not text.capital(stop + 1):
                    break
                stop += 1
            else:
                break
        if last == i or last in self.core:  # "an aide to" another title
            return Complement(end)
        return Complement(last if body_found else self.before_name(i, last), body_found, place)

    def field(self, end: int) -> int:
        """Where a title of an adviser ends with what it is about: "on Information and Strategy", "on media"."""
        text, stop = self.text, end + 1
        if text.word(end) != "on":
            return end
        while stop < len(text.words) and text.doc[stop].ent_type_ not in {"PERSON", "DATE"}:
            joint = stop > end + 1 and text.words[stop] in {"and", ","} and text.doc[stop + 1 : stop + 2].text.isalpha()
            if text.doc[stop].tag_ not in _NOUNS | {"JJ"} and not (joint and text.words[stop] == "and"):
                break
            stop += 1
        stop = self.before_name(end + 1, stop)
        return stop if stop > end + 1 and self.core.isdisjoint(range(end + 1, stop)) else end

    def before_name(self, start: int, end: int) -> int:
        """Where a complement ends that a person's name follows which the model does not see: the words that bodies are
        called by, and then two or three that are none: "Basic Education" Ana Duarte."""
        words = self.text.words
        if not all(self.text.capital(i) or words[i] in CONNECTORS for i in range(start, end)):
            return end
        stop = start
        while stop < end and (words[stop] in CONNECTORS or words[stop].casefold() in self.fields):
            stop += 1
        name = words[stop:end]
        unseen = stop > start and len(name) in {2, 3} and words[stop - 1] not in CONNECTORS
        return stop if unseen and all(map(is_name_word, name)) else end
