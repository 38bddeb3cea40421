"""Web pages as sites build them: the article and nothing else of each, and its date only where the page settles it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import tostring
from trafilatura.utils import load_html

from onrecord.model import Article, Reject
from onrecord.readers.extract import domain, is_certain, parse_page, plain_lines, plain_title
from reading import read, write
from samples import MARKUP, PARAGRAPHS, page, record, unpacked

HEAD = "<!doctype html><html><head><title>Board counts late ferries - Mapleton Ledger</title>"
LINKED = json.dumps(
    {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Board counts late ferries"}
    | {"datePublished": "2024-06-09T23:30:00-05:00", "dateModified": "2024-06-20"}
)
CARDS = "".join(
    f"<div class='card'><h3><a href='/{n}'>Pier {n} closes</a></h3><p>For {n} days.</p></div>" for n in range(15)
)
FIGURES = "".join(f"<figure><img src='{n}.jpg'><figcaption>A ferry on Monday.</figcaption></figure>" for n in range(9))
COMMENT = "<li><p>Bob says: I counted 900 late ferries on my own last year, and nobody cared!</p></li>"
UPDATES = "".join(
    f'<article class="update"><time datetime="2024-06-09T1{n}:00Z">1{n}:00</time><p>{line}</p></article>'
    for n, line in enumerate(PARAGRAPHS)
)
LAYOUTS = {
    "blog": f"""{HEAD}</head><body class="single"><div class="post"><h2 class="entry-title">Late ferries</h2>
        <span class="date">Posted on June 9, 2024 by Pat</span><div class="entry-content">{MARKUP}</div></div>
        <div id="comments"><ol>{COMMENT}</ol></div>
        <div id="sidebar"><h3>Recent posts</h3><ul><li><a href="/a">Bridge closed for 3 weeks</a></li></ul></div>""",
    "live": f"""{HEAD}<script type="application/ld+json">
        {LINKED.replace("NewsArticle", "LiveBlogPosting")}</script></head>
        <body><nav><a>News</a></nav><main><h1>Live: late ferries</h1>{UPDATES}</main>
        <footer>© 2024 Mapleton Ledger. All rights reserved.</footer>""",
    "amp": f"""<!doctype html><html ⚡><head><meta charset="utf-8">
        <script async src="https://cdn.ampproject.org/v0.js"></script>
        <script type="application/ld+json">{LINKED}</script></head><body>
        <amp-sidebar><ul><li>Home</li></ul></amp-sidebar><article><h1>Late ferries</h1>
        <amp-img src="a.jpg"></amp-img>{MARKUP}<amp-ad></amp-ad></article>""",
    "paywall": f"""{HEAD}<meta property="article:published_time" content="2024-06-09T10:00:00Z"></head><body><article>
        <h1>Late ferries</h1>{MARKUP}<div class="wall">
        <p>This article is for subscribers only. Subscribe now for $1 a week.</p>
        <p>Already a subscriber? Log in.</p><p>Subscribe</p></div></article>""",
    "cookies": f"""{HEAD}<meta name="date" content="2024-06-09"></head><body>
        <div id="banner"><p>We use cookies, and so do our 37 partners.</p></div>
        <div class="story"><h1>Late ferries</h1>{MARKUP.replace("<p>", "<div>").replace("</p>", "</div>")}</div>
        <div><p>Sign up for our newsletter and get the 5 stories you need every morning.</p></div>""",
    "rights": f"""{HEAD}<meta name="DC.date.issued" content="2024-06-09"></head><body><article><h1>Late ferries</h1>
        {MARKUP}<p>Related: <a href="/x">Bridge to close for 3 weeks</a></p>
        <p>© 2024 Mapleton Ledger. All rights reserved.</p></article>""",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(tmp_path: Path, layout: str) -> None:
    (found,) = read(write(tmp_path, "a.html", LAYOUTS[layout]))
    assert isinstance(found, Article), found
    assert (found.text.splitlines(), found.published) == (list(PARAGRAPHS), "2024-06-09")


STRICT = '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN">'
STARTS = ["<html>", "<html lang=en>", '<html lang="en"/>', "<HTML>", "", "<?xml version='1.0' encoding='x'?>"]
PIECES = [*"\0\x0b\x1f\ufffe\uffff\x85é\n", "<p>a</p>", "<form><input></form>", "<script>1</script>", "<svg/>"]


@given(
    st.sampled_from(["", "<!doctype html>", "<!DOCTYPE html>\n<!-- a -->", STRICT, " "]),
    st.sampled_from(STARTS),
    st.lists(st.sampled_from(PIECES)),
)
def test_pages_are_parsed_as_the_library_does(doctype: str, start: str, body: list[str]) -> None:
    """The shorter way, where there is nothing to mend, leads to the same tree."""
    markup = f"{doctype}{start}<body>{''.join(body)}<p>One.</p>\n"
    ours, theirs = parse_page(markup), load_html(markup)
    assert (ours is None) == (theirs is None)
    if ours is not None:
        assert tostring(ours) == tostring(theirs)


@pytest.mark.parametrize(
    "body",
    [
        CARDS,
        "<form><label>User</label><input><button>Log in</button></form><p>Forgot your password?</p>",
        "<h1>Photos</h1><div class='gallery'>" + FIGURES + "</div>",
        "<article><h1>Late ferries</h1><p>Subscribe now to read this article about the ferries.</p></article>",
    ],
)
def test_pages_without_an_article(tmp_path: Path, body: str) -> None:
    """A front page, a form, a gallery, nothing but a paywall."""
    (found,) = read(write(tmp_path, "a.html", f"{HEAD}</head><body>{body}</body></html>"))
    assert isinstance(found, Reject), found
    assert found.code == "no_text"


def test_lists_have_no_dashes(tmp_path: Path) -> None:
    """Before a number, one would be a minus."""
    items = "<ul><li>12 ferries were late on Monday, the board said.</li><li>$131 a month is the fare.</li></ul>"
    (found,) = read(write(tmp_path, "a.html", page([PARAGRAPHS[0], items, PARAGRAPHS[2]])))
    assert isinstance(found, Article)
    assert "\n12 ferries were late on Monday, the board said.\n$131 a month is the fare.\n" in found.text


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ('<meta property="article:published_time" content="2024-05-14T23:30:00-05:00">', "", "2024-05-14"),
        (f'<script type="application/ld+json">{LINKED}</script>', "", "2024-06-09"),
        ("", '<time datetime="2024-05-14">May 14</time>', "2024-05-14"),
        ("", "<p class='date'>Published: Tuesday, May 14, 2024</p>", "2024-05-14"),
        ("", "<span class='published'>05/14/2024</span>", "2024-05-14"),
        ("", "<span class='published'>14/05/2024</span>", "2024-05-14"),
        ("", "<span class='published'>05/06/2024</span>", None),
        ("", "<span class='published'>05/06/2024</span><p>Late on June 5, 2024.</p>", "2024-06-05"),
        ('<meta property="article:modified_time" content="2024-05-20T10:00:00Z">', "", None),
        ('<script type="application/ld+json">{"@type": "Article", "dateModified": "2024-05-20"}</script>', "", None),
        ("", "<footer>© 2019 Mapleton Ledger</footer>", None),
        ("", "", None),
    ],
)  # fmt: skip
def test_dates(tmp_path: Path, head: str, body: str, published: str | None) -> None:
    """A change is no publication, and what may be read as two days is none."""
    markup = f"<html><head><title>Ferries</title>{head}</head><body><h1>Late ferries</h1>{body}{MARKUP}"
    (found,) = read(write(tmp_path, "a.html", markup))
    assert isinstance(found, Article)
    assert found.published == published


def test_no_page_of_a_crawl_is_younger_than_it(tmp_path: Path) -> None:
    """A date to come, of which the page speaks, is not that of the page; a day more is another time zone's."""
    for day, published in [("2031-06-03", None), ("2024-06-12", None), ("2024-06-11", "2024-06-11")]:
        markup = (
            f'<html><body><article><h1>Ferries</h1><time datetime="{day}">then</time>{MARKUP}</article></body></html>'
        )
        crawled = unpacked(record(1, markup.encode())).replace(b"/2024/06/1", b"/ferries")
        (found,) = read(write(tmp_path, "a.warc", crawled))
        assert isinstance(found, Article)
        assert found.published == published, day


