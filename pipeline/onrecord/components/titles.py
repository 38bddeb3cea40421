"""Titles in a Doc: which office a noun phrase names, of which body and country, and how it is qualified."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from onrecord.components.complements import Complements, Evidence
from onrecord.components.cores import COUNTIES, QUALIFIERS, Core, Cores
from onrecord.components.places import PlaceAt
from onrecord.components.surface import text_at
from onrecord.components.text import Text
from onrecord.rules import OfficialRule

_FORMER = frozenset({"former", "then", "ex", "late", "onetime", "ousted", "deposed", "retired", "previous"})
_UP_TO = frozenset({"by", "since", "until", "till", "from", "before", "and", "but"})
_ACTING = frozenset({"acting", "interim", "caretaker"})
DROPPED = _FORMER | QUALIFIERS | {"-", "[", "]"}
"""What stands before a title and is no part of it."""

_RANKS = frozenset(
    {
        "deputy",
        "senior",
        "assistant",
        "associate",
        "vice",
        "first",
        "second",
        "principal",
        "chief",
        "special",
        "federal",
    }
    | {"coordinating", "shadow", "state", "local", "high-ranking", "ranking", "elected", "law", "enforcement", "border"}
    | {"military", "government"}
)
_PUBLIC = frozenset({"minister", "legislator", "judge", "prosecutor", "local", "royal", "police", "head", "officer"})
"""Roles that no company has, whatever the model calls an organisation beside them ("Sinaloa" Gov.)."""

_COUNTERPART = "counterpart"
_OF_COUNTRIES = frozenset({"head", "minister", "military", "royal", "diplomat", "police", "judge"})
"""Roles that somebody has in another country, too, and is a counterpart there."""

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MODIFIES = frozenset({"compound", "amod", "nmod", "poss"})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_PLURAL = frozenset({"NNS", "NNPS"})
_LINKS = ("IN", "WDT")  # "said that officials", "a step that officials"
_ARTICLES = frozenset(
    {"his", "her", "its", "their", "our", "my", "the", "a", "an", "one", "another"}
    | {"some", "several", "many", "two", "three", "this", "that"}
)
PARTIES = {"republican": "us-republican-party", "gop": "us-republican-party", "democratic": "us-democratic-party"}
PARTIES |= {"democrat": "us-democratic-party", "republicans": "us-republican-party", "democrats": "us-democratic-party"}
PARTIES |= {"libertarian": "us-libertarian-party"}


GENERIC = frozenset(
    {"authority", "agency", "department", "ministry", "bureau", "commission", "committee", "panel", "court", "council"}
    | {"party", "campaign", "board", "office", "administration", "force", "bank", "body", "organization", "alliance"}
    | {"project"}
    | {"government", "parliament", "senate", "house", "union", "service", "tribunal", "mission", "subcommittee", "fund"}
)
"""Nouns by which a body that was named before is meant ("the agency's director")."""


@dataclass(frozen=True, slots=True)
class TitleAt:
    """A title, by token index: `start` to `end` with qualifiers and complement, the table's words `core_start` to
    `core_end`; `owner`: the possessor right before it ("the agency's"); `company`: it is of no public body;
    `names`: the tokens at its front that begin a body or place; `over`: a verb says that it was held before."""

    start: int
    end: int
    core_start: int
    core_end: int
    rule: OfficialRule
    body: Evidence | None
    place: PlaceAt | None
    owner: tuple[int, int] | None
    determiner: str
    words: tuple[str, ...]
    company: bool
    names: frozenset[int] = frozenset()
    over: bool = False

    @property
    def former(self) -> bool:
        """Whether the office is one of the past."""
        return self.over or not _FORMER.isdisjoint(self.words)

    @property
    def acting(self) -> bool:
        """Whether the office is held for the time being."""
        return not _ACTING.isdisjoint(self.words)

    @property
    def outer(self) -> int:
        """Where the noun phrase begins, article and possessor included."""
        if self.owner:
            return self.owner[0]
        return self.start - bool(self.determiner)


class Titles:
    """Finds the titles of the table. `fields`: the words, in lower case, by which bodies are called."""

    def __init__(
        self, tokenizer: Callable[[str], Doc], rules: Iterable[OfficialRule], fields: Collection[str] = frozenset()
    ) -> None:
        self.cores = Cores(tokenizer, rules)
        self.fields = fields

    def __call__(self, text: Text, bodies: Mapping[int, tuple[int, int, Evidence]]) -> list[TitleAt]:
        """The titles in a text, in order. `bodies`: the mentions of agencies by their first token."""
        inside = {i for s, (_, e, _) in bodies.items() for i in range(s, e)}
        cores = self.cores(text, inside, bodies)
        begun = {core.start for core in cores}
        reader = _Reader(text, bodies, cores, self.fields)
        titles = list(counterparts(joined(text, [reader.read(*core) for core in cores])))
        begun |= {title.start for title in titles}
        return [t for t in titles if t.rule.role != "candidate" or t.core_end not in begun]  # "Republican Texas Gov."


def joined(text: Text, titles: Iterable[TitleAt]) -> Iterator[TitleAt]:
    """The titles; of two with an "and" between them the second is of the same country: "Qatar's premier and ..."."""
    last: TitleAt | None = None
    for title in titles:
        plain = title.place is None and title.body is None and not title.determiner
        if plain and last is not None and last.end == title.start - 1 and text.words[last.end] == "and":
            title = replace(title, place=last.place)
        yield title
        last = title


def counterparts(titles: Iterable[TitleAt]) -> Iterator[TitleAt]:
    """The titles; "his Jordanian counterpart" has the office that was named last, in another country, or none."""
    last: TitleAt | None = None
    for title in titles:
        if title.rule.id == _COUNTERPART:
            if last is not None and title.place is not None and last.place != title.place:
                yield replace(title, rule=last.rule.model_copy(update={"id": _COUNTERPART}), company=False)
            continue
        if title.rule.role in _OF_COUNTRIES and not title.company:
            last = title
        yield title


class _Reader:
    """What stands around each title of one text."""

    def __init__(
        self,
        text: Text,
        bodies: Mapping[int, tuple[int, int, Evidence]],
        cores: list[Core],
        fields: Collection[str],
    ) -> None:
        self.text = text
        self.ending = {end: (start, end, body) for start, end, body in bodies.values()}
        self.complements = Complements(text, bodies, cores, fields)
        self.core, self.known = self.complements.core, self.complements.known

    def read(self, core_start: int, core_end: int, rule: OfficialRule) -> TitleAt:
        """The title whose words stand at `core_start` to `core_end`."""
        start, body, place = self.left(core_start, core_end)
        owner = self.owner(start)
        public = rule.role in _PUBLIC and not (rule.bare or rule.corporate)
        company = self.foreign(start, core_start) or (self.text.capital(core_start) and self.led(start))
        company = company or (rule.corporate and rule.role == "head" and self.firm(start, core_start))
        if owner is not None:
            owned = self.ending.get(start - 1)
            body = body or (owned[2] if owned else None)
            place = place or self.text.ending.get(start - 1)
            company = company or (body is None and self.foreign(owner[0], owner[1]))
        named_end, right_body, right_place, field_end = self.complements.after(core_end, rule)
        end = max(named_end, field_end)
        before = self.text.word(start - 1).casefold() if self.text.doc[start - 1].tag_ not in _LINKS else ""
        words = tuple(word.casefold() for word in self.text.words[start:core_end])
        place = place or self.text.starting.get(core_start)  # "U.S. attorney"
        if rule.role != "diplomat":
            place = place or right_place
        of_land = right_place is not None and right_place.form == "name"
        if rule.role == "head" and named_end > core_end and right_body is None and not of_land:
            company = True  # "president of marketing"
        if rule.role == "royal" and self.text.word(core_end) == "of" and right_place is None:
            public, company = False, True  # "king of pop"
        return TitleAt(
            start=start,
            end=end,
            core_start=core_start,
            core_end=core_end,
            rule=rule,
            body=body or right_body or (None if rule.body or rule.bodies else self.inner(core_start, core_end)),
            place=place,
            owner=owner,
            determiner=before if before in _ARTICLES and owner is None else "",
            words=words,
            company=not public
            and (company or (body is None and right_body is None and self.foreign(core_end, named_end))),
            names=frozenset(i for i in range(start, core_start) if i in self.known),
        )

    def inner(self, start: int, end: int) -> Evidence | None:
        """The body that the last words of a title name, if any: "leader of" the House of Commons."""
        found = self.ending.get(end)
        return found[2] if found is not None and found[0] > start else None

    def left(self, start: int, end: int) -> tuple[int, Evidence | None, PlaceAt | None]:
        """Where the words that qualify a title begin, and the body and place among them."""
        text, doc = self.text, self.text.doc
        body: Evidence | None = None
        place: PlaceAt | None = None
        begin = start
        while (
            begin > 0
            and start - begin < 9
            and (not doc[begin].is_sent_start or begin in text.ending or begin in self.ending)
        ):
            i = begin - 1
            word = text.words[i]
            if (known := self.ending.get(begin) or self.defined(begin)) is not None:
                body, begin = body or known[2], known[0]
            elif begin in text.ending:
                place = place or text.ending[begin]
                begin = text.ending[begin].start
            elif i in self.core or word.isspace() or self.since_then(i):
                break
            elif word.casefold() in _FORMER | _ACTING | QUALIFIERS | _RANKS:
                begin = i
            elif word == "-" and i > 0 and not doc[i - 1].whitespace_ and not doc[i].whitespace_:
                begin = i - 1
            elif (word in {"]", "["} and i > 0) or self.qualifies(i, end):  # "[Mexican] President"
                begin = i
            else:
                break
        while begin < start and text.words[begin] == "]":
            begin += 1
        return begin, body, place

    def defined(self, end: int) -> tuple[int, int, Evidence] | None:
        """The body that ends there with its acronym in brackets: "Customs and Border Protection (CBP)"."""
        acronym = self.ending.get(end - 1) if self.text.word(end - 1) == ")" else None
        opened = acronym is not None and self.text.word(acronym[0] - 1) == "("
        return self.ending.get(acronym[0] - 1) if acronym is not None and opened else None

    def since_then(self, i: int) -> bool:
        """Whether the word at `i` is a "then" that says when: "by then" Mayor Duarte had left."""
        first = self.text.doc[i].is_sent_start and self.text.word(i + 1) != "-"
        return self.text.words[i].casefold() == "then" and (first or self.text.word(i - 1).casefold() in _UP_TO)

    def qualifies(self, i: int, end: int) -> bool:
        """Whether the noun or adjective at `i` stands before the title's head and depends on it."""
        token = self.text.doc[i]
        if token.text in COUNTIES or (token.tag_ == "NNP" and self.text.word(i + 1) in COUNTIES):
            return True
        if token.ent_type_ == "PERSON" or token.tag_ not in _NOUNS | {"JJ"}:
            return False
        return token.dep_ in _MODIFIES and i < token.head.i < end and token.dep_ != "poss"

    def owner(self, start: int) -> tuple[int, int] | None:
        """The possessor whose mark stands right before `start`, with its article: "the agency's"."""
        if self.text.word(start - 1) not in _POSSESSIVES or start < 2:
            return None
        if start - 1 in self.ending:
            begin = self.ending[start - 1][0]
        elif start - 1 in self.text.ending:
            begin = self.text.ending[start - 1].start
        else:
            begin = start - 2
            while begin > 0 and self.text.capital(begin - 1) and self.text.capital(begin):
                begin -= 1
        return begin - (self.text.word(begin - 1).casefold() in _ARTICLES), start - 1

    def foreign(self, start: int, end: int) -> bool:
        """Whether what the model calls an organisation stands there and is no body that we know."""
        doc, capital = self.text.doc, self.text.capital
        named = (i for i in range(start, end) if i not in self.known and self.text.words[i].casefold() not in GENERIC)
        return any(doc[i].ent_type_ == "ORG" and capital(i) and not self.is_person(i) for i in named)

    def is_person(self, i: int) -> bool:
        """Whether the word at `i` is the last name of somebody, whatever the model takes it for there."""
        return self.text.words[i] in self.text.last_names

    def firm(self, start: int, end: int) -> bool:
        """Whether capitalised words of no place and no body stand there: "Hanbit Shipping" President."""
        doc, usual = self.text.doc, GENERIC | DROPPED | _RANKS | _ACTING | {w.casefold() for w in COUNTIES}
        words = (i for i in range(start, end) if i not in self.known and self.text.capital(i))
        return any(doc[i].ent_type_ not in {"NORP", "GPE", "LOC"} and doc[i].lower_ not in usual for i in words)

    def led(self, start: int) -> bool:
        """Whether a company's name ends right before a title: "Acme Corp." President."""
        return start > 0 and self.foreign(start - 1, start)


