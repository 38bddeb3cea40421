"""What all tests share: one pipeline, built once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

import onrecord

if TYPE_CHECKING:
    from spacy.language import Language

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy loads, which importing onrecord does not


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The whole pipeline over the default model. Tests read it and never change it."""
    return onrecord.load()
