"""Fits weights of the signals to questions whose statements were measured, and judges them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from qa.weighing.signals import Signals

PENALTY = 0.001
"""Of the squared weights."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The statements found for one case: their signals, and which of them answer."""

    signals: NDArray[np.float64]
    """(statements, signals)"""
    answers: NDArray[np.bool_]
    possible: NDArray[np.bool_]
    """Which statements nothing rules out."""
    answerable: bool

    def scores(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Of each statement without the bias; minus infinity where it is ruled out."""
        scored: NDArray[np.float64] = np.where(self.possible, self.signals @ weights, -math.inf)
        return scored


def fit(
    measured: Sequence[Measured], shares: Sequence[float], signals: Sequence[int]
) -> tuple[NDArray[np.float64], float]:
    """A weight for each signal, 0 if unused, and the bias.

    The statements of a question compete with each other and with "none of them": softmax over all
    of them and a score of 0, as for the spans of a passage in Devlin et al. (2019). Where several
    answer, their probabilities add up.

    Args:
        shares: how much each question counts.
        signals: indexes of those used.
    """
    from scipy.optimize import minimize

    used = list(signals)
    cases = [
        (each.signals[each.possible][:, used], each.answers[each.possible], share)
        for each, share in zip(measured, shares, strict=True)
        if each.answers[each.possible].any() or not each.answerable
    ]
    whole = sum(share for _, _, share in cases)

    def loss(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights, bias = parameters[:-1], parameters[-1]
        total = PENALTY * float(weights @ weights)
        gradient = np.append(2 * PENALTY * weights, 0.0)
        for rows, answers, share in cases:
            scores = np.append(rows @ weights + bias, 0.0)  # the last is "none of them"
            likely = np.exp(scores - scores.max())
            likely /= likely.sum()
            right = np.append(answers, not answers.any())
            chance = likely[right].sum()
            total -= share / whole * math.log(chance)
            slope = (likely - np.where(right, likely / chance, 0.0))[:-1] * share / whole
            gradient += np.append(rows.T @ slope, slope.sum())
        return total, gradient

    start = np.zeros(len(used) + 1)
    fitted = minimize(loss, start, jac=True, method="L-BFGS-B").x
    weights = np.zeros(len(fields(Signals)))
    weights[used] = fitted[:-1]
    return weights, float(fitted[-1])


def describe(measured: Sequence[Measured], weights: NDArray[np.float64]) -> str:
    """How often an answering statement comes first, and how well the best score separates."""
    from sklearn.metrics import roc_auc_score

    scores = [each.scores(weights) for each in measured]
    best = [max(each, default=-math.inf) for each in scores]
    answerable = [each.answerable for each in measured]
    first = [
        bool(each.answers[score.argmax()]) if len(score) else False
        for each, score in zip(measured, scores, strict=True)
        if each.answerable
    ]
    area = roc_auc_score(answerable, np.maximum(best, -100.0))
    return (
        f"{len(measured)} questions, {sum(answerable)} answerable; answer first "
        f"{np.mean(first):.3f}; AUROC answerable {area:.3f}"
    )


def refusals(measured: Sequence[Measured], weights: NDArray[np.float64], fitted: float) -> str:
    """For biases, how many unanswerable questions are refused, and how many are answered right."""
    parts = []
    for bias in fitted + np.arange(-2.0, 2.1, 0.5):
        refused = right = 0
        for each in measured:
            scores = each.scores(weights)
            if not len(scores) or scores.max() + bias < 0:
                refused += not each.answerable
            else:
                right += each.answerable and bool(each.answers[scores.argmax()])
        parts.append(f"{bias:.1f}: {refused} refused, {right} right")
    return "; ".join(parts)
