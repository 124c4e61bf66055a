"""Do two statements of different articles tell of the same event?

Wrongly joined events make false disagreements, so everything that sets two apart counts: other
names, other days or periods, other kinds of the same thing ("tram crash", "bus crash"), a plan
here and a fact there. What they share must be more than a topic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from qa.closed_words import (
    HEDGES,
    MODALS,
    MONTHS,
    NEGATIONS,
    NUMBER_WORDS,
    SPEECH_VERBS,
    TIME_UNITS,
    TIME_WORDS,
    TITLES,
    WEEKDAYS,
)
from qa.conflicts.figure_words import PERSONS, STATES
from qa.types import Source
from qa.verification import speakers
from qa.words import content_stems, is_content, name_words, stem, words

DAYS_APART = 7
"""Most days between the publication of two reports of one event."""
LEAST_SHARED = 3
"""Content words, names included, that two statements of one event share at least."""
LEAST_SHARE = 0.5
"""Of the content words of the shorter one."""
LEAST_COSINE = 0.35
"""Of their embeddings; those of one event have .5 and more (docs/log.md)."""
LEAST_SETTING = 0.5
"""Share of the names around one statement that must stand around the other, where the statements
themselves share none."""

_ABOUT_TIME = TIME_WORDS | TIME_UNITS | frozenset(NUMBER_WORDS)
_PERIOD = re.compile(
    r"\b(?:(?:first|second|third|fourth|last|next|this|previous) (?:quarter|half|week|month|year"
    r"|season|decade)|annual(?:ly)?|a year earlier|quarterly)\b",
    re.I,
)
_YEAR = re.compile(r"\b(?:1[89]|20|21)\d\d\b(?!,?\d)")
_DAY = re.compile(
    rf"\b(?:(?P<month>{'|'.join(MONTHS)}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day_before>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month_after>{'|'.join(MONTHS)}))\b",
    re.I,
)
_AGAIN = re.compile(
    r"\b(?:another|second|third|again|separate(?:ly)?|similar|earlier|previous(?:ly)?)\b", re.I
)
_APPROXIMATE = frozenset(
    "about around roughly nearly almost approximately least some expect".split()
)
_ATTRIBUTED = frozenset("believed alleged allegedly reportedly apparently".split())


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """What one statement tells, as far as events are told apart by it; words are stems."""

    source: Source
    roots: frozenset[str]
    """Content words that tell what happened, names included; what befalls people is one word."""
    names: frozenset[str]
    """Of those whom it is about, not of those who say so."""
    around: frozenset[str]
    """Content words of the statement and of what stands around it."""
    setting: frozenset[str]
    """Names of the statement and of what stands around it."""
    pairs: frozenset[tuple[str, str]]
    """(modifier, word) for neighbouring content words without names."""
    weekdays: frozenset[str]
    days: frozenset[str]
    """Months with their days."""
    periods: frozenset[str]
    """Years, months without a day, quarters: what a quantity is of."""
    ahead: bool
    """Whether it tells what will, or may, be."""
    negated: bool
    again: bool
    """Whether it compares with another event."""


@lru_cache(maxsize=512)
def account(source: Source) -> Account:
    """Read one statement."""
    text, context = _without_publisher(source)
    said_by = {word.key for speaker in speakers(text) for word in words(speaker)}
    left_out = _ABOUT_TIME | SPEECH_VERBS | TITLES | said_by
    kept = [
        word
        for word in words(text)
        if is_content(word) and word.key not in left_out and not word.text[:1].isdigit()
    ]
    named = {word.start for word in name_words(text)}
    keys = {word.key for word in words(text)}
    months = {key for key in keys & set(MONTHS) if key != "may" or "May" in text}
    days = _days(text)
    of_days = {day.split()[0] for day in days}
    return Account(
        source=source,
        roots=frozenset(_root(word.text) for word in kept),
        names=frozenset(stem(word.text) for word in kept if word.start in named),
        around=frozenset(map(_root, content_stems(f"{context} {text}"))),
        setting=frozenset(stem(word.text) for part in (context, text) for word in name_words(part)),
        pairs=frozenset(
            (stem(one.text), stem(other.text))
            for one, other in pairwise(kept)
            if text[one.end : other.start] == " " and not {one.start, other.start} & named
        ),
        weekdays=frozenset(keys & set(WEEKDAYS)),
        days=frozenset(days),
        periods=frozenset([*_YEAR.findall(text), *(months - of_days)])
        | {match.lower() for match in _PERIOD.findall(text)},
        ahead=bool(keys & (MODALS | HEDGES - _APPROXIMATE - _ATTRIBUTED)),
        negated=bool(keys & NEGATIONS),
        again=bool(_AGAIN.search(text)),
    )


def _without_publisher(source: Source) -> tuple[str, str]:
    """A statement's text and context without the name of its publisher, which may be a town's."""
    publisher = source.article.publisher
    if not publisher:
        return source.text, source.context
    return source.text.replace(publisher, " "), source.context.replace(publisher, " ")


def _root(word: str) -> str:
    root = stem(word)
    return STATES.get(root, root)


def _days(text: str) -> set[str]:
    return {
        f"{(match['month'] or match['month_after']).lower()} "
        f"{int(match['day'] or match['day_before'])}"
        for match in _DAY.finditer(text)
    }


def same_event(one: Account, other: Account, cosine: float, *, dated: bool = True) -> bool:
    """Whether two statements of different articles surely tell of one event.

    Args:
        cosine: of the embeddings of the two statements.
        dated: whether what they say of its day must agree; where that is the question, it may not.
    """
    return (
        cosine >= LEAST_COSINE
        and _same_days(one, other, dated)
        and one.negated == other.negated
        and one.ahead == other.ahead
        and not one.again
        and not other.again
        and _same_names(one, other)
        and _shares_enough(one, other)
        and not _told_apart(one, other)
    )


def days_between(one: Source, other: Source) -> int | None:
    """Days between the publication of two articles; None where one states none."""
    if one.article.published is None or other.article.published is None:
        return None
    return abs((one.article.published - other.article.published).days)


def _same_days(one: Account, other: Account, dated: bool) -> bool:
    """Whether nothing that either says of time sets them apart."""
    apart = days_between(one.source, other.source)
    same_named = bool(one.days & other.days)
    if apart is not None and apart > DAYS_APART and not same_named:
        return False
    if not dated:
        return True
    if one.periods != other.periods:
        return False
    if one.days and other.days and not same_named:
        return False
    return not (one.weekdays and other.weekdays and not one.weekdays & other.weekdays)


def _same_names(one: Account, other: Account) -> bool:
    """Whether both are about the same people and places, as far as they name any.

    "Novak scored 12" and "Dvorak scored 15" may stand in reports of one match, so names that stand
    against each other set two statements apart whatever stands around them.
    """
    if one.names - other.names and other.names - one.names:
        return False
    if one.names & other.names:
        return True
    if not (one.names <= other.around and other.names <= one.around):
        return False
    fewer = min(len(one.setting), len(other.setting))
    return len(one.setting & other.setting) >= LEAST_SETTING * fewer


def _shares_enough(one: Account, other: Account) -> bool:
    """Whether the statements share what happened, or one of them with what stands around both."""
    shared = one.roots & other.roots
    fewer = min(len(one.roots), len(other.roots))
    if len(shared) < 2 or not shared - PERSONS - set(STATES.values()):
        return False
    supplied = (one.roots & other.around) | (other.roots & one.around)
    return len(supplied) >= LEAST_SHARED and len(supplied) >= LEAST_SHARE * fewer


def _told_apart(one: Account, other: Account) -> bool:
    """Whether a word that both use means another thing in each: "tram crash" and "bus crash"."""
    for word in {word for _, word in one.pairs} & {word for _, word in other.pairs}:
        here = {modifier for modifier, each in one.pairs if each == word}
        there = {modifier for modifier, each in other.pairs if each == word}
        if not here & there and not here & other.around and not there & one.around:
            return True
    return False
