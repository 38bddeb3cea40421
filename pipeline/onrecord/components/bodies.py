"""The grammar of public bodies: a kind of body and what stands beside it, to one canonical name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from onrecord.components.places import PlaceAt, with_article
from onrecord.components.text import CONNECTORS, NO_NAME, Text
from onrecord.rules import AgencyRule, PlaceRule


@dataclass(frozen=True, slots=True)
class Body:
    """A public body as a mention names it. `id` is None where it is only recognised."""

    id: str | None
    name: str
    country: str | None
    type: str | None
    parent: str | None
    rule: str


class Candidate(NamedTuple):
    """A mention of a body, by token index. `acronym`: the mention is one; `weak`: the model's entities must agree."""

    start: int
    end: int
    body: Body
    acronym: bool = False
    weak: bool = False


class Form(NamedTuple):
    """One form of a kind: `prefix * head` or `head *` or `head`; `star` says on which side of the head it is open.

    A `short` one names the body only before an office ("Foreign Affairs" Secretary).
    """

    kind: AgencyRule
    head: str
    star: str | None = None
    prefix: tuple[str, ...] = ()
    short: bool = False

    @property
    def of_one_country(self) -> str | None:
        """The country that alone has bodies of the kind, where the words are enough to tell one."""
        return self.kind.country if self.star is None and not self.short else None


def parse_form(kind: AgencyRule, form: str) -> Form:
    """A form of the table, taken apart."""
    before, star, after = form.partition("*")
    before, after = before.strip(), after.strip()
    if not star:
        return Form(kind, form)
    if after:
        return Form(kind, after, "left", tuple(before.split()))
    return Form(kind, before, "right")


def named(rule: AgencyRule) -> Body:
    """A body of the gazetteer."""
    return Body(rule.id, rule.name or rule.id, rule.country, rule.type, rule.parent, rule.id)


PRIVATE = frozenset(
    {"University", "College", "Hospital", "Museum", "Inc.", "Inc", "Corp.", "Co.", "Ltd.", "LLC", "Group", "Olympic"}
    | {"Cricket", "Soccer", "Rugby", "Churches", "Clinic", "BBC", "Muslim", "Ballet", "Orchestra"}
)
"""Words in the names of what is no public body."""

CHARITIES = frozenset({("Rescue", "Committee"), ("Refugee", "Council")})
"""How names of charities end that sound like public bodies."""

_LOCAL = frozenset({"County", "City", "Town", "Township", "Village", "Borough", "Municipal", "Provincial", "Parish"})

_COUNCILS = frozenset(
    {"National", "Security", "State", "Federal", "Supreme", "Military", "Executive", "Privy", "Legislative", "Research"}
    | {"Arts", "Press", "Medical", "Transitional", "World", "Sovereignty", "Presidential", "Guardian", "Governing"}
    | {"European", "Nordic", "Arctic", "Atlantic", "Sports", "Economic", "Judicial", "Constitutional"}
)
"""Words before "Council" that are no town's name."""

_STAR = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "CC"})
"""Tags of the words between a chamber and its committee."""

OFFICES = frozenset({"secretary", "minister", "undersecretary", "ministers", "secretaries"})
"""Titles before which a body goes by its short name."""

CONTINUES = frozenset(
    {"Base", "Academy", "Museum", "Times", "Journal", "University", "College", "School", "Hospital", "Stadium", "One"}
    | {"Building", "Bowl", "Memorial", "Award", "Street", "Avenue", "Park", "Airport", "Press", "Post", "News", "Bill"}
    | {"Hotel", "Brokers", "Theatre", "Theater", "Orchestra"}
    | {"Medical", "Marathon", "Union", "Federation", "Association"}
    | {"yield", "yields", "bond", "bonds", "bills", "notes", "securities", "prices"}
)
"""Words that make something else of a body's name ("Air Force" Base, "Treasury" yields)."""


_OF_ONE_STATE = frozenset({"legislature", "state-assembly", "general-assembly", "house-of-delegates"})
"""Kinds that states have, and go by alone in an article about one of them: "the Legislature"."""

OF_STATES = {"us-senate": "senate", "us-house": "house-of-representatives", "us-supreme-court": "supreme-court"}
OF_STATES |= {"un-ga": "general-assembly"}
"""Bodies by whose short names each state calls its own, and of which kind those are."""

_IN_STATES_ONLY = frozenset({("supreme-court", "AU")})
"""Kinds of which a country has none of its own, though its states have."""

NARROWER = frozenset("basic higher primary secondary school technical medical".split())
"""Words before a minister's field that make another one of it, with a ministry of another name: "Basic Education"."""

