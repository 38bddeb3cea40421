"""Events with fixed days, which dates hang on: "the years since World War II". Their names are no dates themselves."""

from __future__ import annotations

from collections.abc import Mapping

_WW1, _WW2 = ("1914-07-28", "1918-11-11"), ("1939-09-01", "1945-09-02")
_SEPT_11 = ("2001-09-11", "2001-09-11")
_WALL, _SOVIET = ("1989-11-09", "1989-11-09"), ("1991-12-26", "1991-12-26")
_COVID = ("2020-03-11", "2023-05-05")

EVENTS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("world war i", "world war one", "the first world war", "wwi"), _WW1),
    **dict.fromkeys(("world war ii", "world war two", "the second world war", "wwii"), _WW2),
    **dict.fromkeys(
        ("the september 11 attacks", "the sept. 11 attacks", "the 9/11 attacks", "the september 11 terrorist attacks"),
        _SEPT_11,
    ),
    **dict.fromkeys(("the fall of the berlin wall", "the berlin wall fell"), _WALL),
    **dict.fromkeys(
        ("the collapse of the soviet union", "the fall of the soviet union", "the soviet union collapsed"), _SOVIET
    ),
    **dict.fromkeys(("the covid-19 pandemic", "the coronavirus pandemic", "the covid pandemic"), _COVID),
    "the american civil war": ("1861-04-12", "1865-04-09"), "the russian revolution": ("1917-03-08", "1917-11-07"),
    "the spanish civil war": ("1936-07-17", "1939-04-01"), "the great depression": ("1929-10-24", "1939-12-31"),
    "the partition of india": ("1947-08-15", "1947-08-15"), "partition": ("1947-08-15", "1947-08-15"),
    "the korean war": ("1950-06-25", "1953-07-27"), "the suez crisis": ("1956-10-29", "1957-03-08"),
    "the cuban missile crisis": ("1962-10-16", "1962-10-28"), "the vietnam war": ("1955-11-01", "1975-04-30"),
    "the six-day war": ("1967-06-05", "1967-06-10"), "the yom kippur war": ("1973-10-06", "1973-10-25"),
    "the iranian revolution": ("1978-01-07", "1979-02-11"), "the falklands war": ("1982-04-02", "1982-06-14"),
    "the chernobyl disaster": ("1986-04-26", "1986-04-26"), "the gulf war": ("1990-08-02", "1991-02-28"),
    "the cold war": ("1947-03-12", "1991-12-26"), "the rwandan genocide": ("1994-04-07", "1994-07-15"),
    "the good friday agreement": ("1998-04-10", "1998-04-10"), "hurricane katrina": ("2005-08-29", "2005-08-29"),
    "the invasion of iraq": ("2003-03-20", "2003-05-01"), "the fukushima disaster": ("2011-03-11", "2011-03-11"),
    "the brexit referendum": ("2016-06-23", "2016-06-23"),
}  # fmt: skip
"""Lower-case name, with the article that it takes -> its first and last day."""
