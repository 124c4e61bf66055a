"""Puts every case to the product and keeps each answer on disk, so that a stopped run continues."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from index.errors import FootnoteError, QuestionError
from index.types import Article, Filters, Progress
from qa.evaluation.answers.cases import Case
from qa.evaluation.kept import KeptFile
from qa.types import Answer, Citation, History, Outcome, Sentence, Verdict


class Answering(Protocol):
    """The product, or what stands in for it in tests: see `qa.answering.Answerer`."""

    def answer(self, question: str, history: History, within: Filters) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Result:
    """What the product made of a case."""

    case: Case
    answer: Answer | None
    """None where it raised an error. Without `nearest`, which nothing here measures."""
    seconds: float
    """Wall clock, as the asker waits."""
    error: str = ""

    @property
    def answered(self) -> bool:
        return self.answer is not None and self.answer.outcome is Outcome.ANSWERED

    @property
    def refused(self) -> bool:
        return self.answer is not None and self.answer.outcome is Outcome.NOT_FOUND

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self.answer.sentences if self.answer else ()

    @property
    def score(self) -> float:
        """How well the best statement found answers, by the product's own judgment."""
        return self.answer.score if self.answer else 0.0


class ResultFile(KeptFile[Result]):
    """Results on disk, by the id of their case."""

    def __init__(self, path: Path, cases: Sequence[Case], articles: Sequence[Article]) -> None:
        self._cases = {case.id: case for case in cases}
        self._articles = {article.path: article for article in articles}
        super().__init__(path, _record, self._result, lambda result: result.case.id)

    def _result(self, record: Mapping[str, Any]) -> Result:
        case = self._cases[record["case"]]
        told = record["answer"]
        answer = None if told is None else self._answer(case, told)
        return Result(case, answer, float(record["seconds"]), record["error"])

    def _answer(self, case: Case, told: Mapping[str, Any]) -> Answer:
        return Answer(
            question=case.question,
            standalone=told["standalone"],
            outcome=Outcome(told["outcome"]),
            sentences=tuple(self._sentence(each) for each in told["sentences"]),
            nearest=(),
            dropped=told["dropped"],
            notices=tuple(told["notices"]),
            seconds=told["seconds"],
            within=case.within,
            score=told["score"],
        )

    def _sentence(self, told: Mapping[str, Any]) -> Sentence:
        citations = tuple(
            Citation(number, quote, start, end, self._articles[path])
            for number, quote, start, end, path in told["citations"]
        )
        return Sentence(told["text"], citations, Verdict(told["verdict"]), told["answer"])


def _record(result: Result) -> Mapping[str, Any]:
    answer = result.answer
    return {
        "case": result.case.id,
        "seconds": result.seconds,
        "error": result.error,
        "answer": answer
        and {
            "standalone": answer.standalone,
            "outcome": answer.outcome.value,
            "sentences": [
                {
                    "text": sentence.text,
                    "verdict": sentence.verdict.value,
                    "answer": sentence.answer,
                    "citations": [
                        [c.number, c.quote, c.start, c.end, c.article.path]
                        for c in sentence.citations
                    ],
                }
                for sentence in answer.sentences
            ],
            "dropped": answer.dropped,
            "notices": answer.notices,
            "seconds": answer.seconds,
            "score": answer.score,
        },
    }


def run_cases(
    answering: Answering, cases: Sequence[Case], kept: ResultFile, progress: Progress
) -> tuple[Result, ...]:
    """The result of each case, in order: those in `kept` as they are, the others made now.

    An error that Footnote raises on purpose is that question's result. It is kept only where the
    question itself is refused: a server that is down today may be up when the run continues. The
    first question is asked once before, unmeasured, since it loads what the others find loaded.
    """
    results = kept.read()
    missing = [case for case in cases if case.id not in results]
    if missing:
        _ask(answering, missing[0])
    for done, case in enumerate(missing, start=len(cases) - len(missing)):
        progress(done, len(cases), "asking")
        results[case.id], lasting = _ask(answering, case)
        if lasting:
            kept.append(results[case.id])
    progress(len(cases), len(cases), "asking")
    return tuple(results[case.id] for case in cases)


def _ask(answering: Answering, case: Case) -> tuple[Result, bool]:
    """The result, and whether the same would come out another day."""
    started = time.perf_counter()
    try:
        answer = answering.answer(case.question, case.history, case.within)
    except FootnoteError as error:
        told = f"{type(error).__name__}: {error}"
        seconds = time.perf_counter() - started
        return Result(case, None, seconds, told), isinstance(error, QuestionError)
    return Result(case, answer, time.perf_counter() - started), True
