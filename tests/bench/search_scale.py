"""What searching costs as a library grows, and what other dense indexes would cost and lose.

    python -m tests.bench.search_scale [--passages 8000] [--questions 30] [--work DIR] [--dense]

The library is made of synthetic passages (tests/bench/synthetic.py) through the product's own
records and indexes, and kept in DIR for the next run, if that is given. Questions have four parts,
each of which names a publisher; their vectors are given and not computed, so that embedding
(search_latency shows it) is left out. Each row asks questions of its own: in a large library,
hardly anything that it reads has been read before. `--dense` adds the table of
tests/bench/dense_indexes.py. On two cores, a million passages take 7.5 GB on disk and a quarter of
an hour to make, and with `--dense` 6 GB of memory and ten minutes more.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.derived import ROWS, TERMS_NAME, VECTORS_NAME
from index.library import Library
from index.records import RECORDS_NAME, Records
from index.terms import Terms
from index.types import Filters, Passage, Search
from index.vectors import Vectors
from qa.asked import Query
from qa.query import understand
from qa.retrieval import CANDIDATES, find_candidates, retrieve
from tests.bench import dense_indexes
from tests.bench.synthetic import DAYS, FIRST_DAY, News, SyntheticEmbedder
from tests.index.making import make_article

PARTS = 4


def main(
    passages: int = 8_000, questions: int = 30, work: Path | None = None, dense: bool = False
) -> None:
    """Measure and print everything, as tables in Markdown; a library without `work` is not kept."""
    if work is None:
        with tempfile.TemporaryDirectory() as folder:
            main(passages, questions, Path(folder), dense)
        return
    news, directory = News(passages), work / f"library-{passages}"
    make_library(directory, news)
    embedder = SyntheticEmbedder()
    records = Records.open(directory / RECORDS_NAME)
    asker = Asker(news, records, embedder)
    print(f"\n| {records.count():,} passages | median ms | p90 | first | processor | load |")
    print("| --- | --- | --- | --- | --- | --- |")
    parts_alone(directory, records, asker, questions)
    with Library.open(directory, embedder) as library:
        whole_searches(library, asker, questions)
        if dense:
            queries = np.stack([asker.about()[1] for _ in range(questions)])
            dense_indexes.main(passage_vectors(records), queries)
    records.close()
    on_disk(directory)
    opening(directory)
    changing(directory)


def make_library(directory: Path, news: News) -> None:
    """Make the library unless a run before has left it whole."""
    embedder = SyntheticEmbedder()
    if not (directory / RECORDS_NAME).exists():
        start = time.perf_counter()
        records = Records.create(directory / RECORDS_NAME, embedder.name, embedder.dimension)
        for entries in news.entries():
            records.update(entries)
        records.close()
        print(f"writing the records: {time.perf_counter() - start:.0f} s")
        start = time.perf_counter()
        Library.open(directory, embedder).close()  # makes the indexes, which are behind
        print(f"making both indexes of them: {time.perf_counter() - start:.0f} s")


class Asker:
    """Makes questions about passages of the library, none of them twice."""

    def __init__(self, news: News, records: Records, embedder: SyntheticEmbedder) -> None:
        self._news = news
        self._records = records
        self._embedder = embedder
        self._ids = np.random.default_rng(1).permutation(records.passage_ids()).tolist()

    def about(self) -> tuple[Passage, NDArray[np.float32]]:
        """A passage that was not asked about before, and the vector of a question about it."""
        identifier = self._ids.pop()
        passage, article = self._records.passages_by_id([identifier])[identifier]
        vector = self._records.vectors(np.array([identifier]))[0]
        return passage, self._news.question_vector(article, vector)

    def text(self) -> str:
        """What asks about one passage; the embedder knows its vector."""
        passage, vector = self.about()
        text = self._news.question_words(passage)
        self._embedder.learn(text, vector)
        return text

    def question(self) -> tuple[str, Query]:
        """A question of PARTS parts, each about a passage and among what a publisher writes."""
        publishers = np.random.default_rng(len(self._ids)).permutation(self._news.publishers)
        texts = [self.text() for _ in range(PARTS)]
        named = zip(texts, publishers.tolist(), strict=False)
        question = ", while ".join(f"{publisher} reports that {text}" for text, publisher in named)
        query = understand(question, publishers=self._news.publishers)
        if len(query.parts) != PARTS:
            raise ValueError(f"{question!r} was split into {len(query.parts)} parts")
        vectors = self._embedder.encode(texts)
        for part, vector in zip(query.parts, vectors, strict=True):
            self._embedder.learn(part.text, vector)
        whole = vectors.sum(axis=0)
        self._embedder.learn(query.standalone, whole / np.linalg.norm(whole))
        return question, query


def passage_vectors(records: Records) -> NDArray[np.float32]:
    """All of them, a part at a time: their sentences' take many times the memory."""
    ids = records.passage_ids()
    rows = np.empty((len(ids), records.embedder[1]), dtype=np.float32)
    for start in range(0, len(ids), ROWS):
        rows[start : start + ROWS] = records.vectors(ids[start : start + ROWS])
    return rows


