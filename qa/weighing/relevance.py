"""Does this statement answer this question? One plain function, `judge`.

A logistic model over a few signals (qa/weighing/signals.py) that each mean something by
themselves. The trained reader gives two of them; where an installation carries none, the others
decide with weights of their own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

from index.types import Hit
from qa.asked import Query
from qa.reader import Reader
from qa.weighing.reading import answer_words, read
from qa.weighing.signals import Signals, measure
from qa.weighing.statements import Statement


@dataclass(frozen=True, slots=True)
class Judgment:
    """One statement judged as an answer."""

    probability: float
    answer: str
    """The words of the statement most likely to be the answer; "" without a reader."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Of a logistic model: one weight for each signal, and the bias."""

    signals: tuple[float, ...]
    bias: float


# Fitted by `python -m qa.evaluation.calibration SQUAD_FILE MULTIHOP_FOLDER --questions 800`, with
# and without the reader; the biases and the weight of `named` are then set on the development
# halves of the seeds and news sets, where most questions are refused rightly or have the right
# statement first, the weight of `among` on SQuAD's questions asked of their paragraph alone. With
# the reader both bias and `among` are set anew on the invented articles (docs/log.md).
WITH_READER = Weights((3.2, 0.0, 1.4, 0.0, 0.0, 1.45, 0.0, 4.8, 2.0, 2.9, 3.5, 1.75), -8.5)
WITHOUT_READER = Weights((6.8, 3.0, 2.05, 0.0, 0.0, 2.05, 0.0, 0.0, 0.0, 2.55, 1.5, 1.75), -11.8)


LEAST_KNOWN = 0.5
"""With more of its names unknown to every passage, a question is about something else."""


def judge(
    query: Query,
    hits: Sequence[Hit],
    found: Sequence[Statement],
    cosines: NDArray[np.float32],
    reader: Reader | None = None,
    many: int | None = None,
) -> tuple[Judgment, ...]:
    """Judge each statement of the hits as an answer to the query, in the order given.

    Args:
        cosines: of the embeddings of the question and each statement, shape (len(found),).
        many: how many statements were read for the question, where `found` are not all.
    """
    readings = read(query, hits, found, reader)
    weights = WITH_READER if reader else WITHOUT_READER
    measured = measure(query, hits, found, cosines, readings, many)
    answers = [
        answer_words(statement, hits[statement.hit], reading)
        for statement, reading in zip(found, readings, strict=False)
    ]
    return tuple(
        Judgment(_logistic(signals, weights), answer)
        for signals, answer in zip(measured, answers or [""] * len(found), strict=True)
    )


def ruled_out(signals: Signals) -> bool:
    """Whether a statement is about other people, or cannot be or know what is asked for."""
    return signals.people < 1 or not signals.possible or signals.known < LEAST_KNOWN


def _logistic(signals: Signals, weights: Weights) -> float:
    """The probability; 0 where a signal rules the statement out whatever the others say."""
    if ruled_out(signals):
        return 0.0
    total = sum(w * v for w, v in zip(weights.signals, astuple(signals), strict=True))
    return 1.0 / (1.0 + math.exp(-(total + weights.bias)))
