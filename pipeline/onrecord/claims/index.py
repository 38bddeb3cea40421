"""Things that stand in a text, looked up by their place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
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
        self.reach = list(accumulate([row[1] for row in rows], max))  # where those up to this one end at the most
        self._over: dict[tuple[int, int], list[T]] = {}  # the same place is asked for again and again

    def within(self, place: Extent) -> list[T]:
        """The things that stand inside a place, in order."""
        end, starts = place.end_char, self.starts
        first = bisect_left(starts, place.start_char)
        if first == len(starts) or starts[first] >= end:
            return []
        return [row[2] for row in self.rows[first : bisect_left(starts, end, first)] if row[1] <= end]

    def over(self, place: Extent) -> list[T]:
        """The things that hold a place, the shortest first."""
        start, end = place.start_char, place.end_char
        last = bisect_right(self.starts, start)
        if not last or self.reach[last - 1] < end:
            return []
        found = self._over.get((start, end))
        if found is None:
            found = self._over[start, end] = self._find_over(last, end)
        return found

    def _find_over(self, last: int, end: int) -> list[T]:
        """Of the things before `last`, those that end at `end` or behind it."""
        around, first = [], last
        while first and self.reach[first - 1] >= end:
            first -= 1
            if self.rows[first][1] >= end:
                around.append(self.rows[first])
        if len(around) > 1:
            around.reverse()
            around.sort(key=_length)
        return [row[2] for row in around]


_BY_PLACE = itemgetter(0, 1)


def _length(row: tuple[int, int, object]) -> int:
    return row[1] - row[0]
