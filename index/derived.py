"""The two search indexes that are derived from a library's records, kept at one generation.

Catching up compares passage ids: since ids are never used twice and a stored passage never changes,
what the records have and an index has not is to be added, and the reverse removed.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import LibraryError
from index.files import UnsealedError
from index.records import Records
from index.terms import Terms
from index.types import Passage
from index.vectors import Vectors

logger = logging.getLogger(__name__)

TERMS_NAME = "terms"
VECTORS_NAME = "vectors.faiss"
ROWS = 10_000
"""Passages fetched at a time when an index catches up."""


def searchable(passage: Passage) -> str:
    """What a passage is found by: what its header says counts as said in it."""
    return f"{passage.header}\n{passage.text}" if passage.header else passage.text


class Derived:
    """A word index and a vector index over the same passages."""

    def __init__(self, terms: Terms, vectors: Vectors) -> None:
        self._terms = terms
        self._vectors = vectors

    @classmethod
    def load(cls, directory: Path, records: Records) -> Derived | None:
        """The indexes as they are on disk, or None unless both are whole and up to date."""
        embedder, _ = records.embedder
        try:
            terms = Terms.open(directory / TERMS_NAME, records.identity)
            vectors = Vectors.open(directory / VECTORS_NAME, records.identity, embedder)
        except UnsealedError:
            return None
        derived = cls(terms, vectors)
        return derived if derived.is_at(records.generation) else None

    @classmethod
    def repair(cls, directory: Path, records: Records) -> tuple[Derived, list[str]]:
        """The indexes, brought up to date or made again, and what was done, for a person to read.

        The caller holds the writer lock.
        """
        terms, notices = _open_terms(directory / TERMS_NAME, records)
        vectors, more = _open_vectors(directory / VECTORS_NAME, records)
        notices += more
        derived = cls(terms, vectors)
        if not derived.is_at(records.generation):
            if not notices:
                notices.append("finished an update of the library that had been interrupted")
            derived.catch_up(records)
        if records.generation == 0:
            notices.clear()  # a new library has nothing to repair
        for notice in notices:
            logger.warning("%s: %s", directory, notice)
        return derived, notices

    def is_at(self, generation: int) -> bool:
        return self._terms.generation == self._vectors.generation == generation

    def catch_up(self, records: Records) -> None:
        """Bring both indexes to the generation of the records; the caller holds the writer lock.

        Raises:
            LibraryError: they cannot be written. They are then behind, and no longer usable.
        """
        generation, identity = records.generation, records.identity
        wanted = records.passage_ids()
        try:
            have = self._terms.ids()
            self._terms.update(
                _texts(records, _without(wanted, have)),
                _without(have, wanted).tolist(),
                identity=identity,
                generation=generation,
            )
            have = self._vectors.ids()
            self._vectors.update(
                _rows(records, _without(wanted, have)),
                _without(have, wanted),
                identity=identity,
                embedder=records.embedder[0],
                generation=generation,
            )
        except (OSError, ValueError) as error:
            raise LibraryError(
                f"cannot write the search indexes ({error}); make room on the disk, then try again"
            ) from error

    def search(
        self,
        texts: Sequence[str],
        vectors: NDArray[np.float32],
        limit: int,
        within: NDArray[np.int64] | None = None,
    ) -> set[int]:
        """Ids of the best `limit` passages of each index for each text and its vector.

        Of those `within`, if that is given.
        """
        found = [self._terms.search(text, limit, within) for text in texts]
        found += self._vectors.search(vectors, limit, within)
        return {identifier for row in found for identifier, _ in row}

    def scores(
        self, texts: Sequence[str], vectors: NDArray[np.float32], ids: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
        """BM25 and cosine of every text with every passage, each of shape (texts, ids)."""
        bm25 = [self._terms.scores(text, ids) for text in texts]
        table = np.array(bm25, dtype=np.float64).reshape(len(texts), len(ids))
        return table, self._vectors.cosines(vectors, ids)


def _open_terms(directory: Path, records: Records) -> tuple[Terms, list[str]]:
    try:
        terms = Terms.open(directory, records.identity)
        _check_not_ahead(terms.generation, records)
    except UnsealedError as error:
        return Terms.create(directory), [f"the word index was made again: {error}"]
    return terms, []


def _open_vectors(path: Path, records: Records) -> tuple[Vectors, list[str]]:
    embedder, dimension = records.embedder
    try:
        vectors = Vectors.open(path, records.identity, embedder)
        _check_not_ahead(vectors.generation, records)
    except UnsealedError as error:
        return Vectors.create(path, dimension), [f"the vector index was made again: {error}"]
    return vectors, []


def _check_not_ahead(generation: int, records: Records) -> None:
    """Ahead of the records (restored from a backup, say), an id may mean another passage."""
    if generation > records.generation:
        raise UnsealedError("newer than the articles")


def _without(ids: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.int64]:
    """Those of the ids that are not among the others, ascending as they are."""
    return np.setdiff1d(ids, others, assume_unique=True)


def _texts(records: Records, ids: NDArray[np.int64]) -> Iterator[tuple[int, str]]:
    for chunk in _chunks(ids):
        for identifier, (passage, _) in records.passages_by_id(chunk.tolist()).items():
            yield identifier, searchable(passage)


def _rows(
    records: Records, ids: NDArray[np.int64]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    for chunk in _chunks(ids):
        yield chunk, records.vectors(chunk)


def _chunks(ids: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    return (ids[start : start + ROWS] for start in range(0, len(ids), ROWS))
