"""Whether pattern files are right: each line, what lines say of each other, what reads them, and their examples."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path

import spacy
from spacy.errors import MatchPatternError
from spacy.language import Language
from spacy.matcher import Matcher

from onrecord.assemble import COMPONENTS, build
from onrecord.examples import failures, odd_examples
from onrecord.explain import repeated
from onrecord.gazetteer import gazetteer_problems
from onrecord.officebook import office_problems
from onrecord.rules import (
    TABLES,
    AgencyRule,
    DateRule,
    FigureRule,
    OfficialRule,
    PlaceRule,
    Rule,
    RuleError,
    UnitRule,
    lines,
    ours,
    own,
    strays,
)
from onrecord.wording import odd_words
from onrecord.wordlists import WORD_TABLES, word_problems

_RULE = re.compile(r"(\w+): rule ([^\s:]+): ")
_BLOCK = re.compile(r"\{[a-z]+\}")

File = tuple[str, Traversable]
"""A table and a file of it."""


def count(patterns: Path | None = None) -> int:
    """How many rules the files hold."""
    return sum(len(rules_of(source, table)) for table, source in files_of(patterns))


def files_of(patterns: Path | None) -> list[File]:
    """The files to check: the folder's where there is one, else ours."""
    return [(table, source) for table in TABLES for source in (own(table, patterns) if patterns else ours(table))]


def check(patterns: Path | None = None, examples: bool = False) -> Iterator[RuleError]:
    """All that is wrong with a folder's pattern files, or with ours: file and line, rule, what is wrong.

    First what the lines are and say of each other; where all is right, what the components say when they are built;
    where that is right too, and if `examples`, which examples and counterexamples fail in a pipeline with the folder's
    rules beside ours.
    """
    nlp = spacy.blank("en")
    files = files_of(patterns)
    wrong = [] if patterns is None else [*strays(patterns), *misnamed(patterns)]
    if not files and not wrong:
        wrong = [RuleError(f"{patterns}: no pattern files; they are called {', '.join(f'{t}.jsonl' for t in TABLES)}")]
    wrong += [error for table, source in files for error in check_file(source, table, nlp)]
    wrong += [*check_references(files, patterns), *check_tables(files, patterns)]
    wrong = wrong or list(check_components(nlp, files, patterns))
    yield from wrong
    if examples and not wrong:
        yield from check_examples(files, build(patterns=patterns))


def misnamed(patterns: Path) -> Iterator[RuleError]:
    """Files of a folder that look like tables and are none."""
    for path in sorted(patterns.iterdir()):
        stem = path.name.partition(".")[0].casefold()
        if stem in TABLES and path.name.endswith((".json", ".ndjson", ".txt", ".csv")):
            yield RuleError(f"{path}: is not read; call it {stem}.jsonl")


def check_tables(files: Sequence[File], patterns: Path | None) -> Iterator[RuleError]:
    """What is wrong across the lines of a table."""
    broken = unread(files)
    countries = None if broken["places"] else country_codes(patterns)
    for table in TABLES:
        checked = [source for each, source in files if each == table]
        beside = ours(table) if patterns is not None else []
        if table == "agencies":
            yield from gazetteer_problems(checked, beside, countries, broken["agencies"])
        elif table == "officials":
            bodies = {id: rule for id, rule in in_force("agencies", patterns).items() if isinstance(rule, AgencyRule)}
            yield from office_problems(checked, beside, countries, bodies)
        elif table in WORD_TABLES:
            yield from word_problems(table, checked, beside)


def unread(files: Sequence[File]) -> dict[str, set[str]]:
    """By table the ids of rules, or what stands there instead, on lines that are wrong."""
    found: dict[str, set[str]] = {table: set() for table in TABLES}
    for table, source in files:
        written = source.read_bytes().split(b"\n")
        wrong = {n for n, rule in lines(source.read_bytes(), TABLES[table]) if isinstance(rule, str)}
        found[table] |= {id_of(written[n - 1]) or "" for n in wrong}
    return found


def country_codes(patterns: Path | None) -> dict[str, str]:
    """The codes of the table of places by the countries' names."""
    places = [rule for rule in in_force("places", patterns).values() if isinstance(rule, PlaceRule)]
    countries = [rule for rule in places if rule.kind == "country"]
    return {name: rule.country for rule in countries for name in (rule.name, *rule.aliases)}


def in_force(table: str, patterns: Path | None) -> dict[str, Rule]:
    """The right rules of a table by id; a folder's rule with an id of ours takes its place."""
    return {rule.id: rule for source in [*ours(table), *own(table, patterns)] for rule in rules_of(source, table)}


