"""Finds dates: the longest match of the grammar at each place, with what the tokens around say about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.components.date_conditions import CONDITIONS
from onrecord.components.date_context import context
from onrecord.components.date_grammar import DIGITS, NUMBER, PARTS, Compiled, compile_rule, lowered
from onrecord.components.date_place import Place, Source
from onrecord.components.family import Family, Rules
from onrecord.components.surface import text_of
from onrecord.model import Mention
from onrecord.normalize.timewords import WORDLIKE
from onrecord.normalize.view import view
from onrecord.rules import DateRule, RuleError

_WORD = re.compile(r"[a-z]+|[0-9]+")
_YEARLIKE = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_GAP = 3  # the most characters between two words of one expression: ", " and a bracket
_CAPITALS = ("month", "weekday", "holiday")

Grammar = tuple[Compiled, ...]


class Dates(Family):
    """Marks dates in `doc.spans["dates"]`."""

    family = "dates"
    tables = ("dates",)

    def compile(self, rules: Rules) -> None:
        """Compile the grammar."""
        self.grammar = [compile_rule(rule) for rule in rules["dates"]]
        self.words = frozenset().union(*(c.words for c in self.grammar))
        self.core = frozenset().union(*(c.core for c in self.grammar))
        self._known: dict[tuple[str, str], Grammar] = {}  # as many as there are pairs of the grammar's words
        for compiled in self.grammar:
            unknown = set(compiled.rule.needs) - CONDITIONS.keys()
            if unknown:
                raise RuleError(f"dates: rule {compiled.rule.id}: no condition {unknown.pop()!r}")

    def find(self, doc: Doc) -> list[Mention]:
        """The dates of `doc`, none inside another."""
        text = text_of(doc)
        source = Source(doc, text, lowered(view(text)), bool(doc.to_array("DEP").any()))
        found: list[Mention] = []
        end = 0
        for start, grammar in self._starts(source.low):
            if start >= end and (mentions := _longest(grammar, source, start)):
                found += mentions
                end = mentions[-1].end_char
        return found

    def _starts(self, low: str) -> Iterator[tuple[int, Grammar]]:
        """Where an expression may start, and the rules that may match there.

        These are the words of each run of the grammar's words that has a core word, and the rules that may open with
        this word and, where it is no core word of theirs, go on with the next.
        """
        run: list[tuple[int, str]] = []
        last, core = 0, False
        for m in _WORD.finditer(low):
            word = m[0]
            digits = word[0] <= "9"
            if not digits and word not in self.words:
                continue
            start, end = m.span()
            if start - last > _GAP or "\n" in low[last:start]:
                if core:
                    yield from self._openings(run)
                run, core = [], False
            glued = start > 0 and low[start - 1].isalnum()
            if digits:
                word = NUMBER if _datelike(low, word, start, end) else DIGITS
                start -= low[start - 1 : start] == "'"
            run.append((-1 if glued else start, word))
            core = core or word in self.core
            last = end
        if core:
            yield from self._openings(run)

    def _openings(self, run: list[tuple[int, str]]) -> Iterator[tuple[int, Grammar]]:
        """The places of a run's words with the rules that may open there; a word inside another (-1) opens none."""
        for (start, word), (_, following) in pairwise([*run, (0, "")]):
            if start < 0:
                continue
            grammar = self._known.get((word, following))
            if grammar is None:
                grammar = tuple(c for c in self.grammar if c.may_open(word, following))
                self._known[word, following] = grammar
            if grammar:
                yield start, grammar


def _longest(grammar: Grammar, source: Source, start: int) -> list[Mention]:
    """What the longest match at `start` marks: one mention, or the two ends of "May 5-7"; [] where none holds."""
    matches = [(c, m) for c in grammar if (m := c.pattern.match(source.low, start))]
    if len(matches) > 1:
        matches.sort(key=lambda pair: -pair[1].end())
    for compiled, m in matches:
        place = _place(source, compiled, m)
        if place is not None:
            parts = _ends(m, compiled) if "head" in m.re.groupindex else [(m.start(), m.end(), place.groups)]
            return [_mention(compiled.rule, place, *part) for part in parts]
    return []


def _place(source: Source, compiled: Compiled, m: re.Match[str]) -> Place | None:
    """A match in its surroundings, if all that its rule needs holds."""
    groups = {}
    for name, given in compiled.names.items():
        value = m[name]
        if value:
            if given in _CAPITALS and not _capital(source.text, m.start(name), given, value):
                return None
            groups[given] = value
    place = Place(source, m.start(), m.end(), groups)
    holds = place.stands_alone() and all(CONDITIONS[need](place) for need in compiled.rule.needs)
    return place if holds else None


def _capital(text: str, start: int, name: str, value: str) -> bool:
    """Names that are other words too count only with a capital."""
    return text[start].isupper() or not (name == "holiday" or value.rstrip(".") in WORDLIKE)


def _mention(rule: DateRule, place: Place, start: int, end: int, groups: Mapping[str, str]) -> Mention:
    evidence = {"form": rule.form, **groups, **context(place, rule.form)}
    if rule.value:
        evidence["value"] = rule.value
    return Mention(start, end, place.text[start:end], rule.label, rule.id, evidence)


def _ends(m: re.Match[str], compiled: Compiled) -> list[tuple[int, int, dict[str, str]]]:
    """The dates of "May 5-7, 2024", "May 3, 5 and 7" or "2009-10": each takes from the others what it does not say."""
    parts = {name: _groups(m, compiled, name) for name in m.re.groupindex if name.startswith(PARTS) and m[name]}
    head, tail = parts["head"], parts["tail"]
    if len(tail.get("year", "")) == 2:
        tail["year"] = head["year"][:-2] + tail["year"]
    shared = _shared(head) | _shared(tail)
    return [(*m.span(name), shared | groups) for name, groups in parts.items()]


def _groups(m: re.Match[str], compiled: Compiled, part: str) -> dict[str, str]:
    """The named words inside a part of a match."""
    start, end = m.span(part)
    within = (n for n in compiled.names if m[n] and start <= m.start(n) and m.end(n) <= end)
    return {compiled.names[name]: m[name] for name in within}


def _shared(groups: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in groups.items() if name in ("month", "year")}


def _datelike(low: str, digits: str, start: int, end: int) -> bool:
    """A number that needs no word to be a time: a year, 9/11, 10:30, '98."""
    return bool(_YEARLIKE.fullmatch(digits)) or low[end : end + 1] in ("/", ":") or low[start - 1 : start] == "'"


@Language.factory("onrecord_dates", assigns=["doc.spans"], default_config={"patterns": None})
def make_dates(nlp: Language, name: str, patterns: str | None) -> Dates:
    """`nlp.add_pipe("onrecord_dates")`; `patterns`: a folder of own rules beside ours."""
    return Dates(nlp, name, patterns)
