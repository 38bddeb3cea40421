"""Times of day: "4 p.m." T16:00, "noon" T12:00, "morning" TMO."""

from __future__ import annotations

from onrecord.normalize.reading import Evidence
from onrecord.normalize.timewords import PARTS, read_number

_NAMED = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}
_NIGHTLY = {"tonight": "night", "overnight": "night"}
_LATE = frozenset({"afternoon", "evening", "night"})


def time_of_day(evidence: Evidence) -> str | None:
    """What follows the day in a TIMEX3 value; None where the expression names no time."""
    part = evidence.get("part") or _NIGHTLY.get(evidence.get("deictic", ""))
    if "clock" in evidence:
        return _NAMED[evidence["clock"]]
    if "hour" not in evidence:
        return f"T{PARTS[part]}" if part else None
    hour = int(read_number(evidence["hour"]) or 0)
    half = evidence.get("meridian", "").replace(".", "")
    if half == "pm" or (not half and part in _LATE):
        hour = hour % 12 + 12
    elif half == "am" or part == "morning":
        hour %= 12
    return f"T{hour:02}:{int(evidence.get('minute', 0)):02}"
