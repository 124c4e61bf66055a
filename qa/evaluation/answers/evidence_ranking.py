"""Where gold sentences stand among the statements of the passages that are read.

The passages are those that the product reads, the statements and their judgment are the product's
own, once with the reader and once without, so that the two differ in nothing else. Gold sentences
that the data set does not locate, and those that are in no passage found, count as missed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from index.errors import QuestionError, UsageError
from index.types import Progress
from qa.answering import NO_READER, Answerer
from qa.evaluation.answers.cases import Case, Piece
from qa.evaluation.answers.measures import same
from qa.evaluation.bootstrap import Figure, ratio_figures, share_figures
from qa.evaluation.kept import KeptFile
from qa.evaluation.report import JsonObject
from qa.evaluation.retrieval.report import short_figure
from qa.judging import Judged, judge_statements
from qa.weighing.statements import Statement

DEPTH = 10
"""Statements looked at, best first."""
ROADS = ("with the reader", "without")


@dataclass(frozen=True, slots=True)
class Ranked:
    """How many gold sentences of a question are where."""

    case: str
    pieces: int
    """That a whole answer needs; where one of several will do, 1."""
    read: int
    """In any statement of the passages that are read."""
    above: Mapping[str, int]
    """By road: among its first DEPTH statements."""
    first: Mapping[str, bool]
    """By road: whether its first statement is one."""


@dataclass(frozen=True, slots=True)
class EvidenceReport:
    name: str
    ranked: tuple[Ranked, ...]
    """Of the answerable questions, at least one."""

    @property
    def figures(self) -> dict[str, Figure]:
        """Shares of gold sentences and of questions, with intervals over questions."""
        rows = self.ranked
        columns = {"in the passages read": (_column(row.read for row in rows), self._pieces)}
        for road in ROADS:
            columns[f"among the first {DEPTH}, {road}"] = (self._above(road), self._pieces)
        for road in ROADS:
            first = _column(row.first[road] for row in rows)
            columns[f"first is gold, {road}"] = (first, np.ones(len(rows)))
        parts, wholes = (np.column_stack([c[side] for c in columns.values()]) for side in (0, 1))
        found = share_figures(parts, wholes)
        return {name: each for name, each in zip(columns, found, strict=True) if each is not None}

    @property
    def difference(self) -> Figure | None:
        """Gold sentences among the first DEPTH, with the reader less without; paired."""
        less = self._above(ROADS[0]) - self._above(ROADS[1])
        return ratio_figures(less[:, None], self._pieces[:, None])[0]

    @property
    def _pieces(self) -> NDArray[np.float64]:
        return _column(row.pieces for row in self.ranked)

    def _above(self, road: str) -> NDArray[np.float64]:
        return _column(row.above[road] for row in self.ranked)

    def to_json(self) -> JsonObject:
        return {
            "dataset": self.name,
            "depth": DEPTH,
            "measures": {
                name: {"value": figure.value, "interval": [figure.low, figure.high]}
                for name, figure in self.figures.items()
            },
            "difference": self.difference and asdict(self.difference),
            "questions": [asdict(row) for row in self.ranked],
        }


def _column(values: Iterable[float]) -> NDArray[np.float64]:
    return np.array(list(values), dtype=np.float64)


class RankedFile(KeptFile[Ranked]):
    """What was ranked, on disk, by the id of its case."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, asdict, lambda told: Ranked(**told), lambda ranked: ranked.case)


def rank_evidence(
    answerer: Answerer, name: str, cases: Sequence[Case], kept: RankedFile, progress: Progress
) -> EvidenceReport:
    """Judge the statements found for each answerable question, on both roads.

    Questions in `kept` are as they are.

    Raises:
        UsageError: there is no reader, or no answerable question.
    """
    if answerer.reader is None:
        raise UsageError(f"{NO_READER}; train one (docs/models.md) to compare it")
    answerable = [case for case in cases if case.answerable]
    if not answerable:
        raise UsageError(f"none of the questions asked of {name} has an answer; raise --limit")
    ranked = kept.read()
    missing = [case for case in answerable if case.id not in ranked]
    for done, case in enumerate(missing, start=len(answerable) - len(missing)):
        progress(done, len(answerable), "ranking evidence")
        ranked[case.id] = _rank(answerer, case)
        kept.append(ranked[case.id])
    return EvidenceReport(name, tuple(ranked[case.id] for case in answerable))


def _rank(answerer: Answerer, case: Case) -> Ranked:
    try:
        query, hits = answerer.find(case.question, case.history, case.within)
    except QuestionError:
        nothing = dict.fromkeys(ROADS, 0)
        return Ranked(case.id, case.at_least, 0, nothing, dict.fromkeys(ROADS, False))
    embedder = answerer.library.embedder
    judged: dict[str, Judged] = {
        road: judge_statements(query, hits, embedder, reader)
        for road, reader in zip(ROADS, (answerer.reader, None), strict=True)
    }
    first = ROADS[0]
    return Ranked(
        case.id,
        case.at_least,
        _count(judged[first].statements, case),
        {road: _count(each.statements[:DEPTH], case) for road, each in judged.items()},
        {road: bool(_count(each.statements[:1], case)) for road, each in judged.items()},
    )


def _count(found: Sequence[Statement], case: Case) -> int:
    """Pieces of gold evidence that the statements hold, at most as many as an answer needs."""
    held = sum(any(_is(each, piece) for each in found) for piece in case.pieces)
    return min(held, case.at_least)


def _is(statement: Statement, piece: Piece) -> bool:
    source = statement.source
    return source.article.path in piece.paths and any(
        same(source.article.text, (source.start, source.end), place) for place in piece.places
    )


def show_evidence(report: EvidenceReport, console: Console) -> None:
    pieces = sum(row.pieces for row in report.ranked)
    console.print(
        f"{report.name}: {len(report.ranked)} answerable questions, {pieces} gold sentences; "
        "with 95% intervals",
        markup=False,
        soft_wrap=True,
    )
    table = Table()
    table.add_column("gold sentences")
    table.add_column("share", justify="right")
    for name, figure in report.figures.items():
        value, low, high = (short_figure(each) for each in (figure.value, figure.low, figure.high))
        table.add_row(name, f"{value} ({low}-{high})")
    less = report.difference
    if less is not None:
        value, low, high = (f"{each:+.3f}" for each in (less.value, less.low, less.high))
        table.add_row(f"among the first {DEPTH}, the difference", f"{value} ({low} to {high})")
    console.print(table)


def write_evidence(report: EvidenceReport, path: Path) -> None:
    path.write_text(json.dumps(report.to_json(), indent=1) + "\n", encoding="utf-8")
