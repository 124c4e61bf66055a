"""How a question is put to one article: without what the article need not say, or not at all.

An article of The Paper, published in April 2024, says neither "according to The Paper" nor "in
April 2024", and still answers a question that does. A statement of another publisher, or of
another month, does not, whatever else it says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from index.sentences import split_sentences
from qa.checks.speech import spoken
from qa.language.closed_words import MONTHS, NAMED_PEOPLE, SPEECH_VERBS, TITLES
from qa.language.figure_words import states_named, states_told
from qa.language.figures import figures
from qa.language.moods import asks_what_to_do, is_order, is_question
from qa.language.words import dates, masked, proper_names, words
from qa.questions.given import given
from qa.questions.kinds import expected_kind
from qa.questions.parts import IS_NAMED, without
from qa.types import Mention, Part, Period, Query
from qa.weighing.elsewhere import is_of_another_owner, is_of_another_place
from qa.weighing.offices import of_other_office
from qa.weighing.repeating import repeats
from qa.weighing.statements import Statement

DAYS = (7, 31)
"""Lengths of the periods that an article's day of publication is taken to answer for."""

_REPORT = r"(?:articles?|reports?|coverage|stor(?:y|ies)|pieces?|posts?)"
_CITED_BEFORE = re.compile(
    r"\b(?:according to|as \w+ (?:by|in|on)|(?:cover|describ|discuss|featur|highlight|mention|not"
    rf"|publish|quot|report|stat)ed (?:by|in|on)|{_REPORT} (?:by|from|in|of|on))"
    r"\s(?:[^,;?]{0,60}[\s,])?[\"'‘“]?$",
    re.I,
)
_CITED_AFTER = re.compile(
    rf"^(?:['’]s\b|[\"'’”])?\s+(?:{_REPORT}\b"
    r"|(?:has |have )?(?:claim|discover|find\b|found\b|learn|publish|report|reveal|say|said|show"
    r"|uncover|writ|wrote))",
    re.I,
)


_YEAR = re.compile(r"[12]\d{3}s?")
_COUNTED = re.compile(r"people|men|women|children|(?!was|has|is|does)[a-z]{2,}s", re.I)

_RELATIVE = re.compile(
    rf"\b(?:this|last|next) (?:year|month|week|{'|'.join(MONTHS)})\b|\bago\b"
    r"|\b(?:anniversary|decades?|century|centuries|generations?)\b",
    re.I,
)


def cited(query: Query) -> tuple[Mention, ...]:
    """The publishers whose own report is asked for: "according to A", "the B article".

    Not those that a question is about: "who owns A?". One that is not surely named is not either.
    """
    question = query.standalone
    return tuple(
        mention
        for mention in query.mentions
        if mention.certainty >= IS_NAMED
        and (
            _CITED_BEFORE.search(question[: mention.start])
            or _CITED_AFTER.match(question[mention.end :])
        )
    )


def may_answer(query: Query, statement: Statement, part: Part | None = None) -> bool:
    """Whether nothing rules the statement out for the question, or for one part of it.

    A caption may say when, where or who; what happened is for the article to say. Where the
    reports of publishers are asked for, it must be theirs, or name one of them. Where a question
    names a period by its months, what names months, none of them of that period, tells of another
    time, unless its article is of the time asked about: in April it may be agreed to meet in May.
    So does what names years, none of them of a period named by its year.
    Nor does what could be, when it is asked what was, how much, how long or when, nor the number of
    the injured, when it is asked how many died.
    A question states nothing, nor does an order, which answers only who asks what to do: an article
    may tell its readers, or us, to do anything. What only says again what was said is no answer.
    """
    text = statement.source.text
    if is_question(text) or (is_order(text) and not asks_what_to_do(query.standalone)):
        return False
    if statement.is_caption and expected_kind(query.standalone) is None:
        return False
    if repeats(query, statement.source) or _is_only_possible(query.standalone, text):
        return False
    if _counts_others(query.standalone, text) or of_other_office(query.standalone, text):
        return False
    if is_of_another_place(query.standalone, statement):
        return False
    if is_of_another_owner(query.standalone, text) or _only_speaks(query.standalone, text):
        return False
    asked = [each for each in cited(query) if part is None or each in part.mentions]
    if asked and not any(
        _is_by(statement, each) or _names(statement, query, each) for each in asked
    ):
        return False
    periods = query.periods if part is None else part.periods
    return not (
        any(_is_of_other_months(statement, period, query) for period in periods)
        or _is_of_other_years(statement, periods, query)
    )


def _is_only_possible(question: str, text: str) -> bool:
    """Whether a text gives only what could be of what is asked for, and it is asked what was.

    "He could face 20 years" does not say to how many years he was sentenced.
    """
    kind = expected_kind(question)
    if kind not in _COUNTED_KINDS or _NOT_YET.search(question) or not _WAS.search(question):
        return False
    certain = _POSSIBLE.sub("", text)
    return (
        certain != text and bool(given(kind, text, question)) and not given(kind, certain, question)
    )


def _counts_others(question: str, text: str) -> bool:
    """Whether all that a text counts are those whom something else befell than is asked about."""
    if expected_kind(question) != "number":
        return False
    asked = states_named(question)
    return (
        bool(asked) and not asked & states_told(text) and any(each.state for each in figures(text))
    )


