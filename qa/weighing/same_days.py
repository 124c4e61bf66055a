"""The days that a question names, in the words by which an article means them.

An article of 10 June writes "on Monday" of what happened on 9 June. Asked about Monday it answers;
asked about 9 June it seems to tell of some other day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.types import Article, Span
from qa.asked import Period, Query
from qa.dates.event_dates import Days, resolve
from qa.dates.time_words import Expression, Kind, expressions
from qa.language.closed_words import MONTHS
from qa.language.words import content_stems
from qa.questions.parts import without
from qa.weighing.statements import Statement

_YEAR = re.compile(r"\b[12]\d{3}\b")
_MONTH = re.compile("|".join(MONTHS), re.I)
_PREPOSITION = re.compile(r"\b(?:on|in|during)\s+$", re.I)
_BARE = (Kind.NEAR_DAY, Kind.UNIT, Kind.AGO)
"""What takes no preposition: yesterday, last week, two days ago."""


def in_its_words(query: Query, statement: Statement) -> str:
    """The question with the periods that a statement surely means in the statement's words.

    The question as it is where the statement means none of them, or names them as it does, and
    where nothing but days is named.
    """
    question = query.standalone
    source = statement.source
    spans = [(each.start, each.end) for each in query.periods]
    if not spans or not content_stems(without(question, spans)):
        return question
    for period in reversed(query.periods):
        named = question[period.start : period.end]
        if named.casefold() in source.text.casefold():
            continue
        for said in _meaning(source.article, period, named, (source.start, source.end)):
            before = question[: period.start]
            if said.kind in _BARE:
                before = _PREPOSITION.sub("", before)
            words = source.article.text[said.start : said.end]
            question = f"{before}{words}{question[period.end :]}"
            break
    return question


def means(article: Article, query: Query, period: Period, within: Span | None = None) -> bool:
    """Whether words of an article, or of the span given, surely mean a period of a question."""
    named = query.standalone[period.start : period.end]
    return any(_meaning(article, period, named, within))


def _meaning(
    article: Article, period: Period, named: str, within: Span | None = None
) -> Iterator[Expression]:
    """The words of an article, or of a span of it, that surely mean a period named otherwise."""
    if article.published is None:
        return
    for said in expressions(article.text, *(within or ())):
        days = None if said.goes_on else resolve(article.text, said, article.published)
        if days is not None and _is_same(period, named, days):
            yield said


def _is_same(period: Period, named: str, days: Days) -> bool:
    """Whether days are those of a period; of any year where it names a month without one."""
    asked = (period.first, period.last)
    if _MONTH.search(named) and not _YEAR.search(named):
        return [(day.month, day.day) for day in days] == [(day.month, day.day) for day in asked]
    return days == asked
