"""A JSON object to an article: what JSON and JSONL share."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, NoReturn

from onrecord.model import Article, Origin
from onrecord.readers import ninjs
from onrecord.readers.format import Bad, Fields

OPTIONAL = ("title", "published", "url", "publisher")
NO_DATE = ("None", "NaT", "nan", "NaN", "null")
"""What Python's libraries write for a date that is not known."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_COUNTRY = re.compile("[A-Za-z]{2}")


def parse(text: str, parse_float: Callable[[str], float] = float) -> Any:
    """What a JSON text says. Raises Bad also for what Python's reader lets pass or chokes on."""
    try:
        return json.loads(text, parse_float=parse_float, parse_constant=_refuse, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise Bad(f"not JSON: {error.msg} ({where})") from error
    except RecursionError as error:
        raise Bad("not read: JSON nested too deeply") from error
    except Bad:
        raise
    except ValueError as error:  # an integer of more digits than Python converts
        raise Bad("not read: a number of thousands of digits") from error


def _refuse(constant: str) -> NoReturn:
    raise Bad(f"not JSON: {constant} is no number")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) < len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise Bad(f'the field "{double}" stands twice')
    return row


def article(row: Any, default_id: str, origin: Origin, encoding: str | None, fields: Fields) -> Article:
    """The article of a row, or of a ninjs item; fields that are not ours are ignored.

    `fields` has the names that the row has for ours. Raises Bad and names the field that is wrong.
    """
    if not isinstance(row, dict):
        raise Bad(f"not an object, but {_kind(row)}")
    revision = None
    if not fields and ninjs.is_ninjs(row):
        row, revision = ninjs.plain(row)
    name = fields.get("text", "text")
    text = row.get(name)
    if not isinstance(text, str):
        raise Bad(f'no "{name}"' if text is None else f'"{name}" is {_kind(text)}, not a string')
    known = {ours: _optional(row, fields.get(ours, ours)) for ours in OPTIONAL}
    if known["published"] in NO_DATE:
        known["published"] = None
    id_, country = _id(row, fields.get("id", "id"), default_id), _country(row, fields.get("country", "country"))
    values = {"id": id_, "text": text, **known, "country": country}
    for ours, value in values.items():
        if value is not None and (odd := _SURROGATE.search(value)):
            name = fields.get(ours, ours)
            raise Bad(f'"{name}" has half a character (U+{ord(odd[0]):04X}, a lone surrogate) at {odd.start()}')
    return Article.model_validate({**values, "encoding": encoding, "origin": origin, "revision": revision})


def _id(row: dict[str, Any], name: str, default: str) -> str:
    value = row.get(name)
    if value is None or value == "":
        return default
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Bad(f'"{name}" is {_kind(value)}, not a string')
    return str(value)


def _optional(row: dict[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise Bad(f'"{name}" is {_kind(value)}, not a string')
    return value


def _country(row: dict[str, Any], name: str) -> str | None:
    value = _optional(row, name)
    if value is not None and not _COUNTRY.fullmatch(value):
        raise Bad(f'"{name}" is {value!r}; write the two letters of ISO 3166, as in "US"')
    return value.upper() if value else None


def _kind(value: Any) -> str:
    kinds = {list: "a list", dict: "an object", str: "a string", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")
