"""What one statement tells, read so that it can be compared with another's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from qa.checks.speech import days_of_speaking
from qa.language.closed_words import (
    MODALS,
    MONTHS,
    NUMBER_WORDS,
    SPEECH_VERBS,
    TIME_UNITS,
    TIME_WORDS,
    TITLES,
    WEEKDAYS,
)
from qa.language.figure_words import root_of
from qa.language.words import (
    content_stems,
    is_content,
    masked,
    name_vocabulary,
    name_words,
    stem,
    words,
)
from qa.types import Source
from qa.verification import speakers

_LEFT_OUT = TIME_WORDS | TIME_UNITS | frozenset(NUMBER_WORDS) | SPEECH_VERBS | TITLES
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
_MODEL = re.compile(r"(?=\w*\d)(?=\w*[^\W\d_])(?!\d+(?:st|nd|rd|th|s|m|k|bn|mn|tn)$)\w+", re.I)
"""Letters and digits in one word, as in the names of models."""
_AGAIN = re.compile(
    r"\b(?:another|second|third|again|separate(?:ly)?|similar|earlier|previous(?:ly)?)\b", re.I
)
_AHEAD = MODALS | frozenset(
    """likely unlikely possibly perhaps probably expected expects intend intends plan plans planned
    hope hopes seek seeks aim aims consider considering proposed proposes scheduled
    """.split()
)
_IS_TO = re.compile(r"\b(?:is|are|was|were) to [a-z]+\b")
_DENIALS = frozenset("not never no none nobody nothing neither nor cannot denied denies".split())


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
    known = _names_of(source.article.text)
    said_by = _speaking(text)
    kept = [
        word
        for word in words(text)
        if is_content(word)
        and word.key not in _LEFT_OUT
        and word.start not in said_by
        and not _is_number(word.text)
    ]
    named = {word.start for word in name_words(text, known=known)} | {
        word.start for word in words(text) if _MODEL.fullmatch(word.text)
    }
    keys = {word.key for word in words(text)}
    told = without_days_of_speaking(text)
    told_keys = {word.key for word in words(told)}
    months = {key for key in told_keys & set(MONTHS) if key != "may" or "May" in told}
    days = _days(told)
    of_days = {day.split()[0] for day in days}
    return Account(
        source=source,
        roots=frozenset(root_of(word.text) for word in kept),
        names=frozenset(stem(word.text) for word in kept if word.start in named),
        around=frozenset(map(root_of, content_stems(f"{context} {text}"))),
        setting=frozenset(stem(word.text) for part in (context, text) for word in name_words(part)),
        pairs=frozenset(
            (stem(one.text), stem(other.text))
            for one, other in pairwise(kept)
            if text[one.end : other.start] == " " and not {one.start, other.start} & named
        ),
        weekdays=frozenset(told_keys & set(WEEKDAYS)),
        days=frozenset(days),
        periods=frozenset([*_YEAR.findall(text), *(months - of_days)])
        | {match.lower() for match in _PERIOD.findall(text)},
        ahead=bool(keys & _AHEAD or _IS_TO.search(text)),
        negated=any(key in _DENIALS or key.endswith("n't") for key in keys),
        again=bool(_AGAIN.search(text)),
    )


def without_days_of_speaking(text: str) -> str:
    """The text with blanks for the days on which somebody spoke: nothing else happened on them."""
    return masked(text, days_of_speaking(text))


@lru_cache(maxsize=64)
def _names_of(text: str) -> frozenset[str]:
    """Words that an article writes with a capital wherever they stand."""
    return name_vocabulary((text,))


def _speaking(text: str) -> set[int]:
    """Where the words stand that say who speaks."""
    places: set[int] = set()
    for speaker in speakers(text):
        start = text.find(speaker)
        places |= {start + word.start for word in words(speaker)}
    return places


def _is_number(text: str) -> bool:
    return text[:1].isdigit() and not _MODEL.fullmatch(text)


def _without_publisher(source: Source) -> tuple[str, str]:
    """A statement's text and context without the name of its publisher, which may be a town's."""
    publisher = source.article.publisher
    if not publisher:
        return source.text, source.context
    return source.text.replace(publisher, " "), source.context.replace(publisher, " ")


def _days(text: str) -> set[str]:
    return {
        f"{(match['month'] or match['month_after']).lower()} "
        f"{int(match['day'] or match['day_before'])}"
        for match in _DAY.finditer(text)
    }
