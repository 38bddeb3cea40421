"""Dates: a Mention to its TIMEX3 value and the closed interval that it denotes.

The evidence holds the words that the grammar named (`month`, `day`, `shift`, `number`, `unit`, ...), the `form` that
says how to read them, and what the document pass decided: `base` (TIMEX3 value of the anchor; else the reference date),
`anchor`, `direction` (past, future, nearest, same), `year` (given or carried over), `open` (the end that stays open).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from onrecord.model import DateValue, Mention, Mod
from onrecord.normalize import holidays
from onrecord.normalize.intervals import interval, month_day
from onrecord.normalize.recurring import Option, pick, weekday_options, yearly_options
from onrecord.normalize.timewords import (
    DECADES,
    MONTHS,
    PARTS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    read_number,
    read_ordinal,
    read_year,
)

Evidence = Mapping[str, Any]

SHIFTS: Mapping[str, int] = {
    "last": -1, "past": -1, "previous": -1, "prior": -1, "preceding": -1,
    "this": 0, "current": 0, "that": 0, "same": 0, "present": 0, "the": 0,
    "next": 1, "coming": 1, "following": 1, "upcoming": 1, "forthcoming": 1,
}  # fmt: skip
MODS: Mapping[str, Mod] = {
    "early": "START", "earlier": "START", "beginning": "START", "start": "START", "dawn": "START", "outset": "START",
    "turn": "START", "mid": "MID", "middle": "MID", "midst": "MID",
    "late": "END", "later": "END", "end": "END", "close": "END",
    "about": "APPROX", "around": "APPROX", "roughly": "APPROX", "approximately": "APPROX", "some": "APPROX",
    "nearly": "LESS_THAN", "almost": "LESS_THAN", "less": "LESS_THAN", "under": "LESS_THAN", "fewer": "LESS_THAN",
    "over": "MORE_THAN", "more": "MORE_THAN",
    "least": "EQUAL_OR_MORE", "most": "EQUAL_OR_LESS", "up": "EQUAL_OR_LESS", "within": "EQUAL_OR_LESS",
}  # fmt: skip
POINT_MODS: Mapping[str, Mod] = {"MORE_THAN": "BEFORE", "LESS_THAN": "AFTER"}
"""What "more than", "less than" mean of a time ago: further back, or not so far."""


@dataclass(frozen=True)
class Reading:
    """A value, the values that lost against it, and what contradicts it."""

    value: str | None
    candidates: tuple[str, ...] = ()
    conflict: str | None = None


def normalize_date(mention: Mention) -> DateValue | None:
    """What the temporal expression means against `mention.reference`; None where it is no date after all."""
    evidence = mention.evidence
    base = evidence.get("base") or (mention.reference.isoformat() if mention.reference else None)
    reading = FORMS[evidence["form"]](evidence, base)
    if reading is None:
        return None
    begin, end = _closed(reading.value, evidence)
    return DateValue(
        type=mention.label,  # type: ignore[arg-type]  # the rules' labels are the four types
        value=reading.value,
        mod=_mod(evidence),
        begin=begin,
        end=end,
        anchor=_anchor(evidence, base, reading.value),
        candidates=reading.candidates,
        conflict=reading.conflict,
    )


def _closed(value: str | None, evidence: Evidence) -> tuple[str | None, str | None]:
    """The interval's ends as ISO dates, less the end that a "since" or "until" leaves open."""
    found = interval(value, southern=bool(evidence.get("southern"))) if value and "fiscal" not in evidence else None
    if found is None:
        return None, None
    open_end = evidence.get("open")
    return (
        None if open_end == "begin" else found[0].isoformat(),
        None if open_end == "end" else found[1].isoformat(),
    )


def _anchor(evidence: Evidence, base: str | None, value: str | None) -> str | int | None:
    if evidence["form"] in ("duration", "set", "reference") or value is None:
        return None
    if "anchor" in evidence:
        anchor: str | int = evidence["anchor"]
        return anchor
    if evidence["form"] == "calendar" and _is_explicit(evidence):
        return "text"
    return "published" if base else None


