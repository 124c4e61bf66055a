"""Different answers to "when" and "who" by articles on one event.

A day or a name that differs seldom contradicts: many take part in one thing, and the same happens
again. So only what answers the question itself is compared, in statements that are nearly alike
but for the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from qa.asked import Query
from qa.checker import LEAST_AGREEMENT, Checker
from qa.conflicts.accounts import Account, account, without_days_of_speaking
from qa.conflicts.events import NEAR, same_event
from qa.dates.event_dates import resolve
from qa.dates.time_words import expressions
from qa.judging import ANSWERABLE, Judged
from qa.language.closed_words import MONTHS, SPEECH_VERBS, TITLES, WEEKDAYS
from qa.language.figures import values
from qa.language.words import name_words, stem, words
from qa.questions.kinds import expected_kind
from qa.types import Source

LEAST_ALIKE = 0.6
"""Share of the content words of the shorter statement, answers left out, that the other has."""
LEAST_WORDS = 2
"""Such words at least."""
HALF_A_YEAR = 6
"""Months."""

_DATE = re.compile(
    rf"\b(?:(?P<weekday>{'|'.join(WEEKDAYS)})"
    rf"|(?:(?P<month>{'|'.join(MONTHS)}) (?P<day>\d{{1,2}})|(?P<day_first>\d{{1,2}}) "
    rf"(?P<month_last>{'|'.join(MONTHS)}))(?:st|nd|rd|th)?(?:,? (?P<year>[12]\d{{3}}))?"
    r"|(?P<only_year>(?:1[5-9]|20|21)\d\d))\b",
    re.I,
)
_SINGULAR = re.compile(r"\b(?:who|whom|whose)\b(?! (?:are|were)\b)", re.I)
_MANY = frozenset("attend attended join joined meet met take took taken part visit visited".split())

Found = tuple[Source, str]
"""A statement and the words of it that answer."""


@dataclass(frozen=True, slots=True)
class _Given:
    """The answer that one statement gives."""

    told: Account
    words: str
    means: frozenset[str]
    """What it comes to: a day, or the stems of one name."""
    beside: frozenset[str]
    """Stems of the rest of the statement."""
    dated: bool
    """Whether it is no day, so that the days of both statements must agree."""


def rival_answers(
    query: Query, place: int, judged: Judged, checker: Checker | None = None
) -> tuple[tuple[Found, ...], ...]:
    """Those who answer as statement `place` does, then those who answer otherwise.

    Empty where all agree, or where the question does not ask for one day or one person.
    """
    kind = expected_kind(query.standalone)
    if kind == "date":
        read = _day_answer
    elif kind == "name" and _asks_for_one(query.standalone):
        read = _name_answer
    else:
        return ()
    mine = read(place, judged)
    if mine is None:
        return ()
    agreeing, rivals = [mine], list[_Given]()
    met = {mine.told.source.article.id}
    for index, judgment in enumerate(judged.judgments):
        theirs = read(index, judged) if judgment.probability >= ANSWERABLE else None
        if theirs is None or theirs.told.source.article.id in met:
            continue
        if not _alike(mine, theirs, float(judged.vectors[index] @ judged.vectors[place])):
            continue
        met.add(theirs.told.source.article.id)
        if _agree(mine, theirs):
            agreeing.append(theirs)
        elif _contradict(mine, theirs, checker):
            same = not rivals or _agree(theirs, rivals[0])
            rivals += [theirs] if same else []
    sides = (agreeing, rivals) if rivals else ()
    return tuple(tuple((each.told.source, each.words) for each in side) for side in sides)


def _asks_for_one(question: str) -> bool:
    """Whether one person alone can be the answer: "who won", not "who said" or "who were"."""
    asked = {word.key for word in words(question)}
    return bool(_SINGULAR.search(question)) and not asked & (SPEECH_VERBS | _MANY)


def _alike(one: _Given, other: _Given, cosine: float) -> bool:
    """Whether two statements tell of one event in like words."""
    shared = one.beside & other.beside
    fewer = min(len(one.beside), len(other.beside))
    if one.beside == other.beside:
        cosine = max(cosine, NEAR)  # two names in one sentence set the embeddings apart
    return (
        len(shared) >= LEAST_WORDS
        and len(shared) >= LEAST_ALIKE * fewer
        and same_event(one.told, other.told, cosine, dated=one.dated)
    )


def _agree(one: _Given, other: _Given) -> bool:
    """Whether two answers are one: the same day, or one name in full or in part."""
    return one.means <= other.means or other.means <= one.means


def _contradict(one: _Given, other: _Given, checker: Checker | None) -> bool:
    """Whether two answers exclude each other, the checker's word included where there is one.

    Names may be written in two ways, "Tom" and "Thomas", "Kiev" and "Kyiv": those that differ only
    by words with one initial do not exclude each other.
    """
    publishers = {each.told.source.article.publisher for each in (one, other)}
    if len(publishers) == 1 and None not in publishers:
        return False
    if not one.dated and {len(day) for day in one.means} != {len(day) for day in other.means}:
        return False  # a year and a day of it
    if one.dated and _initials(one.means - other.means) & _initials(other.means - one.means):
        return False
    if checker is None:
        return True
    (support,) = checker.check([(one.told.source.text, other.told.source.text)])
    return support.supported < LEAST_AGREEMENT


def _initials(names: Iterable[str]) -> set[str]:
    return {name[:1] for name in names}


def _name_answer(index: int, judged: Judged) -> _Given | None:
    """The one name that the reader finds to be the answer."""
    source, answer = judged.statements[index].source, judged.judgments[index].answer
    named = name_words(answer, known=_capitals(answer))
    names = {stem(word.text) for word in named if word.capital and word.key not in TITLES}
    if not names:
        return None
    told = account(source)
    told = replace(told, names=told.names - names, setting=told.setting - names)
    means = {stem(part) for name in names for part in name.split("-")}
    return _Given(told, answer, frozenset(means), told.roots - names, dated=True)


def _capitals(answer: str) -> frozenset[str]:
    """The words of an answer that it writes with a capital; its first word is a name's too."""
    return frozenset(word.key for word in words(answer) if word.capital and word.key not in TITLES)


