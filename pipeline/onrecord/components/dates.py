"""Finds dates: the longest match of the grammar at each place, with what the tokens around say about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import repeat

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.components.date_conditions import CONDITIONS, Place, Source
from onrecord.components.date_context import context
from onrecord.components.date_grammar import NUMBER, Compiled, compile_rule, lowered
from onrecord.components.family import Family, Rules
from onrecord.components.surface import text_of
from onrecord.model import Mention
from onrecord.normalize.timewords import WORDLIKE
from onrecord.normalize.view import view
from onrecord.rules import DateRule, RuleError

_WORD = re.compile(r"[a-z]+|[0-9]+")
_YEARLIKE = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_GAP = 3  # the most characters between two words of one expression: ", " and a bracket
_CACHE = 2000  # sets of core words for which the rules are remembered
_PARTS = ("head", "item", "tail")
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
        self._known: dict[frozenset[str], Grammar] = {}
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
            if start < end:
                continue
            mentions = _longest(grammar, source, start)
            if mentions:
                found += mentions
                end = mentions[-1].end_char
        return found

    def _starts(self, low: str) -> Iterator[tuple[int, Grammar]]:
        """Where an expression may start, and the rules that may match there.

        These are the words of each run of the grammar's words that has a core word, and the rules that know that one.
        """
        run: list[int] = []
        core: set[str] = set()
        last = 0
        for m in _WORD.finditer(low):
            word, start, end = m[0], m.start(), m.end()
            digits = word[0] <= "9"
            known = digits or word in self.words
            if not known or start - last > _GAP or "\n" in low[last:start]:
                if core:
                    yield from zip(run, repeat(self._knowing(frozenset(core))))
                run, core = [], set()
            if known:
                if start == 0 or not low[start - 1].isalnum():
                    run.append(start - 1 if digits and low[start - 1 : start] == "'" else start)
                if word in self.core:
                    core.add(word)
                elif digits and _datelike(low, word, start, end):
                    core.add(NUMBER)
                last = end
        if core:
            yield from zip(run, repeat(self._knowing(frozenset(core))))

    def _knowing(self, core: frozenset[str]) -> Grammar:
        """The rules with one of these core words."""
        if core not in self._known:
            if len(self._known) >= _CACHE:
                self._known.clear()
            self._known[core] = tuple(c for c in self.grammar if not c.core.isdisjoint(core))
        return self._known[core]


def _longest(grammar: Grammar, source: Source, start: int) -> list[Mention]:
    """What the longest match at `start` marks: one mention, or the two ends of "May 5-7"; [] where none holds."""
    matches = [(c, m) for c in grammar if (m := c.pattern.match(source.low, start))]
    for compiled, m in sorted(matches, key=lambda pair: -pair[1].end()):
        place = _place(source, compiled, m)
        if place is not None:
            parts = _ends(m) if "head" in m.re.groupindex else [(m.start(), m.end(), dict(place.groups))]
            return [_mention(compiled.rule, place, *part) for part in parts]
    return []


def _place(source: Source, compiled: Compiled, m: re.Match[str]) -> Place | None:
    """A match in its surroundings, if all that its rule needs holds."""
    if not all(_capital(source.text, m, name) for name, value in m.groupdict().items() if value):
        return None
    place = Place(source, m.start(), m.end(), _groups(m))
    holds = place.stands_alone() and all(CONDITIONS[need](place) for need in compiled.rule.needs)
    return place if holds else None


def _mention(rule: DateRule, place: Place, start: int, end: int, groups: dict[str, str]) -> Mention:
    evidence = {"form": rule.form, **groups, **context(place, rule.form)}
    if rule.value:
        evidence["value"] = rule.value
    return Mention(start, end, place.text[start:end], rule.label, rule.id, evidence)


def _ends(m: re.Match[str]) -> list[tuple[int, int, dict[str, str]]]:
    """The dates of "May 5-7, 2024", "May 3, 5 and 7" or "2009-10": each takes from the others what it does not say."""
    parts = {name: _groups(m, name) for name in m.re.groupindex if name.startswith(_PARTS) and m[name]}
    head, tail = parts["head"], parts["tail"]
    if len(tail.get("year", "")) == 2:
        tail["year"] = head["year"][:-2] + tail["year"]
    shared = _shared(head) | _shared(tail)
    return [(*m.span(name), shared | groups) for name, groups in parts.items()]


def _groups(m: re.Match[str], inside: str | int = 0) -> dict[str, str]:
    """The named words of a match, or of a group of it; `day2` counts as `day`."""
    start, end = m.span(inside)
    return {
        name.rstrip("0123456789"): value
        for name, value in m.groupdict().items()
        if value and not name.startswith(_PARTS) and start <= m.start(name) and m.end(name) <= end
    }


def _shared(groups: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in groups.items() if name in ("month", "year")}


def _datelike(low: str, digits: str, start: int, end: int) -> bool:
    """A number that needs no word to be a time: a year, 9/11, 10:30, '98."""
    return bool(_YEARLIKE.fullmatch(digits)) or low[end : end + 1] in ("/", ":") or low[start - 1 : start] == "'"


def _capital(text: str, m: re.Match[str], name: str) -> bool:
    """Names that are other words too count only with a capital."""
    if not name.startswith(_CAPITALS):
        return True
    word = m[name].rstrip(".")
    return text[m.start(name)].isupper() or not (word in WORDLIKE or name.startswith("holiday"))


@Language.factory("onrecord_dates", assigns=["doc.spans"], default_config={"patterns": None})
def make_dates(nlp: Language, name: str, patterns: str | None) -> Dates:
    """`nlp.add_pipe("onrecord_dates")`; `patterns`: a folder of own rules beside ours."""
    return Dates(nlp, name, patterns)