def _is_explicit(evidence: Evidence) -> bool:
    return bool({"year", "decade", "century"} & evidence.keys()) and "shift" not in evidence


def _mod(evidence: Evidence) -> Mod | None:
    words = (evidence.get("mod") or evidence.get("about") or "").replace("-", " ").split()
    mod = next((MODS[word] for word in words if word in MODS), None)
    return POINT_MODS.get(mod, mod) if mod and evidence["form"] == "offset" else mod


# The forms: (evidence, TIMEX3 value of the base) -> Reading, or None where it is no date.


def calendar(evidence: Evidence, base: str | None) -> Reading | None:
    """A place on the calendar, by names and numbers: day, month, year, weekday, season, holiday, time of day."""
    reading = _day_or_longer(evidence, base)
    time = _time_of_day(evidence)
    if reading is None or time is None or not reading.value:
        return reading
    return replace(reading, value=reading.value + time, candidates=tuple(c + time for c in reading.candidates))


def _day_or_longer(evidence: Evidence, base: str | None) -> Reading | None:
    if "century" in evidence:
        number = read_ordinal(evidence["century"])
        return Reading(f"{number - 1:02}") if number else None
    if "decade" in evidence:
        return _decade(evidence["decade"])
    if "yymd" in evidence:
        return _numeric(evidence)
    if "deictic" in evidence:
        return _deictic(evidence["deictic"], base)
    year = _year(evidence, base)
    if year is not None and not ({"month", "quarter", "half", "season", "holiday"} & evidence.keys()):
        return Reading(f"{year:04}")
    if year is None and base is None:
        return _unplaced(evidence)
    options = _options(evidence)
    if options is None:
        unit = "day" if _time_of_day(evidence) else evidence.get("unit", "day")
        return _unit(unit, SHIFTS[evidence.get("shift", "this")], base)
    if year is not None:
        found = options(year)
        return replace(_check_weekday(evidence, found)) if found else None
    return _pick(evidence, base, options)


def _pick(evidence: Evidence, base: str | None, options: Callable[[int], str | None]) -> Reading | None:
    """The year that direction and shift choose."""
    day = _first_day(base)
    if day is None:
        return _unplaced(evidence)
    if "weekshift" in evidence:
        day = _week_start(day) + timedelta(7 * SHIFTS[evidence["weekshift"]])
        return Reading((day + timedelta(WEEKDAYS[_plain(evidence["weekday"])] - 1)).isoformat())
    if "weekday" in evidence and "month" not in evidence and "day" not in evidence:
        choices: Iterator[Option] = weekday_options(day, WEEKDAYS[_plain(evidence["weekday"])])
        default = "past"
    else:
        choices, default = yearly_options(day, options), "nearest"
    chosen, losers = pick(
        list(choices), day, evidence.get("shift"), evidence.get("direction", default), evidence.get("near")
    )
    if chosen is None:
        return None
    return replace(_check_weekday(evidence, chosen), candidates=losers)


def _options(evidence: Evidence) -> Callable[[int], str | None] | None:
    """Year -> the TIMEX3 value that the expression has in that year; None where it names no part of a year."""
    if "holiday" in evidence:
        name = evidence["holiday"]
        return lambda year: holidays.day_of(name, year)
    if "quarter" in evidence:
        number = read_ordinal(evidence["quarter"])
        return lambda year: f"{year:04}-Q{number}" if number and number <= 4 else None
    if "half" in evidence:
        number = {"latter": 2, "last": 2}.get(evidence["half"]) or read_ordinal(evidence["half"])
        return lambda year: f"{year:04}-H{number}" if number and number <= 2 else None
    if "season" in evidence:
        season = SEASONS[evidence["season"]]
        return lambda year: f"{year:04}-{season}"
    if "month" in evidence:
        month = MONTHS[_plain(evidence["month"])] if evidence["month"][0].isalpha() else int(evidence["month"])
        if "day" not in evidence:
            return lambda year: f"{year:04}-{month:02}" if month <= 12 else None
        day = read_ordinal(evidence["day"]) or 0
        return lambda year: _existing(f"{year:04}-{month:02}-{day:02}")
    if "weekday" in evidence:
        return lambda year: None
    return None


