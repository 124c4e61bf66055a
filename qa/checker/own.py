"""Footnote's own checker, trained by `python -m qa.training.checker` (docs/models.md).

Only what was trained is shipped, `qa/models/checker/`; the embedding matrix is the one of the base
model.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.errors import WeightsDamagedError
from index.settings import Settings
from index.weights import REPAIR
from qa.checker.input import NOTHING_MISSING, Layout, Missing, lay_out, missing, pad
from qa.checker.support import Relation, Support
from qa.models.own_weights import is_installed, load_trained, score_in_batches

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from qa.checker.network import CheckerNetwork

FOLDER = Path(__file__).parents[1] / "models" / "checker"
LONGEST = 192
"""Tokens of a claim and one window of its evidence, as in training."""
BATCH_TOKENS = 1200
"""Padded tokens that are read at once; 600 to 4,800 differ by a third (docs/models.md)."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From logits to probabilities, fitted by qa.training.checker on development data."""

    temperature: float = 1.0
    bias: float = 0.0
    """Added to the logit of "supported" after division by the temperature."""
    words: float = 0.0
    """Taken from the logit of "supported", times the share of the claim's words that are missing in
    the evidence."""
    pairs: float = 0.0
    """The same for pairs of words."""
    numbers: float = 0.0
    """The same for numbers."""
    names: float = 0.0
    """The same for words of names."""

    def to_json(self) -> dict[str, float]:
        return asdict(self)

    def probabilities(
        self, logits: NDArray[np.float32], lacking: Missing = NOTHING_MISSING
    ) -> Support:
        """Of one claim, from logits in the order of Relation and what the evidence lacks of it."""
        scaled = logits.astype(np.float64) / self.temperature
        weights = Missing(self.words, self.pairs, self.numbers, self.names)
        lost = sum(weight * share for weight, share in zip(weights, lacking, strict=True))
        scaled[0] += self.bias - lost
        powers = np.exp(scaled - scaled.max())
        supported, contradicted, neither = (float(each) for each in powers / powers.sum())
        return Support(supported, contradicted, neither)


class OwnChecker:
    """Footnote's own model. See `Checker`."""

    def __init__(
        self, network: CheckerNetwork, tokenizer: Tokenizer, name: str, scale: Scale
    ) -> None:
        self._network = network
        self._tokenizer = tokenizer
        self._scale = scale
        self.name = name

    def check(self, pairs: Sequence[tuple[str, str]]) -> tuple[Support, ...]:
        """See `Checker`; of long evidence what is nearest to the claim is read."""
        return tuple(
            self._scale.probabilities(logits, missing(claim, evidence))
            for logits, (claim, evidence) in zip(self.score(pairs), pairs, strict=True)
        )

    def score(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """The network's logits, (pairs, 3) in the order of Relation, for calibration."""
        layouts = [lay_out(self._tokenizer, claim, evidence, LONGEST) for claim, evidence in pairs]
        return in_batches(layouts, lambda layout: len(layout.tokens), self._score_batch)

    def _score_batch(self, layouts: Sequence[Layout]) -> NDArray[np.float32]:
        import torch

        device = next(self._network.parameters()).device
        with torch.inference_mode():
            arrays = [torch.from_numpy(array).to(device) for array in pad(layouts)]
            classes: NDArray[np.float32] = self._network(*arrays).classes.cpu().numpy()
        return classes


def in_batches(
    items: Sequence[Any],
    size: Callable[[Any], int],
    score: Callable[[Sequence[Any]], NDArray[np.float32]],
) -> NDArray[np.float32]:
    """Scores of all items, in their order, read in batches of like size; (items, 3)."""
    scored = score_in_batches(lambda batch: list(score(batch)), items, size, BATCH_TOKENS)
    return np.array(scored, dtype=np.float32).reshape(len(items), len(Relation))


def load_own_checker(settings: Settings, folder: Path = FOLDER) -> OwnChecker | None:
    """The checker in `folder`; None where there is none.

    Raises:
        WeightsMissingError: the base model, whose embedding matrix the checker uses, is missing.
        WeightsDamagedError: the checker's files, or the base model, are not what was published.
    """
    if not is_installed(folder):
        return None
    from qa.checker.network import CheckerNetwork

    own = load_trained("checker", CheckerNetwork, folder, settings)
    scale = Scale(**own.scales)
    if not math.isfinite(scale.temperature) or scale.temperature <= 0:
        raise WeightsDamagedError(f"{folder} has temperature {scale.temperature}; {REPAIR}")
    return OwnChecker(own.network, own.tokenizer, own.name, scale)
