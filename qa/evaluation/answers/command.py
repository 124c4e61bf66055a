"""Puts a data set through the product: what `footnote eval answers` does."""

from __future__ import annotations

import hashlib
import json
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from index.embedding import load_embedder
from index.errors import UsageError
from index.settings import Settings
from index.types import Progress
from qa.answering import Answerer
from qa.evaluation.answers.cases import Case, CaseSet, draw
from qa.evaluation.answers.evidence_ranking import EvidenceReport, RankedFile, rank_evidence
from qa.evaluation.answers.plotting import plot_answers
from qa.evaluation.answers.reading import load_cases
from qa.evaluation.answers.report import AnswersReport, failures_text
from qa.evaluation.answers.running import ResultFile, run_cases
from qa.evaluation.origin import (
    fingerprint,
    library_files,
    origin_of,
    product_files,
    settings_used,
)
from qa.evaluation.places import check_installed, work_folder
from qa.evaluation.questions import check_articles
from qa.evaluation.retrieval.indexing import open_indexed
from qa.opening import load_answerer, open_answerer

UNSEEN = "check"
"""A split of which only totals are told: it stays unseen while we tune."""


@dataclass(frozen=True, slots=True)
class AnswersOptions:
    dataset: Path
    queries: Path | None = None
    """Another file of questions (MultiHop-RAG)."""
    split: str | None = None
    """A part of a set of questions."""
    folder: Path | None = None
    """The articles of a set of questions; by default the bundled ones."""
    limit: int | None = None
    """Ask so many questions, answerable and unanswerable in the set's proportion."""
    work: Path | None = None
    """Where libraries and answers are kept; by default in the settings' home."""
    fresh: bool = False
    """Ask again what an earlier run has kept. The library is reused all the same."""


def evaluate_answers(
    options: AnswersOptions, settings: Settings, progress: Progress
) -> AnswersReport:
    """Answer the questions of a data set, and measure.

    Raises:
        UsageError: options or a data set that cannot be used, or no scikit-learn; see also
            `load_cases`.
        FolderError, LibraryError, ModelError: see index.errors.
    """
    check_installed("sklearn")
    cases, asked = _load(options)
    answerer = _open(options, cases, settings, progress)
    with closing(answerer.library):
        articles = answerer.library.articles()
        place = _place("answers", options, cases, settings, answerer)
        kept = ResultFile(place, cases.cases, articles)
        if options.fresh:
            kept.clear()
        results = run_cases(answerer, asked, kept, progress)
        origin = origin_of(settings_used(settings), answerer.library.embedder.name)
        origin["generator"] = answerer.generator.name
        return AnswersReport(cases, results, origin, totals_only=options.split == UNSEEN)


def evaluate_evidence(
    options: AnswersOptions, settings: Settings, progress: Progress
) -> EvidenceReport:
    """Rank the sentences of the passages found for each question, with the reader and without.

    Raises:
        UsageError: besides, a data set whose gold evidence is not located, or no reader.
    """
    cases, asked = _load(options)
    if not cases.locates:
        raise UsageError(
            f"{options.dataset} names the articles that answer, not the sentences; --evidence "
            "needs SQuAD 2.0 or MultiHop-RAG"
        )
    answerer = _open(options, cases, settings, progress)
    with closing(answerer.library):
        kept = RankedFile(_place("evidence", options, cases, settings, answerer))
        if options.fresh:
            kept.clear()
        return rank_evidence(answerer, cases.name, asked, kept, progress)


def _load(options: AnswersOptions) -> tuple[CaseSet, tuple[Case, ...]]:
    cases = load_cases(options.dataset, options.queries, options.split)
    if options.folder is not None and cases.articles is not None:
        raise UsageError(
            f"{options.dataset} is {cases.format}, which brings its articles; leave out --folder"
        )
    return cases, draw(cases.cases, options.limit)


def _open(
    options: AnswersOptions, cases: CaseSet, settings: Settings, progress: Progress
) -> Answerer:
    """The product over the articles of the set."""
    if cases.articles is None:
        answerer = open_answerer(settings, folder=options.folder, progress=progress)
        marked = [case.marked_as for case in cases.cases if case.marked_as is not None]
        check_articles(marked, [article.path for article in answerer.library.articles()])
        return answerer
    embedder = load_embedder(settings)
    work = work_folder(options.work, settings, cases.name, cases.corpus_hash, embedder.name)
    library = open_indexed(cases.articles, work / "library", embedder, progress)
    return load_answerer(library, settings)


def _place(
    what: str, options: AnswersOptions, cases: CaseSet, settings: Settings, answerer: Answerer
) -> Path:
    """Another file for other questions, articles, code or settings: kept and new never mix."""
    library = answerer.library
    held = [(article.path, article.content_hash) for article in library.articles()]
    key = json.dumps([cases.hash, options.split, held, settings_used(settings)])
    made = fingerprint((*library_files(), *product_files()), key)
    corpus = cases.corpus_hash or hashlib.sha256(json.dumps(held).encode()).hexdigest()
    work = work_folder(options.work, settings, cases.name, corpus, library.embedder.name)
    return work / what / f"{made[:16]}.jsonl"


def write_files(
    report: AnswersReport, json_file: Path | None, plot: Path | None, failures: Path | None
) -> None:
    """Write what was asked for."""
    if json_file:
        content = json.dumps(report.to_json(), indent=1)
        json_file.write_text(content + "\n", encoding="utf-8")
    if plot:
        plot_answers(report, plot)
    if failures:
        failures.write_text(failures_text(report), encoding="utf-8")
