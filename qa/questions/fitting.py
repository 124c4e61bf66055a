"""The numbers of a text that a question can ask for: no age where money is asked for."""

from __future__ import annotations

import re

from qa.language.closed_words import FUNCTION_WORDS, NUMBER_WORDS
from qa.language.figure_words import ALSO_TOLD_BY, states_named, states_told
from qa.language.money import names_money, sums_of_money
from qa.language.words import lengths_of_time, masked, numbers, singular
from qa.questions.kinds import WHAT_IT_COSTS


def fitting(text: str, question: str) -> str:
    """A text without the numbers that such a question cannot ask for.

    Beside money no other number is a cost, nor is a length of time or a count of something. Ages
    and counts are neither money nor a time of day, and an age is nothing else. Goals are no points.
    """
    text = masked(text, (name.span() for name in _NUMERAL_NAME.finditer(text)))
    text = masked(text, _other_tallies(text, question))
    if not _asks_age(question):
        ages = _AGES.finditer(text)
        text = masked(text, (a.span("after") if a["after"] else a.span() for a in ages))
    money = sums_of_money(text)
    if ASKS_MONEY.search(question):
        if money:
            return " ".join(text[start:end] for start, end in money)
        return _COUNTED_THINGS.sub(" ", without_lengths(text))
    return without_money(text, question)


_GAMES = "caps appearances fixtures games matches outings"
_OF_GAMES = ("draws", "losses defeats", "wins victories")
"""Three games that were won are three wins."""
_COUNTED_APART = (
    _GAMES,
    *_OF_GAMES,
    "assists",
    "goals",
    "medals",
    "points pts",
    "rebounds",
    "runs",
    "seats",
    "shots attempts efforts",
    "touchdowns",
    "tries",
    "votes",
    "wickets",
    "yards",
)
"""What is counted in sport and elections; those in one line are the same."""
_TALLIES = {
    form: line
    for line in _COUNTED_APART
    for plural in line.split()
    for form in (plural, singular(plural))
}
_TALLIED = "|".join(_TALLIES)
_ASKS_A_TALLY = re.compile(rf"\bhow many (?:[\w-]+ )?(?P<what>{_TALLIED})\b", re.I)
_TALLY = re.compile(
    rf"\b(?P<number>\d[\d,]*|{'|'.join(sorted(NUMBER_WORDS))})[\s-](?:[a-z]+[\s-]){{0,2}}?"
    rf"(?P<what>{_TALLIED})\b",
    re.I,
)


def _other_tallies(text: str, question: str) -> list[tuple[int, int]]:
    """The numbers of a text that count something of its own where another count is asked for."""
    asked = _ASKS_A_TALLY.search(question)
    if asked is None:
        return []
    wanted = {_TALLIES[asked["what"].lower()]}
    if wanted & {*_OF_GAMES}:
        wanted |= {_GAMES}
    return [
        match.span("number")
        for match in _TALLY.finditer(text)
        if _TALLIES[match["what"].lower()] not in wanted
    ]


_COUNTED_THINGS = re.compile(
    r"\b\d[\d,.]*\sof (?:its|the|their|them)\b"
    r"|\b\d[\d,.]*\s(?:(?!(?:and|for|from|in|of|on|to|with)\b)[a-z-]+\s)?"
    r"(?:people|men|women|children|(?!(?:as|has|is|this|was)\b)[a-z]{2,}s)\b",
    re.I,
)


def _asks_age(question: str) -> bool:
    return re.search(r"\b(?:how old|ages?|aged)\b", question, re.I) is not None


_AGES = re.compile(
    r"\b[A-Z][\w’'-]*, (?P<after>\d{1,2}|1[01]\d)(?=[,.](?!\d))|\b\d{1,3}-years?-olds?\b"
    rf"|\b(?:aged?|the age of) (?:\d{{1,3}}|{'|'.join(sorted(NUMBER_WORDS))})\b"
)
_NUMERAL_NAME = re.compile(
    rf"(?<=[\w,] )(?:{'|'.join(word.capitalize() for word in sorted(NUMBER_WORDS))})(?= [A-Z])"
)
"""Erik Ten Hag, in the middle of a sentence."""


def without_money(text: str, question: str) -> str:
    text = masked(text, (name.span() for name in _NUMERAL_NAME.finditer(text)))
    if _ASKS_NO_MONEY.search(question) and not names_money(question):
        money = sums_of_money(text)
        bare = [found.span() for found in _BARE_SUM.finditer(text)] if money else []
        return _CLOCK.sub(" ", masked(text, sorted({*money, *bare})))
    return text


