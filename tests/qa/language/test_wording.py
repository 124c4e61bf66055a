"""How Footnote writes."""

from __future__ import annotations

from datetime import date

from qa.language.wording import counted, format_day, quoted


def test_days_and_counts() -> None:
    assert format_day(date(2025, 6, 9)) == "9 June 2025"
    assert (counted(1, "article"), counted(0, "article")) == ("1 article", "0 articles")


def test_marks_within_a_quotation_become_single() -> None:
    assert quoted("“It is open,” Novak said.") == "“‘It is open,’ Novak said.”"
    assert quoted('He called it "safe".') == "“He called it ‘safe’.”"
    assert quoted('"It is open,” Novak said.') == "“‘It is open,’ Novak said.”"
