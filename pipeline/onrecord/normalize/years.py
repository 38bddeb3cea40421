"""Years that do not begin in January: "the 2009-10 financial year" is 2009-04/2010-03 in Britain."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.normalize.reading import Evidence

FISCAL: Mapping[str, int] = {
    "GB": 4, "IN": 4, "CA": 4, "ZA": 4, "SG": 4, "HK": 4, "JP": 4, "AU": 7, "NZ": 7, "PK": 7, "BD": 7, "KE": 7,
    "UG": 7, "EG": 7, "US": 10,
}  # fmt: skip
"""ISO country -> the month in which its public accounts begin."""

SCHOOL: Mapping[str, tuple[int, int]] = {"US": (8, 6), "CA": (9, 6), "GB": (9, 7), "IE": (9, 6), "IN": (4, 3)}
"""ISO country -> the months in which its school year begins and ends."""


def split_year(evidence: Evidence) -> str | None:
    """The months from which and to which a year of two calendar years runs; None where the country is not known."""
    country = evidence.get("country", "")
    year = int(evidence["year"])
    if (year + 1) % 100 != int(evidence["second"]) % 100:
        return None
    if evidence["kind"] in ("school", "academic"):
        begin, end = SCHOOL.get(country, (0, 0))
    else:
        begin = FISCAL.get(country, 0)
        end = begin - 1
    return f"{year:04}-{begin:02}/{year + 1:04}-{end:02}" if begin else None
