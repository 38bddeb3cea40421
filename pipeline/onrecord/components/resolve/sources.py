"""Gives each figure the source that the article attributes it to: who is quoted with it, counts it or reckons it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from onrecord.components.cues import first_child
from onrecord.components.family import mentions, set_mentions
from onrecord.components.resolve.referents import DEFINITE, PRONOUNS, Referents
from onrecord.components.source import DOCUMENTS, noun_phrase
from onrecord.components.surface import span_at
from onrecord.model import Mention

_SURVEYS = frozenset({"poll", "survey", "census"})
_SAMPLES = frozenset({"sample", "respondent", "survey", "poll", "interview"})
"""Nouns and verbs for whom a survey asks."""
_SHARES = frozenset({"percent", "percentage_point"})
_RECKONS = frozenset(
    "expect forecast project estimate predict calculate reckon count find record register tally tabulate survey".split()
)
"""Verbs whose subject stands for the numbers in their clause, though it need not have said a word."""
_RECKONINGS = frozenset({"forecast", "estimate", "projection", "prediction", "tally", "count", "outlook", "assessment"})
"""Nouns whose owner stands for the numbers that they come to: "raised its forecast to 3 percent"."""
_PAPERS = (DOCUMENTS | _RECKONINGS | {"statement", "review", "bulletin", "ledger"}) - _SURVEYS
"""Nouns for what says a number without a mouth: the source is whoever made it."""
_FARTHEST = 8
"""How many heads above a figure its reckoning may stand."""


def resolve_sources(doc: Doc, referents: Referents | None = None) -> None:
    """Write `evidence["source"]` of each figure that somebody is quoted with or reckons, or that a poll found."""
    figures = mentions(doc, "figures")
    if figures:
        set_mentions(doc, "figures", _Sources(doc, referents or Referents(doc)).attributed(figures))


class _Sources:
    """Who stands for the numbers of one document."""

    def __init__(self, doc: Doc, referents: Referents) -> None:
        self.doc = doc
        self.referents = referents
        found = mentions(doc, "quotes")
        self.direct = [at for q in found if q.evidence["kind"] == "direct" for at in q.evidence["content"]]
        sourced = [q for q in found if q.evidence.get("source_name") and q.evidence.get("act") != "asks"]
        self.quotes = [(start, end, q) for q in sourced for start, end in q.evidence["content"]]
        self.surveys = [(q.evidence["source"][0], q.evidence["source_name"]) for q in sourced if _is_survey(q)]
        clauses = mentions(doc, "clauses")
        self.subjects = {c.evidence["verb"]["start_char"]: c for c in clauses}
        self.reckoned = [c for c in clauses if c.evidence["lemma"] in _RECKONS]
        self.papers = sorted({(s[0], s[1]) for q in sourced if (s := q.evidence.get("source")) and self._is_paper(s)})
        self.last: str | None = None

    def attributed(self, figures: list[Mention]) -> Iterator[Mention]:
        """The figures, in the order of the text, with their sources."""
        for figure in figures:
            source = None if figure.rule.startswith("age.") else self._source(figure)  # an age describes somebody
            self.last = source or self.last
            yield figure.known({"source": source}) if source else figure

    def _source(self, figure: Mention) -> str | None:
        return self._quoted_with(figure) or self._reckoned_by(figure) or self._shown(figure)

    def _quoted_with(self, figure: Mention) -> str | None:
        """The source of the innermost quote that holds the figure; of a paper, whose paper it is."""
        around = [
            (end - start, n)
            for n, (start, end, _) in enumerate(self.quotes)
            if start <= figure.start_char and figure.end_char <= end
        ]
        if not around:
            return None
        evidence = self.quotes[min(around)[1]][2].evidence
        name: str = evidence["source_name"]
        if "source_id" in evidence or "source" not in evidence:
            return name
        span = self._span(*evidence["source"][:2])
        if span is None or not _is_one_of(_PAPERS, span.root):
            return name
        maker = self._maker(span.root)
        if maker is None and span[0].lower_ in DEFINITE and len(span) == 2:
            maker = self.last if span.root.tag_ == "NNS" else self._maker_before(span.start_char)
        return maker or name

    def _maker_before(self, at: int) -> str | None:
        """Whose paper was quoted last: "a Herald survey", which "the study" goes on to mean."""
        for start, end in reversed(self.papers):
            span = self._span(start, end) if start < at else None
            if span is not None and (maker := self._maker(span.root)) is not None:
                return maker
        return None

    def _span(self, start: int, end: int) -> Span | None:
        """The tokens at some characters."""
        return span_at(self.doc, start, end)

    def _maker(self, paper: Token) -> str | None:
        """Whose a paper is: "the board's review", "a study by Ana Duarte", "figures that the ministry published"."""
        makers = [child for child in paper.children if child.dep_ in ("poss", "compound")]
        for child in paper.rights:
            if child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
                makers.append(first_child(child, "pobj") or child)
            elif child.dep_ in ("relcl", "acl"):
                by = first_child(child, "agent")
                makers.append((first_child(by, "pobj") if by else first_child(child, "nsubj")) or child)
        return next((name for maker in makers if (name := self._name(maker)) is not None), None)

    def _is_paper(self, source: Sequence[int]) -> bool:
        span = self._span(source[0], source[1])
        return span is not None and _is_one_of(_PAPERS | _SURVEYS, span.root)

    def _name(self, head: Token) -> str | None:
        """The entity or organization that the noun phrase of `head` means."""
        start, end = (head.i, head.i + 1) if head.lower_ in PRONOUNS else noun_phrase(head)
        span: Span = self.doc[start:end]
        meant = self.referents.at(span.start_char, span.end_char)
        return meant.name if meant is not None and (meant.key or head.ent_type_ == "ORG") else None

    def _reckoned_by(self, figure: Mention) -> str | None:
        """Who "expects that output will grow 3 percent": the innermost clause's subject."""
        around = [
            (clause.end_char - clause.start_char, clause.start_char, name)
            for clause in self.reckoned
            if clause.evidence["subject"]["start_char"] <= figure.start_char and figure.end_char <= clause.end_char
            if (name := self._subject(clause)) is not None
        ]
        return min(around)[2] if around else None

    def _subject(self, clause: Mention) -> str | None:
        """The official, body or person who is a clause's subject, or whose paper is."""
        if "subject_name" in clause.evidence:
            name: str = clause.evidence["subject_name"]
            return name
        head = clause.evidence["subject_head"]
        span = self._span(head["start_char"], head["end_char"])
        if span is None or span.root.lower_ in PRONOUNS:
            return None
        return self._maker(span.root) if _is_one_of(_PAPERS, span.root) else self._name(span.root)

    def _shown(self, figure: Mention) -> str | None:
        """Whose forecast, estimate or poll comes to a figure, by the words that the figure hangs on."""
        span = self._span(figure.start_char, figure.end_char)
        if span is None or self._between_marks(figure):
            return None
        survey = next((name for at, name in reversed(self.surveys) if at < figure.start_char), None)
        token = span.root
        for _ in range(_FARTHEST):
            source = self._stands_for(token, survey)
            if source is not None or token.head == token:
                break
            token = token.head
        share = figure.evidence.get("unit") in _SHARES and figure.evidence.get("change") is None
        return source or (survey if share else None)

    def _stands_for(self, token: Token, survey: str | None) -> str | None:
        """Who stands for the numbers under a noun or verb: a forecast's owner, or the survey whose sample it tells."""
        if token.pos_ not in ("VERB", "AUX"):
            named = [token]
        else:
            named = [child for dep in ("nsubj", "dobj") if (child := first_child(token, dep)) is not None]
        for noun in named:
            if noun.lemma_.lower() in _RECKONINGS and (owner := self._owner(noun)) is not None:
                return owner
        if survey is not None and any(noun.lemma_.lower() in _SAMPLES for noun in (token, *named)):
            return survey
        subject = first_child(token, "nsubj") if token.lemma_ == "show" else None
        return self._shower(subject) if subject is not None else None

    def _owner(self, reckoning: Token) -> str | None:
        """Whose a forecast is; where "its" is the subject's own, whom the clause found that to be."""
        owner = first_child(reckoning, "poss")
        if owner is None:
            return None
        clause = self.subjects.get(reckoning.head.idx) if owner.lower_ in PRONOUNS else None
        return (self._subject(clause) if clause is not None else None) or self._name(owner)

    def _shower(self, subject: Token) -> str | None:
        """The name of who or what shows a number: a name itself, an average of somebody's."""
        if subject.pos_ == "PROPN" or subject.lemma_ == "average":
            start, end = noun_phrase(subject)
            return self.doc[start:end].text
        return None

    def _between_marks(self, figure: Mention) -> bool:
        return any(start <= figure.start_char < end for start, end in self.direct)


def _is_one_of(nouns: frozenset[str], token: Token) -> bool:
    return token.lemma_.lower() in nouns or token.lower_ in nouns


def _is_survey(quote: Mention) -> bool:
    """Whether the source is a poll: the shares that the article goes on to tell are its, until another is named."""
    words = quote.evidence["source_name"].lower().split()
    return "source" in quote.evidence and not _SURVEYS.isdisjoint(words)
