"""The rules as data: what a line of `patterns/*.jsonl` may say, and `load`, which reads and checks a table.

A line is one rule with its own examples. An example's key is a piece of text in which [[double square brackets]] mark
the mention (no brackets: the whole string), its value the fields that the finished record must have. A counterexample
must give no mention under that rule. Both are executed by the tests; `known_failures` names examples that fail, each
with its reason.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import ConfigDict, Field, ValidationError, model_validator

from onrecord.explain import wrong
from onrecord.model import Act, AgencyType, Frozen, Stance

Pattern = str | list[dict[str, Any]]
"""A spaCy ruler's pattern: a phrase, or a list of token descriptions."""

Country = Annotated[str, Field(pattern="^[A-Z]{2}$")]
"""ISO 3166 alpha-2; bodies of the world's unions have UN or EU."""
Division = Annotated[str, Field(pattern="^[A-Z]{2}-[A-Z0-9]{1,3}$")]
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$")]
Factor = Annotated[str, Field(pattern=r"^(0*[1-9][0-9]*(\.[0-9]+)?|0+\.0*[1-9][0-9]*)$")]

Role = Literal[
    "head",
    "minister",
    "legislator",
    "judge",
    "prosecutor",
    "diplomat",
    "military",
    "police",
    "spokesperson",
    "local",
    "royal",
    "candidate",
    "officer",
    "official",
]
"""What an office does; "officer" is one of a body (director, commissioner), "official" one without a title."""


class RuleError(ValueError):
    """A pattern file is wrong. The message says which file, line and rule, and what to do."""


