"""How an article and a passage look as rows of the library's tables, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from index.filters import folded
from index.types import Article, Filters, Passage, Span


def vectors_table(name: str) -> str:
    """The statement that makes a table of vectors, if there is none of this name."""
    return f"""
    CREATE TABLE IF NOT EXISTS {name} (
        passage_id INTEGER PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE,
        sentences BLOB NOT NULL      -- float16, little endian, a row of L2 length 1 for each
    )
    """


SCHEMA = (
    "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """
    CREATE TABLE IF NOT EXISTS articles (
        id TEXT PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        text TEXT NOT NULL,
        body TEXT NOT NULL,          -- JSON: [[start, end], ...]
        content_hash TEXT NOT NULL,
        title TEXT,
        publisher TEXT,
        author TEXT,
        published TEXT,              -- ISO 8601 date
        url TEXT
    )
    """,
    # Answers what filters ask without reading through the texts, which stand before these columns.
    "CREATE INDEX IF NOT EXISTS articles_by_publisher ON articles (publisher, published, path, id)",
    """
    CREATE TABLE IF NOT EXISTS passages (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        start INTEGER NOT NULL,      -- its text is a slice of the article's, which is kept once
        "end" INTEGER NOT NULL,
        sentences TEXT NOT NULL,     -- JSON: [[start, end], ...]
        header TEXT NOT NULL,
        UNIQUE (article_id, ordinal)
    )
    """,
    vectors_table("vectors"),
)
ARTICLE_COLUMNS = "id, path, text, body, content_hash, title, publisher, author, published, url"
PASSAGE_COLUMNS = 'id, article_id, ordinal, start, "end", sentences, header'
INSERT_ARTICLE = f"INSERT INTO articles ({ARTICLE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_PASSAGE = f"INSERT INTO passages ({PASSAGE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"

Row = Sequence[Any]


def article_row(article: Article) -> tuple[str | None, ...]:
    """The values of ARTICLE_COLUMNS."""
    return (
        article.id,
        article.path,
        article.text,
        json.dumps(article.body),
        article.content_hash,
        article.title,
        article.publisher,
        article.author,
        article.published.isoformat() if article.published else None,
        article.url,
    )


def passage_row(passage: Passage) -> tuple[str | int | None, ...]:
    """The values of PASSAGE_COLUMNS; a passage not stored yet (id 0) leaves its id to SQLite."""
    return (
        passage.id or None,
        passage.article_id,
        passage.ordinal,
        passage.start,
        passage.end,
        json.dumps(passage.sentences),
        passage.header,
    )


def article_of(row: Row) -> Article:
    """The article in a row of ARTICLE_COLUMNS."""
    identifier, path, text, body, content_hash, title, publisher, author, published, url = row
    return Article(
        id=identifier,
        path=path,
        text=text,
        body=_spans(body),
        content_hash=content_hash,
        title=title,
        publisher=publisher,
        author=author,
        published=date.fromisoformat(published) if published else None,
        url=url,
    )


def passage_of(row: Row, article: Article) -> Passage:
    """The passage in a row of PASSAGE_COLUMNS; its text is the slice of `article`."""
    identifier, article_id, ordinal, start, end, sentences, header = row
    return Passage(
        id=identifier,
        article_id=article_id,
        ordinal=ordinal,
        start=start,
        end=end,
        text=article.text[start:end],
        sentences=_spans(sentences),
        header=header,
    )


def article_conditions(within: Filters, publishers: Sequence[str]) -> tuple[str, list[str]]:
    """The SQL condition that an article is inside `within`, and the values of its parameters.

    `publishers` are those that the articles state: SQL cannot compare them without case.
    """
    one_of = "IN (SELECT value FROM json_each(?))"
    clauses, values = ["TRUE"], []
    if within.publishers:
        wanted = {folded(name) for name in within.publishers}
        clauses.append(f"publisher {one_of}")
        values.append(json.dumps([name for name in publishers if folded(name) in wanted]))
    if within.since:
        clauses.append("published >= ?")  # ISO 8601 sorts as text; no date compares as false
        values.append(within.since.isoformat())
    if within.until:
        clauses.append("published <= ?")
        values.append(within.until.isoformat())
    if within.articles:
        clauses.append(f"(id {one_of} OR path {one_of})")
        values += [json.dumps(within.articles)] * 2
    return " AND ".join(clauses), values


def _spans(text: str) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in json.loads(text))
