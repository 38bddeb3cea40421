"""Finds agencies: the bodies of the gazetteer, bodies of regular names, and what the model takes for one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.components.aliases import EVERYWHERE, Alias, shared_words, sole
from onrecord.components.bodies import (
    CONTINUES,
    DEPARTMENTS,
    NARROWER,
    OF_STATES,
    OFFICES,
    Body,
    Candidate,
    Form,
    apart,
    body_of,
    compose,
    named,
    parse_form,
)
from onrecord.components.family import Family, Rules, set_mentions
from onrecord.components.phrases import Phrases
from onrecord.components.places import PlaceAt, Places, stands_alone
from onrecord.components.recognised import defined, recognised
from onrecord.components.text import Text
from onrecord.components.understood import acts, in_full, understood
from onrecord.model import Mention
from onrecord.rules import AgencyRule, PlaceRule

_UN = "United Nations "
"""How the names of bodies begin that are as well called "U.N." and "UN"."""

_PARTIES = frozenset({"Republican", "Democratic", "Former", "Acting", "Deputy"})
_SECRETARIES = frozenset({"GB", "HK", "MX", "PH"})
"""Countries that have secretaries of their own: "Defense" Secretary."""


class Agencies(Family):
    """Marks agencies in `doc.spans["agencies"]`; the evidence of each is its body."""

    family = "agencies"
    tables = ("agencies", "places", "officials")

    def __init__(self, nlp: Language, name: str, patterns: str | None = None) -> None:
        self.tokenizer: Callable[[str], Doc] = nlp.tokenizer
        super().__init__(nlp, name, patterns)

    def compile(self, rules: Rules) -> None:
        """Build the matchers."""
        self.places = Places(self.tokenizer, rules["places"])
        self.stops = frozenset(
            title.title() for rule in rules["officials"] for title in rule.titles if " " not in title
        )
        self.words: Phrases[Alias | Form] = Phrases(self.tokenizer, "NORM")
        self.exact: Phrases[Alias | Form] = Phrases(self.tokenizer, "ORTH")
        self.own: dict[tuple[str, str], AgencyRule] = {}
        self.kinds: dict[str, AgencyRule] = {}
        self.shared = shared_words(rules["agencies"])
        for rule in rules["agencies"]:
            self._compile(rule)
        self.kind_of = {rule.id: kind for (kind, _), rule in self.own.items()}

    def _compile(self, rule: AgencyRule) -> None:
        if rule.kind and rule.country:
            self.own[rule.kind, rule.country] = rule
        for form in rule.forms:
            parsed = parse_form(rule, form)
            self.words.add(parsed.head, parsed)
        if rule.forms:
            self.kinds[rule.id] = rule
            for short in rule.shorts:
                self.exact.add(short, Form(rule, short, short=True))
            return
        full = rule.name or ""
        shorter = full.startswith(_UN) and "Commissioner" not in full  # which is an office, too
        as_un = [full.replace(_UN, un, 1) for un in ("U.N. ", "UN ") if shorter]
        for name in dict.fromkeys((full, *as_un, *rule.aliases)):
            if name:
                (self.words if " " in name else self.exact).add(name, self._alias(rule, name, "name"))
        for use in ("acronym", "guarded", "later", "short", "seat"):
            for name in getattr(rule, use if use in {"guarded", "later"} else f"{use}s"):
                any_case = use == "later" or (use == "guarded" and " " in name)
                (self.words if any_case else self.exact).add(name, self._alias(rule, name, use))

    def _alias(self, rule: AgencyRule, words: str, use: str) -> Alias:
        plain = rule.country not in EVERYWHERE and self.shared.issuperset(words.casefold().split())
        return Alias(rule, words, use, plain)

    def __call__(self, doc: Doc) -> Doc:
        """Mark the agencies, and in `doc.spans["places"]` the countries, states and cities beside them."""
        places = self.places(doc)
        set_mentions(doc, "places", (_place(doc, place) for place in places if stands_alone(doc, place)))
        set_mentions(doc, self.family, self._read(doc, places))
        return doc

    def find(self, doc: Doc) -> list[Mention]:
        """The agencies of `doc`."""
        return self._read(doc, self.places(doc))

    def _read(self, doc: Doc, places: list[PlaceAt]) -> list[Mention]:
        text = Text(doc, places, self.places.countries, self.stops)
        matches = self.words(doc) + self.exact(doc)
        reader = Reader(text, matches, self.own, self.kinds, self.kind_of)
        return [mention(doc, candidate) for candidate in reader.read()]


def _place(doc: Doc, place: PlaceAt) -> Mention:
    span, known = doc[place.start : place.end], {"country": place.country, "form": place.form}
    return Mention(span.start_char, span.end_char, span.text, "PLACE", place.rule.id, known)


class Reader:
    """One Doc being read: candidates for every match, one body for each, none that overlap."""

    def __init__(
        self,
        text: Text,
        matches: list[tuple[int, int, list[Alias | Form]]],
        own: dict[tuple[str, str], AgencyRule],
        kinds: dict[str, AgencyRule],
        kind_of: dict[str, str],
    ) -> None:
        self.text = text
        self.kinds = kinds
        self.matches = matches
        self.own = own
        text.count(sole(meanings) for _, _, meanings in matches)
        self.countries = text.countries
        self.kind_of = kind_of

    def read(self) -> list[Candidate]:
        """All mentions, in the order of the text."""
        options: list[Candidate] = []
        later: list[tuple[int, int, Alias]] = []
        kinds: list[tuple[int, int, Form]] = []
        for start, end, meanings in sorted(
            self.matches, key=lambda m: m[0] - m[1]
        ):  # "Ministry of Health" before "* of *"
            aliases = []
            for meaning in meanings:
                if isinstance(meaning, Form):
                    if found := compose(self.text, meaning, start, end, self.own):
                        options.append(found)
                    elif meaning.kind.local and not meaning.star and not self.text.capital(start):
                        kinds.append((start, end, meaning))
                elif meaning.use in {"later", "seat"}:
                    later.append((start, end, meaning))
                else:
                    if meaning.use == "short":
                        later.append((start, end, meaning))
                    aliases.append(meaning)
            if aliases and (alias := self.best(start, end, aliases)):
                options.append(alias)
        ents = self.entities()
        options = [c for c in options if not c.weak or any(s < c.end and c.start < e for s, e in ents)]
        chosen = [self.settled(candidate) for candidate in apart(options) if not self.invented(candidate)]
        after = list(self.later(later, chosen))
        chosen = apart([*self.without(chosen, after), *after, *recognised(self.text, ents)])
        if kinds:
            chosen = apart([*chosen, *understood(self.text, kinds, chosen)])
        return [self.at_home(candidate) for candidate in in_full(defined(self.text, chosen))]

    def best(self, start: int, end: int, aliases: list[Alias]) -> Candidate | None:
        """The body that a name stands for: by the place beside it, else by the country that the article is about."""
        fits = [alias for alias in aliases if self.fits(start, end, alias)]
        if not fits:
            return None
        place = self.text.beside(start, end).place
        home = place.country if place else None
        written = self.text.doc[start:end].text

        def rank(alias: Alias) -> tuple[bool, float, bool]:
            return (alias.rule.country != home, -self.weight(alias.rule.country), alias.words != written)

        alias, *others = sorted(fits, key=rank)
        if any(rank(alias) == rank(other) and other.rule is not alias.rule for other in others):
            return Candidate(start, end, Body(None, written, None, alias.rule.type, None, "recognised"))
        left, right = start, end
        if place is not None and place.is_country and place.country == alias.rule.country and alias.use != "short":
            left = place.start if place.end == start else start
            right = place.end if place.start > end else end
        return Candidate(left, right, named(alias.rule), acronym=alias.use == "acronym")

    def weight(self, country: str | None) -> float:
        """How much the article is about a country; in doubt, news in English is about the United States."""
        return self.countries[country or ""] + 0.5 * (country == "US") + 0.75 * (country == self.text.publisher)

    def fits(self, start: int, end: int, alias: Alias) -> bool:
        """Whether the words at `start` to `end` may be that name of that body here."""
        text, country = self.text, alias.rule.country
        written = text.words[start:end]
        if alias.use == "short":
            return self.fits_short(start, end, country)
        if not alias.words.islower() and not any(w[:1].isupper() for w in written):
            return False
        if (text.word(end) in CONTINUES or text.word(start - 1) == "Royal") and alias.use != "acronym":
            return False
        if alias.use in {"acronym", "guarded"} and country not in EVERYWHERE and not self.countries[country or ""]:
            return False
        if alias.use == "acronym" and len(alias.words) == 2 and country not in EVERYWHERE and not self.is_home(country):
            return False  # "DA" is many things but in South Africa
        if alias.rule.type == "party" and country == "US" and not self.countries["US"] and text.home:
            return text.home.country == "US"  # "the Democratic Party" in Seoul
        if alias.plain and not self.is_near(start, end, alias):
            return False
        if end - start == 1 and alias.use != "acronym" and not self.named_here(start):
            return False
        return alias.use == "acronym" or self.agrees(start, end, country)

    def is_home(self, country: str | None) -> bool:
        """Whether the article is about that country."""
        return self.text.home is not None and self.text.home.country == country

    def fits_short(self, start: int, end: int, country: str | None) -> bool:
        """Whether a field before an office ("Health" Secretary) may be that of a country's department here."""
        text = self.text
        if text.word(start - 1).casefold() in NARROWER or text.word(end).casefold() not in OFFICES:
            return False
        if country != "US":
            return self.countries[country or ""] > 0 and self.agrees(start, end, country)
        abroad = not self.countries["US"] and text.home is not None and text.home.country != "US"
        abroad = abroad or (text.dateline in _SECRETARIES and text.elsewhere(start))
        return not abroad and text.word(end)[:1] in "SsU" and self.agrees(start, end, country)

    def is_near(self, start: int, end: int, alias: Alias) -> bool:
        """Whether a name that bodies of several countries have may be that of this one: no other country is what the
        article is about, or its own is named, which a guarded name's is anyhow."""
        place, home, country = self.text.beside(start, end).place, self.text.home, alias.rule.country
        if home is None or home.country == country or (place is not None and place.country == country):
            return True
        return self.countries[country or ""] > 0 and (alias.use != "guarded" or home.country == "US")

    def named_here(self, i: int) -> bool:
        """Whether a single capitalised word is a name, not just the first of its sentence or part of another name."""
        token, before = self.text.doc[i], self.text.word(i - 1)
        if token.is_sent_start or not before:
            return token.tag_ in {"NNP", "NNPS"}
        alone = before.islower() or not before.isalpha() or i in self.text.ending or self.text.doc[i - 1].is_sent_start
        return alone or before in _PARTIES or (token.dep_ != "compound" and token.ent_iob_ != "I")

    def agrees(self, start: int, end: int, country: str | None) -> bool:
        """Whether no place beside the name says that it is another country's."""
        beside = self.text.beside(start, end)
        place = beside.place
        if place is None and end - start == 1 and beside.located and beside.located.is_country:
            place = beside.located  # "Congress in Peru"
        if self.text.word(start - 1).casefold() == "state" and country == "US":
            return False
        return (
            place is None
            or country in {None, "UN", "EU"}
            or (place.country == country and place.rule.kind == "country")
        )

    def later(self, found: Iterable[tuple[int, int, Alias]], chosen: list[Candidate]) -> Iterator[Candidate]:
        """Names that are used only for a body that the article has named."""
        known = {candidate.body.rule for candidate in chosen}
        for start, end, alias in found:
            if alias.use != "later":
                sure = alias.rule.id in known or (alias.use == "seat" and start in self.text.starting)
                if sure and end - start == 1 and acts(self.text, start):
                    yield Candidate(start, end, named(alias.rule))
                continue
            written = alias.words.islower() or self.text.capital(start)
            if alias.rule.id in known and written and not self.longer(start):
                yield Candidate(start, end, named(alias.rule))

    def longer(self, i: int) -> bool:
        """Whether the capitalised word at `i` goes on with a name: "Bombay" High Court."""
        capital = self.text.capital(i) and not self.text.doc[i].is_sent_start
        return capital and self.text.run_left(i, 2) < i

    def without(self, chosen: list[Candidate], later: list[Candidate]) -> list[Candidate]:
        """The mentions but for acronyms that are a body's which the article names, where it names their own not at
        all: "the CDC" after "Africa CDC"."""
        meant = {(c.start, c.end) for c in later}
        named = {c.body.rule for c in chosen if not c.acronym}
        return [c for c in chosen if not c.acronym or c.body.rule in named or (c.start, c.end) not in meant]

    def invented(self, candidate: Candidate) -> bool:
        """Whether a ministry that only a title tells ("Tourism" Minister) is of a country that has no such ministry."""
        kind, words = self.kinds.get(candidate.body.rule), self.text.doc[candidate.start : candidate.end].text
        if kind is None or candidate.body.id or words not in kind.shorts:
            return False
        place = self.text.beside(candidate.start, candidate.end).place
        where = place.rule if place else self.text.home_at(candidate.start)
        return where is not None and where.country in DEPARTMENTS and (kind.id, where.country) not in self.own

    def settled(self, candidate: Candidate) -> Candidate:
        """A kind of body with nothing beside it, as the one of the country that the article is about."""
        kind = self.kinds.get(candidate.body.rule)
        home = self.text.home_at(candidate.start) or self.owner(candidate)
        if kind is not None and kind.personal and not candidate.body.country:
            country = "US" if self.leading() == "US" else None
            return candidate._replace(body=replace(candidate.body, country=country))
        words = self.text.doc[candidate.start : candidate.end].text
        if (own := self.of_state(candidate, words)) is not None:
            return own
        if self.is_of_dateline(candidate, words, home):
            unknown = Body(None, words, None, candidate.body.type, None, candidate.body.rule)
            return candidate._replace(body=unknown)
        if home is None or home.country == candidate.body.country:
            return candidate
        if candidate.body.country:
            kind = self.kinds.get(self.kind_of.get(candidate.body.rule, ""))
            bare = self.text.beside(candidate.start, candidate.end).place is None and candidate.body.country == "US"
            if kind is None or not bare or not (self.is_bare(words, kind) or words == "House"):
                return candidate
            if self.countries["US"] and not kind.everywhere and (kind.id, home.country) not in self.own:
                return candidate  # "the Senate" is the Nigerian one where nothing is American
        if kind is None or not kind.national or "{*}" in kind.national:
            return candidate
        if not candidate.body.country and not (kind.bare and self.is_bare(words, kind)):
            return candidate
        if home.country == "US" and (kind.id, "US") not in self.own:
            return candidate  # what the kind is called in the United States, the gazetteer knows
        body = body_of(kind, home, self.own, words=words)
        if body is None and candidate.body.country == "US":
            body = Body(None, words, home.country, kind.type, None, kind.id)
        return candidate._replace(body=body) if body else candidate

    def owner(self, candidate: Candidate) -> PlaceRule | None:
        """The country that the article is about, where what seems to be an American body is rather one that it has,
        too: "House Speaker" in Manila, though it was China that was named last."""
        kind, home = self.kind_of.get(candidate.body.rule, ""), self.text.home
        if home is None or candidate.body.country != "US" or (kind, home.country) not in self.own:
            return None
        return home if self.text.lately(candidate.start) != "US" else None

    def of_state(self, candidate: Candidate, words: str) -> Candidate | None:
        """A chamber or court named by its kind alone, as that of the state which the article is about: "the Senate" in
        Harrisburg."""
        kind = self.kinds.get(OF_STATES.get(candidate.body.rule, ""))
        if candidate.body.rule.startswith(("us-house-", "us-senate-")) and (state := self.text.state) is not None:
            return candidate._replace(
                body=Body(None, f"{state.name} {words}", "US", "legislature", None, "legislature")
            )
        if kind is None or not (words == "House" or self.is_bare(words, kind)) or self.text.state is None:
            return None
        body = body_of(kind, self.text.state, self.own)
        return candidate._replace(body=body) if body else None

    def is_of_dateline(self, candidate: Candidate, words: str, home: PlaceRule | None) -> bool:
        """Whether a body that seems to be American may as well be one of the other country that a dateline names, and
        none is known there: the Senate."""
        kind, dateline = self.kinds.get(self.kind_of.get(candidate.body.rule, "")), self.text.dateline
        if kind is None or candidate.body.country != "US" or dateline in {None, "US"} or not self.countries["US"]:
            return False
        if home is not None and (kind.everywhere or (kind.id, home.country) in self.own):
            return False
        last = self.text.lately(candidate.start) == "US" and self.countries["US"] >= self.countries[dateline or ""]
        return not last and self.is_bare(words, kind) and not self.text.beside(candidate.start, candidate.end).place

    def is_bare(self, words: str, kind: AgencyRule) -> bool:
        """Whether a body is called by its kind alone: "the Senate", and not "the Fed" or "Bombay High Court"."""
        plain = words.casefold().removeprefix("federal ").removeprefix("union ")
        return plain in kind.forms or words.casefold() in kind.forms or words in kind.shorts

    def leading(self) -> str | None:
        """The country that the article names most; None where two are named as often."""
        top = self.countries.most_common(2)
        return top[0][0] if top and (len(top) == 1 or top[0][1] > top[1][1]) else None

    def entities(self) -> list[tuple[int, int]]:
        """What the model calls an organisation."""
        return [(ent.start, ent.end) for ent in self.text.ents if ent.label_ == "ORG"]

    def at_home(self, candidate: Candidate) -> Candidate:
        """A body that no place stands beside is one of the country that the article is about."""
        body, home = candidate.body, self.text.home_at(candidate.start)
        if body.id or body.country or home is None or body.type == "intergovernmental":
            return candidate
        return candidate._replace(body=replace(body, country=home.country))


def mention(doc: Doc, candidate: Candidate) -> Mention:
    """A candidate as the mention that the family marks."""
    span = doc[candidate.start : candidate.end]
    body = candidate.body
    evidence = {"id": body.id, "name": body.name, "country": body.country, "type": body.type, "parent": body.parent}
    evidence["acronym"] = span.text if candidate.acronym else None
    return Mention(span.start_char, span.end_char, span.text, "AGENCY", body.rule, evidence)


@Language.factory("onrecord_agencies", assigns=["doc.spans"], default_config={"patterns": None})
def make_agencies(nlp: Language, name: str, patterns: str | None) -> Agencies:
    """`nlp.add_pipe("onrecord_agencies")`; `patterns`: a folder of own rules beside ours."""
    return Agencies(nlp, name, patterns)