class Rule(Frozen):
    """One line of a pattern file."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)

    id: str = Field(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$")
    label: str
    examples: dict[str, dict[str, Any]] = Field(min_length=1)
    counterexamples: tuple[str, ...] = ()
    known_failures: dict[str, str] = Field(default_factory=dict)
    why: str | None = None


class DateRule(Rule):
    """A piece of the grammar of dates: a regular expression over named blocks, in lower case.

    `form`: how normalisation reads its groups; `value`: the TIMEX3 value of a form that is always the same; `needs`: a
    condition on the words around that `components/dates.py` tests.
    """

    label: Literal["DATE", "TIME", "DURATION", "SET"]
    regex: str
    form: Literal["calendar", "unit", "offset", "duration", "set", "reference"]
    value: str | None = None
    needs: tuple[str, ...] = ()


class FigureRule(Rule):
    """A piece of the grammar of figures.

    `regex` is written over the named blocks of `onrecord.normalize.numbers` and the units, and matches where a number
    can start; its named groups say what is what: `number`; `low`, `high`; `first`, `second` (two figures); `share` (a
    fraction in percent), `part` (a fraction of a unit); `over`, `under` (8 out of 10); `vague`; `feet`, `inches`;
    `unit`. A group that is one block and opens it is read once for all rules, as are {digit} and {letter} in front.
    `before`: what must stand right before it, within `reach` characters; `unit`: the unit that goes without saying;
    `apart`: the rule that the ends of a range go by where they turn out to be two figures ("from 5 to 3"). The label
    NOT_FIGURE is for numbers that say neither how much nor how many; their examples give no figure.
    """

    label: Literal["COUNT", "MONEY", "PERCENT", "QUANTITY", "AGE", "SCORE", "VOTE", "NOT_FIGURE"]
    regex: str
    before: str | None = None
    reach: int = Field(default=64, ge=1, le=64)
    unit: str | None = None
    apart: str | None = None


class OfficialRule(Rule):
    """An office or rank: the `titles` that name it (singular and plural, any case), and the body that it belongs to.

    `role`: what the office does; `body`: the id of the body, or of the kind of body, that it belongs to wherever the
    article names no other; `bodies`: the same by country; `bare`: a title that is one only beside a name or a body
    ("chief", "head"), since by itself it is an everyday word; `corporate`: companies have it too, so that in lower case
    it counts only beside a country or body ("president", "general" manager).
    """

    label: Literal["OFFICIAL"]
    role: Role
    titles: tuple[str, ...] = Field(min_length=1)
    body: str | None = None
    bodies: dict[Country, str] = Field(default_factory=dict)
    bare: bool = False
    corporate: bool = False


class AgencyRule(Rule):
    """A public body of the gazetteer, or a kind of body that every country, state, town or politician has.

    A body has a `name`, the canonical one, and is found by it, by its `acronyms` (exactly as written), its `aliases`,
    its `guarded` names (only in an article that names its country), its `later` names (only in one that has named it
    otherwise), its `shorts` (only before an office: "Commerce" Secretary) and its `seats` (only where it acts:
    "Brussels rejected the plan"). A seat that is no city, and a short, may act too where the article has named the body
    otherwise ("Interior refused"). `kind`: the kind of which it is its country's own.

    A kind has `forms`, in which `*` is a run of capitalised words, and a template for its canonical name by what stands
    beside it: `national` for a country, `regional` for a state, `local` for any name, `personal` for a politician. In a
    template {place}, {person}, {form} and {*} are the words found. `bare`: it is a body with nothing beside it too;
    `doubtful`: only where the model's own entities agree; `everywhere`: every country has one, so that a bare name is
    that of the country which the article is about.
    """

    label: Literal["AGENCY"]
    name: str | None = None
    acronyms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    guarded: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    shorts: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    country: Country | None = None
    type: AgencyType | None = None
    parent: str | None = None
    kind: str | None = None
    forms: tuple[str, ...] = ()
    national: str | None = None
    regional: str | None = None
    local: str | None = None
    personal: str | None = None
    bare: bool = False
    doubtful: bool = False
    everywhere: bool = False

    @model_validator(mode="after")
    def body_or_kind(self) -> AgencyRule:
        """A line is either a body, which has a name, or a kind, which has forms."""
        if bool(self.name) == bool(self.forms):
            raise ValueError("give a body its `name`, or a kind of body its `forms`, and not both")
        return self


class QuoteRule(Rule):
    """A way in which news attributes words: `pattern` where the matcher decides, none where it is code."""

    label: Literal["QUOTE"]
    pattern: Pattern | None = None


Frame = Literal[
    "quote", "clause", "that", "hearing", "object", "finding", "infinitive", "request", "predicate", "phrase"
]
"""What a cue takes: words in quotation marks, a clause ("said that ..."), one without a question ("decided that ...",
not "decided whether"), one before a court ("the inquest heard that ..."), a noun phrase ("reported 12 cases"), one of a
document ("the poll showed a tie"), an infinitive ("vowed to ..."), somebody and an infinitive ("urged voters to ..."),
an object and a name for it ("called the plan a mistake"), a phrase with one of its prepositions ("called for calm")."""


class CueRule(Rule):
    """A reporting verb or noun: what it `takes`, its act and stance.

    `prepositions`: those of its phrase ("called for"), and of what it says of an object ("described it as"); `also`:
    other lemmas that a lemmatizer gives its forms; `addressee`: its object is whom it is said to ("told reporters").
    A noun with `venue` is a place to speak ("in an interview") and no cue. `pattern`: the words of a cue in several,
    with the "that" or "for" before what is reported ("made clear that").
    """

    label: Literal["CUE"]
    lemma: str
    also: tuple[str, ...] = ()
    pos: Literal["verb", "noun"] = "verb"
    takes: tuple[Frame, ...] = ()
    prepositions: tuple[str, ...] = ()
    addressee: bool = False
    venue: bool = False
    pattern: list[dict[str, Any]] | None = None
    act: Act = "states"
    stance: Stance = "asserts"


class UnitRule(Rule):
    """A unit: the words and symbols that name it. `name` is what records say.

    `words` match in any case, `symbols` as they stand and after digits only. `factor`: how many of `name` one is (0.01
    for cents). A currency that several countries have `settles` by country (ISO 3166) to one of ISO 4217, on the
    evidence of `homes`, the names that speak for that currency's country. The symbols of a `local` one are money only
    in an article of such a country or one that names it ("N5,000").
    """

    label: Literal["UNIT"]
    name: str
    words: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    kind: str
    factor: Factor = "1"
    settles: dict[Country, Currency] = Field(default_factory=dict)
    homes: tuple[str, ...] = ()
    local: bool = False


class ChangeRule(Rule):
    """A word of change or level: which way it goes, and how its number hangs on it.

    The label: INCREASE or DECREASE; MOVE, a verb that tells no way ("revised from 38"); LEVEL, one that says how much
    its subject is; QUOTED, one that with "at" says where a price stood. `pos`: a "comparative" stands behind the number
    ("12 percent more"), a "result" is a noun that for money is none of change ("a loss of $3 million"). `object`: a
    verb's plain object is a "difference" ("fell 12 percent"), or one only where it is measured or a share ("lost 12
    points", but "lost two games"), or only where it is a share ("raised $5 million"). `part`: with "of" behind it the
    number is a part ("recovered a third of the money"); `trend`: a verb that without a number tells that its subject
    grew or shrank ("arrivals dropped").
    """

    label: Literal["INCREASE", "DECREASE", "MOVE", "LEVEL", "QUOTED"]
    lemma: str
    pos: Literal["verb", "noun", "result", "comparative"] = "verb"
    object: Literal["difference", "measure", "amount"] = "difference"
    part: bool = False
    trend: bool = False


class ModifierRule(Rule):
    """Words beside a figure, as an expression: before it (where its last word is written out), after it, or around it.

    The label: a bound; RATE, what it is counted per; RECORD, HIGHEST_SINCE, LOWEST_SINCE; PAID, words of money; MOVED,
    PARTICLED, RAISED: what stands before an "up" that is a change of things, is none, or leads to where one ends.
    """

    label: Literal[
        "AT_LEAST", "MORE_THAN", "AT_MOST", "LESS_THAN", "ABOUT", "RATE", "PERIOD", "RECORD", "HIGHEST_SINCE",
        "LOWEST_SINCE", "PAID", "MOVED", "PARTICLED", "RAISED",
    ]  # fmt: skip
    side: Literal["before", "after", "around"]
    regex: str


class PlaceRule(Rule):
    """A country, or a state of one: `name` as sentences have it, `the` where it takes the article ("the Gambia").

    `country`: ISO 3166 alpha-2, for a state that of its country; `aliases`: other names and abbreviations;
    `adjectives`: what a body of it is called by ("Mexican"); `cities`: places known to lie in it; `divisions`: by their
    ISO 3166-2 codes the names of its provinces, regions or states that have no line of their own, and mean no other.
    """

    label: Literal["PLACE"]
    name: str
    kind: Literal["country", "state"]
    country: Country
    the: bool = False
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    divisions: Mapping[Division, tuple[str, ...]] = {}


class WorthRule(Rule):
    """A feature of claims and its `points`, between -1 and 1; with `words`, it is there where one of them stands.

    An example's value are fields of a claim that has the feature.
    """

    label: Literal["WORTH"]
    points: float = Field(ge=-1, le=1)
    words: tuple[str, ...] = ()


TABLES: Mapping[str, type[Rule]] = {
    "officials": OfficialRule,
    "agencies": AgencyRule,
    "dates": DateRule,
    "figures": FigureRule,
    "quotes": QuoteRule,
    "cues": CueRule,
    "units": UnitRule,
    "changes": ChangeRule,
    "modifiers": ModifierRule,
    "places": PlaceRule,
    "worth": WorthRule,
}

R = TypeVar("R", bound=Rule)


def sources(table: str, patterns: Path | None = None) -> list[Traversable]:
    """The files that make up a table: ours, then the newsroom's own where `patterns` has one of that name."""
    if patterns is not None:
        for error in strays(patterns):
            raise error
    return [*ours(table), *own(table, patterns)]


