"""Single lines: which state something about the article, and what."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.bylines import email_host
from index.dates import cut_date, parse_date, read_date_line
from index.lines import Line
from index.metadata import Metadata, Statement, gather_metadata, read_dateline, read_statement
from index.sitewords import is_boilerplate, is_control, is_heading


def said(statement: Statement | None) -> dict[str, object] | None:
    """What a statement states, without the empty fields."""
    if statement is None:
        return None
    values = {field.name: getattr(statement, field.name) for field in fields(statement)}
    return {name: value for name, value in values.items() if value is not None}


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("Posted on : 2024-04-18 17:24 KST", date(2024, 4, 18), None),
        ("Published 10:15 AM EDT, Mon May 6, 2024", date(2024, 5, 6), None),
        ("Updated 9:02 PM KST, June 9, 2025", None, date(2025, 6, 9)),
        ("Input 2024. 4. 18. Updated 2024. 4. 19.", date(2024, 4, 18), date(2024, 4, 19)),
        ("2024-04-18T17:24:00+09:00", date(2024, 4, 18), None),
        ("Last updated on 5 Sept. 2023 | 3 min read", None, date(2023, 9, 5)),
        ("April 18th, 2024 at 5:24 p.m.", date(2024, 4, 18), None),
        ("13/05/2024", date(2024, 5, 13), None),
        ("05/13/2024", date(2024, 5, 13), None),
        ("05/05/2024", date(2024, 5, 5), None),
        ("05/06/2024", None, None),
        ("2024-13-40", None, None),
        ("Published 3 hours ago", None, None),
        ("Thursday, April 18", None, None),
        ("Monday, June 9, 18:12", None, None),
        ("June 9, 20255:01 AM ET", date(2025, 6, 9), None),
        ("Published On9 Jun 2025", date(2025, 6, 9), None),
        (
            "Write: 2025-06-09 13:00:35 / Update: 2025-06-10 15:10",
            date(2025, 6, 9),
            date(2025, 6, 10),
        ),
    ],
)
def test_date_line(line: str, published: date | None, updated: date | None) -> None:
    found = read_date_line(line)
    assert found is not None
    assert (found.published, found.updated) == (published, updated)


@pytest.mark.parametrize(
    "line",
    [
        "On May 6, 2024, he left",
        "May 2024",
        "10:00",
        "Monday",
        "The treaty of June 9, 2025",
        "2024-04-18" * 20,
    ],
)
def test_not_a_date_line(line: str) -> None:
    assert read_date_line(line) is None


def test_no_year_is_made_up() -> None:
    assert parse_date("April 18") is None
    assert parse_date("Monday") is None
    assert parse_date("May 2024") is None
    assert parse_date("18 avril 2024") == date(2024, 4, 18)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_written_dates_are_read_back(day: date) -> None:
    written = (
        f"{day:%Y-%m-%d}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
    )
    assert [parse_date(text) for text in written] == [day] * 3


def test_cut_date() -> None:
    assert cut_date("by Jane Doe, May 6, 2024") == ("by Jane Doe | ", date(2024, 5, 6))
    assert cut_date("by Jane Doe") == ("by Jane Doe", None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Kim So-youn, Tokyo correspondent", {"author": "Kim So-youn"}),
        ("BY SARAH KIM [kim@example.com]", {"author": "Sarah Kim", "host": "example.com"}),
        ("Jane Doe jane.doe@gmail.com", {"author": "Jane Doe"}),
        ("By Jane Doe | Reuters", {"author": "Jane Doe", "publisher": "Reuters"}),
        ("By Jane Doe, John Roe and Kim Min-ji", {"author": "Jane Doe, John Roe and Kim Min-ji"}),
        ("By JANE DOE and JOHN ROE", {"author": "Jane Doe and John Roe"}),
        ("By JANE DOE, Associated Press", {"author": "Jane Doe", "publisher": "Associated Press"}),
        ("By Ludwig van der Berg in Seoul", {"author": "Ludwig van der Berg"}),
        ("By Jane Doe for CNN", {"author": "Jane Doe", "publisher": "CNN"}),
        ("By Reuters", {"publisher": "Reuters"}),
        ("By The Associated Press", {"publisher": "The Associated Press"}),
        ("By staff reporter", {}),
        ("By Jane Doe @janedoe", {"author": "Jane Doe"}),
        ("Jane Doe, Example News.", {"author": "Jane Doe", "publisher": "Example News"}),
        ("Our Jane Doe has more.", {"author": "Jane Doe"}),
        ("(Reporting by Jane Doe in Seoul; Editing by John Roe)", {"author": "Jane Doe"}),
        (
            "Jane Doe | April 18, 2024 | 5 min read",
            {"author": "Jane Doe", "published": date(2024, 4, 18)},
        ),
        (
            "Posted by Jane Doe on April 18, 2024",
            {"author": "Jane Doe", "published": date(2024, 4, 18)},
        ),
        (
            "Source: Xinhua | 2024-04-18 17:24:00 | Editor: huaxia",
            {"publisher": "Xinhua", "published": date(2024, 4, 18)},
        ),
        ("Source: https://example.com/a", {"url": "https://example.com/a"}),
        (
            "Example news https://example.com/a?b=1",
            {"url": "https://example.com/a?b=1", "holder": "Example news"},
        ),
        ("Culture 15:01 June 09, 2025", {"published": date(2025, 6, 9)}),
        (
            "Jane Doe in Tokyo and agencies | 9 Jun 2025",
            {"author": "Jane Doe", "published": date(2025, 6, 9)},
        ),
        ("© AFP", {}),
        ("© 2025 AFP", {"holder": "AFP"}),
        ("desk@mail.example.com", {"host": "example.com"}),
        ("© 2024 The Korea Herald. All rights reserved.", {"holder": "The Korea Herald"}),
        ("Copyright ⓒ The Dong-A Ilbo. All rights reserved.", {"holder": "The Dong-A Ilbo"}),
        ("All rights reserved", {}),
    ],
)
def test_statement(line: str, expected: dict[str, object]) -> None:
    assert said(read_statement(line)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "By Monday, Seoul had lost.",
        "By Friday, North Korea had launched three more missiles.",
        "Kim Arin",
        "Lee, Ishiba agree on ties",
        "Lee Jae-myung and Ishiba, Seoul",
        "President Lee, Japan",
        "Sources: talks to go on until Monday, when the two leaders will meet in the city.",
        "Fire of June 9, 2025, killed three",
        "She said: https is a protocol",
    ],
)
def test_not_a_statement(line: str) -> None:
    assert read_statement(line) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("SEOUL, April 18 (Yonhap) -- The", {"agency": "Yonhap"}),
        ("WASHINGTON (AP) — A", {"agency": "AP"}),
        ("SEOUL, South Korea (AP) — A", {"agency": "AP"}),
        ("May 6 (Reuters) - B", {"agency": "Reuters"}),
        (
            "BEIJING, Sept. 5, 2023 (Xinhua) -- C",
            {"agency": "Xinhua", "published": date(2023, 9, 5)},
        ),
        ("Seoul (AFP) – The", {"agency": "AFP"}),
        ("Lee (left) and -- B", None),
        ("The UN (United Nations) - a", None),
    ],
)
def test_dateline(line: str, expected: dict[str, object] | None) -> None:
    assert said(read_dateline(line)) == expected


def gather(*about: str, stated: Metadata | None = None, prose: str = "It rained.") -> Metadata:
    return gather_metadata(
        stated or Metadata(), Metadata(title="Headline"), about, [Line(0, len(prose), prose)]
    )


def test_publication_goes_before_update() -> None:
    assert gather("Updated: May 7, 2024", "Published: May 6, 2024").published == date(2024, 5, 6)
    assert gather("Updated: May 7, 2024").published == date(2024, 5, 7)


def test_the_firmest_publisher_is_taken() -> None:
    about = [
        "desk@example.com",
        "© 2024 Example Holder. All rights reserved.",
        "By Jane Doe | Byline",
    ]
    assert gather(*about, stated=Metadata(publisher="Stated")).publisher == "Stated"
    assert gather(*about).publisher == "Byline"
    assert gather(*about[:2]).publisher == "Example Holder"
    assert gather(about[0], prose="SEOUL (Agency) -- It rained.").publisher == "Agency"
    assert gather(about[0]).publisher == "example.com"
    assert gather("https://www.example.org/a").publisher == "example.org"
    assert gather().publisher is None


def test_email_host_of_a_mail_provider_is_no_publisher() -> None:
    assert email_host("a@gmail.com or b@example.co.kr") == "example.co.kr"
    assert email_host("a@gmail.com") is None


@pytest.mark.parametrize(
    "line",
    [
        "Related stories",
        "RELATED COVERAGE:",
        "Most viewed articles",
        "Comments (12)",
        "More from World",
    ],
)
def test_heading(line: str) -> None:
    assert is_heading(line)


@pytest.mark.parametrize(
    "line", ["Related stories of loss", "More talks", "Comments on the deal", "Popular uprising"]
)
def test_not_a_heading(line: str) -> None:
    assert not is_heading(line)


def test_control() -> None:
    assert is_control("Share on Facebook | Twitter, Email")
    assert not is_control("Share of Facebook falls")
    assert not is_control("this article and")


@pytest.mark.parametrize(
    "line",
    [
        "[ad_1]",
        "ADVERTISEMENT - CONTINUE READING BELOW",
        "Photo: Yonhap",
        "(Photo by Jane Doe/Getty Images)",
        "Read More:Leaders vow joint response",
        "Subscribe to our newsletter",
        "Follow Jane Doe on Twitter: @janedoe",
        "#summit #trade",
        "You must be logged in to add a comment.",
        "The Associated Press contributed to this report.",
        "Listen to this article (4:05)",
        "Home > World > Asia",
        "3 hours ago",
        "1 of 2 |",
        "Get the best of the week in your inbox. Sign up here.",
    ],
)
def test_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@given(st.text(max_size=300))
def test_any_line_can_be_read(line: str) -> None:
    """No line makes a reader fail, whatever it holds."""
    read_statement(line)
    read_dateline(line)
    is_boilerplate(line)
    is_heading(line)
    is_control(line)
