"""Copies: the same text again, or nearly the same (a wire story in many papers), found in one pass.

Near copies share four fifths of their five-word shingles: MinHash (datasketch) proposes pairs, the shingles themselves
decide. What might make another fact of it makes another article: a number, weekday, month or negation that the original
does not have, a name or number put in the place of another, as where a court's or a club's reports are all alike, or a
date of publication more than a week away, from which "Friday" would count to another day.
"""

from __future__ import annotations

import itertools
import re
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import numpy
import numpy.typing

from onrecord.model import Article, Frozen, Origin

SIMILAR = 0.8
"""Shingles in common, as a share of all of both, from which two texts count as one."""

DAYS_APART = 7
"""Days that may lie between the publication of an article and of its copy."""

SHINGLE = 5
FEWEST_WORDS = 50
SENTENCE = 5
"""Words that a sentence has at the least, which a copy may have between those of its original."""

BANDS, ROWS = 20, 6  # proposes a pair at 0.8 with a chance of 0.998

CREDIT = 20
"""Words that a byline, dateline or credit has at the most."""

_WORD = re.compile(r"\w+")
_TELLING = re.compile(
    r"\d[\d.,]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh"
    r"|nine)ty|dozens?|hundreds?|thousands?|[mbtr]\w*illions?|half|twice|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today"
    r"|yesterday|tomorrow|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|not|no|never|none|nobody|neither|nor|\w+n['’]t)\b"
)

Hashes = numpy.typing.NDArray[numpy.uint32]


class Copy(Frozen):
    """An article that says what another one said before it; `similarity` is the share of shingles in common."""

    id: str
    copy_of: str
    kind: Literal["exact", "near"]
    similarity: float
    origin: Origin | None = None


@dataclass(frozen=True)
class Print:
    """What of an article tells whether it is a copy. `shingles`: sorted, None where only the same text counts."""

    sha256: bytes
    day: int | None
    telling: frozenset[str]
    shingles: Hashes | None


def near_copies_found() -> bool:
    """Whether the library that finds near copies is installed."""
    return find_spec("datasketch") is not None


class Copies:
    """Finds copies; what it remembers of the originals stands in a file, so that memory stays flat."""

    def __init__(self, path: Path, *, near: bool) -> None:
        self._near = near
        self._sketch = Sketch() if near else None
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(
            """
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
            CREATE TABLE original
                (n INTEGER PRIMARY KEY, id TEXT, sha256 BLOB, day INTEGER, telling TEXT, shingles BLOB);
            CREATE TABLE trace (key INTEGER, n INTEGER, PRIMARY KEY (key, n)) WITHOUT ROWID;
            BEGIN;
            """
        )

    def close(self) -> None:
        """Forget everything."""
        self._db.close()

    def add(self, article: Article) -> None:
        """Remember an article as an original, whatever it is like."""
        own = fingerprint(article, near=self._near)
        self._remember(article.id, own, self._traces(own))

    def find(self, article: Article) -> Copy | None:
        """The copy that an article is; None for an original, which is remembered."""
        own = fingerprint(article, near=self._near)
        traces = self._traces(own)
        for id_, other in self._candidates(traces):
            same = similarity(own, other)
            if same >= SIMILAR and may_be_copy(own, other) and not puts_in_names(article.text, other):
                kind: Literal["exact", "near"] = "exact" if own.sha256 == other.sha256 else "near"
                found = {"kind": kind, "similarity": round(same, 3), "origin": article.origin}
                return Copy.model_validate({"id": article.id, "copy_of": id_, **found})
        self._remember(article.id, own, traces)
        return None

    def _traces(self, own: Print) -> list[int]:
        traces = [_key(own.sha256)]
        if own.shingles is not None and self._sketch is not None:
            traces += self._sketch(own.shingles)
        return traces

    def _candidates(self, traces: Sequence[int]) -> Iterator[tuple[str, Print]]:
        """The originals that share a trace, the first one first."""
        marks = ",".join("?" * len(traces))
        rows = self._db.execute(
            "SELECT id, sha256, day, telling, shingles FROM original WHERE n IN "
            f"(SELECT n FROM trace WHERE key IN ({marks})) ORDER BY n",
            traces,
        )
        for id_, digest, day, telling, shingles in rows:
            hashes = None if shingles is None else numpy.frombuffer(shingles, numpy.uint32)
            yield id_, Print(digest, day, frozenset(telling.split()), hashes)

    def _remember(self, id_: str, own: Print, traces: Sequence[int]) -> None:
        shingles = None if own.shingles is None else own.shingles.tobytes()
        row = (id_, own.sha256, own.day, " ".join(own.telling), shingles)
        n = self._db.execute("INSERT INTO original VALUES (NULL, ?, ?, ?, ?, ?)", row).lastrowid
        self._db.executemany("INSERT OR IGNORE INTO trace VALUES (?, ?)", [(key, n) for key in traces])


