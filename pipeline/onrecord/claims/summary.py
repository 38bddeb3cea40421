"""One sentence that reads by itself: who said it, dates and names filled in, no number and no quoted word changed."""

from __future__ import annotations

import re

from onrecord.claims.naming import with_article
from onrecord.claims.page import Page
from onrecord.claims.words import Change, Draft, balanced, resolved, told, written
from onrecord.model import Attribution, Clause, Extent, Official, Quote, Span, WrittenOut
from onrecord.normalize.quotes import clean_text, told_words

_SMALL = frozenset(
    """
    the a an this that these those its his her their our my your there it he she they we you who what which whoever
    all any both each either every few many more most much neither no none one other another several some such
    two three four five six seven eight nine ten eleven twelve dozens hundreds thousands millions tens half
    about above after against along although among around as at back because before behind below between beyond but by
    despite during even ever except for from here how however if in inside instead into it just like near never nor not
    now of off on once only or out over right since so still than then though through thus to today too toward under
    unless until up upon when where whether while whatever why with within without yesterday yet
    """.split()
)
"""Words whose capital is only the sentence's."""
_DETERMINERS = frozenset("the a an this that these those its his her their our my your one two three some".split())
_QUESTIONS = frozenset("whether if what who whom whose which when where why how".split())
_UNSAID = frozenset(("denies", "doubts", "refuses"))
"""Stances of those who do not stand behind the words."""
_POSSESSIVES = frozenset("my your his her its our their whose".split())
_NEAR = 40
"""Characters between a cue and the phrase that it leads on to: an addressee, an adverb."""
_INNER_COMMA = re.compile(r",(?=[”\"']+\W*$)")
_JOINING = re.compile(r"^(?:But|And|but|and)(?:, | )(?!for\b)")
"""What joins a sentence to the one before it. ("But for the storm" is no joint.)"""
_ABBREVIATED = re.compile(r"\b[A-Z][a-z]+\.$")
_STOP = re.compile(r"[.!?][”’\"']* +(?=[“‘\"']?[A-Z])")


def sentence(words: str) -> str:
    """Words as a sentence: a capital first, a full stop last, on one line."""
    line = _INNER_COMMA.sub("", " ".join(words.split()).rstrip(" ,;:"))
    line = _JOINING.sub("", line)
    closed = line if line.rstrip("”“\"'’").endswith((".", "!", "?")) else f"{line}."
    return closed[:1].upper() + closed[1:]


def inline(words: str) -> str:
    """Words that began a sentence as they stand inside one: "The board met" as "the board met"."""
    return words[:1].lower() + words[1:] if words.split(" ", 1)[0].lower() in _SMALL else words


def _clause_inline(page: Page, words: str, clause: Clause | None) -> str:
    """A clause as it stands inside a sentence: with a small letter where it opens with no name."""
    first = words.split(" ", 1)[0]
    if clause is None or clause.opens_with_name or not first[1:].islower() or page.is_name(first):
        return inline(words)
    return words[:1].lower() + words[1:]


def told_of(
    page: Page,
    place: Extent,
    clause: Clause | None,
    attribution: tuple[Attribution, ...],
    cuts: tuple[Change, ...] = (),
) -> tuple[str, tuple[WrittenOut, ...]]:
    """The summary of what a clause tells, or the words at a place, with the dates that it writes out.

    `cuts`: what it leaves out of the clause.
    """
    first = attribution[0] if attribution else None
    source = first.source.start_char if first and first.source else None
    key = (place.start_char, place.end_char, first.name if first else None, source, cuts)
    if key not in page.summaries:
        draft = Draft(page)
        summary = _happens(draft, place, clause, attribution, cuts)
        page.summaries[key] = summary, written(draft, summary)
    return page.summaries[key]


