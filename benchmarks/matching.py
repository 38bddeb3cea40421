"""How what the program found is compared with the gold: what pairs with what, and on which aspects the two agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from gold import AgencyFact, DateFact, Entity, EventFact, ExpectedClaim, Fact, FigureFact, Gold, OfficialFact, QuoteFact
from onrecord.model import Agency, Claim, Date, Extent, Figure, Official, Person, Quote, Record
from onrecord.normalize.view import view


@dataclass(frozen=True)
class Check:
    """One aspect of a fact: what the gold wants, what was found, and whether that is right."""

    right: bool
    want: object
    got: object


Checks = dict[str, Check]


@dataclass(frozen=True)
class Compared:
    """A fact of the gold with what was found for it. Without `fact`, it is a false find; without `found`, a miss."""

    fact: Fact | None
    found: Any | None
    checks: Mapping[str, Check]

    @property
    def counts(self) -> bool:
        """Whether it is settled that this is a fact, or that it is none."""
        return self.fact is None or "found" not in self.fact.unsettled

    @property
    def wrong(self) -> dict[str, Check]:
        """The aspects that are not as the gold has them."""
        return {aspect: check for aspect, check in self.checks.items() if not check.right}


def compare(gold: Gold, record: Record, claims: Sequence[Claim]) -> dict[str, list[Compared]]:
    """Every fact of an article against its record, family by family; false finds come last."""
    eyes = _Reader(gold, record)
    events = [claim for claim in claims if claim.kind == "event"]
    plan: list[tuple[str, Sequence[Any], Callable[[Any, Any], float], Callable[[Any, Any], Checks]]] = [
        ("officials", record.officials, _same_official, eyes.official),
        ("agencies", record.agencies, _mentions_shared, eyes.agency),
        ("people", record.people, _mentions_shared, eyes.person),
        ("dates", record.dates, _overlap_of_fact, eyes.date),
        ("figures", record.figures, _overlap_of_fact, eyes.figure),
        ("quotes", record.quotes, eyes.same_words, eyes.quote),
        ("events", events, _overlap_of_verb, eyes.event),
    ]
    return {family: list(_compare(gold.facts[family], found, near, look)) for family, found, near, look in plan}


def _compare(
    facts: Sequence[Any],
    found: Sequence[Any],
    near: Callable[[Any, Any], float],
    look: Callable[[Any, Any], Checks],
) -> Iterator[Compared]:
    matched = pairs(facts, found, near)
    for i, fact in enumerate(facts):
        item = found[matched[i]] if i in matched else None
        checks = {"found": Check(item is not None, fact.words, None)}
        if item is not None:
            checks |= look(fact, item)
        settled = {k: check for k, check in checks.items() if not {k, "found"} & set(fact.unsettled)}
        yield Compared(fact, item, settled)
    for j, item in enumerate(found):
        if j not in matched.values() and not _costs_nothing(item):
            yield Compared(None, item, {})


def _costs_nothing(item: object) -> bool:
    """Requests, and noun phrases that are reported, stand in the gold only where they are beyond doubt."""
    return isinstance(item, Quote) and item.act in ("asks", "reports")


def pairs(facts: Sequence[Any], found: Sequence[Any], near: Callable[[Any, Any], float]) -> dict[int, int]:
    """One-to-one pairs, the nearest first: index of the fact -> index of what was found. 0 is too far apart."""
    scored = ((near(fact, item), -i, -j) for i, fact in enumerate(facts) for j, item in enumerate(found))
    matched: dict[int, int] = {}
    for score, i, j in sorted(scored, reverse=True):
        if score > 0 and -i not in matched and -j not in matched.values():
            matched[-i] = -j
    return matched


class Placed(Protocol):
    """Whatever stands at a place of the text."""

    @property
    def start_char(self) -> int: ...
    @property
    def end_char(self) -> int: ...


def overlap(a: Placed, b: Placed) -> int:
    """How many characters two places share."""
    return max(0, min(a.end_char, b.end_char) - max(a.start_char, b.start_char))


def _overlap_of_fact(fact: Fact, item: Placed) -> float:
    return overlap(fact.at[0], item)


def _overlap_of_verb(fact: Fact, claim: Claim) -> float:
    return overlap(fact.at[0], claim.predicate) if claim.predicate else 0


def _mentions_shared(fact: Entity, item: Agency | Official | Person) -> float:
    return sum(bool(overlap(a, b)) for a in fact.mentions for b in item.mentions)


def _same_official(fact: OfficialFact, item: Official) -> float:
    if bool(fact.name) != bool(item.name):
        return 0
    return _mentions_shared(fact, item) if not fact.name else int(same_name(fact.name, item.name))


def name_words(name: str) -> list[str]:
    """A name's words without case, marks and determiners; the United States are "us", dots or not."""
    plain = re.sub(r"'s\b", "", view(name).casefold())
    plain = re.sub(r"\bu\.(s|n|k)\.?(?!\w)|\bunited (s|n|k)\w+", r"u\1\2", plain)
    idle = {"the", "a", "an", "of", "for", "and", "in", "at", "on"}
    return [word for word in re.findall(r"\w+", plain) if word not in idle]