def _only_speaks(question: str, text: str) -> bool:
    """Whether somebody whose figures are asked for does no more than say what a text tells.

    "It will cost 90 euros, Chief Executive Petra Novak said" does not say what she earns. Of what
    speaks without a title, mostly a company, and of "he" or "we" much may be told.
    """
    if expected_kind(question) not in _COUNTED_KINDS or _SAYING & {w.key for w in words(question)}:
        return False
    names = [words(name)[-1].text for name in proper_names(question)]
    if not names or _MAY_BE_MEANT & {word.key for word in words(text)}:
        return False
    clauses = [match.span("all") for match in spoken(text) if _has_title(match["speaker"])]
    outside = masked(text, clauses)
    return any(name in text for name in names) and not any(name in outside for name in names)


def _has_title(speaker: str) -> bool:
    return any(word.key in TITLES | NAMED_PEOPLE for word in words(speaker))


_SAYING = SPEECH_VERBS | frozenset("estimate expect predict".split())
_MAY_BE_MEANT = frozenset("he she it they his her its their i we my our us".split())
_COUNTED_KINDS = ("number", "duration", "date")
_WAS = re.compile(r"\b(?:did|was|were|has|have|had)\b", re.I)
_NOT_YET = re.compile(
    r"\b(?:can|could|(?-i:may)|might|would|should|will|if|expect\w*|fac(?:ed|ing)|going to|hop\w+"
    r"|likely|plan(?:s|ned|ning)?|possib\w+|potential\w*|threat\w*)\b",
    re.I,
)
_POSSIBLE = re.compile(
    r"\b(?:could(?! (?:not|no|only|hear|see|feel|smell)\b)|might|may|if)\b"
    r"(?:(?! (?:and|but|when|after|before|until|because)\b)(?:[^,;.]|(?<=\d)[,.](?=\d)))*"
)
"""To the end of its clause; "May" is a month, and what somebody could hear, somebody heard."""


def _is_of_other_months(statement: Statement, period: Period, query: Query) -> bool:
    asked = dates(query.standalone[period.start : period.end]) & set(MONTHS)
    named = _months(statement.source.text)
    other = bool(asked and named) and not named & _months_of(period)
    return other and not _is_of(statement, period)


def _is_of_other_years(statement: Statement, periods: Sequence[Period], query: Query) -> bool:
    """Whether a statement names years, none of them one that the question names.

    One that names none tells of its article's time, unless the article has the year somewhere.
    Years that stand in no period count too: "the 2024 election", "a treaty of 1763". With "last
    March" a statement tells of a year that it does not name, and so does a clause before the first
    year, where the sentence before it names the year: "He was hurt in 2022. It was his foot; in
    2023, his hand."
    """
    named = _years(statement.source.text)
    if _RELATIVE.search(statement.source.text):
        return False
    question = query.standalone
    dated = [each for each in periods if _years(question[each.start : each.end])]
    alone = _years_alone(without(question, [(each.start, each.end) for each in dated]))
    asked = [(each.first.year, each.last.year) for each in dated] + alone
    published = statement.source.article.published
    if not asked or (published and (published.year, published.year) in asked):
        return False
    if not named:
        return published is not None and _is_long_before(published, asked, statement)
    told = named + (_years(_sentence_before(statement)) if _opens_undated(statement) else [])
    return not any(one[0] <= last and first <= one[1] for one in told for first, last in asked)


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


FIRST_MONTHS = 3
_CLAUSE_ENDS = re.compile(r"[;:—–]|, (?:and|but|then|though|whereas|while)\b")


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


def asked_of(query: Query, statement: Statement) -> str:
    """The question without the publishers of whom one makes the statement, and its own month.

    Of periods only weeks and months. What an article says happened on a day, or in a year, may
    have happened on another than the one it was published on or in, and then it must say so.
    """
    asked = cited(query)
    of_one = any(_is_by(statement, each) for each in asked)
    spans = [(each.start, each.end) for each in asked if of_one]
    for period in query.periods:
        named = dates(query.standalone[period.start : period.end])
        short = DAYS[0] <= (period.last - period.first).days + 1 <= DAYS[1]
        if short and _is_of(statement, period) and _months_and_years(statement) <= named:
            spans.append((period.start, period.end))
    return without(query.standalone, spans) if spans else query.standalone


def publisher_of(statement: Statement) -> str | None:
    return statement.source.article.publisher


def _is_by(statement: Statement, mention: Mention) -> bool:
    return publisher_of(statement) in mention.publishers


def _names(statement: Statement, query: Query, mention: Mention) -> bool:
    """Whether the statement names the publisher as the question does: it may tell its report.

    Or whether its author is named: "an article by Ines Calder".
    """
    name = query.standalone[mention.start : mention.end]
    return name in statement.source.text or name in (statement.source.article.author or "")


def _months_and_years(statement: Statement) -> set[str]:
    text = statement.source.text
    return _months(text) | {word for word in dates(text) if re.fullmatch(r"\d{4}", word)}


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


def _is_of(statement: Statement, period: Period) -> bool:
    """Whether the statement's article was published in the period."""
    published = statement.source.article.published
    return published is not None and period.first <= published <= period.last
