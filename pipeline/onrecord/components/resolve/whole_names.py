"""Mentions as long as the name is in the text, where the model saw a part of it: "[Thant] Zin", "[Lozano] [Prieto]"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.components.resolve.person_names import Words, places, words_of
from onrecord.model import Mention

Taken = Callable[[int], bool]
"""Whether the character at an offset is somebody else's."""


def whole_names(text: str, found: Sequence[Mention], forms: Sequence[Words], taken: Taken) -> list[Mention]:
    """The mentions of one person, grown over the words of the name beside them; those within another are left out.

    `forms`: the full names of the person.
    """
    whole: list[Mention] = []
    for mention in sorted(found, key=lambda m: m.start_char):
        longer = grown(text, mention, forms, taken) if mention.evidence["name"] else mention
        if whole and longer.evidence["name"] and longer.start_char < whole[-1].end_char:
            before = whole[-1]
            whole[-1] = ranging(text, before, before.start_char, max(before.end_char, longer.end_char))
        else:
            whole.append(longer)
    return whole


def grown(text: str, mention: Mention, forms: Sequence[Words], taken: Taken) -> Mention:
    """A mention with the words of a full name that stand beside it."""
    words = words_of(mention.evidence["name"])
    start, end = mention.start_char, mention.end_char
    for form in forms:
        for i in places(words, form):
            start = min(start, leftmost(text, mention.start_char, form[:i], taken))
            end = max(end, rightmost(text, mention.end_char, form[i + len(words) :], taken))
    return ranging(text, mention, start, end)


def ranging(text: str, mention: Mention, start: int, end: int) -> Mention:
    """A mention from `start` to `end`."""
    if (start, end) == (mention.start_char, mention.end_char):
        return mention
    name = " ".join(text[start:end].split())
    evidence = {**mention.evidence, "name": name}
    return replace(mention, start_char=start, end_char=end, text=text[start:end], evidence=evidence)


def leftmost(text: str, start: int, before: Words, taken: Taken) -> int:
    """Where a mention begins with those of the words `before` that stand before it; a particle begins none."""
    best = at = start
    for word in reversed(before):
        begin = text.rfind(" ", max(0, at - 1 - _LONGEST), at - 1) + 1
        begin = max(begin, text.rfind("\n", 0, at - 1) + 1)
        written = text[begin : at - 1]
        if at < 2 or text[at - 1] != " " or words_of(written) != (word,) or taken(begin):
            break
        at = begin
        best = begin if written[0].isupper() else best
    return best


def rightmost(text: str, end: int, behind: Words, taken: Taken) -> int:
    """Where a mention ends with those of the words `behind` that stand behind it; a particle ends none."""
    best = at = end
    for word in behind:
        if text[at : at + 1] != " " or taken(at + 1):
            break
        stop = at + 1
        while stop < len(text) and (text[stop].isalnum() or text[stop] in "'’-") and stop - at < _LONGEST:
            stop += 1
        if words_of(text[at + 1 : stop]) != (word,):
            break
        at = stop
        best = stop if text[stop - 1].isalnum() else best
    return best


_LONGEST = 40
"""Characters of the longest word of a name."""
