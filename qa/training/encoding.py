"""Examples -> token ids and targets, and batches of like length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence, Sized
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer

from index.types import Span
from qa.reader.input import Layout, pad, question_tokens, sentence_numbers
from qa.training.examples import Example

UNKNOWN = -100
"""A target that is not trained on, torch's own convention."""


@dataclass(frozen=True, slots=True)
class Row:
    """One example as the network sees it, and what it should say."""

    layout: Layout
    """Without offsets, which training does not need."""
    labels: tuple[int, ...]
    """For every sentence 1 where it answers."""
    start: int
    """Position of the answer's first token; 0 ([CLS]) for no answer, UNKNOWN where not known."""
    end: int
    """Position of the answer's last token, likewise."""

    def __len__(self) -> int:
        return len(self.layout.tokens)


@dataclass(frozen=True, slots=True)
class Options:
    longest: int = 224
    """Tokens of a row at most."""
    unmarked: float = 0.2
    """Share of questions whose question mark is dropped."""
    titled: float = 0.5
    """Share of examples with a title that show it."""


def encode(
    example: Example, tokenizer: Tokenizer, options: Options, rng: random.Random
) -> Row | None:
    """Encode one example; None where its answer does not fit.

    A context too long for the row is cut to a run of whole sentences, placed at random around
    the answering ones.
    """
    question = (
        example.question.rstrip(" ?") if rng.random() < options.unmarked else example.question
    )
    title = example.paragraph.title if rng.random() < options.titled else ""
    head, second = question_tokens(tokenizer, question, title)
    room = options.longest - len(head) - 1
    encoding = tokenizer.encode(example.paragraph.text, add_special_tokens=False)
    offsets: list[Span] = encoding.offsets
    sentence_of = sentence_numbers(offsets, example.paragraph.sentences)
    first, last = _window(sentence_of, example.answering, room, rng)
    kept = [place for place in range(first, last) if sentence_of[place] >= 0]
    if not kept or not set(example.answering) <= {sentence_of[place] for place in kept}:
        return None
    lowest = sentence_of[kept[0]]
    count = sentence_of[kept[-1]] - lowest + 1
    numbers = [number - lowest if number >= 0 else -1 for number in sentence_of[first:last]]
    layout = Layout(
        tokens=(*head, *encoding.ids[first:last], head[-1]),
        second=second,
        sentence_of=(*[-1] * len(head), *numbers, -1),
        begin=len(head),
        offsets=(),
        sentences=count,
    )
    labels = tuple(int(lowest + number in example.answering) for number in range(count))
    return Row(layout, labels, *_target(example, offsets, first, last, len(head)))


def encode_all(
    examples: Sequence[Example], tokenizer: Tokenizer, options: Options, rng: random.Random
) -> list[Row]:
    """Encode the examples in order, leaving out those whose answer does not fit."""
    rows = (encode(example, tokenizer, options, rng) for example in examples)
    return [row for row in rows if row is not None]


def _window(
    sentence_of: Sequence[int], answering: Sequence[int], room: int, rng: random.Random
) -> Span:
    """Token positions of a run of sentences that fits, holding the answering ones if any."""
    if len(sentence_of) <= room:
        return 0, len(sentence_of)
    starts = [
        place
        for place, number in enumerate(sentence_of)
        if number >= 0 and (place == 0 or sentence_of[place - 1] != number)
    ]
    if answering:
        usable = _around(sentence_of, starts, answering, room)
    else:
        usable = [start for start in starts if start + room // 2 < len(sentence_of)] or starts
    if not usable:
        return 0, 0
    first = rng.choice(usable)
    last = min(first + room, len(sentence_of))
    return first, _whole(sentence_of, first, last)


def _around(
    sentence_of: Sequence[int], starts: Sequence[int], answering: Sequence[int], room: int
) -> list[int]:
    """The starts from which `room` tokens hold every answering sentence to its end.

    Where a sentence alone is too long for that, its own start, if it is the only one.
    """
    wanted = [place for place, number in enumerate(sentence_of) if number in answering]
    if not wanted:
        return []
    usable = [start for start in starts if start <= wanted[0] and wanted[-1] < start + room]
    return usable or ([wanted[0]] if len(set(answering)) == 1 else [])


def _whole(sentence_of: Sequence[int], first: int, last: int) -> int:
    """Cut back to the end of a whole sentence, unless only one sentence is left."""
    if last == len(sentence_of) or sentence_of[last] != sentence_of[last - 1]:
        return last
    cut = last
    while cut > first and sentence_of[cut - 1] == sentence_of[last]:
        cut -= 1
    return cut if cut > first else last


def _target(
    example: Example, offsets: Sequence[Span], first: int, last: int, shift: int
) -> tuple[int, int]:
    if not example.answering:
        return 0, 0
    for start, end in example.answers:
        inside = [
            place
            for place in range(first, last)
            if offsets[place][0] < end and offsets[place][1] > start
        ]
        if inside and offsets[inside[0]][0] <= start and offsets[inside[-1]][1] >= end:
            return inside[0] - first + shift, inside[-1] - first + shift
    return UNKNOWN, UNKNOWN


@dataclass(frozen=True, slots=True)
class Batch:
    """B rows padded to T tokens and S sentences; int64 but for `labels`."""

    tokens: torch.Tensor
    types: torch.Tensor
    present: torch.Tensor
    sentence_of: torch.Tensor
    labels: torch.Tensor
    """(B, S) float32: 1 answers, 0 does not, -1 no such sentence."""
    starts: torch.Tensor
    ends: torch.Tensor

    def __len__(self) -> int:
        return len(self.tokens)


def collate(rows: Sequence[Row]) -> Batch:
    labels = torch.full((len(rows), max(len(row.labels) for row in rows)), -1.0)
    for number, row in enumerate(rows):
        labels[number, : len(row.labels)] = torch.tensor(row.labels, dtype=torch.float32)
    arrays = pad([row.layout for row in rows])
    tokens, types, present, sentence_of = (torch.from_numpy(array) for array in arrays)
    starts = torch.tensor([row.start for row in rows])
    ends = torch.tensor([row.end for row in rows])
    return Batch(tokens, types, present, sentence_of, labels, starts, ends)


def plan_batches(rows: Sequence[Sized], budget: int, seed: int) -> list[list[int]]:
    """Row numbers in batches of at most `budget` padded tokens, like lengths together.

    Rows are shuffled, sorted by length within pools of 1,500, and the batches of a pool are
    shuffled again, so that length says nothing about when a row is seen.
    """
    rng = random.Random(seed)
    order = list(range(len(rows)))
    rng.shuffle(order)
    batches: list[list[int]] = []
    for start in range(0, len(order), 1500):
        pool = sorted(order[start : start + 1500], key=lambda number: len(rows[number]))
        cut = list(_cut(pool, rows, budget))
        rng.shuffle(cut)
        batches += cut
    return batches


def _cut(pool: Sequence[int], rows: Sequence[Sized], budget: int) -> Iterator[list[int]]:
    batch: list[int] = []
    for number in pool:
        if batch and len(rows[number]) * (len(batch) + 1) > budget:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch
