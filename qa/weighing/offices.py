"""Whether a statement tells of another office than the one whose holder is asked for.

"Who is the finance minister?" is not answered by who is foreign minister, nor "Who is the mayor of
Brno?" by a mayor of Zlín.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.language.closed_words import NAMED_PEOPLE, TITLES
from qa.language.people import POSSESSIVE
from qa.language.words import Word, is_content, stem, words
from qa.weighing.elsewhere import may_be_one

_ROLES = (TITLES | NAMED_PEOPLE) - frozenset("dr mr mrs ms sir lord lady".split())
_ASKS_WHO = re.compile(
    r"^(?:and |so )?who(?:[’']s| is| was| are| were| became) (?P<office>[^?]+)", re.I
)
_OF = re.compile(
    r"\s(?:of|at|for) (?:the )?(?:United (?=Kingdom|States))?"
    r"(?P<where>(?:[A-Z]\.){2,}|[A-Z][\w’'-]*)"
)
_NO_MODIFIERS = frozenset(
    """acting current deputy first former incoming interim its last long-time longtime new next
    outgoing own the their then his her our a an now vice
    """.split()
)


@dataclass(frozen=True, slots=True)
class _Office:
    role: str
    before: str
    """Stem of the plain word right before the role, "finance"; "" if there is none."""
    where: str
    """Stem of what the office is "of": "Brno"; "" where that is not said."""


def of_other_office(question: str, text: str) -> bool:
    """Whether each holder of the role asked for that a text names surely has another office."""
    asked = _ASKS_WHO.match(question)
    wanted = _offices(asked["office"]) if asked else []
    if len(wanted) != 1:
        return False
    (office,) = wanted
    told = [each for each in _offices(text) if each.role == office.role]
    return bool(told) and all(_differs(office, each) for each in told)


def _differs(one: _Office, other: _Office) -> bool:
    if one.before and other.before and one.before != other.before:
        return True
    return bool(one.where and other.where) and not may_be_one(one.where, other.where)


def _offices(text: str) -> list[_Office]:
    listed = words(text)
    found = []
    for index, word in enumerate(listed):
        if word.key not in _ROLES:
            continue
        following = listed[index + 1 : index + 2]
        if following and following[0].key in _ROLES and text[word.end : following[0].start] == " ":
            continue  # "chief executive": the last word is the role
        earlier = [*listed[max(0, index - 2) : index]]
        before = ""
        if earlier and _qualifies(earlier[-1], word, text):
            before = stem(earlier.pop().text)
        place = _OF.match(text, word.end)
        where = place["where"] if place else ""
        if not where and earlier and _OWNS.search(earlier[-1].text):
            where = POSSESSIVE.sub("", earlier[-1].text)
        found.append(_Office(word.key, before, stem(where) if where else ""))
    return found


def _qualifies(word: Word, role: Word, text: str) -> bool:
    """Whether a word says of what somebody is minister, and not whose: "Acmel director"."""
    beside = text[word.end : role.start] in (" ", "-")
    named = word.capital and not role.capital
    plain = is_content(word) and word.key not in _NO_MODIFIERS | _ROLES
    return beside and plain and not named and not _OWNS.search(word.text)


_OWNS = re.compile(r"[’']s?$")
