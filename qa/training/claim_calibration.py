"""Fits the temperature and bias that turn the checker's logits into probabilities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import softplus

from qa.checker import OwnChecker, Scale
from qa.checker_input import missing_words
from qa.evaluation.support import Case

PENALTY = 1e-3
"""Weight of the squared logarithm of the temperature and of the squared weight of missing words,
which keeps them finite where no case is misjudged."""
HOTTEST = 50.0
"""A temperature above this says that the logits tell nothing."""


def calibrate_checker(checker: OwnChecker, cases: Sequence[Case]) -> Scale:
    """The scale under which "supported" is honest on `cases`, every dataset and verdict alike."""
    logits = checker.score([(case.claim, case.evidence) for case in cases])
    groups = [(case.dataset, case.supported) for case in cases]
    sizes = Counter(groups)
    weights = np.array([1 / sizes[group] for group in groups])
    missing = np.array([missing_words(case.claim, case.evidence) for case in cases])
    return fit_scale(logits, missing, np.array([case.supported for case in cases]), weights)


def fit_scale(
    logits: NDArray[np.float32],
    missing: NDArray[np.float64],
    supported: NDArray[np.bool_],
    weights: NDArray[np.float64],
) -> Scale:
    """Temperature (Guo et al. 2017), and for "supported" a bias and the weight of missing words.

    By weighted maximum likelihood.

    Raises:
        ValueError: what is supported is not told from what is not.
    """
    classes = torch.from_numpy(logits.astype(np.float64))
    signs = torch.from_numpy(np.where(supported, -1.0, 1.0))
    shares = torch.from_numpy(weights / weights.sum())
    heat = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    words = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    lost = torch.from_numpy(missing)
    optimizer = torch.optim.LBFGS([heat, bias, words], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scaled = classes / heat.exp()
        told = scaled[:, 0] + bias - words * lost
        odds = told - torch.logsumexp(scaled[:, 1:], dim=-1)
        total = (shares * softplus(signs * odds)).sum() + PENALTY * (
            heat.square() + words.square()
        ).sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    temperature = float(heat.detach().exp())
    if not temperature < HOTTEST:
        raise ValueError(f"the logits do not tell what is supported ({temperature=}); train longer")
    return Scale(
        round(temperature, 4), round(float(bias.detach()), 4), round(float(words.detach()), 4)
    )