def same_name(want: str, got: str | None) -> bool:
    """Whether two names are one: the one holds all words of the other, which has half of them or is a last name."""
    a, b = sorted((name_words(want), name_words(got or "")), key=len)
    return bool(a) and set(a) <= set(b) and (2 * len(a) >= len(b) or (a == b[-1:] and len(b) == 3))


def same_number(want: Decimal | None, got: Decimal | None) -> bool:
    """Equal, but for the rounding of fractions: a third may be 33.3 or 33.33."""
    if want is None or got is None:
        return want is got
    return want == got or (want % 1 != 0 and abs(want - got) <= Decimal("0.05"))


def equal(want: object, got: object) -> Check:
    """The same value, null included."""
    return Check(want == got, want, got)


def stated(want: Any, got: Any, same: Callable[[Any, Any], bool] = lambda a, b: bool(a == b)) -> Check:
    """The same value, where the gold says one."""
    return Check(want is None or same(want, got), want, got)


class _Reader:
    """The checks of each family, over one article."""

    def __init__(self, gold: Gold, record: Record) -> None:
        self.text = gold.article.text
        entities = [f for family in ("officials", "agencies", "people") for f in gold.facts[family]]
        self.groups = [self._names(entity) for entity in entities]

    def _names(self, entity: Any) -> set[str]:
        names = {self.words(m) for m in entity.mentions} | {entity.name, getattr(entity, "acronym", None)}
        return {name for name in names if name}

    def words(self, at: Extent) -> str:
        return self.text[at.start_char : at.end_char]

    def same_source(self, want: str | None, got: str | None) -> bool:
        """Whether two names stand for one entity of the gold, or are one name."""
        if want is None or got is None:
            return want is got
        groups = (g for g in self.groups if any(same_name(want, name) for name in g))
        return same_name(want, got) or any(same_name(got, name) for g in groups for name in g)

    def source(self, want: str | None, got: str | None) -> Check:
        return Check(self.same_source(want, got), want, got)

    def mentions(self, fact: Entity, item: Agency | Official | Person) -> Check:
        matched = pairs(fact.mentions, item.mentions, overlap)
        right = len(matched) == len(fact.mentions) == len(item.mentions)
        return Check(right, [self.words(m) for m in fact.mentions], [m.text for m in item.mentions])

    def official(self, fact: OfficialFact, item: Official) -> Checks:
        titled = all(any(same_name(title, got) for got in item.titles) for title in fact.titles)
        return {
            "titles": Check(titled and bool(fact.titles) == bool(item.titles), fact.titles, item.titles),
            "organization": self.source(fact.organization, item.organization),
            "country": equal(fact.country, item.country),
            "former": equal(fact.former, item.former),
            "acting": equal(fact.acting, item.acting),
            "mentions": self.mentions(fact, item),
        }

    def agency(self, fact: AgencyFact, item: Agency) -> Checks:
        return {
            "name": Check(same_name(fact.name, item.name), fact.name, item.name),
            "acronym": stated(fact.acronym, item.acronym),
            "country": equal(fact.country, item.country),
            "type": equal(fact.type, item.type),
            "mentions": self.mentions(fact, item),
        }

    def person(self, fact: Any, item: Person) -> Checks:
        return {
            "mentions": self.mentions(fact, item),
            "description": stated(fact.description, item.description, same_name),
        }

    def date(self, fact: DateFact, item: Date) -> Checks:
        more = [name for name in ("begin", "end", "candidates", "conflict") if name in fact.model_fields_set]
        return {
            **{name: equal(getattr(fact, name), getattr(item, name)) for name in more},
            "span": equal(self.words(fact.at[0]), item.text),
            "type": equal(fact.type, item.type),
            "value": equal(fact.value, item.value),
            "mod": equal(fact.mod, item.mod),
            "anchor": stated(fact.anchor.start_char if isinstance(fact.anchor, Extent) else fact.anchor, item.anchor),
        }

    def figure(self, fact: FigureFact, item: Figure) -> Checks:
        want, got = (fact.value, fact.low, fact.high), (item.value, item.low, item.high)
        number = all(same_number(a, b) for a, b in zip(want, got, strict=True))
        linked = {place.start_char for place in fact.linked} <= set(item.linked)
        return {
            "span": equal(self.words(fact.at[0]), item.text),
            "value": Check(number, tuple(map(str, want)), tuple(map(str, got))),
            "unit": equal(fact.unit, item.unit),
            "bound": equal(fact.bound, item.bound),
            "counted": Check(_same_head(fact.head, item.counted_head), fact.counted, item.counted),
            "per": Check(fact.per == item.per or same_name(fact.per or "", item.per), fact.per, item.per),
            "change": equal(fact.change, item.change),
            "source": self.source(fact.source, item.source),
            "time": equal(fact.time, item.time),
            "role": stated(fact.role, item.role),
            "linked": Check(linked, [self.words(place) for place in fact.linked], item.linked),
            "superlative": stated(fact.superlative, item.superlative),
            "place": stated(fact.place, item.place, same_name),
        }

    def letters(self, places: Iterable[Extent]) -> set[int]:
        """The offsets of letters and digits: edge punctuation is nobody's error."""
        return {i for at in places for i in range(at.start_char, at.end_char) if self.text[i].isalnum()}

    def same_words(self, fact: QuoteFact, item: Quote) -> float:
        """The share of letters that two contents have in common, 0 where it is less than half."""
        return _share(self.letters(fact.at), self.letters(item.content))

    def quote(self, fact: QuoteFact, item: Quote) -> Checks:
        cue = fact.cue == item.cue or bool(fact.cue and item.cue and overlap(fact.cue, item.cue))
        return {
            "kind": equal(fact.kind, item.kind),
            "content": Check(
                self.letters(fact.at) == self.letters(item.content),
                [self.words(place) for place in fact.at],
                [place.text for place in item.content],
            ),
            "cue": Check(cue, self.words(fact.cue) if fact.cue else None, item.cue.text if item.cue else None),
            "source": self.source(fact.source_name, item.source_name),
            "act": equal(fact.act, item.act),
            "stance": equal(fact.stance, item.stance),
            "addressee": stated(fact.addressee, item.addressee, same_name),
            "venue": stated(fact.venue, item.venue, same_name),
            "said_on": stated(fact.said_on, item.said_on),
        }

    def event(self, fact: EventFact, item: Claim) -> Checks:
        subject = item.subject
        named = [subject.name or subject.text, subject.text] if subject else [None]
        time = item.time.value if item.time else None
        return {
            "actor": Check(any(self.same_source(fact.actor, name) for name in named), fact.actor, named[0]),
            "verb": equal(fact.verb, item.predicate.lemma if item.predicate else None),
            "status": equal(fact.status, item.status),
            "time": stated(fact.time, time),
        }


