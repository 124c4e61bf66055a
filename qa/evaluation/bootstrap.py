"""Intervals by resampling questions (B. Efron, Annals of Statistics 7, 1979), and paired ones.

The questions of a test are a sample; another draw of as many questions would give another mean.
How far it would stray is seen by drawing from the sample itself, with replacement.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.evaluation.shares import Share

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
    figures = ratio_figures(values, np.ones_like(values))
    return tuple(figure for figure in figures if figure is not None)


def ratio_figures(
    parts: NDArray[np.float64], wholes: NDArray[np.float64]
) -> tuple[Figure | None, ...]:
    """The sum of each column of `parts` over that of `wholes`, with its percentile interval.

    For shares of what a question may have several of, or none, as citations. A draw of questions
    that has none of it tells nothing and is left out.

    Args:
        parts: shape (questions, measures); at least one row.
        wholes: the same shape; 0 or more.

    Returns:
        One figure for each column, None where the whole is 0.
    """
    count = len(parts)
    generator = np.random.default_rng(SEED)
    draws = (generator.integers(0, count, count) for _ in range(RESAMPLES))
    sums = np.stack([(parts[draw].sum(axis=0), wholes[draw].sum(axis=0)) for draw in draws])
    tail = 100 * (1 - LEVEL) / 2
    figures: list[Figure | None] = []
    for column, (part, whole) in enumerate(zip(parts.sum(axis=0), wholes.sum(axis=0), strict=True)):
        if not whole:
            figures.append(None)
            continue
        drawn = sums[:, :, column]
        some = drawn[:, 1] > 0
        low, high = np.percentile(drawn[some, 0] / drawn[some, 1], [tail, 100 - tail])
        figures.append(Figure(float(part / whole), float(low), float(high)))
    return tuple(figures)


def share_figures(
    parts: NDArray[np.float64], wholes: NDArray[np.float64]
) -> tuple[Figure | None, ...]:
    """`ratio_figures` of shares from 0 to 1, with an interval also where nothing or all is counted.

    Questions that all agree look the same however they are drawn, which would make 3 of 3 as sure
    as 300 of 300. There the interval is Wilson's, over the questions whose whole is above 0.
    """
    telling = (wholes > 0).sum(axis=0)
    return tuple(
        _widened(figure, int(count))
        for figure, count in zip(ratio_figures(parts, wholes), telling, strict=True)
    )


def _widened(figure: Figure | None, questions: int) -> Figure | None:
    if figure is None or figure.value not in (0.0, 1.0):
        return figure
    low, high = Share(round(figure.value * questions), questions).interval or (0.0, 1.0)
    return Figure(figure.value, min(low, figure.value), max(high, figure.value))
