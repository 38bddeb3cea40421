"""Full names of persons that the model does not see, where the words beside them say that they are somebody's."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from onrecord.components.names import COMPANIES, HONORIFICS, Range, is_name_word, name_run
from onrecord.components.text import Text

_HONORS = frozenset({"Dr", "Dr.", "Prof", "Prof.", "Professor", "Mrs", "Mrs.", "Ms", "Ms.", "Mr", "Mr."})
_RANKS = frozenset({"Sir", "Dame", "Lady", "Baroness", "Baron", "Daw", "Datuk", "Sheikh", "Sheikha"})
_OFFICES = frozenset({"predecessor", "successor", "counterpart"})
"""Nouns for whoever has an office beside or behind somebody else: "his successor, Ana Duarte,"."""

_IDENTIFIED = frozenset({"identified", "named"})
_CUES = _HONORS | _RANKS | _OFFICES | {"who", "as", ","}
_FAR = 6
"""How many words before its "as" somebody is identified: "identified in court documents as"."""

_AGES = range(5, 110)


def unseen_names(text: Text, closed: Collection[int]) -> Iterator[Range]:
    """The names, in order. `closed`: the tokens of titles, bodies and nationalities."""
    words = text.words
    for i, word in enumerate(words):
        if word not in _CUES:
            continue
        if word in _HONORS or word in _RANKS:
            name = _honored(text, i, closed)
        elif word == "who" or (word == "," and _is_aged(text, i)):
            name = _behind(text, i - (word == "who"), closed)
        elif word in _OFFICES and text.word(i + 1) == ",":
            name = _ahead(text, i + 2, closed)
        elif word == "as" and not _IDENTIFIED.isdisjoint(words[max(i - _FAR, 0) : i]):
            name = _ahead(text, i + 1, closed)
        else:
            continue
        if name is not None and not text.in_headline(name[0]):
            yield name


def _honored(text: Text, i: int, closed: Collection[int]) -> Range | None:
    """A full name after "Dr" or "Dame" that the model does not see, or takes, with these, for an organisation's."""
    doc = text.doc
    if i + 1 >= len(text.words):
        return None
    as_organisation = doc[i].ent_type_ == "ORG" and doc[i].ent_iob_ == "B"
    taken = as_organisation and text.words[i] in _HONORS and not text.words[i].startswith("Mr")
    end = name_run(doc, text.words, i + 1, closed)
    return (i + 1, end) if end > i + 2 and (taken or not doc[i + 1].ent_type_) else None


def _is_aged(text: Text, comma: int) -> bool:
    """Whether an age stands between this comma and another one: "Ana Duarte, 53,"."""
    age = text.word(comma + 1)
    return len(age) < 4 and age.isdecimal() and int(age) in _AGES and text.word(comma + 2) in {",", "."}


def _behind(text: Text, comma: int, closed: Collection[int]) -> Range | None:
    """The two or three names that end before a comma: "Ana Duarte, who led the agency"."""
    if text.word(comma) != ",":
        return None
    start = comma
    while start > 0 and comma - start < 4 and start - 1 not in closed and _is_proper(text, start - 1):
        start -= 1
    before = text.word(start - 1).casefold()
    return (start, comma) if comma - start in {2, 3} and before != "the" and _is_person(text, start, comma) else None


def _ahead(text: Text, start: int, closed: Collection[int]) -> Range | None:
    """The full name that begins there."""
    start += text.word(start).casefold() in HONORIFICS
    end = name_run(text.doc, text.words, start, closed, limit=4)
    return (start, end) if end > start + 1 and _is_person(text, start, end) else None


def _is_proper(text: Text, i: int) -> bool:
    return is_name_word(text.words[i]) and text.doc[i].tag_ == "NNP" and text.words[i].casefold() not in HONORIFICS


def _is_person(text: Text, start: int, end: int) -> bool:
    """Whether nothing speaks against a person: the model takes it for nothing else, except where it joins it to the
    organisation that it belongs to ("Labour's Ana Duarte"), and it has no word that companies end in."""
    kinds = {text.doc[i].ent_type_ for i in range(start, end)} - {""}
    joined = kinds == {"ORG"} and text.is_possessive(start - 1)
    return (joined or not kinds) and text.words[end - 1] not in COMPANIES
