"""Runs a question set and reports: what `footnote eval seeds` does."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from index.errors import FootnoteError, UsageError
from index.settings import load_settings
from qa.evaluation.measures import Score, failed, score
from qa.evaluation.questions import Question, check_articles, load_questions
from qa.evaluation.report import Report, SystemReport, show_report
from qa.types import Answer, History

System = Callable[[str, History], Answer]
"""Answers a question after earlier turns."""

SEEDS_QUESTIONS = Path(__file__).parents[2] / "tests" / "data" / "seeds_questions.json"
"""In a source checkout; an installed package does not carry it."""


def evaluate_seeds(
    systems: Mapping[str, System],
    questions: Sequence[Question],
    progress: Callable[[int, int, str], None] | None = None,
) -> Report:
    """Ask every system every question.

    An error that Footnote raises on purpose is that question's result; any other ends the run.

    Args:
        systems: by the name they have in the report, the product first.
        questions: what to ask.
        progress: called before each question with how many were asked, of how many, and its id.
    """
    reports = []
    for done, (name, system) in enumerate(systems.items()):
        scores = []
        for number, question in enumerate(questions):
            if progress:
                asked = done * len(questions) + number
                progress(asked, len(systems) * len(questions), f"{name}: {question.id}")
            scores.append(_ask(system, question))
        reports.append(SystemReport(name, tuple(scores)))
    return Report(tuple(reports))


def _ask(system: System, question: Question) -> Score:
    started = time.perf_counter()
    try:
        answer = system(question.question, question.history)
    except FootnoteError as error:
        return failed(question, f"{type(error).__name__}: {error}", time.perf_counter() - started)
    return score(question, answer, time.perf_counter() - started)


def run_seeds_command(
    questions_file: Path | None, baseline: bool, json_file: Path | None, split: str | None
) -> int:
    """Evaluate the default library, print the report, and return the exit status, 0.

    The "check" split asked for by name gives totals only: it stays unseen while we tune.

    Raises:
        UsageError: the question set or the place for the JSON file is not usable. Raised before
            any question is asked.
        FootnoteError: the library or the models cannot be opened.
    """
    questions = _questions(questions_file, split)
    check_report(json_file)
    report = _evaluate_default(questions, baseline)
    write_report(report, json_file, split)
    show_report(report, Console(), list_failures=split != "check")
    return 0


def check_report(json_file: Path | None) -> None:
    """Refuse a report that could not be written, before any question is asked.

    Raises:
        UsageError: its folder is not there.
    """
    if json_file and not json_file.absolute().parent.is_dir():
        raise UsageError(f"no folder {json_file.parent} for the report; make it first")


def write_report(report: Report, json_file: Path | None, split: str | None) -> None:
    """Write the report where one is wanted; of the "check" split alone only the totals."""
    if json_file:
        content = json.dumps(report.to_json(each_question=split != "check"), indent=2)
        json_file.write_text(content + "\n", encoding="utf-8")


def _questions(questions_file: Path | None, split: str | None) -> tuple[Question, ...]:
    if questions_file is None and not SEEDS_QUESTIONS.is_file():
        raise UsageError(
            "the question set on the seeds is part of the source checkout, not of the installed "
            "package; name one with --questions FILE"
        )
    return load_questions(questions_file or SEEDS_QUESTIONS, split)


def _evaluate_default(questions: Sequence[Question], baseline: bool) -> Report:
    from qa.evaluation.baseline import baseline_system
    from qa.opening import open_answerer

    answerer = open_answerer(load_settings())
    check_articles(questions, [article.path for article in answerer.library.articles()])
    systems: dict[str, System] = {"footnote": answerer.answer}
    if baseline:
        systems["plain baseline"] = baseline_system(answerer.library.search, answerer.generator)
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("asking", total=None)

        def progress(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=name)

        return evaluate_seeds(systems, questions, progress)
