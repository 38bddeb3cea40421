"""What can be wrong across the lines of the table of offices, which no line shows by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources.abc import Traversable

from onrecord.gazetteer import Line, lines_of, no_country, problem
from onrecord.rules import AgencyRule, OfficialRule, RuleError


def office_problems(
    files: Sequence[Traversable],
    ours: Sequence[Traversable],
    countries: Mapping[str, str] | None,
    bodies: Mapping[str, AgencyRule],
) -> Iterator[RuleError]:
    """What is wrong across the lines of `files`: titles that two offices share, countries that are none, bodies of
    another country. `ours`: files that `files` stand beside, whose lines with the same id they replace;
    `countries`: codes by the countries' names, None where they are not to be checked."""
    own = [line for source in files for line in lines_of(source, OfficialRule)]
    replaced = {rule.id for _, _, rule in own}
    owners: dict[str, str] = {}
    for _, _, rule in (line for source in ours for line in lines_of(source, OfficialRule)):
        if rule.id not in replaced:
            owners |= {title.casefold(): rule.id for title in rule.titles}
    for line in own:
        yield from slips(line, countries, bodies)
        yield from shared_titles(line, owners)


def slips(
    line: Line[OfficialRule], countries: Mapping[str, str] | None, bodies: Mapping[str, AgencyRule]
) -> Iterator[RuleError]:
    """What is wrong with an office's line by itself."""
    rule = line[2]
    for country, body in rule.bodies.items():
        if countries is not None and country not in countries.values():
            yield problem(line, f"bodies: {no_country(country, countries)}")
        elif body in bodies and bodies[body].country not in {country, None}:
            yield problem(line, f"bodies: {body} is of {bodies[body].country}, not of {country}; name one of {country}")


def shared_titles(line: Line[OfficialRule], owners: dict[str, str]) -> Iterator[RuleError]:
    """Titles that stand twice: nothing could tell which office is meant. `owners`: title -> its office, so far."""
    rule = line[2]
    for title in rule.titles:
        owner = owners.setdefault(title.casefold(), rule.id)
        if owner != rule.id:
            yield problem(line, f"{title!r} is a title of {owner} too; take it from one of the two")
    for title, times in Counter(map(str.casefold, rule.titles)).items():
        if times > 1:
            yield problem(line, f"{title!r} stands in it {times} times, in whatever case; once is enough")
