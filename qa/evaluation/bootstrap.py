"""Intervals by resampling questions (B. Efron, Annals of Statistics 7, 1979), and paired ones.

The questions of a test are a sample; another draw of as many questions would give another mean.
How far it would stray is seen by drawing from the sample itself, with replacement.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000
SEED = 20240418
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over questions with its 95% interval."""

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves 0 out: said of differences."""
        return not self.low <= 0.0 <= self.high


def mean_figures(values: NDArray[np.float64]) -> tuple[Figure, ...]:
    """The mean of each column with its percentile interval.

    The same questions are drawn for each column and in each call with as many rows, so that
    figures of two systems stray together as they would on another set of questions.

    Args:
        values: one row for each question, one column for each measure; at least one row. For a
            paired difference, the rows of one system less those of the other.
    """
    count = len(values)
    generator = np.random.default_rng(SEED)
    draws = (generator.integers(0, count, count) for _ in range(RESAMPLES))
    means = np.stack([values[draw].mean(axis=0) for draw in draws])
    tail = 100 * (1 - LEVEL) / 2
    lows, highs = np.percentile(means, [tail, 100 - tail], axis=0)
    columns = zip(values.mean(axis=0), lows, highs, strict=True)
    return tuple(Figure(float(mean), float(low), float(high)) for mean, low, high in columns)
