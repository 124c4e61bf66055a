"""Two runs on the same questions: their paired differences.

A run is read back from the JSON that `--json` wrote, from its scores of each question.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import UsageError
from qa.evaluation.bootstrap import Figure, mean_figures
from qa.evaluation.retrieval.datasets import Dataset, Question, read_text
from qa.evaluation.retrieval.measures import measures_of


@dataclass(frozen=True, slots=True)
class Run:
    """The scores of a run: of each system a matrix, shape (questions, measures)."""

    name: str
    """Of its file; "" of the run that is being made."""
    measures: tuple[str, ...]
    systems: Mapping[str, NDArray[np.float64]]

    def figures(self, system: str) -> dict[str, Figure]:
        """The mean of each measure."""
        return dict(zip(self.measures, mean_figures(self.systems[system]), strict=True))


def read_run(path: Path, dataset: Dataset, questions: Sequence[Question]) -> Run:
    """An earlier run, its rows in the order of `questions`.

    Raises:
        UsageError: not a file that `--json` wrote, or a run on other data or other questions.
    """
    try:
        content = json.loads(read_text(path))
        data = str(content["dataset"]["hash"])
        systems = {
            str(name): {question["id"]: question["measures"] for question in system["questions"]}
            for name, system in content["systems"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"{path} is no file that --json of footnote eval retrieval wrote; name one that is"
        ) from error
    asked = [question.id for question in questions]
    if data != dataset.hash or any(set(each) != set(asked) for each in systems.values()):
        raise UsageError(
            f"{path} was measured on other data or other questions; "
            "compare runs with the same data set, --queries, --qrels and --limit-queries"
        )
    measures = measures_of(dataset.unit)
    try:
        matrices = {
            name: np.array([[float(scores[i][m]) for m in measures] for i in asked])
            for name, scores in systems.items()
        }
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{path} lacks a measure of {error}; make the run again") from error
    return Run(path.stem, measures, matrices)


def differences(ours: Run, theirs: Run) -> dict[str, dict[str, Figure]]:
    """Of each system that both have, ours less theirs."""
    return {
        name: _difference(ours.measures, ours.systems[name], theirs.systems[name])
        for name in ours.systems
        if name in theirs.systems
    }


def lead(run: Run) -> dict[str, dict[str, Figure]]:
    """The run's first system less each of its others."""
    first, *others = run.systems
    return {
        name: _difference(run.measures, run.systems[first], run.systems[name]) for name in others
    }


def _difference(
    measures: Sequence[str], ours: NDArray[np.float64], theirs: NDArray[np.float64]
) -> dict[str, Figure]:
    return dict(zip(measures, mean_figures(ours - theirs), strict=True))
