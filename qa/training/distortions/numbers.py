"""Numbers, number words, months and weekdays exchanged for others of their kind."""

from __future__ import annotations

import random
import re

from qa.language.closed_words import MONTHS, NUMBER_WORDS, WEEKDAYS
from qa.training.distortions.distortion import Distortion, replaced

_NUMBER = re.compile(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w])")
_WORDS = [
    w for w in NUMBER_WORDS if w not in ("one", "second", "half", "quarter", "zero", "zeroth")
]
_COUNTS = [w for w in _WORDS if NUMBER_WORDS[w].isdigit() and not w.endswith(("th", "st", "rd"))]
_RANKS = [w for w in _WORDS if w.endswith(("th", "first", "third")) and w != "month"]
_SIZES = ("hundred", "thousand", "million", "billion", "trillion")
DATES = re.compile(rf"\b(?:{'|'.join(w.title() for w in (*MONTHS, *WEEKDAYS))})\b")
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)


def swap_number(claim: str, evidence: str, rng: random.Random) -> Distortion | None:
    """One number, number word, month or weekday exchanged for another of its kind."""
    found = [
        match
        for pattern in (_NUMBER, _NUMBER_WORD, DATES)
        for match in pattern.finditer(claim)
        if not (pattern is DATES and match.group() == "May" and not _is_date(claim, match.end()))
    ]
    if not found:
        return None
    match = rng.choice(found)
    old = match.group()
    new = _other_number(old, evidence, rng)
    if new is None or new.lower() == old.lower():
        return None
    return replaced(claim, match.start(), match.end(), new)


def _is_date(text: str, end: int) -> bool:
    return bool(re.match(r"\s+\d", text[end:]))


def _other_number(old: str, evidence: str, rng: random.Random) -> str | None:
    low = old.lower()
    for family in (_SIZES, tuple(_RANKS), tuple(_COUNTS)):
        if low in family:
            new = rng.choice([word for word in family if word != low])
            return new.capitalize() if old[0].isupper() else new
    if low in MONTHS or low in WEEKDAYS:
        family = MONTHS if low in MONTHS else WEEKDAYS
        return rng.choice([word for word in family if word != low]).title()
    if not old[0].isdigit():
        return None
    if rng.random() < 0.35:
        others = {m.group() for m in _NUMBER.finditer(evidence)} - {old}
        alike = sorted(o for o in others if len(o) == len(old) and ("," in o) == ("," in old))
        if alike:
            return rng.choice(alike)
    return _jittered(old, rng)


def _jittered(old: str, rng: random.Random) -> str | None:
    """Another number written alike: the same separators and number of decimals."""
    whole, _, decimals = old.replace(",", "").partition(".")
    value = int(whole)
    if not decimals and "," not in old and 1000 <= value <= 2100:
        return str(value + rng.choice((-1, 1)) * rng.choice((1, 1, 2, 3, 4, 5, 8, 10, 12, 20, 100)))
    if decimals and rng.random() < 0.5:
        other = rng.choice([d for d in "123456789" if d != decimals[0]]) + decimals[1:]
        return f"{whole}.{other}"
    changed = {
        value + 1,
        value + rng.randint(2, 9),
        max(0, value - 1),
        max(0, value - rng.randint(2, 9)),
        value * 2,
        value * 10,
        value * rng.randint(3, 6),
        value // 2,
        value // 10,
        round(value * rng.uniform(1.1, 1.9)),
        round(value * rng.uniform(0.4, 0.9)),
    } - {value}
    if len(whole) > 1:
        digits = list(whole)
        place = rng.randrange(len(digits))
        digits[place] = rng.choice([d for d in "123456789" if d != digits[place]])
        changed.add(int("".join(digits)))
    new = rng.choice(sorted(changed))
    text = f"{new:,}" if "," in old else str(new)
    return f"{text}.{decimals}" if decimals else text
