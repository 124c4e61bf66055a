"""The kind of thing that a question asks for, and whether a text holds one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qa.words import dates, durations, name_words, numbers, stem

_KINDS = {
    "duration": re.compile(r"\bhow (?:long|soon|much time)\b", re.I),
    "number": re.compile(r"\bhow (?:many|much|old|far|often|large|big|high)\b|\bage\b", re.I),
    "date": re.compile(
        r"\bwhen\b|\b(?:what|which) (?:date|day|year|time|month)\b|\bdate of\b", re.I
    ),
    "name": re.compile(r"\b(?:who|whom|whose|where)\b", re.I),
}


def expected_kind(question: str) -> str | None:
    """What the question's words ask for: "duration", "number", "date", "name", or None."""
    for kind, pattern in _KINDS.items():
        if pattern.search(question):
            return kind
    return None


def of_kind(kind: str, text: str, known: Iterable[str] = ()) -> set[str]:
    """The durations, numbers, dates or name words of a text: what such a question wants to hear.

    A number that is part of a date is not one that "how many" asks for. `known` are normalised
    words that are names (`name_vocabulary`).
    """
    if kind == "duration":
        return durations(text)
    if kind == "number":
        return set(numbers(text)) - dates(text)
    if kind == "date":
        return dates(text)
    return {stem(word.text) for word in name_words(text, known=known)}
