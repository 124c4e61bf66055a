"""How a claim and its evidence are laid out for the checker; training and checking share this."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.embedding import Embedder, encode_all
from index.sentences import split_sentences
from index.types import Span
from qa.language.words import content_stems, name_words, numbers, stem

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST_CLAIM = 96
"""Tokens; what is beyond is cut off."""
_STRAIGHT = str.maketrans("“”„‘’‚–—", "\"\"\"'''--")
"""The encoder knows curly marks as other tokens than the straight ones of most training data."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One claim with one window of its evidence as the network reads them."""

    tokens: tuple[int, ...]
    second: int
    """Position of the first token of type 1, the evidence's first."""


def lay_out(tokenizer: Tokenizer, claim: str, evidence: str, longest: int) -> Layout:
    """Lay out a claim with its evidence, or what is nearest to it there, in `longest` tokens."""
    head = claim_tokens(tokenizer, claim)
    room = longest - len(head) - 1
    text = nearest(claim, evidence, lambda text: len(tokens_of(tokenizer, text)), room)
    return Layout((*head, *tokens_of(tokenizer, text)[:room], head[-1]), len(head))


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


class Comparison(NamedTuple):
    """How a claim and its evidence compare beside what the network makes of them."""

    words: float
    """Share of the claim's content words, by stem, that the evidence has not."""
    pairs: float
    """The same of the pairs of content words that stand one after the other in the claim."""
    numbers: float = 0.0
    """How many of the claim's numbers it has not; in shares of MANY_NUMBERS, at most 1."""
    names: float = 0.0
    """Share of the words that belong to names."""
    distance: float = 0.0
    """1 less the cosine of the claim and the sentence of the evidence nearest to it."""
    claim_size: float = 0.0
    """log(1 + content words) of the claim: the more of it is there, the more that says."""
    evidence_size: float = 0.0
    """The same of the evidence: the longer it is, the more of a claim is in it by chance."""


ALIKE = Comparison(0.0, 0.0)
MANY_NUMBERS = 3


def compare(claim: str, evidence: str, distance: float = 0.0) -> Comparison:
    claimed, said = content_stems(claim), content_stems(evidence)
    words, pairs = set(claimed), set(pairwise(claimed))
    names = {stem(word.text) for word in name_words(claim)}
    return Comparison(
        len(words - set(said)) / max(1, len(words)),
        len(pairs - set(pairwise(said))) / max(1, len(pairs)),
        min(len(numbers(claim) - numbers(evidence)), MANY_NUMBERS) / MANY_NUMBERS,
        len(names - set(said)) / max(1, len(names)),
        distance,
        math.log1p(len(claimed)),
        math.log1p(len(said)),
    )


def distances(pairs: Sequence[tuple[str, str]], embedder: Embedder) -> list[float]:
    """Of each claim from the sentence of its evidence nearest to it: 1 less the cosine."""
    sentences = [split(evidence) for _, evidence in pairs]
    texts = [claim for claim, _ in pairs] + [text for each in sentences for text in each]
    unique = list(dict.fromkeys(texts))
    vectors = encode_all(embedder, unique)
    row = {text: number for number, text in enumerate(unique)}
    return [
        1.0 - float((vectors[[row[text] for text in each]] @ vectors[row[claim]]).max())
        if each
        else 1.0
        for (claim, _), each in zip(pairs, sentences, strict=True)
    ]


def split(evidence: str) -> list[str]:
    return [evidence[start:end] for start, end in split_sentences(evidence)]


def nearest(claim: str, evidence: str, size: Callable[[str], int], room: int) -> str:
    """Of evidence longer than `room`, by `size`, the sentences that share most with the claim.

    They come from anywhere in it, in its order, since what a claim says may stand in several
    places. Reading all of it in runs of whole sentences as well, and taking the most
    supporting run, costs three times as much and tells no more (docs/log.md).
    """
    if size(evidence) <= room:
        return evidence
    sentences = split(evidence)
    sizes = [min(size(sentence), room) for sentence in sentences]
    return " ".join(sentences[number] for number in gather(claim, sentences, sizes, room))


def gather(claim: str, sentences: Sequence[str], sizes: Sequence[int], room: int) -> list[int]:
    """Numbers, in order, of the sentences that share most with the claim and fit together.

    A shared stem counts the more the fewer sentences hold it, and AGAIN as much once a chosen
    sentence has it, so that the second sentence chosen is the one that adds most.
    """
    stems = [set(content_stems(sentence)) for sentence in sentences]
    spread = Counter(stem for each in stems for stem in each)
    wanted = {stem for stem in content_stems(claim) if stem in spread}
    left = {stem: math.log(1 + len(sentences) / spread[stem]) for stem in wanted}
    chosen: list[int] = []
    while True:
        fitting = [n for n in range(len(sizes)) if n not in chosen and 0 < sizes[n] <= room]
        if not fitting:
            return sorted(chosen)
        gains = {n: sum(left.get(stem, 0.0) for stem in stems[n]) for n in fitting}
        best = max(fitting, key=lambda n: (gains[n], -n))
        chosen.append(best)
        room -= sizes[best]
        left = {s: worth * (AGAIN if s in stems[best] else 1.0) for s, worth in left.items()}


AGAIN = 0.3


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
