"""What figures of one sentence take from each other: units, directions, and the thing that is only understood."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from spacy.tokens import Doc, Token

from onrecord.components.cues import sentence_of
from onrecord.components.noun_phrases import phrase
from onrecord.components.surface import sentence_starts, span_at
from onrecord.model import Mention
from onrecord.normalize.numbers import scale_of

_JOINT = re.compile(r"-?(?:,? (?:or|and|to) |/)")
_LISTED = re.compile(r"-?, ?")
_SUSPENDED = re.compile(r"-(?:,? (?:or|and|to) |, )")
_LEVEL_BEFORE = re.compile(r"[,;]?(?: \w+){0,2}[ ,](?:up|down)(?: by)? ")
_PER = r"(?: (?:per|an?|each) [\w ,]{1,30}?)?"
_UP_FROM = re.compile(_PER + r"(?: [a-z-]+){0,6}?,? (?:up|down) from (?:about |around |some )?")
_FROM = re.compile(r" from (?:about |around |some )?")
_AGAINST = re.compile(_PER + r",? (?:compared with|compared to|against) (?:about |around |some )?")
_AGO = r"(?: a (?:year|month|week|quarter|decade|day) (?:earlier|ago|before)| in [\w ]{3,20}?| (?:last|this|next) \w+)?"
_TO = re.compile(_AGO + r" to (?:about |around |some )?")
_AND_AGAIN = re.compile(
    r"(?: (?:in|on|at|for|during) [\w' ]{1,40}?| (?:this|last|next) \w+)?,? (?:and|then|and then)"
    r" (?:by )?(?:about |around |some |just |only )?"
)
_GAPPED = re.compile(
    r"(?:[^.;:()\d]{0,40}?,? (?:and|while|but|with)|,) (?:(?:the|its|their|his|her) )?(?P<what>[A-Za-z][\w' -]{1,40}?)"
    r" (?:by )?(?:about |around |some |more than |at least |nearly |almost |over |just |only |up to )?"
)
_SAME = re.compile(r" \(| / |/")
_ALSO = re.compile(r"(?: [a-z]+){0,2},? or |, ")
_OF_NEXT = re.compile(r" (?:of )?(?:the|that|its|their) [$€£¥₹\d]")
_BACK = 60
"""How many tokens back a poll's group may have been named."""
_COUNTED = ("counted", "counted_head")


def join(doc: Doc, found: list[Mention], seen: str) -> list[Mention]:
    """The figures of `doc` in order, each with what its neighbours let it take."""
    starts = sentence_starts(doc)
    shared = fill_gaps(doc, change_ends(share_units(found, seen), seen), seen)
    shared = set_against(shared, seen, starts)
    return carry_over(doc, restate(level_points(shared, starts), seen), seen, starts)


def share_units(found: list[Mention], seen: str) -> list[Mention]:
    """Give a number the unit or noun that only its neighbour has: 27 and 29 years old, two- or four-door cars."""
    out = list(found)
    shared = False  # whether the figure to the right has its unit from further right
    for i in range(len(out) - 2, -1, -1):
        left, right = out[i], out[i + 1]
        between = seen[left.end_char : right.start_char]
        joint = _JOINT.fullmatch(between) or (shared and _LISTED.fullmatch(between))
        shared = False
        again = between == ", or " and right.evidence.get("kind") == "ratio"  # 1.2 million, or 14 percent
        listed = i > 0 and _LISTED.fullmatch(seen, out[i - 1].end_char, left.start_char)  # 5, 8, or 11 percent
        if "unit" in left.evidence or (again and not listed):
            continue
        if "unit" in right.evidence and joint:
            if right.rule.startswith("age."):  # 18- and 19-year-olds
                left = replace(left, evidence={k: v for k, v in left.evidence.items() if k not in _COUNTED})
            out[i], shared = _with(left, right, ("unit", "kind", "factor", *_COUNTED, "per")), True
        elif right.evidence.get("unit") == "point" and _LEVEL_BEFORE.fullmatch(between):
            out[i] = _with(left, right, ("unit", "kind"))
        elif _SUSPENDED.fullmatch(between):
            bare = {k: v for k, v in left.evidence.items() if k not in _COUNTED}
            out[i] = _with(replace(left, evidence=bare), right, _COUNTED)
    return out