def _happens(
    draft: Draft,
    place: Extent,
    clause: Clause | None,
    attribution: tuple[Attribution, ...],
    cuts: tuple[Change, ...],
) -> str:
    """What a clause tells, or the words at a place; where it is somebody's saying, as theirs.

    Of what is asked or wanted, the whole sentence; so too where the clause is no sentence by itself.
    """
    page = draft.page
    around = page.quotes_over(place)
    if around and around[0].kind == "direct":
        return said(draft, around[0], clean_text(_whole(page.text, around[0], place)))
    if around and (around[0].stance in _UNSAID or around[0].hypothetical or _is_heard(around[0])):
        return said(draft, around[0], spoken(draft, around[0]))  # "according to" would turn a denial round
    asked = bool(around) and around[0].act == "asks"
    closes = not around and clause is not None and clause.verb.start_char in page.closing_cues
    words = told(draft, clause, cuts) if clause and not asked and not closes else None
    if words is None:
        return sentence(resolved(draft, page.sentence_of(place)))
    itself = clause is not None and clause.subject is not None and clause.subject.text.lower() == "that"
    if around and words[:5].lower() == "that " and not itself and _is_joined(page, place, around[0]):
        words = words[5:]  # "and that production was a third" of what somebody said
    parted = page.quotes_over(clause.verb) if clause and not around else ()
    if parted and clause is not None and _is_parted(parted[0], clause):
        return said(draft, parted[0], spoken(draft, parted[0]))
    if around and clause is not None and _is_of_itself(page, around[0], clause):
        return sentence(resolved(draft, page.sentence_of(place)))
    own = clause.subject if clause is not None and clause.subject is not None else place
    first = next((k for k in attribution if k.name and not _holds(place, k.source) and not _holds(own, k.source)), None)
    if any(link.stance in _UNSAID for link in attribution):  # "denied reports that", "denied that ..., as Echo said"
        unsaid = next((quote for quote in around if quote.stance in _UNSAID), None)
        return (
            said(draft, unsaid, spoken(draft, unsaid)) if unsaid else sentence(resolved(draft, page.sentence_of(place)))
        )
    if first and first.name and not _is_saying(clause, around):
        words = _JOINING.sub("", words)
        words = f"according to {_source(page, first.name, first.source)}, {_clause_inline(page, words, clause)}"
    return sentence(words)


def _is_saying(clause: Clause | None, around: list[Quote]) -> bool:
    """Whether a clause itself tells who says it: "critics argued that ..."."""
    cue = around[0].cue if around else None
    return clause is not None and cue is not None and clause.verb.start_char == cue.start_char


def _is_heard(quote: Quote) -> bool:
    """Whether others said it before a source that but heard it: "the court heard that ..."."""
    return quote.cue is not None and quote.cue.lemma == "hear"


def _is_joined(page: Page, place: Extent, quote: Quote) -> bool:
    """Whether "that" at a place only joins what is said to its cue."""
    before = page.text[max(0, place.start_char - 4) : place.start_char]
    return before == "and " or any(piece.start_char == place.start_char for piece in quote.content)


def _holds(place: Extent, source: Extent | None) -> bool:
    return source is not None and place.start_char <= source.start_char < place.end_char


def _whole(text: str, quote: Quote, place: Extent) -> str:
    """The sentences of a quote that hold a place: nobody's words are cut in the middle."""
    piece = next(p for p in quote.content if p.start_char <= place.start_char and place.end_char <= p.end_char)
    stops = [piece.start_char, *(piece.start_char + m.end() for m in _STOP.finditer(piece.text)), piece.end_char]
    start = max(stop for stop in stops if stop <= place.start_char)
    words = text[start : min(stop for stop in stops if stop >= place.end_char)]
    return words[5:] if words.startswith("that ") else words


def said(draft: Draft, quote: Quote, words: str) -> str:
    """ "Ana Duarte told reporters: ..." for words of a quote: its source in full, its cue, the words."""
    page = draft.page
    if quote.hypothetical and quote.cue is not None:  # "is expected to say": nobody said it yet
        clause = page.clause_at(quote.cue)
        plan = told(draft, clause) if clause else None
        return sentence(plan or resolved(draft, page.sentence_of(quote.cue)))
    if quote.source_name is None:
        if quote.kind == "direct":
            return sentence(f"it was said: “{words.rstrip(',')}”")
        if quote.source is not None and quote.source.text.lower() in _HERSELF:
            return sentence(resolved(draft, page.sentence_of(told_words(quote)[0])))
        return sentence(f"it was said {'' if words[:5].lower() in _THAT else 'that '}{inline(words)}")
    who = _speaker(page, quote)
    if quote.kind == "direct":
        words = balanced(words)
        phrase = _led_on(draft, quote) if len(quote.content) == 1 else None
        if phrase is None:
            phrase = f"{_verb(page, quote)}: “{words.rstrip(',')}”"
        return sentence(f"{who} {phrase}")
    first = told_words(quote)[0]
    whole = page.clause_in(first)
    clause = whole or page.clause_at(first)
    if clause is not None and _is_of_itself(page, quote, clause):
        return sentence(resolved(draft, page.sentence_of(first)))
    if clause is not None and (whole or _is_parted(quote, clause)):
        return sentence(f"{who} {_verb(page, quote)}{_that(page, quote, clause)} {_clause_inline(page, words, clause)}")
    phrase = _as_written(draft, quote)
    return sentence(f"{who} {phrase}" if phrase else resolved(draft, page.sentence_of(first)))