def check_file(source: Traversable, table: str, nlp: Language) -> Iterator[RuleError]:
    """What is wrong with the lines of one file, each by itself."""
    written = source.read_bytes().split(b"\n")
    for number, rule in lines(source.read_bytes(), TABLES[table]):
        if isinstance(rule, str):
            yield RuleError(f"{source}:{number}: {rule}")
            continue
        found = [
            f"{field!r} stands twice in one object; make one of the two" for field in repeated(written[number - 1])
        ]
        found += [*odd_words(table, rule), *odd_expressions(rule, nlp), *odd_examples(rule)]
        yield from (RuleError(f"{source}:{number}: rule {rule.id}: {what}") for what in found)


def odd_expressions(rule: Rule, nlp: Language) -> Iterator[str]:
    """What keeps a rule's expressions from being ones: regular ones, and those of the matcher."""
    for field in ("regex", "before") if not isinstance(rule, DateRule) else ():  # whose grammar tells it itself
        expression = getattr(rule, field, None)
        try:
            re.compile(_BLOCK.sub("x", expression or ""))
        except re.error as error:
            yield f"{field}: {error}"
    if isinstance(rule, DateRule) and rule.form == "reference" and rule.value is None:
        yield "value: it is missing; a reference always has the same: 2001-09-11"
    pattern = getattr(rule, "pattern", None)
    if isinstance(pattern, list) and not any("RIGHT_ID" in token for token in pattern):
        try:
            Matcher(nlp.vocab, validate=True).add(rule.id, [pattern])
        except (MatchPatternError, ValueError) as error:
            yield f"pattern: {one_line(error)}"


def check_references(files: Sequence[File], patterns: Path | None) -> Iterator[RuleError]:
    """Rules, bodies and units that rules name and that no table has."""
    broken = unread(files)
    known = {table: set(in_force(table, patterns)) | broken[table] for table in ("agencies", "figures")}
    units = in_force("units", patterns).values()
    known["units"] = {rule.name for rule in units if isinstance(rule, UnitRule)} | {"count"}
    for table, source in files:
        for rule in rules_of(source, table):
            for field, other, id in references(rule):
                if id not in known[other] and not (other == "units" and broken[other]):
                    near = difflib.get_close_matches(id, known[other], n=1)
                    hint = f"; is it {near[0]!r}?" if near else ""
                    where = f"{source}:{line_of(source, rule.id)}"
                    yield RuleError(f"{where}: rule {rule.id}: {field}: {_NONE[other]} {id!r}{hint}")


_NONE: Mapping[str, str] = {
    "agencies": "no agency has the id",
    "figures": "no rule for figures has the id",
    "units": "no unit has the name",
}


def references(rule: Rule) -> Iterator[tuple[str, str, str]]:
    """What a rule names of other tables: the field, the table, and the id or name."""
    named: list[tuple[str, str, str | None]] = []
    if isinstance(rule, OfficialRule):
        named = [("body", "agencies", rule.body), *(("bodies", "agencies", body) for body in rule.bodies.values())]
    elif isinstance(rule, FigureRule):
        named = [("unit", "units", rule.unit), ("apart", "figures", rule.apart)]
    yield from ((field, table, id) for field, table, id in named if id is not None)


def check_components(nlp: Language, files: Sequence[File], patterns: Path | None) -> Iterator[RuleError]:
    """What the components say that are built from the tables."""
    for name in COMPONENTS:
        factory = f"onrecord_{name}"
        if "patterns" not in (Language.get_factory_meta(factory).default_config or {}):
            continue
        try:
            nlp.add_pipe(factory, config={"patterns": str(patterns) if patterns else None})
        except Exception as error:  # whatever a rule breaks, it is the rule that is wrong
            yield located(one_line(error), files)


def check_examples(files: Sequence[File], nlp: Language) -> Iterator[RuleError]:
    """Which examples fail."""
    places = {(table, rule.id): (rule, source) for table, source in files for rule in rules_of(source, table)}
    for table, rule, what in failures([(table, rule) for (table, _), (rule, _) in places.items()], nlp):
        source = places[table, rule.id][1]
        yield RuleError(f"{source}:{line_of(source, rule.id)}: rule {rule.id}: {what}")


def rules_of(source: Traversable, table: str) -> list[Rule]:
    """The rules of a file's right lines."""
    return [rule for _, rule in lines(source.read_bytes(), TABLES[table]) if isinstance(rule, Rule)]


def located(message: str, files: Sequence[File]) -> RuleError:
    """A component's complaint, with file and line where it names the rule."""
    named = _RULE.match(message)
    for table, source in files:
        number = line_of(source, named[2]) if named and named[1] == table else None
        if number is not None:
            return RuleError(f"{source}:{number}: {message.partition(': ')[2]}")
    return RuleError(message)


def line_of(source: Traversable, rule: str) -> int | None:
    """The line on which a file has a rule."""
    for number, line in enumerate(source.read_bytes().split(b"\n"), start=1):
        if id_of(line) == rule:
            return number
    return None


def id_of(line: bytes) -> str | None:
    """The id of the rule on a line that may hold anything."""
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row.get("id") if isinstance(row, dict) else None


def one_line(error: Exception) -> str:
    """An error's message without its line breaks."""
    return " ".join(str(error).split()) or type(error).__name__
