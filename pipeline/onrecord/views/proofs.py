"""What `onrecord verify` tells: one line per failure, or how much was proven."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from onrecord.model import Reject
from onrecord.verify import Failure, Proven
from onrecord.views import complain
from onrecord.views.harmless import harmless


def show_proofs(outcomes: Iterable[Proven | Failure | Reject]) -> bool:
    """Print each failure on standard output, and each article that could not be read on standard error.

    Where nothing failed, one line says how many claims were proven, else how many were not. Returns whether all were.
    """
    proven, articles, wrong, failed = 0, set(), set(), False
    for outcome in outcomes:
        if isinstance(outcome, Proven):
            proven += 1
            articles.add(outcome.article.id)
            continue
        failed = True
        if isinstance(outcome, Failure):
            wrong.add(outcome.line)
            print(harmless(str(outcome)))
        else:
            complain(outcome)
    if not failed:
        print(f"{proven} claims of {len(articles)} articles, all proven" if proven else "no claims, nothing to prove")
    elif wrong:
        print(f"onrecord: {len(wrong)} of {proven + len(wrong)} claims not proven", file=sys.stderr)
    return not failed


def complain_of(outcome: Failure | Reject) -> None:
    """One line on standard error for a claim that failed or an article that could not be read."""
    if isinstance(outcome, Reject):
        complain(outcome)
    else:
        print(f"onrecord: {harmless(str(outcome))}", file=sys.stderr, flush=True)
