"""The gold of `corpus/`: what a careful reader finds in an article, one fact a line, and the strict loader of it.

`<id>.txt` is an article, `<id>.gold.jsonl` its gold. The first line is what is known beside the text, {"article": ...};
each line after it one fact: the family's name with the place in the text, then the fields that the record must have. A
place is written as words of the text that occur just once, with [[double square brackets]] around the mention where the
words are more than the mention, and [...] for words left out of a long one. Odd quotes, dashes and spaces may be
written in ASCII. corpus/README.md says the rest.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, ValidationInfo, model_validator

from onrecord.model import (
    Act,
    AgencyType,
    Article,
    ClaimKind,
    DateType,
    Extent,
    FigureValue,
    Frozen,
    Mod,
    QuoteKind,
    Stance,
    Status,
)
from onrecord.normalize.view import view

CORPUS = Path(__file__).parent.parent / "corpus"
_LEFT_OUT = re.compile(r" ?\[\.\.\.\] ?")


class GoldError(ValueError):
    """A gold file is wrong. The message says which file and line, and what to do."""


def locate(text: str, anchor: str) -> Extent:
    """Where an anchor's mention stands in `text`; ValueError unless its words stand there exactly once."""
    before, mark, rest = anchor.partition("[[")
    inside, closed, after = rest.partition("]]")
    if not mark:
        before, inside, after = "", anchor, ""
    elif not closed or "[[" in after or not inside:
        raise ValueError(f"{anchor!r} must have one mention in [[double square brackets]]")
    pattern = f"(?<!\\w)(?={_words(before)}(){_words(inside)}(){_words(after)}(?!\\w))"
    found = list(re.finditer(pattern, view(text)))
    if len(found) != 1:
        raise ValueError(f"{anchor!r} stands {len(found)} times in the text; it must stand there exactly once")
    return Extent(start_char=found[0].start(1), end_char=found[0].start(2))


def _words(piece: str) -> str:
    """A regular expression for a piece of an anchor; what is left out stays within a paragraph."""
    return "[^\n]*?".join(re.escape(part) for part in _LEFT_OUT.split(view(piece)))


def occurrences(text: str, names: tuple[str, ...]) -> tuple[Extent, ...]:
    """Every place where one of `names` stands as a word, the longest one first; ValueError where one stands nowhere."""
    ordered = sorted(map(view, names), key=len, reverse=True)
    found = list(re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)", view(text))) if names else []
    idle = set(ordered) - {m[0] for m in found}
    if idle:
        raise ValueError(f"{sorted(idle)} never stands in the text by itself")
    return tuple(Extent(start_char=m.start(), end_char=m.end()) for m in found)


def _place(anchor: object, info: ValidationInfo) -> Extent:
    if not isinstance(anchor, str):
        raise ValueError("a place is written as words of the text")
    return locate(str(info.context), anchor)


def _places(anchors: object, info: ValidationInfo) -> tuple[Extent, ...]:
    return tuple(_place(anchor, info) for anchor in (anchors if isinstance(anchors, list) else [anchors]))


def _named(names: object, info: ValidationInfo) -> tuple[Extent, ...]:
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError("names are a list of words of the text")
    return occurrences(str(info.context), tuple(names))


def _reasons(known: Mapping[str, str]) -> Mapping[str, str]:
    if not all(reason.strip() for reason in known.values()):
        raise ValueError("a known failure needs a reason")
    return known


Place = Annotated[Extent, BeforeValidator(_place)]
Places = Annotated[tuple[Extent, ...], BeforeValidator(_places)]
Named = Annotated[tuple[Extent, ...], BeforeValidator(_named)]
KnownFailures = Annotated[Mapping[str, str], AfterValidator(_reasons)]


class Line(Frozen):
    """A line of gold: `words` is the place as it is written, `at` where that is."""

    words: str
    at: Places

    @property
    def start(self) -> int:
        """Where the line's first place begins."""
        return self.at[0].start_char


