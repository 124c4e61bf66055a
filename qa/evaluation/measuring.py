"""Questions asked of a library through the product's own retrieval, reader and signals."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np

from index.embedding import Embedder
from index.library import Library
from index.types import Article, Span
from qa.answering import PASSAGES_READ
from qa.asked import Query
from qa.evaluation.fitting import Measured
from qa.evaluation.matching import states
from qa.evaluation.news import Topic, library_of
from qa.evaluation.questions import Question
from qa.evaluation.squad import Topic as SquadTopic
from qa.evaluation.squad import read_topics
from qa.judging import vectors_of
from qa.query import understand
from qa.reader import Reader
from qa.retrieval import retrieve
from qa.training.sources.written import Story
from qa.weighing.asking import may_answer
from qa.weighing.reading import read
from qa.weighing.relevance import ruled_out
from qa.weighing.signals import measure
from qa.weighing.statements import Statement, statements

logger = logging.getLogger(__name__)


Place = tuple[str, int, int]
"""The id of an article, and where in its text something begins and ends."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question, and where its gold answers stand; none: unanswerable."""

    question: str
    answers: frozenset[Place]


def read_squad(path: Path) -> tuple[tuple[Article, ...], tuple[Case, ...]]:
    """The articles and cases of a file in the format of SQuAD 2.0.

    Raises:
        UsageError: the file is missing or in another format.
    """
    read = [_of_topic(topic) for topic in read_topics(path)]
    return (
        tuple(article for article, _ in read),
        tuple(case for _, cases in read for case in cases),
    )


def _of_topic(topic: SquadTopic) -> tuple[Article, list[Case]]:
    name = topic.title
    body: list[Span] = []
    cases: list[Case] = []
    text = ""
    for paragraph in topic.paragraphs:
        begin, text = len(text), text + paragraph.text
        body.append((begin, len(text)))
        text += "\n"
        for question in paragraph.questions:
            places = frozenset(
                (name, begin + start, begin + end) for start, end in question.answers
            )
            cases.append(Case(question.text, places))
    article = Article(name, f"{name}.txt", text, tuple(body), content_hash=name, title=topic.name)
    return article, cases


def measure_cases(
    cases: Sequence[Case], library: Library, reader: Reader | None
) -> Iterator[Measured]:
    """Each case; a gold answer has its place."""
    for number, case in enumerate(cases, start=1):

        def answers(each: Statement, case: Case = case) -> bool:
            source = each.source
            return any(
                source.article.id == article and source.start <= start and end <= source.end
                for article, start, end in case.answers
            )

        yield _measured(understand(case.question), library, reader, answers, bool(case.answers))
        if number % 50 == 0:
            logger.info("%d of %d questions", number, len(cases))


def measure_stories(
    stories: Iterable[Story], embedder: Embedder, reader: Reader | None
) -> Iterator[Measured]:
    """Each question about a written story, asked of a library of its passages alone."""
    for story in stories:
        articles, cases = _of_story(story)
        with library_of(Topic(story.name, articles, ()), embedder) as library:
            yield from measure_cases(cases, library, reader)


def _of_story(story: Story) -> tuple[tuple[Article, ...], list[Case]]:
    """A passage of a story is an article; a question may have answers in several."""
    places = {passage.text: f"{story.name}/{i}" for i, passage in enumerate(story.passages)}
    articles = tuple(
        Article(
            places[each.text],
            f"{places[each.text]}.txt",
            each.text,
            ((0, len(each.text)),),
            content_hash=places[each.text],
            title=each.title,
        )
        for each in story.passages
    )
    answers: dict[str, set[Place]] = {question: set() for question in story.unanswered}
    for each in story.answered:
        found = {(places[each.paragraph.text], start, end) for start, end in each.answers}
        answers.setdefault(each.question, set()).update(found)
    return articles, [Case(question, frozenset(each)) for question, each in answers.items()]


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
