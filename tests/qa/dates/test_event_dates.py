"""What days the time words of an article mean, and when they are left alone."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.dates.event_dates import resolve
from qa.dates.time_words import expressions
from qa.language.closed_words import WEEKDAYS
from qa.language.tenses import Tense, tense_at

TUESDAY = date(2025, 6, 10)
DAYS = st.dates(date(1950, 1, 8), date(2090, 12, 20))


def meant(text: str, published: date = TUESDAY) -> dict[str, str]:
    """ "They met on Monday." -> {"Monday": "2025-06-09"}; what is not sure is left out."""
    found = {}
    for said in expressions(text):
        days = resolve(text, said, published)
        if days:
            first, last = (day.isoformat() for day in days)
            found[text[said.start : said.end]] = first if first == last else f"{first}/{last}"
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council voted on Monday to build a wall.", {"Monday": "2025-06-09"}),
        ("The council voted Thursday to build a wall.", {"Thursday": "2025-06-05"}),
        ("A fire broke out Friday night.", {"Friday night": "2025-06-06"}),
        ("The two held their first talks on Sunday, aides said.", {"Sunday": "2025-06-08"}),
        ("On Monday, the mayor said she will resign.", {"Monday": "2025-06-09"}),
        ("Earlier Tuesday, the minister left for Tolm.", {"Tuesday": "2025-06-10"}),
        ("A ferry operator on Thursday suspended its route.", {"Thursday": "2025-06-05"}),
        ("The union told reporters Monday that talks failed.", {"Monday": "2025-06-09"}),
        ("She told the press at her home in Tolm on Friday that", {"Friday": "2025-06-06"}),
        ("PORT ALDER (NWS) — The council met Monday.", {"Monday": "2025-06-09"}),
        ("The pass has been closed since Saturday.", {"Saturday": "2025-06-07"}),
        ("The bridge will reopen on Friday.", {"Friday": "2025-06-13"}),
        ("She is scheduled to speak in Tolm on Thursday.", {"Thursday": "2025-06-12"}),
        (
            "The strike began Sunday and will end Friday.",
            {"Sunday": "2025-06-08", "Friday": "2025-06-13"},
        ),
        ("The man arrested on Monday will appear in court.", {"Monday": "2025-06-09"}),
        ("The court ruled last Friday.", {"last Friday": "2025-06-06"}),
        ("The court will rule this Friday.", {"this Friday": "2025-06-13"}),
        ("It meets again next Monday.", {"next Monday": "2025-06-16"}),
        ("It was signed yesterday.", {"yesterday": "2025-06-09"}),
        ("The vote is tomorrow.", {"tomorrow": "2025-06-11"}),
        ("The board announced today that it will close.", {"today": "2025-06-10"}),
        ("The court will rule today.", {"today": "2025-06-10"}),
        ("The mayor took office last week.", {"last week": "2025-06-02/2025-06-08"}),
        ("Prices rose last month.", {"last month": "2025-05-01/2025-05-31"}),
        ("Prices fell early this year.", {"early this year": "2025-01-01/2025-12-31"}),
        ("A vote follows next year.", {"next year": "2026-01-01/2026-12-31"}),
        ("The ship sank two days ago.", {"two days ago": "2025-06-08"}),
        ("The ferry passed its inspection in March.", {"March": "2025-03-01/2025-03-31"}),
        ("The road will reopen in August.", {"August": "2025-08-01/2025-08-31"}),
        ("It opened in August last year.", {"August last year": "2024-08-01/2024-08-31"}),
        ("The election was held on April 10.", {"April 10": "2025-04-10"}),
        ("The fair opened on Saturday, 7 June.", {"Saturday, 7 June": "2025-06-07"}),
        ("The fair: Wednesday, Dec. 25", {"Wednesday, Dec. 25": "2024-12-25"}),
    ],
)
def test_days_that_are_sure(text: str, expected: dict[str, str]) -> None:
    assert meant(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # Whose day it is, the sentence does not say.
        "The mayor called for calm before elections on Sunday.",
        "The mayor announced a strike on Friday.",
        "Officials said schools reopen Monday.",
        "The union agreed to meet on Friday.",
        "The minister said she would travel on Friday.",
        "He travelled to the capital for talks on Friday.",
        "The talks scheduled for Friday were called off.",
        "A vote on Monday",
        # A day six days off may be that of a time zone away.
        "The council voted on Wednesday.",
        "The council will vote on Monday.",
        # On a Tuesday, this one or the next.
        "The council will vote on Tuesday.",
        # No day, or every one.
        "She sang every Monday.",
        "They met on a Friday.",
        "He read the Sunday Times.",
        "The Monday meeting was long.",
        "The shops made losses on Black Friday.",
        "The strike lasted from Monday to Friday.",
        "He was a Sunday school teacher.",
        "The team played on a rain-drenched Sunday.",
        "They play where they left off this Sunday.",
        # Said on a day that is not known.
        "“We met on Monday,” the mayor said.",
        '"The vote was yesterday," she said.',
        # Of another time.
        "In 1987 the dam was begun. It was closed in March.",
        "The bridge was built in 1920 and closed on May 3.",
        "The treaty of 3 May had lapsed. They met again on Friday.",
        # Absolute, or no more than the words say.
        "The council voted on Monday, June 9, 2025.",
        "The council voted on Monday (June 9).",
        "PORT ALDER, June 8 (NWS) -- A storm passed.",
        "It opened in March 2023.",
        # Round.
        "The ship sank about two days ago.",
        "It closed a week ago.",
        "It closed two weeks ago.",
        "It grew over the last year.",
        "They are the leaders of tomorrow.",
        "The company employs 40 people today.",
        "It was known today as the old mill.",
        "She told the show Tolm Tonight of her plans.",
        "It was signed on February 30.",
    ],
)
def test_days_that_are_doubtful_are_none(text: str) -> None:
    assert meant(text) == {}


@pytest.mark.parametrize("line", ["Saturday, June 7", "8 June 2025", "Date: Sunday, June 8:"])
def test_a_page_of_dated_entries_counts_from_none_of_them(line: str) -> None:
    assert meant(f"{line}\nThe council voted on Monday.").keys() <= {"Saturday, June 7"} | {
        "Sunday, June 8"
    }


def test_a_line_with_the_day_of_publication_is_no_entry() -> None:
    told = "Tuesday, June 10\nThe council voted on Monday."
    assert meant(told)["Monday"] == "2025-06-09"


def test_last_friday_is_a_day_only_where_all_count_alike() -> None:
    text = "The court ruled last Friday."
    by_day = {day: meant(text, day) for day in (date(2025, 6, 9) + timedelta(i) for i in range(7))}
    assert [bool(found) for found in by_day.values()] == [True] * 4 + [True, False, False]
    assert by_day[date(2025, 6, 13)] == {"last Friday": "2025-06-06"}


def test_a_week_is_none_on_the_day_that_opens_or_ends_it() -> None:
    assert meant("It fell last week.", date(2025, 6, 15)) == {}
    assert meant("It fell last week.", date(2025, 6, 14)) == {"last week": "2025-06-02/2025-06-08"}


def test_a_week_ago_is_a_week_only_where_it_is_well_inside_one() -> None:
    found = meant("It fell a week ago.", date(2025, 6, 12))
    assert found == {"a week ago": "2025-06-02/2025-06-08"}


def test_the_end_of_the_year_is_crossed() -> None:
    january, december = date(2025, 1, 15), date(2024, 12, 20)
    assert meant("The mill closed in November.", january) == {"November": "2024-11-01/2024-11-30"}
    assert meant("The mill will close in January.", december) == {
        "January": "2025-01-01/2025-01-31"
    }
    assert meant("It fell last month.", january) == {"last month": "2024-12-01/2024-12-31"}
    assert meant("The mill closed in May.", january) == {}, "May before last would be named"


@given(DAYS, st.sampled_from(WEEKDAYS), st.booleans())
def test_a_weekday_is_that_weekday_within_seven_days(published: date, day: str, past: bool) -> None:
    verb = "voted" if past else "will vote"
    text = f"The council {verb} on {day.title()}."
    for said in expressions(text):
        days = resolve(text, said, published)
        off = (WEEKDAYS.index(day) - published.weekday()) % 7
        if days is None:
            assert off == (1 if past else 6) or (off == 0 and not past)
            continue
        first, last = days
        assert first == last
        assert first.weekday() == WEEKDAYS.index(day)
        assert abs((first - published).days) < 7
        assert first <= published if past else first > published


@given(
    DAYS,
    st.lists(
        st.sampled_from(
            "on in the last next Monday Friday night June 9 31 Feb. , . ( “ ” 2024 year week two "
            "days ago since will voted said to and yesterday this month’s May 3rd".split()
        ),
        max_size=14,
    ).map(" ".join),
)
def test_any_words_give_exact_slices_and_days_in_order(published: date, text: str) -> None:
    found = expressions(text)
    for said in found:
        assert said.lead <= said.start < said.end <= len(text)
        assert said.key == text[said.start : said.end].lower()
        days = resolve(text, said, published)
        assert days is None or days[0] <= days[1]
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.integers(0, 30), st.integers(0, 60))
def test_expressions_of_a_part_are_those_of_the_whole_that_lie_in_it(start: int, size: int) -> None:
    text = "It fell in May 2024. They met on Monday, and two days ago it rose again last week."
    part = expressions(text, start, start + size)
    assert {(e.start, e.end) for e in part if e.goes_on} <= {(11, 14)}
    assert all(start <= e.start and e.end <= start + size for e in part)


@pytest.mark.parametrize("published", [date.min, date.max])
def test_the_ends_of_the_calendar_are_no_error(published: date) -> None:
    text = "It fell last year, last week, last month, next month, on Friday, yesterday, tomorrow."
    for said in expressions(text):
        resolve(text, said, published)


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The mayor met them on Monday.", Tense.PAST),
        ("The gate was closed on Monday.", Tense.PAST),
        ("The gate will be closed on Monday.", Tense.FUTURE),
        ("The gate is to be closed on Monday.", None),
        ("The gate would be closed on Monday.", None),
        ("The gate is closed on Monday.", None),
        ("U.S. officials met in Tolm on Monday.", Tense.PAST),
        ("It rained. On Monday, the gate, which was old, fell.", Tense.PAST),
        ("The injured man is in hospital on Monday.", None),
    ],
)
def test_the_tense_of_a_clause(text: str, tense: Tense | None) -> None:
    said = next(each for each in expressions(text) if each.key == "monday")
    assert tense_at(text, said.lead, said.end) is tense
