"""Fit the weights of qa.weighing.relevance on development data, and print them.

    python -m qa.evaluation.calibration SQUAD_FILE MULTIHOP_FOLDER [--questions N]
        [--without-reader]

Questions of several sorts, each through the product's own retrieval, reader and signals: SQuAD's,
of which most that have no answer were written to look as if they had; those on the seeds; those on
news (qa.evaluation.news), of which MULTIHOP_FOLDER has the articles; those on the invented
articles; those of the written stories that no reader was trained on. A statement answers when it
holds a gold answer; no statement answers an unanswerable question. Fitted on the development halves
of the question sets and half of the other questions, judged on the others.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from index.embedding import load_embedder
from index.library import seeds_folder
from index.settings import load_settings
from qa.evaluation.fitting import Measured, describe, fit, refusals
from qa.evaluation.injection.command import read_folders
from qa.evaluation.measuring import (
    measure_cases,
    measure_questions,
    measure_stories,
    read_squad,
)
from qa.evaluation.news import Topic, library_of, load_folders, load_topics
from qa.evaluation.questions import SPLITS, load_questions
from qa.evaluation.seeds import SEEDS_QUESTIONS
from qa.reader import Reader, load_reader
from qa.training.gathering import STORIES
from qa.training.sources.written import read_held_out
from qa.weighing.signals import Signals

NOT_FITTED = ("people", "known", "possible", "among")
"""Signals that rule a statement out and weigh nothing otherwise; and how many statements were read,
which hardly differs between these questions."""
SQUAD, STORY = "SQuAD", "stories"
SHARES = {SQUAD: 0.4, STORY: 1.0}
"""Weight of all of such questions together, those of the sets together having 1: readers' own
questions share fewer words with what answers them than SQuAD's."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("squad_file", type=Path)
    parser.add_argument("multihop_folder", type=Path)
    parser.add_argument("--questions", type=int, default=600, help="of SQuAD's")
    parser.add_argument("--without-reader", action="store_true")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    reader = None if options.without_reader else load_reader(load_settings())
    sets = _measure_sets(options.squad_file, options.multihop_folder, options.questions, reader)
    names = [field.name for field in fields(Signals)]
    left_out = set(NOT_FITTED) | (set() if reader else {"reader", "passage"})
    used = [i for i, name in enumerate(names) if name not in left_out]
    weights, bias = fit(*_to_fit_on(sets), used)
    listed = ", ".join(f"{name} {w:.2f}" for name, w in zip(names, weights, strict=True))
    sys.stdout.write(f"fitted: {listed}; bias {bias:.2f}\n")
    for (name, split), each in sets.items():
        sys.stdout.write(f"{name}, {split}: {describe(each, weights)}\n")
        sys.stdout.write(f"{name}, {split}: {refusals(each, weights, bias)}\n")
    return 0


Sets = dict[tuple[str, str], list[Measured]]
"""By name and split."""


def _measure_sets(
    squad_file: Path, multihop_folder: Path, questions: int, reader: Reader | None
) -> Sets:
    embedder = load_embedder(load_settings())
    articles, cases = read_squad(squad_file)
    chosen = random.Random(0).sample(cases, min(questions, len(cases)))
    seeds = Topic("seeds", read_folders((seeds_folder(),)), load_questions(SEEDS_QUESTIONS))
    stories = read_held_out(STORIES)
    sets: Sets = {}
    asked_about = {
        "seeds": (seeds,),
        "news": load_topics(multihop_folder),
        "folders": load_folders(),
    }
    for name, topics in asked_about.items():
        for topic in topics:
            with library_of(topic, embedder) as library:
                for split in SPLITS:
                    asked = [each for each in topic.questions if each.split == split]
                    found = measure_questions(asked, library, reader)
                    sets.setdefault((name, split), []).extend(found)
    with library_of(Topic(SQUAD, articles, ()), embedder) as library:
        sets |= _halves(SQUAD, list(measure_cases(chosen, library, reader)))
    return sets | _halves(STORY, list(measure_stories(stories, embedder, reader)))


def _halves(name: str, measured: list[Measured]) -> Sets:
    half = len(measured) // 2
    return {(name, SPLITS[0]): measured[:half], (name, SPLITS[1]): measured[half:]}


def _to_fit_on(sets: Sets) -> tuple[list[Measured], list[float]]:
    """The questions of the development halves, and how much each counts."""
    halves = {name: each for (name, split), each in sets.items() if split == SPLITS[0]}
    own = sum(len(each) for name, each in halves.items() if name not in SHARES)
    shares = [
        SHARES[name] * own / len(each) if name in SHARES else 1.0
        for name, each in halves.items()
        for _ in each
    ]
    return [measured for each in halves.values() for measured in each], shares


if __name__ == "__main__":
    sys.exit(main())
