"""How long a search takes over the seeds, embedding the question included.

    .venv/bin/python -m tests.bench.search_latency

Over more passages than the seeds have: tests/bench/search_scale.py.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from index.embedding import load_embedder
from index.library import Library, seeds_folder
from index.settings import load_settings

QUESTION = "What did the leaders agree on when they met at the summit in Tokyo on Sunday?"


def milliseconds(run: Callable[[], object], repeats: int = 50) -> str:
    run()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        times.append(1000 * (time.perf_counter() - start))
    return f"median {statistics.median(times):7.2f} ms   worst {max(times):7.2f} ms"


def main() -> None:
    embedder = load_embedder(load_settings())
    print(f"embedding a question: {milliseconds(lambda: embedder.encode([QUESTION]))}")
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "seeds", embedder, create=True) as library,
    ):
        start = time.perf_counter()
        library.refresh(seeds_folder())
        print(f"indexing the seeds: {time.perf_counter() - start:.2f} s")
        for limit in (100, 20):
            figures = milliseconds(lambda limit=limit: library.search(QUESTION, limit))  # type: ignore[misc]
            print(f"seeds, {len(library)} passages, limit {limit:3}: {figures}")


if __name__ == "__main__":
    main()
