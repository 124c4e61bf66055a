"""Several texts searched for at once, so that every passage found has every text's scores.

A question with parts is several searches; to weigh what they found against each other, each
passage needs the scores of each part, not only of the one that found it. All are exact: BM25 from
the word index, the cosine from the vector index, and that of the nearest sentence from the records,
of every passage found with every text.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from index.errors import LibraryBusyError, UsageError
from index.records import Records
from index.store import Store
from index.types import Article, Filters, Hit, Passage, Search
from index.vectors import dot_products

PASSAGES_KEPT = 20_000
"""Passages kept in memory: about 50 MB with their articles."""
FILTERS_KEPT = 64


def search_all(
    store: Store, read: Read, searches: Sequence[Search], limit: int
) -> tuple[tuple[Hit, ...], ...]:
    """See `Library.search_all`."""
    if limit < 1:
        raise UsageError(f"the limit of a search is {limit}; give 1 or more")
    if not searches:
        return ()
    texts = list(dict.fromkeys(search.text for search in searches))
    vectors = store.embedder.encode(texts)
    vector_of = dict(zip(texts, vectors, strict=True))
    together: dict[Filters, dict[str, None]] = {}
    for search in searches:
        together.setdefault(search.within, {})[search.text] = None
    allowed = {within: read.inside(within) for within in together}
    with store.indexes() as indexes:
        found: set[int] = set()
        for within, wanted in together.items():
            theirs = np.stack([vector_of[text] for text in wanted])
            found |= indexes.search([*wanted], theirs, limit, allowed[within])
        ids = np.array(sorted(found), dtype=np.int64)
        bm25, cosine = indexes.scores(texts, vectors, ids)
    # The indexes may be a moment behind while another process writes: the records decide.
    held, sentences, begins = read.passages(ids.tolist())
    if not held:
        return ((),) * len(searches)
    if sentences.shape[1] != vectors.shape[1]:
        raise LibraryBusyError(
            "the library is being embedded again with another model; ask again in a moment"
        )
    nearest = np.maximum.reduceat(dot_products(vectors, sentences), begins, axis=1)
    there = np.isin(ids, list(held))
    scores = np.stack([bm25[:, there], cosine[:, there], nearest], axis=2)
    # Copies: a hit that is kept must not keep the vectors of all that were found.
    own = [part.copy() for part in np.split(sentences, begins[1:])]
    rows = {
        text: _hits(held, table.tolist(), own) for text, table in zip(texts, scores, strict=True)
    }
    return tuple(rows[search.text] for search in searches)


def _hits(
    held: Mapping[int, tuple[Passage, Article]],
    scores: Iterable[tuple[float, float, float]],
    vectors: Iterable[NDArray[np.float32]],
) -> tuple[Hit, ...]:
    scored = zip(held.values(), scores, vectors, strict=True)
    return tuple(
        [
            Hit(passage, article, bm25, cosine, sentence_cosine, cosine, own)
            for (passage, article), (bm25, cosine, sentence_cosine), own in scored
        ]
    )


class Read:
    """What was read of the records in this generation, kept in memory. Safe for several threads.

    Reading a thousand passages from disk takes longer than finding them. A stored passage never
    changes and its id is never used again, so only a new generation can make what is kept here
    wrong, and then all of it is forgotten.
    """

    def __init__(self, records: Records) -> None:
        self._records = records
        self._lock = threading.Lock()
        self._generation = -1
        self._passages: dict[int, tuple[Passage, Article]] = {}
        self._articles: dict[str, Article] = {}
        self._inside: dict[Filters, NDArray[np.int64]] = {}

    def passages(
        self, ids: Sequence[int]
    ) -> tuple[dict[int, tuple[Passage, Article]], NDArray[np.float32], NDArray[np.int64]]:
        """Those of the passages that the records hold now, each with its article, as ordered.

        With them the vectors of their sentences, and where each passage's begin.
        """
        with self._lock, self._records.snapshot():
            self._forget_another_generation()
            missing = [each for each in ids if each not in self._passages]
            if missing:
                if len(self._passages) + len(missing) > PASSAGES_KEPT:
                    self._passages.clear()
                    self._articles.clear()
                    missing = list(ids)
                found = self._records.passages_by_id(missing, self._articles)
                self._passages |= found
                self._articles |= {article.id: article for _, article in found.values()}
            held = {each: self._passages[each] for each in ids if each in self._passages}
            sentences, begins = self._records.sentence_vectors(np.array([*held], dtype=np.int64))
        return held, sentences, begins

    def inside(self, within: Filters) -> NDArray[np.int64] | None:
        """Ids of the passages inside `within`, ascending; None where it limits nothing."""
        if not within:
            return None
        with self._lock, self._records.snapshot():
            self._forget_another_generation()
            if within not in self._inside:
                if len(self._inside) == FILTERS_KEPT:
                    self._inside.clear()
                self._inside[within] = self._records.passage_ids_within(within)
            return self._inside[within]

    def _forget_another_generation(self) -> None:
        generation = self._records.generation
        if generation != self._generation:
            self._passages.clear()
            self._articles.clear()
            self._inside.clear()
            self._generation = generation