def _is_parted(quote: Quote, clause: Clause) -> bool:
    """Whether a cue stands between a clause's subject and its verb: "Prices, she said, rose 4 percent"."""
    cue, subject = quote.cue, clause.subject
    if cue is None or subject is None or quote.kind == "direct" or len(quote.content) < 2:
        return False
    return quote.content[0].start_char <= subject.start_char < cue.start_char < clause.verb.start_char


def _is_of_itself(page: Page, quote: Quote, clause: Clause) -> bool:
    """Whether the one who says it is whom it is about: "The council has fined the owner, it said"."""
    if quote.source is None or quote.source_id is None or clause.subject is None or clause.subject_head is None:
        return False
    after = clause.subject.end_char < quote.source.start_char and quote.source.text.lower() in _HERSELF
    actor = page.actor(clause) if after else None
    return actor is not None and actor.id == quote.source_id and clause.subject.text.lower() not in _HERSELF


_HERSELF = frozenset({"it", "he", "she", "they"})


def by_whom(page: Page, summary: str, outer: tuple[Attribution, ...]) -> str:
    """A summary of what somebody says with whoever tells that he does: "According to Duarte, his client denied it"."""
    first = next((link for link in outer if link.name), None)
    if first is None or first.name is None or first.name in summary or (first.source and first.source.text in summary):
        return summary
    return sentence(f"according to {_source(page, first.name, first.source)}, {inline(summary)}")


def spoken(draft: Draft, quote: Quote) -> str:
    """The words of a quote: those between the marks as they are, reported ones with their dates written out."""
    if quote.kind == "direct":
        return _joined(draft.page, told_words(quote))
    if quote.content[0].text.lower() in _RELATIVE:
        return quote.clean_text  # with what the pronoun stands for
    return balanced(" ".join(resolved(draft, piece) for piece in told_words(quote)))


_RELATIVE = frozenset({"that", "which", "who", "whom"})


def _joined(page: Page, pieces: tuple[Span, ...]) -> str:
    """The pieces of a quote as one; the comma before "he said." becomes the full stop that stands behind it."""
    out = []
    for piece, following in zip(pieces, [*pieces[1:], None], strict=True):
        words = clean_text(piece.text)
        if following and words.endswith(","):
            between = page.text[piece.end_char : following.start_char].rstrip(" \n\"“'‘")
            words = f"{words[:-1]}." if between.endswith(".") else words
        out.append(words)
    return " ".join(out)


def _source(page: Page, name: str, source: Span | None) -> str:
    """Whoever says it, inside a sentence: "the United Nations", "the officer" where the article has but "officer"."""
    name = name.removeprefix("that ")  # "a step that officials said would help"
    clause = page.clause_at(source) if source is not None else None
    first = name.split(" ", 1)[0]
    if name[:1].islower() and source is not None and first not in _DETERMINERS:
        at = source.text.lower().find(name)
        led = _DETERMINED.search(page.text, max(0, source.start_char - _NEAR), source.start_char + max(0, at))
        if at >= 0 and led is not None:
            return inline(f"{led[0]}{name}")  # "The returning officer, Ana Duarte, said"
    opens = clause is not None and source is not None and clause.extent.start_char == source.start_char
    if opens and clause and not clause.opens_with_name and first[1:].islower() and not page.is_name(first):
        return f"{name[:1].lower()}{name[1:]}"  # "Survivors said ...", with the sentence's capital
    return inline(with_article(page, name))


_DETERMINED = re.compile(r"\b(?:the|an?|its|his|her|their|our)(?: [a-z-]+){0,3} \Z", re.IGNORECASE)
"""What stands before a noun for somebody whose article was left off."""


