"""The rules as data: what a line of `patterns/*.jsonl` may say, and `load`, which reads and checks a table.

A line is one rule with its own examples. An example's key is a piece of text in which [[double square brackets]] mark
the mention (no brackets: the whole string), its value the fields that the finished record must have. A counterexample
must give no mention under that rule. Both are executed by the tests; `known_failures` names examples that fail, each
with its reason.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ConfigDict, Field, ValidationError

from onrecord.model import Act, AgencyType, Frozen, Stance

Pattern = str | list[dict[str, Any]]
"""A spaCy ruler's pattern: a phrase, or a list of token descriptions."""


class RuleError(ValueError):
    """A pattern file is wrong. The message says which file, line and rule, and what to do."""


class Rule(Frozen):
    """One line of a pattern file."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)

    id: str = Field(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$")
    label: str = Field(pattern=r"^[A-Z_]+$")
    examples: dict[str, dict[str, Any]] = Field(min_length=1)
    counterexamples: tuple[str, ...] = ()
    known_failures: dict[str, str] = Field(default_factory=dict)
    why: str | None = None


class DateRule(Rule):
    """A piece of the grammar of dates: a regular expression over named blocks."""

    regex: str


class FigureRule(Rule):
    """A piece of the grammar of figures: a regular expression over named blocks."""

    regex: str


class OfficialRule(Rule):
    """A title, rank or role: `pattern` is a spaCy token pattern or phrase."""

    pattern: Pattern


class AgencyRule(Rule):
    """A public body of the gazetteer (with `name`), or a pattern for regularly named bodies (with `pattern`)."""

    name: str | None = None
    acronyms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    country: str | None = None
    type: AgencyType | None = None
    parent: str | None = None
    pattern: Pattern | None = None


class QuoteRule(Rule):
    """A way in which news attributes words: `pattern` where the matcher decides, none where it is code."""

    pattern: Pattern | None = None


class CueRule(Rule):
    """A reporting verb or noun, by lemma."""

    lemma: str
    act: Act = "states"
    stance: Stance = "asserts"


class UnitRule(Rule):
    """A unit: the words and symbols that name it. `name` is what records say."""

    name: str
    words: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    kind: str


class PlaceRule(Rule):
    """A country or place, with the adjectives and demonyms that stand for it."""

    name: str
    country: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


TABLES: Mapping[str, type[Rule]] = {
    "officials": OfficialRule,
    "agencies": AgencyRule,
    "dates": DateRule,
    "figures": FigureRule,
    "quotes": QuoteRule,
    "cues": CueRule,
    "units": UnitRule,
    "places": PlaceRule,
}

R = TypeVar("R", bound=Rule)


def sources(table: str, patterns: Path | None = None) -> list[Traversable]:
    """The files that make up a table: ours, then the newsroom's own where `patterns` has one of that name."""
    found: list[Traversable] = [files("onrecord.patterns") / f"{table}.jsonl"]
    if patterns is not None:
        if not patterns.is_dir():
            raise RuleError(f"{patterns}: no such folder of patterns")
        unknown = sorted(p.name for p in patterns.glob("*.jsonl") if p.stem not in TABLES)
        if unknown:
            raise RuleError(f"{patterns / unknown[0]}: no such table; the tables are {', '.join(TABLES)}")
        found.append(patterns / f"{table}.jsonl")
    return [f for f in found if f.is_file()]


def read(source: Traversable, kind: type[R]) -> Iterator[R | RuleError]:
    """The rules of one file in order, or in a rule's place what is wrong with its line."""
    seen: dict[str, int] = {}
    for number, line in enumerate(source.read_bytes().split(b"\n"), start=1):
        if not line.strip():
            continue
        where = f"{source}:{number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            yield RuleError(f"{where}: not JSON: {error}")
            continue
        name = row.get("id", "without an id") if isinstance(row, dict) else "without an id"
        try:
            rule = kind.model_validate(row)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "the line"
            yield RuleError(f"{where}: rule {name}: {field}: {first['msg']}")
            continue
        if rule.id in seen:
            yield RuleError(f"{where}: rule {rule.id}: this id stands on line {seen[rule.id]} already")
            continue
        seen[rule.id] = number
        yield rule


def load(table: str, patterns: Path | None = None) -> list[Any]:
    """The rules of a table in order; a newsroom's rule with an id of ours takes its place.

    Raises RuleError at the first line that is wrong.
    """
    rules: dict[str, Rule] = {}
    for source in sources(table, patterns):
        for rule in read(source, TABLES[table]):
            if isinstance(rule, RuleError):
                raise rule
            rules[rule.id] = rule
    return list(rules.values())


def digest(patterns: Path | None = None) -> str:
    """SHA-256 (hex) over all pattern files in force: equal digests, equal rules."""
    total = hashlib.sha256()
    for table in TABLES:
        for source in sources(table, patterns):
            total.update(table.encode() + b"\0" + source.read_bytes() + b"\0")
    return total.hexdigest()