_LEVELS = frozenset({"Federal", "Union"})
"""Words before a ministry that say whose it is where the states of a country have some, too."""

DEPARTMENTS = frozenset({"US", "AU", "CA", "IE", "ZA", "PH", "HK", "GB"})
"""Countries whose ministers head departments, or ministries of names that no rule foretells."""

_AIMS = frozenset({"for", "of", "on", "against"})
"""Words after which a body's name says what it is for."""

_NO_AIMS = frozenset({"PERSON", "DATE", "TIME", "GPE", "NORP"})
"""Entities that say more of somebody or something else."""


def fill(template: str, **found: str) -> str:
    """A template with the words found in it."""
    return template.replace("{*}", found.get("star", "")).format(**found)


def compose(text: Text, form: Form, start: int, end: int, own: dict[tuple[str, str], AgencyRule]) -> Candidate | None:
    """The body that a form at tokens `start` to `end` makes with what stands beside it; None where it makes none.

    `own`: (kind, country) to the line of the gazetteer that is that country's body of the kind.
    """
    kind, star, head = form.kind, "", (start, end)
    if text.word(end) in CONTINUES or ((kind.doubtful or form.short) and not text.capital(start)):
        return None
    if form.short and (text.word(end).casefold() not in OFFICES or text.word(start - 1).casefold() in NARROWER):
        return None
    owner = text.starting.get(end + 1) if text.word(end) == "of" else None
    if owner is not None and owner.form == "adjective" and text.capital(owner.end):
        return None  # "Congress of South African Trade Unions"
    place: PlaceAt | None = None
    if form.star == "right":
        stop, place = text.run_right(end, titles=form.head.startswith("office") or text.word(end) == "the")
        if stop == end or text.doc[end].ent_type_ in {"DATE", "TIME"}:
            return None
        star, end = _plain(text, end, stop), (place.end if place else stop)
        if text.word(end) == "at":  # of a university
            return None
    elif form.star == "left":
        begin = text.past_person(text.run_left(start), start)
        taken = _after_prefix(text, form, begin, start)
        if taken is None:
            return None
        begin, inner, place = taken
        star, start = _plain(text, inner, start), begin
    here = text.beside(start, end)
    place = place or (_behind_holder(text, end + 1) if form.short and here.place is None else None)
    slot = place or here.place or (here.located if kind.bare else None)
    words = text.doc[head[0] : head[1]].text
    if (
        text.word(start - 1) in _LEVELS
        and here.left is None
        and not form.short
        and (kind.id.startswith("ministry.") or kind.id == "cabinet")
    ):
        start, here = start - 1, text.beside(start - 1, end)  # "Federal Ministry of Health", "Union home ministry"
        slot = slot or here.place
    if slot is not None and slot is here.located and is_capital(text, slot) and kind.id.startswith("ministry."):
        slot = slot._replace(form="name")  # "the Foreign Ministry in Baghdad"
    if slot is not None and (body := _of_place(text, kind, slot, star, words, own)):
        left = here.left.start if here.left is not None and here.left is slot and not form.short else start
        right = here.right.end if here.right is not None and here.right is slot else end
        return Candidate(left, right, body, weak=False)
    if slot is None and kind.id in _OF_ONE_STATE and text.capital(start) and text.state is not None:
        body = body_of(kind, text.state, own, words=words)
        return Candidate(start, end, body) if body else None
    if form.short and slot is not None and slot.rule.kind == "state":
        return None  # "Punjab Health Minister"
    if form.prefix:
        home = text.home
        if kind.country == "US" and home is not None and home.country != "US" and not text.countries["US"]:
            name = title_case(_plain(text, start, end))  # "Senate blue ribbon committee" in Manila
            return Candidate(start, end, replace(_body(kind, name, None), country=home.country))
        return Candidate(start, end, _body(kind, _of_chamber(form, star), None))
    if kind.local and (candidate := _local(text, kind, form, start, end, star)):
        return candidate
    if kind.personal and (candidate := _personal(text, kind, start, end)):
        return candidate
    if kind.bare and text.capital(start):
        end = goes_on(text, end) if kind.doubtful and form.star == "left" else end
        name = (kind.national or "").removesuffix(" of {place}")
        name = name if name and "{" not in name else _plain(text, start, end)
        words_of = text.words[max(start - 1, 0) : end]
        if not PRIVATE.isdisjoint(words_of) or "Red" in words_of or tuple(words_of[-2:]) in CHARITIES:  # "Red Cross"
            return None
        placed = text.starting.get(start) or text.ending.get(end)
        if placed is None and form.star == "right" and here.left is not None and here.left.form != "adjective":
            placed, start = here.left, here.left.start  # "Texas Commission on Environmental Quality"
            name = _plain(text, start, end)
        body = _body(kind, name, placed.country if placed else None)
        return Candidate(start, end, replace(body, type=_type(text, kind, start, end)), weak=kind.doubtful)
    return None