def is_plural(text: Text, title: TitleAt) -> bool:
    """Whether a title names several people ("officials")."""
    first = text.words[title.core_start].casefold().rstrip(".")
    return text.doc[title.core_end - 1].tag_ in _PLURAL or first in {"sens", "reps", "govs", "gens", "profs"}


def is_of_state(title: TitleAt) -> bool:
    """Whether an office is that of a state; a legislator is only by the word: "state Sen. Duarte", not "Texas Sen."."""
    if title.rule.role == "legislator":
        return "state" in title.words
    return title.place is not None and title.place.rule.kind == "state"


def is_no_office(text: Text, title: TitleAt) -> bool:
    """Whether the words around a title make it no office: "spokesman for Rowe's relatives", keynote "speaker"."""
    start = title.core_end + 1
    if title.rule.id == "speaker.bare" and title.core_start:
        led = text.doc[title.core_start - 1]
        return led.tag_ in {"JJ", "NN", "VBG"} and led.lower_ not in _PRESIDING
    if title.rule.role != "spokesperson" or title.body is not None or text.word(start - 1) != "for":
        return False
    return not _PRIVATE.isdisjoint(word.casefold() for word in text.words[start : start + _LONGEST_CLIENT])


def is_private(text: Text, title: TitleAt) -> bool:
    """Whether the words of a title, or its owner, say that it is of no public body: "airline spokesman", "the show's
    judge"."""
    owner = text.word(title.owner[1] - 1) if title.owner is not None else ""
    noun = text.word(title.end - 1) if title.end > title.core_end else ""
    central = "central" in title.words or (title.owner is not None and text.word(title.owner[1] - 2) == "central")
    return not central and not _PRIVATE.isdisjoint((*title.words, owner, noun))  # "the central bank's governor"


