"""The reader's scores -> answer spans and calibrated probabilities. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.types import Span
from qa.reader.input import Layout

Scores = NDArray[np.floating[Any]]

LONGEST_ANSWER = 30
"""Tokens of an answer span."""


@dataclass(frozen=True, slots=True)
class Logits:
    """The network's raw scores for one passage of T tokens and S sentences, float32."""

    starts: NDArray[np.float32]
    """(T,); position 0 stands for "no answer here"."""
    ends: NDArray[np.float32]
    """(T,), likewise."""
    sentences: NDArray[np.float32]
    """(S,); -inf for a sentence that was not read."""
    answerable: float

    @property
    def features(self) -> tuple[float, float, float]:
        """What answerability is judged by: the passage's own logit, the best sentence's, and how
        far the best start and end stand above "no answer here"."""
        margin = self.starts[1:].max() - self.starts[0] + self.ends[1:].max() - self.ends[0]
        best = float(self.sentences.max()) if len(self.sentences) else -np.inf
        return self.answerable, max(best, -30.0), max(float(margin), -30.0)


@dataclass(frozen=True, slots=True)
class Scales:
    """Logistic models from logits to probabilities, fitted by qa.training.calibration."""

    sentence_weights: tuple[float, float] = (1.0, 0.0)
    """Slope and bias."""
    answer_weights: tuple[float, float, float, float] = (1.0, 0.0, 0.0, 0.0)
    """One for each of `Logits.features`, and the bias."""

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Scales:
        return cls(tuple(values["sentence"]), tuple(values["answer"]))

    def to_json(self) -> dict[str, Any]:
        return {"sentence": self.sentence_weights, "answer": self.answer_weights}

    def sentence(self, logit: float) -> float:
        slope, bias = self.sentence_weights
        return 0.0 if logit == -math.inf else _sigmoid(slope * logit + bias)

    def answerable(self, logits: Logits) -> float:
        *weights, bias = self.answer_weights
        return _sigmoid(sum(w * f for w, f in zip(weights, logits.features, strict=True)) + bias)


def _sigmoid(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, value))))


def best_spans(layout: Layout, logits: Logits) -> tuple[tuple[Span, ...], Span, float]:
    """The best span of each sentence, the best of all, and the probability of that one.

    A span lies within one sentence and has at most LONGEST_ANSWER tokens. Its probability is
    that of its start times that of its end.
    """
    numbers = np.asarray(layout.sentence_of)
    starts = logits.starts - _log_sum(logits.starts)
    ends = logits.ends - _log_sum(logits.ends)
    spans: list[Span] = []
    best, best_score = (0, 0), -math.inf
    for number in range(layout.sentences):
        places = np.flatnonzero(numbers == number)
        if not len(places):
            spans.append((0, 0))
            continue
        first, last = int(places[0]), int(places[-1]) + 1
        start, end, score = _best_pair(starts[first:last], ends[first:last])
        spans.append((layout.offset(first + start)[0], layout.offset(first + end)[1]))
        if score > best_score:
            best, best_score = spans[-1], score
    return tuple(spans), best, math.exp(best_score)


def _best_pair(starts: Scores, ends: Scores) -> tuple[int, int, float]:
    scores = span_scores(starts, ends)
    start, end = divmod(int(scores.argmax()), len(ends))
    return start, end, float(scores[start, end])


def span_scores(starts: Scores, ends: Scores) -> Scores:
    """Scores of all spans of T tokens: (T,) and (T,) -> (T, T), by first and last token.

    Where a span would run backwards or have more than LONGEST_ANSWER tokens: -inf.
    """
    scores = starts[:, None] + ends[None, :]
    width = np.arange(len(ends))[None, :] - np.arange(len(starts))[:, None]
    possible: Scores = np.where((width >= 0) & (width < LONGEST_ANSWER), scores, -np.inf)
    return possible


def _log_sum(values: NDArray[np.float32]) -> float:
    top = float(values.max())
    return top + math.log(float(np.exp(values - top).sum()))
