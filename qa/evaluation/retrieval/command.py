"""Measures retrieval on a data set: what `footnote eval retrieval` does."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import subprocess
from dataclasses import dataclass, fields
from importlib import metadata
from pathlib import Path

from index.embedding import Embedder, load_embedder
from index.errors import UsageError
from index.format import FORMAT
from index.settings import Settings
from index.types import Progress
from qa.evaluation.retrieval.comparing import read_run
from qa.evaluation.retrieval.datasets import Dataset, JsonObject, load_dataset
from qa.evaluation.retrieval.gold import gold_of
from qa.evaluation.retrieval.indexing import open_indexed
from qa.evaluation.retrieval.measures import score_rankings
from qa.evaluation.retrieval.plotting import check_format, plot_runs
from qa.evaluation.retrieval.report import RetrievalReport, SystemResult
from qa.evaluation.retrieval.running import DEPTH, RankingFile, run_system
from qa.evaluation.retrieval.systems import NAMES, System, load_systems

PACKAGES = ("footnote", "torch", "sentence-transformers", "faiss-cpu", "tantivy", "ir-measures")
"""Whose versions the figures depend on."""
_ELSEWHERE = frozenset({"home", "offline", "generator", "server"})
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
    _check_installed("ir_measures")
    systems = load_systems(options.systems, settings)
    dataset = load_dataset(options.folder, options.queries, options.qrels, options.split)
    questions = dataset.questions[: options.limit_queries]
    others = {path.stem: read_run(path, dataset, questions) for path in options.compare}
    if len(others) < len(options.compare):
        raise UsageError("two files to compare with have one name; give each a name of its own")
    embedder = load_embedder(settings)
    work = work_folder(options, settings, dataset, embedder)
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
        origin = _origin(settings, embedder)
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


def check_places(json_file: Path | None, plot: Path | None) -> None:
    """Refuse files that could not be written, before hours of work.

    Raises:
        UsageError: a folder that is not there or that stands in the file's place, a picture of no
            known format, no matplotlib.
    """
    for path in (json_file, plot):
        if path and path.is_dir():
            raise UsageError(f"{path} is a folder; name a file in it")
        if path and not path.absolute().parent.is_dir():
            raise UsageError(f"no folder {path.parent} for {path.name}; make it first")
    if plot:
        check_format(plot)
        _check_installed("matplotlib")


def _check_installed(module: str) -> None:
    if importlib.util.find_spec(module) is None:
        name = module.replace("_", "-")
        raise UsageError(f"{name} is not installed; install it with: pip install 'footnote[eval]'")


def work_folder(
    options: RetrievalOptions, settings: Settings, dataset: Dataset, embedder: Embedder
) -> Path:
    """A folder for each corpus, embedder and format: a library holds one of each."""
    root = options.work or settings.home / "evaluations"
    name = re.sub(r"\W+", "-", dataset.name).strip("-") or "dataset"
    key = hashlib.sha256(f"{dataset.corpus_hash} {embedder.name} {FORMAT}".encode()).hexdigest()
    return root / f"{name}-{key[:12]}"


def _file_name(system: System, dataset: Dataset, settings: Settings) -> str:
    """Another for other questions, code or settings: kept rankings are never mixed with new."""
    used = _retrieval_settings(settings) if system.uses_product else {}
    key = json.dumps([dataset.hash, system.fingerprint(), DEPTH, used])
    return f"{system.name}-{hashlib.sha256(key.encode()).hexdigest()[:16]}.jsonl"


def _retrieval_settings(settings: Settings) -> dict[str, str]:
    names = (each.name for each in fields(settings) if each.name not in _ELSEWHERE)
    return {name: str(getattr(settings, name)) for name in names}


def _origin(settings: Settings, embedder: Embedder) -> JsonObject:
    return {
        "embedder": embedder.name,
        "settings": _retrieval_settings(settings),
        "versions": {name: metadata.version(name) for name in PACKAGES},
        "commit": _commit(),
    }


def _commit() -> str | None:
    """The commit of the source checkout, "+" where files differ from it; None outside of one."""
    checkout = Path(__file__).parents[3]
    if not (checkout / ".git").exists():
        return None
    git = ["git", "-C", str(checkout)]
    try:
        head = subprocess.run([*git, "rev-parse", "HEAD"], capture_output=True, check=True)
        changes = subprocess.run([*git, "status", "--short"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None  # no git, or a checkout that it refuses: the figures stand without it
    return head.stdout.decode().strip() + ("+" if changes.stdout.strip() else "")
