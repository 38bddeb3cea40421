"""The body of a minister whose field no table has: "Unification Minister", "the minister of petroleum resources"."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.components.bodies import DEPARTMENTS
from onrecord.components.places import with_article
from onrecord.components.text import CONNECTORS, Text
from onrecord.components.titles import DROPPED, TitleAt
from onrecord.rules import AgencyRule, PlaceRule

_PLAIN = frozenset({"minister", "ministers", "cabinet minister", "minister of state"})
"""The titles that a field makes an office of, and not "junior minister"."""

_FIELDS = frozenset(
    {"basic", "strategy", "digital", "transformation", "communications", "media", "publicity", "tertiary"}
)
_FIELDS |= frozenset({"relations", "matters", "duties", "aviation", "innovation", "inclusion", "diaspora", "heritage"})
"""Words for what ministers and advisers see to that no body of the gazetteer has in its name."""

_NO_FIELD = frozenset({"prime", "first", "chief", "deputy", "federal", "union", "coordinating", "senior", "government"})


def fields_of(bodies: Iterable[AgencyRule]) -> frozenset[str]:
    """The words that public bodies are called by, in lower case."""
    named = " ".join(body.name for body in bodies if body.name and body.type not in {"party", "court"})
    return frozenset(named.casefold().replace(",", " ").split()) | _FIELDS


def field_of(text: Text, title: TitleAt) -> str:
    """What a minister is minister of, in capitals as written; empty where nothing says it."""
    if text.doc[title.core_start : title.core_end].text.casefold() not in _PLAIN:
        return ""
    after = range(title.core_end + 1, title.end)
    words = [text.words[i] for i in (after or range(title.start, title.core_start)) if i not in title.names]
    while words and (words[0] == "the" or words[0].casefold() in DROPPED | _NO_FIELD):
        words = words[1:]
    if not words or not all(word[:1].isupper() or word in CONNECTORS for word in words):
        return ""
    return " ".join(words).replace(" ,", ",")


def ministry(text: Text, title: TitleAt, home: PlaceRule) -> str | None:
    """The name of a minister's body in a country, where the words around the title tell it."""
    field = field_of(text, title)
    if not field or home.country in DEPARTMENTS or "coordinating" in title.words:
        return None
    return f"Ministry of {field} of {with_article(home)}"
