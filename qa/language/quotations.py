"""Quotation marks: where a quotation is open, and what opens and closes its own."""

from __future__ import annotations

import re

from qa.language.closed_words import SPEECH_VERBS

MARKS = re.compile(r"[“”\"]")


def is_open(text: str, inside: bool = False) -> bool:
    """Whether a quotation is open at the end of a text.

    The last mark decides: a quotation of several paragraphs opens each of them, and closes once.

    Args:
        text: of any length.
        inside: whether a quotation is open where it begins.
    """
    for mark in MARKS.findall(text):
        inside = not inside if mark == '"' else mark == "“"
    return inside


def is_closed(text: str) -> bool:
    """Whether a text closes as many quotations as it opens."""
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0


_SPEAKER_FIRST = re.compile(
    r"(?P<clause>[^“”\"\n]+)\.\s+(?:“(?P<curly>[^“”]+)”|\"(?P<straight>[^\"]+)\")\s*"
)
_MARKED_END = re.compile(r"[?!…—–-]$")


def speaker_after(text: str) -> str:
    """A clause that says who speaks put behind its quotation: 'said Lee. “We won.”' -> '“We won,”
    said Lee.'

    As it is where it is anything else than a clause and one quotation in full.
    """
    match = _SPEAKER_FIRST.fullmatch(text)
    if not match:
        return text
    clause = match["clause"].split()
    if not clause or (clause[0][0].isupper() and clause[-1].lower() not in SPEECH_VERBS):
        return text  # "Lee left Brno. “We lost.”" are two sentences
    said = (match["curly"] or match["straight"]).strip()
    said = said if _MARKED_END.search(said) else said.rstrip(".,;") + ","
    opens, closes = ("“", "”") if match["curly"] else ('"', '"')
    return f"{opens}{said}{closes} {match['clause'].strip()}."
