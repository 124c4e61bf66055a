"""One SQLite file: statements, transactions, and what its errors mean to the file's owner."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import LibraryBusyError, LibraryDamagedError, LibraryError

BUSY_SECONDS = 5.0
"""How long to wait for another process that is writing."""
LOCK_NAME = "writer.lock"

Row = tuple[Any, ...]


class Database:
    """A connection that several threads may use; they take turns.

    Statements take microseconds to milliseconds, and one lock is easier to be sure of than one
    connection per thread that nobody closes. Every method raises LibraryBusyError when another
    process holds the file for longer than BUSY_SECONDS, LibraryDamagedError when its content cannot
    be read, and LibraryError when the disk refuses.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._connection = _connect(path, BUSY_SECONDS)

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def rows(self, query: str, parameters: Sequence[object] = ()) -> list[Row]:
        with self._lock, _translated(self.path):
            return self._connection.execute(query, parameters).fetchall()

    def row(self, query: str, parameters: Sequence[object] = ()) -> Row | None:
        """The first row, if there is any."""
        rows = self.rows(query, parameters)
        return rows[0] if rows else None

    def number(self, query: str) -> int:
        """The one number that `query` asks for."""
        row = self.row(query)
        return 0 if row is None else int(row[0])

    def insert(self, query: str, parameters: Sequence[object]) -> int:
        """Run one INSERT; the new row's id."""
        with self._lock, _translated(self.path):
            return int(self._connection.execute(query, parameters).lastrowid or 0)

    def many(self, query: str, parameters: Iterable[Sequence[object]]) -> None:
        with self._lock, _translated(self.path):
            self._connection.executemany(query, parameters)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything that is written in the block, or nothing."""
        with self._lock, _translated(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:  # Ctrl-C too must leave the records as they were
                if self._connection.in_transaction:  # some errors have ended it already
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several reads of one state, though another process may write between them."""
        with self._lock, _translated(self.path):
            nested = self._connection.in_transaction
            if not nested:
                self._connection.execute("BEGIN")
            try:
                yield
            finally:
                if not nested:
                    self._connection.execute("ROLLBACK")  # nothing was written

    def damaged(self, reason: str) -> LibraryDamagedError:
        """The error for content that cannot be right."""
        return LibraryDamagedError(
            f"{self.path} is damaged ({reason}); delete {self.path.parent} and index again"
        )


@contextmanager
def writer_lock(directory: Path, timeout: float | None = None) -> Iterator[None]:
    """Hold the right to write the library in `directory`; ends with the process, even if killed.

    An exclusive transaction on an empty database serves as the lock, since SQLite locks files
    in a way that works on every system.

    Raises:
        LibraryBusyError: another process still holds it after `timeout` (BUSY_SECONDS) seconds.
    """
    path = directory / LOCK_NAME
    connection = _connect(path, BUSY_SECONDS if timeout is None else timeout)
    try:
        with _translated(path):
            connection.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        connection.close()


def _connect(path: Path, timeout: float) -> sqlite3.Connection:
    with _translated(path):
        connection = sqlite3.connect(
            path,
            timeout=timeout,
            isolation_level=None,  # we say BEGIN and COMMIT ourselves
            check_same_thread=False,  # Database holds a lock
        )
        connection.execute("PRAGMA foreign_keys = ON")
    return connection


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise _meaning(error, path) from error


def _meaning(error: sqlite3.Error, path: Path) -> LibraryError:
    # The low byte of an SQLite error code is the kind; the rest tells variants apart.
    kind = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryBusyError(
            f"another process is writing the library in {path.parent}; try again when it is done"
        )
    if kind in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR):
        return LibraryDamagedError(
            f"{path} is damaged ({error}); delete {path.parent} and index again"
        )
    return LibraryError(f"cannot use {path} ({error}); check the disk and its permissions")
