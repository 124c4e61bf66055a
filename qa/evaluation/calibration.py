"""Fit the weights of qa.weighing.relevance on development data, and print them.

    python -m qa.evaluation.calibration SQUAD_FILE MULTIHOP_FOLDER [--questions N]
        [--without-reader]

Three sorts of questions, each through the product's own retrieval, reader and signals: SQuAD's, of
which most that have no answer were written to look as if they had; those on the seeds; those on
news (qa.evaluation.news), of which MULTIHOP_FOLDER has the articles. A statement answers when it
holds a gold answer; no statement answers an unanswerable question. Fitted on the development halves
of the question sets and half of SQuAD's, judged on the others.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np

from index.embedding import load_embedder
from index.library import Library, seeds_folder
from index.settings import load_settings
from index.types import Article, Span
from qa.answering import PASSAGES_READ
from qa.evaluation.fitting import Measured, describe, fit, refusals
from qa.evaluation.injection.command import read_folders
from qa.evaluation.matching import states
from qa.evaluation.news import Topic, library_of, load_topics
from qa.evaluation.questions import SPLITS, Question, load_questions
from qa.evaluation.seeds import SEEDS_QUESTIONS
from qa.evaluation.squad import Topic as SquadTopic
from qa.evaluation.squad import read_topics
from qa.judging import vectors_of
from qa.query import understand
from qa.reader import Reader, load_reader
from qa.retrieval import retrieve
from qa.types import Query
from qa.weighing.asking import may_answer
from qa.weighing.reading import read
from qa.weighing.relevance import ruled_out
from qa.weighing.signals import Signals, measure
from qa.weighing.statements import Statement, statements

logger = logging.getLogger(__name__)

NOT_FITTED = ("people", "known", "possible", "among")
"""Signals that rule a statement out and weigh nothing otherwise; and how many statements were read,
which hardly differs between these questions."""
SQUAD = "SQuAD"
SQUAD_SHARE = 0.4
"""Weight of all of SQuAD's questions together, those of the sets together having 1: readers' own
questions share fewer words with what answers them."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question, and where in which article its gold answers stand; none: unanswerable."""

    question: str
    article_id: str
    answers: frozenset[Span]


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


def _article_and_cases(topic: SquadTopic) -> tuple[Article, list[Case]]:
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


def measure_squad(
    cases: Sequence[Case], library: Library, reader: Reader | None
) -> Iterator[Measured]:
    """Each case of SQuAD's; a gold answer has its place."""
    for number, case in enumerate(cases, start=1):

        def answers(each: Statement, case: Case = case) -> bool:
            source = each.source
            return source.article.id == case.article_id and any(
                source.start <= start and end <= source.end for start, end in case.answers
            )

        yield _measured(understand(case.question), library, reader, answers, bool(case.answers))
        if number % 50 == 0:
            logger.info("%d of %d questions", number, len(cases))


def measure_questions(
    questions: Sequence[Question], library: Library, reader: Reader | None
) -> Iterator[Measured]:
    """Each question of a set; a gold answer is a wording in an article that states it.

    Follow-ups are left out, since they are asked in other words.
    """
    for question in (each for each in questions if not each.history):

        def answers(each: Statement, question: Question = question) -> bool:
            return any(
                each.source.article.path in fact.gold_articles
                and any(states(each.source.text, wording) for wording in fact.any)
                for fact in question.facts
            )

        query = understand(question.question)
        yield _measured(query, library, reader, answers, question.answerable)


def _measured(
    query: Query,
    library: Library,
    reader: Reader | None,
    answers: Callable[[Statement], bool],
    answerable: bool,
) -> Measured:
    hits = retrieve(query, library, PASSAGES_READ)
    found = statements(hits)
    vectors = vectors_of(found, hits, library.embedder)
    cosines = vectors @ library.embedder.encode([query.standalone])[0]
    measured = measure(query, hits, found, cosines, read(query, hits, found, reader))
    return Measured(
        np.array([astuple(signals) for signals in measured]),
        np.array([answers(each) for each in found], dtype=bool),
        np.array(
            [
                may_answer(query, each) and not ruled_out(signals)
                for each, signals in zip(found, measured, strict=True)
            ],
            dtype=bool,
        ),
        answerable,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("squad_file", type=Path)
    parser.add_argument("multihop_folder", type=Path)
    parser.add_argument("--questions", type=int, default=600, help="of SQuAD's")
    parser.add_argument("--without-reader", action="store_true")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    reader = None if options.without_reader else load_reader(load_settings())
    sets = _measure_sets(options.squad_file, options.multihop_folder, options.questions, reader)
    names = [field.name for field in fields(Signals)]
    left_out = set(NOT_FITTED) | (set() if reader else {"reader", "passage"})
    used = [i for i, name in enumerate(names) if name not in left_out]
    weights, bias = fit(*_to_fit_on(sets), used)
    listed = ", ".join(f"{name} {w:.2f}" for name, w in zip(names, weights, strict=True))
    sys.stdout.write(f"fitted: {listed}; bias {bias:.2f}\n")
    for (name, split), each in sets.items():
        sys.stdout.write(f"{name}, {split}: {describe(each, weights)}\n")
        sys.stdout.write(f"{name}, {split}: {refusals(each, weights, bias)}\n")
    return 0


Sets = dict[tuple[str, str], list[Measured]]
"""By name and split."""


def _measure_sets(
    squad_file: Path, multihop_folder: Path, questions: int, reader: Reader | None
) -> Sets:
    embedder = load_embedder(load_settings())
    articles, cases = read_squad(squad_file)
    chosen = random.Random(0).sample(cases, min(questions, len(cases)))
    seeds = Topic("seeds", read_folders((seeds_folder(),)), load_questions(SEEDS_QUESTIONS))
    sets: Sets = {}
    for name, topics in (("seeds", (seeds,)), ("news", load_topics(multihop_folder))):
        for topic in topics:
            with library_of(topic, embedder) as library:
                for split in SPLITS:
                    asked = [each for each in topic.questions if each.split == split]
                    found = measure_questions(asked, library, reader)
                    sets.setdefault((name, split), []).extend(found)
    with library_of(Topic(SQUAD, articles, ()), embedder) as library:
        measured = list(measure_squad(chosen, library, reader))
    half = len(measured) // 2
    return sets | {(SQUAD, SPLITS[0]): measured[:half], (SQUAD, SPLITS[1]): measured[half:]}


def _to_fit_on(sets: Sets) -> tuple[list[Measured], list[float]]:
    """The questions of the development halves, and how much each counts."""
    halves = {name: each for (name, split), each in sets.items() if split == SPLITS[0]}
    own = sum(len(each) for name, each in halves.items() if name != SQUAD)
    shares = [
        SQUAD_SHARE * own / len(each) if name == SQUAD else 1.0
        for name, each in halves.items()
        for _ in each
    ]
    return [measured for each in halves.values() for measured in each], shares


if __name__ == "__main__":
    sys.exit(main())
