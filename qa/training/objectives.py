"""What each model is trained for: the losses of a batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - torch's own name

from qa.reader.network import Outputs
from qa.training.claim_encoding import ClaimBatch, collate_claims
from qa.training.encoding import UNKNOWN, Batch, collate


@dataclass(frozen=True, slots=True)
class Objective:
    """How rows become a batch, and a batch its losses."""

    collate: Callable[[Sequence[Any]], Any]
    losses: Callable[[nn.Module, Any, torch.device], dict[str, Tensor]]
    """Mean losses of a batch by name; their sum is minimised."""


def read(network: nn.Module, batch: Batch, device: torch.device) -> dict[str, Tensor]:
    """The reader's losses.

    `span` is the mean of two cross entropies over tokens, `sentence` a binary cross entropy per
    sentence, `rank` a cross entropy between the sentences of a passage that answers, `answer` a
    binary cross entropy per passage.
    """
    with torch.autocast(device.type, dtype=torch.bfloat16):
        parts = network(
            batch.tokens.to(device),
            batch.types.to(device),
            batch.present.to(device),
            batch.sentence_of.to(device),
        )
    outputs = Outputs(*(part.float() for part in parts))
    labels = batch.labels.to(device)
    known = labels >= 0
    positive = labels.clamp(min=0)
    answerable = positive.amax(-1)
    binary = F.binary_cross_entropy_with_logits
    ranked = F.log_softmax(outputs.sentences.masked_fill(~known, -1e4), -1)
    target = positive / positive.sum(-1, keepdim=True).clamp(min=1)
    return {
        "span": 0.5
        * (_span_loss(outputs.starts, batch.starts) + _span_loss(outputs.ends, batch.ends)),
        "sentence": 2.0 * binary(outputs.sentences[known], labels[known]),
        "rank": 0.5 * -(ranked * target).sum() / answerable.sum().clamp(min=1),
        "answer": 0.5 * binary(outputs.answerable, answerable),
    }


def _span_loss(logits: Tensor, targets: Tensor) -> Tensor:
    targets = targets.to(logits.device)
    known = (targets != UNKNOWN).sum().clamp(min=1)
    return F.cross_entropy(logits, targets, ignore_index=UNKNOWN, reduction="sum") / known


def check(network: nn.Module, batch: ClaimBatch, device: torch.device) -> dict[str, Tensor]:
    """The checker's losses.

    `class` is the cross entropy of the three classes; of a claim that is known only not to be
    supported, that of the other two together. `wrong` is the binary cross entropy of the
    tokens of those claims of which it is known which words are wrong.
    """
    with torch.autocast(device.type, dtype=torch.bfloat16):
        outputs = network(batch.tokens.to(device), batch.types.to(device), batch.present.to(device))
    chances = F.log_softmax(outputs.classes.float(), -1)
    unsupported = torch.logsumexp(chances[:, 1:], -1, keepdim=True)
    labels = batch.labels.to(device)
    own = torch.cat([chances, unsupported], -1).gather(1, labels.unsqueeze(1)).squeeze(1)
    wrong = batch.wrong.to(device)
    known = (wrong >= 0) & outputs.claim
    scores, targets = outputs.wrong.float()[known], wrong[known]
    binary = F.binary_cross_entropy_with_logits(scores, targets, reduction="sum")
    return {"class": -own.mean(), "wrong": WRONG * binary / known.sum().clamp(min=1)}


WRONG = 1.0
"""Weight of the words beside the verdict."""

READING = Objective(collate, read)
CHECKING = Objective(collate_claims, check)
