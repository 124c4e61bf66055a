"""How a claim and its evidence are laid out for the checker; training and checking share this."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.sentences import split_sentences
from index.types import Span
from qa.words import content_stems

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST_CLAIM = 96
"""Tokens; what is beyond is cut off."""
RUNS = 5
"""Runs of whole sentences of long evidence that are read, beside the gathered sentences."""
_STRAIGHT = str.maketrans("“”„‘’‚–—", "\"\"\"'''--")
"""The encoder knows curly marks as other tokens than the straight ones of most training data."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One claim with one window of its evidence as the network reads them."""

    tokens: tuple[int, ...]
    second: int
    """Position of the first token of type 1, the evidence's first."""


def lay_out(tokenizer: Tokenizer, claim: str, evidence: str, longest: int) -> list[Layout]:
    """Lay out a claim with every window of its evidence, in at most `longest` tokens each."""
    head = claim_tokens(tokenizer, claim)
    room = longest - len(head) - 1
    texts = windows(claim, evidence, lambda text: len(tokens_of(tokenizer, text)), room)
    said = (tokens_of(tokenizer, text)[:room] for text in texts)
    return [Layout((*head, *ids, head[-1]), len(head)) for ids in said]


def claim_tokens(tokenizer: Tokenizer, claim: str) -> list[int]:
    """Token ids of "[CLS] claim [SEP]"."""
    ids: list[int] = tokenizer.encode(claim.translate(_STRAIGHT)).ids
    return ids if len(ids) <= LONGEST_CLAIM else [*ids[: LONGEST_CLAIM - 1], ids[-1]]


def claim_offsets(tokenizer: Tokenizer, claim: str) -> list[Span]:
    """Where each of `claim_tokens` stands in the claim; (0, 0) for [CLS] and [SEP]."""
    offsets: list[Span] = tokenizer.encode(claim.translate(_STRAIGHT)).offsets
    return offsets if len(offsets) <= LONGEST_CLAIM else [*offsets[: LONGEST_CLAIM - 1], (0, 0)]


def tokens_of(tokenizer: Tokenizer, text: str) -> list[int]:
    ids: list[int] = tokenizer.encode(text.translate(_STRAIGHT), add_special_tokens=False).ids
    return ids


def missing_words(claim: str, evidence: str) -> float:
    """Share of the claim's content words, by stem, that are nowhere in the evidence."""
    claimed = set(content_stems(claim))
    return len(claimed - set(content_stems(evidence))) / max(1, len(claimed))


def windows(claim: str, evidence: str, size: Callable[[str], int], room: int) -> list[str]:
    """Texts of at most `room`, by `size`, that are read in place of evidence that may be longer.

    Evidence that fits is one window. Longer evidence is read first as the sentences from anywhere
    in it that share most with the claim, since what a claim says may stand in several places;
    then in runs of whole sentences, those RUNS that share most.
    """
    if size(evidence) <= room:
        return [evidence]
    sentences = [evidence[start:end] for start, end in split_sentences(evidence)]
    sizes = [min(size(sentence), room) for sentence in sentences]
    gains = _Gains(claim, sentences)
    chosen = [gather(gains, sizes, room)]
    runs = [list(range(first, last)) for first, last in runs_of(sizes, room)]
    best = sorted(runs, key=lambda run: -gains.shared(run))[:RUNS]
    chosen += [run for run in runs if run in best]
    return [" ".join(sentences[number] for number in run) for run in chosen]


class _Gains:
    """What sentences share with a claim: the stems of it, rarer ones worth more."""

    def __init__(self, claim: str, sentences: Sequence[str]) -> None:
        self.stems = [set(content_stems(sentence)) for sentence in sentences]
        spread = Counter(stem for each in self.stems for stem in each)
        wanted = {stem for stem in content_stems(claim) if stem in spread}
        self.worth = {stem: math.log(1 + len(sentences) / spread[stem]) for stem in wanted}

    def shared(self, numbers: Sequence[int]) -> float:
        stems = {stem for number in numbers for stem in self.stems[number]}
        return sum(self.worth.get(stem, 0.0) for stem in stems)


def gather(gains: _Gains, sizes: Sequence[int], room: int) -> list[int]:
    """Numbers, in order, of the sentences that share most with the claim and fit together.

    A stem that a chosen sentence has counts less from then on, so that the second sentence
    chosen is the one that adds most.
    """
    left = dict(gains.worth)
    chosen: list[int] = []
    while True:
        fitting = [n for n in range(len(sizes)) if n not in chosen and 0 < sizes[n] <= room]
        if not fitting:
            return sorted(chosen)
        totals = {n: sum(left.get(stem, 0.0) for stem in gains.stems[n]) for n in fitting}
        best = max(fitting, key=lambda n: (totals[n], -n))
        chosen.append(best)
        room -= sizes[best]
        left = {s: worth * (AGAIN if s in gains.stems[best] else 1.0) for s, worth in left.items()}


AGAIN = 0.3


def runs_of(sizes: Sequence[int], room: int) -> list[Span]:
    """Sentence numbers (first, last + 1) of the runs that fit, each as long as it can be.

    Each run begins with the last sentence of the one before, where that leaves room for more.
    """
    runs: list[Span] = []
    first = 0
    while first < len(sizes):
        last, total = first, 0
        while last < len(sizes) and total + sizes[last] <= room:
            total += sizes[last]
            last += 1
        last = max(last, first + 1)
        runs.append((first, last))
        if last == len(sizes):
            break
        overlap = last - 1 > first and sizes[last - 1] + sizes[last] <= room
        first = last - 1 if overlap else last
    return runs


Padded = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


def pad(rows: Sequence[Layout]) -> Padded:
    """Token ids, token types and presence, each (rows, longest row)."""
    shape = (len(rows), max(len(row.tokens) for row in rows))
    tokens, types, present = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    for place, row in enumerate(rows):
        size = len(row.tokens)
        tokens[place, :size] = row.tokens
        types[place, row.second : size] = 1
        present[place, :size] = 1
    return tokens, types, present
