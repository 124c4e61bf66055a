"""What each ingredient of the ranking is worth, and what other weights would do.

    python -m qa.evaluation.retrieval.ablation FOLDER [--queries FILE] [--limit N] [--sweep]

FOLDER is a data set as `footnote eval retrieval` reads it, and its library is kept in the same
place. Candidates are searched for once by the product and ranked once for each row of the table,
each with one ingredient taken away; with --sweep, with each weight set to other values in turn.
The lines marked "queries" change the question and search anew.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table
from rich.text import Text

from index.embedding import load_embedder, silent
from index.errors import FootnoteError
from index.library import Library
from index.settings import load_settings
from index.types import Hit
from qa.asked import Part, Query
from qa.evaluation.places import work_folder
from qa.evaluation.retrieval.command import RetrievalOptions
from qa.evaluation.retrieval.datasets import Question, Unit, load_dataset
from qa.evaluation.retrieval.gold import Gold, gold_of
from qa.evaluation.retrieval.indexing import open_indexed
from qa.evaluation.retrieval.measures import measures_of, score_rankings
from qa.evaluation.retrieval.running import Ranking, units_of
from qa.query import understand
from qa.retrieval import WEIGHTS, Weights, find_candidates, rank

DEPTH = 40
"""Passages ranked: more than the first ten units need."""
SWEPT = (0.0, 0.5, 0.7, 0.85, 1.15, 1.5, 2.0)
"""What each weight is multiplied by in turn."""

TAKEN_AWAY: Mapping[str, Mapping[str, Any]] = {
    "BM25": {"lexical": 0.0},
    "sentence cosine": {"sentence": 0.0},
    "sentence cosine, passage cosine in its place": {"sentence": 0.0, "passage": 0.4},
    "boost of publishers": {"publisher": 0.0},
    "boost of days": {"period": 0.0},
    "the whole question beside its parts": {"whole": 0.0},
    "parts taking turns": {"part_drawn": 0.0},
    "publishers taking turns": {"publisher_drawn": 0.0},
    "near-copies last": {"copies_last": False},
}


@dataclass(frozen=True, slots=True)
class Candidates:
    """A question as it was understood, and what was found for it."""

    question: Question
    query: Query
    rows: tuple[tuple[Hit, ...], ...]


def without_parts(query: Query) -> Query:
    return replace(query, parts=(Part(query.standalone, query.mentions, query.periods),))


def without_names(query: Query) -> Query:
    """No publisher and no day recognised; the parts are as they are."""
    parts = tuple(Part(part.text) for part in query.parts)
    return replace(query, mentions=(), periods=(), parts=parts)


CHANGED: Mapping[str, Callable[[Query], Query]] = {
    "splitting (queries)": without_parts,
    "recognising publishers and days (queries)": without_names,
}


def candidates_of(
    questions: Sequence[Question],
    library: Library,
    changed: Callable[[Query], Query] = lambda query: query,
) -> list[Candidates]:
    """What the product finds for every question, the question changed before it is searched."""
    found = []
    for question in questions:
        query = understand(question.text, publishers=library.publishers(), longest=None)
        query = changed(query)
        found.append(Candidates(question, query, find_candidates(query, library)))
    return found


def score(
    candidates: Sequence[Candidates], gold: Sequence[Gold], unit: Unit, weights: Weights
) -> dict[str, float]:
    """The mean of each measure under these weights."""
    rankings = []
    for each in candidates:
        hits = rank(each.query, each.rows, DEPTH, weights)
        rankings.append(Ranking(each.question.id, units_of(hits, each.question, unit), 0.0))
    scores = score_rankings(rankings, gold, unit)
    names = [name for name in measures_of(unit) if name.endswith(("@4", "@10"))]
    return {name: float(np.mean([each[name] for each in scores])) for name in names}


def swept(weights: Weights) -> Iterator[tuple[str, Weights]]:
    """The weights with one of them changed, and how that is called."""
    for field in fields(weights):
        value = getattr(weights, field.name)
        if isinstance(value, bool):
            continue
        values = [value * factor for factor in SWEPT] if value else [0.1, 0.2, 0.4]
        for other in sorted(values):
            changed: dict[str, Any] = {field.name: other}
            yield f"{field.name} = {other:.3g}", replace(weights, **changed)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; returns the exit status."""
    parser = argparse.ArgumentParser(description="What each ingredient of the ranking is worth.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--limit", type=int, help="ask only so many questions")
    parser.add_argument("--sweep", action="store_true", help="try other values of each weight")
    given = parser.parse_args(arguments)
    try:
        run(RetrievalOptions(given.folder, given.queries, limit_queries=given.limit), given.sweep)
    except FootnoteError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


def run(options: RetrievalOptions, sweep: bool, console: Console | None = None) -> None:
    """Rank with every variant and print one row each as it is done.

    Raises:
        UsageError, LibraryError, ModelError: see `footnote eval retrieval`.
    """
    console = console or Console(width=140)
    settings = load_settings()
    dataset = load_dataset(options.folder, options.queries)
    questions = dataset.questions[: options.limit_queries]
    embedder = load_embedder(settings)
    work = work_folder(options.work, settings, dataset.name, dataset.corpus_hash, embedder.name)
    place = work / "library"
    with open_indexed(dataset.articles, place, embedder, silent) as library:
        gold = gold_of(dataset, library)[: len(questions)]
        candidates = candidates_of(questions, library)
        rows = {"as it is": score(candidates, gold, dataset.unit, WEIGHTS)}
        if sweep:
            for name, weights in swept(WEIGHTS):
                rows[name] = score(candidates, gold, dataset.unit, weights)
        else:
            for name, changes in TAKEN_AWAY.items():
                weights = replace(WEIGHTS, **changes)
                rows[f"without {name}"] = score(candidates, gold, dataset.unit, weights)
            for name, changed in CHANGED.items():
                again = candidates_of(questions, library, changed)
                rows[f"without {name}"] = score(again, gold, dataset.unit, WEIGHTS)
    console.print(_table(f"{dataset.name}, {len(questions)} questions", rows))


def _table(title: str, rows: Mapping[str, Mapping[str, float]]) -> Table:
    table = Table(title=Text(title))
    table.add_column("ranking")
    names = list(rows["as it is"])
    for name in names:
        table.add_column(name, justify="right")
    for label, figures in rows.items():
        table.add_row(label, *(f"{figures[name]:.3f}" for name in names))
    return table


if __name__ == "__main__":
    sys.exit(main())
