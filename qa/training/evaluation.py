"""Figures of a reader on SQuAD 2.0 development data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from qa.evaluation.overlap import token_f1
from qa.reader.own import OwnReader
from qa.training.examples import Example


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares and F1 from 0 to 1."""

    questions: int
    sentence_first: float
    """Of answerable questions: the sentence ranked first in its paragraph answers."""
    forced_f1: float
    """Of answerable questions: token F1 of the best span."""
    auroc: float
    """Answerable against unanswerable, by `Reading.answerable`."""
    overall_f1: float
    """Token F1 over all questions, refusing below the threshold that serves best."""
    refuse_all: float
    """The same if every question is refused."""
    threshold: float


def evaluate(reader: OwnReader, examples: Sequence[Example]) -> Figures:
    """Read every example's paragraph for its question and compare with its answers."""
    readings = reader.read_pairs(
        [example.question for example in examples],
        [example.paragraph.text for example in examples],
        [example.paragraph.sentences for example in examples],
    )
    first, f1 = [], []
    for example, reading in zip(examples, readings, strict=True):
        if example.answerable:
            top = int(np.argmax(reading.sentence_probabilities))
            first.append(top in example.answering)
            start, end = reading.span
            words = example.paragraph.text[start:end]
            f1.append(max(token_f1(words, answer) for answer in example.answer_texts))
    answerable = np.array([example.answerable for example in examples])
    scores = np.array([reading.answerable for reading in readings])
    overall, threshold = best_overall(scores, answerable, np.array(f1))
    return Figures(
        questions=len(examples),
        sentence_first=float(np.mean(first)),
        forced_f1=float(np.mean(f1)),
        auroc=float(roc_auc_score(answerable, scores)),
        overall_f1=overall,
        refuse_all=float(np.mean(~answerable)),
        threshold=threshold,
    )


def best_overall(
    scores: NDArray[np.float64], answerable: NDArray[np.bool_], f1: NDArray[np.float64]
) -> tuple[float, float]:
    """Best mean F1 over all questions and its threshold; `f1` is of the answerable ones only.

    As in SQuAD 2.0 a refusal is worth 1 where there is no answer and 0 where there is one.
    """
    gain = np.zeros(len(scores))
    gain[answerable] = f1
    gain[~answerable] = -1.0
    order = np.argsort(-scores, kind="stable")
    totals = np.concatenate([[0.0], np.cumsum(gain[order])]) + float((~answerable).sum())
    best = int(totals.argmax())
    threshold = float(scores[order[best - 1]]) if best else float("inf")
    return float(totals[best]) / len(scores), threshold
