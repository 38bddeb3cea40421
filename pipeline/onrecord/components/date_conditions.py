"""Whether a match of the grammar is a date at all: the conditions that a rule may name in `needs`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from onrecord.components.date_place import NO_PHRASE, PREPOSITIONS, Place

_ABBREVIATED = frozenset({"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"})


_IN = frozenset("in during for over of by at since until till within through throughout from before after".split())
_TITLES = frozenset("mr mrs ms dr miss prime minister president secretary senator sen rep judge lord lady".split())


_PAPERS = frozenset("times telegraph mirror express herald post mail tribune magazine".split())
_NUMBERED = frozenset(
    "page pages route room flight section no nos number rule suite highway road box lot building model article "
    "line".split()
)
_QUANTIFIED = frozenset("some about nearly over than least almost around roughly approximately".split())


def _month(place: Place) -> bool:
    """A bare month, and no verb or person of that name."""
    if place.names_street() or (place.before == "the" and place.after in ("for", "on", "of", "against")):
        return False
    if place.before in PREPOSITIONS or place.before in ("last", "next", "this") or len(place.groups) > 1:
        return True
    last = place.span[-1]
    if last.ent_type_ == "PERSON" or last.tag_ == "MD" or place.before.rstrip(".") in _TITLES:
        return False
    if last.text in place.source.surnames:
        return False
    if place.groups["month"] not in ("may", "march", "mar", "april", "june", "august", "jan"):
        return True
    name_before = place.before != "the" and place.text[place.start - len(place.before) - 1 : place.start][:1].isupper()
    alone = not (name_before or place.followed_by_name)
    return alone and last.tag_ in ("NNP", "NN", "") and last.ent_type_ in ("DATE", "")


def _year(place: Place) -> bool:
    """Four digits that are a year: not a quantity of something."""
    if len(place.groups) > 1 or place.end - place.start > 4:
        return True
    year = int(place.groups["year"])
    if place.before in _NUMBERED or (place.before in _QUANTIFIED and (year % 100 == 0 or year < 1900)):
        return False
    if (
        place.after in _UNITS_OF_MEASURE
        or place.after.startswith("model")
        or (place.after in _MAKES and place.followed_by_name)
    ):
        return False
    if place.before in _IN or place.before in ("and", "to", "the", "early", "late"):
        return year >= 1500 or place.before in ("in", "since", "from", "of", "until", "by")
    if not 1700 <= year <= 2100:
        return False
    following = place.source.doc[place.span.end] if place.span.end < len(place.source.doc) else None
    counted = following is not None and following.tag_ == "NNS" and year % 100 == 0
    return not counted


_UNITS_OF_MEASURE = frozenset(
    "people men women kilograms kg kilometers kilometres km meters metres miles feet tons tonnes pounds dollars euros "
    "percent per hours days weeks months years points votes votes jobs degrees calories grams liters litres gallons "
    "barrels acres hectares square mph megawatts mw watts rupees yen train service ferry".split()
)


_MAKES = frozenset(  # "a 2024 Honda" is a model year
    "acura audi bentley bmw boeing buick cadillac cessna chevrolet chevy chrysler citroen dodge ducati ferrari fiat "
    "ford freightliner gmc harley harley-davidson holden honda hummer hyundai infiniti isuzu jaguar jeep kawasaki kia "
    "lamborghini land lexus lincoln mahindra maruti maserati mazda mercedes mercedes-benz mercury mg mini mitsubishi "
    "nissan opel peterbilt peugeot plymouth pontiac porsche ram range renault rivian rolls-royce saab saturn skoda "
    "subaru suzuki tata tesla toyota vauxhall volkswagen volvo vw yamaha".split()
)


def _weekday(place: Place) -> bool:
    name = place.groups["weekday"].rstrip(".")
    if name in _ABBREVIATED:
        dated = {"month", "hour", "part"} & place.groups.keys() or place.groups.get("shift") in ("last", "next")
        return bool(dated) or place.before in ("on", "until", "by", "since", "from")
    paper = place.after in _PAPERS and place.followed_by_name
    return place.before not in _TITLES and not paper and not place.names_street()


def _season(place: Place) -> bool:
    if place.groups.keys() == {"season"} and not place.low.startswith("the", place.start):
        return place.before in ("in", "by", "until", "till", "since") and _no_noun(place)  # "due in spring"
    return (place.before in _IN or place.before == "into") and place.after not in ("of", "from")


_SUM = re.compile(r" of [$£€]?[0-9]")  # "a loss for the third quarter of $2 million"
_RECORD = re.compile(r"(?:record|high|low|best|worst|highest|lowest|average|normal|usual) for $")


def _in(place: Place) -> bool:
    """After a preposition, no part of a compound, and no relative clause that says which one."""
    if place.low[place.end : place.end + 1] == "-" or (place.groups.get("unit") == "year" and _ended(place)):
        return False
    if _RECORD.search(place.low, max(0, place.start - 20), place.start):
        return False  # "a record for the month": for any month of that name
    return place.before in _IN and place.after not in ("that", "when", "of", "before", "after", "old", "ending")


def _unit(place: Place) -> bool:
    unit, shift = place.groups["unit"], place.groups["shift"].split()[-1]
    the = re.search(r"\bthe [a-z]+ [a-z]+$", place.low[place.start : place.end]) and "mod" not in place.groups
    if place.after == "of" or shift == "past" or (the and shift != "current" and place.before in _OVER):
        return False
    return unit != "day"


_OVER = frozenset("over in for during within of through throughout".split())


def _over(place: Place) -> bool:
    """ "the past week", "in the next year": the length of time, not the unit of the calendar."""
    return "past" in place.low[place.start : place.end].split() or place.before in _OVER


def _edge(place: Place) -> bool:
    """No "at the end of the day", which is no time."""
    before = place.low[max(0, place.start - 7) : place.start].split()
    return not (place.groups["unit"] == "day" and before[-1:] in (["at"], ["the"]) and "at" in before)


_AMOUNT = re.compile(
    r"(?:[0-9]|%|per ?cent|points?|times|many|much|far|slightly|a bit|a little|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|"
    r"billion))[ \t]$"
)


def _compares(place: Place) -> bool:
    """ "six fewer than a decade ago": what is fewer are the six, and not the years."""
    than = place.groups.get("about", "").endswith(" than")
    return than and bool(_AMOUNT.search(place.low, max(0, place.start - 30), place.start))


def _bare(place: Place) -> bool:
    """ "two days before": a point in time only where no phrase follows that it is before."""
    if place.groups["unit"].startswith(("hour", "minute", "second")):
        return False  # an article's day says nothing about its hours
    if _compares(place):
        return False
    way, _, that = place.groups["way"].partition(" ")
    if that in ("that", "this"):
        return not place.counts()
    if way in ("ago", "earlier", "later", "from", "hence", "previously"):
        return True
    return bool(place.mark) or not place.after or place.after in NO_PHRASE


def _during(place: Place) -> bool:
    """ "losses of $24 million over three years": where an amount or a noun stands before, "over" says during what."""
    if place.groups.get("about") != "over" or not place.span.start:
        return False
    before = place.source.doc[place.span.start - 1]
    if before.pos_ not in ("NOUN", "NUM", "SYM") and before.text not in ("%", ")"):
        return False
    return not _LASTED.search(place.low, max(0, place.start - 40), place.start)


_LASTED = re.compile(r"\b(?:take|takes|took|taken|taking|last|lasts|lasted|spend|spends|spent|is|was|be|wait|waited)\b")


_FRACTION = re.compile(r"(?:percentage|basis|point|inch|mile|final|pound)")  # "four more quarter-point cuts"


def _duration(place: Place) -> bool:
    """A length of time: no age, no fraction, no ordinal."""
    rest = place.low[place.end : place.end + 8].lstrip(" -")
    if rest.startswith(("old", "of age")):
        return False
    if (place.after in ("ago", "earlier", "before") and _compares(place)) or _during(place):
        return False
    unit, number = place.groups["unit"], place.groups["number"]
    if unit in ("quarter", "quarters") and (place.after == "of" or number in ("a", "an") or _FRACTION.match(rest)):
        return False
    if len(number) == 4 and number.isdigit() and not unit.endswith("s"):
        return False  # "the 1988 quarter"
    if number not in ("a", "an") or len(place.groups) > 2 or unit == "fortnight":
        return True
    if unit == "second":
        return False
    return place.before in _SPANS_TIME or place.after in _APART


_BUSINESS = re.compile(
    r"per ?cent|[%$£€]|\b(?:profits?|sales|revenues?|earnings|exports?|imports?|growth|grew|economy|economic|gdp|"
    r"inflation|rates?|prices?|output|production|shipments|deliver(?:y|ies)|orders|budget|spending|borrowing|demand|results|trade|"
    r"visitors|tourists?|arrivals|investment|deficit|harvest|emissions|sector|industry|year|months?)\b"
)
_GAME = re.compile(
    r"\b(?:goals?|scor(?:e|ed|er|ing)|match|games?|teams?|coach|minutes?|penalty|kick|touchdowns?|yards?|striker|"
    r"midfielder|defender|half-?time|shots?|rebounds|innings|league|players?|lead|fans|defen[cs]e|winger)\b"
)


def _half(place: Place) -> bool:
    """ "the first half": of the year, where business is spoken of and no game."""
    around = place.low[max(0, place.start - 150) : place.end + 150]
    return place.after != "of" and bool(_BUSINESS.search(around)) and not _GAME.search(around)


_MEASURED = re.compile(r"temperature|degree|°|\b(?:highs?|lows?|mercury|heat|iq|scores?|shot|speeds?|percent|aged?)\b")


def _decade(place: Place) -> bool:
    """ "the 90s", of no temperature: two digits without a sign are a decade only where nothing else is measured."""
    digits = place.groups["decade"].rstrip("s")
    if len(digits) != 2 or not digits.isdigit():
        return True
    return not _MEASURED.search(place.low, max(0, place.start - 80), min(len(place.low), place.end + 30))


_AT = frozenset("at by from until till to around about between and since before after".split())


_WISHED = frozenset("will would may might can could to".split())


def _some_day(place: Place) -> bool:
    """ "he hopes to one day return": right before the verb, or what will be."""
    if place.before in _WISHED:
        return True
    doc, after = place.source.doc, place.span.end
    verb = doc[after].tag_ if after < len(doc) else ""
    return verb in ("VB", "VBP")


_APART = frozenset({"after", "before"})
_SPANS_TIME = frozenset(
    "for in within after during over than least about nearly almost last lasts lasted lasting take takes took spend "
    "spent half until only just of be is was wait waited least every-other mere full barely".split()
)


def _alone(place: Place) -> bool:
    """A bare "years" where it is a length of time."""
    if place.after == "of" and place.before in ("and", "despite", "amid", "by", "with"):
        return True  # "a quake and days of rain"
    return place.before in _SPANS_TIME - {"of", "is", "be", "was", "least", "than"} | {"through", "throughout", "many"}


def _everyday(place: Place) -> bool:
    return not (place.groups["unit"] == "second" and "number" not in place.groups)


def _rate(place: Place) -> bool:
    """ "$5 a day", "twice a week": after a number, a noun or "once"."""
    first = place.span.start
    if first == 0:
        return False
    if place.before in ("once", "twice", "times", "percent", "%", "thrice"):
        return True
    token = place.source.doc[first - 1]
    if place.before in _SPANS_TIME or place.after in _APART:
        return False
    return token.tag_ in ("CD", "NN", "NNS") or token.is_digit


def _small(place: Place) -> bool:
    """No part of a name: the word is in lower case, or opens its sentence before one that is."""
    if not place.text[place.start].isupper():
        return True
    shouted = place.end - place.start > 1 and place.text[place.start : place.end].isupper()
    return place.opens() and not shouted and not place.followed_by_name


_BRANDS = frozenset("show program programme inc corp co ltd magazine".split())


def _deictic(place: Place) -> bool:
    """ "Yesterday New York's mayor ...", but no newspaper and no program."""
    if not place.text[place.start].isupper():
        return True
    return place.opens() and place.after not in _BRANDS and not place.text[place.start : place.end].isupper()


def _present(place: Place) -> bool:
    words = place.low[place.start : place.end]
    if words == "this time":
        return place.before in ("by", "at", "until")
    if words.startswith("this"):
        return place.before in ("at", "to", "by", "until", "from")
    if words in ("the moment", "the present"):
        return place.before in ("at", "for", "of", "until")
    return _small(place)


_PRONOUNS = frozenset("i you he she it we they that there this these".split())


def _past(place: Place) -> bool:
    words = place.low[place.start : place.end]
    if words.endswith("past"):
        clause = not place.after or place.after in NO_PHRASE or place.after in _PRONOUNS
        return place.before in ("in", "of", "from", "for") and clause
    return words != "the early days" or place.before in ("in", "of", "to", "from", "during")


_UP_TO = re.compile(
    r" (?:ending|to) (?:[a-z]{3,9}\.? [0-9]|"
    r"(?:the end of |end-)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
)


def _ended(place: Place) -> bool:
    """ "the year ended March 31", "the year to March": a length of time up to a day or month that is named."""
    return place.after == "ended" or bool(_UP_TO.match(place.low, place.end))


_ACCOUNTS = frozenset(
    "loss losses profit profits earnings results result report reports net income dividend dividends revenue revenues "
    "sales statement statements accounts figures".split()
)


def _no_accounts(place: Place) -> bool:
    """A "quarterly loss" is the loss of one quarter, and comes but once."""
    return place.groups["adverb"] == "hourly" or place.after not in _ACCOUNTS


_JOINED = re.compile(r"[0-9]-[0-9]")


def _no_noun(place: Place) -> bool:
    """ "May 5 and 7": the last number counts nothing, or is joined to the first as in "the May 5-7 talks"."""
    return not place.counts() or bool(_JOINED.search(place.low, place.start, place.end))


def _rising(place: Place) -> bool:
    """ "2009-10": two years, the later one last, and no month."""
    first, last = place.low[place.start + 2 : place.start + 4], place.low[place.end - 2 : place.end]
    return first < last and place.low[place.end : place.end + 1] not in ("-", "/")


def _on(place: Place) -> bool:
    """ "on the 14th", with no noun that it counts."""
    return place.before in ("on", "by", "until", "since", "before", "after", "from", "to", "and") and _no_noun(place)


def _holiday(place: Place) -> bool:
    """A named day: no "Christmas towel", and nobody who is called so."""
    if place.followed_by_name and place.span.root.ent_type_ == "PERSON":
        return False
    return not (place.before in ("a", "an") and place.groups["holiday"] in ("christmas", "halloween", "easter"))


CONDITIONS: Mapping[str, Callable[[Place], bool]] = {
    "month": _month,
    "year": _year,
    "weekday": _weekday,
    "season": _season,
    "holiday": _holiday,
    "unit": _unit,
    "over": _over,
    "edge": _edge,
    "beside": lambda place: place.after in ("before", "after", "following", "of") and not place.groups.get("way"),
    "decade": _decade,
    "half": _half,
    "some-day": _some_day,
    "at": lambda place: place.before in _AT,
    "no-article": lambda place: place.before not in ("a", "an"),
    "ended": _ended,
    "no-accounts": _no_accounts,
    "no-noun": _no_noun,
    "rising": _rising,
    "on": _on,
    "no-of": lambda place: place.after != "of" or bool(_SUM.match(place.low, place.end)),
    "no-discourse": lambda place: place.mark != "," or place.text[place.start] != "N",
    "unnamed": lambda place: not place.text[place.end - len(place.groups["unit"])].isupper(),
    "in": _in,
    "bare": _bare,
    "duration": _duration,
    "alone": _alone,
    "everyday": _everyday,
    "rate": _rate,
    "small": _small,
    "deictic": _deictic,
    "present": _present,
    "past": _past,
}
"""The conditions that a rule may name in `needs`."""
