"""`footnote eval support`: the checker on judged claims, beside a trivial baseline."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from index.errors import UsageError
from index.files import sha256_of
from index.settings import Settings
from qa.checker import load_checker
from qa.checker.input import compare
from qa.evaluation.places import check_installed
from qa.evaluation.support import Case, SupportFigures, judge, measure, read_cases


@dataclass(frozen=True, slots=True)
class SupportReport:
    dataset: str
    sha256: str
    checker: str
    seconds: float
    """For judging all cases, loading left out."""
    figures: tuple[SupportFigures, ...]
    baseline: tuple[SupportFigures, ...]
    """Of the share of a claim's content words that the evidence holds, .5 being no threshold of
    it: only its AUROC and its best balanced accuracy say something."""


def evaluate_support(dataset: Path, settings: Settings) -> SupportReport:
    """Judge every case of a file with the checker of the settings.

    Raises:
        UsageError: the file is neither AttributionBench nor WiCE, or there is no checker or no
            scikit-learn.
    """
    check_installed("sklearn")
    cases = read_cases(dataset)
    checker = load_checker(settings)
    if checker is None:
        raise UsageError(
            "this installation carries no checker; train one (docs/models.md) or name an "
            "inference cross-encoder with FOOTNOTE_CHECKER"
        )
    checker.check([(cases[0].claim, cases[0].evidence)])  # the first call is slower
    probabilities, seconds = judge(checker, cases)
    return SupportReport(
        dataset=dataset.name,
        sha256=sha256_of(dataset),
        checker=checker.name,
        seconds=seconds,
        figures=measure(cases, probabilities),
        baseline=measure(cases, covered(cases)),
    )


def covered(cases: Sequence[Case]) -> NDArray[np.float64]:
    """Share of each claim's content words, by stem, that its evidence holds."""
    return np.array([1 - compare(case.claim, case.evidence).words for case in cases])


def show_support(report: SupportReport, console: Console) -> None:
    table = Table(title=f"{report.dataset}: {report.checker}, {report.seconds:.0f} s")
    table.add_column("cases of")
    for heading in (
        "cases",
        "supported",
        "balanced accuracy",
        "at best threshold",
        "AUROC",
        "AUROC of shared words",
    ):
        table.add_column(heading, justify="right")
    for each, plain in zip(report.figures, report.baseline, strict=True):
        table.add_row(
            each.name,
            str(each.cases),
            str(each.supported),
            f"{each.balanced_accuracy:.3f}",
            f"{each.best_balanced_accuracy:.3f}",
            f"{each.auroc:.3f}",
            f"{plain.auroc:.3f}",
        )
    console.print(table)


def write_support(report: SupportReport, path: Path) -> None:
    path.write_text(json.dumps(asdict(report), indent=1) + "\n", encoding="utf-8")
