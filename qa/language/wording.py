"""How Footnote itself writes a day, a count and a quotation."""

from __future__ import annotations

import re
from datetime import date, timedelta


def format_day(day: date) -> str:
    """ "9 June 2025"."""
    return f"{day.day} {day:%B} {day.year}"


def format_period(first: date, last: date) -> str:
    """ "April 2024", "2024", "18 April 2024", "18 April 2024 or later", "between …".

    Args:
        first: `date.min` where the period has no beginning.
        last: included; `date.max` where it has no end.
    """
    if first == date.min or last == date.max:
        earlier = first == date.min
        return f"{format_day(last)} or earlier" if earlier else f"{format_day(first)} or later"
    ends_month = (last + timedelta(days=1)).day == 1 if last < date.max else True
    if first.day == 1 and ends_month and first.year == last.year:
        if first.month == last.month:
            return f"{first:%B} {first.year}"
        if (first.month, last.month) == (1, 12):
            return str(first.year)
    if first == last:
        return format_day(first)
    return f"between {format_day(first)} and {format_day(last)}"


def counted(count: int, noun: str) -> str:
    """ "1 article", "3 articles"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def quoted(text: str) -> str:
    """An article's own words in quotation marks; quotation marks within become single ones."""
    inner = text.strip().replace("“", "‘").replace("”", "’")
    inner = re.sub(r'(^|[\s(\[])"', r"\1‘", inner).replace('"', "’")
    return f"“{inner}”"
