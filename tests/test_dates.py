"""Dates: what the grammar, the document pass and the calendar give together."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import onrecord
from onrecord.components.family import mentions
from onrecord.model import Article
from onrecord.rules import RuleError


def dates(text: str, nlp: Language, published: str | None) -> list[tuple[str, str | None, str | int | None]]:
    record = onrecord.annotate(text, nlp, published=published)
    return [(d.text, d.value, d.anchor) for d in record.dates]


def test_fronted_year_governs_the_months_after_it_and_no_further(nlp: Language) -> None:
    text = "In 2021, landings totaled 512 in November and 498 in October. Landings rose to 530 in December."
    assert dates(text, nlp, "2024-01-19") == [
        ("2021", "2021", "text"),
        ("November", "2021-11", 3),
        ("October", "2021-10", 3),
        ("December", "2023-12", "published"),
    ]


def test_dateline_stands_in_for_publication(nlp: Language) -> None:
    text = "NAIROBI, March 5, 2021 (Wire) - The harbor board met on Thursday."
    assert dates(text, nlp, None) == [("March 5, 2021", "2021-03-05", "text"), ("Thursday", "2021-03-04", "dateline")]


def test_nothing_is_guessed_without_a_reference_date(nlp: Language) -> None:
    record = onrecord.annotate("The board met on Friday and again in March.", nlp)
    assert [(d.value, d.begin, d.end, d.anchor) for d in record.dates] == [
        ("XXXX-WXX-5", None, None, None),
        ("XXXX-03", None, None, None),
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It ran from March to May 2021.", ["2021-03", "2021-05"]),
        ("In January, February and March 2023, ships sank.", ["2023-01", "2023-02", "2023-03"]),
        ("It ran from November 20, 2019 to March 3, 2020.", ["2019-11-20", "2020-03-03"]),
    ],
)
def test_a_year_at_the_end_holds_for_the_months_before(nlp: Language, text: str, values: list[str]) -> None:
    assert [value for _, value, _ in dates(text, nlp, "2024-06-12")] == values


@pytest.mark.parametrize("regex", ["lantern night", "(?:the |big )?(?=lan)lantern nights?", r"\blanterns? night"])
def test_a_newsroom_rule_is_found_by_its_own_words(tmp_path: Path, regex: str) -> None:
    rule = {
        "id": "date.lantern-night",
        "label": "DATE",
        "form": "reference",
        "value": "FUTURE_REF",
        "regex": regex,
        "examples": {"Lantern Night": {"value": "FUTURE_REF"}},
    }
    (tmp_path / "dates.jsonl").write_text(json.dumps(rule))
    blank = spacy.blank("en")
    blank.add_pipe("onrecord_dates", config={"patterns": str(tmp_path)})
    found = mentions(blank("They meet on Lantern Night."), "dates")
    assert [(m.text, m.rule) for m in found] == [("Lantern Night", "date.lantern-night")]


@pytest.mark.parametrize("regex", ["{nosuchblock}", "(unclosed", "needs"])
def test_a_wrong_rule_is_named(tmp_path: Path, regex: str) -> None:
    rule = {"id": "date.wrong", "label": "DATE", "form": "calendar", "regex": regex, "examples": {"x": {}}}
    if regex == "needs":
        rule |= {"needs": ["nosuchcondition"]}
    (tmp_path / "dates.jsonl").write_text(json.dumps(rule))
    with pytest.raises(RuleError, match=r"date\.wrong"):
        spacy.blank("en").add_pipe("onrecord_dates", config={"patterns": str(tmp_path)})


def test_direct_speech_counts_from_the_day_it_was_said(nlp: Language) -> None:
    text = "“We closed the harbor yesterday,” Ana Duarte told reporters on January 10. The board meets tomorrow."
    assert dates(text, nlp, "2024-01-19") == [
        ("yesterday", "2024-01-09", 63),
        ("January 10", "2024-01-10", "published"),
        ("tomorrow", "2024-01-20", "published"),
    ]


def test_a_story_takes_its_years_from_the_dates_before(nlp: Language) -> None:
    text = (
        "The siege began on March 3, 1941. It was lifted on November 20, 1941, after heavy snow. On December 28 the "
        "harbor froze, and in February the last ships left. The next month it was over."
    )
    assert [value for _, value, _ in dates(text, nlp, "2024-01-19")] == [
        "1941-03-03",
        "1941-11-20",
        "1941-12-28",
        "1942-02",
        "1942-03",
    ]


@pytest.mark.parametrize(
    ("country", "value", "candidates"),
    [
        ("US", "2024-05-06", ("2024-06-05",)),
        ("GB", "2024-06-05", ("2024-05-06",)),
        (None, None, ("2024-05-06", "2024-06-05")),
    ],
)
def test_numeric_dates_are_read_as_the_country_writes(
    nlp: Language, country: str | None, value: str | None, candidates: tuple[str, ...]
) -> None:
    article = Article(id="a", text="It was signed on 05/06/2024.", published="2024-07-01", country=country)
    [found] = onrecord.annotate(article, nlp).dates
    assert (found.value, found.candidates) == (value, candidates)


def test_another_numeric_date_of_the_article_settles_the_order(nlp: Language) -> None:
    text = "It was signed on 05/06/2024 and took force on 25/06/2024."
    assert [value for _, value, _ in dates(text, nlp, "2024-07-01")] == ["2024-06-05", "2024-06-25"]


@pytest.mark.parametrize(
    ("season", "value", "begin", "end"),
    [
        ("summer", "2020-SU", "2020-12-01", "2021-02-28"),
        ("autumn", "2020-FA", "2020-03-01", "2020-05-31"),
        ("winter", "2020-WI", "2020-06-01", "2020-08-31"),
        ("spring", "2020-SP", "2020-09-01", "2020-11-30"),
    ],
)
def test_seasons_of_the_south(nlp: Language, season: str, value: str, begin: str, end: str) -> None:
    article = Article(id="a", text=f"It rained in the {season} of 2020.", published="2024-07-01", country="AU")
    [found] = onrecord.annotate(article, nlp).dates
    assert (found.value, found.begin, found.end) == (value, begin, end)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two days before the vote, ships left. The vote is set for June 20.", ("P2D", "2024-06-18", "2024-06-18", 58)),
        ("A week after Easter, ships left.", ("P1W", "2024-04-01", "2024-04-07", 13)),
        ("In the years since World War II, ships left.", ("PXY", "1945-09-02", None, "event")),
        ("Three years after the Second World War, ships left.", ("P3Y", "1948-01-01", "1948-12-31", "event")),
        ("Two days before the storm, ships left.", ("P2D", None, None, None)),
    ],
)
def test_a_length_of_time_hangs_on_a_day(
    nlp: Language, text: str, found: tuple[str, str | None, str | None, str | int | None]
) -> None:
    first = onrecord.annotate(text, nlp, published="2024-06-12").dates[0]
    assert (first.value, first.begin, first.end, first.anchor) == found


@pytest.mark.parametrize(
    ("country", "text", "value", "begin", "end"),
    [
        ("GB", "in the 2009-10 financial year", "2009-04/2010-03", "2009-04-01", "2010-03-31"),
        ("US", "in the 2026-27 school year", "2026-08/2027-06", "2026-08-01", "2027-06-30"),
        (None, "in the 2026-27 school year", None, None, None),
        ("IN", "in FY2022-23", "2022-04/2023-03", "2022-04-01", "2023-03-31"),
        ("US", "in fiscal 2023", "2023", "2022-10-01", "2023-09-30"),
        ("JP", "in fiscal 2023", "2023", "2023-04-01", "2024-03-31"),
        ("AU", "in FY24", "2024", "2023-07-01", "2024-06-30"),
        (None, "in FY24", "2024", None, None),
        ("US", "in the third quarter of fiscal 2023", "2023-Q3", "2023-04-01", "2023-06-30"),
        ("IN", "in the current financial year", "2025", "2024-04-01", "2025-03-31"),
        ("GB", "in the last financial year", "2024", "2023-04-01", "2024-03-31"),
        ("US", "in this school year", "2023-08/2024-06", "2023-08-01", "2024-06-30"),
        ("NG", "in next academic year", "2024-09/2025-07", "2024-09-01", "2025-07-31"),
    ],
)
def test_a_year_of_two_years_runs_as_its_country_has_it(
    nlp: Language, country: str | None, text: str, value: str | None, begin: str | None, end: str | None
) -> None:
    article = Article(id="a", text=text, published="2024-06-12", country=country)
    [found] = onrecord.annotate(article, nlp).dates
    assert (found.text, found.value, found.begin, found.end) == (text.removeprefix("in "), value, begin, end)


def test_what_a_source_says_is_no_part_of_the_story_around_it(nlp: Language) -> None:
    text = 'On May 3, Ana Duarte warned: "The lake may be dry by Easter." Two days later, it rained.'
    assert dates(text, nlp, "2024-06-12")[-1] == ("Two days later", "2024-05-05", 3)


_ANYWHERE = """
import onrecord
text = (
    "The harbor closed on Friday. It will open in March, two days before the vote. The vote is set for 04/05/2024. "
    "Exports fell last week, and ships left yesterday at 4 a.m. EDT; today fewer sail. Easter was quiet."
)
for published in ("2024-01-19", None):
    print(onrecord.annotate(text, onrecord.load(), published=published).model_dump_json(include={"dates"}))
