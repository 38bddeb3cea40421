"""Joins the mentions of one public body into one entity."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from onrecord.components.family import mentions, set_mentions
from onrecord.model import Mention


def resolve_agencies(doc: Doc) -> None:
    """Write `evidence["entity"]` of each agency: its id, or one of this article ("agency-1") where it has none."""
    found = mentions(doc, "agencies")
    fresh: dict[str, str] = {}
    joined: list[Mention] = []
    for mention in found:
        evidence = dict(mention.evidence)
        if evidence["id"]:
            evidence["entity"] = evidence["id"]
        else:
            key = evidence["name"].casefold()
            evidence["entity"] = fresh.setdefault(key, f"agency-{len(fresh) + 1}")
        joined.append(replace(mention, evidence=evidence))
    set_mentions(doc, "agencies", joined)
