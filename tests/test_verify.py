"""A claims file proves itself against its articles, and nothing in it can be changed unseen."""

from __future__ import annotations

import json
import random
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from typer.testing import CliRunner

import onrecord
from gold import load as corpus
from onrecord.batch import results
from onrecord.claims.identity import anchor, claim_id, digest, seal
from onrecord.cli import app
from onrecord.model import Claim, json_number
from onrecord.normalize.amounts import amounts
from onrecord.rules import load
from onrecord.verify import Failure, Proven, failures, verify

ARTICLE = onrecord.Article(
    id="ferries-7",
    published="2025-04-10",
    url="https://example.org/7",
    text=(
        "Harbor Safety Board spokeswoman Ana Duarte resigned on Monday. The board reported 1,204 groundings in March, "
        "up from 990 a year earlier, Duarte told reporters Tuesday. “We saw 3 to 5 million gallons spill,” she said. "
        "A third of the 27 ferries was late by 2½ hours in 2024, and fares rose 4.5 percent to $12.75."
    ),
)


@pytest.fixture(scope="module")
def claims(nlp: Language) -> list[Claim]:
    return onrecord.extract(ARTICLE, nlp)


@pytest.fixture
def folder(claims: list[Claim], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the article and its claims."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles.jsonl").write_text(f"{ARTICLE.model_dump_json(exclude={'origin', 'encoding'})}\n", "utf-8")
    write(claims)
    return tmp_path


def write(rows: list[Claim]) -> None:
    Path("claims.jsonl").write_text("".join(f"{claim.model_dump_json()}\n" for claim in rows), "utf-8")


def failed() -> list[tuple[int, str]]:
    """Line and words of each failure of the claims file."""
    outcomes = verify("claims.jsonl", ["articles.jsonl"])
    return [(o.line, o.what) for o in outcomes if isinstance(o, Failure)]


def test_what_extract_makes_is_proven(claims: list[Claim], folder: Path) -> None:
    outcomes = list(verify("claims.jsonl", ["articles.jsonl"]))
    proven = [o.claim.model_dump_json() for o in outcomes if isinstance(o, Proven)]
    assert proven == [claim.model_dump_json() for claim in claims]
    assert {c.kind for c in claims} == {"figure", "quote", "statement", "office", "event"}


def test_the_seal_is_that_of_the_line(claims: list[Claim]) -> None:
    for claim in claims:
        assert claim.digest == digest(json.loads(claim.model_dump_json()))
        assert seal(claim.model_copy(update={"digest": None})) == seal(claim.model_copy()) == claim
        later = seal(claim.model_copy(), withdrawn=True)
        assert (later.withdrawn, later.digest) == (True, digest(json.loads(later.model_dump_json())))
        assert claim.id == claim_id(claim.article_id, claim.article_sha256, claim.kind, anchor(claim))


def test_a_claim_may_be_written_with_other_spaces_and_escapes(claims: list[Claim], folder: Path) -> None:
    rows = [json.dumps(json.loads(claim.model_dump_json()), ensure_ascii=True) for claim in claims]
    (folder / "claims.jsonl").write_text("\r\n\n".join(rows), "utf-8-sig")
    assert failed() == []


def test_any_digit_changed_fails(claims: list[Claim], folder: Path) -> None:
    """Every digit of one claim of each kind, each to another one."""
    choice = random.Random(7)
    for claim in {claim.kind: claim for claim in claims}.values():
        line = claim.model_dump_json()
        for place in re.finditer(r"\d", line):
            other = choice.choice([d for d in "0123456789" if d != place[0]])
            (folder / "claims.jsonl").write_text(line[: place.start()] + other + line[place.end() :], "utf-8")
            assert failed() != [], line[max(0, place.start() - 30) : place.end() + 5]


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_any_character_changed_fails(data: st.DataObject, claims: list[Claim], tmp_path_factory: Any) -> None:
    line = data.draw(st.sampled_from(claims)).model_dump_json()
    at = data.draw(st.integers(0, len(line) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda c: c != line[at] and not (c + line[at]).isspace()))
    folder = tmp_path_factory.mktemp("changed")
    (folder / "claims.jsonl").write_text(line[:at] + other + line[at + 1 :], "utf-8")
    (folder / "article.json").write_text(ARTICLE.model_dump_json(), "utf-8")
    outcomes = list(verify(str(folder / "claims.jsonl"), [str(folder / "article.json")]))
    assert outcomes != []
    assert all(isinstance(outcome, Failure) for outcome in outcomes)


