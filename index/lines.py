"""The lines of a raw article: the units that are told apart into evidence, metadata and furniture.

Web text keeps one paragraph on one line. Files wrapped at a fixed width do not: there a paragraph
is a block of lines between blank ones, and its lines are joined again here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

WRAP_WIDTH = 100
"""No line of a file wrapped by hand or by a mail program is longer, in characters."""
PROSE_WORDS = 8
"""Fewer words than this are a label or a headline, whatever they end in."""

_ENDS_SENTENCE = re.compile(r"[.!?…。][\"'”’»)\]]*$|[”’\"]$")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Line:
    """`text == article.text[start:end]`, without white space at its ends, never empty."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        return len(self.text.split())


def split_lines(text: str) -> tuple[Line, ...]:
    """The paragraphs of `text` in order: its lines, or its blocks where it is wrapped."""
    lines = _matches(r"[^\n]+", text)
    return _matches(r"[^\n]+(?:\n[^\S\n]*\S[^\n]*)*", text) if _is_wrapped(text, lines) else lines


def unwrap(text: str, lines: Sequence[Line]) -> str:
    """`text` with a space for each line end within one of these lines; every offset stays.

    Whoever reads a sentence further on would take a line end for the end of a phrase.
    """
    parts, end = [], 0
    for line in lines:
        parts += [text[end : line.start], line.text.replace("\n", " ")]
        end = line.end
    return "".join([*parts, text[end:]])


def words_key(text: str) -> str:
    """The same for texts that differ only in case, spacing or punctuation."""
    return " ".join(_WORD.findall(text.casefold()))


def is_prose(text: str) -> bool:
    """Whether a line reads as full sentences rather than as a headline, label or link."""
    words = len(text.split())
    return (words >= PROSE_WORDS and ends_sentence(text)) or words >= 4 * PROSE_WORDS


def ends_sentence(text: str) -> bool:
    """Whether the last mark is a full stop or its like, closing quotes and brackets aside."""
    return _ENDS_SENTENCE.search(text) is not None


def _matches(pattern: str, text: str) -> tuple[Line, ...]:
    found = []
    for match in re.finditer(pattern, text):
        inner = match.group().strip()
        if inner:
            start = match.start() + match.group().index(inner)
            found.append(Line(start, start + len(inner), inner))
    return tuple(found)


def _is_wrapped(text: str, lines: tuple[Line, ...]) -> bool:
    """Most lines that another follows directly stop in mid-sentence, near the same width."""
    if any(len(line.text) > WRAP_WIDTH for line in lines):
        return False
    followed = [
        line for line, after in pairwise(lines) if text.count("\n", line.end, after.start) == 1
    ]
    full = [line for line in followed if len(line.text) > WRAP_WIDTH // 2]
    broken = [line for line in full if not ends_sentence(line.text)]
    return len(followed) >= 4 and len(broken) > len(followed) / 2
