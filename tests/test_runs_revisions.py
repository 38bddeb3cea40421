"""Corrections and kill notices in a run: what they concern is marked, and nothing else; none is lost as a copy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

import onrecord
from onrecord.claims.identity import digest
from onrecord.model import Article, Revision
from onrecord.readers import read_articles
from onrecord.readers.revision import kills
from onrecord.runs import worker
from onrecord.runs.retry import retry
from onrecord.runs.revisions import Standing, Version, settle
from onrecord.runs.store import Store
from runs import ME, Here, files, run_here
from samples import MARKUP, NITF, news_item, news_message, ninjs

Mark = tuple[str | None, bool | None]


def marks(folder: Path) -> dict[str, Mark]:
    """What became of each article, as all of its claims say."""
    found: dict[str, set[Mark]] = {}
    for path in sorted((folder / "claims").glob("*.jsonl")):
        for row in map(json.loads, path.open("rb")):
            found.setdefault(row["article_id"], set()).add((row["superseded_by"], row["withdrawn"]))
            assert row["digest"] == digest(row)
    assert all(len(both) == 1 for both in found.values())
    return {id_: both.pop() for id_, both in found.items()}


@pytest.fixture
def made(nlp: Language, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Runs over what lies in the folder `archive`; what became of each article."""
    monkeypatch.setattr(worker, "pipeline", lambda model, patterns: nlp)
    (tmp_path / "archive").mkdir()

    def run(**options: Any) -> tuple[Store, dict[str, Mark]]:
        store = Store(tmp_path / "run")
        run_here(store, [tmp_path / "archive"], work=worker.read, describe=worker.describe, **options)
        return store, marks(store.folder)

    return run


CORRECTED = MARKUP.replace("990", "909").replace("<p>", "<p>CORRECTION: ", 1)


def test_newsml(made: Any, tmp_path: Path) -> None:
    """Version 2 is almost the same text as version 1, and still no copy of it; a story beside them is untouched."""
    other = news_item("urn:other", body="<p>The Harbor Board closed the north pier on Monday for good.</p>")
    first, second = news_item("urn:a"), news_item("urn:a", version=2, body=MARKUP, note="CORRECTS the year")
    (tmp_path / "archive" / "a.xml").write_text(news_message(first, second, other))
    store, found = made()
    assert found == {"urn:a@1": ("urn:a@2", False), "urn:a@2": (None, False), "urn:other@1": (None, False)}
    assert (store.folder / "copies.jsonl").read_bytes() == b""
    assert [json.loads(line) for line in (store.folder / "revisions.jsonl").open("rb")] == [
        {"id": "urn:a@1", "superseded_by": "urn:a@2", "withdrawn": False}
    ]
    assert store.plan().counts.model_dump(include={"accepted", "superseded", "withdrawn"}) == {
        "accepted": 3,
        "superseded": 1,
        "withdrawn": 0,
    }


@pytest.mark.parametrize(
    "notice",
    [
        news_item("urn:a", version=3, status="stat:canceled"),
        news_item("urn:a", version=3, status="stat:withheld"),
        news_item("urn:a", version=3, note="KILL: the figures are wrong"),
        news_item("urn:a", version=3, body="<p></p>", status="stat:canceled"),
    ],
)
def test_a_story_that_is_taken_back(made: Any, tmp_path: Path, notice: str) -> None:
    """By status or note, with a text or without, and read before what it takes back."""
    (tmp_path / "archive" / "0.xml").write_text(notice)
    (tmp_path / "archive" / "1.xml").write_text(news_item("urn:a"))
    (tmp_path / "archive" / "2.xml").write_text(news_item("urn:a", version=2, body=CORRECTED))
    _, found = made()
    wanted = {"urn:a@1": ("urn:a@3", True), "urn:a@2": ("urn:a@3", True), "urn:a@3": (None, True)}
    assert {id_: found[id_] for id_ in ("urn:a@1", "urn:a@2")} == {id_: wanted[id_] for id_ in ("urn:a@1", "urn:a@2")}
    assert found.get("urn:a@3", (None, True)) == (None, True)


def test_ninjs(made: Any, tmp_path: Path) -> None:
    """With version numbers, and without: then the later one counts."""
    uri = "urn:b"
    items = [
        ninjs(3, uri=uri, version=None, versionCreated="2024-06-09T10:00:00Z"),
        ninjs(3, uri=uri, version=None, versionCreated="2024-06-09T12:00:00+00:00"),
        ninjs(1, uri="urn:c", version="9"),
        ninjs(1, uri="urn:c", version="10"),
    ]
    (tmp_path / "archive" / "a.jsonl").write_text("".join(json.dumps(item) + "\n" for item in items))
    _, found = made(keep_copies=True)
    later = "urn:b@2024-06-09T12:00:00+00:00"
    assert found == {
        "urn:b": (later, False),
        later: (None, False),
        "urn:c@9": ("urn:c@10", False),
        "urn:c@10": (None, False),
    }