@pytest.mark.parametrize(
    ("title", "publisher", "plain"),
    [
        ("Ferries late - The Mapleton Ledger", "The Mapleton Ledger", "Ferries late"),
        ("Ferries late | Mapleton Ledger", "The Mapleton Ledger", "Ferries late"),
        ("Ferries late – the Ledger", "Ledger", "Ferries late"),
        ("Sale of the Ledger - a history", "Ledger", "Sale of the Ledger - a history"),
        ("Ferries - late", None, "Ferries - late"),
        (None, "Ledger", None),
    ],
)
def test_titles_without_the_name_of_the_site(title: str | None, publisher: str | None, plain: str | None) -> None:
    assert plain_title(title, publisher) == plain


def test_what_an_article_says_again(tmp_path: Path) -> None:
    """A pull quote is no second saying; a quoted passage is the article's."""
    pulled = '<blockquote class="pullquote"><p>“We will hire 40 pilots.”</p></blockquote>'
    quoted = "<blockquote><p>“The fare stays at $2 until the new ships are here,” the plan says of it.</p></blockquote>"
    (found,) = read(write(tmp_path, "a.html", page([*PARAGRAPHS[:2], pulled, quoted, PARAGRAPHS[2]])))
    assert isinstance(found, Article)
    assert found.text.splitlines() == [
        *PARAGRAPHS[:2],
        "“The fare stays at $2 until the new ships are here,” the plan says of it.",
        PARAGRAPHS[2],
    ]


