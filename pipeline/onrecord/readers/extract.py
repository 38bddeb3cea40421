"""The article in a web page, by trafilatura, and what is set right in it. All of this runs in a child process.

The library leaves in some lines that are none of the article's, marks items of lists with a dash, which before a number
is a minus, and finds a date where it can: one that the page does not write out, or that is of a change, is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord.normalize.timewords import MONTH_NAMES
from onrecord.readers.format import Missing
from onrecord.readers.markup import without_title

if TYPE_CHECKING:
    from lxml.html import HtmlElement, HTMLParser
    from trafilatura.settings import Extractor

FEWEST_CHARS = 40
"""Characters of the longest line, with fewer of which a text is a menu and no article."""

LAST_DAY = date(2100, 1, 1)
"""Where nothing tells when a page was there; else the library takes today, and tomorrow another text comes out."""

_ITEM = re.compile(r"^- (?=\S)", re.M)
_FURNITURE = re.compile(
    r"""
      (?:subscribe|log\ ?in|sign\ (?:in|up)|register|share(?:\ this.*)?|print|advertisement|advertising|read\ more
        |continue\ reading|comments?|loading|follow\ us.*|ad|skip\ ad|related\ (?:topics?|stories|articles|content)
        |more\ on\ this\ story|key\ (?:points|takeaways)|(?:back\ )?to\ (?:the\ )?(?:top|front\ page))\W*
    | [_*=-]{3,}
    | (?:story|article)\ continues\ (?:below|after)\b.*
    | already\ (?:a|an|have)\b.*\b(?:subscriber|account|member)\b.*
    | (?:this|the)\ (?:article|story|content|page)\ is\ .*\b(?:for|to)\b.*\b(?:subscribers|members)\b.*
    | (?:please\ )?(?:subscribe|sign\ (?:up|in)|register|log\ in)\ (?:now|today|here|to|for|and|or)\b.*
    | to\ (?:continue|keep)\ reading\b.*\b(?:subscribe|sign\ (?:in|up)|register|log\ in)\b.*
    | (?:continue|keep)\ reading\ (?:with|by|this)\b.*
    | cancel\ any\ ?time\W* | unlimited\ (?:digital\ )?access\b.*
    | (?:related|recommended|more|(?:also\ )?read|read\ (?:also|more|next)|see\ also|watch|listen)(?:\ \w+)?:.*
    | (?:(?:this|the)\ (?:story|article)\ was\ )?(?:first\ |last\ |originally\ )?
        (?:published|posted|updated|modified)(?:\ (?:on|at|by)\b|:|\ \w+\ \d).*(?:(?<!\.)|[ap]\.m\.|[AP]M\.)
    | (?:©|copyright\W*(?:©|\(c\)|by\b|\d)|\(c\)).*
    | the\ post\ .*\ appeared\ first\ on\ .*
    | .*\ball\ rights\ reserved\W*
    | we\ (?:and\ our\ partners\ )?use\ cookies\b.*
    | \W*(?:get|sign\ up\ (?:for|to)|stay\ (?:up\ to\ date|informed))\b.*\bnewsletters?\W*
    | (?:do\ you\ have|got|have)\ (?:a|any)\b.*\b(?:tips?|stor(?:y|ies))\b.*\b(?:e-?mail|call|contact|write|text)\b.*
    | view\ (?:this\ post|more|profile)\ on\ (?:instagram|facebook|x|twitter|tiktok|threads)\W*
    | .*\ reach\ (?:him|her|them|me)\ (?:at|on|by)\b.*(?:@|\d{3}).*
    | [^.]{0,60}\b\d{4}\W{1,4}\d{1,2}:\d\d(?:\ ?[ap]m)?\ [a-z]{2,4}
    | follow\ .*\b(?:coverage|on)\b.*https?://\S+
    | (?:\w+\ )+(?:writers?|reporters?|correspondents?)\ .*\bcontributed\ to\ this\ (?:report|story|article)\W*
    | current\ time\ \d.*\bduration\b.*
    """,
    re.I | re.X,
)
"""Whole lines of a page that are no article's: calls to subscribe, links, times of posting, credits, players."""

_PULLED = re.compile(r"\bpull-?_?quote", re.I)

_START = 4096  # characters of a page in which the library looks for what to mend
_PLAIN_START = re.compile(r"<!doctype html\s*>\s*<html\b|<html\b")
_CONTROL = bytes({*range(32), 0x7F} - {*b"\t\n\r", 0x7F})