def test_nitf(made: Any, tmp_path: Path) -> None:
    """A correction that has an id of its own names the one that it corrects."""
    own = NITF.replace('id-string="ledger.ferries"', 'id-string="ledger.ferries-corr"').replace("20240609", "20240610")
    named = own.replace("<du-key", '<correction id-string="ledger.ferries" info="CORRECTS May"/><du-key')
    (tmp_path / "archive" / "a.nitf").write_text(NITF)
    (tmp_path / "archive" / "b.nitf").write_text(named)
    _, found = made()
    assert found == {"ledger.ferries@1": ("ledger.ferries-corr@1", False), "ledger.ferries-corr@1": (None, False)}


def test_marks_are_the_same_whoever_makes_them(made: Any, tmp_path: Path) -> None:
    """A shard that is lost, and articles that failed at first, are marked as the others."""
    for version in (1, 2):
        (tmp_path / "archive" / f"{version}.xml").write_text(news_item("urn:a", version=version, body=CORRECTED))
    store, found = made(shards=2)
    clean = files(store.folder)
    (store.folder / "claims" / "00000.jsonl").write_text("{}\n")
    made(shards=2)
    assert files(store.folder) == clean
    rejecting = Here(store.work, lambda job, output: worker.read(job, output))
    assert retry(store, rejecting.map, lambda _: ME, lambda *_: None).rejected == 0
    assert found["urn:a@1"] == ("urn:a@2", False)


def test_one_article_alone(nlp: Language) -> None:
    """Without a run nothing tells what came later; a notice is withdrawn by itself."""
    text = "The Harbor Board counted 1,204 late ferries in May."
    for revision, withdrawn in [
        (None, None),
        (Revision(story="a", version=1), None),
        (Revision(story="a", version=1, status="canceled"), True),
    ]:
        claims = onrecord.extract(Article(id="a", text=text, revision=revision), nlp)
        assert claims
        assert {(claim.superseded_by, claim.withdrawn) for claim in claims} == {(None, withdrawn)}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("KILL: Ferries", True),
        ("BULLETIN KILL", True),
        ("MANDATORY KILL - the source has retracted", True),
        ("Editors: kill the earlier story about ferries", True),
        ("STORY REMOVED: BC-Ferries", True),
        ("This story has been withdrawn", True),
        ("ELIMINATION: please do not use", True),
        ("Kill Devil Hills opens pier", False),
        ("KILL BILL RETURNS TO CINEMAS", False),
        ("Killed: three sailors", False),
        ("CORRECTS the number of ferries", False),
        ("REMOVES reference to the mayor", False),
        ("Story about a pier", False),
    ],
)
def test_notices(words: str, said: bool) -> None:
    assert kills(words) is said


def test_the_same_item_twice(tmp_path: Path) -> None:
    """The very same version again is a repeated id."""
    (tmp_path / "a.xml").write_text(news_message(news_item("urn:a"), news_item("urn:a")))
    first, second = read_articles([str(tmp_path / "a.xml")])
    assert isinstance(first, Article)
    assert isinstance(second, onrecord.model.Reject)
    assert second.reason.startswith("the id 'urn:a@1' was read already")


@given(
    st.lists(
        st.builds(
            Version,
            id=st.uuids().map(str),
            number=st.integers(0, 3) | st.none(),
            moment=st.sampled_from([0.0, 1.0, 2.0, float("-inf")]),
            place=st.integers(0, 10**6),
            usable=st.booleans(),
        ),
        min_size=1,
        max_size=6,
        unique_by=(lambda version: version.id, lambda version: version.place),
    )
)
def test_one_version_at_most_stands(versions: list[Version]) -> None:
    """And all others say which one came after them."""
    found = {standing.id: standing for standing in settle(versions)}
    standing = [version for version in versions if version.id not in found]
    assert len(standing) <= 1
    last = [row for row in found.values() if row.superseded_by is None]
    assert len(standing) + len(last) == 1
    assert all(version.usable for version in standing)
    assert all(row.withdrawn for row in last)
    (end,) = [version.id for version in standing] or [row.id for row in last]
    assert all(row.superseded_by == end for row in found.values() if row.id != end)
    assert [*settle(sorted(versions))] == [*settle(versions)]


def test_standings_name_the_last(tmp_path: Path) -> None:
    """A canceled version in the middle is withdrawn for itself; a usable one after it stands."""
    versions = [Version("a", 1, 0.0, 1, True), Version("b", 2, 0.0, 2, False), Version("c", 3, 0.0, 3, True)]
    assert list(settle(versions)) == [
        Standing(id="a", superseded_by="c", withdrawn=False),
        Standing(id="b", superseded_by="c", withdrawn=True),
    ]