def change_ends(found: list[Mention], seen: str) -> list[Mention]:
    """Give the ends of a change their roles, and a bare end the unit of the other: to 10 knots from 14."""
    out = list(found)
    for i in range(1, len(out)):
        left, right = out[i - 1], out[i]
        between = seen[left.end_char : right.start_char]
        before = left.evidence.get("role")
        reached = before or seen.endswith(" to ", 0, left.start_char)
        came = _UP_FROM.fullmatch(between) or (reached and _FROM.fullmatch(between))
        went = before in ("delta", "from") and _TO.fullmatch(between)
        if (came or went) and "role" not in right.evidence:
            right = right.known({"role": "from" if came else "to"})
        level = before != "delta" or left.evidence.get("kind") != "ratio"  # up 9.4 percent from 1,085
        bare = "unit" not in right.evidence and not _names(right, seen)
        if level and bare and (came or _AGAINST.fullmatch(between)):
            again_per = () if left.evidence.get("unit") == "times" else ("per",)
            right = _with(right, left, ("unit", "kind", "factor", *again_per))
        if bare and left.evidence.get("unit") == "percentage_point" and _ends_by(left, seen) and _ends_by(right, seen):
            right = _with(right, left, ("unit", "kind", "factor"))  # leads by 18 points among women and trails by 9
        again = before in ("level", "delta") and _AND_AGAIN.fullmatch(between)
        same = before == "delta" and right.evidence.get("unit") == left.evidence.get("unit") != "times"
        bare = "counted" not in right.evidence and before == "level"
        if again and "role" not in right.evidence and (bare or (same and not _names(right, seen))):
            right = _with(right, left, ("role", "change", "unit", "kind", "factor"))
        out[i] = right
    return out


_BASE = re.compile(
    r"(?:\b(?:up|down|higher|lower|off) (?:\w+ )?from|\b(?:compared|in line) (?:with|to)|\bagainst|\bversus|\bvs\.?)"
    r" (?:about |around |some |just |only |nearly |almost |more than |a revised |an? (?:initial|average|earlier) )?\Z",
    re.IGNORECASE,
)
_FORECAST = re.compile(
    r"\b(?:(?:estimates?|forecasts?|expectations?|consensus|predictions?) (?:of|for) "
    r"|(?:had )?(?:forecast|expected|predicted) )"
    r"(?:about |around |an average of |a loss of |a profit of )?\Z"
)
"""What stands before a figure that another one is set against, and before one that was foretold of it."""
_LAST = (
    "from with to against versus vs vs. of for forecast expected predicted about around some just only nearly almost"
    " than revised initial average earlier"
)
_LEADS = tuple(f"{word} " for word in _LAST.split())
"""What either of them ends in."""
_BESIDE = 8
"""How many figures back that other one may stand."""
_TOLD_OF = re.compile(r" (?:that |which )?(?:it|they|he|she|we|analysts|economists|investors|traders) [a-z]")
_MORE = re.compile(r" (?:more|fewer|less) than\b")
"""What stands behind one that says how far it was from another ("450 million it had earned")."""


def set_against(found: list[Mention], seen: str, starts: list[int]) -> list[Mention]:
    """Give what a figure is set against, or what was foretold of it, its unit and counted thing.

    41 percent of voters think that the mayor is right, up from 24 percent; 412 million euros, against 380 million.
    """
    out = list(found)
    for i in range(1, len(out)):
        right = out[i]
        window = seen[max(0, right.start_char - 50) : right.start_char]
        led = window.lower().endswith(_LEADS)  # few figures are, and the rest need not be asked of
        foretold = led and _FORECAST.search(window) is not None
        more = "unit" not in right.evidence and _MORE.match(seen, right.end_char) is not None
        told = _TOLD_OF.match(seen, right.end_char) is not None
        if not foretold and not more and not told and not (led and _BASE.search(window)):
            continue
        left = _set_beside(out, i, seen, starts, foretold)
        if left is None or (_names(right, seen) and not told):
            continue
        bare = {k: v for k, v in right.evidence.items() if k not in _COUNTED}
        measure = () if "unit" in right.evidence else ("unit", "kind", "factor")
        out[i] = _with(replace(right, evidence=bare), left, (*measure, *_COUNTED))
    return out


