"""Whether a statement tells of another place, club or company than the question.

"How many jobs will go at Ostmark?" is not answered by the jobs that go at Brindle. Both are named
after the same preposition, and neither the statement nor what stands right before it names the one
that is asked about. What is told of Houston may be told of Texas, though, long after that is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.asked import Sought
from qa.language.closed_words import FUNCTION_WORDS, TIME_UNITS, TIME_WORDS
from qa.language.words import normalise, words
from qa.questions.naming import may_name, prepared_once
from qa.weighing.statements import Statement

BEFORE = 250
"""Characters before a statement in which what it tells of may be named."""
_AROUND = frozenset(("from", "in"))
"""Prepositions before places that lie within others; clubs, works and companies do not."""
_PLACED = re.compile(
    r"\b(?P<link>against|at|for|from|in)\s(?:the )?"
    r"(?P<name>[A-Z][\w’'-]+(?: (?:of (?:the )?)?[A-Z][\w’'-]+)*)"
)
_TIMES = (
    TIME_WORDS
    | TIME_UNITS
    | frozenset("tonight weekend season spring summer autumn winter".split())
)
"""No places, and owners of nothing: "Sunday's election" may be Velm's."""


def is_of_another_place(question: str, statement: Statement) -> bool:
    """Whether something is told of one place, where it is asked about another."""
    asked = list(_places(question))
    if not asked:
        return False
    source = statement.source
    told = list(_places(source.text))
    article = source.article
    near = article.text[max(0, source.start - BEFORE) : source.end]
    far = f"{article.title or ''} {article.text[: source.end]}"
    for link, name in asked:
        around = far if link in _AROUND else near
        others = [other for beside, other in told if beside == link]
        elsewhere = others and not any(word.text in question for o in others for word in words(o))
        if elsewhere and not may_name(prepared_once(around), Sought(name, _parts(name), True)):
            return True
    return False


def is_of_another_owner(question: str, text: str) -> bool:
    """Whether a text has what is asked about of others alone: of Velm's Senate, not of Karst's."""
    asked, told = list(_owned(question)), list(_owned(text))
    for thing in {noun for _, noun in asked} & {noun for _, noun in told}:
        owners = {owner for owner, noun in asked if noun == thing}
        others = {owner for owner, noun in told if noun == thing}
        if not any(may_be_one(one, other) for one in owners for other in others) and not any(
            re.search(rf"\b{re.escape(thing)}s? (?:of|in) (?:the )?{re.escape(owner)}", text, re.I)
            for owner in owners
        ):
            return True
    return False


SHARED = 4
"""Letters with which two words for one place begin alike."""


_TWO_NAMES = {
    name: names.split()[0]
    for names in (
        "britain uk kingdom",
        "america us usa states state",
        "netherlands netherland holland dutch",
        "myanmar burma",
        "emirates emir uae",
    )
    for name in names.split()
}
"""Words and stems for the countries that have two names; each stands for the first of its line."""


def may_be_one(one: str, other: str) -> bool:
    """Whether two words may name one place: "Velm" and "Velmish", "UK" and "Britain"."""
    first, second = (normalise(word) for word in (one, other))
    return _TWO_NAMES.get(first, first)[:SHARED] == _TWO_NAMES.get(second, second)[:SHARED]


_OWNED = re.compile(r"\b(?P<owner>[A-Z][\w-]*)[’'](?:s\b)? (?:own )?(?P<noun>[A-Za-z][\w-]+)")


def _owned(text: str) -> Iterator[tuple[str, str]]:
    """The owner and the thing, by its next word: ("Velm", "senate"); "It's late" has none."""
    for found in _OWNED.finditer(text):
        owner, noun = found["owner"].lower(), found["noun"].lower()
        if not {owner, noun} & FUNCTION_WORDS and owner not in _TIMES:
            yield found["owner"], noun


def _places(text: str) -> Iterator[tuple[str, str]]:
    """Names after a preposition, each with the preposition."""
    for found in _PLACED.finditer(text):
        if words(found["name"])[0].key not in _TIMES:
            yield found["link"], found["name"]


def _parts(name: str) -> tuple[str, ...]:
    return tuple(word.text for word in words(name) if word.key not in FUNCTION_WORDS)
