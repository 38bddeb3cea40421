"""What the words around a figure say about it: its bound, the direction "up" or "down", its rate, its superlative.

All of it reads the view of a text around the figure's offsets and looks at no token.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.components.change import Changes
from onrecord.rules import ModifierRule

_FILLER = r"(?:(?:a|an|another|just|only|an additional|additional|as of|a total of|between|from|US) )?"
_LAST_WORD = re.compile(r"(~|[A-Za-z]+)\.?\s?\Z")
_BOUNDS = ("at_least", "more_than", "at_most", "less_than", "about")
_SHARE = re.compile(r"(?:%|percent|per cent|pct|points?|bps)\Z")
_DIRECTION = re.compile(
    r"(?:(?P<before>[\w'-]+) |(?P<stop>[,;:(\"] ?|^))(?P<way>up|down|off)"
    r"(?: (?:by|an|a|another|a further|further|only|just))* ?\Z",
    re.IGNORECASE,
)
_WAY = re.compile(r"[Uu]p |[Dd]own |[Oo]ff ")
_MORE_THAN = re.compile(r" (?:(?P<increase>more)|(?P<decrease>fewer|less)) than\b")
_WORD = (
    r"(?:[ -](?!(?:per|each|every|an?|and|or|but|to|for|from|that|which|were|was|are|is|by|with|as|than|after|before"
    r"|into|during|has|have|had|will|who)\b)[A-Za-z'.]+)"
)
_ADVERBS = {"annually": "year", "yearly": "year", "daily": "day", "monthly": "month", "weekly": "week"}
_EACH = re.compile(" (?:each|every|per) ")
_RECORD_AFTER = re.compile(r"[^.;:\n]{0,60}?(?:,|,? and) an? (?:new |all-time )?record\b(?! [a-z]*[^s ] ?of)")
_REACH = 70
"""How far back and forth words can stand that say something of a figure, in characters."""
_NEAR = 40
"""How far back modifiers can stand."""


class Context:
    """The modifiers of `patterns/modifiers.jsonl`, compiled, and the words of change beside a figure."""

    def __init__(self, rules: Sequence[ModifierRule], changes: Changes) -> None:
        self.changes = changes
        before, after = (
            {label.lower(): expression for label, expression in _by_label(rules, side).items()}
            for side in ("before", "after")
        )
        bounds = [f"(?P<{name}>{before[name]})" for name in _BOUNDS if name in before]
        self.before = re.compile(rf"(?:^|(?<=[\s(;\"'-]))(?:{'|'.join(bounds)}) ?{_FILLER}\Z", re.IGNORECASE)
        self.last = frozenset(re.findall(r"[a-z~]+", " ".join([*bounds, _FILLER])))  # words that a bound ends in
        self.after = re.compile("|".join(f"(?P<{name}>{after[name]})" for name in _BOUNDS if name in after))
        self.raised = re.compile(rf"\b(?:{before['raised']}) \Z")
        self.moved = re.compile(before["moved"])
        self.particled = re.compile(before["particled"])
        self.record = re.compile(rf"\b(?:{before['record']}) \Z", re.IGNORECASE)
        self.since = re.compile(
            r"(?:[^.;\n]{0,60}?),? (?:the|its|their|his|her) "
            rf"(?:(?P<highest_since>{after['highest_since']})|(?P<lowest_since>{after['lowest_since']}))"
        )
        self.paid = re.compile(rf"\b(?:{_by_label(rules, 'around')['PAID']})\b")
        self.per, self.clause_per = _rates(rules)

    def bound(self, view: str, start: int, end: int, *, lasts: bool) -> tuple[str | None, int]:
        """The bound that modifiers before or after the figure set, and where they start (else `start`).

        `lasts`: a span of time, before which "over" only says during what.
        """
        if view[max(0, start - 4) : start].lower() == "sub-":
            return "less_than", start - 4
        last = _LAST_WORD.search(view, max(0, start - 16), start)
        bounded = last is not None and last[1].lower() in self.last  # what costs less is asked first
        found = self.before.search(view, max(0, start - _NEAR), start) if bounded else None
        if found and not (lasts and found[0].lower().startswith("over")):
            ends = found[0].lower() == "up to " and self.raised.search(view, max(0, found.start() - 16), found.start())
            return None if ends else found.lastgroup, found.start()
        if after := self.after.match(view, end):
            return after.lastgroup, start
        return None, start

    def direction(self, view: str, start: int, end: int, kind: str | None) -> str | None:
        """Which way a figure that is a change goes, where the words beside it say so: "up 12", "12 percent more".

        `kind`: of the unit, None for a plain count, of which only "more than" behind it says something ("12 people
        fell"). A gain or loss of money is a result and no change; what is above and below in meters stands there.
        """
        of_things = kind is None
        if view[start] in "+-" and _SHARE.search(view, start, end):
            return "increase" if view[start] == "+" else "decrease"
        window = view[max(0, start - _NEAR) : start]
        found = _DIRECTION.search(window) if _WAY.search(window) else None
        word = found["before"].lower() if found and found["before"] else ""
        if found and (not word or (found["way"] != "off" and self._moves(word, of_things))):
            return "increase" if found["way"].lower() == "up" else "decrease"
        leading = self.changes.before.search(window) if window.endswith(" of ") else None
        found = leading or (_MORE_THAN if of_things else self.changes.after).match(view, end)
        plain = found is None or (kind == "currency" and self.changes.result.search(found[0]))
        if found and not plain and (kind == "ratio" or not found[0].endswith(("above", "below"))):
            return found.lastgroup
        return None

    def _moves(self, word: str, of_things: bool) -> bool:
        """Whether "up" or "down" behind the word tells of a change."""
        return bool(self.moved.fullmatch(word)) if of_things else not self.particled.fullmatch(word)

    def rate(self, view: str, end: int) -> str | None:
        """What the figure is counted per: a day, person, 100,000."""
        found = self.per.match(view, end)
        if found is None:
            each = _EACH.search(view, end, end + _REACH + 12)
            found = self.clause_per.match(view, end) if each else None
            return found["period"] if found else None
        if found["adverb"]:
            return _ADVERBS.get(found["adverb"], "hour")
        return found["period"] or found["any"] or found["base"] or found["slash"]

    def is_paid(self, view: str, start: int, end: int) -> bool:
        """Whether the words around the figure are of money: what tells pounds sterling from pounds of weight."""
        return self.paid.search(view, max(0, start - _REACH), end + _REACH) is not None

    def superlative(self, view: str, start: int, end: int) -> str | None:
        """`record`, or `highest_since` and `lowest_since` where the text says of what time."""
        before, after = view[max(0, start - _NEAR) : start], view[end : end + 2 * _REACH]
        if "record" in after and _RECORD_AFTER.match(view, end):
            return "record"
        if before.endswith(" ") and self.record.search(before):
            return "record"
        found = self.since.match(view, end) if "since" in after else None
        if found and re.match(r"[^.;\n]{0,40}? since\b", view[found.end() : found.end() + 50]):
            return found.lastgroup
        return None


def _by_label(rules: Iterable[ModifierRule], side: str) -> dict[str, str]:
    """The expressions of one side, joined by label."""
    found: dict[str, list[str]] = {}
    for rule in rules:
        if rule.side == side:
            found.setdefault(rule.label, []).append(rule.regex)
    return {label: "|".join(expressions) for label, expressions in found.items()}


def _rates(rules: Iterable[ModifierRule]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a rate is read by: right behind the figure, and at the end of its clause, where it can only be a period."""
    periods = "|".join(rule.regex for rule in rules if rule.label == "PERIOD")
    bases = "|".join([periods, *(rule.regex for rule in rules if rule.label == "RATE")])
    per = re.compile(
        rf"(?: ?\([^()\n]{{1,30}}\))?{_WORD}{{0,4}}?(?:"
        rf"[ -](?:an?|each|every)[ -](?P<period>{bases})\b(?! (?:ago|earlier|later|before|after)\b)"
        rf"|[ -]per[ -](?P<any>\d{{1,3}}(?:,\d{{3}})*(?: million)?"
        rf"(?:(?: [a-z-]+)?? (?:[a-z-]+s|people|men|women|children)\b)?"
        rf"|million"
        rf"|square (?:foot|meter|metre|mile)|sq m|[A-Za-z]+)"
        rf"|,? (?:out )?(?:of|in|for) every (?P<base>\d[\d,]*(?: million)?)"
        rf"|[ ]?/[ ]?(?P<slash>{bases}|kWh|MWh|kg|lb|oz|sq m|sq ft)\b"
        rf"|,? (?P<adverb>annually|yearly|daily|monthly|weekly|hourly)\b)"
    )
    return per, re.compile(rf"[^.;:()\d\"\n]{{0,70}}? (?:each|every|per) (?P<period>{periods})\b")
