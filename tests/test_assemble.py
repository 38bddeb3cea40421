"""The pipeline as others use it: whole, component by component, saved and loaded, and over processes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import onrecord
from onrecord.assemble import COMPONENTS, DEFAULT_MODEL, ModelError, build, producer
from onrecord.components.family import mentions
from onrecord.model import Mention
from onrecord.rules import digest

TEXT = (
    "Labor Secretary Ana Duarte said on Tuesday that 1,204 people lost their jobs in March.\n\n"
    "“We will act,” the secretary told reporters. The Department of Labor counted 990 a year earlier."
)
FAMILIES = ("officials", "agencies", "dates", "figures", "quotes", "clauses", "people")


def everything(doc: Doc) -> dict[str, list[Mention]]:
    return {family: mentions(doc, family) for family in FAMILIES}


def test_every_family_is_found(nlp: Language) -> None:
    found = everything(nlp(TEXT))
    assert {family for family, marked in found.items() if marked} >= set(FAMILIES) - {"people"}


@pytest.mark.parametrize("name", COMPONENTS)
def test_component_works_alone_in_another_pipeline(name: str) -> None:
    nlp = spacy.load(DEFAULT_MODEL)
    nlp.add_pipe(f"onrecord_{name}")
    doc = nlp(TEXT)
    assert doc.text == TEXT
    if name != "resolve":
        assert name in doc.spans


@pytest.mark.parametrize("name", COMPONENTS)
def test_component_works_without_a_parser(name: str) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(f"onrecord_{name}")
    assert nlp(TEXT).text == TEXT


def test_saved_pipeline_gives_the_same(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")
    assert everything(loaded(TEXT)) == everything(nlp(TEXT))
    assert producer(loaded) == producer(nlp)


def test_saved_pipeline_keeps_a_newsrooms_own_rules(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    row = {"id": "zz-kelp-board", "label": "AGENCY", "name": "Kelp Board", "country": "NZ", "type": "regulator"}
    examples = {"the [[Kelp Board]]": {"name": "Kelp Board"}}
    (own / "agencies.jsonl").write_text(json.dumps({**row, "examples": examples}) + "\n", "utf-8")
    nlp = build(patterns=own)
    assert producer(nlp).patterns == digest(own) != digest()
    nlp.to_disk(tmp_path / "saved")
    shutil.rmtree(own)
    loaded = spacy.load(tmp_path / "saved")
    rules = [m.rule for m in mentions(loaded("The Kelp Board met."), "agencies")]
    assert rules == ["zz-kelp-board"]
    assert producer(loaded) == producer(nlp)


def test_a_newsrooms_own_points_weigh_its_claims(nlp: Language, tmp_path: Path) -> None:
    row = {"id": "figure", "label": "WORTH", "points": -1, "examples": {"58 ships sank.": {"kind": "figure"}}}
    (tmp_path / "worth.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    own = build(patterns=tmp_path)
    figures = [[c for c in onrecord.extract("58 ships sank.", n) if c.kind == "figure"] for n in (nlp, own)]
    assert [[c.check_worthiness for c in claims] for claims in figures] == [[0.5], [0.0]]


def test_two_processes_give_what_one_gives(nlp: Language) -> None:
    texts = [TEXT, "", "Nothing here.", TEXT.upper()]
    one = [everything(doc) for doc in nlp.pipe(texts)]
    two = [everything(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=2)]
    assert two == one


def test_docbin_keeps_the_mentions(nlp: Language) -> None:
    doc = nlp(TEXT)
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (back,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert everything(back) == everything(doc)


def test_blis_and_numpy_give_the_same(nlp: Language) -> None:
    assert everything(build(blis=True)(TEXT)) == everything(nlp(TEXT))


def test_what_is_faster_than_the_plain_model_gives_the_same(nlp: Language) -> None:
    """Tagger, parser, attribute ruler, lemmatiser and names, article by article and in batches."""
    layers = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_TYPE", "ENT_IOB", "NORM"]
    texts = [path.read_text("utf-8") for path in sorted((Path(__file__).parents[1] / "corpus").glob("*.txt"))]
    plain = spacy.load(DEFAULT_MODEL)
    with nlp.select_pipes(enable=[name for name in nlp.pipe_names if name in plain.pipe_names]):
        for batch in (texts[:8], texts[8:9], texts[9:]):
            for ours, theirs in zip(nlp.pipe(batch), plain.pipe(batch), strict=True):
                assert (ours.to_array(layers) == theirs.to_array(layers)).all()


def test_missing_model_names_the_command() -> None:
    with pytest.raises(ModelError, match="no spaCy model 'en_x' here; install it: python -m spacy download en_x"):
        build("en_x")


def test_model_that_does_not_fit_says_what_it_lacks(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "bare")
    with pytest.raises(ModelError, match="lacks tagger, parser, lemmatizer, ner"):
        build(str(tmp_path / "bare"))
    spacy.blank("de").to_disk(tmp_path / "german")
    with pytest.raises(ModelError, match="is for 'de'"):
        build(str(tmp_path / "german"))
