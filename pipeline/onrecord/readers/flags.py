"""What is odd about a text's characters. It is told, never mended: offsets count in the text as it came."""

from __future__ import annotations

import re

from onrecord.model import Flag

_MOJIBAKE = re.compile("â€[™œžš˜“”¦¢–—\x80-\x9f]|Ã[\x80-\x9f¡-¿]|Â[\xa0-\xbf]|ï»¿")
"""UTF-8 that was read as windows-1252 somewhere on its way: "itâ€™s", "cafÃ©"."""

_HIDDEN = "[\u202a-\u202e\u2066-\u2069\u200b\u2060]"
_ALIKE = "[\u0400-\u04ffΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυ]"
_SUSPICIOUS = re.compile(f"{_HIDDEN}|[A-Za-z]{_ALIKE}|{_ALIKE}[A-Za-z]")
"""Characters that nobody sees, some of which turn what stands around them, and letters of two scripts in one word."""


def find_flags(text: str) -> tuple[Flag, ...]:
    """`mojibake` and `suspicious_unicode`, where they fit."""
    if text.isascii():
        return ()
    found: tuple[tuple[Flag, re.Pattern[str]], ...] = (("mojibake", _MOJIBAKE), ("suspicious_unicode", _SUSPICIOUS))
    return tuple(flag for flag, pattern in found if pattern.search(text))
