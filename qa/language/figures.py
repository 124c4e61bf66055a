"""Figures of a text: numbers with their unit, what they count, and how far they may be off.

Two figures can be compared only where they say the same of something. What that is, is read from
the words beside the number: "12 people were injured" and "injuring at least 12" count the injured,
"a 25-minute call" measures how long, "25 minutes after the call" tells when. Parts of a whole
("three of them", "another 12") and rates ("12 a day") are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.language.closed_words import BE, TIME_WORDS
from qa.language.figure_words import (
    CLAUSE_LINKS,
    LABELS,
    LIGHT_VERBS,
    MEASURES,
    PLURALS,
    SECONDS,
    STATES,
    TOTALS,
)
from qa.language.numerals import Number, bounds, read_number
from qa.language.words import Word, is_content, stem, words

FIVES = 5
"""Lengths of time from ten on are told in fives: 25 minutes may be 23, or 27."""
GROUP = 4
"""Words after a number among which the noun that it counts is looked for."""
BESIDE = 2
"""Content words on each side of a figure that may say what is measured."""
AROUND = 120
"""Characters on each side of a figure among which it is told to be a part or a rate."""

_EDGE = re.compile(r"[,;:()\[\]…—–“”\"]|[.?!](?:\s|$)|\n")
_PART_BEFORE = re.compile(
    r"\b(?:another|an? (?:additional|further)|includ(?:es|ed|ing)|among (?:them|whom|these)|of whom"
    r"|of which)\W+(?:\w+\W+){0,2}$",
    re.I,
)
_PART_AFTER = re.compile(
    r"\+|-plus\b|\s(?:or (?:more|so)|more|of|out of|additional|further|extra|each|times)\b", re.I
)
_OF_ALL = re.compile(r"\sof\b", re.I)
"""After a share, of which it is no part: "19% of the patients"."""
_RATE = re.compile(
    r"\s(?:per|an? (?!half)|every|each)\s?(?:\w+)\b|\s(?:daily|weekly|monthly|apiece)\b"
)
_RATE_OF = frozenset("day night week month year hour minute second person head piece game".split())

_PREPOSITIONS = frozenset("by to from for at of".split())
_SAYS_LITTLE = TIME_WORDS | LIGHT_VERBS
_OFFSET_BEFORE = frozenset("in within every last past next since until by first".split())
_OFFSET_AFTER = frozenset("after before ago later earlier away since into old".split())


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity; `text[start:end]` is the figure with what it counts or measures."""

    low: float
    high: float
    """What it can mean; a length of time in seconds."""
    start: int
    end: int
    written: frozenset[float]
    """Its number, or both ends of its range, without unit and bound."""
    beside: frozenset[str]
    """Stems of the content words next to it."""
    unit: str = ""
    """Of a measure, "time" for lengths of time; "" for a count."""
    relation: str = ""
    """The preposition before a measure; "offset" for "25 minutes ago"; "" else."""
    head: str = ""
    """Stem of the noun that is counted; "" where none stands."""
    modifiers: frozenset[str] = frozenset()
    """Stems of the words that narrow that noun."""
    state: str = ""
    """What befell those that are counted, of STATES; "" where nothing of it did."""

    def agrees(self, other: Figure) -> bool:
        """Whether both can be true of one thing."""
        if self.low == self.high or other.low == other.high:
            return self.low <= other.high and other.low <= self.high
        return self.low < other.high and other.low < self.high


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    """Every figure of a text that can be compared with one of another text, in order."""
    found = words(text)
    read: list[Figure] = []
    at = 0
    while at < len(found):
        number = read_number(text, found, at)
        if number is not None and (figure := _figure(text, found, number)):
            read.append(figure)
        at = number.stop if number else at + 1
    return tuple(read)


@lru_cache(maxsize=4096)
def values(text: str) -> frozenset[float]:
    """Every number of a text that is no date, time or name, whether or not it can be compared."""
    found = words(text)
    read = (read_number(text, found, at) for at in range(len(found)))
    return frozenset[float]().union(*(_written(number) for number in read if number))


def _written(number: Number) -> frozenset[float]:
    return frozenset((number.low, number.high))


def _figure(text: str, found: Sequence[Word], number: Number) -> Figure | None:
    """The figure that a number belongs to; None where it is a part, a rate, or counts nothing."""
    before = text[max(0, number.start - AROUND) : number.start]
    after = text[number.end : number.end + AROUND]
    part = _PART_AFTER.match(after) and not (number.unit == "%" and _OF_ALL.match(after))
    if _PART_BEFORE.search(before) or part:
        return None
    group = _group(text, found, number)
    key = group[0].key.removesuffix("s") if group else ""
    if key in SECONDS:
        return _time(text, found, number, group, SECONDS[key])
    unit = number.unit or (MEASURES.get(stem(key), "") if group else "")
    unit = unit or _label(text, found, number)
    figure = (
        _measure(text, found, number, group, unit) if unit else _count(text, found, number, group)
    )
    return None if figure is None or _is_rate(text[figure.end : figure.end + AROUND]) else figure


def _label(text: str, found: Sequence[Word], number: Number) -> str:
    """What a number without a unit is said to be: "magnitude 5.8", "a 5.8-magnitude quake"."""
    before = found[number.first - 1] if number.first else None
    after = found[number.stop] if number.stop < len(found) else None
    if before and before.key in LABELS and text[before.end : number.start] in (" ", " of "):
        return before.key
    joined = after is not None and text[number.end : after.start] in ("-", " ")
    return after.key if after and joined and after.key in LABELS else ""


def _is_rate(after: str) -> bool:
    match = _RATE.match(after)
    said = match.group().split() if match else []
    return len(said) == 1 or (len(said) > 1 and said[-1] in _RATE_OF)


