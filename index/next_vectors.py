"""Vectors of another embedder, kept beside those in use until every passage has its own.

Vectors of two models cannot be compared, so nobody reads the new ones before all are there; then
they take the place of the old ones at once. What has been made stays when we are stopped.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from index.database import Database
from index.format import Facts
from index.rows import vectors_table
from index.sentence_vectors import blobs_of

if TYPE_CHECKING:
    from index.records import Entry

TABLE = "next_vectors"
EMBEDDER = "next embedder"


class NextVectors:
    """The vectors that one embedder has made so far; the caller holds the writer lock."""

    def __init__(self, database: Database, embedder: str, dimension: int) -> None:
        """Go on with those of this embedder; those of any other are dropped."""
        self._database = database
        self._facts = Facts(database)
        self._embedder, self._dimension = embedder, dimension
        made_by = f"{dimension} {embedder}"
        with database.transaction():
            if self._facts.find(EMBEDDER) != made_by:
                database.rows(f"DROP TABLE IF EXISTS {TABLE}")
                self._facts.put(EMBEDDER, made_by)
            database.rows(vectors_table(TABLE))

    def lacking(self) -> list[str]:
        """Ids of the articles of which a passage still lacks its vectors."""
        query = (
            "SELECT DISTINCT article_id FROM passages "
            f"WHERE id NOT IN (SELECT passage_id FROM {TABLE}) ORDER BY article_id"
        )
        return [row[0] for row in self._database.rows(query)]

    def put(self, entries: Iterable[Entry]) -> None:
        """Keep the vectors of these articles; their passages are the stored ones, with ids."""
        insert = f"INSERT OR REPLACE INTO {TABLE} (passage_id, sentences) VALUES (?, ?)"
        with self._database.transaction():
            for entry in entries:
                ids = [passage.id for passage in entry.passages]
                blobs = blobs_of(entry.passages, entry.vectors)
                self._database.many(insert, zip(ids, blobs, strict=True))

    def take_over(self) -> None:
        """Put them in place of those in use, one generation on; no article may be `lacking`."""
        with self._database.transaction():
            self._database.rows("DROP TABLE vectors")
            self._database.rows(f"ALTER TABLE {TABLE} RENAME TO vectors")
            self._facts.forget(EMBEDDER)
            self._facts.put_embedder(self._embedder, self._dimension)
            self._facts.next_generation()
