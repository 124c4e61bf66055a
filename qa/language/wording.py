"""How Footnote itself writes a day and a count."""

from __future__ import annotations

from datetime import date


def format_day(day: date) -> str:
    """ "9 June 2025"."""
    return f"{day.day} {day:%B} {day.year}"


def counted(count: int, noun: str) -> str:
    """ "1 article", "3 articles"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
