"""Dates: a Mention to its TIMEX3 value and the closed interval that it denotes.

The evidence holds the words that the grammar named (`month`, `day`, `shift`, `number`, `unit`, ...), the `form` that
says how to read them, and what the document pass decided: `base` (TIMEX3 value of the anchor; else the reference date),
`anchor`, `direction` (past, future, nearest, same), `year` (given or carried over), `open` (the end that stays open).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from onrecord.model import DateValue, Mention, Mod
from onrecord.normalize.calendar import calendar
from onrecord.normalize.durations import duration, every, span_of
from onrecord.normalize.edges import edge
from onrecord.normalize.holidays import SIGHTED
from onrecord.normalize.intervals import interval, months_to
from onrecord.normalize.reading import Evidence, Reading, first_day
from onrecord.normalize.relative import is_back, offset, unit
from onrecord.normalize.years import fiscal_interval

MODS: Mapping[str, Mod] = {
    "early": "START", "earlier": "START", "beginning": "START", "start": "START", "dawn": "START", "outset": "START",
    "turn": "START", "mid": "MID", "middle": "MID", "midst": "MID",
    "late": "END", "later": "END", "end": "END", "close": "END",
    "about": "APPROX", "around": "APPROX", "roughly": "APPROX", "approximately": "APPROX", "some": "APPROX",
    "nearly": "LESS_THAN", "almost": "LESS_THAN", "less": "LESS_THAN", "under": "LESS_THAN", "fewer": "LESS_THAN",
    "over": "MORE_THAN", "more": "MORE_THAN",
    "least": "EQUAL_OR_MORE", "most": "EQUAL_OR_LESS", "up": "EQUAL_OR_LESS", "within": "EQUAL_OR_LESS",
}  # fmt: skip
AGO_MODS: Mapping[str, Mod] = {"MORE_THAN": "BEFORE", "LESS_THAN": "AFTER"}
LATER_MODS: Mapping[str, Mod] = {"MORE_THAN": "AFTER", "LESS_THAN": "BEFORE"}
"""What "more than", "less than" mean of a time ago, and of a time later: further off, or not so far."""


def normalize_date(mention: Mention) -> DateValue | None:
    """What the temporal expression means against `mention.reference`; None where it is no date after all."""
    fields = read_date(mention)
    return None if fields is None else DateValue.model_validate(fields)


def read_date(mention: Mention) -> dict[str, Any] | None:
    """The same, as the fields of a DateValue."""
    evidence = mention.evidence
    base = _base(evidence, mention.reference)
    reading = FORMS[evidence["form"]](evidence, base)
    if reading is None:
        return None
    begin, end = _hung(evidence, base) if _hangs(evidence) else _closed(reading.value, evidence, base)
    return {
        "type": mention.label,
        "value": reading.value,
        "mod": _mod(evidence),
        "begin": begin,
        "end": end,
        "anchor": _anchor(evidence, base, reading.value),
        "candidates": reading.candidates,
        "conflict": reading.conflict,
    }


def timex_value(evidence: Evidence, reference: date | None) -> str | None:
    """The TIMEX3 value alone; None where there is none, or no date after all."""
    reading = FORMS[evidence["form"]](evidence, _base(evidence, reference))
    return reading.value if reading else None


def _base(evidence: Evidence, reference: date | None) -> str | None:
    return evidence.get("base") or (reference.isoformat() if reference else None)


def _closed(value: str | None, evidence: Evidence, base: str | None) -> tuple[str | None, str | None]:
    """The interval's ends as ISO dates, less the end that a "since" or "until" leaves open."""
    whole = _whole(value, evidence) if value else None
    if value is None or whole is None:
        return None, None
    found = edge(whole, _mod(evidence), evidence.get("mod", ""), first_day(base))
    if "side" in evidence:
        end_of = _mod(evidence) == "END"
        return _beside(whole if end_of else found, evidence["side"], "T" in value or end_of)
    open_end = evidence.get("open")
    return (
        None if open_end == "begin" else found[0].isoformat(),
        None if open_end == "end" else found[1].isoformat(),
    )


def _whole(value: str, evidence: Evidence) -> tuple[date, date] | None:
    if "until" in evidence:  # "the quarter ended March 31"
        last = interval(evidence["until"])
        return months_to(last[1], 3) if last else None
    if "fiscal" in evidence and "/" not in value:
        return fiscal_interval(value, evidence.get("country", ""))
    return interval(value, southern=bool(evidence.get("southern")))


def _beside(found: tuple[date, date], side: str, within: bool) -> tuple[str | None, str | None]:
    """What lies before a day begins or after it ends; or `within` its last day, for a time of day or a month's end."""
    step = timedelta(0 if within else 1)
    try:
        if side == "after":
            return (found[1] + step).isoformat(), None
        return None, (found[1] if within else found[0] - step).isoformat()
    except OverflowError:
        return None, None


def _hangs(evidence: Evidence) -> bool:
    return evidence["form"] == "duration" and "way" in evidence


def _hung(evidence: Evidence, base: str | None) -> tuple[str | None, str | None]:
    """The days that "two days before" another day are, or, of vague lengths, the side of it that they lie on."""
    found = interval(base) if base else None
    if found is None:
        return None, None
    if evidence["way"] == "until":
        return _ended(evidence, found[1])
    reading = (
        offset({**evidence, "form": "offset"}, base) if evidence["way"] != "since" and "upto" not in evidence else None
    )
    there = interval(reading.value) if reading and reading.value else None
    if there:
        return there[0].isoformat(), there[1].isoformat()
    if evidence["unit"].startswith(("hour", "minute", "second")) and evidence["way"] != "since":
        return found[0].isoformat(), found[1].isoformat()
    before = evidence["way"] == "before"
    return (None, found[0].isoformat()) if before else (found[1].isoformat(), None)


def _ended(evidence: Evidence, last: date) -> tuple[str | None, str | None]:
    """The length of time that ended on a day: "the nine months ended March 31"."""
    length = span_of(evidence)
    try:
        begin = (
            None if length is None else months_to(last, length[0])[0] if length[0] else last - timedelta(length[1] - 1)
        )
    except (ValueError, OverflowError):
        begin = None
    return begin.isoformat() if begin else None, last.isoformat()


def _anchor(evidence: Evidence, base: str | None, value: str | None) -> str | int | None:
    if _hangs(evidence):
        hung: str | int = evidence["anchor"]
        return hung
    if value is None or not value[0].isdigit():
        return None
    if "anchor" in evidence:
        anchor: str | int = evidence["anchor"]
        return anchor
    written = evidence["form"] == "reference" or {"year", "decade", "century"} & evidence.keys()
    return "text" if written else "published" if base else None


def _mod(evidence: Evidence) -> Mod | None:
    if evidence.get("holiday") in SIGHTED or evidence.get("holiday") in ("ramadan", "ramzan"):
        return "APPROX"
    words = (evidence.get("mod") or evidence.get("about") or "").replace("-", " ").split()
    mod = next((MODS[word] for word in words if word in MODS), None)
    if mod is None or evidence["form"] != "offset":
        return mod
    return (AGO_MODS if is_back(evidence.get("way", "")) else LATER_MODS).get(mod, mod)


def reference(evidence: Evidence, base: str | None) -> Reading | None:
    """ "now", "recently", "the future": PRESENT_REF, PAST_REF or FUTURE_REF, which the rule says."""
    return Reading(evidence["value"])


FORMS: Mapping[str, Callable[[Evidence, str | None], Reading | None]] = {
    "calendar": calendar,
    "unit": unit,
    "offset": offset,
    "duration": duration,
    "set": every,
    "reference": reference,
}
