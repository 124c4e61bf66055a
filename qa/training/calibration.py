"""Fits the logistic models that turn the reader's logits into probabilities."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from qa.reader.decoding import Scales
from qa.reader.own import OwnReader
from qa.training.examples import Example


def calibrate(reader: OwnReader, examples: Sequence[Example]) -> Scales:
    """Scales under which the reader's probabilities are honest on `examples`, held out."""
    scored = reader.score_pairs(
        [example.question for example in examples],
        [example.paragraph.text for example in examples],
        [example.paragraph.sentences for example in examples],
    )
    logits, labels = [], []
    for example, one in zip(examples, scored, strict=True):
        for number, logit in enumerate(one.sentences):
            if np.isfinite(logit):
                logits.append((float(logit),))
                labels.append(number in example.answering)
    slope, bias = fit_logistic(np.array(logits), np.array(labels))
    features = np.array([one.features for one in scored])
    weights = fit_logistic(features, np.array([example.answerable for example in examples]))
    first, second, third, last = (round(float(weight), 4) for weight in weights)
    return Scales((round(float(slope), 4), round(float(bias), 4)), (first, second, third, last))


def fit_logistic(
    features: NDArray[np.float64], labels: NDArray[np.bool_], *, penalty: float = 1e-3
) -> NDArray[np.float64]:
    """Weights of a logistic regression, the bias last.

    `penalty` is half the mean-loss weight of the squared weights, the bias left out: it keeps
    the weights finite where the classes part without error.
    """
    # scikit-learn weighs the summed loss by C beside half the squared weights.
    weight = 1 / (penalty * len(labels)) if penalty else np.inf
    model = LogisticRegression(C=weight, solver="newton-cholesky", tol=1e-8)
    model.fit(features, labels)
    return np.append(model.coef_[0], model.intercept_[0])