def _same_head(want: str | None, got: str | None) -> bool:
    """The head noun, where the gold says one; of a name, its last word."""
    return want is None or name_words(want)[-1:] == name_words(got or "")[-1:]


def _share(a: set[int], b: set[int]) -> float:
    both = len(a & b) / len(a | b) if a or b else 0
    return both if both >= 0.5 else 0


def match_claims(expected: Sequence[ExpectedClaim], claims: Sequence[Claim]) -> dict[int, int]:
    """Expected claims and those that the program made, one to one and kind by kind."""

    def near(want: ExpectedClaim, claim: Claim) -> float:
        if want.kind != claim.kind:
            return 0
        if want.kind in ("quote", "statement"):
            whole = Extent(start_char=want.at[0].start_char, end_char=want.at[-1].end_char)
            shared = overlap(whole, claim)
            return shared if 2 * shared >= max(_length(whole), _length(claim)) else 0
        if want.kind == "office":
            return int(claim.subject is not None and same_name(want.actor or "", claim.subject.text))
        place: Placed | None = claim.figure if want.kind == "figure" else claim.predicate
        return overlap(want.at[0], place) if place else 0

    matched = pairs(expected, claims, near)
    again = [(span, j) for j, claim in enumerate(claims) for span in claim.also_at]
    for i, want in enumerate(expected):  # what is said twice is one claim
        same = [j for span, j in again if want.kind == claims[j].kind and overlap(want.at[0], span)]
        if same and i not in matched:
            matched[i] = same[0]
    return matched


def _length(at: Placed) -> int:
    return at.end_char - at.start_char