def fingerprint(article: Article, *, near: bool) -> Print:
    """What of an article tells whether it is a copy."""
    lower = article.text.lower()
    words = _WORD.findall(lower) if near else []
    shingles = numpy.unique(hashed(words)) if len(words) >= FEWEST_WORDS else None
    day = datetime.fromisoformat(article.published).toordinal() if article.published else None
    return Print(sha256(article.text.encode()).digest(), day, frozenset(_TELLING.findall(lower)), shingles)


def hashed(words: Sequence[str]) -> Hashes:
    """The shingles of words, in order."""
    runs = (" ".join(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1))
    return numpy.fromiter((zlib.crc32(run.encode()) for run in runs), numpy.uint32)


def similarity(one: Print, other: Print) -> float:
    """The share of shingles that two texts have in common; 1 for the same text."""
    if one.sha256 == other.sha256:
        return 1.0
    if one.shingles is None or other.shingles is None:
        return 0.0
    common = len(numpy.intersect1d(one.shingles, other.shingles, assume_unique=True))
    return common / (len(one.shingles) + len(other.shingles) - common)


def may_be_copy(one: Print, original: Print) -> bool:
    """Whether nothing in or about `one` could make a fact that `original` does not have."""
    near_in_time = one.day is None or original.day is None or abs(one.day - original.day) <= DAYS_APART
    return near_in_time and one.telling <= original.telling


def puts_in_names(text: str, original: Print) -> bool:
    """Whether a text has names or numbers of its own amid what it has in common with an original.

    Not in a credit before or after it; and a whole sentence of its own begins with a capital anyway.
    """
    if original.shingles is None:
        return False
    found = list(_WORD.finditer(text))
    words = [match[0] for match in found]
    common = numpy.isin(hashed([word.lower() for word in words]), original.shingles)
    places = numpy.flatnonzero(numpy.convolve(common, numpy.ones(SHINGLE)) > 0).tolist()  # of the words in common
    first, last = places[0], places[-1]
    start = first if first <= CREDIT and ends(text[: found[first].start()]) else 0
    beyond = found[last + 1].start() if last + 1 < len(found) else len(text)
    stop = last if len(words) - last <= CREDIT and ends(text[:beyond]) else len(words)
    for before, after in itertools.pairwise([start - 1, *places, stop]):
        own = words[before + 1 : after]
        if any(word[0].isupper() or word[0].isdigit() for word in own[len(own) >= SENTENCE :]):
            return True
    return False


def ends(text: str) -> bool:
    """Whether a sentence, line or dateline ends there, or nothing has begun."""
    bare = text.rstrip(" \"“‘'(")
    return not bare or bare[-1] in "-–—.!?:)]”’\n"


class Sketch:
    """Makes of sorted shingles the keys of its bands: texts that are alike share at least one of them."""

    def __init__(self) -> None:
        from datasketch import MinHash

        self._blank = MinHash(num_perm=BANDS * ROWS, seed=1, hashfunc=int, scheme="affine32")

    def __call__(self, shingles: Hashes) -> list[int]:
        sketch = self._blank.copy()
        sketch.update_batch(shingles.tolist())
        rows = sketch.hashvalues.astype("<u4").reshape(BANDS, ROWS)
        return [_key(sha256(bytes([n]) + band.tobytes()).digest()) for n, band in enumerate(rows)]


def _key(digest: bytes) -> int:
    """A hash as a number that the database's integers hold."""
    return int.from_bytes(digest[:8], "little", signed=True)
