"""Fits the temperature and bias that turn the checker's logits into probabilities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from qa.checker import OwnChecker, Scale
from qa.evaluation.support import Case


def calibrate_checker(checker: OwnChecker, cases: Sequence[Case]) -> Scale:
    """The scale under which "supported" is honest on `cases`, every dataset and verdict alike."""
    logits = checker.score([(case.claim, case.evidence) for case in cases])
    groups = [(case.dataset, case.supported) for case in cases]
    sizes = Counter(groups)
    weights = np.array([1 / sizes[group] for group in groups])
    return fit_scale(logits, np.array([case.supported for case in cases]), weights)


def fit_scale(
    logits: NDArray[np.float32], supported: NDArray[np.bool_], weights: NDArray[np.float64]
) -> Scale:
    """Weighted logistic regression of "supported" on its log odds (Platt 1999).

    The log odds of one class against two others do not scale as its logit does, so slope and bias
    are fitted at a given temperature until the slope is 1.
    """
    temperature, bias = 1.0, 0.0
    for _ in range(ROUNDS):
        scaled = logits / temperature
        odds = (scaled[:, 0] - np.logaddexp(scaled[:, 1], scaled[:, 2])).reshape(-1, 1)
        model = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-8)
        model.fit(odds, supported, sample_weight=weights * len(weights) / weights.sum())
        slope, bias = float(model.coef_[0, 0]), float(model.intercept_[0])
        if slope <= 0:
            raise ValueError(f"support falls as its score rises (slope {slope:.3f}); train longer")
        temperature /= slope
        if abs(slope - 1) < 1e-3:
            break
    return Scale(round(temperature, 4), round(bias, 4))


ROUNDS = 50
