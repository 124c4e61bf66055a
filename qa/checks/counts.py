"""Numbers with what they count, their unit, and the bound that goes with them."""

from __future__ import annotations

import re

from qa.checks.grammar import ARTICLES
from qa.checks.reading import Reading, Token, read
from qa.language.closed_words import CURRENCIES, MONTHS, NUMBER_WORDS, TIME_UNITS

_BOUNDS = {
    ("more", "than"): "above",
    ("over",): "above",
    ("above",): "above",
    ("less", "than"): "below",
    ("fewer", "than"): "below",
    ("under",): "below",
    ("below",): "below",
    ("at", "least"): "least",
    ("at", "most"): "most",
    ("up", "to"): "most",
    ("as", "many", "as"): "most",
    ("about",): "about",
    ("around",): "about",
    ("approximately",): "about",
    ("roughly",): "about",
    ("some",): "about",
    ("nearly",): "nearly",
    ("almost",): "nearly",
    ("exactly",): "exactly",
    ("precisely",): "exactly",
    ("only",): "only",
    ("just",): "only",
}
_BRACKET = re.compile(r"%? ?\([^()]*\) ?")
_LONGEST_BOUND = 3
UNCOUNTED = frozenset("one first second half quarter noon midnight twice".split())
"""Number words that are mostly no counts."""
GROUP = 4
"""Words after a number among which the noun that it counts is looked for."""
_UNITS = TIME_UNITS | frozenset("percent hundred thousand million billion trillion".split())
_OF = frozenset("of the its their his her".split())


def foreign_numbers(sentence: str, evidence: str) -> str:
    """Numbers that the evidence has not, however written."""
    known = {token.root for token in read(evidence).tokens if token.number}
    foreign = [t.text for t in read(sentence).tokens if _is_count(t) and t.root not in known]
    return f"numbers not in the evidence: {', '.join(sorted(set(foreign)))}" if foreign else ""


def foreign_counts(sentence: str, evidence: str) -> str:
    """Numbers that count something else, or are bounded otherwise, than wherever the evidence
    has them."""
    told, source = read(sentence), read(evidence)
    for index, token in enumerate(told.tokens):
        if not _is_count(token):
            continue
        places = [n for n, each in enumerate(source.tokens) if each.root == token.root]
        if not places:
            continue
        if not any(_currency(told, index) == _currency(source, place) for place in places):
            return f"numbers with another unit: {_around(told, index)}"
        if not any(_bound(told, index) == _bound(source, place) for place in places):
            return f"numbers bounded otherwise: {_around(told, index)}"
        if not any(_counts_the_same(told, index, source, place) for place in places):
            return f"numbers that count something else: {_around(told, index)}"
    return ""


def _is_count(token: Token) -> bool:
    """Whether a token is a number."""
    if token.key in UNCOUNTED or not token.number:
        return False
    return token.key[:1].isdigit() or token.key in NUMBER_WORDS


def _currency(reading: Reading, index: int) -> str:
    start = reading.tokens[index].start
    before = reading.text[max(0, start - 1) : start]
    return before if before in CURRENCIES else ""


def _bound(reading: Reading, index: int) -> str:
    """What bounds a number, "" for nothing: "above" for "more than a million"."""
    start = index
    while start > 0 and not reading.edges[start] and reading.tokens[start - 1].key in ARTICLES:
        start -= 1
    for length in range(_LONGEST_BOUND, 0, -1):
        keys = tuple(token.key for token in reading.tokens[max(0, start - length) : start])
        if keys in _BOUNDS:
            return _BOUNDS[keys]
    return ""


def _counts_the_same(told: Reading, index: int, source: Reading, place: int) -> bool:
    token = told.tokens[index]
    group = _group(source, place)
    following = _following(told, index)
    if following is None:
        return not group or _is_year(token) or _precedes_kept(told, index, source, place)
    if group and source.tokens[place + 1].key in _UNITS:
        return following.root == group[0]
    if following.root in group or not following.content:
        return following.content or not group or _is_year(token) or _is_month(told, index)
    if after := _after_bracket(source, place):
        return following.root == after.root
    known = {each.root for each in source.tokens}
    return following.root not in known and not group


def _group(reading: Reading, index: int) -> list[str]:
    """The words of the noun that a number counts: "newly built houses"."""
    found: list[str] = []
    for place in range(index + 1, min(len(reading.tokens), index + 1 + GROUP)):
        token = reading.tokens[place]
        if reading.edges[place] or not (token.content or token.key in _OF):
            break
        if token.content:
            found.append(token.root)
    return found


def _following(reading: Reading, index: int) -> Token | None:
    place = index + 1
    while place < len(reading.tokens) and reading.tokens[place].key in _OF:
        if reading.edges[place]:
            return None
        place += 1
    if place >= len(reading.tokens) or reading.edges[place]:
        return None
    return reading.tokens[place]


def _after_bracket(reading: Reading, index: int) -> Token | None:
    """What follows a number when what stands in brackets behind it is left out."""
    bracket = _BRACKET.match(reading.text, reading.tokens[index].end)
    if bracket is None:
        return None
    return next((token for token in reading.tokens if token.start >= bracket.end()), None)


def _precedes_kept(told: Reading, index: int, source: Reading, place: int) -> bool:
    """Whether a date or a name goes before, "May 5", "Windows 11": then nothing is counted."""
    if index == 0 or place == 0 or told.edges[index]:
        return False
    before, there = told.tokens[index - 1], source.tokens[place - 1]
    return before.root == there.root and (before.capital or before.key in MONTHS)


def _is_month(reading: Reading, index: int) -> bool:
    return index > 0 and reading.tokens[index - 1].key in MONTHS


def _is_year(token: Token) -> bool:
    return token.key.isdigit() and len(token.key) == 4 and token.key[:2] in ("18", "19", "20", "21")


def _around(reading: Reading, index: int) -> str:
    end = reading.tokens[min(index + 1, len(reading.tokens) - 1)].end
    return reading.text[reading.tokens[max(0, index - 1)].start : end]
