"""Where in the text a date stands: its sentence, its paragraph, and between which quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from onrecord.components.resolve.directions import of_the_day
from onrecord.model import Mention
from onrecord.normalize.dates import normalize_date
from onrecord.normalize.relative import is_back

_FAR = 2  # years between publication and a time that is told, not reported
MEMORY = 40
"""How many dates are remembered when one looks back."""

DAY = re.compile(r"\d{4}-\d\d-\d\d.*")
"""A TIMEX3 value that is a day of the calendar, or a time of one."""

_LONG = 6  # dates in a row that make a story which goes on over a new paragraph
_CLOSE = 3  # sentences from one date of a story to the next
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


@dataclass(frozen=True)
class Story:
    """The passage that the dates before tell, if it narrates what lies far from the article's own date.

    `found`: all dates of the document; `known`: those that have their value, which grow as they are read; `sentences`,
    `paragraphs`: for each date, the index of its own; `narrative`: whether the whole document tells the past.
    """

    found: Sequence[Mention]
    known: Sequence[Known]
    sentences: Sequence[int]
    paragraphs: Sequence[int]
    reference: date | None
    narrative: bool

    def told(self, i: int) -> Known | None:
        """The date before, if this passage narrates what lies far from the article's own date."""
        if self.narrative:
            return self.known[-1] if self.known else None
        story = self._story()
        told = [known for known in story[-2:] if self._is_close(known, i)]
        if len(told) == 2 and told[0].value <= told[1].value:
            return told[1]
        if story and DAY.fullmatch(story[0].value) and self.found[i].evidence.get("tense") == "past":
            near = self._is_close(story[-1], i) and self.sentences[i] - story[-1].sentence <= 1
            return story[-1] if near or self._goes_on(story, i) else None
        return None

    def _story(self) -> list[Known]:
        """The last dates in a row that tell what is far."""
        before = takewhile(
            lambda known: known.tells and is_far(known.value[:4], self.reference), reversed(self.known[-MEMORY:])
        )
        return list(before)[::-1]

    def _goes_on(self, story: Sequence[Known], i: int) -> bool:
        """Whether a new paragraph goes on with the story: it is long, or the day's weekday falls right in its year."""
        if self.paragraphs[i] > story[-1].paragraph + 1:
            return False
        weekday = {"weekday", "month", "day"} <= self.found[i].evidence.keys()
        return self._falls_in(story[-1].value[:4], i) if weekday else len(story) >= _LONG

    def _falls_in(self, year: str, i: int) -> bool:
        mention = self.found[i]
        value = normalize_date(mention.known({"year": year}))
        return value is not None and value.conflict is None

    def _is_close(self, known: Known, i: int) -> bool:
        return known.paragraph == self.paragraphs[i] and self.sentences[i] - known.sentence <= _CLOSE
