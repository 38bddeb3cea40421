"""What can be wrong across the lines of the tables of places and words, which no line shows by itself."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.resources.abc import Traversable
from typing import Any

from onrecord.gazetteer import Line, lines_of, problem
from onrecord.rules import TABLES, ChangeRule, CueRule, PlaceRule, RuleError, UnitRule

Use = tuple[str, str, str]
"""What a word is used as, in words for people; where it may be used so but once; and the word as it is found."""


def word_problems(table: str, files: Sequence[Traversable], ours: Sequence[Traversable]) -> Iterator[RuleError]:
    """Words that two lines of a table have, and slips of a line by itself.

    `ours`: files that `files` stand beside, whose lines with the same id they replace.
    """
    kind = TABLES[table]
    own: list[Line[Any]] = [line for source in files for line in lines_of(source, kind)]
    replaced = {rule.id for _, _, rule in own}
    beside = [rule for source in ours for _, _, rule in lines_of(source, kind) if rule.id not in replaced]
    every: list[Any] = [*beside, *(rule for _, _, rule in own)]
    owners: dict[Use, str] = {}
    for rule in beside:
        for use in _USES[table](rule):
            owners.setdefault(use, rule.id)
    for line in own:
        yield from shared_words(line, _USES[table], owners)
    if table == "places":
        yield from stateless(own, every)
    if table == "units":
        yield from odd_kinds(own, every)


def shared_words(line: Line[Any], uses: Callable[[Any], Iterator[Use]], owners: dict[Use, str]) -> Iterator[RuleError]:
    """Words of a line that it has twice, or that another one has. `owners`: the line of each word, so far."""
    rule = line[2]
    for use, times in Counter(uses(rule)).items():
        what, _, word = use
        owner = owners.setdefault(use, rule.id)
        if owner != rule.id:
            yield problem(line, f"{word!r} is {what} of {owner} too; take it from one of the two")
        elif times > 1:
            yield problem(line, f"{word!r} stands in it {times} times; once is enough")


def place_uses(rule: PlaceRule) -> Iterator[Use]:
    """The words by which a place is found; states of different countries may share theirs."""
    among = rule.country if rule.kind == "state" else ""
    if not among:
        yield "the code", among, rule.country
    yield from (("a name", among, name) for name in dict.fromkeys((rule.name, *rule.adjectives)))
    yield from (("a name", among, name) for name in rule.aliases if name not in (rule.name, *rule.adjectives))
    yield from (("a city", among, city) for city in rule.cities)


def unit_uses(rule: UnitRule) -> Iterator[Use]:
    """The words of a unit, in any case, and its symbols as they stand."""
    yield from (("a word", "", word.casefold()) for word in rule.words)
    yield from (("a symbol", "", symbol) for symbol in rule.symbols)


def cue_uses(rule: CueRule) -> Iterator[Use]:
    """What a cue is found by; as a place to speak it is another rule's."""
    if rule.pattern is None:
        yield "the lemma", "venue" if rule.venue else rule.pos, rule.lemma


def change_uses(rule: ChangeRule) -> Iterator[Use]:
    """What a word of change is found by."""
    yield "the lemma", rule.pos, rule.lemma


_USES: Mapping[str, Callable[[Any], Iterator[Use]]] = {
    "places": place_uses,
    "units": unit_uses,
    "cues": cue_uses,
    "changes": change_uses,
}
WORD_TABLES = tuple(_USES)


def stateless(own: Sequence[Line[PlaceRule]], every: Sequence[PlaceRule]) -> Iterator[RuleError]:
    """States of a country, and divisions of one, that the table does not have or that is another."""
    countries = {rule.country for rule in every if rule.kind == "country"}
    for line in own:
        rule = line[2]
        if rule.country not in countries:
            yield problem(line, f"is a state of {rule.country}, which is none of the places; add the country's line")
        for code in rule.divisions:
            if not code.startswith(rule.country):
                yield problem(line, f"divisions: {code} is none of {rule.country}; put it on its country's line")


def odd_kinds(own: Sequence[Line[UnitRule]], every: Sequence[UnitRule]) -> Iterator[RuleError]:
    """Kinds of unit that look like slips for one that others have, and units without a word."""
    kinds = Counter(rule.kind for rule in every)
    for line in own:
        rule = line[2]
        near = difflib.get_close_matches(rule.kind, [kind for kind in kinds if kind != rule.kind], n=1, cutoff=0.8)
        if kinds[rule.kind] == 1 and near:
            yield problem(line, f"kind {rule.kind} is of no other unit; is it {near[0]!r}?")
        if not (rule.words or rule.symbols):
            yield problem(line, "has neither words nor symbols; give one at least")
