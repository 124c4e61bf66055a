"""How Footnote itself writes a day, a count and a quotation."""

from __future__ import annotations

import re
from datetime import date


def format_day(day: date) -> str:
    """ "9 June 2025"."""
    return f"{day.day} {day:%B} {day.year}"


def counted(count: int, noun: str) -> str:
    """ "1 article", "3 articles"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def quoted(text: str) -> str:
    """An article's own words in quotation marks; quotation marks within become single ones."""
    inner = text.strip().replace("“", "‘").replace("”", "’")
    inner = re.sub(r'(^|[\s(\[])"', r"\1‘", inner).replace('"', "’")
    return f"“{inner}”"
