"""Names of persons as they are compared: their words without case and accents, and whether two are of one person."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from onrecord.components.names import PARTICLES, SUFFIXES

Words = tuple[str, ...]
"""The words of a name, as they are compared."""

_NICKNAMES = {
    "bill": "william", "will": "william", "bob": "robert", "rob": "robert", "dick": "richard", "rick": "richard",
    "jim": "james", "joe": "joseph", "mike": "michael", "tom": "thomas", "tony": "anthony", "ted": "edward",
    "ed": "edward", "liz": "elizabeth", "beth": "elizabeth", "kate": "katherine", "jack": "john", "jeff": "jeffrey",
    "steve": "stephen", "dave": "david", "dan": "daniel", "ben": "benjamin", "chris": "christopher", "matt": "matthew",
    "andy": "andrew", "tim": "timothy", "ron": "ronald", "don": "donald", "ken": "kenneth", "chuck": "charles",
    "charlie": "charles", "sam": "samuel", "greg": "gregory", "alex": "alexander", "nick": "nicholas", "pat": "patrick",
}  # fmt: skip
_STROKES = str.maketrans("ðÐøØłŁđĐıħ", "dDoOlLdDih")
"""Letters that Unicode does not take apart, as English texts write them."""
ARTICLES = ("al-", "el-")
"""The Arabic article, which a last name has or leaves out."""
PATRONYMS = ("dottir", "sson")
"""How last names end that are the father's, so that the first one is what somebody is called by."""
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})


def words_of(name: str) -> Words:
    """The words of a name as they are compared: without case, accents, dots, suffixes and the Arabic article."""
    plain = name if name.isascii() else unaccented(unicodedata.normalize("NFC", name)).replace("’", "'")
    words = [w.strip("\"“”'()") for w in plain.replace(" - ", "-").split() if w not in SUFFIXES]
    return tuple(_bare(w.casefold().rstrip(".,")) for w in words if w.strip(".,"))


def _bare(word: str) -> str:
    return word[3:] if word.startswith(ARTICLES) and len(word) > 5 else word


def unaccented(text: str) -> str:
    """A text without accents, one character for each of its own."""
    return "".join(map(_plain, text)) if not text.isascii() else text


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    return char if char.isascii() else unicodedata.normalize("NFKD", char)[0].translate(_STROKES)


def generation(name: str) -> str | None:
    """What tells father and son of one name apart: "jr", "sr", "iii"."""
    last = name.split()[-1].casefold().rstrip(".") if name else None
    return last if last in _GENERATIONS else None


def is_last_name(words: Words) -> bool:
    """Whether a name is a last name alone: one word, or particles and one: "de la Garza"."""
    return len(words) < 2 or (words[0] in PARTICLES and all(word in PARTICLES for word in words[:-1]))


def ends_in(words: Words, form: Words) -> bool:
    """Whether a full name has some words in a row behind its first: "de la Garza" in "Rosa de la Garza Soto"."""
    return any(place > 0 for place in places(words, form))


def places(words: Words, form: Words) -> list[int]:
    """Where some words stand in a row in a full name; no words stand nowhere."""
    return [i for i in range(len(form) - len(words) + 1) if words and form[i : i + len(words)] == words]


def same_person(a: Words, b: Words) -> bool:
    """Whether two full names are forms of one: shorter and longer, initials, nicknames, a slip of the pen."""
    if a == b or ((a[-1] == b[-1] or a[0] == b[0]) and (set(a) <= set(b) or set(b) <= set(a))):
        return True
    if not alike(a[-1], b[-1]):
        return False
    first, second = _NICKNAMES.get(a[0], a[0]), _NICKNAMES.get(b[0], b[0])
    if first == second or alike(first, second):
        return True
    return (len(first) == 1 and second[:1] == first) or (len(second) == 1 and first[:1] == second)


def alike(a: str, b: str) -> bool:
    """Whether two words differ by at most one letter, in words long enough for that to be a slip."""
    if a == b:
        return True
    if min(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 1:
        return False
    i = next((k for k in range(min(len(a), len(b))) if a[k] != b[k]), min(len(a), len(b)))
    return a[i + 1 :] == b[i + 1 :] or a[i:] == b[i + 1 :] or a[i + 1 :] == b[i:] or a[i : i + 2] == b[i : i + 2][::-1]
