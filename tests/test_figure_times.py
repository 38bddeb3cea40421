"""When and where a figure is: the date and place of its own clause, and none of another."""

from __future__ import annotations

import pytest
from spacy.language import Language

from figures import figures


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("The poll of 40 ships was taken from May 2 to May 9, 2024.", "2024-05"),
        ("Fares rose 40 percent from 2019 to 2023.", "2023"),
        ("The board sold 40 ships from 2019 to 2023.", "2019/2023"),
        ("Fares rose 40 percent to £12 in 2022-23.", "2022/2023"),
        ("The board said Tuesday that 40 ships had been sold.", None),
        ("The board bought 40 ships in 2021, when it had no money.", "2021"),
        ("On May 3 the board bought 40 ships.", "2024-05-03"),
        ("Emissions were 40 percent below 2005 levels.", None),
        ("In the May poll, 40 percent backed the dam.", "2024-05"),
        ("The port counted 12 wrecks, six more than in 2019, and 40 spills.", None),
        ("At least 40 people died or went missing on the river in 2023.", "2023"),
        ("The index lost 40 points, to close at 1,612 on June 11.", "2024-06-11"),
        ("Forty people came, but the guards at the moment are men.", None),
        ("The bank cut its forecast for this year. It expects output to grow 40 percent.", "2024"),
        ("On Tuesday the bank raised its forecast for this year. It predicted 40 percent.", "2024"),
        ("Crews towed 12 ships in 2021. They sank 40 boats.", "2021"),
        ("Crews towed 12 ships in 2021. They have sunk 40 boats.", None),
        ("Crews towed 12 ships in 2021.\n\nThey sank 40 boats.", None),
        ("Inflation, now 2.2 percent, has come down from 40 percent.", None),
        ("Crews towed 12 ships in 2021. Compared with 2019, they sank 40 boats more.", "2021"),
        ("About 40 people have fled since May, and 12 have died.", None),
        ("Last week's flood hurt 40 people.", "2024-W23"),
        ("The firm will cut jobs by 2026 after profit fell 40 percent.", None),
        ("In 2022, the firm cut jobs after profit fell 40 percent.", "2022"),
        ("It wants tariffs of 40 percent on boats, which took 8 percent of the market in 2023.", None),
        ("The board fined 40 crews under the Ports Act of 1965.", None),
        ("The inspector found in May that the board had sold 40 ships.", None),
        ("Ana Duarte, the member for Kinsale from 2007 to 2021, sold 40 ships.", None),
        ("Some 40 grants made between 2018 and 2020 lacked papers.", "2018/2020"),
        ("Floods killed 12 people in October; in December Cyclone Ida killed 40 in the port.", "2023-12"),
        ("The port handled 12 ships in the first half and 40 in the second.", None),
        ("It sold 12 ships for $3 million, less than 40 percent of the $9 million of 2021.", None),
    ],
)
def test_time_is_that_of_the_clause(nlp: Language, text: str, time: str | None) -> None:
    assert [f.time for f in figures(text, nlp) if f.value == 40] == [time]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("About 40 million people were displaced worldwide.", "worldwide"),
        ("Unemployment in Oslo fell to 40 percent.", "Oslo"),
        ("The rate was 40 in the rest of Norway.", "the rest of Norway"),
        ("The storm left 40 inches of rain on Cuba.", "Cuba"),
        ("The board spent 40 hours on the budget.", None),
    ],
)
def test_place(nlp: Language, text: str, place: str | None) -> None:
    assert [f.place for f in figures(text, nlp) if f.value in (40, 40_000_000)] == [place]
