"""Names the person or body behind each quote's source."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from onrecord.components.family import mentions, set_mentions
from onrecord.components.resolve.referents import Referent, Referents, source_of
from onrecord.components.surface import span_at, text_of
from onrecord.model import Mention


def resolve_quotes(doc: Doc, referents: Referents | None = None) -> None:
    """Write `source_name`, and `source_id` where the source is an entity of the record, into the quotes' evidence."""
    found = mentions(doc, "quotes")
    if found:
        known = referents or Referents(doc)
        set_mentions(doc, "quotes", [_resolved(mention, known) for mention in found])


def _resolved(mention: Mention, referents: Referents) -> Mention:
    """The mention with the name and id of its source, as far as they show."""
    evidence = dict(mention.evidence)
    place = source_of(mention)
    evidence |= _named(referents.sources.get(place) if place and not _may_be_another(referents.doc, place) else None)
    hearer = referents.at(*evidence["heard_by"]) if "heard_by" in evidence else None
    if hearer is not None and hearer.name != evidence.get("source_name"):
        evidence["addressee"] = hearer.name
    for link in ("passed_on_by", "citing"):
        if link in evidence:
            evidence |= _named(referents.at(*evidence[link]), link)
    if "inner" in evidence:
        evidence["inner"] = [_inner(inner, referents, evidence) for inner in evidence["inner"]]
    return mention.known(evidence)


def _may_be_another(doc: Doc, place: tuple[int, int]) -> bool:
    """Whether "it" has a subject before it in its sentence that is no body of the record, but can speak, too: "The
    country recorded 98 cases, and it confirmed ..."."""
    if text_of(doc)[place[0] : place[1]].lower() != "it":
        return False
    span = span_at(doc, *place)
    if span is None:
        return False
    before = (t for t in reversed(doc[span.sent.start : span.start]) if t.dep_ in ("nsubj", "nsubjpass"))
    nearest = next(before, None)
    return nearest is not None and nearest.lower_ in _SPEAKS and nearest.left_edge.lower_ == "the"


_SPEAKS = frozenset(
    "bank chain city club company country county firm group hospital nation paper state town union".split()
)


def _inner(evidence: dict[str, Any], referents: Referents, outer: dict[str, Any]) -> dict[str, Any]:
    """The evidence of a quote inside a quote, with its source where that is named, or speaks: "he" may be anybody."""
    if "source" in evidence and text_of(referents.doc)[slice(*evidence["source"])] == "I":
        return evidence | {key: outer[key] for key in ("source_name", "source_id") if key in outer}
    return evidence | _named(referents.inside(*evidence["source"])) if "source" in evidence else evidence


def _named(source: Referent | None, role: str = "source") -> dict[str, str]:
    """The evidence that names a source, or another link of the chain."""
    if source is None:
        return {}
    return {f"{role}_name": source.name} | ({f"{role}_id": source.id} if source.id is not None else {})
