"""Asks a system every question and keeps each ranking on disk, so that a stopped run continues."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.errors import QuestionError
from index.library import Library
from index.types import Hit, Progress
from qa.evaluation.kept import KeptFile
from qa.evaluation.retrieval.datasets import Question, Unit
from qa.evaluation.retrieval.gold import passage_name
from qa.evaluation.retrieval.systems import System

DEPTH = 100
"""Units ranked: the deepest that a measure looks."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a system found for a question."""

    question: str
    """Its id."""
    units: tuple[str, ...]
    """At most DEPTH, best first; none where the system refused the question."""
    seconds: float
    refusal: str = ""
    """Why it refused; "" where it did not."""


class RankingFile(KeptFile[Ranking]):
    """The rankings of a system on disk, by question."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, asdict, _ranking, lambda ranking: ranking.question)


def _ranking(record: Mapping[str, Any]) -> Ranking:
    return Ranking(**{**record, "units": tuple(record["units"])})


def run_system(
    system: System,
    questions: Sequence[Question],
    library: Library,
    unit: Unit,
    kept: RankingFile,
    progress: Progress,
) -> tuple[Ranking, ...]:
    """The ranking of each question, in order: those in `kept` as they are, the others made now.

    A question that the system refuses has an empty ranking and still counts. The first search is
    done once before, unmeasured, since it loads what the others find loaded.
    """
    rankings = kept.read()
    limit = passages_needed(library, unit)
    missing = [question for question in questions if question.id not in rankings]
    if missing:
        _rank(system, missing[0], library, unit, limit)
    for done, question in enumerate(missing, start=len(questions) - len(missing)):
        progress(done, len(questions), f"searching, {system.name}")
        rankings[question.id] = _rank(system, question, library, unit, limit)
        kept.append(rankings[question.id])
    progress(len(questions), len(questions), f"searching, {system.name}")
    return tuple(rankings[question.id] for question in questions)


def passages_needed(library: Library, unit: Unit) -> int:
    """Passages to ask for so that about DEPTH units are among them."""
    if unit is Unit.PASSAGE:
        return DEPTH
    return DEPTH * math.ceil(len(library) / max(1, len(library.articles())))


def _rank(system: System, question: Question, library: Library, unit: Unit, limit: int) -> Ranking:
    started = time.perf_counter()
    try:
        hits = system.search(question.text, library, limit)
    except QuestionError as error:
        return Ranking(question.id, (), time.perf_counter() - started, str(error))
    seconds = time.perf_counter() - started
    return Ranking(question.id, units_of(hits, question, unit), seconds)


def units_of(hits: Sequence[Hit], question: Question, unit: Unit) -> tuple[str, ...]:
    """The units of the hits, each once at its best rank.

    Where questions are documents of the corpus (duplicates, arguments), finding itself is no
    merit: as in BEIR's own evaluation a document with the question's id is left out.
    """
    if unit is Unit.PASSAGE:
        names = [passage_name(hit.article, hit.passage) for hit in hits]
    else:
        names = [hit.article.path for hit in hits if hit.article.path != question.id]
    return tuple(dict.fromkeys(names))[:DEPTH]
