"""Proof of a claims file against its articles: that it says what they say, and that nobody has changed it since.

Each claim is proven by itself, and stands once in a file. Its digest covers every character of it. Against the article
stand its hash and date, each span's characters, the id, the amounts that a figure's own words say, the days that a
time's value denotes, and the summary's numbers and quoted words. What only a new reading of the article could tell (who
is meant by a name, how much a claim is worth, whether one is missing) is not seen in a claim that was sealed anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from pydantic import BaseModel

from onrecord.claims.dates import spelled
from onrecord.claims.identity import anchor, claim_id, digest
from onrecord.model import Article, Claim, Extent, Reject, Span, WrittenOut, json_number
from onrecord.normalize.amounts import amounts
from onrecord.normalize.intervals import interval
from onrecord.normalize.timewords import MONTH_NAMES, WEEKDAY_NAMES
from onrecord.normalize.view import view
from onrecord.readers import STDIN, read_articles
from onrecord.readers.claims import BadLine, Line, read_claims
from onrecord.readers.format import is_date, name_of

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_IN_MONTH = rf"\b({'|'.join(month[:3] for month in MONTH_NAMES)})[a-z]*\.?"
_MONTH = re.compile(_IN_MONTH, re.IGNORECASE)
_DAY = re.compile(rf"{_IN_MONTH} (\d{{1,2}})\b|\b(\d{{1,2}})(?:st|nd|rd|th)? {_IN_MONTH}", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAY_NAMES)})\b", re.IGNORECASE)
_YEAR, _FULL = len("2024"), len("2024-06-07")
_WEEK = 7
_BARE = re.compile("|".join([*WEEKDAY_NAMES, "today", "yesterday", "tomorrow"]), re.IGNORECASE)
_FISCAL = re.compile(r"fiscal|financial|\d{4}[-–/]\d\d\b|\bquarter|\bhalf", re.IGNORECASE)
_YEAR_OF_DAYS = 366
_PART = re.compile(
    r"\b(?:early|late|mid|middle|end|beginning|start|turn|half|close|(?:earlier|later) (?:this|in))\b", re.IGNORECASE
)
_BRACKETS = re.compile(r"[\[\]]")
_MARK = re.compile("\"|''")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Proven:
    """A claim that stood every test, with its article."""

    article: Article
    claim: Claim


@dataclass(frozen=True)
class Failure:
    """What is wrong with a line of a claims file."""

    path: str
    line: int
    claim: str | None
    what: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.claim}: {self.what}" if self.claim else f"{where}: {self.what}"


def verify(
    claims: str, articles: Iterable[str], *, input_format: str | None = None, fields: str | None = None
) -> Iterator[Proven | Failure | Reject]:
    """Prove a claims file line by line against the files of its articles; a claim fails once for each thing wrong.

    The articles are all read first; those that cannot be read come out as rejects.
    """
    known: dict[str, Article] = {}
    for item in read_articles(articles, input_format=input_format, fields=fields, any_language=True):
        if isinstance(item, Reject):
            yield item
        else:
            known[item.id] = item
    hashes = {key: sha256(article.text.encode()).hexdigest() for key, article in known.items()}
    lines: dict[str, int] = {}
    for line in read_claims(claims):
        if isinstance(line, BadLine):
            yield Failure(line.path, line.number, None, line.reason)
            continue
        claim = line.claim
        article = known.get(claim.article_id)
        failed = [Failure(line.path, line.number, claim.id, what) for what in _all_failures(line, article, hashes)]
        if (first := lines.setdefault(claim.id, line.number)) != line.number:
            failed.append(Failure(line.path, line.number, claim.id, f"it stands on line {first} already; keep one"))
        if failed or article is None:
            yield from failed
        else:
            yield Proven(article, claim)


def _all_failures(line: Line, article: Article | None, hashes: Mapping[str, str]) -> Iterator[str]:
    claim = line.claim
    if claim.digest != digest(line.row):
        yield "its digest is not that of its fields: something in it was changed; extract it anew"
    if article is None:
        yield f"no article has the id {claim.article_id!r}{_remedy(claim, hashes)}"
    elif claim.article_sha256 != hashes[article.id]:
        yield "article_sha256 is not that of the article's text; name the version it was made from, or extract it anew"
    else:
        yield from failures(claim, article)


def _remedy(claim: Claim, hashes: Mapping[str, str]) -> str:
    """What to do where no article has a claim's id: the id of a plain file is its name, and its text may be known."""
    named = next((key for key, sha256 in hashes.items() if sha256 == claim.article_sha256), None)
    if named is None:
        return "; name its file, too"
    if claim.article_id == name_of(STDIN):
        return f", but {named!r} has its text; it was piped in: pipe it in here, too, and name it -"
    return f", but {named!r} has its text; give its file the name that it had"