def _day_answer(index: int, judged: Judged) -> _Given | None:
    """The one day, or year, that a statement names."""
    source = judged.statements[index].source
    counted = values(source.text)  # "1800 people" is no year
    found = [
        match
        for match in _DATE.finditer(without_days_of_speaking(source.text))
        if not (match["only_year"] and float(match["only_year"]) in counted)
    ]
    if len(found) != 1:
        return None
    day = _day(found[0], source)
    if not day:
        return None
    told = account(source)
    return _Given(told, found[0].group(), frozenset([day]), told.roots, dated=False)


def _day(match: re.Match[str], source: Source) -> str:
    """What a date comes to, "2024-05-12" or "1921"; "" where that is not sure."""
    published = source.article.published
    if match["only_year"]:
        return match["only_year"]
    if match["weekday"]:
        return _weekday(source, source.start + match.start("weekday"))
    month = MONTHS.index((match["month"] or match["month_last"]).lower()) + 1
    year = int(match["year"] or 0)
    if not year:
        if published is None:
            return ""
        ahead = month - published.month  # the year that brings it nearest to publication
        year = published.year + (ahead < -HALF_A_YEAR) - (ahead > HALF_A_YEAR)
    return f"{year}-{month:02}-{int(match['day'] or match['day_first']):02}"


def _weekday(source: Source, at: int) -> str:
    """The day that a weekday means, as it is worked out for a reader (qa.dates.event_dates)."""
    article = source.article
    if article.published is None:
        return ""
    for said in expressions(article.text, source.start, source.end):
        if said.start <= at < said.end and (days := resolve(article.text, said, article.published)):
            return str(days[0])
    return ""
