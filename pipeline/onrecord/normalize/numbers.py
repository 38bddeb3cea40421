"""The grammar of numbers: digits, words and mixtures of both, and the exact value of each.

`BLOCKS` are the named pieces of regular expressions that the rules of `patterns/figures.jsonl` are written in; they
read a text's `view`. `parse_number` gives the exact decimal of what `{number}` matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

THIN = "\u2009"
"""Stands for any narrow or no-break space that groups digits."""

_NAMED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
_NAMES = _NAMED.split()
_UNITS, _TEENS, _TENS = _NAMES[1:10], _NAMES[10:20], _NAMES[20:]

SMALL: Mapping[str, int] = {
    **{word: n for n, word in enumerate(_NAMES[:20])},
    **dict(zip(_TENS, range(20, 100, 10), strict=True)),
    "twice": 2,
    "thrice": 3,
}

SCALES: Mapping[str, int] = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "lakh": 10**5,
    "crore": 10**7,
    "dozen": 12,
}

SUFFIXES: Mapping[str, int] = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "t": 10**12,
    "tn": 10**12,
    "trn": 10**12,
    "cr": 10**7,
}

GLYPHS: Mapping[str, Fraction] = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8),
}

PARTS: Mapping[str, int] = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "hundredth": 100,
    "thousandth": 1000,
}
"""The denominators that fractions are named by."""

OPEN: Mapping[str, int] = {"ten": 10, "score": 20, **SCALES}
"""What stands in the plural as an open quantity: tens of thousands, dozens, scores."""

_PART_WORDS: Mapping[str, Fraction] = {
    "half": Fraction(1, 2),
    "quarter": Fraction(1, 4),
    "quarters": Fraction(1, 4),
}
_SCALE_END = re.compile(
    rf"(?:[ -]?(?:{'|'.join(SCALES)})s?)+$|(?<=[\d ])(?:{'|'.join(sorted(SUFFIXES, key=len, reverse=True))})$",
    re.IGNORECASE,
)


_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_SCIENTIFIC = re.compile(r"\d{1,6}(?:\.\d{1,9})? ?[×x] ?10(?:\^?-?\d{1,2}|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})(?!\d)")


def trie(words: Iterable[str], *, exact: bool = False) -> str:
    """An alternation that reads each character once, longest word first; empty input matches nothing."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for char in word if exact else word.lower():
            node = node.setdefault(char, {})
        node[""] = {}
    return _write(root, exact) if root else r"(?!)"


def _write(node: Mapping[str, Any], exact: bool) -> str:
    branches = [_char(char, exact) + _write(rest, exact) for char, rest in node.items() if char]
    if not branches:
        return ""
    tail = "?" if "" in node else ""
    return f"(?:{'|'.join(branches)}){tail}"


def _char(char: str, exact: bool) -> str:
    return re.escape(char) if exact or char.lower() == char.upper() else f"[{char.lower()}{char.upper()}]"


_PLAYED = r"(?=\Z| (?:of|more|were|are|have|had|remain)\b)"
"""What goes on after "scores" that are many, and not those of a game; or the figure alone, as `verify` reads it."""


