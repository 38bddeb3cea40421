"""Which clauses tell of a deed: somebody public did, does or will do something."""

from __future__ import annotations

import re

from onrecord.claims.changes import tells_trend
from onrecord.claims.page import Page
from onrecord.model import Clause, Span

_STATES = frozenset(
    """
    be seem appear become remain stay have own face contain include lie stand belong depend mean
    think believe foresee know feel hope fear expect want wish doubt understand see consider like love need worry
    say speak talk tell add note argue claim allege warn insist explain ask acknowledge suggest write describe call
    estimate disagree suspect assume look sleep sit go come share do wait continue learn survive
    """.split()
)
"""Verbs of being, thinking and saying: what somebody is, holds or says is no deed. (Sayings are statements.)"""
_CALLED = frozenset(
    "recess election elections vote referendum meeting session hearing summit strike halt truce".split()
)
"""What is called together or off, which is a deed."""
_TOLD_BY_OBJECT = {"call": _CALLED, "do": frozenset({"same", "so", "likewise"})}  # "Peru has done the same"
_NUMBERS = frozenset("number numbers toll figure figures estimate cost costs damage total".split())
"""What is put at so much, which is a saying: "put the toll at 212"."""
_AT = re.compile(r"[^,;.]{1,60} at (?:about |around |nearly |over |more than )?[$€£¥₹]?\d")
"""What follows "put" where it is a saying: "put the rise at 1.53 degrees"."""
_PERCEIVES = frozenset({"hear", "read"})
"""Verbs that are a deed of courts and committees, but none of whoever only tells of it."""
_SILENCE = frozenset(
    "comment say answer discuss elaborate speculate confirm name identify respond reply disclose".split()
)
_OFFICES = frozenset("lead run direct chair head oversee manage".split())
"""Verbs that in the present tell of an office, not of a deed."""
_NAMELESS = re.compile(r"\banonym|\bauthori[sz]ed to (?:speak|discuss|comment)")
"""Why a source has no name, which is no deed of his."""
_BODIES = frozenset(
    """
    parliament council court committee commission ministry government senate legislature assembly cabinet congress
    administration police army navy military troops embassy office house agency
    judge jury prosecutor prosecutors lawmakers legislators ministers officials authorities regulators
    senators councilors councillors aldermen commissioners supervisors mps
    assemblymen coalition congressman congresswoman councillor councilor governor jurors lawmaker legislator
    magistrate mayor minister municipality opposition party premier president prosecution regulator senator sheriff
    tribunal watchdog
    """.split()
)
"""Nouns for public bodies and those who act for them, which the article need not name."""
_COUNTIES = frozenset("city county town borough district province members".split())
"""What an article calls a local government, or those who sit in it, for short: "the county", "members"."""
_IDIOMS = tuple(f" {word}" for word in ("short", "apart", "ill", "silent", "behind", "asleep", "victim", "in love"))
"""What follows "fell" where nothing shrank."""
_PRONOUNS = frozenset(
    "nothing everything nobody much many some few it they he she we i you this that these those which who one".split()
)
_LACKING = frozenset("that which what who whom".split())
"""Words for the object of a clause, which is no sentence without it."""
_OPEN = frozenset("whether if unless".split())
"""Words that leave open whether the deed was done."""
_SUPPOSING = (["had"], ["were"], ["should"])
"""Verbs that stand before their subject for "if": "Had the council met, ..."."""
_ASKING = frozenset({"how", "why"})


