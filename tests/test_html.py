"""The page: the whole text beside its claims, nothing in it that an article could start, and usable in a browser."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from typer.testing import CliRunner

from onrecord import model as m
from onrecord.batch import Result, results
from onrecord.cli import app
from onrecord.readers import read_articles
from onrecord.views.harmless import harmless
from onrecord.views.html import details, paragraphs, render

ROOT = Path(__file__).parents[1]
CHROMIUM = Path("/usr/bin/chromium")
PRODUCER = m.Producer(version="1", model="en_x", model_version="3", patterns="abc")
VOID = {"meta", "input", "br"}
ATTACKS = [
    "</title><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "javascript:alert(1)",
    "<img src=x onerror=alert(1)>",
    "</style><svg/onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "\u202egnihtyna\x00\x1b[31m",
    "--><!--",
]


class Page(HTMLParser):
    """A page as a browser takes it apart: its elements, and the text inside some of them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, str]] = []
        self.paragraphs: list[str] = []
        self.summaries: list[str] = []
        self.raw: dict[str, str] = {}
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        kind = dict(attrs).get("class") or ""
        if tag not in VOID:
            self.open.append((tag, kind))
        if kind == "words":
            self.paragraphs.append("")
        if kind == "sentence":
            self.summaries.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        kinds = [kind for _, kind in self.open]
        if "words" in kinds:
            self.paragraphs[-1] += data
        if "sentence" in kinds:
            self.summaries[-1] += data
        if self.open and self.open[-1][0] in ("script", "style", "title", "h1"):
            self.raw[self.open[-1][0]] = self.raw.get(self.open[-1][0], "") + data

    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.elements if attrs.get("id")]  # type: ignore[misc]

    def links(self) -> list[str]:
        return [attrs["href"] or "" for tag, attrs in self.elements if tag == "a"]


def claim(text: str, start: int, end: int, **fields: Any) -> m.Claim:
    words = m.Span(start_char=start, end_char=end, text=text[start:end])
    known: dict[str, Any] = {"id": "c", "kind": "statement", "article_id": "a", "article_sha256": "", "summary": "S."}
    return m.Claim(**{**known, **fields}, **words.model_dump(), sentence=words, producer=PRODUCER)


def result(text: str, *claims: m.Claim, **described: Any) -> Result:
    article = m.Article(**{"id": "a", **described}, text=text)
    record = m.Record(
        article=m.ArticleMeta(**article.model_dump(exclude={"text"}), sha256="", n_chars=len(text)), producer=PRODUCER
    )
    return Result(article, record, claims)


