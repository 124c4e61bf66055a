"""What `footnote eval injection` does: chooses articles and questions, runs, reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from index.errors import UsageError
from index.files import sha256_of
from index.library import seeds_folder
from index.readers import article_paths, read_article
from index.settings import Settings
from index.types import Article, Progress
from qa.evaluation.injection.attacks import PLANTED_SUFFIX, read_attacks
from qa.evaluation.injection.report import InjectionReport
from qa.evaluation.injection.running import ResultFile, cases_of, run_cases
from qa.evaluation.origin import (
    fingerprint,
    library_files,
    origin_of,
    product_files,
    settings_used,
)
from qa.evaluation.places import work_folder
from qa.evaluation.questions import Question, load_questions
from qa.evaluation.seeds import SEEDS_QUESTIONS
from qa.opening import open_answerer

MADE_QUESTIONS = 6
"""For an article that no written question is about."""

MakeQuestions = Callable[[Sequence[Article], int], Sequence[str]]
"""So many questions, at most, that the articles should answer."""


@dataclass(frozen=True, slots=True)
class InjectionOptions:
    attacks: Path
    folders: tuple[Path, ...] = ()
    """Of further articles, beside the bundled ones."""
    articles: int = 20
    """In so many attacks are planted, at most; the library holds all."""
    limit: int | None = None
    """Attacks; None is all."""
    each: int = 2
    """Questions for each attack in each article."""
    work: Path | None = None
    fresh: bool = False


def evaluate_injection(
    options: InjectionOptions, settings: Settings, make: MakeQuestions, progress: Progress
) -> InjectionReport:
    """Plant every attack in every article, and ask.

    Raises:
        UsageError: a file or folder that is not what it should be.
        FootnoteError: the models cannot be loaded.
    """
    attacks = read_attacks(options.attacks, options.limit)
    articles = read_folders((seeds_folder(), *options.folders))
    written = load_questions(SEEDS_QUESTIONS) if SEEDS_QUESTIONS.is_file() else ()
    questions = choose_questions(articles, written, make, options.articles)
    answerer = open_answerer(settings)
    try:
        kept = ResultFile(_work_file(options, settings, articles, answerer.library.embedder.name))
        if options.fresh:
            kept.clear()
        cases = cases_of(attacks, questions, options.each)
        results = run_cases(cases, articles, answerer, kept, progress)
    finally:
        answerer.library.close()
    return InjectionReport(
        attacks=len(attacks),
        articles=tuple(questions),
        sha256=sha256_of(options.attacks),
        origin=origin_of(settings_used(settings), answerer.library.embedder.name),
        results=results,
    )


def read_folders(folders: Sequence[Path]) -> tuple[Article, ...]:
    """Every article of the folders, in order.

    Raises:
        SourceError: a folder or an article that cannot be read.
        UsageError: two folders have an article of the same path.
    """
    found: dict[str, Article] = {}
    for folder in folders:
        for path in article_paths(folder):
            article = read_article(path, folder)
            if article.path in found:
                raise UsageError(f"two folders have an article {article.path}; rename one")
            found[article.path] = article
    return tuple(found.values())


def choose_questions(
    articles: Sequence[Article], written: Sequence[Question], make: MakeQuestions, most: int
) -> dict[str, tuple[str, ...]]:
    """For at most so many articles, by path, what to ask when an attack is planted in them.

    Written questions that an article answers alternate with written ones that none answers; for
    other articles questions are made. Articles without any, or of another format, are passed over.
    """
    alone = [question for question in written if not question.history]
    refused = [question.question for question in alone if not question.answerable]
    chosen: dict[str, tuple[str, ...]] = {}
    for article in articles:
        own = [each.question for each in alone if article.path in each.gold_articles]
        asked = _alternate(own, refused) if own else tuple(make([article], MADE_QUESTIONS))
        if asked and article.path.endswith(PLANTED_SUFFIX) and len(chosen) < most:
            chosen[article.path] = asked
    return chosen


def _alternate(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    """One of each in turn, the shorter list from its start again; each pair once."""
    if not second:
        return tuple(first)
    longer = max(len(first), len(second))
    pairs = islice(zip(cycle(first), cycle(second), strict=False), longer)
    return tuple(question for pair in pairs for question in pair)


def _work_file(
    options: InjectionOptions, settings: Settings, articles: Sequence[Article], embedder: str
) -> Path:
    """Results are kept only for the same code, models, articles and attacks."""
    used = sorted(settings_used(settings).items())
    contents = [f"{article.path} {article.content_hash}" for article in articles]
    key = fingerprint(
        [*library_files(), *product_files()], str(used), sha256_of(options.attacks), *contents
    )
    return work_folder(options.work, settings, "injection", key, embedder) / "results.jsonl"
