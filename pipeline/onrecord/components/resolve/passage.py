"""Where in the text a date stands: its sentence, its paragraph, and between which quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.components.resolve.directions import of_the_day
from onrecord.model import Mention
from onrecord.normalize.relative import is_back

_FAR = 2  # years between publication and a time that is told, not reported
_QUOTED = re.compile(r'"[^"\n]{1,1000}"')


@dataclass(frozen=True)
class Known:
    """A date that has its value: `sentence` and `paragraph` are counted from the start of the text."""

    mention: Mention
    value: str
    sentence: int
    paragraph: int
    quoted: int = 0

    @property
    def tells(self) -> bool:
        """Whether a story can go on from it: a month or day with its year written, or one that goes on itself."""
        evidence = self.mention.evidence
        written = {"year", "month"} <= evidence.keys() and "anchor" not in evidence and self.value[:4].isdigit()
        later = evidence["form"] in ("unit", "offset") or not {"shift", "yearshift"}.isdisjoint(evidence)
        later = later and not is_back(evidence.get("way", ""))
        goes_on = later and len(self.value) >= len("1946-SU") and isinstance(evidence.get("anchor"), int)
        return written or goes_on or evidence.get("direction") == "onward"


def counts_of(found: list[Mention], starts: list[int]) -> list[int]:
    """For each mention, the index of the last start at or before it; both come in order."""
    out, at = [], 0
    for mention in found:
        while at + 1 < len(starts) and starts[at + 1] <= mention.start_char:
            at += 1
        out.append(at)
    return out


def quoted(text: str, found: Sequence[Mention]) -> list[int]:
    """For each mention, the number (from 1) of the quotation marks around it in its line; 0 outside of any.

    `text`: in plain view.
    """
    marks = [m.span() for m in _QUOTED.finditer(text)]
    starts = [start for start, _ in marks]
    places = ((bisect_right(starts, m.start_char), m.start_char) for m in found)
    return [n if n and at < marks[n - 1][1] else 0 for n, at in places]


def is_far(year: str, reference: date | None) -> bool:
    """Whether a year is told, and not reported: long over, or nobody knows. What is to come is no story."""
    return reference is None or reference.year - int(year) >= _FAR


def narrates(found: Sequence[Mention], reference: date | None) -> bool:
    """Whether a whole document tells the past: far years, and hardly a date that counts from a reporter's day."""
    far = near = 0
    for mention in found:
        year = str(mention.evidence.get("year", ""))
        if of_the_day(mention.evidence):
            near += 1
        elif year and (not year.isdigit() or is_far(year, reference)):
            far += 1
        elif year:
            near += 1
    return far >= 3 and far > 4 * near
