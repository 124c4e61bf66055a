"""Dense search: cosine similarity in a FAISS index, derived from the records.

A flat index compares the query with every passage: exact, nothing to train, and 13 ms for 100,000
passages of 384 dimensions (docs/log.md). A FAISS file has no checksum and opens silently with
bits flipped, so it is kept behind a header that has one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.files import NEVER, UnsealedError, atomic_file

HEADER_BYTES = 1024
"""A JSON object padded with spaces; the FAISS index follows."""
CHUNK_BYTES = 1 << 20
# From two vectors on, FAISS is to read every row once for all of them, not once for each.
faiss.cvar.distance_compute_blas_threshold = 2


class Vectors:
    """Cosine search over passages by id, kept in one file.

    `generation` is the generation of the records that the file was last brought up to.
    """

    def __init__(self, path: Path, index: Any, generation: int) -> None:
        self._path = path
        self._index = index
        self.generation = generation

    @classmethod
    def create(cls, path: Path, dimension: int) -> Vectors:
        """An empty index; `path` is replaced at the first update."""
        return cls(path, faiss.IndexIDMap2(faiss.IndexFlatIP(dimension)), NEVER)

    @classmethod
    def open(cls, path: Path, identity: str, embedder: str) -> Vectors:
        """The index that was derived from the records `identity` with vectors of `embedder`.

        Raises:
            UnsealedError: missing, damaged, or derived from something else.
        """
        try:
            with path.open("rb") as stream:
                header = _read_header(stream)
                if (header["identity"], header["embedder"]) != (identity, embedder):
                    raise UnsealedError("made from other records or by another embedder")
                # Checked before FAISS sees a byte: it trusts lengths that it reads.
                if hashlib.file_digest(stream, "sha256").hexdigest() != header["sha256"]:
                    raise UnsealedError(f"{path.name} is damaged")
                stream.seek(HEADER_BYTES)
                reader = faiss.PyCallbackIOReader(stream.read, CHUNK_BYTES)  # type: ignore[attr-defined]
                index = faiss.read_index(reader)
        except FileNotFoundError as error:
            raise UnsealedError("missing") from error
        except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
            raise UnsealedError(f"{path.name} is damaged ({error})") from error
        return cls(path, index, int(header["generation"]))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def ids(self) -> NDArray[np.int64]:
        """Every passage id in the index, ascending."""
        return np.sort(faiss.vector_to_array(self._index.id_map))

    def update(
        self,
        added: Iterable[tuple[NDArray[np.int64], NDArray[np.float32]]],
        removed: NDArray[np.int64],
        *,
        identity: str,
        embedder: str,
        generation: int,
    ) -> None:
        """Remove ids, add parts of (ids, L2-normalised rows), and save all as of `generation`.

        If this raises, the file is as it was and this object must not be used again.
        """
        if len(removed):
            self._index.remove_ids(removed)
        for ids, rows in added:
            self._index.add_with_ids(np.ascontiguousarray(rows, dtype=np.float32), ids)
        self._save({"identity": identity, "embedder": embedder, "generation": generation})
        self.generation = generation

    def search(
        self, vectors: NDArray[np.float32], limit: int, within: NDArray[np.int64] | None = None
    ) -> list[list[tuple[int, float]]]:
        """For each vector, (passage id, cosine) of the nearest passages, nearest first.

        Only the passages `within` are compared, when that is given: as exact as without.

        Args:
            vectors: shape (searches, dimension).
        """
        if not len(self):
            return [[] for _ in vectors]
        held = faiss.vector_to_array(self._index.id_map)
        parameters = None
        if within is not None:
            inside = np.isin(held, within)
            bits = faiss.IDSelectorBitmap(np.packbits(inside, bitorder="little"))  # type: ignore[call-arg,arg-type]
            parameters = faiss.SearchParameters(sel=bits)  # type: ignore[call-arg]
        faiss.omp_set_num_threads(1)  # of the calling thread; others would wait in a busy loop
        # We ask the flat index inside the map: it numbers rows by place, and so by bit.
        cosines, places = self._index.index.search(
            np.ascontiguousarray(vectors), min(limit, len(self)), params=parameters
        )
        return [
            [
                (int(held[place]), float(each))
                for place, each in zip(*row, strict=True)
                if place >= 0
            ]
            for row in zip(places, cosines, strict=True)
        ]

    def cosines(self, vectors: NDArray[np.float32], ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Cosine of each vector with each of these passages, shape (len(vectors), len(ids)).

        Raises:
            KeyError: a passage that the index does not hold.
        """
        if not len(ids):
            return np.empty((len(vectors), 0), dtype=np.float32)
        try:
            rows = self._index.reconstruct_batch(ids)
        except RuntimeError as error:
            raise KeyError(f"no vector for one of the passages {ids.tolist()}") from error
        return dot_products(vectors, rows)

    def _save(self, facts: dict[str, object]) -> None:
        with atomic_file(self._path) as stream:
            stream.write(b" " * HEADER_BYTES)
            digest = hashlib.sha256()

            def write(data: bytes) -> int:
                digest.update(data)
                return stream.write(data)

            # Streamed: a million vectors are 1.5 GB, and one copy of them in memory is enough.
            writer = faiss.PyCallbackIOWriter(write, CHUNK_BYTES)  # type: ignore[attr-defined]
            faiss.write_index(self._index, writer)
            del writer  # flushes what it still holds
            header = json.dumps(facts | {"sha256": digest.hexdigest()}).encode()
            if len(header) >= HEADER_BYTES:
                raise ValueError(f"the embedder's name is too long: {facts['embedder']!r}")
            stream.seek(0)
            stream.write(header.ljust(HEADER_BYTES))


def dot_products(queries: NDArray[np.float32], rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The dot product of each query with each row, shape (len(queries), len(rows)).

    As `queries @ rows.T`, but by one thread. That product takes a millisecond and is shared out
    all the same, and beside one busy process the threads wait 20 ms for each other (docs/log.md).
    """
    products: NDArray[np.float32] = np.einsum("qd,rd->qr", queries, rows)
    return products


def _read_header(stream: IO[bytes]) -> dict[str, Any]:
    header = json.loads(stream.read(HEADER_BYTES))
    return {key: header[key] for key in ("identity", "embedder", "generation", "sha256")}