def _group(text: str, found: Sequence[Word], number: Number) -> list[Word]:
    """The content words that follow a number up to punctuation: "newly built houses"."""
    taken: list[Word] = []
    end = number.end
    for word in found[number.stop : number.stop + GROUP]:
        plain = is_content(word) or word.key in ("other", "others")
        if not plain or _EDGE.search(text[end : word.start]):
            break
        taken.append(word)
        end = word.end
    return taken


def _time(
    text: str, found: Sequence[Word], number: Number, group: Sequence[Word], scale: float
) -> Figure | None:
    """A length of time, or how long ago or after something."""
    before = found[number.first - 1].key if number.first else ""
    following = found[number.stop + 1].key if number.stop + 1 < len(found) else ""
    if following == "old":
        return None
    offset = before in _OFFSET_BEFORE or following in _OFFSET_AFTER
    fives = number.low == number.high and number.low >= 2 * FIVES and number.low % FIVES == 0
    low, high, start = bounds(text, number, slack=(FIVES if fives else number.grain) / 2)
    end = (
        group[1].end
        if len(group) > 1 and text[number.end : number.end + 1] == "-"
        else group[0].end
    )
    beside = _beside(text, found, number.first, number.stop + 1)
    relation = "offset" if offset else ""
    return Figure(low * scale, high * scale, start, end, _written(number), beside, "time", relation)


def _measure(
    text: str, found: Sequence[Word], number: Number, group: Sequence[Word], unit: str
) -> Figure:
    """Money, a share, a length: what is measured is told by the words beside it."""
    low, high, start = bounds(text, number, slack=number.grain / 2)
    leading = text[max(0, start - AROUND) : start].split()[-1:]
    relation = leading[0].lower() if leading and leading[0].lower() in _PREPOSITIONS else ""
    spelled = bool(group) and not number.unit and stem(group[0].text) in MEASURES
    end = group[0].end if spelled else number.end
    beside = _beside(text, found, number.first, number.stop + spelled)
    return Figure(low, high, start, end, _written(number), beside, unit, relation)


def _count(
    text: str, found: Sequence[Word], number: Number, group: Sequence[Word]
) -> Figure | None:
    """A number of things: with their noun, or with what befell them, or both."""
    total = _total(text, found, number)
    if total is not None:
        group = [total]
    at = next((i for i, word in enumerate(group) if stem(word.text) in STATES), len(group))
    nouns = group[:at]
    head = _head(nouns)
    low, high, start = bounds(text, number, slack=number.grain / 2 if number.grain > 1 else 0.0)
    modifiers = nouns[: nouns.index(head)] if head else []
    ends = [number.end, *([head.end] if head and not total else [])]
    told = group[at] if at < len(group) else _state_after(text, found, number.stop + len(nouns))
    if told is None and (told := _state_before(text, found, number.first)):
        start = min(start, told.start)
    if told is None and head is None:
        return None
    if text[number.start : number.end].lower() == "one" and told is None:
        return None  # "one thing is clear"
    return Figure(
        low,
        high,
        start,
        max([*ends, told.end] if told else ends),
        _written(number),
        _beside(text, found, number.first, number.stop + len(modifiers) + bool(head)),
        head=(TOTALS[head.key] if total else stem(head.text)) if head else "",
        modifiers=frozenset(stem(word.text) for word in modifiers),
        state=STATES[stem(told.text)] if told else "",
    )


def _total(text: str, found: Sequence[Word], number: Number) -> Word | None:
    """ "A crowd of 41,208": the noun before a number that says what is counted."""
    *_, noun, link = [None, None, *found[max(0, number.first - 2) : number.first]]
    counted = noun and link and noun.key in TOTALS and link.key == "of"
    return noun if counted and text[link.end : number.start].isspace() else None


def _head(nouns: Sequence[Word]) -> Word | None:
    """The noun that is counted: the first plural, since modifiers have none in English."""
    plural = (
        word
        for word in nouns
        if word.key in PLURALS or (word.key.endswith("s") and word.key[-2:] not in ("ss", "us"))
    )
    return next(plural, nouns[0] if nouns else None)


def _state_after(text: str, found: Sequence[Word], at: int) -> Word | None:
    """ "12 people [have been slightly] injured": what befell them, said after the noun."""
    for place in range(at, min(len(found), at + GROUP)):
        word = found[place]
        if place and _EDGE.search(text[found[place - 1].end : word.start]):
            return None
        if stem(word.text) in STATES:
            return word
        if not (
            word.key in BE or word.key in ("have", "has", "had", "left") or word.key[-2:] == "ly"
        ):
            return None
    return None


def _state_before(text: str, found: Sequence[Word], at: int) -> Word | None:
    """ "injuring at least 12": what befell them, said before the number."""
    for word in reversed(found[max(0, at - GROUP) : at]):
        if _EDGE.search(text[word.end : found[at].start]):
            return None
        if stem(word.text) in STATES:
            return word
        if is_content(word):
            return None
    return None


def _beside(text: str, found: Sequence[Word], first: int, stop: int) -> frozenset[str]:
    """Stems of the content words next to `found[first:stop]`, the figure with its unit or noun."""
    near: list[str] = []
    for places in (range(first - 1, -1, -1), range(stop, len(found))):
        inner, count = (first if places.step < 0 else stop - 1), 0
        for place in places:
            one, other = sorted((inner, place))
            edge = _EDGE.search(text[found[one].end : found[other].start])
            if count == BESIDE or edge or found[place].key in CLAUSE_LINKS:
                break
            inner = place
            if is_content(found[place]) and found[place].key not in _SAYS_LITTLE:
                near.append(stem(found[place].text))
                count += 1
    return frozenset(near)
