"""Judged claims, the figures over them, and what each check refuses of false sentences."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.errors import FolderError, UsageError
from index.settings import Settings
from qa.checker import Support
from qa.evaluation import support_report
from qa.evaluation.distortions import (
    SECOND,
    TRAINED,
    Trial,
    is_caught_exactly,
    make_trials,
    read_articles,
    run_trials,
)
from qa.evaluation.support import best_balanced, measure, read_cases
from qa.evaluation.support_report import evaluate_support, write_support
from qa.training.distortions import KINDS

ATTRIBUTED = {
    "claim": "Oslo has **two** banks [3].</s>",
    "references": ["[3] https://bank.example/a\n\nOslo has two.", "It is old."],
    "attribution_label": "attributable",
    "src_dataset": "Made",
}
WICE = [
    {"claim": "Oslo has banks.", "evidence": ["Oslo.", "It has banks."], "label": "supported"},
    {"claim": "Oslo has mills.", "evidence": ["It has banks."], "label": "partially_supported"},
    {"claim": "Rain fell in Lima.", "evidence": ["It has banks."], "label": "not_supported"},
]


def write(path: Path, rows: Sequence[object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


class SharedWords:
    """Believes a claim as far as the evidence holds its words."""

    name = "shared words"

    def check(self, pairs: Sequence[tuple[str, str]]) -> tuple[Support, ...]:
        return tuple(self._check(*pair) for pair in pairs)

    def _check(self, claim: str, evidence: str) -> Support:
        words = claim.lower().strip(".").split()
        share = sum(word in evidence.lower() for word in words) / len(words)
        return Support(share, 1 - share, 0.0)


class TestCases:
    def test_marks_of_citations_are_no_part_of_a_claim(self, tmp_path: Path) -> None:
        (case,) = read_cases(write(tmp_path / "a.jsonl", [ATTRIBUTED]))
        assert case.claim == "Oslo has two banks."
        assert case.evidence == "Oslo has two.\n\nIt is old."
        assert (case.dataset, case.subset, case.supported) == ("AttributionBench", "Made", True)

    def test_only_full_support_is_support(self, tmp_path: Path) -> None:
        cases = read_cases(write(tmp_path / "a.jsonl", WICE))
        assert [case.supported for case in cases] == [True, False, False]
        assert cases[0].evidence == "Oslo.\nIt has banks."

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            ('{"claim": "a"}\n', r"a.jsonl:1 is no row"),
            ("[1]\n", r"a.jsonl:1 is no row"),
            ("{\n", r"a.jsonl:1 is no row"),
            ("\n", "holds no cases"),
        ],
    )
    def test_another_file_is_an_error_that_helps(
        self, tmp_path: Path, content: str, message: str
    ) -> None:
        (tmp_path / "a.jsonl").write_text(content)
        with pytest.raises(UsageError, match=message):
            read_cases(tmp_path / "a.jsonl")

    def test_a_missing_file(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="cannot read the cases"):
            read_cases(tmp_path / "none.jsonl")


class TestFigures:
    def test_of_each_dataset_and_without_what_is_supported_in_part(self, tmp_path: Path) -> None:
        cases = read_cases(write(tmp_path / "a.jsonl", WICE))
        everything, sharp = measure(cases, np.array([0.7, 0.8, 0.1]))
        assert (everything.cases, everything.supported) == (3, 1)
        assert everything.auroc == 0.5
        assert everything.balanced_accuracy == 0.75
        assert (sharp.cases, sharp.auroc, sharp.balanced_accuracy) == (2, 1.0, 1.0)

    def test_subsets(self, tmp_path: Path) -> None:
        rows = [
            ATTRIBUTED | {"src_dataset": subset, "attribution_label": label}
            for subset in ("one", "two")
            for label in ("attributable", "not attributable")
        ]
        cases = read_cases(write(tmp_path / "a.jsonl", rows))
        figures = measure(cases, np.array([0.9, 0.1, 0.1, 0.9]))
        assert [each.name for each in figures] == [
            "AttributionBench",
            "AttributionBench: one",
            "AttributionBench: two",
        ]
        assert [each.auroc for each in figures] == [0.5, 1.0, 0.0]

    def test_the_best_threshold(self) -> None:
        truth = np.array([True, True, False, False])
        assert best_balanced(truth, np.array([0.9, 0.3, 0.2, 0.1])) == 1.0
        assert best_balanced(truth, np.array([0.9, 0.1, 0.2, 0.1])) == 0.75


class TestReport:
    def test_of_the_checker_that_is_installed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(support_report, "load_checker", lambda settings: SharedWords())
        path = write(tmp_path / "wice.jsonl", WICE)
        report = evaluate_support(path, Settings(home=tmp_path))
        assert report.checker == "shared words"
        assert report.figures[0].auroc == 1.0
        assert report.baseline[1].auroc == 1.0
        write_support(report, tmp_path / "figures.json")
        assert json.loads((tmp_path / "figures.json").read_text())["dataset"] == "wice.jsonl"

    def test_without_one_it_says_what_to_do(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(support_report, "load_checker", lambda settings: None)
        with pytest.raises(UsageError, match="FOOTNOTE_CHECKER"):
            evaluate_support(write(tmp_path / "w.jsonl", WICE), Settings(home=tmp_path))


ARTICLE = """The council of Oslo opened three new bridges over the river in the rain on Monday.
Mayor Anna Holm told Boris Lund (of the harbour) that about 120 boats may leave the city in May.
I think that we should all go there and look at it ourselves tomorrow."""


class TestDistortions:
    def test_trials(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(ARTICLE)
        trials = make_trials(read_articles(tmp_path), limit=10, seed=1)
        true = [trial for trial in trials if trial.kind == "as they stand"]
        assert len(true) == 2  # what speaks in the first person would never be shown
        kinds = {(trial.maker, trial.kind, trial.true) for trial in trials}
        assert kinds >= {(TRAINED, kind, False) for kind in KINDS}
        assert kinds >= {(TRAINED, "shortened", True), (SECOND, "roles", False)}
        assert (SECOND, "surer", False) in kinds
        assert all(trial.text != trial.evidence for trial in trials if not trial.true)

    def test_an_empty_folder_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(FolderError, match="holds no articles"):
            read_articles(tmp_path)

    def test_who_caught_what(self) -> None:
        told = "Anna Holm opened ten bridges in Oslo."
        trials = [
            Trial(TRAINED, "as they stand", True, told, told, ""),
            Trial(TRAINED, "numbers", False, told.replace("ten", "nine"), told, ""),
            Trial(TRAINED, "names", False, told.replace("Oslo", "Lima"), told, ""),
            Trial(SECOND, "put in", False, told.replace("opened", "loudly opened"), told, ""),
        ]
        alone = {each.kind.strip(): each for each in run_trials(trials, None, 0.5)}
        assert alone["as they stand"].all_together == 0.0
        assert (alone["numbers"].exact, alone["names"].exact) == (1.0, 1.0)
        assert (alone["put in"].exact, alone["put in"].words) == (0.0, 1.0)
        assert alone["put in"].checker == 0.0
        both = {each.kind.strip(): each for each in run_trials(trials, SharedWords(), 0.95)}
        assert both["put in"].exact_and_checker == 1.0
        assert both["as they stand"].checker == 0.0

    @pytest.mark.parametrize(
        ("text", "exact"),
        [
            ("Anna Holm opened nine bridges in Oslo.", True),
            ("Anna Holm opened ten bridges in Lima.", True),
            ("Anna Holm opened ten boats in Oslo.", True),
            ("Anna Holm opened ten bridges loudly in Oslo.", False),
            ("Anna Holm never opened ten bridges in Oslo.", True),
        ],
    )
    def test_what_is_exact(self, text: str, exact: bool) -> None:
        trial = Trial(SECOND, "any", False, text, "Anna Holm opened ten bridges in Oslo.", "")
        assert is_caught_exactly(trial) is exact
