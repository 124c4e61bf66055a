"""The checker's network: a small BERT encoder that compares a claim with evidence.

Input: "[CLS] claim [SEP] evidence [SEP]", the claim of type 0 and the evidence of type 1. Every
token of the claim is scored for being contradicted and for being said nowhere; the smooth
maximum of these scores, so the claim's weakest word, joins what [CLS] says of the whole.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from transformers import BertModel


class Outputs(NamedTuple):
    """Logits in float32. B rows, T tokens."""

    classes: Tensor
    """(B, 3), in the order of Relation."""
    wrong: Tensor
    """(B, T): that a token of the claim is what the evidence does not say."""
    claim: Tensor
    """(B, T), bool: which tokens are the claim's."""


class CheckerNetwork(nn.Module):
    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.pooled = nn.Linear(width, width)
        self.classes = nn.Linear(width, 3)
        self.token = nn.Linear(width, 2)
        # Few tokens are wrong, and a smooth maximum starts near log(tokens) above its members.
        nn.init.constant_(self.token.bias, -3.0)

    def forward(self, tokens: Tensor, types: Tensor, present: Tensor) -> Outputs:
        """Compare a batch.

        All three are int64 of shape (B, T): token ids, token types, 1 for a real token.
        """
        hidden = self.encoder(
            input_ids=tokens, token_type_ids=types, attention_mask=present
        ).last_hidden_state.float()
        claim = _claim_tokens(types, present)
        scores = self.token(hidden)
        peaks = torch.logsumexp(scores.masked_fill(~claim.unsqueeze(-1), -1e4), dim=1)
        whole = self.classes(torch.tanh(self.pooled(hidden[:, 0])))
        classes = whole + nn.functional.pad(peaks, (1, 0))
        return Outputs(classes, torch.logsumexp(scores, dim=-1), claim)


def _claim_tokens(types: Tensor, present: Tensor) -> Tensor:
    """Tokens of type 0 but for [CLS], which is the first, and [SEP], which is the last."""
    first = (types == 0) & (present == 1)
    last = first & ~nn.functional.pad(first[:, 1:], (0, 1))
    claim = first & ~last
    claim[:, 0] = False
    return claim
