"""What can be wrong across the lines of the gazetteer, which no line shows by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import TypeVar

from onrecord.rules import AgencyRule, Rule, RuleError, read

R = TypeVar("R", bound=Rule)

Line = tuple[Traversable, int, R]
"""A rule with its file and the number of its line."""

_NO_COUNTRIES = ("EU", "UN")
"""What stands for a country in the lines of bodies of the European Union and the United Nations."""

_ARTICLE = "the "
_SLOTS = frozenset({"{place}", "{person}", "{form}", "{*}"})
_TEMPLATES = ("national", "regional", "local", "personal")
_SLOT = re.compile(r"\{[^{}]*\}?")


def gazetteer_problems(
    files: Sequence[Traversable], ours: Sequence[Traversable] = (), countries: Collection[str] = ()
) -> Iterator[RuleError]:
    """What is wrong across the lines of `files`, in their order: each error says where, and what to do.

    Names that two bodies of one country share, parents and kinds that no line has, lines out of order. `ours`: files
    that `files` stand beside, whose lines count but are not complained of; a line with an id of theirs takes its place.
    `countries`: those that the table of places has; empty where they are not to be checked.
    """
    own = [line for source in files for line in lines_of(source, AgencyRule)]
    replaced = {rule.id for _, _, rule in own}
    known = [line for source in ours for line in lines_of(source, AgencyRule) if line[2].id not in replaced]
    yield from unsorted_lines(own)
    for line in own:
        yield from slips(line, countries)
        yield from odd_names(line)
    yield from orphans(own, [rule for _, _, rule in [*known, *own]])
    yield from shared_names(own, known)


def lines_of(source: Traversable, kind: type[R]) -> Iterator[Line[R]]:
    """The right lines of a file, numbered."""
    numbers = (n for n, line in enumerate(source.read_bytes().split(b"\n"), start=1) if line.strip())
    for number, rule in zip(numbers, read(source, kind), strict=True):
        if isinstance(rule, Rule):
            yield source, number, rule


def unsorted_lines(own: Sequence[Line[AgencyRule]]) -> Iterator[RuleError]:
    """Lines whose id comes before the id of the line above them in the file."""
    for above, line in pairwise(own):
        if above[0] == line[0] and line[2].id < above[2].id:
            yield problem(line, f"stands after {above[2].id}; lines stand in the order of their ids")


def slips(line: Line[AgencyRule], countries: Collection[str]) -> Iterator[RuleError]:
    """What is wrong with a line by itself, though each field of it may be right."""
    rule = line[2]
    if rule.label != "AGENCY":
        yield problem(line, f"label {rule.label} is not that of bodies; write AGENCY")
    if rule.name and rule.type is None:
        yield problem(line, "has no type; say whether it is executive, legislature, court, ... or other")
    if rule.country and countries and rule.country not in {*countries, *_NO_COUNTRIES}:
        yield problem(line, f"country {rule.country} is none of the places; give its ISO 3166 code")
    if rule.name and rule.kind and not rule.country:
        yield problem(line, f"is of the kind {rule.kind} but of no country; name the country, or leave out the kind")
    if rule.parent == rule.id:
        yield problem(line, "is its own parent; name the body above it or leave it out")
    for field in _TEMPLATES:
        for slot in set(_SLOT.findall(getattr(rule, field) or "")) - _SLOTS:
            yield problem(line, f"{field}: {slot} is no slot; they are {', '.join(sorted(_SLOTS))}")


def odd_names(line: Line[AgencyRule]) -> Iterator[RuleError]:
    """Names of a body that no article has so, or that stand in its line twice."""
    rule = line[2]
    given = Counter(as_found(name) for name in (rule.name, *rule.aliases, *rule.guarded) if name)
    given |= Counter(
        map(as_found, rule.acronyms)
    )  # an acronym may be an alias as well, which needs no country beside it
    for name in dict.fromkeys((rule.name or "", *rule.acronyms, *rule.aliases, *rule.guarded)):
        times = given.pop(as_found(name), 0)
        if times > 1:
            yield problem(line, f"{name!r} stands in it {times} times; once is enough")
    every = [*names_of(rule), *rule.later, *rule.shorts, *rule.seats, *rule.forms]
    for name in odd_blanks(every):
        yield problem(line, f"{name!r} has blanks that no text has; leave single ones between its words")
    for name in every:
        if name.casefold().startswith(_ARTICLE):
            yield problem(line, f"{name!r} begins with an article; leave it out")
    for name in rule.acronyms:
        if " " in name:
            yield problem(line, f"acronym {name!r} is of several words; put it among the aliases")
        elif len(name) < 2 or name.islower():
            yield problem(line, f"acronym {name!r} would be found anywhere; give two letters at least, with a capital")


def odd_blanks(names: Iterable[str]) -> Iterator[str]:
    """Names with blanks at an end, or other ones between words than one space."""
    return (name for name in names if name != " ".join(name.split()))


def orphans(own: Sequence[Line[AgencyRule]], known: Sequence[AgencyRule]) -> Iterator[RuleError]:
    """Lines with a parent that is no body or is below them, a kind that is none, or that another body is already."""
    bodies = {rule.id: rule for rule in known if rule.name}
    kinds = {rule.id for rule in known if rule.forms}
    first = {(rule.kind, rule.country): rule.id for rule in reversed(known) if rule.kind and rule.country}
    for line in own:
        rule = line[2]
        if rule.parent and rule.parent not in bodies:
            yield problem(line, f"parent {rule.parent} is no body; add its line or mend the id")
        elif rule.parent and rule.parent != rule.id and rule.id in above(rule.parent, bodies):
            yield problem(line, f"parent {rule.parent} is itself below {rule.id}; mend one of the two")
        if rule.kind and rule.kind not in kinds:
            yield problem(line, f"kind {rule.kind} is no line with forms; mend the id or leave it out")
        elif rule.kind and rule.country and (other := first[rule.kind, rule.country]) != rule.id:
            yield problem(line, f"kind {rule.kind} of {rule.country} is {other} already; take it from one of the two")


def above(id: str, bodies: dict[str, AgencyRule]) -> set[str]:
    """The ids of all bodies above one, up to where they go round."""
    found: set[str] = set()
    at = bodies.get(id)
    while at is not None and at.parent and at.parent not in found:
        found.add(at.parent)
        at = bodies.get(at.parent)
    return found


def shared_names(own: Sequence[Line[AgencyRule]], known: Sequence[Line[AgencyRule]]) -> Iterator[RuleError]:
    """Names, acronyms, shorts and seats of a body that another one of its country has already: nothing could tell the
    two apart."""
    owners: dict[tuple[str | None, str, str], str] = {}
    for _, _, rule in known:
        for use, name in uses_of(rule):
            owners.setdefault((rule.country, use, as_matched(name)), rule.id)
    for line in own:
        rule = line[2]
        for use, name in uses_of(rule):
            owner = owners.setdefault((rule.country, use, as_matched(name)), rule.id)
            if owner != rule.id:
                yield problem(line, f"{name!r} is a {use} of {owner} too; take it from one of the two")


def uses_of(rule: AgencyRule) -> Iterator[tuple[str, str]]:
    """All words by which a body is found, with how."""
    yield from (("name", name) for name in names_of(rule))
    if rule.name:
        yield from (("short", name) for name in rule.shorts)
        yield from (("seat", name) for name in rule.seats)


def names_of(rule: AgencyRule) -> list[str]:
    """All names by which a body is found, each once."""
    found = (rule.name or "", *rule.acronyms, *rule.aliases, *rule.guarded)
    return [name for name in dict.fromkeys(found) if name]


def as_matched(name: str) -> str:
    """A name as it is looked for: of several words in any case, of one word as it stands."""
    return name.casefold() if " " in name else name


def as_found(name: str) -> tuple[bool, str]:
    """A name as it is found: one all in small letters in small letters too, others with a capital somewhere."""
    return name.islower(), as_matched(name)


def problem(line: Line[R], what: str) -> RuleError:
    """An error in the words of all rule errors."""
    source, number, rule = line
    return RuleError(f"{source}:{number}: rule {rule.id}: {what}")