_HEADING = re.compile(r"<h1\b[^<>]{0,500}>(.{1,500}?)</h1>", re.I | re.S)
_TAG = re.compile(r"<[^<>]{0,500}>")
_LONGEST = 200  # characters of such a line
_CHANGED = re.compile(r"<meta\b[^<>]{0,300}(?:modified|updated|revised)[^<>]{0,300}>", re.I)
_CHANGED_IN_JSON = re.compile(r'("dateModified"\s*:\s*)"[^"]{0,60}"')


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says: plain strings, as they cross to another process."""

    text: str
    title: str | None
    published: str | None
    url: str | None
    publisher: str | None


def extract_page(page: str, url: str | None, seen: str | None = None) -> Page | None:
    """What a page says, None where it has no article. `seen`: the day on which it was there, if known."""
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise Missing("HTML needs: pip install 'onrecord[html]'") from error
    tree = parse_page(without_changes(page))
    if tree is None:
        return None
    last = LAST_DAY if seen is None else date.fromisoformat(seen) + timedelta(days=1)  # it may be tomorrow there
    title, day, address, publisher = about(tree, url, last)
    drop_parts(tree)
    found = bare_extraction(tree, options=_options())
    if found is None or isinstance(found, dict):
        return None
    text = without_title(plain_lines(found.text or "", headings(page)), title)
    if max(map(len, text.splitlines()), default=0) < FEWEST_CHARS:
        return None
    published = day if day and is_certain(day, f"{url or ''} {page}") else None
    return Page(text, title, published, address, publisher)


def parse_page(page: str) -> HtmlElement | None:
    """The tree of a page as the library makes it, which looks for what to mend first: that takes as long again."""
    from lxml.etree import LxmlError
    from lxml.html import document_fromstring
    from trafilatura.utils import load_html

    start = page[:_START].lower()
    if not _PLAIN_START.match(start) or "/>" in start:
        return load_html(page)
    raw = page.encode("utf-8", "replace").translate(None, _CONTROL)
    try:
        return document_fromstring(raw.replace(b"\xef\xbf\xbe", b"").replace(b"\xef\xbf\xbf", b""), parser=_parser())
    except (LxmlError, ValueError):
        return load_html(page)


@cache
def _parser() -> HTMLParser:
    """The library's parser, with one class for all elements: none is asked for what only forms and inputs have."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", collect_ids=False, default_doctype=False, remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    return parser


@cache
def _options() -> Extractor:
    """How the library is to extract: what it makes of its configuration each time, else."""
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", comments=False, tables=False)


def drop_parts(tree: HtmlElement) -> None:
    """Take scripts and styles out of a page, but for data: the library copies all it is given, more than once.

    Pull quotes, which say again what the article says, go with them.
    """
    for element in [*tree.iter("script", "style", "blockquote", "aside")]:
        code = element.tag in ("script", "style") and "json" not in (element.get("type") or "")
        if (code or _PULLED.search(element.get("class") or "")) and element.getparent() is not None:
            element.drop_tree()


def about(tree: HtmlElement, url: str | None, last: date) -> tuple[str | None, str | None, str | None, str | None]:
    """What a page says of itself: title, day of publication, address, publisher.

    The library's own function for all of it looks for authors, tags and licences, too, which takes longest.
    """
    from htmldate import find_date
    from trafilatura.metadata import examine_meta, extract_meta_json, extract_sitename, extract_title, extract_url

    known = examine_meta(tree)
    with suppress(Exception):  # the library does the same: its reader of JSON-LD has bugs
        known = extract_meta_json(tree, known)
    address = known.url or extract_url(tree, url)
    known.title, known.sitename = known.title or extract_title(tree), known.sitename or extract_sitename(tree)
    known.clean_and_trim()
    day = find_date(tree, extensive_search=False, original_date=True, url=address, max_date=last.isoformat())
    publisher = (known.sitename or "").lstrip("@") or domain(address)
    return plain_title(known.title, publisher), day, address, publisher


def plain_title(title: str | None, publisher: str | None) -> str | None:
    """A title without the name of its site, which many put after it."""
    name = re.escape((publisher or "").removeprefix("The "))
    return re.sub(rf"\s+[|–—-]\s+(?:the\s)?{name}\s*$", "", title, flags=re.I) if title and name else title


def domain(address: str | None) -> str | None:
    """The host of an address, which stands for a publisher that is not named."""
    try:
        return (urlsplit(address or "").hostname or "").removeprefix("www.") or None
    except ValueError:  # what only looks like one
        return None


def plain_lines(text: str, headlines: Collection[str] = ()) -> str:
    """A text without the lines that are no article's, its headline, and dashes before items of lists."""
    lines = _ITEM.sub("", text).split("\n")
    return "\n".join(line for line in lines if line.strip() not in headlines and not is_furniture(line.strip()))


def is_furniture(line: str) -> bool:
    """Whether a line is a page's, not its article's."""
    return len(line) <= _LONGEST and bool(_FURNITURE.fullmatch(line))


def headings(page: str) -> Collection[str]:
    """What a page has for headlines, which is often not what it says its title is."""
    return {" ".join(unescape(_TAG.sub("", found)).split()) for found in _HEADING.findall(page)} - {""}


def without_changes(page: str) -> str:
    """A page that does not say when it was changed, which the library takes for the day of publication."""
    return _CHANGED_IN_JSON.sub(r"\1null", _CHANGED.sub("", page))


def is_certain(day: str, page: str) -> bool:
    """Whether a page writes a day out: with its month in words, its year first, or else so that it is no other day.

    05/06/2024 is two days, and June 2024 none.
    """
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return False
    pattern = written(when)
    return bool(pattern.search(page) or pattern.search(unescape(_TAG.sub("", page))))


def written(day: date) -> re.Pattern[str]:
    """The ways of writing a day that leave no doubt."""
    year, month, number = day.year, rf"0?{day.month}", rf"0?{day.day}(?:st|nd|rd|th)?"
    name, gap = rf"{MONTH_NAMES[day.month - 1][:3]}[a-z]{{0,6}}", r"[\s/.,_-]{0,3}"
    ways = [
        rf"{year}(?:[-/._]?{day.month:02}[-/._]?{day.day:02}|[-/._]{month}[-/._]{number})",
        rf"\b{name}{gap}{number}{gap}{year}",
        rf"(?<!\d){number}{gap}(?:of\s)?{name}{gap}{year}",
        rf"{year}{gap}{name}{gap}{number}",
    ]
    if day.day > 12 or day.day == day.month:
        digits = rf"(?:{month}[/.-]{number}|{number}[/.-]{month})"
        ways.append(rf"(?<!\d){digits}[/.-](?:{year}|{year % 100:02})")
    return re.compile("|".join(rf"(?:{way})(?!\d)" for way in ways), re.I)