def _existing(value: str) -> str | None:
    return value if interval(value) else None


def _plain(name: str) -> str:
    return name.rstrip(".").removesuffix("days") + ("day" if name.endswith("days") else "")


def _check_weekday(evidence: Evidence, value: str) -> Reading:
    day = _first_day(value)
    if "weekday" not in evidence or "day" not in evidence or day is None:
        return Reading(value)
    named = WEEKDAYS[_plain(evidence["weekday"])]
    if day.isoweekday() == named:
        return Reading(value)
    return Reading(value, conflict=f"{value} is a {day:%A}")


def _year(evidence: Evidence, base: str | None) -> int | None:
    """The year that the expression, or the document, states."""
    if "year" in evidence:
        return read_year(str(evidence["year"]))
    day = _first_day(base)
    if "yearshift" in evidence and day:
        return day.year + SHIFTS[evidence["yearshift"].split()[-1]]
    return None


def _unplaced(evidence: Evidence) -> Reading:
    """The value without a reference date: "XXXX-11", "XXXX-WXX-5"."""
    if "weekday" in evidence and "month" not in evidence:
        return Reading(f"XXXX-WXX-{WEEKDAYS[_plain(evidence['weekday'])]}")
    options = _options(evidence)
    value = options(2024) if options else None  # a leap year has every day
    return Reading("XXXX" + value[4:] if value and "holiday" not in evidence else None)


def _decade(words: str) -> Reading | None:
    if words in DECADES:
        return Reading(f"19{DECADES[words]}")
    digits = words.strip("'s")
    if len(digits) == 2:
        return Reading(f"{19 if digits > '20' else 20}{digits[0]}")
    return Reading(digits[:3])


def _numeric(evidence: Evidence) -> Reading | None:
    """Two numbers and a year: the order that the country writes, or both readings and no guess."""
    first, second, year = int(evidence["first"]), int(evidence["second"]), read_year(evidence["yymd"])
    month_first = _existing(f"{year:04}-{first:02}-{second:02}")
    day_first = _existing(f"{year:04}-{second:02}-{first:02}")
    order = evidence.get("order")
    readings = [v for v in (month_first, day_first) if v]
    if len(set(readings)) <= 1:
        return Reading(readings[0]) if readings else None
    if order == "mdy":
        return Reading(month_first, (day_first,)) if day_first else None
    if order == "dmy":
        return Reading(day_first, (month_first,)) if month_first else None
    return Reading(None, tuple(readings))


_DEICTIC = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1, "overnight": 0}


def _deictic(words: str, base: str | None) -> Reading | None:
    if words.startswith("the day"):
        return _unit("day", 2 if "after" in words else -2, base)
    return _unit("day", _DEICTIC[words], base)


def _time_of_day(evidence: Evidence) -> str | None:
    if "clock" in evidence:
        return {"noon": "T12:00", "midnight": "T24:00", "midday": "T12:00"}[evidence["clock"]]
    if "hour" not in evidence:
        part = evidence.get("part") or _NIGHTLY.get(evidence.get("deictic", ""))
        return f"T{PARTS[part]}" if part else None
    hour = int(read_number(evidence["hour"]) or 0)
    half = evidence.get("meridian", "").replace(".", "")
    if half == "pm" or evidence.get("part") in ("afternoon", "evening", "night"):
        hour = hour % 12 + 12
    elif half == "am" or evidence.get("part") == "morning":
        hour %= 12
    return f"T{hour:02}:{int(evidence.get('minute') or 0):02}"


_NIGHTLY = {"tonight": "night", "overnight": "night"}


