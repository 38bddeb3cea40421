"""Odd characters in a text: all are kept, offsets count in the text as it came, and facts are read through them."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

import onrecord
from onrecord.model import Article, Record
from reading import read, write


def annotated(nlp: Language, text: str) -> Record:
    """The record of a text, whose spans are where they say."""
    record = onrecord.annotate(text, nlp, published="2025-03-12")
    spans = [
        *record.figures,
        *record.dates,
        *(mention for official in record.officials for mention in official.mentions),
        *(span for quote in record.quotes for span in quote.content),
    ]
    assert all(text[span.start_char : span.end_char] == span.text for span in spans)
    return record


@pytest.mark.parametrize(
    ("text", "figure", "date"),
    [
        ("The line carried 41\u202f200 passengers on 7\u00a0March 2025, the board said.", 41200, "2025-03-07"),
        ("The \ufb01nance ministry closed 12 o\ufb03ces on Friday, it said.", 12, "2025-03-07"),
        ("The Trans\u00adport Ministry said on Friday that 12 ferries sank.", 12, "2025-03-07"),
        ("THE SENATE APPROVED 3.2 MILLION TONS ON MARCH 4, 2025, IT SAID.", 3_200_000, "2025-03-04"),
        ("The council said on Friday that \u202e300\u202c homes were lost.", 300, "2025-03-07"),
        ("tbe counci1 sa1d ; ; ,, on March 4, 2025 tbat 300 bomes were Iost", 300, "2025-03-04"),
    ],
    ids=["narrow spaces", "ligatures", "soft hyphen", "capitals", "overriding", "scanned"],
)
def test_read_through(nlp: Language, text: str, figure: int, date: str) -> None:
    record = annotated(nlp, text)
    assert [found.value for found in record.figures] == [figure]
    assert [found.value for found in record.dates] == [date]


def test_names_and_quotes_as_they_are_written(nlp: Language) -> None:
    """Accents apart from their letters, a letter of another alphabet, curly marks within others."""
    for name in ("Jose\u0301 Di\u0301az", "\u0410na Duarte", "Ana Du\u200barte"):
        record = annotated(nlp, f"“We ‘won’t’ pay it again,” Mayor {name} said on Friday.")
        assert [official.name for official in record.officials] == [name]
        assert [quote.clean_text for quote in record.quotes] == ["We ‘won’t’ pay it again,"]


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("The mayor’s “office” said that it paid €3 million – in São Paulo, Zürich and Łódź.", ()),
        ("The mayorâ€™s office said it.", ("mojibake",)),
        ("A cafÃ© in MÃ¼nster was closed.", ("mojibake",)),
        ("The Â£3 million were paid.", ("mojibake",)),
        ("Mayor \u0410na Duarte said so.", ("suspicious_unicode",)),
        ("It said \u202e300\u202c homes were lost.", ("suspicious_unicode",)),
        ("Ana Du\u200barte said so in a cafÃ©.", ("mojibake", "suspicious_unicode")),
        ("Газета «Правда» reported 3 μg of it \U0001f468\u200d\U0001f469\u200d\U0001f467.", ()),
    ],
)
def test_what_is_odd_is_flagged_and_left(tmp_path: Path, text: str, flags: tuple[str, ...]) -> None:
    (article,) = read(write(tmp_path, "a.txt", text))
    assert isinstance(article, Article)
    assert (article.text, article.flags) == (text, flags)
