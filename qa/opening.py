"""Opens what an answer needs: the library of a folder, and the models that the settings name."""

from __future__ import annotations

from functools import lru_cache
from os import PathLike
from pathlib import Path
from threading import Lock

from index.embedding import load_embedder
from index.library import Library, library_directory, seeds_folder
from index.readers import article_paths
from index.settings import Settings, load_settings
from index.types import ANYWHERE, Filters, Progress
from qa.answering import Answerer
from qa.checker import load_checker
from qa.generation import load_generator
from qa.reader import load_reader
from qa.types import Answer, History
from qa.weighing.reranking import load_reranker


def open_answerer(
    settings: Settings,
    directory: Path | None = None,
    folder: Path | None = None,
    progress: Progress | None = None,
) -> Answerer:
    """An Answerer over a library that is up to date with its folder.

    Args:
        directory: a library to open; without it the library of `folder` is opened or made.
        folder: the articles; without it, and without `directory`, the bundled seeds.
        progress: called with (done, total, label) while articles are read and embedded.

    Raises:
        FolderError, LibraryError, ModelError: see index.errors; each says what to do.
    """
    if folder is not None:
        article_paths(folder)  # a wrong folder is reported before models load and anything is made
    embedder = load_embedder(settings)
    if directory is None:
        folder = folder or seeds_folder()
        directory = library_directory(folder, settings)
    library = Library.open(directory, embedder, create=folder is not None, progress=progress)
    folder = folder or library.folder
    if folder is not None:
        library.refresh(folder, progress=progress)
    return load_answerer(library, settings)


def load_answerer(library: Library, settings: Settings) -> Answerer:
    """An Answerer over a library as it is, with the models of the settings.

    Raises:
        ModelError: see index.errors.
    """
    return Answerer(
        library,
        load_generator(settings),
        load_reader(settings),
        load_reranker(settings),
        load_checker(settings, embedder=library.embedder),
    )


def open_folder(folder: str | PathLike[str]) -> Answerer:
    """An Answerer over a folder of articles, with the user's settings.

    Args:
        folder: `.txt`, `.md` and `.html` files and subfolders; "~" is the user's own.

    Raises as `open_answerer` does.
    """
    return open_answerer(load_settings(), folder=Path(folder).expanduser())


@lru_cache(maxsize=1)
def default_answerer() -> Answerer:
    """The Answerer of the default library, loaded once in a process."""
    return open_answerer(load_settings())


_LOADING = Lock()
"""Two threads that miss a cache at once would both load."""


def answer(question: str, history: History = (), within: Filters = ANYWHERE) -> Answer:
    """Answer from the default library; see `Answerer.answer`."""
    with _LOADING:
        answerer = default_answerer()
    return answerer.answer(question, history, within)
