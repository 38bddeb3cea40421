"""The words of the table of titles in a text: which of them name an office there, before anything around is read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from spacy.tokens import Doc

from onrecord.components.names import PARTICLES
from onrecord.components.phrases import Phrases
from onrecord.components.text import Text
from onrecord.rules import OfficialRule

QUALIFIERS = frozenset(
    {"current", "incoming", "outgoing", "longtime", "new", "newly", "appointed", "elected", "embattled", "incumbent"}
    | {"unnamed", "unidentified", "anonymous", "top", "retiring", "republican", "democratic", "conservative", "liberal"}
    | {"fellow", "opposition", "democrat", "libertarian", "independent", "hard-line", "hardline", "moderate", "popular"}
    | {"gop", "labour", "labor", "tory", "governing", "ruling"}
)
"""What stands before a title and says nothing of the office."""

COUNTIES = frozenset({"County", "City", "Parish", "Borough", "Township", "Province"})
OWNERS = frozenset({"his", "her", "its", "their", "my", "our"})
_BELOW = "undersecretary"
"""The rule for those below a minister or secretary."""

_OF_STATE = ("minister of ", "minister for ")
"""How the titles begin that a minister of state for the same field has, too."""

_TO_COME = frozenset({"elect", "designate"})
"""What stands behind a title and a hyphen where the office is not held yet."""

_RANKED = frozenset({"police", "military"})
"""Roles with ranks of a few capitals ("PC", "DI") that mean other things, too: ranks only before a person's name."""


class Core(NamedTuple):
    """The table's words for an office, by token index."""

    start: int
    end: int
    rule: OfficialRule


class Cores:
    """Finds the words of the table."""

    def __init__(self, tokenizer: Callable[[str], Doc], rules: Iterable[OfficialRule]) -> None:
        self.phrases: Phrases[OfficialRule] = Phrases(tokenizer, "NORM")
        self.deputies: dict[str, OfficialRule] = {}
        self.rules = {rule.id: rule for rule in rules}
        self.initials: set[str] = set()
        for rule in self.rules.values():
            for title in rule.titles:
                self.phrases.add(title, rule)
                if title.isupper() and title.isalpha():
                    self.initials.add(title.casefold())
                if rule.role == "minister" and title.startswith(_OF_STATE):
                    self.phrases.add(f"minister of state for {title[len(_OF_STATE[0]) :].lstrip()}", rule)

    def __call__(self, text: Text, inside: Collection[int], bodies: Collection[int]) -> list[Core]:
        """Those that name an office, in order. `inside`: the tokens of bodies; `bodies`: the first of each."""
        found: list[Core] = []
        for start, end, rules in sorted(self.phrases(text.doc), key=lambda m: (m[0], -m[1])):
            if not found or start >= found[-1].end:
                found.append(Core(start, end, rules[0]))
            elif end > found[-1].end and found[-1].rule.id == _BELOW and rules[0].body and end - 1 not in inside:
                found[-1] = Core(found[-1].start, end, self.below(found[-1].rule, rules[0]))
        free = (core for core in found if core.end - 1 not in inside or names_body(core, bodies))
        found = [self.shrunk(core, inside, bodies) for core in free]
        found = [core for core in found if not inside_name(text, core.start, found) and is_title(text, core)]
        found = [self.whole(text, core) for core in found if self.as_written(text, core)]
        begun = {core.start for core in found}
        weak = {"candidate", "official"}
        return [core for core in found if core.rule.role not in weak or core.end not in begun]  # "Democrat MP"

    def as_written(self, text: Text, core: Core) -> bool:
        """Whether a title of capitals has them ("DIG" and no "dig"), and, where it is a rank, a person behind it."""
        word = text.words[core.start]
        if core.end - core.start > 1 or word.casefold() not in self.initials:
            return True
        person = core.end < len(text.words) and text.doc[core.end].ent_type_ == "PERSON"
        return word.isupper() and (person or core.rule.role not in _RANKED)

    def whole(self, text: Text, core: Core) -> Core:
        """A title with the "-elect" or "-designate" behind it; a "Representative" before a name is a legislator."""
        start, end, rule = core
        if text.word(end) == "-" and text.word(end + 1).casefold() in _TO_COME:
            return Core(start, end + 2, rule)
        if text.words[start] in {"Representative", "Representatives"} and end - start == 1 and text.capital(end):
            return Core(start, end, self.rules.get("representative", rule))
        return core

    def below(self, rule: OfficialRule, minister: OfficialRule) -> OfficialRule:
        """The office of one below a minister, which is of the minister's body: "under secretary of defense"."""
        if minister.id not in self.deputies:
            self.deputies[minister.id] = rule.model_copy(update={"body": minister.body, "bodies": minister.bodies})
        return self.deputies[minister.id]

    def shrunk(self, core: Core, inside: Collection[int], bodies: Collection[int]) -> Core:
        """A title without the words of a body at its front ("Metropolitan Police" Commissioner), or that are not its
        own: "leader" of the opposition Democratic Party."""
        start, end, rule = core
        while start in inside and start < end - 1:
            start += 1
        if rule.id == "floor-leader" and end - start > 2 and end in bodies:
            return Core(start, start + 1, self.rules.get("officer", rule))
        return Core(start, end, rule)


def names_body(core: Core, bodies: Collection[int]) -> bool:
    """Whether a body begins inside a title, which says whose it is: "librarian of" Congress."""
    return any(i in bodies for i in range(core.start + 1, core.end))


def is_title(text: Text, core: Core) -> bool:
    """Whether the words are a title, and no part of another name ("King County", "General Mills")."""
    start, end, rule = core
    if rule.role == "royal" and text.word(end) in COUNTIES:
        return False
    return not only_deputy(text, start, end) and not (rule.role == "military" and opens_company(text.doc, start, end))


def inside_name(text: Text, i: int, cores: Iterable[Core]) -> bool:
    """Whether a title is a later word of a person's name ("Sikandar Sultan Raja", "Bandar bin Sultan")."""
    token = text.doc[i]
    if token.ent_type_ != "PERSON" or token.ent_iob_ != "I" or not text.capital(i):
        return False
    if not text.capital(i - 1):
        return text.words[i - 1] in PARTICLES
    return not any(start <= i - 1 < end for start, end, _ in cores) and text.word(i - 1).casefold() not in QUALIFIERS


def only_deputy(text: Text, start: int, end: int) -> bool:
    """Whether a lone "deputy" is no title: nobody's, or the first word of one ("his deputy press secretary")."""
    if end - start > 1 or text.word(start).casefold() != "deputy":
        return False
    owned = text.word(start - 1).casefold() in OWNERS or text.is_possessive(start - 1)
    return not owned or not (text.word(end) == "," or text.capital(end))


def opens_company(doc: Doc, start: int, end: int) -> bool:
    """Whether a title is the first word of an organisation's name ("General" Mills)."""
    return doc[start].ent_type_ == "ORG" and end < len(doc) and doc[end].ent_iob_ == "I" and doc[start].ent_iob_ == "B"
