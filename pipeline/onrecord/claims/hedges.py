"""Clauses that leave open whether what was said before them is so."""

from __future__ import annotations

from onrecord.model import Clause

_CHECKS = frozenset({"verify", "confirm", "corroborate", "substantiate"})
_TOLD = frozenset(
    """
    claim claims report reports account accounts figure figures number numbers toll allegation allegations statement
    statements assertion assertions information details it this that they these those
    """.split()
)
_NONE = frozenset({"neither", "none", "no"})


def leaves_open(clause: Clause) -> bool:
    """Whether a clause says that nobody could check what was said before: "the claim could not be verified"."""
    return clause.lemma in _CHECKS and clause.negated and clause.modality == "possible" and _is_told(clause)


def _is_told(clause: Clause) -> bool:
    """Whether a clause is about something said before: "the claim could not be verified"."""
    words = [
        clause.subject_head.text if clause.subject_head else "",
        *(clause.object.text.split() if clause.object else ()),
    ]
    return any(word.lower() in _TOLD for word in words)


def without_subject(text: str, clause: Clause) -> str:
    """A clause without its subject: "could not be independently verified"; but "neither account could be verified"."""
    start = clause.extent.start_char
    if clause.subject and clause.subject.text.split(" ", 1)[0].lower() not in _NONE:
        start = clause.subject.end_char
    return text[max(start, clause.extent.start_char) : clause.extent.end_char].strip(" ,")
