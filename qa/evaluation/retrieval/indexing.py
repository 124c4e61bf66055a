"""The articles of a data set in a library of their own, through the product's `Library.add`.

Adding is done a batch at a time, each committed whole; a run that was stopped goes on after the
last one. An article that is there with the passages it would have today is left alone, so code
that changes nothing about passages costs no embedding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from index.embedding import Embedder
from index.files import atomic_write_bytes
from index.library import Library
from index.passages import split_passages
from index.refresh import reading_version
from index.types import Article, Progress

BATCH_CHARACTERS = 200_000
"""Text added and committed at a time: some seconds of embedding, which is what Ctrl-C can lose."""
INDEXED_NAME = "indexed"
"""Beside the library: the version of the code that its passages were last compared with."""


def open_indexed(
    articles: Sequence[Article], directory: Path, embedder: Embedder, progress: Progress
) -> Library:
    """The library in `directory`, made to hold exactly these articles as passages of today.

    Raises:
        LibraryError: it cannot be opened or written; see index.errors.
    """
    library = Library.open(directory, embedder, create=True)
    try:
        _bring_up_to_date(library, articles, directory.parent / INDEXED_NAME, progress)
    except BaseException:
        library.close()
        raise
    return library


def _bring_up_to_date(
    library: Library, articles: Sequence[Article], marker: Path, progress: Progress
) -> None:
    stored = {article.id: article for article in library.articles()}
    version = reading_version().encode()
    compared = marker.is_file() and marker.read_bytes() == version
    if compared and stored == {article.id: article for article in articles}:
        return
    missing = []
    for done, article in enumerate(articles):
        progress(done, len(articles), "comparing articles")
        if stored.get(article.id) != article or not _has_passages_of_today(library, article):
            missing.append(article)
    gone = stored.keys() - {article.id for article in articles}
    if gone:
        library.remove(sorted(gone))
    done = len(articles) - len(missing)
    for batch in _batches(missing):
        progress(done, len(articles), "indexing articles")
        library.add(batch)
        done += len(batch)
    progress(done, len(articles), "indexing articles")
    atomic_write_bytes(marker, version)


def _has_passages_of_today(library: Library, article: Article) -> bool:
    stored = library.passages(article.id)
    return tuple(replace(passage, id=0) for passage in stored) == split_passages(article)


def _batches(articles: Sequence[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    characters = 0
    for article in articles:
        batch.append(article)
        characters += len(article.text)
        if characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
