"""Numbers as they are written: "1,200", "3.5 million", "twenty-five", "10 to 12", "$3bn".

What is read is a value and how finely it is told: "1.2 million" may be anything that rounds to
it. Ordinals, years, days of a month, times of day, scores and numbers that are part of a name are
no quantities and are not read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.language.closed_words import CURRENCIES, FUNCTION_WORDS, MONTHS, NUMBER_WORDS
from qa.language.words import Word

APPROXIMATE = 0.25
"""Share by which "about", "nearly", "some" may be off."""

_DIGITS = re.compile(
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?(?:(?P<short>m|mn|bn|tn|k)\b)?(?![\w:/]|[.,]\d)"
)
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}
_MULTIPLIERS = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_ORDINARY = frozenset("zeroth first second third half twice noon midnight quarter".split())
_SMALL = {
    word: float(digits)
    for word, digits in NUMBER_WORDS.items()
    if word not in _ORDINARY and word not in _MULTIPLIERS and not word.endswith("th")
}
_JOINED = re.compile(r"\s|-")
_TO = re.compile(r"\s?[-–—]\s?|\sto\s|\sand\s")
_CLOCK = re.compile(r"[\s-]?(?:[ap]\.?m\b|o[’']clock|GMT|UTC|h\b)", re.I)
_BEFORE_YEARS = frozenset(
    "in of since by from until during before after to and the early late mid".split()
)
_LEAST = "more than|no fewer than|no less than|at least|over|above|upwards of"
_MOST = "less than|fewer than|no more than|at most|up to|as many as|as much as|under|below"
_ABOUT = "about|around|approximately|roughly|some|nearly|almost|an estimated|estimated"
_BOUND = re.compile(
    rf"\b(?:(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<about>{_ABOUT}))\s(?:an?\s|the\s)?$", re.I
)
_NAMED_BY = frozenset("no number article section chapter page room flight route".split())

LONGEST_BOUND = 40
"""Characters before a number among which what bounds it is looked for."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number, or a range of them; `text[start:end]` is how it is written."""

    low: float
    high: float
    """The same as `low` where it is no range."""
    grain: float
    """What it is rounded to: 100,000 for "1.2 million"."""
    unit: str
    """A currency's sign or "%", as far as they are written to it; "" else."""
    first: int
    """Index of its first word."""
    stop: int
    """Index after its last word."""
    start: int
    end: int


def read_number(text: str, found: Sequence[Word], at: int) -> Number | None:
    """The quantity that begins at word `at` of `found`; None where none does."""
    number = _written(text, found, at)
    if number is None or _is_name_or_time(text, found, number):
        return None
    between = at > 0 and found[at - 1].key == "between"
    if number.stop < len(found) and number.unit != "%":
        gap = text[number.end : found[number.stop].start]
        joined = number.stop + (found[number.stop].key in ("to", "and"))
        if joined < len(found) and joined > number.stop:
            gap = text[number.end : found[joined].start]
        is_and = gap.strip() == "and"
        other = _written(text, found, joined) if joined < len(found) else None
        if other and _TO.fullmatch(gap) and (between or not is_and):
            return _range(text, number, other)
    return number


def _range(text: str, one: Number, other: Number) -> Number | None:
    """ "10 to 12"; a score, "3-1" or "2-2", is none."""
    scale = other.grain if one.grain == 1 and other.grain > 1 else 1.0  # "1 to 2 million"
    low = one.low * scale if one.high * scale <= other.low else one.low
    if low >= other.high:
        return None
    unit = other.unit or one.unit
    return Number(low, other.high, other.grain, unit, one.first, other.stop, one.start, other.end)


