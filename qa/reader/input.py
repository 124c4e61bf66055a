"""How a question and a passage are laid out for the reader; training and reading share this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.types import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST_QUESTION = 64
LONGEST_TITLE = 24
"""Tokens; what is beyond is cut off."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One passage with its question as the network reads it."""

    tokens: tuple[int, ...]
    second: int
    """Position of the first token of type 1."""
    sentence_of: tuple[int, ...]
    """For every token the number of its sentence, -1 for none."""
    begin: int
    """Position of the passage's first token."""
    offsets: tuple[Span, ...]
    """Offsets of the passage's tokens in the passage."""
    sentences: int
    """Sentences of the passage, read or not."""

    def offset(self, position: int) -> Span:
        return self.offsets[position - self.begin]

    @property
    def was_read(self) -> NDArray[np.bool_]:
        """(sentences,): whether any token of the sentence is there."""
        read = np.zeros(self.sentences, dtype=bool)
        read[[number for number in self.sentence_of if number >= 0]] = True
        return read


def lay_out(
    tokenizer: Tokenizer,
    question: str,
    context: str,
    sentences: Sequence[Span],
    title: str,
    longest: int,
) -> Layout:
    """Lay out one passage in at most `longest` tokens; the end of a longer one is cut off."""
    head, second = question_tokens(tokenizer, question, title)
    encoding = tokenizer.encode(context, add_special_tokens=False)
    room = longest - len(head) - 1
    offsets: tuple[Span, ...] = tuple(encoding.offsets[:room])
    return Layout(
        tokens=(*head, *encoding.ids[:room], head[-1]),
        second=second,
        sentence_of=(*[-1] * len(head), *sentence_numbers(offsets, sentences), -1),
        begin=len(head),
        offsets=offsets,
        sentences=len(sentences),
    )


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
        inside = bool(sentences) and sentences[current][0] <= start < sentences[current][1]
        numbers.append(current if inside else -1)
    return numbers


Padded = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


def pad(rows: Sequence[Layout]) -> Padded:
    """Token ids, token types, presence and sentence numbers, each (rows, longest row)."""
    shape = (len(rows), max(len(row.tokens) for row in rows))
    tokens, types, present = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    sentence_of = np.full(shape, -1, dtype=np.int64)
    for place, row in enumerate(rows):
        size = len(row.tokens)
        tokens[place, :size] = row.tokens
        types[place, row.second : size] = 1
        present[place, :size] = 1
        sentence_of[place, :size] = row.sentence_of
    return tokens, types, present, sentence_of