def one(claims: list[Claim], words: str) -> Claim:
    return next(c for c in claims if c.figure is not None and c.figure.text == words)


def test_what_is_sealed_anew_is_still_held_against_the_article(claims: list[Claim]) -> None:
    """Whoever can make a digest can still not put into a claim what the article does not say."""
    claim = one(claims, "1,204")
    assert claim.figure is not None
    assert claim.time is not None
    assert claim.comparison is not None
    start = claim.figure.start_char
    changed: list[tuple[dict[str, Any], list[str]]] = [
        ({"published": "2025-04-11"}, ["published is '2025-04-11', but the article's is '2025-04-10'"]),
        ({"url": None}, ["url is None, but the article's is 'https://example.org/7'"]),
        ({"id": "0" * 16}, ["its id is not that of a claim of this kind at this place"]),
        (
            {"text": claim.text.replace("1,204", "1,205")},
            [f"claim.text is {claim.text.replace('1,204', '1,205')!r}, but the article has {claim.text!r} there"],
        ),
        (
            {"figure": claim.figure.model_copy(update={"value": Decimal(1205)})},
            ["figure.value is 1205, which '1,204' does not say"],
        ),
        ({"figure": claim.figure.model_copy(update={"value": None})}, ["figure has no value"]),
        (
            {"figure": claim.figure.model_copy(update={"linked": (start + 1,)})},
            [
                f"figure.linked is {start + 1}, where no figure starts",
                f"comparison.start_char is {claim.comparison.start_char}, which the figure is not linked with",
            ],
        ),
        (
            {"time": claim.time.model_copy(update={"end": "2025-03-30"})},
            ["time.end is 2025-03-30, but 2025-03 gives 2025-03-31"],
        ),
        (
            {"summary": claim.summary.replace("1,204", "1,205")},
            [
                "summary says 1205, which neither its sentence nor a date of the claim does",
                "summary does not say the figure's 1204",
            ],
        ),
        (
            {"also_at": (claim.sentence.model_copy(update={"end_char": 10**6}),)},
            [f"also_at[0] stands at no place of the text: {claim.sentence.start_char} to 1000000"],
        ),
    ]
    for fields, said in changed:
        assert list(failures(claim.model_copy(update=fields), ARTICLE)) == said


def test_quoted_words(claims: list[Claim]) -> None:
    claim = next(c for c in claims if c.kind == "quote")
    assert list(failures(claim, ARTICLE)) == []
    for old, new in (("spill", "leak"), ("We saw ", "We "), ("spill", "not spill")):
        forged = claim.model_copy(update={"summary": claim.summary.replace(old, new)})
        assert list(failures(forged, ARTICLE)) == ["summary quotes other words than the article"]
    named = claim.model_copy(update={"summary": f"“Captain” Duarte said: “{claim.text}”"})
    assert list(failures(named, ARTICLE)) == []
    alone = claim.model_copy(update={"summary": f"{claim.text[:1].upper()}{claim.text[1:]}"})
    assert list(failures(alone, ARTICLE)) == []
    changed = alone.model_copy(update={"summary": alone.summary.replace("spill", "leak")})
    assert list(failures(changed, ARTICLE)) == ["summary quotes other words than the article"]


