"""Articles with their claims as one HTML page that needs nothing else: no server, no other file, no network."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple, get_args
from urllib.parse import urlsplit

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from onrecord.model import Article, Claim, ClaimKind, Extent
from onrecord.normalize.quotes import told_words
from onrecord.views.facts import describe_figure
from onrecord.views.harmless import harmless
from onrecord.views.marks import pieces
from onrecord.writers import open_output

if TYPE_CHECKING:
    from onrecord.batch import Result

KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)
ARTICLE_ITSELF = "the article itself"
"""Who says what nobody is named for."""

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_BREAKS = re.compile(r"\n\s*")


class ClaimMark(NamedTuple):
    """Where a claim hangs in the text. They sort as they nest: the longer of two that start together comes first."""

    start_char: int
    minus_end: int
    number: int
    kind: str

    @property
    def end_char(self) -> int:
        """Where it ends."""
        return -self.minus_end


@dataclass(frozen=True)
class Piece:
    """A run of text within the same marks. `first`: numbers of the claims whose marks begin here, outermost first."""

    text: str
    marks: Sequence[ClaimMark]
    first: Sequence[int]


@dataclass(frozen=True)
class Card:
    """A claim as the page shows it: `number` in its article, `speakers` as numbers of the page's list.

    `same`: its sentence is the one of the card above; only its figure is another.
    """

    claim: Claim
    number: int
    same: bool
    speakers: Sequence[int]
    details: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's text, cut where marks begin and end, and the claims that begin in it."""

    pieces: Sequence[Piece]
    cards: Sequence[Card]


@dataclass(frozen=True)
class Section:
    """An article on the page."""

    article: Article
    link: str | None
    paragraphs: Sequence[Paragraph]
    count: int


@contextlib.contextmanager
def html_writer(output: str) -> Iterator[Callable[[Result], None]]:
    """A function that takes results; the page with all of them is written at the end (`-`: to standard output)."""
    results: list[Result] = []
    with open_output(output) as stream:
        yield results.append
        stream.write(render(results).encode())


def render(results: Sequence[Result]) -> str:
    """The page. Everything that comes from articles is escaped, and its control and bidi characters are shown."""
    room = files("onrecord.views")
    css, script = (Markup((room / name).read_text("utf-8")) for name in ("page.css", "page.js"))
    names = speakers(claim for result in results for claim in result.claims)
    numbers = {name: number for number, name in enumerate(names)}
    claims = [claim for result in results for claim in result.claims]
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["harmless"] = harmless
    template = environment.from_string((room / "page.html.jinja").read_text("utf-8"))
    return template.render(
        sections=[section(result, numbers) for result in results],
        title=title(results),
        kinds=[(kind, count) for kind in KINDS if (count := sum(claim.kind == kind for claim in claims))],
        speakers=names,
        count=len(claims),
        producers=sorted({_producer(result) for result in results}),
        css=css,
        script=script,
        policy=_policy(css, script),
    )


def title(results: Sequence[Result]) -> str:
    """What the page is called: its article's title, or how many articles it has."""
    if len(results) == 1:
        return results[0].article.title or results[0].article.id
    return f"Claims of {len(results)} articles"


def speakers(claims: Iterator[Claim]) -> list[str]:
    """Everybody whom claims are attributed to, those with the most claims first."""
    counts = Counter(name for claim in claims for name in set(said_by(claim)))
    return sorted(counts, key=lambda name: (-counts[name], name))


def said_by(claim: Claim) -> list[str]:
    """The chain of sources, the innermost first."""
    return [link.who for link in claim.sayers if link.who] or [ARTICLE_ITSELF]


