"""What evidence is to a claim, and what every checker does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np

LEAST_SUPPORT = 0.9
"""Probability from which a sentence may be shown: of sentences of news made false in one place,
99.5% and more are caught, with the exact checks, and 0.5 to 7% of the true ones lost
(`python -m qa.evaluation.distortions ../shared/bench/multihop-rag --limit 200`)."""
LEAST_AGREEMENT = 0.78
"""The same for a further source, which says it in other words: of the pairs on the seeds that the
exact checks let pass, those that say the same have .81, .73 and .63. Of false sentences the checker
alone refuses here a third, the exact checks 95% and more (docs/log.md)."""


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
