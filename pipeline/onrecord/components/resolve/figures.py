"""Links figures to each other and to the dates and places that they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from onrecord.components.family import mentions, set_mentions
from onrecord.components.resolve.figure_times import Times, tokens_of
from onrecord.components.surface import span_at, text_of
from onrecord.model import Mention

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PLACE_WORDS = (
    "border strait city town village state province county region district country nation island coast area hospital"
    " capital port harbor river lake valley coastline sea shore camp school prison airport station mine plant factory"
    " world globe sound bay gulf ocean peninsula mountain forest"
)
_PLACE_NOUNS = frozenset(_PLACE_WORDS.split())
_LANDS = frozenset({"nation", "country", "state"})
"""So many of them are no place: 52 percent came from just three nations."""
_WHERE = frozenset("in at across near on along throughout off around outside inside from".split())
_ADVERBS = ("worldwide", "globally", "nationwide", "nationally", "countrywide", "statewide", "citywide")
_EVERYWHERE = re.compile(rf"\b(?:{'|'.join(_ADVERBS)})\b", re.IGNORECASE)
_SET_AGAINST = re.compile(r"\b(?:up|down|compared|from|than)\b")
_SIMILAR = re.compile(r"[^.;:\n\d]{0,90}?\b(?:similar|equal|close|close behind|comparable) to [^.;:\n\d]{0,40}")


def resolve_figures(doc: Doc) -> None:
    """Write `linked`, `time` and `place` into the evidence of `doc.spans["figures"]`."""
    figures = mentions(doc, "figures")
    if figures:
        set_mentions(doc, "figures", list(Resolver(doc, figures).resolved()))


class Resolver:
    """One pass over the figures of a document."""

    def __init__(self, doc: Doc, figures: Sequence[Mention]) -> None:
        self.text = text_of(doc)
        self.figures = figures
        self.spans = [tokens_of(doc, figure) for figure in figures]
        self.times = Times(doc, self.text, figures, self.spans)
        self.everywhere = list(_everywhere(doc, self.text))
        self.verbs, self.sentences = self.times.verbs, self.times.sentences

    def resolved(self) -> Iterable[Mention]:
        """The figures with what they are linked to."""
        for i, (figure, time) in enumerate(zip(self.figures, self.times.all(), strict=True)):
            found = {"linked": self._linked(i), "time": time, "place": self._place(i)}
            told = {key: value for key, value in found.items() if value}
            yield figure.known(told) if told else figure

    # links

    def _linked(self, i: int) -> list[int]:
        """The other figures that tell of the same change."""
        return [
            self.figures[j].start_char
            for j in range(max(0, i - 3), min(len(self.figures), i + 4))
            if j != i and self.sentences[j] == self.sentences[i] and self._together(min(i, j), max(i, j))
        ]

    def _together(self, i: int, j: int) -> bool:
        between = self.text[self.figures[i].end_char : self.figures[j].start_char]
        if j == i + 1 and " to " in between and _SIMILAR.fullmatch(between):
            return True
        roles = {self.figures[k].evidence.get("role") for k in (i, j)}
        if not roles & {"from", "to", "delta"}:
            return False
        verb, other = self.verbs[i], self.verbs[j]
        if verb is None or other is None:
            return False
        one = verb.i == other.i or (other.head == verb and other.dep_ in ("xcomp", "advcl"))  # lost 18, to close at 612
        both = one and roles <= {"from", "to", "delta", "level"}
        return both or (self._adjacent(i, j) and _SET_AGAINST.search(between) is not None and ";" not in between)

    def _adjacent(self, i: int, j: int) -> bool:
        """Whether a figure says from where another came, right behind it or its percentage: 1,204, up 21% from 990."""
        between = self.figures[i + 1 : j]
        return all(m.evidence.get("role") == "delta" for m in between) and (
            not between or self.figures[j].evidence.get("role") == "from"
        )

    # place

    def _place(self, i: int) -> str | None:
        """Where: the place in a prepositional phrase on the counted noun or on the clause's verb."""
        root, verb = self.spans[i].root, self.verbs[i]
        holders = [root, *([root.head] if root.head.pos_ in ("NOUN", "PROPN") else []), *([verb] if verb else [])]
        if verb is not None and (verb.lemma_ == "be" or self.figures[i].evidence.get("role")):
            holders += [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]  # deaths in Oslo fell
        for holder in holders:
            for child in holder.children:
                if child.dep_ == "prep" and (child.lower_ in _WHERE or child.lower_ == "on"):
                    for thing in child.children:
                        if thing.dep_ == "pobj" and thing not in (root, root.head) and _is_place(thing, child.lower_):
                            return _phrase(thing)
        return self._everywhere(verb) if verb is not None else None

    def _everywhere(self, verb: Token) -> str | None:
        """The adverb of a clause that says that it is so all over: worldwide."""
        return next((str(token.text) for token in self.everywhere if token == verb or verb.is_ancestor(token)), None)


def _everywhere(doc: Doc, text: str) -> Iterator[Token]:
    """The adverbs that say of a clause that it is so all over: few texts have one."""
    low = text.lower()
    if any(adverb in low for adverb in _ADVERBS):
        words = (span_at(doc, *found.span()) for found in _EVERYWHERE.finditer(text))
        yield from (span[0] for span in words if span is not None and span[0].pos_ == "ADV")


def _is_place(noun: Token, preposition: str) -> bool:
    if preposition == "on":
        return noun.ent_type_ in ("GPE", "LOC")
    if noun.lower_ == "rest":
        return any(_is_place(thing, "in") for of in noun.children if of.lower_ == "of" for thing in of.children)
    counted = noun.lemma_.lower() in _LANDS and any(child.dep_ == "nummod" for child in noun.children)
    if counted or (preposition == "across" and noun.lower_ == "border"):
        return False
    return noun.ent_type_ in _PLACES or (noun.lemma_.lower() in _PLACE_NOUNS and noun.pos_ in ("NOUN", "PROPN"))


def _phrase(noun: Token) -> str:
    """A place as the article names it, with the "of" behind it and without clauses."""
    end = noun.i + 1
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == end:
            end = max((t.i for t in child.subtree if t.dep_ in ("pobj", "compound")), default=noun.i) + 1
    return str(noun.doc[noun.left_edge.i : end].text)
