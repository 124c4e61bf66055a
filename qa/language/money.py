"""Sums of money in a text, wherever they stand: those that figures leave out as well."""

from __future__ import annotations

import re
from functools import lru_cache

from qa.language.closed_words import CURRENCIES, NUMBER_WORDS
from qa.language.figure_words import MEASURES, MONEY
from qa.language.words import Word, stem, words


@lru_cache(maxsize=4096)
def sums_of_money(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text names sums of money, rates and parts too, in order."""
    spans = [match.span() for match in _WITH_SIGN.finditer(text)]
    found = words(text)
    for index, word in enumerate(found):
        if not _is_money(word):
            continue
        first = index - (index > 1 and found[index - 1].capital)  # "Canadian dollars"
        begin = first
        while begin and _is_numeral(found[begin - 1]):
            begin -= 1
        if begin < first:
            spans.append((found[begin].start, word.end))
    return tuple(sorted(spans))


def _is_money(word: Word) -> bool:
    return MEASURES.get(stem(word.key)) in MONEY


def _is_numeral(word: Word) -> bool:
    return word.key[:1].isdigit() or word.key in NUMBER_WORDS


_WITH_SIGN = re.compile(
    rf"[{CURRENCIES}]\s?\d[\d.,]*(?:\s?(?:hundred|thousand|million|billion|trillion|bn|k|m|mn|tn)\b)?",
    re.I,
)


def names_money(text: str) -> bool:
    """Whether a text has a word for money that numbers stand before, or counts in millions."""
    return any(
        _is_money(word) or word.key in ("millions", "billions", "trillions") for word in words(text)
    )
