"""Strangers' text on a terminal: what would steer the terminal or hide text is shown, not obeyed."""

from __future__ import annotations

_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}  # ␀ ... ␟ and ␡
_HIDDEN = (
    *range(0x80, 0xA0),  # controls
    0x061C,  # marks and overrides of writing direction, which can make a text read other than it is
    *range(0x200E, 0x2010),
    *range(0x2028, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xD800, 0xE000),  # half characters
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),  # tags
)
_TABLE = dict.fromkeys(_HIDDEN, 0xFFFD) | _PICTURES
_KEEPING_LINES = _TABLE | {ord("\n"): ord("\n"), ord("\t"): ord(" ")}


def harmless(text: str, *, lines: bool = False) -> str:
    """`text` with a picture or � for each control and bidi character, one for one; `lines` keeps line breaks."""
    return text.translate(_KEEPING_LINES if lines else _TABLE)
