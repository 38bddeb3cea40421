"""Joins the mentions of one person into one entity, officials and other people alike."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from spacy.tokens import Doc, Span

from onrecord.components.family import mentions, set_mentions
from onrecord.components.resolve.person_names import (
    ARTICLES,
    PATRONYMS,
    Words,
    alike,
    ends_in,
    generation,
    is_last_name,
    same_person,
    unaccented,
    words_of,
)
from onrecord.components.resolve.whole_names import whole_names
from onrecord.components.surface import sentence_starts, text_of
from onrecord.components.untitled import PERSONAL
from onrecord.model import Mention


@dataclass(slots=True)
class Person:
    """One person of the article. `forms`: the words of each full form of the name, as compared."""

    forms: list[Words]
    mentions: list[Mention] = field(default_factory=list)

    def is_called(self, words: Words, name: str) -> bool:
        """Whether a full name is the person's; father and son are two."""
        own = {generation(m.evidence["name"]) for m in self.mentions} - {None}
        other = own and generation(name) not in {None, *own}
        return not other and any(same_person(words, form) for form in self.forms)

    @property
    def is_official(self) -> bool:
        """Whether the article gives the person an office."""
        return any(mention.evidence["titles"] for mention in self.mentions)


def resolve_officials(doc: Doc) -> None:
    """Write `evidence["entity"]` of each official and other person, add mentions by short names that were missed, and
    move all mentions of an official to `doc.spans["officials"]`."""
    found = mentions(doc, "officials") + mentions(doc, "people")
    persons = join_names(doc, [m for m in found if m.evidence["name"]])
    groups = join_nominals([m for m in found if not m.evidence["name"]], persons)
    officials = sorted([*(p.mentions for p in persons if p.is_official), *groups], key=lambda ms: ms[0].start_char)
    people = [p.mentions for p in persons if not p.is_official and any(len(form) > 1 for form in p.forms)]
    set_mentions(doc, "officials", numbered(officials, "official"))
    set_mentions(doc, "people", numbered(people, "person"))


def entity_at(doc: Doc, start_char: int, end_char: int) -> tuple[str, str] | None:
    """Who the noun phrase at these characters is: (entity id, fullest name, or for the unnamed the description).

    Reads the officials, then the people, then the agencies that `resolve_agencies` and `resolve_officials` wrote: the
    mention that overlaps the phrase most wins, of several the last, since a noun phrase's head stands last. The id of
    an agency is its id in the gazetteer, or "agency-1" and so on where it has none. None where the phrase is nobody's.
    """
    for family in ("officials", "people", "agencies"):
        here = [m for m in mentions(doc, family) if m.start_char < end_char and start_char < m.end_char]
        if here:
            best = max(here, key=lambda m: (min(m.end_char, end_char) - max(m.start_char, start_char), m.start_char))
            return best.evidence["entity"], best.evidence.get("full") or best.evidence["name"] or best.text
    return None


def numbered(groups: list[list[Mention]], word: str) -> list[Mention]:
    """The mentions of each entity with its id and its fullest name, counted in the order of first mention."""
    out = []
    for n, group in enumerate(sorted(groups, key=lambda ms: ms[0].start_char), start=1):
        label = "OFFICIAL" if word == "official" else "PERSON"
        full = fullest(group)
        for mention in group:
            known = mention.known({"entity": f"{word}-{n}", "full": full})
            known.label = label
            out.append(known)
    return out


def fullest(group: list[Mention]) -> str:
    """The name with most words, the first of those; the first words of the unnamed."""
    names = [mention.evidence["name"] for mention in group if mention.evidence["name"]]
    return max(names, key=lambda name: len(name.split())) if names else group[0].text


def join_names(doc: Doc, found: list[Mention]) -> list[Person]:
    """One person for all mentions by full name, last name or first name."""
    persons: list[Person] = []
    short: list[tuple[Mention, Words]] = []
    for mention in sorted(found, key=lambda m: m.start_char):
        words = words_of(mention.evidence["name"])
        if is_last_name(words):
            short.append((mention, words))
            continue
        person = next((p for p in persons if p.is_called(words, mention.evidence["name"])), None)
        if person is None:
            person = Person([])
            persons.append(person)
        if words not in person.forms:
            person.forms.append(words)
        person.mentions.append(mention)
    starts = sentence_starts(doc)
    for mention, words in short:
        if words:
            attach(persons, mention, words, starts)
    add_missed(doc, persons, found)
    complete_names(doc, persons)
    for person in persons:
        person.mentions.sort(key=lambda m: m.start_char)
    return sorted(persons, key=lambda p: p.mentions[0].start_char)