def goes_on(text: Text, end: int) -> int:
    """Where the name of a body goes on that seems to end there: Independent Commission "Against Corruption"."""
    first = end + 1 + (text.word(end + 1) == "the")
    if text.word(end).casefold() not in _AIMS or not text.capital(first) or text.in_headline(end):
        return end
    if (place := text.starting.get(first)) is not None:
        return place.end if text.word(end) == "of" else end
    if text.doc[first].ent_type_ in _NO_AIMS:
        return end
    stop, _ = text.run_right(first)
    while text.word(stop).casefold() in _AIMS and text.capital(stop + 1) and stop + 1 not in text.starting:
        stop, _ = text.run_right(stop + 1)
    return stop


def _of_chamber(form: Form, star: str) -> str:
    """The name of a committee: "Commons health committee" as "Commons Health Committee"."""
    chamber = title_case(" ".join(form.prefix))
    return fill(form.kind.local or "{*}", star=title_case(star), form=chamber)


def _behind_holder(text: Text, i: int) -> PlaceAt | None:
    """The country behind the name after a title: "Interior Minister Karim Aziz of Iraq"."""
    stop = i
    while stop - i < 5 and text.capital(stop) and stop not in text.starting:
        stop += 1
    place = text.starting.get(stop + 1 + (text.word(stop + 1) == "the")) if text.word(stop) == "of" else None
    return place if place is not None and stop > i and place.is_country else None


def _type(text: Text, kind: AgencyRule, start: int, end: int) -> str | None:
    """The type of a body by the words in its name: of a county, of a state, else as the kind has it."""
    words = text.words[start:end]
    town = len(words) == 2 and words[1] == "Council" and words[0] not in _COUNCILS
    if town or not _LOCAL.isdisjoint(words):
        return "local_government"
    place = text.starting.get(start)
    return "executive" if kind.type == "other" and place and place.form != "city" else kind.type


def _plain(text: Text, start: int, end: int) -> str:
    """The words from `start` to `end`, in one line, with straight apostrophes, without a leading article."""
    while start < end and text.words[start] in {"the", "of", "for"}:
        start += 1
    return " ".join(text.doc[start:end].text.replace("’", "'").split())


def _body(kind: AgencyRule, name: str, country: str | None, id: str | None = None) -> Body:
    return Body(id, name, country or kind.country, kind.type, None, kind.id)


def _after_prefix(text: Text, form: Form, begin: int, end: int) -> tuple[int, int, PlaceAt | None] | None:
    """Of `prefix * head`: where the mention begins, where the star's words begin, and the country before them."""
    if form.prefix:
        while begin > 0 and end - begin < 6 and text.doc[begin - 1].tag_ in _STAR:
            begin -= 1  # "Commons health committee"
        for i in range(max(begin - 1, 0), end - 1):
            if tuple(word.casefold() for word in text.words[i : i + len(form.prefix)]) == form.prefix:
                inner = i + len(form.prefix)
                return (i, inner, None) if inner < end and text.capital(i) else None
        return None
    place = text.starting.get(begin)
    inner = place.end if place is not None else begin
    if text.word(end - 1) in {"News", "Press"}:
        return None
    if text.is_possessive(inner):
        inner, begin = inner + 1, inner + 1
    return (begin, inner, place) if inner < end else None


def _of_place(
    text: Text, kind: AgencyRule, place: PlaceAt, star: str, words: str, own: Mapping[tuple[str, str], AgencyRule]
) -> Body | None:
    """The body of a kind that belongs to the place beside it."""
    if place.form != "city" or (kind.id == "government" and is_capital(text, place)):  # "the Baghdad government"
        return body_of(kind, place.rule, own, star, words)
    if kind.id == "government":  # of a province or city that has no line: "Selangor government"
        where = _plain(text, place.start, place.end)
        return _body(kind, f"{where} {title_case(words)}", place.country)
    return None


def is_capital(text: Text, place: PlaceAt) -> bool:
    """Whether a place is the city that the table of places names first for its country."""
    return place.form == "city" and text.doc[place.start : place.end].text == next(iter(place.rule.cities), "")


