"""Every mistake that one can make in a file of rules is said with its place and its remedy, all of them in one run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.check import check
from onrecord.rules import TABLES, load

LINES: dict[str, dict[str, Any]] = {
    "agencies": {
        "id": "us-reefs",
        "label": "AGENCY",
        "name": "Office of Reefs",
        "country": "US",
        "type": "executive",
        "examples": {"The [[Office of Reefs]] met.": {"name": "Office of Reefs"}},
    },
    "officials": {
        "id": "pier-lord",
        "label": "OFFICIAL",
        "role": "officer",
        "titles": ["pier lord"],
        "examples": {"Pier Lord [[Ana Duarte]] spoke.": {"name": "Ana Duarte"}},
    },
    "places": {
        "id": "zx",
        "label": "PLACE",
        "name": "Reefland",
        "kind": "country",
        "country": "ZX",
        "adjectives": ["Reeflandish"],
        "examples": {"The [[Reeflandish government]] said so.": {"name": "Government of Reefland"}},
    },
    "units": {
        "id": "furlox",
        "label": "UNIT",
        "name": "furlox",
        "words": ["furlox"],
        "kind": "length",
        "examples": {"[[12 furlox]]": {"value": 12, "unit": "furlox"}},
    },
    "cues": {
        "id": "blurtle",
        "label": "CUE",
        "lemma": "blurtle",
        "takes": ["clause"],
        "examples": {"The mayor [[blurtled]] that it would open.": {"kind": "indirect"}},
    },
    "changes": {
        "id": "zoomle",
        "label": "INCREASE",
        "lemma": "zoomle",
        "examples": {"Output zoomled [[12 percent]].": {"change": "increase"}},
    },
    "modifiers": {
        "id": "measly",
        "label": "AT_MOST",
        "side": "before",
        "regex": "a measly",
        "examples": {"It carried a measly [[40]] people.": {"bound": "at_most"}},
    },
    "worth": {
        "id": "zorb",
        "label": "WORTH",
        "points": -0.1,
        "words": ["zorb"],
        "examples": {"The zorb handled 58 ships.": {"kind": "figure"}},
    },
    "dates": {
        "id": "date.zday",
        "label": "DATE",
        "form": "reference",
        "regex": "zday",
        "value": "2001-09-11",
        "examples": {"on [[zday]]": {"value": "2001-09-11"}},
    },
    "figures": {
        "id": "times.zed",
        "label": "QUANTITY",
        "unit": "times",
        "regex": "(?P<number>\\d+)zed",
        "examples": {"a [[10zed]] rise": {"value": 10}},
    },
    "quotes": {
        "id": "quote.zed",
        "label": "QUOTE",
        "examples": {"“[[It will open,]]” the mayor said.": {"kind": "direct"}},
    },
}
LINE = json.dumps(LINES["agencies"])
MET = "The [[Office of Reefs]] met."


def said(folder: Path, table: str, content: str | bytes) -> list[str]:
    """What is wrong with a table of a folder, without its path."""
    path = folder / f"{table}.jsonl"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [str(error).removeprefix(f"{path}:") for error in check(folder)]


def test_every_table_is_here_and_its_line_is_right(tmp_path: Path) -> None:
    assert LINES.keys() == TABLES.keys()
    for table, line in LINES.items():
        (tmp_path / f"{table}.jsonl").write_text(json.dumps(line) + "\n")
    assert list(check(tmp_path)) == []


def test_our_own_lines_are_right() -> None:
    assert list(check()) == []


@pytest.mark.parametrize(
    "content",
    [LINE, LINE + "\r\n", "\n" + LINE + "\n\n", ""],
    ids=["no end of line", "Windows ends of lines", "empty lines", "an empty file"],
)
def test_what_does_no_harm_is_no_mistake(tmp_path: Path, content: str) -> None:
    assert said(tmp_path, "agencies", content) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (LINE[:-1], "1: not JSON: a comma or a bracket is missing (column 177: '')"),
        (LINE[:-2] + ",}}", "1: not JSON: take out the comma before the bracket (column 177: '}}')"),
        (LINE + ",", "1: not JSON: the rule ends before; take out the rest (column 178: ',')"),
        (LINE + LINE, "1: not JSON: each rule has a line of its own (column 178: '{\"id\": \"us-reefs\", \"')"),
        (LINE.replace('"', "'"), "straight double quotation marks: \"id\" (column 2: \"'id': 'us-reefs', 'l\")"),
        (LINE.replace('"id"', "“id”"), "straight double quotation marks: \"id\" (column 2: '“id”: \"us-reefs\", \"l')"),
        (LINE.replace('"US"', "None"), "write null, true and false (column 77: 'None, \"type\": \"execu')"),
        (LINE.replace(', "type"', ' "type"'), "a comma or a bracket is missing (column 82: "),
        (LINE.replace("Office", r"\d"), r"write a backslash twice (column 48: '\\d of Reefs"),
        ("# bodies\n" + LINE, "a line is a rule, no comment; what there is to say goes into its field `why`"),
        ("[]", '1: rule without an id: the line: a rule is an object: {"id": "...", "label": "...", ...}'),
        (b"\xef\xbb\xbf" + LINE.encode(), "1: begins with a byte order mark; save the file without one"),
        (LINE.encode("utf-16"), "1: is not UTF-8 but UTF-16 or binary; save the file as UTF-8"),
        (LINE.replace("Reefs", "Büros").encode("latin-1"), "1: byte 59 is not UTF-8; save the file as UTF-8"),
        (LINE + "\n" + LINE, "2: rule us-reefs: this id stands on line 1 already; give another"),
        (LINE[:-1] + ', "country": "GB"}', "'country' stands twice in one object; make one of the two"),
    ],
)  # fmt: skip
def test_what_is_no_rule_is_said_with_its_remedy(tmp_path: Path, content: str | bytes, expected: str) -> None:
    [first, *_] = said(tmp_path, "agencies", content)
    assert expected in first


def test_all_mistakes_are_told_in_one_run(tmp_path: Path) -> None:
    lines = [
        {**LINES["agencies"], "parent": "us-tides", "alias": ["Reefs"], "aliases": "Reefs"},
        {**LINES["agencies"], "id": "us-shoals", "name": "Department of State", "parent": "us-reefs"},
    ]
    assert said(tmp_path, "agencies", "\n".join(map(json.dumps, lines)) + "\n{\n") == [
        '1: rule us-reefs: aliases: give a list: ["...", "..."]',
        "1: rule us-reefs: alias: there is no such field; is it 'aliases'?",
        "3: not JSON: a rule stands whole on one line, from { to } (column 2: '')",
        "2: rule us-shoals: 'Department of State' is a name of us-state too; take it from one of the two",
    ]


@pytest.mark.parametrize(
    ("alias", "expected"),
    [
        (" ", "has blanks that no text has; leave single ones between its words"),
        ("Reef Bureau ", "has blanks that no text has; leave single ones between its words"),
        ("Reef\u00a0Bureau", "has blanks that no text has; leave single ones between its words"),
        ("the Reef Bureau", "has an article; leave it out, the name is found with it all the same"),
        ("Reef Bureau, the", "has an article; leave it out, the name is found with it all the same"),
        ("Reef Bureau's", "is a possessive; leave out the 's, the name is found with it all the same"),
        ("Reef Bureau,", "ends with ','; leave it out"),
        ("Reef Bureau.", "ends with '.'; leave it out"),
        ("(Reef Bureau)", "begins with '('; leave it out"),
        ("Reef Bureau (East", "has a bracket that is open; close it or leave it out"),
        ("Bu\u0308ro Riff", "has letters in a form that texts do not use; write 'Büro Riff'"),
        ("\uff32eef Bureau", "has letters in a form that texts do not use; write 'Reef Bureau'"),
        ("Reef\u200b Bureau", "has a character that nobody sees (U+200B, ZERO WIDTH SPACE); take it out"),
        ("Reef Bu\u00adreau", "has a character that nobody sees (U+00AD, SOFT HYPHEN); take it out"),
        ("Reef Bureau\u0007", "has a character that nobody sees (U+0007, a control character); take it out"),
        ("R\u0435ef Bureau", "mixes letters of CYRILLIC and LATIN that look alike; type 'R\u0435ef' anew"),
        ("{place} Reefs", "has '{', which no text has; write it as it is printed"),
        ("Reefs &amp; Shoals", "has '&amp;', which no text has; write it as it is printed"),
        ("1972 2", "has no letter; give words"),
    ],
)
def test_every_oddity_of_an_alias_is_said_with_its_remedy(tmp_path: Path, alias: str, expected: str) -> None:
    content = json.dumps({**LINES["agencies"], "aliases": [alias]})
    assert said(tmp_path, "agencies", content) == [f"1: rule us-reefs: aliases: {alias!r} {expected}"]


@pytest.mark.parametrize(
    ("table", "wrong", "expected"),
    [
        ("agencies", {"bare": "yes"}, "bare: write true or false, without quotation marks"),
        ("agencies", {"type": "executve"}, "type: 'executve' is not 'executive', 'legislature', 'court', 'police', "
         "'military', 'regulator', 'central_bank', 'intergovernmental', 'party', 'local_government' or 'other'; "
         "is it 'executive'?"),
        ("agencies", {"country": "us"}, "country: give its ISO 3166 code, two capital letters: US"),
        ("agencies", {"country": "UK", "id": "reefs"}, "country UK is none of the places; is it 'GB'?"),
        ("agencies", {"country": "GB"}, "id begins as one of US, but its country is GB; mend one of the two"),
        ("agencies", {"country": None}, "id begins as one of US, but its country is missing; mend one of the two"),
        ("agencies", {"parent": "gb-mod"}, "parent gb-mod is of GB, not of US; mend one of the two"),
        ("agencies", {"parent": "Department of State"}, "parent Department of State is no body; is it 'us-state'?"),
        ("agencies", {"parent": "navy"}, "parent navy is no body; it is a kind; name the body itself"),
        ("agencies", {"kind": "navyy"}, "kind navyy is no line with forms; is it 'navy'?"),
        ("agencies", {"aliases": ["reefs"]},
         "alias 'reefs' would be found anywhere; give a word with a capital, or several words"),
        ("agencies", {"seats": ["Brussels"]}, "'Brussels' is a seat of eu too; take it from one of the two"),
        ("agencies", {"local": "{place} Reefs"}, "local is for kinds of body; leave it out"),
        ("agencies", {"known_failures": {"It met.": "?"}},
         "known_failures: 'It met.' is none of its examples and counterexamples; write it as it stands there"),
        ("agencies", {"counterexamples": ["The [[reefs]]."]},
         "counterexample 'The [[reefs]].': nothing is to be found in it; leave out the brackets"),
        ("agencies", {"counterexamples": ["The Office of Reefs met."]},
         f"example {MET!r} is a counterexample too; take it from one of the two"),
        ("agencies", {"examples": {"The [[Office] met.": {}}},
         "example 'The [[Office] met.': mark its one mention as [[...]], which opens and closes once"),
        ("agencies", {"examples": {"The [[]] met.": {}}},
         "example 'The [[]] met.': the mention is empty; put [[ ]] around the words that are to be found"),
        ("agencies", {"examples": {MET: "Office of Reefs"}}, f'examples.{MET}: give an object: {{"...": "..."}}'),
        ("officials", {"role": "oficer"}, "role: 'oficer' is not 'head', 'minister', 'legislator', 'judge', "
         "'prosecutor', 'diplomat', 'military', 'police', 'spokesperson', 'local', 'royal', "
         "'candidate', 'officer' or 'official'; is it 'officer'?"),
        ("officials", {"bodies": {"us": "us-noaa"}}, "bodies.us: give its ISO 3166 code, two capital letters: US"),
        ("places", {"name": "Mexico"}, "'Mexico' is a name of mx too; take it from one of the two"),
        ("places", {"cities": ["Nairobi"]}, "'Nairobi' is a city of ke too; take it from one of the two"),
        ("places", {"country": "MX"}, "'MX' is the code of mx too; take it from one of the two"),
        ("places", {"kind": "state"}, "is a state of ZX, which is none of the places; add the country's line"),
        ("places", {"divisions": {"US-TX": ["Texas"]}}, "divisions: US-TX is none of ZX; put it on its country's line"),
        ("places", {"name": "the Reefs"},
         "name: 'the Reefs' has an article; leave it out, and where sentences have it, say so: \"the\": true"),
        ("units", {"words": ["mile"]}, "'mile' is a word of mile too; take it from one of the two"),
        ("units", {"symbols": ["km"]}, "'km' is a symbol of kilometer too; take it from one of the two"),
        ("units", {"words": ["furlox", "Furlox"]}, "'furlox' stands in it 2 times; once is enough"),
        ("units", {"words": []}, "has neither words nor symbols; give one at least"),
        ("units", {"kind": "lenght"}, "kind lenght is of no other unit; is it 'length'?"),
        ("units", {"factor": "0,3"}, "factor: give a number above 0 in quotation marks: 0.01"),
        ("units", {"settles": {"US": "dollar"}}, "settles.US: give its ISO 4217 code, three capital letters: USD"),
        ("cues", {"lemma": "say"}, "'say' is the lemma of say too; take it from one of the two"),
        ("cues", {"lemma": "Blurtle"}, "lemma: 'Blurtle' is looked for in small letters; write 'blurtle'"),
        ("cues", {"pattern": []}, "pattern: [E012] Cannot add pattern for zero tokens to matcher. Key: blurtle"),
        ("changes", {"lemma": "rise"}, "'rise' is the lemma of rise too; take it from one of the two"),
        ("changes", {"label": "UP"}, "label: 'UP' is not 'INCREASE', 'DECREASE', 'MOVE', 'LEVEL' or 'QUOTED'"),
        ("modifiers", {"regex": "a ("}, "regex: missing ), unterminated subpattern at position 2"),
        ("worth", {"points": 2}, "points: it is to be less than or equal to 1"),
        ("worth", {"points": "0.1"}, "points: give a number, without quotation marks"),
        ("dates", {"label": "DAY"}, "label: 'DAY' is not 'DATE', 'TIME', 'DURATION' or 'SET'"),
        ("dates", {"value": None}, "value: it is missing; a reference always has the same: 2001-09-11"),
        ("dates", {"needs": ["moon"]}, "no condition 'moon'"),
        ("figures", {"before": "("}, "before: missing ), unterminated subpattern at position 0"),
        ("figures", {"unit": "tmes"}, "unit: no unit has the name 'tmes'; is it 'times'?"),
        ("figures", {"apart": "not.fone"}, "apart: no rule for figures has the id 'not.fone'; is it 'not.one'?"),
        ("quotes", {"label": "SAID"}, "label: 'SAID' is not 'QUOTE'"),
    ],
)  # fmt: skip
def test_every_mistake_in_a_line_is_said_with_its_remedy(
    tmp_path: Path, table: str, wrong: dict[str, Any], expected: str
) -> None:
    line = LINES[table] | wrong
    assert said(tmp_path, table, json.dumps(line)) == [f"1: rule {line['id']}: {expected}"]


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"forms": ["*"]}, "form '*' has no words; give those that stand beside the *"),
        ({"forms": ["reef post", "reef post"]}, "'reef post' stands in it 2 times; once is enough"),
        ({"national": "Reef Post"}, "national: 'Reef Post' is one name for many bodies; put {place} or {person} in it"),
        ({"national": "{land} Post"}, "national: {land} is no slot; they are {*}, {form}, {person}, {place}"),
        ({"acronyms": ["RP"]}, "acronyms is for bodies with a name; leave it out"),
    ],
)
def test_every_mistake_in_a_kind_of_body_is_said_with_its_remedy(
    tmp_path: Path, wrong: dict[str, Any], expected: str
) -> None:
    kind = {"id": "reef-post", "label": "AGENCY", "type": "executive", "forms": ["reef post"]}
    line = kind | {"examples": {"The [[Peruvian reef post]] met.": {}}} | wrong
    assert f"1: rule reef-post: {expected}" in said(tmp_path, "agencies", json.dumps(line))


def test_files_that_are_no_tables_are_told(tmp_path: Path) -> None:
    for name in ("agency.jsonl", "Officials.jsonl", "memo.jsonl", "places.json", "units.jsonl.txt", "README.md"):
        (tmp_path / name).write_text("")
    assert [str(error).removeprefix(f"{tmp_path}/") for error in check(tmp_path)] == [
        "Officials.jsonl: no such table; is it officials.jsonl?",
        "agency.jsonl: no such table; is it agencies.jsonl?",
        f"memo.jsonl: no such table; the tables are {', '.join(TABLES)}",
        "places.json: is not read; call it places.jsonl",
        "units.jsonl.txt: is not read; call it units.jsonl",
    ]


def test_a_copy_of_our_rules_is_right(tmp_path: Path) -> None:
    for table in TABLES:
        rows = [rule.model_dump(mode="json", exclude_defaults=True) for rule in load(table)]
        (tmp_path / f"{table}.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert list(check(tmp_path)) == []
