"""The entity recogniser by large multiplications finds what spaCy's finds token by token, on any text and any parse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from onrecord.assemble import DEFAULT_MODEL
from onrecord.components.ner import TOGETHER, FastEntityRecognizer, Found

LAYERS = ["ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID"]
CORPUS = sorted((Path(__file__).parents[1] / "corpus").glob("*.txt"))
WORDS = (
    "Ana Duarte of the Harbor Safety Board said on Friday June 3 2024 that $ 1,204 million 12 % were New York 's U.S. "
    "“ , ” . the and in EU Bank of England NATO Ministry Dr. first Kelso_River \n\n \t x"
).split(" ")


def faster(stock: Language) -> Any:
    """The stock model's recogniser, the fast way."""
    config = {key: value for key, value in stock.get_pipe_config("ner").items() if key != "factory"}
    fast: Any = stock.create_pipe("onrecord_ner", config=config)
    return fast.from_bytes(stock.get_pipe("ner").to_bytes())  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def fast(stock: Language) -> Any:
    return faster(stock)


def same(docs: list[Doc], stock: Any, fast: Any) -> bool:
    """Whether both set the same, the documents taken together."""
    ours, theirs = ([doc.copy() for doc in docs] for _ in range(2))
    found = fast.predict(ours)
    assert isinstance(found, Found)
    fast.set_annotations(ours, found)
    stock.set_annotations(theirs, stock.predict(theirs))
    return all((a.to_array(LAYERS) == b.to_array(LAYERS)).all() for a, b in zip(ours, theirs, strict=True))


def test_on_the_corpus(stock: Language, fast: Any) -> None:
    with stock.select_pipes(enable=["tok2vec", "parser"]):
        docs = list(stock.pipe(path.read_text("utf-8") for path in CORPUS))
    assert same(docs, stock.get_pipe("ner"), fast)
    assert all(same([doc], stock.get_pipe("ner"), fast) for doc in docs[:3])


@st.composite
def documents(draw: st.DrawFn, vocab: Any) -> Doc:
    """Words in any company, with sentences that begin anywhere, or nowhere."""
    rows = draw(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([None, None, True, False])), max_size=40))
    return Doc(vocab, words=[word or " " for word, _ in rows], sent_starts=[begins for _, begins in rows])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_on_any_words(stock: Language, fast: Any, data: st.DataObject) -> None:
    docs = data.draw(st.lists(documents(stock.vocab), min_size=1, max_size=4))
    assert not any(map(len, docs)) or same(docs, stock.get_pipe("ner"), fast)


@pytest.mark.parametrize("liking", [0.0, 3.0, 6.0, 20.0])
def test_names_of_any_length(stock: Language, liking: float) -> None:
    """A model that likes to go on with a name that it has begun, up to the end of the sentence or the document."""
    ner: Any = spacy.load(DEFAULT_MODEL).get_pipe("ner")
    bias = ner.model.get_ref("upper").get_param("b").copy()
    for number in range(ner.moves.n_moves):
        bias[number] += liking * (ner.moves.get_class_name(number)[0] in "BI")
    ner.model.get_ref("upper").set_param("b", bias)
    fast = faster(stock)
    fast.model.get_ref("upper").set_param("b", bias)
    with stock.select_pipes(enable=["tok2vec", "parser"]):
        docs = [*stock.pipe(path.read_text("utf-8") for path in CORPUS[:4]), Doc(stock.vocab, words=WORDS[:30] * 4)]
    assert same(docs, ner, fast)
    if liking > 10:
        longest = max(end - start for names in fast.predict(docs) for start, end, _ in names)
        assert longest > 3 * TOGETHER


def test_documents_with_entities_are_left_to_spacy() -> None:
    stock = spacy.load(DEFAULT_MODEL)  # it learns the label
    text = "Ana Duarte of Kelso said on Friday that New York had paid."
    results = []
    for ner in (faster(stock), stock.get_pipe("ner")):
        doc = stock.make_doc(text)
        doc.set_ents([Span(doc, 0, 3, label="BOAT")], default="missing")
        results.append([(ent.text, ent.label_) for ent in ner(doc).ents])
    assert results[0] == results[1]
    assert results[0][0] == ("Ana Duarte of", "BOAT")


def test_empty_documents(stock: Language, fast: Any) -> None:
    docs = [stock.make_doc(""), stock.make_doc("Ana Duarte spoke."), stock.make_doc("")]
    assert same(docs, stock.get_pipe("ner"), fast)
    assert [doc.ents for doc in fast.pipe([stock.make_doc("")])] == [()]


def test_the_pipeline_has_it_and_keeps_it(nlp: Language, tmp_path: Path) -> None:
    assert type(nlp.get_pipe("ner")) is FastEntityRecognizer
    nlp.to_disk(tmp_path / "saved")
    saved = spacy.load(tmp_path / "saved")
    assert type(saved.get_pipe("ner")) is FastEntityRecognizer
    text = CORPUS[0].read_text("utf-8")
    assert (saved(text).to_array(LAYERS) == nlp(text).to_array(LAYERS)).all()