def _set_beside(found: list[Mention], i: int, seen: str, starts: list[int], foretold: bool) -> Mention | None:
    """The last figure before figure `i` in its sentence that has its unit, or is money as big where it names none."""
    right = found[i]
    sentence, unit = bisect_right(starts, right.start_char), right.evidence.get("unit")
    for left in found[max(0, i - _BESIDE) : i][::-1]:
        if bisect_right(starts, left.start_char) != sentence:
            return None
        bracketed = seen.endswith("(", 0, left.start_char)
        lasts = left.evidence.get("kind") == "time" or left.rule.startswith(("age.", "count.score", "count.vote"))
        if bracketed or lasts or left.evidence.get("unit") == "times":
            continue
        if left.evidence.get("unit") == unit and not foretold:
            return left
        money = unit is None and left.evidence.get("kind") == "currency" and _size(left) == _size(right) != ""
        if money or (foretold and left.evidence.get("unit") == unit is not None):
            return left
    return None


def _size(mention: Mention) -> str:
    """The magnitude that a figure is told in: million."""
    return scale_of(mention.evidence.get("number") or mention.evidence.get("high") or "").strip(" -")


def fill_gaps(doc: Doc, found: list[Mention], seen: str) -> list[Mention]:
    """Give a share of another thing the change whose verb is not said again: output fell 3%, and exports by 10%."""
    out = list(found)
    for i in range(1, len(out)):
        left, right = out[i - 1], out[i]
        if left.evidence.get("unit") != right.evidence.get("unit") or left.evidence.get("role") is None:
            continue
        gap = _GAPPED.fullmatch(seen, left.end_char, right.start_char) if not _names(right, seen) else None
        what = doc.char_span(*gap.span("what")) if gap and right.evidence.get("role") in (None, "delta") else None
        if (
            what is not None
            and all(
                token.pos_ in ("NOUN", "PROPN", "ADJ") or (len(what) == 1 and token.tag_ in ("VB", "VBZ"))
                for token in what
            )
            and what[-1].pos_ != "ADJ"
        ):
            moved = left.evidence["role"] == "delta"
            same = {key: left.evidence[key] for key in ("role", "change") if moved and key in left.evidence}
            named = {"counted": what.text, "counted_head": what[-1].text}
            out[i] = right.known({**same, **named})
    return out


def _ends_by(mention: Mention, seen: str) -> bool:
    """Whether the figure stands right behind "by"."""
    return seen.endswith(" by ", 0, mention.start_char)


def _names(mention: Mention, seen: str) -> bool:
    """Whether what the figure counts stands right behind it."""
    counted = mention.evidence.get("counted")
    return counted is not None and seen[mention.end_char : mention.end_char + 9].lstrip(" -").startswith(counted[:4])


def level_points(found: list[Mention], starts: list[int]) -> list[Mention]:
    """Give the level that an index moved to the unit of its move: rose 64 points, or 2 percent, to 4,577."""
    out = list(found)
    for i, mention in enumerate(found):
        if mention.evidence.get("role") in ("to", "level") and "unit" not in mention.evidence:
            sentence = bisect_right(starts, mention.start_char)
            moves = [m for m in found[max(0, i - 2) : i] if m.evidence.get("unit") == "point"]
            if moves and bisect_right(starts, moves[-1].start_char) == sentence:
                out[i] = _with(mention, moves[-1], ("unit", "kind"))
    return out