def section(result: Result, speaker_numbers: dict[str, int]) -> Section:
    """An article with its claims beside the paragraphs that they begin in."""
    text = result.article.text
    extents = paragraphs(text)
    starts = [extent.start_char for extent in extents]
    told = [told_words(quote) for quote in result.record.quotes]
    words = {(parts[0].start_char, parts[-1].end_char): parts for parts in told}
    cards: list[list[Card]] = [[] for _ in extents]
    marks: list[list[ClaimMark]] = [[] for _ in extents]
    for number, claim in enumerate(sorted(result.claims, key=_in_text), start=1):
        place = place_of(claim)
        first = max(0, bisect_right(starts, place.start_char) - 1)
        above = cards[first][-1].claim if cards[first] else None
        same = above is not None and above.kind == claim.kind == "figure" and above.summary == claim.summary
        who = [speaker_numbers[name] for name in said_by(claim)]
        cards[first].append(Card(claim, number, same, who, details(claim)))
        for part in words.get((place.start_char, place.end_char), (place,)):
            mark = ClaimMark(part.start_char, -part.end_char, number, claim.kind)
            for n in range(max(0, bisect_right(starts, mark.start_char) - 1), bisect_right(starts, mark.end_char - 1)):
                marks[n].append(mark)
    done: set[int] = set()
    rows = [
        Paragraph(list(_pieces(text, extent, found, done)), row_cards)
        for extent, found, row_cards in zip(extents, marks, cards, strict=True)
    ]
    return Section(result.article, _link(result.article.url), rows, len(result.claims))


def paragraphs(text: str) -> list[Extent]:
    """The text in paragraphs, each with the space after it: parted by blank lines if there are any, else by lines."""
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    parting = _BLANK_LINES if _BLANK_LINES.search(text, first, last) else _LINE_BREAKS
    cuts = [0, *(match.end() for match in parting.finditer(text, first, last)), len(text)]
    return [Extent(start_char=start, end_char=end) for start, end in itertools.pairwise(cuts)]


def place_of(claim: Claim) -> Extent:
    """What stands for a claim in the text: its figure, its verb, else its words."""
    places: dict[str, Extent | None] = {"figure": claim.figure, "event": claim.predicate}
    return places.get(claim.kind) or Extent(start_char=claim.start_char, end_char=claim.end_char)


def _in_text(claim: Claim) -> tuple[int, int]:
    place = place_of(claim)
    return place.start_char, -place.end_char


def _pieces(text: str, extent: Extent, marks: Sequence[ClaimMark], done: set[int]) -> Iterator[Piece]:
    """A paragraph cut at its marks; `done` are the claims whose first mark was met before, and are met here."""
    start, end = extent.start_char, extent.end_char
    clipped = sorted(
        ClaimMark(max(mark.start_char, start) - start, -(min(mark.end_char, end) - start), mark.number, mark.kind)
        for mark in marks
        if max(mark.start_char, start) < min(mark.end_char, end)
    )
    for words, opened, _, inside in pieces(text[start:end], clipped):
        first = [number for number in dict.fromkeys(mark.number for mark in opened) if number not in done]
        done.update(first)
        yield Piece(harmless(words, lines=True), inside, first)


def details(claim: Claim) -> list[tuple[str, str]]:
    """What a card says beneath its sentence: names and values."""
    link = next(iter(claim.sayers or claim.attribution), None)
    who = ", says ".join(said_by(claim))
    office = [part for part in (link.title, link.organization) if part and part not in who] if link else []
    stances: list[str | None] = [link.stance if link and link.stance != "asserts" else None]
    stances += [link.hedge for link in claim.attribution]
    state = [claim.modality if claim.modality != "asserted" else None, claim.status, claim.polarity]
    named = [
        ("Said by", ", ".join((who, *office)) if link else ""),
        ("Stance", ", ".join(part for part in stances if part)),
        ("Figure", describe_figure(claim.figure.model_copy(update={"time": None})) if claim.figure else ""),
        ("When", _when(claim)),
        ("Where", " ".join(part for part in (claim.place.text, claim.place.country) if part) if claim.place else ""),
        ("State", ", ".join(dict.fromkeys(part for part in state if part and part != "affirmed"))),
        ("Worth checking", "" if claim.check_worthiness is None else f"worth {claim.check_worthiness:.2f}"),
    ]
    return [(name, harmless(value)) for name, value in named if value]


def _when(claim: Claim) -> str:
    time = claim.time
    if time is None or time.value is not None or not (time.since or time.until):
        return (time.value or "") if time else ""
    return f"{time.since or '…'} to {time.until or '…'}"


def _link(url: str | None) -> str | None:
    """A URL that may be followed: of the web, and no other kind."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def _producer(result: Result) -> str:
    made = result.record.producer
    return f"onrecord {made.version}, {made.model} {made.model_version}, rules {made.patterns[:12]}"


def _policy(css: str, script: str) -> str:
    """A content security policy by which the page's own style and script run and nothing else does."""
    sums = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (css, script)]
    own = f"style-src 'sha256-{sums[0]}'; script-src 'sha256-{sums[1]}'"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"
