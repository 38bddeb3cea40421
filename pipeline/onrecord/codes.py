"""Why an article was rejected, in a word that programs may count on, beside the reason that people read.

The reasons are written where things go wrong; the words for them stand here, on one screen. A test holds every reason
of the readers to one of them.
"""

from __future__ import annotations

import re

UNKNOWN = "unreadable"

CODES = {
    code: re.compile(pattern)
    for code, pattern in {
        "failed": r"^failed with",
        "id_taken": r"(?s)^the id .* was read already",
        "date_invalid": r'^"published" is no date',
        "country_invalid": r"write the two letters of ISO 3166",
        "file_missing": r"^no such file",
        "file_unreadable": r"^not readable|^a directory|^a pipe or device",
        "format_unknown": r"^no reader for|^XML of another kind|^no NITF, but|^no <newsItem>",
        "time_limit": r"took longer than",
        "memory_limit": r"needs (more|too much) memory",
        "process_died": r"ended (its worker process|the process that read it)",
        "bomb": r"unpacks to more than \S+ times",
        "too_long": r"more than \S+ bytes",
        "cut_off": r"cut off|a header without end|are missing",
        "pack_damaged": r"data are damaged|damaged gzip data|follows the \S+ data|something else than a gzip member",
        "warc_invalid": r"no WARC record|Content-Length|no HTTP response|^no record",
        "parquet_invalid": r"not Parquet|are lost|a value that cannot be read",
        "encoding_invalid": r"^not UTF|byte-order mark|no encoding that is known|half a character|a binary file",
        "nested_too_deeply": r"nested too deeply",
        "number_too_long": r"thousands of digits",
        "json_invalid": r"not JSON|stands twice|not an object, but",
        "csv_invalid": r"not CSV|no header with a column|columns, where the header",
        "xml_invalid": r"not XML|markup that cannot be read|entit(y|ies) of (its|their) own|no feed",
        "not_english": r"^not English",
        "field_invalid": r"not a string|is no string",
        "empty": r"an empty (file|page)|^no rows?\b",
        "no_text": r"no text\b|no article in the page|\bno body\b|<body.content>",
        "field_missing": r'no "|no column "|^no guid',
    }.items()
}
"""Code -> what stands in the reasons for it; the first that fits counts, so those that quote the input come first."""


def code_of(reason: str) -> str:
    """The code of a reason."""
    return next((code for code, pattern in CODES.items() if pattern.search(reason)), UNKNOWN)
