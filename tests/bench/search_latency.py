"""How long a search takes, over the seeds and over synthetic passages.

    .venv/bin/python -m tests.bench.search_latency [PASSAGES]

The seeds are embedded by the default model. The synthetic passages (8,000 unless told otherwise,
words drawn by Zipf's law) are embedded by the fake, since only their number matters here, and
searched with the fake's vectors; the time to embed a question is shown on its own line.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from index.embedding import load_embedder
from index.library import Library, seeds_folder
from index.settings import load_settings
from index.types import Article, Filters, Search
from tests.fakes import FakeEmbedder
from tests.index.making import make_article

QUESTION = "What did the leaders agree on when they met at the summit in Tokyo on Sunday?"
SENTENCES_PER_PASSAGE = 10
WORDS_PER_SENTENCE = 13
PUBLISHERS = 40


def synthetic_articles(passages: int, per_article: int = 10) -> list[Article]:
    """Articles of about `per_article` passages each, from a vocabulary of 30,000 words."""
    random = np.random.default_rng(0)
    articles = []
    for number in range(passages // per_article):
        sentences = []
        for _ in range(per_article * SENTENCES_PER_PASSAGE):
            ranks = np.minimum(random.zipf(1.3, WORDS_PER_SENTENCE), 30_000)
            sentences.append(" ".join(f"w{rank}" for rank in ranks).capitalize() + ".")
        article = make_article(f"{number}.txt", " ".join(sentences))
        articles.append(replace(article, publisher=f"publisher {number % PUBLISHERS}"))
    return articles


def milliseconds(run: Callable[[], object], repeats: int = 50) -> str:
    run()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        times.append(1000 * (time.perf_counter() - start))
    return f"median {statistics.median(times):7.2f} ms   worst {max(times):7.2f} ms"


def measure(name: str, library: Library, question: str) -> None:
    for limit in (100, 20):
        figures = milliseconds(lambda limit=limit: library.search(question, limit))  # type: ignore[misc]
        print(f"{name}, {len(library)} passages, limit {limit:3}: {figures}")


def measure_together(name: str, library: Library, texts: Sequence[str]) -> None:
    """Each text everywhere and inside one publisher, as a question with parts is searched."""
    searches = [Search(text) for text in texts]
    for number, text in enumerate(texts):
        searches.append(Search(text, Filters(publishers=(f"publisher {number}",))))
    figures = milliseconds(lambda: library.search_all(searches, 100))
    print(f"{name}, {len(library)} passages, {len(searches)} searches at once: {figures}")


def main(passages: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        embedder = load_embedder(load_settings())
        print(f"embedding a question: {milliseconds(lambda: embedder.encode([QUESTION]))}")
        with Library.open(place / "seeds", embedder, create=True) as library:
            start = time.perf_counter()
            library.refresh(seeds_folder())
            print(f"indexing the seeds: {time.perf_counter() - start:.2f} s")
            measure("seeds", library, QUESTION)
        fake = FakeEmbedder(dimension=384)
        with Library.open(place / "synthetic", fake, create=True) as library:
            articles = synthetic_articles(passages)
            start = time.perf_counter()
            library.add(articles)
            print(
                f"indexing {len(library)} synthetic passages: {time.perf_counter() - start:.1f} s"
            )
            measure("synthetic", library, "w3 w17 w120 w999 w4000 w12 w7 w55")
            random = np.random.default_rng(1)
            texts = [
                " ".join(f"w{rank}" for rank in np.minimum(random.zipf(1.3, 20), 30_000))
                for _ in range(4)
            ]
            measure_together("synthetic", library, texts)
            start = time.perf_counter()
            library.add([make_article("one more.txt", "One more.")])
            print(f"adding one article: {1000 * (time.perf_counter() - start):.0f} ms")
        start = time.perf_counter()
        Library.open(place / "synthetic", fake).close()
        print(f"opening: {1000 * (time.perf_counter() - start):.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8_000)
