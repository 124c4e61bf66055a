"""How a question is put to one article: without what the article need not say, or not at all.

An article of The Paper, published in April 2024, says neither "according to The Paper" nor "in
April 2024", and still answers a question that does. A statement of another publisher, or of
another month, does not, whatever else it says.
"""

from __future__ import annotations

import re

from qa.asked import Mention, Part, Query
from qa.language.moods import announces, asks_what_to_do, is_disowned, is_order, is_question
from qa.questions.kinds import expected_kind
from qa.questions.parts import IS_NAMED, without
from qa.weighing.elsewhere import is_of_another_owner, is_of_another_place
from qa.weighing.offices import of_other_office
from qa.weighing.other_figures import gives_other_figures
from qa.weighing.other_times import is_of_another_time, is_published_in, names_only_time_of
from qa.weighing.repeating import repeats
from qa.weighing.same_days import in_its_words
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

    A caption may say when, where or who; what happened is for the article to say, and a heading of
    a few words says nothing. Where the reports of publishers are asked for, it must be theirs, or
    name one of them. A question states nothing, nor does what is labelled a myth, or only announces
    what somebody states, nor an order, which answers only who asks what to do: an article may tell
    its readers, or us, to do anything. What only says again what was said is no answer, nor is what
    tells of another time, place, owner or office, or gives figures of something else.
    """
    text = statement.source.text
    if statement.is_label or is_question(text) or is_disowned(text) or announces(text):
        return False
    if is_order(text) and not asks_what_to_do(query.standalone):
        return False
    if statement.is_caption and expected_kind(query.standalone) is None:
        return False
    if repeats(query, statement.source) or gives_other_figures(query.standalone, text):
        return False
    if of_other_office(query.standalone, text) or is_of_another_owner(query.standalone, text):
        return False
    if is_of_another_place(query.standalone, statement):
        return False
    asked = [each for each in cited(query) if part is None or each in part.mentions]
    if asked and not any(
        _is_by(statement, each) or _names(statement, query, each) for each in asked
    ):
        return False
    periods = query.periods if part is None else part.periods
    return not is_of_another_time(statement, periods, query)


def asked_of(query: Query, statement: Statement) -> str:
    """The question without the publishers of whom one makes the statement, and its own month.

    Of periods only weeks and months. What an article says happened on a day, or in a year, may
    have happened on another than the one it was published on or in, and then it must say so: in
    the words that it has for that day the question is put to it.
    """
    asked = cited(query)
    of_one = any(_is_by(statement, each) for each in asked)
    spans = [(each.start, each.end) for each in asked if of_one]
    for period in query.periods:
        named = query.standalone[period.start : period.end]
        short = DAYS[0] <= (period.last - period.first).days + 1 <= DAYS[1]
        if short and is_published_in(statement, period) and names_only_time_of(statement, named):
            spans.append((period.start, period.end))
    return without(query.standalone, spans) if spans else in_its_words(query, statement)


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
