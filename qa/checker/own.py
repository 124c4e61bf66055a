"""Footnote's own checker, trained by `python -m qa.training.checker` (docs/models.md).

Only what was trained is shipped, `qa/models/checker/`; the embedding matrix is the one of the base
model.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.embedding import Embedder, load_embedder
from index.errors import WeightsDamagedError
from index.settings import Settings
from index.weights import REPAIR
from qa.checker.input import ALIKE, Comparison, Layout, compare, distances, lay_out, pad
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

TYPICAL_SIZE, SMALLEST, LARGEST = 4.5, 3.0, 7.0
"""Of evidence, as in Comparison: 90, 20 and 1,100 content words. What is smaller or larger, of
which the development data has little, is weighed as if it were of that size."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From logits to probabilities, fitted by qa.training.checker on development data."""

    temperature: float = 1.0
    bias: float = 0.0
    """Added to the logit of "supported" after division by the temperature."""
    weights: Comparison = ALIKE
    """Each taken from the logit of "supported", times what it weighs."""
    growth: Comparison = ALIKE
    """What each weighs more for every unit that the evidence's size is above TYPICAL_SIZE (see
    `above_typical`): that a word is missing says more of a page than of a sentence."""

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Scale:
        weights, growth = (Comparison(**stored[name]) for name in ("weights", "growth"))
        return cls(**{**stored, "weights": weights, "growth": growth})

    def to_json(self) -> dict[str, object]:
        return asdict(self) | {"weights": self.weights._asdict(), "growth": self.growth._asdict()}

    def probabilities(self, logits: NDArray[np.float32], comparison: Comparison = ALIKE) -> Support:
        """Of one claim, from logits in the order of Relation and how it compares."""
        scaled = logits.astype(np.float64) / self.temperature
        above = above_typical(comparison.evidence_size)
        against = sum(
            (weight + growth * above) * each
            for weight, growth, each in zip(self.weights, self.growth, comparison, strict=True)
        )
        scaled[0] += self.bias - against
        powers = np.exp(scaled - scaled.max())
        supported, contradicted, neither = (float(each) for each in powers / powers.sum())
        return Support(supported, contradicted, neither)


def above_typical(evidence_size: float) -> float:
    """How far evidence is larger than is typical, between the limits of what was calibrated on."""
    return min(max(evidence_size, SMALLEST), LARGEST) - TYPICAL_SIZE


class OwnChecker:
    """Footnote's own model. See `Checker`."""

    def __init__(
        self,
        network: CheckerNetwork,
        tokenizer: Tokenizer,
        name: str,
        scale: Scale,
        embedder: Embedder,
    ) -> None:
        self._network = network
        self._tokenizer = tokenizer
        self._scale = scale
        self._embedder = embedder
        self.name = name

    def check(self, pairs: Sequence[tuple[str, str]]) -> tuple[Support, ...]:
        """See `Checker`; of long evidence what is nearest to the claim is read."""
        return tuple(
            self._scale.probabilities(logits, comparison)
            for logits, comparison in zip(self.score(pairs), self.compare(pairs), strict=True)
        )

    def compare(self, pairs: Sequence[tuple[str, str]]) -> list[Comparison]:
        """How each claim and its evidence compare, for calibration."""
        away = distances(pairs, self._embedder)
        return [compare(*pair, distance) for pair, distance in zip(pairs, away, strict=True)]

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


def load_own_checker(
    settings: Settings, folder: Path = FOLDER, embedder: Embedder | None = None
) -> OwnChecker | None:
    """The checker in `folder`; None where there is none.

    Args:
        embedder: used if it is the base model, which is loaded otherwise.

    Raises:
        WeightsMissingError: the base model, whose embedding matrix the checker uses, is missing.
        WeightsDamagedError: the checker's files, or the base model, are not what was published.
    """
    if not is_installed(folder):
        return None
    from qa.checker.network import CheckerNetwork

    own = load_trained("checker", CheckerNetwork, folder, settings)
    scale = Scale.from_json(own.scales)
    if not math.isfinite(scale.temperature) or scale.temperature <= 0:
        raise WeightsDamagedError(f"{folder} has temperature {scale.temperature}; {REPAIR}")
    if embedder is None or embedder.name != own.base:
        embedder = load_embedder(replace(settings, embedder=own.base.partition("@")[0]))
    return OwnChecker(own.network, own.tokenizer, own.name, scale, embedder)
