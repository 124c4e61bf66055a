"""What a sentence is made of, for searching and for checking: words, stems, numbers, names.

Everything here is closed-class English or a pattern; there is no list of people, places or
publishers. Names are recognised by their capitals, numbers by digits or number words.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import Stemmer

from qa.language.closed_words import (
    ABBREVIATED,
    FUNCTION_WORDS,
    LASTING,
    MONTHS,
    NUMBER_WORDS,
    ORDERS,
    SHORT_MONTHS,
    TIME_UNITS,
    TIME_WORDS,
    WEEKDAYS,
)

_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., p.m.
    r"|\d+(?:[.,]\d+)*[^\W_]*(?:[’']s\b)?%?"  # 1,000  3.5  60th  12%  1870s  5km
    r"|[^\W_]+(?:[’'][^\W_]+)*"  # Korea's, don't, G7
)

_HYPHENATED = re.compile(r"(?:-[^\W\d_]+)+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word where it stands: `source[start:end] == text`."""

    text: str
    start: int
    end: int

    @property
    def key(self) -> str:
        return normalise(self.text)

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


@lru_cache(maxsize=4096)  # one question looks at each sentence many times
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order; punctuation and hyphens separate, apostrophes do not."""
    return tuple(Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(text))


@lru_cache(maxsize=65536)
def normalise(word: str) -> str:
    """Lower case, without accents, full stops, possessive or curly apostrophe; months in full."""
    plain = unicodedata.normalize("NFKD", word).replace("’", "'").lower()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.removesuffix("'s").removesuffix("'")
    if word[:1].isupper() and plain in SHORT_MONTHS:
        return SHORT_MONTHS[plain]
    return plain.replace(".", "") if re.fullmatch(r"(?:[a-z]\.)+", plain) else plain


_stemmers = threading.local()  # a Snowball stemmer keeps state and is not safe to share


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Porter2 stem of the normalised word (Snowball English); a number stays a number."""
    key = normalise(word)
    if key in NUMBER_WORDS:
        return NUMBER_WORDS[key]
    if not hasattr(_stemmers, "english"):
        _stemmers.english = Stemmer.Stemmer("english")
    return str(_stemmers.english.stemWord(key))


def is_content(word: Word) -> bool:
    """Whether a word carries meaning of its own. "US" and "May" do, "us" and "may" do not."""
    if word.text == "May" or (word.text.isupper() and len(word.key) > 1):
        return True
    return word.key not in FUNCTION_WORDS


@lru_cache(maxsize=4096)
def content_stems(text: str) -> tuple[str, ...]:
    """Stems of the content words of a text, in order, repeats kept."""
    return tuple(stem(word.text) for word in words(text) if is_content(word))


def numbers(text: str) -> frozenset[str]:
    """Every number of a text as a canonical string: "seven", "7th" and "7" are all "7"."""
    found = set()
    for word in words(text):
        key = word.key
        if key[:1].isdigit():
            found.add(canonical_number(key))
        elif key in NUMBER_WORDS and key not in ("second", "half", "quarter", "one", "first"):
            # "one", "second", "half" are mostly not counts; they are checked as words
            found.add(NUMBER_WORDS[key])
    return frozenset(found)


def lengths_of_time(text: str) -> Iterator[tuple[Word, Word]]:
    """The number and the unit of each length of time: "25" and "minute" for "25-minute"."""
    for number, unit in pairwise(words(text)):
        counts = number.key[:1].isdigit() or number.key in NUMBER_WORDS
        if counts and unit.key in TIME_UNITS and text[number.end : unit.start] in (" ", "-"):
            yield number, unit


def durations(text: str, *, offsets: bool = True) -> set[str]:
    """Lengths of time of a text: "25 minute" for "a 25-minute call", "0.25 century".

    Args:
        offsets: whether those that only say how long before or after something happened are
            among them: "one week ago", "a quarter-century since they issued it".
    """
    return {
        f"{canonical_number(stem(number.text))} {singular(unit.key)}"
        for number, unit in lengths_of_time(text)
        if offsets or not _is_offset(text, number, unit)
    }


def _is_offset(text: str, number: Word, unit: Word) -> bool:
    """Whether a length of time says how long before or after: "three weeks after the vote".

    "Ago" always does; the others do not where the length is how long something took: "it lasted
    three weeks before it was stopped".
    """
    after = _OFFSET.match(text, unit.end)
    if after is None:
        return False
    before = {word.key for word in words(text[: number.start])[-LASTING_WITHIN:]}
    return after["surely"] is not None or not before & LASTING