class Fact(Line):
    """Something that a careful reader finds.

    `check`: a careful reader would check it; `unsettled`: aspects on which careful readers differ, which are not
    compared (`found`: whether it is a fact at all); `known_failures`: aspect -> why the program gets it wrong.
    """

    aspects: ClassVar[tuple[str, ...]] = ("found",)

    check: bool = False
    unsettled: tuple[str, ...] = ()
    known_failures: KnownFailures = Field(default_factory=dict)

    @model_validator(mode="after")
    def _know_the_aspects(self) -> Self:
        unknown = {*self.unsettled, *self.known_failures} - set(self.aspects)
        if unknown:
            raise ValueError(f"no such aspect: {sorted(unknown)}; they are {', '.join(self.aspects)}")
        return self


class Spurious(Line):
    """Something that the program is known to find and that is no fact, with the reason."""

    spurious: str = Field(min_length=1)


class DateFact(Fact):
    """A temporal expression. `anchor` is what it was resolved against: a word of the record, or the place of a date.

    `begin`, `end`, `candidates` and `conflict` are compared where the line has them, null too: it is an open end.
    """

    aspects = ("found", "span", "type", "value", "mod", "anchor", "begin", "end", "candidates", "conflict")

    type: DateType
    value: str | None
    mod: Mod | None = None
    anchor: Literal["published", "dateline", "text", "event"] | Place | None = None
    begin: str | None = None
    end: str | None = None
    candidates: tuple[str, ...] = ()
    conflict: str | None = None


class FigureFact(Fact, FigureValue):
    """A figure. `counted_head` is the last word of `counted` where it is not given; `linked` are anchors of figures."""

    aspects = (
        "found",
        "span",
        "value",
        "unit",
        "bound",
        "counted",
        "per",
        "change",
        "source",
        "time",
        "role",
        "linked",
        "superlative",
        "place",
    )

    linked: Places = ()
    source: str | None = None
    time: str | None = None
    place: str | None = None

    @property
    def head(self) -> str | None:
        """The head noun of what is counted."""
        return self.counted_head or (self.counted.split()[-1] if self.counted else None)


class Entity(Fact):
    """Somebody or something with mentions: every place of the `names`, and the `others`."""

    names: Named = ()
    others: Places = ()

    @property
    def mentions(self) -> tuple[Extent, ...]:
        """All mentions in the order of the text."""
        return tuple(sorted({*self.names, *self.others}, key=lambda e: e.start_char))


class OfficialFact(Entity):
    """An official; `at` is title and name where the article introduces them."""

    aspects = ("found", "titles", "organization", "country", "former", "acting", "mentions")

    name: str | None
    titles: tuple[str, ...] = ()
    organization: str | None = None
    country: str | None = None
    former: bool = False
    acting: bool = False


class AgencyFact(Entity):
    """A public body."""

    aspects = ("found", "name", "acronym", "country", "type", "mentions")

    name: str
    acronym: str | None = None
    country: str | None = None
    type: AgencyType


class PersonFact(Entity):
    """Somebody else who speaks or is counted on."""

    aspects = ("found", "mentions", "description")

    name: str
    description: str | None = None


class QuoteFact(Fact):
    """Words that the article attributes; `at` are the pieces of their content."""

    aspects = ("found", "kind", "content", "cue", "source", "act", "stance", "addressee", "venue", "said_on")

    kind: QuoteKind
    cue: Place | None
    source: Place | None
    source_name: str | None
    act: Act = "states"
    stance: Stance = "asserts"
    addressee: str | None = None
    venue: str | None = None
    said_on: str | None = None


class EventFact(Fact):
    """An official or body does something; `at` is the verb. The only claims that have lines of their own."""

    aspects = ("found", "actor", "verb", "status", "time")

    actor: str
    verb: str
    status: Status
    time: str | None = None


FAMILIES: Mapping[str, type[Fact]] = {
    "officials": OfficialFact,
    "agencies": AgencyFact,
    "people": PersonFact,
    "dates": DateFact,
    "figures": FigureFact,
    "quotes": QuoteFact,
    "events": EventFact,
}