def attach(persons: list[Person], mention: Mention, words: Words, starts: list[int]) -> None:
    """Give a mention by a last name to the person whose it is, else by another name; else it is a person anew.

    Where it may be either of two, it is nobody's. `starts`: the characters at which sentences begin.
    """
    if mention.evidence.get("description") in _KIN:  # "her son Kwame" has her name
        persons.append(Person([words], [mention]))
        return
    royal = any(title["rule"] == "monarch" for title in mention.evidence["titles"])  # called by the first name
    for position in (slice(1),) if royal else (slice(-1, None), slice(1), slice(1, -1)):
        forms = [(p, form) for p in persons for form in p.forms if may_be(p, mention)]
        if len(words) > 1:
            fits = list({id(p): p for p, form in forms if ends_in(words, form)}.values())
        else:
            fits = list({id(p): p for p, form in forms if words[0] in form[position]}.values())
        if fits:
            if not in_doubt(fits, mention, starts):
                nearest(fits, mention).mentions.append(mention)
            return
    persons.append(Person([words], [mention]))


def may_be(person: Person, mention: Mention) -> bool:
    """Whether "President Duarte" may be this person: not somebody whom the article gives other offices only."""
    rules = {title["rule"] for title in mention.evidence["titles"]} & _HEADS
    held = {title["rule"] for m in person.mentions for title in m.evidence["titles"]} - {"personal", "nominee"}
    return not rules or not held or not rules.isdisjoint(held)


_KIN = frozenset({"son", "daughter", "brother", "sister", "husband", "wife", "grandson", "granddaughter", "nephew"})
_KIN |= {"niece", "cousin", "mother", "father", "baby"}
"""Descriptions of those whom an article calls by a given name alone."""

_HEADS = frozenset({"president", "prime-minister"})


def in_doubt(fits: list[Person], mention: Mention, starts: list[int]) -> bool:
    """Whether a last name alone may be that of two: one sentence named both in full, and nothing came between."""
    if len(fits) < 2 or mention.evidence["titles"]:
        return False
    before = sorted((m for p in fits for m in p.mentions if m.end_char <= mention.start_char), key=_start)[-2:]
    if len(before) < 2 or any(len(m.evidence["name"].split()) < 2 for m in before):
        return False
    one, other = (bisect_right(starts, m.start_char) for m in before)
    here = bisect_right(starts, mention.start_char)
    owners = [p for p in fits if any(m in p.mentions for m in before)]
    return one == other < here and len(owners) > 1


def _start(mention: Mention) -> int:
    return mention.start_char


def nearest(fits: list[Person], mention: Mention) -> Person:
    """Of several persons of one name the one with the mention's own office, else the one named last before it."""
    titles = mention.evidence["titles"]
    rules, words = {title["rule"] for title in titles}, {last_word(title) for title in titles}
    of_office = [p for p in fits if any(t["rule"] in rules for m in p.mentions for t in m.evidence["titles"])]
    of_title = [p for p in fits if any(last_word(t) in words for m in p.mentions for t in m.evidence["titles"])]
    fits = of_office or of_title or fits

    def last_before(person: Person) -> tuple[int, int]:
        before = [m.start_char for m in person.mentions if m.start_char <= mention.start_char]
        return (1, max(before)) if before else (0, -person.mentions[0].start_char)

    return max(fits, key=last_before)


def last_word(title: Mapping[str, Any]) -> str:
    """What an office is called for short: "chief" for "Police Chief"."""
    return (title["text"] or "").casefold().rpartition(" ")[2] or title["rule"]


