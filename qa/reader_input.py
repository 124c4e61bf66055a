"""How a question and a passage are laid out for the reader; training and reading share this."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.types import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST_QUESTION = 64
LONGEST_TITLE = 24
"""Tokens; what is beyond is cut off."""


def question_tokens(tokenizer: Tokenizer, question: str, title: str = "") -> tuple[list[int], int]:
    """Token ids of "[CLS] question [SEP]", or "[CLS] question [SEP] title [SEP]" with a title.

    Also returns the position from which tokens are of type 1. The passage's own tokens and a
    last [SEP], which is the last id returned here, come after.
    """
    asked: list[int] = tokenizer.encode(question).ids
    separator = asked[-1]
    if len(asked) > LONGEST_QUESTION:
        asked = [*asked[: LONGEST_QUESTION - 1], separator]
    if not title:
        return asked, len(asked)
    named: list[int] = tokenizer.encode(title, add_special_tokens=False).ids[:LONGEST_TITLE]
    return [*asked, *named, separator], len(asked)


def sentence_numbers(offsets: Sequence[Span], sentences: Sequence[Span]) -> list[int]:
    """For every token, given by its offsets, the number of the sentence it begins in, else -1."""
    numbers = []
    current = 0
    for start, _ in offsets:
        while current + 1 < len(sentences) and start >= sentences[current + 1][0]:
            current += 1
        inside = sentences and sentences[current][0] <= start < sentences[current][1]
        numbers.append(current if inside else -1)
    return numbers