def unit(evidence: Evidence, base: str | None) -> Reading | None:
    """ "last week", "the same month", "the end of the year": a unit of the calendar, counted from the base."""
    if "month" in evidence:  # "the week of March 4"
        named = calendar({**evidence, "form": "calendar"}, base)
        return _unit(evidence["unit"], 0, named.value) if named else None
    if evidence["unit"] == "weekend" and "direction" in evidence and SHIFTS[evidence.get("shift", "this")] == 0:
        return _weekend(base, evidence["direction"])
    return _unit(_unit_of(evidence["unit"]), SHIFTS[evidence.get("shift", "this").split()[-1]], base)


def _weekend(base: str | None, direction: str) -> Reading | None:
    """The weekend before or after the base, or the one around it."""
    day = _first_day(base)
    if day is None:
        return Reading(None)
    options = [Option(v, *found) for n in (-1, 0, 1) if (v := _moved("weekend", n, day)) and (found := interval(v))]
    chosen, losers = pick(options, day, None, direction)
    return Reading(chosen, losers)


def _week_start(day: date) -> date:
    return day - timedelta(day.isoweekday() - 1)


def _unit_of(word: str) -> str:
    return UNITS.get(word) or UNITS[word.removesuffix("s")]


def _unit(unit: str, count: int, base: str | None) -> Reading | None:
    day = _first_day(base)
    if day is None:
        return Reading(None)
    try:
        return Reading(_moved(unit, count, day))
    except (ValueError, OverflowError):
        return Reading(None)


def _moved(unit: str, count: int, day: date) -> str | None:
    """The TIMEX3 value, in the unit's grain, of the day that lies `count` units from `day`."""
    if unit in ("day", "night"):
        return (day + timedelta(count)).isoformat() + ("TNI" if unit == "night" else "")
    if unit in ("week", "weekend", "fortnight"):
        iso = (day + timedelta(count * (14 if unit == "fortnight" else 7))).isocalendar()
        return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return month_day(day, count).isoformat()[:7]
    if unit == "quarter":
        moved = month_day(day, 3 * count)
        return f"{moved.year:04}-Q{(moved.month + 2) // 3}"
    if unit == "year":
        return f"{month_day(day, 12 * count).year:04}"
    if unit == "decade":
        return f"{day.year // 10 + count:03}"
    if unit == "century":
        return f"{day.year // 100 + count:02}"
    return None


def _first_day(base: str | None) -> date | None:
    found = interval(base) if base else None
    return found[0] if found else None


_BACK = frozenset({"ago", "earlier", "before", "previously", "prior", "back"})


def offset(evidence: Evidence, base: str | None) -> Reading | None:
    """ "three weeks ago", "a year earlier", "two days later": in the grain of the unit, or of the anchor."""
    sign = -1 if evidence["way"].split()[0] in _BACK else 1
    number = read_number(evidence.get("number", "one" if not evidence["unit"].endswith("s") else ""))
    if number is None:
        return Reading("PAST_REF" if sign < 0 else "FUTURE_REF")
    unit = _unit_of(evidence["unit"])
    day = _first_day(base)
    if day is None or not base:
        return Reading(None)
    if number.denominator != 1 and unit in _IN_MONTHS:
        unit, number = "month", number * _IN_MONTHS[unit]
    if evidence.get("grain") == "anchor" and unit == "year":
        return Reading(f"{day.year + sign * int(number):04}{base[4:]}")
    return _unit(unit, sign * int(number), base)


_IN_MONTHS = {"year": 12, "decade": 120}
_DURATION: Mapping[str, tuple[str, int]] = {
    "second": ("TS", 1), "minute": ("TM", 1), "hour": ("TH", 1), "day": ("D", 1), "night": ("D", 1),
    "weekend": ("WE", 1), "week": ("W", 1), "fortnight": ("W", 2), "month": ("M", 1), "quarter": ("Q", 1),
    "year": ("Y", 1), "decade": ("Y", 10), "century": ("CE", 1), "millennium": ("ML", 1),
}  # fmt: skip
_HALVES = {"year": ("M", 12), "hour": ("TM", 60), "minute": ("TS", 60), "day": ("TH", 24), "decade": ("Y", 10)}