def is_deed(page: Page, clause: Clause) -> bool:
    """Whether the verb tells of a deed: none of being or thinking, no office, no question, no refusal to speak."""
    words = clause.object.text.split() if clause.object else []
    told = _TOLD_BY_OBJECT.get(clause.lemma)
    if told is not None and not told.isdisjoint(words):
        return True
    if clause.lemma in ("put", "give", "set") and not _NUMBERS.isdisjoint(words):
        return False
    if clause.lemma == "put" and _AT.match(page.text, clause.verb.end_char, clause.extent.end_char):
        return False
    if clause.lemma in ("decline", "refuse") and _SILENCE.intersection(words[:2]):
        return False
    if clause.lemma in _STATES or (clause.negated and clause.lemma in _SILENCE):
        return False
    if clause.lemma in _OFFICES and clause.status == "ongoing" and words[:1] != ["for"]:  # "is running for mayor"
        return False
    end = clause.extent.end_char
    if clause.lemma in _PERCEIVES and page.quotes_over(clause.extent):
        return False
    if page.text[end : end + 2].lstrip('”"').startswith("?"):
        return False
    return _NAMELESS.search(page.text, clause.verb.start_char, end) is None


def is_trend(page: Page, clause: Clause) -> bool:
    """Whether a clause tells without a number that something grew or shrank: "encounters dropped sharply"."""
    if (
        not (tells_trend(clause.lemma) or clause.lemma == "worsen")
        or clause.subject_label
        or clause.status not in ("done", "ongoing")
    ):
        return False
    if page.text.startswith(_IDIOMS, clause.verb.end_char):
        return False
    head = clause.subject_head.text if clause.subject_head else ""
    return (
        (head.islower() or not clause.opens_with_name)
        and head.lower() not in _PRONOUNS
        and not page.figures_in(clause.extent)
        and not page.verbatim(clause.verb)
    )


def is_plight(page: Page, clause: Clause) -> bool:
    """Whether a clause tells what state a country is in: "Peru is in the middle of a crisis", not "is in the south"."""
    if clause.lemma not in ("be", "remain") or clause.object is None or not page.is_country(clause):
        return False
    first, *words = clause.object.text.lower().split()
    told = first in _IN and not _PLIGHTS.isdisjoint(words)
    return told and not page.verbatim(clause.verb) and not page.figures_in(clause.extent)


_IN = frozenset("in at on under without".split())
_PLIGHTS = frozenset(
    """
    war peace crisis recession depression default lockdown emergency turmoil mourning chaos conflict siege talks
    negotiations bankruptcy blockade drought famine collapse sanctions embargo curfew government president parliament
    power electricity water
    """.split()
)
"""What a country is in, under or without."""


def is_part(page: Page, clause: Clause) -> bool:
    """A clause that is only a part of what another says: "what Mexico did", "how the council votes", "if it votes".

    "How the council spent it" tells that it did.
    """
    assert clause.subject is not None
    opening = page.text[clause.extent.start_char : clause.subject.start_char].lower().split()
    if (opening and opening[0] in _LACKING) or not _OPEN.isdisjoint(opening):
        return True
    if clause.modality == "conditional" and opening[:1] in _SUPPOSING:
        return True
    return clause.status != "done" and not _ASKING.isdisjoint(opening)


def is_public(clause: Clause) -> bool:
    """Whether a subject is a public body or its people, though unnamed: "a federal judge", "lawmakers"."""
    if clause.subject is None or clause.subject_head is None:
        return False
    words = clause.subject.text.lower().split()
    if clause.modality != "possible" and " ".join(words[1:] if words[0] == "the" else words) in _COUNTIES:
        return True
    of = words[-1] if words[-2:-1] == ["of"] else ""  # "the lower house of parliament"
    head = clause.subject_head.text.lower()
    local = head == "corporation" and "municipal" in words
    return words[0] != "whose" and (local or not _BODIES.isdisjoint((head, of)))


def meant_before(page: Page, clause: Clause) -> Span | None:
    """The body without a name that acts just before "it" does, which that means: "A jury convicted her; it ..."."""
    subject = clause.subject
    if subject is None or clause.subject_name is not None or subject.text.lower() != "it":
        return None
    before = page.clause_before(subject)
    if before is None or before.subject is None or before.sentence != clause.sentence or page.actor(before):
        return None
    return before.subject if is_public(before) and not before.subject.text.endswith("s") else None