def restate(found: list[Mention], seen: str) -> list[Mention]:
    """Give a figure that says another one again what is said of that: 100 kilometers (60 miles), 162 points, or 2%."""
    out = list(found)
    for i in range(1, len(out)):
        left, right = out[i - 1], out[i]
        if left.evidence.get("unit") == right.evidence.get("unit"):
            continue
        between = seen[left.end_char : right.start_char]
        if _SAME.fullmatch(between):
            keys = ("bound", "change", "role", "per", *_COUNTED)
            bare = {k: v for k, v in right.evidence.items() if k not in keys}
            out[i] = _with(replace(right, evidence=bare), left, keys)
        elif "change" in left.evidence and _ALSO.fullmatch(between):
            out[i] = _with(right, left, ("change", "role", *_COUNTED))
    return out


def carry_over(doc: Doc, found: list[Mention], seen: str, starts: list[int]) -> list[Mention]:
    """Give a figure whose counted thing is only understood the last one of its sentence or of the one before."""
    last: dict[str, tuple[int, dict[str, Any], bool]] = {}  # by unit
    out = []
    for mention in found:
        sentence, unit = bisect_right(starts, mention.start_char), mention.evidence.get("unit", "count")
        named = {k: v for k, v in mention.evidence.items() if k in _COUNTED}
        if mention.rule.startswith(("count.score", "count.vote")):
            out.append(mention)
            continue
        big = _is_big(mention)
        if seen.endswith(_ALONE, 0, mention.start_char) or _OF_NEXT.match(seen, mention.end_char):
            pass  # half the $3.1 billion
        elif not named and unit == "times" and seen.startswith((" as many", " as much"), mention.end_char):
            mention = mention.known(_last(last, "count", sentence, big, 0))
        elif not named:
            named = (_group(doc, mention) if unit == "percent" else {}) or _last(last, unit, sentence, big)
            mention = mention.known(named)
        if named and not seen.startswith(("-", " were ", " are "), mention.end_char):
            last[unit] = (sentence, named, big)
            if unit == "count":
                last["percent"] = (sentence, named, True)
        out.append(mention)
    return out


_ALONE = ("top ", "bottom ", "growth of ")
"""What stands before figures of nothing that was named: "the top 10 percent"."""


def _is_big(mention: Mention) -> bool:
    """Whether a count is none of a few: it has a magnitude or three digits."""
    number = mention.evidence.get("number") or mention.evidence.get("high") or ""
    return scale_of(number) != "" or sum(map(str.isdigit, number)) > 2


def _last(
    last: Mapping[str, tuple[int, dict[str, Any], bool]], unit: str, sentence: int, big: bool, reach: int | None = None
) -> dict[str, Any]:
    """What was counted last in that unit, at most `reach` sentences back; amounts are carried within one only.

    `big`: whether it is for a count of many, which is none of what the sentence before had a few of.
    """
    where, named, many = last.get(unit, (-9, {}, True))
    if big and not many and unit == "count" and where != sentence:
        return {}
    allowed = (1 if unit in ("count", "percent") else 0) if reach is None else reach
    return named if sentence - where <= allowed else {}


def _group(doc: Doc, mention: Mention) -> dict[str, Any]:
    """The group that a poll's shares are of: among likely voters, 46 percent."""
    span = span_at(doc, mention.start_char, mention.end_char)
    if span is None or not doc.has_annotation("SENT_START"):
        return {}
    sentence = sentence_of(span[0])
    before, after = doc[max(sentence.start, span.start - _BACK) : span.start], doc[span.end : sentence.end][:_BACK]
    for token in (*reversed(before), *after):
        if token.lower_ == "among":
            noun: Token | None = next((child for child in token.children if child.dep_ == "pobj"), None)
            if noun is not None:
                counted = phrase(noun, token.i + 1, span)
                return {"counted": counted.phrase, "counted_head": counted.head}
    return {}


def _with(mention: Mention, other: Mention, keys: tuple[str, ...]) -> Mention:
    """`mention` with what `other` has and it has not."""
    more = {k: other.evidence[k] for k in keys if k in other.evidence and k not in mention.evidence}
    return mention.known(more)