def body_of(
    kind: AgencyRule, place: PlaceRule, own: Mapping[tuple[str, str], AgencyRule], star: str = "", words: str = ""
) -> Body | None:
    """The body of a kind that a country or state has, under its canonical name; None where the kind has none there."""
    if (line := own.get((kind.id, place.country))) is not None and place.kind == "country":
        return named(line)
    if place.kind == "country" and (kind.id, place.country) in _IN_STATES_ONLY:
        return None
    if kind.id.startswith("ministry.") and not star and place.kind == "country" and place.country in DEPARTMENTS:
        return None
    template = kind.national if place.kind == "country" else kind.regional
    if not template:
        return None
    named_place = with_article(place) if place.kind == "country" else place.name
    form = words or kind.forms[0]
    name = fill(template, place=named_place, star=star, form=title_case(form) if place.kind == "country" else form)
    slug = form.casefold().replace("'", "").replace(" ", "-") if "{form}" in template else kind.id.replace(".", "-")
    told = star or (place.kind == "country" and "{form}" in template)  # by words that another article has otherwise
    body = _body(kind, name, place.country, None if told else f"{place.id}-{slug}")
    if kind.type == "local_government":  # "health department", of a state here
        body = replace(body, type="executive")
    return body


def title_case(words: str) -> str:
    """Words as a name has them: "fire and rescue service" as "Fire and Rescue Service"."""
    return " ".join(word if word in CONNECTORS else word[:1].upper() + word[1:] for word in words.split())


def _local(text: Text, kind: AgencyRule, form: Form, start: int, end: int, star: str) -> Candidate | None:
    """The body of a town, county or district: the form with the capitalised words before it."""
    template = kind.local or ""
    if form.star == "right":
        begin = text.run_left(start, 4) if "{place}" in template else start
        if begin == start and "{place}" in template:
            return None
        name = fill(template, star=star, place=_plain(text, begin, start), form=_plain(text, start, end))
        return Candidate(begin, end, _body(kind, name, None))
    if form.star == "left":
        town = text.starting.get(start)
        if "{place}" in template and (town is None or town.end + len(form.head.split()) >= end):
            return None
        if not PRIVATE.isdisjoint(text.words[start:end]):
            return None
        return Candidate(start, end, _body(kind, _plain(text, start, end), town.country if town else None), weak=True)
    if end - start < 2 and not text.capital(start):
        return None
    begin = text.past_person(text.run_left(start, 5), start)
    if begin == start or text.in_headline(begin) or not PRIVATE.isdisjoint(text.words[begin:end]):
        return None
    words = _plain(text, start, end)
    name = fill(template, place=_plain(text, begin, start), form=title_case(words))
    place = text.starting.get(begin)
    return Candidate(begin, end, _body(kind, name, place.country if place else None))


def _personal(text: Text, kind: AgencyRule, start: int, end: int) -> Candidate | None:
    """The administration or campaign of a politician, by the name before it."""
    i = start - 1
    word = text.word(i)
    if not (text.capital(i) and word.isalpha() and len(word) > 2) or text.ending.get(start) or text.capital(start):
        return None
    known = text.doc[i].ent_type_ or text.words.count(word) > 1
    if text.doc[i].ent_type_ != "PERSON" and text.capital(i - 1) and not text.doc[i - 1].is_sent_start:
        return None  # "Islamabad Capital Territory administration"
    if word.casefold() in NO_NAME or not known:
        return None
    begin = i
    if text.doc[i].ent_type_ == "PERSON":
        while begin > 0 and text.doc[begin].ent_iob_ == "I" and text.doc[begin - 1].ent_type_ == "PERSON":
            begin -= 1
    return Candidate(begin, end, _body(kind, fill(kind.personal or "", person=_plain(text, begin, start)), None))


def apart(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Mentions that do not overlap, in order: the longer wins, then a body of the gazetteer, then what needs
    no model to agree, then the earlier.

    But one that is only recognised gives way to a known body with the same last word ("Replied State Department").
    """
    kept: dict[int, Candidate] = {}
    taken: set[int] = set()
    found = list(candidates)
    known = {c.end for c in found if c.body.id}
    found = [c for c in found if c.body.id or c.body.country or c.end not in known]

    def rank(c: Candidate) -> tuple[int, bool, bool, bool, bool, int]:
        body = c.body
        return (c.start - c.end, body.id != body.rule, body.id is None, body.rule == "recognised", c.weak, c.start)

    ranked = sorted(found, key=rank)
    for candidate in ranked:
        span = range(candidate.start, candidate.end)
        if taken.isdisjoint(span):
            taken.update(span)
            kept[candidate.start] = candidate
    return [kept[start] for start in sorted(kept)]
