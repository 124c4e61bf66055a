"""Quotation marks stay around the article's own words, and a quoted statement is no plain fact."""

from __future__ import annotations

import re

from qa.checks.speech import LONG_QUOTATION, QUOTED, speakers
from qa.language.quotations import MARKS, is_closed
from qa.language.words import normalise, words


def false_quotation(sentence: str, evidence: str) -> str:
    """Quotation marks stand around contiguous words of the article, and are closed as there."""
    source = f" {_plain(evidence)} "
    quotes = [quote for quote in QUOTED.findall(sentence) if _plain(quote)]
    false = [quote for quote in quotes if f" {_plain(quote)} " not in source]
    if false:
        return f"not the article's own words: {'; '.join(false)}"
    if is_closed(evidence) and not is_closed(sentence):
        return "a quotation is not the article's own words to its end: its mark is missing"
    if not speakers(sentence):
        return ""
    parts = _quoted_parts(evidence)
    for quote in quotes:
        if not any(_plain(quote) in _plain(part) for part in parts):
            return f"not the article's own words of a speaker: {quote}"
        if not any(_is_whole(quote, part) for part in parts):
            return f"a speaker is quoted from the middle of a clause: {quote}"
    return ""


def _is_whole(quote: str, part: str) -> bool:
    """Whether a quotation is a part of a longer one from one mark of punctuation to another."""
    told, said = [word.key for word in words(quote)], words(part)
    for start in range(len(said) - len(told) + 1):
        stretch = said[start : start + len(told)]
        if [word.key for word in stretch] != told:
            continue
        before = part[said[start - 1].end : stretch[0].start] if start else ","
        end = start + len(told)
        after = part[stretch[-1].end : said[end].start] if end < len(said) else ","
        if _CLAUSE_EDGE.search(before) and _CLAUSE_EDGE.search(after):
            return True
    return False


_CLAUSE_EDGE = re.compile(r"[,.;:!?…—–()\[\]]")


def lost_quotation(sentence: str, evidence: str) -> str:
    """A statement in quotation marks is not told as a fact: it keeps its marks or its speaker."""
    if speakers(sentence) or not speakers(evidence):
        return ""
    told = f" {_plain(_outside(sentence))} "
    for quote in QUOTED.findall(evidence):
        plain = _plain(quote)
        if len(plain.split()) >= LONG_QUOTATION and f" {plain} " in told:
            return f"reported speech turned into fact: {quote}"
    return ""


def _quoted_parts(text: str) -> list[str]:
    """What stands in quotation marks, also where one of the two marks lies outside of the text."""
    marks = list(MARKS.finditer(text))
    parts = QUOTED.findall(text)
    if marks and marks[0].group() != "“":
        parts.append(text[: marks[0].start()])
    if marks and marks[-1].group() != "”":
        parts.append(text[marks[-1].end() :])
    return parts


def _outside(text: str) -> str:
    return QUOTED.sub(" ", text)


def _plain(text: str) -> str:
    return " ".join(normalise(word.text) for word in words(text))
