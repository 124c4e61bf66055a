"""The records of a library and the two indexes derived from them, kept at one generation.

The records (SQLite) are the truth. The word index (Tantivy) and the vector index (FAISS) are
derived from them: an update commits the records first, then brings the other two up to the same
generation. Whatever stops that half-way, a crash or a damaged file, the next opening or search
finds the generations apart and finishes or repeats the work.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.database import writer_lock
from index.derived import Derived
from index.embedding import Embedder, encode_all, silent
from index.errors import LibraryBusyError
from index.records import Entry, Records
from index.refresh import ReadArticle
from index.types import Article, Passage, Progress

logger = logging.getLogger(__name__)

EMBEDDED_AGAIN_AT_ONCE = 50
"""Articles embedded anew and kept at a time: bounds memory, and what Ctrl-C can lose."""


class Store:
    """What a library keeps on disk. Safe to use from several threads."""

    def __init__(self, directory: Path, records: Records, embedder: Embedder) -> None:
        self.directory = directory
        self.records = records
        self.embedder = embedder
        self.notices: list[str] = []
        """What was repaired, one line each, for the library's owner to read."""
        self._derived: Derived | None = None
        self._lock = threading.RLock()

    def update(
        self,
        entries: Sequence[Entry] = (),
        removed: Sequence[str] = (),
        notes: dict[str, str] | None = None,
    ) -> None:
        """Replace these articles, remove those, note facts, in the records and the indexes."""
        with self._lock, writer_lock(self.directory):
            derived = self._repaired()
            self.records.update(entries, removed, notes)
            self._derived = None  # until it has caught up, it is to be opened again
            derived.catch_up(self.records)
            self._derived = derived

    @contextmanager
    def indexes(self) -> Iterator[Derived]:
        """The indexes at the generation of the records, unless another process is writing them.

        No other thread changes or reads them in the block: an update changes them in place.
        """
        with self._lock:
            try:
                derived = self.load(timeout=0.0)
            except LibraryBusyError:
                # Searching what was there a moment ago is better than not searching.
                derived = self._derived or self.load()
            yield derived

    def load(self, timeout: float | None = None, progress: Progress = silent) -> Derived:
        """Open the indexes, made again where they are behind, missing or damaged.

        Args:
            progress: told how many articles have been embedded again, where that is needed.

        Raises:
            LibraryBusyError: they need repair, and after `timeout` seconds (BUSY_SECONDS, unless
                given) another process is still writing them.
        """
        with self._lock:
            if self._derived is None or not self._is_current(self._derived):
                loaded = Derived.load(self.directory, self.records)
                if loaded is not None and self._is_current(loaded):
                    self._derived = loaded
                    return loaded
                with writer_lock(self.directory, timeout):
                    self._derived = self._repaired(progress)
            return self._derived

    def _is_current(self, derived: Derived) -> bool:
        same_embedder = self.records.embedder == (self.embedder.name, self.embedder.dimension)
        return same_embedder and derived.is_at(self.records.generation)

    def _repaired(self, progress: Progress = silent) -> Derived:
        """The indexes, whatever it takes; the writer lock is held."""
        if self._derived is not None and self._is_current(self._derived):
            return self._derived
        again = self._embed_again_if_needed(progress)
        derived, notices = Derived.repair(self.directory, self.records)
        self.notices += again or notices  # new vectors are why the indexes were made again
        return derived

    def _embed_again_if_needed(self, progress: Progress) -> list[str]:
        """Vectors of two models cannot be compared: make all of them with the one in use.

        What was done, for a person to read. If we are stopped, the library is as it was, and the
        next time only what is not embedded yet has to be.
        """
        former, dimension = self.records.embedder
        if (former, dimension) == (self.embedder.name, self.embedder.dimension):
            return []
        made = self.records.next_vectors(self.embedder.name, self.embedder.dimension)
        lacking = made.lacking()
        for start in range(0, len(lacking), EMBEDDED_AGAIN_AT_ONCE):
            progress(start, len(lacking), "embedding articles again")
            part = self.records.articles_by_id(lacking[start : start + EMBEDDED_AGAIN_AT_ONCE])
            read = [(each, self.records.passages_of(each)) for each in part.values()]
            made.put(embed_articles(self.embedder, read))
        progress(len(lacking), len(lacking), "embedding articles again")
        made.take_over()
        notice = f"embedded the articles again with {self.embedder.name}; it was {former} before"
        logger.warning("%s: %s", self.directory, notice)
        return [notice]


def embed_articles(
    embedder: Embedder, read: Sequence[ReadArticle], progress: Progress = silent
) -> list[Entry]:
    """The articles with the vectors of their sentences, ready to store."""
    texts = [sentence for article, passages in read for sentence in _sentences(article, passages)]
    vectors = encode_all(embedder, texts, progress)
    entries, start = [], 0
    for article, passages in read:
        end = start + sum(len(passage.sentences) for passage in passages)
        entries.append(Entry(article, passages, vectors[start:end]))
        start = end
    return entries


def _sentences(article: Article, passages: Sequence[Passage]) -> Iterator[str]:
    for passage in passages:
        for start, end in passage.sentences:
            yield article.text[start:end]
