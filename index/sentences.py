"""Sentences and their offsets: nupunkt, and repairs for what it gets wrong in news text."""

from __future__ import annotations

import re

from index.types import Span

_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_RANK = re.compile(r"\b(?:Lt|Maj|Brig|Cmdr|Col|Sgt)\.\s*$")
"""A rank that nupunkt takes for the end of a sentence: "Lt. | Col. Kim"."""
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s*")
"""The number of a list item, cut off from its item: "2. | Trade"."""
_CREDIT = re.compile(r"\([^\W\d_][^().]{0,39}\)\s*(?=$|[A-Z“\"‘])")
"""A source in brackets belongs to the sentence before it: "... in Tokyo. (Yonhap)"."""
_CLOSING = re.compile(r"[”’»)\]]+\s+")
"""Closing marks left at the start of the next sentence."""
_HIDDEN_END = re.compile(
    r"\b(?:U\.S\.A?|U\.K\.|U\.N\.|E\.U\.|U\.A\.E\.|D\.C\.|[ap]\.m\.)[”\"]?\s+"
    r"(?=(?:And|But|The|He|She|They|It|We|In|On|At|This|That|These|However|Meanwhile|Also|When"
    r"|While|After|As|Both|By|For|From|Her|His|Its|Later|Since|So|Some|Their|Then|There|Until"
    r"|Yet)\s)"
)
"""An abbreviation that ends its sentence as well: the word after it has a capital for no other
reason."""

_PLAIN_END = re.compile(
    r"(?<![\w.@/-])(?!(?:vol|fig|est|art|sec|dept|approx|govt|intl)\.)"
    r"(?:so|it|up|us|me|do|go|in|on|to|be|[a-z]{3,})\.\s+"
    r"(?=[“‘\"]?[A-Z])"
)
"""A word in small letters before the full stop: nupunkt misses some of these ends where a name or
a quotation follows ("... after the call. “This year ...")."""


def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text`, in order, as offsets without white space at their ends.

    A blank line ends a sentence. Every character that is not white space lies in exactly one.
    """
    return tuple(
        (paragraph.start() + start, paragraph.start() + end)
        for paragraph in _PARAGRAPH.finditer(text)
        for start, end in _split_paragraph(paragraph.group())
    )


def _split_paragraph(text: str) -> list[Span]:
    import nupunkt

    starts = [start for start, _ in nupunkt.sent_spans(text)]
    for end in (_HIDDEN_END, _PLAIN_END):
        starts += [match.end() for match in end.finditer(text)]
    spans: list[Span] = []
    begin = 0
    for cut in sorted(set(starts)):
        cut = _repaired(text, begin, cut)
        if begin < cut < len(text):
            spans.append(_trimmed(text, begin, cut))
            begin = cut
    return [*spans, _trimmed(text, begin, len(text))]


def _repaired(text: str, begin: int, cut: int) -> int:
    """Where the sentence from `begin` really ends, if not at `cut`; `begin` where it goes on."""
    before = text[begin:cut]
    if not before.strip() or _RANK.search(before) or _NUMBERED.fullmatch(before):
        return begin
    cut += len(text[cut:]) - len(text[cut:].lstrip())
    for mark in (_CLOSING, _CREDIT):
        stray = mark.match(text, cut)
        if stray:
            cut = stray.end()
    return cut


def _trimmed(text: str, start: int, end: int) -> Span:
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())
