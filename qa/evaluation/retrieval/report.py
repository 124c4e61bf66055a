"""The result of a run: as values, as tables, as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from rich.text import Text

from qa.evaluation.bootstrap import Figure, mean_figures
from qa.evaluation.retrieval.comparing import Run, differences, lead
from qa.evaluation.retrieval.datasets import Dataset, JsonObject, Question
from qa.evaluation.retrieval.measures import Scores, measures_of
from qa.evaluation.retrieval.running import Ranking
from qa.evaluation.shares import quantile

LISTED = 10
"""Units of each ranking in the JSON; the work folder has them all."""


@dataclass(frozen=True, slots=True)
class SystemResult:
    """What a system found for each question, and its scores, in the order of the questions."""

    name: str
    rankings: tuple[Ranking, ...]
    scores: tuple[Scores, ...]

    def matrix(self, measures: Sequence[str]) -> NDArray[np.float64]:
        """Scores, shape (questions, measures)."""
        return np.array([[each[measure] for measure in measures] for each in self.scores])

    def milliseconds(self, q: float) -> float:
        """Quantile of the time for one question."""
        return 1000 * (quantile(sorted(ranking.seconds for ranking in self.rankings), q) or 0.0)

    @property
    def refused(self) -> int:
        return sum(bool(ranking.refusal) for ranking in self.rankings)


@dataclass(frozen=True, slots=True)
class RetrievalReport:
    dataset: Dataset
    questions: tuple[Question, ...]
    """Those that were asked."""
    passages: int
    systems: tuple[SystemResult, ...]
    origin: JsonObject
    """What made the figures: versions, commit, settings."""
    others: tuple[Run, ...] = ()
    """Earlier runs on the same questions, to compare with."""

    @property
    def measures(self) -> tuple[str, ...]:
        return measures_of(self.dataset.unit)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of question, in order of first appearance; none where there is but one."""
        kinds = tuple(dict.fromkeys(question.kind for question in self.questions))
        return kinds if len(kinds) > 1 else ()

    @property
    def run(self) -> Run:
        systems = {system.name: system.matrix(self.measures) for system in self.systems}
        return Run("", self.measures, systems)

    def figures(self, system: SystemResult, kind: str | None = None) -> dict[str, Figure]:
        """The mean of each measure over the questions, or over those of a kind."""
        matrix = system.matrix(self.measures)
        if kind is not None:
            matrix = matrix[[question.kind == kind for question in self.questions]]
        return dict(zip(self.measures, mean_figures(matrix), strict=True))

    def to_json(self) -> JsonObject:
        return {
            "dataset": {
                "name": self.dataset.name,
                "hash": self.dataset.hash,
                "articles": len(self.dataset.articles),
                "passages": self.passages,
                "judged_questions": len(self.dataset.questions),
                "asked_questions": len(self.questions),
                "unit": self.dataset.unit.value,
                "notes": list(self.dataset.notes),
            },
            "origin": self.origin,
            "systems": {system.name: self._system_json(system) for system in self.systems},
            "less_the_others": {k: _figures_json(v) for k, v in lead(self.run).items()},
            "less_earlier_runs": {
                other.name: {k: _figures_json(v) for k, v in differences(self.run, other).items()}
                for other in self.others
            },
        }

    def _system_json(self, system: SystemResult) -> JsonObject:
        return {
            "measures": _figures_json(self.figures(system)),
            "by_kind": {k: _figures_json(self.figures(system, k)) for k in self.kinds},
            "milliseconds": {"median": system.milliseconds(0.5), "p90": system.milliseconds(0.9)},
            "refused": system.refused,
            "questions": [
                {
                    "id": question.id,
                    "question": question.text,
                    "kind": question.kind,
                    "found": list(ranking.units[:LISTED]),
                    "refusal": ranking.refusal,
                    "milliseconds": 1000 * ranking.seconds,
                    "measures": dict(scores),
                }
                for question, ranking, scores in zip(
                    self.questions, system.rankings, system.scores, strict=True
                )
            ],
        }


def show_retrieval(report: RetrievalReport, console: Console) -> None:
    """Write the tables, and what is to be known of the data."""
    dataset = report.dataset
    title = (
        f"{dataset.name}: {len(report.questions)} of {len(dataset.questions)} judged questions, "
        f"{len(dataset.articles)} articles, {report.passages} passages; means with 95% intervals"
    )
    console.print(title, markup=False, soft_wrap=True)
    console.print(_overview(report))
    if report.kinds:
        console.print(_by_kind(report))
    first = report.systems[0].name
    _show_differences(f"{first} less the others, paired", lead(report.run), console)
    for other in report.others:
        title = f"this run less {other.name}, paired"
        _show_differences(title, differences(report.run, other), console)
    for note in dataset.notes:
        console.print(note, markup=False, soft_wrap=True)


def _overview(report: RetrievalReport) -> Table:
    table = Table()
    table.add_column("")
    for system in report.systems:
        table.add_column(system.name, justify="right")
    figures = [report.figures(system) for system in report.systems]
    for measure in report.measures:
        table.add_row(measure, *(_cell(each[measure]) for each in figures))
    table.add_section()
    for label, q in (("median", 0.5), ("90th percentile", 0.9)):
        times = (f"{system.milliseconds(q):.0f}" for system in report.systems)
        table.add_row(f"ms a question, {label} (noisy)", *times)
    table.add_row("questions refused", *(str(system.refused) for system in report.systems))
    return table


def _by_kind(report: RetrievalReport) -> Table:
    table = Table(title="by kind of question", title_justify="left")
    for heading in ("", "", "questions"):
        table.add_column(heading)
    for measure in report.measures:
        table.add_column(measure, justify="right")
    for kind in report.kinds:
        count = sum(question.kind == kind for question in report.questions)
        for system in report.systems:
            figures = report.figures(system, kind)
            cells = (short_figure(figures[measure].value) for measure in report.measures)
            table.add_row(Text(kind), system.name, str(count), *cells)
        table.add_section()
    return table


def _show_differences(
    title: str, columns: Mapping[str, Mapping[str, Figure]], console: Console
) -> None:
    """Write a table, unless it is empty; "*" where the interval leaves 0 out."""
    if not columns:
        return
    table = Table(title=Text(title), title_justify="left")
    table.add_column("")
    for name in columns:
        table.add_column(name, justify="right")
    for measure in next(iter(columns.values())):
        table.add_row(measure, *(_difference(figures[measure]) for figures in columns.values()))
    console.print(table)


def _difference(figure: Figure) -> str:
    value, low, high = (f"{each:+.3f}" for each in (figure.value, figure.low, figure.high))
    return f"{value} ({low} to {high}){'*' if figure.is_clear else ' '}"


def _cell(figure: Figure) -> str:
    return f"{short_figure(figure.value)} ({short_figure(figure.low)}-{short_figure(figure.high)})"


def short_figure(value: float) -> str:
    """.763, as reports of retrieval write it."""
    return f"{value:.3f}".removeprefix("0")


def _figures_json(figures: dict[str, Figure]) -> JsonObject:
    return {
        measure: {"value": figure.value, "interval": [figure.low, figure.high]}
        for measure, figure in figures.items()
    }
