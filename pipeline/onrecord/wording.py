"""What can be odd in the words that a rule is found by: what no text has so, or nobody sees on the screen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from onrecord.rules import Rule

_NAMES: Mapping[str, tuple[str, ...]] = {
    "agencies": ("name", "acronyms", "aliases", "guarded", "later", "shorts", "seats", "forms"),
    "officials": ("titles",),
    "places": ("name", "aliases", "adjectives", "cities", "divisions"),
    "units": ("words",),
    "cues": ("lemma", "also", "prepositions"),
    "changes": ("lemma",),
    "worth": ("words",),
}
"""Table -> the fields of its rules that hold words to be found; symbols and expressions are none."""

_NAMED = ("agencies", "officials")
"""Tables whose words are names of one thing, found with an article and as possessives all the same."""

_SMALL = ("cues", "changes", "worth")
"""Tables whose words are looked for in small letters."""

_INVISIBLE = frozenset({"Cc", "Cf", "Cn", "Co", "Zl", "Zp"})
_ARTICLE = re.compile(r"(?:[Tt]he|[Aa]) |.*,? \(?[Tt]he\)?$")
_MARKUP = re.compile(r"&#?\w+;|<[^>]*>|\[|\]|\{|\}|\\|\||_")
_FULL_STOP = re.compile(r"[^\W\d_]{6,}\.$")  # no abbreviation
_ALPHABET = re.compile(r"LATIN|GREEK|CYRILLIC")


def odd_words(table: str, rule: Rule) -> Iterator[str]:
    """What is odd in the words of a rule, each thing once, with what to do."""
    for field in _NAMES.get(table, ()):
        for words in dict.fromkeys(_words(getattr(rule, field))):
            wrong = oddity(words) or (odd_name(words) if table in _NAMED else None)
            if not wrong and table in _SMALL and words != words.lower():
                wrong = f"is looked for in small letters; write {words.lower()!r}"
            if not wrong and table == "places" and words.startswith("the "):
                wrong = 'has an article; leave it out, and where sentences have it, say so: "the": true'
            if wrong:
                yield f"{field}: {words!r} {wrong}"


def _words(value: object) -> Iterator[str]:
    """The words of a field, whatever holds them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _words(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _words(inner)


def oddity(words: str) -> str | None:
    """The first thing that is odd in some words, or None."""
    for char in words:
        if unicodedata.category(char) in _INVISIBLE and not char.isspace():
            name = unicodedata.name(char, "a control character")
            return f"has a character that nobody sees (U+{ord(char):04X}, {name}); take it out"
    composed = "".join(unicodedata.normalize("NFKC" if char.isalnum() else "NFC", char) for char in words)
    composed = unicodedata.normalize("NFC", composed)
    if composed != words:
        return f"has letters in a form that texts do not use; write {composed!r}"
    if words != " ".join(words.split()):
        return "has blanks that no text has; leave single ones between its words"
    if found := _MARKUP.search(words):
        return f"has {found[0]!r}, which no text has; write it as it is printed"
    return _odd_letters(words) or _odd_ends(words)


def odd_name(words: str) -> str | None:
    """What is odd in a name: what comes and goes beside it and is no part of it."""
    if _ARTICLE.match(words):
        return "has an article; leave it out, the name is found with it all the same"
    if words.endswith(("'s", "’s")):
        return "is a possessive; leave out the 's, the name is found with it all the same"
    return None


def _odd_letters(words: str) -> str | None:
    """What is odd in the letters of some words."""
    if not any(char.isalpha() for char in words):
        return "has no letter; give words"
    for word in words.split():
        alphabets = {found[0] for char in word if (found := _ALPHABET.match(unicodedata.name(char, "")))}
        if len(alphabets) > 1:
            return f"mixes letters of {' and '.join(sorted(alphabets))} that look alike; type {word!r} anew"
    return None


def _odd_ends(words: str) -> str | None:
    """What is odd at the ends of some words."""
    if not (words[0].isalnum() or words[0] in "*%"):
        return f"begins with {words[0]!r}; leave it out"
    if words[-1] in ",;:!?-–—'\"’“”(/&" or _FULL_STOP.search(words):
        return f"ends with {words[-1]!r}; leave it out"
    if words.count("(") != words.count(")"):
        return "has a bracket that is open; close it or leave it out"
    return None