def _blocks() -> dict[str, str]:
    """The pieces, each built from the ones before. No piece can match one text in two ways: the grammar is linear."""
    glyphs = "".join(GLYPHS)
    spaced = r"\d{1,3}(?: \d{3})+(?= (?!(?:in|of|on|at|and|or|to|for|by|the|an?)\b)[a-z]{3,}| ?%)|\d{1,3}(?: 000)+"
    grouped = rf"\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?:{THIN}\d{{3}})+|{spaced}|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}"
    continental = r"\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,5}"
    stop = r"(?![.,]?\d)"
    plain = rf"(?:{continental}|(?:{grouped})(?:\.\d{{1,12}})?|\d{{1,18}}(?:\.\d{{1,12}})?|\.\d{{1,12}}){stop}"
    decimal_comma = (
        r"\d{1,3},\d{1,2}(?!\d)(?= ?(?:%|per ?cent|percent|[mb]illion|trillion|[mb]n\b|euro|[kcm]?m\b|kg\b))"
    )
    fraction = rf"\d{{1,4}}[ -]\d{{1,2}}[/⁄]\d{{1,3}}(?![/\d])|\d{{1,3}}[ ]?[{glyphs}]|[{glyphs}]"
    digits = rf"(?:{_SCIENTIFIC.pattern}|{fraction}|{decimal_comma}|{plain})"
    scale = trie(SCALES) + r"(?![A-Za-z])"
    scales = rf"(?:[ -]?{scale})(?: {scale})?"
    glued = r"(?:(?i:k|mn|mln|bn|bln|tn|trn|cr)|[mbtMBT])(?![A-Za-z0-9²³/])"
    suffix = rf"(?:{glued}| (?:(?i:mn|mln|bn|bln|trn)|[MB])(?![-\w]))"
    unit, tens, teen = trie(_UNITS), trie(_TENS), trie(_TEENS)
    below_100 = rf"(?:{tens}(?:[- ]{unit}\b)?|{teen}|{unit})\b"
    hundreds = rf"(?:{below_100}|(?i:an?))[ -](?i:hundred)\b(?:(?: and |[ -]){below_100})?"
    below_1000 = rf"(?:{hundreds}|{below_100})"
    big = r"(?i:thousand|million|billion|trillion|quadrillion|lakh|crore)s?\b"
    tail = rf"(?: and {below_1000}|[ -]{hundreds}|(?<=(?i:thousand)) {below_100})"
    # two million three hundred thousand and five
    long = rf"(?:{below_1000}|(?i:an?))[ -]{big}(?:(?: and |[ -]){below_1000}[ -]{big})*{tail}?"
    dozens = rf"(?:(?:{below_100}|(?i:an?|half an?|half))[ -])(?i:dozen)\b"
    half = r"(?i:an?|one)[ -](?i:half)\b"
    and_half = rf"(?: |-)(?i:and)(?: |-){half}(?:[ -]{scale})?"
    half_scale = (
        rf"(?:(?i:half an?)[ -]|(?i:a half|half)-|(?i:(?:a |three[ -])?quarters?)(?: of an? |-)){big}"
        rf"|(?i:half a dozen|half-dozen)\b"
    )
    words = (  # what begins with a digit is none, which is asked first
        rf"(?=[A-Za-z])(?:{below_100}{and_half}|(?i:an?|one) {big} (?i:and) {half}"
        rf"|{half_scale}|{dozens}|{long}|{below_1000}|(?i:zero)\b)"
    )
    numeral = rf"(?:{digits}(?:{scales})?)"
    amount = rf"(?:{digits}(?:{scales}|{suffix})?)"
    sign = r"(?:(?:(?<!or )(?i:minus|negative)[ -]|(?<![\w)])[-+](?=[\d.])))?"
    closed = r"(?![\w]|[.,]\d)"
    part = r"(?i:" + "|".join(PARTS) + r")"
    fraction_words = (
        rf"(?:(?i:an?|one)[ -]{part}|(?i:half)|(?:{unit}|{tens})[ -](?i:"
        + "|".join(f"{p}s" for p in PARTS if p != "half")
        + r"))\b"
    )
    return {
        "digit": r"(?=\d)",  # begins so
        "letter": r"(?=[A-Za-z])",
        "digits": digits,  # 1,234.5
        "numeral": rf"{sign}{numeral}{closed}",  # 1.2 million
        "amount": rf"{sign}{amount}",  # what may follow a currency's sign: 1.2m
        "words": words,  # two million three hundred thousand
        "signed": rf"{sign}{digits}",  # -12.5
        # any number before a unit, which may touch it
        "quantity": rf"(?:{sign}(?:{digits}(?:{and_half}|{scales}|{suffix})?|{words}(?!\w)))",
        "number": rf"(?:{sign}(?:{digits}(?:{and_half}|(?:{scales})?{closed})|{words}(?!\w)))",
        "small": rf"(?:\d{{1,3}}(?!\w|[.,]\d)|{below_100})",
        "fraction": fraction_words,  # a third, two-thirds
        "vague": (
            r"(?i:(?:tens|dozens|scores|hundreds|thousands|millions) of (?:hundreds|thousands|millions|billions)"
            r"|(?:several|a few|a couple(?: of)?) "
            r"(?:dozen|hundred thousand|hundred million|hundred|thousand|million|billion)"
            r"|" + "|".join(f"{word}s{_PLAYED if word == 'score' else ''}" for word in OPEN) + r")\b"
        ),
        "to": r"(?:-| - |-? to[ -]|-to-| through )",  # what joins the ends of a range
    }


BLOCKS: Mapping[str, str] = _blocks()

_USUAL = re.compile(r"(\d{1,9}|\d{1,3}(?:,\d{3}){1,3})(?:(\.\d{1,6}))?(?: (thousand|million|billion|trillion))?")
"""Nearly all numbers in digits, which are read without a look at the rest of the grammar."""

_TOKEN = re.compile(rf"\d+[/⁄]\d+|\d[\d.,{THIN}]*(?: \d{{3}}(?!\d))*|\.\d+|[{''.join(GLYPHS)}]|[A-Za-z]+")


