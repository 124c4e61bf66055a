"""Does a statement tell of another time than is asked about?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from index.sentences import split_sentences
from qa.asked import Period, Query
from qa.language.closed_words import IRREGULAR_PARTICIPLES, MONTHS
from qa.language.words import content_stems, dates, masked, stem, words
from qa.questions.parts import without
from qa.weighing.statements import Statement

FIRST_MONTHS = 3
"""Of a year, in which an article may tell of the year before without saying so."""
_YEAR = re.compile(r"[12]\d{3}s?")
_COUNTED = re.compile(r"people|men|women|children|(?!was|has|is|does)[a-z]{2,}s", re.I)
_RELATIVE = re.compile(
    rf"\b(?:this|last|next) (?:year|month|week|{'|'.join(MONTHS)})\b|\bago\b"
    r"|\b(?:anniversary|decades?|century|centuries|generations?)\b",
    re.I,
)
_CLAUSE_ENDS = re.compile(r"[;:—–]|, (?:and|but|then|though|whereas|while)\b")
_LIKE_THE_BASE = frozenset("cut hit hurt put read set shut".split())
_PARTICIPLE = (
    rf"(?:born|begun|agreed|freed|{'|'.join(sorted(IRREGULAR_PARTICIPLES - _LIKE_THE_BASE))}"
    r"|[a-z]{3,}(?<!e)ed)"
)
_DESCRIBED = re.compile(
    rf"\bwhen (?:did|do|does|will)\b[^?]*?\b{_PARTICIPLE} (?:in|on|since|during) [^,?]{{0,15}}?"
    r"(?P<one>[12]\d{3})\b"
    r"|\bwhen\b[^?]*?\s(?:who|whom|whose|which|that (?:he|it|she|they|had|was|were))\s[^,?]*?"
    r"(?P<two>[12]\d{3})\b"
    rf"|\bwhen (?:is|was|were|has|had|have)\b[^?]*?(?P<three>[12]\d{{3}}),? {_PARTICIPLE}\b",
    re.I,
)
"""Of a question for a date, a year that only says who or what is meant: "When did the company
founded in 1998 close?", "When was the law passed in 1998 repealed?"."""
_ASIDE = re.compile(
    rf"(?:^|,\s|\()(?:first |[a-z]+ly )?(?P<verb>{_PARTICIPLE})"
    r" [^,;()]{0,40}?[12]\d{3}[^,;()]{0,20}(?:\)|,(?! (?:and|but|or)\b))",
    re.I,
)
"""What is said by the way: "Born in 1970, Novak won", "The dam, built in 1970, broke"."""
_SPANNED = re.compile(
    r"\b(?:(?:from|between) (?:[a-z]+ )?(?P<first>[12]\d{3})"
    r"(?: (?:to|until|till|and|through) |[-–])(?:[a-z]+ )?(?P<last>[12]\d{3})"
    r"|since (?:[a-z]+ ){0,2}?(?P<since>[12]\d{3})"
    r"|(?:until|till) (?:[a-z]+ ){0,2}?(?P<until>[12]\d{3}))\b",
    re.I,
)


def is_of_another_time(statement: Statement, periods: Sequence[Period], query: Query) -> bool:
    """Whether it surely tells of another time than the periods, or years, of a question.

    Where a question names a period by its months, what names months, none of them of that period,
    does, unless its article is of the time asked about: in April it may be agreed to meet in May.
    So does what names years, none of them of a period named by its year.
    """
    return any(
        _is_of_other_months(statement, period, query) for period in periods
    ) or _is_of_other_years(statement, periods, query)


def is_published_in(statement: Statement, period: Period) -> bool:
    """Whether the statement's article was published in the period."""
    return period.holds(statement.source.article.published)


def names_only_time_of(statement: Statement, question: str) -> bool:
    """Whether a statement names no month and no year but those in these words of a question."""
    text = statement.source.text
    years = {word for word in dates(text) if re.fullmatch(r"\d{4}", word)}
    return _months(text) | years <= dates(question)


def _is_of_other_months(statement: Statement, period: Period, query: Query) -> bool:
    asked = dates(query.standalone[period.start : period.end]) & set(MONTHS)
    named = _months(statement.source.text)
    other = bool(asked and named) and not named & _months_of(period)
    return other and not is_published_in(statement, period)


