"""A Doc as the grammars of bodies and offices read it: words, capitals, the places beside them, and its country."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy
from spacy.tokens import Doc

from onrecord.components.places import PlaceAt
from onrecord.components.surface import words_of
from onrecord.rules import PlaceRule

CONNECTORS = frozenset({"of", "into", "and", "the", "for", "on", "&", ",", "'s", "’s", "de", "del", "in"})
"""Words in lower case that may stand inside a body's name."""

NO_NAME = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "former"}
    | {"then", "new", "old", "every", "each", "no", "some", "any", "all", "both", "in", "on", "at", "by", "for", "to"}
    | {"of", "from", "with", "and", "or", "but", "as", "if", "when", "while", "after", "before", "since", "he", "she"}
    | {"it", "they", "we", "i", "you", "who", "what", "there", "here", "mr.", "mrs.", "ms.", "dr.", "sen.", "rep."}
    | {
        "interim",
        "acting",
        "outgoing",
        "incoming",
        "retired",
        "gov.",
        "president",
        "senator",
        "representative",
        "governor",
        "said",
        "says",
    }
)
"""Words that begin no body's name, though a sentence may begin with them."""

_LATELY = 40
"""How many words back another country may be named, so that what names none may be of that."""

_ONCE = 2
"""What one mention of a country counts."""

_STREETS = frozenset(
    {"ward", "wards", "street", "road", "station", "avenue", "lane", "square", "terrace", "county", "drive", "bridge"}
)
"""Words behind a state's or city's name that make something else of it: "Victoria" Street."""

_DASHES = frozenset({"—", "–", "--", "-", "_", "|", ":"})
_OPENING = 150
"""Among how many tokens from the first a dateline opens a paragraph: a headline and a byline may stand above it."""

_LONGEST_DATELINE = 16
_FEDERAL = frozenset(
    {"Congress", "Congressional", "congressional", "Washington", "WASHINGTON", "U.S.", "US", "federal", "Federal"}
    | {"White", "Pentagon", "congressman", "congresswoman", "Congressman", "Congresswoman"}
)
"""Words without which an article about one state is about that state's own chambers and courts."""

_STATEHOUSE = frozenset({"Gov.", "Governor", "governor", "Legislature", "legislature", "Statehouse", "statehouse"})
"""Words of which one at least stands in what is written about a state's politics."""

SEATS = frozenset({"GENEVA", "BRUSSELS", "HAGUE", "VIENNA", "STRASBOURG", "DAVOS", "LUXEMBOURG"})
"""Where the world's bodies sit, so that a dateline says nothing of whose article it is."""

_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


def _start(place: PlaceAt) -> int:
    return place.start


class Beside(NamedTuple):
    """The places beside a span: before it, before it as a possessive, after it with "of", after it with "in"."""

    left: PlaceAt | None
    owner: PlaceAt | None
    right: PlaceAt | None
    located: PlaceAt | None

    @property
    def place(self) -> PlaceAt | None:
        """The one that says whose body it is."""
        return self.left or self.owner or self.right


