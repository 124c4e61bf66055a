"""When two wordings are the same: text levelled to plain words, and patterns over those words.

Levelling is deliberately small (case, quotes, hyphens, dotted abbreviations, number words), so that
a match can be checked by eye. Synonyms belong in the question set, not here.
"""

from __future__ import annotations

import re
from functools import lru_cache

_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = [
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = ["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]

# "one", "first" and "second" alone are left as words: they are pronouns and units of time as
# often as they are numbers.
_WORD_NUMBERS = (
    {word: str(number) for number, word in enumerate(_UNITS, start=1) if word != "one"}
    | {word: str(number) for number, word in enumerate(_TEENS, start=10)}
    | {word: str(number * 10) for number, word in enumerate(_TENS, start=2)}
    | {word: ("3rd" if word == "third" else f"{n}th") for n, word in enumerate(_ORDINALS, start=3)}
)
_COMPOUND = re.compile(rf"\b({'|'.join(_TENS)})[ -]({'|'.join(_UNITS)})\b", re.IGNORECASE)
_NUMBER_WORD = re.compile(rf"\b({'|'.join(_WORD_NUMBERS)})\b", re.IGNORECASE)
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_UNITED_STATES = re.compile(r"\bUnited\s+States(?:\s+of\s+America)?\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")
_NOT_WORD = re.compile(r"[^\w\x00]+|_+")


def words(text: str) -> list[str]:
    """The words of `text` in order, case kept: "U.S.-Japan's fifteen" -> US Japan s 15."""
    text = _DOTTED.sub(lambda match: match[0].replace(".", "") + " ", text)
    text = _UNITED_STATES.sub("US", text)
    text = _COMPOUND.sub(_compound_number, text)
    text = _NUMBER_WORD.sub(lambda match: _WORD_NUMBERS[match[0].lower()], text)
    text = _DECIMAL.sub("\x00", _THOUSANDS.sub("", text))
    return [word.replace("\x00", ".") for word in _NOT_WORD.sub(" ", text).split()]


def _compound_number(match: re.Match[str]) -> str:
    tens, unit = (part.lower() for part in match.groups())
    return str((_TENS.index(tens) + 2) * 10 + _UNITS.index(unit) + 1)


@lru_cache(maxsize=1024)
def level(text: str) -> str:
    """The words of `text`, lower case, with one space on either side of each."""
    return f" {' '.join(words(text)).casefold()} "


def states(text: str, wording: str) -> bool:
    """Whether `text` contains `wording`, both levelled.

    `wording` may join parts with " + ", all of which must occur, in any order; a part may end with
    "*", which then stands for the rest of its last word.
    """
    levelled = level(text)
    return all(part.search(levelled) for part in _parts(wording))


@lru_cache(maxsize=4096)
def _parts(wording: str) -> tuple[re.Pattern[str], ...]:
    patterns = []
    for part in wording.split(" + "):
        core = re.escape(level(part).strip())
        patterns.append(re.compile(f" {core}{'' if part.rstrip().endswith('*') else ' '}"))
    return tuple(patterns)