_MONEY_NOUN = (
    "(?:(?:more|extra|public|state|foreign|in) )?(?:cash|compensation|damages|funding|money)"
)
_BARE_SUM = re.compile(r"\b\d[\d.,]*\s(?:million|billion|trillion)\b(?!\s[a-z-]+s\b)")
"""Beside a sum of money: "780 million euros, up from 610 million"."""
ASKS_MONEY = re.compile(
    r"\bhow much\b.*\b(?:charged?|costs?|earn(?:ed|s)?|paid|pay(?:s|ing)?|spen[dt]|spends|worth)\b"
    r"|\bhow much (?:money|(?:are|can|could|did|do|does|had|has|have|is|may|might|must|should|was"
    r"|were|will|would)\b.*\b(?:bid|borrow(?:ed)?|donated?|fetch(?:ed)?|fined?|invest(?:ed)?|lend"
    r"|lent|los[et]|offer(?:ed)?|owed?|raised?|repa(?:y|id)|s[eo]ll|sold))\b"
    r"|\bhow far (?:above|below|over|under) (?:the )?budget\b"
    rf"|\bhow much {_MONEY_NOUN}\b|\b(?:what|which)\b[^?]*\b(?:fee|price|salary|wage)\b"
    rf"|\b{WHAT_IT_COSTS}|\bwhat (?:is|was|are|were) the (?:\w+ ){{0,2}}(?:budget|cost)s?\b",
    re.I,
)
_MAY_BE_MONEY = "|".join(
    [
        *FUNCTION_WORDS,
        *"""aid assistance business capital cash cheaper compensation cost credit damage damages
        dearer debt finance financing funding help income insurance interest investment loss money
        pay profit relief rent revenue salary spending subsidy support tax trade value wealth
        worse""".split(),
    ]
)
"""What "how much" may ask a sum of money of, and what is no thing at all: "how much more"."""
_ASKS_NO_MONEY = re.compile(
    rf"\bhow much (?!(?:{_MAY_BE_MONEY})\b)[a-z]{{3,}}"
    r" (?:is|was|did|does|do|has|have|had|will|would|can|could)\b"
    r"|\bhow (?:far(?! (?:above|below|over|under)\b)|many|often|old)\b"
    r"|\b(?:what|which)\b[^?]*\b(?:age|number|percentage|population)\b",
    re.I,
)
_CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\b\.?|o[’']clock)|\b\d{1,2}:\d{2}\b", re.I
)


def befalls_nobody(text: str, question: str) -> bool:
    """Whether it is asked how many died or were hurt, and nothing of it is in a text."""
    asked = states_named(question) & ALSO_TOLD_BY.keys()
    return bool(asked and not _THE_HURT.search(question)) and not asked & states_told(text)


_THE_HURT = re.compile(
    r"\b(?:an?|the|this|that|his|her|their) (?:injured|wounded|dead|killed)\b", re.I
)


def without_lengths(text: str) -> str:
    for number, unit in reversed(list(lengths_of_time(text))):
        text = text[: number.start] + text[unit.start :]
    return text


def ages_told(text: str) -> set[str]:
    """The numbers that say how old somebody or something is, or since when there is one."""
    ages = (match.group().replace("ties", "ty") for match in _HOW_OLD.finditer(text))
    return {number for age in ages for number in numbers(age)}


ASKS_HOW_OLD = re.compile(r"\bhow old\b|\b(?:what|which) age\b", re.I)
_WORD = "|".join(sorted(NUMBER_WORDS))
_NUMBER = rf"(?:\d{{1,4}}|(?:{_WORD})(?:-(?:{_WORD}))?)"
_HOW_OLD = re.compile(
    rf"{_AGES.pattern}|\b{_NUMBER}[- ](?:days?|weeks?|months?|years?)[- ](?:olds?|of age)\b"
    rf"|\((?:aged? )?\d{{1,3}}\)|\b(?:[Aa]t|aged?|turn(?:s|ed|ing)?) {_NUMBER}\b"
    r"(?! ?(?:%|[$€£]|[:.]\d|[ap]\.?m\b|per|[bm]illion|euro|dollar|pound))"
    rf"|\b(?:am|is|was|are|were|I'm|I’m) (?:only |just |now |already )?{_NUMBER}"
    r"(?= when\b|[,;]? and\b|[.,;!?”\"](?!\d)|$)"
    r"|\b\d+(?:st|nd|rd|th) (?:anniversary|birthday)"
    r"|\bin (?:his|her|my|our|their) (?:(?:early|late|mid)[ -])?(?:[1-9]0s|[a-z]{3,5}ties)\b"
    r"|\b(?:born|built|completed|dat(?:es|ing)|erected|established|founded)\b[^.;]{0,40}?"
    r"\b(?:1\d{3}|20\d{2})\b"
)
"""An age, or since when there is somebody or something."""
