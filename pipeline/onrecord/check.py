"""Whether pattern files are right: each line, what lines say of each other, what reads them, and their examples."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path

import spacy
from spacy.errors import MatchPatternError
from spacy.language import Language
from spacy.matcher import Matcher

from onrecord.assemble import COMPONENTS, build
from onrecord.examples import failures
from onrecord.gazetteer import gazetteer_problems
from onrecord.officebook import office_problems
from onrecord.rules import TABLES, AgencyRule, OfficialRule, Rule, RuleError, load, read, sources

_RULE = re.compile(r"(\w+): rule ([^\s:]+): ")


def count(patterns: Path | None = None) -> int:
    """How many rules the files hold."""
    return sum(1 for table in TABLES for source in own(table, patterns) for _ in read(source, TABLES[table]))


def check(patterns: Path | None = None, examples: bool = False) -> Iterator[RuleError]:
    """All that is wrong with a folder's pattern files, or with ours: file and line, rule, what is wrong.

    Lines first; where all are right, the gazetteer as a whole and what the components say when they are built; where
    that is right too, and if `examples`, which examples and counterexamples fail in a pipeline with the folder's rules
    beside ours.
    """
    nlp = spacy.blank("en")
    try:
        files = [(table, source) for table in TABLES for source in own(table, patterns)]
    except RuleError as error:  # a file that is no table
        yield error
        return
    if not files:
        yield RuleError(f"{patterns}: no pattern files; they are called {', '.join(f'{t}.jsonl' for t in TABLES)}")
        return
    lines = [error for table, source in files for error in check_file(source, table, nlp)]
    lines += check_references(files, patterns)
    wrong = lines or [*check_tables(files, patterns), *check_components(nlp, patterns)]
    yield from wrong
    if examples and not wrong:
        yield from check_examples(files, build(patterns=patterns))


def check_tables(files: Sequence[tuple[str, Traversable]], patterns: Path | None) -> Iterator[RuleError]:
    """What is wrong across the lines of the gazetteer, and across those of the table of offices."""
    countries = {place.country for place in load("places", patterns)}
    bodies = {rule.id: rule for rule in load("agencies", patterns)}
    gazetteer, offices = ([s for t, s in files if t == table] for table in ("agencies", "officials"))
    beside = [sources(table) if patterns is not None else [] for table in ("agencies", "officials")]
    yield from gazetteer_problems(gazetteer, beside[0], countries)
    yield from office_problems(offices, beside[1], countries, bodies)


def own(table: str, patterns: Path | None) -> list[Traversable]:
    """The files to check: the folder's where there is one, else ours."""
    found = sources(table, patterns)
    return found if patterns is None else found[1:]


def check_file(source: Traversable, table: str, nlp: Language) -> Iterator[RuleError]:
    """What is wrong with the lines of one file, each by itself."""
    for rule in read(source, TABLES[table]):
        if isinstance(rule, RuleError):
            yield rule
            continue
        pattern = getattr(rule, "pattern", None)
        if isinstance(pattern, list) and not any("RIGHT_ID" in token for token in pattern):
            try:
                Matcher(nlp.vocab, validate=True).add(rule.id, [pattern])
            except (MatchPatternError, ValueError) as error:
                line = line_of(source, rule.id)
                yield RuleError(f"{source}:{line}: rule {rule.id}: pattern: {one_line(error)}")


def check_references(files: Sequence[tuple[str, Traversable]], patterns: Path | None) -> Iterator[RuleError]:
    """Bodies that rules name by id and that no table has."""
    bodies = {rule.id for source in sources("agencies", patterns) for rule in rules_of(source, "agencies")}
    for table, source in files:
        for rule in rules_of(source, table):
            for field, body in references(rule):
                if body not in bodies:
                    near = difflib.get_close_matches(body, bodies, n=1)
                    hint = f"; is it {near[0]!r}?" if near else ""
                    where = f"{source}:{line_of(source, rule.id)}"
                    yield RuleError(f"{where}: rule {rule.id}: {field}: no agency has the id {body!r}{hint}")


def references(rule: Rule) -> Iterator[tuple[str, str]]:
    """The ids of bodies that a rule names, each with its field."""
    if isinstance(rule, AgencyRule):
        named = [("parent", rule.parent), ("kind", rule.kind)]
    elif isinstance(rule, OfficialRule):
        named = [("body", rule.body), *(("bodies", body) for body in rule.bodies.values())]
    else:
        named = []
    yield from ((field, body) for field, body in named if body is not None)


def check_components(nlp: Language, patterns: Path | None) -> Iterator[RuleError]:
    """What the components say that are built from the tables."""
    for name in COMPONENTS:
        factory = f"onrecord_{name}"
        if "patterns" not in (Language.get_factory_meta(factory).default_config or {}):
            continue
        try:
            nlp.add_pipe(factory, config={"patterns": str(patterns) if patterns else None})
        except Exception as error:  # whatever a rule breaks, it is the rule that is wrong
            yield located(one_line(error), patterns)


def check_examples(files: Sequence[tuple[str, Traversable]], nlp: Language) -> Iterator[RuleError]:
    """Which examples fail."""
    places = {(table, rule.id): (rule, source) for table, source in files for rule in rules_of(source, table)}
    for table, rule, what in failures([(table, rule) for (table, _), (rule, _) in places.items()], nlp):
        source = places[table, rule.id][1]
        yield RuleError(f"{source}:{line_of(source, rule.id)}: rule {rule.id}: {what}")


def rules_of(source: Traversable, table: str) -> list[Rule]:
    """The rules of a file's right lines."""
    return [rule for rule in read(source, TABLES[table]) if isinstance(rule, Rule)]


def located(message: str, patterns: Path | None) -> RuleError:
    """A component's complaint, with file and line where it names the rule."""
    named = _RULE.match(message)
    for source in own(named[1], patterns) if named and named[1] in TABLES else ():
        number = line_of(source, named[2]) if named else None
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
