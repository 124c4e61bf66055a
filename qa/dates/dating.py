"""What a sentence of an answer says of time beyond its words: derived dates, and as of when.

Both come from the dates of the articles cited and stand beside the sentence, never in it: its text
is what was checked, or an article's own words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from qa.asked import Query
from qa.dates.doubts import is_quoted
from qa.dates.event_dates import Days, resolve
from qa.dates.time_words import expressions
from qa.language.closed_words import SPEECH_VERBS
from qa.language.figure_words import states_named
from qa.language.words import dates, words
from qa.questions.given import answer_apart
from qa.questions.kinds import expected_kind
from qa.types import Citation, DerivedDate, Evidence, Sentence, Verdict

_NOW = frozenset("now currently presently still today latest current".split())
_THEN = frozenset("was were did had will would shall ago yesterday tomorrow last next".split())
_YEAR = re.compile(r"\b(?:1\d{3}|20\d{2})\b")
_SINCE = re.compile(rf"\bsince (?:\w+ )?{_YEAR.pattern}")
_PRESENT = re.compile(
    r"^(?:is|are|am|has|have|does|do)\b"
    r"|^(?:who|whom|where|when|why) (?:is|are|am|has|have|does|do)\b"
    r"|^(?:\w+ )?(?:what|which|whose|how)(?: (?!\w*ed\b)[^\s?]+){0,3} (?:is|are|has|have|does|do)\b"
    # "Who leads ...", "Which company owns ..."; but not "Which countries signed ..."
    r"|^(?:who|(?:what|which) [a-z]+[a-rt-z]) [a-z]+[a-rt-z]s\b",
    re.IGNORECASE,
)


def dated(sentence: Sentence, question: str, revised: bool = False) -> Sentence:
    """The sentence with the days that its words mean, and as of when it answers the question.

    Args:
        revised: see `Evidence`; then it matters as of when, whatever is asked.
    """
    holds = as_of(sentence) if revised or asks_of_now(question) else None
    return replace(sentence, dates=derived_dates(sentence), as_of=holds)


def derived_dates(sentence: Sentence) -> tuple[DerivedDate, ...]:
    """The days meant by such words as "Monday", where the cited articles say them surely.

    Words are read in the article that they were taken from, since a rewording may lose what makes
    them sure: the first one cited. None at all where cited articles mean different days by the same
    words; but a word that is doubtful in its own article means no day for being sure in another.
    """
    met: dict[str, Days] = {}
    for citation in sentence.citations:
        for key, days in _meant(citation).items():
            if met.setdefault(key, days) != days:
                return ()
    own = sentence.citations[0]
    meant = _meant(own)
    found = []
    for said in expressions(sentence.text):
        spoken = sentence.verdict is not Verdict.QUOTED and is_quoted(sentence.text, said.start)
        if said.key in meant and not said.goes_on and not spoken and own.article.published:
            days = meant.pop(said.key)  # once is enough
            found.append(DerivedDate(said.start, said.end, *days, own.article.published))
    return tuple(found)


def _meant(citation: Citation) -> dict[str, Days]:
    """The time words of a quote and their days, each if it means the same wherever it stands.

    Empty where its article states no date.
    """
    text, published = citation.article.text, citation.article.published
    if published is None:
        return {}
    meanings: dict[str, set[Days | None]] = {}
    for said in expressions(text, citation.start, citation.end):
        meanings.setdefault(said.key, set()).add(resolve(text, said, published))
    return {
        key: days
        for key, found in meanings.items()
        if len(found) == 1 and (days := next(iter(found))) is not None
    }


def as_of(sentence: Sentence) -> date | None:
    """The newest date of the cited articles.

    None for a sentence that names a year: it says itself when it holds, but for "since 2019".
    """
    if _YEAR.search(_SINCE.sub("", sentence.text)):
        return None
    return max(
        (c.article.published for c in sentence.citations if c.article.published), default=None
    )


def asks_of_now(question: str) -> bool:
    """Whether a question is about a state that may have changed: "Who leads the company?"

    Not where it names days or another time, nor where it asks what somebody says. How many were
    hurt or killed is counted anew every day.
    """
    found = {word.key for word in words(question)}
    if found & SPEECH_VERBS or dates(question) - _NOW:
        return False
    if expected_kind(question) == "number" and states_named(question):
        return True
    if found & _THEN:
        return False
    return bool(found & _NOW or _PRESENT.match(question.strip()))


def newest_first(query: Query, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Evidence in its order, but where articles of several days differ, their newest answer first.

    Only for one question about a state, and where the answers are of the kind asked for and have
    nothing in common; what else is said stays in its place.
    """
    if len(query.parts) > 1 or not asks_of_now(query.standalone):
        return tuple(evidence)
    rivals = {
        index
        for pair in combinations(range(len(evidence)), 2)
        if _differ(query.standalone, *(evidence[i] for i in pair))
        for index in pair
    }
    places = sorted(rivals)
    order = list(range(len(evidence)))
    # Stable, so that of two answers of one day the better stays before the other.
    newest = sorted(places, key=lambda i: evidence[i].source.article.day, reverse=True)
    for place, index in zip(places, newest, strict=True):
        order[place] = index
    return tuple(evidence[i] for i in order)


def _differ(question: str, one: Evidence, other: Evidence) -> bool:
    """Whether articles of different days give answers of which only one can hold."""
    days = {one.source.article.day, other.source.article.day}
    if date.min in days or len(days) == 1:
        return False
    return answer_apart(expected_kind(question) or "number", one.answer, other.answer)
