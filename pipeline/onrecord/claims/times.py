"""The time that a claim is about: of a clause's verb, not of the things that it names."""

from __future__ import annotations

import re

from onrecord.claims.lookups import is_on_calendar
from onrecord.claims.page import Page
from onrecord.model import ClaimTime, Clause, Date

_OF_THINGS = frozenset({"for", "of", "from", "than", "until", "till"})
"""Words before a date that is rather some thing's than the verb's: "publish the figures for July on Monday", "on Monday
issued orders suspending it until July"."""
_WHEN = re.compile(r"when\b", re.IGNORECASE)
_COMPARED = frozenset({"with", "against", "than"})
_DETERMINERS = frozenset("the a an this that its his her their our my your".split())


def time_of(page: Page, clause: Clause) -> ClaimTime | None:
    """The date of the clause's verb: the first behind it, else one that opens the clause or stands beside the verb.

    None inside another clause, and rather none of some thing ("the figures for July").

    "In 2019, when she left" has its date before it.
    """
    own = [
        date
        for date in page.dates_in(clause.extent)
        if date.type in ("DATE", "TIME")
        and date.value
        and is_on_calendar(date.value)
        and page.clause_at(date) is clause
        and not is_of_a_thing(page, date)
        and not _is_later(page, clause, date)
    ]
    if not own:
        antecedent = page.date_before(clause.extent) if _WHEN.match(page.text, clause.extent.start_char) else None
        return claim_time(antecedent) if antecedent else None
    date = min(own, key=lambda date: _distance(page, clause, date))
    return claim_time(date) if _distance(page, clause, date) < _FAR else None


_FAR = 10


def _is_later(page: Page, clause: Clause, date: Date) -> bool:
    """Whether a date is but that of what a done deed is for: "agreed to meet in May", "put off until May a vote"."""
    published = page.record.article.published
    if clause.status not in ("done", "failed"):
        return False
    if published and date.begin and date.begin > published[:10]:
        return True
    return clause.lemma in _DEFERS and page.word_before(date) in _TO


_DEFERS = frozenset("adjourn defer delay extend postpone prolong put push reschedule".split())
_TO = frozenset("until till to by".split())


def _distance(page: Page, clause: Clause, date: Date) -> int:
    """How little a date has to do with a clause's verb: 0 behind it, 1 before the subject, 2 beside it, 3 past a comma.

    More where it is rather some thing's, and `_FAR` where it stands in the subject: "the man, born in May, left".
    """
    start, verb = (clause.subject or clause.verb).start_char, clause.verb
    things = 4 if page.word_before(date) in _OF_THINGS else 0
    if date.start_char > verb.start_char:
        if _OF_ANOTHER.search(page.text, verb.end_char, date.start_char):
            return _FAR
        return things + (3 if "," in page.text[verb.end_char : date.start_char] else 0)
    if date.end_char <= start:
        return things + 1
    between = page.text[date.end_char : verb.start_char]
    return things + 2 if "," not in between or not between.strip(" ,") else _FAR


_OF_ANOTHER = re.compile(r" (?:that|which|who|whom|whose|(?:up|down) from|compared (?:with|to)|against|versus) ")
"""What leads on from a verb to another clause's words, or to what it is set against: "a loan | that it got in May"."""


def claim_time(date: Date) -> ClaimTime:
    return ClaimTime(value=date.value, begin=date.begin, end=date.end, text=date.text)


def is_of_a_thing(page: Page, date: Date) -> bool:
    """Whether a date only tells which thing is meant, or compared: "the Rights Act of 1965", "warmer than in May"."""
    text, before = page.text, page.word_before(date)
    if before in _DETERMINERS:
        return re.match(r" \w", text[date.end_char : date.end_char + 2]) is not None
    words = text[max(0, date.start_char - 30) : date.start_char].split()
    if before == "since" and (_RECORD.search(" ".join(words)) or _is_held_since(page, date, words)):
        return True
    if before in _COMPARED or "than" in words[-2:]:
        return True
    return before == "of" and len(words) > 1 and words[-2][:1].isupper()


def _is_held_since(page: Page, date: Date, words: list[str]) -> bool:
    """Whether a participle beside a noun is since then: "demanded the release of the 16 | held since June"."""
    clause = page.clause_at(date)
    participle = words[-2] if len(words) > 1 else ""
    if clause is None or not (participle.endswith("ed") or participle in _PARTICIPLES):
        return False
    return clause.verb.end_char < date.start_char - len(f"{participle} since ")


_RECORD = re.compile(r"\bthe (?:\w+ )?(?:\w+est|most|least|best|worst|first)(?: \w+){0,3} since$")
"""What something is the most of since then: "the fewest since December"."""
_PARTICIPLES = frozenset("held made born built taken seen given kept sent shot sold known lost left".split())


def stands_apart(page: Page, date: Date) -> bool:
    """Whether a date is not that of its clause's verb: "the maps, adopted in May, left ...", "put off until May"."""
    clause = page.clause_at(date)
    return clause is not None and (_distance(page, clause, date) == _FAR or _is_later(page, clause, date))
