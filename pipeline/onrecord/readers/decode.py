"""Bytes to text: a byte-order mark decides, else UTF-8, else Windows-1252 where that is plainly English."""

from __future__ import annotations

import codecs
import re

from onrecord.readers.format import Bad
from onrecord.readers.language import find_language

MARKS = (  # UTF-32's first: the little-endian one starts like UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(raw: bytes) -> tuple[str, str]:
    """The text of `raw` without its byte-order mark, and the encoding's name. Raises Bad where it is no text."""
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return decode_as(raw.removeprefix(mark), encoding), encoding
    if b"\0" in raw:
        raise Bad("a binary file, not text")
    try:
        return raw.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if is_windows_1252(raw):
            return raw.decode("windows-1252"), "windows-1252"
        if len(_CONTROLS.findall(raw)) * 100 > len(raw):
            raise Bad("a binary file, not text") from error
        raise Bad(f"not UTF-8: byte 0x{raw[error.start]:02x} at offset {error.start}") from error


def decode_as(raw: bytes, encoding: str) -> str:
    """The text of `raw` in that encoding; Bad where it is not."""
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise Bad(f"not {encoding.upper()}, as its byte-order mark says: at offset {error.start}") from error


def is_windows_1252(raw: bytes) -> bool:
    """Whether bytes that are not UTF-8 are plainly English text in Windows-1252.

    A valid sequence of UTF-8 among them says no: that is a damaged UTF-8 file, and would come out as mojibake.
    """
    if _CONTROLS.search(raw) or not raw.decode("utf-8", "ignore").isascii():
        return False
    try:
        text = raw.decode("windows-1252")
    except UnicodeDecodeError:
        return False
    return find_language(text) == "en"
