"""What is wrong with a line of a table that cannot be read, in words that say what to do."""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter
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
    "bool_type": "write true or false, without quotation marks",
    "int_type": "give a whole number, without quotation marks",
    "float_type": "give a number, without quotation marks",
    "model_type": 'a rule is an object: {"id": "...", "label": "...", ...}',
}
_EXAMPLES = 'give {"The [[Coast Guard]] met.": {"name": "Coast Guard"}}: the text, its mention in brackets, what it is'
_SHAPES: Mapping[str, str] = {
    "^[a-z0-9]+([._-][a-z0-9]+)*$": "write it in small letters and digits, with hyphens or dots between them: us-cbp",
    "^[A-Z]{2}$": "give its ISO 3166 code, two capital letters: US",
    "^[A-Z]{2}-[A-Z0-9]{1,3}$": "give its ISO 3166-2 code: US-TX",
    "^[A-Z]{3}$": "give its ISO 4217 code, three capital letters: USD",
    r"^(0*[1-9][0-9]*(\.[0-9]+)?|0+\.0*[1-9][0-9]*)$": "give a number above 0 in quotation marks: 0.01",
}
"""By their patterns, how fields of a certain shape are written."""

_MARK = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\0")
_ODD_QUOTES = "'“”‘’„«»`"
_LAST_COMMA = re.compile(r"\s*[}\]]|,\s*[}\]]")


def wrong(line: bytes, error: ValidationError, fields: Collection[str]) -> list[str]:
    """All that is wrong with a line, and with which rule. `fields`: those that a line of its table may have."""
    if line.startswith(_MARK):
        return ["begins with a byte order mark; save the file without one"]
    if any(mark in line for mark in _WIDE):
        return ["is not UTF-8 but UTF-16 or binary; save the file as UTF-8"]
    try:
        row = json.loads(line)
    except UnicodeDecodeError as broken:
        return [f"byte {broken.start + 1} is not UTF-8; save the file as UTF-8"]
    except ValueError as broken:
        return [f"not JSON: {unreadable(line.decode(), broken)}"]
    name = row.get("id", "without an id") if isinstance(row, dict) else "without an id"
    found = []
    for each in error.errors():
        field = ".".join(str(part) for part in each["loc"] if part != "[key]") or "the line"
        found.append(f"rule {name}: {field}: {remedy(each, field, fields)}")
    return found


def unreadable(text: str, error: ValueError) -> str:
    """What keeps a line from being JSON, where, and what to do."""
    if not isinstance(error, json.JSONDecodeError):
        return str(error)
    line, at = text.strip(), error.pos
    rest = text[at:]
    if line.startswith(("#", "//")):
        what = "a line is a rule, no comment; what there is to say goes into its field `why`"
    elif error.msg == "Extra data" and line.startswith("{"):
        what = "each rule has a line of its own" if "{" in rest else "the rule ends before; take out the rest"
    elif not (line.startswith("{") and line.endswith("}")):
        what = "a rule stands whole on one line, from { to }"
    elif rest and rest[0] in _ODD_QUOTES:
        what = 'put names and text into straight double quotation marks: "id"'
    elif re.match("None|True|False", rest):
        what = "write null, true and false"
    elif _LAST_COMMA.match(rest) and "," in text[:at].rstrip()[-1:] + rest[:1]:
        what = "take out the comma before the bracket"
    elif error.msg == "Invalid \\escape":
        what = "write a backslash twice"
    elif error.msg.startswith("Expecting ','"):
        what = "a comma or a bracket is missing"
    else:
        what = error.msg
    return f"{what} (column {at + 1}: {rest[:20]!r})"


def remedy(found: Mapping[str, Any], field: str, fields: Collection[str]) -> str:
    """What to do about one of pydantic's errors."""
    kind, said = found["type"], found["msg"].removeprefix("Value error, ")
    if kind == "extra_forbidden" and "." not in field:
        near = difflib.get_close_matches(field, fields, n=1)
        return f"there is no such field; is it {near[0]!r}?" if near else f"there is no such field in {sorted(fields)}"
    if kind == "string_pattern_mismatch":
        return _SHAPES.get(found["ctx"]["pattern"], said)
    if kind == "literal_error":
        return not_among(found["input"], found["ctx"]["expected"])
    if field == "examples" and kind in {"dict_type", "too_short", "missing"}:
        return _EXAMPLES
    return _REMEDIES.get(kind, said.replace("Input should be", "it is to be"))


def not_among(given: object, expected: str) -> str:
    """What to do about a value that is none of those `expected`, which stand in quotation marks."""
    near = difflib.get_close_matches(str(given).casefold(), re.findall(r"'([a-z][^']*)'", expected), n=1)
    hint = f"; is it {near[0]!r}?" if near else ""
    return f"{given!r} is not {expected}{hint}"


def repeated(line: bytes) -> list[str]:
    """The fields, and the texts among examples, that stand twice in one object of a line: only the last would count."""
    found: list[str] = []

    def note(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found.extend(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        return dict(pairs)

    json.loads(line, object_pairs_hook=note)
    return found
