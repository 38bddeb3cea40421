"""The attribute ruler by table does what spaCy's does by matching, on any text and any parse."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from onrecord.components.attributes import FastAttributeRuler

LAYERS = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "NORM"]
CORPUS = sorted((Path(__file__).parents[1] / "corpus").glob("*.txt"))
WORDS = (
    "I you it you'll n't nt ain ai nothin' nuthin' y' y all do does did have has 's 're is are there what who to gets "
    "got gonna na been 'd better worse not please and both either the a an Ministry said 1,204 $ . , “ ” \n\n \t xx"
).split(" ")


@pytest.fixture(scope="module")
def fast(stock: Language) -> FastAttributeRuler:
    """The same rules by table."""
    ruler = FastAttributeRuler(stock.vocab)
    ruler.from_bytes(stock.get_pipe("attribute_ruler").to_bytes())  # type: ignore[attr-defined]
    assert ruler.table() is not None
    return ruler


def same(doc: Doc, stock: Language, fast: FastAttributeRuler) -> bool:
    """Whether both set the same."""
    ruled = stock.get_pipe("attribute_ruler")(doc.copy())
    return bool((fast(doc.copy()).to_array(LAYERS) == ruled.to_array(LAYERS)).all())


def test_on_the_corpus(stock: Language, fast: FastAttributeRuler) -> None:
    with stock.select_pipes(disable=["attribute_ruler", "lemmatizer", "ner"]):
        assert all(same(doc, stock, fast) for doc in stock.pipe(path.read_text("utf-8") for path in CORPUS))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_on_any_parse(stock: Language, fast: FastAttributeRuler, data: st.DataObject) -> None:
    """Words, tags and dependencies in any company, also those that no parser would think of, and none at all."""
    tags = ["", *stock.get_pipe("tagger").labels]  # type: ignore[attr-defined]
    deps = ["", *stock.get_pipe("parser").labels]  # type: ignore[attr-defined]
    rows = data.draw(
        st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(tags), st.sampled_from(deps)), max_size=30)
    )
    words, drawn, arcs = ([row[n] for row in rows] for n in range(3))
    doc = Doc(stock.vocab, words=[word or " " for word in words], tags=drawn, deps=arcs, heads=[0] * len(rows))
    assert same(doc, stock, fast)


def test_the_pipeline_has_it_and_keeps_it(nlp: Language, tmp_path: Path) -> None:
    assert type(nlp.get_pipe("attribute_ruler")) is FastAttributeRuler
    nlp.to_disk(tmp_path / "saved")
    saved = spacy.load(tmp_path / "saved")
    assert type(saved.get_pipe("attribute_ruler")) is FastAttributeRuler
    text = CORPUS[0].read_text("utf-8")
    assert (saved(text).to_array(LAYERS) == nlp(text).to_array(LAYERS)).all()


def test_rules_may_change(stock: Language) -> None:
    ruler = FastAttributeRuler(stock.vocab)
    doc = Doc(stock.vocab, words=["ships", "sail"], tags=["NNS", "VBP"])
    ruler.add([[{"TAG": "NNS"}]], {"LEMMA": "ship"})
    assert [token.lemma_ for token in ruler(doc.copy())] == ["ship", ""]
    ruler.add([[{"TAG": "NNS"}, {"LOWER": "sail"}]], {"LEMMA": "sail", "POS": "VERB"}, index=-1)
    assert [(token.lemma_, token.pos_) for token in ruler(doc.copy())] == [("ship", ""), ("sail", "VERB")]
    ruler.clear()
    assert [token.lemma_ for token in ruler(doc.copy())] == ["", ""]


@pytest.mark.parametrize(
    "pattern",
    [
        [{"SHAPE": "xxxx"}],
        [{"TAG": "NNS", "OP": "+"}],
        [{"TAG": "NNS"}, {"TAG": "VBP"}, {"TAG": "."}],
        [{"TAG": {"REGEX": "^N"}}],
        [{"LOWER": {"FUZZY": "sail"}}],
    ],
)
def test_rules_that_fit_no_table_are_matched(stock: Language, pattern: list[dict[str, object]]) -> None:
    rulers = FastAttributeRuler(stock.vocab), AttributeRuler(stock.vocab)
    doc = Doc(stock.vocab, words=["ships", "sail", "."], tags=["NNS", "VBP", "."])
    for ruler in rulers:
        ruler.add([pattern], {"LEMMA": "hit"})
    assert rulers[0].table() is None
    fast, stock_ = ([token.lemma_ for token in ruler(doc.copy())] for ruler in rulers)
    assert "hit" in fast
    assert fast == stock_
