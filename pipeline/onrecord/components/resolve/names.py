"""The names of a document: the fullest form of a person's or body's name, for whatever part of it stands somewhere."""

from __future__ import annotations

from spacy.tokens import Doc, Span

_BODIES = frozenset({"ORG", "NORP", "GPE"})


class Names:
    """The named persons and bodies of one document."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.people = [entity for entity in doc.ents if entity.label_ == "PERSON"]
        self.bodies = [entity for entity in doc.ents if entity.label_ == "ORG"]
        self.by_last: dict[str, list[Span]] = {}
        for person in self.people:
            self.by_last.setdefault(_parts(person)[-1] if _parts(person) else "", []).append(person)

    def person_in(self, span: Span) -> Span | None:
        """The person whom a noun phrase names: its head is the name, or has the name as its apposition."""
        heads = {span.root.i} | {t.i for t in span if t.dep_ == "appos" and t.head.i == span.root.i}
        return next((e for e in span.ents if e.label_ == "PERSON" and any(e.start <= i < e.end for i in heads)), None)

    def fullest(self, person: Span) -> tuple[str, str | None]:
        """The longest form of the name in the document that has the same last name, the nearest before it first."""
        own = _parts(person)
        if not own:
            return person.text, None
        forms = [e for e in self.by_last.get(own[-1], ()) if set(own) <= set(_parts(e))]
        if not forms:
            return " ".join(own), None
        longest = max(len(_parts(e)) for e in forms)
        full = [e for e in forms if len(_parts(e)) == longest]
        before = [e for e in full if e.start_char <= person.start_char]
        return " ".join(_parts((before or full)[-1 if before else 0])), None

    def body_in(self, span: Span) -> tuple[str, str | None] | None:
        """The body that a noun phrase names as a whole ("the IMF"), by its fullest name."""
        inside = [e for e in span.ents if e.label_ in _BODIES and e.start <= span.root.i < e.end]
        if not inside:
            return None
        name = inside[0]
        short = name.text.replace(".", "")
        if short.isupper() and len(short) <= 6:
            for other in self.bodies:
                initials = "".join(t.text[0] for t in other if t.text[0].isupper())
                if initials == short:
                    return _without_article(other), None
        return " ".join(span.text.split()), None


def _parts(person: Span) -> list[str]:
    """The words of a name, without possessive and punctuation."""
    return [t.text for t in person if t.text not in ("'s", "’s") and any(c.isalpha() for c in t.text)]


def _without_article(span: Span) -> str:
    words = span.text.split()
    return " ".join(words[1:] if words[0].lower() == "the" else words)
