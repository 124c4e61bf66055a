"""Words of an article that say when -> days, counted from the day it was published.

The rule is that of news style: a weekday without a date lies within seven days of publication,
before or after it, and the tense of the verb says which of the two is meant; a date without a year
is of the current one (The Associated Press Stylebook, "days of the week", "time element",
"months"). So a bare weekday is the latest such day until publication where the clause is past
(qa.language.tenses), and the next where it announces. "last Friday" is a day only where the latest
Friday and the Friday of last week are the same, weeks counted from Sunday as well as from Monday.

Whatever could be another day is None, since a wrong date would be a made-up fact: a clause without
a plain tense; words inside a quotation, which count from the day of speaking; a weekday six days
off, which may be tomorrow's or yesterday's where the article was written (time zones are not
known); counts that are round ("about a week ago", "two years ago"); a month or day without its year
where other years are told of; a page of entries, each under a date of its own.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from qa.dates.doubts import (
    SURROUNDINGS,
    has_entries,
    is_quoted,
    tells_of_other_days,
    tells_of_other_years,
)
from qa.dates.time_words import Expression, Kind, number_and_month, number_of_month
from qa.language.closed_words import FUNCTION_WORDS, HEDGES, NUMBER_WORDS, SPEECH_VERBS, WEEKDAYS
from qa.language.tenses import Tense, tense_at
from qa.language.words import words

Days = tuple[date, date]
"""First and last day, both included."""

_DETERMINERS = frozenset(
    """a an the that these those every each any some no one his her its our my your their another
    first second third fourth fifth previous following same most many black good""".split()
)
_PARTICLES = frozenset("out up off down again".split())
"""After which a day needs no "on": "broke out Friday"."""
_ROUND = HEDGES | frozenset("over under than barely some or exactly nearly to more of".split())
_MONTHS_AHEAD = 6
_MONTHS_BACK_INTO_ANOTHER_YEAR = 6
_ROUNDED = 2
"""Days that "a week ago" may be off."""
_FURTHEST = 5
"""Days between publication and a bare weekday: at six, a time zone may change the week."""


def resolve(text: str, said: Expression, published: date) -> Days | None:
    """The days that an expression of an article means; None where that is not sure.

    Args:
        text: the article, or as much of it as there is.
        said: one of the `expressions(text)`.
        published: the day of its publication.
    """
    before = words(text[max(0, said.lead - SURROUNDINGS) : said.lead])
    previous = before[-1].key if before and text[said.lead - 1 : said.lead] == " " else ""
    if is_quoted(text, said.start) or previous in _DETERMINERS or previous == "ago":
        return None
    if has_entries(text, published) and not (said.kind is Kind.DAY_OF_MONTH and said.part("day")):
        return None
    try:
        match said.kind:
            case Kind.WEEKDAY:
                return _weekday(text, said, published, previous)
            case Kind.DAY_OF_MONTH:
                return _day_of_month(text, said, published)
            case Kind.MONTH:
                return _month(text, said, published)
            case Kind.NEAR_DAY:
                return _near_day(text, said, published, previous)
            case Kind.UNIT:
                return _unit(said.part("which"), said.part("unit"), published)
            case Kind.AGO:
                return None if previous in _ROUND else _ago(said, published)
    except (ValueError, OverflowError):  # 30 February; before year 1 or after 9999
        return None


def _weekday(text: str, said: Expression, published: date, previous: str) -> Days | None:
    if said.goes_on:
        return None
    wanted = WEEKDAYS.index(said.part("day"))
    latest = published - timedelta(days=(published.weekday() - wanted) % 7)
    coming = latest + timedelta(days=7)
    strictly_before = latest if latest < published else latest - timedelta(days=7)
    which = said.part("which")
    if which in ("last", "next"):
        step = -7 if which == "last" else 7
        readings = {strictly_before if which == "last" else coming}
        for opens in (0, 6):  # weeks from Monday, weeks from Sunday
            week = published - timedelta(days=(published.weekday() - opens) % 7)
            readings.add(week + timedelta(days=(wanted - opens) % 7 + step))
        return _days(readings.pop()) if len(readings) == 1 else None
    if which in ("this past", "this coming"):
        return _days(strictly_before if which == "this past" else coming)
    if not which and not said.preposition and not _may_stand_bare(text, said, previous):
        return None
    if tells_of_other_days(text, said, published):
        return None
    since = said.preposition == "since"
    tense = Tense.PAST if since else tense_at(text, said.lead, said.end)
    # "as they left off this Sunday" is said of the next.
    forward = which or said.preposition in ("by", "until", "till", "before", "from", "in")
    if tense is Tense.PAST and not forward and (published - latest).days <= _FURTHEST:
        return None if since and latest == published else _days(latest)
    if tense is Tense.FUTURE and 0 < (coming - published).days <= _FURTHEST:
        return _days(coming)
    return None


def _may_stand_bare(text: str, said: Expression, previous: str) -> bool:
    """Whether a weekday without "on" says when: "agreed Thursday to", not "a Monday meeting"."""
    follows = words(text[said.end : said.end + 30])
    ends = not follows or text[said.end : said.end + 1] != " "
    spaced = text[said.lead - 1 : said.lead] == " "
    opens = text[said.start - 1 : said.start] in ("", "\n") or said.lead < said.start
    if not (spaced or opens):
        return False
    named = re.search(r"(?:[’']s?|\b[A-Z][\w’'.-]*|-\w+) $", text[: said.lead])
    if (named and not opens) or previous in FUNCTION_WORDS - _PARTICLES:
        return False
    return ends or follows[0].key in FUNCTION_WORDS


def _day_of_month(text: str, said: Expression, published: date) -> Days | None:
    if said.goes_on:
        return None
    number, month = number_and_month(dict(said.parts))
    near = [date(year, month, number) for year in _three_years(published)]
    if said.part("day"):
        # Three years in a row never have a day of the month on the same weekday.
        wanted = WEEKDAYS.index(said.part("day"))
        fitting = [day for day in near if day.weekday() == wanted]
        return _days(fitting[0]) if fitting else None
    if tells_of_other_years(text, said, published):
        return None
    tense = _tense_or_since(text, said)
    if tense is Tense.PAST:
        day = max(day for day in near if day <= published)
    elif tense is Tense.FUTURE:
        day = min(day for day in near if day >= published)
    else:
        return None
    return _days(day) if _is_near(day, published) else None


def _month(text: str, said: Expression, published: date) -> Days | None:
    month = number_of_month(said.part("month"))
    if said.part("year"):
        step = {"last": -1, "this": 0, "next": 1}[said.part("year")]
        return _whole_month(published.year + step, month)
    if said.goes_on or tells_of_other_years(text, said, published):
        return None
    latest = published.year - (month > published.month)
    coming = published.year + (month < published.month)
    if said.preposition in ("last", "next"):
        elsewhere = published.year + (-1 if said.preposition == "last" else 1)
        chosen = latest if said.preposition == "last" else coming
        same = chosen == elsewhere and month != published.month
        return _whole_month(chosen, month) if same else None
    tense = _tense_or_since(text, said)
    if tense is None:
        return None
    days = _whole_month(latest if tense is Tense.PAST else coming, month)
    return days if _is_near(days[0], published) else None


def _tense_or_since(text: str, said: Expression) -> Tense | None:
    if said.preposition == "since":
        return Tense.PAST
    tense = tense_at(text, said.lead, said.end)
    forward = said.preposition in ("by", "until", "till", "before", "from")
    return None if forward and tense is Tense.PAST else tense


def _is_near(day: date, published: date) -> bool:
    """Whether news would still leave the year out."""
    months = 12 * (day.year - published.year) + day.month - published.month
    if months > 0:
        return months <= _MONTHS_AHEAD
    return day.year == published.year or -months <= _MONTHS_BACK_INTO_ANOTHER_YEAR


def _near_day(text: str, said: Expression, published: date, previous: str) -> Days | None:
    word = said.part("word")
    if previous in ("of", "for", "until", "than", "from", "by", "to"):
        return None  # the leaders of tomorrow
    if previous and text[said.start].isupper():
        return None  # a name
    if word == "today" and previous not in SPEECH_VERBS:
        # It may be nowadays: "known today as", "they live there today".
        return _days(published) if tense_at(text, said.lead, said.end) is Tense.FUTURE else None
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
    return _days(published + timedelta(days=step))


def _unit(which: str, unit: str, published: date) -> Days | None:
    step = {"last": -1, "this": 0, "next": 1}[which]
    if unit == "year":
        year = published.year + step
        return date(year, 1, 1), date(year, 12, 31)
    if unit == "month":
        months = 12 * published.year + published.month - 1 + step
        return _whole_month(months // 12, months % 12 + 1)
    if published.weekday() == 6:
        return None  # a Sunday ends the week for some and opens it for others
    monday = published + timedelta(days=7 * step - published.weekday())
    return monday, monday + timedelta(days=6)


def _ago(said: Expression, published: date) -> Days | None:
    count = said.part("count")
    if count:
        number = 1 if count == "a" else int(NUMBER_WORDS.get(count, count))
        return _days(published - timedelta(days=number))
    # A week is two days more or less: the calendar week must be the same all the same.
    first, last = (published - timedelta(days=days) for days in (7 + _ROUNDED, 7 - _ROUNDED))
    monday = first - timedelta(days=first.weekday())
    return (monday, monday + timedelta(days=6)) if (last - monday).days < 7 else None


def _three_years(published: date) -> range:
    return range(published.year - 1, published.year + 2)


def _whole_month(year: int, month: int) -> Days:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def _days(day: date) -> Days:
    return day, day
