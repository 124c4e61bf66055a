"""The vectors of a passage's sentences as the records keep them, and the passage's own from them.

Each passage has one blob: a row of float16 for each of its sentences, in order. A passage's own
vector is not stored, since it is the mean of theirs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.database import Database
from index.types import Passage

INSERT_VECTORS = "INSERT INTO vectors (passage_id, sentences) VALUES (?, ?)"


def blobs_of(passages: Sequence[Passage], vectors: NDArray[np.float32]) -> Iterator[bytes]:
    """The blob of each passage; `vectors` has a row for each sentence of all of them, in order."""
    rows = np.ascontiguousarray(vectors, dtype="<f2")
    ends = np.cumsum([len(passage.sentences) for passage in passages])
    return (part.tobytes() for part in np.split(rows, ends[:-1])) if len(ends) else iter(())


def read_sentences(
    database: Database, ids: NDArray[np.int64], dimension: int
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """See `Records.sentence_vectors`."""
    query = (
        "SELECT passage_id, sentences FROM vectors "
        "WHERE passage_id IN (SELECT value FROM json_each(?))"
    )
    wanted = ids.tolist()
    blobs: dict[int, bytes] = dict(database.rows(query, (json.dumps(wanted),)))
    row_bytes = 2 * dimension
    sizes = [len(blobs.get(each, b"")) for each in wanted]
    if any(size == 0 or size % row_bytes for size in sizes):
        raise database.damaged("vectors are missing or cut short")
    joined = widened(b"".join(blobs[each] for each in wanted))
    counts = np.array(sizes, dtype=np.int64) // row_bytes
    return joined.reshape(-1, dimension), np.cumsum(counts) - counts


def read_means(database: Database, ids: NDArray[np.int64], dimension: int) -> NDArray[np.float32]:
    """See `Records.vectors`."""
    if not len(ids):
        return np.empty((0, dimension), dtype=np.float32)
    query = "SELECT id, sentences FROM passages WHERE id IN (SELECT value FROM json_each(?))"
    with database.snapshot():
        sentences, begins = read_sentences(database, ids, dimension)
        spans: dict[int, str] = dict(database.rows(query, (json.dumps(ids.tolist()),)))
    weights = [end - start for each in ids.tolist() for start, end in json.loads(spans[each])]
    if len(weights) != len(sentences):
        raise database.damaged("vectors are missing or cut short")
    weighed = sentences * np.array(weights, dtype=np.float32)[:, None]
    sums = np.add.reduceat(weighed, begins, axis=0)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    means: NDArray[np.float32] = (sums / np.maximum(lengths, 1e-12)).astype(np.float32)
    return means


def widened(halves: bytes) -> NDArray[np.float32]:
    """Finite little-endian float16 as float32, exactly: what `astype` does, ten times as fast.

    Both formats are a sign, an exponent and a fraction. With the bits of one put where the other
    has them, only the exponent is off, by the difference of the biases (127 - 15 = 112): that is
    a multiplication by 2**112, which sets subnormal numbers right too.
    """
    bits = np.frombuffer(halves, dtype="<i2").astype(np.int32)
    bits <<= 13
    bits &= ~0x70000000  # copies of the sign, which widening spread over these three bits
    numbers = bits.view(np.float32)
    numbers *= np.float32(2.0**112)
    return numbers
