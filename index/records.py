"""The single source of truth: articles, passages and their vectors in one SQLite file.

Everything else in a library is derived from these records and can be made again. Each update is
one transaction that also raises the generation number by one, so "which state is this?" has a
one-number answer. Passage ids are never used twice: an id that a derived index knows either still
means the same passage or is gone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.database import Database
from index.errors import LibraryError
from index.format import Facts, check_format, make_format, missing, upgrade_format
from index.next_vectors import NextVectors
from index.rows import (
    ARTICLE_COLUMNS,
    INSERT_ARTICLE,
    INSERT_PASSAGE,
    PASSAGE_COLUMNS,
    article_conditions,
    article_of,
    article_row,
    passage_of,
    passage_row,
)
from index.sentence_vectors import INSERT_VECTORS, blobs_of, read_means, read_sentences
from index.types import ANYWHERE, Article, Filters, Passage

RECORDS_NAME = "records.sqlite"


@dataclass(frozen=True, slots=True)
class Entry:
    """One article to store, with its passages (ids 0)."""

    article: Article
    passages: tuple[Passage, ...]
    vectors: NDArray[np.float32]
    """One L2-normalised row for each sentence of the passages, in order; kept as float16."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the records know of a file without reading it."""

    article_id: str
    content_hash: str


class Records:
    """Articles, passages and vectors on disk. Safe to use from several threads.

    Every method may raise what `index.database.Database` raises.
    """

    def __init__(self, database: Database) -> None:
        """Use `Records.open` or `Records.create`."""
        self._database = database
        self._facts = Facts(database)

    @classmethod
    def create(cls, path: Path, embedder: str, dimension: int) -> Records:
        """Make empty records at `path`, where there are none; the folder is made if needed.

        Raises:
            LibraryError: the folder cannot be made.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"cannot make {path.parent} ({error.strerror}); name another folder with --library"
            ) from error
        database = Database(path)
        make_format(database, embedder, dimension)
        return cls(database)

    @classmethod
    def open(cls, path: Path) -> Records:
        """Open existing records.

        Raises:
            LibraryMissingError: no such file, or nothing in it yet.
            LibraryFormatError: written by another version of Footnote, or by another program.
            LibraryDamagedError: not an SQLite file, or a broken one.
        """
        if not path.is_file():
            raise missing(path)
        database = Database(path)
        try:
            check_format(database)
            upgrade_format(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    def close(self) -> None:
        self._database.close()

    @property
    def identity(self) -> str:
        """Random name given when the records were made; derived indexes carry it too."""
        return self._facts.get("identity")

    @property
    def generation(self) -> int:
        """Number of updates so far."""
        return int(self._facts.get("generation"))

    @property
    def embedder(self) -> tuple[str, int]:
        """Name and dimension of the embedder that made the vectors."""
        return self._facts.get("embedder"), int(self._facts.get("dimension"))

    def note(self, key: str) -> str | None:
        """A fact noted with an update (the folder that was indexed, how it was read)."""
        return self._facts.find(f"note {key}")

    def update(
        self,
        entries: Sequence[Entry] = (),
        removed: Iterable[str] = (),
        notes: dict[str, str] | None = None,
    ) -> None:
        """Replace these articles, remove those, note facts: all or nothing, one generation on."""
        with self._database.transaction():
            gone: list[tuple[str, str | None]] = [(article_id, None) for article_id in removed]
            gone += [(entry.article.id, entry.article.path) for entry in entries]
            self._database.many("DELETE FROM articles WHERE id = ? OR path = ?", gone)
            for entry in entries:
                self._insert(entry)
            for key, value in (notes or {}).items():
                self._facts.put(f"note {key}", value)
            self._facts.next_generation()

    def next_vectors(self, embedder: str, dimension: int) -> NextVectors:
        """What is to take the place of all vectors once another embedder has made them."""
        return NextVectors(self._database, embedder, dimension)

    def articles(self, within: Filters = ANYWHERE) -> tuple[Article, ...]:
        """Every article inside `within`, by path."""
        with self._database.snapshot():
            conditions, values = article_conditions(within, self.publishers())
            query = f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE {conditions} ORDER BY path"
            rows = self._database.rows(query, values)
        return tuple(article_of(row) for row in rows)

    def newest(self, count: int, within: Filters = ANYWHERE) -> tuple[Article, ...]:
        """At most `count` articles inside `within`, the newest first, undated ones last."""
        with self._database.snapshot():
            conditions, values = article_conditions(within, self.publishers())
            query = (
                f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE {conditions} "
                "ORDER BY published DESC NULLS LAST, path LIMIT ?"
            )
            rows = self._database.rows(query, (*values, count))
        return tuple(article_of(row) for row in rows)

    def newest_day(self) -> date | None:
        """The latest day on which an article was published; None where none states one."""
        ((day,),) = self._database.rows("SELECT MAX(published) FROM articles")
        return date.fromisoformat(day) if day else None

    def publishers(self) -> tuple[str, ...]:
        """Every publisher once, by name."""
        query = "SELECT DISTINCT publisher FROM articles WHERE publisher <> '' ORDER BY publisher"
        return tuple(row[0] for row in self._database.rows(query))

    def places(self) -> tuple[str, ...]:
        """The id and the path of every article."""
        return tuple(
            place for row in self._database.rows("SELECT id, path FROM articles") for place in row
        )

    def articles_by_id(self, ids: Iterable[str]) -> dict[str, Article]:
        """Those of the articles that exist."""
        query = (
            f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id IN (SELECT value FROM json_each(?))"
        )
        return {
            row[0]: article_of(row) for row in self._database.rows(query, (json.dumps(list(ids)),))
        }

    def known(self) -> dict[str, Known]:
        """Every article's id and content hash, by path."""
        rows = self._database.rows("SELECT path, id, content_hash FROM articles ORDER BY path")
        return {path: Known(article_id, content_hash) for path, article_id, content_hash in rows}

    def count(self) -> int:
        """Number of passages."""
        return self._database.number("SELECT count(*) FROM passages")

    def counts(self) -> dict[str, int]:
        """The number of passages of each article that has any, by its id."""
        return dict(
            self._database.rows("SELECT article_id, count(*) FROM passages GROUP BY article_id")
        )

    def passage_ids(self) -> NDArray[np.int64]:
        """Every passage id, ascending."""
        rows = self._database.rows("SELECT id FROM passages ORDER BY id")
        return np.array([row[0] for row in rows], dtype=np.int64)

    def passage_ids_within(self, within: Filters) -> NDArray[np.int64]:
        """Ids of the passages of every article inside `within`, ascending."""
        with self._database.snapshot():
            conditions, values = article_conditions(within, self.publishers())
            query = (
                "SELECT id FROM passages WHERE article_id IN "
                f"(SELECT id FROM articles WHERE {conditions}) ORDER BY id"
            )
            rows = self._database.rows(query, values)
        return np.array([row[0] for row in rows], dtype=np.int64)

    def snapshot(self) -> AbstractContextManager[None]:
        """Several reads of one state, though another process may write between them."""
        return self._database.snapshot()

    def passages_of(self, article: Article) -> tuple[Passage, ...]:
        """The passages of one article, in order."""
        query = f"SELECT {PASSAGE_COLUMNS} FROM passages WHERE article_id = ? ORDER BY ordinal"
        return tuple(passage_of(row, article) for row in self._database.rows(query, (article.id,)))

    def passages_by_id(
        self, ids: Iterable[int], read: Mapping[str, Article] | None = None
    ) -> dict[int, tuple[Passage, Article]]:
        """Those of the passages that exist, each with its article, all from one state.

        `read` holds articles that were read in this generation and need not be read again, by id.
        """
        query = (
            f"SELECT {PASSAGE_COLUMNS} FROM passages WHERE id IN (SELECT value FROM json_each(?))"
        )
        with self._database.snapshot():
            rows = self._database.rows(query, (json.dumps([int(each) for each in ids]),))
            articles = dict(read or {})
            articles |= self.articles_by_id({row[1] for row in rows} - articles.keys())
        return {row[0]: (passage_of(row, articles[row[1]]), articles[row[1]]) for row in rows}

    def sentence_vectors(
        self, ids: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """The vectors of all sentences of these passages, and where each passage's begin.

        Shapes (sentences, dimension) and (len(ids),), passages in the order of `ids`.

        Raises:
            LibraryDamagedError: a vector is missing or cut short.
        """
        return read_sentences(self._database, ids, self.embedder[1])

    def vectors(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """A vector for each of these passages, shape (len(ids), dimension), L2-normalised.

        It is the mean of the passage's sentences, each weighing as its characters: as near to a
        question as the passage embedded as a whole, or nearer, at no cost (docs/log.md).

        Raises:
            LibraryDamagedError: a vector is missing or cut short.
        """
        return read_means(self._database, ids, self.embedder[1])

    # -- private ---------------------------------------------------------------------------------

    def _insert(self, entry: Entry) -> None:
        self._database.insert(INSERT_ARTICLE, article_row(entry.article))
        blobs = blobs_of(entry.passages, entry.vectors)
        for passage, blob in zip(entry.passages, blobs, strict=True):
            row = passage_row(replace(passage, id=0))
            identifier = self._database.insert(INSERT_PASSAGE, row)
            self._database.insert(INSERT_VECTORS, (identifier, blob))
