"""What makes it doubtful which day a time word means: quotations, other dates, dated entries."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from qa.dates.time_words import DATE_LINE, Expression, Kind, expressions, number_and_month
from qa.language.quotations import is_open

_YEAR = re.compile(r"\b(1\d{3}|20\d{2})s?\b")
_HOLIDAY = re.compile(r"\b[A-Z][\w’']+ (?:Day|Eve)\b")
SURROUNDINGS = 400
"""Characters before an expression in which other years, dates or holidays make it doubtful."""


def is_quoted(text: str, position: int) -> bool:
    """Whether a place lies within quotation marks of its paragraph."""
    return is_open(text[text.rfind("\n", 0, position) + 1 : position])


def tells_of_other_years(text: str, said: Expression, published: date) -> bool:
    """Whether a year that is not that of publication stands before it or in its sentence."""
    ends = re.compile(r"[.!?]\s|\n|$").search(text, said.end)
    around = text[max(0, said.start - SURROUNDINGS) : ends.end() if ends else None]
    return any(int(year[1]) != published.year for year in _YEAR.finditer(around))


def tells_of_other_days(text: str, said: Expression, published: date) -> bool:
    """Whether dates before a weekday are those of a longer story, or of a later version of it."""
    around = text[max(0, said.start - SURROUNDINGS) : said.start]
    if _HOLIDAY.search(around):
        return True
    for each in expressions(around):
        if each.kind is Kind.DAY_OF_MONTH:
            number, month = number_and_month(dict(each.parts))
            days = (date(published.year, month, 1) - published).days + number - 1
            if not -7 <= days <= 0:
                return True
    return False


@lru_cache(maxsize=64)  # a sentence asks for each of its words, an answer for each sentence
def has_entries(text: str, published: date) -> bool:
    """Whether some line is only a date, and not that of publication: a live page, a calendar."""
    own = (published.day, published.month)
    return any(number_and_month(line.groupdict()) != own for line in DATE_LINE.finditer(text))
