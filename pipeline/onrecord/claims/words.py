"""The article's words as a reader far from it understands them: dates written out, pronouns replaced by names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.claims.dates import day_of, spelled, written_out
from onrecord.claims.deeds import meant_before
from onrecord.claims.naming import behind_dateline, with_article
from onrecord.claims.page import Page
from onrecord.model import Clause, Date, Extent, WrittenOut

_PRONOUNS = frozenset({"he", "she", "who", "it", "they"})
_JOINED = re.compile(
    r"(?:.*\W)?(?:when|as|while|because|since|until|although|though|after|before|where|how|why|that|but|and|so|or)\W+",
    re.I | re.S,
)
"""What joins a clause to another: what it says, it says without them. (`if` and `whether` change what is said.)"""
_ARTICLE = re.compile(r"^(?:an?|the) ", re.IGNORECASE)
_PAIRED = re.compile(r'[“”()\[\]"]')
_OPENS = {"“": "”", "(": ")", "[": "]"}
_CLOSES = {mark: opening for opening, mark in _OPENS.items()}


class Change(NamedTuple):
    """Other words for those at a place."""

    start_char: int
    end_char: int
    words: str


@dataclass
class Draft:
    """A summary in the making: the page that it is of, and the dates that it writes out."""

    page: Page
    dates: dict[int, Date] = field(default_factory=dict)


def resolved(draft: Draft, place: Extent, changes: Iterable[Change] = ()) -> str:
    """The words at a place with their relative dates written out, and other changes."""
    page, found, start = draft.page, list(changes), behind_dateline(draft.page, place)
    at, out = start, []
    for date, words in written_out(page, place):
        draft.dates[date.start_char] = date
        found.append(Change(date.start_char, date.end_char, words))
    for change in sorted(found):
        if change.start_char >= at:
            out += [page.text[at : change.start_char], change.words]
            at = change.end_char
    words = "".join([*out, page.text[at : place.end_char]])
    opening = page.text[start - 1 : start] if start else ""
    if opening and opening in '“"(' and balanced(opening + words) == opening + words:
        return opening + words
    return balanced(words)


def written(draft: Draft, summary: str) -> tuple[WrittenOut, ...]:
    """The dates that a summary writes out, in the order of the text."""
    if not draft.dates:
        return ()
    found = (date for _, date in sorted(draft.dates.items()))
    return tuple(
        WrittenOut(start_char=date.start_char, end_char=date.end_char, text=date.text, value=day_of(date.value))
        for date in found
        if date.value is not None and (words := spelled(day_of(date.value))) and words in summary
    )


def told(draft: Draft, clause: Clause, cuts: Sequence[Change] = ()) -> str | None:
    """A clause as a sentence of its own: its subject first, by its name where it is a pronoun or half a name.

    None where it is none: "whose term ends in June". `cuts`: what is left out of it.
    """
    page, place, subject = draft.page, clause.extent, clause.subject
    if page.verbatim(place):
        return resolved(draft, place, cuts)
    if subject is None or _is_relative(page, subject):
        return None
    if _is_half(page, clause, subject):
        return None
    name = _full_name(page, clause)
    if subject.end_char <= place.start_char:  # "the council, which ..."
        return f"{name or balanced(subject.text)} {resolved(draft, place, cuts)}"
    joined = _JOINED.fullmatch(page.text, place.start_char, subject.start_char)
    start = subject.start_char if joined else place.start_char
    changes = [*cuts, Change(subject.start_char, subject.end_char, name)] if name else cuts
    return resolved(draft, Extent(start_char=start, end_char=place.end_char), changes)


def _is_half(page: Page, clause: Clause, subject: Extent) -> bool:
    """Whether a clause is but a part of another's sentence: "whose term ends", "which of the two left", "if they
    leave", "(must pay and) leave".
    """
    place, verb = clause.extent, clause.verb
    opening = page.text[place.start_char : place.start_char + _LONGEST_OPENING].split(" ", 1)[0].lower()
    if (
        opening in ("whether", "whose", "which", "what")
        or page.text[subject.start_char : subject.start_char + 6].lower() == "whose "
    ):
        return True
    if page.text.endswith(("than ", "than the "), 0, subject.start_char):
        return True  # "more than the 170,000 | economists had expected"
    before = page.text[place.start_char : subject.start_char].split()
    if before and before[-1].lower() in _INVERTED:  # "Had the council met, ...", "Nor did it vote"
        return True
    if page.word_before(place) in _UNTIL and clause.status == "ongoing":  # "rates stay until inflation falls"
        return True
    if opening in ("if", "unless") and subject.start_char - place.start_char <= len(opening) + 1:
        return True
    bare = verb.text == clause.lemma and clause.modality != "asserted" and place.start_char == verb.start_char
    return bare and subject.end_char <= place.start_char


_LONGEST_OPENING = 10
_UNTIL = frozenset({"until", "till", "once", "before", "unless"})
"""What opens clauses that in the present tense tell of days to come."""
_INVERTED = frozenset(
    "had has have did does do was were is are should would could can may might must will shall".split()
)
"""Verbs that stand before their subject in what is no sentence by itself."""


def _is_relative(page: Page, subject: Extent) -> bool:
    """Whether a subject is but a pronoun that joins its clause to another one: "which", or "that" inside a sentence."""
    words = page.text[subject.start_char : subject.end_char].lower()
    if words != "that":
        return words in ("which", "who")
    opens = subject.start_char == page.sentence_of(subject).start_char
    return not opens and page.text[subject.start_char - 2 : subject.start_char - 1].isalpha()


def _full_name(page: Page, clause: Clause) -> str | None:
    """The name of a clause's subject where the clause has but a pronoun or a part of it; None where it needs no other.

    A pronoun in what somebody says ("Duarte said she ...") stays: it means them, or whom only they know.
    """
    assert clause.subject is not None
    words = clause.subject.text
    entity = page.entities.get(clause.subject_id or "") or page.entity_at(clause.subject)
    name = entity.name if entity else clause.subject_name
    if words.lower() in _PRONOUNS and page.sayings_over(clause.verb):
        return None
    if name is None:
        body = meant_before(page, clause)
        return _ARTICLE.sub("the ", body.text) if body is not None else None
    if words == name:
        return None
    if words.lower() in _PRONOUNS:
        return with_article(page, name)
    return name if name.endswith(f" {words}") else None


def balanced(words: str) -> str:
    """Words without the quotation mark or bracket that lost its other half where they were cut out of a sentence."""
    if _PAIRED.search(words) is None:
        return words
    lost, open_at = set(), list[int]()
    for i, mark in enumerate(words):
        if mark in _OPENS:
            open_at.append(i)
        elif mark in _CLOSES:
            if open_at and words[open_at[-1]] == _CLOSES[mark]:
                open_at.pop()
            else:
                lost.add(i)
    lost.update(i for i in open_at if words[i] != "“" or len(open_at) == 1)
    straight = [i for i, mark in enumerate(words) if mark == '"']
    if len(straight) % 2:
        lost.add(_odd_one(words, straight))
    if not lost:
        return words
    return "".join(mark for i, mark in enumerate(words) if i not in lost)


def _odd_one(words: str, marks: list[int]) -> int:
    """Of straight quotation marks the one without another: one that closes where none is open, or the last."""
    is_open = False
    for i in marks:
        opens = i == 0 or words[i - 1] in " (—–"
        if not opens and not is_open:
            return i
        is_open = opens
    return marks[-1]