def add_missed(doc: Doc, persons: list[Person], found: list[Mention]) -> None:
    """Add the places where a known last name stands alone and the model saw no name."""
    shorts = short_names(doc, persons)
    if not shorts:
        return
    taken = [(m.start_char, m.end_char) for m in found]
    taken += [(m.start_char, m.end_char) for m in mentions(doc, "agencies") if m.rule not in PERSONAL]
    covered = {c for start, end in taken for c in range(start, end)}
    text, starts = unaccented(text_of(doc)), sentence_starts(doc)
    for word, called in shorts.items():
        for spelling in dict.fromkeys((word, word.upper(), word[0].upper() + word[1:])):
            for start in places_of(text, spelling):
                span = doc.char_span(start, start + len(word)) if start not in covered else None
                if span is None:
                    continue
                span, fits = grown(doc, span, called, covered)
                if part_of_name(doc, span):
                    continue
                evidence = {"name": span.text, "titles": []}
                mention = Mention(span.start_char, span.end_char, span.text, "PERSON", "last-name", evidence)
                if not in_doubt(fits, mention, starts):
                    nearest(fits, mention).mentions.append(mention)


def complete_names(doc: Doc, persons: list[Person]) -> None:
    """Let the mentions of each person be as long as the words of the name in the text are."""
    named = [(p, m) for p in persons for m in p.mentions if m.evidence["name"]]
    taken = [(m.start_char, m.end_char, id(p)) for p, m in named]
    taken += [(m.start_char, m.end_char, 0) for m in mentions(doc, "agencies") if m.rule not in PERSONAL]
    owners = {c: owner for start, end, owner in taken for c in range(start, end)}
    for person in persons:
        taken_by_another = partial(_is_of_another, owners, id(person))
        person.mentions = whole_names(text_of(doc), person.mentions, person.forms, taken_by_another)


def _is_of_another(owners: Mapping[int, int], own: int, at: int) -> bool:
    return owners.get(at, own) != own


def grown(doc: Doc, last: Span, called: list[Person], covered: set[int]) -> tuple[Span, list[Person]]:
    """A last name with the words of the name before it, and whose they are: "Ana Duarte", not seen by the model."""
    best: tuple[int, list[Person]] = (last.start, called)
    for person in called:
        for form in person.forms:
            start = last.start
            for word in reversed(form[:-1]):
                before = doc[start - 1] if start else None
                if before is None or before.idx in covered or not alike(unaccented(before.lower_).rstrip("."), word):
                    break
                start -= 1
            while start < last.start and not doc[start].text[0].isupper():
                start += 1  # a particle begins no mention
            if start < best[0]:
                best = (start, [person])
            elif start == best[0] < last.start and person not in best[1]:
                best[1].append(person)
    return doc[best[0] : last.end], best[1]


