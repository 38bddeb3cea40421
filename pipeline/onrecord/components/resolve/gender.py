"""Whether "he" or "she" can mean somebody: what a title, a noun or a given name tells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from spacy.tokens import Span

from onrecord.components.resolve.given_names import FEMALE, MALE

HE, SHE = "he", "she"
_MALE = frozenset("father brother son king husband mr. boy sir lord uncle grandfather stepfather nephew".split())
_FEMALE = frozenset("mother sister daughter queen wife mrs. ms. girl lady aunt grandmother stepmother niece".split())
_HONORIFICS = frozenset({"mr.", "mrs.", "ms.", "sir", "lord", "lady", "king", "queen"})


def gender_told(span: Span) -> str:
    """ "he" or "she" where a title or noun of the span, or right before it, tells; else ""."""
    for token in span:
        if gender := _gender_of(token.lower_):
            return gender
    return _gender_of(span.doc[span.start - 1].lower_) if span.start else ""


@lru_cache(maxsize=10_000)
def _gender_of(word: str) -> str:
    """That of a word."""
    if word in _FEMALE or word.endswith(("woman", "women")):
        return SHE
    return HE if word in _MALE or word.endswith(("man", "men")) else ""


def gender_of_titles(titles: Sequence[str], span: Span) -> str:
    """The gender that somebody's titles tell, or the word before the name; a name may end in "man" or "men", too."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    words = (before, span[0].lower_ if span[0].lower_ in _HONORIFICS else "", *" ".join(titles).split())
    return next((gender for word in words if (gender := _gender_of(word))), "")


def gender_of_name(name: str) -> str:
    """That of a given name."""
    return SHE if name in FEMALE else HE if name in MALE else ""
