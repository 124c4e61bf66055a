"""The reader's network: a small BERT encoder with three heads.

Input: "[CLS] question [SEP] title [SEP] passage [SEP]", the first segment of type 0 and the rest
of type 1. Heads: start and end of the answer per token, with [CLS] standing for "no answer here"
(Devlin et al. 2019, section 4.3); one score per sentence; one for the whole passage.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from transformers import BertModel


class Outputs(NamedTuple):
    """Logits in float32. B rows, T tokens, S sentences (the most that any row has)."""

    starts: Tensor
    """(B, T)"""
    ends: Tensor
    """(B, T)"""
    sentences: Tensor
    """(B, S); meaningless where a row has fewer sentences."""
    answerable: Tensor
    """(B,)"""


class ReaderNetwork(nn.Module):
    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.span = nn.Linear(width, 2)
        self.token = nn.Linear(width, 1)
        self.mean = nn.Linear(width, 1)
        self.pooled = nn.Linear(width, width)
        self.answerable = nn.Linear(width, 1)
        # A sentence's smooth maximum starts near log(tokens); this brings its logit near 0.
        nn.init.constant_(self.mean.bias, -4.0)

    def forward(
        self, tokens: Tensor, types: Tensor, present: Tensor, sentence_of: Tensor
    ) -> Outputs:
        """Score a batch.

        All four are int64 of shape (B, T): token ids, token types, 1 for a real token, and the
        number of the sentence that a token belongs to (-1 for none).
        """
        hidden = self.encoder(
            input_ids=tokens, token_type_ids=types, attention_mask=present
        ).last_hidden_state.float()
        spans = self.span(hidden)
        readable = sentence_of >= 0
        readable[:, 0] = True
        starts, ends = spans.masked_fill(~readable.unsqueeze(-1), -1e4).unbind(-1)
        first = torch.tanh(self.pooled(hidden[:, 0]))
        return Outputs(
            starts, ends, self._sentences(hidden, sentence_of), self.answerable(first).squeeze(-1)
        )

    def _sentences(self, hidden: Tensor, sentence_of: Tensor) -> Tensor:
        """Mean of a sentence's tokens, linear, plus the smooth maximum of its tokens' scores."""
        count = max(1, int(sentence_of.max()) + 1)
        members = sentence_of.unsqueeze(1) == torch.arange(count, device=hidden.device)[:, None]
        weights = members.float()
        mean = weights @ hidden / weights.sum(-1, keepdim=True).clamp(min=1)
        scores = self.token(hidden).squeeze(-1).unsqueeze(1)
        peak = torch.logsumexp(scores.masked_fill(~members, -1e4), dim=-1)
        scored: Tensor = self.mean(mean).squeeze(-1) + peak
        return scored