def _speaker(page: Page, quote: Quote) -> str:
    """Whose words they are, by name and title: "Texas Gov. Ana Duarte", "Ana Duarte, former mayor of Leeds,"."""
    assert quote.source_name is not None
    name = _source(page, quote.source_name, quote.source)
    official = page.entities.get(quote.source_id or "")
    if not isinstance(official, Official) or not official.titles or official.titles[0].lower() in name.lower():
        described = ", " in name and quote.source_name not in page.bodies  # "Ana Duarte, who chairs the board,"
        return f"{name}," if described and not name.endswith(",") else name
    title = official.titles[0]
    if _ABBREVIATED.search(title):
        return f"{title} {name}"
    former = "former " if official.former and "former" not in title.lower() else ""
    introduced = official.introduced.text if official.introduced else ""
    introduced = introduced[len(former) :] if introduced.lower().startswith("former ") else introduced
    if introduced.startswith(f"{title} ") and name.endswith(introduced[len(title) + 1 :]):  # "Judge Ana Duarte"
        return f"{former}{title} {name}"
    return f"{name}, {former}{title},"


def _verb(page: Page, quote: Quote) -> str:
    """The cue as a finite verb; "said" for nouns, participles, bare forms and "according to"."""
    verb = quote.cue.text.lower() if quote.cue and _is_finite(page, quote) else "said"
    return f"{verb} {balanced(quote.addressee)}" if quote.addressee and verb in ("told", "tells") else verb


def _is_finite(page: Page, quote: Quote) -> bool:
    """Whether the cue is a verb that can follow its source: not "Duarte's claim", "claims of the board", "to claim"."""
    cue, source = quote.cue, quote.source
    if cue is None or not cue.text.isalpha() or cue.text.endswith("ing"):
        return False
    if source is None or source.start_char > cue.start_char:
        after = page.text[cue.end_char : cue.end_char + 6].split()
        return cue.text.lower() != cue.lemma and after[:1] not in (["of"], ["from"])
    between = page.text[source.end_char : cue.start_char]
    if between.startswith(("'", "’")) or source.text.lower() in _POSSESSIVES:
        return False
    return cue.text.lower() != cue.lemma or not between.strip()


def _that(page: Page, quote: Quote, clause: Clause) -> str:
    """How the cue leads on to a clause: a question's own word, its own "that", or "that"."""
    first = quote.content[0]
    opening = first.text.split(" ", 1)[0].lower()
    if told_words(quote)[0].text[:5].lower() in _THAT:
        return " that" if told_words(quote)[0].text.split(" ", 2)[1:2] in _IS else ""
    if opening not in _QUESTIONS:
        return " that"
    before = page.text[max(0, first.start_char - _NEAR) : first.start_char]
    return " that" if before.rstrip().lower().endswith("that") else ""


_THAT = frozenset({"that ", "that,"})
_IS = [[verb] for verb in "is was has had will would can could may might must should does did".split()]
"""Words behind a "that" which is the subject: "said that that is a lie"."""


def _led_on(draft: Draft, quote: Quote) -> str | None:
    """The article's own words from the cue on, where others stand before the quoted ones: "called it “a hoax”"."""
    cue, first = quote.cue, quote.content[0]
    if cue is None or not 0 < first.start_char - cue.end_char <= 2 * _NEAR or not _is_finite(draft.page, quote):
        return None
    between = draft.page.text[cue.end_char : first.start_char]
    if cue.lemma not in _NAMES or not any(character.isalpha() for character in between) or "\n" in between:
        return None
    lead = resolved(draft, Extent(start_char=cue.start_char, end_char=first.start_char)).rstrip(" \"'“‘")
    return f"{lead} “{clean_text(first.text).rstrip(',')}”"


_NAMES = frozenset("call describe dub brand label term dismiss denounce condemn praise hail slam blast mock".split())
"""Cues whose object is what the quoted words are about."""


def _as_written(draft: Draft, quote: Quote) -> str | None:
    """The article's own words from the cue on, where a phrase follows it: "blamed the council for the delay"."""
    cue, (first, *more) = quote.cue, quote.content
    if cue is None or more or not 0 <= first.start_char - cue.end_char <= _NEAR or not _is_finite(draft.page, quote):
        return None
    return resolved(draft, Extent(start_char=cue.start_char, end_char=first.end_char))
