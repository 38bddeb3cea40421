"""What all tests share: one pipeline, built once."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The whole pipeline over the default model. Tests read it and never change it."""
    return onrecord.load()
