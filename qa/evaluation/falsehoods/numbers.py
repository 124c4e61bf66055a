"""Numbers with another unit, in another place, with another bound; other dates."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from qa.evaluation.falsehoods.editing import exchange, put
from qa.language.closed_words import MONTHS, WEEKDAYS
from qa.language.words import words

UNITS = (
    "seconds minutes hours days weeks months years decades centuries".split(),
    "hundred thousand million billion trillion".split(),
    "yards metres meters feet inches miles kilometers kilometres".split(),
    "points goals games matches seasons catches touchdowns wins".split(),
    "people men women children workers employees users customers players".split(),
    "percent dollars euros pounds".split(),
)
_BOUNDS = (
    ("more than", "less than"),
    ("over", "under"),
    ("at least", "at most"),
    ("up to", "more than"),
    ("about", "exactly"),
    ("around", "exactly"),
    ("nearly", "more than"),
    ("almost", "over"),
    ("the first", "the last"),
    ("only", "at least"),
)


def exchange_unit(sentence: str, others: Sequence[str], rng: random.Random) -> str | None:
    """What a number counts, or its unit, becomes another: weeks months, million billion."""
    found = [(w, family) for w in words(sentence) for family in UNITS if w.key in family]
    if not found:
        return None
    word, family = rng.choice(found)
    return put(sentence, word, rng.choice([unit for unit in family if unit != word.key]))


def exchange_numbers(sentence: str, others: Sequence[str], rng: random.Random) -> str | None:
    """Two numbers of the sentence in each other's place: 12 injured and 3 dead."""
    counts = [word for word in words(sentence) if word.text[0].isdigit()]
    return exchange(sentence, counts, rng)


def exchange_dates(sentence: str, others: Sequence[str], rng: random.Random) -> str | None:
    """A weekday, month or year becomes the next of its kind."""
    dates = [w for w in words(sentence) if w.capital and w.key in (*MONTHS, *WEEKDAYS)]
    dates += [w for w in words(sentence) if re.fullmatch(r"(?:19|20)\d\d", w.text)]
    if not dates:
        return None
    word = rng.choice(dates)
    if word.text.isdigit():
        return put(sentence, word, str(int(word.text) + rng.choice((-2, -1, 1, 3))))
    family = MONTHS if word.key in MONTHS else WEEKDAYS
    return put(sentence, word, family[(family.index(word.key) + 1) % len(family)].title())


def change_bound(sentence: str, others: Sequence[str], rng: random.Random) -> str | None:
    """More than 12 becomes less than 12; at least, at most; a bound put where there was none."""
    number = r"(?=\s[$€£]?(?:\d|(?:a|two|three|half|ten|one)\b))"
    for first, second in _BOUNDS:
        for old, new in ((first, second), (second, first)):
            if re.search(rf"\b{old}\b{number}", sentence):
                return re.sub(rf"\b{old}\b{number}", new, sentence, count=1)
    counted = re.search(r"(?<= )(?<!about )(?=\d+(?:,\d+)? [a-z]{3,}s\b)", sentence)
    if counted is None:
        return None
    bound = rng.choice(("more than ", "up to ", "fewer than "))
    return sentence[: counted.start()] + bound + sentence[counted.end() :]