def duration(evidence: Evidence, base: str | None) -> Reading | None:
    """A length of time: "three days" P3D, "several months" PXM, "two and a half years" P2Y6M."""
    return Reading(_period(evidence))


def _period(evidence: Evidence) -> str | None:
    unit = _unit_of(evidence["unit"])
    if unit not in _DURATION:
        return None
    default = "" if evidence["unit"].endswith(("s", "ia")) else "one"
    number = None if "upto" in evidence else read_number(evidence.get("number", default))
    if number is None:
        return _iso_period("X", "DE" if unit == "decade" else _DURATION[unit][0])
    return _exact_period(number, unit)


def _exact_period(number: Fraction, unit: str) -> str:
    designator, size = _DURATION[unit]
    whole, rest = divmod(number, 1)
    if not rest:
        return _iso_period(str(whole * size), designator)
    if unit not in _HALVES:
        return _iso_period(str(float(number * size)), designator)
    smaller, count = _HALVES[unit]
    part = rest * count
    if part.denominator != 1:
        return _iso_period(str(float(number * size)), designator)
    head = _iso_period(str(whole * size), designator) if whole else ""
    tail = _iso_period(str(part), smaller)
    if designator == smaller:
        return _iso_period(str(whole * size + part), designator)
    return head + (tail.removeprefix("PT" if head.startswith("PT") else "P") if head else tail)


def _iso_period(amount: str, designator: str) -> str:
    time = "T" if len(designator) == 2 and designator[0] == "T" else ""
    return f"P{time}{amount}{designator.removeprefix(time)}"


def every(evidence: Evidence, base: str | None) -> Reading | None:
    """A set: "every Tuesday" XXXX-WXX-2, "each July" XXXX-07, "every three months" P3M, "a day" P1D."""
    if "adverb" in evidence:
        return Reading(ADVERBS[evidence["adverb"]])
    if "weekday" in evidence:
        part = f"T{PARTS[evidence['part']]}" if "part" in evidence else ""
        return Reading(f"XXXX-WXX-{WEEKDAYS[_plain(evidence['weekday'])]}{part}")
    if "month" in evidence or "season" in evidence:
        return _unplaced(evidence)
    if "part" in evidence:
        return Reading(f"XXXX-XX-XXT{PARTS[evidence['part']]}")
    if evidence["unit"] == "weekend":
        return Reading("XXXX-WXX-WE")
    number = {"other": "two"}.get(evidence.get("number", ""), evidence.get("number") or "one")
    return Reading(_period({**evidence, "number": number}))


ADVERBS: Mapping[str, str] = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W",
    "monthly": "P1M", "bimonthly": "P2M", "quarterly": "P1Q", "yearly": "P1Y", "annual": "P1Y", "annually": "P1Y",
    "biannual": "P6M", "biennial": "P2Y", "biennially": "P2Y",
    "weekends": "XXXX-WXX-WE", "weekdays": "XXXX-WXX-WD",
}  # fmt: skip


def reference(evidence: Evidence, base: str | None) -> Reading | None:
    """ "now", "recently", "the future": PRESENT_REF, PAST_REF or FUTURE_REF, which the rule says."""
    return Reading(evidence["value"])


def generic(evidence: Evidence, base: str | None) -> Reading | None:
    """ "today": the day, or our times."""
    return Reading("PRESENT_REF") if evidence.get("nowadays") else calendar(evidence, base)


FORMS: Mapping[str, Callable[[Evidence, str | None], Reading | None]] = {
    "calendar": calendar,
    "unit": unit,
    "offset": offset,
    "duration": duration,
    "set": every,
    "reference": reference,
    "generic": generic,
}
