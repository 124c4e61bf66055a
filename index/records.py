"""The single source of truth: articles, passages and their vectors in one SQLite file.

Everything else in a library is derived from these records and can be made again. Each update is
one transaction that also raises the generation number by one, so "which state is this?" has a
one-number answer. Passage ids are never used twice: an id that a derived index knows either still
means the same passage or is gone.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.database import Database
from index.errors import LibraryError, LibraryFormatError, LibraryMissingError
from index.rows import (
    ARTICLE_COLUMNS,
    INSERT_ARTICLE,
    INSERT_PASSAGE,
    PASSAGE_COLUMNS,
    SCHEMA,
    article_conditions,
    article_of,
    article_row,
    passage_of,
    passage_row,
    widened,
)
from index.types import Article, Filters, Passage

APPLICATION_ID = 0x466F6F74  # "Foot"
FORMAT = 2
WITHOUT_SENTENCES = 1
"""An older format, with one vector for each passage and none for its sentences."""
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
        records = cls(database)
        with database.transaction():
            if database.number("PRAGMA application_id") == APPLICATION_ID:
                return records  # another process made them while we waited for the file
            for statement in SCHEMA:
                database.rows(statement)
            database.rows(f"PRAGMA application_id = {APPLICATION_ID}")
            database.rows(f"PRAGMA user_version = {FORMAT}")
            records._put("identity", secrets.token_hex(16))
            records._put("generation", "0")
            records._put_embedder(embedder, dimension)
        database.rows("PRAGMA journal_mode = WAL")  # readers need not wait for the writer
        return records

    @classmethod
    def open(cls, path: Path) -> Records:
        """Open existing records.

        Raises:
            LibraryMissingError: no such file, or nothing in it yet.
            LibraryFormatError: written by another version of Footnote, or by another program.
            LibraryDamagedError: not an SQLite file, or a broken one.
        """
        if not path.is_file():
            raise _missing(path)
        database = Database(path)
        try:
            _check_format(database)
        except BaseException:
            database.close()
            raise
        records = cls(database)
        records._upgrade()
        return records

    def close(self) -> None:
        self._database.close()

    @property
    def identity(self) -> str:
        """Random name given when the records were made; derived indexes carry it too."""
        return self._get("identity")

    @property
    def generation(self) -> int:
        """Number of updates so far."""
        return int(self._get("generation"))

    @property
    def embedder(self) -> tuple[str, int]:
        """Name and dimension of the embedder that made the vectors."""
        return self._get("embedder"), int(self._get("dimension"))

    def note(self, key: str) -> str | None:
        """A fact noted with an update (the folder that was indexed, how it was read)."""
        row = self._database.row("SELECT value FROM meta WHERE key = ?", (f"note {key}",))
        return None if row is None else str(row[0])

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
                self._put(f"note {key}", value)
            self._put("generation", str(self.generation + 1))

    def replace_vectors(self, embedder: str, dimension: int, entries: Iterable[Entry]) -> None:
        """Put vectors made by another embedder in place of all that are stored.

        The passages of `entries` are the stored ones, with their ids.
        """
        with self._database.transaction():
            self._database.rows("DELETE FROM vectors")
            for entry in entries:
                ids = [passage.id for passage in entry.passages]
                self._database.many(
                    "INSERT INTO vectors VALUES (?, ?)", zip(ids, _blobs(entry), strict=True)
                )
            self._put_embedder(embedder, dimension)
            self._put("generation", str(self.generation + 1))

    def articles(self) -> tuple[Article, ...]:
        """Every article, by path."""
        rows = self._database.rows(f"SELECT {ARTICLE_COLUMNS} FROM articles ORDER BY path")
        return tuple(article_of(row) for row in rows)

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
        query = (
            "SELECT passage_id, sentences FROM vectors "
            "WHERE passage_id IN (SELECT value FROM json_each(?))"
        )
        wanted = ids.tolist()
        blobs: dict[int, bytes] = dict(self._database.rows(query, (json.dumps(wanted),)))
        row_bytes = 2 * self.embedder[1]
        sizes = [len(blobs.get(each, b"")) for each in wanted]
        if any(size == 0 or size % row_bytes for size in sizes):
            raise self._database.damaged("vectors are missing or cut short")
        joined = widened(b"".join(blobs[each] for each in wanted))
        counts = np.array(sizes, dtype=np.int64) // row_bytes
        return joined.reshape(-1, self.embedder[1]), np.cumsum(counts) - counts

    def vectors(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """A vector for each of these passages, shape (len(ids), dimension), L2-normalised.

        It is the mean of the passage's sentences, each weighing as its characters: as near to a
        question as the passage embedded as a whole, or nearer, at no cost (docs/log.md).

        Raises:
            LibraryDamagedError: a vector is missing or cut short.
        """
        if not len(ids):
            return np.empty((0, self.embedder[1]), dtype=np.float32)
        query = "SELECT id, sentences FROM passages WHERE id IN (SELECT value FROM json_each(?))"
        with self._database.snapshot():
            sentences, begins = self.sentence_vectors(ids)
            spans: dict[int, str] = dict(self._database.rows(query, (json.dumps(ids.tolist()),)))
        weights = [end - start for each in ids.tolist() for start, end in json.loads(spans[each])]
        if len(weights) != len(sentences):
            raise self._database.damaged("vectors are missing or cut short")
        weighed = sentences * np.array(weights, dtype=np.float32)[:, None]
        sums = np.add.reduceat(weighed, begins, axis=0)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        means: NDArray[np.float32] = (sums / np.maximum(lengths, 1e-12)).astype(np.float32)
        return means

    # -- private ---------------------------------------------------------------------------------

    def _upgrade(self) -> None:
        """Make records of an older format look as if another embedder had embedded them."""
        if self._database.number("PRAGMA user_version") == FORMAT:
            return
        with self._database.transaction():
            if self._database.number("PRAGMA user_version") == FORMAT:
                return  # another process did it while we waited for the file
            self._database.rows("DROP TABLE vectors")
            for statement in SCHEMA:
                self._database.rows(statement)
            embedder, dimension = self.embedder
            self._put_embedder(f"{embedder}, passage by passage", dimension)
            self._database.rows(f"PRAGMA user_version = {FORMAT}")

    def _get(self, key: str) -> str:
        row = self._database.row("SELECT value FROM meta WHERE key = ?", (key,))
        if row is None:
            raise self._database.damaged(f"{key} is not recorded")
        return str(row[0])

    def _put(self, key: str, value: str) -> None:
        self._database.insert("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _put_embedder(self, embedder: str, dimension: int) -> None:
        self._put("embedder", embedder)
        self._put("dimension", str(dimension))

    def _insert(self, entry: Entry) -> None:
        self._database.insert(INSERT_ARTICLE, article_row(entry.article))
        for passage, blob in zip(entry.passages, _blobs(entry), strict=True):
            row = passage_row(replace(passage, id=0))
            identifier = self._database.insert(INSERT_PASSAGE, row)
            self._database.insert("INSERT INTO vectors VALUES (?, ?)", (identifier, blob))


def _blobs(entry: Entry) -> Iterator[bytes]:
    """The vectors of each passage's sentences as they are stored."""
    rows = np.ascontiguousarray(entry.vectors, dtype="<f2")
    ends = np.cumsum([len(passage.sentences) for passage in entry.passages])
    return (part.tobytes() for part in np.split(rows, ends[:-1])) if len(ends) else iter(())


def _missing(path: Path) -> LibraryMissingError:
    return LibraryMissingError(
        f"no library in {path.parent}; make one: footnote index FOLDER --library {path.parent}"
    )


def _check_format(database: Database) -> None:
    """Refuse a file that this version of Footnote cannot read; changes nothing in it."""
    application = database.number("PRAGMA application_id")
    version = database.number("PRAGMA user_version")
    if not database.rows("SELECT 1 FROM sqlite_master LIMIT 1"):
        raise _missing(database.path)  # we were stopped before anything was in it
    if application != APPLICATION_ID:
        raise LibraryFormatError(
            f"{database.path} was not made by Footnote; name another folder with --library"
        )
    if version not in (FORMAT, WITHOUT_SENTENCES):
        raise LibraryFormatError(
            f"the library in {database.path.parent} has format {version}, this Footnote writes "
            f"format {FORMAT}; delete that folder or index again into a new one"
        )