def parse_number(text: str) -> Decimal | None:
    """The exact value of a number in digits, words or both; None where it is none.

    >>> parse_number("two and a half million"), parse_number("-1,234.50"), parse_number("4 hundred million")
    (Decimal('2500000'), Decimal('-1234.5'), Decimal('400000000'))
    """
    if usual := _USUAL.fullmatch(text):
        return _usual(*usual.groups())
    if text in SMALL:
        return Decimal(SMALL[text])
    negative = re.match(r"\s*(?:-|minus\b|negative\b)", text, re.IGNORECASE)
    if scientific := _SCIENTIFIC.search(text):
        mantissa, power = re.split(" ?[×x] ?10\\^?", scientific[0].translate(_SUPERSCRIPT))
        return Decimal(mantissa).scaleb(int(power)) * (-1 if negative else 1)
    tokens = [t.lower() for t in _TOKEN.findall(text[negative.end() :] if negative else text)]
    value = _evaluate([t for t in tokens if t not in ("and", "of")])
    return None if value is None else decimal(-value if negative else value)


def _usual(whole: str, fraction: str | None, scale: str | None) -> Decimal:
    number = Decimal(whole.replace(",", "") + (fraction or "")) * SCALES.get(scale or "", 1)
    return number if fraction is None else Decimal(int(number)) if number == int(number) else number.normalize()


def decimal(value: Fraction) -> Decimal:
    """A fraction as a decimal: exact where it has an end, else to 28 digits."""
    if value.denominator == 1:
        return Decimal(value.numerator)
    return (Decimal(value.numerator) / Decimal(value.denominator)).normalize()


def parse_fraction(text: str) -> Fraction | None:
    """The value of a named fraction: "a third", "two-thirds", "half"."""
    if "/" in text or "⁄" in text:
        return _simple(text)
    words = re.findall(r"[a-z]+", text.lower())
    part = (PARTS.get(words[-1]) or PARTS.get(words[-1].removesuffix("s"))) if words else None
    return Fraction(sum(SMALL.get(w, 0) for w in words[:-1]) or 1, part) if part else None


def parse_fractions(low: str, high: str) -> tuple[Fraction | None, Fraction | None]:
    """The ends of a range of fractions; the first may lack its denominator ("between one and two thirds")."""
    return parse_fraction(low) or parse_fraction(f"{low} {re.split('[ -]', high)[-1]}"), parse_fraction(high)


def vague_low(text: str) -> Decimal:
    """What an open quantity says at the least, two of it: 24 for "dozens", 20,000 for "tens of thousands"."""
    low = Decimal(2)
    for word in re.findall(r"[a-z]+", text.lower()):
        low *= OPEN.get(word.removesuffix("s"), 1)
    return low


def scale_of(text: str) -> str:
    """The scale that a number ends in ("million", "bn"), else nothing: what a range shares."""
    found = _SCALE_END.search(text)
    return found[0] if found else ""


def _evaluate(tokens: list[str]) -> Fraction | None:
    """The sum of groups, each a number below its scale: two million | three hundred thousand | five."""
    total: Fraction | None = None
    current: Fraction | None = None
    last = Fraction(1)
    for i, token in enumerate(tokens):
        scale = SCALES.get(token.removesuffix("s")) or (SUFFIXES.get(token) if i else None)
        if scale is not None:
            group = Fraction(scale) * (1 if current is None else current)
            if current is None and total is not None:
                total *= scale  # a thousand billion
            elif scale in (12, 100):
                current = group
            else:
                total, current, last = (total or 0) + group, None, Fraction(scale)
        elif token in _PART_WORDS:
            if current is None and total is not None:
                total += _PART_WORDS[token] * last  # a million and a half
            elif token == "quarters":
                current = (current or 1) * _PART_WORDS[token]  # three quarters of a million
            else:
                current = (current or 0) + _PART_WORDS[token]  # two and a half
        elif token not in ("a", "an") and not _one_part(tokens, i):
            number = _simple(token)
            if number is None:
                return None
            current = (current or 0) + number
    return current if total is None else total + (current or 0)


def _one_part(tokens: list[str], i: int) -> bool:
    """Whether a "one" only counts the part after it: one half, two and one quarter."""
    return tokens[i] == "one" and tokens[i + 1 : i + 2] != [] and tokens[i + 1] in _PART_WORDS


def _simple(token: str) -> Fraction | None:
    """One numeral, number word or fraction in signs."""
    if token in GLYPHS:
        return GLYPHS[token]
    if token in SMALL:
        return Fraction(SMALL[token])
    if "/" in token or "⁄" in token:
        over, under = re.split("[/⁄]", token)
        return Fraction(int(over), int(under)) if int(under) else None
    return Fraction(parse_digits(token)) if token[0] in ".0123456789" else None


def parse_digits(text: str) -> Decimal:
    """A numeral in digits, its separators told apart by the digits around them: 1,234.5; 12,34,567; 3,5; 1.234,5."""
    text = text.strip(".,").replace(THIN, "").replace(" ", "") if text[0] != "." else text
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}", text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3},\d{1,2}", text):
        return Decimal(text.replace(",", "."))
    return Decimal(text.replace(",", ""))
