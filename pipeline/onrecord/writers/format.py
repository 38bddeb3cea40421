"""What an output format is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from pydantic import BaseModel

Write = Callable[[BaseModel], object]
"""Writes one row, which is out when the call returns."""


@dataclass(frozen=True)
class Format:
    """An output format: its name, its suffixes, and `writer`, which makes the function that writes to a stream."""

    name: str
    suffixes: tuple[str, ...]
    writer: Callable[[BinaryIO], Write]
