"""Figure claims: how much or how many, of what, when, and by whose count."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.claims.changes import way
from onrecord.claims.page import Page
from onrecord.claims.summary import sentence, told_of
from onrecord.claims.words import Change as Cut
from onrecord.model import Change, Claim, Clause, Comparison, Extent, Figure, Span


def figure_claims(page: Page) -> Iterator[Claim]:
    """One claim per figure. Its own words are those of the smallest clause around it."""
    by_start = {figure.start_char: figure for figure in page.record.figures}
    for figure in page.record.figures:
        yield _claim(page, figure, by_start)


def _claim(page: Page, figure: Figure, by_start: dict[int, Figure]) -> Claim:
    clause = page.clause_at(figure)
    sentence_at = page.sentences[page.sentence_index(figure.start_char)]
    place: Extent = clause.extent if clause else sentence_at
    counted = page.find(figure.counted, figure.end_char)
    attribution = page.attribution(figure)
    summary, dates = told_of(page, place, clause, attribution, _others(page, clause, figure) if clause else ())
    return page.claim(
        "figure",
        figure.start_char,
        place,
        summary=_led(page, figure, counted, summary),
        subject=page.part(counted) if counted else None,
        predicate=page.predicate(clause) if clause else None,
        object=page.part(clause.object) if clause and clause.object else None,
        figure=figure,
        time=page.time(figure.time, figure),
        place=page.named_place(figure.place, figure),
        attribution=attribution,
        polarity=page.polarity(figure, clause),
        modality=page.modality(figure, clause.modality if clause else "asserted"),
        dates=dates,
        comparison=_comparison(page, figure, by_start),
        rules=(figure.rule, *(q.rule for q in page.quotes_over(figure))),
    )


def _others(page: Page, clause: Clause, figure: Figure) -> tuple[Cut, ...]:
    """What of a list belongs to other figures: of "235 in May and 231 in June" the other figure with its month."""
    if page.verbatim(figure):
        return ()
    found = page.figures_in(clause.extent)
    if not 1 < len(found) <= _LONGEST_LIST:
        return ()
    at = next((i for i, other in enumerate(found) if other.start_char == figure.start_char), None)
    ends = [_end_of_item(page, other) for other in found]
    if at is None:
        return ()
    if ends[at] is None:
        return _set_against(page, clause, found[at : at + 2])
    first = last = at
    while first > 0 and _goes_on(page, ends[first - 1], found[first]):
        first -= 1
    while last + 1 < len(found) and ends[last + 1] is not None and _goes_on(page, ends[last], found[last + 1]):
        last += 1
    before = [Cut(found[first].start_char, figure.start_char, "")] if first < at else []
    after = [Cut(ends[at] or 0, ends[last] or 0, "")] if last > at else []
    return (*before, *after)


def _set_against(page: Page, clause: Clause, figures: list[Figure]) -> tuple[Cut, ...]:
    """What behind a figure but sets it against another one, as `comparison` tells: ", up from 990 a year earlier"."""
    if len(figures) < 2 or figures[1].role == "to":
        return ()
    figure, other = figures
    start = page.text.rfind(", ", figure.end_char, other.start_char)
    if start < 0 or _AGAINST.match(page.text, start) is None:
        return ()
    end = page.text.find(", ", other.end_char, clause.extent.end_char)
    return (Cut(start, clause.extent.end_char if end < 0 else end, ""),)


_AGAINST = re.compile(
    r", (?:(?:up|down|numbers?|figures?|an? (?:\w+ )?(?:rise|increase|drop|fall|decline)) )?"
    r"(?:from|compared (?:with|to)|against|versus|similar to|close to) ",
    re.IGNORECASE,
)


def _end_of_item(page: Page, figure: Figure) -> int | None:
    """Where a figure with its own date ends: "235 in May"; None where none follows it."""
    lead = _DATED.match(page.text, figure.end_char)
    date = page.date_from(lead.end()) if lead else None
    return date.end_char if date else None


def _goes_on(page: Page, end: int | None, following: Figure) -> bool:
    """Whether the next figure of a list follows one that ends here."""
    return end is not None and _NEXT.fullmatch(page.text, end, following.start_char) is not None


def _led(page: Page, figure: Figure, counted: Span | None, summary: str) -> str:
    """A summary with the figure in front where others stand in it, too: "32 economists: 70 percent of the 32 ..."."""
    others = [other for other in page.figures_in(page.sentence_of(figure)) if other.text in summary]
    if len(others) < 2 or summary.lower().startswith(figure.text.lower()):
        return summary
    end = figure.end_char
    if counted is not None and page.text[end : counted.start_char].isspace() and len(counted.text) <= _LONGEST_COUNTED:
        end = counted.end_char
    if sum(other.text == figure.text for other in others) > 1:  # what follows tells the one from the other
        behind = _BEHIND.match(page.text, end, page.sentence_of(figure).end_char)
        end = behind.end() if behind else end
    return f"{sentence(page.text[figure.start_char : end]).rstrip('.')}: {summary}"


_LONGEST_COUNTED = 60
_BEHIND = re.compile(r"(?: (?!and\b|or\b)[^\s,;:.]+){0,6}")
_LONGEST_LIST = 12
_DATED = re.compile(r" (?:in|on) ")
_NEXT = re.compile(r",? and |, ")


def _comparison(page: Page, figure: Figure, by_start: dict[int, Figure]) -> Comparison | None:
    """A figure set against another one: "to 1,204, up from 990", "numbers similar to October's total of 240,986"."""
    if figure.role == "from":
        return None
    linked = [(start, other) for start in figure.linked if (other := by_start.get(start)) is not None]
    for start, other in sorted(linked, key=lambda pair: pair[1].role != "from"):
        words = _SET_AGAINST.search(page.text[figure.end_char : start]) if figure.end_char < start else None
        if words is not None:
            return Comparison(relation=_RELATIONS[words[1].lower()], start_char=start)
        if other.role == "from":
            way = _way(page, figure, start) or figure.change or other.change
            relation = {"increase": "up_from", "decrease": "down_from"}.get(way or "", "compared_with")
            return Comparison(relation=relation, start_char=start)
    return None


def _way(page: Page, figure: Figure, other: int) -> Change | None:
    """Whether it went up or down from another figure: by "up from", or by the verb."""
    between = _UP_OR_DOWN.search(page.text, figure.end_char, other)
    if between is not None:
        return "increase" if between[0].lower() == "up" else "decrease"
    clause = page.clause_at(figure)
    return way(clause.lemma) if clause else None


_UP_OR_DOWN = re.compile(r"\b(?:up|down)\b(?= from\b)", re.IGNORECASE)
_RELATIONS = {
    "similar to": "similar_to",
    "comparable to": "similar_to",
    "close to": "similar_to",
    "equal to": "equal_to",
    "compared with": "compared_with",
    "compared to": "compared_with",
    "against": "compared_with",
    "versus": "compared_with",
}
_SET_AGAINST = re.compile(rf"\b({'|'.join(_RELATIONS)})\b(?: (?!to\b)[\w’']+){{0,6}} ?[$€£¥₹]?\Z", re.IGNORECASE)
"""What sets the next figure against the one before: "similar to October's total of | 240,986"."""