def _written(text: str, found: Sequence[Word], at: int) -> Number | None:
    """One number with the multipliers that follow it."""
    word = found[at]
    if word.text[:1].isdigit():
        match = _DIGITS.match(text, word.start)
        if match is None:
            return None
        digits = match["whole"].replace(",", "")
        value = float(digits + (match["part"] or ""))
        value *= (scale := _SHORT.get(match["short"] or "", 1.0))
        grain = scale * _grain(digits, match["part"] or "")
        stop = at + 1
        while stop < len(found) and found[stop].start < match.end():
            stop += 1
        end = match.end()
    elif word.key in _SMALL or (
        word.key in _MULTIPLIERS and at and found[at - 1].key in ("a", "one")
    ):
        value, grain, stop = _spelled(text, found, at)
        end = found[stop - 1].end
    else:
        return None
    while stop < len(found) and _JOINED.fullmatch(text[end : found[stop].start]):
        times = _MULTIPLIERS.get(found[stop].key) or (12.0 if found[stop].key == "dozen" else None)
        if times is None:
            break
        value, grain, end = value * times, grain * times, found[stop].end
        stop += 1
    if not math.isfinite(value):
        return None  # hundreds of digits
    start = word.start
    before = text[max(0, start - 1) : start]
    unit = before if before and before in CURRENCIES else ""
    start -= len(unit)
    percent = re.match(r"\s?%|[\s-]per\s?cent(?:age points?)?\b", text[end:])
    if percent:
        unit, end = "%", end + percent.end()
        while stop < len(found) and found[stop].start < end:
            stop += 1
    return Number(value, value, grain, unit, at, stop, start, end)


def _grain(digits: str, part: str) -> float:
    """What digits are rounded to: hundreds and more where they end in noughts."""
    if part:
        return float(10.0 ** -(len(part) - 1))
    noughts = len(digits) - len(digits.rstrip("0"))
    return float(f"1e{noughts}") if noughts >= 2 else 1.0


def _spelled(text: str, found: Sequence[Word], at: int) -> tuple[float, float, int]:
    """ "two hundred and twenty-five": its value, what it is rounded to, the index after it."""
    total, current, grain, stop = 0.0, 0.0, 1.0, at
    while stop < len(found):
        key = found[stop].key
        if stop > at and not _JOINED.fullmatch(text[found[stop - 1].end : found[stop].start]):
            break
        if key in _SMALL and (stop == at or (current % 10 == 0 and _SMALL[key] < (current or 1e9))):
            current, grain = current + _SMALL[key], 12.0 if key == "dozen" else 1.0
        elif key == "hundred" and current < 100:
            current, grain = (current or 1) * 100, 100.0
        elif key in _MULTIPLIERS:
            total, grain = total + (current or 1) * _MULTIPLIERS[key], _MULTIPLIERS[key]
            current = 0.0
        elif key == "and" and grain > 1 and stop + 1 < len(found) and found[stop + 1].key in _SMALL:
            pass
        else:
            break
        stop += 1
    return total + current, grain, stop


def _is_name_or_time(text: str, found: Sequence[Word], number: Number) -> bool:
    """Whether a number is a year, a day, a time, a score's second half, or part of a name."""
    before = found[number.first - 1] if number.first else None
    gap = text[before.end : number.start] if before else "\n"
    if gap[-1:] in ("-", "–", "#", "/", ":", ".") or _CLOCK.match(text, number.end):
        return True
    following = found[number.stop].key if number.stop < len(found) else ""
    if following in MONTHS or (before and before.key in MONTHS and not gap.strip(" .")):
        return True
    written = text[number.start : number.end]
    if re.fullmatch(r"1[89]\d\d|20\d\d|21\d\d", written):
        edge = number.stop == len(found) or text[number.end : number.end + 1] != " "
        if edge or before is None or before.key in _BEFORE_YEARS or before.key in MONTHS:
            return True
    if before is None or gap.strip():
        return False
    if before.key in _NAMED_BY:
        return True
    opens = number.first == 1
    return (
        before.capital and not opens and before.key not in FUNCTION_WORDS and written[:1].isdigit()
    )


def bounds(text: str, number: Number, slack: float) -> tuple[float, float, int]:
    """What a number can mean with the bound beside it, and where its words begin."""
    begin = max(0, number.start - LONGEST_BOUND)
    match = _BOUND.search(text[begin : number.start])
    start = begin + match.start() if match else number.start
    low, high = number.low - slack, number.high + slack
    match match.lastgroup if match else None:
        case "least":
            high = float("inf")
        case "most":
            low = 0.0
        case "about":
            low, high = low - APPROXIMATE * number.low, high + APPROXIMATE * number.high
    return low, high, start