def failures(claim: Claim, article: Article) -> Iterator[str]:
    """What in a claim differs from its article, whose text is the one that the claim was made from."""
    for test in _TESTS:
        yield from test(claim, article)


def _origin(claim: Claim, article: Article) -> Iterator[str]:
    if article.published is not None and claim.published != article.published:
        yield f"published is {claim.published!r}, but the article's is {article.published!r}"
    elif claim.published is not None and not is_date(claim.published):
        yield f"published is no date: {claim.published!r}"
    if claim.url != article.url:
        yield f"url is {claim.url!r}, but the article's is {article.url!r}"


def _spans(claim: Claim, article: Article) -> Iterator[str]:
    for field, extent in _places(claim, ""):
        if not 0 <= extent.start_char < extent.end_char <= len(article.text):
            yield f"{field or 'the claim'} stands at no place of the text: {extent.start_char} to {extent.end_char}"
            continue
        there = article.text[extent.start_char : extent.end_char]
        if isinstance(extent, Span) and extent.text != there:
            yield f"{field}.text is {extent.text!r}, but the article has {there!r} there"


def _places(value: object, field: str) -> Iterator[tuple[str, Extent]]:
    """All places of the text that a value names, each with the path of its field; the claim's own is `claim`."""
    if isinstance(value, Extent):
        yield field, value
    if isinstance(value, Claim):
        yield "claim", Span(start_char=value.start_char, end_char=value.end_char, text=value.text)
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _places(getattr(value, name), f"{field}.{name}".lstrip("."))
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            yield from _places(item, f"{field}[{n}]")


def _id(claim: Claim, article: Article) -> Iterator[str]:
    if claim.id != claim_id(claim.article_id, claim.article_sha256, claim.kind, anchor(claim)):
        yield "its id is not that of a claim of this kind at this place"


def _figure(claim: Claim, article: Article) -> Iterator[str]:
    figure = claim.figure
    if figure is None:
        return
    said = {json_number(amount) for amount in amounts(figure.text, figure.unit)}
    for field in ("value", "low", "high"):
        amount = getattr(figure, field)
        if amount is not None and json_number(amount) not in said:
            yield f"figure.{field} is {amount:f}, which {figure.text!r} does not say"
    if figure.low is not None and figure.high is not None and figure.low >= figure.high:
        yield f"figure.low is {figure.low:f}, which is no less than figure.high"
    if figure.value is figure.low is figure.high is None:
        yield "figure has no value"
    for start in figure.linked:
        if not _starts_a_word(article.text, start):
            yield f"figure.linked is {start}, where no figure starts"
    if claim.comparison is not None and claim.comparison.start_char not in figure.linked:
        yield f"comparison.start_char is {claim.comparison.start_char}, which the figure is not linked with"


def _starts_a_word(text: str, start: int) -> bool:
    return 0 <= start < len(text) and not text[start].isspace() and not text[max(0, start - 1) : start].isalnum()


def _time(claim: Claim, article: Article) -> Iterator[str]:
    time = claim.time
    if time is None:
        return
    if time.text is not None and time.text not in article.text:
        yield f"time.text is {time.text!r}, which the article does not say"
    days = interval(time.value) if time.value else None
    if days is None:
        if time.value and (time.begin or time.end):
            yield f"time.value is {time.value}, which gives no day, but time.begin or time.end says one"
        return
    first, last = days
    for field, day, beside, said in (
        ("begin", first, last.toordinal() + 1, time.begin),  # "after 2024" begins the day after it
        ("end", last, first.toordinal() - 1, time.end),  # "before July 1" ends the day before it
    ):
        open_end = said is not None and (time.begin is None or time.end is None)
        if said and _PART.search(time.text or "") and first.isoformat() <= said <= last.isoformat():
            continue  # "early May" is less than May
        if said and _FISCAL.search(time.text or "") and abs((_ordinal(said) or 0) - day.toordinal()) <= _YEAR_OF_DAYS:
            continue  # a fiscal year is not the calendar's
        if said not in (None, day.isoformat()) and not (open_end and _ordinal(said) == beside):
            yield f"time.{field} is {said}, but {time.value} gives {day.isoformat()}"


