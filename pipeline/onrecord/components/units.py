"""The units of `patterns/units.jsonl` as blocks of the grammar, and what a unit's word or symbol means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from onrecord.normalize.numbers import trie
from onrecord.rules import UnitRule


class Units:
    """All units: `blocks` are the regular expressions that name them, `find` gives a unit by its word."""

    def __init__(self, rules: Iterable[UnitRule]) -> None:
        rules = list(rules)
        self.kinds = {rule.name: rule.kind for rule in rules}
        self.words: dict[str, UnitRule] = {}
        self.symbols: dict[str, UnitRule] = {}
        for rule in rules:
            self.words |= {word.lower(): rule for word in rule.words}
            self.symbols |= dict.fromkeys(rule.symbols, rule)
        self.blocks = {
            "money_word": trie(w for r in rules if r.kind == "currency" for w in r.words),
            "money_sign": trie((s for r in rules if r.kind == "currency" for s in r.symbols), exact=True),
            "money_after": trie(
                (s for r in rules if r.kind == "currency" and not r.local for s in r.symbols), exact=True
            ),
            "ratio": _both(r for r in rules if r.name in _SHARES),
            "unit": _both(r for r in rules if r.kind != "currency" and r.name not in _SHARES),
        }
        signs = {symbol for rule in rules if rule.kind == "currency" for symbol in rule.symbols}
        self.openings = re.escape("".join(sorted({sign[0] for sign in signs})))
        """What the signs of currencies begin with."""
        self.homes = {home: rule.name for rule in rules for home in rule.homes}
        self._homes = re.compile(rf"(?<!\w){trie(self.homes, exact=True)}(?!\w)") if self.homes else None

    def find(self, text: str, number: str) -> UnitRule | None:
        """The unit that `text` names; a symbol only counts after a number that has digits or before it."""
        rule = self.symbols.get(text)
        if rule is not None and (rule.kind == "currency" or any(c.isdigit() or not c.isascii() for c in number)):
            return rule
        return self.words.get(text.lower())

    def named(self, view: str) -> Counter[str]:
        """How often a text names the countries of the currencies, by currency."""
        return Counter(self.homes[found[0]] for found in self._homes.finditer(view)) if self._homes else Counter()

    @staticmethod
    def is_spoken_of(rule: UnitRule, named: Mapping[str, int], country: str | None) -> bool:
        """Whether the article is of one of the countries that have the currency, or names one."""
        return country in rule.settles or any(code in named for code in rule.settles.values())

    def settle(self, rule: UnitRule, named: Mapping[str, int], country: str | None) -> str:
        """The unit's name: of the currencies that share it, the one that the article's country or words speak for.

        `country`: the publisher's, ISO 3166. Without one, the currency whose country the text names most (`named`),
        if it is one alone; else the shared name ("dollar").
        """
        if country in rule.settles:
            return rule.settles[country]
        ranked = sorted(((named[code], code) for code in set(rule.settles.values()) if code in named), reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return rule.name
        return ranked[0][1]


_SHARES = frozenset({"percent", "percentage_point", "basis_point", "permille"})


def _both(rules: Iterable[UnitRule]) -> str:
    """Words in any case and symbols as they stand, in one group."""
    rules = list(rules)
    words, symbols = trie(w for r in rules for w in r.words), trie((s for r in rules for s in r.symbols), exact=True)
    return f"(?:{words}|{symbols})"
