"""Things that stand in a text, looked up by their place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from operator import itemgetter
from typing import Generic, TypeVar

from onrecord.model import Extent

T = TypeVar("T")


class Index(Generic[T]):
    """Things with their places, in the order of the text; a look-up costs the logarithm of how many there are."""

    def __init__(self, items: Iterable[tuple[Extent, T]]) -> None:
        rows = sorted([(place.start_char, place.end_char, thing) for place, thing in items], key=_BY_PLACE)
        self.rows = rows
        self.starts = [row[0] for row in rows]
        self.longest = max([row[1] - row[0] for row in rows], default=0)
        self._over: dict[tuple[int, int], list[T]] = {}  # the same place is asked for again and again

    def within(self, place: Extent) -> list[T]:
        """The things that stand inside a place, in order."""
        end = place.end_char
        first = bisect_left(self.starts, place.start_char)
        last = bisect_left(self.starts, end, first)
        return [row[2] for row in self.rows[first:last] if row[1] <= end] if first < last else []

    def over(self, place: Extent) -> list[T]:
        """The things that hold a place, the shortest first."""
        start, end = place.start_char, place.end_char
        found = self._over.get((start, end))
        if found is None:
            found = self._over[start, end] = self._find_over(start, end)
        return found

    def _find_over(self, start: int, end: int) -> list[T]:
        last = bisect_right(self.starts, start)
        first = bisect_left(self.starts, end - self.longest, 0, last)
        if first == last:
            return []
        around = [row for row in self.rows[first:last] if row[1] >= end]
        if len(around) > 1:
            around.sort(key=_length)
        return [row[2] for row in around]


_BY_PLACE = itemgetter(0, 1)


def _length(row: tuple[int, int, object]) -> int:
    return row[1] - row[0]
