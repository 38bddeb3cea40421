"""What an article says of somebody beside the name: "a bus driver", "Calder's chief executive", "Defense lawyer"."""

from __future__ import annotations

from onrecord.components.names import HONORIFICS
from onrecord.components.text import Text

_CLOSING = frozenset(
    {",", ".", ";", ")", "(", "who", "whose", "that", "which", "said", "says", "\n", "--", "—", "”", '"'}
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_DETERMINERS = frozenset({"a", "an", "the", "his", "her", "their", "its", "then", "our", "my"})
_NOUNS = frozenset({"NN", "NNS"})
_INSIDE = frozenset({"NN", "JJ", "VBG", "VBN", "NNP", "NNPS", "HYPH"})
_PHRASE = _INSIDE | {"NNS", "DT", "PRP$", "POS", "CD"}
_NO_DESCRIPTION = frozenset({"adding", "aged", "speaking", "including", "too", "says", "according"})


def description(text: Text, start: int, end: int) -> str | None:
    """The words for whoever is named at these tokens: an apposition after the name, else a noun right before it."""
    return apposition(text, end) or before_comma(text, start, end) or before_name(text, start, end)


def apposition(text: Text, end: int) -> str | None:
    """The noun phrase after a comma, or after an age: ", 67, a fisherman", ", Rewi's sister", ", president of ..."."""
    if text.word(end) != ",":
        return None
    first = end + 1
    if text.word(first).isdigit() and text.word(first + 1) == ",":
        first += 2
    if not opens(text, first):
        return None
    last = min(first + 20, len(text.words))
    stop = next((i for i in range(first + 1, last) if text.words[i] in _CLOSING or text.words[i].isspace()), None)
    if stop is None or any(text.doc[i].tag_ in _FINITE for i in range(first, stop)):
        return None
    return " ".join(text.doc[first:stop].text.split())


def opens(text: Text, i: int) -> bool:
    """Whether a noun phrase that describes somebody can begin at `i`."""
    word = text.word(i)
    if word in _DETERMINERS:
        return True
    possessor = i
    while text.capital(possessor) and possessor - i < 4:
        possessor += 1
    if possessor > i:
        return text.is_possessive(possessor) and text.word(possessor + 1).islower()
    return word.isalpha() and word not in _NO_DESCRIPTION and i < len(text.words) and text.doc[i].tag_ in _NOUNS


def before_name(text: Text, start: int, end: int) -> str | None:
    """The noun that stands before a name, with what qualifies it: "Defense lawyer", "Harbor Foods chief executive"."""
    doc, begin = text.doc, start
    while begin > 0 and start - begin < 6 and not doc[begin].is_sent_start:
        token = doc[begin - 1]
        if token.tag_ not in _INSIDE or token.lower_ in HONORIFICS or not start - 6 <= token.head.i < end:
            break
        begin -= 1
    near = doc[start - 1] if begin < start else None
    if near is None or near.tag_ != "NN" or not (near.is_lower or near.is_sent_start) or near.head.i >= end:
        return None
    return " ".join(doc[begin:start].text.split())


def before_comma(text: Text, start: int, end: int) -> str | None:
    """The noun phrase to which a name stands in apposition: "The group's founder, Li Hart,"."""
    comma = start - 1
    if text.word(comma) != "," or text.word(end) != "," or text.doc[comma - 1].tag_ not in _NOUNS:
        return None
    begin = comma
    while begin > 0 and comma - begin < 8 and text.doc[begin - 1].tag_ in _PHRASE and text.words[begin - 1] != ",":
        begin -= 1
        if text.doc[begin].is_sent_start or text.words[begin].casefold() in _DETERMINERS:
            break
    if begin == comma or text.words[begin].casefold() not in _DETERMINERS:
        return None
    return " ".join(text.doc[begin:comma].text.split())
