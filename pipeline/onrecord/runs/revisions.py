"""Corrections and kill notices: what became of each version of a story, settled when all of an archive has been read.

Of the versions of a story the last one stands, and supersedes those before it. Where the last one is a notice that
cancels or withholds the story, none stands.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from onrecord.claims.identity import seal
from onrecord.model import Article, Claim, Frozen


class Standing(Frozen):
    """What became of a version: the id of the one that took its place, and whether it was taken back."""

    id: str
    superseded_by: str | None = None
    withdrawn: bool = False


class Version(NamedTuple):
    """A version of a story: its number if it has one, the moment of its publication, its place among all articles."""

    id: str
    number: int | None
    moment: float
    place: int
    usable: bool


class Revisions:
    """The versions that were read; they stand in a file, so that memory stays flat."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(
            """
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
            CREATE TABLE version (story TEXT, id TEXT, number INTEGER, moment REAL, place INTEGER PRIMARY KEY,
                                  usable INTEGER);
            CREATE INDEX story ON version (story);
            BEGIN;
            """
        )

    def close(self) -> None:
        """Forget everything."""
        self._db.close()

    def take(self, article: Article) -> bool:
        """Remember an article that is a version; whether another one of its story was read before."""
        own = article.revision
        if own is None:
            return False
        known = self._db.execute("SELECT 1 FROM version WHERE story = ? LIMIT 1", (own.story,)).fetchone()
        row = (own.story, article.id, own.version, moment(article.published), own.status == "usable")
        self._db.execute("INSERT INTO version VALUES (?, ?, ?, ?, NULL, ?)", row)
        return known is not None

    def standings(self) -> Iterator[Standing]:
        """What became of the versions that do not stand, story by story."""
        rows = self._db.execute("SELECT story, id, number, moment, place, usable FROM version ORDER BY story, place")
        for _, versions in groupby(rows, key=lambda row: row[0]):
            yield from settle([Version(*row[1:]) for row in versions])


def settle(versions: Sequence[Version]) -> Iterator[Standing]:
    """What became of the versions of one story that do not stand, in order."""
    ordered = in_order(versions)
    last = ordered[-1]
    for version in ordered:
        withdrawn = not (version.usable and last.usable)
        if version is not last or withdrawn:
            yield Standing(id=version.id, superseded_by=None if version is last else last.id, withdrawn=withdrawn)


def in_order(versions: Sequence[Version]) -> Sequence[Version]:
    """Versions by their numbers; where those do not tell, by when they were published, and then as they were read."""
    numbers = {version.number for version in versions}
    if None not in numbers and len(numbers) == len(versions):
        return sorted(versions, key=lambda version: version.number or 0)
    return sorted(versions, key=lambda version: (version.moment, version.number or 0, version.place))


def moment(published: str | None) -> float:
    """When something was published, as a number that grows; what is not dated comes first."""
    if published is None:
        return float("-inf")
    when = datetime.fromisoformat(published)
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()


@cache
def standings(path: Path) -> Mapping[str, Standing]:
    """The standings that a run has written down, by the id of the article."""
    with path.open("rb") as stream:
        return MappingProxyType({row.id: row for row in map(Standing.model_validate_json, stream)})


def mark(claims: Sequence[Claim], article: Article, known: Mapping[str, Standing]) -> Sequence[Claim]:
    """The claims of an article, new ones, with what became of it; those of one that is no version as they are."""
    if article.revision is None:
        return claims
    found = known.get(article.id) or Standing(id=article.id)
    return [seal(claim, superseded_by=found.superseded_by, withdrawn=found.withdrawn) for claim in claims]
