"""Quotation marks: where a quotation is open, and what opens and closes its own."""

from __future__ import annotations

import re

_MARKS = re.compile(r"[“”\"]")


def is_open(text: str, inside: bool = False) -> bool:
    """Whether a quotation is open at the end of a text.

    The last mark decides: a quotation of several paragraphs opens each of them, and closes once.

    Args:
        text: of any length.
        inside: whether a quotation is open where it begins.
    """
    for mark in _MARKS.findall(text):
        inside = not inside if mark == '"' else mark == "“"
    return inside


def is_closed(text: str) -> bool:
    """Whether a text closes as many quotations as it opens."""
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0
