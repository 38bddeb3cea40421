"""The examples that rules carry, put to the test: the mention, its rule, and its value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from spacy.language import Language

from onrecord.batch import annotate_articles
from onrecord.model import Article, Record
from onrecord.rules import Rule

PUBLISHED = "2024-06-12"
"""The date of all examples, a Wednesday."""

SHOWN_IN: Mapping[str, str] = {
    "officials": "officials",
    "agencies": "agencies",
    "dates": "dates",
    "figures": "figures",
    "quotes": "quotes",
    "cues": "quotes",
    "units": "figures",
    "changes": "figures",
    "modifiers": "figures",
    "places": "agencies",
}
"""Table -> the family of a record in which its rules show; rules of other tables have no examples in records."""


def failures(rules: Iterable[tuple[str, Rule]], nlp: Language) -> Iterator[tuple[str, Rule, str]]:
    """What fails of the rules' examples and counterexamples, each with its table and rule."""
    tried = [(table, rule) for table, rule in rules if table in SHOWN_IN]
    records = annotate_examples((rule for _, rule in tried), nlp)
    for table, rule in tried:
        tests = [(text, example_fails(records[text_of(text)], table, rule, text)) for text in rule.examples]
        tests += [(text, counterexample_fails(records[text], table, rule, text)) for text in rule.counterexamples]
        for text, wrong in tests:
            if text in rule.known_failures:
                wrong = None if wrong else f"{text!r} is no failure any more, though known_failures has it"
            if wrong:
                yield table, rule, wrong


def odd_examples(rule: Rule) -> Iterator[str]:
    """What is wrong with how a rule's examples are written, before they are put to the test."""
    for example in rule.examples:
        if example.count("[[") != example.count("]]") or example.count("[[") > 1:
            yield f"example {example!r}: mark its one mention as [[...]], which opens and closes once"
        elif not unmark(example)[0][slice(*unmark(example)[1:])].strip():
            yield f"example {example!r}: the mention is empty; put [[ ]] around the words that are to be found"
        if text_of(example) in rule.counterexamples:
            yield f"example {example!r} is a counterexample too; take it from one of the two"
    for text in rule.counterexamples:
        if "[[" in text:
            yield f"counterexample {text!r}: nothing is to be found in it; leave out the brackets"
    for text in rule.known_failures:
        if text not in rule.examples and text not in rule.counterexamples:
            yield f"known_failures: {text!r} is none of its examples and counterexamples; write it as it stands there"


def annotate_examples(rules: Iterable[Rule], nlp: Language) -> dict[str, Record]:
    """The record of every example and counterexample, keyed by its text."""
    texts = [text for rule in rules for text in (*map(text_of, rule.examples), *rule.counterexamples)]
    unique = list(dict.fromkeys(texts))
    articles = (Article(id=str(i), text=text, published=PUBLISHED) for i, text in enumerate(unique))
    return dict(zip(unique, annotate_articles(articles, nlp, batch_size=128), strict=True))


def unmark(example: str) -> tuple[str, int, int]:
    """The text of an example, and where its [[mention]] stands (without marks: all of it)."""
    if "[[" not in example:
        return example, 0, len(example)
    before, _, rest = example.partition("[[")
    inside, _, after = rest.partition("]]")
    return before + inside + after, len(before), len(before) + len(inside)


def text_of(example: str) -> str:
    """The text of an example."""
    return unmark(example)[0]


def example_fails(record: Record, table: str, rule: Rule, example: str) -> str | None:
    """What is wrong with an example's record, or None: its mention must be there, by its rule, once, with its value."""
    text, start, end = unmark(example)
    items = record.model_dump(mode="json")[SHOWN_IN[table]]
    if rule.label.startswith("NOT_"):  # such a rule marks nothing: it keeps others from marking
        there = [(i["rule"], at) for i in items for at in places(i) if at[0] < end and start < at[1]]
        return f"example {example!r}: marked by {there}" if there else None
    by_rule = [item for item in items if SHOWN_IN[table] != table or item["rule"] == rule.id]
    got = [{key: item.get(key) for key in rule.examples[example]} for item in by_rule if (start, end) in places(item)]
    if got == [rule.examples[example]]:
        return None
    marked = sorted({(item["rule"], text[a:b]) for item in items for a, b in places(item)})
    if (strange := rule.examples[example].keys() - {key for item in items for key in item}) and items:
        return (
            f"example {example!r}: a record there has no field {', '.join(sorted(strange))}; it has {sorted(items[0])}"
        )
    if "[[" not in example and by_rule and (start, end) not in [at for item in by_rule for at in places(item)]:
        return f"example {example!r}: the mention is not the whole of it; mark it as [[...]]: {marked}"
    return f"example {example!r}: expected {rule.examples[example]}, got {got or 'nothing'}; marked there: {marked}"


def counterexample_fails(record: Record, table: str, rule: Rule, text: str) -> str | None:
    """What is wrong with a counterexample's record, or None: the rule must give nothing there."""
    items = record.model_dump(mode="json")[SHOWN_IN[table]]
    if table == "units":
        given = [item for item in items if item["unit"] == getattr(rule, "name", None)]
    elif table in ("changes", "modifiers"):
        given = [item for item in items if rule.label.lower() in _says(item)]
    elif table == "cues":
        given = [item for item in items if item["cue"] and item["cue"]["lemma"] == getattr(rule, "lemma", None)]
    else:
        given = [item for item in items if item["rule"] == rule.id]
    return f"counterexample {text!r}: the rule marks it" if given else None


def _says(item: dict[str, Any]) -> set[str | None]:
    """What a figure says by the words around it, as labels of the rules for them."""
    rate, moved = "rate" if item["per"] else None, "moved" if item["change"] else None
    return {item["bound"], item["change"], item["superlative"], item["role"], rate, moved}


def places(item: dict[str, Any]) -> list[tuple[int, int]]:
    """All places at which a record's item stands."""
    spans = [item, item.get("introduced"), item.get("cue"), item.get("source")]
    spans += list(item.get("mentions", ())) + list(item.get("content", ()))
    return [(s["start_char"], s["end_char"]) for s in spans if s and "start_char" in s]