class Text:
    """A Doc as the grammar reads it: its words, which of them have a capital, the places in it, and its country."""

    def __init__(
        self,
        doc: Doc,
        places: Sequence[PlaceAt],
        countries: Mapping[str, PlaceRule],
        stops: frozenset[str] = frozenset(),
    ) -> None:
        self.doc = doc
        self.countries: Counter[str] = Counter()
        for place in places:  # a city may be where somebody of another country travels to
            seat = place.form == "city" and doc[place.end - 1].text.upper() in SEATS
            if place.is_country or not (seat or self._word_after(doc, place) in _STREETS):
                self.countries[place.country] += 1 if place.form == "city" else 2
        self.known_countries = countries
        self.publisher: str | None = doc._.country
        self.words = words_of(doc)
        self.stops = stops
        self.headlines: set[int] | None = None
        self.state_offices: set[str] = set()
        self.offices: set[str] = set()
        self.international = False
        self.places = places
        self.ents = doc.ents
        self.last_names = {self.words[e.end - 1] for e in self.ents if e.label_ == "PERSON" and e.end - e.start > 1}
        self.starting = {place.start: place for place in places}
        self.ending = {place.end: place for place in places}
        self.dateline = self._dateline()
        if self.dateline:
            self.countries[self.dateline] += 2
        longer = [place for place in places if place.end > place.start + 1]
        self.within = {i: place.start for place in longer for i in range(place.start + 1, place.end + 1)}

    def count(self, countries: Iterable[str | None]) -> None:
        """Take the countries of bodies as named, too."""
        for country in countries:
            if country and country in self.known_countries:
                self.countries[country] += 2

    @property
    def home(self) -> PlaceRule | None:
        """The country that the article is about: the only one named, or named twice as often as any other, or that of
        its dateline where none is named more often."""
        top = self.countries.most_common(2)
        if not top:
            return self.known_countries.get(self.publisher or ("GB" if "£" in self.words else ""))
        if len(top) == 2 and top[0][1] < 2 * top[1][1]:
            return self.known_countries.get(top[0][0]) if top[0][0] == self.dateline else None
        return self.known_countries.get(top[0][0])

    def home_at(self, i: int) -> PlaceRule | None:
        """The country that the article is about, for what names none at `i`: None where only the dateline says which
        one that is, and another one was named last."""
        home, top = self.home, self.countries.most_common(2)
        if home is None or len(top) < 2 or top[0][1] >= 2 * top[1][1]:
            return home
        return home if self.lately(i) in {None, home.country} else None

    def lately(self, i: int) -> str | None:
        """The country of the place that was named last before the token at `i`, not long ago."""
        last = bisect_left(self.places, i, key=_start) - 1
        place = self.places[last] if last >= 0 else None
        return place.country if place is not None and i - place.end < _LATELY else None

    def elsewhere(self, i: int) -> bool:
        """Whether an article with a dateline abroad has named that country last before `i`, or none, and so means what
        is that country's and not the United States'. A city or state may be where somebody travels to."""
        if self.dateline in {None, "US"}:
            return False
        last = bisect_left(self.places, i, key=_start) - 1
        while last >= 0 and (self.places[last].form == "city" or not self.places[last].is_country):
            last -= 1
        place = self.places[last] if last >= 0 else None
        return place is None or place.country != "US" or i - place.end >= _LATELY

    @cached_property
    def state(self) -> PlaceRule | None:
        """The one state of the United States whose politics the article is about, where nothing in it is federal."""
        named = {place.rule.id: place.rule for place in self.places if place.rule.kind == "state"}
        if len(named) != 1 or self.countries.keys() - {"US"}:
            return None
        words, state = set(self.words), named.popitem()[1]
        at_home = state.country == "US" and _FEDERAL.isdisjoint(words) and not _STATEHOUSE.isdisjoint(words)
        return state if at_home else None

    @property
    def only(self) -> PlaceRule | None:
        """The country that an article is about where nothing in it could be of another one."""
        home = self.home
        if home is not None and home.country in {self.publisher, self.dateline}:
            return home
        return home if len(self.countries) <= 1 and not self.international else None

    def is_about(self, country: PlaceRule) -> bool:
        """Whether more than one passing mention says that an article is about a country."""
        known = country.country in {self.publisher, self.dateline}
        return known or self.countries[country.country] > _ONCE

    @staticmethod
    def _word_after(doc: Doc, place: PlaceAt) -> str:
        return doc[place.end].lower_ if place.end < len(doc) else ""

    def _dateline(self) -> str | None:
        """The country of the place that one of the first paragraphs opens with: "AMMAN, Jordan --", "Abuja: "."""
        starts = [0, *(i + 1 for i, word in enumerate(self.words[:_OPENING]) if "\n" in word)]
        return next((country for start in starts if (country := self._led(start))), None)

    def _led(self, start: int) -> str | None:
        """The country of the places in a dateline that begins there, in capitals or with a place that stands alone."""
        first = self.starting.get(start)
        loud = len(self.word(start)) > 2 and self.words[start].isupper()
        alone = first is not None and first.form != "adjective" and self.word(first.end) in _DASHES | {",", "(", "."}
        if not loud and not alone:
            return None
        stop = start
        while stop - start < _LONGEST_DATELINE and not self._ends_dateline(start, stop):
            stop += 1
        inside = [self.starting[i] for i in range(start, stop) if i in self.starting]
        countries = {place.country for place in inside if place.form != "adjective"}
        seat = any(word.upper() in SEATS for word in self.words[start:stop])
        sole = len(countries) == 1 and not seat and "/" not in self.words[start:stop]
        return countries.pop() if sole and self._ends_dateline(start, stop) else None

    def _ends_dateline(self, start: int, i: int) -> bool:
        """Whether a dateline from `start` ends at `i`: with a dash, or as a sentence of its own: "Nairobi, Kenya."."""
        word = self.word(i)
        if word == "." and start in self.starting:
            return i in self.ending and self.word(self.ending[i].start - 1) == ","
        return i > start and word in _DASHES and (word != "-" or bool(self.doc[i - 1].whitespace_))

    def in_headline(self, i: int) -> bool:
        """Whether the word at `i` stands in a line in title case, where a capital says nothing."""
        if self.headlines is None:
            self.headlines = set(headline_words(self.doc, self.words))
        return i in self.headlines

    def word(self, i: int) -> str:
        """The word at `i`, empty outside the text."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def capital(self, i: int) -> bool:
        """Whether the word at `i` begins like a name: with a capital, or an ordinal ("11th")."""
        word = self.word(i)
        return word[:1].isupper() or (word[:1].isdigit() and word[-2:] in {"st", "nd", "rd", "th"})

    def is_possessive(self, i: int) -> bool:
        """Whether the token at `i` is a possessive mark."""
        return self.word(i) in _POSSESSIVES

    def beside(self, start: int, end: int) -> Beside:
        """The places beside the tokens from `start` to `end`."""
        owner = self.ending.get(start - 1) if self.is_possessive(start - 1) else None
        after = end + 1 + (self.word(end + 1) == "the")
        right = self.starting.get(after) if self.word(end) == "of" else None
        located = self.starting.get(after) if self.word(end) == "in" else None
        return Beside(self.ending.get(start), owner, right, located)

    def run_left(self, end: int, limit: int = 8) -> int:
        """Where the run of capitalised words that ends before `end` begins, with "of", "and" and such inside it."""
        start = i = end
        while i > 0 and end - i < limit:
            word = self.words[i - 1]
            if i in self.within:
                start = i = self.within[i]  # "New York"
            elif self.capital(i - 1) and word.casefold() not in NO_NAME:
                start = i = i - 1
            elif (
                i < end
                and self.capital(i - 2)
                and (word in {"of", "&"} or (word == "," and self._listed(i - 1)) or self._joins(i - 1))
            ):
                i -= 1
            else:
                break
        return start

    def past_person(self, start: int, end: int) -> int:
        """Where a run goes on behind a title and name in it: "Chief Constable Ana Duarte of" Avon Police."""
        of = next((i for i in range(end - 1, start, -1) if self.words[i] == "of"), 0)
        named = of and (self.words[start] in self.stops or self.doc[of - 1].ent_type_ == "PERSON")
        return of + 1 if named else start

    def run_right(self, start: int, limit: int = 14, titles: bool = False) -> tuple[int, PlaceAt | None]:
        """Where the run of capitalised words from `start` ends, with connectors inside it, and the country in whose
        name it ends ("Health of Kenya": the run is "Health"). `titles`: one may stand in it ("Auditor General")."""
        end = i = start
        while i < len(self.words) and i - start < limit:
            titled = self.words[i] in self.stops and (self.words[i] != "Justice" or self.capital(i + 1))
            if i > start and ((titled and not titles) or self.doc[i].ent_type_ == "PERSON"):
                break  # "Director Ana Duarte"
            if self.capital(i):
                end = i = i + 1
                continue
            if self.words[i] not in CONNECTORS:
                break
            ahead = i + 1
            while self.word(ahead) in CONNECTORS and ahead - i < 3:
                ahead += 1
            timed = ahead < len(self.words) and self.doc[ahead].ent_type_ in {"DATE", "TIME"}
            if timed or not self.capital(ahead) or (self.words[i] in {",", "in"} and not self._listed(i)):
                break
            if self.words[i] == "and" and (self.word(i + 1) == "the" or ahead in self.starting):
                break  # "Department of Health and the Senate", "... and Kenyan officials"
            if self.words[i] in {"of", "in"} and end > start:
                place = self.starting.get(ahead)
                if place is not None and place.is_country:
                    return end, place
            i = ahead
        return end, None

    def _joins(self, i: int) -> bool:
        """Whether an "and" stands inside one name: a place after it begins another."""
        return self.words[i] == "and" and i + 1 not in self.starting

    def _listed(self, comma: int) -> bool:
        """Whether a comma stands inside one name: "Banking, Housing, and Urban Affairs"."""
        window = self.words[comma + 1 : comma + 6]
        return (
            self.words[comma] == ","
            and "and" in window
            and all(w in CONNECTORS or w[:1].isupper() for w in window[: window.index("and") + 2])
        )


def headline_words(doc: Doc, words: Sequence[str]) -> Iterator[int]:
    """The tokens of sentences in title case that end with their line: all longer words and all verbs have a capital."""
    if not doc.has_annotation("SENT_START"):
        return
    begins = [int(i) + 1 for i in numpy.flatnonzero(doc.to_array("SENT_START")[1:] == 1)]
    for start, end in pairwise([0, *begins, len(words)]):
        if end < len(words) and "\n" not in words[end] and "\n" not in words[end - 1]:
            continue
        if start > 1 and (words[start - 1] == ":" or words[start - 2] in _CUT_SHORT):
            continue  # "They object: Sens. | Duarte and Roe."
        if in_title_case(words[start:end]) and not any(t.tag_[:2] == "VB" and t.is_lower for t in doc[start:end]):
            yield from range(start, end)


_CUT_SHORT = frozenset({"Sens", "Reps", "Govs", "Gens", "Profs"})
"""Words before a full stop that ends no sentence, though a model may take it for one that does."""


def in_title_case(words: Sequence[str]) -> bool:
    """Whether all longer words have a capital, and there are three at least."""
    capitals = 0
    for word in words:
        if len(word) > 3 and word.isalpha():
            if not word[0].isupper():
                return False
            capitals += 1
    return capitals > 2