def _ordinal(day: str | None) -> int | None:
    """The day's number, where the words are one."""
    try:
        return date.fromisoformat(day or "").toordinal()
    except ValueError:
        return None


def _summary(claim: Claim, article: Article) -> Iterator[str]:
    names = [claim.subject.name or ""] if claim.subject else []
    names += [words for link in claim.attribution for words in (link.name, link.title, link.organization) if words]
    said = _numbers(f"{claim.text} {claim.sentence.text}") | (_numbers(" ".join(names)) & _numbers(article.text))
    days = [words for date in claim.dates if (words := spelled(date.value))]
    told = claim.summary
    for words in sorted(days, key=len, reverse=True):
        if words not in claim.summary:
            yield f"summary does not say {words}, which a date of the claim is written out as"
        told = told.replace(words, " ")
    for number in sorted(_numbers(told) - said):
        yield f"summary says {number}, which neither its sentence nor a date of the claim does"
    if claim.figure is not None and (left_out := _numbers(claim.figure.text) - _numbers(claim.summary)):
        yield f"summary does not say the figure's {', '.join(sorted(left_out))}"
    if claim.kind == "quote" and not any(_quotes(words, claim.text) for words in _quoted(claim.summary)):
        yield "summary quotes other words than the article"


def _quotes(words: list[str], text: str) -> bool:
    """Whether words are those of a text; where marks in it part quoted from unquoted ones, some of them in order."""
    said = _words(text)
    return words == said or (bool(_MARK.search(view(text))) and words != [] and _in_order(words, said))


def _quoted(summary: str) -> Iterator[list[str]]:
    """What a summary may quote: all of it, or what follows an opening mark (a source's name may have marks, too)."""
    yield _words(summary)
    yield _words(summary[:1].lower() + summary[1:])
    for opening in re.finditer("“", summary):
        yield _words(summary[opening.end() :])


def _words(text: str) -> list[str]:
    """The words, those in brackets too: "[W]e" is quoted as "We"."""
    return _WORD.findall(_BRACKETS.sub("", text))


def _numbers(words: str) -> set[str]:
    """The numbers in digits, without the marks that group them."""
    return {found.replace(",", "") for found in _NUMBER.findall(view(words))}


def _in_order(few: Iterable[str], many: Iterable[str]) -> bool:
    """Whether all of `few` stand in `many`, in their order."""
    rest = iter(many)
    return all(word in rest for word in few)


def _written_out(claim: Claim, article: Article) -> Iterator[str]:
    """What a date is written out as must be a day that its words can mean."""
    published = _ordinal((claim.published or "")[:_FULL])
    for written in claim.dates:
        days = interval(written.value)
        if days is None or spelled(written.value) is None:
            yield f"dates: {written.value} is no day, month or year to write out"
            continue
        yield from (f"dates: {written.value} is no {name}" for name in _contradicted(written, days[0]))
        if published and _BARE.fullmatch(written.text) and abs(days[0].toordinal() - published) > _WEEK:
            yield f"dates: {written.value} is more than a week from the day of publication"


def _contradicted(written: WrittenOut, day: date) -> Iterator[str]:
    """What a date's words say that its value does not: Friday for a Tuesday, May for March, the 4th for the 5th.

    Where an article names weekday and day of the month, it may contradict itself.
    """
    words = written.text
    if len(written.value) > _YEAR:
        months = _MONTH.findall(words)
        if months and MONTH_NAMES[day.month - 1][:3] not in (month.capitalize() for month in months):
            yield months[0]
    if len(written.value) == _FULL:
        number = _DAY.search(words)
        weekdays = [] if number else _WEEKDAY.findall(words)
        if weekdays and WEEKDAY_NAMES[day.weekday()] not in (weekday.capitalize() for weekday in weekdays):
            yield weekdays[0]
        if number and str(day.day) not in number.groups():
            yield number[0]


_Test = Callable[[Claim, Article], Iterator[str]]
_TESTS: tuple[_Test, ...] = (_origin, _spans, _id, _figure, _time, _summary, _written_out)
