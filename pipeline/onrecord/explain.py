"""What is wrong with a line of a table that cannot be read, in words that say what to do."""

from __future__ import annotations

import difflib
import json
from collections.abc import Collection, Mapping
from typing import Any

from pydantic import ValidationError

_REMEDIES: Mapping[str, str] = {
    "missing": "it is missing; every line has it",
    "string_too_short": "it is empty; fill it or leave it out",
    "too_short": "it is empty; give one at least",
    "tuple_type": 'give a list: ["...", "..."]',
    "list_type": 'give a list: ["...", "..."]',
    "dict_type": 'give an object: {"...": "..."}',
    "string_type": "give text in quotation marks",
}
_EXAMPLES = 'give {"The [[Coast Guard]] met.": {"name": "Coast Guard"}}: the text, its mention in brackets, what it is'
_SHAPES: Mapping[str, str] = {
    "id": "write it in small letters and digits, with hyphens or dots between them: us-cbp",
    "label": "write it in capitals: AGENCY",
}
_MARK = b"\xef\xbb\xbf"


def wrong(line: bytes, error: ValidationError, fields: Collection[str]) -> str:
    """What is wrong with a line, and with which rule. `fields`: those that a line of its table may have."""
    if line.startswith(_MARK):
        return "begins with a byte order mark; save the file without one"
    try:
        row = json.loads(line)
    except ValueError as broken:
        return f"not JSON: {broken}"
    name = row.get("id", "without an id") if isinstance(row, dict) else "without an id"
    first: Any = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"]) or "the line"
    return f"rule {name}: {field}: {remedy(first, field, fields)}"


def remedy(found: Mapping[str, Any], field: str, fields: Collection[str]) -> str:
    """What to do about one of pydantic's errors."""
    kind: str = found["type"]
    if kind == "extra_forbidden" and "." not in field:
        near = difflib.get_close_matches(field, fields, n=1)
        return f"there is no such field; is it {near[0]!r}?" if near else f"there is no such field in {sorted(fields)}"
    if kind == "string_pattern_mismatch" and field in _SHAPES:
        return _SHAPES[field]
    if field == "examples" and kind in {"dict_type", "too_short", "missing"}:
        return _EXAMPLES
    said: str = found["msg"]
    return _REMEDIES.get(kind, said.removeprefix("Value error, "))