def _is_of_other_years(statement: Statement, periods: Sequence[Period], query: Query) -> bool:
    """Whether a statement names years, none of them one that the question names.

    One that names none tells of its article's time, unless the article has the year somewhere.
    Years that stand in no period count too: "the 2024 election", "a treaty of 1763". A year told
    only by the way is not that of the rest: "Novak, born in 1970, won". With "last
    March" a statement tells of a year that it does not name, and so does a clause before the first
    year, where the sentence before it names the year: "He was hurt in 2022. It was his foot; in
    2023, his hand."
    """
    text = statement.source.text
    if _RELATIVE.search(text):
        return False
    question = _without_described(query.standalone)
    dated = [each for each in periods if _years(question[each.start : each.end])]
    alone = _years_alone(without(question, [(each.start, each.end) for each in dated]))
    asked = [(each.first.year, each.last.year) for each in dated] + alone
    published = statement.source.article.published
    if not asked or (published and (published.year, published.year) in asked):
        return False
    told = _years(text) + _spans_of_years(text)
    told += _years(_sentence_before(statement)) if _opens_undated(statement) else []
    if any(one[0] <= last and first <= one[1] for one in told for first, last in asked):
        return False
    if _years(_without_asides(text, question)):
        return True
    return published is not None and _is_long_before(published, asked, statement)


def _without_described(question: str) -> str:
    """A question without a year that only says of whom or what a date is asked for."""
    return masked(
        question,
        [found.span(found.lastgroup or 0) for found in _DESCRIBED.finditer(question)],
    )


def _without_asides(text: str, question: str) -> str:
    """A text without what it says by the way, unless that is what is asked for."""
    asked = set(content_stems(question))
    asides = _ASIDE.finditer(text)
    return masked(text, [each.span() for each in asides if stem(each["verb"]) not in asked])


def _spans_of_years(text: str) -> list[tuple[int, int]]:
    """The first and last year of what goes on: "since 2018", "from 2012 to 2018"."""
    return [
        (
            int(each["first"] or each["since"] or date.min.year),
            int(each["last"] or each["until"] or date.max.year),
        )
        for each in _SPANNED.finditer(text)
    ]


def _is_long_before(
    published: date, asked: Sequence[tuple[int, int]], statement: Statement
) -> bool:
    """Whether all years asked about lie before the year that an article tells of without saying so.

    That is the year it was published in; in its first months the year before may be meant as well.
    """
    earliest = published.year - (published.month <= FIRST_MONTHS)
    article = statement.source.article.text
    if _RELATIVE.search(article):
        return False
    told = [year for years in _years(article) for year in years]
    return all(
        date.min.year < first <= last < earliest
        and not (told and min(told) <= last and first <= max(told))
        for first, last in asked
    )


def _opens_undated(statement: Statement) -> bool:
    """Whether a clause stands before the first year that a statement names."""
    text = statement.source.text
    first = next((word.start for word in words(text) if _YEAR.fullmatch(word.key)), 0)
    return bool(_CLAUSE_ENDS.search(text[:first]))


def _sentence_before(statement: Statement) -> str:
    """The sentence before a statement in its paragraph; "" where it opens the paragraph."""
    article, place = statement.source.article, statement.source.start
    paragraph = next((start for start, end in article.body if start <= place < end), place)
    before = article.text[paragraph:place]
    spans = split_sentences(before)
    return before[slice(*spans[-1])] if spans else ""


def _months(text: str) -> set[str]:
    """The months that an article's text names; "may" and "march" without a capital are verbs."""
    return {word.key for word in words(text) if word.capital and word.key in MONTHS}


def _years(text: str) -> list[tuple[int, int]]:
    """The first and last year of each year or decade that a text names."""
    return [_bounds(word.key) for word in words(text) if _YEAR.fullmatch(word.key)]


def _years_alone(question: str) -> list[tuple[int, int]]:
    """The same, without what counts: "the 2000 people"."""
    found = [word.key for word in words(question)]
    return [
        _bounds(key)
        for key, following in zip(found, [*found[1:], ""], strict=False)
        if _YEAR.fullmatch(key) and not _COUNTED.fullmatch(following)
    ]


def _bounds(year: str) -> tuple[int, int]:
    first = int(year[:4])
    return first, first + (9 if year.endswith("s") else 0)


def _months_of(period: Period) -> set[str]:
    """The months that a period has a day in: all of them where it has no beginning or no end."""
    first, last = (12 * day.year + day.month - 1 for day in (period.first, period.last))
    return {MONTHS[month % 12] for month in range(first, min(last, first + 11) + 1)}
