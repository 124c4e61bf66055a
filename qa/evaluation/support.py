"""How well a checker tells supported from unsupported: AttributionBench and WiCE."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import UsageError
from qa.checker import Checker

_MARKUP = re.compile(r"\s*\[\d+\]|\*\*|</s>")
"""Markers of citations, bold type and ends of text, which a claim carries but does not say."""
_ADDRESS = re.compile(r"^\[\d+\] https?://\S+\s*", re.MULTILINE)
"""A reference's number and address, on a line before its text."""


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with evidence that people judged."""

    dataset: str
    subset: str
    claim: str
    evidence: str
    grade: str
    """The judgment in the words of its dataset."""

    @property
    def supported(self) -> bool:
        return self.grade in ("attributable", "supported")


@dataclass(frozen=True, slots=True)
class SupportFigures:
    """Of the cases of one dataset or subset, in shares from 0 to 1."""

    name: str
    cases: int
    supported: int
    balanced_accuracy: float
    """Mean of the shares of supported and of other cases that are judged right, supported meaning a
    probability of at least .5."""
    best_balanced_accuracy: float
    """The same at the threshold that serves best on these very cases."""
    auroc: float
    """Supported against all others."""


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of an AttributionBench or a WiCE file, in its order.

    Raises:
        UsageError: the file is neither.
    """
    cases = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the cases {path}: {error}") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            cases.append(_case(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(
                f"{path}:{number} is no row of AttributionBench or WiCE ({error!r}); "
                "give a file with claim and references, or claim and evidence"
            ) from error
    if not cases:
        raise UsageError(f"{path} holds no cases; give a file with one JSON object in a line")
    return tuple(cases)


def _case(row: dict[str, Any]) -> Case:
    if "attribution_label" in row:
        evidence = "\n\n".join(_ADDRESS.sub("", reference) for reference in row["references"])
        claim = _MARKUP.sub("", row["claim"]).strip()
        grade = row["attribution_label"]
        return Case("AttributionBench", row["src_dataset"], claim, evidence, grade)
    return Case("WiCE", "", row["claim"], "\n".join(row["evidence"]), row["label"])


def judge(checker: Checker, cases: Sequence[Case]) -> tuple[NDArray[np.float64], float]:
    """Probability of support for every case, and the seconds that it took."""
    began = time.perf_counter()
    judged = checker.check([(case.claim, case.evidence) for case in cases])
    return np.array([each.supported for each in judged]), time.perf_counter() - began


def measure(
    cases: Sequence[Case], probabilities: NDArray[np.float64]
) -> tuple[SupportFigures, ...]:
    """Figures of each dataset and of each of its subsets.

    WiCE has three grades; beside supported against the rest, supported against not supported.
    """
    figures = []
    for dataset in dict.fromkeys(case.dataset for case in cases):
        inside = [case.dataset == dataset for case in cases]
        figures.append(_figures(dataset, cases, probabilities, inside))
        subsets = sorted({c.subset for c in cases if c.dataset == dataset and c.subset})
        for subset in subsets if len(subsets) > 1 else ():
            chosen = [case.dataset == dataset and case.subset == subset for case in cases]
            figures.append(_figures(f"{dataset}: {subset}", cases, probabilities, chosen))
        sharp = [case.dataset == dataset and not case.grade.startswith("partial") for case in cases]
        if sharp != inside:
            name = f"{dataset}: supported or not, none in part"
            figures.append(_figures(name, cases, probabilities, sharp))
    return tuple(figures)


def _figures(
    name: str, cases: Sequence[Case], probabilities: NDArray[np.float64], chosen: Sequence[bool]
) -> SupportFigures:
    from sklearn.metrics import roc_auc_score

    kept = np.array(chosen)
    truth = np.array([case.supported for case in cases])[kept]
    scores = probabilities[kept]
    both = truth.any() and not truth.all()
    return SupportFigures(
        name=name,
        cases=len(truth),
        supported=int(truth.sum()),
        balanced_accuracy=balanced_accuracy(truth, scores >= 0.5) if both else float("nan"),
        best_balanced_accuracy=best_balanced(truth, scores) if both else float("nan"),
        auroc=float(roc_auc_score(truth, scores)) if both else float("nan"),
    )


def balanced_accuracy(truth: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    """Mean of the two classes' recall; both must occur."""
    return float((said[truth].mean() + (~said[~truth]).mean()) / 2)


def best_balanced(truth: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    """Balanced accuracy at the best of all thresholds."""
    return max(balanced_accuracy(truth, scores >= threshold) for threshold in np.unique(scores))
