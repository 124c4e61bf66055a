"""The fit of the evidence weights: statements compete with each other and with none of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from index.library import Library
from qa.evaluation.fitting import Measured, describe, fit
from qa.evaluation.measuring import measure_questions, measure_stories
from qa.evaluation.questions import Fact, Question
from qa.training.sources.written import read_stories
from qa.weighing.signals import Signals
from tests.fakes import FakeEmbedder
from tests.qa.making import article
from tests.qa.training.stories_fixtures import write_stories

COSINE, COVERAGE = 0, 1


def measured(
    cosines: Sequence[float], answer: int | None, ruled_out: int | None = None
) -> Measured:
    rows = np.zeros((len(cosines), len(fields(Signals))))
    rows[:, COSINE] = cosines
    rows[:, COVERAGE] = 0.5  # tells nothing
    numbers = np.arange(len(cosines))
    return Measured(rows, numbers == answer, numbers != ruled_out, answer is not None)


CASES = [
    *(measured([0.9, 0.3 + each / 50, 0.2], 0) for each in range(10)),
    *(measured([0.1, 0.4 + each / 50, 0.3], None) for each in range(10)),
]


def test_a_signal_that_tells_gets_the_weight() -> None:
    weights, bias = fit(CASES, [1.0] * len(CASES), [COSINE, COVERAGE])
    assert weights[COSINE] > 5 * abs(weights[COVERAGE])
    assert 0.9 * weights[COSINE] + bias > 0 > 0.6 * weights[COSINE] + bias
    assert "answer first 1.000; AUROC answerable 1.000" in describe(CASES, weights)


def test_what_is_not_used_or_is_ruled_out_weighs_nothing() -> None:
    weights, _ = fit(CASES, [1.0] * len(CASES), [COSINE])
    assert weights[COVERAGE] == 0.0
    tempting = measured([0.9, 0.95], 0, ruled_out=1)
    assert "answer first 1.000" in describe([tempting, CASES[-1]], weights)


def test_a_question_counts_by_its_share() -> None:
    odd = [measured([0.1, 0.9], 0) for _ in range(10)]
    shares = [1.0] * len(CASES) + [0.0] * len(odd)
    ignored, _ = fit([*CASES, *odd], shares, [COSINE])
    alone, _ = fit(CASES, [1.0] * len(CASES), [COSINE])
    assert ignored[COSINE] == pytest.approx(alone[COSINE], rel=1e-3)


def test_a_question_of_a_set_is_answered_by_its_gold_articles_alone(tmp_path: Path) -> None:
    ferry = article("The ferry stopped on Monday. Nobody knew why.", "ferry.txt")
    other = article("The ferry to Velm stopped on Monday too.", "other.txt")
    asked = Question(
        "day",
        "date",
        "When did the ferry stop?",
        True,
        (Fact(("Monday",), frozenset({"ferry.txt"})),),
        1,
    )
    with Library.open(tmp_path / "library", FakeEmbedder(), create=True) as library:
        library.add([ferry, other])
        (found,) = measure_questions([asked], library, None)
    assert found.answerable
    assert found.answers.sum() == 1
    assert found.signals.shape == (3, len(fields(Signals)))


def test_a_storys_questions_are_asked_of_its_own_passages(tmp_path: Path) -> None:
    stories = read_stories(write_stories(tmp_path))
    unanswered, injured = measure_stories(stories, FakeEmbedder(), None)
    assert injured.answerable
    assert list(injured.answers.nonzero()[0]) == [2]
    assert not unanswered.answerable
    assert not unanswered.answers.any()
    assert len(injured.answers) == 5
