"""What all components share: mentions in and out of a Doc, and rules that travel with the pipeline.

A family's mentions stand in `doc.spans[family]` (spaCy's span groups; overlap is normal). `label_` and `id_` name the
label and the rule; a mention that starts or ends inside a token has a span grown to whole tokens, and its exact
offsets and words, with the evidence, stand in the group's `attrs`, so that serialising a Doc keeps everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

import srsly
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc, Span, SpanGroup

from onrecord.garbage import no_collection
from onrecord.model import Mention
from onrecord.rules import TABLES, Rule, load

Rules = Mapping[str, list[Any]]
"""Table name -> its rules."""

Rows = list[tuple[int, int, str, str, str, dict[str, Any]]]
"""Mentions as a Doc keeps them: the fields of each."""

_READ: WeakKeyDictionary[Doc, dict[str, tuple[Rows, list[Mention]]]] = WeakKeyDictionary()
"""Of the Docs that are alive, the mentions of each family that were read last, with the rows they were read from."""

if not Doc.has_extension("published"):
    Doc.set_extension("published", default=None)  # the article's date as ISO text: the reference date
if not Doc.has_extension("country"):
    Doc.set_extension("country", default=None)  # the publisher's country, ISO 3166 alpha-2
if not Doc.has_extension("title"):
    Doc.set_extension("title", default=None)  # context only, never a source of spans


def mentions(doc: Doc, family: str, reference: date | None = None) -> list[Mention]:
    """The mentions of a family in a Doc, in the order of the text; empty where that component did not run.

    `reference`: the date that their relative dates count from.
    """
    group = doc.spans.get(family)
    if group is None:
        return []
    rows: Rows = group.attrs["mentions"]
    read = _READ.setdefault(doc, {})
    if family not in read or read[family][0] is not rows:
        read[family] = rows, [Mention(*row) for row in rows]
    known = read[family][1]
    return known.copy() if reference is None else [Mention(*row, reference) for row in rows]


def set_mentions(doc: Doc, family: str, found: Iterable[Mention]) -> None:
    """Write a family's mentions, sorted by place; replaces what stood there."""
    inorder = sorted(found, key=lambda m: (m.start_char, -m.end_char, m.rule))
    rows: Rows = [(m.start_char, m.end_char, m.text, m.label, m.rule, dict(m.evidence)) for m in inorder]
    if family in doc.spans:
        group = doc.spans[family]
        if [row[:_PLAIN] for row in group.attrs["mentions"]] == [row[:_PLAIN] for row in rows]:
            group.attrs["mentions"] = rows  # the same spans, known better
            return
    spans: list[Span] = []
    for m in inorder:
        span = doc.char_span(m.start_char, m.end_char, label=m.label, span_id=m.rule, alignment_mode="expand")
        if span is None:  # outside the text: a bug of the component, never of the input
            raise ValueError(f"{family}: no such place in the text: {m.start_char}:{m.end_char} by {m.rule}")
        spans.append(span)
    doc.spans[family] = SpanGroup(doc, name=family, spans=spans, attrs={"mentions": rows})


_PLAIN = 5
"""How much of a row says where and what a mention is; the evidence comes after."""


class Family(Pipe):
    """A component of one family: `find` reads a Doc and returns mentions, `set_mentions` writes them.

    A subclass names its `family` and the `tables` of rules that it reads, and builds its matchers in `compile`.
    """

    family: ClassVar[str]
    tables: ClassVar[tuple[str, ...]]

    def __init__(self, nlp: Language, name: str, patterns: str | None = None) -> None:
        self.vocab = nlp.vocab
        self.name = name
        self.use(Path(patterns) if patterns else None)

    def use(self, patterns: Path | None) -> None:
        """Take our rules, and those of a folder beside them."""
        with no_collection():
            self._set_rules({table: load(table, patterns) for table in self.tables})

    def _set_rules(self, rules: Rules) -> None:
        self.rules = rules
        self.compile(rules)

    def compile(self, rules: Rules) -> None:
        """Build matchers from the rules of `tables`."""
        raise NotImplementedError  # a subclass without it is a bug

    def find(self, doc: Doc) -> list[Mention]:
        """The family's mentions in `doc`; changes nothing."""
        raise NotImplementedError  # a subclass without it is a bug

    def __call__(self, doc: Doc) -> Doc:
        set_mentions(doc, self.family, self.find(doc))
        return doc

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The rules as bytes: a saved pipeline keeps the rules it was built with."""
        rows = {table: [r.model_dump(mode="json") for r in rules] for table, rules in self.rules.items()}
        data: bytes = srsly.msgpack_dumps(rows)
        return data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Family:
        """Take the rules from `to_bytes`."""
        rows: dict[str, list[dict[str, Any]]] = srsly.msgpack_loads(data)
        self._set_rules({table: [_rule(table, row) for row in rules] for table, rules in rows.items()})
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the rules to one file at `path`."""
        Path(path).write_bytes(self.to_bytes(exclude=exclude))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Family:
        """Take the rules from `to_disk`."""
        return self.from_bytes(Path(path).read_bytes(), exclude=exclude)


def _rule(table: str, row: dict[str, Any]) -> Rule:
    return TABLES[table].model_validate(row)