def test_another_article(claims: list[Claim], folder: Path) -> None:
    write(claims[:1])
    text = ARTICLE.text.replace("1,204", "1,205")
    other = ARTICLE.model_copy(update={"text": text})
    (folder / "articles.jsonl").write_text(other.model_dump_json(exclude={"origin"}), "utf-8")
    assert failed() == [
        (1, "article_sha256 is not that of the article's text; name the version it was made from, or extract it anew")
    ]
    (folder / "articles.jsonl").write_text('{"id": "x", "text": "One."}', "utf-8")
    assert failed() == [(1, "no article has the id 'ferries-7'; name its file, too")]


def test_lines_that_are_no_claims(claims: list[Claim], folder: Path) -> None:
    good = claims[0].model_dump_json()
    digits = good.replace('"check_worthiness":', '"check_worthiness":0.1000000000000000000001,"x":', 1)
    lines = [
        good,
        "",
        "{",
        "[]",
        "null",
        good[:-1] + ',"id":"twice"}',
        '{"id": 1}',
        "\ud800",
        digits,
        "NaN",
        good,
        good,
    ]
    (folder / "claims.jsonl").write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    places = failed()
    assert [line for line, _ in places] == [3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    assert [what for _, what in places][3] == 'the field "id" stands twice'
    assert "says more than a number holds" in places[6][1]
    assert [what for _, what in places[8:]] == ["it stands on line 1 already; keep one"] * 2


@pytest.mark.parametrize("number", ["1e400", "1e-99999999999999999999", "9" * 4000, "-1e308", "9" * 5000])
def test_no_number_is_too_much(claims: list[Claim], folder: Path, number: str) -> None:
    """Whatever digits stand where a number or date does, the line fails, and the program does not."""
    for claim in claims:
        line = claim.model_dump_json()
        for field in ("check_worthiness", "start_char", "value", "begin"):
            put = f'"{number}"' if field == "begin" else number
            forged = re.sub(rf'"{field}":[^,}}]+', f'"{field}":{put}', line)
            (folder / "claims.jsonl").write_text(forged, "utf-8")
            assert (failed() == []) == (forged == line)


def test_command(claims: list[Claim], folder: Path) -> None:
    result = CliRunner().invoke(app, ["verify", "claims.jsonl", "articles.jsonl"])
    assert (result.exit_code, result.stdout) == (0, f"{len(claims)} claims of 1 articles, all proven\n")
    forged = claims[1].model_copy(update={"article_id": "\x1b[31m"})
    write([claims[0], forged])
    result = CliRunner().invoke(app, ["verify", "claims.jsonl", "articles.jsonl", "missing.txt"])
    assert (result.exit_code, result.stderr) == (
        1,
        "onrecord: missing.txt: no such file\nonrecord: 1 of 2 claims not proven\n",
    )
    assert result.stdout.splitlines() == [
        f"claims.jsonl:2: {claims[1].id}: its digest is not that of its fields: "
        "something in it was changed; extract it anew",
        f"claims.jsonl:2: {claims[1].id}: no article has the id '\\x1b[31m', but 'ferries-7' has its text; "
        "give its file the name that it had",
    ]
    result = CliRunner().invoke(app, ["verify", "nowhere.jsonl", "articles.jsonl"])
    assert (result.exit_code, result.stdout) == (1, "nowhere.jsonl: not readable: No such file or directory\n")


def examples() -> list[tuple[str, str, dict[str, Any]]]:
    """Each example of the rules for figures: the rule, the figure's own words, and what they say."""
    found = []
    for rule in load("figures"):
        for words, value in rule.examples.items():
            marked = re.search(r"\[\[(.*)\]\]", words)
            if isinstance(value, dict):
                found.append((rule.id, marked[1] if marked else words, value))
    return found


@pytest.mark.parametrize(("rule", "words", "value"), examples())
def test_every_rule_can_be_proven(rule: str, words: str, value: dict[str, Any]) -> None:
    """The amounts of each example come back from its own words."""
    said = {json_number(amount) for amount in amounts(words, value.get("unit", "count"))}
    assert {value[key] for key in ("value", "low", "high") if value.get(key) is not None} <= said


def test_amounts() -> None:
    assert amounts("1,204", "count") == {Decimal(1204)}
    assert amounts("nothing", "count") == set()
    assert amounts("three in four", "percent") == {Decimal("0.75"), Decimal(3), Decimal(4), Decimal(75)}


def test_the_whole_corpus_is_proven(nlp: Language) -> None:
    articles = [gold.article for gold in corpus()]
    made = {result.article.id: (result.article, result.claims) for result in results(articles, nlp, claims=True)}
    assert len(made) > 10
    failed = [(c.id, what) for article, claims in made.values() for c in claims for what in failures(c, article)]
    assert failed == []
    ids = [claim.id for _, claims in made.values() for claim in claims]
    assert len(ids) == len(set(ids))


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_digit_of_what_is_proven_fails_under_a_new_seal(data: st.DataObject, claims: list[Claim]) -> None:
    """Not the digest alone: text, summary, places, amounts, days and ids are each held against the article."""
    claim = data.draw(st.sampled_from(claims))
    row = json.loads(claim.model_dump_json())
    places = [(path, i) for path, words in proven(row, ()) for i, mark in enumerate(words) if mark.isdigit()]
    path, at = data.draw(st.sampled_from(places))
    holder: Any = row
    for key in path[:-1]:
        holder = holder[key]
    words = str(holder[path[-1]])
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != words[at]]))
    changed = words[:at] + other + words[at + 1 :]
    assume(path[-1] not in ("value", "low", "high") or "-" in words or float(changed) != float(words))
    holder[path[-1]] = int(changed) if isinstance(holder[path[-1]], int) else changed
    forged = Claim.model_validate_json(json.dumps({**row, "digest": None}), strict=False)
    assert list(failures(forged, ARTICLE)) != [], (path, words, changed)