def parts_alone(directory: Path, records: Records, asker: Asker, questions: int) -> None:
    """What one text costs in each index, and what reading a question's passages costs."""
    terms = Terms.open(directory / TERMS_NAME, records.identity)
    texts = [asker.text() for _ in range(questions)]
    row("words: one text", (partial(terms.search, text, CANDIDATES) for text in texts))
    vectors = Vectors.open(directory / VECTORS_NAME, records.identity, SyntheticEmbedder.name)
    asked = [asker.about()[1] for _ in range(questions)]
    row(
        "meaning: one text", (partial(vectors.search, vector[None], CANDIDATES) for vector in asked)
    )
    random = np.random.default_rng(2)
    chosen = [random.choice(records.passage_ids(), 400, replace=False) for _ in range(questions)]
    row("reading 400 passages", (partial(records.passages_by_id, ids.tolist()) for ids in chosen))
    row("reading their vectors", (partial(records.sentence_vectors, ids) for ids in chosen))


def whole_searches(library: Library, asker: Asker, questions: int) -> None:
    """What a text and a question cost, with and without filters that a user sets."""
    texts = [asker.text() for _ in range(questions)]
    row(
        "search_all: one text",
        (partial(library.search_all, [Search(t)], CANDIDATES) for t in texts),
    )
    asked = [asker.question() for _ in range(questions)]
    row(
        "find_candidates: 4 parts, publishers",
        (partial(find_candidates, q, library) for _, q in asked),
    )
    for name, within in {
        "understand and retrieve": Filters(),
        "the same within half of the articles": Filters(
            since=FIRST_DAY + timedelta(days=DAYS // 2)
        ),
        "the same within one publisher": Filters(publishers=library.publishers()[:1]),
    }.items():
        asked = [asker.question() for _ in range(questions)]
        row(name, (partial(answer_with, library, question, within) for question, _ in asked))


def answer_with(library: Library, question: str, within: Filters) -> object:
    """Everything between a question and its passages but embedding it."""
    query = understand(question, publishers=library.publishers())
    return retrieve(query, library, within=within)


def row(name: str, runs: Iterable[Callable[[], object]]) -> None:
    """Time each run, of which the first is told apart, and print the row of the table."""
    times, processor = [], []
    for run in runs:
        start, busy = time.perf_counter(), time.process_time()
        run()
        times.append(1000 * (time.perf_counter() - start))
        processor.append(1000 * (time.process_time() - busy))
    first, rest = times[0], sorted(times[1:])
    figures = (
        statistics.median(rest),
        rest[int(0.9 * len(rest))],
        first,
        statistics.median(processor[1:]),
        os.getloadavg()[0],
    )
    print(f"| {name} |", " | ".join(f"{figure:.1f}" for figure in figures), "|", flush=True)


def on_disk(directory: Path) -> None:
    print("\non disk:", end="")
    for name in (RECORDS_NAME, TERMS_NAME, VECTORS_NAME):
        files = [
            file for file in (directory / name, *(directory / name).rglob("*")) if file.is_file()
        ]
        print(f" {name} {sum(file.stat().st_size for file in files) / 1e6:,.0f} MB", end="")
    print()


def opening(directory: Path) -> None:
    """In a process of its own, so that nothing else is in its memory."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        seconds, megabytes = pool.submit(_open, directory).result()
    print(f"opening: {seconds:.2f} s, {megabytes:,.0f} MB of memory")


def _open(directory: Path) -> tuple[float, float]:
    before = _memory()
    start = time.perf_counter()
    with Library.open(directory, SyntheticEmbedder()):
        return time.perf_counter() - start, _memory() - before


def _memory() -> float:
    """Megabytes of memory that this process holds for itself, without files that are mapped."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    (held,) = (line.split()[1] for line in lines if line.startswith("RssAnon"))
    return int(held) / 1000


def changing(directory: Path) -> None:
    """What one article costs, added and taken away again."""
    embedder = SyntheticEmbedder()
    embedder.learn("One more.", np.eye(1, embedder.dimension, dtype=np.float32)[0])
    article = make_article("one more.txt", "One more.")
    with Library.open(directory, embedder) as library:
        for name, change in (
            ("adding", partial(library.add, [article])),
            ("removing", partial(library.remove, [article.id])),
        ):
            start = time.perf_counter()
            change()
            print(f"{name} one article: {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--passages", type=int, default=8_000)
    parser.add_argument("--questions", type=int, default=30)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--dense", action="store_true")
    main(**vars(parser.parse_args()))
