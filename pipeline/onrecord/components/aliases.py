"""The names by which bodies of the gazetteer are found, and what each says of a country."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from onrecord.components.bodies import Form
from onrecord.components.text import CONNECTORS
from onrecord.rules import AgencyRule

EVERYWHERE = frozenset({None, "US", "UN", "EU"})
"""Countries of bodies that any article in English may name without them."""
_SOLE = frozenset({"name", "acronym"})


class Alias(NamedTuple):
    """A name of a body of the gazetteer, and how it may be used."""

    rule: AgencyRule
    words: str
    use: str  # "name", "acronym", "guarded", "later", "short" or "seat"
    plain: bool = False  # made of words that bodies of several countries have ("Labour Party")

    @property
    def country(self) -> str | None:
        """The country that it speaks for; None where it needs its country to be named."""
        in_doubt = self.plain or (self.use == "acronym" and self.rule.country not in EVERYWHERE)
        return self.rule.country if self.use in _SOLE and not self.rule.kind and not in_doubt else None


def shared_words(rules: Iterable[AgencyRule]) -> set[str]:
    """The words in names of bodies of several countries, and in those of kinds of body; in small letters."""
    shared = set(CONNECTORS)
    first: dict[str, str] = {}
    for rule in rules:
        for word in {word for name in (rule.name or "", *rule.forms) for word in name.casefold().split()}:
            if not rule.name or first.setdefault(word, rule.country or "") != (rule.country or ""):
                shared.add(word)
    return shared


def sole(meanings: Iterable[Alias | Form]) -> str | None:
    """The country of a name that is one body's alone, or of a kind of body that one country has ("Crown Court")."""
    countries = {m.country if isinstance(m, Alias) else m.of_one_country for m in meanings}
    return countries.pop() if len(countries) == 1 else None
