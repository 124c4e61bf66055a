"""Days, months and years as a follow-up names them."""

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
