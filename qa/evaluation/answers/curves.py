"""What another threshold would do: risk and coverage (El-Yaniv and Wiener, JMLR 11, 2010).

Every question has a score, the product's judgment of the best statement found. Coverage is the
share of questions that are answered, risk the share of the answers that are wrong. Under a higher
threshold fewer questions would have been answered, with the same answers; what the product would
have said to a question that it refused is not known, so risk ends at its own coverage. How well the
score tells answerable questions from others is known at every threshold.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.evaluation.answers.measures import is_right
from qa.evaluation.answers.running import Result

POINTS = 200
"""Thresholds of a curve at most."""
REFUSED = 0.95
"""Share of the unanswerable questions that should be refused."""
NEVER = 2.0
"""A threshold that no score reaches."""


@dataclass(frozen=True, slots=True)
class Point:
    """If nothing below the threshold were answered. Shares from 0 to 1."""

    threshold: float
    coverage: float
    """Of all questions, those that the product answered."""
    risk: float | None
    """Of those, the wrong answers; None where there are none."""
    right: float
    """Of all questions: rightly answered, or rightly refused."""
    answerable_above: float | None
    """Of the answerable questions, those that score at least so much, answered or not."""
    unanswerable_above: float | None


def risk_coverage(results: Sequence[Result]) -> tuple[Point, ...]:
    """Points by falling threshold, at most POINTS; the first answers nothing."""
    scores, answerable = _scores(results)
    answered = np.array([result.answered for result in results])
    right = np.array([is_right(result) for result in results])
    distinct = np.unique(scores)[::-1]
    if len(distinct) > POINTS - 1:
        places = np.linspace(0, len(distinct) - 1, POINTS - 1).round().astype(int)
        distinct = distinct[places]
    points = []
    for threshold in (NEVER, *map(float, distinct)):
        above = scores >= threshold
        kept = answered & above
        points.append(
            Point(
                threshold=threshold,
                coverage=float(kept.mean()),
                risk=_share(~right, kept),
                right=float(np.where(kept, right, ~answerable).mean()),
                answerable_above=_share(above, answerable),
                unanswerable_above=_share(above, ~answerable),
            )
        )
    return tuple(points)


def separation(results: Sequence[Result]) -> float | None:
    """AUROC of the score, answerable questions against the others; None where all are of a sort."""
    from sklearn.metrics import roc_auc_score

    scores, answerable = _scores(results)
    if answerable.all() or not answerable.any():
        return None
    return float(roc_auc_score(answerable, scores))


def kept_at(results: Sequence[Result], refused: float = REFUSED) -> tuple[float, float] | None:
    """What is left of the answerable questions where so much of the others is refused.

    It compares judgments of answers whatever threshold each has now.

    Returns:
        The share of the answerable questions that score above, and the score: as many of the
        unanswerable ones as `refused` says, or more, score at most so much. None where all
        questions are of a sort.
    """
    scores, answerable = _scores(results)
    others = np.sort(scores[~answerable])
    if not len(others) or not answerable.any():
        return None
    threshold = float(others[math.ceil(refused * len(others)) - 1])
    return float((scores[answerable] > threshold).mean()), threshold


def _scores(results: Sequence[Result]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    scores = np.array([result.score for result in results], dtype=np.float64)
    return scores, np.array([result.case.answerable for result in results])


def _share(flags: NDArray[np.bool_], among: NDArray[np.bool_]) -> float | None:
    return float(flags[among].mean()) if among.any() else None
