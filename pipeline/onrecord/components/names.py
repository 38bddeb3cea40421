"""Names of persons in a Doc: the model's, repaired, and those that stand after a title."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from spacy.tokens import Doc

from onrecord.components.text import Text

PARTICLES = frozenset(
    {"de", "da", "del", "della", "di", "do", "dos", "du", "la", "le", "el", "al", "van", "von", "der", "den", "ter"}
    | {"los", "las", "bin", "ibn", "ben", "abu", "bint", "y", "e", "arap", "ole", "wa"}
)
_INNER = frozenset({"bin", "ibn", "bint", "van", "von", "der", "den", "ter", "abu"})
"""Particles that stand in names of persons alone."""

SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
POSTNOMINALS = frozenset(
    {"KC", "QC", "SC", "MBE", "OBE", "CBE", "PhD", "Ph.D.", "MD", "M.D.", "Esq.", "MP", "MSP", "TD"}
)
"""What stands behind a name and is no part of it."""

HONORIFICS = frozenset(
    {"mr.", "mrs.", "ms.", "miss", "dr.", "prof.", "professor", "sir", "lord", "lady", "dame", "mr", "mrs", "ms", "dr"}
    | {
        "rev.",
        "sheikh",
        "ayatollah",
        "hon.",
        "daw",
        "datuk",
        "sheikha",
        "baroness",
        "baron",
        "cardinal",
        "archbishop",
        "bishop",
        "pope",
        "imam",
    }
)
_DAYS = frozenset(
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March"}
    | {"April", "June", "July", "August", "September", "October", "November", "December", "Jan.", "Feb.", "Aug."}
    | {"Sept.", "Oct.", "Nov.", "Dec.", "Mon", "Tues", "Wed", "Thurs", "Fri"}
)
_NO_NAMES = _DAYS | {"The", "A", "An"}
_QUOTES = frozenset("\"“”'‘’")
COMPANIES = frozenset(
    {"Aid", "Energy", "Foods", "Marine", "Shipping", "Airlines", "Airways", "Bank", "Group", "Foundation"}
    | {"Institute", "University", "Union", "Industries", "Holdings", "Partners", "Capital", "Media", "Motors"}
    | {"Systems", "Solar", "Technologies", "Healthcare", "Hospital", "Pharma", "Pharmaceuticals", "Insurance"}
    | {"Logistics", "Watch", "Labs", "Society", "Association", "League", "Fund", "Center", "Centre", "College"}
    | {"Studios", "Entertainment", "Networks", "Railways", "Petroleum", "Mining", "Robotics", "Inc.", "Inc"}
    | {"Corp.", "Corp", "Ltd.", "Ltd", "LLC", "Plc", "PLC"}
)
"""Last words of organisations that the model may take for persons, and of hardly any person's name."""

_NAMES_TOO = frozenset({"April", "May", "June", "August"})
"""Months that are given names."""

Range = tuple[int, int]
"""First token, and the token after the last."""


def is_name_word(word: str) -> bool:
    """Whether a word can be part of a name: a capital first, or an initial, and letters in it."""
    if not word[:1].isupper() or word in _NO_NAMES:
        return False
    return word.isalpha() or (any(c.isalpha() for c in word) and not any(c.isdigit() for c in word))


def name_run(doc: Doc, words: Sequence[str], start: int, closed: Collection[int], limit: int = 6) -> int:
    """Where a name that begins at `start` ends: capitalised words, with particles, hyphens and brackets inside.

    `closed`: tokens that are no part of a name (titles, bodies). Equal to `start` where there is none.
    """
    end = i = start
    if i < len(words) and words[i] == "[":  # "[Joe] Biden"
        close = next((k for k in range(i + 1, min(i + 6, len(words))) if words[k] == "]"), None)
        if close is None or close == i + 1 or not all(is_name_word(w) or w in PARTICLES for w in words[i + 1 : close]):
            return start
        end = i = close + 1
    while i < len(words) and i - start < limit + 2 and i not in closed:
        word = words[i]
        if i > start and word in POSTNOMINALS:
            break
        if is_name_word(word) or (word in _NAMES_TOO and is_name_word("".join(words[i + 1 : i + 2]))):
            end = i = i + 1
        elif i > start and word in PARTICLES and any(is_name_word(w) for w in words[i + 1 : i + 3]):
            i += 1
        elif i > start and nickname(words, i):
            end = i = i + 3
        elif i > start and word == "-" and not doc[i - 1].whitespace_ and not doc[i].whitespace_ and i + 1 < len(words):
            end = i = i + 2
        else:
            break
    return end if end > start + 1 or (end > start and words[start] != "[") else start


