"""Claims with evidence -> token ids and targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer

from qa.checker.input import Layout, claim_offsets, lay_out, pad
from qa.training.claims import Label, Pair

UNKNOWN = -1.0
"""For a token of which it is not known whether it is wrong."""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One pair as the network sees it, and what it should say."""

    layout: Layout
    label: Label
    wrong: tuple[float, ...]
    """For each token up to the evidence 1.0 where wrong, 0.0 where right, or UNKNOWN."""

    def __len__(self) -> int:
        return len(self.layout.tokens)


def encode_pair(pair: Pair, tokenizer: Tokenizer, longest: int) -> ClaimRow:
    """Encode one pair; of evidence that is too long, the sentences nearest to the claim."""
    layout = lay_out(tokenizer, pair.claim, pair.evidence, longest)
    spans = claim_offsets(tokenizer, pair.claim)
    if pair.wrong is None:
        wrong = [UNKNOWN] * len(spans)
    else:
        wrong = [
            float(any(start < last and end > first for first, last in pair.wrong))
            for start, end in spans
        ]
    return ClaimRow(layout, pair.label, tuple(wrong))


def encode_pairs(pairs: Sequence[Pair], tokenizer: Tokenizer, longest: int) -> list[ClaimRow]:
    return [encode_pair(pair, tokenizer, longest) for pair in pairs]


@dataclass(frozen=True, slots=True)
class ClaimBatch:
    """B rows padded to T tokens; int64 but for `wrong`."""

    tokens: torch.Tensor
    types: torch.Tensor
    present: torch.Tensor
    labels: torch.Tensor
    """(B,), of Label."""
    wrong: torch.Tensor
    """(B, T) float32; UNKNOWN outside the claim."""

    def __len__(self) -> int:
        return len(self.tokens)


def collate_claims(rows: Sequence[ClaimRow]) -> ClaimBatch:
    tokens, types, present = (torch.from_numpy(each) for each in pad([r.layout for r in rows]))
    wrong = torch.full(tokens.shape, UNKNOWN)
    for place, row in enumerate(rows):
        wrong[place, : len(row.wrong)] = torch.tensor(row.wrong)
    labels = torch.tensor([int(row.label) for row in rows])
    return ClaimBatch(tokens, types, present, labels, wrong)
