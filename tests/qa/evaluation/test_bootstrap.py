from __future__ import annotations

import numpy as np
import pytest

from qa.evaluation.bootstrap import Figure, mean_figures, ratio_figures


def test_the_interval_of_a_share_is_near_the_normal_one() -> None:
    values = np.zeros((400, 1))
    values[:100] = 1.0
    (figure,) = mean_figures(values)
    half = 1.96 * (0.25 * 0.75 / 400) ** 0.5
    assert figure.value == 0.25
    assert figure.low == pytest.approx(0.25 - half, abs=0.01)
    assert figure.high == pytest.approx(0.25 + half, abs=0.01)


def test_columns_are_drawn_together_and_the_same_each_time() -> None:
    values = np.random.default_rng(1).random((50, 1))
    one, other = mean_figures(np.hstack([values, -values]))
    assert (-other.high, -other.low) == pytest.approx((one.low, one.high))
    assert mean_figures(values) == mean_figures(values)


def test_a_paired_difference_is_sharper_than_two_intervals() -> None:
    hard = np.random.default_rng(2).random((100, 1))  # some questions are harder for everybody
    (ours,), (theirs,) = mean_figures(hard + 0.02), mean_figures(hard)
    (difference,) = mean_figures((hard + 0.02) - hard)
    assert ours.low < theirs.high, "the intervals overlap"
    assert difference.is_clear
    assert difference.low == pytest.approx(0.02)


def test_a_difference_around_nothing_is_not_clear() -> None:
    assert not Figure(0.01, -0.01, 0.03).is_clear
    assert not Figure(0.0, 0.0, 0.0).is_clear
    assert Figure(-0.02, -0.03, -0.01).is_clear


def test_a_ratio_weighs_questions_by_what_they_have() -> None:
    parts, wholes = np.array([[1.0], [0.0], [0.0]]), np.array([[1.0], [3.0], [0.0]])
    (figure,) = ratio_figures(parts, wholes)
    assert figure is not None
    assert figure.value == 0.25
    assert (figure.low, figure.high) == (0.0, 1.0)


def test_a_ratio_of_nothing_is_none() -> None:
    parts = np.array([[0.0, 1.0], [0.0, 1.0]])
    nothing, all_of_it = ratio_figures(parts, parts)
    assert nothing is None
    assert all_of_it == Figure(1.0, 1.0, 1.0)


def test_ratios_of_like_wholes_are_means() -> None:
    values = np.random.default_rng(3).random((40, 2))
    (first, _), (mean, _) = ratio_figures(values, np.ones_like(values)), mean_figures(values)
    assert first == mean
    assert mean.value == pytest.approx(values[:, 0].mean())
