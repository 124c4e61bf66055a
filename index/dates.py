"""Dates that an article states: only whole ones, and only where a line is about nothing else.

A dateline's "April 18" has no year and none is made up; "05/06/2024" is May in one country and
June in another, so it is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

LONGEST_DATE_LINE = 160
"""Characters; a longer line is never read as a date line."""

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"\d{4}(?:(?!\d)|(?=\d{1,2}:\d{2}))"
"""Pages that lose their line breaks run year and time together: "June 9, 20255:01 AM"."""
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?P<ymd>\d{{4}}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?\d{{1,2}}(?!\d)\.?)"
    rf"|(?P<numeric>\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}(?!\d))"
    rf"|(?P<words>{_MONTH}\s{{0,2}}{_DAY},?\s{{0,2}}{_YEAR}"
    rf"|{_DAY}(?:\sof)?[\s-]{{0,2}}{_MONTH},?[\s-]{{0,2}}{_YEAR})"
)
_TIME = r"t?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?"
_WEEKDAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_ZONE = r"(?-i:[A-Z]{1,4}T|UTC|GMT)\b"
_PIECE = re.compile(
    r"(?P<updated>(?:last\s)?(?:updated?|modified|revised|edited)\b(?:\s(?:on|at|date))?)"
    r"|(?P<published>(?:(?:first|originally)\s)?"
    r"(?:published|posted|created|issued|released|registered|uploaded|input|write|dated?|pubdate)\b"
    r"(?:\s(?:on|at|date|time))?)"
    rf"|{_DATE}"
    rf"|(?P<yearless>{_MONTH}\s{_DAY}\b|{_DAY}\s{_MONTH})"
    rf"|{_WEEKDAY}|{_TIME}|{_ZONE}"
    r"|(?:utc|gmt)?[+-]\d{1,2}:?(?:\d{2})?|z\b|(?:local|eastern|pacific)\stime\b"
    r"|\d{1,2}[- ](?:sec(?:ond)?|min(?:ute)?|hour|day|week)s?\s(?:read|ago)\b"
    r"|at\b|on\b|[\s,;:|•·()\[\]/–—-]",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    rf"(?:\b(?:published|posted|updated)\s)?(?:\bon\s)?(?:\b{_WEEKDAY},?\s)?(?<!\w)(?:{_DATE})"
    rf"(?:,?\s(?:at\s)?(?:{_TIME})(?:\s{_ZONE})?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a line about dates alone states; neither is set where no date is whole and clear."""

    published: date | None
    updated: date | None


def read_date_line(text: str) -> DateLine | None:
    """The dates of a line that holds labels, dates, times and nothing else; None for others."""
    if len(text) > LONGEST_DATE_LINE:
        return None
    published = updated = None
    says_updated = dated = False
    position = 0
    while position < len(text):
        piece = _PIECE.match(text, position)
        if piece is None:
            return None
        position = piece.end()
        if piece["updated"] or piece["published"]:
            says_updated = bool(piece["updated"])
            dated = True
        elif piece["yearless"]:
            dated = True
        elif piece["ymd"] or piece["numeric"] or piece["words"]:
            found = parse_date(piece.group())
            dated = True
            if says_updated:
                updated = updated or found
            else:
                published = published or found
    return DateLine(published, updated) if dated else None


def cut_date(text: str) -> tuple[str, date | None]:
    """`text` with its first whole date replaced by a bar, and that date; unchanged without one."""
    match = _WITHIN.search(text)
    if match is None:
        return text, None
    found = parse_date(match["ymd"] or match["numeric"] or match["words"])
    return f"{text[: match.start()].rstrip(' ,')} | {text[match.end() :]}", found


def parse_date(text: str) -> date | None:
    """The one date that `text` states in full, or None.

    Day, month and year must all be there, and a numeric day and month must be impossible to
    confuse. English is tried first, then any language that dateparser knows.
    """
    text = text.strip()
    if len(re.findall(r"\d+", text)) < 2 or not re.search(r"\d{4}", text):
        return None
    numeric = re.match(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}\b", text)
    if numeric and max(int(part) for part in numeric.groups()) <= 12 and numeric[1] != numeric[2]:
        return None
    iso = re.match(r"(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?!\d)", text)
    if iso:
        return _calendar_date(*(int(part) for part in iso.groups()))
    import dateparser

    settings = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"]}
    found = dateparser.parse(text, languages=["en"], settings=settings)
    found = found or dateparser.parse(text, settings=settings)
    return found.date() if found else None


def _calendar_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
