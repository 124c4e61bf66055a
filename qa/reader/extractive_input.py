"""How a question and a passage are laid out for an extractive question answering model.

What fits no single input is read in windows that overlap (Devlin et al. 2019, run_squad.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.types import Span
from qa.reader.input import LONGEST_QUESTION, LONGEST_TITLE, sentence_numbers


@dataclass(frozen=True, slots=True)
class Window:
    """As much of one passage as is read at once, with the question. T tokens."""

    passage: int
    """Which of the passages that were given."""
    inputs: dict[str, list[int]]
    """What the model is called with, each of T integers."""
    none: int | None
    """Position of the token that stands for "no answer here"; None where the model has none."""
    sentence_of: tuple[int, ...]
    """(T,): number of the token's sentence; -1 for what is in none: question, title, marks."""
    offsets: tuple[Span, ...]
    """(T,): offsets in the passage, within the sentence and without white space; meaningless
    outside sentences."""

    @property
    def size(self) -> int:
        return len(self.sentence_of)


def lay_out(
    tokenizer: Any,
    longest: int,
    question: str,
    contexts: Sequence[str],
    sentences: Sequence[Sequence[Span]],
    titles: Sequence[str],
) -> list[Window]:
    """The windows of all passages, each of at most `longest` tokens, in order.

    Neighbours share a third of the room that the question leaves. The title stands in front of its
    passage, so only in its first window; question and title are cut where they are too long.

    Args:
        tokenizer: a fast one of transformers.
    """
    asked = _cut(tokenizer, question, min(LONGEST_QUESTION, longest // 3))
    marks = tokenizer.num_special_tokens_to_add(pair=True)
    overlap = (longest - len(_tokens(tokenizer, asked)["input_ids"]) - marks) // 3
    windows: list[Window] = []
    named = titles or [""] * len(contexts)
    for number, (context, spans, title) in enumerate(zip(contexts, sentences, named, strict=True)):
        head = _cut(tokenizer, title, min(LONGEST_TITLE, longest // 8))
        # A full stop, because most tokenisers take the end of a line for a space.
        head = f"{head}. " if head else ""
        encoded = tokenizer(
            asked,
            head + context,
            truncation="only_second",
            max_length=longest,
            stride=max(0, overlap),
            return_overflowing_tokens=True,
            return_offsets_mapping=True,
            verbose=False,
        )
        windows += _windows(tokenizer, encoded, number, len(head), context, spans)
    return windows


def _windows(
    tokenizer: Any, encoded: Any, passage: int, head: int, context: str, sentences: Sequence[Span]
) -> Iterator[Window]:
    """Those of one passage, with `head` letters of something else in front of it."""
    for row, tokens in enumerate(encoded["input_ids"]):
        offsets = [
            _trimmed(context, start - head, end - head)
            for start, end in encoded["offset_mapping"][row]
        ]
        inside = [
            place == 1 and start < end
            for place, (start, end) in zip(encoded.sequence_ids(row), offsets, strict=True)
        ]
        # Only the passage's own tokens are in the order that numbering them takes.
        chosen = [offset for offset, own in zip(offsets, inside, strict=True) if own]
        numbers = iter(sentence_numbers(chosen, sentences))
        sentence_of = [next(numbers) if own else -1 for own in inside]
        mark = tokenizer.cls_token_id
        yield Window(
            passage=passage,
            inputs={key: encoded[key][row] for key in tokenizer.model_input_names},
            none=tokens.index(mark) if mark in tokens else None,
            sentence_of=tuple(sentence_of),
            offsets=tuple(
                (start, min(end, sentences[number][1])) if number >= 0 else (start, end)
                for number, (start, end) in zip(sentence_of, offsets, strict=True)
            ),
        )


def pad(windows: Sequence[Window], token: int) -> dict[str, NDArray[np.int64]]:
    """What the model is called with, each (windows, T of the longest); `token` fills up."""
    longest = max(window.size for window in windows)
    padded = {}
    for key in windows[0].inputs:
        filler = token if key == "input_ids" else 0
        padded[key] = np.full((len(windows), longest), filler, dtype=np.int64)
        for row, window in zip(padded[key], windows, strict=True):
            row[: window.size] = window.inputs[key]
    return padded


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without white space at either end, which some tokenisers count to the word after it, and
    without what comes before the text; start is end where nothing is left."""
    start, end = max(0, start), max(0, end)
    token = text[start:end]
    start += len(token) - len(token.lstrip())
    return (start, start + len(token.strip()))


def _tokens(tokenizer: Any, text: str) -> Any:
    return tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)


def _cut(tokenizer: Any, text: str, most: int) -> str:
    """The text as far as its first `most` tokens reach."""
    offsets = _tokens(tokenizer, text)["offset_mapping"]
    return text if len(offsets) <= most else text[: offsets[most - 1][1]]
