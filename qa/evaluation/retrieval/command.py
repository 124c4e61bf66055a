"""Measures retrieval on a data set: what `footnote eval retrieval` does."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from index.embedding import load_embedder
from index.errors import UsageError
from index.settings import Settings
from index.types import Progress
from qa.evaluation.origin import ELSEWHERE, origin_of, settings_used
from qa.evaluation.places import check_installed, work_folder
from qa.evaluation.retrieval.comparing import read_run
from qa.evaluation.retrieval.datasets import Dataset, load_dataset
from qa.evaluation.retrieval.gold import gold_of
from qa.evaluation.retrieval.indexing import open_indexed
from qa.evaluation.retrieval.measures import score_rankings
from qa.evaluation.retrieval.plotting import plot_runs
from qa.evaluation.retrieval.report import RetrievalReport, SystemResult
from qa.evaluation.retrieval.running import DEPTH, RankingFile, run_system
from qa.evaluation.retrieval.systems import NAMES, System, load_systems

_ELSEWHERE = ELSEWHERE | {"generator", "server", "checker"}
"""Settings that retrieval does not depend on."""


@dataclass(frozen=True, slots=True)
class RetrievalOptions:
    folder: Path
    queries: Path | None = None
    qrels: Path | None = None
    split: str | None = None
    systems: tuple[str, ...] = NAMES
    limit_queries: int | None = None
    """Ask only so many of the judged questions, the first ones."""
    work: Path | None = None
    """Where libraries and rankings are kept; by default in the settings' home."""
    compare: tuple[Path, ...] = ()
    """JSON files of earlier runs on the same questions."""
    fresh: bool = False
    """Search again for what an earlier run has kept. The library is reused all the same."""


def evaluate_retrieval(
    options: RetrievalOptions, settings: Settings, progress: Progress
) -> RetrievalReport:
    """Run the systems on a data set.

    Raises:
        UsageError: options or a data set that cannot be used; see also `load_dataset`.
        LibraryError, ModelError: see index.errors.
    """
    check_installed("ir_measures")
    systems = load_systems(options.systems, settings)
    dataset = load_dataset(options.folder, options.queries, options.qrels, options.split)
    questions = dataset.questions[: options.limit_queries]
    others = {path.stem: read_run(path, dataset, questions) for path in options.compare}
    if len(others) < len(options.compare):
        raise UsageError("two files to compare with have one name; give each a name of its own")
    embedder = load_embedder(settings)
    work = work_folder(options.work, settings, dataset.name, dataset.corpus_hash, embedder.name)
    with open_indexed(dataset.articles, work / "library", embedder, progress) as library:
        gold = gold_of(dataset, library)[: len(questions)]
        results = []
        for system in systems:
            kept = RankingFile(work / "rankings" / _file_name(system, dataset, settings))
            if options.fresh:
                kept.clear()
            rankings = run_system(system, questions, library, dataset.unit, kept, progress)
            scores = score_rankings(rankings, gold, dataset.unit)
            results.append(SystemResult(system.name, rankings, scores))
        origin = origin_of(settings_used(settings, _ELSEWHERE), embedder.name)
        return RetrievalReport(
            dataset, questions, len(library), tuple(results), origin, (*others.values(),)
        )


def write_files(report: RetrievalReport, json_file: Path | None, plot: Path | None) -> None:
    """Write what was asked for."""
    if json_file:
        content = json.dumps(report.to_json(), indent=1)
        json_file.write_text(content + "\n", encoding="utf-8")
    if plot:
        title = f"{report.dataset.name}, {len(report.questions)} questions; 95% intervals"
        plot_runs((report.run, *report.others), title, plot)


def _file_name(system: System, dataset: Dataset, settings: Settings) -> str:
    """Another for other questions, code or settings: kept rankings are never mixed with new."""
    used = settings_used(settings, _ELSEWHERE) if system.uses_product else {}
    key = json.dumps([dataset.hash, system.fingerprint(), DEPTH, used])
    return f"{system.name}-{hashlib.sha256(key.encode()).hexdigest()[:16]}.jsonl"
