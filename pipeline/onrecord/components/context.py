"""What the words around a figure say about it: its bound, the direction "up" or "down", its rate, its superlative.

All functions read the view of a text around the figure's offsets and look at no token.
"""

from __future__ import annotations

import re

_BOUNDS = {
    "at_least": (
        "at least|no fewer than|no less than|not less than|not fewer than|(?:a )?minimum(?: of)?|as few as|as little as"
    ),
    "more_than": (
        "more than|(?!few|low|small|young|short|slow|rath|oth|eith)[a-z]+er than|over the age of"
        "|(?:well |just )?over(?: than)?|above"
        "|exceed|exceeds|exceeded|exceeding|in excess of|upwards? of|north of|topped|topping"
        "|surpass|surpasses|surpassed|surpassing"
    ),
    "at_most": (
        "at most|no more than|not more than|within|(?<!adds )up to|as many as|as much as|as high as"
        "|(?:a )?maximum(?: of)?|a ceiling of"
    ),
    "less_than": (
        "less than|(?:few|low|small|young|short|slow)er than|under the age of"
        "|(?:well |just )?under|below|south of|approaching"
        "|nearly(?: the)?|almost(?: the)?|just shy of|shy of|short of"
    ),
    "about": (
        "about(?: the| its| their)?|around|roughly|approximately|approx\\.?|some|(?:an )?estimated|circa|c\\.|close to"
        "|perhaps|or so|nearing|in the region of|in the neighbou?rhood of|somewhere near|more or less|near|~"
    ),
}
_FILLER = r"(?:(?:a|an|another|just|only|an additional|additional|as of|a total of|between|from|US) )?"
_BEFORE = re.compile(
    r"(?:^|(?<=[\s(;\"'-]))(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _BOUNDS.items())
    + rf") ?{_FILLER}\Z",
    re.IGNORECASE,
)
_RAISED = re.compile(
    r"\b(?:back|inch\w+|edg\w+|tick\w+|creep\w*|crept|bump\w+|nudg\w+|push\w+|mov\w+|went|goes|going|gone|it|them|toll|total"
    r"|number|tally|count|figure) \Z"
)
"""What stands before an "up to" that says where a change ends: brings the toll up to 45."""
_LAST = frozenset(re.findall(r"[a-z~]+", " ".join([*_BOUNDS.values(), _FILLER])))
"""The words that a bound can end in."""
_LAST_WORD = re.compile(r"(~|[A-Za-z]+)\.?\s?\Z")
_AFTER = re.compile(
    r"(?P<at_least>\+|[- ]plus\b|(?: [a-z]+)? (?:or|and) (?:more|higher|older|over|above|up|greater|longer|upward)\b)"
    r"|(?P<at_most>(?: [a-z]+)? (?:or|and) (?:less|fewer|under|younger|lower|below)\b)"
    r"|(?P<about> or so\b|,? give or take|(?:-|-?ish)\b(?<=ish))"
)
_SHARE = re.compile(r"(?:%|percent|per cent|pct|points?|bps)\Z")
_DIRECTION = re.compile(
    r"(?:(?P<before>[\w'-]+) |(?P<stop>[,;:(\"] ?|^))(?P<way>up|down|off)"
    r"(?: (?:by|an|a|another|a further|further|only|just))* ?\Z",
    re.IGNORECASE,
)
_MOVED = frozenset(
    {"be", "is", "are", "was", "were", "been", "being", "it's", "s", "trading", "traded", "trending", "closed", "ended"}
    | {"finished", "opened", "went", "go", "goes", "going", "ticked", "edged", "moved", "inched", "slightly", "sharply"}
    | {"now", "still", "also", "index", "stocks", "shares", "prices", "sales", "profits", "revenue", "rates", "year"}
    | {"pushed", "drove", "driven", "sent", "sliding", "climbing", "month", "quarter", "week", "earlier", "ago"}
)
"""What stands before an "up" or "down" that tells of a change, rather than of "gave up" or "shot down"."""
_PARTICLED_WORDS = (
    "give gives gave given giving make makes made making pick picked picks set sets take took taken takes put puts end"
    " ended ends wind wound rack racked roll rolled pile piled turn turned round rounded use used clean cleaned shut"
    " cut broke tore held knock knocked shot gunned lay laid come came pay paid free buy bought"
)
_PARTICLED = frozenset(_PARTICLED_WORDS.split())
_STEP = r"(?: (?!(?:with|of|in|from|and|for|to|on|by|at|the|an?|as|or|but)\b)[a-z]+)"
_MORE = re.compile(
    rf"{_STEP}{{0,2}}? (?:(?P<more>more|higher|larger|bigger|greater|faster|increase|rise|jump|gain|hike|surge|growth"
    r"|bump|boost|rebound|raise|above)|(?P<less>less|fewer|lower|smaller|slower|decrease|drop|fall|decline|reduction"
    r"|cuts?|loss|slump|dip|slide|plunge|contraction|below))\b"
)
_MORE_THAN = re.compile(r" (?:(?P<more>more)|(?P<less>fewer|less)) than\b")
_LEADING = re.compile(
    r"\b(?:(?P<more>increases?|rise|jump|gains?|hike|surge|growth|boost|rebound|raise|expansion)"
    r"|(?P<less>decreases?|drop|fall|decline|reduction|cuts?|loss|slump|dip|slide|plunge|contraction)) of \Z"
)
_RESULT = re.compile(r"\b(?:gains?|loss)\b")