def repaired(text: Text, closed: Collection[int]) -> Iterator[Range]:
    """The model's persons as names: without titles, honorifics and possessives, split at breaks, brackets joined."""
    doc, words = text.doc, text.words
    for ent in text.ents:
        if ent.label_ != "PERSON" or words[ent.end - 1] in COMPANIES:
            continue
        start = ent.start
        for i in range(ent.start, ent.end + 1):
            if i == ent.end or words[i].isspace() or words[i] in {",", ";", "(", ")", "and", "--", "\u2014", ":"}:
                yield from _trimmed(doc, words, start, i, closed)
                start = i + 1
            elif words[i] == "of" and i > start + 1:  # "Ana Duarte of Lee County"
                yield from _trimmed(doc, words, start, i, closed)
                break


def nickname(words: Sequence[str], i: int) -> bool:
    """Whether a nickname in quotation marks stands inside a name at `i`: Roberto "Beto" Saenz."""
    quoted = words[i : i + 4]
    marked = len(quoted) == 4 and quoted[0] in _QUOTES and quoted[2] in _QUOTES
    return marked and is_name_word(quoted[1]) and is_name_word(quoted[3])


def hyphenated(words: Sequence[str], i: int, start: int) -> bool:
    """Whether a word in lower case is the end of a hyphenated name ("Ki-moon")."""
    return i - 1 > start and words[i - 1] == "-" and words[i].isalpha()


def _trimmed(doc: Doc, words: Sequence[str], start: int, end: int, closed: Collection[int]) -> Iterator[Range]:
    while start < end and (start in closed or words[start].casefold() in HONORIFICS or not is_name_word(words[start])):
        if words[start] == "[" or (words[start] in _NAMES_TOO and end - start > 1):
            break
        start += 1
    while end > start and (
        end - 1 in closed
        or words[end - 1] in POSTNOMINALS
        or not (is_name_word(words[end - 1]) or hyphenated(words, end - 1, start))
    ):
        end -= 1
    if end > start and start > 1 and words[start - 1] == "]":  # "[Joe] Biden", of which the model saw the last name
        opened = next((k for k in range(start - 2, max(start - 7, -1), -1) if words[k] == "["), None)
        if opened is not None and name_run(doc, words, opened, closed) >= end:
            start = opened
    start = _before_particle(words, start, closed) if end > start else start
    opening = end > start and doc[start].is_sent_start and "".join(words[start:end]).isupper()  # "CORDELL BAY, La."
    if end > start and not opening and not any(i in closed for i in range(start, end)):
        yield start, end


def _before_particle(words: Sequence[str], start: int, closed: Collection[int]) -> int:
    """Where a name begins of which the model saw what stands behind a particle: "Ali ibn Hamza"."""
    first = start
    while first > 0 and words[first - 1] in _INNER:
        first -= 1
    inside = 0 < first < start and is_name_word(words[first - 1]) and first - 1 not in closed
    return first - 1 if inside and words[first - 1].casefold() not in HONORIFICS else start


def apart(ranges: Iterable[Range]) -> list[Range]:
    """Ranges that do not overlap, in order; of those that do, one from the first start to the last end."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def plain_name(text: str) -> str:
    """A name as a record has it: in one line, bracketed insertions unbracketed."""
    return " ".join(text.replace("[", "").replace("]", "").split())