"""


def test_the_machine_has_no_say(tmp_path: Path) -> None:
    """Neither its time zone, nor its locale, nor the seed of its hashes, nor its clock, which nothing reads."""
    machines = [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4242"},
    ]
    said = [
        subprocess.run(
            [sys.executable, "-c", _ANYWHERE], env=os.environ | machine, cwd=tmp_path, capture_output=True, check=True
        ).stdout
        for machine in machines
    ]
    assert said[0] == said[1]
    assert b"2024-01-19" in said[0]


def test_nothing_in_the_rooms_of_dates_reads_the_clock() -> None:
    rooms = Path(onrecord.__file__).parent
    code = [*rooms.glob("components/date*.py"), *rooms.glob("components/resolve/*.py"), *rooms.glob("normalize/*.py")]
    clocks = ("today()", ".now(", "time.time", "utcnow", "localtime")
    assert len(code) > 20
    assert [path.name for path in code if any(clock in path.read_text() for clock in clocks)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Net fell in the quarter ended April 30.", ("the quarter", "2024-Q1", "2024-02-01", "2024-04-30")),
        (
            "Net fell in the fiscal third quarter ended April 30.",
            ("the fiscal third quarter", "2024-Q3", "2024-02-01", "2024-04-30"),
        ),
        ("Net fell in the year ended March 31, 2023.", ("the year", "P1Y", "2022-04-01", "2023-03-31")),
        (
            "Sales rose in the three months to the end of April.",
            ("the three months", "P3M", "2024-02-01", "2024-04-30"),
        ),
        ("Borrowing fell in the year to March.", ("the year", "P1Y", "2023-04-01", "2024-03-31")),
        ("It grew in the three months through April.", ("the three months", "P3M", "2024-02-01", "2024-04-30")),
        ("It rained in the two weeks ended June 9.", ("the two weeks", "P2W", "2024-05-27", "2024-06-09")),
        ("It rained in the months ended June 9.", ("the months", "PXM", None, "2024-06-09")),
        ("Net fell in the quarter ended Feb. 17.", ("the quarter", "2024-Q1", "2023-11-18", "2024-02-17")),
    ],
)
def test_a_period_ends_on_the_day_that_is_named(nlp: Language, text: str, found: tuple[str, str, str, str]) -> None:
    first = onrecord.annotate(text, nlp, published="2024-06-12").dates[0]
    assert (first.text, first.value, first.begin, first.end) == found


def test_a_year_earlier_is_of_what_the_text_is_on(nlp: Language) -> None:
    text = (
        "Net rose to $5 million in the third quarter of 2019 from $4 million a year earlier. "
        "For the nine months, net fell to $9 million from $11 million a year earlier."
    )
    assert [(t, v) for t, v, _ in dates(text, nlp, "2020-01-19")] == [
        ("the third quarter of 2019", "2019-Q3"),
        ("a year earlier", "2018-Q3"),
        ("the nine months", "P9M"),
        ("a year earlier", "2018"),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Until Thursday, they had not called.", "2024-06-06"),
        ("Until Thursday, ships may call.", "2024-06-13"),
        ("They set Tuesday as the deadline.", "2024-06-11"),
        ("They set Friday as the deadline.", "2024-06-14"),
        ("Prices have swung, rising to $9 in February.", "2024-02"),
        ("Water will be rationed, starting Saturday.", "2024-06-15"),
        ("The state declared three days of mourning from Monday.", "2024-06-17"),
        ("The fleet rests from Monday, when new rules will apply.", "2024-06-17"),
        ("The ministry said on Tuesday it would not cut rates.", "2024-06-11"),
        ("Voting begins Oct. 21.", "2024-10-21"),
        ("Members are up for election in November.", "2024-11"),
        ("He had promised as recently as Dec. 14 that it would close.", "2023-12-14"),
        ("Output was below its October guidance.", "2023-10"),
        ("The council had agreed in March to pay half of the bill.", "2024-03"),
        ("The council has agreed to pay in March.", "2025-03"),
        ("The union demanded that the minister reply by Thursday.", "2024-06-13"),
        ("He was granted bail on the condition that he surrender his passport by Friday.", "2024-06-14"),
        ("They asked that the money be paid on Monday.", "2024-06-17"),
        ("The bureau will publish its figures for May.", "2024-05"),
        ("Crews will try again Friday, the director said at a briefing.", "2024-06-14"),
    ],
)
def test_which_way_a_date_looks(nlp: Language, text: str, value: str) -> None:
    assert [v for _, v, _ in dates(text, nlp, "2024-06-12")][-1] == value


@pytest.mark.parametrize(
    ("country", "text", "begin"),
    [
        ("US", "Revenue of the company fell in fiscal 2023.", None),
        ("IN", "Revenue of the company fell in fiscal 2023.", "2022-04-01"),
        ("US", "Arrests fell in fiscal 2023.", "2022-10-01"),
    ],
)
def test_a_company_may_have_a_fiscal_year_of_its_own(nlp: Language, country: str, text: str, begin: str | None) -> None:
    article = Article(id="a", text=text, published="2024-06-12", country=country)
    assert [d.begin for d in onrecord.annotate(article, nlp).dates] == [begin]


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("at the end of 2022", "2022-12-01", "2022-12-31"),
        ("by the end of 2022", None, "2022-12-31"),
        ("in early 2023", "2023-01-01", "2023-04-30"),
        ("in mid-2023", "2023-05-01", "2023-08-31"),
        ("in late May", "2024-05-21", "2024-05-31"),
        ("at the start of May", "2024-05-01", "2024-05-07"),
        ("in the late 1990s", "1997-01-01", "1999-12-31"),
        ("in the mid-1990s", "1994-01-01", "1996-12-31"),
        ("late in the 19th century", "1866-01-01", "1899-12-31"),
        ("early last week", "2024-06-03", "2024-06-05"),
        ("at the end of last week", "2024-06-08", "2024-06-09"),
        ("earlier this year", "2024-01-01", "2024-06-12"),
        ("later this month", "2024-06-12", "2024-06-30"),
        ("before early May", None, "2024-04-30"),
        ("after the end of May", "2024-05-31", None),
        ("since late 2020", "2020-09-01", None),
    ],
)
def test_early_and_late_leave_a_part_of_the_interval(
    nlp: Language, text: str, begin: str | None, end: str | None
) -> None:
    [found] = onrecord.annotate(f"It rained {text}.", nlp, published="2024-06-12").dates
    assert (found.begin, found.end) == (begin, end)


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ("By Ana Duarte\nPublished 14 May 2024", "2024-05-10"),
        ("Posted on Tue 14 May 2024", "2024-05-10"),
        ("Updated: 11:20, 14 May 2024", "2024-05-10"),
        ("Last modified on 14 May 2024 10.15 BST", "2024-05-10"),
        ("By Ana Duarte | May 14, 2024", "2024-05-10"),
        ("The treaty of May was signed on 14 May 1999.", "XXXX-WXX-5"),
    ],
)
def test_the_head_of_an_article_says_when_it_was_published(nlp: Language, head: str, value: str) -> None:
    assert dates(f"{head}\n\nThe board met on Friday.", nlp, None)[-1][1] == value


def test_a_time_of_day_is_of_the_night_that_was_told_of(nlp: Language) -> None:
    text = "He was arrested on Saturday night near the border. Police said he was charged at 11.40 p.m."
    assert dates(text, nlp, "2024-06-12")[1] == ("11.40 p.m.", "2024-06-08T23:40", 19)


def test_a_time_of_day_is_not_of_the_day_since_which_something_lasts(nlp: Language) -> None:
    text = "The rupee fell to its lowest since Oct. 27 and stood at 83.1 at 1015 GMT."
    assert dates(text, nlp, "2024-06-12")[1] == ("1015 GMT", "2024-06-12T10:15", "published")


def test_that_month_is_the_one_that_the_text_is_on(nlp: Language) -> None:
    text = "Mills shut 1,204 looms in April, up from 990 a year earlier. One firm cut 640 jobs that month."
    assert [value for _, value, _ in dates(text, nlp, "2024-06-12")] == ["2024-04", "2023-04", "2024-04"]


def test_a_split_quote_counts_from_the_day_it_was_said(nlp: Language) -> None:
    text = "“We leave tomorrow,” Ana Duarte said on January 10, “and come back on Friday.”"
    assert [value for _, value, _ in dates(text, nlp, "2024-01-19")] == ["2024-01-11", "2024-01-10", "2024-01-12"]


def test_what_lies_beside_a_day_is_told_by_verbs_too(nlp: Language) -> None:
    text = "The president resigned on May 3, 2021. The day after the resignation, ships left. A month later, he died."
    assert [value for _, value, _ in dates(text, nlp, "2024-01-19")] == ["2021-05-03", "2021-05-04", "2021-06"]


def test_a_story_goes_on_from_the_next_year(nlp: Language) -> None:
    text = (
        "In 1967 a protocol was signed by Teague, whose revolt was crushed in November 1956. In the spring of the next "
        "year most had been resettled, and by October the camps were empty."
    )
    assert [value for _, value, _ in dates(text, nlp, "2024-01-19")] == ["1967", "1956-11", "1957-SP", "1957-10"]


@pytest.mark.parametrize(
    ("country", "value", "begin", "end"),
    [("IN", "2025-H2", "2024-10-01", "2025-03-31"), (None, None, None, None)],
)
def test_half_of_a_split_year(
    nlp: Language, country: str | None, value: str | None, begin: str | None, end: str | None
) -> None:
    article = Article(id="a", text="It fell in the second half of 2024-25.", published="2025-06-12", country=country)
    [found] = onrecord.annotate(article, nlp).dates
    assert (found.value, found.begin, found.end) == (value, begin, end)