_PERIODS = "second|minute|hour|day|night|week|weekend|month|quarter|year|season|decade|century|game|shift"
_PRICED = (
    "barrel|gallon|liter|litre|ounce|pound|ton|tonne|kilogram|kilo|gram|share|person|head|household|family|mile"
    "|kilometer|kilometre|bushel|acre|hectare|unit|piece|bottle|pack|ticket|student|pupil|child|adult|worker|employee"
    "|ride|visit|plate|cup|capita|night|room|dose|vote|seat|passenger|customer|patient|resident"
    "|square foot|square meter|square metre|therm"
)
_WORD = r"(?:[ -](?!(?:per|each|every|an?|and|or|but|to|for|from|that|which|were|was|are|is)\b)[A-Za-z'.]+)"
_PER = re.compile(
    rf"(?: ?\([^()\n]{{1,30}}\))?{_WORD}{{0,4}}?(?:"
    rf"[ -](?:an?|each|every)[ -](?P<period>{_PERIODS}|{_PRICED})\b(?! (?:ago|earlier|later|before|after)\b)"
    rf"|[ -]per[ -](?P<any>\d{{1,3}}(?:,\d{{3}})*(?: million)?"
    rf"(?:(?: [a-z-]+)?? (?:[a-z-]+s|people|men|women|children)\b)?"
    rf"|million"
    rf"|square (?:foot|meter|metre|mile)|sq m|[A-Za-z]+)"
    rf"|,? (?:out )?(?:of|in|for) every (?P<base>\d[\d,]*(?: million)?)"
    rf"|[ ]?/[ ]?(?P<slash>{_PERIODS}|{_PRICED}|kWh|MWh|kg|lb|oz|sq m|sq ft)\b"
    rf"|,? (?P<adverb>annually|yearly|daily|monthly|weekly|hourly)\b)"
)
_CLAUSE_PER = re.compile(rf"[^.;:()\d\"\n]{{0,70}}? (?:each|every|per) (?P<period>{_PERIODS})\b")
_ADVERBS = {
    "annually": "year",
    "yearly": "year",
    "daily": "day",
    "monthly": "month",
    "weekly": "week",
}

_PAID = re.compile(
    r"\b(?:cost|costs|costing|pay|pays|paid|paying|worth|pric\w+|fin(?:e|es|ed)|fund\w*|grants?|budget\w*|salar\w+|wages?"
    r"|bills?|tax\w*|invest\w*|spen[dt]\w*|sold|sells?|sale|bought|buy|raised|earn\w*|debts?|loans?|money|bonus\w*|profits?"
    r"|fees?|revenues?|deal|[mb]illion)\b"
)
_RECORD = re.compile(
    r"\b(?:record(?:-(?:high|low|breaking|setting))?|all-time high(?: of)?|record (?:high|low) of) \Z", re.IGNORECASE
)
_RECORD_AFTER = re.compile(r"[^.;:\n]{0,60}?(?:,|,? and) an? (?:new |all-time )?record\b(?! [a-z]*[^s ] ?of)")
_SINCE = re.compile(
    r"(?:[^.;\n]{0,60}?),? (?:the|its|their|his|her) "
    r"(?P<most>most|highest|largest|biggest|fastest|strongest|sharpest|steepest|worst)"
    r"|(?:[^.;\n]{0,60}?),? (?:the|its|their|his|her) (?P<least>fewest|lowest|smallest|slowest|weakest|least)"
)
_REACH = 70
"""How far back and forth words can stand that say something of a figure, in characters."""
_NEAR = 40
"""How far back modifiers can stand."""
_WAYS = ("up", "down", "off", "Up", "Down", "Off")
_EACH = (" each ", " every ", " per ")


