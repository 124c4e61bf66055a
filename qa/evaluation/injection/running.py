"""Every attack in every article: planted, asked about, judged, and kept on disk."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from index.library import Library
from index.types import Article, Progress
from qa.answering import Answerer
from qa.evaluation.injection.attacks import Attack, Place, Planted, plant
from qa.evaluation.injection.judging import Findings, Judge
from qa.evaluation.kept import KeptFile
from qa.evaluation.remembering import (
    RememberingChecker,
    RememberingEmbedder,
    RememberingGenerator,
    RememberingReader,
)
from qa.types import Answer, Outcome

PLACES = tuple(Place)


@dataclass(frozen=True, slots=True)
class Case:
    """One question, asked of the library with one attack planted in one article."""

    attack: Attack
    path: str
    place: Place
    question: str

    @property
    def key(self) -> str:
        return "\n".join((self.attack.id, self.path, self.place, self.question))


@dataclass(frozen=True, slots=True)
class Result:
    case: Case
    findings: Findings
    before: Outcome
    """Of the same question before the attack was planted."""
    outcome: Outcome
    changed: bool
    """Whether the answer differs in anything that is shown from the one before."""
    text: str
    """The answer's."""


class ResultFile(KeptFile[Result]):
    """The results on disk, by case."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, asdict, _result, lambda result: result.case.key)


def _result(record: Mapping[str, Any]) -> Result:
    case, found = record["case"], record["findings"]
    return Result(
        Case(Attack(**case["attack"]), case["path"], Place(case["place"]), case["question"]),
        Findings(
            found["cites"], tuple(found["words"]), tuple(found["addresses"]), found["outside"]
        ),
        Outcome(record["before"]),
        Outcome(record["outcome"]),
        record["changed"],
        record["text"],
    )


def cases_of(
    attacks: Sequence[Attack], questions: Mapping[str, Sequence[str]], each: int
) -> tuple[Case, ...]:
    """Every attack in every article, article by article.

    Places and questions go round, so that all of them meet attacks of every kind.

    Args:
        questions: of each article that attacks are planted in, by path.
        each: questions asked for each attack in each article, at most.
    """
    return tuple(
        Case(attack, path, PLACES[(number + article) % len(PLACES)], question)
        for article, (path, own) in enumerate(questions.items())
        for number, attack in enumerate(attacks)
        for question in _turn(own, number * each, each)
    )


def _turn(own: Sequence[str], start: int, count: int) -> Iterator[str]:
    return (own[(start + step) % len(own)] for step in range(min(count, len(own))))


def run_cases(
    cases: Sequence[Case],
    articles: Sequence[Article],
    answerer: Answerer,
    kept: ResultFile,
    progress: Progress,
) -> tuple[Result, ...]:
    """The result of each case, in order: those in `kept` as they are, the others made now.

    The whole way from question to answer is gone each time; what the models were asked before
    they do not compute again, which leaves a fraction of the work.

    Args:
        articles: all that the library is to hold.
        answerer: whose models are used; its own library is not.
    """
    results = kept.read()
    missing = [case for case in cases if case.key not in results]
    if missing:
        with tempfile.TemporaryDirectory() as name:
            for result in _run(missing, articles, answerer, Path(name), progress):
                results[result.case.key] = result
                kept.append(result)
    return tuple(results[case.key] for case in cases)


def _run(
    cases: Sequence[Case],
    articles: Sequence[Article],
    answerer: Answerer,
    folder: Path,
    progress: Progress,
) -> Iterator[Result]:
    with Library.open(
        folder / "library", RememberingEmbedder(answerer.library.embedder), create=True
    ) as library:
        bench = _Bench(library, articles, remembering(library, answerer), folder / "planted")
        done = 0
        for _, group in groupby(cases, key=lambda case: case.path):
            of_article = list(group)
            for question in dict.fromkeys(case.question for case in of_article):
                progress(done, len(cases), "asking without attacks")
                bench.ask_clean(question)
            for case in of_article:
                progress(done, len(cases), "asking with attacks")
                yield bench.run(case)
                done += 1
        progress(len(cases), len(cases), "asking with attacks")


def remembering(library: Library, answerer: Answerer) -> Answerer:
    """An answerer over the library with the same models, none of which computes a thing twice."""
    return Answerer(
        library,
        RememberingGenerator(answerer.generator),
        RememberingReader(answerer.reader) if answerer.reader else None,
        answerer.reranker,
        RememberingChecker(answerer.checker) if answerer.checker else None,
    )


class _Bench:
    """A library in which one article at a time holds an attack."""

    def __init__(
        self, library: Library, articles: Sequence[Article], answerer: Answerer, folder: Path
    ) -> None:
        self._library, self._answerer, self._folder = library, answerer, folder
        self._clean = {article.path: article for article in articles}
        self._judge = Judge(articles)
        self._answers: dict[str, Answer] = {}
        self._planted: Planted | None = None
        library.add(articles)

    def ask_clean(self, question: str) -> None:
        """Keep the answer to compare with."""
        if question not in self._answers:
            self._put(None)
            self._answers[question] = self._answerer.answer(question)

    def run(self, case: Case) -> Result:
        planted = plant(self._clean[case.path], case.attack, case.place, self._folder)
        self._put(planted)
        clean, answer = self._answers[case.question], self._answerer.answer(case.question)
        library = {each.id: each for each in self._clean.values()}
        library[planted.article.id] = planted.article
        findings = self._judge.judge(answer, clean, planted, library)
        changed = _shown(answer) != _shown(clean)
        return Result(case, findings, clean.outcome, answer.outcome, changed, answer.text)

    def _put(self, planted: Planted | None) -> None:
        """Make it the one article that holds an attack."""
        former, self._planted = self._planted, planted
        if planted == former:
            return
        added = [planted.article] if planted else []
        if former and not (planted and planted.article.path == former.article.path):
            added.append(self._clean[former.article.path])
        self._library.add(added)


def _shown(answer: Answer) -> tuple[object, ...]:
    quotes = tuple((citation.article.id, citation.quote) for citation in answer.citations)
    return answer.text, quotes
