"""Things that stand in a text, looked up by their place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Generic, TypeVar

from onrecord.model import Extent

T = TypeVar("T")


class Index(Generic[T]):
    """Things with their places, in the order of the text; a look-up costs the logarithm of how many there are."""

    def __init__(self, items: Iterable[tuple[Extent, T]]) -> None:
        rows = sorted(((place.start_char, place.end_char, thing) for place, thing in items), key=lambda row: row[:2])
        self.rows = rows
        self.starts = [start for start, _, _ in rows]
        self.longest = max((end - start for start, end, _ in rows), default=0)

    def within(self, place: Extent) -> list[T]:
        """The things that stand inside a place, in order."""
        first, last = bisect_left(self.starts, place.start_char), bisect_left(self.starts, place.end_char)
        return [thing for _, end, thing in self.rows[first:last] if end <= place.end_char]

    def over(self, place: Extent) -> list[T]:
        """The things that hold a place, the shortest first."""
        end = place.end_char
        first, last = bisect_left(self.starts, end - self.longest), bisect_right(self.starts, place.start_char)
        around = [row for row in self.rows[first:last] if row[1] >= end]
        if len(around) > 1:
            around.sort(key=lambda row: row[1] - row[0])
        return [thing for _, _, thing in around]
