"""The kind of thing that a question asks for, and whether a text holds one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import dropwhile, islice

from qa.language.closed_words import FUNCTION_WORDS, NAMED, NUMBER_WORDS, TIME_UNITS, TIME_WORDS
from qa.language.words import OFFSETS, dates, durations, name_words, numbers, stem, words

_ADJUNCT = rf"(?!(?:{'|'.join(sorted(FUNCTION_WORDS))})\b)[\w’'-]+"
_NAMED = "(?:" + "|".join(re.sub(r"y$", "(?:y|ie)", noun) for noun in sorted(NAMED)) + ")s?"
_AMOUNT = "(?:amount|fee|number|percentage|population|price|proportion|salary|sum|wage)s?"
_KINDS = {
    "duration": r"how (?:long|soon|much time)\b",
    "number": r"how (?:many|much|old|far|often|large|big|high)\b|(?:what|which) age\b"
    r"|(?:what|which)(?:'s|’s| is| was)\b[^?]*?\b(?-i:age)\b"
    rf"|(?:what|which)(?:(?: is| was)? the)? (?:{_ADJUNCT} ){{0,2}}?{_AMOUNT}(?![’'\w])",
    "date": r"when\b|(?:what|which) (?:date|day|year|time|month)\b|date of\b",
    "name": rf"(?:who|whom|whose|where)\b|(?:what|which) (?:{_ADJUNCT} ){{0,3}}?{_NAMED}(?![’'\w])",
    "other": r"(?:what|which|why|how)\b",
}
_QUESTION_WORD = re.compile(
    r"\b(?:" + "|".join(f"(?P<{kind}>{asks})" for kind, asks in _KINDS.items()) + ")",
    re.I,
)


def expected_kind(question: str) -> str | None:
    """What the question's words ask for: "duration", "number", "date", "name", or None.

    The first question word decides: "Who led the troops when Cyprus fell?" asks for a name.
    """
    found = _QUESTION_WORD.search(question)
    return found.lastgroup if found and found.lastgroup != "other" else None


_BOUNDS = frozenset("from since till to until".split())
_ABOUT = frozenset("about around at beginning early end late least mid of start the".split())
"""What may stand between a bound and its date: "until the end of May"."""


def of_kind(kind: str, text: str, known: Iterable[str] = (), *, offsets: bool = True) -> set[str]:
    """The durations, numbers, dates or name words of a text: what such a question wants to hear.

    A number that is part of a date is not one that "how many" asks for; "until 1796" says how
    long.

    Args:
        known: normalised words that are names (`name_vocabulary`).
        offsets: whether "one week ago" counts among the durations.
    """
    if kind == "duration":
        if found := durations(text, offsets=offsets):
            return found
        return dates(text) if _is_bounded(text) else set()
    if kind == "number":
        return set(numbers(text)) - dates(text)
    if kind == "date":
        return dates(text)
    return {stem(word.text) for word in name_words(text, known=known)}


def given(kind: str, text: str, question: str, known: Iterable[str] = ()) -> set[str]:
    """What a text holds of the kind that the question does not.

    "A week ago" says how long ago, "a week after it" how long after, not how long something took.
    "How many years" asks for years, and no other "how many" or "how much" for a length of time.
    """
    offsets = any(word.key in OFFSETS for word in words(question))
    if kind == "number" and (counted := _COUNTED.search(question)):
        lengths = durations(text, offsets=offsets) - durations(question)
        if counted["unit"]:
            unit = counted["unit"].lower().removesuffix("s")
            yearly = set(_YEARLY.findall(text)) if unit == "year" else set()
            return {length for length in lengths if length.endswith(f" {unit}")} | yearly
        known = {number for length in durations(text) for number in numbers(length)}
        return of_kind(kind, text) - known - of_kind(kind, question)
    return of_kind(kind, text, known, offsets=offsets) - of_kind(kind, question, known)


_YEARLY = re.compile(r"\b(\d+)(?:st|nd|rd|th) (?:anniversary|birthday)")
_UNIT = "|".join(sorted(TIME_UNITS))
_COUNTED = re.compile(
    rf"\bhow (?:many|much)\b(?:(?: {_ADJUNCT}){{0,3}}? (?P<unit>{_UNIT})\b)?", re.I
)


def _is_bounded(text: str) -> bool:
    """Whether a text says since when or until when; "prior to their talks on Monday" does not."""
    found = words(text)
    for index, word in enumerate(found):
        if word.key in _BOUNDS:
            after = dropwhile(lambda each: each.key in _ABOUT, found[index + 1 :])
            if dates(" ".join(each.text for each in islice(after, 2))):
                return True
    return False


_NUMBERS_NEAR = frozenset(NUMBER_WORDS) | frozenset(
    "both couple double few half pair several single triple".split()
)
_TIMES_NEAR = (
    TIME_WORDS
    | TIME_UNITS
    | frozenset(
        """afternoon afterwards century dawn daily day decade dusk earlier evening fortnight
    fortnightly hourly later meanwhile midday monthly morning night now overnight quarterly season
    since spring summer autumn fall winter tonight then weekend weekly when yearly
    """.split()
    )
)


def may_be_of_kind(kind: str, text: str, question: str) -> bool:
    """Whether a text may hold something of the kind that the question does not: in doubt it may.

    `of_kind` errs on the other side. What this denies may be said to be missing.
    """
    asked = {word.key for word in words(question)}
    said = [word for word in words(text) if word.key not in asked]
    if kind == "name":
        return any(word.capital and word.key not in FUNCTION_WORDS for word in said)
    near = _NUMBERS_NEAR if kind == "number" else _NUMBERS_NEAR | _TIMES_NEAR
    return any(
        any(character.isdigit() for character in word.text)
        or word.key in near
        or word.key.removesuffix("s") in near
        for word in said
    )