def places_of(text: str, word: str) -> Iterator[int]:
    """Where a word stands in a text by itself."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        joined = text[start - 1 : start].isalnum() or text[end : end + 1].isalnum() or text[start - 1 : start] == "-"
        if not joined and text[end : end + 1] != "-":
            yield start
        start = text.find(word, end)


def short_names(doc: Doc, persons: list[Person]) -> dict[str, list[Person]]:
    """The words by which persons are called, without accents: the last of each name, with the Arabic article and
    without; the first where the article uses that alone."""
    shorts: dict[str, list[Person]] = {}
    for person in persons:
        names = {m.evidence["name"] for m in person.mentions if m.evidence["name"]}
        lasts = {unaccented(name.split()[-1]) for name in names}
        for word in sorted(lasts | {last[3:] for last in lasts if last[:3].casefold() in ARTICLES}):
            if len(word) > 2 and (word[0].isupper() or "-" in word):
                shorts.setdefault(word, []).append(person)
    text = unaccented(text_of(doc))
    for person in persons:
        full = max((m.evidence["name"] for m in person.mentions if m.evidence["name"]), key=len, default="")
        words = unaccented(full).split()
        if len(words) < 2 or (alone(text, words, -1) and not words[-1].endswith(PATRONYMS)):
            continue
        for position in (0, *range(1, len(words) - 1)):
            word = words[position]
            if len(word) > 2 and word[0].isupper() and word not in shorts and alone(text, words, position):
                shorts[word] = [person]
                break
    return shorts


def alone(text: str, words: list[str], position: int) -> bool:
    """Whether a text has one word of a name without the words that stand beside it in the name."""
    word = words[position]
    before = words[position - 1] if position % len(words) else None
    after = words[position + 1] if 0 <= position < len(words) - 1 else None
    for start in places_of(text, word):
        end = start + len(word)
        following = text[end + 1 : end + 2]
        if after and (text.startswith(after, end + 1) or following.isupper()):
            continue
        if before and text[:start].rstrip().endswith(before):
            continue
        return True
    return False


def part_of_name(doc: Doc, span: Span) -> bool:
    """Whether a word is part of a longer name of something else ("Clinton Street", "May 5")."""
    token = span[-1]
    if token.ent_type_ == "DATE":
        return True
    after = doc[span.end] if span.end < len(doc) else None
    before = doc[span.start - 1] if span.start else None
    joined = (
        after is not None and after.tag_ == "NNP" and after.ent_type_ in _THINGS and after.ent_type_ == token.ent_type_
    )
    led = before is not None and before.tag_ == "NNP" and before.ent_type_ == token.ent_type_ and token.ent_iob_ == "I"
    return joined or led


_THINGS = frozenset({"FAC", "ORG", "GPE", "LOC", "PERSON"})


def join_nominals(found: list[Mention], persons: list[Person]) -> list[list[Mention]]:
    """One entity for the mentions of an unnamed official: same head and body, or a later "the official".

    "The governor", where the article names one, is that person's, and so is "a State Department spokesman" where the
    next sentences name "spokesman" and no other body: those join the person's mentions, as no form of the name.
    """
    groups: list[list[Mention]] = []
    for mention in sorted(found, key=lambda m: m.start_char):
        evidence = mention.evidence
        if evidence["definite"] and not evidence["plural"] and (person := holder(mention, persons)):
            person.mentions.append(mention.known({"titles": []}))
            continue
        same = [g for g in groups if _key(g[0])[0] == _key(mention)[0]]
        if evidence["definite"] or evidence["plural"]:
            short = evidence["definite"] or " " not in mention.text
            fit = [g for g in same if _key(g[0]) == _key(mention)]
            fit = fit or [g for g in same if short and may_mean(mention, g[0])]
            if fit:
                fit[-1].append(mention)
                continue
        groups.append([mention])
    kept = [group for group in groups if not revealed(group, persons)]
    for person in persons:
        person.mentions.sort(key=lambda m: m.start_char)
    return kept


def may_mean(mention: Mention, first: Mention) -> bool:
    """Whether "the spokeswoman" may be the one that was introduced with a body: it has none, and no other country."""
    own, earlier = mention.evidence["titles"][0], first.evidence["titles"][0]
    return own["organization"] is None and own["country"] in {None, earlier["country"]}


def holder(mention: Mention, persons: list[Person]) -> Person | None:
    """The person who was named in the office that a definite noun phrase means, the last one before it."""
    own = mention.evidence["titles"][0]
    best: tuple[int, Person | None] = (-1, None)
    for person in persons:
        for m in person.mentions:
            if best[0] < m.start_char < mention.start_char and any(
                _fits(own, office) for office in m.evidence["titles"]
            ):
                best = (m.start_char, person)
    return best[1]


def _fits(own: dict[str, Any], office: dict[str, Any]) -> bool:
    """Whether a noun phrase means an office: the same, and of the same body where its own words say one."""
    assumed = not own["stated"] and (own["text"] or "A").islower()  # "the foreign secretary", of whichever country
    return own["rule"] == office["rule"] and (assumed or own["organization"] in {None, office["organization"]})


def revealed(group: list[Mention], persons: list[Person]) -> bool:
    """Join an unnamed spokesperson with one whom the article names soon after without a body, and say so."""
    last = group[-1]
    if last.evidence["head"] != "spokesperson" or last.evidence["plural"]:
        return False
    for person in persons:
        offices = [office for m in person.mentions for office in m.evidence["titles"]]
        first = person.mentions[0].start_char
        bodiless = offices and all(o["rule"] == "spokesperson" and not o["organization"] for o in offices)
        if bodiless and last.end_char < first < last.end_char + _SOON:
            person.mentions[:0] = group
            return True
    return False


_SOON = 600
"""Characters within which a spokesperson is named, in the sentence after the first mention or the next."""


def _key(mention: Mention) -> tuple[Any, ...]:
    """What mentions of the same unnamed have in common; of no body, their words ("police officials")."""
    own = mention.evidence["titles"][0]
    body = own["organization"] or mention.text.casefold().removeprefix("the ")
    return (mention.evidence["head"], mention.evidence["plural"]), body, own["country"]
