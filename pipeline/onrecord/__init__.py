"""onrecord: news articles in, checkable facts and claims out.

import onrecord

nlp = onrecord.load()
record = onrecord.annotate("The board met on Tuesday.", nlp, published="2025-04-10")
claims = onrecord.extract("The board met on Tuesday.", nlp, published="2025-04-10")
"""

from __future__ import annotations

from onrecord.api import annotate, extract, load
from onrecord.model import Article, Claim, Record

__all__ = ["Article", "Claim", "Record", "annotate", "extract", "load"]
