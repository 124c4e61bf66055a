"""Fit the weights of qa.weighing.relevance on development data, and print them.

    python -m qa.evaluation.calibration SQUAD_FILE [--questions N] [--without-reader]

SQUAD_FILE is in the format of SQuAD 2.0. Its articles make a library, and each question goes
through the product's own retrieval, reader and signals. A statement answers when one of the gold
answers stands in it; no statement answers an unanswerable question. Most of those questions were
written to look answerable from a paragraph that is in the library, so they are near misses.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding import load_embedder
from index.library import Library
from index.settings import load_settings
from index.types import Article, Span
from qa.answering import PASSAGES_READ
from qa.evaluation.squad import Topic, read_topics
from qa.query import understand
from qa.reader import Reader, load_reader
from qa.retrieval import retrieve
from qa.weighing.relevance import Signals, measure, read
from qa.weighing.statements import statements

logger = logging.getLogger(__name__)

RULING_OUT = ("people", "known", "possible")
"""Signals that rule a statement out and weigh nothing otherwise."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question, and where in which article its gold answers stand; none: unanswerable."""

    question: str
    article_id: str
    answers: frozenset[Span]


@dataclass(frozen=True, slots=True)
class Measured:
    """The statements found for one case: their signals, and which of them answer."""

    signals: NDArray[np.float64]
    """(statements, signals)"""
    answers: NDArray[np.bool_]
    answerable: bool


def read_squad(path: Path) -> tuple[tuple[Article, ...], tuple[Case, ...]]:
    """The articles and cases of a file in the format of SQuAD 2.0.

    Raises:
        UsageError: the file is missing or in another format.
    """
    read = [_article_and_cases(topic) for topic in read_topics(path)]
    return (
        tuple(article for article, _ in read),
        tuple(case for _, cases in read for case in cases),
    )


def _article_and_cases(topic: Topic) -> tuple[Article, list[Case]]:
    name = topic.title
    body: list[Span] = []
    cases: list[Case] = []
    text = ""
    for paragraph in topic.paragraphs:
        begin, text = len(text), text + paragraph.text
        body.append((begin, len(text)))
        text += "\n"
        for question in paragraph.questions:
            places = frozenset((begin + start, begin + end) for start, end in question.answers)
            cases.append(Case(question.text, name, places))
    article = Article(name, f"{name}.txt", text, tuple(body), content_hash=name, title=topic.name)
    return article, cases


def measure_cases(
    cases: Sequence[Case], library: Library, reader: Reader | None
) -> Iterator[Measured]:
    """Each case through retrieval, statements, reader and signals."""
    for number, case in enumerate(cases, start=1):
        query = understand(case.question)
        hits = retrieve(query, library, PASSAGES_READ)
        found = statements(hits)
        vectors = library.embedder.encode([query.standalone, *(s.source.text for s in found)])
        measured = measure(query, found, vectors[1:] @ vectors[0], read(query, hits, found, reader))
        answers = [
            each.source.article.id == case.article_id
            and any(each.source.start <= a and b <= each.source.end for a, b in case.answers)
            for each in found
        ]
        yield Measured(
            np.array([astuple(signals) for signals in measured]),
            np.array(answers, dtype=bool),
            bool(case.answers),
        )
        if number % 50 == 0:
            logger.info("%d of %d questions", number, len(cases))


def fit(measured: Sequence[Measured], signals: Sequence[int]) -> tuple[NDArray[np.float64], float]:
    """Logistic regression of "answers" on these signals: a weight for each, 0 if unused; bias."""
    from sklearn.linear_model import LogisticRegression

    rows = np.concatenate([each.signals for each in measured])[:, list(signals)]
    labels = np.concatenate([each.answers for each in measured])
    model = LogisticRegression(max_iter=1000).fit(rows, labels)
    weights = np.zeros(len(fields(Signals)))
    weights[list(signals)] = model.coef_[0]
    return weights, float(model.intercept_[0])


def describe(measured: Sequence[Measured], weights: NDArray[np.float64]) -> str:
    """How often an answering statement comes first, and how well the best score separates."""
    from sklearn.metrics import roc_auc_score

    scores = [each.signals @ weights for each in measured]
    reachable = [i for i, each in enumerate(measured) if each.answers.any()]
    answerable = [each.answerable for each in measured]
    first = np.mean([measured[i].answers[scores[i].argmax()] for i in reachable])
    area = roc_auc_score(answerable, [score.max() for score in scores])
    return (
        f"{len(measured)} questions, {sum(answerable)} answerable, {len(reachable)} with an answer "
        f"in {PASSAGES_READ} passages; answer first {first:.3f}; AUROC answerable {area:.3f}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("squad_file", type=Path)
    parser.add_argument("--questions", type=int, default=600)
    parser.add_argument("--without-reader", action="store_true")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    settings = load_settings()
    articles, cases = read_squad(options.squad_file)
    chosen = random.Random(0).sample(cases, min(options.questions, len(cases)))
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "library", load_embedder(settings), create=True) as library,
    ):
        library.add(articles)
        reader = None if options.without_reader else load_reader(settings)
        measured = list(measure_cases(chosen, library, reader))
    half = len(measured) // 2
    names = [field.name for field in fields(Signals)]
    left_out = set(RULING_OUT) | (set() if reader else {"reader", "passage"})
    used = [i for i, name in enumerate(names) if name not in left_out]
    weights, _ = fit(measured[:half], used)
    sys.stdout.write(f"fitted on one half, on the other: {describe(measured[half:], weights)}\n")
    weights, bias = fit(measured, used)
    listed = ", ".join(f"{name} {w:.2f}" for name, w in zip(names, weights, strict=True))
    sys.stdout.write(f"fitted on all: {listed}; bias {bias:.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