@pytest.mark.parametrize(
    ("address", "publisher"),
    [
        ("https://www.ledger.example/a", "ledger.example"),
        ("http://[::1", None),
        ("ledger", None),
        (None, None),
    ],
)
def test_a_publisher_without_a_name(address: str | None, publisher: str | None) -> None:
    assert domain(address) == publisher


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Subscribe", False),
        ("Log in to continue.", False),
        ("Read more: Bridge to close", False),
        ("Published: June 9, 2024, 10 a.m.", False),
        ("Published in 2019, the report found 12 deaths.", True),
        ("Share prices fell 3 percent on Monday.", True),
        ("Register of Deeds Ana Duarte said so.", True),
        ("Comments by the mayor angered the board.", True),
        ("The story is about 12 subscribers and a member.", True),
        ("Watch the ferries, the board said.", True),
        ("Print sales fell to 1,204 copies.", True),
        ("Copyright law is 3 centuries old, the court said.", True),
        ("PTI / Jul 16, 2024, 21:32 IST", False),
        ("Story continues below advertisement", False),
        ("Related topics", False),
        ("To continue reading this article, subscribe to the Ledger for $1 a week.", False),
        ("More: County sets 3 hearings on flood insurance", False),
        ("This story was originally published July 16, 2024, 11:00 AM.", False),
        ("Do you have a news tip? Call 555-0142 or email tips@metro.example.", False),
        ("Stay up to date by subscribing to our free newsletters.", False),
        ("[Sign up for the Metro Daily newsletter]", False),
        ("Mara Quill covers county government. Reach her at mquill@post.example.", False),
        ("Ledger reporter Bo Lund contributed to this report.", False),
        ("View this post on Instagram", False),
        ("Current Time 0:00 Duration 0:41 Loaded: 0%", False),
        ("___", False),
        ("More than 30 homes were lost: most of them in Orrin Falls.", True),
        ("The county has 3 newsletters and pays $9 for each.", True),
        ("Updated figures show 12 deaths, the ministry said.", True),
        ("Published July figures show that prices rose, the agency said.", True),
        ("The two sides hope to reach her at the summit in June.", True),
        ("The senator contributed to this report in 2019.", True),
        ("Do you have a story to tell?", True),
        ("Ads cost the campaign $3 million.", True),
    ],
)
def test_lines_that_are_no_articles(line: str, kept: bool) -> None:
    assert plain_lines(f"One.\n{line}\nTwo.") == (f"One.\n{line}\nTwo." if kept else "One.\nTwo.")


@pytest.mark.parametrize(
    "text",
    [
        "2024-06-05T10:00:00Z",
        "/2024/06/05/ferries",
        "/2024/jun/05/ferries",
        "20240605",
        "June 5, 2024",
        "Jun. 5th, 2024",
        "5 June 2024",
        "5-Jun-2024",
        "JUNE&nbsp;05, 2024",
        "the <b>5th</b> of June, 2024",
        "2024/6/5",
    ],
)
def test_days_that_are_written_out(text: str) -> None:
    assert is_certain("2024-06-05", text)


@pytest.mark.parametrize("text", ["05/06/2024", "6/5/24", "June 2024", "2024-06", "June 15, 2024", "2024-06-051", ""])
def test_days_that_are_not(text: str) -> None:
    assert not is_certain("2024-06-05", text)


@given(
    st.dates(min_value=date(1990, 1, 1)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%b %d, %Y", "%Y/%m/%d", "%Y%m%d"])
)
def test_any_day_that_is_written_out(day: date, way: str) -> None:
    assert is_certain(day.isoformat(), f"<p>On {day.strftime(way)}.</p>")
    assert not is_certain((day + timedelta(days=1)).isoformat(), f"<p>On {day.strftime(way)}.</p>")
