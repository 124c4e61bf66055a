"""Whether a text may hold what a question asks for at all; in doubt it may."""

from __future__ import annotations

import re

from qa.language.closed_words import FUNCTION_WORDS, NUMBER_WORDS, TIME_UNITS, TIME_WORDS
from qa.language.figure_words import states_named, states_told
from qa.language.words import canonical_number, dates, words
from qa.questions.fitting import ASKS_HOW_OLD, ASKS_MONEY, ages_told, fitting, without_money
from qa.questions.given import WITHOUT_END, asks_who_followed, given

_NUMBERS_NEAR = frozenset(NUMBER_WORDS) | frozenset(
    "all both couple double few half neither no nobody none pair several single triple".split()
)
_OFTEN_NEAR = frozenset(
    """always constantly each every frequently never nightly occasionally often once rarely
    regularly seldom sometimes usually
    """.split()
)
_ASKS_HOW_OFTEN = re.compile(r"\bhow (?:often|frequently)\b", re.I)
_TIMES_NEAR = (
    TIME_WORDS
    | TIME_UNITS
    | frozenset(
        """afternoon afterwards century dawn daily day decade dusk earlier evening fortnight
    fortnightly hourly later meanwhile midday monthly morning night now overnight quarterly season
    since spring summer autumn fall winter tonight then weekend weekly when yearly
    """.split()
    )
)


def may_be_of_kind(kind: str, text: str, question: str) -> bool:
    """Whether a text may hold something of the kind that the question does not: in doubt it may.

    `qa.questions.given.of_kind` errs on the other side. What this denies may be said to be missing.
    """
    if kind == "number" and ASKS_HOW_OLD.search(question):
        return bool(ages_told(text))
    if kind == "number" and _befalls_one(text, question):
        return True
    if kind == "duration" and WITHOUT_END.search(text):
        return True
    if kind == "name" and asks_who_followed(question):
        return bool(given(kind, text, question))
    asked = {word.key for word in words(question)}
    money = kind == "number" and ASKS_MONEY.search(question) is not None
    if kind == "number":
        text = fitting(text, question) if money else without_money(text, question)
    said = [word for word in words(text) if word.key not in asked]
    if money:
        days = dates(text)
        said = [word for word in said if canonical_number(word.key) not in days]
    if kind == "name":
        return any(word.capital and word.key not in FUNCTION_WORDS for word in said)
    near = _near(kind, question)
    return any(
        any(character.isdigit() for character in word.text)
        or word.key in near
        or word.key.removesuffix("s") in near
        for word in said
    )


def _near(kind: str, question: str) -> frozenset[str]:
    """The words without a digit that may be of the kind."""
    if kind != "number":
        return _NUMBERS_NEAR | _TIMES_NEAR
    if ASKS_MONEY.search(question):
        return frozenset(NUMBER_WORDS)  # "both" and "half" are no sums
    if _ASKS_HOW_OFTEN.search(question):
        return _NUMBERS_NEAR | _TIMES_NEAR | _OFTEN_NEAR
    return _NUMBERS_NEAR


def _befalls_one(text: str, question: str) -> bool:
    """Whether what it is asked how many befell is told of "a woman", who is one."""
    told = states_named(question) & states_told(text)
    return bool(told) and any(word.key in ("a", "an", "another") for word in words(text))