PROVEN = (
    "id",
    "article_sha256",
    "published",
    "text",
    "summary",
    "start_char",
    "end_char",
    "value",
    "low",
    "high",
    "begin",
)


def proven(value: Any, path: tuple[Any, ...]) -> list[tuple[tuple[Any, ...], str]]:
    """Each field of a claim that an article proves, by its path, with its characters."""
    if isinstance(value, dict):
        return [found for key, item in value.items() for found in proven(item, (*path, key))]
    if isinstance(value, list):
        return [found for n, item in enumerate(value) for found in proven(item, (*path, n))]
    if isinstance(value, bool) or value is None or path[-1] not in PROVEN or path[0] == "producer":
        return []
    if path[-1] == "id" and len(path) > 1:  # whom a name means only a new reading could tell
        return []
    return [(path, str(value))]


DATED = onrecord.Article(
    id="dated",
    published="2025-04-10",
    text="The Harbor Safety Board closed two piers on Tuesday. It will open them in June.",
)


def test_dates_that_a_summary_writes_out(nlp: Language) -> None:
    closed = next(c for c in onrecord.extract(DATED, nlp) if c.kind == "event")
    assert closed.summary == "The Harbor Safety Board closed two piers on April 8, 2025."
    assert [(date.text, date.value) for date in closed.dates] == [("Tuesday", "2025-04-08")]
    assert list(failures(closed, DATED)) == []
    (date,) = closed.dates
    for value, words, said in (
        ("2025-04-09", "April 9, 2025", ["dates: 2025-04-09 is no Tuesday"]),
        ("2025-04-22", "April 22, 2025", ["dates: 2025-04-22 is more than a week from the day of publication"]),
        ("2025-02-30", "April 8, 2025", ["dates: 2025-02-30 is no day, month or year to write out"]),
    ):
        forged = closed.model_copy(
            update={
                "dates": (date.model_copy(update={"value": value}),),
                "summary": closed.summary.replace("April 8, 2025", words),
            }
        )
        assert [what for what in failures(forged, DATED) if what.startswith("dates")] == said
    silent = closed.model_copy(update={"dates": (), "time": None})
    assert list(failures(silent, DATED)) == [
        f"summary says {number}, which neither its sentence nor a date of the claim does" for number in ("2025", "8")
    ]
