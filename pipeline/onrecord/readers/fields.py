"""`--fields`: what an archive calls the fields that we call text, published, title."""

from __future__ import annotations

from onrecord.readers.format import Fields

OURS = ("id", "text", "title", "published", "url", "publisher", "country")

PRESETS: dict[str, Fields] = {
    "news-please": {"text": "maintext", "published": "date_publish", "publisher": "source_domain"},
    "mediacloud": {"published": "publish_date", "publisher": "media_name"},
    "cc-news": {"published": "date", "publisher": "domain"},
}
"""The exports of news-please (its JSON), Media Cloud (stories with their text) and cc_news at Hugging Face."""


def parse_fields(spec: str | None) -> Fields:
    """`text=maintext,published=date_publish`, or the name of a preset, or both: what comes later counts.

    ValueError where a part is neither.
    """
    fields: dict[str, str] = {}
    for part in filter(None, (spec or "").split(",")):
        ours, sign, theirs = (word.strip() for word in part.partition("="))
        if not sign and ours in PRESETS:
            fields |= PRESETS[ours]
        elif sign and ours in OURS and theirs:
            fields[ours] = theirs
        else:
            presets, names = ", ".join(PRESETS), ", ".join(OURS)
            raise ValueError(f"{part!r} is neither a preset ({presets}) nor OURS=THEIRS, where OURS is one of {names}")
    return fields
