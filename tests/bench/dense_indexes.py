"""Other dense indexes than the flat one that the product has: what they cost, and what they lose.

Measured by `python -m tests.bench.search_scale --dense`; the product uses none of them.
"""

from __future__ import annotations

import os
import statistics
import time
from dataclasses import dataclass
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

LIMIT = 50
TAKEN = 4
"""Times LIMIT that are looked at again with exact vectors."""
LISTS_PER_ROOT = 4
"""IVF: lists for each of the square root of the number of vectors."""

TRAINED_ON = 100_000
"""Vectors that lists and quantizers are fitted to."""

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to search an index, and how the index is made."""

    name: str
    factory: str
    parameters: dict[str, int]
    rescored: bool = False
    """Whether TAKEN times as many are found and then ordered by their exact cosines."""


def candidates(count: int) -> list[Candidate]:
    """Those that share an index stand one after the other."""
    lists = int(LISTS_PER_ROOT * count**0.5)
    return [
        Candidate("flat float32 (the product)", "Flat", {}),
        Candidate("flat float16", "SQfp16", {}),
        Candidate("flat 8-bit", "SQ8", {}),
        Candidate("flat 8-bit, exact re-scoring", "SQ8", {}, rescored=True),
        *(
            Candidate(f"IVF {lists}, nprobe {n}", f"IVF{lists},Flat", {"nprobe": n})
            for n in (16, 64)
        ),
        *(Candidate(f"HNSW 32, efSearch {n}", "HNSW32", {"efSearch": n}) for n in (64, 128, 256)),
    ]


def main(rows: Rows, queries: Rows) -> None:
    """Print the table: each index searched with one query at a time, as the product does."""
    print(f"\n| {len(rows):,} vectors | recall@{LIMIT} | median ms | build s | MB | load |")
    print("| --- | --- | --- | --- | --- | --- |")
    exact: list[set[int]] = []
    factory, built = "", ""
    index: Any = None
    for each in candidates(len(rows)):
        if each.factory != factory:
            start = time.perf_counter()
            faiss.omp_set_num_threads(os.cpu_count() or 1)
            factory, index = each.factory, make_index(each.factory, rows)
            built = f"{time.perf_counter() - start:.1f} | {size_of(index) / 1e6:,.0f}"
        for name, value in each.parameters.items():
            faiss.ParameterSpace().set_index_parameter(index, name, value)
        faiss.omp_set_num_threads(1)  # as in the product
        times, found = [], []
        for query in queries:
            start = time.perf_counter()
            found.append(search(each, index, rows, query))
            times.append(1000 * (time.perf_counter() - start))
        exact = exact or found  # the flat one comes first
        recall = np.mean([len(a & b) / len(b) for a, b in zip(found, exact, strict=True)])
        ms, load = statistics.median(times), os.getloadavg()[0]
        print(f"| {each.name} | {recall:.3f} | {ms:.1f} | {built} | {load:.1f} |", flush=True)


def make_index(factory: str, rows: Rows) -> Any:
    index = faiss.index_factory(rows.shape[1], factory, faiss.METRIC_INNER_PRODUCT)
    if not index.is_trained:
        index.train(rows[:: max(1, len(rows) // TRAINED_ON)])
    index.add(rows)
    return index


def search(candidate: Candidate, index: Any, rows: Rows, query: Rows) -> set[int]:
    """The places of the LIMIT nearest rows, as the index has it."""
    limit = LIMIT * TAKEN if candidate.rescored else LIMIT
    places = index.search(query[None], limit)[1][0]
    if candidate.rescored:
        places = places[np.argsort(-(rows[places] @ query))[:LIMIT]]
    return set(places.tolist())


def size_of(index: Any) -> int:
    """Bytes of the index when saved, which is nearly what it takes in memory."""
    sizes: list[int] = []

    def count(data: bytes) -> int:
        sizes.append(len(data))
        return len(data)

    writer = faiss.PyCallbackIOWriter(count, 1 << 20)  # type: ignore[attr-defined]
    faiss.write_index(index, writer)
    del writer  # flushes what it still holds
    return sum(sizes)
