"""Words that may say when something happened: "Monday", "last week", "in March", "April 10".

What days they mean is worked out in qa.dates.event_dates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qa.language.closed_words import MONTHS, NUMBER_WORDS, SHORT_MONTHS, WEEKDAYS


class Kind(StrEnum):
    WEEKDAY = "weekday"
    """Monday, last Friday, Tuesday night."""
    DAY_OF_MONTH = "day of month"
    """April 10; Monday, 9 June."""
    MONTH = "month"
    """In March, last December, in August last year."""
    NEAR_DAY = "near day"
    """Today, yesterday, last night."""
    UNIT = "unit"
    """Last week, earlier this month, next year."""
    AGO = "ago"
    """Two days ago, a week ago."""


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that say when: `text[start:end]`; `lead` is where its preposition begins."""

    start: int
    end: int
    lead: int
    kind: Kind
    preposition: str
    goes_on: bool
    """Whether a year, another day or a name follows: what it means is more than its own words."""
    key: str
    """Its words in lower case: the same words in another sentence have the same key."""
    parts: tuple[tuple[str, str], ...]
    """What the pattern of its kind names, in lower case: ("which", "last"), ("day", "friday")."""

    def part(self, name: str) -> str:
        return dict(self.parts).get(name, "")


_WEEKDAY = "|".join(day.title() for day in WEEKDAYS)
_MONTH = "|".join([*(m.title() for m in MONTHS), *(rf"{m.title()}\." for m in SHORT_MONTHS)])
_LEAD = (
    r"(?:(?P<lead>(?i:on|by|until|till|before|from|since|in)) )?(?:(?i:late|early|earlier|later) )?"
)
_ON = r"(?:on )?"
_POSSESSIVE = r"(?:[’']s)?"
_COUNT = "|".join(word for word, value in NUMBER_WORDS.items() if value in set("123456"))
_PATTERNS = {
    Kind.DAY_OF_MONTH: re.compile(
        rf"{_LEAD}{_ON}(?P<shown>(?:(?P<day>{_WEEKDAY}),? )?"
        rf"(?:(?P<month>{_MONTH}) (?P<number>[123]?\d)(?:st|nd|rd|th)?"
        rf"|(?P<number_first>[123]?\d)(?:st|nd|rd|th)? (?P<month_after>{_MONTH})))(?![\w-])"
    ),
    Kind.MONTH: re.compile(
        rf"\b(?P<lead>(?i:in|since|last|next)) (?:(?:early|late|mid)[ -])?"
        rf"(?P<shown>(?P<month>{_MONTH})(?: (?:of )?(?P<year>last|this|next) year)?)(?![\w’'-])"
    ),
    Kind.WEEKDAY: re.compile(
        rf"{_LEAD}{_ON}(?P<shown>(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?: past| coming)?) )?"
        rf"(?P<day>{_WEEKDAY})(?: (?:morning|afternoon|evening|night))?)(?![\w’'-])"
    ),
    Kind.NEAR_DAY: re.compile(
        r"(?P<shown>\b(?P<word>today|tonight|yesterday|tomorrow|last night"
        r"|this (?:morning|afternoon|evening))\b)(?![’']s|-)(?P<lead>)"
    ),
    Kind.UNIT: re.compile(
        rf"(?P<shown>\b(?:(?:early|earlier|late|later) )?(?P<which>last|this|next) "
        rf"(?P<unit>week|month|year){_POSSESSIVE})(?![\w-])(?P<lead>)"
    ),
    Kind.AGO: re.compile(
        rf"(?P<shown>\b(?:(?P<count>{_COUNT}|[1-6]|a) days?|(?:a|one) week) ago)\b(?P<lead>)"
    ),
}
_CASE = {Kind.NEAR_DAY, Kind.UNIT, Kind.AGO}
_PATTERNS = {
    kind: re.compile(rf"(?<![\w-]){p.pattern}", re.IGNORECASE if kind in _CASE else 0)
    for kind, p in _PATTERNS.items()
}
# A year, another day or a range goes on from here; or a name does: "Sunday Times".
_GOES_ON = re.compile(
    rf",? (?:of )?[12]\d{{3}}\b| ?\((?:{_MONTH}|\d)|[-–—/]\w| [A-Z]|,? (?:{_MONTH}) \d"
    rf"| (?:to|through|until|till|into|and|or|[-–—]) (?:\d|{_WEEKDAY}|{_MONTH})"
    r"| (?:of )?(?:last|this|next|that|the (?:following|previous)) (?:week|month|year)"
)


DATE_LINE = re.compile(
    rf"^(?:\w+ ?: )?(?:(?:{_WEEKDAY}),? )?(?:(?P<month>{_MONTH}) (?P<number>[123]?\d)"
    rf"|(?P<number_first>[123]?\d) (?P<month_after>{_MONTH}))(?:,? [12]\d{{3}})?:?[ ]*$",
    re.MULTILINE,
)
"""A line that is only a date: "Saturday, Nov. 11", "Date: 4 December 2023"."""


def expressions(text: str, start: int = 0, end: int | None = None) -> tuple[Expression, ...]:
    """Words of `text[start:end]` that may say when, in order, without overlap.

    All of the text is read beside them: a year after `end` belongs to the month before it.
    """
    stop = len(text) if end is None else end
    found: list[Expression] = []
    for kind, pattern in _PATTERNS.items():  # the longer kinds first
        for match in pattern.finditer(text, start):
            first, last = match.span("shown")
            if last > stop:
                break
            if any(first < each.end and each.start < last for each in found):
                continue
            named = {k: v.lower() for k, v in match.groupdict().items() if v and k != "shown"}
            key = text[first:last].lower().replace("'", "’")
            lead = min(match.start(), first)
            preposition = named.pop("lead", "")
            parts = tuple(named.items())
            goes_on = _GOES_ON.match(text, last) is not None or text[lead - 1 : lead] in ("(", "/")
            found.append(Expression(first, last, lead, kind, preposition, goes_on, key, parts))
    return tuple(sorted(found, key=lambda each: each.start))


def number_and_month(parts: Mapping[str, str | None]) -> tuple[int, int]:
    """The day of the month and the month that a pattern names, either first."""
    number, month = parts.get("number"), parts.get("month")
    return (
        int(number or parts["number_first"] or 0),
        number_of_month(month or parts["month_after"] or ""),
    )


def number_of_month(name: str) -> int:
    """From 1; "Sept.", "september"."""
    short = name.rstrip(".").lower()
    return MONTHS.index(SHORT_MONTHS.get(short, short)) + 1
