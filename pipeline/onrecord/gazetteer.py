"""What can be wrong across the lines of the gazetteer, which no line shows by itself."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import TypeVar

from onrecord.rules import AgencyRule, Rule, RuleError, lines

R = TypeVar("R", bound=Rule)

Line = tuple[Traversable, int, R]
"""A rule with its file and the number of its line."""

_NO_COUNTRIES = ("EU", "UN")
"""What stands for a country in the lines of bodies of the European Union and the United Nations."""

_SLOTS = frozenset({"{place}", "{person}", "{form}", "{*}"})
_TEMPLATES = ("national", "regional", "local", "personal")
_OF_KINDS = (*_TEMPLATES, "bare", "doubtful", "everywhere")
_OF_BODIES = ("acronyms", "aliases", "guarded", "later", "seats")
_SLOT = re.compile(r"\{[^{}]*\}?")


def gazetteer_problems(
    files: Sequence[Traversable],
    ours: Sequence[Traversable] = (),
    countries: Mapping[str, str] | None = None,
    unread: Collection[str] = (),
) -> Iterator[RuleError]:
    """What is wrong across the lines of `files`, in their order: each error says where, and what to do.

    Names that two bodies of one country share, parents and kinds that no line has, lines out of order. `ours`: files
    that `files` stand beside, whose lines count but are not complained of; a line with an id of theirs takes its place.
    `countries`: the codes of the table of places by their names; None where they are not to be checked. `unread`: ids
    on lines that are wrong.
    """
    own = [line for source in files for line in lines_of(source, AgencyRule)]
    replaced = {rule.id for _, _, rule in own}
    known = [line for source in ours for line in lines_of(source, AgencyRule) if line[2].id not in replaced]
    yield from unsorted_lines(own)
    for line in own:
        yield from slips(line, countries)
        yield from odd_names(line)
    yield from orphans(own, [rule for _, _, rule in [*known, *own]], unread)
    yield from shared_names(own, known)


def lines_of(source: Traversable, kind: type[R]) -> Iterator[Line[R]]:
    """The right lines of a file, numbered."""
    for number, rule in lines(source.read_bytes(), kind):
        if isinstance(rule, kind):
            yield source, number, rule


def unsorted_lines(own: Sequence[Line[AgencyRule]]) -> Iterator[RuleError]:
    """Lines whose id comes before the id of the line above them in the file."""
    for above, line in pairwise(own):
        if above[0] == line[0] and line[2].id < above[2].id:
            yield problem(line, f"stands after {above[2].id}; lines stand in the order of their ids")


def slips(line: Line[AgencyRule], countries: Mapping[str, str] | None) -> Iterator[RuleError]:
    """What is wrong with a line by itself, though each field of it may be right."""
    rule = line[2]
    if rule.type is None:
        yield problem(line, "has no type; say whether it is executive, legislature, court, ... or other")
    if rule.name and rule.kind and not rule.country:
        yield problem(line, f"is of the kind {rule.kind} but of no country; name the country, or leave out the kind")
    if rule.parent == rule.id:
        yield problem(line, "is its own parent; name the body above it or leave it out")
    for field in _OF_KINDS if rule.name else _OF_BODIES:
        if getattr(rule, field):
            yield problem(
                line, f"{field} is for {'kinds of body' if rule.name else 'bodies with a name'}; leave it out"
            )
    for field in _TEMPLATES:
        template = getattr(rule, field)
        slots = set(_SLOT.findall(template or ""))
        if template and not slots:
            yield problem(line, f"{field}: {template!r} is one name for many bodies; put {{place}} or {{person}} in it")
        for slot in slots - _SLOTS:
            yield problem(line, f"{field}: {slot} is no slot; they are {', '.join(sorted(_SLOTS))}")
    if countries is not None:
        yield from odd_country(line, countries)


def odd_country(line: Line[AgencyRule], countries: Mapping[str, str]) -> Iterator[RuleError]:
    """What is wrong with a body's country: no code of any, or another one than that in which its id begins."""
    rule = line[2]
    codes = {*countries.values(), *_NO_COUNTRIES}
    if rule.country and rule.country not in codes:
        yield problem(line, f"country {no_country(rule.country, countries)}")
    first = rule.id.partition("-")[0].upper()
    if rule.name and first in codes and rule.country in {*codes, None} and rule.country != first:
        yield problem(
            line, f"id begins as one of {first}, but its country is {rule.country or 'missing'}; mend one of the two"
        )


def no_country(code: str, countries: Mapping[str, str]) -> str:
    """What to do about a code that is none of a country. `countries`: codes by name."""
    near = countries.get(code) or next(iter(difflib.get_close_matches(code, countries.values(), n=1)), None)
    hint = f"; is it {near!r}?" if near else "; give its ISO 3166 code"
    return f"{code} is none of the places{hint}"


