"""Since when and until when somebody holds an office, where the article says so of that person."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.claims.page import Page
from onrecord.model import ClaimTime, Clause, Date, Extent, Official

_HOLDS = frozenset("be serve lead head run chair govern hold direct represent".split())
_BEGINS = frozenset("take become assume elect re-elect appoint name swear install inaugurate join succeed".split())
_ENDS = frozenset("resign retire quit oust dismiss sack fire remove".split())
_TELLING = _HOLDS | _BEGINS | _ENDS
_FROM, _TO = frozenset({"since", "from"}), frozenset({"until", "till", "to", "through"})
_BESIDE = re.compile(r"[\s,(]*(?:since|from) ")
_NEAR = 60
"""Characters behind a title within which its own dates stand: "acting director since June"."""


def deeds_of_office(page: Page) -> dict[str, list[Clause]]:
    """The clauses that may tell since when or until when somebody holds an office, by the official's id."""
    deeds: dict[str, list[Clause]] = {}
    for clause in page.record.clauses:
        if clause.lemma in _TELLING and page.dates_in(clause.extent):
            actor = page.actor(clause)
            if isinstance(actor, Official):
                deeds.setdefault(actor.id, []).append(clause)
    return deeds


def term(page: Page, official: Official, at: Extent, deeds: Iterable[Clause]) -> ClaimTime:
    """`since` and `until` of an office, as the values (TIMEX3) of the dates that say so; None where nothing does."""
    since = until = words = None
    for date in _beside(page, at):
        since, until, words = _with(page, date, since, until, words)
    for clause in deeds:
        for date in page.dates_in(clause.extent):
            if date.type != "DATE" or date.value is None or page.clause_at(date) is not clause:
                continue
            if clause.lemma in _HOLDS and _is_of_office(clause, official):
                since, until, words = _with(page, date, since, until, words)
            elif page.word_before(date) in _FROM | _TO:
                continue
            elif clause.lemma in _BEGINS and clause.status == "done" and _is_office(clause):
                since, words = since or date.value, words or date.text
            elif clause.lemma in _ENDS and clause.status == "done":
                until, words = until or date.value, words or date.text
    return ClaimTime(since=since, until=until, text=words)


def _beside(page: Page, at: Extent) -> list[Date]:
    """The dates right behind a title: "since June", "from 2011 to 2015"."""
    if _BESIDE.match(page.text, at.end_char) is None:
        return []
    near = Extent(start_char=at.end_char, end_char=min(at.end_char + _NEAR, page.sentence_of(at).end_char))
    return [date for date in page.dates_in(near) if date.type == "DATE" and date.value]


def _with(
    page: Page, date: Date, since: str | None, until: str | None, words: str | None
) -> tuple[str | None, str | None, str | None]:
    before = page.word_before(date)
    if before in _FROM and since is None:
        return date.value, until, words or date.text
    if before in _TO and until is None:
        return since, date.value, words or date.text
    return since, until, words


def _is_of_office(clause: Clause, official: Official) -> bool:
    """Whether what somebody holds or leads is the office or its body: "has led the state", not "the campaign"."""
    held = " ".join((official.titles[0], official.organization or "")).lower().split()
    words = clause.object.text.lower().split() if clause.object else []
    return not {*held, *_BODIES}.isdisjoint(words)


_BODIES = frozenset(
    "agency body city council country county department government ministry nation office party state".split()
)


def _is_office(clause: Clause) -> bool:
    """Whether what begins is an office: "took office", "took over", "became director", "was elected"."""
    if clause.lemma not in ("take", "assume", "join"):
        return True
    words = clause.object.text.lower().split() if clause.object else ["over"]
    return not {"office", "over", "oath", "post", "helm", "charge", "reins"}.isdisjoint(words)
