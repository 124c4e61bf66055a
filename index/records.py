"""The single source of truth: articles, passages and their vectors in one SQLite file.

Everything else in a library is derived from these records and can be made again. Each update is
one transaction that also raises the generation number by one, so "which state is this?" has a
one-number answer. Passage ids are never used twice: an id that a derived index knows either still
means the same passage or is gone.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryFormatError,
    LibraryMissingError,
)
from index.rows import (
    ARTICLE_COLUMNS,
    PASSAGE_COLUMNS,
    SCHEMA,
    article_of,
    article_row,
    passage_of,
    passage_row,
)
from index.types import Article, Passage

APPLICATION_ID = 0x466F6F74  # "Foot"
FORMAT = 1
BUSY_SECONDS = 5.0
"""How long to wait for another process that is writing."""
RECORDS_NAME = "records.sqlite"
LOCK_NAME = "writer.lock"


@dataclass(frozen=True, slots=True)
class Entry:
    """One article to store, with its passages (ids 0) and their vectors, one row a passage."""

    article: Article
    passages: tuple[Passage, ...]
    vectors: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Known:
    """What the records know of a file without reading it."""

    article_id: str
    content_hash: str


class Records:
    """Articles, passages and vectors on disk. Safe to use from several threads.

    Every method raises LibraryBusyError when another process holds the file for longer than
    BUSY_SECONDS and LibraryDamagedError when its content cannot be read.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        # One connection for all threads: statements take microseconds to milliseconds, and one
        # lock is easier to be sure of than one connection per thread that nobody closes.
        self._lock = threading.RLock()

    @classmethod
    def create(cls, path: Path, embedder: str, dimension: int) -> Records:
        """Make empty records at `path`, where there are none; the folder is made if needed."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"cannot make {path.parent} ({error.strerror}); name another folder with --library"
            ) from error
        records = cls(_connect(path), path)
        with records._transaction() as connection:
            if connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID:
                return records  # another process made them while we waited for the file
            for statement in SCHEMA:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
            records._put("identity", secrets.token_hex(16))
            records._put("generation", "0")
            records._put_embedder(embedder, dimension)
        records._rows("PRAGMA journal_mode = WAL")  # readers and the writer do not wait for another
        return records

    @classmethod
    def open(cls, path: Path) -> Records:
        """Open existing records.

        Raises:
            LibraryMissingError: no such file.
            LibraryFormatError: written by another version of Footnote, or by another program.
            LibraryDamagedError: not an SQLite file, or a broken one.
        """
        if not path.is_file():
            raise _missing(path)
        records = cls(_connect(path), path)
        try:
            records._check_format()
        except BaseException:
            records.close()
            raise
        return records

    def close(self) -> None:
        with self._lock:
            self._connection.close()

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
        row = self._row("SELECT value FROM meta WHERE key = ?", (f"note {key}",))
        return None if row is None else str(row[0])

    def update(
        self,
        entries: Sequence[Entry] = (),
        removed: Iterable[str] = (),
        notes: dict[str, str] | None = None,
    ) -> None:
        """Replace these articles, remove those, note facts: all or nothing, one generation on."""
        with self._transaction() as connection:
            gone: list[tuple[str, str | None]] = [(article_id, None) for article_id in removed]
            gone += [(entry.article.id, entry.article.path) for entry in entries]
            connection.executemany("DELETE FROM articles WHERE id = ? OR path = ?", gone)
            for entry in entries:
                _insert(connection, entry)
            for key, value in (notes or {}).items():
                self._put(f"note {key}", value)
            self._put("generation", str(self.generation + 1))

    def replace_vectors(
        self, embedder: str, ids: NDArray[np.int64], vectors: NDArray[np.float32]
    ) -> None:
        """Put vectors made by another embedder in place of all that are stored.

        `vectors` has shape (len(ids), dimension).
        """
        with self._transaction() as connection:
            connection.execute("DELETE FROM vectors")
            connection.executemany(
                "INSERT INTO vectors VALUES (?, ?)", zip(ids.tolist(), _blobs(vectors), strict=True)
            )
            self._put_embedder(embedder, vectors.shape[1])
            self._put("generation", str(self.generation + 1))

    def articles(self) -> tuple[Article, ...]:
        """Every article, by path."""
        rows = self._rows(f"SELECT {ARTICLE_COLUMNS} FROM articles ORDER BY path")
        return tuple(article_of(row) for row in rows)

    def articles_by_id(self, ids: Iterable[str]) -> dict[str, Article]:
        """Those of the articles that exist."""
        query = (
            f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id IN (SELECT value FROM json_each(?))"
        )
        return {row[0]: article_of(row) for row in self._rows(query, (json.dumps(list(ids)),))}

    def known(self) -> dict[str, Known]:
        """Every article's id and content hash, by path."""
        rows = self._rows("SELECT path, id, content_hash FROM articles ORDER BY path")
        return {path: Known(article_id, content_hash) for path, article_id, content_hash in rows}

    def count(self) -> int:
        """Number of passages."""
        row = self._row("SELECT count(*) FROM passages")
        return 0 if row is None else int(row[0])

    def passage_ids(self) -> NDArray[np.int64]:
        """Every passage id, ascending."""
        rows = self._rows("SELECT id FROM passages ORDER BY id")
        return np.array([row[0] for row in rows], dtype=np.int64)

    def passages_of(self, article: Article) -> tuple[Passage, ...]:
        """The passages of one article, in order."""
        query = f"SELECT {PASSAGE_COLUMNS} FROM passages WHERE article_id = ? ORDER BY ordinal"
        return tuple(passage_of(row, article) for row in self._rows(query, (article.id,)))

    def passages_by_id(self, ids: Iterable[int]) -> dict[int, tuple[Passage, Article]]:
        """Those of the passages that exist, each with its article, all from one state."""
        query = (
            f"SELECT {PASSAGE_COLUMNS} FROM passages WHERE id IN (SELECT value FROM json_each(?))"
        )
        with self._snapshot():
            rows = self._rows(query, (json.dumps([int(each) for each in ids]),))
            articles = self.articles_by_id({row[1] for row in rows})
        return {row[0]: (passage_of(row, articles[row[1]]), articles[row[1]]) for row in rows}

    def vectors(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Stored vectors in the order of `ids`; shape (len(ids), dimension), float32.

        Raises:
            LibraryDamagedError: a vector is missing or has the wrong length.
        """
        dimension = self.embedder[1]
        query = (
            "SELECT passage_id, vector FROM vectors "
            "WHERE passage_id IN (SELECT value FROM json_each(?))"
        )
        blobs = dict(self._rows(query, (json.dumps(ids.tolist()),)))
        if any(len(blobs.get(each, b"")) != 4 * dimension for each in ids.tolist()):
            raise self._damaged("vectors are missing or cut short")
        joined = b"".join(blobs[each] for each in ids.tolist())
        return np.frombuffer(joined, dtype="<f4").astype(np.float32).reshape(len(ids), dimension)

    # -- private ---------------------------------------------------------------------------------

    def _check_format(self) -> None:
        """Refuse a file that is not a library of this version of Footnote."""
        application = self._pragma("application_id")
        version = self._pragma("user_version")
        if not self._rows("SELECT 1 FROM sqlite_master LIMIT 1"):
            raise _missing(self._path)  # we were stopped before anything was in it
        if application != APPLICATION_ID:
            raise LibraryFormatError(
                f"{self._path} was not made by Footnote; name another folder with --library"
            )
        if version != FORMAT:
            raise LibraryFormatError(
                f"the library in {self._path.parent} has format {version}, this Footnote writes "
                f"format {FORMAT}; delete that folder or index again into a new one"
            )

    def _pragma(self, name: str) -> int:
        row = self._row(f"PRAGMA {name}")
        return 0 if row is None else int(row[0])

    def _get(self, key: str) -> str:
        row = self._row("SELECT value FROM meta WHERE key = ?", (key,))
        if row is None:
            raise self._damaged(f"{key} is not recorded")
        return str(row[0])

    def _put(self, key: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _put_embedder(self, embedder: str, dimension: int) -> None:
        self._put("embedder", embedder)
        self._put("dimension", str(dimension))

    def _row(self, query: str, parameters: Sequence[object] = ()) -> tuple[Any, ...] | None:
        rows = self._rows(query, parameters)
        return rows[0] if rows else None

    def _rows(self, query: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._lock, self._translated():
            return self._connection.execute(query, parameters).fetchall()

    @contextmanager
    def _snapshot(self) -> Iterator[None]:
        """Several reads of the same state, though another process may write between them."""
        with self._lock, self._translated():
            nested = self._connection.in_transaction
            if not nested:
                self._connection.execute("BEGIN")
            try:
                yield
            finally:
                if not nested:
                    self._connection.execute("COMMIT")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._translated():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:  # Ctrl-C too must leave the records as they were
                if self._connection.in_transaction:  # some errors have ended it already
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Say what an SQLite error means to the person who owns the library."""
        try:
            yield
        except sqlite3.Error as error:
            raise _meaning(error, self._path) from error

    def _damaged(self, reason: str) -> LibraryDamagedError:
        return LibraryDamagedError(_damaged_text(self._path, reason))


@contextmanager
def writer_lock(directory: Path, timeout: float | None = None) -> Iterator[None]:
    """Hold the right to write the library in `directory`; ends with the process, even if killed.

    An exclusive transaction on an empty database serves as the lock, since SQLite locks files
    in a way that works on every system.

    Raises:
        LibraryBusyError: another process still holds it after `timeout` (BUSY_SECONDS) seconds.
    """
    path = directory / LOCK_NAME
    connection = _connect(path, timeout)
    try:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            raise _meaning(error, path) from error
        yield
    finally:
        connection.close()


def _connect(path: Path, timeout: float | None = None) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(
            path,
            timeout=BUSY_SECONDS if timeout is None else timeout,
            isolation_level=None,  # we say BEGIN and COMMIT ourselves
            check_same_thread=False,  # Records holds a lock
        )
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.Error as error:
        raise _meaning(error, path) from error
    return connection


def _meaning(error: sqlite3.Error, path: Path) -> LibraryError:
    code = getattr(error, "sqlite_errorcode", None)
    # The low byte is the primary code; the rest tells variants apart.
    primary = None if code is None else code & 0xFF
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryBusyError(
            f"another process is writing the library in {path.parent}; try again when it is done"
        )
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR):
        return LibraryDamagedError(_damaged_text(path, str(error)))
    return LibraryError(f"cannot use {path}: {error}; check the disk and its permissions")


