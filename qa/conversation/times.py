"""Days, months and years as a follow-up names them, and a question asked of another."""

from __future__ import annotations

import re

from qa.language.closed_words import MONTHS, WEEKDAYS

_MONTH = "|".join(month.capitalize() for month in MONTHS)
_DAY = "|".join(day.capitalize() for day in WEEKDAYS)
_DATE = (
    rf"(?:(?:(?:early|late|mid) )?(?:{_MONTH})(?: \d{{1,2}}(?:st|nd|rd|th)?)?(?:,? \d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH})(?: \d{{4}})?|(?:{_DAY})|[12]\d{{3}}"
    r"|(?:last|next|this) (?:week|month|year|spring|summer|autumn"
    rf"|fall|winter|{_DAY})|yesterday|today|tomorrow)"
)
WHEN = re.compile(
    rf"\b(?:(?P<link>in|on|for|since|during|before|after|until|by|from) )?(?:the year )?{_DATE}\b"
)
"""A day, month or year as it is named, with the word that links it to its clause."""
_YEAR = re.compile(r"\b[12]\d{3}\b")


def at_another_time(before: str, when: re.Match[str]) -> str:
    """The question at another time: in place of the one that it names, or after it all."""
    plain, time = before.rstrip("?!. "), when[0]
    old = list(WHEN.finditer(plain))
    if not old:
        return f"{plain} {_linked(time, when['link'] or 'in')}?"
    year = _YEAR.search(time)
    if year and _YEAR.fullmatch(re.sub(r"^\w+ (?=\d)", "", time)) and _YEAR.search(plain):
        return f"{_YEAR.sub(year[0], plain)}?"
    found = old[-1]
    if when["link"] is None:
        time = _linked(time, found["link"] or "in")
    return f"{plain[: found.start()]}{time}{plain[found.end() :]}?"


def _linked(time: str, link: str) -> str:
    """ "in 2023", "on Monday", "last year": a time with the word before it that it takes."""
    if time.lower().startswith(f"{link} ") or (link in _AT_THAT_TIME and _UNLINKED.match(time)):
        return time
    if link in _AT_THAT_TIME:
        link = "on" if _OF_A_DAY.search(time) else "in"
    return f"{link} {time}"


_AT_THAT_TIME = ("in", "on")
_UNLINKED = re.compile(r"(?:last|next|this|yesterday|today|tomorrow)\b", re.I)
_OF_A_DAY = re.compile(rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?|{'|'.join(WEEKDAYS)})\b", re.I)