@dataclass(frozen=True)
class Gold:
    """An article with its gold: family -> facts in the order of the text, and family -> known false finds."""

    article: Article
    facts: Mapping[str, tuple[Any, ...]]
    spurious: Mapping[str, tuple[Spurious, ...]]


def read(path: Path) -> Gold:
    """The gold of one article, from its `.gold.jsonl`. Raises GoldError at the first thing that is wrong."""
    text_path = path.with_name(path.name.removesuffix(".gold.jsonl") + ".txt")
    text = text_path.read_bytes().decode("utf-8")
    first, *lines = path.read_bytes().decode("utf-8").split("\n")
    article = _checked(path, 1, lambda: _article(json.loads(first), text_path.stem, text))
    kept: dict[tuple[str, bool], list[Any]] = defaultdict(list)
    for number, line in enumerate(lines, start=2):
        if line.strip():
            family, fact = _checked(path, number, partial(_fact, line, text))
            before = kept[family, isinstance(fact, Spurious)]
            if before and before[-1].start >= fact.start:
                raise GoldError(f"{path.name}:{number}: {fact.words!r} must stand before {before[-1].words!r}")
            before.append(fact)
    return Gold(
        article,
        facts={family: tuple(kept[family, False]) for family in FAMILIES},
        spurious={family: tuple(kept[family, True]) for family in FAMILIES},
    )


def load(folder: Path = CORPUS) -> Iterator[Gold]:
    """The gold of every article of a folder, by name."""
    for path in sorted(folder.glob("*.gold.jsonl")):
        yield read(path)


def _checked(path: Path, number: int, make: Callable[[], Any]) -> Any:
    try:
        return make()
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the line"
        raise GoldError(f"{path.name}:{number}: {field}: {first['msg']}") from error
    except ValueError as error:
        raise GoldError(f"{path.name}:{number}: {error}") from error


def _article(row: Any, name: str, text: str) -> Article:
    if not isinstance(row, dict) or set(row) != {"article"} or row["article"].get("id") != name:
        raise ValueError(f'the first line must be {{"article": {{"id": "{name}", ...}}}}')
    return Article(**row["article"], text=text)


def _fact(line: str, text: str) -> tuple[str, Line]:
    row = json.loads(line)
    families = [key for key in row if key in FAMILIES] if isinstance(row, dict) else []
    if len(families) != 1:
        raise ValueError(f"a fact names one family of {', '.join(FAMILIES)}")
    family = families[0]
    kind = Spurious if "spurious" in row else FAMILIES[family]
    where = row.pop(family)
    if clash := {"words", "at"} & row.keys():
        raise ValueError(f"no field of a fact: {sorted(clash)}")
    words = where if isinstance(where, str) else where[0]
    return family, kind.model_validate({"words": words, "at": where, **row}, context=text)


@dataclass(frozen=True)
class ExpectedClaim:
    """A claim that the gold calls for: a figure, a quote or a named official with a title is one, an event too.

    `at` is the figure, the words, the introduction or the verb; `source` who says so; `actor` of events and offices.
    """

    kind: ClaimKind
    words: str
    at: tuple[Extent, ...]
    check: bool
    source: str | None = None
    actor: str | None = None
    time: str | None = None
    status: Status | None = None


def expected_claims(gold: Gold) -> Iterator[ExpectedClaim]:
    """The claims that follow from an article's gold."""
    for f in gold.facts["figures"]:
        yield ExpectedClaim("figure", f.words, f.at, f.check, source=f.source, time=f.time)
    for q in gold.facts["quotes"]:
        kind: ClaimKind = "quote" if q.kind == "direct" else "statement"
        yield ExpectedClaim(kind, q.words, q.at, q.check, source=q.source_name)
    for o in gold.facts["officials"]:
        if o.name and o.titles:
            yield ExpectedClaim("office", o.words, o.at, o.check, actor=o.name)
    for e in gold.facts["events"]:
        yield ExpectedClaim("event", e.words, e.at, e.check, actor=e.actor, time=e.time, status=e.status)
