"""What can be wrong across the lines of the gazetteer, which no line shows by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from importlib.resources.abc import Traversable
from itertools import pairwise

from onrecord.rules import AgencyRule, Rule, RuleError, read

Line = tuple[Traversable, int, AgencyRule]
"""A rule with its file and the number of its line."""


_NO_COUNTRIES = ("EU", "UN")
"""What stands for a country in the lines of bodies of the European Union and the United Nations."""


def gazetteer_problems(
    files: Sequence[Traversable], ours: Sequence[Traversable] = (), countries: Collection[str] = ()
) -> Iterator[RuleError]:
    """What is wrong across the lines of `files`, in their order: each error says where, and what to do.

    Names that two bodies of one country share, parents and kinds that no line has, lines out of order. `ours`: files
    that `files` stand beside, whose lines count but are not complained of; a line with an id of theirs takes its place.
    `countries`: those that the table of places has; empty where they are not to be checked.
    """
    own = [line for source in files for line in lines_of(source)]
    replaced = {rule.id for _, _, rule in own}
    known = [line for source in ours for line in lines_of(source) if line[2].id not in replaced]
    yield from unsorted_lines(own)
    for line in own:
        yield from slips(*line, countries)
    yield from orphans(own, [rule for _, _, rule in [*known, *own]])
    yield from shared_names(own, known)


def lines_of(source: Traversable) -> Iterator[Line]:
    """The right lines of a file, numbered."""
    numbers = (n for n, line in enumerate(source.read_bytes().split(b"\n"), start=1) if line.strip())
    for number, rule in zip(numbers, read(source, AgencyRule), strict=True):
        if isinstance(rule, Rule):
            yield source, number, rule


def unsorted_lines(own: Sequence[Line]) -> Iterator[RuleError]:
    """Lines whose id comes before the id of the line above them in the file."""
    for (above, _, before), (source, number, rule) in pairwise(own):
        if above == source and rule.id < before.id:
            yield problem(source, number, rule, f"stands after {before.id}; lines stand in the order of their ids")


def slips(source: Traversable, number: int, rule: AgencyRule, countries: Collection[str]) -> Iterator[RuleError]:
    """What is wrong with a body's line by itself, though each field of it may be right."""
    if rule.country and countries and rule.country not in {*countries, *_NO_COUNTRIES}:
        yield problem(source, number, rule, f"country {rule.country} is none of the places; give its ISO 3166 code")
    if rule.parent == rule.id:
        yield problem(source, number, rule, "is its own parent; name the body above it or leave it out")
    given = Counter(name for name in (rule.name, *rule.aliases, *rule.guarded) if name)
    given |= Counter(rule.acronyms)  # an acronym may be an alias as well, which needs no country beside it
    for name, times in given.items():
        if times > 1:
            yield problem(source, number, rule, f"{name!r} stands in it {times} times; once is enough")


def orphans(own: Sequence[Line], known: Sequence[AgencyRule]) -> Iterator[RuleError]:
    """Lines with a parent that is no body, or a kind that is none."""
    bodies = {rule.id for rule in known if rule.name}
    kinds = {rule.id for rule in known if rule.forms}
    for source, number, rule in own:
        if rule.parent and rule.parent not in bodies:
            yield problem(source, number, rule, f"parent {rule.parent} is no body; add its line or mend the id")
        if rule.kind and rule.kind not in kinds:
            yield problem(source, number, rule, f"kind {rule.kind} is no line with forms; mend the id or leave it out")


def shared_names(own: Sequence[Line], known: Sequence[Line]) -> Iterator[RuleError]:
    """Names and acronyms of a body that another one of its country has already: nothing could tell the two apart."""
    owners: dict[tuple[str | None, str], str] = {}
    for _, _, rule in known:
        for name in names_of(rule):
            owners.setdefault((rule.country, as_matched(name)), rule.id)
    for source, number, rule in own:
        for name in names_of(rule):
            owner = owners.setdefault((rule.country, as_matched(name)), rule.id)
            if owner != rule.id:
                yield problem(source, number, rule, f"{name!r} is a name of {owner} too; take it from one of the two")


def names_of(rule: AgencyRule) -> list[str]:
    """All names by which a body is found, each once."""
    found = (rule.name or "", *rule.acronyms, *rule.aliases, *rule.guarded)
    return [name for name in dict.fromkeys(found) if name]


def as_matched(name: str) -> str:
    """A name as it is looked for: of several words in any case, of one word as it stands."""
    return name.casefold() if " " in name else name


def problem(source: Traversable, number: int, rule: Rule, what: str) -> RuleError:
    """An error in the words of all rule errors."""
    return RuleError(f"{source}:{number}: rule {rule.id}: {what}")
