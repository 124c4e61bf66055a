"""Fits the scale that turns the checker's logits into probabilities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import softplus

from qa.checker.input import Comparison
from qa.checker.own import OwnChecker, Scale, above_typical
from qa.evaluation.support import Case

PENALTY, GROWTH_PENALTY = 1e-4, 3e-3
"""Weights of the squares of what is fitted but the bias. The first keeps them finite where no case
is misjudged, the second keeps a weight from changing its sign with the size of the evidence."""
HOTTEST = 50.0
"""A temperature above this says that the logits tell nothing."""


def calibrate_checker(checker: OwnChecker, cases: Sequence[Case]) -> Scale:
    """The scale under which "supported" is honest on `cases`, every dataset and verdict alike."""
    logits = checker.score([(case.claim, case.evidence) for case in cases])
    groups = [(case.dataset, case.supported) for case in cases]
    sizes = Counter(groups)
    weights = np.array([1 / sizes[group] for group in groups])
    compared = np.array(checker.compare([(case.claim, case.evidence) for case in cases]))
    return fit_scale(logits, compared, np.array([case.supported for case in cases]), weights)


def fit_scale(
    logits: NDArray[np.float32],
    compared: NDArray[np.float64],
    supported: NDArray[np.bool_],
    weights: NDArray[np.float64],
) -> Scale:
    """By weighted maximum likelihood: temperature (Guo et al. 2017), bias, weights, their growth.

    Args:
        logits: (cases, 3), in the order of Relation.
        compared: (cases, 7), in the order of Comparison.

    Raises:
        ValueError: what is supported is not told from what is not.
    """
    classes = torch.from_numpy(logits.astype(np.float64))
    above = np.array([[above_typical(Comparison(*each).evidence_size)] for each in compared])
    beside = torch.from_numpy(np.hstack([compared, compared * above]))
    count = len(Comparison._fields)
    signs = torch.from_numpy(np.where(supported, -1.0, 1.0))
    shares = torch.from_numpy(weights / weights.sum())
    sizes = (1, 1, beside.shape[1])
    heat, bias, weighed = fitted = [
        torch.zeros(size, dtype=torch.float64, requires_grad=True) for size in sizes
    ]
    optimizer = torch.optim.LBFGS(fitted, max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scaled = classes / heat.exp()
        told = scaled[:, 0] + bias - beside @ weighed
        against = torch.logsumexp(scaled[:, 1:], dim=-1)
        squares = PENALTY * (heat.square().sum() + weighed[:count].square().sum())
        squares += GROWTH_PENALTY * weighed[count:].square().sum()
        total = (shares * softplus(signs * (told - against))).sum() + squares
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    temperature = float(heat.detach().exp())
    if not temperature < HOTTEST:
        raise ValueError(f"the logits do not tell what is supported ({temperature=}); train longer")
    rounded = [round(float(worth), 4) for worth in weighed.detach()]
    level, growth = Comparison(*rounded[:count]), Comparison(*rounded[count:])
    return Scale(round(temperature, 4), round(float(bias.detach()), 4), level, growth)