def odd_names(line: Line[AgencyRule]) -> Iterator[RuleError]:
    """Names of a body that stand in its line twice, or would be found anywhere."""
    rule = line[2]
    given = Counter(as_found(name) for name in (rule.name, *rule.aliases, *rule.guarded) if name)
    given |= Counter(map(as_found, rule.acronyms))  # which may be aliases as well, that need no country beside them
    for uses in (rule.later, rule.shorts, rule.seats, rule.forms):
        given |= Counter(map(as_found, uses))  # which may be names as well
    for name in every_name(rule):
        times = given.pop(as_found(name), 0)
        if times > 1:
            yield problem(line, f"{name!r} stands in it {times} times; once is enough")
    for name in rule.acronyms:
        if " " in name:
            yield problem(line, f"acronym {name!r} is of several words; put it among the aliases")
        elif len(name) < 2 or name.islower():
            yield problem(line, f"acronym {name!r} would be found anywhere; give two letters at least, with a capital")
    for name in (*rule.aliases, *rule.guarded):
        if " " not in name and (len(name) < 2 or name.islower()):
            yield problem(line, f"alias {name!r} would be found anywhere; give a word with a capital, or several words")
    for form in rule.forms:
        if not form.replace("*", "").strip():
            yield problem(line, f"form {form!r} has no words; give those that stand beside the *")


def orphans(
    own: Sequence[Line[AgencyRule]], known: Sequence[AgencyRule], unread: Collection[str] = ()
) -> Iterator[RuleError]:
    """Lines with a parent that is no body, is abroad or below them, a kind that is none or another body's already."""
    bodies = {rule.id: rule for rule in known if rule.name}
    kinds = {rule.id for rule in known if rule.forms}
    first = {(rule.kind, rule.country): rule.id for rule in reversed(known) if rule.kind and rule.country}
    for line in own:
        rule = line[2]
        if rule.parent in unread or rule.kind in unread:
            continue  # whose line is complained of
        if rule.parent and rule.parent not in bodies:
            yield problem(line, f"parent {rule.parent} is no body; {near_body(rule.parent, bodies, kinds)}")
        elif rule.parent and (abroad := bodies[rule.parent].country) != rule.country:
            yield problem(line, f"parent {rule.parent} is of {abroad}, not of {rule.country}; mend one of the two")
        elif rule.parent and rule.parent != rule.id and rule.id in above(rule.parent, bodies):
            yield problem(line, f"parent {rule.parent} is itself below {rule.id}; mend one of the two")
        if rule.kind and rule.kind not in kinds:
            near = difflib.get_close_matches(rule.kind, kinds, n=1)
            hint = f"is it {near[0]!r}?" if near else "mend the id or leave it out"
            yield problem(line, f"kind {rule.kind} is no line with forms; {hint}")
        elif rule.kind and rule.country and (other := first[rule.kind, rule.country]) != rule.id:
            yield problem(line, f"kind {rule.kind} of {rule.country} is {other} already; take it from one of the two")


def near_body(id: str, bodies: Mapping[str, AgencyRule], kinds: Collection[str]) -> str:
    """What to do about the id of a body that is none."""
    if id in kinds:
        return "it is a kind; name the body itself"
    named = [body.id for body in bodies.values() if body.name == id]
    near = named or difflib.get_close_matches(id, bodies, n=1)
    return f"is it {near[0]!r}?" if near else "add its line or mend the id"


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
            owners.setdefault(_as_owned(rule, use, name), rule.id)
    for line in own:
        rule = line[2]
        for use, name in uses_of(rule):
            owner = owners.setdefault(_as_owned(rule, use, name), rule.id)
            if owner != rule.id:
                yield problem(line, f"{name!r} is a {use} of {owner} too; take it from one of the two")


def _as_owned(rule: AgencyRule, use: str, name: str) -> tuple[str | None, str, str]:
    """What only one body may have: a name in its country; a seat in the world, since nothing beside it tells whose."""
    return None if use == "seat" else rule.country, use, as_matched(name)


def uses_of(rule: AgencyRule) -> Iterator[tuple[str, str]]:
    """All words by which a body is found, with how."""
    yield from (("name", name) for name in names_of(rule))
    if rule.name:
        yield from (("short", name) for name in rule.shorts)
        yield from (("seat", name) for name in rule.seats)


def every_name(rule: AgencyRule) -> list[str]:
    """All words of a line by which something is found, each once."""
    return list(dict.fromkeys([*names_of(rule), *rule.later, *rule.shorts, *rule.seats, *rule.forms]))


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