_OFFSET = re.compile(r"[ -](?:(?P<surely>ago|earlier|later|old)|after|before|since)\b", re.I)
LASTING_WITHIN = 4
"""Words before a length of time among which a verb may say that something lasted so long."""


def singular(unit: str) -> str:
    return "century" if unit == "centuries" else unit.removesuffix("s")


def dates(text: str) -> set[str]:
    """The words of a text that say when: months with their days, weekdays, years, "noon", "ago".

    So are a decade, "the 1870s", and the number of a century.
    """
    found = words(text)
    said = set()
    for index, word in enumerate(found):
        beside = {found[i].key for i in (index - 1, index + 1) if 0 <= i < len(found)}
        is_year = re.fullmatch(r"[12]\d{3}s?", word.key)
        is_day = word.key[:1].isdigit() and beside & set(MONTHS)
        if word.key in TIME_WORDS or is_year or is_day:
            said.add(canonical_number(word.key))
        elif index + 1 < len(found) and found[index + 1].key in ("century", "centuries"):
            said |= numbers(word.text)
    return said


def canonical_number(key: str) -> str:
    """ "1,000.50%" -> "1000.50%", "60th" -> "60"."""
    return re.sub(r"(?:st|nd|rd|th)$", "", key.replace(",", ""))


def name_words(text: str, *, known: Iterable[str] = ()) -> tuple[Word, ...]:
    """The words of a text that belong to names, by their capitals.

    A capital at the start of a sentence or quotation says nothing, so such a word counts only
    when it is in `known` (normalised words seen capitalised elsewhere), or when it is followed
    by another name word and is no "compare" or "describe". A lower-case word counts when it is in
    `known`: users type "lee".
    """
    known = frozenset(known)
    found = words(text)
    chosen = []
    for index, word in enumerate(found):
        if word.key in FUNCTION_WORDS and not (word.text.isupper() and len(word.key) > 1):
            continue
        if word.key in MONTHS or word.key in WEEKDAYS or word.key in NUMBER_WORDS:
            continue
        following = found[index + 1] if index + 1 < len(found) else None
        opens = _opens_sentence(text, word)
        inside = word.capital and not opens
        joined = word.capital and following is not None and _joined(text, word, following)
        joined = joined and not (opens and word.key in ORDERS)
        if word.key in known or inside or joined:
            chosen.append(word)
    return tuple(chosen)


def _opens_sentence(text: str, word: Word) -> bool:
    end = word.start
    while end and text[end - 1].isspace():
        end -= 1
    return not end or text[end - 1] in ".!?:;“\"‘'([—–|" or "\n" in text[end : word.start]


def _joined(text: str, word: Word, following: Word) -> bool:
    return following.capital and side_by_side(text, word, following)


def name_vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """Words that these texts write with a capital inside sentences, and never without one."""
    capital: set[str] = set()
    plain: set[str] = set()
    for text in texts:
        for word in words(text):
            if not word.capital:
                plain.add(word.key)
            elif not _opens_sentence(text, word):
                capital.add(word.key)
    return frozenset(w for w in capital - plain if w not in FUNCTION_WORDS and len(w) > 1)


def side_by_side(text: str, one: Word, other: Word) -> bool:
    """Whether two name words of a text may belong to one name, the second right after the first.

    A full stop parts them unless it abbreviates: "J. Novak", "Gov. Novak", but not "Brno. Novak".
    """
    between = text[one.end : other.start]
    abbreviated = len(one.text) == 1 or one.key in ABBREVIATED
    return between in (" ", "-", "") or (between == ". " and abbreviated)


def proper_names(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Names of a text as they are written, neighbouring name words joined: "Lee Jae-myung"."""
    joined: list[tuple[int, int]] = []
    last: Word | None = None
    for word in name_words(text, known=known):
        if last and side_by_side(text, last, word):
            joined[-1] = (joined[-1][0], word.end)
        else:
            joined.append((word.start, word.end))
        last = word
    # "Yoo-jung": what is hyphenated to a name belongs to it, capital or not.
    ends = [_HYPHENATED.match(text, end) for _, end in joined]
    return tuple(
        dict.fromkeys(
            text[start : match.end() if match else end]
            for (start, end), match in zip(joined, ends, strict=True)
        )
    )


def masked(text: str, spans: Iterable[tuple[int, int]], by: str = " ") -> str:
    """The text with each character of the spans replaced, so that every offset stays.

    Args:
        by: one character; a comma keeps what stands around a span apart.
    """
    for start, end in spans:
        text = f"{text[:start]}{by * (end - start)}{text[end:]}"
    return text
