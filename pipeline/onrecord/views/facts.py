"""A record's facts as short lines that a person can read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.model import Agency, Date, Figure, Official, Quote, Record

_CALENDAR = re.compile(r"\d{4}(-\d{2}){0,2}(T.*)?")  # a day, a month or a year


class Fact(NamedTuple):
    """One fact in words: its family and what to call it, the article's own words, and what they mean."""

    family: str
    kind: str
    text: str
    meaning: str
    rule: str


def facts(record: Record) -> Iterator[Fact]:
    """The facts of a record, family by family, each in the order of the text."""
    for official in record.officials:
        yield Fact("officials", "official", _first(official), describe_official(official), official.rule)
    for agency in record.agencies:
        yield Fact("agencies", "agency", agency.mentions[0].text, describe_agency(agency), agency.rule)
    for person in record.people:
        yield Fact("people", "person", person.name, person.description or "", "")
    for date in record.dates:
        yield Fact("dates", date.type.lower(), date.text, describe_date(date), date.rule)
    for figure in record.figures:
        yield Fact("figures", "figure", figure.text, describe_figure(figure), figure.rule)
    for quote in record.quotes:
        yield Fact("quotes", f"{quote.kind} quote", quote.clean_text, describe_quote(quote), quote.rule)


def _first(official: Official) -> str:
    return (official.introduced or official.mentions[0]).text


def describe_official(official: Official) -> str:
    """Name, state of the office, and body."""
    state = " ".join(word for word, true in (("former", official.former), ("acting", official.acting)) if true)
    parts = (official.name, state, ", ".join(official.titles), official.organization, official.country)
    return "; ".join(part for part in parts if part)


def describe_agency(agency: Agency) -> str:
    """Canonical name with acronym, kind and country."""
    name = f"{agency.name} ({agency.acronym})" if agency.acronym and agency.acronym != agency.name else agency.name
    return "; ".join(part for part in (name, agency.type and agency.type.replace("_", " "), agency.country) if part)


def describe_date(date: Date) -> str:
    """The TIMEX3 value with its modifier, and the days that it covers where the value does not say so itself."""
    value = " ".join(part for part in (date.mod and date.mod.replace("_", " ").lower(), date.value) if part) or "?"
    says_so = date.value is not None and _CALENDAR.fullmatch(date.value)
    if says_so or not (date.begin or date.end):
        return value
    return f"{value} ({date.begin or '…'} to {date.end or '…'})"


def describe_figure(figure: Figure) -> str:
    """The number with its unit, and what is counted."""
    if figure.value is not None:
        number = f"{figure.value:,f}"
    elif figure.low is not None or figure.high is not None:
        number = f"{_number(figure.low)} to {_number(figure.high)}"
    else:
        number = "?"
    bound = "" if figure.bound == "exact" else figure.bound.replace("_", " ")
    unit = "" if figure.unit == "count" else figure.unit.replace("_", " ")
    per = f"per {figure.per}" if figure.per else ""
    amount = " ".join(part for part in (bound, number, unit, figure.counted, per) if part)
    return "; ".join(
        part
        for part in (amount, figure.change, figure.role if figure.role in ("from", "delta") else None, figure.time)
        if part
    )


def _number(value: object) -> str:
    return "…" if value is None else f"{value:,f}"


def describe_quote(quote: Quote) -> str:
    """Who said it, with which word."""
    source = quote.source_name or (quote.source.text if quote.source else "nobody named")
    return f"{source} ({quote.cue.text})" if quote.cue else source
