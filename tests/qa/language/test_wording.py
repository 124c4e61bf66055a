"""How Footnote writes."""

from __future__ import annotations

from datetime import date

import pytest

from qa.language.wording import counted, format_day, format_period, quoted


def test_days_and_counts() -> None:
    assert format_day(date(2025, 6, 9)) == "9 June 2025"
    assert (counted(1, "article"), counted(0, "article")) == ("1 article", "0 articles")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2024, 4, 18), date(2024, 4, 18), "18 April 2024"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2024, 1, 1), date(2024, 3, 31), "between 1 January 2024 and 31 March 2024"),
        (date.min, date(2024, 4, 18), "18 April 2024 or earlier"),
        (date(2024, 4, 18), date.max, "18 April 2024 or later"),
    ],
)
def test_a_period_is_written_as_short_as_it_can_be(first: date, last: date, words: str) -> None:
    assert format_period(first, last) == words


def test_marks_within_a_quotation_become_single() -> None:
    assert quoted("“It is open,” Novak said.") == "“‘It is open,’ Novak said.”"
    assert quoted('He called it "safe".') == "“He called it ‘safe’.”"
    assert quoted('"It is open,” Novak said.') == "“‘It is open,’ Novak said.”"
