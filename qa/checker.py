"""The checker: does this evidence support this claim, contradict it, or neither?

Footnote's own model, trained by `python -m qa.training.checker` (docs/models.md), or any natural
language inference cross-encoder that the settings name. Of Footnote's own only what was trained
is shipped, `models/checker/`; the embedding matrix is the one of the base model.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import WeightsDamagedError
from index.settings import Settings
from index.weights import REPAIR
from qa.checker_input import NOTHING_MISSING, Layout, Missing, lay_out, missing, pad
from qa.models.own_weights import (
    WEIGHTS,
    batches,
    find_base,
    is_installed,
    load_network,
    load_tokenizer,
    read_config,
    side_by_side,
)

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from qa.checker_network import CheckerNetwork

FOLDER = Path(__file__).parent / "models" / "checker"
LONGEST = 192
"""Tokens of a claim and one window of its evidence, as in training."""
LEAST_SUPPORT = 0.8
"""Probability from which a sentence may be shown: of sentences of news made false in one place,
99.8% and more are caught, with the exact checks, and 1 to 5% of the true ones lost
(`python -m qa.evaluation.distortions ../shared/bench/multihop-rag --limit 200`)."""
LEAST_AGREEMENT = 0.7
"""The same for a further source, which says it in other words: of the three of the seeds that the
exact checks let pass, the two that say the same have .76 and .52, the other .59."""
BATCH_TOKENS = 1200
"""Padded tokens that are read at once; 600 to 4,800 differ by a third (docs/models.md)."""


class Relation(StrEnum):
    """What evidence is to a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Support:
    """What one piece of evidence is to one claim; the three probabilities sum to 1."""

    supported: float
    contradicted: float
    neither: float

    @property
    def relation(self) -> Relation:
        """The likeliest."""
        chances = (self.supported, self.contradicted, self.neither)
        return tuple(Relation)[int(np.argmax(chances))]


class Checker(Protocol):
    """Compares claims with evidence. Safe to use from several threads."""

    @property
    def name(self) -> str:
        """Tells apart models that would judge differently."""

    def check(self, pairs: Sequence[tuple[str, str]]) -> tuple[Support, ...]:
        """Judge (claim, evidence) pairs, in the order given; all are read in common batches.

        Evidence may be of any length and may hold what helps to understand it: a title, a date,
        the sentence before.
        """


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

    def to_json(self) -> dict[str, float]:
        return asdict(self)

    def probabilities(
        self, logits: NDArray[np.float32], lacking: Missing = NOTHING_MISSING
    ) -> Support:
        """Of one claim, from logits in the order of Relation and what the evidence lacks of it."""
        scaled = logits.astype(np.float64) / self.temperature
        scaled[0] += self.bias - self.words * lacking.words - self.pairs * lacking.pairs
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
    scored = np.empty((len(items), len(Relation)), dtype=np.float32)
    planned = list(batches([size(item) for item in items], BATCH_TOKENS))
    found = side_by_side(lambda batch: score([items[each] for each in batch]), planned)
    for batch, scores in zip(planned, found, strict=True):
        scored[batch] = scores
    return scored


def load_checker(settings: Settings, folder: Path = FOLDER) -> Checker | None:
    """The checker that the settings name, else Footnote's own in `folder`.

    None where none is named and this installation carries none.

    Raises:
        WeightsMissingError: the base model, whose embedding matrix the checker uses, is missing.
        WeightsDamagedError: the checker's files, or the base model, are not what was published.
        ModelError: the model that the settings name is no inference cross-encoder.
    """
    if settings.checker:
        from qa.inference_checker import load_inference_checker

        return load_inference_checker(settings)
    return load_own_checker(settings, folder)


def load_own_checker(settings: Settings, folder: Path = FOLDER) -> OwnChecker | None:
    """The checker in `folder`; None where there is none. Raises as `load_checker`."""
    if not is_installed(folder):
        return None
    from qa.checker_network import CheckerNetwork

    config = read_config(folder)
    base = find_base(config, "checker", settings)
    network = load_network("checker", CheckerNetwork, base, folder / WEIGHTS)
    scale = Scale(**config["scales"])
    if not math.isfinite(scale.temperature) or scale.temperature <= 0:
        raise WeightsDamagedError(f"{folder} has temperature {scale.temperature}; {REPAIR}")
    name = f"footnote-checker@{config['sha256'][:12]}"
    return OwnChecker(network, load_tokenizer(base), name, scale)