def check(html: str) -> Page:
    """What must hold of every page: it is well-formed, nothing in it runs but ours, and every link leads somewhere."""
    page = Page(html)
    names = {tag for tag, _ in page.elements}
    assert not names & {"img", "svg", "iframe", "object", "embed", "link", "base", "audio", "video"}
    assert [tag for tag, _ in page.elements if tag in ("script", "style", "title")] == ["title", "style", "script"]
    for tag, attrs in page.elements:
        assert not [name for name in attrs if name.startswith("on") or name in ("style", "src", "srcset", "action")]
        assert "http-equiv" not in attrs or attrs["http-equiv"] == "Content-Security-Policy", tag
    assert len(set(page.ids())) == len(page.ids())
    for link in page.links():
        assert link.startswith(("http://", "https://")) or link.removeprefix("#") in page.ids(), link
    (policy,) = [attrs["content"] or "" for _, attrs in page.elements if "http-equiv" in attrs]
    assert policy.startswith("default-src 'none'; ")
    for tag in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(page.raw[tag].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    return page


def test_the_text_stands_whole_beside_its_claims() -> None:
    text = "Ana Duarte said that 1,204 ferries\nwere late.\n\nShe left, “angry,” at two."
    figure = m.Figure(start_char=21, end_char=26, text="1,204", value=1204, rule="r")
    claims = [
        claim(text, 21, 44, summary="Ferries were late."),
        claim(text, 21, 44, kind="figure", figure=figure, summary="1,204 were late."),
        claim(text, 47, 72, kind="event", summary="She left & <went>."),
    ]
    page = check(render([result(text, *claims, title="Ferries", url="https://example.org/a?b&c")]))
    assert page.paragraphs == ["Ana Duarte said that 1,204 ferries\nwere late.\n\n", "She left, “angry,” at two."]
    assert page.summaries == ["Ferries were late.", "1,204 were late.", "She left & <went>."]
    marks = [attrs for tag, attrs in page.elements if (attrs.get("class") or "").startswith("mark ") and tag == "a"]
    assert [(mark["class"], mark["href"], mark["data-claims"]) for mark in marks] == [
        ("mark statement figure", "#a1c2", "a1c1 a1c2 "),
        ("mark statement", "#a1c1", "a1c1 "),
        ("mark event", "#a1c3", "a1c3 "),
    ]
    assert "https://example.org/a?b&c" in page.links()


def test_several_articles() -> None:
    page = check(render([result("One.", claim("One.", 0, 3)), result("Two.", claim("Two.", 0, 3), title="B <2>")]))
    assert page.raw["h1"] == "Claims of 2 articles"
    assert page.paragraphs == ["One.", "Two."]
    assert {"#a1", "#a2", "#a1c1", "#a2c1", "#a1m1", "#a2m1"} <= set(page.links())


def test_no_articles_and_no_claims() -> None:
    assert check(render([])).paragraphs == []
    assert check(render([result("One.\nTwo.")])).paragraphs == ["One.\n", "Two."]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_in_an_article_runs(attack: str) -> None:
    text = f"{attack} said {attack}"
    place = m.Place(start_char=0, end_char=1, text=attack, country=attack)
    link = m.Attribution(name=attack, title=attack, organization=attack, hedge=attack)
    figure = m.Figure(start_char=0, end_char=1, text=attack, counted=attack, unit=attack, per=attack, rule=attack)
    time = m.ClaimTime(value=attack)
    one = claim(
        text,
        0,
        len(attack),
        id=attack,
        kind="figure",
        article_id=attack,
        summary=attack,
        attribution=(link,),
        figure=figure,
        place=place,
        time=time,
        rules=(attack,),
        reasons=(attack,),
        also_at=(m.Span(start_char=0, end_char=1, text=attack),),
    )
    described = dict.fromkeys(("title", "url", "publisher", "published", "id"), attack)
    described["published"] = None  # type: ignore[assignment]
    page = check(render([result(text, one, **described), result(text, one, **described)]))
    assert page.paragraphs == [harmless(text)] * 2
    assert page.summaries == [harmless(attack)] * 2
    assert not [link for link in page.links() if not link.startswith("#")]


@settings(max_examples=100, deadline=None)
@given(
    text=st.text(st.sampled_from("ab <&\"'\n\t“\U0001f6a2\u0301"), max_size=40),
    places=st.lists(
        st.tuples(st.integers(0, 39), st.integers(1, 40), st.sampled_from(["quote", "office"])), max_size=5
    ),
)
def test_every_character_stands(text: str, places: list[tuple[int, int, Any]]) -> None:
    claims = [claim(text, s, min(s + n, len(text)), kind=kind) for s, n, kind in places if s < len(text)]
    page = check(render([result(text, *claims)]))
    there = [text[p.start_char : p.end_char] for p in paragraphs(text)]
    assert "".join(there) == text
    assert page.paragraphs == [harmless(words, lines=True) for words in there]
    assert all(words.strip() for words in there) or len(there) == 1
    assert len(page.summaries) == len(claims)


def test_command(nlp: Language, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("onrecord.api.load", lambda *_args, **_options: nlp)
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text("Labor Secretary Ana Duarte said that 1,204 ferries were late.", "utf-8")
    done = CliRunner().invoke(app, ["extract", "story.txt", "--html", "story.html"])
    assert (done.exit_code, done.output) == (0, "")
    page = check(Path("story.html").read_text("utf-8"))
    assert page.paragraphs == [Path("story.txt").read_text("utf-8")]
    rows = CliRunner().invoke(app, ["extract", "story.txt", "--html", "b.html", "--output", "claims.jsonl"])
    assert (rows.exit_code, rows.output) == (0, "")
    claims = Path("claims.jsonl").read_text("utf-8")
    assert len(claims.splitlines()) == len(page.summaries) > 2
    assert CliRunner().invoke(app, ["extract", "story.txt", "--html", "b.html", "--jsonl"]).stdout == claims
    assert CliRunner().invoke(app, ["extract", "story.txt", "--html", "-"]).stdout == Path("b.html").read_text("utf-8")
    failed = CliRunner().invoke(app, ["extract", "story.txt", "--html", "no/such/folder.html"])
    assert failed.exit_code == 2
    assert failed.stderr.startswith("onrecord: ")
    assert CliRunner().invoke(app, ["extract", "story.txt", "--html", "story.txt"]).exit_code == 2
    assert Path("story.txt").read_text("utf-8") == page.paragraphs[0]


# In a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"no {CHROMIUM}")
    with playwright.sync_playwright() as made:
        chromium = made.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def page_file(nlp: Language, tmp_path_factory: Any) -> Path:
    """The page of an article of the corpus."""
    (article,) = read_articles([str(ROOT / "corpus" / "harbor-review.txt")], published="2025-04-10")
    assert isinstance(article, m.Article)
    known = article.model_copy(update={"title": "Groundings in Ansel Sound fall to 214", "publisher": "Ansel Courier"})
    path: Path = tmp_path_factory.mktemp("html") / "page.html"
    path.write_text(render(list(results([known], nlp, claims=True))), "utf-8")
    return path


def open_page(browser: Any, path: Path, **options: Any) -> tuple[Any, list[str]]:
    """The page in a new window, and the list that gets what the browser complains of."""
    page = browser.new_context(**options).new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: request.url.startswith("file:") or complaints.append(request.url))
    page.goto(path.as_uri())
    return page, complaints


def test_filters(browser: Any, page_file: Path) -> None:
    page, complaints = open_page(browser, page_file, viewport={"width": 1280, "height": 900})
    cards = page.locator(".card:visible")
    every = cards.count()
    assert page.locator("output").inner_text() == f"{every} of {every} claims"
    for kind in ("quote", "statement", "office", "event"):
        page.get_by_role("checkbox", name=kind).uncheck()
    figures = cards.count()
    assert 0 < figures < every
    assert page.locator(".card.figure:visible").count() == figures
    assert page.locator(".words .mark.statement:not(.figure):not(.off)").count() == 0
    page.get_by_label("Said by").select_option(index=1)
    assert 0 < cards.count() < figures
    assert page.locator("output").inner_text() == f"{cards.count()} of {every} claims"
    page.get_by_role("button", name="Show all").click()
    page.wait_for_function(f"document.querySelector('output').textContent === '{every} of {every} claims'")
    page.get_by_label("Worth").select_option("0.7")
    assert 0 < cards.count() < every
    assert complaints == []


def test_by_keyboard(browser: Any, page_file: Path) -> None:
    page, complaints = open_page(browser, page_file, viewport={"width": 1280, "height": 900})
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    mark = page.locator(".words .mark.figure").first
    mark.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert mark.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    assert page.locator(".card.on").get_attribute("id") == (mark.get_attribute("href") or "")[1:]
    page.keyboard.press("Enter")
    target = page.locator(".card:target")
    assert target.count() == 1
    page.keyboard.press("Tab")
    assert target.locator("a.summary").evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    assert page.locator(":target").get_attribute("class") == "at"
    page.keyboard.press("Tab")
    assert mark.evaluate("e => e === document.activeElement")
    assert complaints == []


@pytest.mark.parametrize("options", [{"color_scheme": "dark"}, {"java_script_enabled": False}, {}])
def test_on_a_phone(browser: Any, page_file: Path, options: dict[str, Any]) -> None:
    """Nothing is wider than the screen, and nothing is hidden."""
    page, complaints = open_page(browser, page_file, viewport={"width": 390, "height": 844}, **options)
    wide = page.locator("body *").evaluate_all("all => all.filter(e => e.getBoundingClientRect().right > 391).length")
    assert wide == 0
    assert page.locator(".card:visible").count() == page.locator(".card").count() > 10
    assert page.locator("select:visible").count() == (0 if "java_script_enabled" in options else 2)
    assert complaints == []


def test_in_print(browser: Any, page_file: Path) -> None:
    page, complaints = open_page(browser, page_file)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("select:visible, input:visible, button:visible").count() == 0
    assert page.pdf(format="A4").startswith(b"%PDF")
    assert complaints == []


@pytest.mark.skipif("ONRECORD_PICTURE" not in os.environ, reason="ONRECORD_PICTURE names no file to write to")
def test_picture(browser: Any, page_file: Path) -> None:
    """The picture in the README: ONRECORD_PICTURE=docs/page.png pytest tests/test_html.py -k picture."""
    page, _ = open_page(browser, page_file, viewport={"width": 1280, "height": 800})
    page.screenshot(path=os.environ["ONRECORD_PICTURE"])


def test_a_hedge_alone_is_nobody() -> None:
    """What somebody says that is only "reportedly" so: the card names them with their office."""
    chain = (m.Attribution(hedge="reportedly"), m.Attribution(name="Ana Duarte", title="Mayor", stance="denies"))
    found = dict(details(claim("It sank.", 0, 8, attribution=chain)))
    assert (found["Said by"], found["Stance"]) == ("Ana Duarte, Mayor", "denies, reportedly")
