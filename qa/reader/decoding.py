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
LIKELY_SPANS = 20
"""Spans of a sentence that are weighed against each other."""
SHARPENED = 0.7
"""Temperature of their probabilities; between .5 and 1 it hardly matters (docs/log.md)."""


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


def best_spans(layout: Layout, logits: Logits) -> tuple[tuple[Span, ...], Span]:
    """The best span of each sentence, and the best of all.

    A span lies within one sentence and has at most LONGEST_ANSWER tokens. Its probability is
    that of its start times that of its end. Best is the span that may be expected to share most
    with the answer (`_most_shared`): where "Dvorak", "Karel Dvorak" and "mayor Karel Dvorak" are
    about as likely, the middle one.
    """
    numbers = np.asarray(layout.sentence_of)
    starts = logits.starts - _log_sum(logits.starts)
    ends = logits.ends - _log_sum(logits.ends)
    spans: list[Span] = []
    best, best_shared = (0, 0), -math.inf
    for number in range(layout.sentences):
        places = np.flatnonzero(numbers == number)
        if not len(places):
            spans.append((0, 0))
            continue
        first, last = int(places[0]), int(places[-1]) + 1
        start, end, shared = _most_shared(starts[first:last], ends[first:last])
        spans.append((layout.offset(first + start)[0], layout.offset(first + end)[1]))
        if shared > best_shared:
            best, best_shared = spans[-1], shared
    return tuple(spans), best


def _most_shared(starts: Scores, ends: Scores) -> tuple[int, int, float]:
    """The span with the highest expected F1 of tokens against the answer.

    Minimum Bayes risk decoding (Goel and Byrne 2000) over the LIKELY_SPANS likeliest spans, each
    the answer with its probability, sharpened.

    Returns:
        Its first and last token, and the expected F1.
    """
    scores = span_scores(starts, ends)
    likeliest = np.argsort(-scores, axis=None, kind="stable")[:LIKELY_SPANS]
    first, last = np.divmod(likeliest, len(ends))
    possible = np.isfinite(scores[first, last])
    first, last = first[possible], last[possible]
    chances = np.exp(scores[first, last] / SHARPENED)
    shared = np.minimum(last[:, None], last) - np.maximum(first[:, None], first) + 1
    sizes = last - first + 1
    expected = (2 * np.maximum(shared, 0) / (sizes[:, None] + sizes)) @ chances
    chosen = int(expected.argmax())
    start, end = int(first[chosen]), int(last[chosen])
    return start, end, float(expected[chosen])


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
