"""Question -> the dates and periods that it names: "October 12, 2023", "last week", "in 2023".

date-wrangler reads them (it reads ranges, gives offsets, and leaves "may", "march" and "2,024
people" alone); dateparser's own search takes 130 ms for a question and reads "October 7, 2023" as
two dates. Here it is decided which of them a search can lean on.

A period is absolute when it is the same whatever day it is asked on, and holds its year in full.
Others ("last week", "in March", "on Monday") are read only relative to a given day, and as the
latest that has begun by then: nobody has written about next Tuesday yet. In articles that all are
older, "June 9" and "on Monday" are the latest that had begun when the newest was published.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from qa.asked import Period
from qa.language.closed_words import FUNCTION_WORDS, MONTHS, TIME_UNITS, TIME_WORDS, WEEKDAYS
from qa.language.words import words
from qa.sources.publisher_context import PUBLISHED

if TYPE_CHECKING:
    from date_wrangler import DateMatch, DateRange

# How sure it is that a period tells when the articles wanted were published. On the development
# half of MultiHop-RAG an article that is evidence is of a whole day that is named for 99 of 100,
# of an open period for 5 of 10, but of a year for 2 of 10, no more than any article: years and
# months mostly tell when something happened.
_BY_LENGTH = ((14, 0.95), (300, 0.5), (math.inf, 0.3))
"""Longest period in days, and how sure one that is no longer is."""
_OPEN = 0.4
"""Before, after, since, until: such words often order events."""
_PUBLICATION_SAID = 0.7
"""How much of the doubt "published in", "articles from" take away."""
_RELATIVE = 0.8
"""Weight of a period that is relative to today."""
_YEAR_LEFT_OUT = 0.6
"""Weight of "in March", "on Monday"."""
_PARTLY_READ = 0.5
"""Weight where words beside a relative period change it: "yesterday at noon"."""

_YEAR = re.compile(r"\b[12]\d{3}")
_ONE_DAY, _ANOTHER_DAY = date(1996, 10, 8), date(1971, 3, 17)
"""Any two days that no question is asked on: what is relative differs between them."""
_AMBIGUOUS = 0.9
"""date-wrangler's confidence in 12/10/2023, which is October in one country and December in
another."""
_WHERE_YEAR_IS_GUESSED = 0.7
"""Its confidence in "March", "Week 9", "the third quarter"."""
_WEEKDAY = re.compile("|".join(WEEKDAYS), re.IGNORECASE)
_COUNTED_FROM_ELSEWHERE = re.compile(r"\b(?:previous|preceding|following|same)\b", re.IGNORECASE)
_FROM = re.compile(r"from ", re.IGNORECASE)
_PUBLISHED_BEFORE = re.compile(
    rf"\b(?:published|posted|printed|written|{PUBLISHED})[\"”’']?"
    r"(?: (?:in|on|from|of|during|between|since|before|after|until|dated|the|early|late)){0,2} $",
    re.IGNORECASE,
)
_PUBLISHED_AFTER = re.compile(rf",? (?:\w+ )?{PUBLISHED}\b", re.IGNORECASE)
_CAPITAL_BEFORE = re.compile(r"(?:^|\W)(?P<word>[A-Z][\w’']*)[ -]$")
_LONGEST_CUE = 60
_CAPITAL_AFTER = re.compile(r"[ -][A-Z]")
_SAYS_WHEN = TIME_WORDS | TIME_UNITS | frozenset(month[:3] for month in MONTHS)


def periods_named(
    question: str, today: date | None = None, newest: date | None = None
) -> tuple[Period, ...]:
    """The dates and periods that a question names, in order, without overlap.

    Args:
        question: what is searched for; the offsets of the periods count in it.
        today: the day it is asked on; without it, nothing relative is read.
        newest: the day of the newest article, if any states one.
    """
    has_year = _YEAR.search(question) is not None
    relative = today is not None and any(word.key in _SAYS_WHEN for word in words(question))
    if not has_year and not relative:
        return ()
    from date_wrangler import Basis, parse  # over a second to import, and seldom needed

    found = [
        match
        for match in parse(question, today=today or _ONE_DAY)
        if match.confidence != _AMBIGUOUS and match.range.basis != Basis.FISCAL
    ]
    absolute = _absolute(question, found)
    periods: list[Period] = []
    for match in found:
        period = None
        if match.span in absolute:
            period = _period(question, match, match.range)
        elif today:
            period = _relative(question, match, today, min(today, newest or today))
        if period and (not periods or periods[-1].end <= period.start):
            periods.append(period)  # the parser reads "¼" in "March ¼ May" twice
    return tuple(periods)


def _absolute(question: str, found: Sequence[DateMatch]) -> set[tuple[int, int]]:
    """Spans of the periods whose year is written and that are the same on another day."""
    from date_wrangler import parse

    absolute: set[tuple[int, int]] = set()
    for _, group in groupby(found, key=lambda match: match.group):
        # Read together: in "November 1 and 3, 2023" the year of the one is the other's too.
        together = list(group)
        start, end = together[0].span[0], together[-1].span[1]
        if _YEAR.search(question, start, end):
            same = parse(question[start:end], today=_ANOTHER_DAY)
            ranges = {(start + each.span[0], each.range) for each in same}
            absolute.update(m.span for m in together if (m.span[0], m.range) in ranges)
    return absolute


def _relative(question: str, match: DateMatch, today: date, told: date) -> Period | None:
    """A period counted from today; None where that is not what the words mean.

    Args:
        told: the latest day that articles tell of.
    """
    from date_wrangler import Grain

    if _is_in_a_name(question, *match.span) or _COUNTED_FROM_ELSEWHERE.search(match.text):
        return None  # Black Friday, Business Today; "the previous year" counts from another
    days, weight = match.range, _RELATIVE
    if match.confidence == _WHERE_YEAR_IS_GUESSED:
        if days.grain not in (Grain.DAY, Grain.MONTH):
            return None  # of a season, a game or a company's own year
        weight *= _YEAR_LEFT_OUT
        while days.start and days.start > told:
            days = days.shift(-1, Grain.YEAR)
    elif _WEEKDAY.fullmatch(match.text):
        weight *= _YEAR_LEFT_OUT
        if days.start and days.start > told:
            days = days.shift(-7 * math.ceil((days.start - told).days / 7))
    elif match.confidence < 1:
        weight *= _PARTLY_READ
    if days.start and days.start > today:
        return None
    return _period(question, match, days, weight)


def _period(question: str, match: DateMatch, days: DateRange, weight: float = 1.0) -> Period:
    """The period with how sure it is that it limits the articles wanted."""
    start, end = match.span[0], match.span[0] + len(match.text.rstrip(" ,.;:"))
    if days.start and days.end is None and _FROM.match(match.text):
        # "The article from May 5, 2024" is of that day, not of every day since.
        days = days.clamp(hi=days.start + timedelta(days=1))
    if days.start is None or days.end is None:
        certainty = _OPEN
    else:
        length = (days.end - days.start).days
        certainty = next(sure for longest, sure in _BY_LENGTH if length <= longest)
        before = question[max(0, start - _LONGEST_CUE) : start]
        if _PUBLISHED_BEFORE.search(before) or _PUBLISHED_AFTER.match(question, end):
            certainty = 1 - (1 - certainty) * (1 - _PUBLICATION_SAID)
    first = days.start or date.min
    last = days.end - timedelta(days=1) if days.end else date.max
    return Period(first, last, start, end, round(weight * certainty, 3))


def _is_in_a_name(question: str, start: int, end: int) -> bool:
    """Whether a period's capital word stands beside another: Black Friday, Business Today."""
    if not question[start].isupper():
        return False
    before = _CAPITAL_BEFORE.search(question[:start])
    function = before is not None and before["word"].lower() in FUNCTION_WORDS
    return (before is not None and not function) or bool(_CAPITAL_AFTER.match(question, end))