def find_bound(view: str, start: int, end: int, *, lasts: bool) -> tuple[str | None, int]:
    """The bound that modifiers before or after the figure set, and where they start (else `start`).

    `lasts`: a span of time, before which "over" only says during what.
    """
    if view[max(0, start - 4) : start].lower() == "sub-":
        return "less_than", start - 4
    last = _LAST_WORD.search(view, max(0, start - 16), start)
    bounded = last is not None and last[1].lower() in _LAST  # what costs less is asked first
    found = _BEFORE.search(view, max(0, start - _NEAR), start) if bounded else None
    if found and _RAISED.search(view, max(0, found.start() - 16), found.start()) and found[0].lower() == "up to ":
        return None, found.start()
    if found and not (lasts and found[0].lower().startswith("over")):
        return found.lastgroup, found.start()
    if after := _AFTER.match(view, end):
        return after.lastgroup, start
    return None, start


def find_direction(view: str, start: int, end: int, kind: str | None) -> str | None:
    """Which way a figure that is a change goes, where the words beside it say so: "up 12", "12 percent more".

    `kind`: of the unit, None for a plain count, of which only "more than" behind it says something ("12 people fell").
    A gain or loss of money is a result and no change; what is above and below in meters stands there.
    """
    of_things = kind is None
    if view[start] in "+-" and _SHARE.search(view, start, end):
        return "increase" if view[start] == "+" else "decrease"
    window = view[max(0, start - _NEAR) : start]
    found = _DIRECTION.search(window) if any(way in window for way in _WAYS) else None
    word = found["before"].lower() if found and found["before"] else ""
    if found and (not word or (found["way"] != "off" and _moves(word, of_things))):
        return "increase" if found["way"].lower() == "up" else "decrease"
    leading = _LEADING.search(window) if window.endswith(" of ") else None
    found = leading or (_MORE_THAN if of_things else _MORE).match(view, end)
    plain = found is None or (kind == "currency" and _RESULT.search(found[0]))
    if found and not plain and (kind == "ratio" or not found[0].endswith(("above", "below"))):
        return "increase" if found["more"] else "decrease"
    return None


def _moves(word: str, of_things: bool) -> bool:
    """Whether "up" or "down" behind the word tells of a change."""
    return word in _MOVED if of_things else word not in _PARTICLED


def find_rate(view: str, end: int) -> str | None:
    """What the figure is counted per: a day, person, 100,000."""
    found = _PER.match(view, end)
    if found is None:
        near = view[end : end + _REACH + 12]
        found = _CLAUSE_PER.match(view, end) if any(word in near for word in _EACH) else None
        return found["period"] if found else None
    if found["adverb"]:
        return _ADVERBS.get(found["adverb"], "hour")
    return found["period"] or found["any"] or found["base"] or found["slash"]


def is_paid(view: str, start: int, end: int) -> bool:
    """Whether the words around the figure are of money: what tells pounds sterling from pounds of weight."""
    return _PAID.search(view, max(0, start - _REACH), end + _REACH) is not None


def find_superlative(view: str, start: int, end: int) -> str | None:
    """`record`, or `highest_since` and `lowest_since` where the text says of what time."""
    before, after = view[max(0, start - _NEAR) : start], view[end : end + 2 * _REACH]
    if "record" in after and _RECORD_AFTER.match(view, end):
        return "record"
    if before.endswith(" ") and _RECORD.search(before):
        return "record"
    found = _SINCE.match(view, end) if "since" in after else None
    if found and re.match(r"[^.;\n]{0,40}? since\b", view[found.end() : found.end() + 50]):
        return "highest_since" if found["most"] else "lowest_since"
    return None