_PRESIDING = DROPPED | _ACTING | _RANKS | set("assembly democratic former house parliament republican state".split())
"""What may stand before the speaker of a chamber."""
_LONGEST_CLIENT = 6  # "the families of the nine victims"
_PRIVATE = frozenset(
    """
    airline band bank brewery carmaker charity church clan club college company congregation couple defendants
    drivers employees families family farmers festival film firm fishermen foundation group hospital hotel
    landlords league miners museum neighbors neighbours newspaper nurses organisers organizers owner owners
    parents parishioners plaintiffs protesters relatives residents retailer show store students supermarket thrift
    survivors teachers team tenants union university victims villagers widow workers
    """.split()
)


def title_words(text: Text, title: TitleAt, end: int | None = None) -> str:
    """The title as the article has it, without words that say only when or of which party."""
    start = title.start
    while start < title.core_start and start not in title.names and text.words[start].casefold() in DROPPED:
        start += 1
    while text.word(start + 1) == "-" and start + 3 <= title.core_start and text.words[start].islower():
        if text.words[start] in _RANKS | {"high"}:
            break
        start += 3  # "army-appointed"
    while start < title.core_start and text.doc[start].tag_ == "JJ" and text.words[start].islower():
        if text.words[start].casefold() in _RANKS | _ACTING:
            break
        start += 1
    words = text_at(text.doc, start, end or title.end).replace("[", "").replace("]", "")
    return " ".join(words.split())