def ours(table: str) -> list[Traversable]:
    """The file of a table that we have, if any."""
    return [f for f in [files("onrecord.patterns") / f"{table}.jsonl"] if f.is_file()]


def own(table: str, patterns: Path | None) -> list[Traversable]:
    """The file of a table that a folder has, if any."""
    return [f for f in [patterns / f"{table}.jsonl"] if f.is_file()] if patterns is not None else []


def strays(patterns: Path) -> Iterator[RuleError]:
    """What a folder of patterns has instead of tables."""
    if not patterns.is_dir():
        yield RuleError(f"{patterns}: no such folder of patterns")
    for path in sorted(patterns.glob("*.jsonl")):
        if path.stem not in TABLES:
            near = difflib.get_close_matches(path.stem.casefold(), TABLES, n=1)
            hint = f"is it {near[0]}.jsonl?" if near else f"the tables are {', '.join(TABLES)}"
            yield RuleError(f"{path}: no such table; {hint}")


def read(source: Traversable, kind: type[R]) -> Iterator[R | RuleError]:
    """The rules of one file in order, or in a rule's place all that is wrong with its line."""
    for number, rule in lines(source.read_bytes(), kind):
        yield rule if isinstance(rule, kind) else RuleError(f"{source}:{number}: {rule}")


@lru_cache(maxsize=64)
def lines(content: bytes, kind: type[R]) -> tuple[tuple[int, R | str], ...]:
    """The lines of a file that are not empty, numbered: each its rule, or all that is wrong with it, one by one.

    Several components read one table, and a rule cannot be changed: it is read once.
    """
    seen: dict[str, int] = {}
    found: list[tuple[int, R | str]] = []
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            rule = kind.model_validate_json(line, strict=True)
        except ValidationError as error:
            found += ((number, what) for what in wrong(line, error, kind.model_fields))
            continue
        if seen.setdefault(rule.id, number) == number:
            found.append((number, rule))
        else:
            found.append((number, f"rule {rule.id}: this id stands on line {seen[rule.id]} already; give another"))
    return tuple(found)


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
