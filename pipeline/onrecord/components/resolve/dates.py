"""Picks the year and direction of dates that the article leaves open.

The dates of a document are decided in order, each with the ones before in mind. A decision is plain evidence:
`base` and `anchor` (what a relative date counts from), `year` (carried over from another date), `direction`, `grain`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spacy.tokens import Doc

from onrecord.components.family import mentions, set_mentions
from onrecord.components.resolve.anchors import hang
from onrecord.components.resolve.directions import dated, direction, explicit, forward
from onrecord.components.resolve.passage import DAY, MEMORY, Known, Story, counts_of, is_far, narrates, quoted
from onrecord.components.resolve.quarters import (
    ENDED,
    ONE_YEAR_FOR_ALL,
    of_a_company,
    on_months,
    set_against,
    spoken_of,
)
from onrecord.components.resolve.reference import numeric_order, reference
from onrecord.components.surface import sentence_starts, text_of
from onrecord.model import Mention
from onrecord.normalize.dates import timex_value
from onrecord.normalize.relative import is_back
from onrecord.normalize.view import view

Evidence = Mapping[str, Any]
Decision = dict[str, Any]

_TOLD = frozenset({"that", "same", "following", "preceding"})
_THAT = frozenset({"that", "the same", "the following", "the next"})
_PARTS_OF_YEAR = frozenset({"month", "quarter", "half", "season", "holiday"})
_CONNECTOR = re.compile(r"(?: ?- ?|,? (?:to|and|or|through|until|till) |, )")
_RANGE = re.compile(r" ?(?:-|to|and|or|until|till|\() ?")
_BOUNDS = frozenset({"since", "until", "till", "before", "after", "than"})
_COMPARED = frozenset({"from", "than", "with", "to"})
_YEAR = re.compile(r"\d{4}")
_SOUTHERN = frozenset("AU NZ ZA ZW ZM BW NA MZ AR CL UY PY BR PE BO".split())
_BASE = re.compile(r"\b(?:from|than|against|with) [^ \n]+(?: [a-z]+)?[ ,]$")
_BASE_REACH = 60  # characters before a time in which what it is the base of stands
_BREAK = re.compile(r"\n\s*")
_FRONTED = frozenset({"In", "During", "For", "Throughout", '"In'})
_FRONT = 12  # characters in which the word before a fronted year has room
_NEAR = 45  # days within which the nearest month and day is meant, whatever the verb says
_SOON = 31  # days within which a month is near, of what a noun tells: "he told of a cutback in September"
_AROUND = 300  # characters of a sentence that say whose fiscal year it is
_LATE = 10  # the month from which on "the new year" is the next one
_CONTRAST = 2  # sentences between a past time and the "today" that is set against it


def resolve_dates(doc: Doc) -> None:
    """Write the decisions into the evidence of `doc.spans["dates"]`."""
    found = mentions(doc, "dates")
    if found:
        set_mentions(doc, "dates", Resolver(doc, found).resolved())


class Resolver:
    """One pass over the dates of a document that remembers the dates before."""

    def __init__(self, doc: Doc, found: list[Mention]) -> None:
        self.doc = doc
        self.found = found
        self.text = view(text_of(doc))
        self.reference, self.stated = reference(doc, found)
        self.known: list[Known] = []
        self.starts = sentence_starts(doc)
        self.sentences = counts_of(found, self.starts)
        self.paragraphs = counts_of(found, [0] + [m.end() for m in _BREAK.finditer(self.text)])
        self.quoted = quoted(self.text, found)
        self.narrative = narrates(found, self.reference)
        self.story = Story(found, self.known, self.sentences, self.paragraphs, self.reference, self.narrative)
        self.country: str | None = doc._.country
        self.order = numeric_order(self.country, found)
        self.places = [m.start_char for m in found]
        self.said: dict[int, Decision] = {}
        for quote in mentions(doc, "quotes"):
            self._count_from_day_said(quote.evidence)

    def resolved(self) -> list[Mention]:
        """The mentions with their decisions."""
        return hang(self.doc, self.text, [self._resolve(i, mention) for i, mention in enumerate(self.found)])

    def _resolve(self, i: int, mention: Mention) -> tuple[Mention, str | None]:
        decision = self._decision(i, mention)
        decided = mention.known(decision) if decision else mention
        value = timex_value(decided.evidence, self.reference)
        if value and value[0].isdigit():
            self.known.append(Known(decided, value, self.sentences[i], self.paragraphs[i], self.quoted[i]))
        return decided, value

    def _decision(self, i: int, mention: Mention) -> Decision:
        evidence = mention.evidence
        stated: Decision = {}
        if i in self.said:
            stated = self.said[i]
        elif self.stated and evidence["form"] not in ("duration", "set", "reference") and not explicit(evidence):
            stated = {"base": self.stated.value, "anchor": "dateline"}
        decide = {
            "calendar": self._calendar,
            "unit": self._unit,
            "offset": self._offset,
        }.get(evidence["form"])
        return {**stated, **self._country(i, evidence), **decide(i, evidence)} if decide else {}

    def _count_from_day_said(self, quote: Evidence) -> None:
        """Dates in direct speech count from the day on which it was said, where the article tells that day."""
        if "when" not in quote or quote["kind"] == "indirect":
            return
        day = next(iter(self._within(quote["when"])), None)
        value = self._value(day, self.found[day]) if day is not None else None
        if day is None or value is None or not DAY.fullmatch(value):
            return
        for at in quote["content"]:
            for i in self._within(at):
                if i != day and not explicit(self.found[i].evidence):
                    self.said[i] = {"base": value[:10], "anchor": self.found[day].start_char}

    def _within(self, place: Sequence[int]) -> range:
        """The indexes of the dates that start in a place."""
        return range(bisect_left(self.places, place[0]), bisect_left(self.places, place[1]))

    def _value(self, i: int, mention: Mention) -> str | None:
        return timex_value({**mention.evidence, **self._decision(i, mention)}, self.reference)

    def _country(self, i: int, evidence: Evidence) -> Decision:
        """Whose holiday or fiscal year it is, and on which half of the globe the season."""
        if {"holiday", "kind", "fiscal"} & evidence.keys() and self.country:
            own = "holiday" not in evidence and self.country not in ONE_YEAR_FOR_ALL
            return {} if own and of_a_company(self._sentence(i)) else {"country": self.country}
        return {"southern": 1} if "season" in evidence and self.country in _SOUTHERN else {}

    def _sentence(self, i: int) -> str:
        """The sentence of a date, of which no more than stands near."""
        at, place = self.sentences[i], self.places[i]
        end = self.starts[at + 1] if at + 1 < len(self.starts) else len(self.text)
        return self.text[max(self.starts[at], place - _AROUND) : min(end, place + _AROUND)]

    def _before(self) -> Iterator[Known]:
        """The dates before, the last one first."""
        return reversed(self.known[-MEMORY:])

    # calendar: the year, the direction, or the day of a time

    def _calendar(self, i: int, evidence: Evidence) -> Decision:
        if "sep" in evidence:
            return {"order": self.order} if self.order else {}
        if "period" in evidence:
            quarter = self._on_quarter(i)
            return {"quarter": quarter.value[-1]} if quarter else {}
        if "habit" in evidence:
            return self._nowadays(i)
        if evidence.get("yearshift") in _THAT:
            return self._anchored(i, "year", reach=3) or {"adrift": 1}
        if "plusunit" in evidence:
            return {"direction": "past" if "back" in evidence else "future"}
        if explicit(evidence) or {"yearshift", "deictic", "monthshift"} & evidence.keys():
            return {}
        if "quarter" in evidence and (ended := self._ended(i)):
            return {**ended, "year": ended["until"][:4]}
        if _PARTS_OF_YEAR & evidence.keys():
            if "shift" in evidence:
                return self._anchored(i, "month", reach=3) if evidence["shift"] in _TOLD else {}
            return (
                self._governed(i, evidence)
                or self._partnered(i)
                or self._carried(i, evidence)
                or self._pointed(evidence)
            )
        if "weekday" in evidence:
            told = self.story.told(i) if self.narrative else None
            if told and "shift" not in evidence:
                return {"base": told.value, "anchor": told.mention.start_char, "direction": "future"}
            way = direction(evidence)
            quoted = way == "nearest" and self.quoted[i] and evidence.get("tense") in ("present", "")
            way = "future" if quoted else way  # "and come back on Friday"
            weak = quoted or (way == "future" and evidence.get("tense") in ("past", "infinitive"))
            return {"direction": "past" if way == "nearest" else way, **({"near": 1} if weak else {})}
        if "day" in evidence:
            return self._in_month(i, evidence)
        if {"hour", "clock", "part"} & evidence.keys() and "shift" not in evidence:
            return self._same_day(i)
        return {}

    def _nowadays(self, i: int) -> Decision:
        """ "In 1950 ships called daily. Today trucks do": the time set against a past one is no day."""
        for known in self._before():
            then = self.sentences[i] - known.sentence <= _CONTRAST and is_far(known.value[:4], self.reference)
            return {"nowadays": 1} if then else {}
        return {}

    def _governed(self, i: int, evidence: Evidence) -> Decision:
        """A fronted "In 2022," governs the bare months after it in its sentence, but for compared ones."""
        if evidence.get("prep") in _COMPARED:
            return {}
        for known in self._before():
            if known.sentence != self.sentences[i]:
                break
            first = self.starts[known.sentence]
            near = known.mention.start_char - first <= _FRONT
            if (
                near
                and _YEAR.fullmatch(known.value)
                and self.text[first : known.mention.start_char].strip() in _FRONTED
            ):
                return {"year": known.value, "anchor": known.mention.start_char}
        return {}

    def _partnered(self, i: int) -> Decision:
        """The year of "March to May 2021" and "May, June and July 2021" stands at the end."""
        for j in range(i + 1, min(i + 12, len(self.found))):
            partner = self.found[j]
            between = self.text[self.found[j - 1].end_char : partner.start_char]
            if "month" not in partner.evidence or not _CONNECTOR.fullmatch(between):
                break
            if "year" in partner.evidence:
                return {"year": partner.evidence["year"], "anchor": partner.start_char}
        return {}

    def _carried(self, i: int, evidence: Evidence) -> Decision:
        """A passage that tells the past takes the year from the date before, and moves forward."""
        told = self.story.told(i)
        if told is None or "quarter" in evidence or (not self.narrative and forward(evidence)):
            return {}
        return {"base": told.value, "anchor": told.mention.start_char, "direction": "onward"}

    def _pointed(self, evidence: Evidence) -> Decision:
        """By the verb's tense and the words that look forward."""
        way = direction(evidence)
        if "half" in evidence:
            return {"direction": "over" if way == "past" else way}
        if {"day", "holiday", "quarter"} & evidence.keys():
            over = evidence.get("prep") == "since" or ("quarter" in evidence and way == "past")
            return {"direction": way, "near": 0 if over else _NEAR}
        by = evidence.get("prep") in ("by", "through") and evidence.get("tense") != "past"
        loose = {"near": _SOON} if "loose" in evidence and "month" in evidence else {}
        return {"direction": "future" if by else way, **loose}

    def _in_month(self, i: int, evidence: Evidence) -> Decision:
        """ "the 14th" follows the day with its month before it in the text."""
        for known in self._before():
            if self.sentences[i] - known.sentence > 1:
                break
            if DAY.fullmatch(known.value) and "month" in known.mention.evidence:
                return {"base": known.value, "anchor": known.mention.start_char, "direction": "future"}
        return {"direction": direction(evidence)}

    def _same_day(self, i: int) -> Decision:
        """A time without a day belongs to the day that its sentence named, or that the end of its range names."""
        if i + 1 < len(self.found) and "hour" in self.found[i].evidence:
            partner = self.found[i + 1]
            between = self.text[self.found[i].end_char : partner.start_char]
            day = self._value(i + 1, partner) if _RANGE.fullmatch(between) and dated(partner.evidence) else None
            if day and DAY.fullmatch(day):
                return {"base": day[:10], "anchor": partner.start_char}
        return self._day_told(i)

    def _day_told(self, i: int) -> Decision:
        """The day of its sentence; of a past time, also that of the sentence before; of a story, the last one."""
        reach = 1 if self.found[i].evidence.get("tense") == "past" else 0
        for known in self._before():
            if self.sentences[i] - known.sentence > reach and not self.narrative:
                break
            compared = known.mention.evidence.get("prep") in _BOUNDS  # "at 1015 GMT, the lowest since Oct. 27"
            if DAY.fullmatch(known.value) and not compared:
                return {"base": known.value[:10], "anchor": known.mention.start_char}
        return {}

    # units and offsets

    def _unit(self, i: int, evidence: Evidence) -> Decision:
        if "month" in evidence:  # "the week of March 4"
            return self._calendar(i, evidence)
        if evidence.get("unit") == "period":
            quarter = self._on_quarter(i)
            return {"base": quarter.value, "anchor": quarter.mention.start_char} if quarter else {"adrift": 1}
        shift = evidence.get("shift", "").split()
        the_next = shift[-1:] == ["next"] and "after" not in shift and "the next" in self.found[i].text.lower()
        if the_next or shift[-1:] in (["that"], ["same"], ["following"], ["previous"], ["preceding"]):
            anchored = self._anchored(i, evidence.get("unit", "day"), reach=3)
            return anchored or ({} if shift[-1] == "previous" else {"adrift": 1})
        if "unit" not in evidence:
            return {}
        if shift == ["new"]:
            return {"shift": "next" if forward(evidence) or self._closes(evidence) else "this"}
        if evidence["unit"] == "quarter" and evidence.get("shift") != "last":
            return self._the_quarter(i, evidence)
        if evidence["unit"] == "weekend":
            return {
                "direction": "future"
                if forward(evidence)
                else "past"
                if evidence.get("tense") == "past" or not shift
                else "same"
            }
        if self.narrative and not shift:
            return self._anchored(i, evidence["unit"], reach=3)
        return {}

    def _closes(self, evidence: Evidence) -> bool:
        """Whether "the new year" is the next one: no past is told, late in the year."""
        late = self.reference is not None and self.reference.month >= _LATE
        return late and evidence.get("tense") != "past"

    def _the_quarter(self, i: int, evidence: Evidence) -> Decision:
        """The quarter up to a day; or the one that the text spoke of before; or, of the past, the last that is over."""
        if ended := self._ended(i):
            fiscal = self._on_quarter(i)  # its name is the company's own: the fiscal first quarter ended in September
            return {**ended, "base": fiscal.value} if fiscal and "fiscal" in fiscal.mention.evidence else ended
        quarter = self._on_quarter(i) if "shift" not in evidence else None
        if quarter:
            return {"base": quarter.value, "anchor": quarter.mention.start_char}
        return {"direction": "before"} if "shift" not in evidence and evidence.get("tense") == "past" else {}

    def _on_quarter(self, i: int) -> Known | None:
        """The quarter that the text is on, if it has not gone on to "the first nine months"."""
        quarter = spoken_of(self._before())
        return quarter if quarter and quarter.mention.start_char >= on_months(self.found, i) else None

    def _ended(self, i: int) -> Decision:
        """The last day of "the quarter ended March 31"."""
        mention, partner = self.found[i], self.found[i + 1] if i + 1 < len(self.found) else None
        if partner is None or not ENDED.fullmatch(self.text, mention.end_char, partner.start_char):
            return {}
        value = self._value(i + 1, partner) if "month" in partner.evidence else None
        return {"until": value, "anchor": partner.start_char} if value and value[0].isdigit() else {}

    def _offset(self, i: int, evidence: Evidence) -> Decision:
        if "beside" in evidence:
            return {"adrift": 1}  # until it is known what it lies beside
        way, unit = evidence["way"].split()[0], evidence["unit"]
        if unit == "year" and way in ("ago", "earlier", "before", "last"):
            compared = self._compared(i, way)
            if compared:
                return {"base": compared.value, "anchor": compared.mention.start_char, "grain": "anchor"}
        if way in ("ago", "from", "hence"):
            return {}
        backward = is_back(way)
        over = backward and self._is_base(i)
        return self._anchored(i, unit, reach=2, backward=backward, over=over) or ({} if backward else {"adrift": 1})

    def _compared(self, i: int, way: str) -> Known | None:
        """What "a year earlier" is set against, if no "first nine months" have come between."""
        known = set_against(self._before(), self.sentences[i], way)
        return known if known and known.mention.start_char >= on_months(self.found, i) else None

    def _is_base(self, i: int) -> bool:
        """Whether something is compared with what it was then: "up from 69% a day earlier"."""
        return bool(_BASE.search(self.text, max(0, self.places[i] - _BASE_REACH), self.places[i]))

    def _anchored(self, i: int, unit: str, reach: int, *, backward: bool = False, over: bool = False) -> Decision:
        """The last date, not further back than `reach` sentences, that is as fine as the unit; if `over`, a past one.

        Of two steps back in a row ("a year earlier"), the second starts where the first did.
        """
        fine = DAY if unit in ("day", "night", "week", "hour", "minute", "days", "hours", "weeks") else None
        for known in self._before():
            if self.sentences[i] - known.sentence > reach:
                break
            if known.mention.evidence.get("grain") == "anchor":
                continue  # "a year earlier" is only set against what the text is on
            elsewhere = known.quoted and known.quoted != self.quoted[i]  # what somebody says is no part of the story
            if elsewhere or (known.mention.evidence["form"] == "offset" and backward):
                continue
            if over and self.reference and known.value[:10] > self.reference.isoformat():
                continue
            if fine is None or fine.fullmatch(known.value):
                return {"base": known.value, "anchor": known.mention.start_char}
        return {}