def _missing(path: Path) -> LibraryMissingError:
    return LibraryMissingError(
        f"no library in {path.parent}; make one: footnote index FOLDER --library {path.parent}"
    )


def _damaged_text(path: Path, reason: str) -> str:
    return f"{path} is damaged ({reason}); delete {path.parent} and index the folder again"


def _insert(connection: sqlite3.Connection, entry: Entry) -> None:
    places = ", ".join("?" * len(ARTICLE_COLUMNS.split(",")))
    connection.execute(
        f"INSERT INTO articles ({ARTICLE_COLUMNS}) VALUES ({places})", article_row(entry.article)
    )
    places = ", ".join("?" * len(PASSAGE_COLUMNS.split(",")))
    insert_passage = f"INSERT INTO passages ({PASSAGE_COLUMNS}) VALUES ({places})"
    for passage, blob in zip(entry.passages, _blobs(entry.vectors), strict=True):
        cursor = connection.execute(insert_passage, passage_row(replace(passage, id=0)))
        connection.execute("INSERT INTO vectors VALUES (?, ?)", (cursor.lastrowid, blob))


def _blobs(vectors: NDArray[np.float32]) -> Iterator[bytes]:
    return (row.tobytes() for row in np.ascontiguousarray(vectors, dtype="<f4"))
