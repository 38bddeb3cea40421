"""Through whose hands words go: the paper that quotes a speaker, the officials that a report cites."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from spacy.tokens import Doc, Token

from onrecord.components.cues import children, first_child, sentence_of
from onrecord.components.source import DOCUMENTS, QUOTES, Range, noun_phrase, quoting
from onrecord.rules import CueRule

_SOURCES = DOCUMENTS | frozenset(
    "aide analyst diplomat expert lawmaker officer official people person police source witness".split()
)
_LONGEST_CLIMB = 6
_FARTHEST = 40
"""Tokens between a report and the word that names whom it cites."""


def passed_on_by(cue: Token) -> Range | None:
    """Who passes on what somebody else says: "was quoted by Tass as saying", "Tass quoted him as saying"."""
    found = quoting(cue)
    if found is None:
        return None
    agents = (agent for verb in found for agent in children(verb, "agent", "prep") if agent.lower_ == "by")
    by = next((who for agent in agents if (who := first_child(agent, "pobj")) and who.ent_type_ != "DATE"), None)
    by = by or first_child(found[0], "nsubj")
    return noun_phrase(by) if by is not None else None


def cited(cue: Token) -> Token | None:
    """Whom or what a report goes by: "reported, citing two | officials"; None for other things that one cites."""
    what = first_child(cue, "dobj") if cue.lower_ in ("citing", "quoting") else None
    known = what is not None and (what.lemma_.lower() in _SOURCES or what.lower_.removesuffix("s") in _SOURCES)
    return what if known else None


def cited_by(doc: Doc, cues: Mapping[int, CueRule]) -> dict[int, Range]:
    """Whom the reports of a document go by, by the token of the report's cue."""
    found: dict[int, Range] = {}
    for i in (i for i, rule in cues.items() if rule.lemma in QUOTES):
        what = cited(doc[i])
        report = _report(doc[i], cues) if what is not None else None
        if what is not None and report is not None:
            found[report] = noun_phrase(what)
    return found


def _report(citing: Token, cues: Mapping[int, CueRule]) -> int | None:
    """The cue of the report that "citing" goes with: above it in the parse, else the last one before it."""
    above = next((up.i for up in islice(citing.ancestors, _LONGEST_CLIMB) if up.i in cues), None)
    if above is not None:
        return above
    first = max(sentence_of(citing).start, citing.i - _FARTHEST)
    return next((i for i in range(citing.i - 1, first - 1, -1) if i in cues and cues[i].pos == "verb"), None)
