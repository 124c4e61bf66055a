"""What makes an SQLite file the records of a library: its marks, its tables, the facts in it."""

from __future__ import annotations

import secrets
from pathlib import Path

from index.database import Database
from index.errors import LibraryFormatError, LibraryMissingError
from index.rows import SCHEMA

APPLICATION_ID = 0x466F6F74  # "Foot"
FORMAT = 2
WITHOUT_SENTENCES = 1
"""An older format, with one vector for each passage and none for its sentences."""


class Facts:
    """What is known of the records as a whole, by key: text under each."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, key: str) -> str | None:
        row = self._database.row("SELECT value FROM meta WHERE key = ?", (key,))
        return None if row is None else str(row[0])

    def get(self, key: str) -> str:
        """One that every library has.

        Raises:
            LibraryDamagedError: this one has not.
        """
        value = self.find(key)
        if value is None:
            raise self._database.damaged(f"{key} is not recorded")
        return value

    def put(self, key: str, value: str) -> None:
        self._database.insert("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def forget(self, key: str) -> None:
        self._database.rows("DELETE FROM meta WHERE key = ?", (key,))

    def put_embedder(self, name: str, dimension: int) -> None:
        self.put("embedder", name)
        self.put("dimension", str(dimension))

    def next_generation(self) -> None:
        self.put("generation", str(int(self.get("generation")) + 1))


def make_format(database: Database, embedder: str, dimension: int) -> None:
    """Make an empty file the records of a library that has no articles yet."""
    with database.transaction():
        if database.number("PRAGMA application_id") == APPLICATION_ID:
            return  # another process made them while we waited for the file
        _make_tables(database)
        database.rows(f"PRAGMA application_id = {APPLICATION_ID}")
        database.rows(f"PRAGMA user_version = {FORMAT}")
        facts = Facts(database)
        facts.put("identity", secrets.token_hex(16))
        facts.put("generation", "0")
        facts.put_embedder(embedder, dimension)
    database.rows("PRAGMA journal_mode = WAL")  # readers need not wait for the writer


def check_format(database: Database) -> None:
    """Refuse a file that this version of Footnote cannot read; changes nothing in it.

    Raises:
        LibraryMissingError: nothing in it yet.
        LibraryFormatError: written by another version of Footnote, or by another program.
    """
    application = database.number("PRAGMA application_id")
    version = database.number("PRAGMA user_version")
    if not database.rows("SELECT 1 FROM sqlite_master LIMIT 1"):
        raise missing(database.path)  # we were stopped before anything was in it
    if application != APPLICATION_ID:
        raise LibraryFormatError(
            f"{database.path} was not made by Footnote; name another folder with --library"
        )
    if version not in (FORMAT, WITHOUT_SENTENCES):
        raise LibraryFormatError(
            f"the library in {database.path.parent} has format {version}, this Footnote writes "
            f"format {FORMAT}; delete that folder or index again into a new one"
        )


def upgrade_format(database: Database) -> None:
    """Make records of an older format look as if another embedder had embedded them."""
    if database.number("PRAGMA user_version") == FORMAT:
        return
    with database.transaction():
        if database.number("PRAGMA user_version") == FORMAT:
            return  # another process did it while we waited for the file
        database.rows("DROP TABLE vectors")
        _make_tables(database)
        facts = Facts(database)
        embedder, dimension = facts.get("embedder"), int(facts.get("dimension"))
        facts.put_embedder(f"{embedder} in an older way", dimension)
        database.rows(f"PRAGMA user_version = {FORMAT}")


def missing(path: Path) -> LibraryMissingError:
    """The error for records that are not at `path`."""
    return LibraryMissingError(
        f"no library in {path.parent}; make one: footnote index FOLDER --library {path.parent}"
    )


def _make_tables(database: Database) -> None:
    for statement in SCHEMA:
        database.rows(statement)
